"""Examples: one person of a pattern, taken through both versions by the engine, to be played again by anybody."""

from __future__ import annotations

from crisisaid.engine.answers import SKIPPED
from crisisaid.model.comparison import Example, Played
from crisisaid.model.protocol import UNSURE, Continue
from crisisaid.proof.facts import BEFOREHAND, CHANNEL
from crisisaid.proof.order import source
from crisisaid.proof.people import concerns, session, simplest
from crisisaid.proof.replay import replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.facts import Fact
    from crisisaid.proof.people import Person
    from crisisaid.proof.sides import Side, Sides

    Library = Mapping[str, Protocol]


class Disagreement(Exception):
    """The program does not come to the tier that the diagrams say: nothing may be said then."""


class Examples:
    """One person each, with as little of concern as can be, of those whose answers are plainest to play.

    ``libraries`` hold, for the version before and the one now, what each sends on to.
    """

    def __init__(self, sides: Sides, libraries: tuple[Library, Library], nothing_found: int) -> None:
        self._sides = sides
        self._libraries = libraries
        self._facts = [sides.facts_in(side) for side in (sides.before, sides.now)]
        self._plain = [nothing_found, *self._plainest()]

    def _plainest(self) -> Iterator[int]:
        """Whom to take rather than others: nothing known beforehand, a channel said, words both versions know."""
        sides, diagrams = self._sides, self._sides.diagrams
        for place, fact in enumerate(sides.facts):
            own = [facts[fact.key].words for facts in self._facts if fact.key in facts]
            plain = [n for n, word in enumerate(fact.words) if all(word in words for words in own)]
            plain = [n for n in plain if fact.words[n] and not fact.words[n].endswith(BEFOREHAND)]
            if plain and len(plain) < len(fact.words):
                yield diagrams.one_of(place, plain)
        for side in (sides.before, sides.now):
            for step in side.protocol.steps:
                if isinstance(step, Continue):
                    yield diagrams.turn(side.condition(side.protocol.id, step.when)[1])

    def one_of(self, people: int, among: int) -> Example | None:
        """One of these people who is among the others, in both versions. Raises Disagreement."""
        person = self._simplest(people)
        if person is None or not self._sides.is_of(person, among):
            person = self._simplest(self._sides.diagrams.meet(people, among))
        if person is None:
            return None
        both = zip((self._sides.before, self._sides.now), self._libraries, strict=True)
        before, now = (self._played(side, library, person) for side, library in both)
        return Example(before, now, tuple(self._concerns(person)))

    def _simplest(self, people: int) -> Person | None:
        for plain in self._plain:
            people = self._sides.diagrams.meet(people, plain) or people
        return simplest(self._sides.diagrams, self._sides.facts, people)

    def _concerns(self, person: Person) -> Iterator[tuple[str, str, str]]:
        for key in concerns(self._sides.facts, person):
            if key != CHANNEL:
                item = self._sides.knows(key)[-1].known[key].item
                yield item.id, item.label, person.says[key].removesuffix(BEFOREHAND)

    def _played(self, side: Side, library: Library, person: Person) -> Played:
        own = as_known(person, side, self._sides)
        tier = session(library, side.protocols, own).tier
        if tier != side.tier_of(person):
            raise Disagreement
        found = replay(library, side.protocols, own)
        return Played(tier, found.tier, found.channel, found.gate, found.answers, found.also)


def as_known(person: Person, side: Side, sides: Sides) -> Person:
    """The person as far as this version asks them; an answer that it does not know is unsure.

    Of an item that is taken over and not asked, nothing is known: then the one that takes it over is asked.
    """
    facts = sides.facts_in(side)
    says = {key: _word(person.says[key], fact) for key, fact in facts.items() if key != CHANNEL}
    for key in {source(item) for item in side.protocol.items() if item.same_as} & set(says):
        if not sides.is_of(person, side.known[key].asked):
            says[key] = SKIPPED
    return person.but(says=says)


def _word(word: str, fact: Fact) -> str:
    plain = word.removesuffix(BEFOREHAND)
    return next((one for one in (word, plain) if one in fact.words), UNSURE)
