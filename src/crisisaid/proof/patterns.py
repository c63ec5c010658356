"""Patterns: all and only the people of whom one rule is true and another is not, as a short list that can be read."""

from __future__ import annotations

from itertools import islice

from crisisaid.model.record import Record
from crisisaid.proof.diagram import NO
from crisisaid.proof.formula import GROUP, Gate, Leaf
from crisisaid.proof.grouping import Grouping
from crisisaid.proof.splitting import spaces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crisisaid.proof.diagram import Diagrams
    from crisisaid.proof.formula import Formula, Variable
    from crisisaid.proof.formulas import Formulas
    from crisisaid.proof.splitting import Row, Space

MOST = 300
"""A longer list for one rule nobody reads: what is beyond it is counted and not broken down."""
MOST_WAYS = 20_000
"""A small diagram with more ways than this is not gone through."""
A_ROW, A_GROUP, A_PUZZLE, NAMED = 2, 2, 20, 2
"""What a row, a group in a group, "not all of these groups", and a group with a name cost, where a line costs 1."""
EXAMINED = 40
"""A list up to this long is looked through for lines that say nothing new."""


class Found(Record):
    """A row and who is meant by it, with or without what else there is; ``reasons`` are behind it, as (id, kind)."""

    row: Row
    meant: int
    reasons: tuple[tuple[str, str], ...] = ()


class Beside:
    """For whom something else decides, so that no row has to speak of them: the ``few``, and the ``large`` diagram."""

    def __init__(self, diagrams: Diagrams, few: Sequence[int], large: int = NO) -> None:
        self._diagrams = diagrams
        self._few = [diagrams.turn(one) for one in few]
        self._large = large

    def has_all(self, people: int) -> bool:
        """Whether something else decides for all of these. The large diagram is only looked at, never joined."""
        for one in self._few:
            people = self._diagrams.meet(people, one)
            if people == NO:
                return True
        return self._diagrams.never_above(people, self._large)


