"""Cover: for a role and a language, when somebody can be reached, when only a stand-in, and when nobody."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    Spans = tuple[tuple[int, int], ...]


class Asked(Record):
    """A role that has to be reached, the tiers in which protocols ask for it, and the language ("": any).

    ``stand_ins`` are the roles or the contacts' ids the organisation has stated for when nobody of the role is there,
    the next one to be used when the one before cannot be reached either.
    """

    role: str
    tiers: tuple[str, ...] = ()
    language: str = ""
    stand_ins: tuple[str, ...] = ()


class Cover(Record):
    """What is true of a role and a language from one moment to another; spans are sorted, in epoch seconds.

    ``gaps``: nobody, and no stand-in either. ``stood_in``: only a stated stand-in. ``some_people``: only contacts that
    are for some people (young people, veterans). ``unknown``: only contacts that do not state their languages. The
    rest of the time somebody is there for everybody, in the language. ``without_hours`` are the ids of contacts that
    count for nothing here because their hours are not known.
    """

    role: str
    language: str
    tiers: tuple[str, ...]
    gaps: Spans
    stood_in: Spans
    some_people: Spans
    unknown: Spans
    stand_ins: tuple[str, ...] = ()
    without_hours: tuple[str, ...] = ()


class Period(Record):
    """A stretch of time in epoch seconds, the end not included, and the time zone in which it is told."""

    start: int
    end: int
    timezone: str = ""
