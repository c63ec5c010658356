"""Hours words: whether a contact is open, until when, and its week, as one person says it to another."""

from __future__ import annotations

from crisisaid.contacts.hours.opening import CLOSED, OPEN
from crisisaid.contacts.hours.zones import wall_clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from crisisaid.contacts.hours.opening import Opening
    from crisisaid.contacts.hours.rules import Rule
    from crisisaid.contacts.hours.spans import Spans
    from crisisaid.contacts.hours.text import Hours

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NOT_KNOWN = "not known whether they are open now"
DAY = 24 * 60
NAME_WIDTH = 11


def state_words(opening: Opening, at: float, timezone: str, here: str = "") -> str:
    """What an opening means at the moment it was asked for, in the contact's own time.

    ``here`` is the time zone of whoever reads it: where clocks there do not show the same, or it is "" (not known),
    the place whose time it is, is named. Times of day and days are those of the contact's zone.
    """
    if opening.state == OPEN:
        return f"open now, {_until(opening.until, at, timezone, here)}"
    if opening.state != CLOSED:
        return NOT_KNOWN
    if opening.until is None:
        return "closed now, and no next opening is known"
    wait = _wait(opening.until, at, timezone)
    clock = wall_clock(timezone)
    if clock is None:
        return f"closed now, opens {wait}"
    place = _place(opening.until, timezone, here)
    return f"closed now, opens {_day(opening.until, at, timezone)} {_time(opening.until, timezone)}{place} ({wait})"


def _until(until: int | None, at: float, timezone: str, here: str) -> str:
    if until is None:
        return "day and night"
    if not wall_clock(timezone):
        return f"for {_length(until - at)} more"
    last, now = _there(until - 1, timezone), _there(at, timezone)
    place = _place(until, timezone, here)
    midnight = _there(until, timezone).date() != last.date()
    if last.date() == now.date():
        return f"until {'midnight' if midnight else _time(until, timezone)}{place}"
    if (last.date() - now.date()).days == 1:
        return f"until {'midnight' if midnight else _time(until, timezone)} tomorrow{place}"
    return f"until {_day(until, at, timezone)} {_time(until, timezone)}{place}"


def _there(at: float, timezone: str) -> datetime:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.fromtimestamp(at, ZoneInfo(timezone))


def _time(at: float, timezone: str) -> str:
    return _there(at, timezone).strftime("%H:%M")


def _day(when: float, at: float, timezone: str) -> str:
    """The weekday, with the date where it is a week away or more: the same name would mean a nearer day."""
    then, now = _there(when, timezone), _there(at, timezone)
    name = WEEKDAYS[then.weekday()]
    days = (then.date() - now.date()).days
    if days < 7:
        return name
    year = f" {then.year}" if days > 300 else ""
    return f"{name} {then.day} {MONTHS[then.month - 1]}{year}"


def _wait(when: float, at: float, timezone: str) -> str:
    if when - at < 2 * DAY * 60 or not wall_clock(timezone):
        return f"in {_length(when - at)}"
    return f"in {(_there(when, timezone).date() - _there(at, timezone).date()).days} days"


def _length(seconds: float) -> str:
    """Minutes, rounded up, so that nobody is told too short a wait; days from two days on."""
    minutes = -int(-seconds // 60)
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return f"{hours // 24} days"
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def _place(when: float, timezone: str, here: str) -> str:
    if wall_clock(here) and _there(when, timezone).utcoffset() == _there(when, here).utcoffset():
        return ""
    return ", UTC" if timezone in ("UTC", "Etc/UTC") else f", time in {city(timezone)}"


def city(timezone: str) -> str:
    """The place a time zone is named after: "Europe/London" is London."""
    return timezone.rpartition("/")[2].replace("_", " ")


def week_table(hours: Hours) -> tuple[str, ...]:
    """Seven lines, Monday to Sunday, as the weeks without a date of their own are: a person sees mistakes in them."""
    days = enumerate(zip(WEEKDAYS, hours.week, strict=True))
    return tuple(f"{name:{NAME_WIDTH}}{_spans(spans, weekday)}" for weekday, (name, spans) in days)


def dates_table(hours: Hours) -> tuple[str, ...]:
    """A line for each rule about dates, in order; where two name the same day the later one counts."""
    return tuple(f"{_named(rule)}: {_spans(rule.spans, -1)}" for rule in hours.rules if rule.dates)


def _spans(spans: Spans, weekday: int) -> str:
    if spans == ((0, DAY),):
        return "day and night"
    return ", ".join(f"{_minute(start)} to {_end(end, weekday)}" for start, end in spans) or "closed"


def _end(minutes: int, weekday: int) -> str:
    if minutes <= DAY:
        return "midnight" if minutes == DAY else _minute(minutes)
    return f"{_minute(minutes - DAY)} ({WEEKDAYS[(weekday + 1) % 7] if weekday >= 0 else 'the day after'})"


def _minute(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _named(rule: Rule) -> str:
    dates = ", ".join(_dates(first, last) for first, last in rule.dates)
    days = ", ".join(WEEKDAYS[day] for day in rule.weekdays)
    return f"{dates}, on {days}" if days else dates


def _dates(first: int, last: int) -> str:
    """ "25 December", "24 to 26 December", "24 December to 2 January", "January to March", with months x 100 + day."""
    month, day, to_month, to_day = *divmod(first, 100), *divmod(last, 100)
    if (day, to_day) == (1, 31):
        return MONTHS[month - 1] if month == to_month else f"{MONTHS[month - 1]} to {MONTHS[to_month - 1]}"
    if first == last:
        return f"{day} {MONTHS[month - 1]}"
    begin = str(day) if month == to_month else f"{day} {MONTHS[month - 1]}"
    return f"{begin} to {to_day} {MONTHS[to_month - 1]}"
