"""What can be wrong about one item: not asked, weighed too lightly or too heavily, or its answer misread."""

from __future__ import annotations

from crisisaid.engine.answers import NOBODY_KNOWS, SKIPPED, rank_on_scale, safest
from crisisaid.engine.evaluate import literals
from crisisaid.model.protocol import CONTEXT, PROTECTIVE, RED_FLAG, WARNING_SIGN, Checklist
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW
from crisisaid.proof.mutants_conditions import NEVER, without
from crisisaid.proof.mutants_words import tier_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.protocol import Item, Protocol, Step

    ReadAs = tuple[tuple[str, str, str], ...]


def without_item(protocol: Protocol, item_id: str) -> Protocol:
    """The protocol when this item stands on no list: what needs it fails, and a list that would be empty goes too.

    What the authors state of everybody cannot be said of an item that is not there; such statements go.
    """
    thresholds = [one.but(when=without(one.when, item_id)) for one in protocol.thresholds]
    steps = [_without(step, item_id) for step in protocol.steps]
    return protocol.but(
        thresholds=tuple(one for one in thresholds if one.when != NEVER),
        steps=tuple(step for step in steps if not isinstance(step, Checklist) or step.items),
        never=tuple(one for one in protocol.never if all(said.item != item_id for said in literals(one.when))),
    )


def _without(step: Step, item_id: str) -> Step:
    when = without(step.when, item_id)
    if isinstance(step, Checklist):
        return step.but(when=when, items=tuple(item for item in step.items if item.id != item_id))
    return step.but(when=when)


def reweighed(protocol: Protocol, item: Item) -> Iterator[tuple[str, str, Protocol]]:
    """A red flag with another tier, from another point of its scale, or taken for a warning sign."""
    if item.kind != RED_FLAG:
        return
    for operator, says, other in (*_other_tier(item), *_other_point(item)):
        yield operator, says, _with_item(protocol, other)
    says = f"The red flag {item.id} is only a warning sign: by itself it calls for nothing."
    softened = item.but(kind=WARNING_SIGN, tier="", red_from="")
    yield "red-flag-softened", says, _with_item(protocol, softened)


def _other_tier(item: Item) -> Iterator[tuple[str, str, Item]]:
    operator, tier = ("tier-down", BEFORE_YOU_PART) if item.tier == CALL_NOW else ("tier-up", CALL_NOW)
    says = f"The red flag {item.id} brings {tier_word(tier)} instead of {tier_word(item.tier)}."
    yield operator, says, item.but(tier=tier)


def _other_point(item: Item) -> Iterator[tuple[str, str, Item]]:
    here = rank_on_scale(item, item.red_from)
    for operator, there in (("point-down", here - 1), ("point-up", here + 1)):
        if here > 0 and 0 < there < len(item.scale):
            point = item.scale[there].id
            says = f"{item.id} is a red flag from {point} on instead of from {item.red_from} on."
            yield operator, says, item.but(red_from=point)


def _with_item(protocol: Protocol, other: Item) -> Protocol:
    return protocol.but(steps=tuple(_with(step, other) for step in protocol.steps))


def _with(step: Step, other: Item) -> Step:
    if not isinstance(step, Checklist) or all(item.id != other.id for item in step.items):
        return step
    return step.but(items=tuple(other if item.id == other.id else item for item in step.items))


def misread(item: Item) -> Iterator[tuple[str, str, ReadAs]]:
    """Nobody knows, or it was skipped, and it is taken for the least concerning answer; a setting, for each option."""
    takes = [option.id for option in item.options] if item.kind == CONTEXT else [safest(item)]
    quiet = "absence-misread" if item.kind in (CONTEXT, PROTECTIVE) else "skip-misread"
    for taken in takes:
        unsure = tuple((item.id, answer, taken) for answer in NOBODY_KNOWS)
        yield "unsure-misread", f'"Unsure" about {item.id} is taken for "{taken}".', unsure
        yield quiet, f'{item.id} is taken for "{taken}" where it was skipped.', ((item.id, SKIPPED, taken),)
