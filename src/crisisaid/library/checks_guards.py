"""Checks of conditions: what makes the language monotone by construction (DESIGN section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisisaid.engine.evaluate import literals
from crisisaid.library.draft import Draft, Problem
from crisisaid.model.condition import Absent, AtLeast, Condition, ContextIs, Not, Possible, Present, TierIn
from crisisaid.model.protocol import CONTEXT, PROTECTIVE, Checklist, Continue, Item
from crisisaid.model.tier import CALL_NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.record import Record


def unfit_literals(draft: Draft) -> Iterator[Problem]:
    """A literal that its kind of item cannot answer."""
    for condition, path in draft.conditions():
        for literal in literals(condition):
            item = draft.items.get(literal.item)
            if item is None:
                continue
            hint = _unfit(literal, item)
            if hint:
                yield Problem("CA0305", path, f"{literal.item!r} ({item.kind}) cannot be used in this way.", hint)


def _unfit(literal: Condition, item: Item) -> str:
    points = [point.id for point in item.scale]
    options = [option.id for option in item.options]
    match literal:
        case Present() | Possible() if item.kind in (PROTECTIVE, CONTEXT):
            return "Write {absent: ...} for a protective factor and {item: ..., is: ...} for a context."
        case Absent() if item.kind != PROTECTIVE:
            return "{absent: ...} is for protective factors only; a condition may never need a 'no' to a sign."
        case AtLeast(point=point) if point not in points[1:]:
            return f"Its scale has these points above the lowest: {', '.join(points[1:]) or 'none'}."
        case ContextIs(option=option) if option not in options:
            return f"Its options are: {', '.join(options) or 'none, it is no context'}."
    return ""


def look_ahead(draft: Draft) -> Iterator[Problem]:
    """A guard of a checklist or continue may only ask for what was asked before it."""
    for place, guard, path in draft.guards():
        if not isinstance(draft.protocol.steps[place], Checklist | Continue):
            continue
        for literal in literals(guard):
            if draft.step_of.get(literal.item, -1) >= place:
                yield Problem(
                    "CA0304",
                    path,
                    f"This step waits for {literal.item!r}, which is asked later.",
                    "Move the step below the checklist that asks it.",
                )


def guards_that_hide(draft: Draft) -> Iterator[Problem]:
    """DESIGN section 5, rule (b): "unsure" must not hide the red flags behind it; no negation, no tier."""
    for place, guard, path in draft.guards():
        if not isinstance(draft.protocol.steps[place], Checklist | Continue):
            continue
        if has(guard, (Not, TierIn)):
            yield Problem(
                "CA0403",
                path,
                "This guard uses 'not' or 'tier'.",
                "Only guidance and referral may; list what shows it.",
            )
        for literal in literals(guard):
            if isinstance(literal, Present) or (isinstance(literal, AtLeast) and not literal.possible):
                yield Problem(
                    "CA0403",
                    path,
                    f"With {literal.item!r} alone, 'unsure' would hide this step.",
                    f"Write {{possible: {literal.item}}}: it also holds when nobody can say.",
                )


def thresholds_without_not(draft: Draft) -> Iterator[Problem]:
    for place, threshold in enumerate(draft.protocol.thresholds):
        if has(threshold.when, (Not, TierIn)):
            yield Problem(
                "CA0404",
                ("thresholds", place, "when"),
                f"The threshold {threshold.id!r} uses 'not' or 'tier'.",
                "A threshold may only grow with concern: say what must be there, not what must be missing.",
            )
        if threshold.interrupts and threshold.tier != CALL_NOW:
            yield Problem(
                "CA0405",
                ("thresholds", place, "interrupts"),
                f"The threshold {threshold.id!r} interrupts below call_now.",
                "Only call_now ends the questions: take 'interrupts' out or raise the tier.",
            )


def has(condition: Condition, kinds: tuple[type[Record], ...]) -> bool:
    """Whether anything of these kinds stands in it, at any depth."""
    if isinstance(condition, kinds):
        return True
    parts = getattr(condition, "of", ())
    return any(has(part, kinds) for part in (parts if isinstance(parts, tuple) else (parts,)))
