"""Properties about who gets how much help: each holds for everybody, or somebody is shown for whom it does not."""

from __future__ import annotations

from crisisaid.engine.answers import SKIPPED
from crisisaid.model.protocol import CONTEXT, GATE, PROTECTIVE, UNSURE, Guidance, Referral
from crisisaid.model.protocol import NO as SAID_NO
from crisisaid.model.protocol import YES as SAID_YES
from crisisaid.model.tier import BEFORE_YOU_PART, RANK, THIS_WEEK, TIERS
from crisisaid.proof.diagram import NO
from crisisaid.proof.facts import BEFOREHAND, steps_into_the_dark, steps_up
from crisisaid.proof.order import source
from crisisaid.proof.people import simplest
from crisisaid.proof.verdict import Fault, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Key
    from crisisaid.proof.everyone import Everyone

    Steps = Callable[[Item], Iterable[tuple[str, str]]]


def worse(everyone: Everyone) -> Iterator[Fault]:
    """Less help for a more worrying answer, or for one that is known from another protocol already."""
    yield from _less_help(everyone, _more_worrying, "With the more worrying answer to {!r} there is less help.")
    again = {source(known.item) for known in everyone.known.values()}
    passed = "When nobody can say {!r} there is less help than when it is passed over."
    yield from _less_help(everyone, _passed_over, passed, again)
    known = "What is known of {!r} from another protocol leads to less help than asking for it."
    yield from _less_help(everyone, _beforehand, known)


def unsure(everyone: Everyone) -> Iterator[Fault]:
    """Less help for unsure or skipped than for the least concerning answer."""
    yield from _less_help(everyone, steps_into_the_dark, "When nobody can say or ask {!r} there is less help.")


def _more_worrying(item: Item) -> Iterator[tuple[str, str]]:
    """Also where both are known from another protocol."""
    yield from steps_up(item)
    yield from ((low + BEFOREHAND, high + BEFOREHAND) for low, high in steps_up(item))


def _passed_over(item: Item) -> Iterator[tuple[str, str]]:
    """Nobody knows is more worrying than nobody asked: it may not hide what the other one is still asked."""
    if item.kind != CONTEXT:
        yield SKIPPED, UNSURE


def _beforehand(item: Item) -> Iterator[tuple[str, str]]:
    for low, _ in [*steps_up(item), *((high, "") for _, high in steps_up(item))]:
        yield low, low + BEFOREHAND


def _less_help(everyone: Everyone, steps: Steps, says: str, asked_again: Container[Key] = ()) -> Iterator[Fault]:
    """Every pair of people who differ in one such step, where the second gets less.

    What is ``asked_again`` once it was passed over is left out: the two differ in more than that one answer.
    """
    at = _pieces_at(everyone)
    for key, known in everyone.known.items():
        fact = everyone.facts[everyone.place[key]]
        for low, high in dict.fromkeys(() if key in asked_again else steps(known.item)):
            if low in fact.words and high in fact.words:
                below, above = fact.words.index(low), fact.words.index(high)
                if not _rises(everyone, at.get(everyone.place[key], ()), below, above):
                    yield _pair(everyone, key, low, high, says.format(key[1]))


def _pieces_at(everyone: Everyone) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for piece in everyone.diagrams.pieces(everyone.tier):
        found.setdefault(everyone.diagrams.place[piece], []).append(piece)
    return found


def _rises(everyone: Everyone, pieces: Iterable[int], below: int, above: int) -> bool:
    diagrams = everyone.diagrams
    return all(diagrams.never_above(diagrams.kids[one][below], diagrams.kids[one][above]) for one in pieces)


def _pair(everyone: Everyone, key: Key, low: str, high: str, says: str) -> Fault:
    diagrams, place = everyone.diagrams, everyone.place[key]
    values = everyone.facts[place].words
    less = diagrams.lower(*(diagrams.fixed(everyone.tier, place, values.index(word)) for word in (high, low)))
    found = simplest(diagrams, everyone.facts, less)
    return Fault(key[1], says, (found.but_says(key, high), found.but_says(key, low)) if found else ())


def red_flags(everyone: Everyone) -> Iterator[Fault]:
    """A red flag that is noted, or that nobody can rule out, and a tier below its own."""
    diagrams = everyone.diagrams
    for cause in everyone.causes:
        if cause.kind in ("red_flag", "unknown_red_flag"):
            less = diagrams.meet(cause.holds, _below(everyone, cause.tier))
            yield from _somebody(
                everyone, less, cause.id, f"The red flag {cause.id!r} does not reach {shown(cause.tier)}."
            )


