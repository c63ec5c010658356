"""What cannot be used as typed: an exit code, one sentence that says what is wrong, one that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Done

SFR = "suicide-first-response"
REFUSED, USAGE = 1, 2

TYPED = [
    (["run", SFR, "--country", "Kenia"], USAGE, ("Kenia", "Kenya")),
    (["--country", "Kenia"], USAGE, ("Kenia", "Kenya")),
    (["--country", "XX"], USAGE, ("XX", "two letters")),
    (["run", "suicde-first-response", "--country", "GB"], REFUSED, ("suicde-first-response", SFR)),
    (["show", "danger-nov"], REFUSED, ("danger-nov", "danger-now")),
    (["show", "danger-now", "--version", "9.9.9"], REFUSED, ("9.9.9", "1.1.0")),
    (["--channel", "fax"], USAGE, ("fax", "in_person", "text_chat")),
    (["run", SFR, "--channel", "fax"], USAGE, ("fax", "in_person", "text_chat")),
    (["--format", "pdf"], USAGE, ("pdf", "markdown")),
    (["--lang", "xx"], USAGE, ("xx", "en")),
    (["run", SFR, "--country", "GB", "--lang", "xx"], USAGE, ("xx", "en")),
    (["frobnicate"], USAGE, ("frobnicate", "--help", "crisisaid now")),
    (["--boards"], USAGE, ("--boards", "--board", "crisisaid now")),
    (["run", "--country"], USAGE, ("--country", "crisisaid now")),
    (["run", SFR, "more"], USAGE, ("more", "crisisaid now")),
    (["show"], USAGE, ("crisisaid now",)),
]


@pytest.mark.parametrize(("arguments", "code", "named"), TYPED)
def test_a_command_line_that_cannot_be_used(
    arguments: list[str], code: int, named: tuple[str, ...], crisisaid: Callable[..., Done]
) -> None:
    done = crisisaid(*arguments)
    assert done.code == code, done.said
    assert done.out == ""
    assert all(word in done.err for word in named), done.err
    assert 1 <= len(done.err.splitlines()) <= 2
    assert "fault of its own" not in done.err


@pytest.mark.parametrize("missing", ["country", "protocol"])
def test_a_scripted_run_needs_to_be_told(missing: str, crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("answers: {}\n")
    arguments = ["--country", "GB"] if missing == "protocol" else [SFR]
    done = crisisaid("run", *arguments, "--answers", str(path))
    assert done.code == USAGE
    assert missing in done.err
    assert done.out == ""


FILES = [
    ("item.yaml", "channel: phone\nanswers:\n  thougts: now\n", 3, ("thougts", "thoughts")),
    ("value.yaml", "answers:\n  wish_dead: unsure\n  plan: maybe\n", 3, ("plan", "maybe", "declined", "skipped")),
    ("scale.yaml", "answers:\n  thoughts: 'yes'\n", 2, ("thoughts", "yes", "lately")),
    ("option.yaml", "answers:\n  age_group: old\n", 2, ("age_group", "old", "adult")),
    ("key.yaml", "chanel: phone\nanswers: {}\n", 1, ("chanel", "channel")),
    ("channel.yaml", "answers: {}\nchannel: fax\n", 2, ("channel", "phone")),
    ("about.yaml", "about: me\nanswers: {}\n", 1, ("about", "third_party")),
    ("gate.yaml", "gate:\n  taken_somthing: unsure\nanswers: {}\n", 2, ("taken_somthing", "taken_something")),
    ("true.json", '{\n "answers": {\n  "plan": true\n }\n}', 3, ("plan", "yes")),
    ("number.json", '{"answers":\n {"plan": 1}}', 2, ("plan",)),
    ("empty.yaml", "", 1, ("nothing in this file",)),
    ("list.yaml", "- a\n- b\n", 1, ()),
    ("twice.yaml", "answers:\n  plan: unsure\n  plan: declined\n", 3, ("plan",)),
    ("open.yaml", "answers: [\n", None, ()),
    ("open.json", '{"answers": {\n', None, ()),
    ("escape.yaml", 'answers: {}\nfollow_up: "\\e[2J"\n', 2, ()),
    ("tag.yaml", "answers: !!python/object:os.system {}\n", 1, ()),
    ("order.yaml", "answers: {plan: unsure, thougts: now,\n  intnt: partly}\n", 1, ("thougts", "intnt")),
]


@pytest.mark.parametrize(("name", "text", "line", "named"), FILES, ids=[row[0] for row in FILES])
def test_an_answers_file_that_cannot_be_used(
    name: str, text: str, line: int | None, named: tuple[str, ...], crisisaid: Callable[..., Done], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    done = crisisaid("run", SFR, "--country", "GB", "--answers", str(path))
    assert done.code == REFUSED, done.said
    assert done.out == ""
    assert str(path) in done.err
    assert f"{path}, line {line}:" in done.err or line is None, done.err
    assert all(word in done.err for word in named), done.err
    assert "fault of its own" not in done.err


@pytest.mark.parametrize("path", ["missing.yaml", ".", "no/such/folder.json"])
def test_an_answers_file_that_is_not_there(path: str, crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    done = crisisaid("run", SFR, "--country", "GB", "--answers", str(tmp_path / path))
    assert done.code == REFUSED
    assert str(tmp_path / path).rstrip("/.") in done.err
    assert len(done.err.splitlines()) <= 2


def test_every_fault_is_named_at_once(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("gate:\n  about_to_act: maybe\n  nope: unsure\nanswers:\n  thoughts: perhaps\n  nope: unsure\n")
    done = crisisaid("run", SFR, "--country", "GB", "--answers", str(path))
    lines = {int(row.partition(", line ")[2].partition(":")[0]) for row in done.err.splitlines() if ", line " in row}
    assert lines == {2, 3, 5, 6}


def test_an_unknown_protocol_beside(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("answers: {}\nalso:\n  danger-nov: {fit: unsure}\n")
    done = crisisaid("run", SFR, "--country", "GB", "--answers", str(path))
    assert done.code == REFUSED
    assert "danger-now" in done.err


def test_an_answer_that_is_nearly_right_names_the_right_one(tmp_path: Path, crisisaid: Callable[..., Done]) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("answers: {thoughts: now, intent: means_tu}\n")
    done = crisisaid("run", SFR, "--country", "GB", "--answers", str(path))
    assert done.code == REFUSED
    assert "line 1" in done.err
    assert "Did you mean 'means_to'?" in done.err
    assert done.out == ""
