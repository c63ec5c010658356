"""Words: what is known about a contact, said so that nobody takes more from it than is there."""

from __future__ import annotations

from crisisaid.contacts.kinds import ORGANISATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.contact import Contact

ALWAYS_OPEN = "24/7"
UNVERIFIED = "unverified"
NOT_CHECKED = "Not checked by your organisation."
ONE_SOURCE = "One public source only: not confirmed."


def checked(contact: Contact) -> str:
    """When the organisation checked the number, or that nobody there has and what is known instead."""
    briefly = checked_briefly(contact)
    return f"{briefly} {_last_named(contact)}" if briefly in (NOT_CHECKED, ONE_SOURCE) else briefly


def checked_briefly(contact: Contact) -> str:
    """The same in one sentence, for a screen on which every line counts."""
    if contact.verified_on and contact.verified_how != UNVERIFIED:
        how = f" ({contact.verified_how})" if contact.verified_how else ""
        return f"checked by your organisation on {contact.verified_on}{how}"
    if contact.confidence == "low":
        return ONE_SOURCE
    if contact.layer == ORGANISATION:
        return "Set by your organisation, which has not said that it was checked."
    return NOT_CHECKED


def _last_named(contact: Contact) -> str:
    if not contact.last_seen:
        return "No dated public list names it."
    whole_day = contact.last_seen.count("-") == 2
    return f"Last named in a public list {'on' if whole_day else 'in'} {contact.last_seen}."


NOT_FOR_SUPPORTERS = (
    "phonenumbers", "AOSP", "FCDO", "aidlines", "LOW:", " list", "find a helpline", "older number", "newer ones",
    "data set", "old data", "code comment", "filed under", "source", "verif", "confirm",
)  # fmt: skip
"""Words by which a built-in note speaks of how the record was compiled, not of how to use the number."""


def note_words(contact: Contact) -> str:
    """The note, as far as it helps whoever calls: an organisation's whole, a built-in one without its provenance."""
    if contact.layer == ORGANISATION:
        return contact.note
    parts = (part.strip(" .") for part in contact.note.replace("; ", ". ").split(". "))
    kept = (part for part in parts if part and not _is_provenance(f" {part.casefold()}"))
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in kept)


def _is_provenance(part: str) -> bool:
    return any(word.casefold() in part for word in NOT_FOR_SUPPORTERS)


def hours_words(contact: Contact) -> str:
    """When it is open, as listed; hours nobody stated are not known."""
    if not contact.hours:
        return "hours not known"
    if contact.hours == ALWAYS_OPEN:
        return "open 24/7 (as listed)"
    zone = f", time in {contact.timezone}" if contact.timezone else ""
    return f"{contact.hours} (as listed{zone})"


def open_now(contact: Contact) -> str:
    """ "open" only for what is listed as always open; anything else is unknown, never guessed."""
    return "open" if contact.hours == ALWAYS_OPEN and contact.status == "active" else "unknown"
