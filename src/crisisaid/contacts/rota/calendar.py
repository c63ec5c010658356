"""A rota as a calendar (iCalendar, RFC 5545): each event is a turn, its title the role, its place how they are reached.

Every event stands for itself: one that cannot be used is a finding, the others are used.
"""

from __future__ import annotations

from datetime import timedelta

from crisisaid.contacts.rota.calendar_events import Turns, Wrong, moved_from
from crisisaid.contacts.rota.calendar_lines import read_calendar
from crisisaid.contacts.rota.calendar_repeats import Steps, begins_of
from crisisaid.contacts.rota.calendar_times import Zones
from crisisaid.contacts.rota.moments import local_of, seconds_of
from crisisaid.contacts.rota.words import CODE
from crisisaid.model.duty import Duty
from crisisaid.model.finding import WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from crisisaid.contacts.rota.calendar_events import Skipped
    from crisisaid.contacts.rota.calendar_lines import Event
    from crisisaid.model.finding import Finding
    from crisisaid.reading.page import Page

DAYS_BACK, DAYS_AHEAD = 35, 800
"""Of a turn that repeats, those from so many days before the moment asked about until so many after are made."""
MOST_TURNS = 40_000


def read_ical(text: str, page: Page, zone: tzinfo | None, now: float) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    """The turns around ``now`` (epoch seconds) of every event that can be used, and a finding for each that cannot."""
    calendar = read_calendar(text)
    reading = _Reading(Zones(zone, calendar.places), now)
    for event in calendar.events:
        reading.look_for_moves(event)
    for event in calendar.events:
        if not reading.full:
            reading.take(event)
    if not calendar.whole:
        reading.wrong.append(Wrong(len(page.lines), "This calendar is cut off.", "Export it again, whole."))
    elif not calendar.events:
        hint = "Export the calendar in which the rota is."
        reading.wrong.append(Wrong(1, "There is no event in this calendar.", hint))
    return tuple(reading.duties), tuple(_finding(page, wrong) for wrong in reading.wrong)


class _Reading:
    """The turns and the faults of a calendar so far."""

    def __init__(self, zones: Zones, now: float) -> None:
        self.duties: list[Duty] = []
        self.wrong: list[Wrong] = []
        self.full = False
        self._zones = zones
        self._steps = Steps()
        self._moved: dict[str, Skipped] = {}
        today = local_of(now, zones.own).date()
        self._since, self._last = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)

    def look_for_moves(self, event: Event) -> None:
        """An event with a RECURRENCE-ID stands in place of one turn of another; so that turn is not made."""
        try:
            self._moved.setdefault(event.value("UID"), set()).update(moved_from(event, self._zones))
        except Wrong as wrong:
            self.wrong.append(wrong)

    def take(self, event: Event) -> None:
        """Make the turns of an event, unless it was called off."""
        if event.value("STATUS").upper() == "CANCELLED":
            return
        try:
            turns = Turns(event, self._zones)
            moved = set() if event.first("RECURRENCE-ID") else self._moved.get(event.value("UID"), set())
            self._add(turns, moved | turns.skipped)
        except Wrong as wrong:
            self.wrong.append(wrong)

    def _add(self, turns: Turns, skipped: Skipped) -> None:
        for duty in self._made(turns, skipped):
            self.duties.append(duty)
            self.full = len(self.duties) >= MOST_TURNS
            if self.full:
                break
        self.full = self.full or self._steps.left < 0
        if self.full:
            said = "This calendar repeats more than a rota can. The turns from here on are not used."
            raise Wrong(turns.line, said, "End what repeats (UNTIL), or split the file.")

    def _made(self, turns: Turns, skipped: Skipped) -> Iterator[Duty]:
        since, zone = turns.begins.clock.date(), turns.begins.zone
        if turns.repeats:
            since = self._since - turns.length
        for clock in begins_of(turns.begins.clock, turns.repeat, since, self._latest(turns), self._steps):
            start = seconds_of(clock, zone)
            if start not in skipped and clock.date() not in skipped:
                end = seconds_of(clock + turns.length, zone)
                yield Duty(turns.role, start, end, turns.contact, turns.phone, turns.note, turns.line)

    def _latest(self, turns: Turns) -> date:
        """A turn that was written down once counts, however far off it is."""
        return self._last if turns.repeats else turns.begins.clock.date()


def _finding(page: Page, wrong: Wrong) -> Finding:
    found = page.finding(CODE, (wrong.line, 0), wrong.message, wrong.hint)
    return found.but(severity=WARNING) if wrong.mild else found
