"""Signed off: by an observer's role, on these very words; when they change it is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Done

    Run = Callable[..., Done]


def test_somebody_is_signed_off_on_the_words_of_today(inside: Run, tmp_path: Path) -> None:
    common = ("--results", str(tmp_path))
    done = inside("drill", "sign", "self-harm", "--as", "owl", "--observer", "trainer", *common)
    assert done.code == 0, done.said
    [one] = json.loads(inside("drill", "trained", *common, "--json").out)
    assert (one["trainee"], one["protocol"], one["observer"]) == ("owl", "self-harm", "trainer")
    assert one["still_these_words"] is True
    assert len(one["digest"]) == 64
    assert inside("drill", "report", str(tmp_path)).code == 2, "a sign-off is no result"


def test_other_words_and_damaged_lines_are_said(inside: Run, tmp_path: Path) -> None:
    common = ("--results", str(tmp_path))
    inside("drill", "sign", "self-harm", "--as", "owl", "--observer", "trainer", *common)
    file = tmp_path / "signed-off.jsonl"
    assert file.stat().st_mode & 0o777 == 0o600
    data = json.loads(file.read_text(encoding="utf-8"))
    old = json.dumps({**data, "digest": "0" * 64, "version": "1.0.0"})
    file.write_text(f"{old}\nnonsense\n", encoding="utf-8")
    done = inside("drill", "trained", *common)
    assert done.code == 1
    assert "owl  self-harm 1.0.0" in done.out
    assert "the protocol has other words today" in done.out
    assert "Not read: line 2" in done.err


@pytest.mark.parametrize(
    "given",
    [
        ("self-harm", "--observer", "trainer"),
        ("self-harm", "--as", "owl", "--observer", " "),
        ("no-such", "--as", "owl", "--observer", "trainer"),
    ],
)
def test_a_sign_off_without_somebody_or_for_nothing_is_refused(
    inside: Run, tmp_path: Path, given: tuple[str, ...]
) -> None:
    done = inside("drill", "sign", *given, "--results", str(tmp_path))
    assert done.code in (1, 2)
    assert not list(tmp_path.iterdir())


def test_where_nobody_was_signed_off_that_is_said(inside: Run, tmp_path: Path) -> None:
    assert "Nobody was signed off here." in inside("drill", "trained", "--results", str(tmp_path)).out
