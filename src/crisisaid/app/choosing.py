"""What was typed at "What is going on?": a number of the list, or words to which the nearest are offered."""

from __future__ import annotations

from crisisaid.app.asking import choose
from crisisaid.app.finding_protocols import best_matches
from crisisaid.app.on_offer import GENERAL, GENERAL_WORDS
from crisisaid.engine.scripted import used
from crisisaid.model.event import Continued
from crisisaid.model.protocol import SUPPORTER
from crisisaid.model.view import Said, Typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.session import Session
    from crisisaid.library.shelf import Entry
    from crisisaid.model.view import Reply

_AGAIN = ("", "none of these: show the list again")


def choose_protocol(session: Session, reply: Reply) -> None:
    """A number of the list, or words: the nearest are offered, and nothing is taken for granted."""
    if isinstance(reply, Said):
        _take(session, reply.value)
        return
    typed = reply.words if isinstance(reply, Typed) else ""
    _take(session, _nearest(session, typed))


def _nearest(session: Session, typed: str) -> str:
    library = session.desk.library
    found = best_matches([library.entry(one) for one in library], typed)
    pairs = [(entry.id, _title(entry)) for entry in found]
    if GENERAL in library and GENERAL not in dict(pairs):
        pairs.append((GENERAL, GENERAL_WORDS))
    short = typed[:30]
    heading = f"Nearest to '{short}':" if found else f"Nothing here speaks of '{short}' in these words."
    return choose(session, heading, (*pairs, _AGAIN))


def _title(entry: Entry) -> str:
    return f"{entry.title} (about you)" if entry.about == SUPPORTER else entry.title


def _take(session: Session, chosen: str) -> None:
    library = session.desk.library
    if not chosen or session.state.closed:
        return
    if library.entry(chosen).about == SUPPORTER:
        session.tell(f"That one is about you, so it is run on its own, when this is over: crisisaid run {chosen}")
        return
    session.add(Continued(used(library, chosen), "chosen"))
