"""The ladder of a moment: the rota first, whoever is closed last, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisisaid.app.contacts.directory import moment
from crisisaid.app.countries import UNKNOWN
from crisisaid.app.desk import Desk
from crisisaid.app.services import SERVICES, build
from crisisaid.app.words_for_you import if_nobody_answers
from crisisaid.errors import UsageRefused
from crisisaid.model.contact import Contact
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, TIERS

if TYPE_CHECKING:
    from pathlib import Path

    from crisisaid.model.contact import Rung

CONTACTS = """\
format: crisisaid/contacts/v1
country: GB
timezone: Europe/London
contacts:
  - {id: lead-a, name: Lead A, kind: shift-lead, phone: "020 7946 0101", hours: "24/7"}
  - {id: lead-b, name: Lead B, kind: shift-lead, phone: "020 7946 0102"}
  - {id: team, name: Team, kind: crisis-team, phone: "020 7946 0103", hours: "Mo-Fr 09:00-17:00"}
  - {id: lisbon, name: Lisbon, kind: crisis, phone: "020 7946 0104", hours: "Mo-Su 03:00-09:00", timezone: Asia/Tokyo}
"""
ROTA = "from,to,role,contact,phone,note\n2026-12-21,2026-12-27,shift lead,lead-b,,\n"
PLACES: dict[str, str] = {}
NIGHT = "2026-12-25 02:30"


@pytest.fixture(scope="module", autouse=True)
def _kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What takes long to read is kept from one test to the next, as for a supporter."""
    PLACES["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    return tmp_path


def rungs(folder: Path, at: str, *roles: str, country: str = "GB") -> list[Rung]:
    desk = Desk(PLACES, str(folder))
    desk.look_at(moment(at, "Europe/London"))
    return list(desk.ladder(country, roles, "phone").rungs)


def ids(made: list[Rung]) -> list[str]:
    return [rung.contact.id for rung in made]


def test_who_is_on_duty_comes_first_and_says_until_when(folder: Path) -> None:
    assert ids(rungs(folder, NIGHT, "shift_lead"))[:2] == ["lead-a", "lead-b"]
    (folder / "rota.csv").write_text(ROTA, encoding="utf-8")
    made = rungs(folder, NIGHT, "shift_lead")
    assert ids(made)[:2] == ["lead-b", "lead-a"]
    assert (made[0].state, made[0].hours) == ("open", "on duty now, by the rota")
    assert "On duty until Monday 00:00" in made[0].contact.note


def test_after_the_last_turn_the_numbers_that_are_always_set_stay(folder: Path) -> None:
    (folder / "rota.csv").write_text(ROTA, encoding="utf-8")
    desk = Desk(PLACES, str(folder))
    desk.look_at(moment("2027-01-05 12:00", "Europe/London"))
    made = desk.ladder("GB", ("shift_lead",), "phone")
    assert ids(list(made.rungs))[:2] == ["lead-a", "lead-b"]
    assert any("Nobody is on the rota" in remark for remark in made.remarks)
    assert not any("rota" in remark for remark in desk.ladder("GB", ("ambulance",), "phone").remarks)


def test_a_rota_that_cannot_be_read_takes_nobody_away(folder: Path) -> None:
    (folder / "rota.csv").write_bytes(b"\x00\xff<html>")
    assert ids(rungs(folder, NIGHT, "shift_lead"))[:2] == ["lead-a", "lead-b"]


def test_whoever_is_closed_waits_behind_whoever_may_answer(folder: Path) -> None:
    made = rungs(folder, NIGHT, "crisis_team", "crisis_line")
    assert ids(made).index("team") > ids(made).index("gb-crisis-samaritans")
    assert ids(made)[-1] == "gb-emergency-999"
    assert next(rung for rung in made if rung.contact.id == "team").now.startswith("closed now, opens")
    assert ids(rungs(folder, "2026-12-23 10:00", "crisis_team", "crisis_line"))[0] == "team"


def test_hours_are_those_of_the_contacts_own_zone(folder: Path) -> None:
    (rung,) = (one for one in rungs(folder, "2026-12-24 19:00", "crisis_line") if one.contact.id == "lisbon")
    assert rung.state == "open"
    assert "time in Tokyo" in rung.now
    (rung,) = (one for one in rungs(folder, "2026-12-25 04:00", "crisis_line") if one.contact.id == "lisbon")
    assert rung.state == "closed"


def test_while_the_country_is_not_known_only_the_organisations_own_are_shown(folder: Path) -> None:
    assert set(ids(rungs(folder, NIGHT, "shift_lead", country=UNKNOWN))) == {"lead-a", "lead-b"}


@pytest.mark.parametrize("tier", TIERS)
def test_the_minutes_to_let_it_ring_are_said_but_never_before_an_emergency_call(tier: str) -> None:
    said = if_nobody_answers(tier, "person", 3)
    assert ("within 3 minutes" in said) == (tier != CALL_NOW)
    assert "within 1 minute," in if_nobody_answers(BEFORE_YOU_PART, "person", 1)


@pytest.mark.parametrize("wrong", ["tonight", "2026-13-01", "25.12.2026"])
def test_what_is_no_moment_is_refused(wrong: str) -> None:
    with pytest.raises(UsageRefused):
        moment(wrong, "Europe/London")


def test_no_zone_is_refused() -> None:
    with pytest.raises(UsageRefused):
        moment(NIGHT, "Mars/Base")


def test_who_stands_in_follows_while_nobody_of_the_role_is_open(folder: Path) -> None:
    """Stated in the policy: a role, or the id of a contact. It changes nothing while somebody is there."""
    (folder / "policy.yaml").write_text(
        "format: crisisaid/policy/v1\nwhen_nobody: {crisis_team: shift_lead, shift_lead: gb-crisis-samaritans}\n",
        encoding="utf-8",
    )
    at_night = rungs(folder, NIGHT, "crisis_team")
    stands_in = [rung.contact.id for rung in at_night if "Stands in for the crisis team." in rung.fits]
    assert stands_in == ["lead-a", "lead-b", "gb-crisis-samaritans"]
    assert not any(
        "Stands in" in said for rung in rungs(folder, "2026-12-23 10:00", "crisis_team") for said in rung.fits
    )


def test_an_imported_service_is_shown_changed_or_hidden_as_the_organisation_writes(folder: Path) -> None:
    services = [
        Contact(f"far-{n}", f"Example {n}", "local", "GB", f"020 7946 08{n:02}", hours="24/7", layer="imported")
        for n in range(3)
    ]
    build(str(folder / SERVICES), services, lambda: None)
    assert set(ids(rungs(folder, NIGHT, "local_service"))) >= {"far-0", "far-1", "far-2"}
    text = (
        "  - {id: far-0, hide: true, reason: Example}\n  - {id: far-1, note: Ring twice., verified_on: '2026-12-01'}\n"
    )
    (folder / "contacts.yaml").write_text(CONTACTS + text, encoding="utf-8")
    made = {rung.contact.id: rung.contact for rung in rungs(folder, NIGHT, "local_service")}
    assert "far-0" not in made
    assert (made["far-1"].note, made["far-1"].layer) == ("Ring twice.", "organisation")
    assert made["far-2"].layer == "imported"
    build(str(folder / SERVICES), services[:1], lambda: None)
    assert "far-2" not in ids(rungs(folder, NIGHT, "local_service"))


def test_a_damaged_index_is_told_and_takes_nobody_else_away(folder: Path) -> None:
    (folder / SERVICES).write_bytes(b"<html>no database</html>" * 200)
    desk = Desk(PLACES, str(folder))
    made = desk.ladder("GB", ("local_service", "crisis_line"), "phone")
    assert made.rungs[-1].contact.phone == "999"
    assert [finding.code for finding in desk.findings] == ["CA0603"]
    assert any("could not be used" in remark for remark in made.remarks)
