"""More than one line at once, typed ahead or pasted, answers nothing."""

from __future__ import annotations

import os
import select
from typing import TYPE_CHECKING

import pytest

from crisisaid.model.event import Answered
from crisisaid.model.state import AskItem, AskTogether
from crisisaid.ui.keys import KEYS
from live.driver import plain
from live.test_live_keys import Check
from live.test_live_screen import OTHERS
from live.test_live_walks import sfr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from live.driver import Terminal

NONE_TAKEN = "None of it was taken"


@pytest.fixture
def check(open_terminal: Callable[..., Terminal], tmp_path: Path) -> Check:
    return Check(open_terminal, tmp_path)


@pytest.mark.parametrize("pasted", ["n\ny\ny\n", "n\n\n", "q\nq\n", "e\nn\n"])
def test_lines_that_come_together_are_not_taken(pasted: str, check: Check) -> None:
    asked = check.at("together")
    before = check.events()
    check.terminal.child.send(pasted)
    again = check.terminal.prompt()
    assert again is not None
    assert NONE_TAKEN in again.words
    assert check.events() == before
    following = check.terminal.say("n")
    assert isinstance(asked.prompt, AskTogether)
    assert [event.item for event in check.events() if isinstance(event, Answered)] == list(asked.prompt.items)
    assert following.prompt != asked.prompt


def test_what_was_typed_before_the_prompt_is_thrown_away(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal("--country", "GB")
    terminal.child.send("n\n")
    first = terminal.prompt()
    assert first is not None
    again = terminal.say("r")
    assert isinstance(again.prompt, AskTogether)
    assert again.prompt == first.prompt or "None of it was taken" in terminal.words()


@pytest.mark.parametrize("line", [b"z" * 1000 + b"\n", b"y\n", b"n\n\n"], ids=["long", "yes", "no"])
def test_a_megabyte_is_not_an_answer(line: bytes, check: Check) -> None:
    """Far more than a terminal holds at once: while some of it is thrown away, more comes in."""
    check.at("item")
    before = check.events()
    terminal = check.terminal
    terminal.child.setecho(False)
    left = line * (1_000_000 // len(line))
    while left:
        left = left[_write(terminal, left[:2048]) :]
    keys = plain(KEYS[0][1])
    for _ in range(50):
        if keys in terminal.say("h").words:
            break
    assert keys in terminal.words(), "a line that is typed by itself is taken again"
    assert NONE_TAKEN in terminal.words()
    assert check.events() == before


def test_many_answers_pasted_at_once_are_none(check: Check) -> None:
    check.at("item")
    before = check.events()
    check.terminal.child.send("y\n" * 500)
    again = check.terminal.prompt()
    assert again is not None
    assert NONE_TAKEN in again.words
    assert check.events() == before


def _write(terminal: Terminal, data: bytes) -> int:
    """Write without waiting for ever: what the program says meanwhile is read."""
    file = terminal.child.fileno()
    ready, can, _ = select.select([file], [file], [], 20)
    if ready:
        terminal.child.read_nonblocking(65536, 1)
    return os.write(file, data) if can else 0


@pytest.mark.parametrize("words", ["n", "y", "n\ny", "1\n2\n3"])
def test_a_bracketed_paste_is_not_an_answer(words: str, check: Check) -> None:
    """A terminal that was left in that mode puts escapes round what is pasted."""
    check.at("item")
    before = check.events()
    check.terminal.child.send(f"\x1b[200~{words}\x1b[201~\n")
    again = check.terminal.prompt()
    assert again is not None
    assert check.events() == before
    assert b"\x1b[200~" not in check.terminal.raw, "the program writes it back"


@pytest.mark.parametrize(
    "typed", ["\x00", "\x1b[A", "\x1b]0;x\x07", "y\x00", "\xff", "é", "\uff59", "\uff11", "y y", "yn", "\uff10"]
)
def test_what_is_no_answer_is_never_taken(typed: str, check: Check) -> None:
    check.until(lambda asked: isinstance(asked.prompt, AskItem) and asked.ask.startswith("y,"), sfr())
    before = check.events()
    check.terminal.child.send(typed.encode("utf-8" if typed != "\xff" else "latin-1") + b"\n")
    again = check.terminal.prompt()
    assert again is not None
    assert check.events() == before
    assert not OTHERS.search(check.terminal.raw)


def test_a_line_that_was_begun_by_a_paste_is_not_carried_on(check: Check) -> None:
    check.at("item")
    before = check.events()
    check.terminal.child.send("zz\nn")
    assert check.terminal.prompt() is not None
    told = check.terminal.say("")
    assert "Enter alone records nothing." in told.words
    assert check.events() == before
