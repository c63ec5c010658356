"""Spans: stretches of time as sorted tuples of half-open (start, end), and what joins, shares or cuts them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Span = tuple[int, int]
    Spans = tuple[Span, ...]


def union(many: Iterable[Iterable[Span]]) -> Spans:
    """Every moment that is in at least one of many; each of them may be unsorted, overlapping or empty.

    The answer is sorted, and its spans neither overlap nor touch. Units are whatever went in (epoch seconds, minutes).
    """
    return tuple(joined(sorted(span for spans in many for span in spans if span[0] < span[1])))


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The same moments in as few spans as can be, one by one; the spans must come sorted by their begin."""
    kept: Span | None = None
    for start, end in spans:
        if kept and start <= kept[1]:
            kept = (kept[0], max(end, kept[1]))
            continue
        if kept:
            yield kept
        kept = (start, end)
    if kept:
        yield kept


def intersect(one: Spans, other: Spans) -> Spans:
    """Every moment that is in both. Both must be as union gives them."""
    shared = []
    first = second = 0
    while first < len(one) and second < len(other):
        start = max(one[first][0], other[second][0])
        end = min(one[first][1], other[second][1])
        if start < end:
            shared.append((start, end))
        if one[first][1] < other[second][1]:
            first += 1
        else:
            second += 1
    return tuple(shared)


def subtract(whole: Spans, holes: Spans) -> Spans:
    """Every moment of the whole that is in none of the holes. Both must be as union gives them."""
    left = []
    hole = 0
    for start, end in whole:
        at = start
        while hole < len(holes) and holes[hole][1] <= at:
            hole += 1
        here = hole
        while here < len(holes) and holes[here][0] < end:
            if holes[here][0] > at:
                left.append((at, holes[here][0]))
            at = max(at, holes[here][1])
            here += 1
        if at < end:
            left.append((at, end))
        hole = max(hole, here - 1)
    return tuple(left)


def total(spans: Iterable[Span]) -> int:
    """How long the spans last together, in the unit they are in. They must be as union gives them."""
    return sum(end - start for start, end in spans)
