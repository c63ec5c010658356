"""Prove: every property of one protocol, each proved, violated with the smallest example, or not decided."""

from __future__ import annotations

from crisisaid.engine.evaluate import literals
from crisisaid.engine.scripted import start
from crisisaid.model.protocol import GATE, SUPPORTER
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW
from crisisaid.proof import properties, purposes
from crisisaid.proof.diagram import TooLarge
from crisisaid.proof.people import concerns, session
from crisisaid.proof.session import ANY, everyone, pages
from crisisaid.proof.stopping import Sweep
from crisisaid.proof.verdict import NOT_DECIDED, NOT_STATED, PROPERTIES, PROVED, VIOLATED, Fault, Verdict, shown
from crisisaid.proof.weaker_people import weaker_than

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.everyone import Everyone
    from crisisaid.proof.session import Limits

FAULT_OF_OURS = "Proof and program do not agree: a fault of crisisaid. Please report it."

OF_EVERYONE = {
    "ends": properties.ends,
    "worse": properties.worse,
    "unsure": properties.unsure,
    "red_flags": properties.red_flags,
    "protective": properties.protective,
    "reachable": purposes.reachable,
    "decides": purposes.decides,
    "shadowed": purposes.shadowed,
    "matters": purposes.matters,
}


def prove(library: Mapping[str, Protocol], protocol: Protocol, limits: Limits = ANY) -> tuple[Verdict, ...]:
    """The verdict on each property, in the order of PROPERTIES.

    ``library`` holds the danger check that comes before, and whatever the protocol sends on to. Whoever is shown as an
    example has been played through the engine: where the program does not come to the tier that the proof says, that
    is said and nothing is decided.
    """
    protocols = pages(library, protocol)
    found = {one.property: one for one in _of_everyone(library, protocols, limits)}
    for one in _of_stopping(protocol, limits):
        found[one.property] = _joined(found[one.property], one) if one.property in found else one
    found["not_weaker"] = _of_the_original(library, protocol, limits)
    return tuple(found[name] for name in PROPERTIES)


def _of_the_original(library: Mapping[str, Protocol], protocol: Protocol, limits: Limits) -> Verdict:
    """The newest version of what the protocol was adapted from is what counts: an update there is looked at at once."""
    origin = protocol.derived_from.partition("@")[0]
    if not origin:
        return Verdict("not_weaker", NOT_STATED, "It was not adapted from another protocol.")
    if origin not in library:
        return Verdict("not_weaker", NOT_DECIDED, f"There is no protocol {origin!r} here to compare it with.")
    original = library[origin]
    if original.about != protocol.about:
        return Verdict("not_weaker", NOT_DECIDED, "Only one of the two is about the supporter: nobody can be compared.")
    try:
        faults, agreed = weaker_than(library, original, protocol, limits)
    except TooLarge:
        return _too_hard("not_weaker", (protocol,))
    if not agreed:
        return Verdict(
            "not_weaker", NOT_DECIDED, "Proof and program do not agree: a fault of crisisaid. Please report it."
        )
    return Verdict("not_weaker", VIOLATED if faults else PROVED, f"It was adapted from {origin}.", faults)


def _joined(one: Verdict, other: Verdict) -> Verdict:
    """One verdict from two halves of a property: proved only when both are."""
    worst = min(one, other, key=lambda verdict: (VIOLATED, NOT_DECIDED, PROVED).index(verdict.state))
    return worst.but(faults=(*one.faults, *other.faults))


def _of_everyone(library: Mapping[str, Protocol], protocols: tuple[Protocol, ...], limits: Limits) -> Iterator[Verdict]:
    names = (*OF_EVERYONE, "gate", "never")
    try:
        whole = everyone(protocols, limits)
    except TooLarge:
        yield from (_too_hard(name, protocols) for name in names)
        return
    for name in names:
        try:
            yield _verdict(name, _faults(name, whole, library), whole, library)
        except TooLarge:
            yield _too_hard(name, protocols)


def _faults(name: str, whole: Everyone, library: Mapping[str, Protocol]) -> Iterable[Fault]:
    protocol = whole.protocols[-1]
    if name == "gate":
        return (*_begins_with_the_gate(library, protocol), *properties.gate(whole))
    if name == "never":
        return properties.never(whole)
    return OF_EVERYONE[name](whole)


