"""An iCalendar event taken apart: which role it is a turn of, how it is reached, when it is, and how it repeats."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crisisaid.contacts.rota.calendar_lines import plain
from crisisaid.contacts.rota.calendar_repeats import DAYS, ONCE, read_repeat
from crisisaid.contacts.rota.calendar_times import read_length, read_stamp, read_when
from crisisaid.contacts.rota.words import as_id, as_number, role_named, roles_to_choose
from crisisaid.reading.page import FORBIDDEN, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from crisisaid.contacts.rota.calendar_lines import Event, Line
    from crisisaid.contacts.rota.calendar_repeats import Repeat
    from crisisaid.contacts.rota.calendar_times import When, Zones

    Skipped = set[int | date]
    """Turns that are not held, by the moment they would begin (epoch seconds) or by their day."""

LONGEST_NOTE = 400
LONGEST = timedelta(days=370)
LABEL = re.compile(r"(?:phone|tel|telephone|number|contact|call)\s*:\s*", re.IGNORECASE)
ROLE_ENDS = re.compile(r"\s*:\s*|\s+[-\u2013]\s+|\s+(?=[+0-9(])")
UNUSED = "This event is not used."
ONE_BY_ONE = "Repeat it every so many days or weeks, on days of the week; or write each turn as an event of its own."


class Wrong(Exception):
    """What is wrong with an event, in which line, and what to do; ``mild`` where it may be there for another reason."""

    def __init__(self, line: int, message: str, hint: str, *, mild: bool = False) -> None:
        super().__init__(message)
        self.line, self.message, self.hint, self.mild = line, message, hint, mild


class Turns:
    """What every turn of an event has in common, and how they repeat. Raises Wrong for what cannot be used."""

    def __init__(self, event: Event, zones: Zones) -> None:
        self.line = event.number
        self.role, rest = _role(event)
        self.contact, self.phone, self.note = _reached(event, rest)
        self.begins = _when(event, "DTSTART", zones)
        self.length = _length(event, self.begins, zones)
        self.repeat = _repeat(event, self.begins, zones)
        self.repeats = self.repeat is not ONCE
        self.skipped = _skipped(event, zones)


def moved_from(event: Event, zones: Zones) -> Skipped:
    """The turn in whose place this event stands, if it does."""
    line = event.first("RECURRENCE-ID")
    if not line:
        return set()
    if "RANGE" in line.settings:
        raise _unused(
            line, "A change from one turn on cannot be read.", "Export the calendar with each turn written out."
        )
    return {_key(_when(event, "RECURRENCE-ID", zones))}


def _key(when: When) -> int | date:
    return when.clock.date() if when.whole_day else when.seconds


def _unused(line: Line, message: str, hint: str) -> Wrong:
    return Wrong(line.number, f"{message} {UNUSED}", hint)


def _role(event: Event) -> tuple[str, str]:
    """The role in the title, and what stands behind it ("Shift lead: 020 7946 0101")."""
    title = event.first("SUMMARY")
    words = " ".join(plain(title.value).split()) if title else ""
    at = ROLE_ENDS.search(words)
    head, rest = (words[: at.start()], words[at.end() :]) if at else (words, "")
    role = role_named(head)
    if not role:
        said = f"{shown(words, 40)!r} is no role that a rota can have. {UNUSED}"
        hint = f"If it is a turn, name it one of: {roles_to_choose()}."
        raise Wrong(title.number if title else event.number, said, hint, mild=True)
    return role, rest


def _reached(event: Event, rest: str) -> tuple[str, str, str]:
    """The contact's id, the number and the note; a number in any line of the event's words comes before an id."""
    rows = [*_words(event, "LOCATION"), *_words(event, "DESCRIPTION")]
    bare = [LABEL.sub("", row, count=1) if LABEL.match(row) else row for row in rows if row]
    phone = next(filter(None, map(as_number, (rest, *bare))), "")
    contact = "" if phone else next(filter(None, map(as_id, bare)), "")
    if not (phone or contact):
        hint = "Write a number, or the id of a contact from contacts.yaml, in the event's place or description."
        raise Wrong(event.number, f"Nobody can be reached by this turn. {UNUSED}", hint)
    note = " ".join(row for row in (rest, *bare) if row and row not in (phone, contact))
    return contact, phone, FORBIDDEN.sub("", note)[:LONGEST_NOTE]


def _words(event: Event, name: str) -> Iterator[str]:
    for row in plain(event.value(name)).split("\n"):
        yield row.strip()


def _when(event: Event, name: str, zones: Zones) -> When:
    line = event.first(name)
    if not line:
        raise Wrong(
            event.number, f"This event has no {name}. {UNUSED}", "Export the calendar again, or delete the event."
        )
    found, fault = read_when(line, zones)
    if found is None:
        hint = "Choose a time zone by its city (Europe/London) in the calendar, and export it again."
        raise _unused(line, fault, hint)
    return found


def _length(event: Event, begins: When, zones: Zones) -> timedelta:
    """How long each turn lasts by the clock on the wall: a night until 08:00 ends at 08:00 also when clocks change."""
    length, line = timedelta(days=1) if begins.whole_day else timedelta(), event.first("DURATION")
    if event.first("DTEND"):
        line, ends = event.first("DTEND"), _when(event, "DTEND", zones)
        length = ends.on_the_clock_of(begins.zone) - begins.clock
    elif line:
        length = read_length(line.value) or timedelta()
    if not timedelta() < length <= LONGEST:
        said = "This turn lasts no time." if length <= timedelta() else "This turn lasts longer than a year."
        raise _unused(line or event.lines[0], said, "Put its end right in the calendar, and export it again.")
    return length


def _repeat(event: Event, begins: When, zones: Zones) -> Repeat:
    if event.first("RDATE"):
        line = event.every("RDATE")[0]
        raise _unused(line, "Further days (RDATE) cannot be read.", ONE_BY_ONE)
    rules = event.every("RRULE")
    if not rules:
        return ONCE

    def until(words: str) -> datetime | None:
        found = read_stamp(words, begins.zone, zones.own)
        if found is None or not found.whole_day:
            return found.on_the_clock_of(begins.zone) if found else None
        return found.clock + timedelta(days=1, seconds=-1)

    repeat, strange = read_repeat(rules[0].value, until)
    if strange or len(rules) > 1:
        raise _unused(rules[-1], f"This way to repeat cannot be read: {shown(strange or 'two rules')}.", ONE_BY_ONE)
    weekday = begins.clock.weekday()
    if repeat.days and weekday not in repeat.days:
        said = f"It begins on another day ({DAYS[weekday]}) than those it repeats on."
        raise _unused(rules[0], said, "Move its first turn to one of these days.")
    return repeat


def _skipped(event: Event, zones: Zones) -> Skipped:
    found: Skipped = set()
    for line in event.every("EXDATE"):
        for words in line.value.split(","):
            when, fault = read_when(line.but(value=words), zones)
            if when is None:
                raise _unused(line, fault, "Put this left-out day right in the calendar, and export it again.")
            found.add(_key(when))
    return found
