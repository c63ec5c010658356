"""Hours faults: one sentence about hours that cannot be read, with the piece at fault and what to write instead."""

from __future__ import annotations

import re

from crisisaid.contacts.hours.mending import mended
from crisisaid.contacts.hours.rules import (
    DATES_WRITTEN,
    DAYS_WRITTEN,
    RULE_WRITTEN,
    TIMES_WRITTEN,
    ImpossibleHours,
)
from crisisaid.contacts.hours.strict import LONGEST

LONGEST_SHOWN = 60
NOT_IN_THE_SUBSET = (
    (
        r"\b[PS]H\b(?: off| closed)?",
        "no list of holidays is kept here; write the days it is closed on in 'closed_on', as 2026-12-25",
    ),
    (r"\b(?:sunrise|sunset|dawn|dusk)\b", "hours by the sun are not read; write the time by the clock, as 09:00"),
    (r"\beaster\b", "a day that moves is not read; write it in 'closed_on', as 2026-04-05"),
    (r"\bweek ?[0-9]\S*", "week numbers are not read; write months or dates, as Jan-Mar or Dec 24-26"),
    (r"\|\|", "hours in reserve are not read; write one rule a day, with ; between the rules"),
    (r'"[^"]*"?', "words in hours are not read; write them in 'note'"),
    (r"\([^)]*\)?", "words in hours are not read; write them in 'note'"),
    (r"\S*\[[^]]*\]?", "the first, second or last such day of a month is not read; write the days it is open as dates"),
    (r"\S*\+", "an open end is not read; write the time it surely closes"),
    (r"\S*/\d+\b(?<!24/7)", "every so many hours or days is not read; write each of them"),
    (r"\b(?:19|20)[0-9]{2}\b", "a year is not read; write the days of one year in 'closed_on', as 2026-12-25"),
    (r"\bunknown\b", "hours that are not known are left out; write no 'hours' at all"),
)
_MONTHS_SAID = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
SLIPS = (
    (r"24/7", "it stands alone; behind days or dates write 00:00-24:00"),
    (r"\S*[\u2010-\u2015\u2212]\S*", "its dash is a long one; write -"),
    (r"\S+ +- *\S+|\S+- +\S+", "there are no spaces around -"),
    (r"\S*[a-z]:", "no : stands behind days or months"),
    (
        rf"\b[0-9]{{1,2}}(?:st|nd|rd|th)?(?:-[0-9]{{1,2}}(?:st|nd|rd|th)?)? {_MONTHS_SAID}",
        "the month comes first, as Dec 25",
    ),
)
COMMA_SLIP = r"\S+, +\S+|\S+ +,\S*"
CAPITALS = "days are written Mo Tu We Th Fr Sa Su"
TIMES = "a time has two digits for the hour and two for the minutes, as 09:00-17:00"
DAY_NAMES = "mo|tu|we|th|fr|sa|su"
NO_WORD = "it is no day and no time"
HOW = "write days, then times, as Mo-Fr 09:00-17:00"


def fault(text: str, impossible: ImpossibleHours) -> str:
    """What is wrong with the hours, and the corrected text where only one can be meant."""
    piece, said = (impossible.piece, impossible.said) if impossible.said else _outside(text, impossible.piece)
    if len(text) > LONGEST:
        return f"{_shown(text)} in the hours {impossible.verb}: {said}."
    right = mended(text)
    instead = f" If that is what is meant, write: {right}" if right else _without_holidays(text)
    return f"{_shown(piece)} in the hours {impossible.verb}: {said}.{instead}"


def _shown(piece: str) -> str:
    return repr(piece if len(piece) <= LONGEST_SHOWN else piece[:LONGEST_SHOWN] + "...")


def _outside(text: str, rule: str) -> tuple[str, str]:
    """The first piece that is not of the written form, and what to do about it."""
    if not text.strip():
        return text, "they are empty; leave 'hours' out where they are not known"
    for pattern, said in NOT_IN_THE_SUBSET:
        found = re.search(pattern, text, re.ASCII | re.IGNORECASE)
        if found:
            return found[0], said
    if not rule.strip():
        return text, "there is a ; with nothing before or after it"
    return _odd_piece(rule)


def _odd_piece(rule: str) -> tuple[str, str]:
    """Which piece of a rule is no day, date or time; the whole rule where each is, but not in this order."""
    for pattern, said in SLIPS:
        found = re.search(pattern, rule, re.IGNORECASE)
        if found:
            return found[0], said
    for piece in re.sub(DATES_WRITTEN, " ", rule).split():
        bare = piece.strip(",") or piece
        if re.fullmatch(f"{DAYS_WRITTEN}|{TIMES_WRITTEN}|off|closed|,", bare):
            continue
        if re.search("[0-9]", bare):
            return bare, TIMES
        return bare, CAPITALS if re.match(DAY_NAMES, bare.casefold()) else f"{NO_WORD}; {HOW}"
    spaced = re.search(COMMA_SLIP, rule)
    if spaced:
        return spaced[0].strip(","), "there are no spaces around a comma"
    if re.fullmatch(RULE_WRITTEN, f"{rule} off"):
        return rule, "it has no times; 00:00-24:00 is day and night"
    return rule, "days come first, then times, and ; stands between two rules"


def _without_holidays(text: str) -> str:
    """What is left where "PH off" is the only thing at fault; its days have to be named elsewhere."""
    parts = re.split(" *; *", text)
    rest = "; ".join(part for part in parts if not re.fullmatch("(?:PH|SH|PH,SH) (?:off|closed)", part))
    right = mended(rest) if rest and rest != text else ""
    return f" If that is what is meant, write: {right} and name the holidays in 'closed_on'." if right else ""
