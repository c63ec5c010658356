"""A scenario notices a fault exactly when it would fail on the faulty protocol, whichever way that is found out."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from test_shipped import LIBRARY, SCENARIOS

from crisisaid.engine.page import Page
from crisisaid.library import mutant_trial
from crisisaid.library.load import parse_protocol
from crisisaid.library.mutant_trial import Rehearsal
from crisisaid.library.scenarios import end_of, failures
from crisisaid.model.protocol import GATE, Protocol
from crisisaid.model.scenario import Expected, Scenario
from crisisaid.proof.mutants import OPERATORS, Mutant, mutants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.state import State

HEAD = """\
format: crisisaid/protocol/v1
version: "1.1.0"
status: draft
title: "An example"
summary: "Only for tests."
for: supporter
sources:
  - {id: one, title: "T", publisher: "P", year: "n.d.", url: "https://example.org/", licence: "L"}
otherwise: keep_supporting
needs_review: [{at: [one], says: "N."}]
"""
SEEN = """\
id: seen
steps:
  - id: looked
    kind: checklist
    title: "Looked"
    items:
      - {id: alone, kind: warning_sign, how: ask, label: "A", text: "A?"}
      - {id: seen_out, kind: warning_sign, how: ask, label: "S", text: "S?", channels: [in_person]}
thresholds: []
"""
ASKED = """\
id: asked
steps:
  - id: first
    kind: checklist
    title: "First"
    items:
      - {id: w, kind: warning_sign, how: ask, label: "W", text: "W?"}
      - {id: alone, kind: warning_sign, how: ask, label: "A", text: "A?", same_as: seen/alone}
      - {id: friend, kind: protective, how: ask, label: "F", text: "F?"}
      - {id: safe_place, kind: protective, how: notice, label: "P", text: "P.", channels: [in_person]}
  - id: second
    kind: checklist
    title: "Second"
    when: {possible: w}
    items:
      - {id: f, kind: red_flag, how: ask, label: "F", text: "F?", clarify: "C.", tier: before_you_part, sources: [one]}
  - {id: on, kind: continue, to: seen, title: "On", when: {possible: f}, why: "W."}
thresholds:
  - {id: flag, tier: before_you_part, when: f, because: "B.", sources: [one]}
  - {id: no-friend, tier: this_week, when: {all: [w, {absent: friend}]}, because: "B.", sources: [one]}
  - {id: no-place, tier: this_week, when: {all: [w, {absent: safe_place}]}, because: "B.", sources: [one]}
  - {id: all-alone, tier: this_week, when: {possible: alone}, because: "B.", sources: [one]}
