"""The rota: tables and calendars, good and bad; who is on duty at a moment, and what the ladder is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisaid.contacts.hours.opening import opening
from crisisaid.contacts.hours.windows_zones import PLACES
from crisisaid.contacts.ladder import ladder
from crisisaid.contacts.roles import ROLES
from crisisaid.contacts.rota.now import RotaNow, rota_now, turn_hours
from crisisaid.contacts.rota.turns import around, on_duty, read_rota, rota_findings, rota_gaps
from crisisaid.contacts.rota.words import as_id, as_number, role_named
from crisisaid.model.contact import Contact
from crisisaid.model.duty import Duty
from crisisaid.model.finding import Finding
from crisisaid.model.need import Need

LONDON = "Europe/London"
NUMBER = "020 7946 0101"
LEAD = Contact(
    "example-lead", "Lead", "shift-lead", "GB", phone="020 7946 0100", hours="Mo-Fr 09:00-17:00", timezone=LONDON,
    closed_on=("2026-12-25",), layer="organisation", languages=("en",), press="2",
)  # fmt: skip

Read = tuple[tuple[Duty, ...], tuple[Finding, ...]]


def at(words: str, zone: str = LONDON) -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).timestamp())


NOW = at("2026-12-25 02:30")


def table(*rows: str, heading: str = "from,to,role,contact,phone,note", zone: str = LONDON) -> Read:
    return read_rota("\n".join((heading, *rows, "")).encode(), "rota.csv", zone, NOW)


def calendar(*events: str, zone: str = LONDON, more: str = "", now: float = NOW) -> Read:
    """A calendar of events; each is its lines, with a title and a number unless it has its own."""
    whole = []
    for event in events:
        said = event if "SUMMARY" in event else f"{event}\nSUMMARY:Shift lead"
        said = said if "LOCATION" in said or "DESCRIPTION" in said else f"{said}\nLOCATION:{NUMBER}"
        whole.append(f"BEGIN:VEVENT\n{said}\nEND:VEVENT")
    text = "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, [more]), *whole, "END:VCALENDAR", ""))
    return read_rota(text.replace("\n", "\r\n").encode(), "rota.ics", zone, now)


def times(read: Read) -> list[tuple[int, int]]:
    return [(duty.start, duty.end) for duty in read[0]]


def one_wrong(read: Read) -> Finding:
    """The only finding; nothing else was read."""
    duties, findings = read
    assert duties == ()
    assert len(findings) == 1, findings
    assert findings[0].code == "CA0610"
    return findings[0]


# Tables.


def test_a_day_alone_reaches_to_its_end_and_a_time_is_a_time() -> None:
    duties, findings = table(
        "2026-12-21,2026-12-27,shift lead,,020 7946 0101,In the  office",
        "2026-12-24 20:00,2026-12-25T08:00,Safeguarding lead,example-lead,,",
        "2026-12-24 20:00,2026-12-24 24:00,on call,example-lead,,",
    )
    assert findings == ()
    assert [duty.line for duty in duties] == [2, 4, 3]
    assert duties[0] == Duty("shift_lead", at("2026-12-21"), at("2026-12-28"), "", NUMBER, "In the office", 2)
    assert duties[1].role == "shift_lead"
    assert duties[1].end == at("2026-12-25")
    assert (duties[2].role, duties[2].contact) == ("safeguarding_lead", "example-lead")
    assert (duties[2].start, duties[2].end) == (at("2026-12-24 20:00"), at("2026-12-25 08:00"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_as_spreadsheets_save_it(separator: str, line_end: str) -> None:
    rows = ["From,To,Role,Phone,Note,", "2026-12-21,2026-12-21,Shift Lead,020 7946 0101,a,", ",,,,,", ""]
    data = b"\xef\xbb\xbf" + line_end.join(rows).replace(",", separator).encode()
    duties, findings = read_rota(data, "rota.csv", LONDON, NOW)
    assert findings == ()
    assert times((duties, ())) == [(at("2026-12-21"), at("2026-12-22"))]
    assert duties[0].phone == NUMBER


def test_a_day_on_which_the_clocks_change_has_its_own_length() -> None:
    long, short = table("2026-10-25,2026-10-25,on call,,999,"), table("2027-03-28,2027-03-28,on call,,999,")
    assert [end - start for start, end in times(long) + times(short)] == [25 * 3600, 23 * 3600]


def test_a_number_is_kept_as_it_was_dialled() -> None:
    assert table("2026-12-21,2026-12-21,on call,,(020) 7946  0101 #2,")[0][0].phone == "(020) 7946  0101 #2"


@pytest.mark.parametrize(
    ("row", "said", "hint"),
    [
        ("21/12/2026,2026-12-27,on call,,999,", "'21/12/2026' in 'from'", "Write 2026-12-21."),
        ("2026-12-21,31.12.2026,on call,,999,", "'31.12.2026' in 'to'", "Write 2026-12-31."),
        ("03/04/2026,2026-12-27,on call,,999,", "'03/04/2026'", "Write year-month-day"),
        ("2026-02-30,2026-12-27,on call,,999,", "'2026-02-30'", "Write year-month-day"),
        ("2026-12-21,,on call,,999,", "'to' is empty", "Write year-month-day"),
        ("2026-12-21 20:00,2026-12-21 08:00,on call,,999,", "ends (2026-12-21 08:00)", "write 2026-12-22 08:00 in"),
        ("2026-12-21,2026-12-19,on call,,999,", "before it begins", "Which of the two"),
        ("2026-12-21,2026-12-22,boss,,999,", "'boss' is no role", "shift lead, safeguarding lead"),
        ("2026-12-21,2026-12-22,ambulance,,999,", "'ambulance' is no role", "crisis team"),
        ("2026-12-21,2026-12-22,,,999,", "'role' is empty", "shift lead"),
        ("2026-12-21,2026-12-22,on call,,,", "Nobody can be reached", "contact's id"),
        ("2026-12-21,2026-12-22,on call,,4.42E+11,", "'4.42E+11' in 'phone'", "set the column to text"),
        ("2026-12-21,2026-12-22,on call,,12,", "'12' in 'phone'", "digits"),
        ("2026-12-21,2026-12-22,on call,Anna Example,,", "'Anna Example' in 'contact'", "id from contacts.yaml"),
        ("2026-12-21,2026-12-22,on call,,999,one,two", "more in this row", "quotes"),
        ("2026-12-21,2026-12-22,on call,,999,a\u202eb", "U+202E", "Type the row again"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_used(row: str, said: str, hint: str) -> None:
    good = "2026-12-24,2026-12-25,safeguarding,,020 7946 0102,"
    duties, findings = table(row, good)
    assert [duty.line for duty in duties] == [3]
    assert len(findings) == 1
    found = findings[0]
    assert (found.code, found.severity, found.file, found.line) == ("CA0610", "error", "rota.csv", 2)
    assert said in found.message
    assert hint in found.hint
    assert found.excerpt[:5] == row[:5]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("from,to,role,contact,fone,note", "'fone' is no column"),
        ("from,to,role,contact,phone,from", "'from' stands twice"),
        ("from,to,contact,phone", "no column role"),
        ("from,to,role,note", "no column contact or phone"),
    ],
)
def test_a_heading_nobody_knows(heading: str, said: str) -> None:
    found = one_wrong(table("2026-12-21,2026-12-22,on call,999", heading=heading))
    assert said in found.message
    assert "from,to,role,contact,phone,note" in found.hint
    assert found.line == 1


def test_a_quotation_mark_that_is_never_closed() -> None:
    rows = ("2026-12-24,2026-12-25,on call,,020 7946 0102,", '2026-12-26,2026-12-27,on call,,020 7946 0102,"note')
    duties, findings = table(*rows)
    assert [duty.line for duty in duties] == [2]
    assert findings[0].line == 3
    assert "never closed" in findings[0].hint


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"<!doctype html><title>Sign in</title>", b'{"rota": []}', b"PK\x03\x04", b"a\xff\x00b"]
)
def test_what_is_no_rota_is_one_finding(data: bytes) -> None:
    duties, findings = read_rota(data, "rota.csv", LONDON, NOW)
    assert duties == ()
    assert len(findings) == 1
    assert findings[0].message.endswith(".")


def test_a_file_that_is_too_large_is_refused() -> None:
    duties, findings = read_rota(b"x" * 2_000_000, "rota.csv", LONDON, NOW)
    assert duties == ()
    assert findings[0].code == "CA0106"


def test_time_zones_are_never_guessed() -> None:
    row = "2026-12-21,2026-12-22,on call,,999,"
    assert "not a time zone" in one_wrong(table(row, zone="Europe/Londn")).message
    duties, findings = table(row, zone="")
    assert len(duties) == 1
    assert [(found.severity, "time zone of this computer" in found.message) for found in findings] == [
        ("warning", True)
    ]


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=150, deadline=None)
def test_whatever_is_in_a_file_nothing_is_raised_and_no_turn_is_senseless(data: bytes) -> None:
    for begin in (b"", b"from,to,role,contact,phone,note\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n"):
        duties, findings = read_rota(begin + data, "rota", LONDON, NOW)
        assert all(duty.start < duty.end and (duty.phone or duty.contact) for duty in duties)
        assert all(found.message and found.hint and found.file == "rota" for found in findings)
        assert findings or begin.startswith(b"from")


# Roles and how they are reached.


def test_every_role_but_the_emergency_services_can_be_on_a_rota() -> None:
    for role, words in ROLES.items():
        expected = "" if role in ("ambulance", "police") else role
        for written in (role, words, words.title(), role.replace("_", "-"), role.replace("_", " ").upper()):
            assert role_named(written) == expected
    assert [role_named(words) for words in ("on call", "On-call lead", "safeguarding")] == [
        "shift_lead", "shift_lead", "safeguarding_lead",
    ]  # fmt: skip
    assert [role_named(words) for words in ("", "lead", "emergency number", "help line", "shift lead 2")] == [""] * 5


@pytest.mark.parametrize(
    ("words", "number", "name"),
    [("999", "999", ""), ("0800-123", "0800-123", ""), ("example-lead", "", "example-lead"), ("Room 2", "", ""),
     ("2", "", "2"), ("gb-line-999", "", "gb-line-999"), ("", "", "")],
)  # fmt: skip
def test_a_number_and_an_id_are_told_apart(words: str, number: str, name: str) -> None:
    assert (as_number(words), as_id(words)) == (number, name)


# Calendars.

NIGHT = "DTSTART;TZID=Europe/London:20261102T200000\nDTEND;TZID=Europe/London:20261103T080000"


@pytest.mark.parametrize(
    ("event", "start", "end"),
    [
        ("DTSTART:20261221T090000Z\nDTEND:20261221T170000Z", "2026-12-21 09:00", "2026-12-21 17:00"),
        ("DTSTART:20260621T090000Z\nDURATION:PT8H", "2026-06-21 10:00", "2026-06-21 18:00"),
        ("DTSTART:20260621T090000\nDURATION:P1DT1H30M", "2026-06-21 09:00", "2026-06-22 10:30"),
        ("DTSTART;VALUE=DATE:20261221\nDTEND;VALUE=DATE:20261228", "2026-12-21", "2026-12-28"),
        ("DTSTART;VALUE=DATE:20261221", "2026-12-21", "2026-12-22"),
        ("DTSTART;VALUE=DATE:20261221\nDURATION:P1W", "2026-12-21", "2026-12-28"),
        (
            "DTSTART;TZID=Europe/Paris:20261221T090000\nDTEND;TZID=America/New_York:20261221T090000",
            "2026-12-21 08:00",
            "2026-12-21 14:00",
        ),
    ],
)
def test_when_an_event_is(event: str, start: str, end: str) -> None:
    duties, findings = calendar(event)
    assert findings == ()
    assert times((duties, ())) == [(at(start), at(end))]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ('"Europe/Paris"', "Europe/Paris"),
        ("/citadel.org/20210210_1/Europe/Paris", "Europe/Paris"),
        ("GMT Standard Time", LONDON),
        ("India Standard Time", "Asia/Calcutta"),
        ("Our clock", "Asia/Tokyo"),
    ],
)
def test_every_way_to_name_a_time_zone(name: str, place: str) -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Our clock\nX-LIC-LOCATION:Asia/Tokyo\nEND:VTIMEZONE"
    read = calendar(f"DTSTART;TZID={name}:20261221T090000\nDURATION:PT1H", more=zone)
    assert read[1] == ()
    assert times(read) == [(at("2026-12-21 09:00", place), at("2026-12-21 10:00", place))]


def test_every_place_of_a_windows_zone_is_known() -> None:
    assert len(PLACES) > 100
    assert all(ZoneInfo(place) for place in PLACES.values())


@pytest.mark.parametrize(
    ("said", "contact", "phone", "note"),
    [
        ("SUMMARY:Shift lead\nLOCATION:020 7946 0101", "", NUMBER, ""),
        ("SUMMARY:shift-lead\nLOCATION:example-lead", "example-lead", "", ""),
        ("SUMMARY:Shift lead: 020 7946 0101\nDESCRIPTION:Bring the keys\\, please\\nThe red ones", "", NUMBER,
         "Bring the keys, please The red ones"),
        ("SUMMARY:Shift lead 020 7946 0101\nLOCATION:Office", "", NUMBER, "Office"),
        ("SUMMARY:The shift lead (night)\nDESCRIPTION:Phone: 020 7946 0101\\nRoom 2", "", NUMBER, "(night) Room 2"),
        ("SUMMARY:On call - week 3\nLOCATION:Room 2\nDESCRIPTION:contact: example-lead", "example-lead", "",
         "week 3 Room 2"),
        ("SUMMARY:Shift\n  lead\nLOCATION:020 79\n 46 0101\nDESCRIPTION:a\u200bb", "", NUMBER, "ab"),
        ("SUMMARY;LANGUAGE=en:Shift lead\nLOCATION;ALTREP=\"http://x:1\":999", "", "999", ""),
        ("BEGIN:VALARM\nDESCRIPTION:020 7946 0999\nEND:VALARM\nSUMMARY:Shift lead\nLOCATION:999", "", "999", ""),
    ],
)  # fmt: skip
def test_what_an_event_says(said: str, contact: str, phone: str, note: str) -> None:
    duties, findings = calendar(f"{NIGHT}\n{said}")
    assert findings == ()
    assert [(duty.role, duty.contact, duty.phone, duty.note) for duty in duties] == [
        ("shift_lead", contact, phone, note)
    ]


@pytest.mark.parametrize(
    ("event", "line", "said"),
    [
        (f"{NIGHT}\nRRULE:FREQ=MONTHLY", 6, "FREQ=MONTHLY"),
        (f"{NIGHT}\nRRULE:FREQ=WEEKLY;BYDAY=1MO", 6, "BYDAY=1MO"),
        (f"{NIGHT}\nRRULE:FREQ=WEEKLY;BYMONTH=1", 6, "BYMONTH=1"),
        (f"{NIGHT}\nRRULE:FREQ=DAILY;COUNT=0", 6, "COUNT=0"),
        (f"{NIGHT}\nRRULE:FREQ=DAILY;UNTIL=soon", 6, "UNTIL=SOON"),
        (f"{NIGHT}\nRRULE:FREQ=WEEKLY;BYDAY=TU", 6, "begins on another day (MO)"),
        (f"{NIGHT}\nRDATE:20261221T090000Z", 6, "RDATE"),
        (f"{NIGHT}\nEXDATE;TZID=Nowhere:20261221T090000", 6, "'Nowhere'"),
        ("DTSTART;TZID=Customized Time Zone:20261221T090000\nDURATION:PT1H", 4, "'Customized Time Zone'"),
        ("DTSTART:20261321T090000Z\nDURATION:PT1H", 4, "is no time"),
        ("DTSTART:00010101T090000Z\nDURATION:PT1H", 4, "is no time"),
        ("DTEND:20261221T090000Z", 3, "no DTSTART"),
        ("DTSTART:20261221T090000Z", 4, "lasts no time"),
        ("DTSTART:20261221T090000Z\nDTEND:20261220T090000Z", 5, "lasts no time"),
        ("DTSTART:20261221T090000Z\nDURATION:P9000D", 5, "longer than a year"),
        (f"{NIGHT}\nSUMMARY:Shift lead\nLOCATION:Upstairs", 3, "Nobody can be reached"),
    ],
)
def test_an_event_that_cannot_be_used_is_named_and_the_others_are(event: str, line: int, said: str) -> None:
    duties, findings = calendar(event, f"{NIGHT}\nSUMMARY:Safeguarding lead")
    assert [duty.role for duty in duties] == ["safeguarding_lead"]
    assert [(found.code, found.severity, found.line) for found in findings] == [("CA0610", "error", line)]
    assert said in findings[0].message
    assert "not used" in findings[0].message


def test_other_events_of_a_calendar_are_only_a_warning() -> None:
    duties, findings = calendar(f"{NIGHT}\nSUMMARY:Team meeting", NIGHT)
    assert len(duties) == 1
    assert [(found.severity, "Team meeting" in found.message) for found in findings] == [("warning", True)]


def test_what_was_called_off_is_not_there() -> None:
    assert calendar(f"{NIGHT}\nSTATUS:CANCELLED") == ((), ())


def test_a_turn_that_was_moved_stands_in_place_of_the_one_before() -> None:
    weekly = f"UID:1\n{NIGHT}\nRRULE:FREQ=WEEKLY;COUNT=3"
    moved = "UID:1\nRECURRENCE-ID:20261109T200000Z\nDTSTART:20261110T200000Z\nDURATION:PT1H\nLOCATION:999"
    gone = "UID:1\nRECURRENCE-ID:20261116T200000Z\nDTSTART:20261116T200000Z\nDURATION:PT1H\nSTATUS:CANCELLED"
    duties, findings = calendar(weekly, moved, gone, now=at("2026-11-23"))
    assert findings == ()
    assert [(duty.start, duty.phone) for duty in duties] == [
        (at("2026-11-02 20:00"), NUMBER), (at("2026-11-10 20:00"), "999"),
    ]  # fmt: skip


def test_days_left_out_are_left_out() -> None:
    event = f"{NIGHT}\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE;TZID=Europe/London:20261103T200000\nEXDATE;VALUE=DATE:20261104"
    duties, _ = calendar(event, now=at("2026-11-10"))
    assert [duty.start for duty in duties] == [at("2026-11-02 20:00"), at("2026-11-05 20:00")]


def test_a_night_ends_by_the_clock_on_the_wall_when_clocks_change() -> None:
    event = "DTSTART;TZID=Europe/London:20261017T200000\nDTEND;TZID=Europe/London:20261018T080000\nRRULE:FREQ=WEEKLY"
    duties, _ = calendar(event, now=at("2026-10-20"))
    assert (duties[1].start, duties[1].end) == (at("2026-10-24 20:00"), at("2026-10-25 08:00"))
    assert duties[1].end - duties[1].start == 13 * 3600


def test_what_repeats_for_years_is_there_today_and_stays_small() -> None:
    duties, findings = calendar("DTSTART:20100101T090000Z\nDURATION:PT8H\nRRULE:FREQ=DAILY")
    assert findings == ()
    assert on_duty(duties, "shift_lead", at("2026-12-25 09:30"))
    assert 800 < len(duties) < 850
    assert NOW + 700 * 86400 < duties[-1].start < NOW + 801 * 86400


@pytest.mark.parametrize("count", ["", ";COUNT=900000"])
def test_a_file_that_repeats_without_end_stays_small_and_says_so(count: str) -> None:
    event = f"DTSTART:19720101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY{count}"
    duties, findings = calendar(*[event] * 3000)
    assert len(duties) <= 40_000
    assert len(findings) == 1
    assert "repeats more" in findings[0].message


def test_a_calendar_that_is_cut_off_says_so() -> None:
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{NIGHT}\nSUMMARY:On call\nLOCATION:999\nEND:VEVENT\nBEGIN:VEVENT\nDTSTA"
    duties, findings = read_rota(text.encode(), "rota.ics", LONDON, NOW)
    assert len(duties) == 1
    assert ["cut off" in found.message for found in findings] == [True]
    assert "no event" in one_wrong(read_rota(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "rota.ics", LONDON, NOW)).message


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn) -> tuple[datetime, str]:
    first = datetime(2026, 1, 1) + timedelta(days=draw(st.integers(0, 600)), hours=draw(st.integers(0, 23)))
    days = {WEEKDAYS[first.weekday()], *draw(st.sets(st.sampled_from(WEEKDAYS)))}
    parts = [f"FREQ={draw(st.sampled_from(['DAILY', 'WEEKLY']))}"]
    if draw(st.booleans()):
        parts.append(f"BYDAY={','.join(sorted(days))}")
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 9))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(WEEKDAYS))}")
    end = draw(st.sampled_from(["", "COUNT", "UNTIL"]))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 400))}")
    if end == "UNTIL":
        parts.append(f"UNTIL={first + timedelta(hours=draw(st.integers(0, 9000))):%Y%m%dT%H%M%S}Z")
    return first, ";".join(draw(st.permutations(parts)))


@given(rules())
@settings(max_examples=150, deadline=None)
def test_repeats_are_those_of_dateutil(given_rule: tuple[datetime, str]) -> None:
    first, rule = given_rule
    now = datetime(2027, 1, 1, tzinfo=UTC)
    duties, findings = calendar(
        f"DTSTART:{first:%Y%m%dT%H%M%S}Z\nDURATION:PT1H\nRRULE:{rule}", zone="UTC", now=now.timestamp()
    )
    assert findings == ()
    since, last = now - timedelta(days=34), now + timedelta(days=800)
    expected = rrulestr(rule, dtstart=first.replace(tzinfo=UTC)).between(since, last, inc=True)
    found = [datetime.fromtimestamp(duty.start, UTC) for duty in duties]
    assert [moment for moment in found if since <= moment <= last] == expected


# Who is on duty.

WEEK = Duty("shift_lead", at("2026-12-21"), at("2026-12-28"), "", NUMBER, "", 2)
EVE = Duty("shift_lead", at("2026-12-24 20:00"), at("2026-12-25 08:00"), "example-lead", "", "", 3)
NEXT = Duty("shift_lead", at("2027-01-04"), at("2027-01-11"), "", NUMBER, "", 4)
OTHER = Duty("safeguarding_lead", at("2026-12-26"), at("2026-12-27"), "", "020 7946 0102", "", 5)
ROTA = (WEEK, EVE, OTHER, NEXT)


def test_the_later_begun_comes_first_and_the_end_is_not_included() -> None:
    assert on_duty(ROTA, "shift_lead", NOW) == (EVE, WEEK)
    assert on_duty(ROTA, "shift_lead", EVE.end) == (WEEK,)
    assert on_duty(ROTA, "shift_lead", EVE.start) == (EVE, WEEK)
    assert on_duty(ROTA, "shift_lead", WEEK.end) == ()
    assert on_duty(ROTA, "crisis_team", NOW) == ()
    assert on_duty((WEEK, WEEK.but(start=WEEK.start + 60, line=9)), "shift_lead", NOW) == (
        WEEK.but(start=WEEK.start + 60, line=9),
    )


def test_gaps_of_a_role() -> None:
    assert rota_gaps(ROTA, "shift_lead", WEEK.start - 60, NEXT.start + 60) == (
        (WEEK.start - 60, WEEK.start),
        (WEEK.end, NEXT.start),
    )


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20), st.sampled_from("ab")), max_size=12), st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_kept_for_a_few_days_says_the_same_of_them(
    turns: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    duties = tuple(
        Duty(role, start, start + length, "", f"555-01{number:02}", "", number)
        for number, (start, length, role) in enumerate(sorted(turns))
    )
    start = data.draw(st.integers(0, 60))
    end = start + data.draw(st.integers(1, 20))
    near = around(duties, start, end)
    for moment in range(start, end):
        for role in "ab":
            assert on_duty(near, role, moment) == on_duty(duties, role, moment)
            coming = [[one.start for one in rows if one.role == role and one.start > moment] for rows in (near, duties)]
            assert min(coming[0], default=None) == min(coming[1], default=None)
    assert {duty.role for duty in near} == {duty.role for duty in duties}


def now_of(*duties: Duty, contacts: tuple[Contact, ...] = (LEAD,), moment: int = NOW, where: str = "") -> RotaNow:
    return rota_now(duties, contacts, moment, LONDON, country="GB", where=where)


def test_the_named_contact_and_a_number_alone() -> None:
    lead, phone = now_of(*ROTA).first["shift_lead"]
    assert (lead.id, lead.phone, lead.press, lead.languages) == ("example-lead", "020 7946 0100", "2", ("en",))
    assert lead.note == "On duty until 08:00."
    assert (phone.id, phone.name) == ("duty-shift-lead-02079460101", "Shift lead on duty")
    assert (phone.kind, phone.country, phone.phone) == ("shift-lead", "GB", NUMBER)
    assert phone.note == "On duty until Monday 00:00."


def test_a_number_beside_a_contact_is_the_one_to_dial() -> None:
    (lead,) = now_of(EVE.but(phone="020 7946 0199", note="Loud phone.")).first["shift_lead"]
    assert (lead.id, lead.phone, lead.press) == ("example-lead", "020 7946 0199", "")
    assert lead.note == "On duty until 08:00. Loud phone."
    (number,) = now_of(EVE.but(contact="nobody", phone="020 7946 0199")).first["shift_lead"]
    assert number.phone == "020 7946 0199"


@given(st.integers(-7 * 1440, 7 * 1440), st.integers(1, 12 * 1440), st.data())
@settings(max_examples=150, deadline=None)
def test_whoever_is_on_duty_is_open_even_when_clocks_change(begin: int, length: int, data: st.DataObject) -> None:
    change = data.draw(st.sampled_from([at("2026-10-25 01:00"), at("2027-03-28 00:30"), at("2026-12-25")]))
    duty = EVE.but(start=change + begin * 60, end=change + (begin + length) * 60)
    moment = duty.start + data.draw(st.integers(0, length * 60 - 1))
    (lead,) = now_of(duty, moment=moment).first["shift_lead"]
    state = opening(lead, moment)
    assert state.state == "open"
    assert lead.hours == "24/7" or (state.until is not None and state.until <= duty.end)


def test_hours_of_a_turn_are_those_of_its_days() -> None:
    assert turn_hours(EVE, NOW, LONDON) == "Fr 00:00-08:00"
    assert turn_hours(EVE, EVE.start, LONDON) == "Th 20:00-24:00; Fr 00:00-08:00"
    assert turn_hours(WEEK, WEEK.start, LONDON) == "24/7"
    assert turn_hours(EVE, NOW, "") == "24/7"


def test_the_ladder_puts_them_first() -> None:
    found = now_of(*ROTA)
    need = Need(country="GB", country_name="United Kingdom", at=NOW, here=LONDON)
    other = LEAD.but(id="other-lead", phone="020 7946 0105", hours="24/7", closed_on=())
    made = ladder((LEAD, other), need, ("shift_lead",), found.first)
    assert [rung.contact.phone for rung in made.rungs][:3] == ["020 7946 0100", NUMBER, "020 7946 0105"]
    assert [rung.state for rung in made.rungs][:3] == ["open"] * 3


@pytest.mark.parametrize(
    ("duties", "moment", "said"),
    [
        (ROTA, "2026-12-29", "Nobody is on the rota as shift lead until Monday 00:00; these numbers are"),
        (ROTA, "2026-12-28", "Nobody is on the rota as shift lead until Monday 4 January 00:00; these numbers are"),
        (ROTA, "2027-02-01", "Nobody is on the rota as shift lead any more: it has ended; these numbers are"),
        ((EVE.but(contact="gone"),), "2026-12-25", "The rota names 'gone' as shift lead now, whom your list"),
    ],
)
def test_what_is_said_when_nobody_is(duties: tuple[Duty, ...], moment: str, said: str) -> None:
    found = now_of(*duties, moment=at(moment))
    assert "shift_lead" not in found.first
    assert found.remarks["shift_lead"].startswith(said)
    alone = now_of(*duties, moment=at(moment), contacts=())
    assert alone.remarks["shift_lead"].endswith(": use the way you were told.")


def test_a_contact_that_is_not_in_use_counts_for_nobody() -> None:
    found = now_of(EVE, contacts=(LEAD.but(status="suspended"),))
    assert found.first == {}
    assert "shift_lead" in found.remarks


def test_in_another_country_only_the_own_leads_are_of_help() -> None:
    team = EVE.but(role="crisis_team", contact="", phone=NUMBER)
    assert set(now_of(EVE, team, where="GB").first) == {"shift_lead", "crisis_team"}
    abroad = now_of(EVE, team, where="FR")
    assert set(abroad.first) == {"shift_lead"}
    assert abroad.remarks == {}


def test_no_rota_says_nothing() -> None:
    assert now_of() == RotaNow({}, {})


# What is wrong with it.


def said_of(*duties: Duty, contacts: tuple[Contact, ...] = (LEAD,), now: int = NOW) -> list[str]:
    found = rota_findings(duties, {one.id: one for one in contacts}, "rota.csv", LONDON, now)
    assert {one.code for one in found} <= {"CA0610"}
    return [f"{one.severity} {one.line} {one.message}" for one in found]


FAR = Duty("shift_lead", at("2027-05-01"), at("2027-06-01"), "", NUMBER, "", 9)


def test_contacts_nobody_knows() -> None:
    assert said_of(EVE.but(contact="example-laed"), FAR) == [
        "error 3 The contact 'example-laed' is not in your list of contacts. Its turns count for nothing."
    ]
    assert said_of(EVE.but(phone=NUMBER), FAR, contacts=(LEAD.but(status="retired"),)) == [
        "error 3 The contact 'example-lead' is not in use. The number beside it is used."
    ]
    assert said_of(EVE, FAR) == []


def test_two_at_once_are_told_once_for_two_lines() -> None:
    again = tuple(one.but(start=one.start + 7 * 86400, end=one.end + 7 * 86400) for one in (WEEK, EVE))
    assert said_of(WEEK, EVE, *again, FAR) == [
        "warning 3 Two are on duty at once as the shift lead, from Thursday 24 December 2026 20:00: lines 2 and 3."
    ]
    assert said_of(WEEK, EVE.but(role="crisis_team", end=FAR.end), FAR) == []


def test_a_rota_that_ends_soon_says_so() -> None:
    assert said_of(WEEK) == ["warning 2 The rota for the shift lead ends on Monday 28 December 2026 00:00."]
    assert said_of(WEEK, now=at("2027-01-05")) == [
        "warning 2 The rota for the shift lead ended on Monday 28 December 2026 00:00."
    ]
