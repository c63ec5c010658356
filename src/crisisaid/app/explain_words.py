"""What establishes each tier, and the pairs on either side of each threshold, found by proof and put into words."""

from __future__ import annotations

from crisisaid.app.answers_file import answers_file
from crisisaid.app.words import HEADLINES
from crisisaid.model.explaining import EnoughFor, Established, Explained, Listed, Needed, NoPair, OneOfTwo, Pair
from crisisaid.proof.alone import ESTABLISHED
from crisisaid.proof.boundaries import DISAGREE, NO_SINGLE, NOBODY, boundaries, without_boundary
from crisisaid.proof.diagram import TooLarge
from crisisaid.proof.facts import BEFOREHAND, CHANNEL
from crisisaid.proof.people import concerns
from crisisaid.proof.prove import what_is_hard
from crisisaid.proof.replay import replay
from crisisaid.proof.session import everyone, pages
from crisisaid.proof.sufficient import sufficient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.boundaries import Boundary, NoBoundary
    from crisisaid.proof.everyone import Everyone
    from crisisaid.proof.people import Person
    from crisisaid.proof.session import Limits
    from crisisaid.proof.sufficient import Choice, Enough, Sufficient

    Library = Mapping[str, Protocol]

WHY_NONE = {
    NOBODY: "No answers meet it.",
    NO_SINGLE: "No single answer takes the tier away: two or more have to change together.",
    DISAGREE: "Proof and program do not come to the same tier: a fault of crisisaid. Please report it.",
}


def explained(library: Library, protocol: Protocol, tiers: Sequence[str], *, pairs: bool, limits: Limits) -> Explained:
    """The smallest sets of answers for these tiers (all of them when none is named), or the pairs."""
    result = Explained(protocol.id, protocol.version, protocol.digest)
    try:
        if pairs:
            return _with_pairs(result, library, protocol, limits)
        found = sufficient(protocol, tuple(tiers) or ESTABLISHED, limits)
    except TooLarge:
        return result.but(too_hard=f"It grew beyond its limits. {what_is_hard(protocol)}")
    return result.but(tiers=tuple(_established(protocol, one) for one in found))


def _established(protocol: Protocol, found: Sufficient) -> Established:
    ways = tuple(_enough(protocol, way) for way in found.ways)
    return Established(found.tier, ways, found.sets, found.patterns, found.whole)


def _enough(protocol: Protocol, way: Enough) -> EnoughFor:
    lists = tuple(Listed(one.at_least, tuple(_needed(protocol, choice) for choice in one.of)) for one in way.lists)
    return EnoughFor(tuple(_needed(protocol, choice) for choice in way.needs), lists, way.sets)


def _needed(protocol: Protocol, choice: Choice) -> Needed:
    return Needed(choice.item, protocol.item(choice.item).label, choice.answers)


def _with_pairs(result: Explained, library: Library, protocol: Protocol, limits: Limits) -> Explained:
    protocols = pages(library, protocol)
    everybody = everyone(protocols, limits)
    found = boundaries(everybody)
    pairs = tuple(_pair(one, everybody, library, protocols) for one in found)
    return result.but(pairs=pairs, without=tuple(_without(one) for one in without_boundary(everybody, found)))


def _pair(one: Boundary, everybody: Everyone, library: Library, protocols: tuple[Protocol, ...]) -> Pair:
    page, name = one.item
    told = {*concerns(everybody.facts, one.below), *concerns(everybody.facts, one.above)}
    items = {(protocol.id, item.id): item for protocol in protocols for item in protocol.items()}
    shared = tuple(
        (key[1], items[key].label, one.above.says[key].removesuffix(BEFOREHAND))
        for key in items
        if key in told and key != one.item
    )
    if CHANNEL in told:
        shared = (("channel", "How they are in touch", one.above.channel), *shared)
    people = zip((one.below, one.above), one.answers, one.tiers, strict=True)
    below, above = (_one_of_two(person, word, tier, library, protocols) for person, word, tier in people)
    tier = one.tiers[1]
    return Pair(one.threshold, tier, page, name, items[one.item].label, shared, below, above)


def _one_of_two(person: Person, answer: str, tier: str, library: Library, protocols: tuple[Protocol, ...]) -> OneOfTwo:
    found = replay(library, protocols, person)
    remark = f"A session with these answers ends at {HEADLINES[found.tier]}. Made by crisisaid protocol explain."
    return OneOfTwo(answer, tier, found.tier, answers_file(found, [remark]))


def _without(one: NoBoundary) -> NoPair:
    others = ", ".join(other.id for other in one.others)
    says = WHY_NONE.get(one.why, f"Wherever it holds, there is as much help already because of: {others}.")
    return NoPair(one.threshold, one.tier, says)
