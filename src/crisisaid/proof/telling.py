"""Telling: rows of a comparison as lines with labels and answers, in the order of the page."""

from __future__ import annotations

from crisisaid.model.comparison import EITHER, ONLY, Said
from crisisaid.proof.diagram import NO
from crisisaid.proof.formula import GROUP, TIER, WOULD, Gate, Leaf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Key
    from crisisaid.proof.formula import Formula, Variable
    from crisisaid.proof.sides import Sides
    from crisisaid.proof.splitting import Row


class Telling:
    """Puts rows and formulas into lines, with the labels of the new version wherever it has the item."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._people = NO

    def lines(self, row: Row, people: int) -> tuple[Said, ...]:
        """What is so with these people, one thing a line; a group that is wholly so is a line for each."""
        self._people = people
        found = [line for variable, values in row.items() for line in self._of(variable, values)]
        return tuple(sorted(dict.fromkeys(found), key=self._place))

    def _place(self, line: Said) -> tuple[bool, int]:
        if line.of:
            return True, min(self._place(part)[1] for part in line.of)
        return False, self._sides.place.get((line.protocol, line.item), -1)

    def _of(self, variable: Variable, values: Collection[str]) -> Iterator[Said]:
        if variable.kind != GROUP:
            yield self._answer(variable, values)
            return
        ranges = _ranges(value for value in variable.values if value in values)
        if ranges == ((len(variable.group),) * 2,):
            for part in variable.group:
                yield from self._formula(part)
        else:
            yield Said(of=tuple(self._one(part) for part in variable.group), counts=ranges, name=variable.name)

    def _formula(self, formula: Formula) -> Iterator[Said]:
        """The lines that are all true where the formula is."""
        if isinstance(formula, Gate) and formula.at_least == len(formula.parts) and not formula.stands_for:
            for part in formula.parts:
                yield from self._formula(part)
        else:
            yield self._one(formula)

    def _one(self, formula: Formula) -> Said:
        if isinstance(formula, Leaf):
            return self._answer(formula.variable, formula.words)
        if formula.stands_for is not None:
            return self._answer(formula.stands_for.variable, formula.stands_for.words)
        of = tuple(self._one(part) for part in formula.parts)
        return Said(of=of, counts=((formula.at_least, len(of)),), name=formula.name)

    def _answer(self, variable: Variable, values: Collection[str]) -> Said:
        answers = tuple(value for value in variable.values if value in values)
        if variable.kind == TIER:
            return Said(item=TIER, label=TIER, answers=answers, known=variable.values)
        item = self._item(variable.key)
        version = self._asked_in(variable.key) if variable.kind == WOULD else self._read_in(variable)
        scale = tuple(point.id for point in item.scale)
        known = tuple(value for value, means in zip(variable.values, variable.means, strict=True) if means != NO)
        return Said(*variable.key, item.label, answers, known, scale, version)

    def _item(self, key: Key) -> Item:
        return self._sides.knows(key)[-1].known[key].item

    def _read_in(self, variable: Variable) -> str:
        alone = len(self._sides.knows(variable.key)) == 1
        return ONLY + variable.version if alone else variable.version

    def _asked_in(self, key: Key) -> str:
        """The only version in which all of these people are asked; EITHER where that is not so."""
        diagrams, sides = self._sides.diagrams, self._sides.knows(key)
        asked = [diagrams.join(side.known[key].counts, side.known[key].skipped) for side in sides]
        everybody = [side.name for side, where in zip(sides, asked, strict=True) if self._all(where)]
        anybody = [
            side.name for side, where in zip(sides, asked, strict=True) if diagrams.meet(self._people, where) != NO
        ]
        return ONLY + everybody[0] if len(everybody) == len(anybody) == 1 else EITHER

    def _all(self, where: int) -> bool:
        return self._sides.diagrams.never_above(self._people, where)


def _ranges(values: Iterator[str]) -> tuple[tuple[int, int], ...]:
    """Numbers written as "2-4", with neighbours joined."""
    found: list[tuple[int, int]] = []
    for value in values:
        low, high = (int(part) for part in value.split("-"))
        if found and found[-1][1] + 1 == low:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return tuple(found)
