"""Tiers of two versions: who gets another tier than before, reason by reason.

A reason that is the same in both versions is no part of the difference. Of the others each is gone through by itself:
where it called for a tier and nothing calls for as much now, there is less help, and the other way round more. A list
like that can be read, and its patterns are all there are. Somebody whom several of them fit is counted in the first.
"""

from __future__ import annotations

from crisisaid.model.comparison import Ends, Pattern
from crisisaid.model.tier import RANK, TIERS
from crisisaid.proof.diagram import NO, YES
from crisisaid.proof.examples import Disagreement
from crisisaid.proof.formula import NONE_TRUE
from crisisaid.proof.patterns import Beside, Finder, Found, in_turn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.proof.known import Cause
    from crisisaid.proof.meeting import Meeting
    from crisisaid.proof.sides import Side

    Named = tuple[str, str, str, str]
    Told = tuple[Pattern, int, int]
    """A pattern, people, and others among whom one of them is shown."""


def tier_patterns(meeting: Meeting) -> tuple[list[Pattern], list[Pattern]]:
    """All and only the patterns with less help than before, and those with more; the gravest first.

    Raises TooLarge, and Disagreement where rows and diagrams do not come to the same people: a fault of this program.
    """
    before, now = meeting.sides.before, meeting.sides.now
    return _Direction(meeting, before, now).told(), _Direction(meeting, now, before).told()


class _Direction:
    """Everybody for whom one version, ``high``, calls for more than the other."""

    def __init__(self, meeting: Meeting, high: Side, low: Side) -> None:
        self._meeting = meeting
        self._diagrams = meeting.diagrams
        self._high, self._low = high, low
        self._finder = Finder(meeting.formulas)
        self._same = {_called(one) for one in high.causes} & {_called(one) for one in low.causes}
        self._other = self._diagrams.any_of(self._diagrams.meet(holds, rank) for rank, holds in self._same)
        self._above = [self._diagrams.from_rank(self._other, rank) for rank in range(YES + 1)]
        self._lows = {_name(one): one for one in self._changed(low)}
        self._highs = list(self._changed(high))

    def _changed(self, side: Side) -> Iterator[Cause]:
        """The reasons that only this version has, but for those that something in both always stands above."""
        for cause in side.causes:
            above = self._above[RANK[cause.tier]]
            if _called(cause) not in self._same and not self._diagrams.never_above(cause.holds, above):
                yield cause

    def told(self) -> list[Pattern]:
        """The patterns of each tier that is lost, those that lose most first, and what was too much for a list last."""
        if self._diagrams.lower(self._low.tier, self._high.tier) == NO:
            return []
        told = [one for rank in range(YES, 0, -1) for one in self._of_tier(rank)]
        told.sort(key=lambda one: (one[0].rest, -_steps(one[0])))
        return self._meeting.with_examples(told)

    def _of_tier(self, rank: int) -> Iterator[Told]:
        """Everybody who is at this tier in one version and lower in the other."""
        diagrams = self._diagrams
        here = diagrams.exactly(self._high.tier, rank)
        lower = {low: diagrams.meet(here, diagrams.exactly(self._low.tier, low)) for low in range(rank)}
        everybody = diagrams.any_of(lower.values())
        if everybody == NO:
            return
        rest = Beside(diagrams, (), diagrams.turn(everybody))
        found = sorted(self._found(rank), key=lambda one: (-self._meeting.counting.of(one.meant), len(one.row)))
        for one, left in in_turn(diagrams, found, rest):
            unless = "" if diagrams.never_above(one.meant, everybody) else TIERS[rank]
            pattern = self._meeting.pattern(one.row, one.meant).but(unless=unless, reasons=one.reasons)
            yield self._ending(pattern, rank, left, lower)
        left = diagrams.meet(everybody, diagrams.turn(diagrams.any_of(one.meant for one in found)))
        if left != NO:
            yield self._ending(self._meeting.pattern(None, left), rank, left, lower)

    def _ending(self, pattern: Pattern, rank: int, left: int, lower: dict[int, int]) -> Told:
        """With where those who are left led and lead, how many they are, and the most frequent way for an example."""
        diagrams, counting = self._diagrams, self._meeting.counting
        ends, ways = [], []
        for low, people in lower.items():
            if not diagrams.never_above(left, diagrams.turn(people)):
                number = counting.shared(left, counting.counted(people))
                before, now = (rank, low) if self._high is self._meeting.sides.before else (low, rank)
                ends.append(Ends(TIERS[before], TIERS[now], number))
                ways.append((number, people))
        _, among = max(ways, key=lambda way: way[0])
        return pattern.but(ends=tuple(ends), patterns=sum(one.patterns for one in ends)), left, among

    def _found(self, rank: int) -> list[Found]:
        """Where something called for this tier in one version and nothing calls for as much in the other."""
        found = []
        for cause in self._highs:
            if RANK[cause.tier] == rank:
                partner = self._lows.get(_name(cause))
                partner = partner if partner and RANK[partner.tier] >= rank else None
                found += self._found_for(cause, partner, rank)
        return self._finder.joined(found)

    def _found_for(self, cause: Cause, partner: Cause | None, rank: int) -> list[Found]:
        """The same for one reason, but for those with whom another one calls for as much."""
        diagrams, formulas = self._diagrams, self._meeting.formulas
        few = [one.holds for one in self._lows.values() if RANK[one.tier] >= rank and one is not partner]
        more = diagrams.from_rank(self._high.tier, rank + 1) if rank < YES else NO
        beside = Beside(diagrams, [*few, more], self._above[rank])
        but_not = formulas.cause(self._low, partner) if partner else NONE_TRUE
        found = self._finder.patterns(formulas.cause(self._high, cause), but_not, beside)
        without = diagrams.turn(cause.holds)
        if not all(beside.has_all(diagrams.meet(one.meant, without)) for one in found):
            raise Disagreement
        return [one.but(reasons=((cause.id, cause.kind),)) for one in found]


def _name(cause: Cause) -> Named:
    return cause.kind, cause.protocol, cause.id, cause.tier if cause.kind == "not_asked" else ""


def _called(cause: Cause) -> tuple[int, int]:
    return RANK[cause.tier], cause.holds


def _steps(pattern: Pattern) -> int:
    """By how many tiers it goes up or down at most."""
    return max(abs(RANK[one.before] - RANK[one.now]) for one in pattern.ends)
