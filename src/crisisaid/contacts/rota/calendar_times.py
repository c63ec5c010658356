"""Times of an iCalendar file: a day, a wall clock with or without a zone, a moment in UTC, a length.

Source: RFC 5545, sections 3.3.4 to 3.3.6 and 3.2.19. A zone nobody knows is refused, never guessed.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from crisisaid.contacts.hours.windows_zones import PLACES
from crisisaid.contacts.rota.moments import FIRST_YEAR, LAST_YEAR, seconds_of, zone_named
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from crisisaid.contacts.rota.calendar_lines import Line

STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?", re.ASCII)
LENGTH = re.compile(r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?", re.ASCII)


class When(Record):
    """A wall clock and its zone (None: this computer's); ``whole_day`` where no time was given."""

    clock: datetime
    zone: tzinfo | None
    whole_day: bool = False

    @property
    def seconds(self) -> int:
        return seconds_of(self.clock, self.zone)

    def on_the_clock_of(self, zone: tzinfo | None) -> datetime:
        """The same moment on the wall clock of another zone."""
        if self.zone is zone:
            return self.clock
        return datetime.fromtimestamp(self.seconds, zone).replace(tzinfo=None, fold=0)


class Zones:
    """The organisation's zone, for what names none; and what a calendar calls its zones."""

    def __init__(self, own: tzinfo | None, places: Mapping[str, str]) -> None:
        self.own = own
        self._places = places
        self._found: dict[str, tzinfo | None] = {}

    def named(self, name: str) -> tzinfo | None:
        """The zone of that name: a place, as Windows calls it, or a path that ends in a place; else None."""
        if name not in self._found:
            parts = name.strip("/").split("/")
            tails = ["/".join(parts[at:]) for at in range(min(len(parts), 6))]
            tries = (self._places.get(name, ""), PLACES.get(name, ""), *tails)
            zones = (zone_named(one) for one in tries)
            self._found[name] = next((zone for zone in zones if zone), None)
        return self._found[name]


def read_when(line: Line, zones: Zones) -> tuple[When | None, str]:
    """What DTSTART, DTEND or RECURRENCE-ID says, and what is wrong with it in a whole sentence ("" when nothing is)."""
    name = line.settings.get("TZID", "")
    zone = zones.named(name) if name else zones.own
    if name and zone is None:
        return None, f"No time zone is known by the name {name[:60]!r}."
    found = read_stamp(line.value, zone, zones.own)
    return found, "" if found else f"{line.name}:{line.value[:40]} is no time."


def read_stamp(words: str, zone: tzinfo | None, own: tzinfo | None) -> When | None:
    """20261221, 20261221T090000 or 20261221T090000Z. A day alone is one of the organisation's; None when it is none."""
    match = STAMP.fullmatch(words.strip())
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        # A leap second is the second before it.
        clock = datetime(year, month, day, hour, minute, min(second, 59))
    except ValueError:
        return None
    whole_day = match[4] is None
    return When(clock, own if whole_day else UTC if match[7] else zone, whole_day)


def read_length(words: str) -> timedelta | None:
    """P1D, PT12H, P1W; None when it is no length or none at all."""
    match = LENGTH.fullmatch(words.strip())
    if not match:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds) or None
