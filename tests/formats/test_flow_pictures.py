"""The way through a protocol, drawn without a browser: nothing lies over anything else, words stay in their boxes."""

from __future__ import annotations

import functools
import itertools
import re
import xml.etree.ElementTree as Tree

import pytest
from test_protocol_samples import EVIL, FULL

from crisisaid.app.words import HEADLINES
from crisisaid.formats.flow_layout import TALL, Box, Drawing, Text, layout, sheets
from crisisaid.formats.flow_mermaid import mermaid
from crisisaid.formats.flow_parts import KIND_WORDS, flow
from crisisaid.formats.flow_svg import flow_svg, flow_svg_sheets
from crisisaid.formats.flow_width import width, wrapped
from shipped import LIBRARY

EVERY = {"full": FULL, **LIBRARY}
SPACE = "{http://www.w3.org/2000/svg}"


@functools.cache
def drawings(name: str) -> list[Drawing]:
    drawn = flow(EVERY[name], HEADLINES, LIBRARY)
    return [layout(drawn), *sheets(drawn)]


def apart(one: Box, other: Box) -> bool:
    """Nothing of both in the same place; what only touches may overlap by what adding up fractions leaves."""
    touching = 1e-6
    return (
        one.x + one.width <= other.x + touching
        or other.x + other.width <= one.x + touching
        or one.y + one.height <= other.y + touching
        or other.y + other.height <= one.y + touching
    )


def room(text: Text) -> Box:
    """The space that words take, measured generously."""
    wide = width(text.words, text.size, bold=text.bold)
    return Box("", text.x, text.y - text.size * 0.8, wide, text.size * 1.05, ())


def inside(small: Box, large: Box) -> bool:
    return (
        large.x <= small.x
        and small.x + small.width <= large.x + large.width
        and large.y <= small.y
        and small.y + small.height <= large.y + large.height
    )


@pytest.mark.parametrize("name", sorted(EVERY))
def test_nothing_lies_over_anything_else(name: str) -> None:
    for drawing in drawings(name):
        words = [room(text) for text in drawing.texts]
        for one, other in itertools.combinations([*drawing.boxes, *words], 2):
            assert apart(one, other), (one, other)
        sheet = Box("", 0, 0, drawing.width, drawing.height, ())
        assert all(inside(one, sheet) for one in (*drawing.boxes, *words))
        for box in drawing.boxes:
            assert box.texts
            assert all(inside(room(text), box) for text in box.texts), box
            assert all(apart(room(a), room(b)) for a, b in itertools.combinations(box.texts, 2))


@pytest.mark.parametrize("name", sorted(EVERY))
def test_no_line_runs_through_words_or_boxes(name: str) -> None:
    for drawing in drawings(name):
        lines = [
            Box("", min(a, c), min(b, d), abs(a - c), abs(b - d), ())
            for way in drawing.ways
            for (a, b), (c, d) in itertools.pairwise(way.corners)
        ]
        for line in lines:
            assert all(apart(line, room(text)) for text in drawing.texts), line
            assert all(apart(line, box) for box in drawing.boxes), line


@pytest.mark.parametrize("name", sorted(EVERY))
def test_the_picture_is_valid_and_closed_in_itself(name: str) -> None:
    protocol = EVERY[name]
    for text in (flow_svg(protocol, HEADLINES, others=LIBRARY), *flow_svg_sheets(protocol, HEADLINES, others=LIBRARY)):
        root = Tree.fromstring(text)
        assert root.tag == f"{SPACE}svg"
        assert root.get("role") == "img"
        named = [root.find(f"{SPACE}{one}") for one in ("title", "desc")]
        assert all(one is not None and one.text for one in named)
        ids = " ".join(one.get("id", "") for one in named if one is not None)
        assert root.get("aria-labelledby") == ids
        assert {one.tag.removeprefix(SPACE) for one in root.iter()} <= {
            *("svg", "title", "desc", "rect", "polygon", "path", "text")
        }
        names = {name for one in root.iter() for name in one.attrib}
        assert not {one for one in names if one.startswith("on") or "href" in one or one == "style"}
        colours = {one.get(name) for one in root.iter() for name in ("fill", "stroke")} - {None}
        assert colours <= {"#000", "#fff", "none"}


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_step_every_condition_and_every_tier_is_drawn(name: str) -> None:
    protocol = EVERY[name]
    root = Tree.fromstring(flow_svg(protocol, HEADLINES, others=LIBRARY))
    drawn = " ".join(" ".join(one.text or "" for one in root.iter(f"{SPACE}text")).split())
    plan = flow(protocol, HEADLINES, LIBRARY)
    assert len(plan.steps) == len(protocol.steps)
    squeezed = drawn.replace(" ", "")
    for step in plan.steps:
        for words in (KIND_WORDS[step.kind], step.title, step.guard, step.stops):
            assert words.replace(" ", "") in squeezed, words
    for tier in HEADLINES.values():
        assert tier in drawn
    interrupts = any(rule.interrupts for rule in protocol.thresholds)
    assert interrupts == ("stop asking" in drawn)


