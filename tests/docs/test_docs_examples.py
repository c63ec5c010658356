"""Every example in the documentation is read by the code that reads the real files, and run where it can be run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from docs_pages import ROOT, Block, blocks, name_of, said

import crisisaid
from crisisaid.library.compile import compile_folder
from crisisaid.library.load import parse_protocol
from crisisaid.library.scenarios import failures, parse_scenarios
from crisisaid.reading.shape import check_shape, load_schema
from crisisaid.reading.strict import read_json, read_yaml
from shipped import LIBRARY

if TYPE_CHECKING:
    from crisisaid.model.protocol import Protocol

SCHEMAS = {
    "contacts": "contacts-v1",
    "policy": "policy-v1",
    "answers": "answers-v1",
    "scenarios": "scenarios-v1",
    "approvals": "approvals-v1",
}
OWN_PAGES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
DATA = [block for block in blocks() if block.info.split(" ")[0] in ("yaml", "json")]


def one(info: str) -> str:
    found = blocks(info)
    assert found, f"no page has a block called {info!r}"
    return found[0].text


def example() -> Protocol:
    loaded = parse_protocol(one("yaml protocol").encode(), "example.yaml")
    assert loaded.findings == ()
    assert loaded.protocol is not None
    return loaded.protocol


@pytest.mark.parametrize("block", DATA, ids=lambda block: block.where)
def test_every_example_fits_its_schema(block: Block) -> None:
    form, _, what = block.info.partition(" ")
    assert what in (*SCHEMAS, "protocol"), f"{block.where}: say what this is behind the fence, such as yaml contacts"
    if what == "protocol":
        return
    read = read_json if form == "json" else read_yaml
    _, findings = check_shape(read(block.text.encode(), block.where), SCHEMAS[what])
    assert findings == ()


def test_the_example_protocol_can_be_used(tmp_path: Path) -> None:
    protocol = example()
    shutil.copytree(ROOT / "protocols", tmp_path / "protocols")
    shutil.copy(ROOT / "protocols.lock", tmp_path / "protocols.lock")
    folder = tmp_path / "protocols" / protocol.id / protocol.version
    folder.mkdir(parents=True)
    (folder / "protocol.yaml").write_text(one("yaml protocol"), encoding="utf-8")
    files, findings = compile_folder(str(tmp_path / "protocols"))
    assert findings == ()
    assert f"{protocol.id}@{protocol.version}.bin" in files


def test_the_example_scenarios_come_to_their_ends() -> None:
    scenarios, findings = parse_scenarios(one("yaml scenarios").encode(), "scenarios.yaml")
    shelf = {**LIBRARY, example().id: example()}
    assert findings == ()
    assert [(each.id, failures(shelf, each)) for each in scenarios if failures(shelf, each)] == []


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    places = {name: str(folder / name) for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    # The run is from another folder, where a relative path to the package would lead nowhere.
    places["PYTHONPATH"] = str(Path(crisisaid.__file__).parents[1])
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=False,
    )


def scripted(folder: Path, name: str, answers: str) -> Any:
    (folder / name).write_text(answers, encoding="utf-8")
    asked = ("run", "suicide-first-response", "--country", "GB", "--answers", name, "--format", "json")
    done = run(folder, "-m", "crisisaid", *asked)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_scripted_run_gives_what_the_page_says(tmp_path: Path) -> None:
    summary = scripted(tmp_path, "answers.yaml", one("yaml answers"))
    jsonschema.Draft202012Validator(load_schema("summary-v1")).validate(summary)
    assert summary["tier"] == "before_you_part"
    assert f"The tier is `{summary['tier']}`" in said(ROOT / "docs" / "summary.md")
    assert {"unknown_red_flag", "not_asked"} <= {reason["kind"] for reason in summary["reasons"]}
    again = scripted(tmp_path, "answers.json", one("json answers"))
    assert {**again, "made_at": ""} == {**summary, "made_at": ""}


def own_folder(tmp_path: Path, contacts: str) -> Path:
    folder = tmp_path / "organisation"
    folder.mkdir()
    (folder / "contacts.yaml").write_text(contacts, encoding="utf-8")
    (folder / "policy.yaml").write_text(one("yaml policy"), encoding="utf-8")
    return folder


def checked(tmp_path: Path, folder: Path) -> Any:
    asked = ("contacts", "check", "--organisation", str(folder), "--no-weeks", "--today", "2026-11-23")
    return run(tmp_path, "-m", "crisisaid", *asked)


def test_the_example_folder_has_no_findings(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, one("yaml contacts"))
    done = checked(tmp_path, folder)
    assert (done.returncode, done.stderr) == (0, "0 findings.\n")


def test_the_check_of_a_folder_names_a_fault(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, one("yaml contacts").replace("kind: crisis-team", "kind: crisis-taem"))
    done = checked(tmp_path, folder)
    assert "CA0203" in done.stdout
    assert "Did you mean 'crisis-team'?" in done.stdout


def test_examples_use_only_numbers_kept_for_fiction() -> None:
    for block in DATA:
        numbers = re.findall(r'(?:phone|sms): "([^"]+)"', block.text)
        assert [number for number in numbers if not number.startswith("020 7946 0")] == [], block.where


@pytest.mark.parametrize("page", OWN_PAGES, ids=name_of)
def test_pages_are_plain_ascii(page: Path) -> None:
    found = sorted({letter for letter in said(page) if not letter.isascii()})
    assert found == [], f"{name_of(page)} holds {found}"
