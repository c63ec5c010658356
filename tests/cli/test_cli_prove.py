"""`protocol prove` as an author uses it: what is said, what an example replays to, what stands in the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import jsonschema
import pytest

from crisisaid.reading.shape import load_schema

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Done

    Run = Callable[..., Done]

HIDDEN = """
  - id: behind
    kind: checklist
    title: "More"
    when: {absent: somebody_there}
    why: "Why."
    items:
      - id: plan
        kind: red_flag
        how: ask
        label: "A plan"
        text: "Is there a plan?"
        second_hand: "Is there a plan?"
        why: "Why."
        clarify: "A plan?"
        tier: before_you_part
        sources: [todo-source]
"""


@pytest.fixture
def library(tmp_path: Path, crisisaid: Run) -> Path:
    """A folder with one new protocol as `protocol new` writes it."""
    folder = tmp_path / "library"
    folder.mkdir()
    done = crisisaid("protocol", "new", "mine", "--library", str(folder))
    assert done.code == 0, done.said
    return folder


def edit(library: Path, old: str, new: str) -> None:
    file = library / "mine" / "0.1.0" / "protocol.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def prove(crisisaid: Run, library: Path, *more: str) -> Done:
    return crisisaid("protocol", "prove", "mine", "--library", str(library), *more)


def states(done: Done) -> dict[str, str]:
    data = json.loads(done.out)
    jsonschema.Draft202012Validator(load_schema("proof-v1")).validate(data)
    [one] = data["protocols"]
    return {each["property"]: each["state"] for each in one["results"]}


def test_a_new_protocol_is_proved_and_what_it_does_not_state_is_named(crisisaid: Run, library: Path) -> None:
    done = prove(crisisaid, library)
    assert done.code == 0
    assert "a more worrying answer never leads to less help." in done.out
    assert "VIOLATED" not in done.out
    assert "The protocol states nothing under 'within'. Prompts: CALL NOW after at most 1" in " ".join(done.out.split())
    assert done.err.endswith("1 protocol: 11 properties proved, 0 violated, 0 not decided, 3 not stated.\n")


def test_a_red_flag_behind_a_protective_factor_is_shown_as_two_people_who_replay(
    crisisaid: Run, library: Path, tmp_path: Path
) -> None:
    edit(library, "  - id: together\n", HIDDEN.lstrip("\n") + "\n  - id: together\n")
    folder = tmp_path / "examples"
    done = prove(crisisaid, library, "--examples", str(folder))
    assert done.code == 1
    said = " ".join(done.out.split())
    assert "When 'somebody_there' is confirmed, a red flag is not noted any more." in said
    assert "person A person B" in said
    assert "yes no <- differs" in said
    assert "A plan (plan) yes (not asked) yes" in said
    assert "ends at KEEP SUPPORTING BEFORE YOU PART" in said
    ends = {}
    for file in sorted(folder.glob("mine-protective-1-*.yaml")):
        asked = ("--library", str(library), "--country", "GB", "--answers", str(file), "--format", "json")
        ends[file.name] = json.loads(crisisaid("run", "mine", *asked).out)["tier"]
    assert ends == {"mine-protective-1-1.yaml": "keep_supporting", "mine-protective-1-2.yaml": "before_you_part"}


def test_nobody_to_reach_too_many_prompts_and_what_must_never_be_are_found(crisisaid: Run, library: Path) -> None:
    assert set(states(prove(crisisaid, library, "--json")).values()) == {"proved", "not_stated"}
    edit(library, "{before_you_part: [shift_lead, crisis_line], this_week:", "{this_week:")
    edit(library, "when: {all: [getting_worse, {absent: somebody_there}]}", "when: getting_worse")
    edit(library, "{possible: getting_worse}\n    because", "{all: [getting_worse, danger_to_life]}\n    because")
    statements = "never: [{id: alone, when: {absent: somebody_there}, below: this_week, because: 'Nobody alone.'}]"
    edit(
        library,
        "otherwise: keep_supporting",
        f"otherwise: keep_supporting\nwithin: {{before_you_part: 1}}\n{statements}",
    )
    found = states(prove(crisisaid, library, "--json"))
    assert {name for name, state in found.items() if state == "violated"} == {"ends", "within", "shadowed", "never"}


def test_findings_stand_in_the_way_and_are_named(crisisaid: Run, library: Path) -> None:
    edit(library, "{absent: somebody_there}", "{absent: nobody_knows}")
    done = prove(crisisaid, library)
    assert done.code == 1
    assert "Nothing was proved. These findings stand in the way" in done.out
    assert "CA0301" in done.out
    assert "proved   " not in done.out


def test_a_limit_that_is_reached_is_said_with_what_made_it_hard(crisisaid: Run) -> None:
    done = crisisaid("protocol", "prove", "suicide-first-response", "--pieces", "1000", "--again")
    assert done.code == 1
    assert "NOT DECIDED" in done.out
    assert "Furthest apart are the items of" in " ".join(done.out.split())
    assert "Ask together what is weighed together" in " ".join(done.out.split())


def test_what_was_proved_is_not_proved_again_and_says_the_same(crisisaid: Run, cache: Path) -> None:
    first = crisisaid("protocol", "prove", "withdrawal", "--again")
    assert first.code == 0, first.said
    crisisaid("protocol", "prove", "withdrawal")
    kept = [file for file in cache.rglob("proof-*") if b"shadowed" in file.read_bytes()]
    assert kept
    assert crisisaid("protocol", "prove", "withdrawal").out == first.out


def test_all_and_names_contradict_each_other(crisisaid: Run) -> None:
    done = crisisaid("protocol", "prove", "withdrawal", "--all")
    assert done.code == 2
    assert done.out == ""
