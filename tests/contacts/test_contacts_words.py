"""What is said about a contact, never more than is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisisaid.contacts.matching import state_of
from crisisaid.contacts.words import checked, checked_briefly, hours_words, note_words
from crisisaid.model.contact import Contact
from crisisaid.model.need import Need

if TYPE_CHECKING:
    from contacts_listed import Directory

LINE = Contact("example-line", "Example line", "crisis", "GB", phone="020 7946 0000")
OWN = LINE.but(layer="organisation")


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (
            OWN.but(verified_on="2026-11-02", verified_how="operator"),
            "checked by your organisation on 2026-11-02 (with the operator)",
        ),
        (OWN.but(verified_on="2026-11-02"), "checked by your organisation on 2026-11-02"),
        (OWN, "Set by your organisation, which has not said that it was checked."),
        (
            OWN.but(verified_on="2026-11-02", verified_how="unverified"),
            "Set by your organisation, which has not said that it was checked.",
        ),
        (
            LINE.but(confidence="high", last_seen="2026-04-22"),
            "Not checked by your organisation. Last named in a public list on 2026-04-22.",
        ),
        (
            LINE.but(confidence="high", last_seen="2026-04"),
            "Not checked by your organisation. Last named in a public list in 2026-04.",
        ),
        (LINE.but(confidence="medium"), "Not checked by your organisation. No dated public list names it."),
        (
            LINE.but(confidence="low", kind="emergency", last_seen="2026-04-22"),
            "One public source only: not confirmed. Last named in a public list on 2026-04-22.",
        ),
        (
            LINE.but(confidence="low", verified_on="2026-11-02", verified_how="website"),
            "checked by your organisation on 2026-11-02 (on the operator's site)",
        ),
    ],
)
def test_checked(contact: Contact, words: str) -> None:
    assert checked(contact) == words
    assert words.startswith(checked_briefly(contact))


@pytest.mark.parametrize(
    ("hours", "words", "now"),
    [
        ("24/7", "open 24/7 (as listed)", "open"),
        ("", "hours not known", "unknown"),
        ("Mo-Su 17:00-24:00", "Mo-Su 17:00-24:00 (as listed)", "unknown"),
    ],
)
def test_hours(hours: str, words: str, now: str) -> None:
    contact = LINE.but(hours=hours)
    assert hours_words(contact) == words
    assert state_of(contact, Need()) == now


def test_hours_name_their_time_zone() -> None:
    contact = LINE.but(hours="Mo-Fr 09:00-17:00", timezone="Europe/London")
    assert hours_words(contact) == "Mo-Fr 09:00-17:00 (as listed, time in Europe/London)"


def test_what_is_suspended_is_not_open() -> None:
    suspended = LINE.but(hours="24/7", status="suspended")
    assert state_of(suspended, Need()) == "unknown"
    assert state_of(suspended, Need(at=1.0)) == "closed"


def test_every_built_in_contact_says_that_nobody_here_checked_it(directory: Directory) -> None:
    for code in directory.codes:
        for contact in directory(code):
            assert checked(contact).startswith(("Not checked by your organisation.", "One public source only:"))


def test_a_built_in_note_helps_whoever_calls_and_keeps_its_provenance_to_itself() -> None:
    """What tells how the record was compiled is left out; an organisation's own note is whole."""
    note = "Weekday hours only; listings disagree on exact times. phonenumbers also lists 112. Press 1."
    built_in = Contact(id="x", name="X", kind="crisis", country="GB", note=note)
    assert note_words(built_in) == "Weekday hours only. Press 1."
    assert note_words(built_in.but(layer="organisation")) == note
