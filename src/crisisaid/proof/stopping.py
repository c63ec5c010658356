"""Stopping: what somebody has who stops before the end, and after how many prompts an emergency is reached.

A sweep down the page in the order in which it is asked. At each place it keeps one state for all who differ in nothing
that still matters, and for each the largest number of prompts that led there. What may be known from another protocol
is known before anything is asked, so the sweep begins once for each such set of answers.
"""

from __future__ import annotations

from crisisaid.engine.answers import NOT_ASKED
from crisisaid.model.protocol import Checklist
from crisisaid.model.record import Record
from crisisaid.model.tier import CALL_NOW, RANK, TIERS
from crisisaid.proof.diagram import NO, YES, TooLarge
from crisisaid.proof.facts import BEFOREHAND, CHANNEL
from crisisaid.proof.people import person_of
from crisisaid.proof.properties import shown_at
from crisisaid.proof.session import ANY, arranged, facts_of
from crisisaid.proof.verdict import Fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.everyone import Everyone
    from crisisaid.proof.people import Person
    from crisisaid.proof.session import Limits

    Ids = tuple[int, ...]
    Said = tuple["Said", int] | dict[int, int]
    """What was said so far: the last value and what came before it, and at the very start what is known beforehand, by
    place. A long list for every state would not fit."""


NOTHING_TO_DO = "When an emergency ends the questions, there can be nothing to do on the screen."
NOBODY_TO_REACH = "When an emergency ends the questions, there can be nobody to reach on the screen."


class Unit(Record):
    """One prompt: where it is asked, and after which fact it is answered."""

    asked: int
    last: int


class Slowest(Record):
    """The most prompts until a tier is reached, over all who come to it, and one person for whom it takes so many."""

    tier: str
    prompts: int
    person: Person


