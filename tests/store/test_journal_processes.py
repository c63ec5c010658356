"""Processes that are killed, and processes that compete: nothing acknowledged is lost, nothing is shared."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from journal_samples import NOW, TWELVE

from crisisaid.model.event import Answered
from crisisaid.store.journal import Journal, read_back, take_up, waiting

CHILD = str(Path(__file__).with_name("journal_child.py"))
KILLS = int(os.environ.get("CRISISAID_KILLS", "50"))


def child(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, CHILD, *words]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def acknowledged(process: subprocess.Popen[bytes], at_least: int) -> int:
    """Kills the process after so many answers and returns how many it had acknowledged."""
    assert process.stdout is not None
    for _ in range(at_least):
        assert process.stdout.readline()
    process.kill()
    rest, _ = process.communicate()
    return at_least + rest.count(b"\n")


@pytest.mark.parametrize("how", ["whole", "torn"])
def test_killed_at_random_points(tmp_path: Path, how: str) -> None:
    chance = random.Random(20261102)
    for round_number in range(KILLS // 2):
        folder = str(tmp_path / str(round_number))
        said = acknowledged(child(how, folder), chance.randint(1, 25))
        (one,) = waiting(folder, NOW)
        events, _ = read_back(one.path)
        assert len(events) - 1 >= said
        assert events[1:] == tuple(Answered("danger-now", f"item_{n}", "yes") for n in range(len(events) - 1))
        journal = take_up(one.path, NOW)
        assert journal.events == events
        journal.close_and_remove()


class Killed(BaseException):
    """Stands in for the end of the process at one exact call."""


class Dying:
    """A system call that is the last one at its nth time."""

    def __init__(self, call: str, where: str, nth: int) -> None:
        self.right, self.where, self.left = getattr(os, call), where, nth

    def __call__(self, fd: int, *data: bytes) -> object:
        self.left -= 1
        if self.left:
            return self.right(fd, *data)
        if self.where == "after":
            self.right(fd, *data)
        elif self.where == "halfway" and data:
            self.right(fd, data[0][: len(data[0]) // 2])
        raise Killed


def answered_until_killed(folder: str) -> int:
    """How many events were acknowledged."""
    said = 0
    try:
        journal = Journal.start(folder, NOW)
        for event in TWELVE:
            journal.append(event)
            said += 1
    except Killed:
        return said
    raise AssertionError("it was never killed")


@pytest.mark.parametrize("nth", range(1, len(TWELVE) + 2))
@pytest.mark.parametrize("where", ["before", "halfway", "after"])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_killed_at_every_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, where: str, nth: int) -> None:
    folder = tmp_path / "state"
    with monkeypatch.context() as patch:
        patch.setattr(os, call, Dying(call, where, nth))
        said = answered_until_killed(str(folder))
    (path,) = folder.iterdir()
    events, _ = read_back(str(path))
    assert said <= len(events) <= said + 1
    assert events == TWELVE[: len(events)]


def test_two_terminals_never_take_up_the_same(tmp_path: Path) -> None:
    folder = str(tmp_path / "state")
    journal = Journal.start(folder, NOW)
    journal.append(TWELVE[0])
    journal.close()
    processes = [child("compete", journal.path) for _ in range(6)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    said = []
    for process in processes:
        assert process.stdout is not None
        said.append(process.stdout.readline())
    assert sorted(said) == [b"lost\n"] * 5 + [b"won\n"]
    assert waiting(folder, NOW) == ()
    for process in processes:
        process.communicate()
    assert len(waiting(folder, NOW)) == 1


def test_a_crowd(tmp_path: Path) -> None:
    folder = str(tmp_path / "state")
    processes = [child("crowd", folder) for _ in range(6)]
    assert [(process.communicate()[1], process.returncode) for process in processes] == [(b"", 0)] * 6
    assert os.listdir(folder) == []
