"""The session that a proof is about: a protocol behind the danger check, with its facts in a good order."""

from __future__ import annotations

import sys

from crisisaid.model.condition import ALWAYS
from crisisaid.model.protocol import CHANNELS, GATE, SUPPORTER, Checklist
from crisisaid.model.record import Record
from crisisaid.proof.diagram import PIECES, Diagrams, TooLarge
from crisisaid.proof.everyone import Everyone
from crisisaid.proof.facts import CHANNEL, channel_fact, fact_of
from crisisaid.proof.order import as_asked, close_together, source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Key
    from crisisaid.proof.facts import Fact

DEEP = 20
"""Python frames that one fact may take, generously; diagrams are read from top to bottom by recursion."""


def pages(library: Mapping[str, Protocol], protocol: Protocol) -> tuple[Protocol, ...]:
    """What is walked when this protocol is chosen: the danger check first, but for the supporter's own."""
    alone = protocol.id == GATE or protocol.about == SUPPORTER or GATE not in library
    return (protocol,) if alone else (library[GATE], protocol)


class Limits(Record):
    """How much may be spent on a proof: pieces of diagrams or states, and whatever else ``enough`` looks at."""

    pieces: int = PIECES
    enough: Callable[[], bool] | None = None


ANY = Limits()


def everyone(protocols: Sequence[Protocol], limits: Limits = ANY) -> Everyone:
    """What these protocols make of everybody. Raises TooLarge where no order keeps it within the limits."""
    facts = facts_of(protocols)
    try:
        return arranged(protocols, facts, as_asked(protocols), limits)
    except TooLarge:
        return arranged(protocols, facts, close_together(as_asked(protocols), protocols), limits)


def arranged(protocols: Sequence[Protocol], facts: Mapping[Key, Fact], keys: Sequence[Key], limits: Limits) -> Everyone:
    """The same with the facts in this order; the channel, where it matters, first."""
    order = [facts[key] for key in ([CHANNEL] if CHANNEL in facts else []) + list(keys)]
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 1000 + DEEP * len(order)))
    diagrams = Diagrams([len(fact.words) for fact in order], limits.pieces, limits.enough)
    return Everyone(diagrams, order, protocols)


def facts_of(protocols: Sequence[Protocol], *, not_asked: bool = False) -> dict[Key, Fact]:
    """Every fact that these protocols ask for, and how they are in touch where that matters.

    What is known from another protocol matters to the end only where the item may not be asked here; to a session that
    may stop before it was asked (``not_asked``), always.
    """
    here = {protocol.id for protocol in protocols}
    last = protocols[-1]
    facts: dict[Key, Fact] = {}
    if any(item.channels != CHANNELS for protocol in protocols for item in protocol.items()):
        facts[CHANNEL] = channel_fact(asked=last.id != GATE and last.about != SUPPORTER)
    for protocol in protocols:
        for step in protocol.steps:
            for item in step.items if isinstance(step, Checklist) else ():
                key = (protocol.id, item.id)
                taken = bool(item.same_as) and source(item)[0] not in here
                known = taken and (not_asked or step.when is not ALWAYS)
                facts[key] = fact_of(key, item, beforehand=known, not_asked=not_asked)
    return facts


def union(one: Mapping[Key, Fact], other: Mapping[Key, Fact]) -> dict[Key, Fact]:
    """The facts of two versions: where both ask for the same item, every answer that one of them takes."""
    facts = dict(one)
    for key, fact in other.items():
        facts[key] = _both(facts[key], fact) if key in facts else fact
    return facts


def _both(one: Fact, other: Fact) -> Fact:
    more = [number for number, value in enumerate(other.words) if value not in one.words]
    return one.but(
        words=(*one.words, *(other.words[number] for number in more)),
        ways=(*one.ways, *(other.ways[number] for number in more)),
        cost=(*one.cost, *(other.cost[number] for number in more)),
    )
