"""Faulty variants, judged exactly: who would get less, who more, and whether a proof would notice."""

from __future__ import annotations

from crisisaid.model.protocol import Continue
from crisisaid.model.record import Record
from crisisaid.proof import properties
from crisisaid.proof.diagram import NO
from crisisaid.proof.everyone import Everyone
from crisisaid.proof.facts import BEFOREHAND
from crisisaid.proof.people import concerns, simplest, values_of
from crisisaid.proof.session import ANY, everyone, pages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Key
    from crisisaid.proof.mutants import Mutant
    from crisisaid.proof.people import Person
    from crisisaid.proof.session import Limits

LESS, MORE, OTHERWISE, SAME = "less", "more", "otherwise", "same"
"""What a fault does to somebody: less help, more help and never less, other reasons or other items, nothing at all."""

PROVED_OF = {
    "ends": properties.ends,
    "worse": properties.worse,
    "unsure": properties.unsure,
    "red_flags": properties.red_flags,
    "protective": properties.protective,
    "gate": properties.gate,
    "never": properties.never,
}
"""The properties that a variant is put to; those about stopping and about what things are for are left out."""


class Judged(Record):
    """A variant and what it does. ``person`` is the simplest of those whom it concerns; None when it does nothing.

    ``violates`` are the properties that hold of the protocol and do not of the variant. ``tier`` is the variant's tier
    for everybody, as a diagram.
    """

    mutant: Mutant
    effect: str
    person: Person | None
    violates: tuple[str, ...]
    tier: int


class Bench:
    """A protocol as it is, and its faulty variants beside it. Raises TooLarge where that outgrows the limits."""

    def __init__(self, library: Mapping[str, Protocol], protocol: Protocol, limits: Limits = ANY) -> None:
        self.pages = pages(library, protocol)
        self.whole = everyone(self.pages, limits)
        self.diagrams = self.whole.diagrams
        self._holds = self._proved(self.whole)

    def judge(self, mutant: Mutant) -> Judged:
        """What a variant does to everybody."""
        variant = self._built(mutant)
        effect, concerned = self._effect(variant)
        person = self._somebody(concerned)
        violates = () if effect == SAME else tuple(sorted(self._holds - self._proved(variant)))
        return Judged(mutant, effect, person, violates, variant.tier)

    def _built(self, mutant: Mutant) -> Everyone:
        own = mutant.protocol.id
        misread: dict[Key, dict[str, str]] = {}
        for item, word, taken in mutant.read_as:
            misread.setdefault((own, item), {})[word] = taken
        return Everyone(self.diagrams, self.whole.facts, (*self.pages[:-1], mutant.protocol), misread)

    def _proved(self, one: Everyone) -> frozenset[str]:
        return frozenset(name for name, find in PROVED_OF.items() if next(iter(find(one)), None) is None)

    def _effect(self, variant: Everyone) -> tuple[str, int]:
        diagrams, was, now = self.diagrams, self.whole.tier, variant.tier
        if not diagrams.never_above(was, now):
            return LESS, diagrams.lower(now, was)
        if was != now:
            return MORE, diagrams.lower(was, now)
        before, after = _seen(self.whole), _seen(variant)
        for name in before.keys() | after.keys():
            one, other = before.get(name, NO), after.get(name, NO)
            if one != other:
                return OTHERWISE, diagrams.join(
                    diagrams.meet(one, diagrams.turn(other)), diagrams.meet(other, diagrams.turn(one))
                )
        return SAME, NO

    def _somebody(self, concerned: int) -> Person | None:
        """The simplest person, and one without answers from protocols that are not here, where there is one."""
        plain = concerned
        for number, fact in enumerate(self.whole.facts):
            ahead = [place for place, word in enumerate(fact.words) if word.endswith(BEFOREHAND)]
            if ahead:
                rest = self.diagrams.turn(self.diagrams.one_of(number, ahead))
                plain = self.diagrams.meet(plain, rest)
        return simplest(self.diagrams, self.whole.facts, plain if plain != NO else concerned)

    def tells(self, person: Person, judged: Judged) -> bool:
        """Whether the variant leads this person to another tier than the protocol does."""
        values = values_of(self.whole.facts, person)
        return self.diagrams.rank(judged.tier, values) != self.diagrams.rank(self.whole.tier, values)

    def unasked(self, mutant: Mutant, person: Person) -> tuple[str, ...]:
        """The items that the protocol asks this person and the variant does not."""
        variant, values = self._built(mutant), values_of(self.whole.facts, person)
        own = mutant.protocol.id
        asked = {known.item.id for known in variant.items_of(own) if self.diagrams.rank(known.asked, values)}
        ours = (known.item.id for known in self.whole.items_of(own) if self.diagrams.rank(known.asked, values))
        return tuple(item for item in ours if item not in asked)

    def few(self, survivors: Sequence[Judged]) -> list[tuple[Person, list[Judged]]]:
        """As few people as can be found step by step who tell all of these variants from the protocol."""
        people = list(
            {tuple(values_of(self.whole.facts, one.person)): one.person for one in survivors if one.person}.values()
        )
        left, found = list(survivors), []
        while left and people:
            told = {number: [one for one in left if self.tells(person, one)] for number, person in enumerate(people)}
            best = max(told, key=lambda number: (len(told[number]), -len(concerns(self.whole.facts, people[number]))))
            if not told[best]:
                break
            found.append((people[best], told[best]))
            left = [one for one in left if one not in told[best]]
        return found


def _seen(one: Everyone) -> dict[tuple[str, ...], int]:
    """All that a session shows of the rules beside the tier: reasons, what is asked, what follows, what ends it."""
    last = one.protocols[-1]
    found: dict[tuple[str, ...], int] = {(cause.kind, cause.id, cause.tier): cause.holds for cause in one.causes}
    for known in one.items_of(last.id):
        found["asked", known.item.id] = known.asked
    for threshold in last.thresholds:
        if threshold.interrupts:
            found["ends", threshold.id] = one.condition(last.id, threshold.when)[0]
    for step in last.steps:
        if isinstance(step, Continue):
            found["continue", step.to] = one.condition(last.id, step.when)[1]
    return found
