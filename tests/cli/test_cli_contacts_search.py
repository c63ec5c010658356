"""`contacts search`, as it is typed: an organisation's own contacts, the built-in ones, an imported directory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crisisaid.app.services import SERVICES, build
from crisisaid.model.contact import Contact

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Done

    Search = Callable[..., Done]

OWN = """\
format: crisisaid/contacts/v1
organisation: Example Peer Line
country: GB
contacts:
  - {id: example-kitchen, name: Example Kitchen, kind: local, phone: "020 7946 0001", note: Hot meals on Sundays,
     hours: "Su 12:00-15:00", timezone: Europe/London, area: Example Town, verified_on: "2026-11-02",
     verified_how: operator}
  - {id: example-closed, name: Example Meals Closed, kind: local, phone: "020 7946 0002", status: retired}
  - {id: hsds-two, name: Example Pantry Two As We Know It, kind: local, phone: "020 7946 0022", note: Groceries}
"""


def imported(number: int, name: str, **fields: str) -> Contact:
    known = {"kind": "local", "country": "GB", "phone": f"0808 157 0{number:03}", "layer": "imported"}
    return Contact(id=f"hsds-{name.rpartition(' ')[2].casefold()}", name=name, **{**known, **fields})


SERVED = (
    imported(1, "Example Pantry One", region="GB-LDS", verified_on="2026-10-01", verified_how="document"),
    imported(2, "Example Pantry Two"),
    imported(3, "Example Debt Three", note="Money advice"),
    imported(4, "Example \x1b[31mRed\u202eFour", note="Trampolines"),
    imported(5, "Example Pantry Five", country="US", phone="555-0100"),
)


@pytest.fixture
def organisation(tmp_path: Path) -> Path:
    folder = tmp_path / "organisation"
    folder.mkdir()
    (folder / "contacts.yaml").write_text(OWN, encoding="utf-8")
    build(str(folder / SERVICES), SERVED, lambda: None)
    return folder


def test_the_built_in_directory_is_searched_without_any_index(crisisaid: Search) -> None:
    done = crisisaid("contacts", "search", "suicidal", "--country", "GB")
    assert done.code == 0
    assert "Samaritans" in done.out
    assert "     116 123\n" in done.out
    assert done.out.startswith("1. ")


def test_own_contacts_come_first_with_all_that_matters(crisisaid: Search, organisation: Path) -> None:
    done = crisisaid("contacts", "search", "hot", "meals", "--organisation", str(organisation))
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "1. Example Kitchen  [example-kitchen]"
    assert lines[1] == "     020 7946 0001"
    assert lines[2] == "     Hours: Su 12:00-15:00 (as listed, time in Europe/London)."
    assert "     Serves Example Town." in lines
    assert any(line.startswith("     Checked by your organisation on 2026-11-02") for line in lines)
    assert "Example Meals Closed" not in done.out


def test_an_imported_service_is_shown_as_one_and_an_own_entry_goes_over_it(
    crisisaid: Search, organisation: Path
) -> None:
    done = crisisaid("contacts", "search", "pantry", "groceries", "--organisation", str(organisation), "--json")
    found = {one["name"]: one for one in json.loads(done.out)["contacts"]}
    assert {"Example Pantry One", "Example Pantry Five", "Example Pantry Two As We Know It"} <= set(found)
    assert "Example Pantry Two" not in found
    assert found["Example Pantry One"]["layer"] == "imported"
    assert found["Example Pantry One"]["phone"] == "0808 157 0001"
    only = crisisaid("contacts", "search", "pantry", "--organisation", str(organisation), "--country", "US", "--json")
    assert [one["name"] for one in json.loads(only.out)["contacts"]] == ["Example Pantry Five"]


def test_a_region_comes_first_and_no_more_than_were_asked_for(crisisaid: Search, organisation: Path) -> None:
    words = ("contacts", "search", "pantry", "--organisation", str(organisation), "--region", "GB-LDS")
    listed = json.loads(crisisaid(*words, "--json").out)["contacts"]
    assert len(listed) > 2
    few = json.loads(crisisaid(*words, "--most", "2", "--json").out)["contacts"]
    assert len(few) == 2
    assert any(one["name"] == "Example Pantry One" for one in few)


def test_what_is_nearer_is_not_drowned_in_what_is_not(crisisaid: Search, organisation: Path) -> None:
    done = crisisaid("contacts", "search", "trampolines", "--organisation", str(organisation))
    assert done.out.startswith("1. Example ?[31mRed?Four  [")
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert "2. " not in done.out
    assert "read as" not in done.err


def test_a_slip_is_said_on_the_side(crisisaid: Search, organisation: Path) -> None:
    done = crisisaid("contacts", "search", "trampolynes", "--organisation", str(organisation))
    assert "Four" in done.out
    assert done.err == "Nothing has 'trampolynes'; read as 'trampolines'.\n"


def test_nothing_found_is_said_and_is_no_fault(crisisaid: Search, organisation: Path) -> None:
    done = crisisaid("contacts", "search", "xyzzyqq", "--organisation", str(organisation))
    assert (done.code, done.out) == (0, "")
    assert "Nothing was found." in done.err
    listed = crisisaid("contacts", "search", "xyzzyqq", "--organisation", str(organisation), "--json")
    assert json.loads(listed.out) == {"contacts": [], "remarks": []}


@pytest.mark.parametrize("words", [('"food',), ("food AND",), ("NEAR(food", "debt)"), ("name:food*",), ("-- food",)])
def test_signs_are_only_signs(crisisaid: Search, organisation: Path, words: tuple[str, ...]) -> None:
    done = crisisaid("contacts", "search", "--organisation", str(organisation), "--", *words)
    assert done.code == 0
    assert "1. " in done.out


def test_a_damaged_directory_is_said_and_the_others_are_searched(crisisaid: Search, organisation: Path) -> None:
    (organisation / SERVICES).write_text("<!doctype html><title>Sign in</title>" * 40)
    done = crisisaid("contacts", "search", "food", "--organisation", str(organisation))
    assert done.code == 1
    assert "Example Kitchen" in done.out
    assert "services.sqlite is not an index of services. The imported directory was not searched." in done.err


def test_no_country_and_no_words_are_asked_for(crisisaid: Search) -> None:
    done = crisisaid("contacts", "search", "food")
    assert done.code == 2
    assert "No country is named, and none is set." in done.err
    assert crisisaid("contacts", "search", "--country", "GB", "--", "?!").code == 2
    assert crisisaid("contacts", "search", "food", "--country", "Nowhereland").code == 2
    assert crisisaid("contacts", "search").code == 2
