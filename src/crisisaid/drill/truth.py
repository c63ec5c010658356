"""What is true of somebody in a role play, in the order it is asked, and the end it comes to in the real engine."""

from __future__ import annotations

from crisisaid.engine.advance import still_to_continue
from crisisaid.engine.answers import NOT_APPLICABLE, safest
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.engine.scripted import given, start, used
from crisisaid.model.event import FINISHED, Answered, Closed, Continued
from crisisaid.model.protocol import CONTEXT, GATE, NO, PROTECTIVE, SUPPORTER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.engine.fold import Library
    from crisisaid.model.event import Event
    from crisisaid.model.protocol import Item
    from crisisaid.model.role_play import RolePlay
    from crisisaid.model.state import Key, State


def pages_of(library: Library, role_play: RolePlay) -> tuple[str, ...]:
    """The protocols that are practised, in order: the danger check first, unless it is the supporter's own page."""
    alone = role_play.protocol == GATE or library[role_play.protocol].about == SUPPORTER
    return (role_play.protocol,) if alone else (GATE, role_play.protocol)


def items_of(library: Library, role_play: RolePlay) -> dict[Key, Item]:
    """Every item of the pages, by (protocol, item), in the order it is asked."""
    return {(page, item.id): item for page in pages_of(library, role_play) for item in library[page].items()}


def fact(item: Item, key: Key, facts: Mapping[Key, str]) -> str:
    """What is so of this item. "" for a setting or a support that the role play says nothing of."""
    if key in facts:
        return facts[key]
    if item.kind in (CONTEXT, PROTECTIVE):
        return ""
    return item.scale[0].id if item.scale else NO


def is_least(item: Item, answer: str) -> bool:
    """Whether there is nothing to hear: a sign that is not there, a support that is missing."""
    if item.kind == CONTEXT:
        return False
    return answer == (item.scale[0].id if item.scale else NO)


def whole_truth(library: Library, role_play: RolePlay) -> dict[Key, str]:
    """Every item that comes up when each is asked and answered as it is, with its answer.

    An item of which nothing is said is left out, though it came up; it is the role play's fault (library.role_plays).
    """
    items = items_of(library, role_play)
    asked: dict[Key, str] = {}
    while True:
        state = _state(library, role_play, asked)
        waiting = [key for key in items if key not in asked and _comes_up(library, state, key)]
        known = [key for key in waiting if fact(items[key], key, role_play.facts)]
        if not known:
            return asked
        first = known[0]
        asked[first] = fact(items[first], first, role_play.facts)


def comes_up(library: Library, role_play: RolePlay, marks: Mapping[Key, str]) -> tuple[Key, ...]:
    """The items that apply and can be known on the channel, by what has been marked so far; marked ones too."""
    state = _state(library, role_play, marks)
    return tuple(key for key in items_of(library, role_play) if key in marks or _comes_up(library, state, key))


def end_of_marks(library: Library, role_play: RolePlay, marks: Mapping[Key, str]) -> State:
    """Where the program comes to with these marks; ``skipped`` is one of them, what is missing was not asked.

    A page that the practised one goes on to is taken as walked with nothing found: it is not what is practised.
    """
    pages = pages_of(library, role_play)
    events = _begun(library, role_play, marks)
    while True:
        state = fold(library, events)
        due = still_to_continue(library, state)
        more = _nothing_found(library, state, pages)
        if not more and not due:
            return fold(library, [*events, Closed(FINISHED)])
        events += [*(Continued(used(library, one.target), one.step) for one in due), *more]


def _nothing_found(library: Library, state: State, pages: tuple[str, ...]) -> list[Event]:
    """The least concerning answers on pages that are not practised."""
    events: list[Event] = []
    for protocol in state.protocols:
        if protocol.id in pages:
            continue
        page = Page(library[protocol.id], state.answers, state.skipped, state.channel)
        waiting = [item for item in page.protocol.items() if page.waiting(item.id)]
        events += [Answered(protocol.id, item.id, safest(item)) for item in waiting[:1]]
    return events


def tier_so_far(library: Library, role_play: RolePlay, marks: Mapping[Key, str]) -> str:
    """What the marks establish by themselves, without what only counts because something was not asked."""
    return _state(library, role_play, marks).disposition.tier


def _state(library: Library, role_play: RolePlay, marks: Mapping[Key, str]) -> State:
    return fold(library, _begun(library, role_play, marks))


def _begun(library: Library, role_play: RolePlay, marks: Mapping[Key, str]) -> list[Event]:
    started = start(library, role_play.protocol, channel=role_play.channel, about=role_play.about)
    return [started, *(given(key, answer) for key, answer in marks.items())]


def _comes_up(library: Library, state: State, key: Key) -> bool:
    protocol, item = key
    if protocol in state.disposition.interrupted:
        return False
    page = Page(library[protocol], state.answers, state.skipped, state.channel)
    return page.known(item) != NOT_APPLICABLE and not page.hidden_here(item) and not page.carried(item)


def came_up_unsaid(library: Library, role_play: RolePlay) -> tuple[Key, ...]:
    """Settings and supports that come up though the role play does not say what is so."""
    asked = whole_truth(library, role_play)
    items, state = items_of(library, role_play), _state(library, role_play, asked)
    return tuple(
        key
        for key, item in items.items()
        if key not in asked and not fact(item, key, role_play.facts) and _comes_up(library, state, key)
    )
