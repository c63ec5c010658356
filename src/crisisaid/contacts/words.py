"""Words: what is known about a contact, said so that nobody takes more from it than is there."""

from __future__ import annotations

from crisisaid.contacts import freshness
from crisisaid.contacts.hours.opening import opening
from crisisaid.contacts.kinds import EMERGENCY, IMPORTED, OWN_LAYERS, OWN_PEOPLE
from crisisaid.contacts.language_names import language_words
from crisisaid.contacts.matching import ALWAYS_OPEN, speaks
from crisisaid.contacts.populations import group_words, groups_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from crisisaid.model.contact import Contact
    from crisisaid.model.need import Need

UNVERIFIED = "unverified"
NOT_CHECKED = "Not checked by your organisation."
ONE_SOURCE = "One public source only: not confirmed."
HOW = {"operator": "with the operator", "website": "on the operator's site"}
PROGRAM_SPEAKS = ("en",)
"""What supporters are taken to speak where the organisation has not said."""
OTHERS = 2
LATE = ("due", "overdue")


def checked(contact: Contact, today: str = "") -> str:
    """When the organisation checked the number and how long ago, or that nobody there has and what is known instead."""
    briefly = checked_briefly(contact, today)
    return f"{briefly} {_last_named(contact)}" if briefly in (NOT_CHECKED, ONE_SOURCE) else briefly


def checked_briefly(contact: Contact, today: str = "") -> str:
    """The same in one sentence, for a screen on which every line counts. Without a day nothing is said of its age."""
    if contact.verified_on and contact.verified_how != UNVERIFIED:
        if contact.verified_how == "document":
            return f"taken from a document of {contact.verified_on}, not checked since{_how_late(contact, today)}"
        how = f" ({HOW.get(contact.verified_how, contact.verified_how)})" if contact.verified_how else ""
        return f"checked by your organisation on {contact.verified_on}{how}{_how_late(contact, today)}"
    if contact.confidence == "low":
        return ONE_SOURCE
    if contact.layer == IMPORTED:
        return "From an imported directory; your organisation has not checked it."
    if contact.layer in OWN_LAYERS:
        return "Set by your organisation, which has not said that it was checked."
    return NOT_CHECKED


def _how_late(contact: Contact, today: str) -> str:
    if not today or freshness.state(contact, today) not in LATE:
        return ""
    return f": {freshness.age_days(contact, today)} days ago, a check is overdue"


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
    if contact.layer in (*OWN_LAYERS, IMPORTED):
        return contact.note
    parts = (part.strip(" .") for part in contact.note.replace("; ", ". ").split(". "))
    kept = (part for part in parts if part and not _is_provenance(f" {part.casefold()}"))
    kept = (part for part in kept if not any(old in part for old in contact.replaces))
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in kept)


def _is_provenance(part: str) -> bool:
    return any(word.casefold() in part for word in NOT_FOR_SUPPORTERS)


def hours_words(contact: Contact) -> str:
    """When it is open, as listed; hours nobody stated are not known."""
    if not contact.hours:
        return "hours not known"
    zone = f", time in {contact.timezone}" if contact.timezone else ""
    if contact.closed_on:
        return f"{contact.hours}, but closed on {_and(iter(contact.closed_on))} (as listed{zone})"
    if contact.hours == ALWAYS_OPEN:
        return "open 24/7 (as listed)"
    return f"{contact.hours} (as listed{zone})"


def now_words(contact: Contact, need: Need) -> str:
    """Open until when, or closed until when, at the moment that is meant; nothing where the hours say it already."""
    if not need.at or not contact.hours or (contact.hours == ALWAYS_OPEN and not contact.closed_on):
        return ""
    from crisisaid.contacts.hours.words import state_words

    return state_words(opening(contact, need.at), need.at, contact.timezone, need.here)


def fit_words(contact: Contact, need: Need) -> tuple[str, ...]:
    """Whom it serves and how it can be used, as far as that is not for everybody in every way; whole sentences."""
    return tuple(_fits(contact, need))


def _fits(contact: Contact, need: Need) -> Iterator[str]:
    groups = groups_of(contact)
    if groups:
        yield f"For {_and(group_words(group) for group in groups)}."
    yield from _ages(contact)
    if contact.area or contact.region:
        yield f"Serves {contact.area or contact.region}."
    # The organisation's own people are called by the supporter, whatever the person can use.
    if contact.kind not in OWN_PEOPLE:
        yield from _for_them(contact, need)
    if contact.refer_how:
        yield f"How to refer: {contact.refer_how}"


def _for_them(contact: Contact, need: Need) -> Iterator[str]:
    """How the person can use it, as far as it is known what they need."""
    if not need.languages and contact.languages and speaks(contact, need.spoken or PROGRAM_SPEAKS) == OTHERS:
        yield f"Answers in {_and(language_words(tag) for tag in contact.languages)} only."
    if need.languages and contact.languages:
        named = _and(language_words(tag) for tag in contact.languages)
        yield f"Answers in {named} only." if speaks(contact, need.languages) else f"Answers in {named}."
    elif need.languages and contact.kind != EMERGENCY:
        yield "It is not known which languages it speaks."
    written = contact.sms or contact.textphone or contact.chat
    if (need.cannot_speak or need.deaf) and contact.phone and not written:
        yield "By voice only: you could call for them."
    if need.no_credit and contact.phone and contact.free is not True:
        yield "The call is not free." if contact.free is False else "It is not known whether the call is free."


def _ages(contact: Contact) -> Iterator[str]:
    least, most = contact.min_age, contact.max_age
    if least is not None and most is not None:
        yield f"Ages {least} to {most}."
    elif least is not None:
        yield f"From age {least}."
    elif most is not None:
        yield f"Up to age {most}."


def _and(words: Iterator[str]) -> str:
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"


def day_of(at: float, timezone: str) -> str:
    """The day of a moment in a time zone, year-month-day; "" where no moment is meant. UTC where no zone is known."""
    return _moment(at, timezone).strftime("%Y-%m-%d") if at else ""


def moment_words(at: float, timezone: str) -> str:
    """A moment in a time zone as day, time and zone."""
    return _moment(at, timezone).strftime("%Y-%m-%d %H:%M %Z")


def _moment(at: float, timezone: str) -> datetime:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    try:
        zone = ZoneInfo(timezone or "UTC")
    except (KeyError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return datetime.fromtimestamp(at, zone)
