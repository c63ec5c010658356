"""The smallest sets of answers that establish a tier, held against every record of small protocols."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product
from math import comb, prod
from random import Random
from typing import Any

import pytest

from crisisaid.model.condition import ALWAYS
from crisisaid.model.protocol import CONTEXT, PROTECTIVE, UNSURE, Checklist, Protocol
from crisisaid.proof.alone import ESTABLISHED
from crisisaid.proof.diagram import TooLarge
from crisisaid.proof.session import Limits
from crisisaid.proof.sufficient import Choice, Enough, Sufficient, sufficient
from engine import build, random_protocols
from engine.oracle import TIERS, Plain, Situation, words_of

Answers = dict[str, str]
Pattern = frozenset[tuple[str, str]]
MANY = 2500


def established(plain: Plain, answers: Answers) -> str:
    """The tier that these answers call for by themselves, as the second reading of the design has it."""
    found = Situation(plain, {(plain["id"], name): word for name, word in answers.items()}, set()).established()
    return max([TIERS[0], *(tier for *_, tier in found)], key=TIERS.index)


def engine_says(protocol: Protocol, answers: Answers) -> str:
    """The same by the engine, in a session in which nothing else is asked."""
    state = build.after({protocol.id: protocol}, *build.says(protocol.id, answers))
    own = ("threshold", "red_flag", "unknown_red_flag")
    tiers = [reason.tier for reason in state.disposition.reasons if reason.kind in own]
    return max([TIERS[0], *tiers], key=TIERS.index)


def records(plain: Plain) -> list[Answers]:
    """Everything that could be known of it: each item with each of its answers, or not asked."""
    items = random_protocols.items_of(plain)
    ways = product(*([None, *sorted(words_of(item))] for item in items))
    return [{item["id"]: word for item, word in zip(items, way, strict=True) if word} for way in ways]


@cache
def needed(seed: int) -> dict[str, set[Pattern]]:
    """By tier, the records that establish it and would establish less without any one of their answers."""
    plain = drawn(seed)
    tier = {frozenset(one.items()): TIERS.index(established(plain, one)) for one in records(plain)}
    found: dict[str, set[Pattern]] = {name: set() for name in ESTABLISHED}
    for pattern, rank in tier.items():
        parts = [tier[frozenset(part)] for size in range(len(pattern)) for part in combinations(pattern, size)]
        if rank > 0 and all(part < rank for part in parts):
            found[TIERS[rank]].add(pattern)
    return found


def patterns(way: Enough) -> set[Pattern]:
    """Every pattern of answers that a set, or a list of sets, stands for."""
    found = set()
    for one in way.one_by_one():
        found |= {
            frozenset((choice.item, word) for choice, word in zip(one.needs, words, strict=True))
            for words in product(*(choice.answers for choice in one.needs))
        }
    return found


def singly(found: Sufficient) -> list[Enough]:
    return [one for way in found.ways for one in way.one_by_one()]


def of_tier(protocol: Protocol, tier: str) -> Sufficient:
    [found] = sufficient(protocol, [tier])
    return found


def drawn(seed: int) -> Plain:
    """A small protocol; now and then one with a list to count in."""
    rng = Random(seed)
    while True:
        if seed % 4 == 0:
            return with_lists(rng)
        plain = random_protocols.small(rng, "first") if seed % 3 else random_protocols.protocol(rng, "first")
        if prod(1 + len(words_of(item)) for item in random_protocols.items_of(plain)) <= MANY:
            return plain


def with_lists(rng: Random) -> Plain:
    """Four signs and a protective factor, with thresholds that count among the signs."""
    signs = [build.red("w0", "before_you_part"), *(build.sign(f"w{number}") for number in range(1, 4))]
    rng.shuffle(signs)
    thresholds = []
    for number in range(rng.randint(1, 3)):
        some = [random_protocols.literal(rng, item, guard=False) for item in rng.sample(signs, rng.randint(2, 4))]
        counted = {"count": {"at_least": rng.randint(1, len(some)), "of": some}}
        more = rng.choice([{"absent": "p"}, {"any": [signs[0]["id"], {"absent": "p"}]}, signs[0]["id"]])
        when = rng.choice([counted, {"all": [more, counted]}, {"any": [counted, {"all": [more, signs[1]["id"]]}]}])
        thresholds.append({"id": f"t{number}", "tier": rng.choice(ESTABLISHED), "when": when})
    steps = [build.checklist("a", *signs), build.checklist("b", build.protective("p"))]
    return {"id": "first", "steps": steps, "thresholds": thresholds}


SEEDS = range(48)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sets_are_all_and_only_what_is_needed(seed: int) -> None:
    plain = drawn(seed)
    protocol = build.protocol(plain)
    true = needed(seed)
    for found in sufficient(protocol):
        told = [pattern for way in found.ways for pattern in patterns(way)]
        assert set(told) == true[found.tier], (found.tier, plain)
        assert found.patterns == len(true[found.tier])
        assert found.sets == len(singly(found))
        assert found.whole


@pytest.mark.parametrize("seed", SEEDS)
def test_no_set_can_be_wider_and_none_is_told_twice(seed: int) -> None:
    plain = drawn(seed)
    every = {item["id"]: words_of(item) for item in random_protocols.items_of(plain)}
    true = needed(seed)
    for found in sufficient(build.protocol(plain)):
        told = singly(found)
        assert len({tuple(sorted(one.needs, key=lambda c: c.item)) for one in told}) == len(told)
        for one in told:
            for choice in one.needs:
                for word in every[choice.item] - set(choice.answers):
                    assert not patterns(_with(one, choice, word)) <= true[found.tier], (choice, word, plain)


def _with(one: Enough, choice: Choice, word: str) -> Enough:
    return Enough(tuple(Choice(other.item, (word,)) if other is choice else other for other in one.needs))


@pytest.mark.parametrize("seed", range(0, 48, 4))
def test_every_set_that_cannot_be_wider_is_told(seed: int) -> None:
    plain = drawn(seed)
    every = {item["id"]: words_of(item) for item in random_protocols.items_of(plain)}
    true = needed(seed)
    for found in sufficient(build.protocol(plain)):
        told = {_box(one) for one in singly(found)}
        for names in {tuple(sorted(name for name, _ in pattern)) for pattern in true[found.tier]}:
            if len(names) <= 2:
                inside = [box for box in _boxes(names, every) if _all_in(box, true[found.tier])]
                widest = {box for box in inside if not any(box != other and _within(box, other) for other in inside)}
                assert {box for box in told if tuple(name for name, _ in box) == names} == widest, plain


def _box(one: Enough) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(sorted((choice.item, frozenset(choice.answers)) for choice in one.needs))


def _boxes(names: tuple[str, ...], every: dict[str, set[str]]) -> list[Any]:
    some = [[c for size in range(1, 7) for c in combinations(sorted(every[name]), size)] for name in names]
    return [tuple(zip(names, map(frozenset, chosen), strict=True)) for chosen in product(*some)]


def _all_in(box: Any, true: set[Pattern]) -> bool:
    names = [name for name, _ in box]
    return all(frozenset(zip(names, words, strict=True)) in true for words in product(*(words for _, words in box)))


def _within(box: Any, other: Any) -> bool:
    return all(words <= wider for (_, words), (_, wider) in zip(box, other, strict=True))


@pytest.mark.parametrize("seed", range(0, 48, 3))
def test_the_engine_comes_to_the_tier_with_only_these_answers_and_not_without_one(seed: int) -> None:
    plain, rng = drawn(seed), Random(seed)
    protocol = build.protocol(plain)
    for found in sufficient(protocol):
        for one in singly(found):
            answers = {choice.item: rng.choice(choice.answers) for choice in one.needs}
            assert engine_says(protocol, answers) == found.tier
            for name in answers:
                rest = {other: word for other, word in answers.items() if other != name}
                assert TIERS.index(engine_says(protocol, rest)) < TIERS.index(found.tier)


@pytest.mark.parametrize("seed", range(0, 48, 3))
def test_what_was_passed_over_does_as_well_for_protective_factors_and_contexts_and_for_nothing_else(seed: int) -> None:
    plain, rng = drawn(seed), Random(seed)
    protocol = build.protocol(plain)
    for found in sufficient(protocol):
        for one in singly(found):
            answers = {choice.item: rng.choice(choice.answers) for choice in one.needs}
            for choice in one.needs:
                said = engine_says(protocol, {**answers, choice.item: build.SKIP})
                if protocol.item(choice.item).kind not in (PROTECTIVE, CONTEXT):
                    assert TIERS.index(said) < TIERS.index(found.tier)
                elif UNSURE in choice.answers and _always_asked(protocol, choice.item):
                    assert said == found.tier


def _always_asked(protocol: Protocol, name: str) -> bool:
    steps = [step for step in protocol.steps if isinstance(step, Checklist)]
    return next(step.when is ALWAYS for step in steps if name in [item.id for item in step.items])


def counting(at_least: int, many: int, *more: Plain, tier: str = "call_now") -> Protocol:
    """A protocol that counts signs, in company or not."""
    names = [f"w{number}" for number in range(many)]
    signs = [build.sign(name) for name in names]
    when = {"all": [{"absent": "p"}, {"count": {"at_least": at_least, "of": names}}]}
    return build.protocol(
        {
            "id": "first",
            "steps": [build.checklist("a", *signs), build.checklist("b", build.protective("p"))],
            "thresholds": [{"id": "some", "tier": tier, "when": when}, *more],
        }
    )


def test_three_of_eight_is_one_line_and_fifty_six_sets() -> None:
    found = of_tier(counting(3, 8), "call_now")
    [way] = found.ways
    assert way.needs == (Choice("p", ("no", "unsure", "declined")),)
    [listed] = way.lists
    assert listed.at_least == 3
    assert [choice.item for choice in listed.of] == [f"w{number}" for number in range(8)]
    assert {choice.answers for choice in listed.of} == {("yes",)}
    assert (found.sets, found.patterns, len(list(way.one_by_one()))) == (56, 3 * 56, 56)


def test_what_is_enough_by_itself_is_taken_out_of_the_list() -> None:
    found = of_tier(counting(3, 8, {"id": "one", "tier": "call_now", "when": "w5"}), "call_now")
    alone, way = found.ways
    assert alone == Enough((Choice("w5", ("yes",)),))
    assert [choice.item for choice in way.lists[0].of] == [f"w{number}" for number in range(8) if number != 5]
    assert found.sets == 1 + comb(7, 3)


def test_a_list_with_a_gap_in_it_is_told_set_by_set() -> None:
    pair = {"id": "two", "tier": "call_now", "when": {"all": ["w0", "w1"]}}
    found = of_tier(counting(2, 4, pair), "call_now")
    assert [way.lists for way in found.ways] == [()] * 6
    assert sorted(len(way.needs) for way in found.ways) == [2, 3, 3, 3, 3, 3]


def test_two_lists_in_one_threshold_are_one_line() -> None:
    signs = [build.sign(name) for name in "abcde"]
    when = {"all": [{"any": ["a", "b"]}, {"any": ["c", "d", {"possible": "e"}]}]}
    plain = {
        "id": "first",
        "steps": [build.checklist("all", *signs)],
        "thresholds": [{"id": "t", "tier": "this_week", "when": when}],
    }
    found = of_tier(build.protocol(plain), "this_week")
    [way] = found.ways
    assert [(one.at_least, [choice.item for choice in one.of]) for one in way.lists] == [
        (1, ["a", "b"]),
        (1, ["c", "d", "e"]),
    ]
    assert (found.sets, found.patterns) == (6, 2 + 2 + 2 * 3)


def test_millions_of_sets_are_counted_without_being_listed() -> None:
    found = of_tier(counting(15, 40), "call_now")
    assert found.whole
    assert len(found.ways) == 1
    assert found.sets == comb(40, 15)
    assert found.patterns == 3 * comb(40, 15)


def test_where_there_are_too_many_to_list_those_with_the_fewest_answers_are() -> None:
    pair = {"id": "two", "tier": "call_now", "when": {"all": ["w0", "w1"]}}
    [found] = sufficient(counting(4, 12, pair), ["call_now"], most=20)
    assert not found.whole
    assert found.sets == len(found.ways) == 20
    assert [choice.item for choice in found.ways[0].needs] == ["w0", "w1"]
    assert {len(way.needs) for way in found.ways[1:]} == {5}
    # Neither w0 and w1 together, nor any four of the others without both.
    assert found.patterns == 1 + 3 * (comb(12, 4) - comb(10, 2))


def test_an_answer_that_leads_higher_stands_at_the_higher_tier_only() -> None:
    scale = build.red("f", "before_you_part", scale=["never", "year", "week", "today"], **{"from": "week"})
    when = {"item": "f", "at_least": "today"}
    plain = {
        "id": "first",
        "steps": [build.checklist("all", scale)],
        "thresholds": [{"id": "t", "tier": "call_now", "when": when}],
    }
    high, middle, low = sufficient(build.protocol(plain))
    assert high.ways == (Enough((Choice("f", ("today",)),)),)
    assert middle.ways == (Enough((Choice("f", ("week", "unsure", "declined")),)),)
    assert (low.ways, low.sets, low.patterns) == ((), 0, 0)


def test_a_limit_is_not_passed_in_silence() -> None:
    with pytest.raises(TooLarge):
        sufficient(counting(8, 30), limits=Limits(pieces=50))
