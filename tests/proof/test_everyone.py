"""The diagrams against the engine: random people, through random protocols and the shipped ones, and the same tier."""

from __future__ import annotations

import os
import random

import pytest

from crisisaid.proof import everyone as room
from crisisaid.proof.people import person_of, session
from crisisaid.proof.prove import prove
from crisisaid.proof.session import everyone, pages
from crisisaid.proof.verdict import NOT_STATED, PROVED
from engine import build, random_protocols
from shipped import LIBRARY

PROTOCOLS = int(os.environ.get("CRISISAID_PROTOCOLS", "120"))
PEOPLE = 30


def differing(protocols: int, seed: int) -> int:
    """How many people come to another tier in the engine than in the diagrams."""
    rng, found = random.Random(seed), 0
    for _ in range(protocols):
        walked = tuple(build.library(*random_protocols.pair(rng)).values())
        whole = everyone(walked)
        for _ in range(PEOPLE):
            person = person_of(whole.facts, [rng.randrange(len(fact.words)) for fact in whole.facts])
            found += session({}, walked, person).tier != whole.tier_of(person)
    return found


def test_engine_and_diagrams_agree_about_everybody() -> None:
    assert differing(PROTOCOLS, 20261123) == 0


def test_a_prover_that_forgets_who_is_asked_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.Everyone, "answered", room.Everyone.truth)
    assert differing(40, 20261123) > 0


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_shipped_protocol_is_proved_on_every_property(name: str) -> None:
    protocol = LIBRARY[name]
    left = {one.property: one.state for one in prove(LIBRARY, protocol) if one.state != PROVED}
    assert left == {"not_weaker": NOT_STATED}
    rng = random.Random(7)
    whole = everyone(pages(LIBRARY, protocol))
    for _ in range(10):
        words = [fact.cost.index(0) if rng.random() < 0.9 else rng.randrange(len(fact.words)) for fact in whole.facts]
        person = person_of(whole.facts, words)
        assert session(LIBRARY, whole.protocols, person).tier == whole.tier_of(person)
