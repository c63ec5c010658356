"""Hours in words: open until when, closed until when, in whose time, and a week a person can check."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crisisaid.contacts.hours.opening import Opening, opening
from crisisaid.contacts.hours.text import read_hours
from crisisaid.contacts.hours.words import dates_table, state_words, week_table
from crisisaid.model.contact import Contact

LONDON = "Europe/London"
CONTACT = Contact("example-line", "Example line", "local", "GB", phone="020 7946 0000", timezone=LONDON)


def moment(text: str, zone: str = LONDON) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


def words(hours: str, at: str, here: str = LONDON, **fields: object) -> str:
    contact = CONTACT.but(hours=hours, **fields)
    when = moment(at)
    return state_words(opening(contact, when), when, contact.timezone, here)


@pytest.mark.parametrize(
    ("hours", "at", "said"),
    [
        ("10:00-22:00", "2026-12-24 12:00", "open now, until 22:00"),
        ("24/7", "2026-12-24 12:00", "open now, day and night"),
        ("22:00-06:00", "2026-12-24 03:00", "open now, until 06:00"),
        ("22:00-06:00", "2026-12-24 23:00", "open now, until 06:00 tomorrow"),
        ("18:00-24:00", "2026-12-24 23:00", "open now, until midnight"),
        ("24/7; Dec 25 off", "2026-12-23 12:00", "open now, until midnight tomorrow"),
        ("24/7; Dec 25 off", "2026-12-20 12:00", "open now, until Friday 00:00"),
        ("24/7; Dec 25 off", "2026-12-10 12:00", "open now, until Friday 25 December 00:00"),
        ("24/7; Dec 25 off", "2026-12-26 12:00", "open now, until Saturday 25 December 2027 00:00"),
        ("Th 18:00-21:00", "2026-12-24 11:30", "closed now, opens Thursday 18:00 (in 6 h 30 min)"),
        ("Th 18:00-21:00", "2026-12-24 17:00", "closed now, opens Thursday 18:00 (in 1 h)"),
        ("Th 18:00-21:00", "2026-12-24 17:59:30", "closed now, opens Thursday 18:00 (in 1 min)"),
        ("Th 18:00-21:00", "2026-12-24 17:29:30", "closed now, opens Thursday 18:00 (in 31 min)"),
        ("Th 18:00-21:00", "2026-12-23 12:00", "closed now, opens Thursday 18:00 (in 30 h)"),
        ("Th 18:00-21:00", "2026-12-21 12:00", "closed now, opens Thursday 18:00 (in 3 days)"),
        ("Th 18:00-21:00", "2026-12-24 21:00", "closed now, opens Thursday 31 December 18:00 (in 7 days)"),
        ("Mo 09:00-17:00; Dec off", "2026-12-24 11:30", "closed now, opens Monday 4 January 09:00 (in 11 days)"),
        ("off", "2026-12-24 11:30", "closed now, and no next opening is known"),
        ("", "2026-12-24 11:30", "not known whether they are open now"),
        ("9 to 5", "2026-12-24 11:30", "not known whether they are open now"),
    ],
)
def test_state(hours: str, at: str, said: str) -> None:
    assert words(hours, at) == said


@pytest.mark.parametrize(
    ("zone", "here", "said"),
    [
        ("Europe/Lisbon", "Europe/London", "open now, until 22:00"),
        ("Europe/Lisbon", "Europe/Paris", "open now, until 22:00, time in Lisbon"),
        ("Asia/Kathmandu", "Europe/London", "open now, until 22:00, time in Kathmandu"),
        ("Europe/London", "", "open now, until 22:00, time in London"),
        ("Europe/London", "nowhere", "open now, until 22:00, time in London"),
        ("UTC", "Europe/Paris", "open now, until 22:00, UTC"),
    ],
)
def test_whose_time_it_is_where_clocks_here_show_another(zone: str, here: str, said: str) -> None:
    assert words("10:00-22:00", "2026-12-24 12:00", here, timezone=zone) == said


def test_whose_time_it_is_goes_by_the_day_that_is_named() -> None:
    """New York and London are five hours apart in March but for the weeks between their changes of the clock."""
    contact = CONTACT.but(hours="Mo 09:00-17:00", timezone="America/New_York")
    when = moment("2026-03-10 12:00")
    assert state_words(opening(contact, when), when, contact.timezone, LONDON) == (
        "closed now, opens Monday 09:00, time in New York (in 6 days)"
    )


def test_without_a_zone_only_how_long_is_said() -> None:
    assert words("24/7", "2026-12-24 12:00", timezone="") == "open now, day and night"
    closed_on = ("2026-12-26",)
    assert words("24/7", "2026-12-24 07:30", timezone="", closed_on=closed_on) == "open now, for 26 h 30 min more"
    assert state_words(Opening("closed", 7200), 0.0, "") == "closed now, opens in 2 h"


def test_a_week_shows_every_day_and_where_a_night_ends() -> None:
    hours, _ = read_hours("Su-Th 11:00-23:00; Fr-Sa 11:00-03:00; Mo 09:00-12:00,18:00-24:00; Tu off; We 00:00-24:00")
    assert hours
    assert week_table(hours) == (
        "Monday     09:00 to 12:00, 18:00 to midnight",
        "Tuesday    closed",
        "Wednesday  day and night",
        "Thursday   11:00 to 23:00",
        "Friday     11:00 to 03:00 (Saturday)",
        "Saturday   11:00 to 03:00 (Sunday)",
        "Sunday     11:00 to 23:00",
    )
    assert dates_table(hours) == ()


def test_dates_are_shown_beside_the_week() -> None:
    hours, _ = read_hours(
        "Mo-Fr 09:00-17:00; Jan-Mar 10:00-16:00; Aug Mo,We 20:00-26:00; Dec 24-26,Jan 1 off; Dec 31-Jan 2 00:00-24:00"
    )
    assert hours
    assert dates_table(hours) == (
        "January to March: 10:00 to 16:00",
        "August, on Monday, Wednesday: 20:00 to 02:00 (the day after)",
        "24 to 26 December, 1 January: closed",
        "31 December to 2 January: day and night",
    )
