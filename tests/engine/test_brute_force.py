"""All answers to four small protocols, and every step to a more worrying one: not one may lower the tier.

Twice: over persons (what would be said to each item; only what is asked is answered) and over records (any part of the
answers, given in any order). Then again with a control switched off, which must show.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from crisisaid.engine.fold import fold
from crisisaid.model.event import Closed
from crisisaid.model.tier import KEEP_SUPPORTING, RANK, highest

from . import build, walks
from .build import SKIP, Plain, checklist, context, protective, red, sign
from .oracle import judge
from .random_protocols import items_of, safest, worse
from .test_oracle import floor_off, rule_a_off, skip_is_no, unknown_red_flag_off, unsure_is_no

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_ASKED = "not asked"
CLOSED = Closed("stopped")

RULE_A: Plain = {
    "id": "rule-a",
    "steps": [
        checklist("one", sign("w")),
        checklist("two", protective("p"), when={"possible": "w"}),
        checklist("three", red("f"), when={"absent": "p"}),
        checklist("four", sign("s", scale=["never", "year", "today"])),
    ],
    "thresholds": [
        {"id": "recent", "tier": "this_week", "when": {"possible": "s", "at_least": "today"}},
        {"id": "alone", "tier": "before_you_part", "when": {"all": [{"absent": "p"}, "w"]}},
    ],
}
INTERRUPTS: Plain = {
    "id": "interrupts",
    "steps": [
        checklist("one", red("f"), sign("w")),
        checklist(
            "two",
            red("g", "before_you_part", scale=["never", "year", "today"], **{"from": "today"}),
            when={"any": [{"possible": "f"}, {"possible": "w"}]},
        ),
        checklist("three", sign("v")),
    ],
    "thresholds": [
        {
            "id": "danger",
            "tier": "call_now",
            "when": {"all": [{"possible": "f"}, {"possible": "w"}]},
            "interrupts": True,
        },
        {"id": "some", "tier": "this_week", "when": {"count": {"at_least": 2, "of": ["w", {"possible": "g"}, "v"]}}},
    ],
}
SETTINGS: Plain = {
    "id": "settings",
    "steps": [
        checklist("who", context("c", "child", "adult")),
        checklist("child", red("f", "before_you_part"), when={"item": "c", "is": "child"}),
        checklist("all", sign("w"), protective("p")),
    ],
    "thresholds": [
        {"id": "young", "tier": "call_now", "when": {"all": [{"item": "c", "is": "child"}, {"possible": "f"}, "w"]}},
        {"id": "alone", "tier": "before_you_part", "when": {"all": [{"possible": "w"}, {"absent": "p"}]}},
        {"id": "sign", "tier": "this_week", "when": "w"},
    ],
}
CHAIN: Plain = {
    "id": "chain",
    "steps": [
        checklist("one", sign("a"), sign("b")),
        checklist("two", protective("p"), when={"all": [{"possible": "a"}, {"possible": "b"}]}),
        checklist("three", red("f", "before_you_part"), when={"any": [{"absent": "p"}, {"possible": "b"}]}),
    ],
    "thresholds": [
        {"id": "two", "tier": "this_week", "when": {"count": {"at_least": 2, "of": ["a", "b", {"absent": "p"}]}}},
        {"id": "all", "tier": "call_now", "when": {"all": [{"possible": "f"}, {"absent": "p"}]}},
    ],
}
FOUR = (RULE_A, INTERRUPTS, SETTINGS, CHAIN)

Pattern = tuple[str, ...]


def words(item: Plain) -> list[str]:
    """Every answer, and a skip."""
    own = item.get("scale") or item.get("options") or ["no", "yes"]
    return [*own, "unsure", "declined", SKIP]


def persons(plain: Plain) -> dict[Pattern, int]:
    """The tier each person ends with, walked prompt by prompt."""
    items = items_of(plain)
    shelf = build.library(plain)
    found = {}
    for pattern in product(*(words(item) for item in items)):
        said = {(plain["id"], item["id"]): word for item, word in zip(items, pattern, strict=True)}
        events = walks.walked(shelf, said, build.started(plain["id"]))
        found[pattern] = RANK[fold(shelf, [*events, CLOSED]).disposition.tier]
    return found


def records(plain: Plain, *, closed: bool = True) -> dict[Pattern, int]:
    """The tier of every partial record; not closed: of what the answers alone establish."""
    items = items_of(plain)
    shelf = build.library(plain)
    found = {}
    for pattern in product(*([*words(item), NOT_ASKED] for item in items)):
        said = {item["id"]: word for item, word in zip(items, pattern, strict=True) if word != NOT_ASKED}
        state = build.after(shelf, *build.says(plain["id"], said), closed=closed)
        kept = ("threshold", "red_flag", "unknown_red_flag")
        tiers = [one.tier for one in state.disposition.reasons if closed or one.kind in kept]
        found[pattern] = RANK[highest(KEEP_SUPPORTING, *tiers)]
        assert not closed or found[pattern] == RANK[state.disposition.tier]
    return found


def more_worrying(item: Plain, word: str, *, recorded: bool) -> list[str]:
    """The next words up; in a record also from the safest to "not asked", and from there to a skip."""
    if word == NOT_ASKED:
        return [SKIP]
    up = worse(item, word)
    if item["kind"] == "context":
        # Settings have no order, so none of them is the safest; one that was not asked yet is open.
        return up
    return [*up, NOT_ASKED] if recorded and word == safest(item) else up


def steps_up(plain: Plain, pattern: Pattern, *, recorded: bool) -> Iterator[Pattern]:
    for place, item in enumerate(items_of(plain)):
        for word in more_worrying(item, pattern[place], recorded=recorded):
            yield (*pattern[:place], word, *pattern[place + 1 :])


def violations(plain: Plain, found: dict[Pattern, int], *, recorded: bool) -> list[tuple[Pattern, Pattern]]:
    return [
        (pattern, other)
        for pattern in found
        for other in steps_up(plain, pattern, recorded=recorded)
        if found[other] < found[pattern]
    ]


def unsafe(plain: Plain, found: dict[Pattern, int]) -> list[Pattern]:
    """Patterns in which a red flag that nobody could rule out, or that was not asked, led to less than promised."""
    return [pattern for pattern, rank in found.items() if rank < promised(plain, pattern)]


def promised(plain: Plain, pattern: Pattern) -> int:
    """By rules 2 and 3 alone, read by the oracle."""
    said = {(plain["id"], item["id"]): word for item, word in zip(items_of(plain), pattern, strict=True)}
    return RANK[
        judge([{**plain, "thresholds": []}], {k: w for k, w in said.items() if w != NOT_ASKED}, stopped=True)["tier"]
    ]


def by_name(plain: Plain) -> str:
    return str(plain["id"])


@pytest.mark.parametrize("plain", FOUR, ids=by_name)
def test_no_person_with_more_concern_gets_less_help(plain: Plain) -> None:
    found = persons(plain)
    assert len(set(found.values())) >= 4, "a protocol that tells nothing apart tests nothing"
    assert violations(plain, found, recorded=False) == []


@pytest.mark.parametrize("plain", FOUR, ids=by_name)
@pytest.mark.parametrize("closed", [True, False], ids=["stopped", "on the way"])
def test_no_record_with_more_concern_gets_less_help(plain: Plain, closed: bool) -> None:
    assert violations(plain, records(plain, closed=closed), recorded=True) == []


@pytest.mark.parametrize("plain", FOUR, ids=by_name)
def test_no_red_flag_is_passed_over(plain: Plain) -> None:
    assert unsafe(plain, records(plain)) == []


def test_the_number_of_pairs_is_what_it_seems() -> None:
    """A test that compares nothing also finds nothing."""
    pairs = sum(
        1
        for plain in FOUR
        for pattern in product(*([*words(item), NOT_ASKED] for item in items_of(plain)))
        for _ in steps_up(plain, pattern, recorded=True)
    )
    assert pairs > 25_000


# --- A control is proved by switching it off ------------------------------------------------------------------------


def test_without_rule_a_a_skip_hides_a_red_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    rule_a_off(monkeypatch)
    found = violations(RULE_A, persons(RULE_A), recorded=False)
    example = (("no", "yes", "yes", "never"), (SKIP, "yes", "yes", "never"))
    assert example in found, "DESIGN's own example: w no, p yes, f yes against w skipped"


def test_without_rule_b_unsure_hides_a_red_flag() -> None:
    bare: Plain = {
        "id": "rule-b",
        "steps": [
            checklist("one", sign("w")),
            checklist("two", red("f"), when="w"),
        ],
    }
    assert ((SKIP, "yes"), ("unsure", "yes")) in violations(bare, persons(bare), recorded=False)
    kept = {**bare, "steps": [bare["steps"][0], {**bare["steps"][1], "when": {"possible": "w"}}]}
    assert violations(kept, persons(kept), recorded=False) == []


def test_with_the_lowest_point_in_a_threshold_unsure_lowers() -> None:
    """Why content may not say ``at_least`` of a scale's lowest point."""
    lowest: Plain = {
        "id": "lowest",
        "steps": [checklist("one", sign("s", scale=["never", "today"]))],
        "thresholds": [{"id": "any", "tier": "this_week", "when": {"item": "s", "at_least": "never"}}],
    }
    assert (("never",), ("unsure",)) in violations(lowest, persons(lowest), recorded=False)


def test_with_unsure_as_no_a_red_flag_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure_is_no(monkeypatch)
    assert any(violations(plain, records(plain), recorded=True) for plain in FOUR)
    assert any(unsafe(plain, records(plain)) for plain in FOUR)


def test_without_the_floor_a_skip_is_the_end_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    floor_off(monkeypatch)
    # Monotony alone would not see it: a skip is then simply worth a "no". What rule 3 promises does.
    assert all(unsafe(plain, records(plain)) for plain in FOUR)


def test_with_a_skip_as_no_a_red_flag_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    skip_is_no(monkeypatch)
    assert all(unsafe(plain, records(plain)) for plain in FOUR)


def test_without_the_rule_for_unknown_red_flags_unsure_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    unknown_red_flag_off(monkeypatch)
    assert any(unsafe(plain, records(plain)) for plain in FOUR)
