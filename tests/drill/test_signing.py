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
    report = inside("drill", "report", str(tmp_path))
    assert report.code == 0
    assert report.out.startswith("DRILL REPORT. Practice only.")
    assert "0 drills of 0 trainees" in report.out, "a sign-off is no result"


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


def test_the_report_says_who_is_signed_off_on_which_words(inside: Run, tmp_path: Path) -> None:
    common = ("--results", str(tmp_path))
    inside("drill", "sign", "self-harm", "--as", "owl", "--observer", "trainer", *common)
    inside("drill", "sign", "withdrawal", "--as", "fox", "--observer", "peer <lead>", *common)
    file = tmp_path / "signed-off.jsonl"
    [first, second] = file.read_text(encoding="utf-8").splitlines()
    old = json.dumps({**json.loads(second), "digest": "0" * 64})
    file.write_text(f"{first}\n{old}\nnonsense\n", encoding="utf-8")
    text = inside("drill", "report", str(tmp_path))
    assert text.code == 1
    assert f"Not taken: {file}:3: This is no sign-off." in text.err
    fox, owl = text.out.partition("SIGNED OFF, BY AN OBSERVER")[2].splitlines()[2:4]
    assert fox.split()[:2] == ["fox", "withdrawal"]
    assert fox.endswith("changed since: see drill next")
    assert owl.endswith("trainer        as today")
    data = json.loads(inside("drill", "report", str(tmp_path), "--format", "json").out)["trained"]
    assert [(one["trainee"], one["still_these_words"]) for one in data] == [("fox", False), ("owl", True)]
    page = inside("drill", "report", str(tmp_path), "--format", "html", "--protocol", "withdrawal").out
    assert "peer &lt;lead&gt;" in page
    assert "<td>owl</td>" not in page
