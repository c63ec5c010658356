"""Faults that were found in the engine once, each with the smallest session that showed it. None may come back."""

from __future__ import annotations

from typing import Any

import pytest

from crisisaid.engine.advance import next_prompt, still_to_continue
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.model.event import (
    CHANGED,
    SLIP,
    Answered,
    Closed,
    Continued,
    Lowered,
    Raised,
    Resumed,
    Retracted,
    Skipped,
    Started,
)
from crisisaid.model.protocol import COULD_NOT_ASK, GATE
from crisisaid.model.state import AskItem, GoTo, State
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, KEEP_SUPPORTING, NOT_FINISHED, THIS_WEEK

from . import build
from .build import checklist, context, protective, red, sign

LOW = Lowered(KEEP_SUPPORTING, "shift_lead", "known_to_service")
CLOSED = Closed("stopped")


def plain(*steps: Any, thresholds: tuple[Any, ...] = (), name: str = "p") -> dict[str, Any]:
    return {"id": name, "steps": list(steps), "thresholds": list(thresholds)}


def on(name: str, tier: str, when: Any, **more: Any) -> dict[str, Any]:
    return {"id": name, "tier": tier, "when": when, **more}


def yes(item: str) -> Answered:
    return Answered("p", item, "yes")


def no(item: str) -> Answered:
    return Answered("p", item, "no")


def skip(item: str) -> Skipped:
    return Skipped("p", item, COULD_NOT_ASK)


def changed(item: str) -> Retracted:
    return Retracted("p", item, CHANGED)


def slip(item: str) -> Retracted:
    return Retracted("p", item, SLIP)


def tier(*events: Any, **kwargs: Any) -> str:
    return ended(*events, **kwargs).disposition.tier


def ended(*events: Any, of: dict[str, Any], near: dict[str, Any] | None = None) -> State:
    return build.after(build.library(of), *events, near=build.library(near) if near else {})


ONE = plain(checklist("one", sign("w"), red("f")))
SIGNS = plain(checklist("one", sign("w"), sign("v")), thresholds=(on("soon", THIS_WEEK, "w"), on("now", CALL_NOW, "v")))
STOPS = plain(
    checklist("one", sign("w")),
    checklist("two", red("f")),
    thresholds=(on("now", CALL_NOW, "w", interrupts=True),),
)
GOES_ON = plain(checklist("one", red("f"), sign("w"), sign("v")), build.step_on("q", {"possible": "w"}))
NEXT = plain(checklist("one", red("g")), name="q")
GUARDED = plain(
    checklist("one", sign("w")),
    checklist("two", protective("p1"), when={"possible": "w"}),
    thresholds=(on("alone", CALL_NOW, {"absent": "p1"}),),
)


# --- Raised and lowered -------------------------------------------------------------------------------------------


def test_a_raise_after_a_lowering_holds() -> None:
    assert tier(Raised(BEFORE_YOU_PART), LOW, Raised(CALL_NOW), of=SIGNS) == CALL_NOW
    assert tier(Raised(CALL_NOW), LOW, Raised(CALL_NOW), of=SIGNS) == CALL_NOW
    assert tier(Raised(CALL_NOW), LOW, Raised(THIS_WEEK), of=SIGNS) == THIS_WEEK


def test_a_lowering_after_a_raise_lowers_it() -> None:
    assert tier(Raised(CALL_NOW), LOW, of=SIGNS) == KEEP_SUPPORTING
    assert tier(Raised(CALL_NOW), LOW, Raised(CALL_NOW), LOW, of=SIGNS) == KEEP_SUPPORTING


def test_lowering_an_interrupt_leaves_the_floor() -> None:
    assert tier(yes("w"), LOW, CLOSED, of=STOPS) == BEFORE_YOU_PART


def test_after_lowering_an_interrupt_the_red_flags_are_asked() -> None:
    state = ended(yes("w"), LOW, of=STOPS)
    assert next_prompt(build.library(STOPS), state) == AskItem("p", "two", "f")
    assert tier(yes("w"), LOW, yes("f"), of=STOPS) == CALL_NOW
    assert tier(yes("w"), LOW, no("f"), CLOSED, of=STOPS) == KEEP_SUPPORTING


