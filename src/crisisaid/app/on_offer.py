"""What is going on? The protocols on offer, and a way on where none of them fits."""

from __future__ import annotations

from crisisaid.model.protocol import GATE, SUPPORTER
from crisisaid.model.view import Line, View, numbered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.desk import Desk
    from crisisaid.library.shelf import Entry

GENERAL = "suicide-first-response"
"""Where nothing fits: listening, and the one thing that is asked straight out in every crisis."""

GENERAL_WORDS = "none of these, or I cannot tell: listen, and ask about suicide"
MOST = 15
"""So many are listed; with the rest of the prompt they fit on one screen. The others are found by words."""


def protocol_view(desk: Desk) -> View:
    """What is going on, in the supporter's own words."""
    entries = _about_the_person(desk)
    pairs = [(entry.id, _title(entry, mixed=_mixed(entries))) for entry in entries[:MOST]]
    if GENERAL in desk.library:
        pairs.append((GENERAL, GENERAL_WORDS))
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


def _title(entry: Entry, *, mixed: bool) -> str:
    """A draft says so where others were released."""
    return f"{entry.title} (draft)" if mixed and entry.status == "draft" else entry.title


def _mixed(entries: list[Entry]) -> bool:
    return len({entry.status for entry in entries}) > 1


def _about_the_person(desk: Desk) -> list[Entry]:
    """The protocols to choose from, the general one first, the others by their titles."""
    entries = [desk.library.entry(one) for one in desk.library if one != GATE]
    about = [entry for entry in entries if entry.about != SUPPORTER]
    return sorted(about, key=lambda entry: (entry.id != GENERAL, entry.title.casefold()))
