"""The words of a call sheet: how each kind of contact is checked, and what is compared."""

from __future__ import annotations

from crisisaid.contacts.kinds import EMERGENCY, LOCAL, OWN_PEOPLE
from crisisaid.contacts.language_names import language_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.contact import Contact

REMARKS = (
    "NEVER ring a crisis line or an emergency number to test it: somebody else may need that line.",
    "Use the operator's own site, or its office line. A search engine and other people's lists are no check.",
    "Compare every digit, and tick what is the same. Write what differs beside it. Tick nothing from memory.",
    "Then record the check with the command below each contact: --how operator, website or document; --by your role.",
)

THE_LINE, AN_EMERGENCY, OWN, A_TEAM, A_SERVICE = "line", "emergency", "own", "team", "service"
TEAMS = ("crisis-team", "mobile-crisis")

HOW = {
    THE_LINE: "Open the operator's own site, or ring its office.",
    AN_EMERGENCY: "Read it on the site of the government, the police or the ambulance service.",
    OWN: "Ask them in person, or ring at a time you have agreed.",
    A_TEAM: "Ring their office in office hours, or write to them.",
    A_SERVICE: "Open their own site, or ring their office in office hours.",
}
NEVER_CALL = {
    THE_LINE: "NEVER ring this line to test it.",
    AN_EMERGENCY: "NEVER ring this number to test it.",
    A_TEAM: "NEVER ring the number for people in crisis to test it.",
}


def how_to_check(contact: Contact) -> str:
    """A key of HOW."""
    if contact.kind == EMERGENCY:
        return AN_EMERGENCY
    if contact.kind in OWN_PEOPLE:
        return OWN
    if contact.kind in TEAMS:
        return A_TEAM
    return A_SERVICE if contact.kind in LOCAL else THE_LINE


def compare(contact: Contact) -> tuple[tuple[str, str], ...]:
    """What to compare, with what the directory says; what it does not say is asked for too."""
    return tuple(_compare(contact))


def _compare(contact: Contact) -> Iterator[tuple[str, str]]:
    for label, name in (("Number", "phone"), ("Then press", "press"), ("Text to", "sms"), ("Textphone", "textphone")):
        if getattr(contact, name):
            yield label, getattr(contact, name)
    for label, name in (("Chat", "chat"), ("Address", "address"), ("Site", "web"), ("E-mail", "email")):
        if getattr(contact, name):
            yield label, getattr(contact, name)
    zone = f" (time in {contact.timezone})" if contact.timezone and contact.hours else ""
    yield "Hours", f"{contact.hours or 'not known'}{zone}"
    if contact.closed_on:
        yield "Closed on", ", ".join(contact.closed_on)
    yield "Languages", ", ".join(map(language_words, contact.languages)) or "not stated"
    yield "Ages", _ages(contact)
    if contact.populations:
        yield "For", ", ".join(contact.populations)
    if contact.kind not in OWN_PEOPLE:
        yield "Free to call", {True: "yes", False: "no", None: "not stated"}[contact.free]
    if contact.refer_how:
        yield "How to refer", contact.refer_how


def _ages(contact: Contact) -> str:
    youngest, oldest = contact.min_age, contact.max_age
    if youngest is None and oldest is None:
        return "not stated"
    if oldest is None:
        return f"{youngest} and over"
    return f"up to {oldest}" if youngest is None else f"{youngest} to {oldest}"
