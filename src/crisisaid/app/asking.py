"""Questions of the program's own, inside a prompt: one of these, or a few words; b leaves them, q stops the session."""

from __future__ import annotations

from crisisaid.model.view import Said, Typed, View, numbered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.session import Session


def type_in(session: Session, heading: str, *, ask: str, longest: int) -> str:
    """A few words, ``longest`` characters of them; "" when the question was left."""
    while True:
        reply = session.ask(View(kind="words", heading=heading, ask=ask))
        if isinstance(reply, Typed):
            return reply.words[:longest]
        if session.press_here(reply):
            return ""


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
