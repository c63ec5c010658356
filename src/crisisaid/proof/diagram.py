"""Decision diagrams: what a protocol makes of every combination of facts, without going through them one by one.

A diagram is a number. It stands for a table that gives each combination of facts a rank from 0 to 4 (the five tiers);
yes and no are the ranks 4 and 0. Equal tables have equal numbers, so two rules say the same exactly when their numbers
are equal. Multi-valued decision diagrams with shared, reduced pieces: R. E. Bryant, Graph-Based Algorithms for Boolean
Function Manipulation, 1986; A. Srinivasan and others, Algorithms for Discrete Function Manipulation, 1990.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

NO, YES = 0, 4
"""The lowest and the highest rank, which also stand for false and true."""

PIECES = 250_000
"""So many pieces are allowed unless more are asked for: about half a gigabyte."""

OFTEN = 1000
"""After so many new pieces it is asked whether that is enough."""


class TooLarge(Exception):
    """The diagrams have outgrown their limit: nothing is decided."""


class Diagrams:
    """Every diagram over the same facts; ``sizes`` holds how many values each has, in the order they are looked at.

    Raises TooLarge once there are more than ``limit`` pieces, or ``enough`` says that it has taken long enough.
    """

    def __init__(self, sizes: Sequence[int], limit: int = PIECES, enough: Callable[[], bool] | None = None) -> None:
        self.sizes = tuple(sizes)
        self.limit = limit
        self.enough = enough or bool
        end = len(self.sizes)
        ranks = range(YES + 1)
        self.place = [end] * len(ranks)
        self.kids: list[tuple[int, ...]] = [() for _ in ranks]
        self.least = list(ranks)
        self.most = list(ranks)
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._joined: dict[int, int] = {}
        self._met: dict[int, int] = {}
        self._below: dict[int, bool] = {}
        self._turned: dict[int, int] = {}

    def make(self, place: int, kids: tuple[int, ...]) -> int:
        """The diagram that looks at the fact of this place and goes on as ``kids`` say, one for each value."""
        first = kids[0]
        if kids.count(first) == len(kids):
            return first
        key = (place, kids)
        found = self._known.get(key)
        if found is not None:
            return found
        found = len(self.place)
        if found > self.limit or (found % OFTEN == 0 and self.enough()):
            raise TooLarge
        self.place.append(place)
        self.kids.append(kids)
        self.least.append(min(self.least[kid] for kid in kids))
        self.most.append(max(self.most[kid] for kid in kids))
        self._known[key] = found
        return found

    def one_of(self, place: int, values: Iterable[int]) -> int:
        """Yes where the fact has one of these values."""
        good = set(values)
        return self.make(place, tuple(YES if value in good else NO for value in range(self.sizes[place])))

    def join(self, one: int, other: int) -> int:
        """The higher of both, for every combination; "or" of yes and no."""
        least, most = self.least, self.most
        if one == other or least[one] >= most[other]:
            return one
        if least[other] >= most[one]:
            return other
        key = one << 32 | other if one < other else other << 32 | one
        found = self._joined.get(key)
        if found is None:
            found = self._joined[key] = self._both(self.join, one, other)
        return found

    def meet(self, one: int, other: int) -> int:
        """The lower of both, for every combination; "and" of yes and no."""
        least, most = self.least, self.most
        if one == other or most[one] <= least[other]:
            return one
        if most[other] <= least[one]:
            return other
        key = one << 32 | other if one < other else other << 32 | one
        found = self._met.get(key)
        if found is None:
            found = self._met[key] = self._both(self.meet, one, other)
        return found

    def _both(self, take: Callable[[int, int], int], one: int, other: int) -> int:
        here, there = self.place[one], self.place[other]
        if here == there:
            return self.make(here, tuple(map(take, self.kids[one], self.kids[other])))
        if here > there:
            one, other, here = other, one, there
        return self.make(here, tuple(take(kid, other) for kid in self.kids[one]))

    def turn(self, one: int) -> int:
        """No for yes and yes for no."""
        if one <= YES:
            return YES - one
        found = self._turned.get(one)
        if found is None:
            found = self._turned[one] = self.make(self.place[one], tuple(map(self.turn, self.kids[one])))
        return found

    def never_above(self, one: int, other: int) -> bool:
        """Whether the first is nowhere higher than the second; for yes and no: whether it implies it."""
        least, most = self.least, self.most
        if one == other or most[one] <= least[other]:
            return True
        if least[one] > least[other] or most[one] > most[other]:
            return False
        key = one << 32 | other
        found = self._below.get(key)
        if found is None:
            found = self._below[key] = self._compare(one, other)
        return found

    def _compare(self, one: int, other: int) -> bool:
        here, there = self.place[one], self.place[other]
        ours = self.kids[one] if here <= there else ()
        theirs = self.kids[other] if there <= here else ()
        for number in range(self.sizes[min(here, there)]):
            if not self.never_above(ours[number] if ours else one, theirs[number] if theirs else other):
                return False
        return True

    def mapped(self, one: int, rank: Callable[[int], int]) -> int:
        """The same diagram with each rank put through ``rank``."""
        done: dict[int, int] = {}

        def go(piece: int) -> int:
            if piece <= YES:
                return rank(piece)
            if piece not in done:
                done[piece] = self.make(self.place[piece], tuple(map(go, self.kids[piece])))
            return done[piece]

        return go(one)

    def from_rank(self, one: int, rank: int) -> int:
        """Yes where the diagram gives this rank or a higher one."""
        return self.mapped(one, lambda found: YES if found >= rank else NO)

    def exactly(self, one: int, rank: int) -> int:
        """Yes where the diagram gives this very rank."""
        return self.mapped(one, lambda found: YES if found == rank else NO)

    def lower(self, one: int, other: int) -> int:
        """Yes where the first is lower than the second."""
        found = NO
        for rank in range(1, YES + 1):
            found = self.join(found, self.meet(self.turn(self.from_rank(one, rank)), self.from_rank(other, rank)))
        return found

    def fixed(self, one: int, place: int, value: int) -> int:
        """The diagram where the fact of this place has this value; it does not look at the fact any more."""
        done: dict[int, int] = {}

        def go(piece: int) -> int:
            here = self.place[piece]
            if here >= place:
                return self.kids[piece][value] if here == place else piece
            if piece not in done:
                done[piece] = self.make(here, tuple(map(go, self.kids[piece])))
            return done[piece]

        return go(one)

    def step(self, one: int, place: int, value: int) -> int:
        """What is left of the diagram once the fact of this place, which is its first or above it, has this value."""
        return self.kids[one][value] if self.place[one] == place else one

    def any_of(self, parts: Iterable[int]) -> int:
        """The highest of all; those that look at late facts first, for that keeps what lies between small."""
        return self._folded(self.join, NO, parts)

    def all_of(self, parts: Iterable[int]) -> int:
        """The lowest of all."""
        return self._folded(self.meet, YES, parts)

    def _folded(self, take: Callable[[int, int], int], empty: int, parts: Iterable[int]) -> int:
        left = sorted(dict.fromkeys(parts), key=lambda piece: -self.place[piece])
        while len(left) > 1:
            pairs = [take(left[number], left[number + 1]) for number in range(0, len(left) - 1, 2)]
            left = pairs + left[len(pairs) * 2 :]
        return left[0] if left else empty

    def count_of(self, parts: Sequence[int], wanted: int) -> int:
        """Yes where at least so many of the parts say yes."""
        reached = [YES, *[NO] * wanted]
        for part in sorted(parts, key=lambda piece: -self.place[piece]):
            for number in range(wanted, 0, -1):
                reached[number] = self.join(reached[number], self.meet(part, reached[number - 1]))
        return reached[wanted]

    def rank(self, one: int, values: Sequence[int]) -> int:
        """What the diagram gives to one combination: ``values`` holds the number of a value for each fact."""
        while one > YES:
            one = self.kids[one][values[self.place[one]]]
        return one

    def pieces(self, *several: int) -> set[int]:
        """Every piece that these diagrams are made of."""
        found: set[int] = set()
        left = list(several)
        while left:
            piece = left.pop()
            if piece not in found:
                found.add(piece)
                left.extend(self.kids[piece])
        return found

    def looked_at(self, *several: int) -> set[int]:
        """The places of the facts that matter to any of these diagrams."""
        return {self.place[piece] for piece in self.pieces(*several)} - {len(self.sizes)}
