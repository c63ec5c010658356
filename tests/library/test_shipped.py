"""Every protocol that ships: no finding, every scenario comes to its end, every threshold is met and just missed."""

from __future__ import annotations

import os

import pytest

from crisisaid.app.bookshelf import protocols_folder
from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.library.checks_together import check_together
from crisisaid.library.load import SCENARIOS_FILE, load_folder
from crisisaid.library.lock import check_lock, read_lock
from crisisaid.library.scenarios import end_of, failures, parse_scenarios
from crisisaid.model.protocol import Checklist, Guidance, Protocol, Referral
from crisisaid.model.scenario import Scenario
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, THIS_WEEK

FOLDER = protocols_folder()
LOADED = load_folder(FOLDER)
LIBRARY = {loaded.protocol.id: loaded.protocol for loaded in LOADED if loaded.protocol}


def scenarios_of(protocol: Protocol) -> tuple[Scenario, ...]:
    path = os.path.join(FOLDER, protocol.id, protocol.version, SCENARIOS_FILE)
    with open(path, "rb") as file:
        scenarios, findings = parse_scenarios(file.read(), path)
    assert findings == ()
    return scenarios


SCENARIOS = {protocol.id: scenarios_of(protocol) for protocol in LIBRARY.values()}
EVERY = [scenario for scenarios in SCENARIOS.values() for scenario in scenarios]


def test_no_finding_in_what_ships() -> None:
    assert [finding for loaded in LOADED for finding in loaded.findings] == []
    assert check_together(tuple(LIBRARY.values())) == ()
    assert set(LIBRARY) >= {"danger-now", "suicide-first-response"}


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
def test_every_threshold_is_met_by_one_scenario_and_missed_by_another(protocol_id: str) -> None:
    protocol = LIBRARY[protocol_id]
    met: dict[str, int] = {}
    for scenario in SCENARIOS[protocol_id]:
        state = end_of(LIBRARY, scenario)
        page = Page(protocol, state.answers, state.skipped, state.channel)
        for threshold in protocol.thresholds:
            met[threshold.id] = met.get(threshold.id, 0) + (truth(threshold.when, page) is True)
    total = len(SCENARIOS[protocol_id])
    assert {name: count for name, count in met.items() if not 0 < count < total} == {}


@pytest.mark.parametrize("protocol_id", sorted(LIBRARY))
def test_the_scenarios_come_to_every_tier_and_every_channel(protocol_id: str) -> None:
    scenarios = SCENARIOS[protocol_id]
    tiers = {scenario.expect.tier for scenario in scenarios}
    assert {"keep_supporting", "not_finished", "before_you_part", "call_now"} <= tiers
    assert {scenario.channel for scenario in scenarios} == {"in_person", "phone", "text_chat"}
    assert {scenario.about for scenario in scenarios} == {"person", "third_party"}


@pytest.mark.parametrize("scenario", EVERY, ids=lambda scenario: f"{scenario.protocol}:{scenario.id}")
def test_each_scenario_names_a_source_its_end_rests_on(scenario: Scenario) -> None:
    known = {source.id for source in LIBRARY[scenario.protocol].sources}
    assert scenario.source in known


@pytest.mark.parametrize("protocol_id", sorted(LIBRARY))
def test_every_item_teaches_and_every_red_flag_clarifies(protocol_id: str) -> None:
    for item in LIBRARY[protocol_id].items():
        assert item.why, item.id
        assert item.sources or item.kind == "context", item.id
        assert item.clarify or not item.tier, item.id


@pytest.mark.parametrize("protocol_id", sorted(LIBRARY))
def test_whoever_must_be_reached_is_named_for_each_tier(protocol_id: str) -> None:
    protocol = LIBRARY[protocol_id]
    named = {tier for step in protocol.steps if isinstance(step, Referral) for tier, roles in step.to if roles}
    wanted = {threshold.tier for threshold in protocol.thresholds} | {BEFORE_YOU_PART, CALL_NOW}
    assert wanted - {THIS_WEEK} <= named
    assert THIS_WEEK not in wanted or THIS_WEEK in named


@pytest.mark.parametrize("protocol_id", sorted(LIBRARY))
def test_every_source_is_used_and_no_line_is_too_long_to_say(protocol_id: str) -> None:
    protocol = LIBRARY[protocol_id]
    cited = {name for threshold in protocol.thresholds for name in threshold.sources}
    for step in protocol.steps:
        cited |= set(getattr(step, "sources", ()))
        for item in step.items if isinstance(step, Checklist) else ():
            cited |= set(item.sources)
        if isinstance(step, Guidance):
            assert all(len(text) <= 400 for text in (*step.do, *step.say, *step.avoid))
    assert {source.id for source in protocol.sources} - cited == set()


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
