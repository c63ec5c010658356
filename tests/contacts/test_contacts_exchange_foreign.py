"""HSDS of other programs: taken over as far as it is safe, the rest said in the note or found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from exchange_samples import HOME, contacts_in, from_hsds, service
from hypothesis import given
from hypothesis import strategies as st

from crisisaid.contacts.exchange.hsds_hours import fold, offsets, schedules
from crisisaid.contacts.exchange.outside_limits import beyond_limits
from crisisaid.contacts.exchange.outside_numbers import dialled
from crisisaid.contacts.hours.text import read_hours

if TYPE_CHECKING:
    from pathlib import Path

    from crisisaid.model.contact import Contact

LONDON = offsets("Europe/London")


def row(days: str, opens: str, closes: str, **more: Any) -> dict[str, Any]:
    return {"id": "x", "freq": "WEEKLY", "interval": 1, "byday": days, "opens_at": opens, "closes_at": closes, **more}


def taken(folder: Path, **more: Any) -> Contact:
    (contact,) = contacts_in(from_hsds(folder, [service(**more)]))
    return contact


@pytest.mark.parametrize(
    ("rows", "hours"),
    [
        ([row("MO,TU,WE,TH,FR", "09:00", "17:00")], "Mo-Fr 09:00-17:00"),
        ([row("MO", "09:00:00", "12:00"), row("MO", "13:00", "17:00")], "Mo 09:00-12:00,13:00-17:00"),
        ([row("SA,SU", "00:00", "23:59")], "Sa-Su 00:00-24:00"),
        ([row("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")], "24/7"),
        ([row("FR", "20:00", "06:00")], "Fr 20:00-06:00"),
        ([row("FR", "20:00", "00:00")], "Fr 20:00-24:00"),
        ([row("TU", "18:00", "20:00"), row("TH", "18:00", "20:00")], "Tu,Th 18:00-20:00"),
        ([row("MO", "09:00", "17:00", interval=None, timezone=1)], "Mo 09:00-17:00"),
        ([row("MO", "09:00", "17:00", dtstart="2020-01-06")], "Mo 09:00-17:00"),
    ],
)
def test_standing_weeks_fold_into_hours(rows: list[Any], hours: str) -> None:
    assert fold(rows, LONDON, "2026-01-01") == (hours, "")
    assert read_hours(hours)[0] is not None


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (row("2TU", "18:00", "20:00", freq="MONTHLY"), "second Tuesday every month 18:00-20:00"),
        (row("WE", "10:00", "12:00", interval=2), "Wednesday every 2 weeks 10:00-12:00"),
        (row("MO", "09:00", "17:00", valid_to="2026-12-31"), "Monday every week 09:00-17:00"),
        (row("MO", "09:00", "17:00", dtstart="2027-01-04"), "Monday every week 09:00-17:00"),
        (row("MO", "09:00Z", "17:00Z"), "Monday every week 09:00-17:00"),
        (row("MO", "09:00", "17:00", timezone=-5), "Monday every week 09:00-17:00"),
        (row("MO", "25:00", "26:00"), "Monday every week 25:00-26:00"),
        (row("MO", "09:00", "09:00"), "Monday every week 09:00-09:00"),
        (row("", "09:00", "17:00"), "every week 09:00-17:00"),
        ({"description": "By appointment only"}, "By appointment only"),
        ({"freq": ["WEEKLY"]}, ""),
        ("not a row", ""),
    ],
)
def test_anything_else_is_kept_in_words_and_never_shown_as_open(one: Any, said: str) -> None:
    assert fold([one], LONDON, "2026-06-01") == ("", said)
    assert fold([row("SU", "09:00", "17:00"), one], LONDON, "2026-06-01")[0] == ""


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440)), min_size=1, max_size=6))
def test_folded_hours_are_open_exactly_as_the_schedules_say(spans: list[tuple[int, int, int]]) -> None:
    from crisisaid.contacts.exchange.hsds_hours import CODES

    def clock(minutes: int) -> str:
        return f"{minutes // 60 % 24:02}:{minutes % 60:02}"

    wanted = {(day, start, end) for day, start, end in spans if end % 1440 not in (start, 1439)}
    rows = [row(CODES[day], clock(start), clock(end)) for day, start, end in sorted(wanted)]
    hours, _ = fold(rows)
    read, fault = read_hours(hours) if hours else (None, "")
    assert fault == ""
    found = {(day, *span) for day, its in enumerate(read.week if read else ()) for span in its}
    assert found == {(day, start, end if end > start else end + 1440) for day, start, end in wanted}
    again = {(r["byday"], r["opens_at"], r["closes_at"]) for r in schedules(hours)}
    assert fold([row(*one) for one in sorted(again)])[0] == hours


@pytest.mark.parametrize(
    ("written", "number", "press", "note"),
    [
        ("020 7946 0000", "020 7946 0000", "", ""),
        ("0800", "0800", "", ""),
        ('"+44 20 7946 0000"', "+44 20 7946 0000", "", ""),
        ("800-555-0100 x12", "800-555-0100", "12", ""),
        ("800-555-0100 ext. 12", "800-555-0100", "12", ""),
        ("(800) 555-0100, extension 7", "(800) 555-0100", "7", ""),
        ("800.555.0100", "800-555-0100", "", ""),
        ("988 (press 1)", "988", "1", ""),
        ("tel:020 7946 0000", "020 7946 0000", "", ""),
        ("Call 0808 157 0000 any time", "0808 157 0000", "", "Call any time"),
        ("*4141", "*4141", "", ""),
        (988, "988", "", ""),
    ],
)
def test_numbers_stay_as_they_are_dialled(written: object, number: str, press: str, note: str) -> None:
    read = dialled(written)
    assert (read.number, read.press, read.note, read.fault) == (number, press, note, "")


@pytest.mark.parametrize(
    "written",
    ["1-800-EXAMPLE", "call us", "800-555-0100 or 800-555-0101", "020 7946 0000 / 0001", "0" * 16, "5", "800-555-01OO"],
)
def test_what_cannot_be_a_number_is_never_guessed(written: str) -> None:
    read = dialled(written)
    assert read.number == ""
    assert written[:20] in read.fault


@given(st.text(max_size=30) | st.text("0123456789 +-()x#.ext/", max_size=30))
def test_a_number_holds_only_digits_that_were_written(written: str) -> None:
    digits = "".join(sign for sign in dialled(written).number if sign in "0123456789")
    assert digits in "".join(sign for sign in written if sign in "0123456789")


def test_a_foreign_service_becomes_a_contact_with_its_source(tmp_path: Path) -> None:
    contact = taken(
        tmp_path,
        description="Talking <b>therapy</b> &amp; advice",
        url="https://made.example/",
        email="hello@made.example",
        alert="Closed for repairs until May",
        application_process="Ring reception",
        eligibility_description="Anybody in the town",
        assured_date="2026-05-01",
        minimum_age=15.5,
        maximum_age="25",
        organization={"id": "o", "name": "Example Trust", "description": "x"},
        phones=[{"number": "0808 157 0001", "extension": 12}, {"number": "020 7946 0009", "type": "fax"},
                {"number": "07700 900001", "type": "text"}, {"number": "020 7946 0002"}],
        schedules=[row("MO", "09:00", "17:00")],
        languages=[{"code": "eng"}, {"name": "Polish"}, {"name": "Examplish"}],
        service_areas=[{"extent": "GB-LND", "extent_type": "text", "name": "London"}],
        service_at_locations=[{"location": {"addresses": [{"address_1": "1 Example Street", "city": "London",
            "country": "United Kingdom", "address_type": "physical"}]}}],
        cost_options=[{"option": "Free call", "amount": 0}],
        required_documents=[{"document": "a letter"}],
    )  # fmt: skip
    assert (contact.name, contact.kind, contact.country) == ("Example counselling (Example Trust)", "local", "GB")
    assert (contact.phone, contact.press, contact.sms) == ("0808 157 0001", "12", "07700 900001")
    assert (contact.hours, contact.timezone) == ("Mo 09:00-17:00", "Europe/London")
    assert (contact.min_age, contact.max_age, contact.free) == (15, 25, True)
    assert (contact.languages, contact.region, contact.area) == (("en", "pl"), "GB-LND", "London")
    assert (contact.verified_on, contact.verified_how, contact.layer) == ("2026-05-01", "document", "imported")
    assert contact.sources == ("HSDS: Example Trust, s-1",)
    assert contact.address == "1 Example Street, London"
    assert contact.refer_how == "Ring reception. Bring: a letter."
    assert contact.note.startswith("Closed for repairs until May. Also 020 7946 0002. Languages: Examplish.")
    assert "Talking therapy & advice" in contact.note


def test_a_free_service_is_no_free_call(tmp_path: Path) -> None:
    contact = taken(
        tmp_path, cost_options=[{"option": "Free to all", "amount": 0}], fees_description="Not free to call"
    )
    assert contact.free is None
    assert "Cost: Not free to call, Free to all." in contact.note


@pytest.mark.parametrize(
    ("status", "ours"),
    [("active", "active"), ("inactive", "retired"), ("defunct", "retired"), ("temporarily closed", "suspended"),
     ("Moved", "suspended"), (None, "active")],
)  # fmt: skip
def test_a_status_we_do_not_know_is_not_active(tmp_path: Path, status: str | None, ours: str) -> None:
    assert taken(tmp_path, status=status).status == ours


def test_hours_of_another_country_are_not_read_in_our_time_zone(tmp_path: Path) -> None:
    places = [{"location": {"addresses": [{"address_1": "1 Example Street", "country": "US"}]}}]
    contact = taken(tmp_path, schedules=[row("MO", "09:00", "17:00")], service_at_locations=places)
    assert (contact.country, contact.hours, contact.timezone) == ("US", "", "")
    assert "Hours: Monday every week 09:00-17:00." in contact.note


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"phones": [], "url": "https://made.example/"}, "no phone, text number, textphone, chat or address"),
        ({"phones": [{"number": "1-800-EXAMPLE"}]}, "1-800-EXAMPLE"),
        ({"name": ""}, "it has no 'name'"),
        ({"service_at_locations": [{"location": {"addresses": [{"country": "Atlantis"}]}}]}, "'Atlantis'"),
        ({"attributes": [{"value": "{", "taxonomy_term": {"code": "crisisaid:kind"}}]}, "is not JSON"),
        ({"attributes": [{"value": '"x"', "taxonomy_term": {"code": "crisisaid:wrong"}}]}, "crisisaid:wrong"),
        ({"attributes": [{"value": '"x"', "taxonomy_term": {"code": "crisisaid:kind"}}]}, "'kind' is one of"),
        ({"attributes": [{"value": '"a\\u202eb"', "taxonomy_term": {"code": "crisisaid:note"}}]}, "U+202E"),
    ],
)
def test_what_cannot_be_kept_is_found_with_its_line(tmp_path: Path, more: dict[str, Any], said: str) -> None:
    first, second = from_hsds(tmp_path, [service(id="good"), service(**more)])
    assert first.contact
    assert second.contact is None
    (finding,) = second.findings
    assert (finding.code, finding.line, finding.file) == ("CA0611", 1, "made.json")
    assert said in finding.message
    assert finding.hint


def test_letters_that_hide_others_do_not_come_in(tmp_path: Path) -> None:
    contact = taken(tmp_path, name="Example \u202elamron\u0000 line\x1b[31m", alert="two\nlines\u2028")
    assert contact.name == "Example lamron line [31m"
    assert contact.note == "two lines."


def test_one_number_of_two_that_is_no_number_is_found_and_the_rest_is_used(tmp_path: Path) -> None:
    (one,) = from_hsds(tmp_path, [service(phones=[{"number": "ring us"}, {"number": "020 7946 0004"}])])
    assert one.contact
    assert one.contact.phone == "020 7946 0004"
    assert [finding.code for finding in one.findings] == ["CA0614"]


def test_ages_nobody_can_have_are_found(tmp_path: Path) -> None:
    (one,) = from_hsds(tmp_path, [service(minimum_age=40, maximum_age=18)])
    assert one.contact
    assert (one.contact.min_age, one.contact.max_age) == (None, None)
    assert [finding.code for finding in one.findings] == ["CA0613"]


def test_ids_last_and_tell_services_apart(tmp_path: Path) -> None:
    first = taken(tmp_path, id="a")
    assert taken(tmp_path, id="a") == first
    assert taken(tmp_path, id="b").id != first.id
    assert taken(tmp_path, id="a", name="Example new name").id.rpartition("-")[2] == first.id.rpartition("-")[2]


def test_services_inside_their_organisation_are_found_there(tmp_path: Path) -> None:
    organisation = {"id": "o", "name": "Example Trust", "services": [service(id="a"), service(id="b")]}
    for data in ([organisation], {"contents": [organisation]}, organisation):
        contacts = contacts_in(from_hsds(tmp_path, data))
        assert [contact.name for contact in contacts] == ["Example counselling (Example Trust)"] * 2


ODD = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("number", "name", "id")), inner, max_size=2)
    ),
    max_leaves=4,
)
NAMES = (
    *("id", "name", "status", "url", "email", "alert", "description", "assured_date", "minimum_age", "maximum_age"),
    *("phones", "schedules", "languages", "service_areas", "service_at_locations", "locations", "organization"),
    *("cost_options", "required_documents", "additional_urls", "attributes", "services"),
)


@given(st.dictionaries(st.sampled_from(NAMES), ODD, max_size=6))
def test_whatever_stands_in_a_service_it_is_a_contact_or_a_finding(
    tmp_path_factory: pytest.TempPathFactory, odd: dict[str, Any]
) -> None:
    import json

    from crisisaid.contacts.exchange.hsds_in import read_hsds
    from crisisaid.reading.json_stream import Piece

    for one in read_hsds([Piece(3, {**service(), **json.loads(json.dumps(odd, default=str))}, {})], HOME):
        assert one.contact or one.findings
        if one.contact:
            fields = {name: getattr(one.contact, name) for name in one.contact._fields if name != "layer"}
            assert beyond_limits(fields) == ()
