"""An organisation's contacts over the built-in ones; the last emergency number stays whatever the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from contacts_listed import Directory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crisisaid.contacts.ladder import ladder
from crisisaid.contacts.layers import merge
from crisisaid.model.need import Need

if TYPE_CHECKING:
    from crisisaid.model.contact import Contact

LEAD = {"id": "example-lead", "name": "Shift lead", "kind": "shift-lead", "phone": "020 7946 0000"}
FILE = "contacts.yaml"
Entry = dict[str, Any]


def by_id(contacts: tuple[Contact, ...]) -> dict[str, Contact]:
    return {contact.id: contact for contact in contacts}


def test_a_new_contact_is_the_organisations(directory: Directory) -> None:
    contacts, findings = merge(directory("GB"), [LEAD], FILE, {"country": "GB", "timezone": "Europe/London"})
    lead = by_id(contacts)["example-lead"]
    assert findings == ()
    assert (lead.layer, lead.country, lead.timezone) == ("organisation", "GB", "Europe/London")


def test_only_the_fields_given_are_changed_and_a_list_replaces_a_list(directory: Directory) -> None:
    before = by_id(directory("GB"))["gb-crisis-samaritans"]
    entry = {"id": before.id, "note": "Say that Example sent you.", "languages": ["en", "cy"], "hours": None}
    contacts, findings = merge(directory("GB"), [entry], FILE)
    after = by_id(contacts)[before.id]
    assert findings == ()
    assert after == before.but(note="Say that Example sent you.", languages=("en", "cy"), hours="")
    assert after.layer == "built-in"


def test_a_checked_contact_is_the_organisations_and_keeps_its_past(directory: Directory) -> None:
    entry = {"id": "gb-crisis-samaritans", "verified_on": "2026-11-02", "verified_how": "operator"}
    after = by_id(merge(directory("GB"), [entry], FILE)[0])["gb-crisis-samaritans"]
    assert after.layer == "organisation"
    assert after.confidence == "high"
    unverified = {**entry, "verified_how": "unverified"}
    assert by_id(merge(directory("GB"), [unverified], FILE)[0])["gb-crisis-samaritans"].layer == "built-in"


def test_a_replaced_number_loses_what_was_said_about_the_old_one(directory: Directory) -> None:
    entry = {"id": "gb-crisis-samaritans", "phone": "020 7946 0001"}
    after = by_id(merge(directory("GB"), [entry], FILE)[0])["gb-crisis-samaritans"]
    assert (after.phone, after.layer, after.confidence, after.last_seen, after.sources) == (
        "020 7946 0001",
        "organisation",
        "",
        "",
        (),
    )


def test_hiding_needs_a_reason(directory: Directory) -> None:
    contacts, findings = merge(directory("GB"), [{"id": "gb-crisis-calm", "hide": True}], FILE)
    assert "gb-crisis-calm" in by_id(contacts)
    assert "reason" in findings[0].message
    contacts, findings = merge(directory("GB"), [{"id": "gb-crisis-calm", "hide": "true", "reason": "Closed"}], FILE)
    assert "gb-crisis-calm" not in by_id(contacts)
    assert findings == ()


@pytest.mark.parametrize(
    "change",
    [
        {"hide": True},
        {"phone": "555-0100"},
        {"status": "retired"},
        {"kind": "crisis"},
        {"country": "FR"},
        {"services": ["police"]},
        {"phone": None, "chat": "https://example.org"},
    ],
)
def test_the_last_emergency_number_stays(change: Entry, directory: Directory) -> None:
    own = {"id": "example-emergency", "name": "Example", "kind": "emergency", "country": "US", "phone": "555-0101"}
    entry = {"id": "us-emergency-911", "reason": "We know better", **change}
    contacts, findings = merge(directory("US"), [own, entry], FILE, lines=(3, 9))
    assert by_id(contacts)["us-emergency-911"] == by_id(directory("US"))["us-emergency-911"]
    assert [(finding.code, finding.line) for finding in findings] == [("CA0602", 9)]


def test_the_last_number_that_brings_an_ambulance_stays(directory: Directory) -> None:
    hidden = [{"id": c.id, "hide": True, "reason": "x"} for c in directory("FR") if c.kind == "emergency"]
    contacts, findings = merge(directory("FR"), hidden, FILE)
    left = [contact for contact in contacts if contact.kind == "emergency"]
    assert [(contact.phone, contact.services) for contact in left] == [("15", ("ambulance",))]
    assert len(findings) == 1


def test_a_confirmed_number_is_not_left_for_one_that_is_not(directory: Directory) -> None:
    hidden = [{"id": c.id, "hide": True, "reason": "x"} for c in directory("PE") if c.services == ("fire",)]
    police = [{"id": c.id, "hide": True, "reason": "x"} for c in directory("PE") if c.services == ("police",)]
    contacts, findings = merge(directory("PE"), hidden + police, FILE)
    assert {c.services for c in contacts if c.kind == "emergency"} == {("police",), ("ambulance",)}
    assert len(findings) == 1


def test_an_emergency_number_may_be_described_and_checked(directory: Directory) -> None:
    entry = {"id": "us-emergency-911", "note": "Dial 9 first from the desk.", "verified_on": "2026-11-02"}
    contacts, findings = merge(directory("US"), [entry], FILE)
    after = by_id(contacts)["us-emergency-911"]
    assert findings == ()
    assert (after.phone, after.layer, after.note) == ("911", "organisation", "Dial 9 first from the desk.")


def test_one_of_several_emergency_numbers_is_replaced_only_with_a_reason(directory: Directory) -> None:
    entry = {"id": "fr-emergency-17", "phone": "555-0100"}
    contacts, findings = merge(directory("FR"), [entry], FILE)
    assert by_id(contacts)["fr-emergency-17"].phone == "17"
    assert "reason" in findings[0].message
    contacts, findings = merge(directory("FR"), [{**entry, "reason": "Our town"}], FILE)
    assert by_id(contacts)["fr-emergency-17"].phone == "555-0100"
    assert findings == ()


def test_entries_about_another_country_are_left_alone(directory: Directory) -> None:
    entries = [{"id": "gb-crisis-calm", "hide": True, "reason": "x"}, {"id": "gb-crisis-samaritans", "note": "x"}]
    assert merge(directory("FR"), entries, FILE) == (directory("FR"), ())
    assert merge((), entries, FILE) == ((), ())


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("text", "not a contact"),
        ({}, "no 'id'"),
        ({"id": 7}, "'id'"),
        ({"id": "Example Lead"}, "'id'"),
        ({**LEAD, "phnoe": "1"}, "Did you mean 'phone'"),
        ({**LEAD, "phone": 112}, "'phone'"),
        ({**LEAD, "phone": "call us"}, "'phone'"),
        ({**LEAD, "kind": "shiftlead"}, "'kind'"),
        ({**LEAD, "kind": None}, "'kind' cannot be empty"),
        ({**LEAD, "languages": "en"}, "'languages'"),
        ({**LEAD, "services": ["coastguard"]}, "'services'"),
        ({**LEAD, "free": "maybe"}, "'free'"),
        ({**LEAD, "min_age": True}, "'min_age'"),
        ({**LEAD, "min_age": "ten"}, "'min_age'"),
        ({**LEAD, "layer": "built-in"}, "'layer'"),
        ({**LEAD, "confidence": "high"}, "'confidence'"),
        ({"id": "example-lead", "phone": "555-0100"}, "needs name and kind"),
        ({"id": "example-lead", "name": "Lead", "kind": "shift-lead"}, "phone, sms, textphone, chat or address"),
        ({**LEAD, "kind": "local"}, "country"),
        ({"id": "gb-crisis-nobody", "hide": True, "reason": "x"}, "no contact with this 'id'"),
        ({"id": "gb-crisis-nobody", "note": "x"}, "needs name and kind"),
        ({"id": "gb-crisis-samaritans", "phone": None}, "no way to reach"),
        ({"id": "gb-crisis-samaritans", "name": ""}, "'name' cannot be empty"),
        ({"id": "gb-crisis-samaritans", "kind": "emergency"}, "does not become"),
        ({"id": "gb-crisis-samaritans", "hide": "perhaps"}, "'hide'"),
        ({None: 1, "id": "gb-crisis-samaritans"}, "not a field"),
    ],
)
def test_a_bad_entry_is_left_out_and_the_others_are_used(entry: Any, words: str, directory: Directory) -> None:
    other = {"id": "example-other", "name": "Other", "kind": "safeguarding", "phone": "020 7946 0002"}
    contacts, findings = merge(directory("GB"), [entry, other], FILE, lines=(4, 5))
    assert by_id(contacts) == {**by_id(directory("GB")), "example-other": by_id(contacts)["example-other"]}
    assert [(finding.file, finding.line) for finding in findings] == [(FILE, 4)]
    assert words in findings[0].message


def test_two_entries_with_one_id(directory: Directory) -> None:
    contacts, findings = merge(directory("GB"), [LEAD, {**LEAD, "phone": "020 7946 0009"}], FILE)
    assert by_id(contacts)["example-lead"].phone == "020 7946 0000"
    assert len(findings) == 1


COUNTRIES = ("US", "GB", "FR", "PE", "KM", "LY", "ZA", "TR")
IDS = [c.id for code in COUNTRIES for c in Directory()(code)]
EMERGENCY_IDS = [name for name in IDS if "-emergency-" in name]
VALUES = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.text(max_size=3), max_size=2)),
    st.sampled_from(["emergency", "crisis", "retired", "active", "555-0100", "US", "true", "x"]),
    st.just(["police"]),
)
ENTRIES = st.fixed_dictionaries(
    {"id": st.one_of(st.sampled_from(EMERGENCY_IDS), st.sampled_from(IDS), st.sampled_from(["example-a", ""]))},
    optional={
        **dict.fromkeys(("name", "hours", "services", "populations", "fallback", "press", "sms", "junk"), VALUES),
        "verified_on": st.just("2026-11-02"),
        "phone": st.one_of(st.just("555-0100"), VALUES),
        "kind": st.one_of(st.sampled_from(["emergency", "crisis", "shift-lead"]), VALUES),
        "country": st.one_of(st.sampled_from(COUNTRIES), VALUES),
        "status": st.one_of(st.sampled_from(["retired", "suspended"]), VALUES),
        "hide": st.one_of(st.just(True), VALUES),
        "reason": st.one_of(st.just("because"), VALUES),
    },
)
ROLES = st.lists(
    st.sampled_from(["ambulance", "police", "crisis_line", "shift_lead", "local_service", "odd"]), max_size=4
)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    code=st.sampled_from(COUNTRIES),
    overlay=st.lists(st.one_of(ENTRIES, VALUES), max_size=12),
    everything_hidden=st.booleans(),
    roles=ROLES,
    channel=st.sampled_from(["phone", "in_person", "text_chat"]),
)
def test_no_overlay_takes_the_emergency_number_away(
    code: str, overlay: list[Any], everything_hidden: bool, roles: list[str], channel: str
) -> None:
    built_in = Directory()(code)
    if everything_hidden:
        overlay = [*overlay, *({"id": contact.id, "hide": True, "reason": "x"} for contact in built_in)]
    contacts, _ = merge(built_in, overlay, FILE, {"country": code})
    numbers = {c.phone: c for c in built_in if c.kind == "emergency" and c.phone}
    working = [c for c in contacts if c.kind == "emergency" and c.status == "active" and c.country == code]
    untouched = [c for c in working if c.phone in numbers and c.services == numbers[c.phone].services]
    assert untouched
    if any("ambulance" in c.services for c in numbers.values()):
        assert any("ambulance" in c.services for c in untouched)
    last = ladder(contacts, Need(code, "Example", channel), roles).rungs[-1].contact
    assert last.kind == "emergency"
    assert last.phone in numbers


def test_the_files_time_zone_is_not_that_of_another_country(directory: Directory) -> None:
    """Its hours would be read by the wrong clock: without a zone they are not known."""
    abroad = {"id": "example-abroad", "name": "A", "kind": "crisis", "country": "US", "phone": "555-0100"}
    here = {"id": "example-here", "name": "B", "kind": "crisis", "phone": "020 7946 0001"}
    contacts, _ = merge(directory("GB"), [abroad, here], FILE, {"country": "GB", "timezone": "Europe/London"})
    assert by_id(contacts)["example-abroad"].timezone == ""
    assert by_id(contacts)["example-here"].timezone == "Europe/London"
