"""Splitting: where one rule holds and another does not, as few disjoint rows over the things that they speak of.

The rows are the ways through a small diagram. Several orders of the things are tried, for the number of ways depends
on it.
"""

from __future__ import annotations

from itertools import permutations

from crisisaid.proof.diagram import NO, YES, Diagrams, TooLarge
from crisisaid.proof.formula import Formula, Leaf, leaves

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crisisaid.proof.formula import Variable

    Row = dict[Variable, frozenset[str]]
    """What is so: each thing with the values that it may have."""

ALL_ORDERS = 4
"""Up to so many things every order is tried."""
MOST_PIECES = 20_000


class Space:
    """Where ``holds`` is true and ``but_not`` is not, over these things in this order. Raises TooLarge."""

    def __init__(self, variables: Sequence[Variable], holds: Formula, but_not: Formula) -> None:
        self.variables = tuple(variables)
        self.diagrams = Diagrams([len(variable.values) for variable in self.variables], MOST_PIECES)
        self._place = {variable: number for number, variable in enumerate(self.variables)}
        self.where = self.diagrams.meet(self._diagram(holds), self.diagrams.turn(self._diagram(but_not)))

    def _diagram(self, formula: Formula) -> int:
        diagrams = self.diagrams
        if isinstance(formula, Leaf):
            variable = formula.variable
            values = (number for number, value in enumerate(variable.values) if value in formula.words)
            return diagrams.one_of(self._place[variable], values)
        parts = [self._diagram(part) for part in formula.parts]
        if formula.at_least == len(parts):
            return diagrams.all_of(parts)
        return diagrams.any_of(parts) if formula.at_least == 1 else diagrams.count_of(parts, formula.at_least)

    def ways(self) -> int:
        """How many rows there are at most."""
        known = {NO: 0, YES: 1}

        def go(piece: int) -> int:
            if piece not in known:
                known[piece] = sum(go(kid) for kid in set(self.diagrams.kids[piece]))
            return known[piece]

        return go(self.where)

    def rows(self, people: Diagrams) -> Iterator[tuple[Row, int]]:
        """The rows that there can be anybody in, each with whom it means."""
        return self._rows(self.where, YES, people)

    def _rows(self, where: int, meant: int, people: Diagrams) -> Iterator[tuple[Row, int]]:
        if NO in (where, meant):
            return
        if where == YES:
            yield {}, meant
            return
        variable = self.variables[self.diagrams.place[where]]
        for kid, values in self._ways_on(where):
            for row, narrower in self._rows(kid, people.meet(meant, variable.meaning(people, values)), people):
                yield {variable: values, **row}, narrower

    def _ways_on(self, piece: int) -> Iterator[tuple[int, frozenset[str]]]:
        """The pieces that come next, each with all values that lead there."""
        kids, values = self.diagrams.kids[piece], self.variables[self.diagrams.place[piece]].values
        for kid in dict.fromkeys(kids):
            yield kid, frozenset(value for value, other in zip(values, kids, strict=True) if other == kid)


def spaces(holds: Formula, but_not: Formula) -> list[tuple[int, Space]]:
    """The same in several orders, each with how many rows it takes at most, the fewest first."""
    found = []
    for order in _orders(holds, but_not):
        try:
            space = Space(order, holds, but_not)
        except TooLarge:
            continue
        found.append((space.ways(), space))
    return sorted(found, key=lambda pair: pair[0])


def _orders(holds: Formula, but_not: Formula) -> Iterator[Sequence[Variable]]:
    times: dict[Variable, int] = {}
    where: dict[Variable, set[int]] = {}
    for number, formula in enumerate((holds, but_not)):
        for leaf in leaves(formula):
            times[leaf.variable] = times.get(leaf.variable, 0) + 1
            where.setdefault(leaf.variable, set()).add(number)
    written = list(times)
    if len(written) <= ALL_ORDERS:
        yield from permutations(written)
        return
    keys: list[Callable[[Variable], int]] = [
        lambda _: 0,
        lambda one: len(where[one]),
        lambda one: -len(where[one]),
        lambda one: times[one],
        lambda one: -times[one],
    ]
    backwards = written[::-1]
    for key in keys:
        yield sorted(written, key=key)
        yield sorted(backwards, key=key)
