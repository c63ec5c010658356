"""Fifty and more faults that an author might make, each put into a protocol that ships."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from crisisaid.engine.evaluate import literals
from crisisaid.model.condition import Absent, All, AnyOf, ContextIs, Not, Possible, Present
from crisisaid.model.protocol import (
    CONTEXT,
    PROTECTIVE,
    RED_FLAG,
    WARNING_SIGN,
    Checklist,
    Guidance,
    Item,
    Never,
    Point,
    Protocol,
    Referral,
    Step,
    Threshold,
)
from shipped import LIBRARY

Change = Callable[[Protocol], Protocol]


class Seeded(NamedTuple):
    """``property`` is what no longer holds of ``protocol`` once ``change`` is made."""

    property: str
    protocol: str
    what: str
    change: Change

    def made(self) -> Protocol:
        """The protocol with the fault."""
        return self.change(LIBRARY[self.protocol])


def step_changed(protocol: Protocol, step_id: str, *instead: Step) -> Protocol:
    steps = [one for step in protocol.steps for one in (instead if step.id == step_id else (step,))]
    return protocol.but(steps=tuple(steps))


def in_front(protocol: Protocol, item: Item) -> Protocol:
    """An item asked before everything else."""
    return protocol.but(steps=(Checklist("seeded", "Seeded", (item,)), *protocol.steps))


def hidden_unless(condition: object, steps: tuple[str, ...]) -> Change:
    """Checklists that only come when this holds."""

    def change(protocol: Protocol) -> Protocol:
        made = protocol
        for step in protocol.steps:
            if step.id in steps and isinstance(step, Checklist):
                made = step_changed(made, step.id, step.but(when=condition))
        return made

    return change


def asked_after(change: Change, item: Item) -> Change:
    return lambda protocol: in_front(change(protocol), item)


def sign(name: str, kind: str = WARNING_SIGN) -> Item:
    return Item(name, kind, "ask", "Seeded", "Seeded?")


def unguarded(protocol: Protocol) -> tuple[str, ...]:
    """Checklists that everybody comes to, with a red flag that nothing else knows of."""
    return tuple(
        step.id
        for step in protocol.steps
        if isinstance(step, Checklist)
        and not list(literals(step.when))
        and any(item.kind == RED_FLAG and not item.same_as for item in step.items)
    )


def hidden(protocol: Protocol) -> Iterator[Seeded]:
    """The red flags hide behind an item with the wrong sense of it."""
    steps = unguarded(protocol)
    if not steps:
        return
    seen, kept = sign("seeded_sign"), sign("seeded_support", PROTECTIVE)
    name = protocol.id
    yield Seeded(
        "worse", name, "hidden when a sign is there", asked_after(hidden_unless(Not(Possible(seen.id)), steps), seen)
    )
    yield Seeded("unsure", name, "hidden when nobody knows", asked_after(hidden_unless(_clear(seen.id), steps), seen))
    yield Seeded("protective", name, "hidden by a support", asked_after(hidden_unless(Absent(kept.id), steps), kept))


def rarely_hidden(protocol: Protocol) -> Iterator[Seeded]:
    """The red flags are left out for whoever shows every one of eight signs, as nearly nobody does."""
    steps = unguarded(protocol)
    signs = tuple(sign(f"seeded_sign_{number}") for number in range(8))
    rare = Not(All(tuple(Present(one.id) for one in signs)))

    def change(one: Protocol) -> Protocol:
        made = hidden_unless(rare, steps)(one)
        return made.but(steps=(Checklist("seeded", "Seeded", signs), *made.steps))

    if steps:
        yield Seeded("worse", protocol.id, "hidden when all of eight signs are there", change)


def _clear(item: str) -> AnyOf:
    """There, or clearly not there: whoever is unsure is left out."""
    return AnyOf((Present(item), Not(Possible(item))))


def nobody_named(protocol: Protocol) -> Iterator[Seeded]:
    """A tier that people come to, and nobody to reach at it any more."""
    for tier in ("call_now", "before_you_part"):

        def change(one: Protocol, tier: str = tier) -> Protocol:
            steps = [
                step.but(to=tuple(pair for pair in step.to if pair[0] != tier)) if isinstance(step, Referral) else step
                for step in one.steps
            ]
            return one.but(steps=tuple(steps))

        yield Seeded("ends", protocol.id, f"nobody named at {tier}", change)


def idle(protocol: Protocol) -> Iterator[Seeded]:
    """Steps and items that nothing comes to, and an item that nothing needs."""
    step = Guidance("seeded", "Seeded", AnyOf(()), do=("Seeded.",))
    yield Seeded("reachable", protocol.id, "a step for nobody", lambda one: one.but(steps=(*one.steps, step)))
    extra = Checklist("seeded", "Seeded", (sign("seeded_support", PROTECTIVE),))
    yield Seeded("matters", protocol.id, "an item for nothing", lambda one: one.but(steps=(extra, *one.steps)))


def late(protocol: Protocol) -> Iterator[Seeded]:
    """What any setting would call for is certain as soon as the sign is there, and the setting is asked last."""
    setting = Item(
        "seeded_setting", CONTEXT, "ask", "Seeded", "Seeded?", options=(Point("here", ""), Point("there", ""))
    )
    seen = sign("seeded_sign")
    rules = tuple(
        Threshold(f"seeded-{place}", "call_now", All((Present(seen.id), ContextIs(setting.id, place))), "Because.", ())
        for place in ("here", "there")
    )

    def change(one: Protocol) -> Protocol:
        more = in_front(one, seen)
        last = Checklist("seeded_last", "Seeded", (setting,))
        return more.but(steps=(*more.steps, last), thresholds=(*more.thresholds, *rules))

    yield Seeded("stop", protocol.id, "the setting is asked last", change)


def doubled(protocol: Protocol) -> Iterator[Seeded]:
    """A threshold behind one that is at least as urgent."""
    first = protocol.thresholds[0]
    again = Threshold("seeded", "this_week", first.when, "Because.", ())
    yield Seeded("shadowed", protocol.id, "behind another", lambda one: one.but(thresholds=(*one.thresholds, again)))


def said_by_others(protocol: Protocol) -> Iterator[Seeded]:
    """A threshold that holds only where one of two others holds: it decides for nobody."""
    first, *others = protocol.thresholds
    items = {literal.item for literal in literals(first.when)}
    second = next(one for one in others if items.isdisjoint(literal.item for literal in literals(one.when)))
    both = Threshold("seeded", "this_week", AnyOf((first.when, second.when)), "Because.", ())
    yield Seeded("decides", protocol.id, "one or the other", lambda one: one.but(thresholds=(*one.thresholds, both)))


def promised(protocol: Protocol) -> Iterator[Seeded]:
    """Statements that the protocol does not keep."""
    yield Seeded("within", protocol.id, "one prompt too few", _one_too_few)
    softer = [item for item in protocol.items() if item.kind == RED_FLAG and item.tier == "before_you_part"]
    for item in softer[:1]:
        wrong = (Never("seeded", Possible(item.id), "call_now", "Because."),)
        yield Seeded("never", protocol.id, "a red flag always calls", lambda one, wrong=wrong: one.but(never=wrong))


def _one_too_few(protocol: Protocol) -> Protocol:
    return protocol.but(within=tuple((tier, most - 1) for tier, most in protocol.within))


CHOSEN = (
    "suicide-first-response", "self-harm", "grief-and-loss", "partner-violence", "perinatal-crisis", "withdrawal",
    "losing-touch-with-reality", "panic-and-acute-anxiety", "overdose-and-poisoning", "escalating-agitation",
)  # fmt: skip

FAULTS = [
    one
    for name in CHOSEN
    for kind in (hidden, rarely_hidden, nobody_named, idle, late, doubled, said_by_others, promised)
    for one in kind(LIBRARY[name])
]
