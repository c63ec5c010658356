"""Interval algebra says the same as sets of minutes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crisisaid.contacts.hours.spans import intersect, subtract, total, union

SPAN = st.tuples(st.integers(-40, 40), st.integers(-40, 40))
LOOSE = st.lists(SPAN, max_size=12)


def minutes(spans: object) -> set[int]:
    return {minute for start, end in spans for minute in range(start, end)}  # type: ignore[attr-defined]


@given(st.lists(LOOSE, max_size=4))
def test_union_is_every_minute_of_any(many: list[list[tuple[int, int]]]) -> None:
    joined = union(many)
    assert minutes(joined) == set().union(*(minutes(spans) for spans in many))
    assert total(joined) == len(minutes(joined))
    assert all(start < end for start, end in joined)
    assert all(one[1] < other[0] for one, other in pairwise(joined)), "sorted, and never touching"
    assert union([joined]) == joined


@given(LOOSE, LOOSE)
def test_intersect_is_every_minute_of_both(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    one, other = union([first]), union([second])
    shared = intersect(one, other)
    assert minutes(shared) == minutes(one) & minutes(other)
    assert shared == union([shared]) == intersect(other, one)


@given(LOOSE, LOOSE)
def test_subtract_is_every_minute_of_one_alone(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    whole, holes = union([first]), union([second])
    left = subtract(whole, holes)
    assert minutes(left) == minutes(whole) - minutes(holes)
    assert left == union([left])
    assert union([left, intersect(whole, holes)]) == whole


def test_one_hole_may_cut_two_spans_and_one_span_have_two_holes() -> None:
    assert subtract(((0, 10), (20, 30)), ((5, 25),)) == ((0, 5), (25, 30))
    assert subtract(((0, 30),), ((5, 6), (10, 40))) == ((0, 5), (6, 10))
