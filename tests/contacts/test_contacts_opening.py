"""Open now: in the contact's own zone, through nights, closed days, leap days and changes of the clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crisisaid.contacts.hours.opening import open_spans, opening
from crisisaid.model.contact import Contact

LONDON, SYDNEY, NEW_YORK, KATHMANDU = "Europe/London", "Australia/Sydney", "America/New_York", "Asia/Kathmandu"
HAVANA, APIA = "America/Havana", "Pacific/Apia"
CONTACT = Contact("example-line", "Example line", "local", "GB", phone="020 7946 0000", timezone=LONDON)
HOUR, DAY = 3600, 86400


def moment(text: str, zone: str = LONDON, fold: int = 0) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp())


def said(hours: str, at: str, zone: str = LONDON, fold: int = 0, **fields: object) -> tuple[str, str]:
    """The state, and until when as the clock there shows it ("" for not known)."""
    found = opening(CONTACT.but(hours=hours, timezone=zone, **fields), moment(at, zone, fold))
    if found.until is None:
        return found.state, ""
    return found.state, datetime.fromtimestamp(found.until, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M %z")


@pytest.mark.parametrize(
    ("hours", "at", "state", "until"),
    [
        ("Mo-Fr 09:00-17:00", "2026-12-23 08:59", "closed", "2026-12-23 09:00 +0000"),
        ("Mo-Fr 09:00-17:00", "2026-12-23 09:00", "open", "2026-12-23 17:00 +0000"),
        ("Mo-Fr 09:00-17:00", "2026-12-23 16:59", "open", "2026-12-23 17:00 +0000"),
        ("Mo-Fr 09:00-17:00", "2026-12-23 17:00", "closed", "2026-12-24 09:00 +0000"),
        ("Mo-Fr 09:00-17:00", "2026-12-25 17:00", "closed", "2026-12-28 09:00 +0000"),
        ("Mo-Su 21:00-06:00", "2026-12-25 02:30", "open", "2026-12-25 06:00 +0000"),
        ("Mo-Su 21:00-06:00", "2026-12-25 06:00", "closed", "2026-12-25 21:00 +0000"),
        ("Fr 22:00-26:00", "2026-12-26 01:59", "open", "2026-12-26 02:00 +0000"),
        ("Fr 22:00-26:00", "2026-12-26 02:00", "closed", "2027-01-01 22:00 +0000"),
        ("Tu,Th 18:00-21:00", "2026-12-24 21:00", "closed", "2026-12-29 18:00 +0000"),
        ("Mo-Fr 18:00-24:00; Sa-Su 00:00-24:00", "2026-12-25 20:00", "open", "2026-12-28 00:00 +0000"),
        ("Mo-Fr 09:00-12:00,12:00-17:00", "2026-12-23 10:00", "open", "2026-12-23 17:00 +0000"),
        ("Su-Th 11:00-23:00; Fr-Sa 11:00-03:00", "2026-12-27 02:30", "open", "2026-12-27 03:00 +0000"),
        ("Mo-Su 21:00-06:00; Dec 25 off", "2026-12-25 02:30", "open", "2026-12-25 06:00 +0000"),
        ("Mo-Su 21:00-06:00; Dec 25 off", "2026-12-25 22:30", "closed", "2026-12-26 21:00 +0000"),
        ("Mo-Su 21:00-06:00; Dec 25 off", "2026-12-26 02:30", "closed", "2026-12-26 21:00 +0000"),
        ("24/7", "2026-12-25 02:30", "open", ""),
        ("Mo-Su 08:00-20:00,20:00-08:00", "2026-12-25 02:30", "open", ""),
        ("off", "2026-12-25 02:30", "closed", ""),
        ("Mo-Fr 09:00-17:00; Mo-Su off", "2026-12-25 02:30", "unknown", ""),
        ("24/7; Feb 29 off", "2028-02-28 12:00", "open", "2028-02-29 00:00 +0000"),
        ("24/7; Feb 29 off", "2028-02-29 12:00", "closed", "2028-03-01 00:00 +0000"),
        ("24/7; Feb 29 off", "2026-02-28 12:00", "open", ""),
        ("Mo-Fr 09:00-17:00", "2028-02-28 17:00", "closed", "2028-02-29 09:00 +0000"),
        ("Dec 24 09:00-12:00", "2026-12-24 12:00", "closed", "2027-12-24 09:00 +0000"),
    ],
)
def test_open_and_closed(hours: str, at: str, state: str, until: str) -> None:
    assert said(hours, at) == (state, until)


@pytest.mark.parametrize(
    ("hours", "at", "state", "until"),
    [
        ("24/7", "2026-12-24 23:59", "open", "2026-12-25 00:00 +0000"),
        ("24/7", "2026-12-25 12:00", "closed", "2026-12-26 00:00 +0000"),
        ("24/7", "2026-12-26 00:00", "open", "2026-12-28 00:00 +0000"),
        ("24/7", "2026-12-28 00:00", "closed", "2026-12-29 00:00 +0000"),
        ("24/7", "2026-12-29 00:00", "open", ""),
        ("Mo-Fr 09:00-17:00", "2026-12-24 17:00", "closed", "2026-12-29 09:00 +0000"),
        ("Mo-Su 21:00-06:00", "2026-12-25 02:30", "open", "2026-12-25 06:00 +0000"),
        ("Mo-Su 21:00-06:00", "2026-12-25 21:30", "closed", "2026-12-26 21:00 +0000"),
        ("Mo-Su 21:00-06:00", "2026-12-26 02:30", "closed", "2026-12-26 21:00 +0000"),
    ],
)
def test_a_closed_day_is_closed_from_midnight_but_the_night_before_runs_on(
    hours: str, at: str, state: str, until: str
) -> None:
    assert said(hours, at, closed_on=("2026-12-25", "2026-12-28")) == (state, until)


def test_a_closed_day_is_that_day_where_the_contact_is() -> None:
    fields = {"closed_on": ("2026-12-25",)}
    assert said("24/7", "2026-12-25 12:00", KATHMANDU, **fields) == ("closed", "2026-12-26 00:00 +0545")
    contact = CONTACT.but(hours="24/7", timezone=KATHMANDU, closed_on=("2026-12-25",))
    assert opening(contact, moment("2026-12-24 18:14")).state == "open"
    assert opening(contact, moment("2026-12-24 18:15")).state == "closed", "already the 25th in Kathmandu"
    assert opening(contact, moment("2026-12-25 18:15")).state == "open"


NIGHT = "Mo-Su 22:00-06:00"


@pytest.mark.parametrize(
    ("zone", "evening", "until", "hours"),
    [
        (LONDON, "2026-03-28 22:00", "2026-03-29 06:00 +0100", 7),
        (LONDON, "2026-10-24 22:00", "2026-10-25 06:00 +0000", 9),
        (NEW_YORK, "2026-03-07 22:00", "2026-03-08 06:00 -0400", 7),
        (NEW_YORK, "2026-10-31 22:00", "2026-11-01 06:00 -0500", 9),
        (SYDNEY, "2026-10-03 22:00", "2026-10-04 06:00 +1100", 7),
        (SYDNEY, "2026-04-04 22:00", "2026-04-05 06:00 +1000", 9),
        (KATHMANDU, "2026-03-28 22:00", "2026-03-29 06:00 +0545", 8),
    ],
)
def test_a_night_on_which_the_clocks_change(zone: str, evening: str, until: str, hours: int) -> None:
    begin = moment(evening, zone)
    assert said(NIGHT, evening, zone) == ("open", until)
    contact = CONTACT.but(hours=NIGHT, timezone=zone)
    assert open_spans(contact, begin - HOUR, begin + DAY // 2) == ((begin, begin + hours * HOUR),)


@pytest.mark.parametrize(
    ("zone", "hours", "at", "state", "until"),
    [
        # In London clocks jump from 01:00 to 02:00 on 29 March 2026.
        (LONDON, "01:30-05:00", "2026-03-29 00:59", "closed", "2026-03-29 02:00 +0100"),
        (LONDON, "21:00-01:30", "2026-03-29 00:59", "open", "2026-03-29 02:00 +0100"),
        (LONDON, "01:15-01:45", "2026-03-29 00:00", "closed", "2026-03-30 01:15 +0100"),
        (LONDON, "00:30-01:20,01:40-05:00", "2026-03-29 00:45", "open", "2026-03-29 05:00 +0100"),
        # In Sydney from 02:00 to 03:00 on 4 October 2026.
        (SYDNEY, "02:30-05:00", "2026-10-04 01:59", "closed", "2026-10-04 03:00 +1100"),
    ],
)
def test_a_time_that_is_jumped_over_is_the_first_moment_after(
    zone: str, hours: str, at: str, state: str, until: str
) -> None:
    assert said(hours, at, zone) == (state, until)


@pytest.mark.parametrize(
    ("hours", "fold", "state", "until"),
    [
        # In London 01:00 to 02:00 comes twice on 25 October 2026, first as summer time (+0100). It is 01:40.
        ("01:30-05:00", 0, "closed", "2026-10-25 01:30 +0000"),
        ("01:30-05:00", 1, "open", "2026-10-25 05:00 +0000"),
        ("21:00-01:50", 0, "open", "2026-10-25 01:50 +0100"),
        ("21:00-01:50", 1, "closed", "2026-10-25 21:00 +0000"),
        ("01:30-01:45", 0, "closed", "2026-10-26 01:30 +0000"),
        ("01:30-01:45", 1, "closed", "2026-10-26 01:30 +0000"),
        ("00:30-01:35,01:50-03:00", 0, "closed", "2026-10-25 01:50 +0000"),
        ("21:00-06:00", 0, "open", "2026-10-25 06:00 +0000"),
        ("21:00-06:00", 1, "open", "2026-10-25 06:00 +0000"),
    ],
)
def test_a_time_that_comes_twice_never_says_open_while_it_may_be_closed(
    hours: str, fold: int, state: str, until: str
) -> None:
    """It begins at the later of the two and ends at the earlier."""
    assert said(hours, "2026-10-25 01:40", fold=fold) == (state, until)


def test_day_and_night_has_no_gap_where_midnight_comes_twice_or_never() -> None:
    """In Havana midnight comes twice in November; on Apia the whole of 30 December 2011 never came."""
    for hours in ("Mo-Su 00:00-24:00", "Mo-Fr 00:00-24:00; Sa-Su 00:00-24:00"):
        start = moment("2026-10-30 00:00", HAVANA)
        contact = CONTACT.but(hours=f"{hours}; Jan 2 off", timezone=HAVANA)
        assert open_spans(contact, start, start + 5 * DAY) == ((start, start + 5 * DAY),)
        start = moment("2011-12-28 12:00", APIA)
        contact = CONTACT.but(hours=f"{hours}; Jan 9 off", timezone=APIA)
        assert open_spans(contact, start, start + 5 * DAY) == ((start, start + 5 * DAY),)


UNKNOWN = [
    {"hours": ""},
    {"hours": "9 to 5"},
    {"hours": "Mo-Fr 09:00-17:00; PH off"},
    {"hours": "Mo-Fr 09:00-17:00", "timezone": ""},
    {"hours": "Mo-Fr 09:00-17:00", "timezone": "Europe/Lodnon"},
    {"hours": "Mo-Fr 09:00-17:00", "timezone": "EST"},
    {"hours": "Mo-Fr 09:00-17:00", "timezone": "Etc/GMT+5"},
    {"hours": "Mo-Fr 09:00-17:00", "timezone": "localtime"},
    {"hours": "Mo-Fr 09:00-17:00", "timezone": "../../etc/passwd"},
    {"hours": "Mo-Fr 09:00-17:00", "timezone": "/etc/localtime"},
    {"hours": "Mo-Fr 09:00-17:00", "timezone": "Europe"},
    {"hours": "Mo-Fr 09:00-17:00", "timezone": "Europe/\0London"},
    {"hours": "24/7", "closed_on": ("25 December",)},
    {"hours": "24/7", "closed_on": ("2026-12-25", "2026-02-30")},
    {"hours": "24/7; Dec 25 off", "timezone": ""},
]


@pytest.mark.parametrize("fields", UNKNOWN)
def test_unknown_is_never_open(fields: dict[str, object]) -> None:
    contact = CONTACT.but(**fields)
    start = moment("2026-12-21 00:00")
    assert {opening(contact, at).state for at in range(start, start + 14 * DAY, HOUR)} == {"unknown"}
    assert open_spans(contact, start, start + DAY) is None


@pytest.mark.parametrize("zone", ["", "Europe/Lodnon"])
def test_day_and_night_needs_no_zone(zone: str) -> None:
    assert opening(CONTACT.but(hours="24/7", timezone=zone), moment("2026-12-25 02:30")).state == "open"


def test_without_a_zone_a_closed_day_is_not_known_while_it_is_that_day_anywhere() -> None:
    contact = CONTACT.but(hours="24/7", timezone="", closed_on=("2026-12-25",))
    first, last = moment("2026-12-25 00:00", "Etc/GMT-14"), moment("2026-12-26 00:00", "Etc/GMT+12")
    assert opening(contact, first - 1).state == "open"
    assert opening(contact, first - 1).until == first
    assert opening(contact, first).state == opening(contact, last - 1).state == "unknown"
    assert opening(contact, last).state == "open"
    assert open_spans(contact, first - HOUR, last + HOUR) == ((first - HOUR, first), (last, last + HOUR))


@pytest.mark.parametrize("status", ["suspended", "retired"])
def test_what_is_not_active_is_closed_whatever_its_hours(status: str) -> None:
    contact = CONTACT.but(hours="24/7", status=status)
    assert opening(contact, moment("2026-12-25 02:30")).state == "closed"
    assert open_spans(contact, 0, DAY) == ()


@pytest.mark.parametrize("at", [1e18, -1e18, float("inf"), float("nan"), 253402300799.0])
def test_a_moment_no_calendar_has_is_not_known(at: float) -> None:
    assert opening(CONTACT.but(hours="Mo-Fr 09:00-17:00"), at).state == "unknown"


def test_spans_are_clipped_to_the_period() -> None:
    contact = CONTACT.but(hours="Mo-Su 21:00-06:00")
    start = moment("2026-12-24 23:00")
    assert open_spans(contact, start, start + HOUR) == ((start, start + HOUR),)
    assert open_spans(contact, start, start) == ()
    assert open_spans(contact, start + 8 * HOUR, start + 9 * HOUR) == ()
    assert open_spans(CONTACT.but(hours="24/7"), start, start + HOUR) == ((start, start + HOUR),)
