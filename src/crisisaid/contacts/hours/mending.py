"""Mending hours: opening hours as a person wrote them, turned into the form that is read, where one is meant."""

from __future__ import annotations

import re

from crisisaid.contacts.hours.rules import DAY_AND_NIGHT, DAYS, ImpossibleHours, read_rule, weekdays
from crisisaid.contacts.hours.said import NotClear, said
from crisisaid.contacts.hours.strict import LONGEST, strict_hours
from crisisaid.contacts.hours.times import span_written

WHOLE_WEEK = ("00:00-24:00", "Mo-Su 00:00-24:00")
_DATE = "(?:M(?:N(?:-M?N)?|-M)?|N(?:-N)?M)"
_DATES = f"(?:{_DATE}(?:,{_DATE})*)"
_DAYS = "(?:D(?:-D)?(?:,D(?:-D)?)*)"
_TIMES = "(?:A|O|N-N(?:,?N-N)*)"
_RULE = f"(?P<dates>{_DATES})?,?(?P<days>{_DAYS})?,?(?P<times>{_TIMES})[,;]*"
_CLOSED = f"O(?P<dates>{_DATES})?,?(?P<days>{_DAYS})?(?P<times>)[,;]*(?=$|[DMO])"
_TIMES_FIRST = f"(?P<dates>)(?P<times>{_TIMES}),?(?P<days>{_DAYS})"


def mended(text: str) -> str:
    """The text in the strict form; "" where more than one thing may be meant, or something would be lost."""
    if readable(text):
        return text
    if len(text) > LONGEST:
        return ""
    try:
        rules = _rules(*said(text))
        ordered = sorted(rules, key=_breadth)
    except (NotClear, ImpossibleHours):
        return ""
    tries = ("; ".join(rules), "; ".join(ordered))
    return next((written for written in tries if readable(written)), "")


def _breadth(written: str) -> tuple[int, int]:
    """Rules for every week before dates, and those for more days before those for fewer: the later is the exception."""
    rule = read_rule(written)
    return -len(rule.days()) if rule.dates else -1000, -len(rule.weekdays or range(7))


def readable(text: str) -> bool:
    """Whether it is in the strict form."""
    try:
        strict_hours(text)
    except ImpossibleHours:
        return False
    return True


def _rules(letters: str, words: tuple[str, ...]) -> list[str]:
    """The rules in the strict form, in order. Raises NotClear where letters are left that make none."""
    written: list[str] = []
    named: set[str] = set()
    closed, rule = re.compile(_CLOSED), re.compile(_RULE)
    at, apart = 0, True
    while at < len(letters):
        found = re.fullmatch(_TIMES_FIRST, letters) or closed.match(letters, at) or rule.match(letters, at)
        if not found:
            raise NotClear
        at = found.end()
        dates, days, times = (_part(words, found.span(name)) for name in ("dates", "days", "times"))
        piece = [_dates(dates), "".join(days), _times(times)]
        here = _named(piece[1])
        # OSM adds what follows a comma to the rule before it; what follows a semicolon takes its place.
        if written and not apart and (not (dates or days) or (named & here and piece[2] != "off" and not dates)):
            raise NotClear
        whole = " ".join(part for part in piece if part)
        written.append(DAY_AND_NIGHT if whole in WHOLE_WEEK else whole)
        named |= here
        apart = ";" in letters[found.start() : at]
    return written


def _part(words: tuple[str, ...], span: tuple[int, int]) -> tuple[str, ...]:
    return words[slice(*span)] if span[0] >= 0 else ()


def _named(days: str) -> set[str]:
    """The days a list of days names; none means every one."""
    return {DAYS[day] for piece in days.split(",") for day in weekdays(piece)} if days else set(DAYS)


def _times(words: tuple[str, ...]) -> str:
    """ "off", the whole day, or the spans; nothing is what is closed ("closed Sundays")."""
    if len(words) < 2:
        return words[0] if words else "off"
    numbers = [word for word in words if word[0].isdigit()]
    return ",".join(span_written(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True))


def _dates(words: tuple[str, ...]) -> str:
    """ "Dec 25", "Dec 24-26", "Dec 24-Jan 2", "Jan-Mar", also where the day was said before the month."""
    items = " ".join(words).split(" , ")
    return ",".join(_date(item) for item in items) if words else ""


def _date(item: str) -> str:
    first = re.sub(r"^([0-9]+(?: - [0-9]+)?) ([A-Z][a-z]{2})$", r"\2 \1", item)
    if not re.fullmatch(r"[A-Z][a-z]{2}(?: [0-9]{1,2})?(?: - (?:[A-Z][a-z]{2})?(?: ?[0-9]{1,2})?)?", first):
        raise NotClear
    return first.replace(" - ", "-")
