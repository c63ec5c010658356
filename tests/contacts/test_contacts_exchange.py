"""Out and in again: what is ours comes back without a difference, through HSDS and through CSV."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from contacts_listed import Directory
from exchange_samples import CONTACTS, HOME, contacts_in, from_hsds, from_table
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisaid.contacts.entries import DIRECTORY_FIELDS
from crisisaid.contacts.exchange.hsds_out import page, service
from crisisaid.contacts.exchange.outside_limits import beyond_limits
from crisisaid.contacts.exchange.table import table
from crisisaid.contacts.exchange.table_cells import FORMULA, cell_of, value_of
from crisisaid.model.contact import Contact

NIGHT = Contact(
    "harbour-night", "Example night line", "local", "GB", phone="020 7946 0001", press="2", sms="HELP to 0808 157 0002",
    hours="Mo-Fr 20:00-06:00; Sa 00:00-24:00", timezone="Europe/London", languages=("en", "pl"), min_age=16, free=True,
    region="GB-SCT", address="1 Example Street", web="https://night.example/", status="suspended", layer="imported",
    verified_on="2026-11-02", verified_by="lead@harbour.example", closed_on=("2026-12-25",), refer_how="Phone first",
)  # fmt: skip


def as_imported(contacts: list[Contact]) -> list[Contact]:
    return [contact.but(layer="imported") for contact in contacts]


@pytest.fixture(scope="module")
def built_in(directory: Directory) -> list[Contact]:
    return as_imported([contact for code in directory.codes for contact in directory(code)])


def test_every_built_in_record_comes_back_from_hsds(built_in: list[Contact], tmp_path: Path) -> None:
    assert len(built_in) > 800
    assert contacts_in(from_hsds(tmp_path, "".join(page(built_in)))) == built_in


def test_every_built_in_record_comes_back_from_a_table(built_in: list[Contact], tmp_path: Path) -> None:
    assert contacts_in(from_table(tmp_path, "".join(table(built_in)), HOME.but(country=""))) == built_in


@given(st.lists(CONTACTS, max_size=3))
@settings(max_examples=40, deadline=None)
def test_any_contact_comes_back_from_hsds(tmp_path_factory: pytest.TempPathFactory, contacts: list[Contact]) -> None:
    folder = tmp_path_factory.mktemp("hsds")
    assert contacts_in(from_hsds(folder, "".join(page(contacts)))) == contacts


@given(st.lists(CONTACTS, max_size=3))
@settings(max_examples=40, deadline=None)
def test_any_contact_comes_back_from_a_table(tmp_path_factory: pytest.TempPathFactory, contacts: list[Contact]) -> None:
    folder = tmp_path_factory.mktemp("csv")
    assert contacts_in(from_table(folder, "".join(table(contacts)))) == contacts


@given(CONTACTS)
@settings(max_examples=40, deadline=None)
def test_no_cell_is_run_or_changed_by_a_spreadsheet(contact: Contact) -> None:
    rows = list(csv.reader("".join(table([contact])).removeprefix("\ufeff").splitlines(keepends=True)))
    assert rows[0] == list(DIRECTORY_FIELDS)
    for cell in rows[1]:
        assert cell[:1] not in tuple(FORMULA) or not cell
        assert not re.fullmatch(r"0[0-9]+|[0-9]{12,}|[0-9]+[-/][0-9]+([-/][0-9]+)?", cell)


@pytest.mark.parametrize(
    "number", ["+44 20 7946 0000", "0800", "112", "*4141", "08081570000", "13-11-14", "442079460000"]
)
def test_a_number_is_the_same_after_a_table(number: str) -> None:
    assert value_of("phone", cell_of("phone", number)) == number


def test_a_table_keeps_its_columns_when_only_some_are_filled(tmp_path: Path) -> None:
    text = "Name;Phone;Languages;Free;Min age\r\nExample line;020 7946 0003;en;TRUE;16\r\n;;;;\r\n"
    (contact,) = contacts_in(from_table(tmp_path, text))
    assert (contact.phone, contact.languages, contact.free, contact.min_age) == ("020 7946 0003", ("en",), True, 16)
    assert (contact.kind, contact.country) == ("local", "GB")
    assert contact == contacts_in(from_table(tmp_path, text.replace(";", ",")))[0]


def of(what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = service(NIGHT)[what]
    return found


def test_other_readers_find_everything_in_its_place() -> None:
    made = service(NIGHT)
    assert (made["name"], made["status"]) == ("Example night line", "temporarily closed")
    voice, text = of("phones")
    assert (voice["number"], voice["extension"], voice["type"]) == ("020 7946 0001", 2, "voice")
    assert (text["number"], text["type"], text["description"]) == (
        "0808 157 0002",
        "text",
        "Text HELP to 0808 157 0002",
    )
    assert [(row["byday"], row["opens_at"], row["closes_at"]) for row in of("schedules")] == [
        ("MO,TU,WE,TH,FR", "20:00", "06:00"),
        ("SA", "00:00", "23:59"),
    ]
    assert "Europe/London" in of("schedules")[0]["description"]
    assert "2026-12-25" in of("schedules")[0]["description"]
    assert [row["code"] for row in of("languages")] == ["en", "pl"]
    assert of("service_areas")[0]["extent"] == "GB-SCT"
    assert (made["minimum_age"], made["assured_date"]) == (16, "2026-11-02")
    assert made["assurer_email"] == "lead@harbour.example"
    assert of("cost_options")[0]["option"] == "Free to call"
    assert made["application_process"] == "Phone first"
    address = of("service_at_locations")[0]["location"]["addresses"][0]
    assert {"address_1", "city", "state_province", "postal_code", "country", "address_type"} <= set(address)


def test_what_hsds_needs_is_always_there(built_in: list[Contact]) -> None:
    ids = set()
    for contact in built_in:
        made = service(contact)
        assert made["id"] == service(contact)["id"]
        assert made["status"] in ("active", "inactive", "defunct", "temporarily closed")
        assert made["organization"]["name"] == made["name"]
        assert made["organization"]["description"]
        assert all(phone["number"] in (contact.phone, contact.sms, contact.textphone) or " to " in contact.sms
                   for phone in made["phones"]) if "phones" in made else not contact.phone  # fmt: skip
        assert made.get("url", "http").startswith("http")
        ids.add(made["id"])
    assert len(ids) == len(built_in)


def test_a_menu_digit_that_no_number_holds_is_said_in_words() -> None:
    phone = service(NIGHT.but(press="02 #"))["phones"][0]
    assert "extension" not in phone
    assert phone["description"] == "Then press 02 #"


def test_an_empty_export_is_a_page_without_services(tmp_path: Path) -> None:
    assert json.loads("".join(page([])))["contents"] == []
    assert from_hsds(tmp_path, "".join(page([]))) == []


@given(CONTACTS)
@settings(max_examples=50, deadline=None)
def test_limits_are_those_of_the_file(contact: Contact) -> None:
    faults = beyond_limits({"web": contact.web, "region": contact.region, "note": contact.note * 30})
    assert bool(faults) == bool(
        (contact.web and not re.fullmatch("https://[!-~]+", contact.web))
        or (contact.region and not re.fullmatch("[A-Z]{2}-[A-Z0-9]{1,3}", contact.region))
        or len(contact.note * 30) > 400
    )


def test_every_column_is_in_the_documentation() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "exchange.md").read_text(encoding="utf-8")
    part = page[page.index("| column | what it holds |") : page.index("The parts of a list")]
    assert re.findall(r"^\| `(\w+)`", part, re.MULTILINE) == list(DIRECTORY_FIELDS)
