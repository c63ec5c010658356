"""Reply -> Event: what a supporter typed at a prompt becomes what happened in the session."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.app.asking import choose, type_in
from crisisaid.engine.answers import safest
from crisisaid.model.event import (
    NO_ANSWER,
    Answered,
    Consent,
    FollowUp,
    Referred,
    Set,
    Shown,
    Skipped,
    WentOn,
)
from crisisaid.model.protocol import CANNOT_TELL_HERE, COULD_NOT_ASK, UNSURE
from crisisaid.model.state import (
    AskConsent,
    AskFollowUp,
    AskGoOn,
    AskItem,
    AskProtocol,
    AskSetting,
    AskTogether,
    OfferReferral,
    ShowGuidance,
)
from crisisaid.model.tier import CALL_NOW
from crisisaid.model.view import Picked, Said, Typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.session import Session
    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Key, Prompt
    from crisisaid.model.view import Reply

TICKED_AWAY = {"skipped": COULD_NOT_ASK, "cannot_tell": CANNOT_TELL_HERE}


def answer(session: Session, prompt: Prompt, reply: Reply) -> None:
    """Append what the reply to this prompt means."""
    match prompt, reply:
        case AskItem(protocol, _, item), Said(value):
            note(session, (protocol, item), value)
        case AskTogether(protocol, _, items), Picked(answers, rest):
            _together(session, protocol, items, answers, rest=rest)
        case ShowGuidance(protocol, step), Said():
            session.add(Shown(protocol, step))
        case OfferReferral(), Said(outcome):
            _referred(session, prompt, outcome)
        case AskSetting("country"), _:
            _country(session, reply)
        case AskSetting(name), Said(value):
            session.add(Set(name, value))
        case AskProtocol(), _:
            from crisisaid.app.choosing import choose_protocol

            choose_protocol(session, reply)
        case _, Said(value):
            _ending(session, prompt, value)


def note(session: Session, key: Key, value: str, *, ticked: bool = False) -> None:
    """One answer, said back in words. One ``ticked`` on a list may also mean that it was passed over; a screen offers
    the clarifying sentence itself where an item is asked alone.
    """
    if value in TICKED_AWAY:
        session.add(Skipped(*key, TICKED_AWAY[value]))
        session.tell(f"Passed over, counts as not asked: {item_of(session, key).label}.")
        return
    item = item_of(session, key)
    session.tell(f"Noted: {item.label}: {words.answer_words(item, value)}.")
    if ticked and value == UNSURE and item.clarify:
        session.tell(item.clarify)
    session.add(Answered(*key, value))


def item_of(session: Session, key: Key) -> Item:
    """The item that a key of the state speaks of."""
    protocol, item = key
    return session.desk.library[protocol].item(item)


def _together(
    session: Session, protocol: str, items: tuple[str, ...], answers: tuple[tuple[str, str], ...], *, rest: bool
) -> None:
    for item, value in answers:
        note(session, (protocol, item), value, ticked=True)
    if rest:
        known = {item.id: item for item in session.desk.library[protocol].items()}
        session.add_all(Answered(protocol, item, safest(known[item])) for item in items)
        session.tell("Noted: none of the others here.")


def _referred(session: Session, prompt: OfferReferral, outcome: str) -> None:
    from crisisaid.app.ladders import rungs_left

    left = rungs_left(prompt, session.state, session.desk)
    role, contact = (left[0].role, left[0].contact.id) if left else ("", "")
    session.add(Referred(prompt.protocol, prompt.step, prompt.tier, role, contact, outcome))
    if outcome == NO_ANSWER:
        session.tell("Noted: no answer. The next one is first now.")
    elif outcome == "declined" and prompt.tier == CALL_NOW:
        session.tell(
            "Noted: they do not want this. Life may be in danger: you may call without a yes. Tell them that you are "
            "calling and who will come, if it is safe."
        )


def _country(session: Session, reply: Reply) -> None:
    from crisisaid.card import country_code, near

    if isinstance(reply, Said):
        session.add(Set("country", reply.value))
        return
    typed = reply.words if isinstance(reply, Typed) else ""
    code = country_code(typed)
    if code:
        from crisisaid.app.countries import country_name

        session.tell(f"Noted: {country_name(code)} ({code}).")
        session.add(Set("country", code))
        return
    close = near(typed)
    hint = f"Did you mean {', '.join(close)}?" if close else "Type its two letters (GB) or its English name."
    session.tell(f"'{typed[:30]}' is not a country known here. {hint}")


def _ending(session: Session, prompt: Prompt, value: str) -> None:
    match prompt:
        case AskGoOn(protocol) if value == "go_on":
            session.add(WentOn(protocol))
        case AskGoOn():
            session.stop()
        case AskFollowUp() if value == "other":
            ask = "Time, or Enter to go back (:e emergency card)"
            time = type_in(session, "When? (such as Tue 18:00)", ask=ask, longest=40)
            if time:
                session.add(FollowUp(value, time))
        case AskFollowUp():
            session.add(FollowUp(value))
        case AskConsent() if value == "yes":
            what = choose(session, "What may be passed on?", words.CONSENT_WHAT)
            to = what and choose(session, "To whom?", words.CONSENT_TO)
            if to:
                session.add(Consent(value, what, to))
        case AskConsent():
            session.tell(words.CONSENT_LIMIT)
            session.add(Consent(value))
