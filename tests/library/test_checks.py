"""A fault put into a good protocol is found, at its line, with what to do."""

from __future__ import annotations

import pytest

from crisisaid.library.checks_together import check_together
from crisisaid.library.load import Loaded, parse_protocol
from crisisaid.library.lock import check_lock, read_lock
from crisisaid.library.scenarios import parse_scenarios
from crisisaid.library.shelf import order

GOOD = """\
format: crisisaid/protocol/v1
id: example
version: "1.0.0"
status: draft
title: "An example"
summary: "Only for tests."
for: person
sources:
  - {id: one, title: "T", publisher: "P", year: "n.d.", url: "https://example.org/", licence: "L"}
steps:
  - id: first
    kind: checklist
    title: "First"
    items:
      - {id: w, kind: warning_sign, how: ask, label: "W", text: "W?"}
      - {id: p, kind: protective, how: ask, label: "P", text: "P?"}
      - id: s
        kind: warning_sign
        how: ask
        label: "S"
        text: "S?"
        scale: [{id: never, text: "Never"}, {id: today, text: "Today"}]
      - {id: c, kind: context, how: ask, label: "C", text: "C?", options: [{id: a, text: "A"}, {id: b, text: "B"}]}
  - id: second
    kind: checklist
    title: "Second"
    when: {possible: w}
    items:
      - {id: f, kind: red_flag, how: ask, label: "F", text: "F?", clarify: "C.", tier: call_now, sources: [one]}
  - id: help
    kind: referral
    title: "Help"
    when: {tier: [call_now]}
    to: {call_now: [ambulance, shift_lead]}
thresholds:
  - {id: t, tier: call_now, when: f, because: "B.", sources: [one], interrupts: true}
otherwise: keep_supporting
needs_review: [{at: [w, t], says: "N."}]
"""

FAULTS = {
    "CA0301 unknown item": ("when: f,", "when: ff,", "CA0301", "'f'"),
    "unknown role": ("[ambulance, shift_lead]", "[ambulanse, shift_lead]", None, "ambulance"),
    "CA0303 item twice": ("{id: p, kind: protective", "{id: w, kind: protective", "CA0303", "another id"),
    "CA0303 step twice": ("- id: second", "- id: first", "CA0303", "another id"),
    "CA0309 review of nothing": (
        "needs_review: [{at: [w, t]",
        "needs_review: [{at: [w, tt]",
        "CA0309",
        "'tt'",
    ),
    "CA0304 looks ahead": ("when: {possible: w}", "when: {possible: f}", "CA0304", "below"),
    "CA0305 absent of a sign": ("when: f,", "when: {absent: w},", "CA0305", "protective"),
    "CA0305 bare protective": ("when: f,", "when: p,", "CA0305", "absent"),
    "CA0305 lowest point": ("when: f,", "when: {item: s, at_least: never},", "CA0305", "today"),
    "CA0305 unknown point": ("when: f,", "when: {item: s, at_least: soon},", "CA0305", "today"),
    "CA0305 unknown option": ("when: f,", "when: {item: c, is: z},", "CA0305", "a, b"),
    "CA0306 unknown source": ("sources: [one], interrupts", "sources: [two], interrupts", "CA0306", "one"),
    "CA0403 unsure hides": ("when: {possible: w}", "when: w", "CA0403", "possible"),
    "not in a guard": ("when: {possible: w}", "when: {not: {absent: p}}", None, ""),
    "not in a threshold": ("when: f,", "when: {not: {absent: p}},", None, ""),
    "interrupts below": ("tier: call_now, when: f", "tier: this_week, when: f", None, "call_now"),
}


def parse(text: str) -> Loaded:
    return parse_protocol(text.encode(), "example.yaml")


def test_the_good_one_has_no_finding() -> None:
    loaded = parse(GOOD)
    assert loaded.findings == ()
    assert loaded.protocol is not None


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_where_it_stands(name: str) -> None:
    before, after, code, hint = FAULTS[name]
    text = GOOD.replace(before, after, 1)
    assert text != GOOD
    loaded = parse(text)
    assert loaded.protocol is None
    found = loaded.findings[0]
    assert found.code.startswith("CA") if code is None else any(one.code == code for one in loaded.findings)
    line = [number for number, row in enumerate(text.splitlines(), 1) if after in row][-1]
    assert line in [one.line for one in loaded.findings]
    assert any(hint in one.hint or hint in one.message for one in loaded.findings)


def test_a_gate_sign_that_interrupts_nothing_is_found() -> None:
    text = GOOD.replace("id: example", "id: danger-now", 1).replace(", interrupts: true", "", 1)
    assert "CA0406" in [finding.code for finding in parse(text).findings]


def test_a_protocol_in_the_wrong_folder_is_found() -> None:
    loaded = parse_protocol(GOOD.encode(), "protocols/other/1.0.0/protocol.yaml")
    assert [finding.code for finding in loaded.findings] == ["CA0503"]


def test_references_to_other_protocols_are_checked_side_by_side() -> None:
    more = "  - {id: on, kind: continue, to: nowhere}\nthresholds:"
    going_on = parse(GOOD.replace("thresholds:", more, 1)).protocol
    same = parse(GOOD.replace('text: "W?"}', 'text: "W?", same_as: example/s}', 1)).protocol
    assert going_on is not None
    assert same is not None
    assert [finding.code for finding in check_together([going_on])] == ["CA0307"]
    assert [finding.code for finding in check_together([same])] == ["CA0308"]


def test_a_released_protocol_must_be_the_locked_bytes() -> None:
    protocol = parse(GOOD.replace("status: draft", "status: released", 1)).protocol
    assert protocol is not None
    path = "example/1.0.0/protocol.yaml"
    assert "not in protocols.lock" in check_lock(protocol, path, {})[0].message
    assert "changed after" in check_lock(protocol, path, {path: "0" * 64})[0].message
    assert check_lock(protocol, path, read_lock(f"{protocol.digest}  {path}\n")) == ()


def test_scenarios_with_faults_are_refused_whole() -> None:
    scenarios, findings = parse_scenarios(b"format: crisisaid/scenarios/v1\nscenarios: []\n", "s.yaml")
    assert scenarios == ()
    assert findings


def test_versions_are_numbers_in_order() -> None:
    assert order("1.10.0") > order("1.9.0") > order("1.2.10")


def test_a_scale_on_a_list_that_is_ticked_is_found() -> None:
    found = parse(GOOD.replace('title: "First"', 'title: "First"\n    ask: together', 1)).findings
    assert [finding.code for finding in found] == ["CA0407", "CA0407"]
    assert "one by one" in found[0].hint
