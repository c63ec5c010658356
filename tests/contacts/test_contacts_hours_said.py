"""Hours said in other words come back as they were meant: each way of saying the same week gives the same text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crisisaid.contacts.hours.rules import DAYS, MONTHS
from crisisaid.contacts.hours.text import corrected, read_hours

LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def unclear(start: tuple[int, int], end: tuple[int, int]) -> bool:
    """ "11:00 to 10:00" may be nearly a whole day, or end at ten in the evening."""
    return 10 <= end[0] <= start[0] <= 12 and end < start


CLOCK = st.tuples(st.integers(0, 23), st.sampled_from((0, 0, 15, 30, 45)))
SPAN = st.tuples(CLOCK, CLOCK).filter(lambda span: span[0] != span[1] and not unclear(*span))


def strict(clock: tuple[int, int]) -> str:
    return f"{clock[0]:02}:{clock[1]:02}"


def twelve(clock: tuple[int, int]) -> str:
    """Half past five in the afternoon is 5:30pm."""
    hour, minute = clock
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{'am' if hour < 12 else 'pm'}"


@st.composite
def said(draw: st.DrawFn) -> tuple[str, str]:
    """One rule in the strict form, and as somebody may say it."""
    first, last = draw(st.permutations(range(7)))[:2]
    start, end = draw(SPAN)
    to, between = draw(st.sampled_from(("-", " - ", " to ", "\u2013"))), draw(st.sampled_from((" ", ": ", ", ")))
    days, loose = draw(
        st.sampled_from(
            (
                (DAYS[first], LONG_DAYS[first]),
                (DAYS[first], f"{LONG_DAYS[first]}s"),
                (f"{DAYS[first]}-{DAYS[last]}", f"{LONG_DAYS[first]}{to}{LONG_DAYS[last]}"),
                (f"{DAYS[first]}-{DAYS[last]}", f"{LONG_DAYS[first][:3]}{to}{LONG_DAYS[last][:3]}"),
                (f"{DAYS[first]},{DAYS[last]}", f"{DAYS[first].upper()} and {DAYS[last].lower()}"),
            )
        )
    )
    times = draw(
        st.sampled_from(
            (
                f"{twelve(start)}{to}{twelve(end)}",
                f"{twelve(start).upper()}{to}{twelve(end).upper()}",
                f"{strict(start)}{to}{strict(end)}",
                f"from {strict(start).replace(':', '.')}{to}{strict(end).replace(':', '.')} hrs",
            )
        )
    )
    closing = "24:00" if end == (0, 0) else strict(end)
    return f"{days} {strict(start)}-{closing}", f"{loose}{between}{times}"


@given(said())
def test_a_week_said_in_other_words(pair: tuple[str, str]) -> None:
    meant, loose = pair
    if read_hours(loose)[0]:
        return  # it happened to be written in the strict form
    assert corrected(loose) == meant


@given(said(), st.integers(0, 11), st.integers(1, 28), st.booleans())
def test_a_date_said_in_other_words(pair: tuple[str, str], month: int, day: int, month_first: bool) -> None:
    meant, loose = pair
    date = f"{LONG_MONTHS[month]} {day}" if month_first else f"{day} {LONG_MONTHS[month]}"
    assert corrected(f"{loose}; {date} closed") == f"{meant}; {MONTHS[month]} {day} off"


def test_what_may_be_two_things_is_left_to_whoever_wrote_it() -> None:
    for loose in (
        "Monday 11:00-10:00",
        "Monday 12:30 to 12:00",
        "Mondays 6-10",
        "Mondays 7-7",
        "Mondays 12-12",
        "Mondays 5-2",
    ):
        assert corrected(loose) == "", loose