def test_a_lowered_threshold_counts_again_with_new_evidence() -> None:
    either = plain(checklist("one", sign("w"), sign("v")), thresholds=(on("now", CALL_NOW, {"any": ["w", "v"]}),))
    assert tier(yes("w"), LOW, of=either) == KEEP_SUPPORTING
    assert tier(yes("w"), LOW, yes("v"), of=either) == CALL_NOW


@pytest.mark.parametrize("answer", ["yes", "unsure", "declined"])
def test_a_red_flag_is_never_lowered(answer: str) -> None:
    held = {"yes": CALL_NOW}.get(answer, BEFORE_YOU_PART)
    assert tier(Answered("p", "f", answer), LOW, of=ONE) == held
    assert tier(LOW, Answered("p", "f", answer), of=ONE) == held


# --- Changes and slips --------------------------------------------------------------------------------------------


def test_a_change_after_a_lowering_holds_its_tier() -> None:
    assert tier(yes("v"), changed("v"), LOW, yes("v"), of=SIGNS) == CALL_NOW
    assert tier(yes("v"), changed("v"), LOW, yes("v"), changed("v"), of=SIGNS) == CALL_NOW


def test_a_change_keeps_the_floor_that_stood() -> None:
    asked = (yes("w"), skip("f"))
    assert tier(*asked, of=ONE) == BEFORE_YOU_PART
    assert tier(*asked, changed("w"), no("w"), CLOSED, of=ONE) == BEFORE_YOU_PART


def test_a_change_holds_what_only_the_new_answer_takes_away() -> None:
    asked = (yes("w"), skip("p1"))
    assert tier(*asked, of=GUARDED) == CALL_NOW
    assert tier(*asked, changed("w"), of=GUARDED) == CALL_NOW
    assert tier(*asked, changed("w"), no("w"), of=GUARDED) == CALL_NOW


def test_a_change_holds_what_every_answer_but_none_would_keep() -> None:
    either = {"any": [{"item": "c", "is": "child"}, {"item": "c", "is": "adult"}]}
    who = plain(checklist("one", context("c", "child", "adult")), thresholds=(on("any", CALL_NOW, either),))
    assert tier(Answered("p", "c", "child"), changed("c"), CLOSED, of=who) == CALL_NOW


def test_a_protocol_that_cannot_be_read_is_not_asked() -> None:
    shelf = build.library(ONE)
    events = [*build.started("p"), Continued(build.used("gone"), "chosen"), no("w"), no("f"), CLOSED]
    assert fold(shelf, events).disposition.tier == NOT_FINISHED


def test_a_change_after_the_end_holds_too() -> None:
    asked = (yes("w"), Answered("p", "f", "unsure"), CLOSED)
    assert tier(*asked, changed("f"), no("f"), of=ONE) == BEFORE_YOU_PART


def test_a_harmless_change_holds_no_floor() -> None:
    asked = (no("w"), skip("f"), changed("w"), no("w"))
    assert tier(*asked, of=ONE) == NOT_FINISHED
    assert tier(*asked, no("f"), CLOSED, of=ONE) == KEEP_SUPPORTING


def test_an_answer_over_an_answer_is_a_change() -> None:
    state = ended(yes("f"), no("f"), CLOSED, of=ONE)
    assert state.disposition.tier == CALL_NOW
    assert [change.item for change in state.changes] == ["f"]


def test_a_slip_leaves_no_trace_in_a_change() -> None:
    state = ended(yes("w"), yes("f"), changed("w"), slip("f"), of=ONE)
    assert state == ended(yes("w"), changed("w"), of=ONE)
    assert state.disposition.tier == KEEP_SUPPORTING


def test_a_slip_takes_no_change_back() -> None:
    state = ended(yes("f"), changed("f"), slip("f"), of=ONE)
    assert state.disposition.tier == CALL_NOW
    assert [change.item for change in state.changes] == ["f"]


def test_a_slip_of_a_skip_brings_the_answer_back() -> None:
    assert ended(yes("w"), skip("w"), slip("w"), of=ONE) == ended(yes("w"), of=ONE)


# --- What was not asked -------------------------------------------------------------------------------------------


