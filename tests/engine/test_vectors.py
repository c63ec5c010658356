"""The engine against vectors.yaml, the truth table of DESIGN section 5."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from crisisaid.engine.advance import next_prompt
from crisisaid.engine.answers import NOT_APPLICABLE, NOT_ASKED, allowed
from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.model.protocol import CANNOT_TELL_HERE, COULD_NOT_ASK
from crisisaid.model.state import AskItem, AskTogether, GoTo, OfferReferral, ShowGuidance

from . import build
from .oracle import FAILS, HOLDS, OPEN, Situation

if TYPE_CHECKING:
    from collections.abc import Iterator

VECTORS = yaml.safe_load(Path(__file__).with_name("vectors.yaml").read_text(encoding="utf-8"))
TRUTH = {"holds": True, "fails": False, "open": None}
SPAN = {"holds": HOLDS, "fails": FAILS, "open": OPEN}
NOT_ANSWERS = ("skipped", "not_asked", "not_applicable")


def literal_cases() -> Iterator[Any]:
    for row in VECTORS["literals"]:
        for expected in TRUTH:
            for state in row[expected]:
                yield pytest.param(row, state, expected, id=f"{row['name']}-{state}-{expected}")


def page_with(row: dict[str, Any], state: str) -> tuple[Page, dict[str, Any]]:
    """A page on which the row's item is in that state."""
    name = row["item"]["id"]
    answers = {} if state in NOT_ANSWERS else {("p", name): state}
    answers[("p", "key")] = "no" if state == "not_applicable" else "yes"
    plain = {
        "id": "p",
        "steps": [
            build.checklist("one", build.sign("key")),
            build.checklist("two", row["item"], when={"possible": "key"}),
        ],
    }
    skipped = {("p", name): COULD_NOT_ASK} if state == "skipped" else {}
    return Page(build.protocol(plain), answers, skipped), plain


@pytest.mark.parametrize(("row", "state", "expected"), list(literal_cases()))
def test_literal(row: dict[str, Any], state: str, expected: str) -> None:
    page, _ = page_with(row, state)
    assert page.known(row["item"]["id"]) == state
    assert truth(build.condition(row["when"]), page) is TRUTH[expected]


@pytest.mark.parametrize(("row", "state", "expected"), list(literal_cases()))
def test_literal_in_the_oracle(row: dict[str, Any], state: str, expected: str) -> None:
    page, plain = page_with(row, state)
    skipped = {("p", row["item"]["id"])} if state == "skipped" else set()
    assert Situation(plain, dict(page._answers), skipped).value(row["when"]) == SPAN[expected]


@pytest.mark.parametrize("row", VECTORS["literals"], ids=lambda row: str(row["name"]))
def test_a_literal_names_every_state_once(row: dict[str, Any]) -> None:
    named = [*row["holds"], *row["fails"], *row["open"]]
    assert sorted(named) == sorted([*allowed(build.item(row["item"])), *NOT_ANSWERS])


@pytest.mark.parametrize("row", VECTORS["literals"], ids=lambda row: str(row["name"]))
@pytest.mark.parametrize("way", ["could not ask", "cannot tell here", "channel"])
def test_every_way_to_skip_is_the_same(row: dict[str, Any], way: str) -> None:
    hidden = {**row["item"], "channels": ["in_person"]}
    shelf = build.library({"id": "p", "steps": [build.checklist("one", hidden)]})
    why = {"could not ask": COULD_NOT_ASK, "cannot tell here": CANNOT_TELL_HERE, "channel": ""}[way]
    page = Page(shelf["p"], {}, {("p", hidden["id"]): why} if why else {}, "" if why else "phone")
    [expected] = [word for word in TRUTH if "skipped" in row[word]]
    assert truth(build.condition(row["when"]), page) is TRUTH[expected]


def test_all_kinds_of_items_and_literals_are_there() -> None:
    kinds = {(row["item"]["kind"], "scale" in row["item"]) for row in VECTORS["literals"]}
    signs = {(kind, scaled) for kind in ("red_flag", "warning_sign") for scaled in (True, False)}
    assert kinds == signs | {("protective", False), ("context", False)}


PARTS = {"holds": "yes", "fails": "no", "open": ""}


