"""The order of a summary, once for every format: what whoever takes over needs first comes first."""

from __future__ import annotations

from crisisaid.formats import summary_words as words
from crisisaid.model.record import Record
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.summary import ContactLine, ItemLine, ReasonLine, SourceLine, Summary

# Kinds of piece.
SENTENCE = "sentence"
POINT = "point"
UNDER = "under"
ENTRY = "entry"
NUMBER = "number"
LABEL = "label"


WHOLE = 3
"""So many contacts are given with all that is known of them."""


class Piece(Record):
    """A sentence, a point of a list, a line under a point, a contact's entry, a label, or a number to be left whole."""

    kind: str
    text: str


class Section(Record):
    heading: str
    pieces: tuple[Piece, ...]


def standing(summary: Summary) -> tuple[str, ...]:
    """The lines right under the headline: when, whether the person agreed, how far the words were reviewed."""
    made = f"Made at {summary.made_at}." if summary.made_at else ""
    lines = (made, words.consent_first(summary), *words.review_lines(summary.protocols))
    return tuple(line for line in lines if line)


def opening(summary: Summary) -> tuple[str, ...]:
    """The lines before the first heading: what to do, how the session ended, where the person is."""
    lines = (
        summary.lead,
        words.unfinished(summary),
        "The questions ended there, because life may be in danger." if summary.interrupted else "",
        words.where(summary),
        f"Organisation: {summary.organisation}" if summary.organisation else "",
    )
    return tuple(line for line in lines if line)


def sections(summary: Summary, links: bool = False) -> tuple[Section, ...]:
    """Everything under its heading, in order; what is empty is left out. With ``links`` sources are given in full."""
    every = (
        Section("WHY", tuple(_reasons(words.shown_reasons(summary), links))),
        Section(_reach_heading(summary), tuple(_contacts(summary))),
        Section("WHO HAS BEEN TRIED", tuple(_tried(summary))),
        Section("SAY AT HANDOFF", tuple(_handoff(summary))),
        Section("WHILE YOU WAIT", _points(summary.while_waiting)),
        Section("WHAT WE AGREED, NEXT STEPS", tuple(_next_steps(summary))),
        Section("WHAT WOULD CHANGE THIS", _points(words.would_change_lines(summary.what_would_change))),
        *_lists(summary),
        Section("CONSENT", tuple(_consent(summary))),
        Section("NOTES", _points(summary.notes)),
        Section("FOR YOU", _points(summary.for_you)),
        Section("PROTOCOLS", _points(tuple(map(words.protocol_line, summary.protocols)))),
        Section("INTENDED USE", _sentences(summary.intended_use)),
    )
    return tuple(section for section in every if section.pieces)


def _lists(summary: Summary) -> tuple[Section, ...]:
    """What is known and not known. What was skipped counts as not asked and is listed there once."""
    not_asked = _together(summary.not_asked, summary.skipped)
    named = {(one.protocol, one.item) for one in not_asked}
    still_open = tuple(one for one in summary.still_open if (one.protocol, one.item) not in named)
    return (
        Section("NOT ASKED", (*_items(_of_begun(summary, not_asked)), *_not_begun(summary, not_asked))),
        Section("STILL OPEN", _items(still_open)),
        Section("UNSURE", _items(summary.unsure)),
        Section("DECLINED", _items(summary.declined)),
        Section("CHANGES", tuple(_changes(summary))),
        Section("WHAT WAS ANSWERED", _answered(summary)),
    )


def _answered(summary: Summary) -> tuple[Piece, ...]:
    """Each answer on its own line; every plain no in one sentence. Help that is not there is no plain no."""
    said = _points(tuple(f"{one.label}: {one.words}" for one in summary.answers if one.words != "no"))
    denied = "; ".join(one.label for one in summary.answers if one.words == "no")
    return (*said, *_sentences(f"No to: {denied}." if denied else ""))


def _of_begun(summary: Summary, items: tuple[ItemLine, ...]) -> tuple[ItemLine, ...]:
    begun = _protocols_begun(summary)
    return tuple(one for one in items if one.protocol in begun)


def _not_begun(summary: Summary, items: tuple[ItemLine, ...]) -> tuple[Piece, ...]:
    """A protocol that was never begun is one line, not all of its items."""
    titles = {one.id: one.title for one in summary.protocols}
    left = dict.fromkeys(one.protocol for one in items if one.protocol not in _protocols_begun(summary))
    return _points(tuple(f"Nothing of this was gone through: {titles.get(name, name)}" for name in left))


def _protocols_begun(summary: Summary) -> set[str]:
    return {one.protocol for one in summary.answers} | {one.protocol for one in summary.skipped}


