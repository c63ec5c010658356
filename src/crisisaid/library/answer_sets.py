"""Sets of answers to try a protocol with: nothing of concern, everything of concern, and what lies between."""

from __future__ import annotations

from itertools import combinations, product
from random import Random
from typing import TYPE_CHECKING

from crisisaid.engine.answers import allowed, safest
from crisisaid.engine.page import Page
from crisisaid.model.condition import ALWAYS
from crisisaid.model.protocol import CONTEXT, NO, PROTECTIVE, UNSURE, YES, Checklist, Item, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Answers = Mapping[str, str]

MOST_CONTEXTS = 64
MOST_PAIRS = 1500
RANDOM = 500
SEED = 20261123


def page_with(protocol: Protocol, answers: Answers) -> Page:
    """The protocol's page when these items were answered, as far as they applied when they came up."""
    given: dict[tuple[str, str], str] = {}
    for step in protocol.steps:
        if isinstance(step, Checklist) and (step.when is ALWAYS or Page(protocol, given, {}).applies(step)):
            given |= {(protocol.id, item.id): answers[item.id] for item in step.items if item.id in answers}
    return Page(protocol, given, {})


def most_concerning(item: Item) -> str:
    """The answer that calls for most help: yes, the top of a scale, no to a protective factor."""
    if item.scale:
        return item.scale[-1].id
    return NO if item.kind == PROTECTIVE else YES


def contexts(protocol: Protocol, *, unsure: bool = False) -> Iterator[Answers]:
    """Every combination of the options of its contexts; with ``unsure`` also that nobody knows."""
    asked = [item for item in protocol.items() if item.kind == CONTEXT]
    options = [[option.id for option in item.options] + ([UNSURE] if unsure else []) for item in asked]
    for number, chosen in enumerate(product(*options)):
        if number == MOST_CONTEXTS:
            return
        yield dict(zip((item.id for item in asked), chosen, strict=True))


def everywhere(protocol: Protocol, pick: Callable[[Item], str], *, unsure: bool = False) -> Iterator[Answers]:
    """The same kind of answer to every item, in every context."""
    for setting in contexts(protocol, unsure=unsure):
        yield {item.id: setting.get(item.id) or pick(item) for item in protocol.items()}


def many(protocol: Protocol) -> Iterator[Answers]:
    """Nothing, everything, each answer alone, each two together, and some hundreds at random; always the same ones."""
    yield {}
    yield from everywhere(protocol, safest, unsure=True)
    yield from everywhere(protocol, most_concerning, unsure=True)
    base = {item.id: safest(item) for item in protocol.items()}
    single = [(item.id, answer) for item in protocol.items() for answer in allowed(item) if answer != base[item.id]]
    yield from ({**base, name: answer} for name, answer in single)
    for number, (first, second) in enumerate(combinations(single, 2)):
        if number == MOST_PAIRS:
            break
        yield {**base, **dict((first, second))}
    chance = Random(SEED)  # noqa: S311 - a fixed seed, so that two runs try the same
    for _ in range(RANDOM):
        yield {item.id: chance.choice(allowed(item)) for item in protocol.items() if chance.random() < 0.9}
