"""Numbers for paper: steps, items and rules are counted, so that one line of a page can point to another."""

from __future__ import annotations

from crisisaid.model.condition import ALWAYS, All, AnyOf, Count, Not, TierIn
from crisisaid.model.protocol import Checklist
from crisisaid.model.tier import RANK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.condition import Condition
    from crisisaid.model.protocol import Item, Protocol, Threshold


class Numbers:
    """What number does it have on the page? Steps "3", items "3.2", rules "1" (CALL NOW first), sources "S1"."""

    def __init__(self, protocol: Protocol) -> None:
        self.rules: tuple[Threshold, ...] = tuple(sorted(protocol.thresholds, key=lambda one: -RANK[one.tier]))
        self.step = {step.id: str(place) for place, step in enumerate(protocol.steps, 1)}
        self.rule = {rule.id: str(place) for place, rule in enumerate(self.rules, 1)}
        self.statement = {never.id: str(place) for place, never in enumerate(protocol.never, 1)}
        self.source = {source.id: f"S{place}" for place, source in enumerate(protocol.sources, 1)}
        self.items: dict[str, Item] = {}
        self.item: dict[str, str] = {}
        self.always_asked: set[str] = set()
        for step in protocol.steps:
            if isinstance(step, Checklist):
                self._count(step)

    def _count(self, step: Checklist) -> None:
        for place, item in enumerate(step.items, 1):
            self.items[item.id] = item
            self.item[item.id] = f"{self.step[step.id]}.{place}"
        if step.when == ALWAYS:
            self.always_asked.update(item.id for item in step.items)

    def rules_with(self, *item_ids: str) -> tuple[Threshold, ...]:
        """The rules that an answer to one of these items can make true, in the order of the page."""
        wanted = set(item_ids)
        return tuple(rule for rule in self.rules if wanted & set(named(rule.when)))

    def place(self, some_id: str) -> tuple[str, str]:
        """Where an id is found on the page: (item, step, rule, statement or nothing; its number or the id itself)."""
        places = {"item": self.item, "step": self.step, "rule": self.rule, "statement": self.statement}
        for word, numbers in places.items():
            if some_id in numbers:
                return word, numbers[some_id]
        return "", some_id


def named(condition: Condition) -> Iterator[str]:
    """The ids of the items that a condition speaks of."""
    match condition:
        case All(of) | AnyOf(of) | Count(of=of):
            for part in of:
                yield from named(part)
        case Not(of):
            yield from named(of)
        case TierIn():
            return
        case _:
            yield condition.item
