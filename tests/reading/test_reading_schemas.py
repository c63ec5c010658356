"""The schemas themselves, and what they are for."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from reading_samples import CONTACTS, PROTOCOL

from crisisaid.model import protocol as protocol_records
from crisisaid.model import summary as summary_records
from crisisaid.model.contact import Contact
from crisisaid.model.policy import Policy
from crisisaid.model.protocol import Checklist, Continue, Guidance, Item, Protocol, Referral
from crisisaid.model.summary import Summary
from crisisaid.reading.shape import SCHEMAS, check_shape, check_shape_by_path, load_schema
from crisisaid.reading.strict import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

CONDITIONS = ("if", "examples", "enum", "required")


def properties_of(schema: Any, way: str = "") -> Iterator[tuple[str, Any]]:
    """Every property that a schema names, leaving out the questions behind ``if``."""
    if isinstance(schema, list):
        for number, part in enumerate(schema):
            yield from properties_of(part, f"{way}/{number}")
    elif isinstance(schema, dict):
        for name, rule in schema.get("properties", {}).items():
            yield f"{way}/{name}", rule
        for key, part in schema.items():
            if key not in CONDITIONS:
                yield from properties_of(part, f"{way}/{key}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_says_what_it_is(name: str) -> None:
    schema = load_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://crisisaid.example/schemas/{name}.schema.json"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_has_a_description(name: str) -> None:
    named = list(properties_of(load_schema(name)))
    assert named
    assert [way for way, rule in named if not rule.get("description")] == []


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, list):
        for part in schema:
            yield from parts_of(part)
    elif isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from parts_of(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_stays_at_home_and_is_clear(name: str) -> None:
    for part in parts_of(load_schema(name)):
        assert "oneOf" not in part
        assert "uniqueItems" not in part, "comparing every pair of a hostile list takes minutes"
        assert str(part.get("$ref", "#")).startswith("#")
        if part.get("type") == "object" and isinstance(part.get("properties"), dict) and "kind" not in part:
            assert "additionalProperties" in part or "allOf" in part


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_pattern_holds_to_the_very_end_and_takes_ascii_only(name: str) -> None:
    for part in parts_of(load_schema(name)):
        pattern = part.get("pattern")
        if not isinstance(pattern, str):
            continue
        assert pattern.startswith("^")
        assert pattern.endswith(r"$(?!\n)")
        assert part["patternErrorMessage"]
        for text in ("\n", "1\n", "a\n", "GB\n", "1.0.0\n", "2026-11-02\n", "https://a\n"):
            assert not re.search(pattern, text)
        if not pattern.startswith(r"^[^"):
            assert not re.search(pattern, "\u0661\u0662\u0663")
            assert not re.search(pattern, "https://\u0430")


def names(schema: dict[str, Any]) -> set[str]:
    return set(schema["properties"])


NESTED = {
    "source": "SourceLine",
    "answer": "AnswerLine",
    "reason": "ReasonLine",
    "item": "ItemLine",
    "protocol": "ProtocolLine",
    "contact": "ContactLine",
    "change": "ChangeLine",
    "referral": "ReferralLine",
    "handoff": "Handoff",
    "lowered": "LoweredLine",
    "consent": "ConsentLine",
    "follow_up": "FollowUpLine",
    "what_would_change": "WhatWouldChange",
    "rise": "RiseLine",
    "unknown": "UnknownLine",
}


def test_the_summary_schema_has_every_field_of_the_record_and_requires_it() -> None:
    schema = load_schema("summary-v1")
    assert names(schema) == {"schema", *Summary._fields}
    assert set(schema["required"]) == names(schema)
    assert set(schema["$defs"]) == set(NESTED)
    for name, record in NESTED.items():
        part = schema["$defs"][name]
        assert names(part) == set(getattr(summary_records, record)._fields) == set(part["required"])


def test_the_summary_schema_covers_the_design() -> None:
    design = """tier headline finished protocols reasons not_asked unsure declined skipped answers raised lowered
    interrupted country channel contacts next_steps say_at_handoff follow_up consent intended_use schema"""
    assert set(design.split()) <= names(load_schema("summary-v1"))


def test_the_show_schema_has_every_field_of_the_records() -> None:
    schema = load_schema("show-v1")
    assert names(schema) == {"schema", "review", *Protocol._fields}
    for record in (Checklist, Guidance, Referral, Continue):
        assert names(schema["$defs"][record.__name__.lower()]) == {"kind", *record._fields}
    for name in ("Item", "Source", "Point", "Timer", "Threshold"):
        assert names(schema["$defs"][name.lower()]) == set(getattr(protocol_records, name)._fields)


def test_an_organisations_files_have_every_field_that_is_theirs() -> None:
    own = {"layer", "confidence", "last_seen"}
    assert names(load_schema("contacts-v1")["$defs"]["contact"]) == (set(Contact._fields) - own) | {
        "hide",
        "reason",
        "clear",
    }
    assert names(load_schema("policy-v1")) == {"format", *Policy._fields}
    assert names(load_schema("protocol-v1")["$defs"]["item"]) == (set(Item._fields) - {"red_from"}) | {"from"}


def test_kinds_are_settled_where_the_schema_asks_for_them() -> None:
    data, findings = check_shape(read_yaml(PROTOCOL, "protocol.yaml"), "protocol-v1")
    assert findings == ()
    assert data["steps"][0]["timer"]["seconds"] == 180
    assert data["thresholds"][0]["interrupts"] is True
    assert data["thresholds"][1]["when"]["count"]["at_least"] == 2
    assert data["thresholds"][0]["when"]["at_least"] == "today"
    assert data["version"] == "1.0.0"


def test_no_stays_no() -> None:
    data, findings = check_shape(read_yaml(b"answers: {a: no, b: yes}\n", "a.yaml"), "answers-v1")
    assert findings == ()
    assert data == {"answers": {"a": "no", "b": "yes"}}


def test_a_country_called_no_stays_no_and_thirty_days_are_a_number() -> None:
    text = b"format: crisisaid/policy/v1\ncountry: NO\nretention_days: 30\nshared_machine: false\n"
    data, findings = check_shape(read_yaml(text, "policy.yaml"), "policy-v1")
    assert findings == ()
    assert data == {"format": "crisisaid/policy/v1", "country": "NO", "retention_days": 30, "shared_machine": False}


def test_contacts_can_be_used_entry_by_entry() -> None:
    text = CONTACTS.replace(b"kind: shift-lead", b"kind: boss")
    data, found = check_shape_by_path(read_yaml(text, "contacts.yaml"), "contacts-v1")
    assert [path for path, _ in found] == [("contacts", 0, "kind")]
    assert data["contacts"][1]["hide"] is True
    assert data["contacts"][0]["min_age"] == 18


def test_a_refused_file_has_no_data_and_keeps_its_findings() -> None:
    document = read_yaml(b"a: 1\na: 2\n", "policy.yaml")
    assert check_shape(document, "policy-v1") == (None, document.findings)


def test_findings_are_in_the_order_of_the_page_and_not_endless() -> None:
    text = b"format: crisisaid/contacts/v1\ncontacts:\n" + b"".join(
        b"  - {id: Bad%d, nmae: x}\n" % n for n in range(3000)
    )
    _, findings = check_shape(read_yaml(text, "contacts.yaml"), "contacts-v1")
    assert len(findings) == 100
    assert [finding.line for finding in findings] == sorted(finding.line for finding in findings)


def test_a_schema_of_another_name_is_not_looked_for() -> None:
    with pytest.raises(KeyError):
        load_schema("../../pyproject")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    text = b'{"$schema": "http://127.0.0.1:9/x", "$ref": "http://127.0.0.1:9/y"}'
    _, findings = check_shape(read_yaml(text, "answers.yaml"), "answers-v1")
    assert {finding.code for finding in findings} == {"CA0201"}