def _below(everyone: Everyone, tier: str) -> int:
    return everyone.diagrams.turn(everyone.diagrams.from_rank(everyone.tier, RANK[tier]))


def _somebody(everyone: Everyone, wanted: int, about: str, says: str) -> Iterator[Fault]:
    found = simplest(everyone.diagrams, everyone.facts, wanted)
    if found is not None:
        yield Fault(about, says, (found,))


def protective(everyone: Everyone) -> Iterator[Fault]:
    """A red flag that is noted without a protective factor and, with it, hidden: the tier is below BEFORE YOU PART."""
    diagrams = everyone.diagrams
    noted = diagrams.any_of(cause.holds for cause in everyone.causes if cause.kind == "red_flag")
    for key, known in everyone.known.items():
        if known.item.kind == PROTECTIVE:
            there = everyone.with_word(everyone.tier, key, SAID_YES)
            low = diagrams.turn(diagrams.from_rank(there, RANK[BEFORE_YOU_PART]))
            less = diagrams.meet(everyone.with_word(noted, key, SAID_NO), low)
            found = simplest(diagrams, everyone.facts, less)
            if found is not None:
                says = f"When {key[1]!r} is confirmed, a red flag is not noted any more."
                yield Fault(key[1], says, (found.but_says(key, SAID_YES), found.but_says(key, SAID_NO)))


def gate(everyone: Everyone) -> Iterator[Fault]:
    """What the danger check came to, taken back by what follows."""
    if everyone.protocols[0].id != GATE:
        return
    causes = [cause for cause in everyone.causes if cause.protocol == GATE]
    diagrams = everyone.diagrams
    first = diagrams.any_of(diagrams.meet(cause.holds, RANK[cause.tier]) for cause in causes)
    less = diagrams.lower(everyone.tier, first)
    yield from _somebody(everyone, less, GATE, "The session ends below what the danger check came to.")


def never(everyone: Everyone) -> Iterator[Fault]:
    """What the author says must never be, and can be; or can never be meant at all."""
    protocol = everyone.protocols[-1]
    diagrams = everyone.diagrams
    for one in protocol.never:
        holds, _ = everyone.condition(protocol.id, one.when)
        if holds == NO:
            yield Fault(one.id, f"Nobody can be meant by {one.id!r}: its 'when' rules itself out.")
        less = diagrams.meet(holds, _below(everyone, one.below))
        yield from _somebody(everyone, less, one.id, f"{one.id!r}: somebody ends below {shown(one.below)}.")


def ends(everyone: Everyone) -> Iterator[Fault]:
    """A tier with nothing to do, or with nobody to reach. Below THIS WEEK the program itself says what to do."""
    diagrams = everyone.diagrams
    walked = _walked_to_the_end(everyone)
    for tier in TIERS[RANK[THIS_WEEK] :]:
        here = diagrams.meet(walked, diagrams.exactly(everyone.tier, RANK[tier]))
        if here == NO:
            continue
        done = diagrams.turn(diagrams.any_of(shown_at(everyone, tier, reach=False)))
        idle = f"At {shown(tier)} nothing to do is shown."
        yield from _somebody(everyone, diagrams.meet(here, done), tier, idle)
        reached = diagrams.turn(diagrams.any_of(shown_at(everyone, tier, reach=True)))
        yield from _somebody(
            everyone, diagrams.meet(here, reached), tier, f"At {shown(tier)} nobody to reach is named."
        )


def _walked_to_the_end(everyone: Everyone) -> int:
    """Whoever was asked everything: no emergency ended the questions. Those whom one did are Sweep.ended's."""
    ended = [
        everyone.condition(protocol.id, one.when)[0]
        for protocol in everyone.protocols
        for one in protocol.thresholds
        if one.interrupts
    ]
    return everyone.diagrams.turn(everyone.diagrams.any_of(ended))


def shown_at(everyone: Everyone, tier: str, *, reach: bool) -> Iterator[int]:
    """Where a step is shown at this tier that says what to do, or with ``reach`` whom to reach."""
    for protocol in everyone.protocols:
        for step in protocol.steps:
            roles = isinstance(step, Referral) and bool(dict(step.to).get(tier))
            if roles or (not reach and isinstance(step, Guidance) and step.do):
                yield everyone.condition(protocol.id, step.when, RANK[tier])[0]
