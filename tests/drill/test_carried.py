"""The file of a class: the same cases for everybody, word for word; on other words, damaged or newer it is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from crisisaid.app.drilling.carried import Carried

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Done

    Run = Callable[..., Done]


@pytest.fixture
def file(tmp_path: Path, inside: Run) -> Path:
    path = tmp_path / "class.json"
    done = inside("drill", "class", "self-harm", "--count", "3", "--seed", "7", "--output", str(path))
    assert done.code == 0, done.said
    assert "A class of 1 protocols" in done.err
    return path


def change(path: Path, **values: object) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, **values}), encoding="utf-8")


def test_it_holds_the_drills_of_its_protocols_word_for_word(file: Path, environ: dict[str, str]) -> None:
    carried = Carried(str(file))
    assert (carried.seed, carried.count, list(carried.protocols)) == (7, 3, ["self-harm"])
    assert {name.split("/")[0] for name in carried.files} == {"self-harm"}
    drills = carried.drills(environ, "")
    role_plays, lines, findings = drills.every()
    assert len(role_plays) >= 4
    assert lines == ("self-harm",)
    assert findings == ()


def test_on_other_words_of_a_protocol_it_is_refused(file: Path, inside: Run) -> None:
    change(file, protocols={"self-harm": {"version": "1.1.0", "digest": "0" * 64}})
    done = inside("drill", "quick", "--class", str(file))
    assert done.code == 1
    assert "was made for other words of self-harm than those here" in done.err


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"format": "crisisaid/class/v9"}, "newer crisisaid"),
        ({"format": "poem"}, "not the file of a class"),
        ({"seed": "seven"}, "seed is missing or no number"),
        ({"files": []}, "files is missing"),
    ],
)
def test_a_damaged_file_is_refused_in_a_sentence(file: Path, inside: Run, values: dict[str, object], says: str) -> None:
    change(file, **values)
    done = inside("drill", "play", "sleeves-in-june", "--class", str(file))
    assert done.code == 1
    assert says in done.err


def test_a_role_play_that_was_changed_to_nonsense_is_named(file: Path, inside: Run) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    name = "self-harm/sleeves-in-june.yaml"
    change(file, files={**data["files"], name: data["files"][name].replace("tier: ", "tier: not_", 1)})
    done = inside("drill", "play", "sleeves-in-june", "--class", str(file))
    assert done.code == 1
    assert "sleeves-in-june cannot be used as it is" in done.said


def test_no_file_and_no_json_are_said(tmp_path: Path, inside: Run) -> None:
    assert inside("drill", "quick", "--class", str(tmp_path / "none.json")).code == 1
    (tmp_path / "x.json").write_text("not json")
    assert "not the file of a class" in inside("drill", "quick", "--class", str(tmp_path / "x.json")).err
