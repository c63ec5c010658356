"""State -> Summary: what is handed over, in words. The rules are the engine's; here they are only told."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.app.countries import country_name
from crisisaid.app.handing_over import consent, follow_up, handoff, lowered
from crisisaid.app.next_help import roles_now, while_waiting
from crisisaid.app.present_more import numbers
from crisisaid.app.reasons import because, item_in, label_of, told_once
from crisisaid.app.what_would_change import what_would_change
from crisisaid.app.words_for_you import contact_remarks, outcomes, said_at
from crisisaid.engine.answers import NOT_ASKED, SKIPPED
from crisisaid.engine.page import Page
from crisisaid.model.event import FINISHED, NO_ANSWER
from crisisaid.model.protocol import DECLINED, GATE, NO, PROTECTIVE, RED_FLAG, UNSURE
from crisisaid.model.summary import (
    AnswerLine,
    ChangeLine,
    ContactLine,
    ItemLine,
    ProtocolLine,
    ReasonLine,
    ReferralLine,
    SourceLine,
    Summary,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.app.desk import Desk
    from crisisaid.model.contact import Rung
    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Evidence, Key, Reason, State


def summarise(state: State, desk: Desk) -> Summary:
    """The whole summary of a session that has ended."""
    tier = state.disposition.tier
    ladder = desk.ladder(state.country, roles_now(desk.library, state), state.channel)
    reasons = tuple(_reason(desk, reason) for reason in told_once(desk.library, state))
    return Summary(
        tier=tier,
        **said_at(tier, state.about, desk.organisation().policy.ring_minutes),
        finished=_finished(state),
        stopped=words.STOPPED_WORDS.get(state.closed, ""),
        made_at=desk.stamp(),
        protocols=tuple(_protocol(desk, used.id) for used in state.protocols),
        reasons=reasons,
        not_asked=tuple(_not_asked(desk, state)),
        unsure=tuple(_answered_with(desk, state, UNSURE)),
        declined=tuple(_answered_with(desk, state, DECLINED)),
        skipped=tuple(_skipped(desk, state)),
        answers=tuple(_answers(desk, state)),
        changes=tuple(_changes(desk, state)),
        raised=words.HEADLINES[state.raised] if state.raised else "",
        lowered=lowered(state),
        asked_lead=state.asked_lead,
        interrupted=bool(state.disposition.interrupted),
        country=state.country,
        country_name=country_name(state.country) if state.country else "",
        channel=state.channel,
        about=state.about,
        contacts=tuple(_contact(rung) for rung in _once(ladder.rungs)),
        contact_remarks=contact_remarks(ladder.remarks, state.country, state.about),
        referrals=tuple(_referrals(desk, state)),
        say_at_handoff=handoff(desk.library, state, reasons),
        while_waiting=while_waiting(desk.library, state),
        follow_up=follow_up(state),
        consent=consent(state),
        notes=tuple(note for note in state.notes if note),
        still_open=tuple(_line(desk, key) for key in state.disposition.still_open),
        continued=tuple(used.id for used in state.protocols if used.id != GATE)[1:],
        organisation=desk.organisation().name,
        what_would_change=what_would_change(desk.library, state),
    )


def _finished(state: State) -> bool:
    """Whether all was asked that was to be asked; where life may be in danger, the end of the questions is that."""
    gone_through = state.chosen or bool(state.disposition.interrupted)
    return state.closed == FINISHED and gone_through and state.disposition.checklists_done


def _reason(desk: Desk, reason: Reason) -> ReasonLine:
    sources: tuple[SourceLine, ...] = ()
    if reason.protocol in desk.library:
        protocol = desk.library[reason.protocol]
        cited = {name for one in protocol.thresholds if one.id == reason.id for name in one.sources}
        item = item_in(desk.library, reason.protocol, reason.id)
        cited |= set(item.sources) if item else set()
        sources = tuple(
            SourceLine(source.id, source.title, source.publisher, source.year, source.url)
            for source in protocol.sources
            if source.id in cited
        )
    return ReasonLine(
        kind=reason.kind,
        protocol=reason.protocol,
        threshold=reason.id or reason.kind,
        tier=reason.tier,
        because=because(desk.library, reason),
        evidence=tuple(_evidence(desk, piece) for piece in reason.evidence),
        sources=sources,
    )


def _evidence(desk: Desk, piece: Evidence) -> AnswerLine:
    item = item_in(desk.library, piece.protocol, piece.item)
    said = words.answer_words(item, piece.answer) if item else piece.answer
    return AnswerLine(piece.protocol, piece.item, label_of(desk.library, piece), piece.answer, said)


def _protocol(desk: Desk, protocol_id: str) -> ProtocolLine:
    one = desk.library[protocol_id]
    return ProtocolLine(one.id, one.version, one.digest, one.title, one.status, desk.review(one))


def _items(desk: Desk, state: State) -> Iterator[tuple[Page, Item]]:
    """Every item of the session; one that carries over another protocol's answer stands there once."""
    for used in state.protocols:
        page = Page(desk.library[used.id], state.answers, state.skipped, state.channel)
        for item in page.items.values():
            if not page.carried(item.id):
                yield page, item