def _together(not_asked: tuple[ItemLine, ...], skipped: tuple[ItemLine, ...]) -> tuple[ItemLine, ...]:
    reasons = {(one.protocol, one.item): one.why for one in skipped}
    first = tuple(one if one.why else one.but(why=reasons.get((one.protocol, one.item), "")) for one in not_asked)
    named = {(one.protocol, one.item) for one in not_asked}
    return (*first, *(one for one in skipped if (one.protocol, one.item) not in named))


def _reasons(reasons: tuple[ReasonLine, ...], links: bool) -> Iterator[Piece]:
    for reason in reasons:
        yield Piece(POINT, reason.because)
        for line in reason.evidence if reason.kind != "not_asked" else ():
            yield Piece(UNDER, f"{line.label}: {line.words}")
        if links:
            yield from (Piece(UNDER, f"Source: {_source(source)}") for source in reason.sources)
        elif reason.sources:
            by = dict.fromkeys((source.publisher or source.title).split(" (")[0] for source in reason.sources)
            yield Piece(UNDER, f"Sources: {'; '.join(by)}")


def _source(source: SourceLine) -> str:
    by = ", ".join(part for part in (source.publisher, source.year) if part)
    return " ".join(part for part in (source.title, f"({by})" if by else "", source.url) if part)


def _reach_heading(summary: Summary) -> str:
    return "WHOM TO REACH NOW" if summary.tier in (CALL_NOW, BEFORE_YOU_PART) else "WHOM TO REACH"


def _contacts(summary: Summary) -> Iterator[Piece]:
    """The first ones whole, and the emergency number; of the others who and how, so that the list can be read out."""
    last = len(summary.contacts) - 1
    for place, contact in enumerate(summary.contacts):
        yield from _contact(contact, whole=place < WHOLE or place == last)
    yield from _sentences(*summary.contact_remarks)
    if summary.if_nobody_answers:
        yield Piece(SENTENCE, summary.if_nobody_answers)


def _contact(contact: ContactLine, *, whole: bool) -> Iterator[Piece]:
    yield Piece(ENTRY, words.contact_title(contact))
    ways = (("", contact.phone), ("Text:", contact.sms), ("Textphone:", contact.textphone), ("Chat:", contact.chat))
    for label, number in ways:
        if number.strip():
            if label:
                yield Piece(LABEL, label)
            yield Piece(NUMBER, number)
    if not any(number.strip() for _, number in ways):
        yield Piece(LABEL, "No number is stored.")
    yield Piece(LABEL, words.contact_hours(contact))
    if not whole:
        return
    if contact.note:
        yield Piece(LABEL, contact.note)
    yield Piece(LABEL, words.capital(contact.checked) or "Nobody has checked this number.")


def _tried(summary: Summary) -> Iterator[Piece]:
    for one in summary.referrals:
        name = one.name or words.said(one.role, {})
        yield Piece(POINT, f"{name}: {one.words or words.said(one.outcome, {})}")
    if summary.asked_lead:
        yield Piece(POINT, "The shift lead was asked.")


def _handoff(summary: Summary) -> Iterator[Piece]:
    say = summary.say_at_handoff
    for title, lines in (
        ("What I saw and heard:", say.saw_and_heard),
        ("What worries me:", say.worries_me),
        ("What I ask of you:", say.ask_of_you),
        ("What was not asked:", say.not_asked),
    ):
        if lines:
            yield Piece(SENTENCE, title)
            yield from _points(lines)


def _next_steps(summary: Summary) -> Iterator[Piece]:
    yield from _points(summary.next_steps)
    yield from _points(tuple(f"Goes on with: {one}" for one in summary.continued))
    yield from _sentences(words.follow_up_line(summary.follow_up), words.caveat(summary))


def _changes(summary: Summary) -> Iterator[Piece]:
    for one in summary.changes:
        yield Piece(POINT, f"{one.label}: earlier {one.earlier}, now {one.now}")
    if summary.raised:
        yield Piece(POINT, words.raised_line(summary.raised))
    if summary.lowered:
        yield Piece(POINT, words.lowered_line(summary.lowered))


def _consent(summary: Summary) -> Iterator[Piece]:
    consent = summary.consent
    if not words.consent_first(summary):
        yield from _sentences(words.stop(consent.words or words.said(consent.asked, words.CONSENT)))
    if consent.what:
        yield Piece(SENTENCE, words.stop(f"What may be passed on: {words.said(consent.what, {})}"))
    if consent.to:
        yield Piece(SENTENCE, words.stop(f"To: {words.said(consent.to, {})}"))


def _items(items: tuple[ItemLine, ...]) -> tuple[Piece, ...]:
    """Red flags first; otherwise in the order of the page."""
    return _points(tuple(map(words.item_line, sorted(items, key=lambda one: not one.red_flag))))


def _points(lines: tuple[str, ...]) -> tuple[Piece, ...]:
    return tuple(Piece(POINT, line) for line in lines if line)


def _sentences(*lines: str) -> tuple[Piece, ...]:
    return tuple(Piece(SENTENCE, line) for line in lines if line)