def combined(row: dict[str, Any]) -> tuple[Any, Page, dict[str, Any]]:
    names = [f"w{place}" for place, _ in enumerate(row["parts"])]
    signs = [build.sign(name) for name in names]
    answers = {("p", name): PARTS[part] for name, part in zip(names, row["parts"], strict=True) if PARTS[part]}
    when: Any = {"count": {"at_least": row["of"], "of": names}}
    if row["of"] in ("all", "any", "not"):
        when = {row["of"]: names[0] if row["of"] == "not" else names}
    plain = {"id": "p", "steps": [build.checklist("one", *signs)]}
    return when, Page(build.protocol(plain), answers, {}), plain


@pytest.mark.parametrize("row", VECTORS["combined"], ids=str)
def test_combined(row: dict[str, Any]) -> None:
    when, page, plain = combined(row)
    assert truth(build.condition(when), page) is TRUTH[row["is"]]
    if row["of"] != "not":
        assert Situation(plain, dict(page._answers), set()).value(when) == SPAN[row["is"]]


def test_not_turns_a_literal_that_does_not_apply() -> None:
    page, _ = page_with({"item": build.sign("w")}, NOT_APPLICABLE)
    assert truth(build.condition({"not": "w"}), page) is True


@pytest.mark.parametrize("row", VECTORS["tiers"], ids=str)
def test_tier_guards(row: dict[str, Any]) -> None:
    page = Page(build.protocol({"id": "p", "steps": []}), {}, {})
    assert truth(build.condition({"tier": row["tier"]}), page, row["stands"]) is TRUTH[row["is"]]
    assert truth(build.condition({"not": {"tier": row["tier"]}}), page, row["stands"]) is not TRUTH[row["is"]]


def next_id(prompt: object) -> str:
    match prompt:
        case AskItem(item=name) | AskTogether(items=(name, *_)):
            return name
        case ShowGuidance(step=name) | OfferReferral(step=name) | GoTo(target=name):
            return name
    return ""


@pytest.mark.parametrize("row", VECTORS["sessions"], ids=lambda row: f"{row['protocol']}-{row['name']}")
def test_session(row: dict[str, Any]) -> None:
    own = row["protocol"]
    names = [row["also"], own] if "also" in row else [own]
    shelf = build.library(*({"id": name, **VECTORS["protocols"][name]} for name in names))
    events = build.says(own, row["answers"])
    if "also" in row:
        events = (*build.says(row["also"], row["other"]), *events)
    near = build.library({"id": row["near"], **VECTORS["protocols"][row["near"]]}) if "near" in row else {}
    state = build.after(shelf, *events, channel=row.get("channel", ""), closed=row.get("closed", False), near=near)
    check_disposition(row, state)
    check_page(row, Page(shelf[own], state.answers, state.skipped, state.channel))
    if "next" in row:
        assert next_id(next_prompt({**shelf, **near}, state)) == row["next"]


def check_disposition(row: dict[str, Any], state: Any) -> None:
    found = state.disposition
    assert found.tier == row.get("tier", found.tier)
    assert bool(found.interrupted) is row.get("interrupted", bool(found.interrupted))
    for word, kind in (("reasons", "threshold"), ("red_flags", "red_flag"), ("unknown", "unknown_red_flag")):
        if word in row:
            assert build.reasons(state, kind) == set(row[word])
    if "not_asked" in row:
        assert [name for _, name in found.not_asked] == row["not_asked"]


def check_page(row: dict[str, Any], page: Page) -> None:
    if "not_applicable" in row:
        assert [name for name in page.items if page.known(name) == NOT_APPLICABLE] == row["not_applicable"]
    for name in page.items:
        if name in row["answers"]:
            assert page.known(name) != NOT_ASKED


def test_every_answer_in_the_file_is_a_word() -> None:
    """A bare yes or no would be read as a truth value, and the vector would test something else."""
    truth_values = {"closed", "interrupted", "interrupts"}

    def look(value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                assert isinstance(name, str)
                look(inner, name)
        elif isinstance(value, list):
            for inner in value:
                look(inner, key)
        else:
            assert (
                isinstance(value, str) or key in truth_values or (isinstance(value, int) and key in ("of", "at_least"))
            )

    look(VECTORS)


def test_the_answers_in_every_session_are_among_those_its_items_take() -> None:
    for row in VECTORS["sessions"]:
        for name, answers in ((row["protocol"], row["answers"]), (row.get("also"), row.get("other", {}))):
            if name:
                items = {one.id: one for one in build.protocol({"id": name, **VECTORS["protocols"][name]}).items()}
                assert all(answer in (*allowed(items[one]), "skipped") for one, answer in answers.items())
