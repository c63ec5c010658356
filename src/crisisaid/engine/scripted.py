"""A whole session from given answers, with nobody asked: for scripted runs and for scenarios."""

from __future__ import annotations

from crisisaid.engine.advance import still_to_continue
from crisisaid.engine.answers import SKIPPED, safest
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.model.event import FINISHED, Answered, Closed, Continued, FollowUp, Skipped, Started, Used
from crisisaid.model.protocol import CONTEXT, COULD_NOT_ASK, GATE, SUPPORTER, Checklist

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Protocol as Shape

    from crisisaid.engine.fold import Library
    from crisisaid.model.event import Event
    from crisisaid.model.state import Key, State


if TYPE_CHECKING:

    class Named(Shape):
        """What a session has to know of a protocol to name it: the protocol itself, or its entry on a shelf."""

        @property
        def id(self) -> str: ...
        @property
        def version(self) -> str: ...
        @property
        def digest(self) -> str: ...
        @property
        def about(self) -> str: ...

    class Names(Shape):
        """Protocols, or their entries, by id."""

        def __getitem__(self, protocol_id: str, /) -> Named: ...


def used(library: Names, protocol_id: str) -> Used:
    """The protocol as a session names it: id, version, digest. Raises what the library raises for an unknown id."""
    protocol = library[protocol_id]
    return Used(protocol.id, protocol.version, protocol.digest)


def start(library: Names, chosen: str, *, channel: str = "", country: str = "", about: str = "") -> Started:
    """How a session begins: behind the gate, unless it is the supporter's own; "" while nothing is chosen yet."""
    if chosen and library[chosen].about == SUPPORTER:
        return Started(None, used(library, chosen), channel, country, SUPPORTER)
    gate = used(library, GATE)
    first = used(library, chosen) if chosen and chosen != GATE else None
    if chosen == GATE:
        # Chosen by name, the gate is walked alone and its end is the end.
        return Started(None, gate, channel, country, about)
    return Started(gate, first, channel, country, about)


def play(
    library: Library,
    started: Started,
    answers: Mapping[Key, str],
    *,
    also: Iterable[str] = (),
    follow_up: str = "",
    fill: bool = False,
) -> tuple[Event, ...]:
    """The events of a session with these answers, by (protocol, item); ``skipped`` is an answer here.

    What is missing was not asked; with ``fill`` it was answered in the least concerning way instead. ``also`` are
    protocols that were walked beside the chosen one.
    """
    events: list[Event] = [started]
    present = {protocol.id for protocol in (started.gate, started.chosen) if protocol}
    events += [Continued(used(library, other), "chosen") for other in also if other not in present]
    events += [given(key, answer) for key, answer in answers.items()]
    while True:
        state = fold(library, events)
        # As on the page: where to go on to is settled only when what stands above it was asked.
        more = _filled(library, state) if fill else []
        due = () if more else still_to_continue(library, state)
        if not more and not due:
            break
        events += [*more, *(Continued(used(library, one.target), one.step) for one in due)]
    if follow_up:
        events.append(FollowUp("noted", follow_up))
    events.append(Closed(FINISHED))
    return tuple(events)


def given(key: Key, answer: str) -> Event:
    return Skipped(*key, COULD_NOT_ASK) if answer == SKIPPED else Answered(*key, answer)


def _filled(library: Library, state: State) -> list[Event]:
    """The safest answers to the first checklist that waits, for they may bring up another.

    A context goes alone: its answer may end the questions, which no safest answer to anything else can.
    """
    for protocol in state.protocols:
        if protocol.id in state.disposition.interrupted:
            continue
        page = Page(library[protocol.id], state.answers, state.skipped, state.channel)
        for step in page.protocol.steps:
            items = [item for item in step.items if page.waiting(item.id)] if isinstance(step, Checklist) else []
            if items:
                alone = next((place for place, item in enumerate(items) if item.kind == CONTEXT), len(items))
                return [Answered(protocol.id, item.id, safest(item)) for item in items[: alone or 1]]
    return []
