"""Everyone: what protocols make of every person there could be, as one diagram for each condition, reason and tier."""

from __future__ import annotations

from crisisaid.engine.answers import NOT_ASKED, SKIPPED, is_concern, is_red, is_unknown_red
from crisisaid.model.condition import (
    ALWAYS,
    Absent,
    All,
    AnyOf,
    ContextIs,
    Count,
    Not,
    TierIn,
)
from crisisaid.model.protocol import RED_FLAG, WARNING_SIGN, Checklist
from crisisaid.model.tier import BEFORE_YOU_PART, NOT_FINISHED, RANK, TIERS
from crisisaid.proof.diagram import NO, YES, Diagrams
from crisisaid.proof.facts import BEFOREHAND, CHANNEL
from crisisaid.proof.known import Cause, Known, meaning, read_as
from crisisaid.proof.people import values_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from crisisaid.model.condition import Condition, Literal
    from crisisaid.model.protocol import Item, Protocol
    from crisisaid.model.state import Key
    from crisisaid.proof.facts import Fact
    from crisisaid.proof.people import Person

    Both = tuple[int, int]
    """Where a condition holds, and where it holds or is still open."""


class Everyone:
    """Everything that these protocols, walked one after another, make of everybody.

    ``facts`` are in the order in which the diagrams look at them and hold at least every item of the protocols. An item
    that is the same as one of an earlier protocol takes that one's answer. (One that names a later protocol would be
    asked like any other; no item of the danger check does.) Questions that an emergency ends are counted as if they
    had been asked: the tier is the highest one by then. ``misread`` says of a faulty variant which words of an item are
    taken for which others; ``skipped`` is a word here.
    """

    def __init__(
        self,
        diagrams: Diagrams,
        facts: Sequence[Fact],
        protocols: Sequence[Protocol],
        misread: Mapping[Key, Mapping[str, str]] | None = None,
    ) -> None:
        self.diagrams = diagrams
        self.facts = tuple(facts)
        self.place = {fact.key: number for number, fact in enumerate(self.facts)}
        self.protocols = tuple(protocols)
        self._misread = misread or {}
        self.known: dict[Key, Known] = {}
        self.shown: dict[Key, Both] = {}
        self.causes: list[Cause] = []
        for protocol in self.protocols:
            self._read_steps(protocol)
            self._read_causes(protocol)
        self.established = self._highest(self.causes)
        self.causes += self._floor()
        self.tier = self._highest(self.causes)

    def _highest(self, causes: Iterable[Cause]) -> int:
        return self.diagrams.any_of(self.diagrams.meet(cause.holds, RANK[cause.tier]) for cause in causes)

    def _read_steps(self, protocol: Protocol) -> None:
        for step in protocol.steps:
            if isinstance(step, Checklist):
                shown = self.shown[protocol.id, step.id] = self.condition(protocol.id, step.when)
                for item in step.items:
                    self.known[protocol.id, item.id] = self._knowing((protocol.id, item.id), item, shown)

    def _knowing(self, key: Key, item: Item, shown: Both) -> Known:
        diagrams = self.diagrams
        certain, possible = shown
        hidden = self._hidden(item)
        beforehand = self._beforehand(key, item)
        here = diagrams.meet(diagrams.meet(possible, diagrams.turn(hidden)), diagrams.turn(beforehand))
        unseen = diagrams.meet(hidden, diagrams.turn(beforehand))
        skip = diagrams.meet(here, self._is(key, item, {SKIPPED}))
        left = diagrams.meet(here, self._is(key, item, {NOT_ASKED}))
        passed = diagrams.join(skip, diagrams.meet(unseen, certain))
        misread = self._misread.get(key, {})
        return Known(
            item,
            key,
            beforehand,
            counts=diagrams.join(beforehand, here),
            asked=diagrams.meet(here, diagrams.turn(left)),
            skipped=NO if SKIPPED in misread else passed,
            open=diagrams.join(left, diagrams.meet(unseen, diagrams.meet(possible, diagrams.turn(certain)))),
            misread=misread,
            passed=passed,
        )

    def _hidden(self, item: Item) -> int:
        """Where the channel does not let anybody know this."""
        place = self.place.get(CHANNEL)
        if place is None:
            return NO
        values = self.facts[place].words
        return self.diagrams.one_of(
            place, (number for number, value in enumerate(values) if value and value not in item.channels)
        )

    def _elsewhere(self, item: Item) -> Known | None:
        """The item of an earlier protocol that this one is the same as."""
        other, _, name = item.same_as.partition("/")
        return self.known.get((other, name))

    def _beforehand(self, key: Key, item: Item) -> int:
        """Where the answer was given in another protocol already."""
        same = self._elsewhere(item)
        if same is not None:
            # One step only, as in the engine: what was itself taken over there is asked again here.
            return self.diagrams.meet(same.asked, self.diagrams.turn(self._any_word(same, (SKIPPED, NOT_ASKED))))
        fact = self.facts[self.place[key]]
        ahead = [number for number, value in enumerate(fact.words) if value.endswith(BEFOREHAND)]
        return self.diagrams.one_of(self.place[key], ahead)

    def _any_word(self, known: Known, words: tuple[str, ...]) -> int:
        return self._is(known.key, known.item, set(words))

    def _is(self, key: Key, item: Item, words: set[str]) -> int:
        """Where the truth about the item is one of these words, whether it is asked or not.

        One person says the same to the same item wherever it is asked; only what was passed over is asked again.
        """
        place = self.place[key]
        values = self.facts[place].words
        own = self.diagrams.one_of(
            place, (number for number, value in enumerate(values) if value.removesuffix(BEFOREHAND) in words)
        )
        same = self._elsewhere(item)
        if same is None:
            return own
        again = self._any_word(same, (SKIPPED, NOT_ASKED))
        said = self._is(same.key, same.item, words - {SKIPPED, NOT_ASKED})
        return self.diagrams.join(said, self.diagrams.meet(again, own))

    def truth(self, known: Known, holds: Callable[[Item, str], bool]) -> int:
        """Where this is true of the person, whether it is asked or not."""
        return self._is(known.key, known.item, self._words(known, holds))

    def with_word(self, one: int, key: Key, word: str) -> int:
        """The diagram where the person's answer to this item is this one."""
        place = self.place[key]
        return self.diagrams.fixed(one, place, self.facts[place].words.index(word))

    def _words(self, known: Known, holds: Callable[[Item, str], bool]) -> set[str]:
        words = {value for fact in self._facts_of(known) for value in fact.words}
        return {
            word for word in words if word not in (SKIPPED, NOT_ASKED) and holds(known.item, read_as(known.item, word))
        }

    def answered(self, known: Known, holds: Callable[[Item, str], bool]) -> int:
        """Where an answer is known for which this holds. A word that this version does not know reads as unsure."""
        said = self.diagrams.meet(known.counts, self.truth(known, holds))
        taken = known.misread.get(SKIPPED, "")
        return self.diagrams.join(said, known.passed) if taken and holds(known.item, taken) else said

    def _facts_of(self, known: Known) -> list[Fact]:
        same = self._elsewhere(known.item)
        return [self.facts[self.place[known.key]], *(self._facts_of(same) if same else ())]

    def _read_causes(self, protocol: Protocol) -> None:
        own = protocol.id
        for threshold in protocol.thresholds:
            holds, _ = self.condition(own, threshold.when)
            self.causes.append(Cause("threshold", own, threshold.id, threshold.tier, holds))
        for known in self.items_of(own, RED_FLAG):
            there, unsure = self.answered(known, is_red), self.answered(known, is_unknown_red)
            self.causes.append(Cause("red_flag", own, known.item.id, known.item.tier, there))
            self.causes.append(Cause("unknown_red_flag", own, known.item.id, BEFORE_YOU_PART, unsure))

    def items_of(self, protocol: str, *kinds: str) -> list[Known]:
        """The items of a protocol that are of one of these kinds, in the order of the page; all when none is named."""
        ours = [known for known in self.known.values() if known.key[0] == protocol]
        return [known for known in ours if not kinds or known.item.kind in kinds]

    def _floor(self) -> list[Cause]:
        """DESIGN rule 3: a red flag that was not asked is not a no."""
        diagrams = self.diagrams
        every = [known for protocol in self.protocols for known in self.items_of(protocol.id, RED_FLAG, WARNING_SIGN)]
        reds = [known for known in every if known.item.kind == RED_FLAG]
        missing = diagrams.any_of(diagrams.join(known.skipped, known.open) for known in reds)
        concern = diagrams.any_of(self.answered(known, is_concern) for known in every)
        both = diagrams.meet(missing, concern)
        return [
            Cause("not_asked", "", "", BEFORE_YOU_PART, both),
            Cause("not_asked", "", "", NOT_FINISHED, missing),
        ]

    def condition(self, protocol: str, condition: Condition, tier: int | None = None) -> Both:
        """Where a guard or threshold of this protocol holds, and where it holds or is open: DESIGN section 5.

        ``tier`` is the diagram of where the session stands, for guards that ask. Raises KeyError for an item that is
        not above it on the page.
        """
        diagrams = self.diagrams
        if condition is ALWAYS:
            return YES, YES
        match condition:
            case All(of):
                parts = [self.condition(protocol, part, tier) for part in of]
                return diagrams.all_of(low for low, _ in parts), diagrams.all_of(high for _, high in parts)
            case AnyOf(of):
                parts = [self.condition(protocol, part, tier) for part in of]
                return diagrams.any_of(low for low, _ in parts), diagrams.any_of(high for _, high in parts)
            case Count(at_least, of):
                parts = [self.condition(protocol, part, tier) for part in of]
                lows, highs = [low for low, _ in parts], [high for _, high in parts]
                return diagrams.count_of(lows, at_least), diagrams.count_of(highs, at_least)
            case Not(of):
                low, high = self.condition(protocol, of, tier)
                return diagrams.turn(high), diagrams.turn(low)
            case TierIn(tiers):
                wanted = {RANK[name] for name in tiers}
                stands = self.tier if tier is None else tier
                found = diagrams.mapped(stands, lambda rank: YES if rank in wanted else NO)
                return found, found
            case _:
                return self._literal(protocol, condition)

    def _literal(self, protocol: str, literal: Literal) -> Both:
        diagrams = self.diagrams
        known = self.known[protocol, literal.item]
        holds = self.answered(known, meaning(literal, known.item))
        if isinstance(literal, Absent | ContextIs):
            holds = diagrams.join(holds, known.skipped)
            return holds, diagrams.join(holds, known.open)
        return holds, diagrams.join(holds, diagrams.join(known.skipped, known.open))

    def tier_of(self, person: Person) -> str:
        """The tier that one person comes to."""
        return TIERS[self.diagrams.rank(self.tier, values_of(self.facts, person))]
