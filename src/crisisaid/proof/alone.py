"""Alone: what some answers establish by themselves, while nothing else is asked; and which of them are all needed.

Nothing counts here for not having been asked (DESIGN rule 3): only thresholds, red flags, and red flags that nobody can
rule out. An answer counts whether its checklist would be shown or not, as it does in a session.
"""

from __future__ import annotations

import sys

from crisisaid.engine.answers import NOT_ASKED, is_red, is_unknown_red
from crisisaid.model.condition import All, AnyOf, Count, Not, TierIn
from crisisaid.model.protocol import RED_FLAG, UNSURE
from crisisaid.model.tier import BEFORE_YOU_PART, RANK, THIS_WEEK, TIERS
from crisisaid.proof.diagram import NO, YES, Diagrams, TooLarge
from crisisaid.proof.facts import answers_to
from crisisaid.proof.known import meaning
from crisisaid.proof.order import as_asked, close_together
from crisisaid.proof.session import ANY, DEEP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crisisaid.model.condition import Condition
    from crisisaid.model.protocol import Item, Protocol
    from crisisaid.model.state import Key
    from crisisaid.proof.session import Limits

ESTABLISHED = TIERS[: RANK[THIS_WEEK] - 1 : -1]
"""The tiers that answers can establish, the most urgent first."""


class Alone:
    """What each pattern of answers to a protocol establishes; an item without an answer is not asked.

    ``items`` are in the order in which the diagrams look at them, ``words`` what is known of each: "not_asked", then
    its answers, of which "unsure" stands for "declined" too. Raises TooLarge.
    """

    def __init__(self, protocol: Protocol, limits: Limits = ANY) -> None:
        self.protocol = protocol
        keys = as_asked([protocol])
        try:
            self._build(keys, limits)
        except TooLarge:
            self._build(close_together(keys, [protocol]), limits)

    def _build(self, keys: Sequence[Key], limits: Limits) -> None:
        self.items = tuple(self.protocol.item(name) for _, name in keys)
        self.place = {item.id: number for number, item in enumerate(self.items)}
        self.words = tuple((NOT_ASKED, *answers_to(item)) for item in self.items)
        self.end = len(self.items)
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 1000 + DEEP * self.end))
        self.diagrams = Diagrams([len(words) for words in self.words], limits.pieces, limits.enough)
        parts = (self.diagrams.meet(holds, RANK[tier]) for tier, holds in self._causes())
        self.tier = self.diagrams.any_of(parts)
        self._least: dict[tuple[int, int], int] = {}

    def _causes(self) -> Iterator[tuple[str, int]]:
        for threshold in self.protocol.thresholds:
            yield threshold.tier, self.condition(threshold.when)
        for item in self.items:
            if item.kind == RED_FLAG:
                yield item.tier, self.said(item.id, is_red)
                yield BEFORE_YOU_PART, self.said(item.id, is_unknown_red)

    def said(self, item_id: str, holds: Callable[[Item, str], bool]) -> int:
        """Where an answer to this item is given for which this holds."""
        place = self.place[item_id]
        item, words = self.items[place], self.words[place]
        good = [number for number, word in enumerate(words) if word != NOT_ASKED and holds(item, word)]
        return self.diagrams.one_of(place, good)

    def condition(self, condition: Condition) -> int:
        """Where a threshold holds for certain."""
        diagrams = self.diagrams
        match condition:
            case All(of):
                return diagrams.all_of(map(self.condition, of))
            case AnyOf(of):
                return diagrams.any_of(map(self.condition, of))
            case Count(at_least, of):
                return diagrams.count_of([self.condition(part) for part in of], at_least)
            case Not() | TierIn():
                # A protocol that has them in a threshold does not pass its check.
                return NO
            case _:
                return self.said(condition.item, meaning(condition, self.items[self.place[condition.item]]))

    def needed(self, tier: str) -> int:
        """The patterns of answers that establish this very tier, and would establish less without any one of them."""
        diagrams = self.diagrams
        higher = diagrams.from_rank(self.tier, RANK[tier] + 1)
        return diagrams.meet(self._smallest(diagrams.from_rank(self.tier, RANK[tier]), 0), diagrams.turn(higher))

    def _smallest(self, enough: int, place: int) -> int:
        """The patterns of which this holds, and does not hold without any one answer, from this item on.

        More answers never undo what some have established; so an answer is needed where it does not hold without.
        """
        if enough == NO or place == self.end:
            return enough
        key = (enough, place)
        if key not in self._least:
            diagrams = self.diagrams
            kids = [diagrams.step(enough, place, number) for number in range(len(self.words[place]))]
            without = diagrams.turn(kids[0])
            said = (diagrams.meet(self._smallest(kid, place + 1), without) for kid in kids[1:])
            self._least[key] = diagrams.make(place, (self._smallest(kids[0], place + 1), *said))
        return self._least[key]

    def count(self, patterns: int) -> int:
        """How many single patterns of answers these are; "unsure" counts twice, for "declined" too."""
        known: dict[int, int] = {NO: 0, YES: 1}
        for piece in sorted(self.diagrams.pieces(patterns) - {NO, YES}, key=lambda piece: -self.diagrams.place[piece]):
            words = self.words[self.diagrams.place[piece]]
            pairs = zip(words, self.diagrams.kids[piece], strict=True)
            known[piece] = sum(known[kid] * (1 + (word == UNSURE)) for word, kid in pairs)
        return known[patterns]

    def with_only(self, places: frozenset[int], patterns: int) -> int:
        """What these patterns say of the items of these places, once no other is answered."""
        known: dict[int, int] = {}

        def go(piece: int) -> int:
            while piece > YES and self.diagrams.place[piece] not in places:
                piece = self.diagrams.kids[piece][0]
            if piece > YES and piece not in known:
                known[piece] = self.diagrams.make(self.diagrams.place[piece], tuple(map(go, self.diagrams.kids[piece])))
            return known.get(piece, piece)

        return go(patterns)

    def and_no_other(self, places: frozenset[int], patterns: int) -> int:
        """Of patterns that speak of the items of these places, those in which no other is answered."""
        known: dict[tuple[int, int], int] = {}

        def go(place: int, piece: int) -> int:
            if piece == NO or place == self.end:
                return piece
            if (place, piece) not in known:
                kids = [self.diagrams.step(piece, place, number) for number in range(len(self.words[place]))]
                said = [go(place + 1, kid) if place in places else NO for kid in kids[1:]]
                known[place, piece] = self.diagrams.make(place, (go(place + 1, kids[0]), *said))
            return known[place, piece]

        return go(0, patterns)
