"""Not only the person in front: what changes for a caller about them, a chat, a minor, at the end; on the key i."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.app.asking import choose
from crisisaid.model.protocol import GATE, SITUATIONS
from crisisaid.model.view import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.app.session import Session
    from crisisaid.engine.fold import Library
    from crisisaid.model.protocol import Situation
    from crisisaid.model.state import Prompt, State


def show_situation(session: Session, prompt: Prompt | None) -> None:
    """Ask which situation it is, then say what changes: in the protocol at hand, else in the danger check."""
    known = _known(session, getattr(prompt, "protocol", ""))
    if not known:
        session.tell("Nothing is written about special situations here. Your shift lead (l) can help.")
        return
    pairs = tuple((kind, words.SITUATION_WORDS[kind]) for kind in SITUATIONS if kind in known)
    kind = choose(session, "What is different here?", pairs)
    if kind:
        session.news += situation_lines(known[kind])


def _known(session: Session, at_hand: str) -> dict[str, Situation]:
    """Every situation that is spoken of, by its kind; the protocol at hand goes before the others."""
    listed = [used.id for used in session.state.protocols]
    order = [*sorted(listed, key=lambda one: one != GATE), at_hand]
    library = session.desk.library
    return {one.kind: one for protocol in order if protocol in library for one in library[protocol].situations}


def situation_lines(situation: Situation) -> tuple[Line, ...]:
    """What to do, say and avoid in this situation."""
    return (
        Line(f"When {words.SITUATION_WORDS[situation.kind]}:", style="strong"),
        *(Line(text, label="Do") for text in situation.do),
        *(Line(f'"{text}"', label="Say") for text in situation.say),
        *(Line(text, label="Avoid") for text in situation.avoid),
    )


def hint(library: Library, protocol_id: str, state: State) -> str:
    """That this protocol speaks of the situation the supporter is in; "" when it does not."""
    spoken_of = {one.kind for one in library[protocol_id].situations}
    now = [words.SITUATION_WORDS[kind] for kind in _now(state) if kind in spoken_of]
    return f"When {' and '.join(now)}: i shows what changes." if now else ""


def _now(state: State) -> Iterator[str]:
    if state.about == "third_party":
        yield "third_party"
    if state.channel == "text_chat":
        yield "text_chat"
