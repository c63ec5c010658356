"""The index of a large directory: nothing is lost in it, and a match is what ordering the whole of it would give."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services_indexed import HOURS, KINDS, index_of, needs, service, services

from crisisaid.contacts.hours.opening import opening
from crisisaid.contacts.hours.text import read_hours
from crisisaid.contacts.hours.zones import closed_days
from crisisaid.contacts.index.queries import by_id, countries, every, match, values_for, when_in
from crisisaid.contacts.index.rows import FIELDS, may_be_matched
from crisisaid.contacts.index.slots import keys_of, open_days
from crisisaid.contacts.index.tables import TABLES
from crisisaid.contacts.matching import in_order
from crisisaid.contacts.shown import may_be_shown
from crisisaid.model.contact import Contact
from crisisaid.model.need import Need

TODAY = "2026-12-01"
LONDON = ZoneInfo("Europe/London")


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).timestamp()


def names(found: tuple[Contact, ...]) -> list[str]:
    return [one.name for one in found]


def test_the_table_holds_every_field_of_a_contact() -> None:
    entry = next(table for table in TABLES if "TABLE entry" in table)
    assert tuple(re.findall(r"^\s+(\w+) (?:TEXT|INTEGER|BIGINT)", entry, re.MULTILINE)) == ("place", *FIELDS, "seal")
    assert set(FIELDS) == set(Contact._fields) - {"layer"}


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(
    numbers=st.text("0123456789 +()*#-", min_size=1),
    texts=st.lists(TEXTS, min_size=4, max_size=4),
    lists=st.lists(TEXTS, max_size=3).map(tuple),
    free=st.sampled_from((None, True, False)),
    ages=st.tuples(st.none() | st.integers(0, 999), st.none() | st.integers(0, 999)),
)
@settings(max_examples=60, deadline=None)
def test_contacts_come_back_as_they_went_in(
    numbers: str, texts: list[str], lists: tuple[str, ...], free: bool | None, ages: tuple[int | None, int | None]
) -> None:
    words = {"note": texts[0], "area": texts[1], "hours": texts[2], "timezone": texts[3]}
    many = dict.fromkeys(("sources", "closed_on", "languages", "populations"), lists)
    contact = service(phone=numbers, sms=numbers, free=free, min_age=ages[0], max_age=ages[1], **words, **many)
    index = index_of([contact, contact.but(id="other", status="retired")])
    assert tuple(every(index)) == (contact, contact.but(id="other", status="retired"))
    assert by_id(index, contact.id) == (contact,)
    assert by_id(index, "nobody") == ()


def test_countries_are_counted() -> None:
    index = index_of([service("Example A"), service("Example B", country="US"), service("Example C")])
    assert countries(index) == {"GB": 2, "US": 1}


@given(st.lists(services(), max_size=30), needs(), st.integers(1, 12))
@settings(max_examples=120, deadline=None)
def test_a_match_begins_as_the_order_of_the_whole_directory(found: list[Contact], need: Need, limit: int) -> None:
    shown = [one for one in found if may_be_shown(one, "IN") and one.kind in KINDS[:3]]
    whole = in_order(shown, KINDS[:3], need, TODAY)
    matched = in_order(match(index_of(found), need, KINDS[:3], TODAY, limit), KINDS[:3], need, TODAY)
    # The first of all of them are among those that come back, in the same order.
    assert matched[:limit] == whole[:limit]


@given(st.lists(services(), max_size=12))
@settings(max_examples=60, deadline=None)
def test_what_may_be_matched_is_what_may_be_shown(found: list[Contact]) -> None:
    assert [may_be_matched(one) for one in found] == [may_be_shown(one, one.country) for one in found]


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        ("2026-12-22 11:00", "Example Day"),  # a Tuesday
        ("2026-12-22 02:30", "Example Night"),
        ("2026-12-25 11:00", "Example Always"),
        ("2026-12-25 02:30", "Example Night"),  # begun the evening before
        ("2026-12-26 02:30", "Example Always"),  # not begun on the 25th, a closed day
    ],
)
def test_who_is_open_is_found_among_hundreds_who_are_not(moment: str, first: str) -> None:
    zone = {"timezone": "Europe/London"}
    days = [service(f"Example Day {n}", hours="Mo-Fr 09:00-17:00; Dec 25-26 off", **zone) for n in range(200)]
    nights = [service("Example Night", hours="Mo-Su 20:00-08:00", closed_on=("2026-12-25",), **zone)]
    # The one that never closes is said to be of another part, and so comes after the others when they are open.
    always = [service("Example Always", hours="24/7", region="GB-SCT", **zone)]
    need = Need(country="GB", at=at(moment), region="GB-LND")
    found = match(index_of([*days, *always, *nights]), need, ("local",), TODAY, 5)
    assert found[0].name.startswith(first)


def test_each_time_zone_of_a_country_has_its_own_clock() -> None:
    cities = {"Example East": "America/New_York", "Example West": "America/Los_Angeles", "Example Nowhere": ""}
    index = index_of(
        service(name, country="US", timezone=zone, hours="Mo-Su 09:00-17:00") for name, zone in cities.items()
    )
    morning = datetime(2026, 7, 1, 14, tzinfo=UTC).timestamp()
    assert names(match(index, Need(country="US", at=morning), ("local",))) == [
        *("Example East", "Example Nowhere", "Example West")  # open, not known, closed
    ]


@given(st.integers(0, 6 * 48 - 1))
@settings(max_examples=80, deadline=None)
def test_day_and_night_nobody_knows_where_is_open_but_around_its_closed_days(half_hours: int) -> None:
    always = service("Example Always", hours="24/7", closed_on=("2026-12-25",), region="GB-SCT")
    index = index_of([service("Example Not Known", region="GB-SCT"), always])
    moment = datetime(2026, 12, 22, tzinfo=UTC).timestamp() + half_hours * 1800
    found = names(match(index, Need(country="GB", at=moment), ("local",)))
    assert (found[0] == "Example Always") == (opening(always, moment).state == "open")


def test_only_country_kind_status_and_a_known_age_take_a_service_away() -> None:
    index = index_of(
        [
            service("Example For The Young", max_age=25),
            service("Example Elsewhere", country="US"),
            service("Example Kind", kind="youth"),
            service("Example Shut", status="suspended"),
            service("Example Polish Voice Only", languages=("pl",), region="GB-SCT", populations=("men",), free=False),
        ]
    )
    need = Need(country="GB", region="GB-LND", languages=("cy",), deaf=True, no_credit=True)
    assert names(match(index, need, ("local",))) == ["Example For The Young", "Example Polish Voice Only"]
    assert names(match(index, need.but(age=26), ("local",))) == ["Example Polish Voice Only"]


def test_a_region_a_language_and_a_way_only_move_services() -> None:
    index = index_of(
        [
            service("Example Other Part", region="GB-SCT", sms="07700 900001"),
            service("Example Whole Country", sms="07700 900001"),
            service("Example This Part", region="GB-LND", sms="07700 900001"),
            service("Example In Portuguese", region="GB-LND", languages=("pt-BR",), sms="07700 900001"),
            service("Example No Messages", region="GB-LND", languages=("pt",)),
        ]
    )
    need = Need(country="GB", region="GB-LND", languages=("pt",), cannot_speak=True, at=at("2026-12-22 11:00"))
    assert names(match(index, need, ("local",))) == [
        *("Example In Portuguese", "Example This Part", "Example Whole Country"),
        *("Example Other Part", "Example No Messages"),
    ]


def test_lines_for_people_like_them_come_beside_those_for_everybody() -> None:
    many = [service(f"Example Everybody {n}") for n in range(50)]
    index = index_of([*many, service("Example Veterans", populations=("veterans",))])
    need = Need(country="GB", populations=("armed-forces",))
    found = names(match(index, need, ("local",), limit=10))
    assert len(found) == 11
    assert "Example Veterans" in found


def test_words_of_a_need_are_values_never_commands() -> None:
    index = index_of([service()])
    need = Need(country="GB", region="' OR 1=1 --", languages=("'; DROP TABLE service; --",), populations=('"',))
    assert names(match(index, need, ("local",))) == ["Example Food Bank"]
    assert match(index, need.but(country="' OR 1=1 --"), ("local",)) == ()


def test_as_many_kinds_as_a_role_has_and_no_more() -> None:
    with pytest.raises(ValueError, match="kinds at a time"):
        values_for(Need(country="GB"), (), TODAY, 1)
    with pytest.raises(ValueError, match="kinds at a time"):
        values_for(Need(country="GB"), tuple("abcdefghi"), TODAY, 1)


def test_in_a_zone_this_computer_does_not_know_nobody_is_known_to_be_open(monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of([service(hours="Mo-Su 00:00-24:00", timezone="Asia/Tokyo")])
    assert when_in("Asia/Tokyo", 1.0)["timed"] == 1
    monkeypatch.setattr("crisisaid.contacts.hours.zones.wall_clock", lambda _: None)
    assert when_in("Asia/Tokyo", 1.0)["timed"] == 2
    assert names(match(index, Need(country="GB", at=at("2026-12-22 11:00")), ("local",))) == ["Example Food Bank"]


def _state(hours: str, closed_on: tuple[str, ...], moment: datetime) -> tuple[bool, bool]:
    """Whether the half hour is open wholly, and at least in part, as the index has it."""
    read, _ = read_hours(hours)
    assert read is not None
    found = dict(open_days(read, closed_days(closed_on)[0]))
    whole, partly = next(found[key] for key in keys_of(moment) if key in found)
    slot = (moment.hour * 60 + moment.minute) // 30
    return bool(whole >> slot & 1), bool(partly >> slot & 1)


TIMES = st.tuples(st.integers(0, 23), st.sampled_from((0, 10, 30, 45)), st.integers(0, 24)).map(
    lambda t: f"{t[0]:02}:{t[1]:02}-{t[2]:02}:00" if (t[0], t[1]) != (t[2], 0) else "00:00-24:00"
)
DATED = st.sampled_from(("", "; Dec 25 off", "; Feb 29 00:00-24:00", "; Nov-Feb 20:00-04:00", "; Jul 1 Mo off"))
WRITTEN = st.tuples(st.sampled_from(("Mo-Fr", "Sa", "Su-Tu", "Mo-Su")), TIMES, DATED).map(
    lambda t: f"{t[0]} {t[1]}{t[2]}"
)


@given(st.one_of(WRITTEN, st.sampled_from(HOURS[1:6])), st.datetimes(datetime(2027, 1, 1), datetime(2029, 1, 1)))
@settings(max_examples=100, deadline=None)
def test_half_hours_of_the_index_agree_with_the_hours(hours: str, moment: datetime) -> None:
    closed_on = (f"{moment:%Y-%m}-15", f"{moment:%Y-%m-%d}") if moment.day % 3 == 0 else ()
    contact = service(hours=hours, timezone="Asia/Kolkata", closed_on=closed_on)
    is_open = opening(contact, moment.replace(tzinfo=ZoneInfo("Asia/Kolkata")).timestamp()).state == "open"
    whole, partly = _state(hours, closed_on, moment)
    if (moment.month, moment.day) != (3, 1):  # the night before may have been the 28th or the 29th of February
        assert whole <= is_open <= partly


def test_a_line_with_seasons_is_written_once_for_the_longer_one() -> None:
    read, _ = read_hours("Jan-Mar Mo-Fr 10:00-12:00; Apr-Dec Mo-Su 09:00-17:00")
    assert read is not None
    days = dict(open_days(read, frozenset()))
    assert days["0"] == days.get("07-01 0", days["0"])
    assert len(days) < 7 * 100
    assert keys_of(date(2026, 12, 25)) == ("2026-12-25", "12-25 4", "4")


def test_a_control_character_in_a_name_goes_through_unchanged() -> None:
    contact = service("Example \x1b[31mRed\u202e")
    assert tuple(every(index_of([contact]))) == (contact,)


def test_an_index_is_made_where_sqlite_has_no_text_index() -> None:
    class Plain(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]
            if "fts5" in sql and "VIRTUAL" in sql:
                raise sqlite3.OperationalError("no such module: fts5")
            return super().execute(sql, *values)  # type: ignore[arg-type]

    from crisisaid.contacts.index.filling import fill

    connection = sqlite3.connect(":memory:", factory=Plain)
    assert fill(connection, [service()], lambda: None) == 1
    assert names(match(connection, Need(country="GB"), ("local",))) == ["Example Food Bank"]
