"""Which contact fits this person: cannot speak safely, deaf, no credit, language, for whom; on the key c.

What is said here stays in memory, moves contacts up or down, and takes none away but by a known age.
"""

from __future__ import annotations

from crisisaid.app.asking import choose, type_in
from crisisaid.contacts.language_names import LANGUAGES, language_words
from crisisaid.contacts.populations import GROUPS, group_words, groups_of
from crisisaid.contacts.shown import may_be_shown
from crisisaid.model.need import Need

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.app.session import Session
    from crisisaid.model.contact import Contact

SWITCHES = {
    "cannot_speak": "they cannot speak safely, or at all",
    "deaf": "they are deaf or hard of hearing",
    "no_credit": "they have no credit or money for a call",
}
HEADING = "What must a contact fit? (kept in memory only)"
OTHER = "other"
OLDEST = 130


def fit(session: Session) -> None:
    """Ask what the person needs until that is all; from then on the lists begin with whoever fits."""
    while what := choose(session, HEADING, (*_choices(session), ("", "that is all"))):
        need = _wants(session)
        if what in SWITCHES:
            session.desk.wants = need.but(**{what: not getattr(need, what)})
        elif what == "forget":
            session.desk.wants = None
        else:
            _ask(session, what, need)
    for line in _said(_wants(session)):
        session.tell(f"The lists begin with whoever fits: {line}.")


def _wants(session: Session) -> Need:
    return session.desk.wants or Need()


def _choices(session: Session) -> Iterator[tuple[str, str]]:
    need = _wants(session)
    for name, words in SWITCHES.items():
        yield name, f"{words} (noted; again takes it back)" if getattr(need, name) else words
    yield "languages", "a language"
    yield "populations", "a line for people like them"
    yield "age", "their age"
    if any(contact.region for contact in _here(session)):
        yield "region", "the part of the country they are in"
    if session.desk.wants:
        yield "forget", "none of this any more"


def _ask(session: Session, what: str, need: Need) -> None:
    match what:
        case "languages":
            given: object = _language(session)
        case "populations":
            given = tuple(filter(None, (choose(session, "For whom?", tuple(_groups(session))),)))
        case "age":
            given = _age(session)
        case _:
            given = choose(session, "Which part?", tuple((code, area) for code, area in _regions(session).items()))
    if given:
        session.desk.wants = need.but(**{what: given})


def _language(session: Session) -> tuple[str, ...]:
    listed = sorted({tag for contact in _here(session) for tag in contact.languages}, key=language_words)
    named = tuple((tag, language_words(tag)) for tag in listed)
    chosen = choose(session, "Which language do they need?", (*named, (OTHER, "another (you type it)")))
    if chosen != OTHER:
        return (chosen,) if chosen else ()
    typed = type_in(session, "Which language?", ask="Its English name (:e emergency card)", longest=40).strip()
    found = next((tag for tag, name in LANGUAGES.items() if typed.casefold() in (tag, name.casefold())), "")
    if typed and not found:
        session.tell(f"'{typed}' is not a language known here; nothing was noted.")
    return (found,) if found else ()


def _age(session: Session) -> int | None:
    typed = type_in(session, "How old are they?", ask="Years, or Enter for not known (:e emergency card)", longest=3)
    if typed.isascii() and typed.isdigit() and int(typed) <= OLDEST:
        return int(typed)
    if typed:
        session.tell(f"'{typed}' is no age in years; nothing was noted.")
    return None


def _groups(session: Session) -> Iterator[tuple[str, str]]:
    """The groups that somebody here is for, in the order of the closed list."""
    known = {group for contact in _here(session) for group in groups_of(contact)}
    return ((group, group_words(group)) for group in GROUPS if group in known)


def _regions(session: Session) -> dict[str, str]:
    return {contact.region: contact.area or contact.region for contact in _here(session) if contact.region}


def _here(session: Session) -> tuple[Contact, ...]:
    country = session.state.country
    return tuple(contact for contact in session.desk.contacts(country) if may_be_shown(contact, country))


def _said(need: Need) -> Iterator[str]:
    yield from (words for name, words in SWITCHES.items() if getattr(need, name))
    yield from (language_words(tag) for tag in need.languages)
    yield from (group_words(group) for group in need.populations)
    if need.age is not None:
        yield f"age {need.age}"
    if need.region:
        yield need.region
