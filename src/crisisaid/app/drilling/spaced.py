"""`drill next`: which lines are due again, by spaced practice; when a protocol changes, only what the change is about.

The schedule is that of FSRS (open-spaced-repetition, extra ``drill``), replayed from the trainee's own results: nothing
else is stored. Too little help counts as forgotten, too much as hard, the right tier as good.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from crisisaid.app.bookshelf import open_shelf, own_protocols
from crisisaid.app.drilling.quick import line_cases
from crisisaid.app.drilling.shelf import Drills
from crisisaid.app.drilling.starting import practise, results_folder
from crisisaid.app.printing import print_out, say
from crisisaid.errors import DONE, FileRefused, ProtocolNotFound, UsageRefused
from crisisaid.model.comparison import NONE, PATCH
from crisisaid.model.drill_result import PAIR
from crisisaid.model.record import Record
from crisisaid.model.tier import RANK
from crisisaid.proof.compare import compare
from crisisaid.store.drill_history import read_history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from crisisaid.app.drilling.starting import Setting
    from crisisaid.drill.cases import Case
    from crisisaid.library.shelf import Shelf
    from crisisaid.model.drill_result import DrillResult
    from crisisaid.model.protocol import Protocol

    Line = tuple[str, str]
    """A protocol and one of its thresholds."""

NOON = 12
"""Results hold a day; it is taken at this hour, so that no time zone moves it."""


class Due(Record):
    """A line with the day on which it is due, and why it is: by the schedule, or because its threshold has changed."""

    protocol: str
    threshold: str
    day: str
    why: str = ""


def schedule(library: Shelf, results: Sequence[DrillResult]) -> tuple[Due, ...]:
    """Every line that was practised, the one that is due first first."""
    by_line: dict[Line, list[DrillResult]] = {}
    for result in results:
        if result.kind == PAIR and result.protocol in library:
            by_line.setdefault((result.protocol, result.threshold), []).append(result)
    changed: dict[tuple[str, str], frozenset[str] | None] = {}
    found = []
    for (protocol, threshold), some in by_line.items():
        now = library[protocol]
        if threshold not in {one.id for one in now.thresholds}:
            continue
        last = some[-1]
        if last.digest != now.digest and (protocol, last.digest) not in changed:
            changed[protocol, last.digest] = changed_since(library, last, now)
        news = changed.get((protocol, last.digest), frozenset())
        if news is None:
            found.append(Due(protocol, threshold, last.date, "the words it was practised on are not here any more"))
        elif threshold in news:
            found.append(Due(protocol, threshold, last.date, "the threshold has changed"))
        else:
            found.append(Due(protocol, threshold, _due_on(some)))
    return tuple(sorted(found, key=lambda one: (one.day, one.protocol, one.threshold)))


def changed_since(library: Shelf, practised: DrillResult, now: Protocol) -> frozenset[str] | None:
    """The thresholds that hold for others than when it was practised; None where that version is not here any more."""
    try:
        before = library.version(practised.protocol, practised.version)
    except (ProtocolNotFound, FileRefused):
        return None
    if before.digest != practised.digest:
        return None
    found = compare({name: library[name] for name in library}, before, now)
    if found.not_decided:
        return None
    if found.level in (NONE, PATCH):
        return frozenset()
    named = {one.about for one in found.changes if one.part == "thresholds" and one.level != PATCH}
    reasons = {name for one in (*found.less, *found.more) for name, kind in one.reasons if kind == "threshold"}
    return frozenset(named | reasons)


def _due_on(results: Sequence[DrillResult]) -> str:
    """The day on which a line is due, after each time it was practised."""
    try:
        from fsrs import Card, Rating, Scheduler
    except ImportError:
        hint = "Install it with its extra: pip install 'crisisaid[drill]'."
        raise UsageRefused("Spaced practice needs the package fsrs, which is not here.", hint) from None
    step = (timedelta(days=1),)
    scheduler = Scheduler(learning_steps=step, relearning_steps=step, enable_fuzzing=False)
    card = Card(card_id=1, due=_at(results[0].date))
    for result in sorted(results, key=lambda one: one.date):
        difference = RANK[result.named] - RANK[result.right]
        rating = Rating.Again if difference < 0 else Rating.Hard if difference else Rating.Good
        card, _ = scheduler.review_card(card, rating, _at(result.date))
    return card.due.astimezone(UTC).strftime("%Y-%m-%d")


def _at(day: str) -> datetime:
    return datetime.strptime(day, "%Y-%m-%d").replace(hour=NOON, tzinfo=UTC)


def next_lines(environ: Mapping[str, str], setting: Setting, today: str, go: int) -> int:
    """What is due; with ``go`` so many of them are practised at once."""
    if not setting.trainee:
        raise UsageRefused("It is not known whose practice is meant.", "Give the pseudonym: --as.")
    folder = results_folder(environ, setting.results)
    path = os.path.join(folder, f"{setting.trainee}.jsonl")
    if not os.path.exists(path):
        raise UsageRefused(f"Nothing is kept under the pseudonym {setting.trainee}.", "Practise first, with --as.")
    history = read_history(path)
    for wrong in history.damaged:
        say(f"Not taken: {path}:{wrong.line}: {wrong.says}")
    library = open_shelf(environ, own=own_protocols(environ, setting.organisation))
    lines = schedule(library, history.results)
    due = [one for one in lines if one.day <= today]
    if go and due:
        drills = Drills(environ, setting.organisation, setting.folder)
        seed = len(history.chain)
        return practise(environ, drills, setting, lambda dice: list(_cases(drills, due[:go], dice)), seed=seed)
    for one in due:
        print_out(f"{one.protocol}: {one.threshold}, due since {one.day}" + (f" ({one.why})" if one.why else ""))
    later = [one for one in lines if one.day > today]
    if not due:
        print_out("Nothing is due today." + (f" Next: {later[0].threshold} on {later[0].day}." if later else ""))
    else:
        say(f"Due: {len(due)}. To practise them: crisisaid drill next --as {setting.trainee} --go {len(due)}")
    return DONE


def _cases(drills: Drills, due: Sequence[Due], dice: Random) -> Iterator[Case]:
    """Both people of a pair of each line that is due, where its protocol has lines."""
    for protocol in dict.fromkeys(one.protocol for one in due):
        wanted = [one.threshold for one in due if one.protocol == protocol]
        cases = line_cases(drills, drills.library[protocol], dice)
        for threshold in wanted:
            of_it = [case for case in cases if case.threshold == threshold]
            items = list(dict.fromkeys(case.item for case in of_it))
            item = dice.choice(items) if items else ""
            yield from (case for case in of_it if case.item == item)
