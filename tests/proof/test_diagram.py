"""The kernel of the proofs against tables: each operation on random diagrams, combination by combination."""

from __future__ import annotations

import random
from itertools import product
from typing import NamedTuple

import pytest

from crisisaid.proof.diagram import NO, YES, Diagrams, TooLarge

SIZES = (3, 2, 4, 2)
EVERY = list(product(*(range(size) for size in SIZES)))
SEEDS = range(25)

Values = tuple[int, ...]
Table = dict[Values, int]


class Drawn(NamedTuple):
    """A random diagram beside its table."""

    diagram: int
    table: Table


def drawn(diagrams: Diagrams, rng: random.Random, ranks: tuple[int, ...] = (0, 1, 2, 3, 4)) -> Drawn:
    """Some facts do not matter, and some ranks come often: else nothing would ever be shared."""
    matter = [rng.random() < 0.7 for _ in SIZES]
    table: Table = {}
    for values in EVERY:
        seen = tuple(value if looked else 0 for value, looked in zip(values, matter, strict=True))
        table.setdefault(seen, rng.choice(ranks))
        table[values] = table[seen]
    return Drawn(built(diagrams, table), table)


def built(diagrams: Diagrams, table: Table, above: Values = ()) -> int:
    if len(above) == len(SIZES):
        return table[above]
    kids = (built(diagrams, table, (*above, value)) for value in range(SIZES[len(above)]))
    return diagrams.make(len(above), tuple(kids))


def table_of(diagrams: Diagrams, diagram: int) -> Table:
    return {values: diagrams.rank(diagram, values) for values in EVERY}


@pytest.fixture(params=SEEDS)
def rng(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)


@pytest.fixture
def diagrams() -> Diagrams:
    return Diagrams(SIZES)


def test_a_diagram_gives_what_its_table_says(diagrams: Diagrams, rng: random.Random) -> None:
    one = drawn(diagrams, rng)
    assert table_of(diagrams, one.diagram) == one.table


def test_the_same_table_is_the_same_diagram_however_it_came_about(diagrams: Diagrams, rng: random.Random) -> None:
    one, other = drawn(diagrams, rng), drawn(diagrams, rng)
    joined = {values: max(one.table[values], other.table[values]) for values in EVERY}
    assert diagrams.join(one.diagram, other.diagram) == built(diagrams, joined)
    assert (one.diagram == other.diagram) == (one.table == other.table)
    same = diagrams.turn(diagrams.turn(diagrams.from_rank(one.diagram, 2)))
    assert same == built(diagrams, {values: YES if rank >= 2 else NO for values, rank in one.table.items()})


def test_the_higher_and_the_lower_of_two(diagrams: Diagrams, rng: random.Random) -> None:
    one, other = drawn(diagrams, rng), drawn(diagrams, rng)
    both = {values: (one.table[values], other.table[values]) for values in EVERY}
    assert table_of(diagrams, diagrams.join(one.diagram, other.diagram)) == {k: max(two) for k, two in both.items()}
    assert table_of(diagrams, diagrams.meet(one.diagram, other.diagram)) == {k: min(two) for k, two in both.items()}


def test_turning_yes_and_no(diagrams: Diagrams, rng: random.Random) -> None:
    one = drawn(diagrams, rng, (NO, YES))
    assert table_of(diagrams, diagrams.turn(one.diagram)) == {key: YES - rank for key, rank in one.table.items()}


def test_never_above_and_where_it_is_lower(diagrams: Diagrams, rng: random.Random) -> None:
    one, other = drawn(diagrams, rng), drawn(diagrams, rng)
    lowest = diagrams.meet(one.diagram, other.diagram)
    for first, second in ((one.diagram, other.diagram), (lowest, one.diagram), (one.diagram, lowest)):
        here, there = table_of(diagrams, first), table_of(diagrams, second)
        assert diagrams.never_above(first, second) == all(here[key] <= there[key] for key in EVERY)
        less = {key: YES if here[key] < there[key] else NO for key in EVERY}
        assert table_of(diagrams, diagrams.lower(first, second)) == less


def test_ranks_put_through_something(diagrams: Diagrams, rng: random.Random) -> None:
    one = drawn(diagrams, rng)
    turned = diagrams.mapped(one.diagram, lambda rank: (rank * 2) % 5)
    assert table_of(diagrams, turned) == {key: (rank * 2) % 5 for key, rank in one.table.items()}
    for rank in range(YES + 1):
        here = table_of(diagrams, diagrams.from_rank(one.diagram, rank))
        assert here == {key: YES if found >= rank else NO for key, found in one.table.items()}
        here = table_of(diagrams, diagrams.exactly(one.diagram, rank))
        assert here == {key: YES if found == rank else NO for key, found in one.table.items()}


