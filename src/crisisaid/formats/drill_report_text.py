"""A report over drills as text: no blended percentage, too little and too much apart."""

from __future__ import annotations

from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.drill_report import Agreement, DrillReport, OfItem, OfTrainee
    from crisisaid.model.sign_off import Trained

WIDTH = 100
KINDS = {
    "not_asked": "not asked",
    "taken_for_less": "noted as less",
    "unsure_as_no": "unsure taken for no",
    "made_more": "noted as more",
}
COLUMNS = (
    "trainee",
    "drills",
    "right",
    "too little",
    "too much",
    "needless ambulance",
    "red flags",
    "harmful",
    "kappa",
)
TRAINED = ("trainee", "protocol", "version", "digest", "day", "signed off by", "words")
MEANING = (
    "Too little means that somebody would have had less help than they needed; it weighs more than too much, and the "
    "two are never put together. A needless ambulance is counted by itself. Red flags: how many of those that were "
    "there were noted. Kappa: agreement with the page beyond chance, being two steps off weighing twice; with its 95 % "
    "interval."
)


def report_text(report: DrillReport) -> str:
    """Everything a trainer wants to talk about."""
    return "\n".join(clean(row) for row in _rows(report)) + "\n"


def _rows(report: DrillReport) -> Iterator[str]:
    yield "DRILL REPORT. Practice only. Pseudonyms only."
    yield f"{report.all.drills} drills of {len(report.trainees)} trainees, from {report.files} files."
    yield ""
    yield from _table(COLUMNS, [row_of(one) for one in (*report.trainees, report.all)])
    yield ""
    yield from wrap(MEANING, WIDTH)
    yield ""
    one = report.all
    if one.role_plays:
        yield from wrap(apart(one), WIDTH)
        yield ""
    yield from _items(report)
    yield from _thresholds(report)
    if report.trained:
        yield ""
        yield "SIGNED OFF, BY AN OBSERVER"
        yield from _table(TRAINED, [trained_row(one) for one in report.trained])


def row_of(one: OfTrainee) -> tuple[str, ...]:
    """One trainee as a row of the table."""
    flags = f"{one.red_flags_noted} of {one.red_flags}" if one.red_flags else "-"
    numbers = (one.drills, one.right, one.under, one.over, one.needless)
    return (one.trainee, *map(str, numbers), flags, str(one.harmful), kappa_words(one.kappa))


def trained_row(one: Trained) -> tuple[str, ...]:
    """One sign-off as a row of the table."""
    signed = one.sign_off
    words = "as today" if one.still_these_words else "changed since: see drill next"
    return (
        signed.trainee, signed.protocol, signed.version, signed.digest[:12], signed.date, signed.observer, words
    )  # fmt: skip


def apart(one: OfTrainee) -> str:
    """Whether people part ways in what they notice or in what they make of it."""
    return (
        f"Where it went apart, in {one.role_plays} role plays: what was noted comes to another tier than what is so in "
        f"{one.observed}; another tier was named than the notes come to in {one.concluded}. Unsure was taken for no "
        f"{one.unsure_as_no} times."
    )


def item_words(one: OfItem) -> str:
    """The item's id; of another page, such as the danger check, with that page in front."""
    return one.item.removeprefix(f"{one.protocol}/")


def kappa_words(kappa: Agreement) -> str:
    """The value with its interval, as far as there is one."""
    if kappa.value is None:
        return "-"
    if kappa.low is None or kappa.high is None:
        return f"{kappa.value:.2f} (too few for an interval)"
    return f"{kappa.value:.2f} ({kappa.low:.2f} to {kappa.high:.2f})"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    every = [heads, *rows]
    wide = [max(len(row[place]) for row in every) for place in range(len(heads))]
    for row in every:
        yield "  ".join(f"{cell:<{size}}" for cell, size in zip(row, wide, strict=True)).rstrip()


def _items(report: DrillReport) -> Iterator[str]:
    worst = sorted(report.items, key=lambda one: (-one.otherwise / one.had, one.protocol, one.item))[:15]
    if worst:
        yield "ITEMS NOTED OTHERWISE THAN THEY WERE"
    for one in worst:
        kinds = ", ".join(f"{KINDS.get(kind, kind)} {times}" for kind, times in one.kinds.items())
        yield from wrap(
            f"{item_words(one)} ({one.protocol}): {one.otherwise} of {one.had}: {kinds}.", WIDTH, "  ", "    "
        )
    ambiguous = [one for one in report.items if one.ambiguous]
    if ambiguous:
        yield ""
        names = ", ".join(f"{item_words(one)} ({one.protocol})" for one in ambiguous)
        start = "For the protocol's author: half of those who had them, or more, noted these otherwise"
        yield from wrap(f"{start}: {names}.", WIDTH)
    if worst:
        yield ""


def _thresholds(report: DrillReport) -> Iterator[str]:
    if report.thresholds:
        yield "AT THE LINES (pairs)"
    for one in report.thresholds:
        said = f"{one.right} right, {one.under} too little, {one.over} too much"
        yield f"  {one.threshold} ({one.protocol}): {one.drills} drills: {said}"
