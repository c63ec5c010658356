"""Sides: two versions of one protocol in the same diagrams, so that equal numbers mean equal rules."""

from __future__ import annotations

import sys

from crisisaid.engine.answers import NOT_APPLICABLE, NOT_ASKED, SKIPPED
from crisisaid.proof.diagram import NO, YES, Diagrams, TooLarge
from crisisaid.proof.everyone import Everyone
from crisisaid.proof.facts import BEFOREHAND, CHANNEL
from crisisaid.proof.order import as_asked, close_together
from crisisaid.proof.people import values_of
from crisisaid.proof.session import ANY, DEEP, facts_of, union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.protocol import Item, Protocol
    from crisisaid.model.state import Key
    from crisisaid.proof.facts import Fact
    from crisisaid.proof.known import Known
    from crisisaid.proof.people import Person
    from crisisaid.proof.session import Limits

    Parts = tuple[tuple[str, int], ...]
    """Words, each with the people of whom it is true: everybody is in exactly one of them."""

BEFORE, NOW = "before", "now"
UNSEEN = "unseen"
"""The channel does not let anybody know it."""


class Side(Everyone):
    """One of two versions. The facts are those of both; an answer that this version does not know reads as unsure."""

    def __init__(self, name: str, diagrams: Diagrams, facts: Sequence[Fact], protocols: Sequence[Protocol]) -> None:
        self.name = name
        super().__init__(diagrams, facts, protocols)

    def _beforehand(self, key: Key, item: Item) -> int:
        # What is known from another protocol counts only in the version that takes it over.
        return super()._beforehand(key, item) if item.same_as else NO

    def _is(self, key: Key, item: Item, words: set[str]) -> int:
        """Where the truth about the item is one of these words.

        An answer is taken over only from an item that was asked. Else what somebody would say to that one could make a
        difference between versions of which only one takes it over.
        """
        same = self._elsewhere(item)
        place = self.place[key]
        values = enumerate(self.facts[place].words)
        own = self.diagrams.one_of(place, (n for n, value in values if value.removesuffix(BEFOREHAND) in words))
        if same is None:
            return own
        taken = self._beforehand(key, item)
        there = self.diagrams.meet(taken, self._is(same.key, same.item, words - {SKIPPED, NOT_ASKED}))
        return self.diagrams.join(there, self.diagrams.meet(self.diagrams.turn(taken), own))

    def words_of(self, known: Known) -> tuple[str, ...]:
        """Every answer that one of the versions takes, in the order of the item."""
        words = (word for fact in self._facts_of(known) for word in fact.words if not word.endswith(BEFOREHAND))
        return tuple(word for word in dict.fromkeys(words) if word not in (SKIPPED, NOT_ASKED))

    def answered_as(self, key: Key) -> Parts:
        """What a session knows of an item: its answer, that it was passed over, not reached, or does not apply."""
        known, diagrams = self.known[key], self.diagrams
        said = [(word, diagrams.meet(known.counts, self._is(key, known.item, {word}))) for word in self.words_of(known)]
        said += [(SKIPPED, known.skipped), (NOT_ASKED, known.open)]
        rest = diagrams.turn(diagrams.any_of(holds for _, holds in said))
        return (*said, (NOT_APPLICABLE, rest))

    def would_say(self, key: Key) -> Parts:
        """What becomes of an item wherever its step is shown; with BEFOREHAND behind what counts in any case."""
        known, diagrams = self.known[key], self.diagrams
        words = self.words_of(known)
        hidden, new = self._hidden(known.item), diagrams.turn(known.beforehand)
        here = diagrams.meet(new, diagrams.turn(hidden))
        ahead = [(word + BEFOREHAND, self._meets(known.beforehand, known, word)) for word in words]
        asked = [(word, self._meets(here, known, word)) for word in (*words, SKIPPED)]
        return (*(part for part in ahead if part[1] != NO), *asked, (UNSEEN, diagrams.meet(new, hidden)))

    def _meets(self, where: int, known: Known, word: str) -> int:
        return self.diagrams.meet(where, self._is(known.key, known.item, {word}))

    @property
    def protocol(self) -> Protocol:
        """The one that is compared; the danger check stands before it."""
        return self.protocols[-1]


class Sides:
    """Both versions over the union of their facts, each behind the danger check.

    Raises TooLarge where no order keeps that within the limits.
    """

    def __init__(self, before: Sequence[Protocol], now: Sequence[Protocol], limits: Limits = ANY) -> None:
        self._pages = (tuple(before), tuple(now))
        self._limits = limits
        self._own = {BEFORE: facts_of(before), NOW: facts_of(now)}
        facts = union(*self._own.values())
        keys = _merged(as_asked(before), as_asked(now))
        try:
            self._build(facts, keys)
        except TooLarge:
            several = (*before, now[-1]) if len(before) >= len(now) else (*now, before[-1])
            self._build(facts, close_together(keys, several))

    def _build(self, facts: dict[Key, Fact], keys: Sequence[Key]) -> None:
        self.facts = tuple(facts[key] for key in ([CHANNEL] if CHANNEL in facts else []) + list(keys))
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 1000 + DEEP * len(self.facts)))
        self.diagrams = Diagrams([len(fact.words) for fact in self.facts], self._limits.pieces, self._limits.enough)
        self.place = {fact.key: number for number, fact in enumerate(self.facts)}
        self.before = Side(BEFORE, self.diagrams, self.facts, self._pages[0])
        self.now = Side(NOW, self.diagrams, self.facts, self._pages[1])

    def is_of(self, person: Person, people: int) -> bool:
        """Whether the person is one of these people."""
        return self.diagrams.rank(people, values_of(self.facts, person)) == YES

    def facts_in(self, side: Side) -> Mapping[Key, Fact]:
        """The facts of one version with the answers that it takes itself."""
        return self._own[side.name]

    def knows(self, key: Key) -> tuple[Side, ...]:
        """The versions that have this item."""
        return tuple(side for side in (self.before, self.now) if key in side.known)


def _merged(before: Sequence[Key], now: Sequence[Key]) -> list[Key]:
    """The order of the new version, with what only the old one asks behind what it came after there."""
    keys = list(now)
    last: Key | None = None
    for key in before:
        if key not in keys:
            keys.insert(keys.index(last) + 1 if last else 0, key)
        last = key
    return keys
