"""Weaker: who gets less help from an adapted protocol than from the one it was adapted from, as patterns of answers.

A pattern names answers; whoever gives them gets ``now`` where the original gives ``before``, without exception, unless
something that both protocols say alike calls for as much. Each is as wide as it can be, so that few of them say it all
(the expansion of an implicant: R. K. Brayton and others, Logic Minimization Algorithms for VLSI Synthesis, 1984).
"""

from __future__ import annotations

from crisisaid.model.protocol import UNSURE
from crisisaid.model.record import Record
from crisisaid.model.tier import RANK, TIERS
from crisisaid.proof.diagram import NO
from crisisaid.proof.facts import BEFOREHAND, CHANNEL
from crisisaid.proof.people import concerns, simplest, values_of
from crisisaid.proof.session import ANY, pages
from crisisaid.proof.sides import Sides

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Key
    from crisisaid.proof.facts import Fact
    from crisisaid.proof.people import Person
    from crisisaid.proof.session import Limits
    from crisisaid.proof.sides import Side

    Answers = Mapping[Key, frozenset[str]]

MOST = 20
"""So many patterns are listed; a protocol of which there are more is too different to be waived."""


class Loss(Record):
    """Whoever answers so gets ``now``, where the original gives ``before``; what is not named may be anything.

    ``answers`` are by (protocol, item), in the original's id, with "unsure" for declined too.
    """

    before: str
    now: str
    answers: Answers
    person: Person | None = None


class Misfit(Record):
    """Where named losses are not those there are: ``number`` of the one that is wrong, 0 where one is missing."""

    number: int
    says: str
    loss: Loss | None = None


