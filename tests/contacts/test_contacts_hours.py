"""Opening hours as written: what is read, what is refused with which words, and what is offered instead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisaid.contacts.hours.text import corrected, read_hours

NINE_TO_FIVE = ((540, 1020),)
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6


@pytest.mark.parametrize(
    ("text", "open_days"),
    [
        ("Mo-Fr 09:00-17:00", "Mo Tu We Th Fr"),
        ("Fr-Mo 09:00-17:00", "Fr Sa Su Mo"),
        ("Mo,We,Fr 09:00-17:00", "Mo We Fr"),
        ("Mo-We,Sa 09:00-17:00", "Mo Tu We Sa"),
        ("Su 09:00-17:00", "Su"),
        ("Mo-Mo 09:00-17:00", "Mo"),
        ("09:00-17:00", "Mo Tu We Th Fr Sa Su"),
        ("Mo-Su 09:00-17:00; Su off", "Mo Tu We Th Fr Sa"),
        ("Mo-Su 09:00-17:00;Su closed", "Mo Tu We Th Fr Sa"),
        ("off", ""),
    ],
)
def test_days(text: str, open_days: str) -> None:
    hours, fault = read_hours(text)
    assert hours
    assert not fault
    names = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    assert [name for name, spans in zip(names, hours.week, strict=True) if spans] == [
        name for name in names if name in open_days.split()
    ]
    assert set(hours.week) <= {NINE_TO_FIVE, ()}


@pytest.mark.parametrize(
    ("times", "spans"),
    [
        ("09:00-12:00,14:00-17:00", ((540, 720), (840, 1020))),
        ("14:00-17:00,09:00-12:00", ((540, 720), (840, 1020))),
        ("21:00-06:00", ((1260, 1800),)),
        ("18:00-00:00", ((1080, 1440),)),
        ("18:00-24:00", ((1080, 1440),)),
        ("20:00-26:00", ((1200, 1560),)),
        ("00:00-24:00", ((0, 1440),)),
        ("23:59-00:00", ((1439, 1440),)),
    ],
)
def test_spans_are_minutes_from_the_midnight_they_belong_to(times: str, spans: tuple[tuple[int, int], ...]) -> None:
    hours, _ = read_hours(f"Mo {times}")
    assert hours
    assert hours.week == (spans, (), (), (), (), (), ())


def test_the_later_rule_takes_the_place_of_the_earlier_for_the_days_it_names() -> None:
    hours, _ = read_hours("Mo-Fr 09:00-17:00; We 10:00-12:00,13:00-14:00")
    assert hours
    assert hours.week[2] == ((600, 720), (780, 840))
    assert hours.week[1] == hours.week[3] == NINE_TO_FIVE


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mo-Su 09:00-17:00; Dec 25 off", {"2026-12-24": NINE_TO_FIVE, "2026-12-25": ()}),
        ("24/7; Feb 29 off", {"2028-02-28": ((0, 1440),), "2028-02-29": (), "2028-03-01": ((0, 1440),)}),
        ("Jan-Mar Mo-Fr 09:00-17:00", {"2026-03-31": NINE_TO_FIVE, "2026-04-01": (), "2026-01-03": ()}),
        ("Nov-Feb 09:00-17:00", {"2027-12-31": NINE_TO_FIVE, "2028-02-29": NINE_TO_FIVE, "2028-03-01": ()}),
        ("Dec 24-Jan 2 09:00-17:00", {"2026-12-23": (), "2026-12-24": NINE_TO_FIVE, "2027-01-03": ()}),
        ("09:00-17:00; Dec 25,Jan 1 off", {"2026-12-25": (), "2026-12-31": NINE_TO_FIVE, "2027-01-01": ()}),
        ("Dec 24-26 Fr 09:00-17:00", {"2026-12-24": (), "2026-12-25": NINE_TO_FIVE, "2026-12-26": ()}),
    ],
)
def test_dates(text: str, days: dict[str, object]) -> None:
    from datetime import date

    hours, fault = read_hours(text)
    assert hours, fault
    assert {day: hours.begun_on(date.fromisoformat(day).toordinal()) for day in days} == days


@pytest.mark.parametrize(
    ("text", "always"),
    [
        ("24/7", True),
        ("Mo-Su 00:00-24:00", True),
        ("00:00-12:00,12:00-24:00", True),
        ("00:00-12:00,12:01-24:00", False),
        ("24/7; Dec 25 off", False),
        ("Mo-Fr 00:00-24:00", False),
        ("00:00-23:59", False),
    ],
)
def test_always(text: str, always: bool) -> None:
    hours, _ = read_hours(text)
    assert hours
    assert hours.always is always


# Each: as written, the piece the sentence names, words it has, and the corrected text.
REFUSED = [
    ("9-17", "9-17", "two digits", "09:00-17:00"),
    ("Mo-Fr 9:00-17:00", "9:00-17:00", "two digits", "Mo-Fr 09:00-17:00"),
    ("0900-1700", "0900-1700", "two digits", "09:00-17:00"),
    ("Mo-Fr 8h30-17h", "8h30-17h", "two digits", "Mo-Fr 08:30-17:00"),
    ("Mo-Fr 9.30-17.00", "9.30-17.00", "two digits", "Mo-Fr 09:30-17:00"),
    ("Mon-Fri 09:00-17:00", "Mon-Fri", "days are written Mo Tu We", "Mo-Fr 09:00-17:00"),
    ("mo-fr 09:00-17:00", "mo-fr", "days are written Mo Tu We", "Mo-Fr 09:00-17:00"),
    ("MO-FR 09:00-17:00", "MO-FR", "days are written Mo Tu We", "Mo-Fr 09:00-17:00"),
    ("9am-5pm", "9am-5pm", "two digits", "09:00-17:00"),
    ("Mo-Fr 9:00AM-5:00PM", "9:00AM-5:00PM", "two digits", "Mo-Fr 09:00-17:00"),
    ("9-5pm", "9-5pm", "two digits", "09:00-17:00"),
    ("Tu & Th 6-9pm", "&", "no day and no time", "Tu,Th 18:00-21:00"),
    ("10pm-6am", "10pm-6am", "two digits", "22:00-06:00"),
    ("12pm-8pm", "12pm-8pm", "two digits", "12:00-20:00"),
    ("Fridays 10 p.m. to 4 a.m.", "Fridays", "days are written", "Fr 22:00-04:00"),
    ("daily 6pm - midnight", "6pm - midnight", "no spaces around -", "Mo-Su 18:00-24:00"),
    ("noon to 10pm every day", "noon", "no day and no time", "Mo-Su 12:00-22:00"),
    ("Monday to Friday 9 to 5", "Monday", "days are written", "Mo-Fr 09:00-17:00"),
    ("9am to 5pm Monday to Friday", "9am", "two digits", "Mo-Fr 09:00-17:00"),
    ("Weekdays 9am-9pm, weekends 10am-6pm", "Weekdays", "days are", "Mo-Fr 09:00-21:00; Sa-Su 10:00-18:00"),
    ("Mon - Fri 9am - 5pm\nSat 10am - 1pm", "Mon - Fri", "no spaces", "Mo-Fr 09:00-17:00; Sa 10:00-13:00"),
    ("Mo–Fr 09:00–17:00", "Mo–Fr", "its dash is a long one", "Mo-Fr 09:00-17:00"),  # noqa: RUF001
    ("Mo-Fr 09:00—17:00", "09:00—17:00", "its dash is a long one", "Mo-Fr 09:00-17:00"),
    ("09:00 - 17:00", "09:00 - 17:00", "no spaces around -", "09:00-17:00"),
    ("Mo, We 09:00-12:00, 14:00-17:00", "Mo, We", "no spaces around a comma", "Mo,We 09:00-12:00,14:00-17:00"),
    ("Mo-Fr: 09:00-17:00", "Mo-Fr:", "no : stands behind", "Mo-Fr 09:00-17:00"),
    ("Jan-Mar: Mo-Fr 09:00-17:00", "Jan-Mar:", "no : stands behind", "Jan-Mar Mo-Fr 09:00-17:00"),
    ("Mo 9-12, We 14-17", "9-12", "two digits", "Mo 09:00-12:00; We 14:00-17:00"),
    ("Mo-Fr 09:00-17:00,Sa 10:00-12:00", "09:00-17:00,Sa", "two digits", "Mo-Fr 09:00-17:00; Sa 10:00-12:00"),
    ("Mo-Fr 09:00-17:00 Sa 10:00-12:00", "Mo-Fr 09:00-17:00 Sa 10:00-12:00", "; stands between two rules",
     "Mo-Fr 09:00-17:00; Sa 10:00-12:00"),
    ("Mo-Fr 09:00-17:00;", "Mo-Fr 09:00-17:00;", "nothing before or after it", "Mo-Fr 09:00-17:00"),
    ("Mo-Fr 09:00-17:00 open", "open", "no day and no time", "Mo-Fr 09:00-17:00"),
    ("Mo-Fr 9-17; closed Sa, Su", "9-17", "two digits", "Mo-Fr 09:00-17:00; Sa,Su off"),
    ("24 hours a day, 7 days a week", "24", "two digits", "24/7"),
    ("Always open", "Always", "no day and no time", "24/7"),
    ("Mo 24/7", "24/7", "stands alone", "Mo 00:00-24:00"),
    ("00:00-00:00", "00:00-00:00", "a whole day is 00:00-24:00", "24/7"),
    ("Mo 20:00-27:00", "20:00-27:00", "at most 26:00", "Mo 20:00-03:00"),
    ("24/7; 25 December closed", "25 December", "the month comes first", "24/7; Dec 25 off"),
    ("24/7; 24th-26th December off", "24th-26th December", "the month comes first", "24/7; Dec 24-26 off"),
    ("Dec 25 off; Mo-Fr 09:00-17:00", "Dec 25 off", "so write it last", "Mo-Fr 09:00-17:00; Dec 25 off"),
    ("Su off; 10:00-12:00", "Su off", "so write it last", "10:00-12:00; Su off"),
    ("We 10:00-12:00; Mo-Fr 09:00-17:00", "We 10:00-12:00", "so write it last",
     "Mo-Fr 09:00-17:00; We 10:00-12:00"),
    ("Dec 25 off; Dec 09:00-12:00", "Dec 25 off", "so write it last", "Dec 09:00-12:00; Dec 25 off"),
]  # fmt: skip

# The same, where it cannot be known what is meant.
NOT_KNOWN = [
    ("Mo-Fr 25:00-26:00", "25:00-26:00", "nothing begins after 23:59"),
    ("Mo 24:00-25:00", "24:00-25:00", "nothing begins after 23:59"),
    ("09:00-09:00", "09:00-09:00", "begins and ends at the same time"),
    ("09:75-10:00", "09:75-10:00", "minutes 00 to 59"),
    ("7-7", "7-7", "two digits"),
    ("8-10", "8-10", "two digits"),
    ("Mo-Fr 9-12, Mo 14-17", "9-12", "two digits"),
    ("Mo-Fr", "Mo-Fr", "it has no times"),
    ("24/7; Feb 30 off", "Feb 30", "there is no Feb 30"),
    ("24/7; Dec 26-24 off", "Dec 26-24", "the last day comes before the first"),
    ("24/7; Dec 26-Dec 24 off", "Dec 26-Dec 24", "the last day comes before the first"),
    ("Su off", "Su off", "says only when it is closed"),
    ("PH off", "PH off", "write the days it is closed on in 'closed_on'"),
    ("Mo-Fr sunrise-sunset", "sunrise", "write the time by the clock"),
    ("week 1-10 Mo 09:00-10:00", "week 1-10", "week numbers are not read"),
    ('Mo 09:00-12:00 || "call"', "||", "hours in reserve"),
    ('Mo 09:00-12:00 "by appointment"', '"by appointment"', "write them in 'note'"),
    ("Mo 09:00-12:00 (by appointment)", "(by appointment)", "write them in 'note'"),
    ("Mo[1] 09:00-10:00", "Mo[1]", "write the days it is open as dates"),
    ("Mo 09:00+", "09:00+", "write the time it surely closes"),
    ("24/7; 2026 Dec 25 off", "2026", "write the days of one year in 'closed_on'"),
    ("24/7; easter off", "easter", "write it in 'closed_on'"),
    ("unknown", "unknown", "write no 'hours' at all"),
    ("9 to 5 except bank holidays", "9", "two digits"),
    ("", "", "leave 'hours' out"),
    ("   ", "   ", "leave 'hours' out"),
]


@pytest.mark.parametrize(("text", "piece", "said", "right"), [*REFUSED, *((*row, "") for row in NOT_KNOWN)])
def test_what_is_not_of_the_form_is_refused_with_the_piece_and_the_right_text(
    text: str, piece: str, said: str, right: str
) -> None:
    hours, fault = read_hours(text)
    assert hours is None
    assert fault.startswith(f"{piece!r} in the hours ")
    assert said in fault
    assert corrected(text) == right
    assert fault.endswith(f"If that is what is meant, write: {right}") if right else "write: " not in fault
    assert "\n" not in fault


def test_holidays_are_not_dropped_without_a_word() -> None:
    """The text without them is named, and that their days have to be; it is not offered as the same thing."""
    text = "Mo-Fr 09:00-17:00; PH off"
    _, fault = read_hours(text)
    assert "write: Mo-Fr 09:00-17:00 and name the holidays in 'closed_on'." in fault
    assert corrected(text) == ""


@pytest.mark.parametrize("text", ["24/7", "Mo-Fr 09:00-17:00", "24/7; Dec 24-26 off"])
def test_what_is_right_is_left_alone(text: str) -> None:
    assert corrected(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Jan-Mar 09:00-17:00; Su off",
        "Mo-Su off; Jan-Mar Mo 10:00-12:00",
        "Mo-Fr 09:00-17:00; Sa-Su off",
    ],
)
def test_an_order_that_makes_sense_is_not_refused(text: str) -> None:
    assert read_hours(text)[0]


def test_a_text_of_any_length_is_refused_at_once() -> None:
    long = "Mo-Fr 9-17; " * 100_000
    hours, fault = read_hours(long)
    assert hours is None
    assert "longer than 1000 characters" in fault
    assert len(fault) < 250
    assert corrected(long) == ""


SAID = """
Mo Tu-Fr Sat Sundays weekdays daily - to , and ; off closed 9 17 09:00 17:30 9am 10 pm noon midnight 24/7 24 hours
Dec 25 Jan-Mar 25th December PH 09:00-17:00 21:00-06:00 26:00 open : . \u2013
"""
SENTENCES = st.lists(st.sampled_from(SAID.split()), max_size=9).map(" ".join)
LETTERS = st.text("MoTuWeThFrSaSu0123456789:-,; /apm.offDec25\u2013\n", max_size=40)


@given(SENTENCES | LETTERS | st.text(max_size=60))
@settings(max_examples=400)
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    """Nothing raises; what is offered instead is itself in the form that is read, and stays as it is."""
    hours, fault = read_hours(text)
    assert (hours is None) == bool(fault)
    assert fault.isprintable()
    right = corrected(text)
    if right:
        assert read_hours(right)[0]
        assert corrected(right) == right
    if hours:
        assert right == text
