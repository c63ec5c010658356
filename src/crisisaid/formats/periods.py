"""Periods: spans of time in words, with what comes back every week said once."""

from __future__ import annotations

from datetime import datetime, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    Span = tuple[int, int]
    Shape = tuple[str, int, str]
    """From which time of the day, how many days on, until which time."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEK = 7
FEWEST = 3
"""Fewer than this are told one by one."""


def zone_of(timezone: str) -> tzinfo | None:
    """The time zone; without a name, that of this computer."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(timezone) if timezone else None


def moment(seconds: int, zone: tzinfo | None) -> str:
    """Fri 25 Dec 2026 02:30, with what the clock is ahead of UTC only where the same hour comes twice."""
    local = datetime.fromtimestamp(seconds, zone)
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}" + (f" {local:%Z}" if twice and zone else "")


def exactly(spans: Sequence[Span], zone: tzinfo | None) -> list[str]:
    """Every span on its own."""
    return [f"{moment(start, zone)} to {moment(end, zone)}" for start, end in spans]


def briefly(spans: Sequence[Span], zone: tzinfo | None) -> list[str]:
    """The same with what comes back on a day of the week said once, in the order in which each begins."""
    weekly: dict[Shape, dict[int, list[Span]]] = {}
    for span in spans:
        begin, end = (datetime.fromtimestamp(one, zone) for one in span)
        shape = f"{begin:%H:%M}", (end.date() - begin.date()).days, f"{end:%H:%M}"
        weekly.setdefault(shape, {}).setdefault(begin.weekday(), []).append(span)
    rows: list[tuple[int, str]] = []
    for shape, days in weekly.items():
        rows += _of_shape(shape, days, zone)
    return [row for _, row in sorted(rows)]


def _of_shape(shape: Shape, days: dict[int, list[Span]], zone: tzinfo | None) -> list[tuple[int, str]]:
    """One row for the days of the week on which it mostly is so, one for each on which it is now and then."""
    rows = []
    often = {day: spans for day, spans in days.items() if len(spans) >= FEWEST and shape[1] <= WEEK}
    mostly = {day: spans for day, spans in often.items() if 2 * len(spans) >= _weeks(spans, zone)}
    for day, spans in days.items():
        if day not in often:
            rows += [(span[0], row) for span, row in zip(spans, exactly(spans, zone), strict=True)]
        elif day not in mostly:
            said = f"on {len(spans)} of {_weeks(spans, zone)} {DAYS[day]}s {_hours(shape, [day])}"
            rows.append((spans[0][0], f"{said}, {_first_and_last(spans, zone)}"))
    if mostly:
        together = sorted(span for spans in mostly.values() for span in spans)
        weeks = sum(_weeks(spans, zone) for spans in mostly.values())
        times = f"{len(together)} times" if len(together) == weeks else f"{len(together)} of {weeks} times"
        said = f"every {_days(sorted(mostly))} {_hours(shape, sorted(mostly))}, {times}"
        rows.append((together[0][0], f"{said}, {_first_and_last(together, zone)}"))
    return rows


def _weeks(spans: Sequence[Span], zone: tzinfo | None) -> int:
    """From the first to the last, both counted."""
    first, last = (datetime.fromtimestamp(span[0], zone).date() for span in (spans[0], spans[-1]))
    return (last - first).days // WEEK + 1


def _hours(shape: Shape, days: Sequence[int]) -> str:
    begin, later, end = shape
    if not later:
        return f"{begin} to {end}"
    if len(days) == 1:
        return f"{begin} to {DAYS[(days[0] + later) % WEEK]} {end}"
    return f"{begin} to {end} on the next day" if later == 1 else f"{begin} to {end} {later} days later"


def _days(days: Sequence[int]) -> str:
    """ "day" for all seven, "Monday to Friday" for a row of them, else each."""
    if len(days) == WEEK:
        return "day"
    if len(days) >= FEWEST and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    names = [DAYS[day] for day in days]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _first_and_last(spans: Sequence[Span], zone: tzinfo | None) -> str:
    first, last = (datetime.fromtimestamp(span[0], zone) for span in (spans[0], spans[-1]))
    return f"first {first:%a} {first.day} {first:%b %Y}, last {last:%a} {last.day} {last:%b %Y}"


def lasting(spans: Sequence[Span]) -> str:
    """How long spans last together: 12 hours, 33 days."""
    length = timedelta(seconds=sum(end - start for start, end in spans))
    hours = round(length / timedelta(hours=1))
    if hours >= 48:
        return f"{round(length / timedelta(days=1)):,} days"
    if hours >= 2:
        return f"{hours} hours"
    minutes = max(1, round(length / timedelta(minutes=1)))
    return f"{minutes} minutes" if minutes > 1 else "1 minute"
