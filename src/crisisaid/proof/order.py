"""In which order diagrams look at the facts: what is weighed together lies close together, or they grow without end."""

from __future__ import annotations

from crisisaid.engine.evaluate import literals
from crisisaid.model.protocol import Checklist
from crisisaid.proof.facts import CHANNEL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.protocol import Item, Protocol
    from crisisaid.model.state import Key

ROUNDS = 30
"""FORCE settles within a few dozen rounds: F. Aloul, I. Markov, K. Sakallah, FORCE, 2003."""


def as_asked(protocols: Sequence[Protocol]) -> list[Key]:
    """The order of the pages; what an item takes over from an earlier protocol stands right before it."""
    mine = {(protocol.id, item.id) for protocol in protocols for item in protocol.items()}
    taken = {key for protocol in protocols for item in protocol.items() if (key := source(item)) in mine}
    order: dict[Key, None] = {}
    for protocol in protocols:
        for item in protocol.items():
            key = (protocol.id, item.id)
            if source(item) in mine:
                order[source(item)] = None
            if key not in taken:
                order[key] = None
    return [*order, *(key for key in mine if key not in order)]


def source(item: Item) -> Key:
    """The item that this one is the same as."""
    other, _, name = item.same_as.partition("/")
    return other, name


def close_together(keys: Sequence[Key], protocols: Sequence[Protocol]) -> list[Key]:
    """FORCE: every fact moves to the middle of the conditions it stands in, again and again."""
    groups = [group for group in _groups(protocols) if len(group) > 1]
    at = {key: float(number) for number, key in enumerate(keys)}
    member: dict[Key, list[int]] = {key: [] for key in keys}
    for number, group in enumerate(groups):
        for key in group:
            member[key].append(number)
    for _ in range(ROUNDS):
        middle = [sum(at[key] for key in group) / len(group) for group in groups]
        wish = {key: sum(middle[n] for n in mine) / len(mine) if mine else at[key] for key, mine in member.items()}
        order = sorted(keys, key=wish.__getitem__)
        at = {key: float(number) for number, key in enumerate(order)}
    return sorted(keys, key=lambda key: (key != CHANNEL, at[key]))


def _groups(protocols: Sequence[Protocol]) -> Iterator[list[Key]]:
    for protocol in protocols:
        for step in protocol.steps:
            guards = {(protocol.id, literal.item) for literal in literals(step.when)}
            items = step.items if isinstance(step, Checklist) else ()
            for item in items:
                yield sorted({*guards, (protocol.id, item.id)})
        for threshold in protocol.thresholds:
            yield sorted({(protocol.id, literal.item) for literal in literals(threshold.when)})
