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
from crisisaid.model.protocol import GATE, SUPPORTER
from crisisaid.model.tier import RANK
from crisisaid.proof.everyone import Everyone
from crisisaid.proof.prove import prove
from crisisaid.proof.session import ANY, Limits
from crisisaid.proof.verdict import NOT_DECIDED, NOT_STATED, PROPERTIES, PROVED, VIOLATED
from shipped import LIBRARY

from .seeded import FAULTS, Seeded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.known import Cause

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
    """All but what no edit of one protocol can break: see below, and tests/cli/test_cli_waive.py for "not_weaker"."""
    assert len(FAULTS) >= 50
    assert len({named(one) for one in FAULTS}) == len(FAULTS)
    kinds = Counter(one.property for one in FAULTS)
    assert set(kinds) == set(PROPERTIES) - {"red_flags", "gate", "not_weaker"}
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


def test_a_library_without_the_danger_check_is_found_by_every_protocol_about_the_person() -> None:
    without = {name: protocol for name, protocol in LIBRARY.items() if name != GATE}
    for protocol in without.values():
        found = {one.property: one for one in prove(without, protocol)}["gate"]
        assert found.state == (PROVED if protocol.about == SUPPORTER else VIOLATED), protocol.id


@pytest.mark.parametrize("one", [one for one in FAULTS if one.protocol == "self-harm"], ids=named)
def test_no_fault_takes_a_red_flag_from_its_tier(one: Seeded) -> None:
    """The engine sees to that, not the protocol: whoever forgets it in the engine or the room breaks these."""
    faulty = one.made()
    found = {verdict.property: verdict for verdict in prove({**LIBRARY, faulty.id: faulty}, faulty)}
    assert found["red_flags"].state == PROVED


def test_a_room_that_forgets_the_red_flags_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two ways: the property sees it, and the engine, which comes to another tier."""
    real = Everyone._highest

    def forgetful(self: Everyone, causes: Iterable[Cause]) -> int:
        return real(self, [cause for cause in causes if cause.kind != "red_flag"])

    monkeypatch.setattr(Everyone, "_highest", forgetful)
    found = {one.property: one for one in prove(LIBRARY, LIBRARY["self-harm"])}["red_flags"]
    assert found.state == NOT_DECIDED
    assert "do not agree" in found.says


def test_a_limit_that_is_reached_is_not_decided_and_says_what_made_it_hard() -> None:
    protocol = LIBRARY["suicide-first-response"]
    for verdict in prove(LIBRARY, protocol, Limits(30, None)):
        if verdict.state not in (PROVED, NOT_STATED):
            assert verdict.state == NOT_DECIDED
            assert "Furthest apart" in verdict.says
    ended = prove(LIBRARY, protocol, Limits(250_000, lambda: True))
    assert {one.state for one in ended} <= {NOT_DECIDED, NOT_STATED, PROVED}
    assert NOT_DECIDED in {one.state for one in ended}
