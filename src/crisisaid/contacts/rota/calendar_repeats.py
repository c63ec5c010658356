"""Repeats of an iCalendar event: every so many days or weeks; whatever else a rule may say is refused, never guessed.

Source: RFC 5545, section 3.3.10. A turn that repeats begins at the same time by the clock on the wall each time.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
KNOWN = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST")
WEEK = 7
MOST_STEPS = 300_000
"""Days looked at in one file, all its rules together: some 800 years of one turn a day."""


class Repeat(Record):
    """``every`` is in days, or in weeks where ``weekly``; ``days`` are weekdays (0 is Monday), none for any.

    ``until`` is the last moment at which a turn may begin, on the wall clock of the event.
    """

    every: int
    weekly: bool
    days: frozenset[int]
    week_begins: int = 0
    count: int | None = None
    until: datetime | None = None


class Steps:
    """How many days may still be looked at: a file that repeats without end must stay small."""

    def __init__(self, left: int = MOST_STEPS) -> None:
        self.left = left

    def take(self) -> bool:
        self.left -= 1
        return self.left >= 0


ONCE = Repeat(1, False, frozenset(), 0, 1)


def read_repeat(rule: str, read_until: Callable[[str], datetime | None]) -> tuple[Repeat, str]:
    """What an RRULE says, and what of it cannot be used ("" when all can); then the rule is not to be used at all."""
    parts = [part.partition("=") for part in rule.upper().split(";") if part]
    said = {name: value for name, _, value in parts}
    if len(said) != len(parts):
        return ONCE, "the same word twice"
    strange = [f"{name}={value}" for name, value in said.items() if name not in KNOWN]
    if said.get("FREQ") not in ("DAILY", "WEEKLY"):
        strange.insert(0, f"FREQ={said.get('FREQ', '')}")
    numbers = {name: _number(said[name]) for name in ("INTERVAL", "COUNT") if name in said}
    strange += [f"{name}={said[name]}" for name, number in numbers.items() if number is None]
    days = [part for part in said.get("BYDAY", "").split(",") if part]
    strange += [f"BYDAY={day}" for day in days if day not in DAYS]
    until = read_until(said["UNTIL"]) if "UNTIL" in said else None
    if "UNTIL" in said and until is None:
        strange.append(f"UNTIL={said['UNTIL']}")
    if said.get("WKST", "MO") not in DAYS:
        strange.append(f"WKST={said['WKST']}")
    if strange:
        return ONCE, ", ".join(strange)[:80]
    weekdays = frozenset(DAYS.index(day) for day in days)
    begins = DAYS.index(said.get("WKST", "MO"))
    return Repeat(
        numbers.get("INTERVAL") or 1, said["FREQ"] == "WEEKLY", weekdays, begins, numbers.get("COUNT"), until
    ), ""


def _number(words: str) -> int | None:
    return int(words) if re.fullmatch("[0-9]{1,6}", words) and int(words) else None


def begins_of(first: datetime, repeat: Repeat, since: date, last: date, steps: Steps) -> Iterator[datetime]:
    """When each turn begins, on the wall clock, on the days from ``since`` to ``last``; the count is from the first."""
    skipped = since.toordinal() if repeat.count is None else first.toordinal()
    for number, day in enumerate(_days(first, repeat, max(skipped, first.toordinal()))):
        if day > last.toordinal() or number == repeat.count or not steps.take():
            return
        at = first + timedelta(days=day - first.toordinal())
        if repeat.until is not None and at > repeat.until:
            return
        if day >= since.toordinal():
            yield at


def _days(first: datetime, repeat: Repeat, since: int) -> Iterator[int]:
    """The days of a rule by their ordinals, from the first one on or after ``since``, without end."""
    start = first.toordinal()
    if repeat.weekly:
        start -= (first.weekday() - repeat.week_begins) % WEEK
    offsets = sorted((day - repeat.week_begins) % WEEK for day in repeat.days or {first.weekday()})
    length = repeat.every * (WEEK if repeat.weekly else 1)
    here = start + max(0, since - start) // length * length
    while True:
        for offset in offsets if repeat.weekly else (0,):
            day = here + offset
            # Ordinal 1 is a Monday.
            if day >= since and (repeat.weekly or not repeat.days or (day - 1) % WEEK in repeat.days):
                yield day
        here += length
