"""Grouping: what is counted together in a formula becomes one thing to look at, "how many of these are so".

An edit of a count, or of a list, then shows as one line ("exactly 2 of these") and not as one for each choice of two.
"""

from __future__ import annotations

from crisisaid.proof.formula import ALL_TRUE, GROUP, NONE_TRUE, Formula, Gate, Leaf, Variable, all_of, any_of, gates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisisaid.proof.formulas import Formulas

    Members = frozenset[int]
    """Parts of a gate, by the diagrams of whom they are true."""


class Grouping:
    """The groups in two formulas: of each gate its own parts, or with ``shared`` those that the other has too."""

    def __init__(self, formulas: Formulas, both: Sequence[Formula], *, shared: bool) -> None:
        self.formulas = formulas
        self._members: dict[int, Members] = {}
        self._parts: dict[Members, tuple[Formula, ...]] = {}
        self._names: dict[Members, str] = {}
        self._cuts: dict[Members, set[int]] = {}
        self._variables: dict[Members, Variable] = {}
        for place, formula in enumerate(both):
            others = (
                [gate for other in (*both[:place], *both[place + 1 :]) for gate in gates(other)] if shared else None
            )
            for gate in gates(formula):
                self._members[id(gate)] = self._together(gate, others)
                self._cut(gate)

    def regrouped(self, formula: Formula) -> Formula:
        """The same formula over groups."""
        if isinstance(formula, Leaf):
            return formula
        inside, outside = self._split(formula)
        parts = tuple(self.regrouped(part) for part in outside)
        if not inside:
            return Gate(formula.at_least, parts)
        ways = [
            all_of(self._at_least(formula, formula.at_least - number), _least(number, parts))
            for number in range(len(parts) + 1)
        ]
        return any_of(*ways)

    def _together(self, gate: Gate, others: Iterable[Gate] | None) -> Members:
        own = self._meanings(gate)
        if others is not None:
            own = max((self._meanings(one) & own for one in others), key=len, default=frozenset())
        return own if len(own) > 1 else frozenset()

    def _meanings(self, gate: Gate) -> Members:
        return frozenset(self.formulas.holds(part) for part in gate.parts)

    def _split(self, gate: Gate) -> tuple[list[Formula], list[Formula]]:
        """The parts that stand together, and the others. What is named twice is counted twice."""
        inside: dict[int, Formula] = {}
        outside = []
        for part in gate.parts:
            holds = self.formulas.holds(part)
            if holds in self._members.get(id(gate), ()) and holds not in inside:
                inside[holds] = part
            else:
                outside.append(part)
        return list(inside.values()), outside

    def _cut(self, gate: Gate) -> None:
        """At which numbers it makes a difference how many of a group are so."""
        inside, outside = self._split(gate)
        if inside:
            members = self._members[id(gate)]
            self._parts.setdefault(members, tuple(inside))
            self._names.setdefault(members, gate.name)
            wanted = range(gate.at_least - len(outside), gate.at_least + 1)
            self._cuts.setdefault(members, set()).update(n for n in wanted if 0 < n <= len(inside))

    def _at_least(self, gate: Gate, wanted: int) -> Formula:
        members = self._members[id(gate)]
        if wanted <= 0:
            return ALL_TRUE
        if wanted > len(members):
            return NONE_TRUE
        variable = self._variable(members)
        return Leaf(variable, frozenset(value for value in variable.values if int(value.partition("-")[0]) >= wanted))

    def _variable(self, members: Members) -> Variable:
        if members not in self._variables:
            parts, cuts = self._parts[members], sorted(self._cuts[members])
            ends = [(low, high - 1) for low, high in zip([0, *cuts], [*cuts, len(parts) + 1], strict=True)]
            ranges = tuple((f"{low}-{high}", self._exactly(parts, low, high)) for low, high in ends)
            made = self._variables[members] = Variable(GROUP, ("", ""), "", ranges)
            made.group, made.name = parts, self._names[members]
        return self._variables[members]

    def _exactly(self, parts: tuple[Formula, ...], low: int, high: int) -> int:
        diagrams = self.formulas.diagrams
        enough, more = (self.formulas.holds(Gate(wanted, parts)) for wanted in (low, high + 1))
        return diagrams.meet(enough, diagrams.turn(more))


def _least(number: int, parts: tuple[Formula, ...]) -> Formula:
    return ALL_TRUE if number == 0 else Gate(number, parts)
