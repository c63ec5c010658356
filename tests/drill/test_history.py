"""A trainee's results: one line after another; whatever was changed, left out, cut off or comes from later is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crisisaid.errors import FileRefused
from crisisaid.model.drill_result import QUICK, DrillResult, DrillSlip
from crisisaid.store.drill_history import append_result, histories, read_history

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RESULT = DrillResult(
    trainee="owl",
    date="2026-11-24",
    kind=QUICK,
    drill="d",
    drill_digest="",
    protocol="self-harm",
    version="1.1.0",
    digest="a" * 64,
    right="this_week",
    named="call_now",
    slips=(DrillSlip("self-harm/x", "not_asked"),),
    harmful=("m",),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "drills"
    for name in ("d1", "d2", "d3"):
        append_result(str(folder), RESULT.but(drill=name))
    return folder / "owl.jsonl"


def test_what_is_kept_is_read_again_and_is_for_this_user_only(path: Path) -> None:
    found = read_history(str(path))
    assert found.damaged == ()
    assert [one.drill for one in found.results] == ["d1", "d2", "d3"]
    assert found.results[0] == RESULT.but(drill="d1")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(histories(str(path.parent))) == [str(path)]


DAMAGE: dict[str, tuple[Callable[[list[bytes]], list[bytes]], int, str]] = {
    "changed": (lambda rows: [rows[0], rows[1].replace(b"call_now", b"this_week"), rows[2]], 1, "was changed after"),
    "left out": (lambda rows: [rows[0], rows[2]], 1, "does not follow the line before it"),
    "turned round": (lambda rows: [rows[1], rows[0], rows[2]], 0, "does not follow"),
    "twice": (lambda rows: [rows[0], rows[0], *rows[1:]], 1, "does not follow"),
    "not json": (lambda rows: [rows[0], b"{\n", rows[2]], 1, "not a line of results"),
    "a journal": (lambda rows: [b"CRISISAID 1 x\n", *rows], 0, "not a line of results"),
    "cut off": (lambda rows: [*rows[:2], rows[2][:40]], 2, "cut off"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named_and_what_stands_before_it_counts(path: Path, name: str) -> None:
    damage, left, says = DAMAGE[name]
    path.write_bytes(b"".join(damage(path.read_bytes().splitlines(keepends=True))))
    found = read_history(str(path))
    assert len(found.results) == left
    assert says in found.damaged[0].says
    assert found.damaged[0].line == left + 1
    with pytest.raises(FileRefused, match="cannot be added to"):
        append_result(str(path.parent), RESULT)


def test_a_line_from_a_newer_program_is_named_as_such(path: Path) -> None:
    rows = path.read_bytes().splitlines(keepends=True)
    data = json.loads(rows[1])
    data["format"] = "crisisaid/drill-results/v2"
    path.write_bytes(rows[0] + json.dumps(data).encode() + b"\n")
    assert "newer crisisaid" in read_history(str(path)).damaged[0].says


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "cannot be read" in read_history(str(tmp_path / "none.jsonl")).damaged[0].says
    assert list(histories(str(tmp_path / "none"))) == []
