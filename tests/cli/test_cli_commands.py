"""The commands that are read at leisure, the card, and what stays on the computer."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

import crisisaid as package
from crisisaid.app.words import HEADLINES
from crisisaid.card import card_text
from crisisaid.card_numbers import NUMBERS
from crisisaid.model.tier import above
from live.organisations import CONTACTS, folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cli.conftest import Done
    from live.driver import Known

SFR = "suicide-first-response"
COMMANDS = ("now", "run", "resume", "erase", "list", "show", "booklet", "contacts", "protocol", "drill")
SCHEMAS = Path(package.__file__).parent / "schemas"


def schema(name: str) -> jsonschema.Draft202012Validator:
    data = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(data)


def test_help_lists_every_command(crisisaid: Callable[..., Done]) -> None:
    done = crisisaid("--help")
    assert done.code == 0
    listed = re.findall(r"(?m)^  ([a-z]+)  ", done.out.partition("Commands:")[2])
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "now"])
def test_every_command_has_help_of_its_own(name: str, crisisaid: Callable[..., Done]) -> None:
    done = crisisaid(name, "--help")
    assert done.code == 0
    assert f"crisisaid {name}" in done.out


def test_the_version(crisisaid: Callable[..., Done]) -> None:
    assert crisisaid("--version") == (0, f"crisisaid {package.__version__}\n", "")


@pytest.mark.parametrize(
    ("typed", "code", "exit_code"),
    [
        ([], "", 0),
        (["GB"], "GB", 0),
        (["gb"], "GB", 0),
        (["United", "Kingdom"], "GB", 0),
        (["Türkiye"], "TR", 0),
        (["Kenia"], "", 2),
        (["XX"], "", 2),
        (["GB", "--plain"], "GB", 2),
        (["--help"], "", 2),
        ([""], "", 0),
        (["\x1b[2J"], "", 2),
    ],
)
def test_the_card_comes_whatever_was_typed(
    typed: list[str], code: str, exit_code: int, crisisaid: Callable[..., Done]
) -> None:
    done = crisisaid("now", *typed)
    assert done.out == card_text(code)
    assert done.code == exit_code
    assert bool(done.err) == bool(exit_code)
    if typed == ["Kenia"]:
        assert "Kenya" in done.err


def test_the_card_needs_no_folder(crisisaid: Callable[..., Done]) -> None:
    poor = {"HOME": "/nonexistent", "XDG_STATE_HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null/x", "PYTHONUTF8": "0"}
    assert crisisaid("now", "GB", **poor).out == card_text("GB")


def test_list(crisisaid: Callable[..., Done], known: Known) -> None:
    done = crisisaid("list")
    assert done.code == 0
    for entry in known.library.entries:
        assert entry.id in done.out
        assert entry.version in done.out
        assert entry.title in done.out
    assert done.out.count("not clinically reviewed") == len(known.library.entries)


def test_list_as_data(crisisaid: Callable[..., Done], known: Known) -> None:
    rows = json.loads(crisisaid("list", "--json").out)
    assert [(row["id"], row["version"], row["digest"]) for row in rows] == [
        (entry.id, entry.version, entry.digest) for entry in known.library.entries
    ]


@pytest.mark.parametrize("name", ["danger-now", SFR])
def test_show(name: str, crisisaid: Callable[..., Done], known: Known) -> None:
    done = crisisaid("show", name)
    assert done.code == 0
    page = " ".join(done.out.split())
    protocol = known.library[name]
    assert "not clinically reviewed" in page
    assert all(item.label in page for item in protocol.items())
    assert all(threshold.because in page for threshold in protocol.thresholds)
    assert all(len(row) <= 80 or "://" in row for row in done.out.splitlines())


@pytest.mark.parametrize("name", ["danger-now", SFR])
def test_show_as_data(name: str, crisisaid: Callable[..., Done], known: Known) -> None:
    done = crisisaid("show", name, "--json", "--version", known.library[name].version)
    assert done.code == 0
    data = json.loads(done.out)
    schema("show-v1").validate(data)
    assert crisisaid("show", name, "--json").out == done.out


def test_nothing_to_resume(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    done = crisisaid("resume")
    assert done.code == 1
    assert "No stopped check is kept here" in done.err
    assert not list((tmp_path / "state").glob("*")), "looking makes no folder"


def test_erase(crisisaid: Callable[..., Done], tmp_path: Path, environ: Mapping[str, str]) -> None:
    state, cache = tmp_path / "state" / "crisisaid", tmp_path / "cache"
    state.mkdir(parents=True)
    (state / "mine.txt").write_text("keep me")
    (state / "s-0123456789abcdef").write_text("a journal")
    done = crisisaid("erase", XDG_CACHE_HOME=str(cache))
    assert done.code == 0
    assert "1 removed" in done.out
    assert "may still be able to recover" in done.out
    assert [path.name for path in state.iterdir()] == ["mine.txt"]
    assert "0 removed" in crisisaid("erase", XDG_CACHE_HOME=str(cache)).out


def test_erase_without_a_home(environ: dict[str, str], crisisaid: Callable[..., Done]) -> None:
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        environ.pop(name)
    assert crisisaid("erase").code == 0
    assert crisisaid("resume").code == 1


def answers(tmp_path: Path, text: str = 'channel: phone\nanswers: {thoughts: now, plan: "yes"}\n') -> str:
    path = tmp_path / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_organisation_comes_first(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    own = folder(tmp_path / "own")
    given = ("run", SFR, "--country", "GB", "--answers", answers(tmp_path), "--organisation", str(own))
    done = crisisaid(*given)
    assert done.code == 0
    summary = json.loads(crisisaid(*given, "--format", "json").out)
    assert summary["tier"] == "before_you_part"
    assert summary["organisation"] == "Example Listening Service"
    first = summary["contacts"][0]
    assert (first["id"], first["phone"], first["role"]) == ("example-shift-lead", "020 7946 0123", "shift_lead")
    assert "your organisation" in first["checked"].lower()
    assert "2026-11-01" in first["checked"]
    assert summary["contacts"][-1]["phone"] in {number for _, number, _ in NUMBERS["GB"][1]}
    reach = done.out.partition("WHOM TO REACH NOW\n")[2].splitlines()
    assert "Example shift lead" in reach[0]
    assert "020 7946 0123" in {row.strip() for row in reach[:4]}


def test_the_organisation_in_the_configuration(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    folder(tmp_path / "config" / "crisisaid" / "organisation")
    done = crisisaid("run", SFR, "--country", "GB", "--answers", answers(tmp_path), "--format", "json")
    assert json.loads(done.out)["contacts"][0]["id"] == "example-shift-lead"


def test_nothing_is_read_from_the_current_folder(
    crisisaid: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    folder(here / "organisation")
    folder(here)
    monkeypatch.chdir(here)
    done = crisisaid("run", SFR, "--country", "GB", "--answers", answers(tmp_path), "--format", "json")
    assert done.code == 0
    assert "Example" not in done.out


@pytest.mark.parametrize("country", ["US", "TR"])
def test_an_organisation_of_another_country_changes_no_emergency_number(
    country: str, crisisaid: Callable[..., Done], tmp_path: Path
) -> None:
    own = folder(tmp_path / "own")
    given = ("run", SFR, "--country", country, "--answers", answers(tmp_path), "--organisation", str(own))
    summary = json.loads(crisisaid(*given, "--format", "json").out)
    numbers = {number for _, number, _ in NUMBERS[country][1]}
    assert summary["country"] == country
    assert summary["contacts"][-1]["phone"] in numbers


def test_a_hidden_contact_is_not_shown(crisisaid: Callable[..., Done], tmp_path: Path, known: Known) -> None:
    line = next(one for one in known.desk.contacts("GB") if one.kind == "crisis")
    own = folder(
        tmp_path / "own", CONTACTS + f'  - id: {line.id}\n    hide: true\n    reason: "Example: not for our area."\n'
    )
    given = ("run", SFR, "--country", "GB", "--answers", answers(tmp_path), "--format", "json")
    assert line.id in {one["id"] for one in json.loads(crisisaid(*given).out)["contacts"]}
    summary = json.loads(crisisaid(*given, "--organisation", str(own)).out)
    assert line.id not in {one["id"] for one in summary["contacts"]}


def test_an_organisation_that_is_not_there(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    """A folder that was named and cannot be found is never passed over in silence."""
    given = ("run", SFR, "--country", "GB", "--answers", answers(tmp_path))
    done = crisisaid(*given, "--organisation", str(tmp_path / "mistyped"))
    assert done.code == 2 or "organisation's files could not be used" in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("name", "starts"), [("s.md", "# "), ("s.json", "{"), ("s.txt", "BEFORE YOU PART"), ("s", "BEFORE")]
)
def test_the_summary_as_a_file(name: str, starts: str, crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    out = tmp_path / name
    out.write_text("an older one")
    out.chmod(0o644)
    done = crisisaid("run", SFR, "--country", "GB", "--answers", answers(tmp_path), "--output", str(out))
    assert done.code == 0
    assert "Written to" in done.err
    assert str(out) in done.err.replace("\n", " ") or str(out) in done.err.replace("\n", "")
    assert out.read_text(encoding="utf-8").startswith(starts)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == sorted(["answers.yaml", name])
    if name.endswith(".json"):
        schema("summary-v1").validate(json.loads(out.read_text(encoding="utf-8")))


PARTLY = """
channel: phone
gate: {not_waking: "no", taken_something: "no"}
answers: {age_group: adult, wish_dead: "yes", thoughts: now, intent: unsure, plan: "yes", behaviour: skipped}
"""


@pytest.mark.parametrize("text", [PARTLY, "channel: phone\nanswers: {wish_dead: unsure}\n"])
def test_each_set_that_would_raise_the_tier_does(
    text: str, crisisaid: Callable[..., Done], known: Known, tmp_path: Path
) -> None:
    """What the summary says would change it is put into the answers file, and run again."""
    given = yaml.safe_load(text)
    given["gate"] = {item.id: "no" for item in known.library["danger-now"].items()}

    def summary_of(said: dict[str, Any]) -> dict[str, Any]:
        file = answers(tmp_path, json.dumps(said))
        done = crisisaid("run", SFR, "--country", "GB", "--answers", file, "--format", "json")
        schema("summary-v1").validate(made := json.loads(done.out))
        return dict(made)

    before = summary_of(given)
    sets = before["what_would_change"]["sets"]
    assert sets
    for one in sets:
        more = {item["item"]: item["answers"][0] for item in one["items"]}
        assert {item["protocol"] for item in one["items"]} == {SFR}
        after = summary_of({**given, "answers": {**given["answers"], **more}})["tier"]
        assert above(after, before["tier"])
        assert not above(one["tier"], after)
    text = crisisaid("run", SFR, "--country", "GB", "--answers", answers(tmp_path, json.dumps(given))).out
    assert "\nWHAT WOULD CHANGE THIS\n- " in text


def test_a_form_that_was_asked_for_outranks_the_ending(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    out = tmp_path / "s.md"
    given = ("run", SFR, "--country", "GB", "--answers", answers(tmp_path), "--output", str(out), "--format", "json")
    assert crisisaid(*given).code == 0
    schema("summary-v1").validate(json.loads(out.read_text(encoding="utf-8")))


@pytest.mark.parametrize("place", ["a folder", "a link", "nowhere/s.md", "a fifo"])
def test_a_file_that_cannot_be_written(place: str, crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / "target").write_text("mine")
    (tmp_path / "a link").symlink_to(tmp_path / "target")
    os.mkfifo(tmp_path / "a fifo")
    done = crisisaid("run", SFR, "--country", "GB", "--answers", answers(tmp_path), "--output", str(tmp_path / place))
    assert done.code == 1
    assert HEADLINES["before_you_part"] in done.out, "the summary is still said"
    assert "was not written" in done.err
    assert (tmp_path / "target").read_text() == "mine"
    assert not list(tmp_path.rglob(".t-*"))


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_same_answers_give_the_same_summary(form: str, crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    given = ("run", SFR, "--country", "GB", "--answers", answers(tmp_path), "--format", form)
    first, second = (re.sub(r"\d\d:\d\d|open now|closed now", "", crisisaid(*given).out) for _ in range(2))
    assert first == second
    assert "BEFORE YOU PART" in first


def test_an_answers_file_may_be_json(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"channel": "text_chat", "answers": {"thoughts": "now"}}), encoding="utf-8")
    done = crisisaid("run", SFR, "--country", "IN", "--answers", str(path), "--format", "json")
    summary = json.loads(done.out)
    assert (summary["channel"], summary["tier"]) == ("text_chat", "before_you_part")


def test_the_gate_alone(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    given = answers(tmp_path, 'answers: {taken_something: "yes"}\n')
    done = crisisaid("run", "danger-now", "--country", "GB", "--answers", given, "--format", "json")
    assert json.loads(done.out)["tier"] == "call_now"


def test_nobody_is_asked_and_nothing_is_kept(crisisaid: Callable[..., Done], tmp_path: Path) -> None:
    assert crisisaid("run", SFR, "--country", "GB", "--answers", answers(tmp_path)).code == 0
    assert not list((tmp_path / "state").rglob("*"))
