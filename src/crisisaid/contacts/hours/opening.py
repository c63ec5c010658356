"""Opening: whether a contact can be reached at a moment, until when that holds, and when over a longer time.

Whatever may be closed is not shown as open: no hours, hours that cannot be read, no time zone, a closed day that is no
date all give "unknown". Spans are local times of the contact's own zone and belong to the day they begin on: one begun
the evening before a closed day, or before a day with other hours, runs on to its end (docs/opening-hours.md).
"""

from __future__ import annotations

from functools import lru_cache

from crisisaid.contacts.hours.spans import joined, union
from crisisaid.contacts.hours.text import read_hours
from crisisaid.contacts.hours.zones import closed_days, wall_clock
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.contacts.hours.spans import Span, Spans
    from crisisaid.contacts.hours.text import Hours
    from crisisaid.contacts.hours.zones import WallClock
    from crisisaid.model.contact import Contact

OPEN = "open"
CLOSED = "closed"
UNKNOWN = "unknown"
LOOK_AHEAD = 401
"""Days after the day asked about in which the next change is looked for."""
DAY = 24 * 60
HOUR_SECONDS = 3600
DAY_SECONDS = 86400
FIRST_ORDINAL_SECONDS = -62135683200
"""The first midnight of the calendar (ordinal 0) in seconds from 1970."""


class Opening(Record):
    """ "open", "closed" or "unknown"; ``until`` is when it closes or next opens (epoch seconds).

    ``until`` is None where that is not known, or is not in the next 400 days: always open, or closed for good.
    """

    state: str
    until: int | None = None


NOT_KNOWN = Opening(UNKNOWN)
ALWAYS = Opening(OPEN)
NEVER = Opening(CLOSED)


def opening(contact: Contact, at: float) -> Opening:
    """Whether somebody is there at a moment (epoch seconds). A contact that is not active is closed."""
    if contact.status != "active":
        return NEVER
    times = _times(contact.hours, contact.timezone, contact.closed_on)
    try:
        return times.at(at) if times else NOT_KNOWN
    except (OverflowError, ValueError, OSError):  # a moment no calendar has
        return NOT_KNOWN


def open_spans(contact: Contact, start: int, end: int) -> Spans | None:
    """Every moment from start until before end (epoch seconds) at which it is known to be open, as sorted spans.

    None where its hours are not known at all. Raises ValueError or OverflowError for moments no calendar has.
    """
    if contact.status != "active":
        return ()
    times = _times(contact.hours, contact.timezone, contact.closed_on)
    if not times:
        return None
    clipped = ((max(start, begin), min(end, stop)) for begin, stop in times.between(start, end))
    return tuple(span for span in clipped if span[0] < span[1])


@lru_cache(maxsize=8192)
def _times(hours: str, timezone: str, closed_on: tuple[str, ...]) -> Times | AnyZone | None:
    """What a contact's hours mean in its zone; None where that is not known."""
    read, _ = read_hours(hours) if hours else (None, "")
    closed, faults = closed_days(closed_on)
    if not read or faults:
        return None
    clock = wall_clock(timezone)
    if read.always and (not clock or not closed):
        return AnyZone(closed)
    return Times(read, clock, closed) if clock else None


class AnyZone:
    """Day and night, wherever it is. With closed days but no zone: not known while such a day is anywhere on earth."""

    def __init__(self, closed: frozenset[int]) -> None:
        midnights = (FIRST_ORDINAL_SECONDS + day * DAY_SECONDS for day in closed)
        self.perhaps_closed = union([(at - 14 * HOUR_SECONDS, at + 36 * HOUR_SECONDS)] for at in midnights)

    def at(self, at: float) -> Opening:
        for start, end in self.perhaps_closed:
            if at < end:
                return Opening(OPEN, start) if at < start else NOT_KNOWN
        return ALWAYS

    def between(self, start: int, end: int) -> Iterator[Span]:
        for closed, again in self.perhaps_closed:
            yield start, closed
            start = max(start, again)
        yield start, end


class Times:
    """Hours in a zone with closed days (ordinals): which moments are open."""

    def __init__(self, hours: Hours, clock: WallClock, closed: frozenset[int]) -> None:
        self.hours, self.clock, self.closed = hours, clock, closed
        self.last = (0.0, 0.0, NOT_KNOWN)

    def at(self, at: float) -> Opening:
        # A referral asks thousands of contacts about one moment, and many of them keep the same hours.
        since, before, found = self.last
        if not since <= at < before:
            found, before = self._look(at)
            self.last = (at, before, found)
        return found

    def _look(self, at: float) -> tuple[Opening, float]:
        """What holds, and until when that answer may be given again without looking."""
        today = self.clock.day(at)
        last = today + LOOK_AHEAD
        for start, end in self._open(today - 1, last):
            if start > at:
                return Opening(CLOSED, start), start
            if end > at:
                if end < at + (LOOK_AHEAD - 1) * DAY_SECONDS or end < self.clock.ends((last + 1) * DAY):
                    return Opening(OPEN, end), end
                return ALWAYS, self.clock.begins((today + 1) * DAY)
        return NEVER, self.clock.begins((today + 1) * DAY)

    def between(self, start: int, end: int) -> Iterator[Span]:
        """The open spans that may touch a period, in order, not clipped to it. No span lasts more than a day."""
        return self._open(self.clock.day(start) - 1, self.clock.day(end) + 1)

    def _open(self, first: int, last: int) -> Iterator[Span]:
        """Open spans in epoch seconds, joined where they touch. Spans a change of the clock swallows are left out."""
        clock = ((self.clock.begins(start), self.clock.ends(end)) for start, end in self._walls(first, last))
        return joined(span for span in clock if span[0] < span[1])

    def _walls(self, first: int, last: int) -> Iterator[Span]:
        """The same as the clock on the wall says it: minutes since the calendar's first midnight, joined."""
        days = (day for day in range(first, last + 1) if day not in self.closed)
        return joined((day * DAY + start, day * DAY + end) for day in days for start, end in self.hours.begun_on(day))
