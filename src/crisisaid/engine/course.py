"""How a session with given answers goes, turn by turn, without being weighed at each of them.

The same way as ``scripted.play`` takes, for who plays thousands of sessions: a page is made anew only when an answer on
it has changed.
"""

from __future__ import annotations

from crisisaid.engine.answers import SKIPPED, safest
from crisisaid.engine.page import Page
from crisisaid.engine.scripted import used
from crisisaid.model.event import Answered, Continued, Skipped
from crisisaid.model.protocol import CONTEXT, COULD_NOT_ASK, Checklist, Continue
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crisisaid.engine.fold import Library
    from crisisaid.model.event import Event, Started
    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Key


class Turn(Record):
    """The pages by protocol, in the order of the session's list, at a moment when it is settled how to go on.

    ``so_far`` are the events before it.
    """

    pages: Mapping[str, Page]
    so_far: tuple[Event, ...]


def course(
    library: Library,
    started: Started,
    answers: Mapping[Key, str],
    *,
    also: Iterable[str] = (),
    fill: bool = False,
) -> tuple[Turn, ...]:
    """Every turn of the session: the first when all that was given is known, the last when nothing is left to do.

    The arguments are those of ``scripted.play``.
    """
    running = _Running(library, started, answers, also)
    turns = [running.turn()]
    while running.go_on(fill=fill):
        turns.append(running.turn())
    return tuple(turns)


class _Running:
    """A session under way. What it has handed out never changes: it puts new pages and answers in their place."""

    def __init__(self, library: Library, started: Started, answers: Mapping[Key, str], also: Iterable[str]) -> None:
        self.library = library
        self.channel = started.channel
        self.answers = {key: answer for key, answer in answers.items() if answer != SKIPPED}
        self.skipped = {key: COULD_NOT_ASK for key, answer in answers.items() if answer == SKIPPED}
        first = [one.id for one in dict.fromkeys((started.gate, started.chosen)) if one]
        more = [Continued(used(library, other), "chosen") for other in also if other not in first]
        given = [
            Skipped(*key, COULD_NOT_ASK) if answer == SKIPPED else Answered(*key, answer)
            for key, answer in answers.items()
        ]
        self.events: list[Event] = [started, *more, *given]
        self.pages: dict[str, Page] = {}
        self._put(*first, *(one.used.id for one in more))

    def turn(self) -> Turn:
        return Turn(self.pages, tuple(self.events))

    def go_on(self, *, fill: bool) -> bool:
        """Fill in what waits, or go on to what is due; False when there is neither."""
        ended = frozenset(name for name, page in self.pages.items() if _is_ended(page))
        found = _waiting(self.pages, ended) if fill else []
        due = [] if found else [*_due(self.library, self.pages, ended)]
        self.events += [*found, *due]
        if found:
            self.answers = {**self.answers, **{(one.protocol, one.item): one.answer for one in found}}
            self._put(*(name for name, page in self.pages.items() if _reads(page.protocol, found[0].protocol)))
        self._put(*(one.used.id for one in due))
        return bool(found or due)

    def _put(self, *names: str) -> None:
        made = {name: Page(self.library[name], self.answers, self.skipped, self.channel) for name in names}
        self.pages = {**self.pages, **made}


def _is_ended(page: Page) -> bool:
    return any(one.interrupts and page.shown(one.when) for one in page.protocol.thresholds)


def _waiting(pages: Mapping[str, Page], ended: frozenset[str]) -> list[Answered]:
    """The safest answers to the first list that waits; a context goes alone, for its answer may end the asking."""
    for name, page in pages.items():
        for step in page.protocol.steps if name not in ended else ():
            items = [item for item in step.items if page.waiting(item.id)] if isinstance(step, Checklist) else []
            if items:
                alone = next((place for place, item in enumerate(items) if item.kind == CONTEXT), len(items))
                return [Answered(name, item.id, safest(item)) for item in items[: alone or 1]]
    return []


def _due(library: Library, pages: Mapping[str, Page], ended: frozenset[str]) -> Iterator[Continued]:
    """The protocols that these pages send on to and that are not on the list yet."""
    for name, page in pages.items():
        for step in page.protocol.steps:
            if not isinstance(step, Continue) or step.to in pages or step.to not in library:
                continue
            if page.sends_on(step, ended=name in ended):
                yield Continued(used(library, step.to), step.id)


def _reads(protocol: Protocol, other: str) -> bool:
    """Whether anything on its page can change with an answer in the other protocol."""
    return protocol.id == other or any(item.same_as.startswith(f"{other}/") for item in protocol.items())
