"""What the authors state of everybody: read, checked, kept and shown, and nothing of it where nothing is stated."""

from __future__ import annotations

import json
import marshal

import jsonschema
import pytest
from test_checks import GOOD

from crisisaid.app.words import HEADLINES
from crisisaid.formats.protocol_blocks import PART
from crisisaid.formats.protocol_card import protocol_card, protocol_card_html
from crisisaid.formats.protocol_html import protocol_html
from crisisaid.formats.protocol_json import protocol_data, protocol_json
from crisisaid.formats.protocol_markdown import protocol_markdown
from crisisaid.formats.protocol_page import protocol_page
from crisisaid.formats.protocol_parts import blocks
from crisisaid.library.checks_together import check_together
from crisisaid.library.compiled import dump, load
from crisisaid.library.load import Loaded, parse_protocol
from crisisaid.library.quality import quality
from crisisaid.model.condition import Absent, All, Not, Present
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.protocol import Never, Protocol
from crisisaid.reading.shape import load_schema

STATED = f"""\
{GOOD}never:
  - id: flag-and-friend
    when: {{all: [f, {{not: {{absent: p}}}}]}}
    below: call_now
    because: "A friend is no ambulance."
  - {{id: sign-today, when: {{item: s, at_least: today}}, below: this_week, because: "Today is soon."}}
within: {{before_you_part: 5, call_now: 4}}
derived_from: "original@2.1.0"
"""

FAULTS = {
    "an item that is not there": ("when: {item: s, at", "when: {item: ss, at", "CA0301", "'s'"),
    "an item that is not there, behind not": ("{absent: p}}]", "{absent: pp}}]", "CA0301", "'p'"),
    "a bare protective factor": ("all: [f, {not: {absent: p}}]", "all: [f, p]", "CA0305", "absent"),
    "a point that is not there": ("at_least: today}, below", "at_least: soon}, below", "CA0305", "today"),
    "the same id twice": ("id: sign-today", "id: flag-and-friend", "CA0303", "another id"),
    "the tier": ("all: [f, {not: {absent: p}}]", "any: [f, {not: {tier: [call_now]}}]", "CA0413", "told or noticed"),
    "itself": ("original@2.1.0", "example@1.0.0", "CA0414", "began with"),
}

NOTHING_SAID = {
    "more prompts than there are": ("before_you_part: 5", "before_you_part: 6", "5 or fewer"),
    "a tier that nothing comes to": ("tier: call_now", "tier: before_you_part", "threshold"),
}


def parse(text: str) -> Loaded:
    return parse_protocol(text.encode(), "example.yaml")


def stated(text: str = STATED) -> Protocol:
    loaded = parse(text)
    assert loaded.findings == ()
    assert loaded.protocol is not None
    return loaded.protocol


def for_authors(text: str) -> list[Finding]:
    loaded = parse_protocol(text.encode(), "example.yaml", quality("2026-11-23"))
    assert loaded.protocol is not None
    return [finding for finding in loaded.findings if finding.code == "CA0415"]


def test_what_is_stated_is_read() -> None:
    protocol = stated()
    flag = Never("flag-and-friend", All((Present("f"), Not(Absent("p")))), "call_now", "A friend is no ambulance.")
    assert protocol.never[0] == flag
    assert [one.id for one in protocol.never] == ["flag-and-friend", "sign-today"]
    assert protocol.within == (("call_now", 4), ("before_you_part", 5))
    assert protocol.derived_from == "original@2.1.0"


def test_where_nothing_is_stated_there_is_nothing() -> None:
    protocol = stated(GOOD)
    assert (protocol.never, protocol.within, protocol.derived_from) == ((), (), "")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_statement_is_found_where_it_stands(name: str) -> None:
    before, after, code, hint = FAULTS[name]
    text = STATED.replace(before, after)
    loaded = parse(text)
    lines = [number for number, row in enumerate(text.splitlines(), 1) if after in row]
    assert loaded.protocol is None
    assert [(one.code, one.severity, one.line) for one in loaded.findings] == [(code, ERROR, lines[-1])]
    assert hint in loaded.findings[0].hint


@pytest.mark.parametrize("name", NOTHING_SAID)
def test_a_number_that_says_nothing_is_found(name: str) -> None:
    before, after, hint = NOTHING_SAID[name]
    text = STATED.replace(before, after).replace(", interrupts: true", "")
    found = for_authors(text)
    line = next(number for number, row in enumerate(text.splitlines(), 1) if row.startswith("within:"))
    assert [(one.severity, one.line) for one in found] == [("warning", line)]
    assert hint in found[0].hint


def test_a_number_that_can_be_exceeded_is_left_alone() -> None:
    assert for_authors(STATED) == []
    assert for_authors(GOOD) == []


def test_what_comes_to_a_tier_above_has_come_to_the_one_below() -> None:
    flag = 'kind: red_flag, how: ask, label: "F", text: "F?", clarify: "C.", tier: call_now'
    sign = STATED.replace(flag, 'kind: warning_sign, how: ask, label: "F", text: "F?", clarify: "C."')
    assert sign != STATED
    assert for_authors(sign) == []
    red = STATED.replace(", interrupts: true", "").replace("tier: call_now, when: f", "tier: this_week, when: w")
    assert for_authors(red) == []


