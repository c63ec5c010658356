"""Moments of a rota: dates and times as a coordinator or a calendar writes them, as epoch seconds."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

FIRST_YEAR, LAST_YEAR = 1971, 2199
"""No rota is older, and none reaches further; far years only make a bad file slow."""

WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::00)?)?", re.ASCII)
OTHER_ORDER = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})( .*)?", re.ASCII)


def zone_named(name: str) -> tzinfo | None:
    """The time zone of that name; None where there is none such."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError, KeyError):
        return None


def seconds_of(local: datetime, zone: tzinfo | None) -> int:
    """Epoch seconds of a wall clock in a zone; without one, the clock of this computer.

    An hour that a clock change leaves out is the one after it; one that comes twice is the first.
    """
    return int(local.replace(tzinfo=local.tzinfo or zone, fold=0).timestamp())


def local_of(seconds: float, zone: tzinfo | None) -> datetime:
    """The wall clock in a zone at a moment; without a zone, that of this computer."""
    return datetime.fromtimestamp(seconds, zone)


def read_moment(words: str) -> tuple[datetime | None, bool]:
    """What "2026-12-21" or "2026-12-21 09:00" names, and whether it is a whole day; None when it cannot be read.

    24:00 is the end of that day.
    """
    match = WRITTEN.fullmatch(words.strip())
    if not match:
        return None, False
    year, month, day, hour, minute = (int(part or 0) for part in match.groups())
    try:
        if (hour, minute) == (24, 0):
            return datetime(year, month, day) + timedelta(days=1), False
        found = datetime(year, month, day, hour, minute)
    except (ValueError, OverflowError):
        return None, False
    return (found if FIRST_YEAR <= year <= LAST_YEAR else None), match[4] is None


def how_to_write(words: str) -> str:
    """What to type in place of words that are no date; the very date where only one can be meant."""
    match = OTHER_ORDER.fullmatch(words.strip())
    if match:
        one, other, year = int(match[1]), int(match[2]), int(match[3])
        days = {_day(year, other, one), _day(year, one, other)} - {""}
        if len(days) == 1:
            return f"Write {days.pop()}{(match[4] or '').rstrip()}."
    return "Write year-month-day, and a time if it matters: 2026-12-21 or 2026-12-21 09:00."


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def moment_words(seconds: float, zone: tzinfo | None) -> str:
    """A moment in full: Friday 25 December 2026 02:30."""
    local = local_of(seconds, zone)
    return f"{local:%A} {local.day} {local:%B %Y %H:%M}"
