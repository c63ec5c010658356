"""A report over a class: what it counts, that order and copies do not matter, and what it refuses by name."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from crisisaid.drill.agreement import weighted_kappa
from crisisaid.drill.report import Tally
from crisisaid.model.drill_result import PAIR, QUICK, ROLE_PLAY, DrillSlip
from crisisaid.model.tier import TIERS

from .trainees import NAMED, results, write, write_class

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Done

    Run = Callable[..., Done]


@pytest.mark.parametrize("seed", range(40))
def test_kappa_and_its_interval_are_those_of_a_library(seed: int) -> None:
    dice = Random(seed)
    pairs = []
    for _ in range(dice.randint(10, 300)):
        right = dice.choice(TIERS)
        pairs.append((right, right if dice.random() < 0.6 else dice.choice(TIERS)))
    table = [[sum(pair == (one, other) for pair in pairs) for other in TIERS] for one in TIERS]
    theirs = cohens_kappa(table, wt="linear")
    ours = weighted_kappa(pairs, TIERS)
    assert ours.value == pytest.approx(theirs.kappa, abs=1e-9)
    assert (ours.low, ours.high) == pytest.approx((theirs.kappa_low, theirs.kappa_upp), abs=1e-9)


def test_where_all_is_one_tier_or_too_little_is_there_nothing_is_claimed() -> None:
    assert weighted_kappa([], TIERS).value is None
    assert weighted_kappa([("call_now", "call_now")] * 50, TIERS).value is None
    few = weighted_kappa([("call_now", "call_now"), ("this_week", "this_week")], TIERS)
    assert (few.value, few.low, few.high) == (1, None, None)


def test_too_little_too_much_and_needless_ambulances_stay_apart() -> None:
    tally = Tally()
    for name in ("careful", "little", "well"):
        for one in results(name, 60, Random(1)):
            tally.add(one)
    report = tally.report()
    careful, little, well = report.trainees
    assert (careful.under, well.under, well.over) == (0, 0, 0)
    assert careful.over == careful.needless > 0
    assert little.over == 0
    assert little.under > 0
    assert little.red_flags_noted * 2 == little.red_flags
    assert little.observed > 0
    assert careful.observed == 0
    assert careful.concluded > 0
    assert (well.observed, well.concluded) == (0, 0)
    assert report.all.drills == 180


def test_an_item_that_most_note_otherwise_is_named_to_its_author() -> None:
    tally = Tally()
    [first] = [one for one in results("w", 1, Random(1)) if one.kind == ROLE_PLAY]
    for number in range(6):
        slips = (DrillSlip("p/hard", "unsure_as_no"),) if number < 4 else (DrillSlip("p/easy", "not_asked"),)
        tally.add(first.but(trainee=f"t{number}", slips=slips if number != 5 else ()))
    items = {one.item: (one.had, one.otherwise, one.ambiguous) for one in tally.report().items}
    assert items == {"p/hard": (6, 4, True), "p/easy": (6, 1, False)}


def test_the_same_report_whatever_the_order_and_however_often_a_file_is_there(tmp_path: Path, inside: Run) -> None:
    write_class(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    files = [str(path) for path in (tmp_path / "a").iterdir()]
    Random(3).shuffle(files)
    once = inside("drill", "report", str(tmp_path / "a"), "--format", "json")
    assert once.code == 0, once.said
    whole = json.loads(once.out)
    assert whole["all"]["drills"] == 30 * 24
    assert len(whole["trainees"]) == 30
    shuffled = json.loads(inside("drill", "report", *files, "--format", "json").out)
    twice = json.loads(inside("drill", "report", str(tmp_path / "b"), *files, "--format", "json").out)
    assert shuffled == whole
    assert twice == {**whole, "files": 60}


def test_text_csv_and_page_say_the_same(tmp_path: Path, inside: Run) -> None:
    write_class(tmp_path)
    text = inside("drill", "report", str(tmp_path)).out
    assert text.startswith("DRILL REPORT. Practice only.")
    assert "Where it went apart" in text
    rows = list(csv.DictReader(io.StringIO(inside("drill", "report", str(tmp_path), "--format", "csv").out)))
    assert len(rows) == 31
    assert sum(int(row["drills"]) for row in rows[:-1]) == int(rows[-1]["drills"])
    page = inside("drill", "report", str(tmp_path), "--format", "html").out
    assert page.count("<svg") == 3
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", page)
    assert "<script" not in page
    assert all(f">{row['trainee']}<" in page for row in rows)


def damaged(folder: Path) -> None:
    write_class(folder, trainees=2, drills=6)
    first = results("w900", 6, Random(5))
    write(folder, "changed", first)
    path = folder / "changed.jsonl"
    rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*rows[:2], rows[2].replace(b'"asked": 5', b'"asked": 4'), *rows[3:]]))
    write(folder, "other", [one.but(trainee="w901", digest="0" * 64) for one in first[:1]])
    write(folder, "unknown", [one.but(trainee="w902", protocol="no-such") for one in first[:1]])
    plays = [one for one in first if one.kind == ROLE_PLAY]
    write(folder, "unwritten", [plays[0].but(trainee="w905", drill="no-such-play")])
    pairs = [one for one in first if one.kind == PAIR]
    write(folder, "lineless", [pairs[0].but(trainee="w906", threshold="no-such-line")])
    write(folder, "unsaid", [one.but(trainee="w907", drill="no-such-one") for one in first if one.kind == QUICK])
    write(folder, "two", [first[0].but(trainee="w903"), first[1].but(trainee="w904")])
    (folder / "later.jsonl").write_text('{"format": "crisisaid/drill-results/v9"}\n')


def test_what_cannot_be_taken_is_named_one_by_one_and_the_rest_counts(tmp_path: Path, inside: Run) -> None:
    damaged(tmp_path)
    done = inside("drill", "report", str(tmp_path), "--format", "json")
    assert done.code == 1
    data = json.loads(done.out)
    assert data["all"]["drills"] == 2 * 6 + 2
    for says in (
        "changed.jsonl:3: It was changed after it was written.",
        "other.jsonl:1: It was practised with other words of",
        "unknown.jsonl:1: There is no protocol called 'no-such' here.",
        "unwritten.jsonl:1: There is no role play called 'no-such-play' for ",
        "lineless.jsonl:1: ",
        "has no threshold called 'no-such-line'.",
        "unsaid.jsonl:2: ",
        "has no situation called 'no-such-one' here.",
        "two.jsonl: It holds results of several trainees: w903, w904.",
        "later.jsonl:1: It was written by a newer crisisaid.",
    ):
        assert says in done.err
    assert len(data["refused"]) == 5 + 2 + 2


def test_a_renamed_file_is_the_same_file(tmp_path: Path, inside: Run) -> None:
    write_class(tmp_path, trainees=3)
    before = json.loads(inside("drill", "report", str(tmp_path), "--format", "json").out)
    [first, *_] = sorted(tmp_path.iterdir())
    first.rename(tmp_path / "zzz.jsonl")
    assert json.loads(inside("drill", "report", str(tmp_path), "--format", "json").out) == before


def test_nothing_there_is_said(tmp_path: Path, inside: Run) -> None:
    done = inside("drill", "report", str(tmp_path))
    assert done.code == 2
    missing = inside("drill", "report", str(tmp_path / "none.jsonl"))
    assert missing.code == 1
    assert "cannot be read" in missing.err


def test_tiers_that_are_named_are_those_that_can_be_named() -> None:
    assert NAMED == ("keep_supporting", "this_week", "before_you_part", "call_now")