class Adapted:
    """An adapted protocol beside its original, over everything that may be so with anybody. Raises TooLarge."""

    def __init__(
        self, library: Mapping[str, Protocol], original: Protocol, derived: Protocol, limits: Limits = ANY
    ) -> None:
        same = derived.but(id=original.id)
        self._original, self._derived = original, derived
        self.sides = Sides(pages(library, original), pages({**library, original.id: same}, same), limits)
        self._diagrams = self.sides.diagrams
        before, now = self.sides.before.tier, self.sides.now.tier
        exactly = self._diagrams.exactly
        self._alike = self._said_alike()
        self._all = {
            (high, low): self._diagrams.meet(exactly(before, RANK[high]), exactly(now, RANK[low]))
            for high in TIERS
            for low in TIERS
            if RANK[low] < RANK[high]
        }

    @property
    def is_never_weaker(self) -> bool:
        """Whether everybody gets at least what the original gives."""
        return all(people == NO for people in self._all.values())

    def losses(self) -> tuple[Loss, ...]:
        """Everybody who gets less, in as few patterns as are found; the gravest first.

        More than MOST are not gone on with: nobody can answer for so many. ``misfits`` tells whether these are all.
        """
        found: list[Loss] = []
        for high in reversed(TIERS):
            for low in TIERS:
                left = self._all.get((high, low), NO)
                while len(found) < MOST and (loss := self._next(high, low, left)) is not None:
                    found.append(loss)
                    left = self._diagrams.meet(left, self._diagrams.turn(self._fitting(loss.answers)))
        return tuple(found)

    def misfits(self, named: Sequence[Loss]) -> tuple[Misfit, ...]:
        """What is wrong with named losses: people who lose nothing, answers that nobody gives, or somebody left out."""
        return (*self._too_many(named), *self._too_few(named))

    def _too_many(self, named: Sequence[Loss]) -> list[Misfit]:
        found = []
        for number, loss in enumerate(named, 1):
            wrong = self._unknown(loss) or self._superfluous(loss)
            if wrong:
                found.append(Misfit(number, wrong))
                continue
            kept = self._kept(loss.before, loss.now, self._fitting(loss.answers))
            person = simplest(self._diagrams, self.sides.facts, kept)
            if person is not None:
                says = "it also names people who do not lose that"
                found.append(Misfit(number, says, loss.but(person=person, answers=self._concerns(person))))
        return found

    def _too_few(self, named: Sequence[Loss]) -> list[Misfit]:
        found = []
        fine = [loss for loss in named if not self._unknown(loss)]
        for (high, low), people in self._all.items():
            covered = (self._fitting(loss.answers) for loss in fine if (loss.before, loss.now) == (high, low))
            left = self._diagrams.meet(people, self._diagrams.turn(self._diagrams.any_of(covered)))
            loss = self._next(high, low, left)
            if loss is not None:
                found.append(Misfit(0, "somebody who gets less is not named", loss))
        return found

    def _unknown(self, loss: Loss) -> str:
        """The first name in it that neither version knows."""
        for key, words in loss.answers.items():
            if key not in self.sides.place:
                return f"there is no item {key[1]!r}"
            known = {word.removesuffix(BEFOREHAND) for word in self.sides.facts[self.sides.place[key]].words}
            for word in sorted(words - known):
                return f"{key[1]!r} cannot be answered {word!r}"
        return "" if (loss.before, loss.now) in self._all else f"{loss.now} is not less than {loss.before}"

    def _superfluous(self, loss: Loss) -> str:
        """The first answer in it with which nobody loses anything."""
        people = self._all[loss.before, loss.now]
        fitting = self._diagrams.meet(people, self._fitting(loss.answers))
        if fitting == NO:
            return "nobody who answers so gets less"
        for key, words in loss.answers.items():
            for word in sorted(words - self._that_lose(fitting, key, words)):
                return f"nobody who answers {word!r} to {key[1]!r} gets less"
        return ""

    def _said_alike(self) -> int:
        """The tier that the reasons lead to which are the very same in both."""
        before, now = ({(RANK[one.tier], one.holds) for one in side.causes} for side in self._both())
        return self._diagrams.any_of(self._diagrams.meet(holds, rank) for rank, holds in before & now)

    def _both(self) -> tuple[Side, Side]:
        return self.sides.before, self.sides.now

    def _kept(self, high: str, low: str, fitting: int) -> int:
        """Those who fit, whom nothing alike in both brings to ``high`` or above, and who do not lose it for ``low``."""
        above = self._diagrams.from_rank(self.sides.before.tier, RANK[high] + 1)
        as_much = self._diagrams.from_rank(self._alike, RANK[high])
        here = self._diagrams.turn(self._diagrams.join(above, as_much))
        return self._diagrams.meet(fitting, self._diagrams.meet(here, self._diagrams.turn(self._all[high, low])))

    def _next(self, high: str, low: str, left: int) -> Loss | None:
        """The simplest of those who are left, with everybody who is like them in what matters."""
        person = simplest(self._diagrams, self.sides.facts, left)
        if person is None:
            return None
        said = {fact.key: fact.words[value] for fact, value in self._said(person)}
        answers = {key: frozenset((word,)) for key, word in said.items()}
        told = set(concerns(self.sides.facts, person))
        for key in sorted(answers, key=lambda one: one in told):
            answers[key] = self._widened(answers, key, high, low)
        named = {key: words for key, words in answers.items() if len(words) < len(self._units(key))}
        people = self._diagrams.meet(self._all[high, low], self._fitting(named))
        return Loss(high, low, {key: self._that_lose(people, key, words) for key, words in named.items()}, person)

    def _that_lose(self, people: int, key: Key, words: frozenset[str]) -> frozenset[str]:
        """Those of the answers with which somebody gets less; with the others something else calls for as much."""
        return frozenset(word for word in words if self._diagrams.meet(people, self._one(key, {word})) != NO)

    def _said(self, person: Person) -> list[tuple[Fact, int]]:
        return list(zip(self.sides.facts, values_of(self.sides.facts, person), strict=True))

    def _units(self, key: Key) -> tuple[str, ...]:
        """The answers to an item; what was known beforehand is not told apart from what is said here."""
        words = self.sides.facts[self.sides.place[key]].words
        return tuple(dict.fromkeys(word.removesuffix(BEFOREHAND) for word in words))

    def _widened(self, answers: Answers, key: Key, high: str, low: str) -> frozenset[str]:
        """As many answers to this item as leave everybody who fits without what the original gives."""
        rest = self._fitting({other: words for other, words in answers.items() if other != key})
        here = frozenset(word.removesuffix(BEFOREHAND) for word in answers[key])
        for more in (frozenset(self._units(key)), *(frozenset((word,)) for word in self._units(key))):
            wider = here | more
            if self._kept(high, low, self._diagrams.meet(rest, self._one(key, wider))) == NO:
                here = wider
        return here

    def _fitting(self, answers: Answers) -> int:
        return self._diagrams.all_of(self._one(key, words) for key, words in answers.items())

    def _one(self, key: Key, words: frozenset[str] | set[str]) -> int:
        place = self.sides.place[key]
        values = enumerate(self.sides.facts[place].words)
        return self._diagrams.one_of(
            place, (number for number, word in values if word.removesuffix(BEFOREHAND) in words)
        )

    def _concerns(self, person: Person) -> Answers:
        told = concerns(self.sides.facts, person)
        return {key: frozenset((self._word(person, key),)) for key in told}

    def _word(self, person: Person, key: Key) -> str:
        return person.channel if key == CHANNEL else person.says[key].removesuffix(BEFOREHAND)

    def as_adapted(self, person: Person) -> Person:
        """The same person as somebody whom the adapted protocol asks; an answer that it does not know is unsure."""
        items = {item.id: item for item in self._derived.items()}
        says = {}
        for (page, name), word in person.says.items():
            mine = page == self._original.id
            known = not mine or name not in items or word.removesuffix(BEFOREHAND) in self._words_of(name)
            says[(self._derived.id if mine else page, name)] = word if known else UNSURE
        return person.but(says=says)

    def _words_of(self, name: str) -> frozenset[str]:
        facts = self.sides.facts_in(self.sides.now)
        key = (self._original.id, name)
        return frozenset(word.removesuffix(BEFOREHAND) for word in facts[key].words) if key in facts else frozenset()
