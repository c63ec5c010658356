"""Hours rules: the spans of the day a contact is open, by weekday and date; one rule read from its strict form."""

from __future__ import annotations

import re

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.contacts.hours.spans import Spans

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAY_AND_NIGHT = "24/7"
DAY = 24 * 60
LATEST_END = 26 * 60
"""As far as a span may be written past midnight (26:00 is 02:00 of the next day); later ends are written overnight."""

_DAY = f"(?:{'|'.join(DAYS)})"
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DATE = rf"{_MONTH}(?: [0-9]{{1,2}}(?:-(?:{_MONTH} )?[0-9]{{1,2}})?|-{_MONTH})?"
_TIMES = "[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}"
DAYS_WRITTEN = rf"{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*"
DATES_WRITTEN = rf"{_DATE}(?:,{_DATE})*"
TIMES_WRITTEN = rf"{_TIMES}(?:,{_TIMES})*"
RULE_WRITTEN = rf"(?:({DATES_WRITTEN}) )?(?:({DAYS_WRITTEN}) )?({TIMES_WRITTEN}|off|closed)"


class ImpossibleHours(ValueError):
    """Hours cannot be read: the piece at fault, and what is wrong with it ("": it is not of the written form)."""

    def __init__(self, piece: str, said: str, verb: str = "cannot be read") -> None:
        super().__init__(said)
        self.piece, self.said, self.verb = piece, said, verb


class Rule(Record):
    """The spans of the days it names: weekdays (0 is Monday) and dates (month x 100 + day, first and last).

    Empty ``weekdays`` or ``dates`` mean every one. Spans are minutes from that day's midnight and may run past 24:00;
    no spans mean closed all day.
    """

    weekdays: tuple[int, ...]
    dates: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int], ...]

    def names(self, weekday: int, date: int) -> bool:
        """Whether this rule is about a day; ``date`` is month x 100 + day."""
        if self.weekdays and weekday not in self.weekdays:
            return False
        return not self.dates or any(
            first <= date <= last if first <= last else date >= first or date <= last for first, last in self.dates
        )

    def days(self) -> set[int]:
        """The days of the year it names (month x 100 + day)."""
        year = (month * 100 + day for month, days in enumerate(DAYS_OF_MONTH, 1) for day in range(1, days + 1))
        return {date for date in year if self.names(self.weekdays[0] if self.weekdays else 0, date)}


class Hours(Record):
    """Opening hours as read: rules in order, of which the last that names a day alone says what it is like.

    ``week`` is what the rules without dates make of Monday to Sunday, ``dated`` whether any rule names dates,
    ``always`` whether it is never closed.
    """

    text: str
    rules: tuple[Rule, ...]
    week: tuple[tuple[tuple[int, int], ...], ...]
    dated: bool
    always: bool

    def begun_on(self, ordinal: int) -> Spans:
        """The spans that begin on a day (``date.toordinal``), in minutes from its midnight."""
        weekday = (ordinal - 1) % 7
        if not self.dated:
            return self.week[weekday]
        from datetime import date

        day = date.fromordinal(ordinal)
        return spans_of(self.rules, weekday, day.month * 100 + day.day)


def spans_of(rules: tuple[Rule, ...], weekday: int, date: int) -> Spans:
    """What the last rule that names a day says of it; a day nobody names is closed."""
    for rule in reversed(rules):
        if rule.names(weekday, date):
            return rule.spans
    return ()


def fills_the_day(spans: Spans) -> bool:
    """Whether spans leave no minute of their own day out."""
    at = 0
    for start, end in spans:
        if start > at:
            return False
        at = max(at, end)
    return at >= DAY


def read_rule(part: str) -> Rule:
    """One rule in the strict form. Raises ImpossibleHours for anything else."""
    if part == DAY_AND_NIGHT:
        return Rule((), (), ((0, DAY),))
    written = re.fullmatch(RULE_WRITTEN, part, re.ASCII)
    if not written:
        raise ImpossibleHours(part, "")
    dates, days, times = written.groups()
    return Rule(
        tuple(sorted({day for piece in _pieces(days) for day in weekdays(piece)})),
        tuple(_dates(piece) for piece in _pieces(dates)),
        () if times in ("off", "closed") else tuple(sorted(_span(piece) for piece in _pieces(times))),
    )


def _pieces(written: str | None) -> list[str]:
    return written.split(",") if written else []


def weekdays(piece: str) -> tuple[int, ...]:
    """The weekdays of "Mo" or "Fr-Mo", 0 for Monday."""
    first, _, last = piece.partition("-")
    start, end = DAYS.index(first), DAYS.index(last or first)
    return tuple(day % 7 for day in range(start, end + 1 + (7 if end < start else 0)))


def _dates(piece: str) -> tuple[int, int]:
    """ "Dec", "Jan-Mar", "Dec 25", "Dec 24-26" or "Dec 24-Jan 2", as first and last day (month x 100 + day)."""
    words = re.findall("[A-Za-z]+|[0-9]+", piece)
    months = [MONTHS.index(word) + 1 for word in words if word in MONTHS]
    days = [int(word) for word in words if word not in MONTHS]
    first, last = months[0], months[-1]
    if not days:
        return first * 100 + 1, last * 100 + 31
    for month, day in ((first, days[0]), (last, days[-1])):
        if not 1 <= day <= DAYS_OF_MONTH[month - 1]:
            raise ImpossibleHours(piece, f"there is no {MONTHS[month - 1]} {day}")
    if first == last and days[-1] < days[0]:
        raise ImpossibleHours(piece, "the last day comes before the first")
    return first * 100 + days[0], last * 100 + days[-1]


def _span(piece: str) -> tuple[int, int]:
    hours, minutes, to_hours, to_minutes = (int(number) for number in re.findall("[0-9]{2}", piece))
    start, end = hours * 60 + minutes, to_hours * 60 + to_minutes
    if minutes > 59 or to_minutes > 59:
        raise ImpossibleHours(piece, "an hour has minutes 00 to 59")
    if start >= DAY:
        raise ImpossibleHours(piece, "nothing begins after 23:59")
    if end > LATEST_END:
        raise ImpossibleHours(piece, "an end is at most 26:00, which is 02:00 of the next day")
    if start == end:
        raise ImpossibleHours(piece, "it begins and ends at the same time; a whole day is 00:00-24:00")
    return start, end if end > start else end + DAY
