"""`protocol mutate` as an author uses it: what nobody would notice, and a scenario to confirm and paste."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import jsonschema
import pytest

from crisisaid.app.mutating import trial_of
from crisisaid.library.scenarios import parse_scenarios
from crisisaid.reading.shape import load_schema
from shipped import LIBRARY, scenarios_of

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


def test_an_item_that_is_not_asked_any_more_is_told_by_a_session_broken_off() -> None:
    """An answer counts whether its item was asked or not: guards that hide one need a scenario without the answer."""
    page = LIBRARY["grief-and-loss"]
    some = tuple(one for one in scenarios_of(page) if one.rest != "not_asked")[:20]
    before = trial_of(LIBRARY, page, some)
    assert any("rest: not_asked" in one.scenario for one in before.proposed)
    head = f'format: crisisaid/scenarios/v1\nprotocol: {page.id}\nversion: "{page.version}"\nscenarios:\n'
    rows = []
    for one in before.proposed:
        [end] = re.findall(r"oday it comes to ([A-Z ]+)\.", one.scenario)
        rows.append(one.scenario.replace("tier: TODO", f"tier: {end.lower().replace(' ', '_')}"))
    more, findings = parse_scenarios((head + "".join(rows).replace("source: TODO", "source: x")).encode(), "x.yaml")
    assert findings == ()
    after = trial_of(LIBRARY, page, (*some, *more))
    assert [one.says for one in before.variants if one.effect == "less" and not one.scenarios]
    assert [one.says for one in after.variants if one.effect == "less" and not one.scenarios] == []


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
