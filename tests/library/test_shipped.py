"""Every protocol that ships: no finding of any kind, and every scenario comes to its end."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from crisisaid.engine.advance import still_to_continue
from crisisaid.engine.answers import allowed, safest
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.engine.scripted import play, start, used
from crisisaid.library.checks_together import check_together
from crisisaid.library.files import PROTOCOL_FILE, SCENARIOS_FILE
from crisisaid.library.load import parse_protocol
from crisisaid.library.lock import check_lock, read_lock
from crisisaid.library.quality import quality
from crisisaid.library.scenarios import failures
from crisisaid.library.trial import trial
from crisisaid.model.event import Answered, Continued
from crisisaid.model.protocol import Checklist
from crisisaid.model.scenario import Scenario
from crisisaid.model.tier import CALL_NOW
from shipped import FOLDER, LIBRARY, LOADED, scenarios_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.event import Event, Started
    from crisisaid.model.state import Key, State

SCENARIOS = {protocol.id: scenarios_of(protocol) for protocol in LIBRARY.values()}
EVERY = [scenario for scenarios in SCENARIOS.values() for scenario in scenarios]


def test_no_finding_in_what_ships() -> None:
    assert [finding for loaded in LOADED for finding in loaded.findings] == []
    assert check_together(tuple(LIBRARY.values())) == ()
    assert len(LIBRARY) == 15


def test_released_protocols_are_the_locked_bytes() -> None:
    with open(os.path.join(FOLDER, "..", "protocols.lock"), encoding="utf-8") as file:
        lock = read_lock(file.read())
    for loaded in LOADED:
        assert loaded.protocol is not None
        assert check_lock(loaded.protocol, loaded.path.replace(os.sep, "/"), lock) == ()


@pytest.mark.parametrize("scenario", EVERY, ids=lambda scenario: f"{scenario.protocol}:{scenario.id}")
def test_scenario_comes_to_its_end(scenario: Scenario) -> None:
    assert failures(LIBRARY, scenario) == ()


@pytest.mark.parametrize("protocol_id", sorted(LIBRARY))
def test_nothing_is_found_that_an_author_would_be_told(protocol_id: str) -> None:
    """Every check for authors, on the day it is read again; docs/findings shows each of them finding something."""
    protocol = LIBRARY[protocol_id]
    path = os.path.join(FOLDER, protocol.id, protocol.version, PROTOCOL_FILE)
    with open(path, "rb") as file:
        assert parse_protocol(file.read(), path, quality(protocol.review_by)).findings == ()


@pytest.mark.parametrize("protocol_id", sorted(LIBRARY))
def test_its_scenarios_leave_nothing_untried(protocol_id: str) -> None:
    """Every threshold met by one and just missed by another, every step come by, every end on a source."""
    protocol = LIBRARY[protocol_id]
    path = os.path.join(FOLDER, protocol.id, protocol.version, SCENARIOS_FILE)
    with open(path, "rb") as file:
        tried = trial(LIBRARY, protocol, file.read(), path)
    assert tried.findings == ()
    assert len(tried.outcomes) == len(SCENARIOS[protocol_id])


@pytest.mark.parametrize("protocol_id", sorted(LIBRARY))
def test_the_scenarios_come_to_every_tier_and_every_channel(protocol_id: str) -> None:
    scenarios = SCENARIOS[protocol_id]
    tiers = {scenario.expect.tier for scenario in scenarios}
    own = {threshold.tier for threshold in LIBRARY[protocol_id].thresholds}
    assert {"keep_supporting", "not_finished", *own} <= tiers
    if LIBRARY[protocol_id].about == "person":
        assert {scenario.channel for scenario in scenarios} == {"in_person", "phone", "text_chat"}
        assert {scenario.about for scenario in scenarios} == {"person", "third_party"}


def test_every_emergency_of_the_gate_is_reached_within_three_prompts() -> None:
    """Counted as a supporter counts: the prompts shown before CALL NOW, each sign alone, everything else safest."""
    from crisisaid.engine.advance import next_prompt
    from crisisaid.engine.answers import safest
    from crisisaid.engine.fold import fold
    from crisisaid.engine.scripted import start
    from crisisaid.model.event import Answered, Shown
    from crisisaid.model.state import AskItem, AskTogether, ShowGuidance

    gate = LIBRARY["danger-now"]
    for sign in gate.items():
        if sign.tier != CALL_NOW:
            continue
        wanted = {sign.id, "strangled"} if sign.id == "strangled_signs" else {sign.id}
        events, prompts = [start(LIBRARY, "", channel="phone", country="GB")], 0
        while (state := fold(LIBRARY, events)).disposition.tier != CALL_NOW:
            prompt = next_prompt(LIBRARY, state)
            if isinstance(prompt, ShowGuidance):
                events.append(Shown(prompt.protocol, prompt.step))
                continue
            assert isinstance(prompt, AskItem | AskTogether), (sign.id, prompt)
            prompts += 1
            asked = prompt.items if isinstance(prompt, AskTogether) else (prompt.item,)
            known = {item.id: item for item in gate.items()}
            events += [Answered(gate.id, item, "yes" if item in wanted else safest(known[item])) for item in asked]
        assert prompts <= 3, sign.id


def test_a_scenario_that_expects_something_else_fails() -> None:
    """The control itself: switch the expectation and see it fail."""
    scenario = next(one for one in EVERY if one.expect.tier == CALL_NOW)
    wrong = scenario.but(expect=scenario.expect.but(tier="keep_supporting", interrupted=False))
    assert any("tier" in sentence for sentence in failures(LIBRARY, wrong))


@pytest.mark.parametrize("protocol_id", sorted(LIBRARY))
def test_the_rest_is_filled_in_as_if_each_answer_were_typed(protocol_id: str) -> None:
    """Filling a whole checklist at once comes to the same answers as one at a time, whatever is answered beside it."""
    dice = random.Random(protocol_id)
    protocol = LIBRARY[protocol_id]
    keys = [(protocol_id, item.id) for item in protocol.items()]
    for _ in range(12):
        answers = {key: dice.choice(allowed(protocol.item(key[1]))) for key in dice.sample(keys, min(3, len(keys)))}
        begun = start(LIBRARY, protocol_id, channel="phone")
        together = fold(LIBRARY, play(LIBRARY, begun, answers, fill=True))
        assert one_by_one(begun, answers).answers == together.answers


def one_by_one(begun: Started, answers: dict[Key, str]) -> State:
    events: list[Event] = [begun, *(Answered(*key, answer) for key, answer in answers.items())]
    while True:
        state = fold(LIBRARY, events)
        waiting = next(_waiting(state), None)
        if waiting:
            events.append(Answered(*waiting, safest(LIBRARY[waiting[0]].item(waiting[1]))))
        elif due := still_to_continue(LIBRARY, state):
            events += [Continued(used(LIBRARY, one.target), one.step) for one in due]
        else:
            return state


def _waiting(state: State) -> Iterator[Key]:
    for one in state.protocols:
        if one.id not in state.disposition.interrupted:
            page = Page(LIBRARY[one.id], state.answers, state.skipped, state.channel)
            for step in page.protocol.steps:
                items = step.items if isinstance(step, Checklist) else ()
                yield from ((one.id, item.id) for item in items if page.waiting(item.id))