def test_a_fact_that_is_fixed(diagrams: Diagrams, rng: random.Random) -> None:
    one = drawn(diagrams, rng)
    for place, size in enumerate(SIZES):
        for value in range(size):
            fixed = diagrams.fixed(one.diagram, place, value)
            assert place not in diagrams.looked_at(fixed)
            expected = {key: one.table[(*key[:place], value, *key[place + 1 :])] for key in EVERY}
            assert table_of(diagrams, fixed) == expected


def test_step_by_step_down_to_the_rank(diagrams: Diagrams, rng: random.Random) -> None:
    one = drawn(diagrams, rng)
    for values in EVERY:
        left = one.diagram
        for place, value in enumerate(values):
            left = diagrams.step(left, place, value)
        assert left == one.table[values]


def test_any_all_and_at_least_so_many(diagrams: Diagrams, rng: random.Random) -> None:
    parts = [drawn(diagrams, rng, (NO, YES)) for _ in range(4)]
    numbers = [part.diagram for part in parts]
    hold = {key: sum(part.table[key] == YES for part in parts) for key in EVERY}
    assert table_of(diagrams, diagrams.any_of(numbers)) == {key: YES if hold[key] else NO for key in EVERY}
    assert table_of(diagrams, diagrams.all_of(numbers)) == {key: YES if hold[key] == 4 else NO for key in EVERY}
    for wanted in range(6):
        counted = table_of(diagrams, diagrams.count_of(numbers, wanted))
        assert counted == {key: YES if hold[key] >= wanted else NO for key in EVERY}


def test_one_part_that_is_named_twice_counts_twice(diagrams: Diagrams) -> None:
    """As in the engine, where a count goes through its list."""
    part = diagrams.one_of(0, [1])
    assert diagrams.count_of([part, part], 2) == part


def test_nothing_to_join_is_no_and_nothing_to_meet_is_yes(diagrams: Diagrams) -> None:
    assert (diagrams.any_of([]), diagrams.all_of([])) == (NO, YES)
    assert (diagrams.count_of([], 0), diagrams.count_of([], 1)) == (YES, NO)


def test_one_of_several_values(diagrams: Diagrams) -> None:
    found = table_of(diagrams, diagrams.one_of(2, (1, 3)))
    assert found == {key: YES if key[2] in (1, 3) else NO for key in EVERY}


def test_what_is_looked_at_is_what_matters(diagrams: Diagrams, rng: random.Random) -> None:
    one = drawn(diagrams, rng)
    tells = {
        place
        for place, size in enumerate(SIZES)
        for key in EVERY
        for value in range(size)
        if one.table[key] != one.table[(*key[:place], value, *key[place + 1 :])]
    }
    assert diagrams.looked_at(one.diagram) == tells
    assert diagrams.pieces(one.diagram) >= {one.diagram, *one.table.values()}


def test_the_lowest_and_the_highest_are_known(diagrams: Diagrams, rng: random.Random) -> None:
    one = drawn(diagrams, rng)
    ranks = one.table.values()
    assert (diagrams.least[one.diagram], diagrams.most[one.diagram]) == (min(ranks), max(ranks))


def test_a_diagram_that_outgrows_its_limit_raises() -> None:
    """The same pairs, far apart, in 40 pieces and in 4,000: only the second has room for them."""
    with pytest.raises(TooLarge):
        far_pairs(Diagrams([2] * 12, limit=40))
    assert far_pairs(Diagrams([2] * 12, limit=4000)) > YES


def test_it_raises_once_it_has_taken_long_enough() -> None:
    asked: list[int] = []

    def enough() -> bool:
        asked.append(1)
        return len(asked) == 2

    with pytest.raises(TooLarge):
        far_pairs(Diagrams([2] * 24, enough=enough))
    assert len(asked) == 2


def far_pairs(diagrams: Diagrams) -> int:
    """Some fact of the first half together with its partner in the second half."""
    half = len(diagrams.sizes) // 2
    pairs = ((diagrams.one_of(place, [1]), diagrams.one_of(half + place, [1])) for place in range(half))
    return diagrams.any_of([diagrams.meet(*pair) for pair in pairs])
