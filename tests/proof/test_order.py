"""The order of the facts changes no answer, only how large the diagrams grow; what is hard is within limits, or said.

Pairs far apart and counts that run through one another are the cases that break diagrams: two checklists of which each
item of the second is weighed with its partner of the first, and thresholds that count every third sign of a long page.
"""

from __future__ import annotations

import random

import pytest

from crisisaid.model.protocol import Protocol
from crisisaid.proof import session as room
from crisisaid.proof.diagram import TooLarge
from crisisaid.proof.facts import CHANNEL
from crisisaid.proof.order import as_asked, close_together, source
from crisisaid.proof.people import person_of
from crisisaid.proof.prove import prove
from crisisaid.proof.session import ANY, Limits, arranged, everyone, facts_of
from crisisaid.proof.verdict import NOT_DECIDED, NOT_STATED, PROVED, Verdict
from engine import build, random_protocols

SMALL = Limits(5_000)
HELP: list[build.Plain] = [
    {"id": "do", "kind": "guidance"},
    {"id": "reach", "kind": "referral", "to": random_protocols.TO},
]


def protocol(*steps: build.Plain, thresholds: list[build.Plain]) -> Protocol:
    made = build.protocol({"id": "hard", "steps": [*steps, *HELP], "thresholds": thresholds})
    return made.but(about="supporter")


def far_apart(pairs: int) -> Protocol:
    first = build.checklist("first", *(build.sign(f"a{n}") for n in range(pairs)))
    second = build.checklist("second", *(build.sign(f"b{n}") for n in range(pairs)))
    both = [{"id": f"t{n}", "tier": "before_you_part", "when": {"all": [f"a{n}", f"b{n}"]}} for n in range(pairs)]
    return protocol(first, second, thresholds=both)


def interleaved(items: int, counts: int) -> Protocol:
    page = build.checklist("page", *(build.sign(f"w{n}") for n in range(items)))
    tiers = ("this_week", "before_you_part", "call_now")
    counted = [
        {"count": {"at_least": 3 + one, "of": [f"w{n}" for n in range(one, items, counts)]}} for one in range(counts)
    ]
    return protocol(
        page, thresholds=[{"id": f"t{n}", "tier": tiers[n % 3], "when": when} for n, when in enumerate(counted)]
    )


def by_name(found: tuple[Verdict, ...]) -> dict[str, Verdict]:
    return {one.property: one for one in found}


# --- The order ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(20))
def test_every_order_holds_each_fact_once_and_what_is_taken_over_right_before_its_taker(seed: int) -> None:
    plains = random_protocols.behind_another(random.Random(seed), most=4)
    walked = tuple(build.library(*plains).values())
    asked = as_asked(walked)
    mine = {(one.id, item.id) for one in walked for item in one.items()}
    assert len(asked) == len(mine)
    assert set(asked) == mine
    for one in walked:
        for item in one.items():
            if item.same_as:
                assert asked.index(source(item)) + 1 == asked.index((one.id, item.id))
    close = close_together(asked, walked)
    assert (len(close), set(close)) == (len(asked), mine)


def test_the_channel_stays_first_and_pairs_come_together() -> None:
    hard = far_apart(30)
    close = close_together([*as_asked((hard,)), CHANNEL], (hard,))
    assert close[0] == CHANNEL
    at = {name: number for number, (_, name) in enumerate(close)}
    assert [abs(at[f"a{n}"] - at[f"b{n}"]) for n in range(30)] == [1] * 30


@pytest.mark.parametrize("seed", range(40))
def test_in_whatever_order_everybody_comes_to_the_same_tier(seed: int) -> None:
    rng = random.Random(seed)
    walked = tuple(build.library(*random_protocols.pair(rng)).values())
    facts, asked = facts_of(walked), as_asked(walked)
    orders = [asked, close_together(asked, walked), rng.sample(asked, len(asked))]
    wholes = [arranged(walked, facts, order, ANY) for order in orders]
    for _ in range(25):
        first = wholes[0].facts
        person = person_of(first, [rng.randrange(len(fact.words)) for fact in first])
        assert len({whole.tier_of(person) for whole in wholes}) == 1


# --- What is hard -----------------------------------------------------------------------------------------------------


def test_follow_ups_far_apart_stay_within_limits_in_another_order() -> None:
    hard = far_apart(25)
    with pytest.raises(TooLarge):
        arranged((hard,), facts_of((hard,)), as_asked((hard,)), SMALL)
    whole = everyone((hard,), SMALL)
    assert len(whole.diagrams.place) < SMALL.pieces
    nothing = person_of(whole.facts, [fact.cost.index(0) for fact in whole.facts])
    assert whole.tier_of(nothing) == "keep_supporting"
    assert whole.tier_of(nothing.but_says(("hard", "a7"), "yes")) == "keep_supporting"
    both = nothing.but_says(("hard", "a7"), "yes").but_says(("hard", "b7"), "yes")
    assert whole.tier_of(both) == "before_you_part"


def test_what_needs_the_order_of_the_page_is_not_decided_and_says_what_is_hard() -> None:
    """All else is proved: it may look at the facts in another order. Nothing is called violated."""
    found = by_name(prove({}, far_apart(25), SMALL))
    hard = {name for name, one in found.items() if one.state == NOT_DECIDED}
    assert hard == {"stop", "ends", "within"}
    assert {one.state for name, one in found.items() if name not in hard} == {PROVED, NOT_STATED}
    for name in hard:
        assert "It grew beyond its limits." in found[name].says
        assert "Furthest apart are the items of: threshold 't" in found[name].says
        assert "Ask together" in found[name].says


def test_in_no_order_within_limits_is_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the other order the same protocol grows beyond its limits, and nothing of it is called proved."""
    monkeypatch.setattr(room, "close_together", lambda keys, _: keys)
    found = by_name(prove({}, far_apart(25), SMALL))
    assert {one.state for one in found.values()} == {NOT_DECIDED, NOT_STATED}
    assert found["worse"].state == NOT_DECIDED


@pytest.mark.parametrize(("items", "counts"), [(60, 2), (60, 3)])
def test_counts_that_run_through_one_another_are_proved_within_limits(items: int, counts: int) -> None:
    found = by_name(prove({}, interleaved(items, counts), Limits(20_000)))
    assert {one.state for one in found.values()} == {PROVED, NOT_STATED}


def test_counts_beyond_the_limits_are_not_decided() -> None:
    found = by_name(prove({}, interleaved(60, 3), Limits(500)))
    assert found["worse"].state == NOT_DECIDED
    assert {one.state for one in found.values()} <= {NOT_DECIDED, NOT_STATED}
    assert "threshold 't0'" in found["worse"].says
