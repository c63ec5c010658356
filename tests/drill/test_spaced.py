"""Spaced practice: what is due and when; and when a protocol changes, exactly what the change is about is due again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fsrs import Card, Rating, Scheduler

from crisisaid.app.bookshelf import open_shelf
from crisisaid.app.drilling.spaced import schedule
from crisisaid.model.drill_result import PAIR, DrillResult
from shipped import FOLDER

from .trainees import write

if TYPE_CHECKING:
    from cli.conftest import Done

    Run = Callable[..., Done]

PAGE, OURS = "suicide-first-response", "our-talk"


@pytest.fixture
def protocols(tmp_path: Path) -> Path:
    """A folder with one protocol under another name, in one version."""
    [there] = Path(FOLDER, PAGE).iterdir()
    folder = tmp_path / "protocols"
    put(folder, "0.1.0", (there / "protocol.yaml").read_text(encoding="utf-8"))
    return folder


def put(folder: Path, version: str, text: str) -> None:
    inside = folder / OURS / version
    inside.mkdir(parents=True)
    text = re.sub(r"^id: .*$", f"id: {OURS}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r'^version: ".*"$', f'version: "{version}"', text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^status: .*$", "status: draft", text, count=1, flags=re.MULTILINE)
    (inside / "protocol.yaml").write_text(text, encoding="utf-8")


def next_version(folder: Path, old: str, new: str) -> None:
    text = (folder / OURS / "0.1.0" / "protocol.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    put(folder, "0.2.0", text.replace(old, new))


def practised(
    environ: dict[str, str], folder: Path, named: str = "call_now", day: str = "2026-11-01"
) -> list[DrillResult]:
    """Every threshold once."""
    protocol = open_shelf(environ, str(folder))[OURS]
    common = {"trainee": "owl", "kind": PAIR, "drill": "d", "drill_digest": "", "date": "2026-11-01"}
    about = {"protocol": protocol.id, "version": protocol.version, "digest": protocol.digest}
    return [
        DrillResult(**common, **about, right=one.tier, named=one.tier if named == "right" else named, threshold=one.id)
        for one in protocol.thresholds
    ]


def why(environ: dict[str, str], folder: Path, results: list[DrillResult]) -> dict[str, str]:
    return {one.threshold: one.why for one in schedule(open_shelf(environ, str(folder)), results)}


def test_days_are_those_of_the_library(environ: dict[str, str], protocols: Path) -> None:
    [first, *_] = practised(environ, protocols, "right")
    again = [first.but(date=day) for day in ("2026-11-01", "2026-11-02", "2026-11-10")]
    step = (timedelta(days=1),)
    scheduler = Scheduler(learning_steps=step, relearning_steps=step, enable_fuzzing=False)
    card = Card(card_id=1, due=datetime(2026, 11, 1, 12, tzinfo=UTC))
    for one in again:
        at = datetime.strptime(one.date, "%Y-%m-%d").replace(hour=12, tzinfo=UTC)
        card, _ = scheduler.review_card(card, Rating.Good, at)
    [due] = schedule(open_shelf(environ, str(protocols)), again)
    assert due.day == card.due.strftime("%Y-%m-%d")
    [missed] = schedule(open_shelf(environ, str(protocols)), [*again, again[-1].but(named="keep_supporting")])
    assert missed.day < due.day


def test_other_words_make_nothing_due(environ: dict[str, str], protocols: Path) -> None:
    results = practised(environ, protocols, "right")
    before = schedule(open_shelf(environ, str(protocols)), results)
    next_version(protocols, 'title: "Time and distance"', 'title: "Distance and time"')
    assert schedule(open_shelf(environ, str(protocols)), results) == before


def test_a_changed_threshold_is_due_and_nothing_else(environ: dict[str, str], protocols: Path) -> None:
    results = practised(environ, protocols, "right")
    before = {one.threshold: one for one in schedule(open_shelf(environ, str(protocols)), results)}
    old = "when: {all: [thoughts, {possible: worse_lately}]}"
    next_version(protocols, old, "when: {all: [thoughts, worse_lately]}")
    after = {one.threshold: one for one in schedule(open_shelf(environ, str(protocols)), results)}
    assert {name: one.why for name, one in after.items() if one.why} == {
        "thoughts-getting-worse": "the threshold has changed"
    }
    assert {name: one for name, one in after.items() if not one.why} == {
        name: one for name, one in before.items() if name != "thoughts-getting-worse"
    }


def test_a_threshold_with_another_tier_is_due(environ: dict[str, str], protocols: Path) -> None:
    results = practised(environ, protocols, "right")
    next_version(
        protocols, "  - id: tried-before\n    tier: this_week", "  - id: tried-before\n    tier: before_you_part"
    )
    assert {name for name, said in why(environ, protocols, results).items() if said} == {"tried-before"}


def test_where_the_old_words_are_gone_all_of_it_is_due(environ: dict[str, str], protocols: Path) -> None:
    results = practised(environ, protocols, "right")
    next_version(protocols, 'title: "Time and distance"', 'title: "Distance and time"')
    shutil.rmtree(protocols / OURS / "0.1.0")
    assert set(why(environ, protocols, results).values()) == {"the words it was practised on are not here any more"}


def test_what_is_due_is_listed_by_the_command(
    environ: dict[str, str], protocols: Path, tmp_path: Path, inside: Run
) -> None:
    house = tmp_path / "house"
    shutil.copytree(protocols, house / "protocols")
    folder = tmp_path / "results"
    write(folder, "owl", practised(environ, protocols, "keep_supporting"))
    common = ("--as", "owl", "--results", str(folder), "--organisation", str(house))
    done = inside("drill", "next", *common, "--on", "2026-11-24")
    assert done.code == 0, done.said
    assert "our-talk: attempt-today, due since 2026-11-02" in done.out
    assert "crisisaid drill next --as owl --go" in done.err
    early = inside("drill", "next", *common, "--on", "2026-11-01")
    assert early.out.startswith("Nothing is due today. Next: ")
    assert inside("drill", "next", "--results", str(folder)).code == 2
    assert inside("drill", "next", "--as", "nobody", "--results", str(folder)).code == 2
