"""Layers: built-in, organisation, site, command line; which of them gave a field, and what none of them may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisisaid.contacts.layers import read_organisation, sites_of, with_organisation
from crisisaid.contacts.provenance import origins

if TYPE_CHECKING:
    from pathlib import Path

    from contacts_listed import Directory

HEAD = "format: crisisaid/contacts/v1\ncountry: GB\ncontacts:\n"
LINE = "gb-crisis-samaritans"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sites").mkdir()
    (tmp_path / "contacts.yaml").write_text(
        f'{HEAD}  - id: {LINE}\n    note: "Say who sent you."\n    verified_on: "2026-11-02"\n'
        '  - id: example-lead\n    name: Shift lead\n    kind: shift-lead\n    phone: "020 7946 0001"\n',
        encoding="utf-8",
    )
    (tmp_path / "sites" / "east.yaml").write_text(
        f'{HEAD}  - id: example-lead\n    phone: "020 7946 0002"\n  - id: {LINE}\n    clear: [note]\n', encoding="utf-8"
    )
    (tmp_path / "over.yaml").write_text(
        f'{HEAD}  - id: example-lead\n    hours: "24/7"\n    verified_on: "2026-11-20"\n', encoding="utf-8"
    )
    return tmp_path


def whence(folder: Path, directory: Directory, name: str, site: str = "", over: str = "") -> dict[str, tuple[str, str]]:
    own = read_organisation(str(folder), site, over)
    assert own.findings == ()
    found = origins(directory("GB"), own.overlays, name)
    return {one.field: (str(one.value), one.layer) for one in found}


def test_each_field_comes_from_the_last_layer_that_changed_it(folder: Path, directory: Directory) -> None:
    found = whence(folder, directory, "example-lead", "east", str(folder / "over.yaml"))
    assert found["name"] == ("Shift lead", "organisation")
    assert found["phone"] == ("020 7946 0002", "site")
    assert found["hours"] == ("24/7", "command line")
    built_in = whence(folder, directory, LINE)
    assert built_in["phone"] == ("116 123", "built-in")
    assert built_in["note"] == ("Say who sent you.", "organisation")


def test_a_field_given_empty_is_cleared_by_that_layer(folder: Path, directory: Directory) -> None:
    assert "note" not in whence(folder, directory, LINE, "east")


def test_the_place_in_the_file_is_told(folder: Path, directory: Directory) -> None:
    own = read_organisation(str(folder), "east")
    (phone,) = (one for one in origins(directory("GB"), own.overlays, "example-lead") if one.field == "phone")
    assert (phone.file, phone.line) == (str(folder / "sites" / "east.yaml"), 4)


def test_the_site_of_the_policy_is_used_when_none_is_named(folder: Path, directory: Directory) -> None:
    (folder / "policy.yaml").write_text("format: crisisaid/policy/v1\nsite: east\n", encoding="utf-8")
    assert whence(folder, directory, "example-lead")["phone"] == ("020 7946 0002", "site")
    assert sites_of(str(folder)) == ("east",)


@pytest.mark.parametrize("name", ["west", "../contacts", "a/b", "."])
def test_a_site_that_is_not_there_is_said_and_the_rest_is_used(name: str, folder: Path, directory: Directory) -> None:
    own = read_organisation(str(folder), name)
    assert [finding.code for finding in own.findings] == ["CA0603"]
    assert "Its sites: east." in own.findings[0].hint
    contacts, _ = with_organisation(directory("GB"), own)
    assert {one.phone for one in contacts if one.id == "example-lead"} == {"020 7946 0001"}


@pytest.mark.parametrize("verified", ['    verified_on: "2026-11-02"\n', "    note: The only one.\n"])
def test_no_layer_takes_the_last_emergency_number_of_another(verified: str, folder: Path, directory: Directory) -> None:
    """Checked by the organisation it is still the last one: a site may not hide it."""
    numbers = [one.id for one in directory("GB") if one.kind == "emergency" and one.phone]
    entries = "".join(f"  - id: {name}\n{verified}" for name in numbers)
    (folder / "contacts.yaml").write_text(HEAD + entries, encoding="utf-8")
    hidden = "".join(f"  - id: {name}\n    hide: true\n    reason: Example\n" for name in numbers)
    (folder / "sites" / "east.yaml").write_text(HEAD + hidden, encoding="utf-8")
    contacts, findings = with_organisation(directory("GB"), read_organisation(str(folder), "east"))
    assert [one.phone for one in contacts if one.kind == "emergency"]
    assert "CA0602" in {finding.code for finding in findings}
