"""A control is proved by switching it off: for each, the test that must then fail does fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crisisaid.engine import advance, fold, weigh
from crisisaid.engine.answers import NOT_ASKED, SKIPPED
from crisisaid.engine.page import Page

from . import test_faults, test_properties

if TYPE_CHECKING:
    from collections.abc import Callable

Patch = pytest.MonkeyPatch


def everything_may_be_lowered(patch: Patch) -> None:
    patch.setattr(weigh, "_may_be_lowered", lambda *_: True)


def lowering_does_not_look_at_evidence(patch: Patch) -> None:
    def same_id(reason: Any, seen: Any) -> bool:
        return reason.kind == "threshold" and any(
            (one.protocol, one.id) == (reason.protocol, reason.id) for one in seen
        )

    patch.setattr(weigh, "_may_be_lowered", same_id)


def nothing_interrupts(patch: Patch) -> None:
    patch.setattr(weigh, "_is_interrupted", lambda *_: False)


def a_skip_is_asked_again(patch: Patch) -> None:
    patch.setattr(Page, "waiting", lambda self, name: self.known(name) in (NOT_ASKED, SKIPPED))


def a_referral_is_never_settled(patch: Patch) -> None:
    real = advance._of_referral
    patch.setattr(advance, "_of_referral", lambda own, step, state: real(own, step, state.but(referrals=())))


def slips_are_changes(patch: Patch) -> None:
    patch.setattr(fold, "without_slips", list)


def changes_hold_nothing(patch: Patch) -> None:
    real = weigh.held_by
    patch.setattr(fold, "held_by", lambda change: real(change).but(tier="keep_supporting"))


def guards_that_are_open_hide(patch: Patch) -> None:
    patch.setattr(Page, "applies", lambda self, step: bool(self.shown(step.when)))


def what_was_not_asked_is_forgotten(patch: Patch) -> None:
    patch.setattr(weigh, "_floor", lambda *_, **__: iter(()))


def nothing_is_still_open(patch: Patch) -> None:
    patch.setattr(weigh, "_still_open", lambda *_, **__: iter(()))


PROVED_BY: list[tuple[Callable[[Patch], None], Callable[[], None]]] = [
    (everything_may_be_lowered, test_properties.test_lowered_goes_under_no_red_flag_and_no_floor),
    (everything_may_be_lowered, test_properties.test_nothing_holds_a_red_flag_under_before_you_part),
    (everything_may_be_lowered, test_faults.test_a_lowered_threshold_counts_again_with_new_evidence),
    (lowering_does_not_look_at_evidence, test_properties.test_lowered_does_not_reach_what_is_answered_later),
    (nothing_interrupts, test_properties.test_every_session_ends_and_asks_what_there_is_to_ask_once),
    (a_skip_is_asked_again, test_properties.test_a_walk_without_second_thoughts_asks_nothing_twice),
    (a_referral_is_never_settled, test_properties.test_every_session_ends_and_asks_what_there_is_to_ask_once),
    (slips_are_changes, test_properties.test_a_slip_leaves_no_trace),
    (changes_hold_nothing, test_properties.test_a_change_never_lowers_the_tier_and_is_kept),
    (guards_that_are_open_hide, test_properties.test_the_walk_asks_exactly_what_the_oracle_would_ask),
    (what_was_not_asked_is_forgotten, test_properties.test_lowered_goes_under_no_red_flag_and_no_floor),
    (nothing_is_still_open, test_properties.test_still_open_misses_no_item_that_could_raise_the_tier),
]


@pytest.mark.parametrize(("off", "test"), PROVED_BY, ids=lambda one: str(one.__name__))
def test_without_this_control_that_test_fails(
    off: Callable[[Patch], None], test: Callable[[], None], monkeypatch: Patch
) -> None:
    off(monkeypatch)
    with pytest.raises(AssertionError):
        test()
