"""Questions of the program's own, inside a prompt: one of these, or a few words; b leaves them, q stops the session."""

from __future__ import annotations

from crisisaid.app.present_more import numbered
from crisisaid.model.view import Said, Typed, View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.session import Session


def type_in(session: Session, heading: str) -> str:
    """A few words; "" when the question was left."""
    while True:
        reply = session.ask(View(kind="words", heading=heading, ask="Time, or Enter to go back (:e emergency card)"))
        if isinstance(reply, Typed) or session.press_here(reply):
            return reply.words[:40] if isinstance(reply, Typed) else ""


def choose(session: Session, heading: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """One of these; "" when the question was left."""
    while True:
        reply = session.ask(
            View(kind="choice", heading=heading, choices=numbered(pairs), ask="Number, or b to go back")
        )
        if isinstance(reply, Said):
            return reply.value
        if session.press_here(reply):
            return ""
