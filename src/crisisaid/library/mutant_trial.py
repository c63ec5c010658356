"""Which scenarios notice a fault in a protocol? Each is played again where the fault can reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisisaid.engine.answers import SKIPPED
from crisisaid.engine.course import course
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import start
from crisisaid.library.scenarios import failures
from crisisaid.model.event import FINISHED, Answered, Closed, Continued, Skipped
from crisisaid.model.protocol import GATE, Checklist, Continue
from crisisaid.model.record import Record
from crisisaid.proof.mutants_reach import difference, parting, weighs_otherwise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crisisaid.engine.course import Turn
    from crisisaid.engine.page import Page
    from crisisaid.model.protocol import Protocol
    from crisisaid.model.scenario import Scenario
    from crisisaid.model.state import Key, State
    from crisisaid.proof.mutants import Mutant
    from crisisaid.proof.mutants_reach import Difference

    Library = Mapping[str, Protocol]


class Played(Record):
    """A scenario as it goes on the protocol as it is; of its ``turns`` those at which that protocol was on the list."""

    scenario: Scenario
    answers: Mapping[Key, str]
    failures: frozenset[str]
    turns: tuple[Turn, ...]
    pages: tuple[Page, ...]


class Rehearsal:
    """Scenarios that were played on a protocol as it is, and can be put to its faulty variants.

    ``protocol`` is the id of the one that the variants are of. The scenarios may also be those of another protocol:
    every session about a person goes through the danger check.
    """

    def __init__(self, library: Library, protocol: str, scenarios: Sequence[Scenario]) -> None:
        self.library = library
        self.protocol = library[protocol]
        self.played = tuple(self._play(scenario) for scenario in scenarios)

    def _play(self, scenario: Scenario) -> Played:
        answers = {(GATE, item): answer for item, answer in scenario.gate.items()}
        answers |= {(scenario.protocol, item): answer for item, answer in scenario.answers.items()}
        turns = _course(self.library, scenario, answers)
        failed = failures(self.library, scenario, _end_of(self.library, turns))
        turns = tuple(turn for turn in turns if self.protocol.id in turn.pages)
        pages = tuple(turn.pages[self.protocol.id] for turn in turns)
        return Played(scenario, answers, frozenset(failed), turns, pages)

    def failing(self, mutant: Mutant) -> tuple[str, ...]:
        """The ids of the scenarios that fail on this variant in a way in which they do not on the protocol as it is."""
        return tuple(played.scenario.id for played in self._failing(mutant, self.played))

    def is_caught(self, mutant: Mutant) -> bool:
        """Whether any scenario fails on this variant; it costs no more than the first that does."""
        words = _about(mutant.place, self.protocol)
        near = sorted(self.played, key=lambda played: not _speaks_of(played.scenario, words))
        return any(True for _ in self._failing(mutant, near))

    def _failing(self, mutant: Mutant, those: Iterable[Played]) -> Iterator[Played]:
        library = {**self.library, self.protocol.id: mutant.protocol}
        found = difference(self.protocol, mutant.protocol)
        for played in those:
            end = _end(library, played, mutant, found)
            if end and not played.failures.issuperset(failures(library, _fit(played.scenario, mutant), end)):
                yield played


def _course(
    library: Library, scenario: Scenario, answers: Mapping[Key, str], also: Iterable[str] = ()
) -> tuple[Turn, ...]:
    started = start(library, scenario.protocol, channel=scenario.channel, about=scenario.about)
    return course(library, started, answers, also=also, fill=scenario.rest == "safest")


def _end_of(library: Library, turns: Sequence[Turn]) -> State:
    return fold(library, [*turns[-1].so_far, Closed(FINISHED)])


def _end(library: Library, played: Played, mutant: Mutant, found: Difference) -> State | None:
    """Where the scenario comes to on the variant; None where the fault does not reach it."""
    if not played.turns:
        return None
    answers = _as_read(played, mutant)
    if answers != played.answers or found.all_through:
        return _end_of(library, _course(library, played.scenario, answers))
    parted = parting(found, played.pages)
    if parted is not None:
        return _end_of(library, _course_from(library, played.scenario, played.turns[parted]))
    return _end_of(library, played.turns) if weighs_otherwise(found, played.pages[-1]) else None


def _course_from(library: Library, scenario: Scenario, turn: Turn) -> tuple[Turn, ...]:
    """How it goes on from this turn, had it come there with another protocol."""
    given = {(one.protocol, one.item): one.answer for one in turn.so_far if isinstance(one, Answered)}
    given |= {(one.protocol, one.item): SKIPPED for one in turn.so_far if isinstance(one, Skipped)}
    return _course(library, scenario, given, [one.used.id for one in turn.so_far if isinstance(one, Continued)])


def _speaks_of(scenario: Scenario, words: frozenset[str]) -> bool:
    """Whether it names one of these: then it is likely to notice what is wrong there."""
    expect = scenario.expect
    named = (expect.reasons, expect.not_reasons, expect.not_asked, expect.not_applicable, expect.continues)
    return not words.isdisjoint(scenario.answers) or any(not words.isdisjoint(names) for names in named)


def _about(place: str, protocol: Protocol) -> frozenset[str]:
    """The place of a fault, with the items of that list or the protocol that it leads on to."""
    step = next((step for step in protocol.steps if step.id == place), None)
    match step:
        case Checklist(items=items):
            return frozenset((place, *(item.id for item in items)))
        case Continue(to=to):
            return frozenset((place, to))
    return frozenset((place,))


def _as_read(played: Played, mutant: Mutant) -> Mapping[Key, str]:
    """The answers without those to items that the variant has not, and those that it misreads as it reads them.

    What counts is how an item stands at the end: also an answer that came from another protocol is misread, and what
    could not be known on the channel counts as skipped.
    """
    own = mutant.protocol.id
    if mutant.read_as:
        page = played.pages[-1]
        read = {(own, item): taken for item, answer, taken in mutant.read_as if page.known(item) == answer}
        return {**played.answers, **read} if read else played.answers
    asked = {item.id for item in mutant.protocol.items()}
    return {key: answer for key, answer in played.answers.items() if key[0] != own or key[1] in asked}


def _fit(scenario: Scenario, mutant: Mutant) -> Scenario:
    """The scenario as far as the variant has its items: one that is on no list is not asked of anybody."""
    if scenario.protocol != mutant.protocol.id:
        return scenario
    asked = {item.id for item in mutant.protocol.items()}
    left = tuple(item for item in scenario.expect.not_applicable if item in asked)
    return scenario.but(expect=scenario.expect.but(not_applicable=left))
