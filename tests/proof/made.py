"""Small protocols drawn by seed, made into those of the model, and what the proof room says of them."""

from __future__ import annotations

from random import Random

from crisisaid.model.protocol import Never, Protocol
from crisisaid.proof.prove import prove
from crisisaid.proof.verdict import Verdict
from engine import build, random_protocols
from engine.oracle import Plain

from .second import facts_of

MANY = 4000
"""More people than this are not gone through one by one in every test."""


def drawn(seed: int, most: int = MANY) -> list[Plain]:
    """A protocol, or a danger check with another behind it; about half of them with faults put in."""
    rng = Random(seed)
    while True:
        plains = [random_protocols.small(rng, "alone", most=5)]
        if rng.randint(0, 2) == 0:
            plains = random_protocols.behind_another(rng, most=3)
        elif rng.randint(0, 1):
            plains[0]["for"] = "supporter"
        if rng.randint(0, 4) == 0:
            random_protocols.known_from_elsewhere(rng, plains[-1])
        if rng.randint(0, 1):
            plains[-1] = random_protocols.without_fitting(rng, plains[-1])
        if people_of(plains) <= most:
            return plains


def people_of(plains: list[Plain]) -> int:
    """How many different people there are."""
    found = 1
    for words in facts_of(plains).values():
        found *= len(words)
    return found


def protocol(plain: Plain) -> Protocol:
    """With "never", "within" and "for", which the engine has nothing to do with."""
    never = tuple(
        Never(one["id"], build.condition(one["when"]), one["below"], "Because.") for one in plain.get("never", ())
    )
    within = tuple(plain.get("within", {}).items())
    return build.protocol(plain).but(never=never, within=within, about=plain.get("for", "person"))


def library(plains: list[Plain]) -> dict[str, Protocol]:
    """All of these, by id."""
    return {plain["id"]: protocol(plain) for plain in plains}


def verdicts(shelf: dict[str, Protocol], name: str) -> dict[str, Verdict]:
    """What the proof room says of a protocol of this shelf, by property."""
    return {one.property: one for one in prove(shelf, shelf[name])}
