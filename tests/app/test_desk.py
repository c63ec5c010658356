"""What lies on the desk: an organisation's files, read once and again when they change, and who is reached first."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisisaid.app import keeping
from crisisaid.app.countries import UNKNOWN
from crisisaid.app.desk import Desk
from crisisaid.app.ladders import rungs_left
from crisisaid.app.organisation import files_of
from crisisaid.app.present_more import rung_lines
from crisisaid.contacts import layers
from crisisaid.contacts.ladder import rung_of
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import start
from crisisaid.model.contact import Contact
from crisisaid.model.need import Need
from crisisaid.model.state import OfferReferral, State

CONTACTS = """\
format: crisisaid/contacts/v1
organisation: Example Peer Line
country: GB
contacts:
  - {id: example-lead, name: Example shift lead, kind: shift-lead, phone: "020 7946 0001", verified_on: "2026-11-02",
     verified_how: operator}
"""


def desk_of(tmp_path: Path, contacts: str = "", policy: str = "") -> Desk:
    folder = tmp_path / "organisation"
    folder.mkdir(exist_ok=True)
    if contacts:
        (folder / "contacts.yaml").write_text(contacts)
    if policy:
        (folder / "policy.yaml").write_text(policy)
    return Desk({"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}, str(folder))


def offer(tier: str, *roles: str, tried: tuple[str, ...] = ()) -> OfferReferral:
    return OfferReferral("suicide-first-response", "step", tier, roles, tried)


def state_in(desk: Desk, country: str) -> State:
    return fold(desk.library, [start(desk.library, "suicide-first-response", channel="phone", country=country)])


def test_files_are_read_once_and_again_when_they_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    real = layers.read_organisation
    monkeypatch.setattr(layers, "read_organisation", lambda *named: reads.append(named[0]) or real(*named))
    assert any(one.phone == "020 7946 0001" for one in desk_of(tmp_path, CONTACTS).contacts("GB"))
    first = len(reads)
    assert any(one.phone == "020 7946 0001" for one in desk_of(tmp_path, CONTACTS).contacts("GB"))
    assert len(reads) == first
    changed = CONTACTS.replace("020 7946 0001", "020 7946 0002")
    assert any(one.phone == "020 7946 0002" for one in desk_of(tmp_path, changed).contacts("GB"))
    assert len(reads) > first


def test_faults_come_back_from_the_cache_too(tmp_path: Path) -> None:
    faulty = CONTACTS + "  - {id: broken}\n"
    first, second = desk_of(tmp_path, faulty), desk_of(tmp_path, faulty)
    assert first.ladder("GB", ("shift_lead",), "phone").rungs == second.ladder("GB", ("shift_lead",), "phone").rungs
    assert first.findings == second.findings != []
    assert any("could not be used" in remark for remark in second.ladder("GB", ("shift_lead",), "phone").remarks)


def test_a_folder_that_is_not_there_is_said_and_stops_nothing(tmp_path: Path) -> None:
    desk = Desk({"HOME": str(tmp_path)}, str(tmp_path / "nowhere"))
    assert desk.ladder("GB", ("ambulance",), "phone").rungs[0].contact.phone == "999"
    assert "nowhere" in desk.findings[0].message


def test_policy_is_read_and_the_country_is_only_offered(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, policy="format: crisisaid/policy/v1\ncountry: TR\nshared_machine: true\n")
    assert desk.home == "TR"
    assert desk.organisation().policy.shared_machine is True


def test_the_shift_lead_without_a_number_is_still_first(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    left = rungs_left(offer("before_you_part", "shift_lead", "crisis_line"), state_in(desk, "GB"), desk)
    assert left[0].contact.id == "unset-shift_lead"
    assert "start of your shift" in left[0].contact.name
    assert left[1].role == "crisis_line"
    assert left[-1].contact.phone == "999"


def test_a_contact_that_did_not_answer_makes_room_for_the_next(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, CONTACTS)
    first = rungs_left(offer("before_you_part", "shift_lead", "crisis_line"), state_in(desk, "GB"), desk)
    tried = offer("before_you_part", "shift_lead", "crisis_line", tried=(first[0].contact.id,))
    assert first[0].contact.phone == "020 7946 0001"
    assert rungs_left(tried, state_in(desk, "GB"), desk) == first[1:]


def test_no_help_line_stands_in_where_it_can_do_nothing(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    for wanted in (offer("call_now", "ambulance", "shift_lead"), offer("before_you_part", "safeguarding_lead")):
        roles = {rung.role for rung in rungs_left(wanted, state_in(desk, "GB"), desk)}
        assert not roles & {"crisis_line", "help_line"}
        assert roles & {"ambulance", "emergency_number"}


def test_nobody_knows_where_they_are(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, CONTACTS)
    made = desk.ladder(UNKNOWN, ("shift_lead", "ambulance"), "phone")
    assert [rung.contact.phone for rung in made.rungs] == ["020 7946 0001"]
    assert "emergency number of that place" in made.remarks[0]


def test_a_corrected_built_in_number_is_not_hidden_by_the_cache(tmp_path: Path) -> None:
    """The same program version, the same organisation's files, another directory: a number was put right."""
    environ = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    desk_of(tmp_path, CONTACTS)
    built_in = (Contact(id="gb-example", name="Example", kind="crisis", country="GB", phone="020 7946 0100"),)
    corrected = (built_in[0].but(phone="020 7946 0200"),)
    for directory, number in ((built_in, "020 7946 0100"), (corrected, "020 7946 0200")):
        merged, _ = files_of(str(tmp_path / "organisation"), environ).over(directory, "GB")
        assert number in [one.phone for one in merged]


def test_a_kept_copy_that_another_program_wrote_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole by its own digest, and still not what this program can unpack: no referral may stop for that."""
    assert desk_of(tmp_path, CONTACTS).contacts("GB")
    monkeypatch.setattr(keeping, "from_cache", lambda *_: b"not ours")
    desk = desk_of(tmp_path, CONTACTS)
    assert any(one.phone == "020 7946 0001" for one in desk.contacts("GB"))
    assert desk.home == "GB"


def test_hours_written_with_full_stops_are_shown_whole(tmp_path: Path) -> None:
    """The screen leaves out the rest of what is known of the check, and nothing of the hours."""
    contact = Contact("example", "Example line", "crisis", "GB", phone="020 7946 0003", hours="Mo-Fr 9.00-17.00")
    said = [line.text for line in rung_lines(rung_of("crisis_line", contact, Need(), ""))]
    assert said[-1] == "Mo-Fr 9.00-17.00 (as listed). Not checked by your organisation."
