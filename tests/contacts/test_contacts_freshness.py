"""How old a check is, to the day, and how that is said: nothing unchecked ever counts as checked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisaid.contacts.freshness import (
    age_days,
    age_words,
    ago,
    data_words,
    day_of,
    limit_days,
    next_check,
    sinks,
    state,
)
from crisisaid.contacts.kinds import BUILT_IN, EMERGENCY, HELP_LINES, LOCAL, ORGANISATION
from crisisaid.model.contact import Contact

TODAY = "2026-11-23"
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
KINDS = st.sampled_from((EMERGENCY, *HELP_LINES, *LOCAL))


def contact(on: str = "", kind: str = "local", **more: object) -> Contact:
    given = {"layer": ORGANISATION, "verified_on": on, **more}
    return Contact("example-team", "Example team", kind, "GB", phone="020 7946 0001").but(**given)


def days_ago(days: int) -> str:
    return str(date.fromisoformat(TODAY) - timedelta(days))


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        *((kind, 90) for kind in LOCAL),
        ("crisis", 180),
        ("text", 180),
        ("youth", 365),
        ("poison", 365),
        ("emergency", 365),
    ],
)
def test_limits_are_those_of_the_design(kind: str, days: int) -> None:
    assert limit_days(contact(kind=kind)) == days


@pytest.mark.parametrize(
    ("age", "expected", "sunk"),
    [(0, "checked", 0), (90, "checked", 0), (91, "due", 1), (180, "due", 1), (181, "overdue", 2), (9999, "overdue", 2)],
)
def test_states_turn_on_the_day(age: int, expected: str, sunk: int) -> None:
    one = contact(days_ago(age))
    assert (age_days(one, TODAY), state(one, TODAY), sinks(one, TODAY)) == (age, expected, sunk)


@pytest.mark.parametrize(
    "one",
    [
        contact(),
        contact("2026-11-24"),
        contact("2026-11-02", verified_how="unverified"),
        contact("2026-02-30"),
        contact("20261102"),
        contact("2026-W10-1"),
        contact("last week"),
    ],
)
def test_what_is_no_check_never_counts(one: Contact) -> None:
    assert age_days(one, TODAY) is None
    assert (state(one, TODAY), sinks(one, TODAY), next_check(one, TODAY)) == ("never", 1, TODAY)
    assert age_words(one, TODAY).startswith("not checked")


@given(on=DAYS, now=DAYS, kind=KINDS)
def test_a_check_counts_until_the_day_the_next_is_due(on: date, now: date, kind: str) -> None:
    one, today = contact(str(on), kind), str(now)
    if on > now:
        assert state(one, today) == "never"
        return
    due = next_check(one, today)
    assert (state(one, today) == "checked") == (today <= due)
    assert (date.fromisoformat(due) - on).days == limit_days(one)
    assert sinks(one, today) in (0, 1, 2)


@given(on=DAYS, first=DAYS, later=DAYS, kind=KINDS)
def test_time_alone_never_makes_a_check_fresher(on: date, first: date, later: date, kind: str) -> None:
    one, (before, after) = contact(str(on), kind), sorted((first, later))
    if on <= before:
        assert sinks(one, str(before)) <= sinks(one, str(after))


def test_words_of_a_check() -> None:
    words = age_words(
        contact("2026-11-02", verified_how="website", verified_by="volunteer coordinator", kind="crisis"), TODAY
    )
    assert words == "checked on 2026-11-02, 21 days ago (website), by the volunteer coordinator"
    assert age_words(contact("2026-01-02"), TODAY) == (
        "checked on 2026-01-02, 10 months ago: a new check was due by 2026-04-02"
    )


@pytest.mark.parametrize(
    ("by", "said"),
    [("the shift lead", "by the shift lead"), ("Night coordinator", "by Night coordinator"), ("a lead", "by a lead")],
)
def test_a_role_keeps_its_own_article(by: str, said: str) -> None:
    assert age_words(contact("2026-11-23", verified_by=by), TODAY).endswith(said)


def test_words_without_a_check() -> None:
    listed = contact(layer=BUILT_IN, last_seen="2026-06")
    assert age_words(listed, TODAY) == "not checked by your organisation; last named in a public list in 2026-06"
    assert age_words(listed.but(last_seen="2026-06-02"), TODAY).endswith("in a public list on 2026-06-02")
    assert age_words(listed.but(last_seen=""), TODAY).endswith("no dated public list names it")
    assert age_words(contact(), TODAY) == "not checked: no day of a check is noted"
    assert age_words(contact("2026-12-01"), TODAY) == "not checked: 2026-12-01 is still to come"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-23", "today"),
        ("2026-11-22", "1 day ago"),
        ("2026-10-23", "31 days ago"),
        ("2026-09-24", "60 days ago"),
        ("2026-09-23", "2 months ago"),
        ("2026-01-24", "9 months ago"),
        ("2024-11-24", "23 months ago"),
        ("2024-11-23", "2 years ago"),
        ("2020-02-29", "6 years ago"),
    ],
)
def test_how_long_ago(day: str, words: str) -> None:
    assert ago(day, TODAY) == words


def test_old_built_in_numbers_say_so() -> None:
    assert data_words("2026-11-23", "2027-11-23") == ""
    said = data_words("2026-11-23", "2027-11-24")
    assert "2026-11-23" in said
    assert "check numbers before you rely on them" in said
    assert "check each before you rely on it" in data_words("", TODAY)


@given(st.text(max_size=12))
def test_only_days_are_days(text: str) -> None:
    found = day_of(text)
    assert found is None or str(found) == text
