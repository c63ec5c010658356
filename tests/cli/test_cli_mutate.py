"""`protocol mutate` as an author uses it: what nobody would notice, and a scenario to confirm and paste."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import jsonschema
import pytest

from crisisaid.reading.shape import load_schema

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Done

    Run = Callable[..., Done]


@pytest.fixture
def library(tmp_path: Path, crisisaid: Run) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    done = crisisaid("protocol", "new", "mine", "--library", str(folder))
    assert done.code == 0, done.said
    return folder


def test_what_is_proposed_is_pasted_confirmed_and_then_nothing_that_means_less_is_left(
    crisisaid: Run, library: Path
) -> None:
    asked = ("protocol", "mutate", "mine", "--library", str(library))
    before = crisisaid(*asked)
    assert before.code == 1
    assert "Not noticed: danger_to_life is taken for" in " ".join(before.out.split())
    [found] = json.loads(crisisaid(*asked, "--json").out)["protocols"]
    file = library / "mine" / "0.1.0" / "scenarios.yaml"
    text = file.read_text(encoding="utf-8").rstrip("\n") + "\n"
    for one in found["proposed"]:
        today = re.search(r"Today it comes to ([A-Z ]+)\.", one["scenario"])
        assert today, one
        end = today[1].lower().replace(" ", "_")
        text += one["scenario"].replace("tier: TODO", f"tier: {end}").replace("source: TODO", "source: todo-source")
    file.write_text(text, encoding="utf-8")
    after = crisisaid(*asked)
    assert after.code == 0, after.said
    assert "Not noticed" not in after.out
    assert after.err.endswith("No fault that would mean less help and that no scenario notices.\n")


def test_a_proposed_scenario_cannot_be_used_before_somebody_confirms_its_end(crisisaid: Run, library: Path) -> None:
    data = json.loads(crisisaid("protocol", "mutate", "mine", "--library", str(library), "--json").out)
    jsonschema.Draft202012Validator(load_schema("mutants-v1")).validate(data)
    [found] = data["protocols"]
    file = library / "mine" / "0.1.0" / "scenarios.yaml"
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + "\n" + found["proposed"][0]["scenario"])
    done = crisisaid("protocol", "test", "mine", "--library", str(library))
    assert done.code == 1
    assert "TODO" in done.out or "tier" in done.out


def test_a_protocol_with_findings_is_not_tried(crisisaid: Run, library: Path) -> None:
    file = library / "mine" / "0.1.0" / "protocol.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("when: danger_to_life", "when: danger_to_lfe"))
    done = crisisaid("protocol", "mutate", "mine", "--library", str(library))
    assert done.code == 1
    assert "Nothing was tried" in done.out
    assert "faulty variants" not in done.out