"""


def read(text: str) -> Protocol:
    loaded = parse_protocol((HEAD + text).encode(), "example.yaml")
    assert loaded.protocol is not None, loaded.findings
    return loaded.protocol


MOST = 16
"""So many scenarios of what ships are played in full for one fault."""

SMALL = {"seen": read(SEEN), "asked": read(ASKED)}


def scenario(name: str, expect: Expected, channel: str = "in_person", rest: str = "safest", **answers: str) -> Scenario:
    return Scenario(name, name, "asked", answers, {}, expect, channel=channel, rest=rest)


def noticed_by(mutant: Mutant, *scenarios: Scenario) -> tuple[str, ...]:
    rehearsal = Rehearsal(SMALL, "asked", scenarios)
    found = rehearsal.failing(mutant)
    assert rehearsal.is_caught(mutant) == bool(found)
    return found


def fault(operator: str, place: str) -> Mutant:
    (found,) = [one for one in mutants(SMALL["asked"]) if (one.operator, one.place) == (operator, place)]
    return found


CLEAR = scenario("clear", Expected("this_week", reasons=("no-friend",), not_applicable=()), w="yes", friend="no")
SKIPPED = scenario("skipped", Expected("this_week", reasons=("no-friend",)), w="yes", friend="skipped")
UNSURE = scenario("unsure", Expected("this_week", reasons=("no-friend",)), w="yes", friend="unsure")
NOTHING = scenario("nothing", Expected("keep_supporting", not_applicable=("f",)))
FLAG = scenario("flag", Expected("before_you_part", reasons=("flag", "f"), continues=("seen",)), w="yes", f="yes")


def test_only_what_tries_the_fault_notices_it() -> None:
    every = (CLEAR, SKIPPED, UNSURE, NOTHING, FLAG)
    assert noticed_by(fault("threshold-dropped", "no-friend"), *every) == ("clear", "skipped", "unsure")
    assert noticed_by(fault("absence-misread", "friend"), *every) == ("skipped",)
    assert noticed_by(fault("unsure-misread", "friend"), *every) == ("unsure",)
    assert noticed_by(fault("threshold-dropped", "flag"), *every) == ("flag",)
    assert noticed_by(fault("continue-dropped", "on"), *every) == ("flag",)
    assert noticed_by(fault("guard-dropped", "second"), *every) == ("nothing",)
    assert noticed_by(fault("skip-misread", "w"), *every) == ()


def test_no_scenario_notices_nothing() -> None:
    assert noticed_by(fault("threshold-dropped", "flag")) == ()


def test_what_cannot_be_known_on_the_channel_is_a_skip() -> None:
    by_phone = scenario("by phone", Expected("this_week", reasons=("no-place",)), "phone", w="yes")
    assert noticed_by(fault("absence-misread", "safe_place"), by_phone, CLEAR) == ("by phone",)


def test_an_answer_that_came_from_another_protocol_is_misread_too() -> None:
    """The other protocol is walked first, as the danger check is; its own item reads what was said."""
    library = {"seen": SMALL["seen"].but(id=GATE), "asked": read(ASKED.replace("seen/alone", f"{GATE}/alone"))}
    library["asked"] = library["asked"].but(about="person", steps=library["asked"].steps[:2])
    library[GATE] = library.pop("seen")
    unsure = scenario("unsure", Expected("this_week", reasons=("all-alone",))).but(gate={"alone": "unsure"})
    assert failures(library, unsure) == ()
    (misread,) = [one for one in mutants(library["asked"]) if (one.operator, one.place) == ("unsure-misread", "alone")]
    assert Rehearsal(library, "asked", [unsure]).failing(misread) == ("unsure",)


def test_an_answer_to_an_item_that_is_not_there_is_not_given() -> None:
    not_shown = scenario("not shown", Expected("keep_supporting", not_applicable=("f",)))
    assert noticed_by(fault("item-dropped", "f"), not_shown, FLAG) == ("flag",)
    only_tier = scenario("only tier", Expected("before_you_part"), w="yes", f="yes")
    assert noticed_by(fault("item-dropped", "f"), only_tier) == ("only tier",)


def test_what_fails_on_the_protocol_as_it_is_notices_nothing_by_failing_again() -> None:
    broken = scenario("broken", Expected("call_now"), w="no")
    assert failures(SMALL, broken) != ()
    assert noticed_by(fault("threshold-dropped", "flag"), broken) == ()
    broken_but_useful = scenario("useful", Expected("before_you_part", not_asked=("w",)), w="yes", f="yes")
    assert noticed_by(fault("red-flag-softened", "f"), broken_but_useful) == ()
    assert noticed_by(fault("tier-down", "flag"), broken_but_useful) == ()
    assert noticed_by(fault("item-dropped", "f"), broken_but_useful) == ("useful",)


def test_a_session_that_never_comes_by_the_protocol_notices_nothing() -> None:
    dropped = next(one for one in mutants(SMALL["seen"]) if one.operator == "item-dropped")
    assert Rehearsal(SMALL, "seen", [CLEAR]).failing(dropped) == ()


def test_the_danger_check_can_be_put_to_the_scenarios_of_others() -> None:
    """What was noted in the first look counts in the protocol that comes after it."""
    made = mutants(LIBRARY[GATE])
    dropped = next(one for one in made if (one.operator, one.place) == ("item-dropped", "about_to_act"))
    some = SCENARIOS["suicide-first-response"][:MOST]
    found = Rehearsal(LIBRARY, GATE, some).failing(dropped)
    assert found == brute_force(GATE, dropped, some)
    assert found == tuple(one.id for one in some if "about_to_act" in one.gate)


def brute_force(place: str, mutant: Mutant, scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """Every scenario from its beginning to its end on the faulty protocol, in the way in which protocols are tested."""
    faulty = {**LIBRARY, place: mutant.protocol}
    found = []
    for one in scenarios:
        end = end_of(LIBRARY, one)
        if set(failures(faulty, changed(one, mutant, place, end))) - set(failures(LIBRARY, one, end)):
            found.append(one.id)
    return tuple(found)


def changed(one: Scenario, mutant: Mutant, place: str, end: State) -> Scenario:
    """The scenario with the answers that the variant takes, as it takes them."""
    page = Page(LIBRARY[place], end.answers, end.skipped, end.channel)
    read = {item: taken for item, answer, taken in mutant.read_as if page.known(item) == answer}
    asked = {item.id for item in mutant.protocol.items()}

    def given(answers: Mapping[str, str], protocol: str) -> Mapping[str, str]:
        return {k: v for k, v in {**answers, **read}.items() if k in asked} if protocol == place else answers

    left = [item for item in one.expect.not_applicable if item in asked or one.protocol != place]
    expect = one.expect.but(not_applicable=tuple(left))
    return one.but(answers=given(one.answers, one.protocol), gate=given(one.gate, GATE), expect=expect)


def shipped(operator: str) -> tuple[str, Mutant]:
    """One fault of this kind in what ships, always the same one."""
    dice = random.Random(operator)
    names = sorted(LIBRARY)
    dice.shuffle(names)
    for name in names:
        made = [one for one in mutants(LIBRARY[name]) if one.operator == operator]
        if made:
            return name, dice.choice(made)
    raise AssertionError(operator)


@pytest.mark.parametrize("operator", OPERATORS)
def test_the_same_scenarios_fail_as_when_each_is_played_in_full(operator: str) -> None:
    place, mutant = shipped(operator)
    some = random.Random(operator).sample(SCENARIOS[place], MOST)
    rehearsal = Rehearsal(LIBRARY, place, some)
    expected = brute_force(place, mutant, some)
    assert rehearsal.failing(mutant) == expected
    assert rehearsal.is_caught(mutant) == bool(expected)


def test_every_scenario_that_ships_goes_its_usual_way() -> None:
    for name, scenarios in SCENARIOS.items():
        played = Rehearsal(LIBRARY, name, scenarios).played
        assert [one.scenario for one in played] == [*scenarios]
        assert all(one.failures == frozenset() for one in played)


def test_a_session_that_is_not_played_again_where_it_should_be_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control itself: with it switched off a fault goes unnoticed."""
    dropped = fault("threshold-dropped", "no-friend")
    assert noticed_by(dropped, CLEAR) == ("clear",)
    monkeypatch.setattr(mutant_trial, "weighs_otherwise", lambda *_: False)
    assert noticed_by(dropped, CLEAR) == ()
