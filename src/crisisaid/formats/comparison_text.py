"""A comparison of two versions as a page: the verdict first, then who gets less help, who more, then all the rest."""

from __future__ import annotations

from crisisaid.formats.comparison_words import in_lines
from crisisaid.formats.summary_words import TIERS
from crisisaid.model.comparison import MAJOR, MINOR, NONE, PARTS, PATCH, STEPS
from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.comparison import Comparison, Ends, Example, Libraries, Pattern, Reach, Wording

WIDTH = 100
LONGEST = 12
"""Numbers with more digits than this are said in words; --json has them whole."""

REASONS = 6
"""So many reasons for a verdict are named above the lists, which hold them all."""

VERDICTS = {
    NONE: "NO CHANGE. Nothing that anybody is asked, shown or offered is otherwise.",
    PATCH: "PATCH. Only words have changed: the same answers lead to the same help.",
    MINOR: "MINOR. Nobody gets less help than before. Something is new, reaches more people or stands elsewhere.",
    MAJOR: "MAJOR. Somebody gets less help than before, or something is taken away. It needs a named approver.",
}
COUNTED = (
    "A pattern of answers is one answer to everything that is asked in either version, after a danger check in which "
    "nothing was found. What is not asked counts once; unsure stands for unsure and declined. The numbers count "
    "patterns; they say nothing about how often people answer so."
)
IN_TURN = "Whom several patterns of a list fit is counted in the first of them."


def comparison_text(found: Libraries, most: int = 0) -> str:
    """Every comparison; of each list so many patterns, 0 for all. What is the same in two libraries is only named."""
    alone = len(found.both) == 1 and not (found.new or found.gone)
    return _page(_with_notes(_of_one(found.both[0], most) if alone else _of_all(found, most), found))


def _with_notes(rows: Iterator[str], found: Libraries) -> Iterator[str]:
    """What the numbers count stands at the end, where there are any."""
    yield from rows
    lists = [
        patterns for one in found.both for patterns in (one.less, one.more, *(reach.patterns for reach in one.reach))
    ]
    if any(lists) or any(change.pattern for one in found.both for change in one.changes):
        notes = [COUNTED, IN_TURN] if any(len(patterns) > 1 for patterns in lists) else [COUNTED]
        yield from wrap(" ".join(notes), WIDTH)


def _page(rows: Iterator[str]) -> str:
    return "\n".join(clean(row) for row in rows).strip("\n") + "\n"


def _of_all(found: Libraries, most: int) -> Iterator[str]:
    for names, word in ((found.gone, "Gone"), (found.new, "New")):
        if names:
            yield from wrap(f"{word}: {', '.join(names)}.", WIDTH, "", "  ")
    same = [one for one in found.both if one.level == NONE and not one.not_decided]
    if same:
        yield from wrap(f"No change: {', '.join(one.now.id for one in same)}.", WIDTH, "", "  ")
    for one in found.both:
        if one not in same:
            yield ""
            yield from _of_one(one, most)


def _of_one(found: Comparison, most: int) -> Iterator[str]:
    yield f"{_named(found)}: {found.title}"
    if found.not_decided:
        yield from wrap(f"NOT DECIDED. {found.not_decided}", WIDTH)
    else:
        yield from wrap(f"{VERDICTS[found.level]} {_declared(found)}", WIDTH)
    yield from _why(found)
    yield ""
    for title, patterns in (("LESS HELP THAN BEFORE", found.less), ("MORE HELP THAN BEFORE", found.more)):
        yield from _patterns(title, patterns, found, most)
    yield from _steps(found, most)
    yield from _wording(found.wording)


def _why(found: Comparison) -> Iterator[str]:
    """What asks for the step of the version, where it is more than other words."""
    if found.level not in (MAJOR, MINOR):
        return
    for why in found.why[:REASONS]:
        yield from wrap(why, WIDTH, "  - ", "    ")
    if len(found.why) > REASONS:
        yield f"  - and {len(found.why) - REASONS} more of that kind"


def _named(found: Comparison) -> str:
    before, now = found.before, found.now
    if before.id != now.id:
        return f"{before.id} {before.version} -> {now.id} {now.version}"
    return f"{now.id} {before.version} -> {now.version}"


def _declared(found: Comparison) -> str:
    """What the version numbers say, held against what has changed."""
    if found.declared == "down":
        return "By its number the second version is the earlier one."
    if found.declared == NONE:
        return "Both carry the same version number." if found.level != NONE else ""
    enough = STEPS.index(found.declared) >= STEPS.index(found.level)
    return f"The version number makes a {found.declared} step: {'that is enough' if enough else 'that is too small'}."


def _patterns(title: str, patterns: Sequence[Pattern], found: Comparison, most: int) -> Iterator[str]:
    if not patterns:
        return
    yield f"{title}: {_number(len(patterns), 'pattern')} of answers"
    shown = patterns[:most] if most else patterns
    for place, pattern in enumerate(shown, 1):
        yield from _pattern(f"{place:>3}. ", pattern, found)
        yield ""
    if len(shown) < len(patterns):
        yield f"     And {len(patterns) - len(shown)} more; --all shows them."
        yield ""


