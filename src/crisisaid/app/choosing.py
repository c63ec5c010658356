"""What is going on? The list of protocols, the nearest to a few words, and a way on where none of them fits."""

from __future__ import annotations

from crisisaid.engine.scripted import used
from crisisaid.model.event import Continued
from crisisaid.model.protocol import GATE, SUPPORTER
from crisisaid.model.view import Line, Said, Typed, View, numbered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.desk import Desk
    from crisisaid.app.session import Session
    from crisisaid.library.shelf import Entry
    from crisisaid.model.view import Reply

GENERAL = "suicide-first-response"
"""Where nothing fits: listening, and the one thing that is asked straight out in every crisis."""

_GENERAL = "none of these, or I cannot tell: listen, and ask about suicide"
_AGAIN = ("", "none of these: show the list again")

MOST = 15
"""So many are listed; with the rest of the prompt they fit on one screen. The others are found by words."""


def protocol_view(desk: Desk) -> View:
    """What is going on, in the supporter's own words."""
    entries = _about_the_person(desk)
    pairs = [(entry.id, entry.title) for entry in entries[:MOST]]
    if GENERAL in desk.library:
        pairs.append((GENERAL, _GENERAL))
    more = len(entries) - MOST
    lines = (Line(f"And {more} more: type a few words to find them."),) if more > 0 else ()
    return View(
        kind="choice",
        heading="What is going on?",
        lines=lines,
        choices=numbered(pairs),
        ask="Number, or a few words (q stops with what is known)",
        free=True,
        why=("This picks the protocol to walk. If none fits, press q and tell your shift lead what you noticed.",),
    )


def _about_the_person(desk: Desk) -> list[Entry]:
    """The protocols to choose from, the general one first, the others by their titles."""
    entries = [desk.library.entry(one) for one in desk.library if one != GATE]
    about = [entry for entry in entries if entry.about != SUPPORTER]
    return sorted(about, key=lambda entry: (entry.id != GENERAL, entry.title.casefold()))


def choose_protocol(session: Session, reply: Reply) -> None:
    """A number of the list, or words: the nearest are offered, and nothing is taken for granted."""
    if isinstance(reply, Said):
        _take(session, reply.value)
        return
    typed = reply.words if isinstance(reply, Typed) else ""
    _take(session, _nearest(session, typed))


def _nearest(session: Session, typed: str) -> str:
    from crisisaid.app.asking import choose
    from crisisaid.app.finding_protocols import best_matches

    library = session.desk.library
    found = best_matches([library.entry(one) for one in library], typed)
    pairs = [(entry.id, _title(entry)) for entry in found]
    if GENERAL in library and GENERAL not in dict(pairs):
        pairs.append((GENERAL, _GENERAL))
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
