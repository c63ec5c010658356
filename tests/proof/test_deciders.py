"""Two deciders that share no code say the same of every property: diagrams, and looking at every person.

CRISISAID_DECIDED sets how many random protocols, about half of them with faults put in; 1500 were gone through for
docs/proof.md. Each fault that is reported is also played: its people come to the stated ends in the engine.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

from . import made
from .compared import compare

MANY = int(os.environ.get("CRISISAID_DECIDED", "200"))
AT_ONCE = 20
SEEN: Counter[tuple[str, str]] = Counter()


@pytest.mark.parametrize("first", range(0, MANY, AT_ONCE))
def test_both_deciders_agree_on_random_protocols(first: int) -> None:
    for seed in range(first, min(first + AT_ONCE, MANY)):
        states = compare(made.drawn(seed, 1500), sessions=3)
        SEEN.update(states.items())


BOTH_WAYS = (
    "worse",
    "unsure",
    "protective",
    "ends",
    "stop",
    "within",
    "reachable",
    "decides",
    "shadowed",
    "matters",
    "never",
)
"""No protocol can violate "red_flags": that a red flag reaches its tier is the engine's own rule."""


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_the_protocols_show_a_property_both_ways(name: str) -> None:
    """Else the comparison would say little: each was proved of some of them, and violated by some."""
    assert SEEN[name, "proved"]
    assert SEEN[name, "violated"]
