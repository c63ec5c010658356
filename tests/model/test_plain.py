"""Wrapping never breaks a number, and cleaning leaves nothing that steers a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisaid.model.plain import alone, clean, wrap

WORDS = st.text(alphabet=st.characters(categories=("L", "P")), min_size=1, max_size=30)
NUMBERS = st.text(alphabet="0123456789 -()", min_size=3, max_size=18).map(
    lambda text: "0" + " ".join(text.split()) + "0"
)


def test_hanging_indents() -> None:
    assert wrap("stay with them until help has come", 16, "- ", "  ") == [
        "- stay with them",
        "  until help has",
        "  come",
    ]


def test_empty_text_keeps_a_visible_label_only() -> None:
    assert wrap("", 20) == []
    assert wrap("", 20, "Do:") == ["Do:"]
    assert wrap("", 20, "   ") == []


def test_a_label_longer_than_the_rest() -> None:
    assert wrap("extraordinary", 16, "Listen for: ", "  ") == ["Listen for:", "  extraordinary"]


def test_long_words_are_split_but_numbers_and_links_are_not() -> None:
    assert wrap("a" * 25, 20) == ["a" * 20, "a" * 5]
    for whole in (
        "0" * 25,
        "https://example.org/" + "a" * 30,
        "somebody.with.a.long.name@example.org",
        "1-800-EXAMPLE-EXAMPLE",
    ):
        assert wrap(f"use {whole} now", 20, "- ", "  ")[1].strip() == whole


@pytest.mark.parametrize("width", range(20, 60))
def test_a_number_with_spaces_inside_a_sentence_stays_whole(width: int) -> None:
    for number in ("020 7946 0000", "+44 20 7946 0999", "(020) 7946 0000", "555-0100"):
        lines = wrap(f"If nobody comes, then call {number}, and stay on the line.", width, "- ", "  ")
        assert sum(number in line for line in lines) == 1
        assert all(len(line) <= width for line in lines)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=20), st.integers(20, 100))
def test_nothing_is_lost_and_no_line_is_too_long(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = wrap(text, width, "- ", "  ")
    assert "".join("".join(line.split()) for line in lines) == "".join(f"- {text}".split())
    assert all(
        len(line) <= width or "://" in line or "@" in line or line.lstrip(" -").startswith("www.") for line in lines
    )


@settings(deadline=None)
@given(NUMBERS, st.integers(20, 200), st.integers(0, 10))
def test_a_number_alone_is_exact(number: str, width: int, indent: int) -> None:
    line = alone(number, width, indent)
    assert line.lstrip(" ") == number
    assert len(line) <= width


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_cleaned_is_harmless(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    cleaned.encode("utf-8")
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in cleaned)
    assert not set(cleaned) & set(
        "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c"
    )


def test_words_in_every_script_stay_as_they_are() -> None:
    for text in (
        "Zażółć gęślą jaźń",
        "नमस्ते",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "助けて",
        "don't \u2013 \u201cstop\u201d",
    ):
        assert clean(text) == text
    assert clean("\x1b[2J999\x07\x9b1m\u202e") == "?[2J999??1m?"
    assert clean("one\ntwo\tthree") == "one two three"
