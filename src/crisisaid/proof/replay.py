"""Replay: one person's answers as `run --answers` takes them, and the end that the whole session comes to."""

from __future__ import annotations

from crisisaid.engine.answers import safest
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.engine.scripted import play, start
from crisisaid.model.protocol import GATE
from crisisaid.model.record import Record
from crisisaid.proof.people import session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Key
    from crisisaid.proof.people import Person

    Answers = Mapping[str, str]

ABOUT = "person"
MOST = 50
"""More protocols than any session can go on to."""


class Replay(Record):
    """What an answers file holds, and the tier that a session with it ends at.

    ``also`` are the protocols that the answers send on to, with nothing of concern in them.
    """

    channel: str
    gate: Answers
    answers: Answers
    also: Mapping[str, Answers]
    tier: str


def replay(library: Mapping[str, Protocol], protocols: Sequence[Protocol], person: Person) -> Replay:
    """The person's answers to what they are asked, in the order of the pages, and the end of the session with them."""
    here = {**library, **{protocol.id: protocol for protocol in protocols}}
    chosen = protocols[-1].id
    given = dict(session(library, protocols, person).answers)
    for _ in range(MOST):
        started = start(here, chosen, channel=person.channel, about=ABOUT)
        also = dict.fromkeys(name for name, _ in given if name not in (GATE, chosen))
        end = fold(here, play(here, started, given, also=[name for name in also if name in here]))
        more = _nothing_of_concern(here, end.answers, end.skipped, [used.id for used in end.protocols], chosen)
        if not more:
            break
        given |= more
    parts = {name: {item: word for (one, item), word in given.items() if one == name} for name, _ in given}
    gate, answers = parts.pop(GATE, {}), parts.pop(chosen, {})
    if chosen == GATE:
        gate, answers = {}, gate
    return Replay(person.channel, gate, answers, parts, end.disposition.tier)


def _nothing_of_concern(
    library: Mapping[str, Protocol],
    answers: Mapping[Key, str],
    skipped: Mapping[Key, str],
    listed: Sequence[str],
    chosen: str,
) -> dict[Key, str]:
    """The least concerning answers to what waits in the protocols that come after the chosen one."""
    found: dict[Key, str] = {}
    for name in listed:
        if name not in (GATE, chosen) and name in library:
            page = Page(library[name], answers, skipped)
            found |= {(name, item.id): safest(item) for item in page.items.values() if page.waiting(item.id)}
    return found
