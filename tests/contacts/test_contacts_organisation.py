"""An organisation's folder, good and bad: what can be read is used, and nothing in it stops the referral."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from crisisaid.contacts.hours.opening import opening
from crisisaid.contacts.ladder import ladder
from crisisaid.contacts.layers import Organisation, read_organisation, with_organisation
from crisisaid.model.contact import Contact
from crisisaid.model.need import Need
from crisisaid.model.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path

    from contacts_listed import Directory

GOOD = """\
format: crisisaid/contacts/v1
organisation: Example Peer Support
contact_person: "referrals@example.org"
timezone: Europe/London
country: GB
contacts:
  - id: example-lead
    name: Shift lead
    kind: shift-lead
    phone: "020 7946 0000"
    verified_on: "2026-11-02"
    verified_how: operator
  - id: example-team
    name: Crisis team
    kind: crisis-team
    phone: "020 7946 0001"
    hours: "Mo-Fr 09:00-21:00"
    languages: [en, pl]
    min_age: 18
    free: true
    fallback: [gb-crisis-samaritans]
  - id: gb-crisis-samaritans
    note: "Say that Example sent you."
    verified_on: "2026-11-02"
  - id: gb-crisis-calm
    hide: true
    reason: "Closed when our supporters work."
"""
POLICY = """\
format: crisisaid/policy/v1
name: Example Peer Support
country: GB
languages: [en]
channels: [phone, text_chat]
reporting_duty: "Tell the safeguarding lead."
retention_days: 30
shared_machine: false
"""


def folder(path: Path, contacts: str | bytes | None = GOOD, policy: str | None = POLICY) -> str:
    if contacts is not None:
        (path / "contacts.yaml").write_bytes(contacts if isinstance(contacts, bytes) else contacts.encode())
    if policy is not None:
        (path / "policy.yaml").write_text(policy, encoding="utf-8")
    return str(path)


def ids(organisation: Organisation) -> list[str]:
    return [entry["id"] for entry in organisation.overlays[0].entries]


def test_a_good_folder(tmp_path: Path, directory: Directory) -> None:
    own = read_organisation(folder(tmp_path))
    assert own.findings == ()
    assert (own.name, own.country, own.timezone) == ("Example Peer Support", "GB", "Europe/London")
    assert own.contact_person == "referrals@example.org"
    assert own.policy == Policy(
        name="Example Peer Support",
        country="GB",
        languages=("en",),
        channels=("phone", "text_chat"),
        reporting_duty="Tell the safeguarding lead.",
        retention_days=30,
    )
    assert own.overlays[0].lines == (7, 13, 22, 25)
    contacts, findings = with_organisation(directory("GB"), own)
    assert findings == ()
    known = {contact.id: contact for contact in contacts}
    team = known["example-team"]
    assert (team.min_age, team.free, team.languages, team.timezone) == (18, True, ("en", "pl"), "Europe/London")
    assert known["example-lead"].country == "GB"
    assert known["gb-crisis-samaritans"].layer == "organisation"
    assert "gb-crisis-calm" not in known


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_no_folder(name: str, tmp_path: Path) -> None:
    own = read_organisation(str(tmp_path / name) if name else "")
    assert (own.policy, own.overlays[0].entries, own.findings) == (Policy(), (), ())


def test_an_empty_folder(tmp_path: Path) -> None:
    assert read_organisation(str(tmp_path)).findings == ()


def test_a_number_without_quotes_is_found_and_used_as_written(tmp_path: Path, directory: Directory) -> None:
    own = read_organisation(folder(tmp_path, GOOD.replace('"020 7946 0000"', "0800")))
    assert {finding.code for finding in own.findings} == {"CA0108"}
    contacts, _ = with_organisation(directory("GB"), own)
    assert next(contact for contact in contacts if contact.id == "example-lead").phone == "0800"


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("    phone: ", "    phnoe: "),
        ('phone: "020 7946 0000"', 'phone: "ring us"'),
        ("kind: shift-lead", "kind: shiftlead"),
        ("verified_how: operator", "verified_how: guessed"),
        ("name: Shift lead", "name: [Shift, lead]"),
        ("id: example-lead", "id: Example Lead"),
    ],
)
def test_one_bad_entry_leaves_the_others(good: str, bad: str, tmp_path: Path, directory: Directory) -> None:
    own = read_organisation(folder(tmp_path, GOOD.replace(good, bad, 1)))
    assert ids(own) == ["example-team", "gb-crisis-samaritans", "gb-crisis-calm"]
    assert any("is left out" in finding.message and finding.line == 7 for finding in own.findings)
    contacts, findings = with_organisation(directory("GB"), own)
    assert findings == ()
    assert "example-team" in {contact.id for contact in contacts}


def test_a_file_with_many_faults(tmp_path: Path, directory: Directory) -> None:
    own = read_organisation(
        folder(
            tmp_path,
            """\
