"""The board and "they just said ...": items noted in the order they are heard instead of the order of the page."""

from __future__ import annotations

from crisisaid.app.present import board_view, item_view
from crisisaid.app.replies import item_of, note
from crisisaid.model.event import CHANGED, Retracted
from crisisaid.model.view import Line, Picked, Pressed, Said, Typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.session import Session
    from crisisaid.model.state import Key
    from crisisaid.model.view import View


def at_board(session: Session, protocols: tuple[str, ...]) -> bool:
    """One turn at the board; whether it stays open."""
    view, keys = board_view(session.desk.library, session.state, protocols, "What have you heard or seen so far?")
    reply = session.ask(view)
    if isinstance(reply, Picked):
        _tick(session, reply, keys)
        return not reply.done and not _interrupted(session, protocols)
    if isinstance(reply, Typed):
        session.tell(*_found(session, view, keys, reply.words))
    elif isinstance(reply, Pressed):
        session.press(None, reply.key)
    return True


JUST_SAID = "What did they just say or show?"


MOST = 14
"""So many rows of a list fit on a screen with what stands around them; the others are found by a word."""


def they_just_said(session: Session, at_hand: str = "") -> None:
    """Note something out of turn; then the page goes on where it was.

    The list is that of the protocol at hand; words find anything in any protocol of the session.
    """
    every = tuple(used.id for used in session.state.protocols)
    walked = at_hand or _walked(session)
    view, keys = _on_one_screen(*board_view(session.desk.library, session.state, (walked,), JUST_SAID))
    while True:
        reply = session.ask(view.but(ask="A word finds it; or the number (u 2 not sure, n 2 no); done goes back"))
        if isinstance(reply, Picked):
            _tick(session, reply, keys)
            return
        if isinstance(reply, Typed):
            found = _narrowed(session, every, reply.words)
            view, keys = found or (view, keys)
            if not found:
                session.tell(_nothing(reply.words))
        elif isinstance(reply, Pressed) and session.press_here(reply):
            return


def _on_one_screen(view: View, keys: tuple[Key, ...]) -> tuple[View, tuple[Key, ...]]:
    """The list cut to what fits; what is noted already goes first, and what is left out is said."""
    rows = list(zip(view.entries, keys, strict=True))
    if len(rows) <= MOST:
        return view, keys
    kept = sorted(rows, key=lambda row: bool(row[0][2]))[:MOST]
    kept = [row for row in rows if row in kept]
    more = Line(f"{len(rows) - MOST} more are not listed: a word finds them.")
    return view.but(entries=tuple(entry for entry, _ in kept), lines=(more,)), tuple(key for _, key in kept)


def _walked(session: Session) -> str:
    """The protocol that answers were last given to."""
    begun = {protocol for protocol, _ in (*session.state.answers, *session.state.skipped, *session.state.shown)}
    walked = [used.id for used in session.state.protocols if used.id in begun]
    return walked[-1] if walked else session.state.protocols[0].id


def _narrowed(session: Session, protocols: tuple[str, ...], words: str) -> tuple[View, tuple[Key, ...]] | None:
    """The list with only what shares a word's beginning with what was typed; None when nothing does."""
    view, keys = board_view(session.desk.library, session.state, protocols, JUST_SAID, settings=True)
    rows = zip(view.entries, keys, strict=True)
    pairs = [(entry, key) for entry, key in rows if speaks_of(_all_words(session, key), words)]
    if not pairs:
        return None
    return view.but(entries=tuple(entry for entry, _ in pairs)), tuple(key for _, key in pairs)


def _interrupted(session: Session, protocols: tuple[str, ...]) -> bool:
    return any(protocol in session.state.disposition.interrupted for protocol in protocols)


def _tick(session: Session, picked: Picked, keys: tuple[Key, ...]) -> None:
    known = {f"{protocol}/{item}": (protocol, item) for protocol, item in keys}
    for name, value in picked.answers:
        key = known[name]
        fitting = _fitting(session, key, value)
        if not fitting:
            continue
        if session.state.answers.get(key, fitting) != fitting:
            session.add(Retracted(*key, CHANGED))
        note(session, key, fitting, ticked=True)


def _fitting(session: Session, key: Key, value: str) -> str:
    """ "Yes" to an item with a scale or options: which one is asked, so nothing is guessed; "" when that was left."""
    item = item_of(session, key)
    if not (item.scale or item.options) or value not in ("yes", "no"):
        return value
    if value == "no" and item.scale:
        return item.scale[0].id
    while True:
        reply = session.ask(item_view(session.desk.library, session.state, key))
        if isinstance(reply, Said):
            return reply.value
        if session.press_here(reply):
            return ""


def _found(session: Session, view: View, keys: tuple[Key, ...], words: str) -> tuple[str, ...]:
    """The entries that speak of what was typed, with their numbers."""
    rows = [
        f"{number:>3}  {label}" + (f" [{noted}]" if noted else "")
        for number, ((_, label, noted), key) in enumerate(zip(view.entries, keys, strict=True), 1)
        if speaks_of(_all_words(session, key), words)
    ]
    return (f"Found for '{words[:30]}':", *rows) if rows else (_nothing(words),)


def _all_words(session: Session, key: Key) -> str:
    """What an item is called, what is asked, and what may be heard."""
    item = item_of(session, key)
    return f"{item.label} {item.text} {item.listen_for}"


def speaks_of(text: str, words: str) -> bool:
    """Whether a text has a word that begins as one of the words that were typed."""
    plain = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    wanted = [word for word in words.casefold().split() if len(word) > 2]
    return any(one.startswith(word[:5]) for word in wanted for one in plain)


def _nothing(words: str) -> str:
    return f"Nothing on the list speaks of '{words[:30]}'. Take the nearest number, or note it with o."
