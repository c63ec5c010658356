"""The keys that work at every prompt: skip, back, note, raise, lower, ask the lead, the card, stop."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.app.asking import choose, type_in
from crisisaid.app.replies import item_of
from crisisaid.model.event import (
    CHANGED,
    SLIP,
    Answered,
    AskedLead,
    Lowered,
    Noted,
    Raised,
    Retracted,
    Set,
    Skipped,
)
from crisisaid.model.protocol import CANNOT_TELL_HERE, COULD_NOT_ASK, SUPPORTER
from crisisaid.model.state import AskItem, AskTogether
from crisisaid.model.tier import NOT_FINISHED, TIERS, above
from crisisaid.model.view import Line, Pressed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.session import Session
    from crisisaid.model.state import Key, Prompt
    from crisisaid.model.view import Reply


def press(session: Session, prompt: Prompt | None, key: str) -> None:
    """Do what the key says, wherever the supporter is."""
    match key:
        case "s" | "x":
            _skip(session, prompt, COULD_NOT_ASK if key == "s" else CANNOT_TELL_HERE)
        case "b":
            _back(session)
        case "f":
            from crisisaid.app.board import they_just_said

            they_just_said(session, getattr(prompt, "protocol", ""))
        case "i":
            from crisisaid.app.situations import show_situation

            show_situation(session, prompt)
        case "c":
            from crisisaid.app.fitting import fit

            fit(session)
        case "q":
            session.stop()
        case _:
            press_here(session, Pressed(key))


def press_here(session: Session, reply: Reply) -> bool:
    """The keys that also work inside a question of the program's own; True when that question is to be left."""
    key = reply.key if isinstance(reply, Pressed) else ""
    match key:
        case "o":
            _note(session)
        case "+":
            _raise(session)
        case "-":
            _lower(session)
        case "l":
            _lead(session)
        case "e":
            _card(session)
        case "q":
            session.stop()
            return True
        case "b":
            session.tell("Gone back.")
            return True
        case _:
            session.tell("That key does nothing here.")
    return False


def _skip(session: Session, prompt: Prompt | None, why: str) -> None:
    match prompt:
        case AskItem(protocol, _, item):
            session.add(Skipped(protocol, item, why))
            session.tell(f"Passed over ({words.SKIP_WORDS[why]}). It counts as not asked.")
        case AskTogether(protocol, _, items):
            for item in items:
                session.add(Skipped(protocol, item, why))
            session.tell(f"All passed over ({words.SKIP_WORDS[why]}). They count as not asked.")
        case _:
            session.tell("There is nothing to pass over here.")


def _back(session: Session) -> None:
    """Take the last answer back. A slip leaves no trace; a change stays in the summary."""
    last = _last(session)
    if last is None:
        session.tell("There is no answer before this one to take back.")
    elif isinstance(last, Set):
        session.add(Set(last.name, ""))
    else:
        keys = _same_prompt(session, last)
        if isinstance(last, Skipped):
            _take_back(session, keys, SLIP)
            return
        item = item_of(session, keys[-1])
        said = words.answer_words(item, last.answer)
        label = item.label if len(keys) == 1 else "the whole list"
        why = choose(
            session,
            f"Take back: {label}: {said}?" if len(keys) == 1 else f"Take back {label}?",
            (
                (SLIP, "it was a slip of the finger (leaves no trace)"),
                (CHANGED, "something changed (stays in the summary; the tier does not fall by itself)"),
                ("", "leave it as it is"),
            ),
        )
        if why:
            _take_back(session, keys, why)


def _last(session: Session) -> Answered | Skipped | Set | None:
    """The last answer, skip or setting that still counts."""
    known = {**session.state.answers, **session.state.skipped}
    for event in reversed(session.events):
        if isinstance(event, Set) and event.value and getattr(session.state, event.name) == event.value:
            return event
        if isinstance(event, Answered | Skipped) and (event.protocol, event.item) in known:
            return event
    return None


def _take_back(session: Session, keys: tuple[Key, ...], why: str) -> None:
    for key in keys:
        session.add(Retracted(*key, why))


