"""Compare: all and only what two versions of a protocol make otherwise of the same answers, and what that asks for.

The method is that of change-impact analysis of access rules (K. Fisler and others, Verification and Change-Impact
Analysis of Access-Control Policies, 2005), with tiers in an order, exact numbers, and rows in the author's own words.
"""

from __future__ import annotations

from crisisaid.model.comparison import MAJOR, MINOR, NONE, PATCH, STEPS, Change, Comparison, Version
from crisisaid.proof.changes import changes
from crisisaid.proof.diagram import TooLarge
from crisisaid.proof.examples import Disagreement
from crisisaid.proof.meeting import Meeting
from crisisaid.proof.prove import what_is_hard
from crisisaid.proof.reach import Reaching
from crisisaid.proof.session import ANY, pages
from crisisaid.proof.sides import Sides
from crisisaid.proof.tiers import tier_patterns
from crisisaid.proof.wording import told_otherwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.model.comparison import Pattern, Reach
    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.session import Limits

    Library = Mapping[str, Protocol]

FAULT = "Comparison and program do not agree: a fault of crisisaid. Please report it."


def compare(
    library: Library,
    before: Protocol,
    now: Protocol,
    limits: Limits = ANY,
    *,
    shown: int = 0,
    library_before: Library | None = None,
) -> Comparison:
    """Everything that differs between two versions of one protocol.

    The libraries hold the danger check that comes before and whatever each version sends on to; ``library_before`` is
    the same where it is left out. The new version is looked at under the id of the old one. So many patterns of each
    list have an example; 0 for all of them.
    """
    libraries = (library if library_before is None else library_before, library)
    same = now.but(id=before.id)
    found = Comparison(now.title, _version(before), _version(now), changes=tuple(changes(before, same)))
    words, more = told_otherwise(before, same)
    found = found.but(wording=tuple(words), changes=(*found.changes, *more))
    if before.about != now.about:
        # One has the danger check in front of it and the other has not: there is nobody to compare.
        level, why = _asked_for(found)
        return found.but(level=level, why=why)
    try:
        sides = Sides(pages(libraries[0], before), pages(libraries[1], same), limits)
        found = _of_people(found, Meeting(sides, libraries, shown))
    except TooLarge:
        return found.but(not_decided=f"It grew beyond its limits. {what_is_hard(now)}")
    except Disagreement:
        return found.but(not_decided=FAULT)
    level, why = _asked_for(found)
    return found.but(level=level, why=why)


def _version(protocol: Protocol) -> Version:
    return Version(protocol.id, protocol.version, protocol.status, protocol.digest)


def _of_people(found: Comparison, meeting: Meeting) -> Comparison:
    less, more = tier_patterns(meeting)
    reaching = Reaching(meeting)
    return found.but(
        patterns=meeting.counting.every,
        less=tuple(less),
        more=tuple(more),
        reach=tuple(reaching.reaches()),
        follows=tuple(reaching.follows()),
        changes=(*found.changes, *reaching.roles(), *_reasons(meeting)),
    )


def _reasons(meeting: Meeting) -> Iterator[Change]:
    """Rules that are written otherwise: whether they hold for the same people."""
    before, now = meeting.sides.before, meeting.sides.now
    known = {one.id: one for one in before.protocol.thresholds}
    for one in now.protocol.thresholds:
        old = known.get(one.id)
        if old is not None and old.when != one.when:
            holds = [side.condition(side.protocol.id, when)[0] for side, when in ((before, old.when), (now, one.when))]
            yield _held(meeting, one.id, *holds)
    steps = {one.id: one for one in before.protocol.steps}
    for step in now.protocol.steps:
        was = steps.get(step.id)
        if was is not None and was.when != step.when:
            pairs = ((before, was), (now, step))
            first, second = (side.condition(side.protocol.id, one.when, before.tier) for side, one in pairs)
            if first == second:
                yield Change(PATCH, "steps", step.id, "Its guard is written otherwise and means the same.")


def _held(meeting: Meeting, name: str, before: int, now: int) -> Change:
    if before == now:
        return Change(PATCH, "thresholds", name, "It is written otherwise and means the same.")
    fewer, more = (meeting.diagrams.never_above(*pair) for pair in ((now, before), (before, now)))
    way = "fewer patterns of answers than" if fewer else "more patterns of answers than" if more else "others than"
    return Change(MINOR, "thresholds", name, f"It holds for {way} before.")


def _asked_for(found: Comparison) -> tuple[str, tuple[str, ...]]:
    """The step of the version that all of it asks for, and what asks for that one; semver.org in this house's words.

    Less help for anybody is major, more help or anything new is minor, other words are a patch.
    """
    reasons = list(_reasons_for_a_step(found))
    level = max((level for level, _ in reasons), key=STEPS.index, default=NONE)
    return level, tuple(dict.fromkeys(says for one, says in reasons if one == level))


def _reasons_for_a_step(found: Comparison) -> Iterator[tuple[str, str]]:
    for patterns, level, said in ((found.less, MAJOR, "less help"), (found.more, MINOR, "more help")):
        if patterns:
            yield level, f"{_number(patterns)} with {said} than before"
    for one in found.reach:
        yield one.level, _reached(one)
    for change in found.changes:
        yield change.level, f"{change.about}: {change.says.rstrip('.')}"
    if found.wording:
        yield PATCH, f"other words in {len(found.wording)} places"


def _reached(reach: Reach) -> str:
    those = f"{'more' if reach.more else 'fewer'} people than before"
    if reach.items:
        return f"{', '.join(reach.items)}: asked of {those}"
    return f"{reach.step}: shown to {those}" if reach.step else f"an emergency ends the checklists for {those}"


def _number(patterns: tuple[Pattern, ...]) -> str:
    return f"{len(patterns)} pattern{'s' if len(patterns) > 1 else ''} of answers"
