"""A class from its file to the report: everybody practises at a terminal of their own, and what comes back is right.

CRISISAID_TRAINEES=30 for a whole class; CI plays a few.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

import pytest

from crisisaid.app.drilling.carried import Carried
from crisisaid.app.drilling.quick import cases
from crisisaid.model.tier import CALL_NOW

from .sitting import CALLS, HASTY, LITTLE, NAMED, WELL, Sitting, ToCases, ToRolePlay

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Done

    Run = Callable[..., Done]

HABITS = (WELL, CALLS, LITTLE, HASTY)
TRAINEES = int(os.environ.get("CRISISAID_TRAINEES", "4"))
PAGES = ("withdrawal", "escalating-agitation", "losing-touch-with-reality")


@pytest.fixture(scope="module")
def names() -> list[str]:
    return [f"{HABITS[number % 4]}{number:02}" for number in range(TRAINEES)]


def test_a_class_comes_back_with_what_everybody_did(
    environ: dict[str, str], inside: Run, names: list[str], tmp_path: Path
) -> None:
    carried, results = tmp_path / "class.json", tmp_path / "results"
    made = inside("drill", "class", *PAGES, "--count", "6", "--seed", "11", "--output", str(carried))
    assert made.code == 0, made.said
    drills = Carried(str(carried)).drills(environ, "")
    short = cases(drills, PAGES, 6, Random(11), lines=False)
    role_plays = sorted(drills.every()[0].items())
    played = {}
    for number, name in enumerate(names):
        played[name] = role_plays[number // len(HABITS) % len(role_plays)][1]
        common = ("--as", name, "--results", str(results / name), "--class", str(carried))
        one = Sitting(environ | {"TERM": "xterm"}, name[0], "drill", "play", played[name].id, *common)
        assert one.through(ToRolePlay(name[0], played[name])) == 0, one.text[-2000:]
        two = Sitting(environ | {"TERM": "xterm"}, name[0], "drill", "quick", *common)
        assert two.through(ToCases(name[0], short)) == 0, two.text[-2000:]
    for name in names:
        if name[0] == WELL:
            observed = ("--as", name, "--observer", "trainer", "--results", str(results / name))
            assert inside("drill", "sign", "withdrawal", *observed).code == 0
    folders = [str(results / name) for name in names]
    done = inside("drill", "report", *folders, "--format", "json")
    assert done.code == 0, done.said
    report = json.loads(done.out)
    assert inside("drill", "report", *reversed(folders), "--format", "json").out == done.out
    assert [one["trainee"] for one in report["trainees"]] == sorted(names)
    assert [one["trainee"] for one in report["trained"]] == sorted(name for name in names if name[0] == WELL)
    for one in report["trainees"]:
        rights = [case.tier for case in short] + [played[one["trainee"]].tier]
        lower = sum(right != NAMED[0] for right in rights)
        higher = sum(right != CALL_NOW for right in rights)
        counted = {
            WELL: (7, 0, 0, 0),
            CALLS: (7 - higher, 0, higher, higher),
            LITTLE: (7 - lower, lower, 0, 0),
            HASTY: (7 - lower, lower, 0, 0),
        }[one["trainee"][0]]
        assert (one["right"], one["under"], one["over"], one["needless"]) == counted
        assert (one["harmful"] > 0) == (one["trainee"][0] in {LITTLE, HASTY})
        if one["trainee"][0] == WELL:
            assert one["red_flags_noted"] == one["red_flags"]
            assert one["kappa"]["value"] == 1
    page = results.parent / "report.html"
    assert inside("drill", "report", *folders, "--format", "html", "--output", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert all(f"<td>{name}</td>" in text for name in names)
    if kept := os.environ.get("CRISISAID_KEEP"):
        (results.parent / "report.html").rename(kept)
