"""Open now, next opening and spans say the same as a walk through the minutes, in four zones, clock changes and all."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisaid.contacts.hours.opening import LOOK_AHEAD, open_spans, opening
from crisisaid.contacts.hours.text import read_hours
from crisisaid.model.contact import Contact

if TYPE_CHECKING:
    from crisisaid.contacts.hours.text import Hours

SEED = 20261225
MINUTE, DAY = 60, 86400
ZONES = ("Europe/London", "Australia/Sydney", "America/New_York", "Asia/Kathmandu")
CONTACT = Contact("example-line", "Example line", "local", "GB", phone="020 7946 0000")
TEXTS = (
    "Mo-Fr 09:00-17:00",
    "Mo-Su 22:00-06:00",
    "Su-Th 11:00-23:00; Fr-Sa 11:00-03:00",
    "Mo-Su 01:30-02:15,02:45-05:00; Tu off",
    "Mo-Su 21:00-06:00; Oct 24-26 off; Mar 29 10:00-12:00",
    "Mo-Fr 20:00-26:00; Sa-Su 00:00-24:00",
    "24/7; Feb 29 off",
)
WEEKS = ("2026-03-05", "2026-03-26", "2026-04-02", "2026-10-01", "2026-10-22", "2026-10-29", "2028-02-27")
"""Five days from each hold every change of the clocks of the four zones in a year, and a leap day."""
CLOSED_ON = ("2026-03-28", "2026-10-25", "2028-02-28")


def wall_says_open(hours: Hours, closed_on: tuple[str, ...], there: datetime) -> bool:
    """Whether the clock on the wall is inside a span of today, or of one that began yesterday."""
    minute = there.hour * 60 + there.minute
    for back in (0, 1):
        day = there.date() - timedelta(days=back)
        if day.isoformat() in closed_on:
            continue
        named = [rule for rule in hours.rules if rule.names(day.weekday(), day.month * 100 + day.day)]
        spans = named[-1].spans if named else ()
        if any(start <= minute + back * 1440 < end for start, end in spans):
            return True
    return False


def comes_twice(there: datetime) -> bool:
    return there.replace(fold=0).timestamp() != there.replace(fold=1).timestamp()


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("text", TEXTS)
def test_each_quarter_of_an_hour_is_as_the_clock_on_the_wall_says(text: str, zone: str) -> None:
    """In an hour that comes twice a span may be left out, never added; a span all round it is whole."""
    hours, _ = read_hours(text)
    assert hours
    contact = CONTACT.but(hours=text, timezone=zone, closed_on=CLOSED_ON)
    for week in WEEKS:
        start = int(datetime.fromisoformat(week).replace(tzinfo=ZoneInfo(zone)).timestamp())
        for at in range(start, start + 5 * DAY, 15 * MINUTE):
            there = datetime.fromtimestamp(at, ZoneInfo(zone))
            shown, expected = opening(contact, at).state == "open", wall_says_open(hours, CLOSED_ON, there)
            assert shown <= expected if comes_twice(there) else shown == expected, there.isoformat()


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("text", TEXTS)
def test_until_and_spans_are_what_a_walk_through_the_minutes_finds(text: str, zone: str) -> None:
    contact = CONTACT.but(hours=text, timezone=zone, closed_on=CLOSED_ON)
    dice = random.Random(f"{SEED}{text}{zone}")
    for week in WEEKS:
        start = int(datetime.fromisoformat(week).replace(tzinfo=ZoneInfo(zone)).timestamp())
        minutes = range(start, start + 5 * DAY, MINUTE)
        spans = open_spans(contact, start, start + 5 * DAY)
        assert spans is not None
        inside = {minute for begin, end in spans for minute in range(begin, end, MINUTE)}
        changes = [at for at in minutes[1:] if (at in inside) != (at - MINUTE in inside)]
        for at in dice.sample(minutes, 60):
            found = opening(contact, at)
            assert (found.state == "open") == (at in inside)
            following = next((change for change in changes if change > at), None)
            assert found.until == following or (following is None and (found.until or at + DAY) >= start + 5 * DAY)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.sampled_from(ZONES),
    st.integers(1_770_000_000, 1_850_000_000),
    st.lists(st.integers(-2 * DAY, 2 * DAY), min_size=2, max_size=6),
)
def test_an_answer_does_not_depend_on_what_was_asked_before(text: str, zone: str, at: int, steps: list[int]) -> None:
    """The last answer is kept for as long as it holds; asked in another order, all are the same."""
    moments = [at + step for step in steps]
    contact = CONTACT.but(hours=text, timezone=zone, closed_on=CLOSED_ON)
    forth = [opening(contact, moment) for moment in moments]
    back = [opening(contact, moment) for moment in reversed(moments)]
    assert forth == back[::-1]


def test_the_next_opening_is_found_400_days_ahead_and_further_is_not_guessed() -> None:
    contact = CONTACT.but(hours="Feb 29 10:00-12:00", timezone="UTC")
    leap = int(datetime(2028, 2, 29, 10, tzinfo=ZoneInfo("UTC")).timestamp())
    assert LOOK_AHEAD >= 400
    assert opening(contact, leap - 400 * DAY).until == leap
    assert opening(contact, leap - 500 * DAY).until is None
    assert opening(contact, leap - 500 * DAY).state == "closed"
