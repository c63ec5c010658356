"""The strict readers: what is kept to the letter, what is refused, and that nothing else ever escapes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some
from reading_samples import ANSWERS_JSON, CONTACTS, PROTOCOL, damaged

from crisisaid.model.finding import Finding
from crisisaid.reading import page, yaml_events
from crisisaid.reading.shape import SCHEMAS, check_shape
from crisisaid.reading.strict import read_json, read_yaml

if TYPE_CHECKING:
    from crisisaid.reading.document import Document

POISONED = (
    "000",
    "0116123",
    "+44 20 7946 0000",
    "17:00",
    "1.10",
    "NO",
    "yes",
    "2026-11-02",
    "0x1F",
    "1_000",
    ".inf",
    "~",
)
POISONED += ("no", "on", "null", "true", "12", "1e3", "0o17", "0b1", "1.0.0", "24/7", "-.INF", "=", "08", "2026-13-45")


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def read_without_libyaml(data: bytes) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_events, "FAST", yaml_events.PURE)
        return read_yaml(data, "file.yaml")


@pytest.mark.parametrize("text", POISONED)
@pytest.mark.parametrize(
    "line", ["answer: {}", "answer: '{}'", 'answer: "{}"', "- {}", "{{answer: {}, then: b}}", "[{}]"]
)
def test_every_scalar_is_the_text_that_was_written(text: str, line: str) -> None:
    for read in (lambda data: read_yaml(data, "file.yaml"), read_without_libyaml):
        document = read(line.format(text).encode())
        assert document.findings == ()
        value = document.data[0] if isinstance(document.data, list) else document.data["answer"]
        assert value == text
        path = (0,) if isinstance(document.data, list) else ("answer",)
        assert (path in document.quoted) == ("'" in line or '"' in line)


@pytest.mark.parametrize("text", POISONED)
def test_a_name_is_the_text_that_was_written(text: str) -> None:
    assert read_yaml(f"{{{text}: a}}".encode(), "file.yaml").data == {text: "a"}


@pytest.mark.parametrize("field", ["phone", "sms", "version", "hours", "press"])
@pytest.mark.parametrize(
    "text", ["000", "0116123", "17:00", "1.10", "NO", "yes", "2026-11-02", "0x1F", "1_000", ".inf", "~", "1e3"]
)
def test_what_others_would_misread_must_be_in_quotes(field: str, text: str) -> None:
    document = read_yaml(f"{field}: {text}\n".encode(), "file.yaml")
    assert codes(document) == ["CA0108"]
    assert document.findings[0].hint == f'Put quotes around it: {field}: "{text}"'
    assert document.data == {field: text}
    assert codes(read_yaml(f'{field}: "{text}"\n'.encode(), "file.yaml")) == []


def test_places_are_those_of_an_editor() -> None:
    document = read_yaml(b'\xef\xbb\xbfa: 1\r\nlist:\r\n  - {b: "x",\r\n     c: y}\r\nempty:\r\n', "file.yaml")
    assert document.data == {"a": "1", "list": [{"b": "x", "c": "y"}], "empty": ""}
    assert document.positions["a",] == (1, 4)
    assert document.positions["list", 0] == (3, 5)
    assert document.positions["list", 0, "c"] == (4, 9)
    assert document.key_positions["list", 0, "c"] == (4, 6)
    assert document.positions["empty",] == (5, 1)
    assert document.quoted == {("list", 0, "b")}
    assert document.lines[0] == "a: 1"


def test_json_keeps_its_kinds_and_places() -> None:
    document = read_json(b'{"a": true,\n "b": [1.5, null, "x", -3, {}]}', "file.json")
    assert document.data == {"a": True, "b": [1.5, None, "x", -3, {}]}
    assert document.positions["b", 2] == (2, 19)
    assert document.key_positions["b",] == (2, 2)
    assert document.quoted == {("b", 2)}


@given(
    some.recursive(
        some.none() | some.booleans() | some.integers(-99, 99) | some.text('aé\\"\u0928 \n', max_size=5),
        lambda inner: (
            some.lists(inner, max_size=3) | some.dictionaries(some.text("abc", max_size=2), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_json_is_read_as_python_reads_it(value: object) -> None:
    document = read_json(json.dumps(value, ensure_ascii=False, indent=1).encode(), "file.json")
    assert document.data == (None if value == "" else value)


def test_the_two_readers_agree_on_damaged_files() -> None:
    dice = random.Random(20261123)
    for _ in range(600):
        data = damaged(PROTOCOL, dice)
        with_libyaml = read_yaml(data, "file.yaml")
        assert with_libyaml == read_without_libyaml(data), data


def test_nothing_escapes_from_damaged_files() -> None:
    dice = random.Random(5)
    for number in range(1200):
        base, schema = ((PROTOCOL, "protocol-v1"), (CONTACTS, "contacts-v1"))[number % 2]
        _, findings = check_shape(read_yaml(damaged(base, dice), "file.yaml"), schema)
        _, others = check_shape(read_json(damaged(ANSWERS_JSON, dice), "file.json"), "answers-v1")
        assert all(isinstance(finding, Finding) for finding in findings + others)


@given(some.binary(max_size=80) | some.text(alphabet="ab:-?[]{}'\"#&*! \n\t,|>%", max_size=40).map(str.encode))
def test_nothing_escapes_from_any_bytes(data: bytes) -> None:
    document = read_yaml(data, "file.yaml")
    assert document == read_without_libyaml(data)
    assert (document.data is None) == any(code != "CA0108" for code in codes(document))
    for schema in SCHEMAS:
        check_shape(document, schema)
    other = read_json(data, "file.json")
    check_shape(other, "answers-v1")


BOMBS = {
    "brackets": b"[" * 200_000,
    "braces": b"{" * 200_000,
    "braces and names": b"{a: " * 100_000,
    "dashes": b"- " * 100_000,
    "questions": b"? " * 100_000,
    "aliases": b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 121)),
    "merges": b"a: &a {x: y}\nb: {<<: [*a, *a, *a]}\n",
    "many values": b"- a\n" * 60_000,
    "many colons": b"a: " * 100_000,
    "indented": b"\n".join(b" " * n + b"a:" for n in range(900)),
    "large": b"a: " + b"x" * 1_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name: str) -> None:
    document = read_yaml(BOMBS[name], "file.yaml")
    assert document.data is None
    assert set(codes(document)) <= {"CA0101", "CA0103", "CA0106"}
    assert all(len(finding.excerpt) <= 203 for finding in document.findings)


@pytest.mark.parametrize("data", [b"[" * 200_000, b'{"a":' * 100_000, b"[" * 200_000 + b"]" * 200_000])
def test_a_json_bomb_is_refused(data: bytes) -> None:
    assert codes(read_json(data, "file.json")) == ["CA0106"]


def test_deep_nesting_does_not_end_the_process() -> None:
    program = (
        "from crisisaid.reading.strict import read_json, read_yaml\n"
        "for sign in (b'[', b'{', b'- ', b'{a: ', b'? '):\n"
        "    assert read_yaml(sign * 200000, 'f').findings and read_json(sign * 200000, 'f').findings\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0


def test_at_most_fifty_findings_and_the_first_of_them_first() -> None:
    document = read_yaml(b"a: 1\n" * 5000, "file.yaml")
    assert codes(document) == ["CA0102"] * 50
    assert document.findings[0].line == 2


def test_every_character_that_hides_or_moves_words_is_forbidden() -> None:
    allowed = {"\t", "\n", "\u200c", "\u200d"}
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        hides = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") or number & 0xFFFE == 0xFFFE
        if hides and character not in allowed:
            assert page.FORBIDDEN.match(character), hex(number)
    assert not any(page.FORBIDDEN.match(character) for character in allowed)


LIVING = ("Zoë", "नमस्ते", "\u0645\u06cc\u200c\u062e\u0648", "क\u094d\u200dष", "日本語", "👩\u200d👧", "a\tb", "\u00a0")


@pytest.mark.parametrize("text", LIVING)
def test_living_scripts_are_not(text: str) -> None:
    assert page.FORBIDDEN.search(text) is None


def test_a_lone_carriage_return_is_refused_and_pairs_are_lines() -> None:
    assert codes(read_yaml(b"a: 1\rb: 2\n", "file.yaml")) == ["CA0105"]
    assert read_yaml(b"a: 1\r\nb: 2\r\n", "file.yaml").data == {"a": "1", "b": "2"}


def test_the_excerpt_shows_what_cannot_be_seen() -> None:
    finding = read_yaml("a: x\u202ey\x1b[2J\n".encode(), "file.yaml").findings[0]
    assert finding.excerpt == "a: x?y?[2J"


def objection_of(data: bytes) -> str:
    try:
        list(yaml.parse(data, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        return str(error.problem)
    except (yaml.YAMLError, ValueError):
        pass
    return "nothing"


def test_the_words_of_the_parser_are_never_passed_on() -> None:
    dice = random.Random(7)
    for data in (damaged(PROTOCOL, dice) for _ in range(200)):
        theirs = objection_of(data)
        assert all(
            theirs not in finding.message for finding in read_yaml(data, "file.yaml").findings if theirs != "nothing"
        )
