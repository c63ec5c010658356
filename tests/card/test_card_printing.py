"""Printing the card: one write, whatever state the terminal and the command line are in."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crisisaid import card

SRC = Path(card.__file__).parent.parent


class Broken(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError("gone")


class Counting(io.StringIO):
    writes = 0

    def write(self, text: str) -> int:
        self.writes += 1
        return super().write(text)


def now(*arguments: str, redirect: str = "") -> subprocess.CompletedProcess[str]:
    code = "import sys; from crisisaid.card import main; sys.exit(main(sys.argv[1:]))"
    command = ["sh", "-c", f'exec "$@" {redirect}', "sh", sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_one_write() -> None:
    stream = Counting()
    card.print_card("US", stream)
    assert stream.writes == 1
    assert stream.getvalue() == card.card_text("US")


def test_one_write_past_the_buffer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    writes: list[bytes] = []
    real = os.write
    monkeypatch.setattr(os, "write", lambda number, data: writes.append(data) or real(number, data))
    with open(tmp_path / "out", "w", encoding="utf-8") as stream:
        stream.write("before\n")
        card.print_card("GB", stream)
    assert writes == [card.card_text("GB").encode()]
    assert (tmp_path / "out").read_text() == "before\n" + card.card_text("GB")


def test_a_broken_stream_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    card.print_card("US", Broken())
    assert capsys.readouterr().err == card.card_text("US")


def test_nothing_left_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", Broken())
    card.print_card()
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stdout", closed)
    monkeypatch.setattr(sys, "stderr", closed)
    card.print_card()


@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
def test_closed_or_full_output(redirect: str) -> None:
    done = now("GB", redirect=redirect)
    assert done.stderr == card.card_text("GB")
    assert done.returncode == 0


def test_everything_closed() -> None:
    assert now("GB", redirect=">&- 2>&-").returncode == 0


@pytest.mark.parametrize("words", [["gb"], ["United", "Kingdom"], ["great", "britain"]])
def test_several_words_are_one_country(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert card.main(words) == 0
    assert capfd.readouterr() == (card.card_text("GB"), "")


def test_no_country(capfd: pytest.CaptureFixture[str]) -> None:
    assert card.main([]) == 0
    assert capfd.readouterr() == (card.card_text(), "")


def test_unknown_country_gets_the_card_first(capfd: pytest.CaptureFixture[str]) -> None:
    assert card.main(["untied", "states"]) == 2
    out, err = capfd.readouterr()
    assert out == card.card_text()
    assert "Did you mean United States (US)?" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", ["\x1b[31mred", "\u202egnol", "\udc80", "%s {0}", "x" * 9000])
def test_hostile_words(words: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert card.main([words]) == 2
    out, err = capfd.readouterr()
    assert out == card.card_text()
    assert err.isascii()
    assert err.removesuffix("\n").isprintable()
    assert len(err) < 400


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--country", "US"], ["US", "--loud"]])
def test_options_still_get_the_card(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert card.main(arguments) == 2
    out, err = capfd.readouterr()
    assert out == card.card_text("US" if "US" in arguments else "")
    assert "crisisaid now GB" in err


def test_loads_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import crisisaid.card; print(*sorted(set(sys.modules) - before))"
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert set(loaded.stdout.split()) <= {"__future__", "crisisaid", "crisisaid.card", "crisisaid.card_numbers"}
