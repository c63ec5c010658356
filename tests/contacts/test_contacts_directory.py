"""The built-in directory is read whole, as it stands in its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from contacts_listed import FOLDER, Directory

from crisisaid.contacts.directory import parse_country, read_country
from crisisaid.contacts.kinds import EMERGENCY, HELP_LINES

if TYPE_CHECKING:
    from pathlib import Path

ONE = b"""\
contacts:
  - id: "xx-emergency-1"
    country: "XX"
    kind: "emergency"
    name: "Ambulance"
    phone: "%s"
  - id: "xx-crisis-2"
    country: "XX"
    kind: "crisis"
    name: "Example line"
    phone: "555-0100"
"""


def as_listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.parametrize("code", Directory.codes)
def test_every_field_of_every_record_arrives(code: str, directory: Directory) -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    written = yaml.load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"), loader)["contacts"]
    contacts = directory(code)
    assert len(contacts) == len(written)
    for contact, record in zip(contacts, written, strict=True):
        assert {name: getattr(contact, name) for name in record} == {k: as_listed(v) for k, v in record.items()}
        assert contact.layer == "built-in"
        assert contact.kind in (EMERGENCY, *HELP_LINES)
        assert contact.sources


def test_every_country_has_an_emergency_number_and_ids_are_unique(directory: Directory) -> None:
    seen: set[str] = set()
    for code in directory.codes:
        contacts = directory(code)
        assert any(contact.kind == EMERGENCY and contact.phone for contact in contacts)
        assert all(contact.country == code for contact in contacts)
        ids = {contact.id for contact in contacts}
        assert len(ids) == len(contacts)
        assert not ids & seen
        seen |= ids


def test_no_number_is_listed_as_replaced(directory: Directory) -> None:
    for code in directory.codes:
        current = {contact.phone for contact in directory(code)} - {""}
        assert not current & {old for contact in directory(code) for old in contact.replaces}


@pytest.mark.parametrize("code", ["MM", "ZZ", "", "..", "a/b", "GB.yaml", "\x00"])
def test_a_country_without_a_file_has_no_contacts(code: str) -> None:
    assert read_country(str(FOLDER), code) == ((), ())


def test_a_folder_in_place_of_a_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "XX.yaml").mkdir()
    contacts, findings = read_country(str(tmp_path), "XX")
    assert contacts == ()
    assert len(findings) == 1


@pytest.mark.parametrize("number", ["000", "0116123", "112", "+44 20 7946 0000", "*4141", "08", "1-0"])
def test_numbers_are_kept_as_written(number: str) -> None:
    contacts, findings = parse_country(ONE % number.encode(), "XX.yaml")
    assert findings == ()
    assert contacts[0].phone == number


@pytest.mark.parametrize("number", ["call us", "112x", "tel:112", ""])
def test_a_bad_record_is_left_out_and_the_others_stay(number: str) -> None:
    contacts, findings = parse_country(ONE % number.encode(), "XX.yaml")
    assert [contact.id for contact in contacts] == ["xx-crisis-2"]
    assert [finding.line for finding in findings] == [2]
    assert "xx-emergency-1" in findings[0].message


@pytest.mark.parametrize("data", [b"", b"[", b"- 1", b"contacts: 3", b"contacts: [1, x]", b"\xff", b"a: &b 1"])
def test_what_is_no_directory_gives_findings(data: bytes) -> None:
    contacts, _ = parse_country(data, "XX.yaml")
    assert contacts == ()
