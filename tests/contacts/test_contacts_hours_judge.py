"""Opening hours judged by another program: opening-hours-py reads the same text, over every minute of a leap year.

The two agree but for the Saturday night of contacts.md and docs/opening-hours.md: a span that runs past midnight into a
day with another rule. Here it runs on to its end, as whoever works that night would say (RUNS_ON). Over there the rule
of the new day takes the place of those early hours too; and where a later rule took the place of a whole day, the night
that was to begin on it comes back after midnight although its evening does not take place (COMES_BACK).
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from opening_hours import OpeningHours

from crisisaid.contacts.hours.opening import open_spans, opening
from crisisaid.contacts.hours.rules import DAYS, MONTHS, Rule
from crisisaid.contacts.hours.spans import subtract, total, union
from crisisaid.contacts.hours.text import Hours, read_hours
from crisisaid.model.contact import Contact

if TYPE_CHECKING:
    from crisisaid.contacts.hours.spans import Spans

SEED = 20261225
CONTACT = Contact("example-line", "Example line", "local", "GB", phone="020 7946 0000", timezone="UTC")
START, END = datetime(2028, 1, 1), datetime(2029, 1, 1)
ONE_DAY = timedelta(days=1)
DAYS_OF_YEAR = [START + day * ONE_DAY for day in range(366)]
FROM, TO = int(START.replace(tzinfo=UTC).timestamp()), int(END.replace(tzinfo=UTC).timestamp())
BY_HAND = (
    "24/7", "off", "Mo-Fr 09:00-17:00", "Mo-Su 09:00-17:00", "09:00-17:00", "Fr-Mo 10:00-12:00", "Sa-Su 10:00-18:00",
    "Mo,We,Fr 18:00-21:00", "Tu,Th 18:00-20:30", "Mo-We,Sa 09:00-12:00", "Mo-Fr 09:00-12:00,14:00-17:00",
    "Mo-Fr 09:00-12:00,13:00-15:00,18:00-22:00", "Mo-Su 21:00-06:00", "Mo-Su 19:00-07:00", "Mo-Su 15:30-00:30",
    "Mo-Su 17:00-24:00", "Mo-Su 14:00-06:00", "Mo-Su 18:00-00:00", "Mo-Su 20:00-26:00", "Fr 22:00-26:00",
    "Sa 23:30-25:15", "Fr-Sa 21:00-03:00", "Su 22:00-04:00", "Mo 00:00-24:00", "Mo-Fr 00:00-24:00",
    "Mo-Fr 14:00-22:00; Sa-Su 10:00-18:00", "Mo-Fr 09:00-21:00; Sa 10:00-16:00", "Mo-Fr 09:00-21:00; Sa off",
    "Mo-Su 09:00-17:00; We off", "Mo-Su 09:00-17:00; We closed", "Mo-Fr 09:00-17:00; We 13:00-20:00",
    "Su-Th 11:00-23:00; Fr-Sa 11:00-03:00", "Mo-Su 21:00-06:00; Su off", "Mo-Su 21:00-06:00; Dec 25 off",
    "24/7; Dec 25 off", "24/7; Feb 29 off", "24/7; Dec 24-26 off", "24/7; Su off", "Mo-Fr 09:00-17:00; Feb 29 off",
    "Mo-Su 09:00-17:00; Dec 24-26 off", "Mo-Su 09:00-17:00; Dec 24-Jan 2 off", "Mo-Su 09:00-17:00; Dec 25,Jan 1 off",
    "Mo-Su 09:00-17:00; Aug off", "Mo-Su 09:00-17:00; Jul-Aug 10:00-14:00", "Jan-Mar Mo-Fr 09:00-17:00",
    "Nov-Feb Mo-Fr 09:00-17:00", "Oct-Mar 16:00-08:00; Apr-Sep 20:00-06:00", "Dec 24 09:00-12:00",
    "Dec Mo-Fr 08:00-20:00", "Mo-Fr 09:00-17:00; Dec 24 09:00-12:00; Dec 25-26 off", "Feb 29 10:00-12:00",
    "Mo-Su 10:00-16:00; Feb 25-29 12:00-14:00", "Mo-Su off; Jan-Mar Mo 10:00-12:00", "Jan,Mar,May Sa 10:00-12:00",
    "Mo-Fr 09:00-17:00; Dec 31 Mo-Fr 09:00-12:00", "Mo-Th 08:00-18:00; Fr 08:00-16:00; Sa 09:00-13:00; Su off",
    "Tu 18:00-21:00; Th 18:00-21:00", "Mo-Fr 22:00-06:00; Sa-Su 20:00-08:00", "Mo 09:00-12:00,11:00-14:00",
    "Mo-Su 00:00-06:00,22:00-24:00", "Mo-Su 08:00-20:00,20:00-08:00", "Jan 1 off; Jan 2-Dec 31 09:00-10:00",
)  # fmt: skip


def generated(dice: random.Random) -> str:
    """Days and times, most often one more rule for some days, and at times a rule about dates."""
    rules = [f"{some_days(dice)} {some_spans(dice)}"]
    if dice.random() < 0.6:
        rules.append(f"{some_days(dice)} {some_spans(dice) if dice.random() < 0.6 else 'off'}")
    if dice.random() < 0.5:
        rules.append(f"{some_dates(dice)} {some_spans(dice) if dice.random() < 0.4 else 'off'}")
    return "; ".join(rules)


def some_days(dice: random.Random) -> str:
    first, last = dice.sample(DAYS, 2)
    return dice.choice(["Mo-Su", "Mo-Fr", first, f"{first}-{last}", f"{first},{last}"])


def some_dates(dice: random.Random) -> str:
    month, other = dice.sample(MONTHS, 2)
    day = dice.randint(1, 20)
    return dice.choice(
        [month, f"{month}-{other}", f"{month} {day}", f"{month} {day}-{day + 8}", f"{month} 28-{other} {day}"]
    )


def some_spans(dice: random.Random) -> str:
    hours = sorted(dice.sample(range(24), 4))
    minutes = [dice.choice((0, 0, 15, 30, 59)) for _ in hours]
    a, b, c, d = (f"{hour:02}:{minute:02}" for hour, minute in zip(hours, minutes, strict=True))
    return dice.choice([f"{a}-{b}", f"{a}-{b},{c}-{d}", f"{d}-{a}", f"{a}-{b},{d}-{a}", f"{c}-24:00", f"{d}-25:30"])


def expressions() -> tuple[str, ...]:
    dice = random.Random(SEED)
    made = (generated(dice) for _ in range(160))
    return tuple(dict.fromkeys([*BY_HAND, *(text for text in made if read_hours(text)[0])]))


def judged(text: str) -> Spans:
    """The open spans of the year as the other program sees them, in epoch seconds."""
    found = OpeningHours(text).intervals(START, END)
    return union(
        [(seconds(begin), min(TO, seconds(end) if end else TO))]
        for begin, end, state, *_ in found
        if str(state) == "open"
    )


def seconds(moment: datetime) -> int:
    return int(moment.replace(tzinfo=UTC).timestamp())


def named(hours: Hours, day: datetime) -> list[Rule]:
    """The rules that name a day; the last of them counts."""
    return [rule for rule in hours.rules if rule.names(day.weekday(), day.month * 100 + day.day)]


def past_midnight(rules: list[Rule]) -> int:
    """How many minutes of the next day the spans of these rules reach into."""
    return max((end - 24 * 60 for rule in rules for _, end in rule.spans), default=0)


def early_hours(minutes: list[tuple[datetime, int]]) -> Spans:
    return union([(seconds(day), seconds(day) + length * 60)] for day, length in minutes if length > 0)


def runs_on(hours: Hours) -> Spans:
    """RUNS_ON: early hours of a day that another rule names than the one whose night runs into it.

    Also those of a night whose place a replaced one takes as it comes back.
    """
    nights = ((day, named(hours, day - ONE_DAY), named(hours, day)[-1:]) for day in DAYS_OF_YEAR)
    return early_hours(
        [
            (day, past_midnight(before[-1:]))
            for day, before, now in nights
            if (now and now != before[-1:]) or past_midnight(before[:-1])
        ]
    )


def comes_back(hours: Hours) -> Spans:
    """COMES_BACK: early hours after a day on which a later rule took the place of one that runs past midnight."""
    return early_hours([(day, past_midnight(named(hours, day - ONE_DAY)[:-1])) for day in DAYS_OF_YEAR])


def ours(text: str) -> Spans:
    spans = open_spans(CONTACT.but(hours=text), FROM, TO)
    assert spans is not None
    return spans


EXPRESSIONS = expressions()


def test_there_are_enough() -> None:
    assert len(EXPRESSIONS) >= 150


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_agrees_on_every_minute_but_for_the_named_case(text: str) -> None:
    hours, fault = read_hours(text)
    assert hours, fault
    mine, theirs = ours(text), judged(text)
    assert subtract(subtract(mine, theirs), runs_on(hours)) == ()
    assert subtract(subtract(theirs, mine), comes_back(hours)) == ()


def test_how_often_the_named_case_arises() -> None:
    """A figure that moves says that either program reads hours otherwise than when this was written."""
    runs, comes = {}, {}
    for text in EXPRESSIONS:
        mine, theirs = ours(text), judged(text)
        runs[text] = total(subtract(mine, theirs)) // 60
        comes[text] = total(subtract(theirs, mine)) // 60
    assert runs["Su-Th 11:00-23:00; Fr-Sa 11:00-03:00"] == 53 * 3 * 60
    assert runs["Mo-Su 21:00-06:00; Dec 25 off"] == comes["Mo-Su 21:00-06:00; Dec 25 off"] == 6 * 60
    differing = [text for text in EXPRESSIONS if runs[text] or comes[text]]
    assert (len(EXPRESSIONS), len(differing), sum(runs.values()), sum(comes.values())) == (177, 55, 428_187, 268_452)
    assert all(past_midnight(list(hours.rules)) > 0 for text in differing if (hours := read_hours(text)[0]))


def test_one_minute_asked_alone_says_the_same() -> None:
    dice = random.Random(SEED)
    for text in EXPRESSIONS:
        contact, spans = CONTACT.but(hours=text), ours(text)
        for at in (dice.randrange(FROM, TO, 60) for _ in range(40)):
            is_open = any(start <= at < end for start, end in spans)
            assert opening(contact, at).state == ("open" if is_open else "closed"), (text, at)
