"""Zones: the clock on the wall of a place, the days a contact is closed, and what is wrong with either as written."""

from __future__ import annotations

import re
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAY = 24 * 60
NOT_A_PLACE = r"(?:Etc/)?(?:GMT|EST|MST|HST)[+-]?[0-9]*|localtime|posixrules|Factory|right/.*|posix/.*"
"""Names that are no place: clocks that never change (EST stays an hour behind New York all summer), leap seconds."""

BY_CITY = "Name the time zone by a city: Europe/London."


class WallClock:
    """What the clock on the wall says in a time zone, to the day and the minute."""

    def __init__(self, zone: ZoneInfo) -> None:
        from datetime import datetime, timedelta

        self.zone, self._datetime, self._timedelta = zone, datetime, timedelta

    def day(self, at: float) -> int:
        """The date there at a moment (epoch seconds), as ``date.toordinal`` counts days."""
        return self._datetime.fromtimestamp(at, self.zone).toordinal()

    def begins(self, wall: int) -> int:
        """Epoch seconds from which the wall clock is surely past a time (minutes since ordinal 0).

        A time that comes twice, as clocks go back, is the later one; one that is jumped over is the end of the jump.
        """
        first, second = self._both(wall)
        return second if first <= second else self._jump(second, first)

    def ends(self, wall: int) -> int:
        """Epoch seconds until which the wall clock is surely before a time: of one that comes twice, the earlier."""
        first, second = self._both(wall)
        return first if first <= second else self._jump(second, first)

    def _both(self, wall: int) -> tuple[int, int]:
        day, minute = divmod(wall, DAY)
        there = self._datetime.fromordinal(day).replace(tzinfo=self.zone) + self._timedelta(minutes=minute)
        return int(there.timestamp()), int(there.replace(fold=1).timestamp())

    def _jump(self, before: int, after: int) -> int:
        """The moment between two at which the clocks are put forward."""
        old = self._offset(before)
        while after - before > 1:
            middle = (before + after) // 2
            if self._offset(middle) == old:
                before = middle
            else:
                after = middle
        return after

    def _offset(self, at: int) -> object:
        return self._datetime.fromtimestamp(at, self.zone).utcoffset()


@lru_cache(maxsize=1024)
def wall_clock(timezone: str) -> WallClock | None:
    """The clock of an IANA time zone ("Europe/London"); None for what is not one, or is no place."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if not timezone or re.fullmatch(NOT_A_PLACE, timezone):
        return None
    try:
        return WallClock(ZoneInfo(timezone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_fault(timezone: str) -> str:
    """What is wrong with a time zone as written, with the nearest right name; "" where nothing is."""
    if wall_clock(timezone):
        return ""
    shown = repr(timezone[:60])
    if re.fullmatch(NOT_A_PLACE, timezone):
        return f"{shown} is no place, and its clocks may not change when theirs do. {BY_CITY}"
    meant = zone_meant(timezone)
    return f"{shown} is not the name of a time zone. " + (f"Did you mean {meant!r}?" if meant else BY_CITY)


def zone_meant(timezone: str) -> str:
    """The time zone a name stands for, by its city ("New York") or its nearest spelling; "" where none is near."""
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    if wall_clock(timezone) or len(timezone) > 60:
        return timezone if wall_clock(timezone) else ""
    places = {name.casefold(): name for name in available_timezones() if not re.fullmatch(NOT_A_PLACE, name)}
    wanted = timezone.strip().replace(" ", "_").casefold()
    cities = {name.rpartition("/")[2]: name for name in places if "/" in name}
    close = [cities[wanted]] if wanted in cities else get_close_matches(wanted, places, 1, 0.75)
    return places[close[0]] if close and not re.fullmatch(NOT_A_PLACE, timezone) else ""


@lru_cache(maxsize=8192)
def closed_days(closed_on: tuple[str, ...]) -> tuple[frozenset[int], tuple[str, ...]]:
    """The days a contact is closed (``date.toordinal``), and a sentence for each that is no date."""
    if not closed_on:
        return frozenset(), ()
    from datetime import date

    days, faults = set(), []
    for written in closed_on:
        try:
            if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", written, re.ASCII):
                raise ValueError
            days.add(date.fromisoformat(written).toordinal())
        except ValueError:
            faults.append(f"{written[:60]!r} in 'closed_on' is not a day. Write the year, month and day: 2026-12-25.")
    return frozenset(days), tuple(faults)