def _begins_with_the_gate(library: Mapping[str, Protocol], protocol: Protocol) -> Iterator[Fault]:
    """Whether a session with this protocol really starts with the danger check."""
    if protocol.about == SUPPORTER or protocol.id == GATE:
        return
    here = {**library, protocol.id: protocol}
    gate = start(here, protocol.id).gate if GATE in here else None
    if gate is None or gate.id != GATE:
        yield Fault(GATE, "A session with this protocol does not begin with the danger check.")


def _verdict(name: str, faults: Iterable[Fault], whole: Everyone, library: Mapping[str, Protocol]) -> Verdict:
    found = sorted(faults, key=lambda fault: [len(concerns(whole.facts, person)) for person in fault.people])
    wrong = [fault for fault in found if not _really_so(fault, whole, library)]
    if wrong:
        says = f"Proof and program do not agree about {wrong[0].about!r}: a fault of crisisaid. Please report it."
        return Verdict(name, NOT_DECIDED, says)
    if found:
        return Verdict(name, VIOLATED, faults=tuple(found))
    protocol = whole.protocols[-1]
    if name == "gate" and len(whole.protocols) == 1:
        about = "It is the danger check." if protocol.id == GATE else "It is about the supporter."
        return Verdict(name, PROVED, f"{about} Nothing comes before it.")
    if name == "never" and not protocol.never:
        return Verdict(name, NOT_STATED, "The protocol states nothing under 'never'.")
    return Verdict(name, PROVED)


def _really_so(fault: Fault, whole: Everyone, library: Mapping[str, Protocol]) -> bool:
    """Whether the engine comes to the tier that the proof says, for everybody who is shown."""
    ends = ((session(library, whole.protocols, person).tier, whole.tier_of(person)) for person in fault.people)
    return all(played == said for played, said in ends)


def _too_hard(name: str, protocols: tuple[Protocol, ...]) -> Verdict:
    return Verdict(name, NOT_DECIDED, f"It grew beyond its limits. {what_is_hard(protocols[-1])}")


def what_is_hard(protocol: Protocol) -> str:
    """What reaches furthest over the page, for that is what makes a proof hard; and how to restructure it."""
    at = {item.id: number for number, item in enumerate(protocol.items())}
    named = [(f"threshold {one.id!r}", one.when) for one in protocol.thresholds]
    named += [(f"step {step.id!r}", step.when) for step in protocol.steps]
    spans = []
    for name, when in named:
        places = [at[literal.item] for literal in literals(when) if literal.item in at]
        if places:
            spans.append((max(places) - min(places), name))
    far = ", ".join(name for _, name in sorted(spans, reverse=True)[:3])
    return f"Furthest apart are the items of: {far}. Ask together what is weighed together, or split the protocol."


def _of_stopping(protocol: Protocol, limits: Limits) -> Iterator[Verdict]:
    try:
        sweep = Sweep(protocol, limits)
        for name, faults in (("stop", tuple(sweep.stop())), ("ends", tuple(sweep.ended()))):
            yield Verdict(name, VIOLATED if faults else PROVED, faults=faults)
    except TooLarge:
        yield _too_hard("stop", (protocol,))
        yield _too_hard("ends", (protocol,))
        yield _too_hard("within", (protocol,))
        return
    try:
        yield _within(sweep, protocol)
    except TooLarge:
        yield _too_hard("within", (protocol,))


def _within(sweep: Sweep, protocol: Protocol) -> Verdict:
    slowest = [found for tier in (CALL_NOW, BEFORE_YOU_PART) if (found := sweep.slowest(tier))]
    says = "; ".join(f"{shown(one.tier)} after at most {one.prompts}" for one in slowest) or "no answers lead there"
    if not protocol.within:
        return Verdict("within", NOT_STATED, f"The protocol states nothing under 'within'. Prompts: {says}.")
    stated = dict(protocol.within)
    late = [one for one in slowest if one.prompts > stated.get(one.tier, one.prompts)]
    can = "{} can take {} prompts; stated are {}."
    faults = tuple(
        Fault(one.tier, can.format(shown(one.tier), one.prompts, stated[one.tier]), (one.person,)) for one in late
    )
    return Verdict("within", VIOLATED if faults else PROVED, f"Prompts: {says}.", faults)
