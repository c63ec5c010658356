"""The short way to a check and the whole command line understand the same words in the same way."""

from __future__ import annotations

import pytest

from crisisaid import entry
from crisisaid.app import live
from crisisaid.app.live import Wishes
from crisisaid.cli import main as cli
from crisisaid.errors import SessionFailed

COMMANDS = (
    "",
    "run",
    "run suicide-first-response",
    "run suicide-first-response --country GB",
    "run --country gb --channel phone",
    "run --country=US suicide-first-response --plain",
    "--board",
    "--plain --shared",
    "--country Kenya",
    "run danger-now --format json --output out.json --organisation folder --channel text_chat --board",
)


@pytest.mark.parametrize("line", COMMANDS)
def test_both_ways_wish_for_the_same(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Wishes] = []
    monkeypatch.setattr(live, "check", lambda wishes, _: seen.append(wishes) or 0)
    quick = entry.quickly(line.split())
    assert cli.run(line.split()) == 0
    assert seen == [quick]


@pytest.mark.parametrize(
    "line",
    [
        "list",
        "show x",
        "run --answers f",
        "run --country Atlantis",
        "run a b",
        "run --help",
        "--version",
        "run --lang en",
        "--shared run",
        "--plain list",
        "--country GB now",
    ],
)
def test_what_needs_explaining_goes_the_long_way(line: str) -> None:
    assert entry.quickly(line.split()) is None


@pytest.mark.parametrize("line", ["--country GB now", "--shared now GB", "--country FR now GB"])
def test_the_card_comes_whatever_stands_before_it(line: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert entry.run(line.split()) == 0
    assert "999" in capfd.readouterr().out


def test_an_option_before_a_command_is_refused_in_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    assert entry.run(["--channel", "phone", "run"]) != 0
    assert "Put it behind 'run'." in capfd.readouterr().err


def test_completion_goes_the_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CRISISAID_COMPLETE", "complete_bash")
    assert entry.quickly([]) is None


def test_a_fault_prints_the_card_of_the_place_and_no_answer(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        secret = "what they said"
        raise SessionFailed("GB") from RuntimeError(secret)

    monkeypatch.setattr(live, "check", fail)
    assert entry.run([]) == entry.BUG
    out, err = capfd.readouterr()
    assert "999" in out
    assert "RuntimeError at" in err
    assert "what they said" not in out + err
    assert "Traceback" not in out + err