class Finder:
    """Finds rows for pairs of rules of two versions."""

    def __init__(self, formulas: Formulas) -> None:
        self._formulas = formulas
        self._diagrams = formulas.diagrams

    def patterns(self, holds: Formula, but_not: Formula, beside: Beside) -> list[Found]:
        """Disjoint rows for all of whom the first is true and the second is not, but for those ``beside``.

        Of a list longer than MOST only the beginning: whatever is missing is for the caller to find.
        """
        tried = [self._list(space, beside) for space in self._spaces(holds, but_not)]
        if not tried:
            return []
        # Long lists stay as they are: to look through them takes longer than to read them.
        short = [self._shortened(some, beside) if len(some) <= EXAMINED else some for some in tried]
        return min(short, key=lambda some: sum(map(_to_read, some)))

    def _spaces(self, holds: Formula, but_not: Formula) -> list[Space]:
        """The ways to look at it that promise the fewest rows, over groups and over single items."""
        found = []
        for one, other in self._seen(holds, but_not):
            found += spaces(one, other)[:1]
        found.sort(key=lambda pair: pair[0])
        return [space for ways, space in found if ways <= MOST_WAYS] or [space for _, space in found[:1]]

    def _seen(self, holds: Formula, but_not: Formula) -> Iterator[tuple[Formula, Formula]]:
        """Both over what they share, each over its own groups, the first alone over groups, and item by item."""
        shared, own = (Grouping(self._formulas, (holds, but_not), shared=shared).regrouped for shared in (True, False))
        yield shared(holds), shared(but_not)
        yield own(holds), own(but_not)
        yield own(holds), but_not
        yield holds, but_not

    def _list(self, space: Space, beside: Beside) -> list[Found]:
        found = (Found(row, meant) for row, meant in space.rows(self._diagrams))
        return list(islice((one for one in found if not beside.has_all(one.meant)), MOST))

    def _meaning(self, row: Row) -> int:
        return self._diagrams.all_of(one.meaning(self._diagrams, values) for one, values in row.items())

    def _shortened(self, found: list[Found], beside: Beside) -> list[Found]:
        """Without lines that say nothing new, and with rows joined that differ in one line only."""
        short = [self._without_needless(one, beside) for one in found]
        return self.joined(short, lambda one: self._without_needless(one, beside))

    def _without_needless(self, found: Found, beside: Beside) -> Found:
        diagrams, row, meant = self._diagrams, dict(found.row), found.meant
        # What says least goes first: long lists of answers, and how many of a group.
        for variable in sorted(row, key=lambda one: (-len(row[one]) / len(one.values), one.kind != GROUP)):
            less = {one: values for one, values in row.items() if one is not variable}
            wider = self._meaning(less)
            if beside.has_all(diagrams.meet(wider, diagrams.turn(meant))):
                row, meant = less, wider
        row = {variable: self._had(variable, values, meant, beside) for variable, values in row.items()}
        return found.but(row=row, meant=self._meaning(row))

    def _had(self, variable: Variable, values: frozenset[str], meant: int, beside: Beside) -> frozenset[str]:
        """Those of the values that somebody who is meant has."""
        diagrams = self._diagrams
        had = (one for one in values if not beside.has_all(diagrams.meet(meant, variable.meaning(diagrams, {one}))))
        return frozenset(had)

    def joined(self, found: Sequence[Found], then: Callable[[Found], Found] = lambda one: one) -> list[Found]:
        """The rows with those joined that differ in one line only; ``then`` looks over what was joined."""
        rows, place = list(found), 0
        while place < len(rows) <= EXAMINED:
            pairs = ((other, self._both(rows[place], rows[other])) for other in range(place + 1, len(rows)))
            other, both = next(((other, both) for other, both in pairs if both is not None), (0, None))
            if both is None:
                place += 1
                continue
            del rows[other]
            rows[place] = then(both)
            place = 0
        return rows

    def _both(self, one: Found, other: Found) -> Found | None:
        """Both as one row, where they differ in one line."""
        if one.row.keys() != other.row.keys():
            return None
        apart = [variable for variable, values in one.row.items() if other.row[variable] != values]
        if len(apart) != 1:
            return None
        row = {**one.row, apart[0]: one.row[apart[0]] | other.row[apart[0]]}
        reasons = tuple(dict.fromkeys((*one.reasons, *other.reasons)))
        return Found(row, self._diagrams.join(one.meant, other.meant), reasons)


def _to_read(found: Found) -> int:
    """How much there is to read in a row."""
    return A_ROW + sum(_size(variable, values) for variable, values in found.row.items())


def _size(variable: Variable, values: frozenset[str]) -> int:
    if variable.name:
        return NAMED
    puzzle = variable.values[-1] not in values and any(_puzzles(part) for part in variable.group)
    return (sum(_length(part) for part in variable.group) or 1) + A_PUZZLE * puzzle


def _puzzles(part: Formula) -> bool:
    """That fewer than so many of these are so is hard to read where each of them is several things."""
    return isinstance(part, Gate) and not part.stands_for


def _length(formula: Formula) -> int:
    if isinstance(formula, Leaf) or formula.stands_for:
        return 1
    return NAMED if formula.name else A_GROUP + sum(_length(part) for part in formula.parts)


def in_turn(diagrams: Diagrams, found: Sequence[Found], beside: Beside) -> list[tuple[Found, int]]:
    """Rows that may overlap, in their order, without those whose people are all in others; the last go first.

    With each who is left of those that it means: nobody is in two of them.
    """
    so_far = [NO]
    for one in found:
        so_far.append(diagrams.join(so_far[-1], one.meant))
    kept: list[Found] = []
    behind = NO
    for place in range(len(found) - 1, -1, -1):
        others = diagrams.turn(diagrams.join(so_far[place], behind))
        if not beside.has_all(diagrams.meet(found[place].meant, others)):
            kept.insert(0, found[place])
            behind = diagrams.join(behind, found[place].meant)
    told, before = [], NO
    for one in kept:
        left = diagrams.meet(one.meant, diagrams.turn(before))
        if not beside.has_all(left):
            told.append((one, left))
        before = diagrams.join(before, one.meant)
    return told