def _same_prompt(session: Session, last: Answered | Skipped) -> tuple[Key, ...]:
    """The answers that were given on the same prompt: a list of signs is taken back whole."""
    from crisisaid.model.protocol import Checklist

    for step in session.desk.library[last.protocol].steps:
        if isinstance(step, Checklist) and step.together and last.item in (item.id for item in step.items):
            known = {**session.state.answers, **session.state.skipped}
            return tuple((last.protocol, item.id) for item in step.items if (last.protocol, item.id) in known)
    return ((last.protocol, last.item),)


def _note(session: Session) -> None:
    heading = "Note (kept in memory only; no names, please)"
    said = type_in(session, heading, ask="Note, or Enter for none (:e emergency card)", longest=500)
    if said:
        session.add(Noted(said))
        session.tell("Noted in memory; it will be in the summary and nowhere else.")


def _raise(session: Session) -> None:
    now = session.state.disposition.tier
    higher = tuple(tier for tier in reversed(TIERS) if above(tier, now) and tier != NOT_FINISHED)
    if not higher:
        session.tell(f"It is {words.HEADLINES[now]} already; nothing is above that.")
        return
    tier = choose(session, "Hand over sooner: when?", (*_tiers(higher), ("", "leave it as it is")))
    if tier:
        session.add(Raised(tier))
        _whom(session, tier)


def _whom(session: Session, tier: str) -> None:
    """Whom to reach now that it is to be sooner; a referral of the page may follow, or there may be none."""
    from crisisaid.app.present_more import rung_lines

    made = session.desk.ladder(session.state.country, words.DEFAULT_ROLES[tier], session.state.channel)
    for rung in made.rungs[:2]:
        session.news += rung_lines(rung, whole=False)
    if not made.rungs:
        session.tell(*made.remarks)


def _lower(session: Session) -> None:
    """Lowering needs a second person and a reason, and never goes under a red flag."""
    now = session.state.disposition.tier
    lower = tuple(tier for tier in reversed(TIERS) if above(now, tier) and tier != NOT_FINISHED)
    if not lower:
        session.tell("It is at the lowest already.")
        return
    tier = choose(session, "Hand over later: when?", (*_tiers(lower), ("", "leave it as it is")))
    role = tier and choose(session, "Who agrees to this with you?", (*words.SECOND_PERSONS, ("", "nobody: leave it")))
    reason = role and choose(session, "Why?", words.LOWER_REASONS)
    if not reason:
        session.tell("Left as it is.")
        return
    session.add(Lowered(tier, role, reason))
    if above(session.state.disposition.tier, tier):
        session.tell(
            f"It stays at {words.HEADLINES[session.state.disposition.tier]}: a red flag, or what was not asked, "
            "cannot be lowered."
        )


def _tiers(tiers: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((tier, words.HEADLINES[tier]) for tier in tiers)


def _lead(session: Session) -> None:
    from crisisaid.app.present_more import rung_lines

    session.add(AskedLead())
    country = session.state.country or session.desk.home
    made = session.desk.ladder(country, ("shift_lead",), session.state.channel)
    own = [rung for rung in made.rungs if rung.role == "shift_lead"]
    staying = "" if session.state.about == SUPPORTER else " You can stay with the person while you do."
    session.news.append(Line(f"Ask your shift lead now.{staying}", style="strong"))
    for rung in own:
        session.news += rung_lines(rung)
    if not own:
        session.tell("No number for the shift lead is set here: use the way you were told at the start of your shift.")


def _card(session: Session) -> None:
    """The card; no prompt is shown anew below it, and the numbers come last once more: that is what stays in view."""
    from crisisaid.app.present_more import emergency_lines
    from crisisaid.card import card_text

    for row in card_text(session.state.country).splitlines():
        session.news.append(Line(row.strip(), style="number") if _is_number(row) else Line(row, style="raw"))
    session.news += emergency_lines(session.state)[:4]
    session.tell("r shows the prompt again.")
    session.brief = True


def _is_number(row: str) -> bool:
    stripped = row.strip()
    return bool(stripped) and stripped.replace(" ", "").replace("-", "").isdigit()
