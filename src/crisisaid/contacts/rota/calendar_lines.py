"""Lines of an iCalendar file (RFC 5545, section 3.1): unfolded, taken apart, and gathered into events."""

from __future__ import annotations

import re

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PIECE = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*')
NAME = re.compile(r"[A-Za-z0-9-]+")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Line(Record):
    """``DTSTART;TZID=Europe/London:20261221T090000``: its name, what stands before the colon, and the value.

    ``number`` is the line of the file it begins on, counted from 1.
    """

    name: str
    settings: Mapping[str, str]
    value: str
    number: int


class Event(Record):
    """One VEVENT. A property that may stand several times is in ``lines`` as often."""

    lines: Sequence[Line]
    number: int

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def every(self, name: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.name == name)

    def value(self, name: str) -> str:
        found = self.first(name)
        return found.value if found else ""


class Calendar(Record):
    """The events, and the place (Europe/London) that the file gives for the names of its own time zones."""

    events: tuple[Event, ...]
    places: Mapping[str, str]
    whole: bool


def read_calendar(text: str) -> Calendar:
    """Every event of a file. A line that is none is passed over; ``whole`` says whether the file was not cut off."""
    events: list[Event] = []
    places: dict[str, str] = {}
    inside: list[str] = []
    lines: list[Line] = []
    zone = ""
    begins = 0
    for line in filter(None, (_line(number, words) for number, words in _unfolded(text))):
        if line.name == "BEGIN":
            inside.append(line.value.upper())
            if inside[-1] == "VEVENT":
                lines, begins = [], line.number
        elif line.name == "END" and inside:
            if inside.pop() == "VEVENT":
                events.append(Event(tuple(lines), begins))
        elif inside[-1:] == ["VEVENT"]:
            lines.append(line)
        elif inside[-1:] == ["VTIMEZONE"]:
            zone = line.value if line.name == "TZID" else zone
            if line.name == "X-LIC-LOCATION":
                places[zone] = line.value
    return Calendar(tuple(events), places, not inside)


def plain(value: str) -> str:
    r"""A text without its escapes: ``\n`` is the end of a line, ``\,`` a comma."""
    return ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Every whole line with the number it begins on; one that begins with a space goes on from the one before."""
    number, parts = 0, [""]
    for here, row in enumerate(text.split("\n"), 1):
        if row[:1] in (" ", "\t") and number:
            parts.append(row[1:])
        else:
            if number:
                yield number, "".join(parts)
            number, parts = here, [row]
    yield number, "".join(parts)


def _line(number: int, words: str) -> Line | None:
    name = NAME.match(words)
    if not name:
        return None
    at, settings = name.end(), {}
    while found := PIECE.match(words, at):
        settings[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if words[at : at + 1] != ":":
        return None
    return Line(name.group().upper(), settings, words[at + 1 :].strip(), number)
