"""The page about opening hours says what the program does: each example on it is read, or refused, as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crisisaid.contacts.hours.text import corrected, read_hours

PAGE = (Path(__file__).parents[2] / "docs" / "opening-hours.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[tuple[str, str]]:
    """The two columns of the table under a heading, without its head."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [(first.strip(), second.strip()) for first, second in cells[2:]]


READ = [first.strip("`") for first, _ in rows("What you can write")]
MENDED = [(first.strip("`"), second.strip("`")) for first, second in rows("What is refused, and what to write")]


def test_the_page_has_its_examples() -> None:
    assert len(READ) >= 20
    assert len(MENDED) >= 20


@pytest.mark.parametrize("text", READ)
def test_what_the_page_says_can_be_written_is_read(text: str) -> None:
    assert read_hours(text)[0], read_hours(text)[1]


@pytest.mark.parametrize(("text", "right"), MENDED)
def test_what_the_page_says_is_refused_is_met_with_the_text_it_gives(text: str, right: str) -> None:
    assert read_hours(text)[0] is None
    assert corrected(text) == right


def test_examples_in_its_sentences_are_read_unless_it_says_that_they_are_refused() -> None:
    later = PAGE.split("## Later rules")[1].split("## Days it is closed")[0]
    for line in later.replace("\n  ", " ").splitlines():
        for text in re.findall(r"`([^`]*\d\d:\d\d[^`]*)`", line):
            assert (read_hours(text)[0] is None) == ("**refused**" in line), text