def test_each_kind_of_step_has_a_shape_of_its_own() -> None:
    shapes = {}
    root = Tree.fromstring(flow_svg(FULL, HEADLINES))
    parts = list(root)
    for place, one in enumerate(parts):
        if one.tag == f"{SPACE}text" and one.text in KIND_WORDS.values():
            before = [part for part in parts[:place] if part.tag != f"{SPACE}text"][-1]
            corners = len((before.get("points") or "").split())
            shapes[one.text] = (before.tag, before.get("rx"), corners)
    assert len(set(shapes.values())) == len(KIND_WORDS)


def test_sheets_fit_a_page_and_lead_on() -> None:
    for protocol in LIBRARY.values():
        pages = sheets(flow(protocol, HEADLINES, LIBRARY))
        assert all(page.height <= TALL + 40 for page in pages)
        said = [" ".join(text.words for box in page.boxes for text in box.texts) for page in pages]
        assert all("NEXT SHEET" in text for text in said[:-1])
        assert all("FROM THE SHEET BEFORE" in text for text in said[1:])
        for page, text in zip(pages[:-1], said[:-1], strict=True):
            assert ("CALL NOW" in text) == any(way.kind == "stop" for way in page.ways)


def test_long_words_are_broken_and_none_is_lost() -> None:
    text = "a" * 100 + " " + "W" * 40 + " end"
    lines = wrapped(text, 14, 200)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 14) <= 200 for line in lines)


@pytest.mark.parametrize("name", sorted(EVERY))
def test_mermaid_says_the_same(name: str) -> None:
    text = mermaid(EVERY[name], HEADLINES, others=LIBRARY)
    rows = text.splitlines()
    assert rows[1] == "flowchart TD"
    node = re.compile(r'  (\w+)(?:\[/|\{\{|\(\[|\[|\()"[^"]+"(?:/\]|\}\}|\]\)|\]|\))$|  s\d+\(\( \)\)$')
    arrow = re.compile(r'  (\w+) (?:-->|-\.->|==>)(?:\|"[^"|<>{}\[\]]+"\|)? (\w+)$')
    assert [row for row in rows[2:] if not node.match(row) and not arrow.match(row)] == []
    nodes = {row.split("[")[0].split("(")[0].split("{")[0].strip() for row in rows[2:] if node.match(row)}
    ends = {end for row in rows[2:] if (found := arrow.match(row)) for end in found.groups()}
    assert ends == nodes
    unescaped = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)
    plan = flow(EVERY[name], HEADLINES, LIBRARY)
    assert all(words in unescaped for step in plan.steps for words in (step.title, step.guard, step.stops))


def test_labels_never_become_mermaid() -> None:
    text = mermaid(FULL.but(steps=tuple(step.but(title=EVIL) for step in FULL.steps)), HEADLINES)
    labels = re.findall(r'"([^"]*)"', text)
    assert all(not set(label.replace("<br/>", "")) & set('"<>|[]{}`\\') for label in labels)
    assert "\x1b" not in text


def test_two_boxes_over_one_another_are_found() -> None:
    """The control: a box that is moved onto the next one."""
    first, second, *_ = layout(flow(FULL, HEADLINES)).boxes
    assert apart(first, second)
    assert not apart(first.but(y=second.y), second)
