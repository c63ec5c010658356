"""Proofs in words: each verdict as a sentence, and each example as one person or two, side by side."""

from __future__ import annotations

from math import prod

from crisisaid.app.answers_file import answers_file
from crisisaid.app.words import HEADLINES
from crisisaid.model.proving import Proof, Result, Shown, Side
from crisisaid.proof.facts import BEFOREHAND, CHANNEL
from crisisaid.proof.people import concerns, session
from crisisaid.proof.prove import prove
from crisisaid.proof.replay import replay
from crisisaid.proof.session import facts_of, pages
from crisisaid.proof.verdict import PROPERTIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Key
    from crisisaid.proof.people import Person
    from crisisaid.proof.session import Limits
    from crisisaid.proof.verdict import Fault, Verdict

    Library = Mapping[str, Protocol]
    Pages = tuple[Protocol, ...]


def proof_of(library: Library, protocol: Protocol, limits: Limits) -> Proof:
    """Every property of a protocol, with examples. ``library`` holds the danger check and what it sends on to."""
    verdicts = prove(library, protocol, limits)
    results = tuple(_result(one, library, pages(library, protocol)) for one in verdicts)
    return Proof(protocol.id, protocol.version, protocol.digest, combinations(library, protocol), results)


def combinations(library: Library, protocol: Protocol) -> int:
    """How many combinations of facts a proof is about: every answer to every item, also of the danger check."""
    return prod(sum(fact.ways) for fact in facts_of(pages(library, protocol)).values())


def result(name: str, state: str, says: str) -> Result:
    """A result without examples."""
    return Result(name, PROPERTIES[name], state, says)


def _result(verdict: Verdict, library: Library, protocols: Pages) -> Result:
    shown = tuple(_shown(fault, library, protocols) for fault in verdict.faults)
    return result(verdict.property, verdict.state, verdict.says).but(shown=shown)


def _shown(fault: Fault, library: Library, protocols: Pages) -> Shown:
    people = [_everything(person, protocols) for person in fault.people]
    facts = list(facts_of(protocols).values())
    told = {key for person in people for key in concerns(facts, person)}
    return Shown(fault.about, fault.says, tuple(_side(person, told, library, protocols) for person in people))


def _everything(person: Person, protocols: Pages) -> Person:
    """The same person with nothing of concern in the danger check, where the proof did not ask it."""
    safe = {key: fact.words[fact.cost.index(0)] for key, fact in facts_of(protocols).items() if key != CHANNEL}
    return person.but(says={**safe, **{key: word for key, word in person.says.items() if key in safe}})


def _side(person: Person, told: set[Key], library: Library, protocols: Pages) -> Side:
    played = session(library, protocols, person)
    found = replay(library, protocols, person)
    says = []
    if CHANNEL in told:
        says.append(("channel", "How they are in touch", person.channel, True))
    for protocol in protocols:
        for item in protocol.items():
            key = (protocol.id, item.id)
            if key in told:
                word = person.says[key].removesuffix(BEFOREHAND)
                says.append((item.id, item.label, word, key in played.answers))
    remark = f"A session with these answers ends at {HEADLINES[found.tier]}. Made by crisisaid protocol prove."
    return Side(tuple(says), played.tier, found.tier, answers_file(found, [remark]))