def _pattern(head: str, pattern: Pattern, found: Comparison) -> Iterator[str]:
    indent = " " * len(head)
    if pattern.ends:
        yield from wrap(_ends(pattern.ends), WIDTH, head, indent)
    if pattern.rest:
        yield from wrap("All others: too many to tell apart in a list that can be read.", WIDTH, indent, indent)
    for said in pattern.says:
        for depth, line in in_lines(said):
            space = indent + "    " * depth
            yield from wrap(line, WIDTH, f"{space}- ", f"{space}  ")
    if pattern.unless:
        yield from wrap(f"unless something else calls for {TIERS[pattern.unless]}", WIDTH, indent, indent)
    yield from _behind(pattern, indent)
    if pattern.example:
        yield from _example(pattern.example, indent)
    yield from wrap(_how_many(pattern, found), WIDTH, indent, indent)


def _ends(ends: Sequence[Ends]) -> str:
    """Where they led and lead; the most frequent way first, the others with their number."""
    ordered = sorted(ends, key=lambda one: -one.patterns)
    first, *others = ordered
    said = f"{TIERS[first.before]} before, {TIERS[first.now]} now"
    more = [
        f"{TIERS[one.before]} before, {TIERS[one.now]} now: {_count(one.patterns)}" for one in others if one.patterns
    ]
    return f"{said} (of them {'; '.join(more)})" if more else said


def _behind(pattern: Pattern, indent: str) -> Iterator[str]:
    kinds = {"threshold": "threshold", "red_flag": "red flag", "unknown_red_flag": "unsure red flag"}
    names = [f"{kinds[kind]} {name}" for name, kind in pattern.reasons if kind in kinds]
    names += ["the rule that not asked is not no" for _, kind in pattern.reasons if kind == "not_asked"]
    if names:
        yield from wrap(f"Behind it: {', '.join(names)}.", WIDTH, indent, indent)


def _example(example: Example, indent: str) -> Iterator[str]:
    says = ", ".join(f"{item} {answer}" for item, _, answer in example.says)
    said = f"For example: {says or 'nothing of concern'}; nothing else of concern."
    yield from wrap(said if says else "For example: nothing of concern at all.", WIDTH, indent, indent)
    before, now = example.before, example.now
    if (before.end, now.end) != (before.tier, now.tier):
        ends = f"{TIERS[before.end]} before and {TIERS[now.end]} now"
        yield from wrap(f"With what it sends on to, that session ends at {ends}.", WIDTH, indent, indent)


def _how_many(pattern: Pattern, found: Comparison) -> str:
    if not pattern.patterns:
        return "Only where something was found or left out in the danger check."
    share = 100 * pattern.patterns / found.patterns
    percent = "less than 0.01 %" if share < 0.01 else f"{share:.2g} %" if share < 99 else f"{share:.4g} %"
    return f"{_count(pattern.patterns)} of {_count(found.patterns)} patterns of answers ({percent})."


def _count(number: int) -> str:
    """A number as it is; a very long one rounded."""
    digits = len(str(number))
    return f"{number:,}" if digits <= LONGEST else f"about {number // 10 ** (digits - 3) / 100:g} x 10^{digits - 1}"


def _steps(found: Comparison, most: int) -> Iterator[str]:
    if not (found.reach or found.changes or found.follows):
        return
    yield "STEPS, ITEMS, REFERRALS AND RULES"
    for reach in found.reach:
        yield from wrap(_reach(reach), WIDTH, "  * ", "    ")
        shown = reach.patterns[:most] if most else reach.patterns
        for place, pattern in enumerate(shown, 1):
            if len(shown) > 1:
                yield f"    {place}."
            yield from _pattern("       ", pattern, found)
        if len(shown) < len(reach.patterns):
            yield f"    And {len(reach.patterns) - len(shown)} more; --all shows them."
    for change in sorted(found.changes, key=lambda one: PARTS.index(one.part)):
        yield from wrap(f"{change.about}: {change.says}", WIDTH, "  * ", "    ")
        if change.pattern:
            yield from wrap(f"That is for {_how_many(change.pattern, found)}", WIDTH, "    ", "    ")
    if found.follows:
        said = f"These are shown by the tier and go with it: {', '.join(found.follows)}."
        yield from wrap(said, WIDTH, "  * ", "    ")
    yield ""


def _reach(reach: Reach) -> str:
    way = "now also" if reach.more else "not any more"
    if reach.kind == "ending":
        return f"{reach.title}: {way} of people at CALL NOW with:"
    if reach.items:
        return f"{', '.join(reach.items)} (in {reach.step}): {way} asked of people with:"
    return f"{reach.step} ({reach.kind}), {reach.title}: {way} shown to people with:"


def _wording(wording: Sequence[Wording]) -> Iterator[str]:
    if not wording:
        return
    yield f"WORDS ONLY: {_number(len(wording), 'place')}"
    for one in wording:
        yield from wrap(f"{one.about}, {one.field.replace('_', ' ')}:", WIDTH, "  * ", "    ")
        for sign, text in (("-", one.before), ("+", one.now)):
            if text:
                yield from wrap(text, WIDTH, f"    {sign} ", "      ")
    yield ""


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
