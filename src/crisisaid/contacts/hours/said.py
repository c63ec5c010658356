"""Hours as people say them: days, months, times and small words, each as a letter and what it stands for."""

from __future__ import annotations

import re

from crisisaid.contacts.hours.rules import DAYS, MONTHS

DAY, MONTH, NUMBER, ALL_DAY, OFF, TO, AND = "DMNAO-,"

_DAY_NAMES = (
    "mondays monday mon mo",
    "tuesdays tuesday tues tue tu",
    "wednesdays wednesday weds wed we",
    "thursdays thursday thurs thur thu th",
    "fridays friday fri fr",
    "saturdays saturday sat sa",
    "sundays sunday sun su",
)
_MONTH_NAMES = (
    *("january jan", "february febr feb", "march mar", "april apr", "may", "june jun", "july jul"),
    *("august aug", "september sept sep", "october oct", "november nov", "december dec"),
)
_SEVERAL_DAYS = {
    "Mo-Fr": "weekdays weekday workdays",
    "Sa-Su": "weekends weekend",
    "Mo-Su": "daily everyday",
}
_SMALL_WORDS = {
    TO: "to until till til through thru",
    AND: "and &",
    OFF: "off closed shut",
}
_NOISE = ("from", "open", "opening", "hours", "hrs", "uhr", "at", "on", "the", "between", "of", "o'clock", "h")
_DASHES = r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_PHRASES = (
    (_DASHES, "-"),
    (r"[\s\u00a0]*[\n\r|][\s\u00a0]*", ";"),
    (r"[\s\u00a0]+", " "),
    (r"\b([ap])\.? ?m\b\.?", r"\1m"),
    (r"\b(?:seven|7) days(?: (?:a|per) week)?", " daily "),
    (r"\bevery day\b|\beach day\b|\ball week\b", " daily "),
    (r"\ball day(?: long)?(?: and (?:all )?night)?\b|\b(?:day and night|(?:a|rou)round the clock)\b", " allday "),
    (r"\b24 ?(?:hours|hour|hrs|hr|h)\b(?: (?:a|per) day)?", " allday "),
    (r"\b24 ?[/x] ?7(?: ?[/x] ?365)?\b|\balways\b", " allday "),
    (r" allday +,? *daily ", " allday "),
    (r"\b(?:12 ?)?(?:noon|midday)\b", "12pm"),
    (r"\b(?:12 ?)?midnight\b", "12am"),
)
_NUMBER = r"[0-9]{1,2}(?:[:.h][0-9]{2}|h(?![a-z]))?(?: ?[ap]m)?(?![0-9a-z:])|[0-9]{4}(?![0-9a-z:])"
_WORD = (
    rf" *(?:(?P<number>{_NUMBER})|(?P<day_of_month>[0-9]{{1,2}})(?:st|nd|rd|th)\b"
    r"|(?P<word>[a-z&'][a-z']*)\.?|(?P<sign>[-,;])|:|\.(?= |$)) *"
)


class NotClear(ValueError):
    """What is written may mean more than one thing, or has a piece nobody can place."""


def _words() -> dict[str, tuple[str, str]]:
    """Each known word with its letter and what it is in the strict form."""
    known: dict[str, tuple[str, str]] = {"allday": (ALL_DAY, "00:00-24:00")}
    tables = (
        (DAY, zip(DAYS, _DAY_NAMES, strict=True)),
        (MONTH, zip(MONTHS, _MONTH_NAMES, strict=True)),
        (DAY, _SEVERAL_DAYS.items()),
    )
    for letter, table in tables:
        known |= {name: (letter, short) for short, names in table for name in names.split()}
    for letter, names in _SMALL_WORDS.items():
        known |= dict.fromkeys(names.split(), (letter, "off" if letter == OFF else letter))
    return known


def said(text: str) -> tuple[str, tuple[str, ...]]:
    """One letter a word, and the words. Raises NotClear at anything that is none of them."""
    plain = text.casefold()
    for pattern, instead in _PHRASES:
        plain = re.sub(pattern, instead, plain)
    known, word_at = _words(), re.compile(_WORD)
    letters, words = [], []
    at = 0
    while at < len(plain):
        found = word_at.match(plain, at)
        if not found or found.end() == at:
            raise NotClear
        at = found.end()
        word = found["word"] or ""
        if found["number"] or found["day_of_month"]:
            letters.append(NUMBER)
            words.append(found["number"] or found["day_of_month"])
        elif found["sign"] or word in known:
            letter, meant = known.get(word, (found["sign"], found["sign"]))
            letters.append(letter)
            words.append(meant)
        elif word and word not in _NOISE:
            raise NotClear
    return "".join(letters), tuple(words)
