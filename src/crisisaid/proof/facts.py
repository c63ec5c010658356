"""Facts: what may be so or so with somebody, item by item, and which of two answers is the more worrying one."""

from __future__ import annotations

from itertools import pairwise

from crisisaid.engine.answers import NOT_ASKED, SKIPPED, rank_on_scale, safest
from crisisaid.model.protocol import CHANNELS, CONTEXT, NO, PROTECTIVE, UNSURE, YES
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Key

CHANNEL: Key = ("", "channel")
"""The fact that stands for how they are in touch; it is no item of any protocol."""

NO_CHANNEL = ""
"""Not said yet, as in the danger check: then nothing counts as out of sight."""

BEFOREHAND = "*"
"""Behind an answer: it was given in another protocol already, and counts whether it is asked here or not."""


class Fact(Record):
    """One thing that may be so or so.

    ``words`` are its answers with ``skipped``; "unsure" stands for "declined" too, which counts the same everywhere.
    ``ways`` says how many answers each word stands for, ``cost`` how far it is from nothing of concern (0 or 1).
    """

    key: Key
    words: tuple[str, ...]
    ways: tuple[int, ...]
    cost: tuple[int, ...]


def channel_fact(*, asked: bool) -> Fact:
    """How they are in touch. Where it is not asked (danger check, supporter's own), it is only the unknown one."""
    values = (NO_CHANNEL, *CHANNELS)
    return Fact(CHANNEL, values, (0, 1, 1, 1) if asked else (1, 0, 0, 0), (0, 1, 1, 1))


def fact_of(key: Key, item: Item, *, beforehand: bool = False, not_asked: bool = False) -> Fact:
    """The fact behind an item.

    With ``beforehand`` the answer may also have been given in another protocol. With ``not_asked`` the session may
    have stopped before it was asked.
    """
    known = answers_to(item)
    values = [*known, SKIPPED]
    ways = [1 + (value == UNSURE) for value in known] + [1]
    if beforehand:
        values += [value + BEFOREHAND for value in known]
        ways += [0] * len(known)
    if not_asked:
        values.append(NOT_ASKED)
        ways.append(0)
    safe = safest(item)
    cost = tuple(0 if value == safe else 2 if value.endswith(BEFOREHAND) else 1 for value in values)
    return Fact(key, tuple(values), tuple(ways), cost)


def answers_to(item: Item) -> tuple[str, ...]:
    """The answers that can make a difference, from the least concerning: "declined" goes with "unsure"."""
    if item.kind == CONTEXT:
        return (*(option.id for option in item.options), UNSURE)
    if item.scale:
        first, *more = (point.id for point in item.scale)
        return (first, UNSURE, *more)
    return (YES, UNSURE, NO) if item.kind == PROTECTIVE else (NO, UNSURE, YES)


def steps_up(item: Item) -> Iterator[tuple[str, str]]:
    """Pairs of answers of which the second is the more worrying one; all others follow from these.

    A scale goes up point by point, and "unsure" lies between its lowest and its highest point. Contexts have no order.
    """
    if item.kind == CONTEXT:
        return
    if item.scale:
        points = [point.id for point in item.scale]
        yield from pairwise(points)
        yield points[0], UNSURE
        yield UNSURE, points[-1]
        return
    low, high = (YES, NO) if item.kind == PROTECTIVE else (NO, YES)
    yield low, UNSURE
    yield UNSURE, high


def steps_into_the_dark(item: Item) -> Iterator[tuple[str, str]]:
    """Pairs of which the second says less: nobody knows, nobody asked. From each option of a context, or the safest."""
    known = [option.id for option in item.options] if item.kind == CONTEXT else [safest(item)]
    for value in known:
        yield value, UNSURE
        yield value, SKIPPED


def at_or_above(item: Item, point: str) -> frozenset[str]:
    """The points of a scale from this one up."""
    least = rank_on_scale(item, point)
    return frozenset(one.id for rank, one in enumerate(item.scale) if rank >= least)
