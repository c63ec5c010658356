"""Mutants: what a protocol would be with one fault in it, every fault of the usual kinds, each said in one sentence.

The kinds are those that authors and programs really make: a line left out, a number off by one, "unsure" or a skip that
no longer counts. R. A. DeMillo, R. J. Lipton and F. G. Sayward, Hints on Test Data Selection, 1978.
"""

from __future__ import annotations

from crisisaid.model.condition import ALWAYS, Not
from crisisaid.model.protocol import Checklist, Continue, Threshold
from crisisaid.model.record import Record
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, THIS_WEEK
from crisisaid.proof.mutants_conditions import changed, plainest
from crisisaid.proof.mutants_items import misread, reweighed, without_item
from crisisaid.proof.mutants_words import in_words, tier_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.protocol import Item, Protocol, Step

OPERATORS = {
    "threshold-dropped": "a threshold is missing",
    "tier-down": "a threshold or a red flag calls for less",
    "tier-up": "a threshold or a red flag calls for more",
    "interrupt-lost": "an emergency does not end the asking",
    "count-down": "one fewer is enough",
    "count-up": "one more is needed",
    "point-down": "a scale counts from one point lower",
    "point-up": "a scale counts from one point higher",
    "part-dropped": "a part of a condition is missing",
    "all-to-any": "one is enough where all are needed",
    "any-to-all": "all are needed where one is enough",
    "unsure-lost": "unsure no longer counts in a condition",
    "unsure-added": "unsure counts in a condition where only a clear answer does",
    "guard-dropped": "a step is always shown",
    "guard-negated": "a step is shown when it should not be",
    "continue-dropped": "the way on to another protocol is missing",
    "item-dropped": "an item is not asked",
    "red-flag-softened": "a red flag is only a warning sign",
    "unsure-misread": "unsure is taken for the least concerning answer",
    "skip-misread": "a skipped sign is taken for a no",
    "absence-misread": "a skipped protective factor or setting is taken for an answer",
}
"""Every kind of fault, and what is wrong then."""

LADDER = (THIS_WEEK, BEFORE_YOU_PART, CALL_NOW)
"""The tiers that a threshold may have."""

NO_FAULT = ((), (), ())


class Mutant(Record):
    """A protocol with one fault: another ``protocol``, or the same one with answers misread.

    ``place`` is the id of the threshold, step or item with the fault. ``read_as`` holds (item, answer, what it is taken
    for); ``skipped`` is an answer here.
    """

    operator: str
    place: str
    says: str
    protocol: Protocol
    read_as: tuple[tuple[str, str, str], ...] = ()


def mutants(protocol: Protocol) -> tuple[Mutant, ...]:
    """Every faulty variant, in the order of the page; none like the protocol itself, and no two alike."""
    seen: dict[tuple[object, ...], Mutant] = {}
    for mutant in _all(protocol):
        seen.setdefault(_fault(protocol, mutant), mutant)
    seen.pop(NO_FAULT, None)
    return tuple(seen.values())


def _all(protocol: Protocol) -> Iterator[Mutant]:
    for place, threshold in enumerate(protocol.thresholds):
        for operator, says, instead in _of_threshold(threshold, protocol):
            rest = (*protocol.thresholds[:place], *instead, *protocol.thresholds[place + 1 :])
            yield Mutant(operator, threshold.id, says, protocol.but(thresholds=rest))
    for place, step in enumerate(protocol.steps):
        for operator, says, one in _of_step(step, protocol):
            steps = (*protocol.steps[:place], *one, *protocol.steps[place + 1 :])
            yield Mutant(operator, step.id, says, protocol.but(steps=steps))
        for item in step.items if isinstance(step, Checklist) else ():
            yield from _of_item(item, protocol)


def _of_threshold(threshold: Threshold, protocol: Protocol) -> Iterator[tuple[str, str, tuple[Threshold, ...]]]:
    name, word = threshold.id, tier_word(threshold.tier)
    yield "threshold-dropped", f"The threshold {name} is missing: nothing brings {word} for its reason.", ()
    for operator, tier in _tiers_beside(threshold.tier, LADDER):
        says = f"The threshold {name} brings {tier_word(tier)} instead of {word}."
        yield operator, says, (threshold.but(tier=tier, interrupts=threshold.interrupts and tier == CALL_NOW),)
    if threshold.interrupts:
        says = f"The threshold {name} no longer ends the asking: the next items are asked while life may be in danger."
        yield "interrupt-lost", says, (threshold.but(interrupts=False),)
    for operator, what, when in changed(threshold.when, _items(protocol)):
        says = f"In the threshold {name}, {what}. It holds for: {in_words(when)}."
        yield operator, says, (threshold.but(when=when),)


def _tiers_beside(tier: str, ladder: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    here = ladder.index(tier)
    if here > 0:
        yield "tier-down", ladder[here - 1]
    if here < len(ladder) - 1:
        yield "tier-up", ladder[here + 1]


def _of_step(step: Step, protocol: Protocol) -> Iterator[tuple[str, str, tuple[Step, ...]]]:
    if not isinstance(step, Checklist | Continue):
        return
    if isinstance(step, Continue):
        yield "continue-dropped", f"The step {step.id} is missing: nothing leads on to {step.to}.", ()
    if step.when == ALWAYS:
        return
    yield "guard-dropped", f"The step {step.id} is shown to everybody, whatever was answered.", (step.but(when=ALWAYS),)
    says = (
        f"The step {step.id} is shown exactly when it should be left out. It is shown for: not {in_words(step.when)}."
    )
    yield "guard-negated", says, (step.but(when=Not(step.when)),)
    for operator, what, when in changed(step.when, _items(protocol)):
        says = f"In the guard of the step {step.id}, {what}. It is shown for: {in_words(when)}."
        yield operator, says, (step.but(when=when),)


def _of_item(item: Item, protocol: Protocol) -> Iterator[Mutant]:
    if len(protocol.items()) > 1:
        says = f"The item {item.id} is missing: it is not asked, and what waits for it never comes."
        yield Mutant("item-dropped", item.id, says, without_item(protocol, item.id))
    for operator, says, other in reweighed(protocol, item):
        yield Mutant(operator, item.id, says, other)
    for operator, says, read_as in misread(item):
        yield Mutant(operator, item.id, says, protocol, read_as)


def _items(protocol: Protocol) -> dict[str, Item]:
    return {item.id: item for item in protocol.items()}


def _fault(original: Protocol, mutant: Mutant) -> tuple[object, ...]:
    """All that makes a difference to the original: where it is the same, two variants are one."""
    was, now = _parts(original), _parts(mutant.protocol)
    missing = tuple(key for key in was if key not in now)
    changed_parts = [key for key, part in now.items() if part is not was[key]]
    other = tuple((key, _weight(now[key])) for key in changed_parts if _weight(now[key]) != _weight(was[key]))
    return missing, other, mutant.read_as


def _parts(protocol: Protocol) -> dict[tuple[str, str], Threshold | Step]:
    """A step may have the same id as a threshold."""
    thresholds = {("threshold", one.id): one for one in protocol.thresholds}
    return {**thresholds, **{("step", step.id): step for step in protocol.steps}}


def _weight(part: Threshold | Step) -> tuple[object, ...]:
    """What of a threshold or a step a session is guided and weighed by."""
    when = plainest(part.when)
    match part:
        case Threshold(tier=tier, interrupts=interrupts):
            return when, tier, interrupts
        case Checklist(items=items):
            return when, *((item.id, item.kind, item.tier, item.red_from) for item in items)
    return (when,)