class Sweep:
    """One protocol on its own, asked from top to bottom, with every place where it may be stopped.

    Raises TooLarge where that goes beyond the limits.
    """

    def __init__(self, protocol: Protocol, limits: Limits = ANY) -> None:
        facts = facts_of((protocol,), not_asked=True)
        keys = [key for key in facts if key != CHANNEL]
        self.limits = limits
        self.everyone: Everyone = arranged((protocol,), facts, keys, limits)
        self.diagrams = self.everyone.diagrams
        self.facts = self.everyone.facts
        self.values = [[n for n, value in enumerate(fact.words) if _said_here(value)] for fact in self.facts]
        self._stopped: dict[int, int] = {}
        self._least: dict[int, int] = {}
        self.units = list(self._units(protocol))
        self.told = {
            place: values
            for place, fact in enumerate(self.facts)
            if (values := [n for n, value in enumerate(fact.words) if value.endswith(BEFOREHAND)])
        }
        self.early = [unit for unit in self.units if self.diagrams.looked_at(unit.asked) & self.told.keys()]

    def _units(self, protocol: Protocol) -> Iterator[Unit]:
        for step in protocol.steps:
            if not isinstance(step, Checklist):
                continue
            known = [self.everyone.known[protocol.id, item.id] for item in step.items]
            places = [self.everyone.place[one.key] for one in known]
            if step.together:
                yield Unit(self.diagrams.any_of(one.asked for one in known), places[-1])
            else:
                yield from (Unit(one.asked, place) for one, place in zip(known, places, strict=True))

    def stopped(self, one: int) -> int:
        """The rank when nothing more is asked; of the channels the one that gives least, while none is known."""
        if one <= YES:
            return one
        if one not in self._stopped:
            words = self.facts[self.diagrams.place[one]].words
            kids = self.diagrams.kids[one]
            left = [kids[words.index(NOT_ASKED)]] if NOT_ASKED in words else kids
            self._stopped[one] = min(self.stopped(kid) for kid in left)
        return self._stopped[one]

    def certain(self, one: int) -> int:
        """The lowest rank that any answers to the rest lead to."""
        if one <= YES:
            return one
        if one not in self._least:
            kids = self.diagrams.kids[one]
            self._least[one] = min(self.certain(kids[value]) for value in self.values[self.diagrams.place[one]])
        return self._least[one]

    def stop(self) -> Iterator[Fault]:
        """A place to stop with less than was established by then, or less than every way on would lead to."""
        diagrams = self.diagrams
        pairs = self._begun(self.everyone.established, self.everyone.tier)
        for place in range(len(self.facts) + 1):
            below: dict[Ids, Said] = {}
            for (sure, tier), said in pairs.items():
                if self.stopped(sure) > self.certain(tier) or self.stopped(tier) < self.certain(tier):
                    yield Fault(self._last(place), "Whoever stops here has less than was certain.", (self._who(said),))
                    return
                for value in self.values[place] if place < len(self.facts) else ():
                    pair = (diagrams.step(sure, place, value), diagrams.step(tier, place, value))
                    below.setdefault(pair, (said, value))
            pairs = below
            self._check_size(len(pairs))

    def ended(self) -> Iterator[Fault]:
        """An emergency that ends the questions, with nothing to do shown, or nobody to reach, by what is known then."""
        for reach, says in ((False, NOTHING_TO_DO), (True, NOBODY_TO_REACH)):
            shown = self.diagrams.any_of(shown_at(self.everyone, CALL_NOW, reach=reach))
            said = self._ended_without(shown)
            if said is not None:
                yield Fault(CALL_NOW, says, (self._who(said),))

    def _ended_without(self, shown: int) -> Said | None:
        protocol = self.everyone.protocols[0]
        marked = [one.when for one in protocol.thresholds if one.interrupts]
        ends = self.diagrams.any_of(self.everyone.condition(protocol.id, when)[0] for when in marked)
        if ends == NO:
            return None
        stops = {-1, self.everyone.place.get(CHANNEL, -1), *(unit.last for unit in self.units)}
        states = self._begun(ends, shown)
        for place in range(-1, len(self.facts)):
            below: dict[Ids, Said] = {}
            for (end, there), said in self._one_on(states, place):
                if place not in stops or self.stopped(end) != YES:
                    below.setdefault((end, there), said)
                elif self.stopped(there) != YES:
                    return said
            states = below
            self._check_size(len(states))
        return None

    def _one_on(self, states: dict[Ids, Said], place: int) -> Iterator[tuple[Ids, Said]]:
        """Where each state leads with each answer to the fact of this place; -1 is the start."""
        if place < 0:
            yield from states.items()
            return
        for state, said in states.items():
            for value in self.values[place]:
                yield tuple(self.diagrams.step(one, place, value) for one in state), (said, value)

    def _begun(self, *diagrams: int) -> dict[Ids, Said]:
        """What is left of these diagrams at the start, for each set of answers that may be known by then."""
        states: dict[Ids, dict[int, int]] = {diagrams: {}}
        for place, values in self.told.items():
            for state, known in list(states.items()):
                for value in values:
                    on = tuple(self.diagrams.fixed(one, place, value) for one in state)
                    states.setdefault(on, {**known, place: value})
            self._check_size(len(states))
        return dict(states)

    def _last(self, place: int) -> str:
        return self.facts[place - 1].key[1] if place else ""

    def _who(self, said: Said) -> Person:
        """Somebody who said this, and of whom nothing else was asked."""
        values: list[int] = []
        while isinstance(said, tuple):
            said, value = said
            values.insert(0, value)
        rest = [self._not_asked(number) for number in range(len(values), len(self.facts))]
        known = said
        return person_of(self.facts, [known.get(place, value) for place, value in enumerate([*values, *rest])])

    def _not_asked(self, place: int) -> int:
        values = self.facts[place].words
        return values.index(NOT_ASKED) if NOT_ASKED in values else 0

    def _check_size(self, states: int) -> None:
        if states > self.limits.pieces or (self.limits.enough and self.limits.enough()):
            raise TooLarge

    def slowest(self, tier: str) -> Slowest | None:
        """Who has to answer the most prompts before this tier is reached; None when nobody comes to it."""
        rank, best, who = RANK[tier], 0, None
        begun = self._begun(self.everyone.established, *(unit.asked for unit in self.early))
        states = {state: (0, said) for state, said in begun.items() if self.stopped(state[0]) < rank}
        for place in range(len(self.facts)):
            done = [unit for unit in self.units if unit.last == place]
            coming = self._decided_above(place + 1)
            here = self._decided_above(place)
            below: dict[Ids, tuple[int, Said]] = {}
            for (sure, *rest), (prompts, said) in states.items():
                for value in self.values[place]:
                    now = {unit: self.diagrams.step(left, place, value) for unit, left in zip(here, rest, strict=True)}
                    asked = sum(self._asked(now, unit, place, value) for unit in done)
                    on = self.diagrams.step(sure, place, value)
                    if self.stopped(on) >= rank and (asked or self.facts[place].key == CHANNEL):
                        if prompts + asked > best:
                            best, who = prompts + asked, self._who((said, value))
                        continue
                    key = (on, *(now.get(unit, self._first(unit, place, value)) for unit in coming))
                    if key not in below or below[key][0] < prompts + asked:
                        below[key] = (prompts + asked, (said, value))
            states = below
            self._check_size(len(states))
        return Slowest(TIERS[rank], best, who) if who else None

    def _asked(self, now: dict[Unit, int], unit: Unit, place: int, value: int) -> bool:
        return now.get(unit, self._first(unit, place, value)) != NO

    def _first(self, unit: Unit, place: int, value: int) -> int:
        """What is left of a unit that nothing above this place has to do with."""
        return self.diagrams.step(unit.asked, place, value)

    def _decided_above(self, place: int) -> list[Unit]:
        """The prompts that wait below this place and of which something above it decides whether they are asked."""
        return [
            unit
            for unit in self.units
            if unit.last >= place and (unit in self.early or self.diagrams.place[unit.asked] < place)
        ]


def _said_here(word: str) -> bool:
    return word != NOT_ASKED and not word.endswith(BEFOREHAND)