format: crisisaid/contacts/v1
organisation: [not, a, name]
country: gb
extra: 1
contacts:
  - id: example-lead
    name: Shift lead
    kind: shift-lead
    phone: "020 7946 0000"
  - just text
  - id: example-nothing
    name: Nobody
    kind: local
  - id: gb-emergency-999
    hide: true
    reason: "We have our own."
  - id: gb-crisis-calm
    hide: true
  - id: example-lead
    name: Again
    kind: shift-lead
    phone: "020 7946 0009"
""",
            POLICY.replace("30", "4000").replace("false", "perhaps").replace("GB", "England"),
        )
    )
    assert len(own.findings) >= 8
    assert (own.name, own.country) == ("Example Peer Support", "")
    assert (own.policy.retention_days, own.policy.shared_machine, own.policy.country) == (None, True, "")
    contacts, findings = with_organisation(directory("GB"), own)
    known = {contact.id: contact for contact in contacts}
    assert known["example-lead"].phone == "020 7946 0000"
    assert {"gb-emergency-999", "gb-crisis-calm"} <= set(known)
    assert "CA0602" in {finding.code for finding in findings}


@pytest.mark.parametrize(
    "contacts", [b"", b"[", b"\xff\xfe", b"a: 1\na: 2\n", b"contacts: 7", b"- 1", b"{}", b"x" * 1_100_000]
)
def test_a_file_that_cannot_be_used_is_a_finding(contacts: bytes, tmp_path: Path, directory: Directory) -> None:
    own = read_organisation(folder(tmp_path, contacts))
    assert own.overlays[0].entries == ()
    assert own.findings
    assert own.policy.name == "Example Peer Support"
    assert with_organisation(directory("GB"), own) == (directory("GB"), ())


def test_folders_and_dangling_links_in_place_of_files(tmp_path: Path) -> None:
    (tmp_path / "contacts.yaml").mkdir()
    (tmp_path / "policy.yaml").symlink_to(tmp_path / "gone")
    own = read_organisation(str(tmp_path))
    assert len(own.findings) == 2
    assert own.policy == Policy()


def test_a_fault_of_our_own_does_not_stop_anybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import crisisaid.reading.shape

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(crisisaid.reading.shape, "check_shape_by_path", broken)
    own = read_organisation(folder(tmp_path))
    assert own.overlays[0].entries == ()
    assert len(own.findings) == 2


def mutated(text: str, dice: random.Random) -> bytes:
    """The file after one to three accidents: bytes lost, doubled, changed or put elsewhere, lines swapped."""
    data = bytearray(text.encode())
    for _ in range(dice.randint(1, 3)):
        start = dice.randrange(len(data))
        end = min(len(data), start + dice.randint(1, 12))
        piece = data[start:end]
        accident = dice.randrange(5)
        if accident == 0:
            del data[start:end]
        elif accident == 1:
            data[start:start] = piece
        elif accident == 2:
            data[start] = dice.randrange(256)
        elif accident == 3:
            data[start:start] = dice.choice(
                [b"\t", b": ", b"- ", b"\n", b'"', b"{", b"[", b"&a ", b"#", b"0", b"hide: true"]
            )
        else:
            lines = bytes(data).splitlines(keepends=True)
            one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            data = bytearray(b"".join(lines))
    return bytes(data)


def test_five_hundred_accidents(tmp_path: Path, directory: Directory) -> None:
    dice = random.Random(20261123)
    text = GOOD + '  - id: gb-emergency-999\n    hide: true\n    reason: "x"\n'
    used = 0
    for _ in range(500):
        own = read_organisation(folder(tmp_path, mutated(text, dice)))
        contacts, _ = with_organisation(directory("GB"), own)
        found = ladder(contacts, Need("GB", "United Kingdom", "phone"), ["shift_lead", "crisis_line"])
        assert found.rungs[-1].contact.id == "gb-emergency-999"
        assert found.rungs[-1].contact.phone == "999"
        used += bool(own.overlays[0].entries)
    assert used > 50


@pytest.mark.parametrize(
    ("added", "field", "left"),
    [
        ('verified_on: "2026-02-30"', "verified_on", ""),
        ("languages: [en, english]", "languages", ("en",)),
        ('closed_on: ["2026-02-30"]', "closed_on", ("2026-02-30",)),
    ],
)
def test_a_slip_in_what_describes_a_contact_does_not_cost_its_number(
    added: str, field: str, left: object, tmp_path: Path, directory: Directory
) -> None:
    own = read_organisation(folder(tmp_path, GOOD.replace('    verified_on: "2026-11-02"\n', f"    {added}\n", 1)))
    assert [finding.code for finding in own.findings] == ["CA0205"]
    contacts, _ = with_organisation(directory("GB"), own)
    (lead,) = (contact for contact in contacts if contact.id == "example-lead")
    assert lead.phone == "020 7946 0000"
    assert getattr(lead, field) == left


def test_a_closed_day_that_is_no_day_makes_the_hours_unknown() -> None:
    """It may be today: never shown as open."""
    contact = Contact("x", "x", "crisis", "GB", "020 7946 0000", hours="24/7", closed_on=("2026-02-30",))
    assert opening(contact, 1798165800.0).state == "unknown"
