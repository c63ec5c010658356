"""What an answer to an item means: is it there, is it a red flag, which is the least concerning."""

from __future__ import annotations

from crisisaid.model.protocol import (
    CONTEXT,
    DECLINED,
    NO,
    PROTECTIVE,
    RED_FLAG,
    UNSURE,
    WARNING_SIGN,
    YES,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.protocol import Item

# What is known of an item that was not answered.
SKIPPED = "skipped"
NOT_ASKED = "not_asked"
NOT_APPLICABLE = "not_applicable"

NOBODY_KNOWS = (UNSURE, DECLINED)


def allowed(item: Item) -> tuple[str, ...]:
    """The answers an item takes."""
    own = tuple(point.id for point in item.scale or item.options)
    return (*(own or (YES, NO)), *NOBODY_KNOWS)


def rank_on_scale(item: Item, answer: str) -> int:
    """How far up its scale an answer is, from 0; -1 for an answer that is no point of it."""
    for rank, point in enumerate(item.scale):
        if point.id == answer:
            return rank
    return -1


def is_present(item: Item, answer: str) -> bool:
    """Yes; on a scale, any point above the lowest."""
    return rank_on_scale(item, answer) > 0 if item.scale else answer == YES


def is_red(item: Item, answer: str) -> bool:
    """A red flag that is there: yes, or on a scale from the point at which it is one."""
    if item.kind != RED_FLAG:
        return False
    if item.scale:
        return rank_on_scale(item, answer) >= rank_on_scale(item, item.red_from) > -1
    return answer == YES


def is_unknown_red(item: Item, answer: str) -> bool:
    """A red flag that nobody could confirm or rule out."""
    return item.kind == RED_FLAG and answer in NOBODY_KNOWS


def is_concern(item: Item, answer: str) -> bool:
    """A red flag or warning sign answered with anything but "no" or the lowest point."""
    return item.kind in (RED_FLAG, WARNING_SIGN) and (is_present(item, answer) or answer in NOBODY_KNOWS)


def safest(item: Item) -> str:
    """The least concerning answer: no, the lowest point, yes to a protective factor, a context's first option."""
    if item.kind == CONTEXT:
        return item.options[0].id
    if item.scale:
        return item.scale[0].id
    return YES if item.kind == PROTECTIVE else NO