def test_the_reason_is_held_to_the_same_words_as_all_that_is_shown() -> None:
    text = STATED.replace("Today is soon.", "They committed suicide before.")
    found = parse_protocol(text.encode(), "example.yaml", quality("2026-11-23")).findings
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "before." in row)
    assert [one.line for one in found if one.code == "CA0804"] == [line]


def test_a_list_asked_together_is_one_prompt() -> None:
    plain = STATED.replace('scale: [{id: never, text: "Never"}, {id: today, text: "Today"}]', 'why: "S."')
    plain = plain.replace("{item: s, at_least: today}", "s")
    context = '      - {id: c, kind: context, how: ask, label: "C", text: "C?", options: [{id: a, text: "A"}, '
    plain = plain.replace(f'{context}{{id: b, text: "B"}}]}}\n', "")
    together = plain.replace('title: "First"', 'title: "First"\n    ask: together')
    assert [one.message.partition(",")[0] for one in for_authors(plain)] == ["This page has 4 prompts"]
    assert {one.message.partition(",")[0] for one in for_authors(together)} == {"This page has 2 prompts"}


def test_the_original_has_to_be_there_when_all_is_there() -> None:
    protocol = stated()
    assert [finding.code for finding in check_together([protocol])] == ["CA0414"]
    assert check_together([protocol], elsewhere=True) == ()
    assert check_together([protocol, stated(GOOD).but(id="original", version="2.2.0")]) == ()


def test_a_reviewer_can_be_pointed_to_a_statement() -> None:
    protocol = stated(STATED.replace("at: [w, t]", "at: [sign-today]"))
    assert "Statement 2: N." in protocol_page(protocol, "not reviewed", HEADLINES)


# Kept copies.


def test_compiled_and_loaded_is_the_same() -> None:
    assert load(dump(stated())) == stated()


def test_what_was_kept_before_there_were_statements_is_read_as_what_it_is() -> None:
    number, *fields = marshal.loads(dump(stated(GOOD)))
    before = marshal.dumps((21, *fields[:17]), 4)
    assert number == 21
    assert load(before) == stated(GOOD)
    finding = ("CA0101", ERROR, "f", 1, "m", "h", 1, "e")
    assert load(marshal.dumps((24, *finding), 4)) == Finding(*finding)


# What is shown, and where.


def shown(protocol: Protocol) -> dict[str, str]:
    forms = {"page": protocol_page, "markdown": protocol_markdown, "html": protocol_html}
    return {name: " ".join(form(protocol, "not reviewed", HEADLINES).split()) for name, form in forms.items()}


SAID = (
    "Adapted from",
    "original 2.1.0",
    "Statement 1: never below CALL NOW",
    "A friend is no ambulance.",
    "all of these are true",
    "2.1 is yes (F)",
    "1.2 is confirmed (P)",
    "Statement 2: never below THIS WEEK",
    "Statement 3: CALL NOW after at most 4 prompts",
    "Statement 4: BEFORE YOU PART after at most 5 prompts",
)


@pytest.mark.parametrize("form", ["page", "markdown", "html"])
def test_a_reader_sees_what_is_stated(form: str) -> None:
    with_them, without = shown(stated())[form], shown(stated(GOOD))[form]
    assert [one for one in SAID if one not in with_them] == []
    assert [one for one in SAID if one.startswith(("Statement", "Adapted")) and one in without] == []


@pytest.mark.parametrize("without", ["", "needs_review", "never"])
def test_what_is_for_reviewers_begins_one_new_sheet(without: str) -> None:
    protocol = stated().but(**{without: ()} if without else {})
    parts = [block for block in blocks(protocol, "not reviewed", HEADLINES) if block.kind == PART]
    for_reviewers = [block.depth for block in parts if block.text in ("Waiting for review", "What the authors state")]
    assert for_reviewers == [0, *[1] * (len(for_reviewers) - 1)]
    assert [block.depth for block in parts if block.text == "Sources"] == [1]


def test_the_card_does_not_show_it() -> None:
    for card in (protocol_card, protocol_card_html):
        bare = stated().but(never=(), within=(), derived_from="")
        assert card(stated(), "not reviewed", HEADLINES) == card(bare, "not reviewed", HEADLINES)


def test_as_data_it_is_spelled_as_it_was_written() -> None:
    data = protocol_data(stated(), "not reviewed")
    jsonschema.Draft202012Validator(load_schema("show-v1")).validate(data)
    assert data["never"][0]["when"] == {"all": ["f", {"not": {"absent": "p"}}]}
    assert data["never"][1]["below"] == "this_week"
    assert data["within"] == {"call_now": 4, "before_you_part": 5}
    assert data["derived_from"] == "original@2.1.0"


def test_as_data_nothing_is_said_where_nothing_is_stated() -> None:
    data = json.loads(protocol_json(stated(GOOD), "not reviewed"))
    assert set(data) & {"never", "within", "derived_from"} == set()
    assert list(data)[-2:] == ["needs_review", "review"]
