"""Boundary pairs, held against every person of small protocols, and those of everything that ships."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from crisisaid.engine.evaluate import literals
from crisisaid.proof import boundaries as module
from crisisaid.proof.boundaries import NO_SINGLE, NOBODY, OTHERS, boundaries, without_boundary
from crisisaid.proof.people import concerns, session
from crisisaid.proof.session import everyone, pages
from engine import build, random_protocols
from shipped import LIBRARY

from . import made
from .decide import Decider
from .reading import RANK, Key, items_of, named, other_name
from .second import CHANNEL, ladder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.proof.boundaries import Boundary, NoBoundary
    from crisisaid.proof.everyone import Everyone
    from crisisaid.proof.people import Person
    from engine.oracle import Plain

SEEDS = range(60)


@cache
def drawn(seed: int) -> list[Plain]:
    rng = Random(seed)
    plains = random_protocols.behind_another(rng) if seed % 2 else [random_protocols.small(rng, "first")]
    return [random_protocols.known_from_elsewhere(rng, plains[0])] if seed % 6 == 0 else plains


def whole(plains: list[Plain]) -> Everyone:
    shelf = made.library(plains)
    return everyone(pages(shelf, shelf[plains[-1]["id"]]))


def one_step(item: Plain) -> Iterator[tuple[str, str]]:
    """Answers of which the second is the next more worrying one; between the options of a setting there is no order."""
    if item["kind"] == "context":
        yield from ((low, high) for low in item["options"] for high in [*item["options"], "unsure"] if low != high)
        return
    points = ladder(item)
    yield from pairwise(points) if "scale" in item else ()
    yield from [(points[0], "unsure"), ("unsure", points[-1])]


def further(item: Plain) -> Iterator[tuple[str, str]]:
    """All others of which the second is the more worrying one."""
    points, near = ladder(item), list(one_step(item))
    if item["kind"] != "context":
        every = ((low, high) for place, low in enumerate(points) for high in points[place + 1 :])
        yield from (pair for pair in every if pair not in near)


class Judge:
    """The pairs of a protocol, by looking at everybody."""

    def __init__(self, plains: list[Plain]) -> None:
        self.plains = plains
        self.decider = Decider(plains)
        self.world = self.decider.world
        self.item = {(plain["id"], item["id"]): item for plain in plains for item in items_of(plain)}

    def keys(self, name: str) -> Iterator[Key]:
        """The item, and the one whose answer it takes over."""
        key = (self.plains[-1]["id"], name)
        while key in self.item:
            yield key
            key = other_name(self.item[key])

    def above(self, threshold: Plain, pairs: list[tuple[Key, str, str]]) -> int:
        """Everybody on the upper side of such a pair."""
        met = self.world.sets["threshold", self.plains[-1]["id"], threshold["id"]]
        rank = RANK[threshold["tier"]]
        upper = met & self.world.sets["tier", threshold["tier"]]
        lower = self.decider.below(rank) & ~met
        found = 0
        for key, low, high in pairs:
            found |= self.world.moved(lower, key, low, high) & upper
        return found

    def fewest(self, threshold: Plain, name: str, *, near: bool) -> int:
        """The fewest answers of concern on the upper side; -1 where there is no pair."""
        steps = one_step if near else further
        pairs = [(key, low, high) for key in self.keys(name) for low, high in steps(self.item[key])]
        return self.decider.fewest(self.above(threshold, pairs))


def said_of(person: Person, judge: Judge) -> int:
    says = {**person.says, **({CHANNEL: person.channel} if CHANNEL in judge.world.facts else {})}
    return judge.world.number(says)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_pair_there_is_is_found_and_no_other(seed: int) -> None:
    plains = drawn(seed)
    judge, all_of_it = Judge(plains), whole(plains)
    found = {(one.threshold, name): one for one in boundaries(all_of_it) for name in _names(one, judge)}
    for threshold in plains[-1]["thresholds"]:
        for name in dict.fromkeys(named(threshold["when"])):
            near, far = (judge.fewest(threshold, name, near=way) for way in (True, False))
            one = found.get((threshold["id"], name))
            assert (one is None) == (near < 0 and far < 0), (threshold, name, plains)
            if one is not None:
                assert (one.steps == 1) == (near >= 0)


def _names(one: Boundary, judge: Judge) -> list[str]:
    """The items of the protocol itself that a pair is about."""
    own = judge.plains[-1]
    return [item["id"] for item in items_of(own) if one.item in judge.keys(item["id"])]


@pytest.mark.parametrize("seed", SEEDS)
def test_both_people_are_on_their_side_and_differ_in_one_answer(seed: int) -> None:
    plains = drawn(seed)
    judge, all_of_it = Judge(plains), whole(plains)
    by_id = {one["id"]: one for one in plains[-1]["thresholds"]}
    for one in boundaries(all_of_it):
        below, above = said_of(one.below, judge), said_of(one.above, judge)
        threshold = by_id[one.threshold]
        met = judge.world.sets["threshold", plains[-1]["id"], one.threshold]
        assert (met >> above & 1, met >> below & 1) == (1, 0)
        assert one.tiers[1] == threshold["tier"]
        assert [judge.world.sets["tier", tier] >> who & 1 for tier, who in zip(one.tiers, (below, above), strict=True)]
        assert RANK[one.tiers[0]] < RANK[one.tiers[1]]
        differ = [key for key in one.above.says if one.above.says[key] != one.below.says[key]]
        assert differ == [one.item]
        assert (one.below.says[one.item], one.above.says[one.item]) == one.answers


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if seed % 6])
def test_nobody_simpler_is_on_the_upper_side_of_such_a_pair(seed: int) -> None:
    plains = drawn(seed)
    judge, all_of_it = Judge(plains), whole(plains)
    by_id = {one["id"]: one for one in plains[-1]["thresholds"]}
    for one in boundaries(all_of_it):
        if one.steps == 1:
            fewest = min(judge.fewest(by_id[one.threshold], name, near=True) for name in _names(one, judge))
            assert len(concerns(all_of_it.facts, one.above)) == fewest, (one, plains)


def explained(*items: Plain, thresholds: list[Plain]) -> tuple[tuple[Boundary, ...], tuple[NoBoundary, ...]]:
    plain = {"id": "first", "steps": [build.checklist("all", *items)], "thresholds": thresholds, "for": "supporter"}
    all_of_it = whole([plain])
    found = boundaries(all_of_it)
    return found, without_boundary(all_of_it, found)


def rule(name: str, tier: str, when: Any) -> Plain:
    return {"id": name, "tier": tier, "when": when}


def test_a_threshold_behind_a_red_flag_of_a_higher_tier_has_no_pair_and_the_red_flag_is_named() -> None:
    found, without = explained(build.red("f"), thresholds=[rule("t", "before_you_part", "f")])
    assert found == ()
    [one] = without
    assert (one.threshold, one.why) == ("t", OTHERS)
    assert [(cause.kind, cause.id, cause.tier) for cause in one.others] == [("red_flag", "f", "call_now")]


def test_where_several_others_take_turns_all_of_them_are_named_and_no_more() -> None:
    signs = [build.sign(name) for name in "abc"]
    rules = [rule("t", "this_week", {"any": ["a", "b"]}), rule("a", "call_now", "a"), rule("b", "call_now", "b")]
    found, without = explained(*signs, thresholds=[*rules, rule("c", "call_now", "c")])
    assert {one.threshold for one in found} == {"a", "b", "c"}
    [one] = without
    assert (one.threshold, one.why, [cause.id for cause in one.others]) == ("t", OTHERS, ["a", "b"])


def test_a_threshold_that_nobody_meets_says_so() -> None:
    age = build.context("age", "child", "adult")
    hidden = build.checklist("more", build.sign("x"), when={"all": [{"item": "age", "is": "child"}, {"possible": "w"}]})
    plain = {
        "id": "first",
        "for": "supporter",
        "steps": [build.checklist("all", age, build.sign("w")), hidden],
        "thresholds": [rule("t", "call_now", {"count": {"at_least": 3, "of": ["x", "x"]}})],
    }
    all_of_it = whole([plain])
    [one] = without_boundary(all_of_it, boundaries(all_of_it))
    assert (one.why, one.others) == (NOBODY, ())


def test_a_threshold_that_every_answer_meets_has_no_line() -> None:
    age = build.context("age", "child", "adult")
    everybody = {"any": [{"item": "age", "is": "child"}, {"item": "age", "is": "adult"}]}
    found, [one] = explained(age, thresholds=[rule("t", "this_week", everybody)])
    assert (found, one.why) == ((), NO_SINGLE)


def test_a_protective_factor_and_a_setting_are_lines_too() -> None:
    age, company = build.context("age", "adult", "child"), build.protective("company")
    when = {"all": ["w", {"item": "age", "is": "child"}, {"absent": "company"}]}
    found, without = explained(age, build.sign("w"), company, thresholds=[rule("t", "call_now", when)])
    assert without == ()
    answers = {one.item[1]: one.answers for one in found}
    assert answers == {"age": ("adult", "child"), "w": ("unsure", "yes"), "company": ("yes", "unsure")}
    for one in found:
        others = {key[1]: word for key, word in one.above.says.items() if key != one.item}
        assert "unsure" not in others.values()


def test_two_steps_are_taken_only_where_one_leaves_the_tier_as_it_is() -> None:
    found, _ = explained(build.red("f", "before_you_part"), thresholds=[rule("t", "before_you_part", "f")])
    assert [(one.answers, one.steps, one.tiers) for one in found] == [
        (("no", "yes"), 2, ("keep_supporting", "before_you_part"))
    ]


def test_a_pair_of_which_the_program_says_otherwise_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = {
        "id": "first",
        "for": "supporter",
        "steps": [build.checklist("all", build.sign("w"))],
        "thresholds": [rule("t", "this_week", "w")],
    }
    all_of_it = whole([plain])
    assert len(boundaries(all_of_it)) == 1
    monkeypatch.setattr(module, "session", lambda *_: session({}, all_of_it.protocols, boundaries_of(all_of_it).below))
    assert boundaries(all_of_it) == ()
    assert [one.why for one in without_boundary(all_of_it, ())] == ["disagree"]


def boundaries_of(all_of_it: Everyone) -> Boundary:
    closest = module._closest(all_of_it, all_of_it.protocols[-1].thresholds[0], "w")
    assert closest is not None
    return closest


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_threshold_that_ships_has_a_pair_that_the_engine_plays(name: str) -> None:
    protocols = pages(LIBRARY, LIBRARY[name])
    all_of_it = everyone(protocols)
    found = boundaries(all_of_it)
    assert without_boundary(all_of_it, found) == ()
    tiers = {one.id: one.tier for one in LIBRARY[name].thresholds}
    items = {one.id: {literal.item for literal in literals(one.when)} for one in LIBRARY[name].thresholds}
    for one in found:
        below, above = (session(LIBRARY, protocols, person) for person in (one.below, one.above))
        met = [{reason.id for reason in way.end.disposition.reasons} for way in (below, above)]
        assert [one.threshold in some for some in met] == [False, True]
        assert above.tier == tiers[one.threshold]
        assert RANK[below.tier] < RANK[above.tier]
        assert one.item[1] in items[one.threshold] or one.item[0] != name
