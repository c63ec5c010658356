"""A check that is cut short: the input ends, Ctrl-C, the terminal goes away, or nobody was ever there to answer."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from crisisaid.app import words
from crisisaid.card import card_text
from crisisaid.card_numbers import NUMBERS
from crisisaid.model.event import Answered, Closed, Resumed
from crisisaid.store.kept import read_back, waiting
from live.driver import command, plain
from live.test_live_keys import KINDS, Check
from live.test_live_walks import sfr
from live.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from live.driver import Known, Terminal

GONE_WITHIN = 2.0
CUT_SHORT = {"end of input": (4, "input_ended"), "Ctrl-C": (130, "interrupted")}


@pytest.fixture
def check(open_terminal: Callable[..., Terminal], tmp_path: Path) -> Callable[..., Check]:
    def begin(kind: str = "") -> Check:
        return Check(open_terminal, tmp_path, *(["--board"] if kind == "board" else []))

    return begin


def kept(folder: Path) -> tuple[object, ...]:
    (path,) = folder.glob("s-*")
    return read_back(str(path))[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", list(CUT_SHORT))
def test_an_end_is_never_an_answer(how: str, kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    one.at(kind)
    before = one.events()
    if how == "Ctrl-C":
        one.terminal.child.sendintr()
    else:
        one.terminal.child.sendeof()
    code, why = CUT_SHORT[how]
    assert one.terminal.end() == code, one.terminal.text()[-800:]
    said = one.terminal.words()
    assert plain(words.STOPPED_WORDS[why]) in said
    assert plain(card_text("GB")) in said
    numbers = {number for _, number, _ in NUMBERS["GB"][1]}
    summary = one.terminal.text()[one.terminal.text().rindex("\nMade at") :]
    assert numbers & {row.strip() for row in summary[: summary.index("EMERGENCY CARD")].splitlines()}
    assert words.HEADLINES["keep_supporting"] not in summary
    assert "Traceback" not in said
    assert kept(one.state) == before


def test_a_line_without_its_end_is_no_answer(check: Callable[..., Check]) -> None:
    """What was being typed when the connection went is not taken: two Ctrl-D send it without Enter."""
    one = check()
    one.at("together")
    before = one.events()
    one.terminal.child.send("n\x04\x04")
    assert one.terminal.end() == 4
    assert kept(one.state) == before


@pytest.mark.parametrize("kind", ["together", "item", "words"])
def test_a_closed_terminal_leaves_no_process(kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    one.at(kind)
    before = one.events()
    child = one.terminal.child
    child.ptyproc.fileobj.close()
    began = time.monotonic()
    done = 0
    while not done and time.monotonic() - began < GONE_WITHIN:
        done, _ = os.waitpid(child.pid, os.WNOHANG)
        os.sched_yield()
    assert done == child.pid, "it is still there"
    child.closed = child.terminated = child.ptyproc.closed = child.ptyproc.terminated = True
    child.child_fd = child.ptyproc.fd = -1
    assert kept(one.state) == before


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_it_and_what_was_answered_is_kept(how: int, check: Callable[..., Check]) -> None:
    one = check()
    one.at("item")
    before = one.events()
    one.terminal.child.kill(how)
    began = time.monotonic()
    one.terminal.end()
    assert time.monotonic() - began < GONE_WITHIN
    assert kept(one.state) == before


@pytest.mark.parametrize("kind", ["together", "item", "referral"])
def test_resume_goes_on_with_exactly_what_was_answered(
    kind: str, check: Callable[..., Check], open_terminal: Callable[..., Terminal]
) -> None:
    one = check(kind)
    asked = one.at(kind)
    before = one.events()
    one.terminal.child.sendeof()
    assert one.terminal.end() == 4

    again = open_terminal("resume")
    following = again.prompt()
    assert following is not None
    assert following.prompt == asked.prompt
    again.say("r")
    assert kept(one.state) == (*before, Resumed())
    walker = Walker(again, sfr(plan="yes", thoughts="now"))
    again.answer(walker.reply(asked))
    assert walker.walk() == 0
    assert not list(one.state.glob("s-*"))


def test_a_resumed_check_may_be_cut_short_again(
    check: Callable[..., Check], open_terminal: Callable[..., Terminal]
) -> None:
    one = check()
    one.at("item")
    given = [event for event in one.events() if isinstance(event, Answered)]
    one.terminal.child.sendeof()
    one.terminal.end()
    for _ in range(2):
        again = open_terminal("resume")
        again.prompt()
        again.child.sendintr()
        assert again.end() == 130
    events = kept(one.state)
    assert [event for event in events if isinstance(event, Answered)] == given
    assert not [event for event in events if isinstance(event, Closed)]


def test_one_of_several_is_named(
    check: Callable[..., Check], open_terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    for _ in range(2):
        terminal = open_terminal("--country", "GB")
        terminal.prompt()
        terminal.say("r")
        terminal.child.sendeof()
        terminal.end()
    found = waiting(str(tmp_path / "state" / "crisisaid"), time.time())
    assert len(found) == 2
    which = open_terminal("resume")
    assert which.end() == 1
    assert all(one.code in which.words() for one in found)
    named = open_terminal("resume", *found[0].code.split())
    assert named.prompt() is not None
    assert check


@pytest.mark.parametrize("given", [b"", b"n\n", b"n\n1\n1\ny\n", b"\x04", b"y"])
@pytest.mark.parametrize("arguments", [["--country", "GB"], ["run", "suicide-first-response", "--country", "TR"]])
def test_only_a_person_at_a_terminal_answers(
    given: bytes, arguments: list[str], environ: Mapping[str, str], known: Known, tmp_path: Path
) -> None:
    done = subprocess.run(command(*arguments), input=given, env=environ, capture_output=True, check=False, timeout=20)
    code = arguments[arguments.index("--country") + 1]
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 4
    assert "Answers are only taken from a person at a terminal" in plain(said)
    assert words.HEADLINES["not_finished"] in said
    assert words.HEADLINES["keep_supporting"] not in said
    assert "WHAT WAS ANSWERED" not in said
    assert {number for _, number, _ in NUMBERS[code][1]} & {row.strip() for row in said.splitlines()}
    assert "Traceback" not in said
    assert "\x1b" not in said
    folder = tmp_path / "state" / "crisisaid"
    events = [event for path in folder.glob("s-*") for event in read_back(str(path))[0]]
    assert not [event for event in events if isinstance(event, Answered)]
    assert known


def test_dev_null_is_nobody(environ: Mapping[str, str]) -> None:
    done = subprocess.run(
        command("--country", "GB"), stdin=subprocess.DEVNULL, env=environ, capture_output=True, check=False
    )
    assert done.returncode == 4
    assert b"EMERGENCY CARD" in done.stdout


def test_nothing_is_kept_with_shared(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = open_terminal("--country", "GB", "--channel", "phone", "--shared")
    terminal.prompt()
    terminal.say("n")
    terminal.child.sendeof()
    # A covered screen cannot be scrolled back, so the summary comes a screenful at a time.
    pages = 0
    while terminal.child.expect_exact(["Enter for more.", "Enter clears the screen."]) == 0:
        pages += 1
        terminal.child.sendline("")
    assert pages >= 2
    terminal.child.sendline("")
    assert terminal.end() == 4
    assert not list((tmp_path / "state").rglob("s-*"))
    assert "crisisaid resume" not in terminal.words()
    assert b"\x1b[3J" in terminal.raw
    assert b"\x1b[?1049l" in terminal.raw
