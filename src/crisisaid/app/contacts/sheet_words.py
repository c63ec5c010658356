"""What a sheet says of a contact, and at its head and foot: short sentences, for paper is read from a wall."""

from __future__ import annotations

from crisisaid.card_numbers import DATA_DATE
from crisisaid.contacts import freshness
from crisisaid.contacts.kinds import BUILT_IN, EMERGENCY
from crisisaid.contacts.language_names import language_words
from crisisaid.contacts.roles import NO_EMERGENCY_NUMBER, NOBODY, role_words
from crisisaid.contacts.words import HOW, ONE_SOURCE, note_words
from crisisaid.formats.summary_words import capital, stop
from crisisaid.model.sheet import ADDRESS, LINK, PHONE, WRITTEN, Way

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.contact import Contact, Ladder, Rung

WITH_AMBULANCE = "First ask where exactly they are. Ask for an ambulance; police only for a weapon or violence."
WITHOUT_AMBULANCE = (
    "First ask where exactly they are. No ambulance number is known here: ask for medical help, even if "
    "police or fire answer."
)
FILES_LEFT_OUT = "NOT COMPLETE: part of your organisation's files could not be used for this page."
NOT_SET = "Not set."
NOT_KNOWN = "Not known."
WRITE_IN = "Write the number in by hand, with today's date."
NOT_CHECKED = "Not checked: nobody here has, and a check is due now."
NEVER_TEST = "Check a number on the operator's own site or by its office line. Never test-call a crisis line."


def ways_of(contact: Contact) -> tuple[Way, ...]:
    """Every way to reach it, each number exactly as it is stored."""
    press = f"Then press {contact.press}." if contact.press else ""
    every = (
        Way(PHONE, contact.phone, after=press),
        Way(WRITTEN, contact.sms, "Text message"),
        Way(PHONE, contact.textphone, "Textphone"),
        Way(LINK if contact.chat.startswith("https://") else WRITTEN, contact.chat, "Chat"),
        Way(ADDRESS, contact.address, "Go to"),
    )
    return tuple(way for way in every if way.number.strip())


def title_of(rung: Rung) -> str:
    """The role first: it is what the supporter was told to look for; once where the name or the section says it."""
    role, name = role_title(rung.role), rung.contact.name
    if rung.contact.kind == EMERGENCY:
        return name
    return role if name.casefold() == role.casefold() else f"{role}: {name}"


def role_title(role: str) -> str:
    """The role as a heading."""
    return capital(role_words(role).removeprefix("the ").removeprefix("an ").removeprefix("a "))


def where_to_begin(made: Ladder) -> str:
    """The line under the heading of the emergency numbers; what is left to do where none is known."""
    numbers = _emergency(made)
    if not numbers:
        return NO_EMERGENCY_NUMBER.format(country=made.country_name)
    return WITH_AMBULANCE if any("ambulance" in one.services for one in numbers) else WITHOUT_AMBULANCE


def _emergency(made: Ladder) -> tuple[Contact, ...]:
    return tuple(rung.contact for rung in made.rungs if rung.contact.kind == EMERGENCY)


def said_of(rung: Rung, today: str) -> tuple[str, ...]:
    """Hours, whom it serves, languages, how to refer, when it was checked and by when it is to be checked again."""
    return tuple(stop(capital(words)) for words in _said(rung, today) if words)


def _said(rung: Rung, today: str) -> Iterator[str]:
    contact = rung.contact
    # An emergency number of which nobody says the hours is no line that might be closed.
    if contact.hours or contact.kind != EMERGENCY:
        yield rung.hours
    yield from rung.fits
    if contact.languages:
        yield f"In {', '.join(language_words(tag) for tag in contact.languages)}"
    if contact.free:
        yield "Free"
    yield _note(contact)
    yield from _checked(contact, today)


def _note(contact: Contact) -> str:
    """The note without sentences that name a number which is not to be used any more."""
    sentences = note_words(contact).split(". ")
    return ". ".join(one for one in sentences if not any(old in one for old in contact.replaces))


def _checked(contact: Contact, today: str) -> Iterator[str]:
    """The day of the check and the day of the next one, or "not checked" and what is known instead."""
    if freshness.age_days(contact, today) is None:
        listed = contact.layer == BUILT_IN and contact.last_seen
        if contact.confidence == "low":
            yield ONE_SOURCE
        yield f"Not checked (last listed {contact.last_seen})" if listed else "Not checked"
        return
    due = freshness.next_check(contact, today)
    how = HOW.get(contact.verified_how, contact.verified_how)
    yield f"Checked {contact.verified_on}{f' ({how})' if how else ''}"
    yield f"Next check due {due}" if due >= today else f"The next check was due {due}"


def if_nobody_answers(minutes: int | None) -> str:
    """When to give up on a number."""
    if not minutes:
        return "If nobody answers, go to the next."
    return f"If nobody answers after {minutes} minute{'' if minutes == 1 else 's'}, go to the next."


def not_found(roles: Sequence[str], made: Ladder) -> Iterator[str]:
    """Which roles nobody fills, so that nobody looks for them."""
    # With a sentence of its own: the crisis line, for it is looked for first; poison, for there is something to do.
    alone = [role for role in roles if role == "crisis_line" or (role == "poison_line" and _emergency(made))]
    yield from (NOBODY[role].format(country=made.country_name) for role in alone)
    others = [role_words(role) for role in roles if role not in alone]
    if others:
        yield f"Nobody is listed for: {', '.join(others)}."


def foot(contact_person: str, today: str, *, from_lists: bool) -> tuple[str, ...]:
    """Whom to tell about a mistake, where the numbers come from and from when, and how they may be checked."""
    whom = contact_person or "whoever keeps your organisation's contacts"
    lists = f"Built-in numbers come from public lists compiled on {DATA_DATE}; nobody has dialled them."
    lines = (
        stop(f"A mistake on this page? Tell {whom}"),
        NOT_CHECKED,
        lists if from_lists else "",
        freshness.data_words(DATA_DATE, today) if from_lists else "",
        NEVER_TEST,
    )
    return tuple(line for line in lines if line)
