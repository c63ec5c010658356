"""Boundaries: two people who differ in one answer, of whom a threshold decides for one and not for the other.

Whoever learns a protocol learns where its lines are drawn; so each threshold is shown by the person closest to its line
from above, and the same person one step below it.
"""

from __future__ import annotations

from crisisaid.engine.answers import NOT_ASKED, SKIPPED
from crisisaid.engine.evaluate import literals
from crisisaid.model.protocol import CONTEXT, UNSURE
from crisisaid.model.record import Record
from crisisaid.model.tier import RANK
from crisisaid.proof.diagram import NO, YES
from crisisaid.proof.facts import BEFOREHAND, steps_up
from crisisaid.proof.order import source
from crisisaid.proof.people import concerns, session, simplest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.protocol import Item, Threshold
    from crisisaid.model.state import Key
    from crisisaid.proof.everyone import Everyone
    from crisisaid.proof.known import Cause
    from crisisaid.proof.people import Person

NOBODY, OTHERS, NO_SINGLE, DISAGREE = "nobody", "others", "no_single_answer", "disagree"
"""Why a threshold has no pair: nobody meets it; others always hold too; no one answer takes the tier away; or proof and
program do not come to the same tier, which would be a fault of crisisaid."""


class Boundary(Record):
    """Two people on both sides of a threshold; ``item`` is the one in which they differ, with both answers.

    ``above`` has the tier of the threshold, which holds; for ``below`` it does not, and their tier is a lower one.
    ``steps`` is how many steps lie between the two answers: 1, unless each one alone leaves the tier as it is.
    """

    threshold: str
    item: Key
    answers: tuple[str, str]
    steps: int
    below: Person
    above: Person
    tiers: tuple[str, str]


class NoBoundary(Record):
    """A threshold that has no pair, and why; ``others`` are what holds, at its tier or above, whenever it does."""

    threshold: str
    tier: str
    why: str
    others: tuple[Cause, ...] = ()


def boundaries(everyone: Everyone) -> tuple[Boundary, ...]:
    """For each threshold of the last protocol, and each item in it that can tip it, the simplest such pair.

    In the order of the thresholds, the pair with the fewest answers of concern first. Every pair has been played
    through the engine. Raises TooLarge.
    """
    return tuple(one for threshold in everyone.protocols[-1].thresholds for one in _of(everyone, threshold))


def without_boundary(everyone: Everyone, found: tuple[Boundary, ...]) -> tuple[NoBoundary, ...]:
    """The thresholds of which no pair was found, with the reason."""
    have = {one.threshold for one in found}
    return tuple(_why(everyone, one) for one in everyone.protocols[-1].thresholds if one.id not in have)


def _of(everyone: Everyone, threshold: Threshold) -> list[Boundary]:
    named = dict.fromkeys(literal.item for literal in literals(threshold.when))
    pairs = (_played(everyone, threshold, name) for name in named)
    found = [one for one in pairs if one is not None]
    return sorted(found, key=lambda one: (one.steps, _size(everyone, one)))


def _played(everyone: Everyone, threshold: Threshold, name: str) -> Boundary | None:
    """The simplest pair in whose session the threshold is said.

    Where another one ends the questions before this one is reached, a pair is looked for in which nothing else decides.
    """
    closest = _closest(everyone, threshold, name)
    if closest is None or _is_so(everyone, closest):
        return closest
    mine, rank = _cause(everyone, threshold), RANK[threshold.tier]
    others = (one.holds for one in everyone.causes if one is not mine and RANK[one.tier] >= rank)
    alone = _closest(everyone, threshold, name, everyone.diagrams.turn(everyone.diagrams.any_of(others)))
    return alone if alone is not None and _is_so(everyone, alone) else None


def _size(everyone: Everyone, one: Boundary) -> tuple[int, int]:
    return len(concerns(everyone.facts, one.above)), len(concerns(everyone.facts, one.below))


def _closest(everyone: Everyone, threshold: Threshold, name: str, among: int = YES) -> Boundary | None:
    """The simplest pair, ``among`` these people, that differs in this item; one step apart where that is possible."""
    cause = _cause(everyone, threshold)
    rank = RANK[threshold.tier]
    holds = everyone.diagrams.meet(cause.holds, everyone.diagrams.exactly(everyone.tier, rank))
    holds = everyone.diagrams.meet(holds, among)
    still = everyone.diagrams.join(cause.holds, everyone.diagrams.from_rank(everyone.tier, rank))
    best: Boundary | None = None
    for steps, key, low, high in sorted(_moves(everyone, name), key=lambda move: move[0]):
        if best is not None and best.steps < steps:
            break
        above = everyone.with_word(holds, key, high)
        wanted = everyone.diagrams.meet(above, everyone.diagrams.turn(everyone.with_word(still, key, low)))
        person = _plainest(everyone, wanted)
        if person is not None:
            both = person.but_says(key, low), person.but_says(key, high)
            tiers = everyone.tier_of(both[0]), everyone.tier_of(both[1])
            pair = Boundary(threshold.id, key, (low, high), steps, *both, tiers)
            best = pair if best is None or _size(everyone, pair) < _size(everyone, best) else best
    return best


