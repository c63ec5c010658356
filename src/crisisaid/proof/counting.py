"""Counting: how many patterns of answers there are in two versions, and how many of them have something in common.

A pattern of answers is what is said to everything that one of the versions asks, after a danger check in which nothing
was found. An item that neither asks is counted once. The number says nothing about how often something happens.
"""

from __future__ import annotations

from crisisaid.model.protocol import GATE
from crisisaid.proof.diagram import NO, YES
from crisisaid.proof.facts import CHANNEL
from crisisaid.proof.order import source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.state import Key
    from crisisaid.proof.sides import Sides


class Counting:
    """Exact numbers of patterns of answers. "Unsure" counts twice, for "declined" too. Raises TooLarge."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self.diagrams = sides.diagrams
        ways = [fact.ways for fact in sides.facts]
        self._ways = ways
        self._below = [1]
        for one in reversed(ways):
            self._below.append(self._below[-1] * sum(one))
        self._below.reverse()
        self._known: dict[int, int] = {}
        self.nothing_found = self._nothing_found()
        self._once = self.diagrams.meet(self.nothing_found, self._asked_or_plain())
        self.every = self._count(self._once)

    def of(self, people: int) -> int:
        """How many patterns of answers these people give, of those with nothing found in the danger check."""
        return self._count(self.counted(people))

    def shared(self, people: int, others: int) -> int:
        """How many of these people are among the others, of whom only those count who ``counted`` let through.

        Nothing is joined for it: with many patterns and large diagrams that would take most of what is allowed.
        """
        known: dict[tuple[int, int], int] = {}

        def go(one: int, other: int) -> int:
            """Over every fact from the first that one of the two looks at."""
            if NO in (one, other):
                return 0
            if one == YES:
                return self._from(other)
            found = known.get((one, other))
            if found is None:
                place = min(self.diagrams.place[one], self.diagrams.place[other])
                found = 0
                for value, ways in enumerate(self._ways[place]):
                    if ways:
                        ours, theirs = self.diagrams.step(one, place, value), self.diagrams.step(other, place, value)
                        first = min(self.diagrams.place[ours], self.diagrams.place[theirs])
                        found += ways * go(ours, theirs) * self._over(place + 1, first)
                known[one, other] = found
            return found

        return go(people, others) * self._over(0, min(self.diagrams.place[people], self.diagrams.place[others]))

    def counted(self, people: int) -> int:
        """Those of these people that are counted: of all who give one pattern of answers, one."""
        return self.diagrams.meet(people, self._once)

    def _over(self, start: int, end: int) -> int:
        """The ways of all facts from one place to another."""
        return self._below[start] // self._below[end]

    def _taken_over(self) -> set[Key]:
        """The items of the danger check that the protocol takes over."""
        return {source(item) for side in (self._sides.before, self._sides.now) for item in side.protocol.items()}

    def _nothing_found(self) -> int:
        taken, own = self._taken_over(), self._sides.now.protocol.id
        if own == GATE:
            return YES
        gate = (fact for fact in self._sides.facts if fact.key[0] == GATE and fact.key not in taken)
        return self.diagrams.all_of(
            self.diagrams.one_of(self._sides.place[fact.key], {fact.cost.index(0)}) for fact in gate
        )

    def _asked_or_plain(self) -> int:
        """Whoever has one and the same answer to whatever neither version asks."""
        parts = []
        for place, fact in enumerate(self._sides.facts):
            if fact.key != CHANNEL:
                asked = self.diagrams.any_of(side.known[fact.key].asked for side in self._sides.knows(fact.key))
                parts.append(self.diagrams.join(asked, self.diagrams.one_of(place, {0})))
        return self.diagrams.all_of(parts)

    def _count(self, people: int) -> int:
        """How many ways lead there, over every fact."""
        return self._from(people) * self._over(0, self.diagrams.place[people])

    def _from(self, piece: int) -> int:
        if piece in (NO, YES):
            return int(piece == YES)
        if piece not in self._known:
            place = self.diagrams.place[piece]
            pairs = zip(self._ways[place], self.diagrams.kids[piece], strict=True)
            after = ((ways * self._from(kid), self.diagrams.place[kid]) for ways, kid in pairs if ways)
            self._known[piece] = sum(number * self._over(place + 1, first) for number, first in after)
        return self._known[piece]
