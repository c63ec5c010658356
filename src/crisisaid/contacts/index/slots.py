"""Index slots: opening hours as half hours of a day, one bit each, so that SQL can ask who is open at a moment."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from crisisaid.contacts.hours.rules import DAY
from crisisaid.contacts.hours.spans import union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.contacts.hours.spans import Spans
    from crisisaid.contacts.hours.text import Hours

    Bits = tuple[int, int]

SLOT = 30
SLOTS = DAY // SLOT
FULL = (1 << SLOTS) - 1
CYCLE = range(2001, 2029)
"""In 28 years every day of the year, the 29th of February too, falls on every weekday."""
HALF_A_YEAR = 183


def open_days(hours: Hours, closed: frozenset[int]) -> Iterator[tuple[str, Bits]]:
    """Which half hours are open wholly, and which wholly or in part, by the day they are of.

    A day is a weekday ("4"), a day of the year that falls on one ("12-25 4"), or a date ("2026-12-25"); the last of
    these that there is, counts. ``closed`` are dates by ``date.toordinal``.
    """
    named = _touched(hours)
    weekly = _usual_week(hours) if len(named) > HALF_A_YEAR else tuple(_of_week(hours, day) for day in range(7))
    for weekday, found in enumerate(weekly):
        yield str(weekday), found
    for month, day in sorted(named if len(named) <= HALF_A_YEAR else _whole_year()):
        for weekday in range(7):
            found = _of_day(hours, _falls_on(month, day, weekday), frozenset())
            if found != weekly[weekday]:
                yield f"{month:02}-{day:02} {weekday}", found
    for ordinal in sorted({later for one in closed for later in (one, one + 1)}):
        yield date.fromordinal(ordinal).isoformat(), _of_day(hours, ordinal, closed)


def open_anywhere(_: Hours, closed: frozenset[int]) -> Iterator[tuple[str, Bits]]:
    """The same by the clock of UTC for a line that never closes, nobody knows where.

    While a day on which it is closed is anywhere on earth, from 14 hours before to 12 hours after it, it is not open.
    """
    for weekday in range(7):
        yield str(weekday), (FULL, FULL)
    for ordinal in sorted({near for one in closed for near in (one - 1, one, one + 1)}):
        before, after = (SLOTS - 28 if ordinal + 1 in closed else SLOTS), (SLOTS - 24 if ordinal - 1 in closed else 0)
        bits = 0 if ordinal in closed else _run(after, before)
        yield date.fromordinal(ordinal).isoformat(), (bits, bits)


def keys_of(moment_day: date) -> tuple[str, str, str]:
    """The names a day goes by in the index, the most exact first."""
    weekday = moment_day.weekday()
    return f"{moment_day:%Y-%m-%d}", f"{moment_day:%m-%d} {weekday}", str(weekday)


def _touched(hours: Hours) -> set[tuple[int, int]]:
    """The days of the year that rules name, and those behind them, into which a night may run."""
    if not hours.dated:
        return set()
    dates = sorted(_whole_year())
    named = {place for place, (month, day) in enumerate(dates) if _is_named(hours, month * 100 + day)}
    behind = {dates[(place + step) % len(dates)] for place in named for step in (0, 1)}
    # The day behind the 28th of February is the 29th or the 1st of March.
    return behind | {(3, 1)} if (2, 29) in behind else behind


def _is_named(hours: Hours, day: int) -> bool:
    return any(rule.dates and any(rule.names(weekday, day) for weekday in range(7)) for rule in hours.rules)


@lru_cache(maxsize=1)
def _whole_year() -> frozenset[tuple[int, int]]:
    first = date(2004, 1, 1).toordinal()
    days = (date.fromordinal(first + number) for number in range(366))
    return frozenset((day.month, day.day) for day in days)


@lru_cache(maxsize=4096)
def _falls_on(month: int, day: int, weekday: int) -> int:
    """A date on which this day of the year falls on this weekday, by ``date.toordinal``."""
    years = (year for year in CYCLE if (month, day) != (2, 29) or year % 4 == 0)
    return next(found.toordinal() for year in years if (found := date(year, month, day)).weekday() == weekday)


def _usual_week(hours: Hours) -> tuple[Bits, ...]:
    """What most days of the year are like, by weekday: of a line with seasons, the longer one."""
    usual = []
    for weekday in range(7):
        found = [_of_day(hours, _falls_on(month, day, weekday), frozenset()) for month, day in sorted(_whole_year())]
        usual.append(max(dict.fromkeys(found), key=found.count))
    return tuple(usual)


def _of_week(hours: Hours, weekday: int) -> Bits:
    return _bits(hours.week[weekday], hours.week[weekday - 1])


def _of_day(hours: Hours, ordinal: int, closed: frozenset[int]) -> Bits:
    today, before = (() if day in closed else hours.begun_on(day) for day in (ordinal, ordinal - 1))
    return _bits(today, before)


@lru_cache(maxsize=8192)
def _bits(today: Spans, before: Spans) -> Bits:
    """The day's half hours from the spans that begin on it and those begun the day before (minutes from midnight)."""
    whole = partly = 0
    for start, end in union([today, ((start - DAY, end - DAY) for start, end in before)]):
        first, last = max(start, 0), min(end, DAY)
        if first < last:
            whole |= _run(-(-first // SLOT), last // SLOT)
            partly |= _run(first // SLOT, -(-last // SLOT))
    return whole, partly


def _run(first: int, last: int) -> int:
    """The bits from the first up to, not with, the last."""
    return ((1 << last) - 1) & ~((1 << first) - 1) if last > first else 0
