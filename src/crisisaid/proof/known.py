"""What is known of an item, what a literal asks of it, and the reasons that can stand behind a tier."""

from __future__ import annotations

from crisisaid.engine.answers import is_present
from crisisaid.model.condition import Absent, AtLeast, ContextIs, Possible, Present
from crisisaid.model.protocol import NO, UNSURE, YES
from crisisaid.model.record import Record
from crisisaid.proof.facts import BEFOREHAND, at_or_above

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisisaid.model.condition import Literal
    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Key


class Cause(Record):
    """A reason that can stand behind a tier: a threshold, a red flag, one nobody knows of, or what was not asked."""

    kind: str
    protocol: str
    id: str
    tier: str
    holds: int


class Known(Record):
    """What is known of one item, for everybody: yes or no diagrams.

    ``asked``: it is asked here. ``skipped``: it counts as passed over. ``open``: nobody can have come to it.
    ``misread`` holds, in a faulty variant, words with those they are taken for, and ``passed`` where it was passed over
    and that is taken for an answer.
    """

    item: Item
    key: Key
    beforehand: int
    counts: int
    asked: int
    skipped: int
    open: int
    misread: Mapping[str, str]
    passed: int


def read_as(item: Item, word: str) -> str:
    """A word as this version of the item reads it: what it does not know is unsure."""
    word = word.removesuffix(BEFOREHAND)
    own = [point.id for point in item.scale or item.options] or [YES, NO]
    return word if word in own else UNSURE


def meaning(literal: Literal, item: Item) -> Callable[[Item, str], bool]:
    """For which answers a literal holds; DESIGN section 5, its table."""
    match literal:
        case Present():
            return is_present
        case Possible():
            return lambda item, word: word == UNSURE or is_present(item, word)
        case AtLeast(point=point, possible=possible):
            above = at_or_above(item, point)
            return lambda _, word: possible if word == UNSURE else word in above
        case Absent():
            return lambda _, word: word != YES
        case ContextIs(option=option):
            return lambda _, word: word in (option, UNSURE)
