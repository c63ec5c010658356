"""Formulas: the rules of two versions over variables that both share wherever they mean the same."""

from __future__ import annotations

from crisisaid.engine.answers import NOT_ASKED, SKIPPED, is_concern, is_red, is_unknown_red
from crisisaid.model.condition import ALWAYS, Absent, All, AnyOf, ContextIs, Count, Not, TierIn
from crisisaid.model.protocol import RED_FLAG, WARNING_SIGN, Checklist
from crisisaid.model.tier import BEFORE_YOU_PART, RANK, TIERS
from crisisaid.proof.facts import BEFOREHAND
from crisisaid.proof.formula import (
    ALL_TRUE,
    ANSWER,
    CONCERN,
    MISSING,
    TIER,
    WOULD,
    Formula,
    Gate,
    Leaf,
    Variable,
    all_of,
    opposite,
)
from crisisaid.proof.known import meaning, read_as
from crisisaid.proof.sides import UNSEEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from crisisaid.model.condition import Condition, Literal
    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Key
    from crisisaid.proof.known import Cause, Known
    from crisisaid.proof.sides import Parts, Side, Sides


class Formulas:
    """The formulas of two versions, over variables that both share wherever they mean the same."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.diagrams = sides.diagrams
        self._made: dict[tuple[str, Key, str], Variable | None] = {}
        self._held: dict[int, tuple[Formula, int]] = {}

    def holds(self, formula: Formula) -> int:
        """Of whom it is true."""
        found = self._held.get(id(formula))
        if found is None:
            # The formula is kept with it: a number that is free again may name another one.
            found = self._held[id(formula)] = (formula, self._holds(formula))
        return found[1]

    def _holds(self, formula: Formula) -> int:
        diagrams = self.diagrams
        if isinstance(formula, Leaf):
            return formula.variable.meaning(diagrams, formula.words)
        parts = [self.holds(part) for part in formula.parts]
        if formula.at_least == len(parts):
            return diagrams.all_of(parts)
        return diagrams.any_of(parts) if formula.at_least == 1 else diagrams.count_of(parts, formula.at_least)

    def cause(self, side: Side, cause: Cause) -> Formula:
        """What makes a reason count in this version."""
        if cause.kind == "not_asked":
            missing, concern = self._floor(side)
            return all_of(missing, concern) if cause.tier == BEFORE_YOU_PART else missing
        if cause.kind == "threshold":
            page = next(page for page in side.protocols if page.id == cause.protocol)
            return self.condition(side, page.id, next(one.when for one in page.thresholds if one.id == cause.id))
        holds = is_red if cause.kind == "red_flag" else is_unknown_red
        return self._said(side, side.known[cause.protocol, cause.id], holds)

    def _floor(self, side: Side) -> tuple[Formula, Formula]:
        """A red flag that was not asked, and a concern: DESIGN rule 3."""
        every = [known for page in side.protocols for known in side.items_of(page.id, RED_FLAG, WARNING_SIGN)]
        reds = [known for known in every if known.item.kind == RED_FLAG]
        missing = tuple(self._about(side, known, frozenset(), unknown=True) for known in reds)
        concern = tuple(self._said(side, known, is_concern) for known in every)
        return Gate(1, missing, name=MISSING), Gate(1, concern, name=CONCERN)

    def condition(self, side: Side, protocol: str, condition: Condition, *, possible: bool = False) -> Formula:
        """A guard or a threshold that holds; with ``possible`` one that holds or is open."""
        if condition is ALWAYS:
            return ALL_TRUE
        match condition:
            case All(of) | AnyOf(of) | Count(of=of):
                parts = tuple(self.condition(side, protocol, part, possible=possible) for part in of)
                least = len(of) if isinstance(condition, All) else getattr(condition, "at_least", 1)
                return parts[0] if len(parts) == 1 and least == 1 else Gate(least, parts)
            case Not(of):
                return opposite(self.condition(side, protocol, of, possible=not possible))
            case TierIn(tiers):
                return Leaf(self._tier(), frozenset(tiers))
            case _:
                return self._literal(side, side.known[protocol, condition.item], condition, possible=possible)

    def _literal(self, side: Side, known: Known, literal: Literal, *, possible: bool) -> Formula:
        words = self._words(side, known, meaning(literal, known.item))
        if isinstance(literal, Absent | ContextIs):
            return self._about(side, known, words, skipped=True, unknown=possible)
        return self._about(side, known, words, unknown=possible)

    def _said(self, side: Side, known: Known, holds: Callable[[Item, str], bool]) -> Formula:
        return self._about(side, known, self._words(side, known, holds))

    def _words(self, side: Side, known: Known, holds: Callable[[Item, str], bool]) -> frozenset[str]:
        words = side.words_of(known)
        return frozenset(word for word in words if holds(known.item, read_as(known.item, word)))

    def _about(
        self, side: Side, known: Known, words: frozenset[str], *, skipped: bool = False, unknown: bool = False
    ) -> Formula:
        """An answer is one of these words; or it was ``skipped``; or it is ``unknown``: skipped or not reached."""
        more = {SKIPPED} if skipped or unknown else set()
        variable = self._variable(side, known.key)
        if variable.kind == ANSWER:
            return Leaf(variable, words | more | ({NOT_ASKED} if unknown else set()))
        return self._where_shown(side, known, variable, words | more, unseen=skipped, unknown=unknown)

    def _where_shown(
        self, side: Side, known: Known, variable: Variable, words: frozenset[str], *, unseen: bool, unknown: bool
    ) -> Formula:
        """The same of an item whose step is shown to others than in the other version: then the guard is part of it."""
        protocol, when = known.key[0], _guard_of(side, known.key)
        shown = self.condition(side, protocol, when, possible=True)
        seen = Leaf(variable, words | ({UNSEEN} if unknown else set()))
        parts: list[Formula] = [all_of(shown, seen)] if shown != ALL_TRUE else [seen]
        ahead = frozenset(value for value in variable.values if value.removesuffix(BEFOREHAND) in words) - words
        parts += [Leaf(variable, ahead)] if ahead else []
        if unseen and not unknown:
            parts.append(all_of(self.condition(side, protocol, when), Leaf(variable, frozenset({UNSEEN}))))
        whole = Leaf(self._by_itself(side, known.key), words | ({NOT_ASKED} if unknown else set()))
        return Gate(1, tuple(parts), stands_for=whole)

    def _variable(self, side: Side, key: Key) -> Variable:
        """What both versions know of the item alike; else what it is where it is asked; else each by itself."""
        for kind in (ANSWER, WOULD):
            shared = self._shared(kind, key)
            if shared is not None:
                return shared
        return self._by_itself(side, key)

    def _by_itself(self, side: Side, key: Key) -> Variable:
        """What one version knows of an item."""
        name = (ANSWER, key, side.name)
        made = self._made.get(name) or Variable(ANSWER, key, side.name, side.answered_as(key))
        self._made[name] = made
        return made

    def _shared(self, kind: str, key: Key) -> Variable | None:
        name = (kind, key, "")
        if name not in self._made:
            sides = self.sides.knows(key)
            version = sides[0].name if len(sides) == 1 else ""
            parts = {_parts(kind, key, side) for side in sides}
            self._made[name] = Variable(kind, key, version, parts.pop()) if len(parts) == 1 else None
        return self._made[name]

    def _tier(self) -> Variable:
        """The tier, in both as it is in the version before: what follows from another tier is told by the tier."""
        stands = self.sides.before.tier
        name = (TIER, ("", TIER), "")
        made = self._made.get(name)
        if made is None:
            parts = tuple((tier, self.diagrams.exactly(stands, RANK[tier])) for tier in TIERS)
            made = self._made[name] = Variable(*name, parts)
        return made


def _parts(kind: str, key: Key, side: Side) -> Parts:
    return side.answered_as(key) if kind == ANSWER else side.would_say(key)


def _guard_of(side: Side, key: Key) -> Condition:
    page = next(page for page in side.protocols if page.id == key[0])
    steps = (step for step in page.steps if isinstance(step, Checklist))
    return next(step.when for step in steps if any(item.id == key[1] for item in step.items))
