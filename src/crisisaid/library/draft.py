"""A protocol under check: the record, where its parts stand in the file, and what may be wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisisaid.model.condition import ALWAYS, Condition
from crisisaid.model.finding import ERROR, WARNING
from crisisaid.model.protocol import Checklist, Item, Protocol
from crisisaid.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLES = (
    "ambulance",
    "police",
    "crisis_line",
    "mobile_crisis",
    "crisis_team",
    "shift_lead",
    "safeguarding_lead",
    "local_service",
    "poison_line",
    "child_protection",
    "domestic_violence_line",
    "sexual_assault_line",
    "substance_line",
)

MOST_NAMED = 20
"""More names than this nobody reads in a hint."""

Path = tuple[str | int, ...]


class Problem(Record):
    """A finding before its line is known."""

    code: str
    path: Path
    message: str
    hint: str
    severity: str = ERROR


def warning(code: str, path: Path, message: str, hint: str) -> Problem:
    """Something that a supporter would stumble over; the protocol can be used all the same."""
    return Problem(code, path, message, hint, WARNING)


class Draft:
    """A protocol under check: the record, and where each of its parts stands in the file."""

    def __init__(self, protocol: Protocol, data: dict[str, Any]) -> None:
        self.protocol = protocol
        self.data = data
        self.items: dict[str, Item] = {}
        self.step_of: dict[str, int] = {}
        for place, step in enumerate(protocol.steps):
            if isinstance(step, Checklist):
                for item in step.items:
                    self.items.setdefault(item.id, item)
                    self.step_of.setdefault(item.id, place)

    def listed(self) -> Iterator[tuple[Item, Path]]:
        """Every item with its place in the file, also one whose id stands twice."""
        for place, step in enumerate(self.protocol.steps):
            for number, item in enumerate(step.items if isinstance(step, Checklist) else ()):
                yield item, ("steps", place, "items", number)

    def guards(self) -> Iterator[tuple[int, Condition, Path]]:
        for place, step in enumerate(self.protocol.steps):
            if step.when is not ALWAYS:
                yield place, step.when, ("steps", place, "when")

    def conditions(self) -> Iterator[tuple[Condition, Path]]:
        for _, guard, path in self.guards():
            yield guard, path
        for place, threshold in enumerate(self.protocol.thresholds):
            yield threshold.when, ("thresholds", place, "when")
        for place, never in enumerate(self.protocol.never):
            yield never.when, ("never", place, "when")


def near(word: str, known: Iterator[str] | tuple[str, ...] | dict[str, Any]) -> str:
    """A hint at the nearest known word, or at all of them."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    if near:
        return f"Did you mean {near[0]!r}?"
    names = list(known)
    return f"These are known: {', '.join(names[:MOST_NAMED])}{' and others' if len(names) > MOST_NAMED else ''}."