def _line(desk: Desk, key: Key, why: str = "") -> ItemLine:
    item = item_in(desk.library, *key)
    label, red = (item.label, item.kind == RED_FLAG) if item else (key[1], False)
    return ItemLine(*key, label, red, why)


def _not_asked(desk: Desk, state: State) -> Iterator[ItemLine]:
    open_ones = set(state.disposition.not_asked)
    for key in state.disposition.not_asked:
        item = item_in(desk.library, *key)
        if item and item.same_as and tuple(item.same_as.split("/")) in open_ones:
            continue
        yield _line(desk, key, words.SKIP_WORDS.get(state.skipped.get(key, ""), ""))


def _skipped(desk: Desk, state: State) -> Iterator[ItemLine]:
    for page, item in _items(desk, state):
        key = (page.protocol.id, item.id)
        if page.known(item.id) == SKIPPED or (key in state.skipped and page.known(item.id) == NOT_ASKED):
            yield _line(desk, key, state.skipped.get(key, "cannot_tell_here"))


def _answered_with(desk: Desk, state: State, answer: str) -> Iterator[ItemLine]:
    for page, item in _items(desk, state):
        if page.answer(item.id) == answer:
            yield _line(desk, (page.protocol.id, item.id))


def _answers(desk: Desk, state: State) -> Iterator[AnswerLine]:
    for page, item in _items(desk, state):
        said = page.answer(item.id)
        if said:
            missing = item.kind == PROTECTIVE and said == NO
            in_words = "no, that is not there" if missing else words.answer_words(item, said)
            yield AnswerLine(page.protocol.id, item.id, item.label, said, in_words)


def _changes(desk: Desk, state: State) -> Iterator[ChangeLine]:
    for change in state.changes:
        item = item_in(desk.library, change.protocol, change.item)
        if item:
            now = state.answers.get((change.protocol, change.item), "not_asked")
            earlier = words.answer_words(item, change.answer)
            yield ChangeLine(change.protocol, change.item, item.label, earlier, words.answer_words(item, now))


def _once(rungs: tuple[Rung, ...]) -> Iterator[Rung]:
    """Each contact where it comes first: the emergency number closes a ladder, and may have opened it."""
    seen: set[str] = set()
    for rung in rungs:
        if rung.contact.id not in seen:
            yield rung
        seen.add(rung.contact.id)


def _contact(rung: Rung) -> ContactLine:
    from crisisaid.contacts.roles import role_words
    from crisisaid.contacts.words import note_words

    contact = rung.contact
    phone = contact.phone + (f" (then press {contact.press})" if contact.press else "")
    if not (phone or contact.sms or contact.textphone or contact.chat):
        phone = " ".join(numbers(contact))
    return ContactLine(
        role=rung.role,
        role_words=role_words(rung.role),
        id=contact.id,
        name=contact.name,
        phone=phone,
        sms=contact.sms,
        textphone=contact.textphone,
        chat=contact.chat,
        hours=rung.hours,
        open=rung.state,
        now=rung.now,
        checked_on=contact.verified_on,
        checked=rung.checked,
        note=" ".join((*rung.fits, *filter(None, (note_words(contact),)))),
    )


def _referrals(desk: Desk, state: State) -> Iterator[ReferralLine]:
    from crisisaid.contacts.roles import role_words

    names = {contact.id: contact.name for contact in desk.contacts(state.country)} if state.country else {}
    known = dict(outcomes(state.about))
    for done in state.referrals:
        unset = role_words(done.role) if done.role else "nobody on the list"
        name = names.get(done.contact, unset)
        said = "no answer" if done.outcome == NO_ANSWER else known.get(done.outcome, done.outcome)
        yield ReferralLine(role_words(done.role) if done.role else "", done.contact, name, done.outcome, said)
