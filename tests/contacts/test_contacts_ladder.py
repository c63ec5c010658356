"""Whom to reach, in order: what ladders hold for real countries and for an organisation's own people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisisaid.card_numbers import NUMBERS
from crisisaid.contacts.ladder import ladder, way_of
from crisisaid.contacts.layers import merge
from crisisaid.contacts.roles import KINDS, NOBODY, ROLES, SERVICE, role_words
from crisisaid.model.contact import Contact, Ladder
from crisisaid.model.need import Need

if TYPE_CHECKING:
    from contacts_listed import Directory

NO_LEAD = (
    "Your organisation has not set a number for the shift lead: use the way you were told at the start of your shift."
)
LEAD = {"id": "example-lead", "name": "Shift lead", "kind": "shift-lead", "phone": "020 7946 0000"}


def names(found: Ladder) -> list[tuple[str, str]]:
    return [(rung.role, rung.contact.id) for rung in found.rungs]


def for_country(directory: Directory, code: str, *roles: str, channel: str = "phone") -> Ladder:
    return ladder(directory(code), Need(code, NUMBERS[code][0], channel), roles)


def test_united_states_call_now(directory: Directory) -> None:
    found = for_country(directory, "US", "ambulance", "shift_lead")
    assert names(found) == [
        ("ambulance", "us-emergency-911"),
        ("crisis_line", "us-crisis-988-suicide-crisis-lifeline"),
        ("crisis_line", "us-text-crisis-text-line"),
        ("emergency_number", "us-emergency-911"),
    ]
    assert found.remarks == (NO_LEAD,)
    assert (found.country, found.country_name) == ("US", "United States")


def test_united_kingdom_general_before_specialist(directory: Directory) -> None:
    found = for_country(directory, "GB", "crisis_line")
    assert names(found)[:5] == [
        ("crisis_line", "gb-crisis-samaritans"),
        ("crisis_line", "gb-text-shout"),
        ("crisis_line", "gb-crisis-calm"),
        ("crisis_line", "gb-crisis-nhs-111-mental-health-option"),
        ("crisis_line", "gb-crisis-breathing-space"),
    ]
    assert "gb-youth-childline" in dict(map(reversed, names(found)))
    assert names(found)[-1] == ("emergency_number", "gb-emergency-999")
    assert found.remarks == ()


def test_a_text_chat_prefers_what_can_be_written_to(directory: Directory) -> None:
    assert names(for_country(directory, "GB", "crisis_line", channel="text_chat"))[0][1] == "gb-text-shout"
    assert names(for_country(directory, "US", "crisis_line"))[0][1] == "us-crisis-988-suicide-crisis-lifeline"


def test_india(directory: Directory) -> None:
    found = for_country(directory, "IN", "crisis_line", "police")
    general = [rung.contact for rung in found.rungs if rung.role == "crisis_line" and rung.contact.kind == "crisis"]
    assert len(general) >= 2
    ranks = [(bool(c.populations), bool(c.region), c.confidence) for c in general]
    assert ranks == sorted(ranks)
    assert ("police", "in-emergency-112") in names(found)
    assert names(found)[-1][1] == "in-emergency-112"
    assert all(rung.contact.confidence != "low" for rung in found.rungs)


def test_turkey_has_no_crisis_line_and_says_so(directory: Directory) -> None:
    found = for_country(directory, "TR", "crisis_line", "shift_lead")
    assert found.remarks == ("No crisis line is known for T\u00fcrkiye.", NO_LEAD)
    assert names(found)[-1][1] == "tr-emergency-112"
    assert any(rung.role == "help_line" for rung in found.rungs)


def test_a_country_with_nothing_but_police_and_fire(directory: Directory) -> None:
    found = for_country(directory, "KM", "ambulance")
    assert names(found) == [("emergency_number", "km-emergency-18"), ("emergency_number", "km-emergency-17")]
    assert found.remarks == ("No ambulance number is known for Comoros.", "No crisis line is known for Comoros.")


def test_a_country_without_an_emergency_number(directory: Directory) -> None:
    found = for_country(directory, "MM", "ambulance", "police", "crisis_line")
    assert found.rungs == ()
    assert found.remarks[0] == "No crisis line is known for Myanmar."
    assert found.remarks[1].startswith("No emergency number is known for Myanmar: ask them")
    assert len(found.remarks) == 2


def test_without_a_country_only_own_people(directory: Directory) -> None:
    contacts, _ = merge(directory("GB"), [LEAD], "contacts.yaml", {"country": "GB"})
    found = ladder(contacts, Need("", "", "phone"), ["ambulance", "shift_lead", "crisis_line"])
    assert names(found) == [("shift_lead", "example-lead")]
    assert found.remarks == ("Ask where the person is now: without a country no emergency number can be shown.",)


def test_a_doubtful_emergency_number_is_never_hidden_and_never_alone(directory: Directory) -> None:
    found = for_country(directory, "PE", "ambulance")
    assert names(found)[0] == ("ambulance", "pe-emergency-106")
    assert [name for role, name in names(found) if role == "emergency_number"] == [
        "pe-emergency-116",
        "pe-emergency-105",
    ]


def test_a_doubtful_help_line_is_hidden_until_the_organisation_checks_it(directory: Directory) -> None:
    doubtful = next(
        c for code in directory.codes for c in directory(code) if c.kind == "crisis" and c.confidence == "low"
    )
    found = for_country(directory, doubtful.country, "crisis_line")
    assert doubtful.id not in dict(map(reversed, names(found)))
    entry = {"id": doubtful.id, "verified_on": "2026-11-02", "verified_how": "operator"}
    contacts, _ = merge(directory(doubtful.country), [entry], "contacts.yaml")
    found = ladder(contacts, Need(doubtful.country, "Example", "phone"), ["crisis_line"])
    assert names(found)[0] == ("crisis_line", doubtful.id)


def test_own_people_first_wherever_the_person_is(directory: Directory) -> None:
    contacts, _ = merge(directory("FR"), [LEAD], "contacts.yaml", {"country": "GB"})
    found = ladder(contacts, Need("FR", "France", "phone"), ["shift_lead"])
    assert names(found)[0] == ("shift_lead", "example-lead")
    assert found.remarks == ()


def test_nobody_else_of_another_country(directory: Directory) -> None:
    own = [LEAD, {**LEAD, "id": "example-team", "kind": "crisis-team", "phone": "020 7946 0001"}]
    contacts, _ = merge(directory("GB"), own, "contacts.yaml", {"country": "GB"})
    found = ladder((*contacts, *directory("FR")), Need("FR", "France", "phone"), ["crisis_team", "crisis_line"])
    assert {rung.contact.country for rung in found.rungs} == {"FR"}


def test_the_organisations_own_line_comes_first_and_its_fallback_next(directory: Directory) -> None:
    own = {"id": "example-line", "name": "Example line", "kind": "crisis", "phone": "020 7946 0003"}
    entry = {**own, "fallback": ["gb-crisis-calm", "nobody"], "populations": ["adults"]}
    contacts, _ = merge(directory("GB"), [entry], "contacts.yaml", {"country": "GB"})
    found = names(ladder(contacts, Need("GB", "United Kingdom", "phone"), ["crisis_line"]))
    assert found[:3] == [
        ("crisis_line", "example-line"),
        ("crisis_line", "gb-crisis-calm"),
        ("crisis_line", "gb-crisis-samaritans"),
    ]


@pytest.mark.parametrize("status", ["suspended", "retired"])
def test_what_is_not_in_use_is_not_shown(status: str, directory: Directory) -> None:
    contacts, _ = merge(directory("GB"), [{"id": "gb-crisis-samaritans", "status": status}], "contacts.yaml")
    found = names(ladder(contacts, Need("GB", "United Kingdom", "phone"), ["crisis_line"]))
    assert "gb-crisis-samaritans" not in dict(map(reversed, found))


def test_the_same_number_under_two_ids_is_one_rung(directory: Directory) -> None:
    found = for_country(directory, "US", "crisis_line")
    assert [rung.contact.phone for rung in found.rungs].count("988") == 1
    a = Contact("a", "A", "shift-lead", "GB", phone="020 7946 0000")
    b = Contact("b", "B", "safeguarding", "GB", phone="02079460000")
    both = ladder([a, b], Need("GB", "United Kingdom", "phone"), ["shift_lead", "safeguarding_lead"])
    assert names(both) == [("shift_lead", "a")]


def test_a_number_for_text_messages_only_is_for_text_chats(directory: Directory) -> None:
    phone = for_country(directory, "FR", "crisis_line")
    chat = for_country(directory, "FR", "crisis_line", channel="text_chat")
    assert "fr-emergency-114" not in dict(map(reversed, names(phone)))
    assert "fr-emergency-114" in dict(map(reversed, names(chat)))
    assert chat.rungs[-1].contact.phone


@pytest.mark.parametrize("channel", ["phone", "in_person", "text_chat"])
@pytest.mark.parametrize("roles", [(), ("ambulance",), ("police",), ("crisis_line",), ("shift_lead",), tuple(ROLES)])
def test_every_country(roles: tuple[str, ...], channel: str, directory: Directory) -> None:
    for code in NUMBERS:
        found = for_country(directory, code, *roles, channel=channel) if code in directory.codes else None
        if found is None:
            continue
        assert found.rungs[-1].contact.kind == "emergency"
        assert found.rungs[-1].contact.phone
        ways = [way_of(rung.contact) for rung in found.rungs]
        assert len(set(ways[:-1])) == len(ways) - 1
        helping = {
            way_of(c)
            for c in directory(code)
            if c.confidence != "low" and c.kind in (*KINDS["crisis_line"], *KINDS["help_line"])
        }
        reached = {way_of(rung.contact) for rung in found.rungs if rung.contact.kind != "emergency"}
        assert len(reached) >= min(2, len(helping))
        numbers = {number for _, number, _ in NUMBERS[code][1]}
        for rung in found.rungs:
            assert rung.contact.country == code
            assert rung.contact.kind != "emergency" or (rung.contact.phone or rung.contact.sms) in numbers
            assert rung.contact.kind == "emergency" or rung.contact.confidence != "low"
        assert all(remark.endswith(".") and "{" not in remark for remark in found.remarks)
        assert len(set(found.remarks)) == len(found.remarks)


def test_every_role_has_words_and_somebody_who_fills_it() -> None:
    assert list(ROLES)[:2] == ["ambulance", "police"]
    assert set(ROLES) == {*KINDS, *SERVICE} - {"help_line"} == set(NOBODY)
    assert role_words("shift_lead") == "the shift lead"
    assert role_words("emergency_number") == "the emergency number"


def test_a_role_nobody_knows_is_said(directory: Directory) -> None:
    found = for_country(directory, "GB", "night_owl")
    assert found.remarks == ("Nobody is set for night owl: ask your shift lead.",)