def _plainest(everyone: Everyone, wanted: int) -> Person | None:
    """The simplest of these people; where it takes no more for it, one who leaves nothing unsure or unsaid."""
    found = simplest(everyone.diagrams, everyone.facts, wanted)
    plain = simplest(everyone.diagrams, everyone.facts, everyone.diagrams.meet(wanted, _who_says_plainly(everyone)))
    if found is None or plain is None:
        return found
    return plain if len(concerns(everyone.facts, plain)) <= len(concerns(everyone.facts, found)) else found


def _who_says_plainly(everyone: Everyone) -> int:
    parts = []
    for place, fact in enumerate(everyone.facts):
        unclear = [word in (UNSURE, SKIPPED, NOT_ASKED) or word.endswith(BEFOREHAND) for word in fact.words]
        parts.append(everyone.diagrams.one_of(place, (number for number, so in enumerate(unclear) if not so)))
    return everyone.diagrams.all_of(parts)


def _cause(everyone: Everyone, threshold: Threshold) -> Cause:
    own = everyone.protocols[-1].id
    return next(one for one in everyone.causes if (one.kind, one.protocol, one.id) == ("threshold", own, threshold.id))


def _moves(everyone: Everyone, name: str) -> Iterator[tuple[int, Key, str, str]]:
    """How many steps, on which item, from which answer to which: the item itself, or the one it takes over from."""
    key: Key | None = (everyone.protocols[-1].id, name)
    while key in everyone.known:
        item = everyone.known[key].item
        words = everyone.facts[everyone.place[key]].words
        for (low, high), steps in _apart(item).items():
            if low in words and high in words:
                yield steps, key, low, high
        key = source(item)


def _apart(item: Item) -> dict[tuple[str, str], int]:
    """Every pair of answers of which the second is the more worrying one, with the steps between them.

    Contexts have no order: there each option is one step from each other, and from "unsure".
    """
    if item.kind == CONTEXT:
        options = [option.id for option in item.options]
        return {(low, high): 1 for low in options for high in (*options, UNSURE) if low != high}
    found = dict.fromkeys(steps_up(item), 1)
    while True:
        joined = {
            (low, high): found[low, middle] + found[again, high]
            for low, middle in found
            for again, high in found
            if again == middle and (low, high) not in found
        }
        if not joined:
            return found
        found |= joined


def _is_so(everyone: Everyone, one: Boundary) -> bool:
    """Whether the engine comes to both tiers as well, and gives the threshold as a reason for one of the two."""
    below, above = (session({}, everyone.protocols, person) for person in (one.below, one.above))
    said = [
        any((reason.kind, reason.id) == ("threshold", one.threshold) for reason in played.end.disposition.reasons)
        for played in (below, above)
    ]
    return (below.tier, above.tier) == one.tiers and said == [False, True]


def _why(everyone: Everyone, threshold: Threshold) -> NoBoundary:
    """A red flag or another threshold that always holds too; several, of which always one does; or something rarer."""
    cause = _cause(everyone, threshold)
    diagrams = everyone.diagrams
    if cause.holds == NO:
        return NoBoundary(threshold.id, threshold.tier, NOBODY)
    named = dict.fromkeys(literal.item for literal in literals(threshold.when))
    if any(_closest(everyone, threshold, name) is not None for name in named):
        return NoBoundary(threshold.id, threshold.tier, DISAGREE)
    over = [one for one in everyone.causes if one is not cause and RANK[one.tier] >= RANK[threshold.tier]]
    always = [one for one in over if diagrams.never_above(cause.holds, one.holds)]
    if always:
        return NoBoundary(threshold.id, threshold.tier, OTHERS, tuple(always[:1]))
    if not diagrams.never_above(cause.holds, diagrams.any_of(one.holds for one in over)):
        return NoBoundary(threshold.id, threshold.tier, NO_SINGLE)
    for one in list(over):
        rest = [other for other in over if other is not one]
        if diagrams.never_above(cause.holds, diagrams.any_of(other.holds for other in rest)):
            over = rest
    return NoBoundary(threshold.id, threshold.tier, OTHERS, tuple(over))