def test_stopping_before_a_protocol_that_is_due_is_not_the_end_of_it() -> None:
    asked = (no("f"), yes("w"))
    assert tier(*asked, CLOSED, of=GOES_ON, near=NEXT) == BEFORE_YOU_PART
    assert tier(*asked, no("v"), CLOSED, of=GOES_ON, near=NEXT) == BEFORE_YOU_PART
    assert tier(no("f"), CLOSED, of=GOES_ON, near=NEXT) == NOT_FINISHED
    assert tier(no("f"), no("w"), CLOSED, of=GOES_ON, near=NEXT) == KEEP_SUPPORTING


def test_no_wolf_is_cried_while_a_protocol_still_comes() -> None:
    to = {"before_you_part": ["shift_lead"]}
    connect = {"id": "connect", "kind": "referral", "to": to, "when": {"tier": ["before_you_part"]}}
    first = plain(checklist("one", sign("w")), connect, build.step_on("q", {"possible": "w"}))
    shelf = build.library(first, NEXT)
    state = ended(yes("w"), of=first, near=NEXT)
    assert state.disposition.tier == KEEP_SUPPORTING
    assert next_prompt(shelf, state) == GoTo("p", "on", "q")
    assert [one.target for one in still_to_continue(shelf, state)] == ["q"]


def test_still_open_lists_nothing_that_cannot_raise_the_tier() -> None:
    both = plain(checklist("one", sign("w"), sign("v")), thresholds=(on("now", CALL_NOW, {"all": ["w", "v"]}),))
    assert ended(of=both).disposition.still_open == (("p", "w"), ("p", "v"))
    assert ended(yes("w"), of=both).disposition.still_open == (("p", "v"),)
    assert ended(no("w"), of=both).disposition.still_open == ()


def test_what_was_skipped_can_be_ticked_on_the_board() -> None:
    for known, open_items in ((skip("f"), ["w", "f"]), (yes("f"), ["w"])):
        state = ended(known, of=ONE)
        page = Page(build.library(ONE)["p"], state.answers, state.skipped)
        assert [item for item in page.items if page.can_be_noted(item)] == open_items


def test_what_does_not_apply_can_be_noted_and_counts() -> None:
    """Somebody who said no to thoughts may speak of a plan a minute later."""
    state = ended(no("w"), of=GUARDED)
    page = Page(build.library(GUARDED)["p"], state.answers, state.skipped)
    assert page.known("p1") == "not_applicable"
    assert page.can_be_noted("p1")


def test_a_concern_in_the_gate_alone_calls_for_somebody() -> None:
    gate = plain(checklist("one", sign("w")), name=GATE)
    shelf = build.library(gate)
    begun = Started(build.used(GATE))
    calm = fold(shelf, [begun, Answered(GATE, "w", "no"), CLOSED])
    worried = fold(shelf, [begun, Answered(GATE, "w", "yes"), CLOSED])
    assert (calm.disposition.tier, worried.disposition.tier) == (NOT_FINISHED, BEFORE_YOU_PART)


# --- Sessions -----------------------------------------------------------------------------------------------------


def test_a_resumed_session_goes_on() -> None:
    state = ended(no("w"), Closed("input_ended"), Resumed(), of=ONE)
    assert state.closed == ""
    assert next_prompt(build.library(ONE), state) == AskItem("p", "one", "f")
    assert next_prompt(build.library(ONE), ended(no("w"), CLOSED, of=ONE)) is None


def test_a_word_the_item_does_not_take_is_unsure_never_no() -> None:
    state = ended(Answered("p", "f", "maybe"), CLOSED, of=ONE)
    assert state.disposition.tier == BEFORE_YOU_PART
    assert build.reasons(state, "unknown_red_flag") == {"f"}


def test_a_protocol_is_on_the_list_once() -> None:
    shelf = build.library(ONE)
    twice = fold(shelf, [Started(build.used("p"), build.used("p")), Continued(build.used("p"), "chosen")])
    assert [used.id for used in twice.protocols] == ["p"]
    assert twice.disposition.not_asked == (("p", "w"), ("p", "f"))


def test_a_protocol_that_is_gone_stops_nothing() -> None:
    shelf = build.library(ONE)
    state = fold(shelf, [*build.started("p"), Continued(build.used("gone"), "chosen")])
    assert next_prompt(shelf, state) == AskItem("p", "one", "w")
    assert still_to_continue(shelf, state) == ()
