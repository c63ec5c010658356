"""Faults put into the protocols that ship, one at a time: each is found, with people whom the engine plays to the end.

benchmarks/proof_faults.py tries the same ones with random walks and with the authored scenarios.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml

from crisisaid.app.proof_words import proof_of
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import play, start
from crisisaid.model.protocol import GATE
from crisisaid.model.tier import RANK
from crisisaid.proof.prove import prove
from crisisaid.proof.session import ANY, Limits
from crisisaid.proof.verdict import NOT_DECIDED, PROVED, VIOLATED
from shipped import LIBRARY

from .seeded import FAULTS, Seeded

if TYPE_CHECKING:
    from crisisaid.model.protocol import Protocol

COMPARED = ("worse", "unsure", "protective")
"""Shown by two people, of whom the first is the more worrying one and gets less."""

OF_NOBODY = ("reachable", "matters", "decides", "shadowed")
"""What nobody can come to has nobody to show."""


def named(one: Seeded) -> str:
    return f"{one.property}-{one.protocol}-{one.what}"


def played(library: dict[str, Protocol], protocol: Protocol, file: str) -> str:
    """Where an answers file comes to, as a scripted run reads it."""
    data = yaml.safe_load(file)
    gate, own = ("gate", "answers") if protocol.id != GATE else ("answers", "answers")
    answers = {(GATE, item): word for item, word in data[gate].items()}
    answers |= {(protocol.id, item): word for item, word in data[own].items()}
    answers |= {(name, item): word for name, some in data.get("also", {}).items() for item, word in some.items()}
    started = start(library, protocol.id, channel=data.get("channel", ""), about=data["about"])
    return fold(library, play(library, started, answers, also=data.get("also", ()))).disposition.tier


def test_there_are_fifty_of_many_kinds() -> None:
    assert len(FAULTS) >= 50
    assert len({named(one) for one in FAULTS}) == len(FAULTS)
    kinds = Counter(one.property for one in FAULTS)
    assert {"ends", "worse", "unsure", "protective", "stop", "within", "reachable", "never", "matters"} <= set(kinds)
    assert len({one.protocol for one in FAULTS}) >= 8


@pytest.mark.parametrize("one", FAULTS, ids=named)
def test_a_seeded_fault_is_found_and_its_people_replay(one: Seeded) -> None:
    faulty = one.made()
    library = {**LIBRARY, faulty.id: faulty}
    found = next(result for result in proof_of(library, faulty, ANY).results if result.property == one.property)
    assert found.state == VIOLATED
    people = [side for shown in found.shown for side in shown.sides]
    assert [played(library, faulty, side.file) for side in people] == [side.end for side in people]
    if one.property in COMPARED:
        assert all(
            len(shown.sides) == 2 and RANK[shown.sides[0].tier] < RANK[shown.sides[1].tier] for shown in found.shown
        )
    assert people or one.property in OF_NOBODY


@pytest.mark.parametrize("name", sorted({one.protocol for one in FAULTS}))
def test_without_the_fault_the_same_properties_are_proved(name: str) -> None:
    wanted = {one.property for one in FAULTS if one.protocol == name}
    states = {one.property: one.state for one in prove(LIBRARY, LIBRARY[name])}
    assert {states[one] for one in wanted} == {PROVED}


def test_a_limit_that_is_reached_is_not_decided_and_says_what_made_it_hard() -> None:
    protocol = LIBRARY["suicide-first-response"]
    for verdict in prove(LIBRARY, protocol, Limits(30, None)):
        if verdict.state != PROVED:
            assert verdict.state == NOT_DECIDED
            assert "Furthest apart" in verdict.says
    ended = prove(LIBRARY, protocol, Limits(250_000, lambda: True))
    assert {one.state for one in ended} <= {NOT_DECIDED, PROVED}
    assert NOT_DECIDED in {one.state for one in ended}
