"""HSDS hours: schedules of other programs folded into one text of opening hours, and that text as schedules again."""

from __future__ import annotations

import re
from functools import lru_cache

from crisisaid.contacts.exchange.outside import words
from crisisaid.contacts.hours.rules import DAYS
from crisisaid.contacts.hours.text import read_hours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from crisisaid.contacts.hours.spans import Spans

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = 24 * 60
LAST_MINUTE = DAY - 1
TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?")
NOT_EVERY_WEEK = ("valid_to", "until", "count", "byweekno", "bymonthday", "byyearday")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHICH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}


def fold(rows: Sequence[Any], offsets: Sequence[float] = (), as_of: str = "") -> tuple[str, str]:
    """Hours as text and "", or "" and the words that are kept instead; both "" where nothing is said.

    ``offsets`` are those of the organisation's time zone through the year, in hours: a row in another offset is not
    folded. ``as_of`` is the day the record was checked: what begins later, or ends, is no standing week.
    """
    if not rows:
        return "", ""
    week: list[list[tuple[int, int]]] = [[] for _ in DAYS]
    for row in rows:
        days, span = _standing(row, offsets, as_of)
        if not days or not span:
            return "", told(rows)
        for day in days:
            week[day].append(span)
    return _written([tuple(sorted(set(spans))) for spans in week]), ""


def told(rows: Sequence[Any]) -> str:
    """What the rows say, in words for a person to read."""
    return "; ".join(dict.fromkeys(filter(None, (_told(row) for row in rows))))


@lru_cache(maxsize=64)
def offsets(timezone: str) -> tuple[float, ...]:
    """The offsets from UTC, in hours, that a time zone has in a year; none for what is no zone."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    try:
        zone = ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        return ()
    through = (datetime(2026, month, 1, 12, tzinfo=zone).utcoffset() for month in range(1, 13))
    return tuple(sorted({offset.total_seconds() / 3600 for offset in through if offset is not None}))


def _standing(row: Any, offsets: Sequence[float], as_of: str) -> tuple[tuple[int, ...], tuple[int, int] | None]:
    """The weekdays and the span of a row that holds every week; nothing for any other."""
    if not isinstance(row, dict) or row.get("freq") != "WEEKLY" or row.get("interval") not in (None, 1, "1"):
        return (), None
    if any(row.get(name) not in (None, "") for name in NOT_EVERY_WEEK):
        return (), None
    if any(words(row.get(name)) > as_of for name in ("valid_from", "dtstart")):
        return (), None
    zone = row.get("timezone")
    if offsets and isinstance(zone, int | float) and zone not in offsets:
        return (), None
    return _days(row.get("byday")), _span(row.get("opens_at"), row.get("closes_at"), offsets)


def _days(byday: object) -> tuple[int, ...]:
    named = re.split("[, ]+", words(byday).upper().strip(", "))
    return tuple(CODES.index(code) for code in named) if all(code in CODES for code in named) else ()


def _span(opens: object, closes: object, offsets: Sequence[float]) -> tuple[int, int] | None:
    start, end = _minutes(opens, offsets), _minutes(closes, offsets)
    if start is None or end is None or start == end or start >= DAY:
        return None
    end = DAY if end in (0, LAST_MINUTE) else end
    return (start, end) if end > start else (start, end + DAY)


def _minutes(written: object, offsets: Sequence[float]) -> int | None:
    found = TIME.fullmatch(words(written))
    if not found:
        return None
    hour, minute, zone = int(found[1]), int(found[2]), found[3]
    if minute > 59 or hour * 60 + minute > DAY:
        return None
    # A time with an offset of its own is only the time on the wall where that offset holds all year.
    if zone and set(offsets) != {_offset(zone)}:
        return None
    return hour * 60 + minute


def _offset(zone: str) -> float:
    if zone == "Z":
        return 0
    sign = -1 if zone[0] == "-" else 1
    return sign * (int(zone[1:3]) + int(zone[-2:]) / 60 * (len(zone) > 3))


def _written(week: Sequence[Spans]) -> str:
    """ "Mo-Fr 09:00-17:00; Sa 10:00-12:00", in the order of the days that come first."""
    if all(spans == ((0, DAY),) for spans in week):
        return "24/7"
    groups = dict.fromkeys(spans for spans in week if spans)
    return "; ".join(
        f"{_days_written([day for day, its in enumerate(week) if its == spans])} "
        + ",".join(f"{_time(start)}-{_time(end if end <= DAY else end - DAY)}" for start, end in spans)
        for spans in groups
    )


def _days_written(days: list[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(DAYS[run[0]] + (f"-{DAYS[run[-1]]}" if len(run) > 1 else "") for run in runs)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _told(row: Any) -> str:
    """A row in words: its own, else put together from its fields."""
    if not isinstance(row, dict):
        return ""
    own = words(row.get("description")) or words(row.get("notes"))
    times = "-".join(filter(None, (words(row.get("opens_at"))[:5], words(row.get("closes_at"))[:5])))
    return own or " ".join(filter(None, (_days_told(words(row.get("byday"))), _how_often(row), times)))


def _how_often(row: dict[str, Any]) -> str:
    unit = {"WEEKLY": "week", "MONTHLY": "month"}.get(words(row.get("freq")), "")
    times = words(row.get("interval")) or "1"
    return (f"every {unit}" if times == "1" else f"every {times} {unit}s") if unit else ""


def _days_told(byday: str) -> str:
    told = []
    for which, code in re.findall("([+-]?[0-9]?)([A-Z]{2})", byday):
        day = NAMES[CODES.index(code)] if code in CODES else code
        told.append(f"{WHICH.get(which.lstrip('+'), which)} {day}".strip())
    return ", ".join(told)


def schedules(hours: str) -> Iterable[dict[str, Any]]:
    """One row for each distinct span of the week, for other readers; none for hours with dates or no meaning."""
    read, _ = read_hours(hours) if hours else (None, "")
    if read is None or read.dated:
        return
    spans = dict.fromkeys(span for day in read.week for span in day)
    for start, end in spans:
        days = [code for code, its in zip(CODES, read.week, strict=True) if (start, end) in its]
        yield {
            "freq": "WEEKLY",
            "interval": 1,
            "byday": ",".join(days),
            "opens_at": _time(start),
            "closes_at": _time(LAST_MINUTE if end == DAY else end % DAY),
        }
