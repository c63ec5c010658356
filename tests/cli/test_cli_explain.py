"""`protocol explain` as a trainer uses it: what establishes a tier, who stands on either side, what replays."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import jsonschema

from crisisaid.reading.shape import load_schema
from shipped import LIBRARY

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Done

    Run = Callable[..., Done]


def data_of(done: Done) -> dict[str, object]:
    data = json.loads(done.out)
    jsonschema.Draft202012Validator(load_schema("explain-v1")).validate(data)
    [one] = data["protocols"]
    return dict(one)


def test_the_sets_of_one_tier_are_read_in_the_words_of_the_page(crisisaid: Run) -> None:
    done = crisisaid("protocol", "explain", "suicide-first-response", "--tier", "call_now")
    said = " ".join(done.out.split())
    assert done.code == 0
    assert "CALL NOW is established by any one of these: 1. About to end their life" in said
    assert (
        "Intends to act on the thoughts (intent): partly + any one of: - Has a plan, even a rough one (plan): yes"
        in said
    )
    assert "THIS WEEK is established" not in said


def test_every_set_named_reaches_its_tier_when_it_is_played(crisisaid: Run, tmp_path: Path) -> None:
    one = data_of(crisisaid("protocol", "explain", "self-harm", "--tier", "before_you_part", "--json"))
    [tier] = one["tiers"]  # type: ignore[misc]
    assert tier["whole"]
    for way in tier["ways"][:3]:
        chosen = {need["item"]: need["answers"][0] for need in way["needs"]}
        for listed in way["lists"]:
            chosen |= {need["item"]: need["answers"][0] for need in listed["of"][: listed["at_least"]]}
        file = tmp_path / "answers.json"
        file.write_text(json.dumps({"about": "person", "channel": "phone", "gate": {}, "answers": chosen}))
        done = crisisaid("run", "self-harm", "--country", "GB", "--answers", str(file), "--format", "json")
        reasons = json.loads(done.out)["reasons"]
        assert any(one["tier"] == "before_you_part" and one["threshold"] for one in reasons), chosen


def test_a_long_list_is_cut_and_all_writes_it_out(crisisaid: Run) -> None:
    short = crisisaid("protocol", "explain", "withdrawal", "--tier", "before_you_part")
    whole = crisisaid("protocol", "explain", "withdrawal", "--tier", "before_you_part", "--all")
    assert len(whole.out) >= len(short.out)
    assert ("more; --all writes them out" in short.out) == (len(whole.out) > len(short.out))
    assert "more; --all" not in whole.out


def test_the_people_of_a_pair_replay_to_their_tiers(crisisaid: Run, tmp_path: Path) -> None:
    done = crisisaid("protocol", "explain", "grief-and-loss", "--pairs", "--examples", str(tmp_path), "--json")
    one = data_of(done)
    assert one["without_pair"] == []
    pairs = one["pairs"]
    assert {pair["threshold"] for pair in pairs} == {rule.id for rule in LIBRARY["grief-and-loss"].thresholds}  # type: ignore[attr-defined]
    for pair in pairs[:4]:  # type: ignore[index]
        for side in ("below", "above"):
            file = tmp_path / f"grief-and-loss-{pair['threshold']}-{pair['item']}-{side}.yaml"
            assert file.read_text(encoding="utf-8") == pair[side]["answers_file"]
            played = crisisaid("run", "grief-and-loss", "--country", "GB", "--answers", str(file), "--format", "json")
            assert json.loads(played.out)["tier"] == pair[side]["session_ends_at"]
            text = file.read_text(encoding="utf-8")
            assert pair["item"] in text


def test_pairs_are_read_as_two_people(crisisaid: Run) -> None:
    done = crisisaid("protocol", "explain", "grief-and-loss", "--pairs")
    assert "  wish-to-die-and-more (BEFORE YOU PART)\n    They differ in: Wishes to be dead" in done.out
    assert "      no      ->  THIS WEEK\n      unsure  ->  BEFORE YOU PART\n    Both say:\n" in done.out


def test_a_limit_that_is_reached_is_not_decided(crisisaid: Run) -> None:
    done = crisisaid("protocol", "explain", "suicide-first-response", "--pieces", "1000", "--pairs")
    assert done.code == 1
    assert "Not decided. It grew beyond its limits. Furthest apart are the items of:" in " ".join(done.out.split())


def test_a_protocol_with_findings_is_not_explained(crisisaid: Run, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    assert crisisaid("protocol", "new", "mine", "--library", str(folder)).code == 0
    file = folder / "mine" / "0.1.0" / "protocol.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: checklist", "kind: quiz", 1), encoding="utf-8")
    done = crisisaid("protocol", "explain", "mine", "--library", str(folder))
    assert done.code == 1
    assert "These findings stand in the way" in done.out


def test_options_that_do_nothing_are_refused(crisisaid: Run) -> None:
    for more in (("--tier", "soon"), ("--pairs", "--tier", "call_now"), ("--examples", "x")):
        done = crisisaid("protocol", "explain", "self-harm", *more)
        assert done.code == 2
        assert not done.out
