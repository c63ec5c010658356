"""Tables in the documentation are held against what they tell of: schemas, the engine, roles, rooms, findings."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest
import yaml
from docs_pages import ROOT, bare, heads, said, tables

from crisisaid.card_numbers import NUMBERS
from crisisaid.contacts.directory import read_country
from crisisaid.contacts.roles import HELP_LINE, KINDS, ROLES, SERVICE
from crisisaid.contacts.words import checked
from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.library.build import build_condition
from crisisaid.model.condition import Possible
from crisisaid.model.contact import Contact
from crisisaid.model.protocol import (
    CONTEXT,
    PROTECTIVE,
    RED_FLAG,
    WARNING_SIGN,
    Checklist,
    Item,
    Point,
    Protocol,
)
from crisisaid.reading.shape import load_schema

PACKAGE = ROOT / "src" / "crisisaid"
TABLES = tables()
KEY_TABLES = sorted(name for name in TABLES if name.startswith("keys: "))


def schema_of(name: str) -> dict[str, Any]:
    """The part of a schema that a table tells of: ``keys: contacts-v1 contact``."""
    schema, _, way = name.removeprefix("keys: ").partition(" ")
    found: dict[str, Any] = load_schema(schema)
    if way:
        first, *rest = way.split(".")
        found = found["$defs"][first]
        for part in rest:
            found = found["properties"][part]
    return found


@pytest.mark.parametrize("name", KEY_TABLES)
def test_keys_are_those_of_the_schema(name: str) -> None:
    written = [bare(row[0]) for row in TABLES[name]]
    assert len(written) == len(set(written))
    assert sorted(written) == sorted(schema_of(name)["properties"])


@pytest.mark.parametrize("name", [name for name in KEY_TABLES if "needed" in heads(name)])
def test_needed_keys_are_those_of_the_schema(name: str) -> None:
    needed = {bare(row[0]) for row in TABLES[name] if row[1] == "yes"}
    assert needed == set(schema_of(name)["required"])


def test_every_part_of_the_protocol_format_has_its_table() -> None:
    parts = ("source", "checklist", "item", "point", "guidance", "timer", "referral", "continue", "threshold")
    parts += ("situations", "situation", "open_point", "never", "within")
    assert {f"keys: protocol-v1 {part}" for part in parts} <= set(KEY_TABLES)


# The truth table: columns are yes, no, unsure, declined, skipped, not asked, not applicable.
SCALE = (Point("low", "low"), Point("mid", "mid"), Point("top", "top"))
OPTIONS = (Point("v", "v"), Point("other", "other"))
Case = tuple[Item, tuple[str, ...], tuple[str, ...]]
TRUTHS = {True: "holds", False: "fails", None: "open"}


def items_for(words: str) -> list[Case]:
    """Items that a row speaks of, each with the answers of its yes and of its no column."""
    if words == "protective factor":
        return [(Item("x", PROTECTIVE, "ask", "x", "x"), ("yes",), ("no",))]
    if words == "context":
        return [(Item("x", CONTEXT, "ask", "x", "x", options=OPTIONS), ("v",), ("other",))]
    signs = [Item("x", kind, "ask", "x", "x", red_from="mid") for kind in (RED_FLAG, WARNING_SIGN)]
    on_scale: list[Case] = [(item.but(scale=SCALE), ("mid", "top"), ("low",)) for item in signs]
    plain: list[Case] = [(item, ("yes",), ("no",)) for item in signs]
    return on_scale if words == "a scale" else [*plain, *on_scale]


def page_with(item: Item, answer: str, *, applies: bool) -> Page:
    first = Item("w", WARNING_SIGN, "ask", "w", "w")
    steps = (Checklist("a", "a", (first,)), Checklist("b", "b", (item,), when=Possible("w")))
    protocol = Protocol("p", "1.0.0", "draft", "p", "p", steps, (), ())
    answers = {("p", "w"): "yes" if applies else "no"}
    skipped = {("p", "x"): "could_not_ask"} if answer == "skipped" else {}
    if answer not in ("skipped", ""):
        answers["p", "x"] = answer
    return Page(protocol, answers, skipped)


@pytest.mark.parametrize("row", TABLES["truth table"], ids=lambda row: row[0])
def test_the_truth_table_is_the_engines(row: list[str]) -> None:
    spelled, about, *cells = row
    condition = build_condition(yaml.safe_load(bare(spelled).replace("at_least: p", "at_least: mid")))
    for item, yes, no in items_for(about):
        columns = (yes, no, ("unsure",), ("declined",), ("skipped",), ("",))
        for cell, answers in zip(cells, columns, strict=False):
            for answer in answers:
                found = truth(condition, page_with(item, answer, applies=True))
                assert TRUTHS[found] == cell, f"{spelled} with {answer or 'nothing asked'}"
        assert TRUTHS[truth(condition, page_with(item, "", applies=False))] == cells[6]


def test_the_tables_of_conditions_name_the_keys_of_the_schema() -> None:
    written: set[str] = set()
    page = said(ROOT / "docs" / "format-v1.md")
    for spelled in re.findall(r"^\| `(\{.*?\})` \|", page[page.index("<!-- truth table -->") :], re.MULTILINE):
        written |= set(yaml.safe_load(re.sub(r"\[\.\.\.\]|\.\.\.", "x", spelled)))
    assert written == set(load_schema("protocol-v1")["$defs"]["guard"]["properties"])


def test_roles_are_filled_as_the_table_says() -> None:
    rows = {bare(row[0]): re.findall(r"`([^`]+)`", row[1]) for row in TABLES["roles"]}
    for role, kinds in KINDS.items():
        if role != HELP_LINE:
            assert rows[role] == list(kinds)
    for role, service in SERVICE.items():
        assert rows[role] == ["emergency", service]
    assert set(rows) == set(ROLES)


def test_labels_are_those_a_supporter_reads() -> None:
    built_in = Contact("x", "x", "crisis", "GB", confidence="high", last_seen="2026-01-02")
    own = built_in.but(confidence="", layer="organisation")
    contacts = (
        own.but(verified_on="2026-11-02", verified_how="website"),
        own,
        built_in,
        built_in.but(confidence="low"),
    )
    for contact, row in zip(contacts, TABLES["labels"], strict=True):
        assert checked(contact).startswith(row[1].removesuffix(" ..."))


def may_import() -> dict[str, set[str]]:
    """MAY_IMPORT of tests/rooms, without running that module."""
    source = (ROOT / "tests" / "rooms" / "test_rooms.py").read_text(encoding="utf-8")
    space: dict[str, Any] = {}
    for node in ast.parse(source).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Name) and target.id in ("SHELF", "MAY_IMPORT"):
            exec(compile(ast.Module([node], []), "rooms", "exec"), space)
    allowed: dict[str, set[str]] = space["MAY_IMPORT"]
    return allowed


def test_the_library_is_the_one_that_ships() -> None:
    files = sorted((ROOT / "protocols").glob("*/*/protocol.yaml"))
    assert sorted(bare(row[0]) for row in TABLES["protocols"]) == sorted({path.parts[-3] for path in files})


def test_rooms_are_those_that_are_held_to() -> None:
    allowed = {room: names - {room, ""} for room, names in may_import().items() if not room.startswith("__")}
    rows = {bare(row[0]).strip("/"): row for row in TABLES["rooms"]}
    assert set(rows) == set(allowed)
    for room, row in rows.items():
        if room == "app":
            assert allowed[room] == set(allowed) - {"app", "entry", "cli"}
        else:
            assert set(re.findall(r"`([^`]+)`", row[2])) == allowed[room], room


def codes_in_the_code() -> set[str]:
    return {code for path in PACKAGE.rglob("*.py") for code in re.findall(r'"(CA\d{4})"', said(path))}


def test_every_finding_has_one_line() -> None:
    written = re.findall(r"^\| (CA\d{4}) \| [^|]+ \| [^|]+ \|$", said(ROOT / "docs" / "findings.md"), re.MULTILINE)
    assert written == sorted(written)
    assert len(written) == len(set(written))
    assert set(written) == codes_in_the_code()


def test_counts_are_those_of_the_directory() -> None:
    kinds: list[str] = []
    files = sorted((PACKAGE / "directory").glob("*.yaml"))
    for file in files:
        contacts, findings = read_country(str(file.parent), file.stem)
        assert findings == ()
        kinds += [contact.kind for contact in contacts]
    emergency = kinds.count("emergency")
    page = " ".join(said(ROOT / "docs" / "for-organisations.md").split())
    assert f"{len(kinds)} records, {len(files)} countries and territories" in page
    assert f"{emergency} emergency numbers and {len(kinds) - emergency} help lines" in page
    without = sum(1 for _, numbers in NUMBERS.values() if not numbers)
    assert f"{without} of {len(NUMBERS)} countries and territories" in " ".join(
        said(ROOT / "docs" / "for-supporters.md").split()
    )
