"""`crisisaid protocol diff` and what `release` asks of a new version: said in words, as data, and played again."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft202012Validator

import crisisaid as package
from cli.conftest import Done
from crisisaid.app import comparing
from shipped import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Done]

FROM, ID = "role-and-boundaries", "my-boundaries"
SCHEMA = Path(package.__file__).parent / "schemas" / "diff-v1.schema.json"


def copy(place: Path, version: str, name: str = ID, source: str = FROM) -> Path:
    """A version of a protocol that ships, as a draft under another name."""
    (there,) = Path(FOLDER, source).iterdir()
    inside = place / name / version
    inside.mkdir(parents=True)
    for file in ("protocol.yaml", "scenarios.yaml"):
        text = (there / file).read_text(encoding="utf-8")
        text = text.replace(f"id: {source}\n", f"id: {name}\n").replace(f"protocol: {source}\n", f"protocol: {name}\n")
        text = text.replace(f'version: "{there.name}"', f'version: "{version}"')
        (inside / file).write_text(text.replace("status: released", "status: draft"), encoding="utf-8")
    return inside / "protocol.yaml"


def change(file: Path, *edits: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two versions of a protocol about suicide: the new one lets an attempt of long ago count no more."""
    folder = tmp_path / "library"
    for version in ("1.0.0", "1.1.0"):
        file = copy(folder, version, "talk", "suicide-first-response")
    change(file, ("when: {item: behaviour, at_least: over_a_year}", "when: {item: behaviour, at_least: past_year}"))
    return folder


def test_less_help_is_said_first_and_a_step_that_is_too_small_is_refused(library: Path, crisisaid: Run) -> None:
    done = crisisaid("protocol", "diff", "talk@1.0.0", "talk@1.1.0", "--library", str(library))
    assert done.code == 1, done.said
    head, less, *_ = done.out.split("\n\n")
    assert head.startswith("talk 1.0.0 -> 1.1.0:")
    assert "MAJOR. Somebody gets less help than before" in head
    assert "The version number makes a minor step: that is too small." in head
    lines = [line.strip() for line in less.splitlines()]
    assert lines[:4] == [
        "LESS HELP THAN BEFORE: 1 pattern of answers",
        "1. THIS WEEK before, KEEP SUPPORTING now",
        "- Has tried, started or got ready to end their life (behaviour): over a year",
        "unless something else calls for THIS WEEK",
    ]
    assert "they say nothing about how often people answer so" in " ".join(done.out.split())


def test_each_example_is_played_again_to_the_ends_that_it_states(library: Path, inside: Run, tmp_path: Path) -> None:
    """In the version before and in the new one, each alone in a folder of its own."""
    folder = tmp_path / "examples"
    both = ("talk@1.0.0", "talk@1.1.0", "--library", str(library), "--examples", str(folder))
    assert inside("protocol", "diff", *both).code == 1
    (file,) = folder.iterdir()
    assert file.name == "talk-less-1.yaml"
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert "In 1.0.0 a session with these answers ends at THIS WEEK, in 1.1.0 at KEEP SUPPORTING." in first
    for version, headline in (("1.0.0", "this_week"), ("1.1.0", "keep_supporting")):
        alone = tmp_path / version
        shutil.copytree(library / "talk" / version, alone / "talk" / version)
        asked = ("run", "talk", "--country", "GB", "--answers", str(file), "--format", "json")
        done = inside(*asked, "--library", str(alone))
        assert done.code == 0, done.said
        assert json.loads(done.out)["tier"] == headline


def test_data_have_a_schema_and_hold_every_number_whole(library: Path, inside: Run) -> None:
    done = inside("protocol", "diff", "talk@1.0.0", "talk@1.1.0", "--library", str(library), "--json")
    data = json.loads(done.out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(data)
    (one,) = data["protocols"]
    assert (one["level"], one["declared"], one["more"]) == ("major", "minor", [])
    (pattern,) = one["less"]
    assert 0 < int(pattern["patterns"]) < int(one["patterns"])
    assert yaml.safe_load(pattern["example"]["now"]["answers_file"])["answers"]["behaviour"] == "over_a_year"


def test_where_both_versions_ask_otherwise_there_is_a_file_for_each(library: Path, inside: Run, tmp_path: Path) -> None:
    new = library / "talk" / "1.1.0" / "protocol.yaml"
    change(new, ("when: {possible: thoughts}", "when: {possible: thoughts, at_least: as_ever}"))
    folder = tmp_path / "examples"
    inside("protocol", "diff", "talk@1.0.0", str(new), "--library", str(library), "--examples", str(folder))
    names = {file.name for file in folder.iterdir()}
    assert {"talk-less-1-before.yaml", "talk-less-1-now.yaml"} <= names
    for name, version in (("before", "1.0.0"), ("now", "1.1.0")):
        answers = ("--answers", str(folder / f"talk-less-1-{name}.yaml"))
        alone = tmp_path / version
        shutil.copytree(library / "talk" / version, alone / "talk" / version)
        done = inside("run", "talk", "--country", "GB", *answers, "--library", str(alone), "--format", "json")
        assert done.code == 0, done.said
        assert json.loads(done.out)["tier"] == {"before": "call_now", "now": "before_you_part"}[name]


def test_versions_are_found_as_ids_files_and_folders(library: Path, inside: Run) -> None:
    here = ("--library", str(library))
    old, new = (str(library / "talk" / version / "protocol.yaml") for version in ("1.0.0", "1.1.0"))
    said = inside("protocol", "diff", "talk@1.0.0", "talk", *here).out
    assert "LESS HELP" in said
    assert inside("protocol", "diff", old, new).out == said
    assert inside("protocol", "diff", str(Path(old).parent), new).out == said
    shipped = inside("protocol", "diff", "self-harm", "self-harm")
    assert (shipped.code, "NO CHANGE." in shipped.out) == (0, True)


def test_two_libraries_are_compared_and_new_and_gone_ones_named(library: Path, inside: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    copy(library, "1.0.0")
    copy(other, "1.0.0")
    copy(library, "0.1.0", "only-old")
    copy(other, "0.2.0", "only-new")
    shutil.copytree(library / "talk" / "1.0.0", other / "talk" / "1.0.0")
    done = inside("protocol", "diff", str(other), str(library))
    assert done.code == 1
    assert done.out.startswith(
        "Gone: only-new 0.2.0.\nNew: only-old 0.1.0.\nNo change: my-boundaries.\n\ntalk 1.0.0 -> 1.1.0"
    )
    again = inside("protocol", "diff", str(other), str(other))
    assert (again.code, again.out) == (0, "No change: my-boundaries, only-new, talk.\n")


REFUSALS = {
    "no such protocol": (("no-such", "self-harm"), 1, "There is no protocol called 'no-such'"),
    "no such version": (("self-harm@9.9.9", "self-harm"), 1, "There is no version 9.9.9 of self-harm."),
    "a library with a protocol": ((FOLDER, "self-harm"), 2, "A library can only be compared with a library."),
    "no such file": (("none.yaml", "self-harm"), 1, "none.yaml"),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_cannot_be_found_is_said(what: str, inside: Run) -> None:
    said, code, sentence = REFUSALS[what]
    done = inside("protocol", "diff", *said)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err


def test_findings_that_stand_in_the_way_are_named(library: Path, inside: Run) -> None:
    new = library / "talk" / "1.1.0" / "protocol.yaml"
    change(new, ("at_least: past_year}", "at_least: past_yeer}"))
    for both in (("talk@1.0.0", "talk@1.1.0"), (str(library), str(library)), ("talk@1.0.0", str(new))):
        done = inside("protocol", "diff", *both, "--library", str(library))
        assert (done.code, done.out) == (1, "")
        assert "line " in done.err
        assert "Its scale has these points above the lowest" in done.err


def test_a_limit_that_is_reached_is_no_answer(library: Path, inside: Run) -> None:
    done = inside("protocol", "diff", "talk@1.0.0", "talk@1.1.0", "--library", str(library), "--pieces", "1000")
    assert done.code == 1
    assert "NOT DECIDED. It grew beyond its limits." in done.out
    assert "LESS HELP" not in done.out


def test_only_some_patterns_are_shown_unless_all_are_wanted(
    library: Path, inside: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All thresholds gone but one: more patterns than anybody wants to read at once."""
    new = library / "talk" / "1.1.0" / "protocol.yaml"
    text = new.read_text(encoding="utf-8")
    start, end = text.index("  - id: attempt-today"), text.index("  - id: distress-though-denied")
    left, gone = text[:start] + text[end:], re.findall(r"  - id: ([a-z-]+)\n    tier: ", text[start:end])
    left = re.sub(r"\nneeds_review:\n.*?\n(?=\w)", "\n", left, flags=re.DOTALL)
    assert len(gone) > 12
    new.write_text(left, encoding="utf-8")
    both = ("talk@1.0.0", "talk@1.1.0", "--library", str(library))
    monkeypatch.setattr(comparing, "SHOWN", 6)
    few, every = inside("protocol", "diff", *both), inside("protocol", "diff", *both, "--all")
    less = few.out[few.out.index("LESS HELP THAN BEFORE") : few.out.index("STEPS, ITEMS, REFERRALS AND RULES")]
    assert len(re.findall(r"(?m)^ +\d+\. ", less)) == 6
    assert " more; --all shows them." in few.out
    assert every.out.count("Behind it: ") > 6
    assert "--all" not in every.out


# --- what release asks for -----------------------------------------------------------------------------------------


@pytest.fixture
def released(tmp_path: Path, inside: Run) -> Path:
    """A released version, and a draft of the next one beside it."""
    folder = tmp_path / "ours"
    copy(folder, "1.0.0")
    done = inside("protocol", "release", ID, "--library", str(folder))
    assert done.code == 0, done.said
    return folder


def release(inside: Run, folder: Path, version: str, *more: str) -> Done:
    return inside("protocol", "release", ID, "--version", version, "--library", str(folder), *more)


def entries(folder: Path) -> list[dict[str, str]]:
    data = yaml.safe_load(Path(f"{folder}.releases.yaml").read_text(encoding="utf-8"))
    assert data["format"] == "crisisaid/releases/v1"
    return list(data["releases"])


LESS = ("to: {before_you_part: [shift_lead", "to: {before_you_part: [crisis_line")


def less_help(file: Path) -> None:
    """One line of what to do is taken out of the first guidance."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.strip() == "do:")
    assert lines[place + 2].lstrip().startswith("- ")
    del lines[place + 1]
    file.write_text("".join(lines), encoding="utf-8")


def test_the_first_release_is_written_down_with_nothing_to_compare(released: Path) -> None:
    (first,) = entries(released)
    assert (first["protocol"], first["version"], first["step"]) == (ID, "1.0.0", "first")
    assert first["digest"] in Path(f"{released}.lock").read_text(encoding="utf-8")


def test_other_words_are_a_patch(released: Path, inside: Run) -> None:
    change(copy(released, "1.0.1"), ('title: "', 'title: "Now: '))
    assert release(inside, released, "1.0.1").code == 0
    assert (entries(released)[-1]["step"], entries(released)[-1]["compared_with"]) == ("patch", "1.0.0")


def test_less_help_needs_a_major_step_and_a_name(released: Path, inside: Run) -> None:
    less_help(copy(released, "1.1.0"))
    refused = release(inside, released, "1.1.0", "--approved-by", "Example Clinician", "--role", "clinical lead")
    assert refused.code == 1
    assert "Since 1.0.0 there is a major change" in refused.err
    assert "The version number makes a smaller step (minor)." in refused.err
    less_help(copy(released, "2.0.0"))
    unnamed = release(inside, released, "2.0.0")
    assert unnamed.code == 1
    assert "Somebody has to answer for it: --approved-by NAME --role ROLE." in unnamed.err
    assert "2.0.0" not in Path(f"{released}.lock").read_text(encoding="utf-8")
    assert len(entries(released)) == 1
    half = release(inside, released, "2.0.0", "--approved-by", "Example Clinician", "--role", " ")
    assert (half.code, "--approved-by and --role go together" in half.err) == (2, True)
    named = release(inside, released, "2.0.0", "--approved-by", "Example Clinician", "--role", "clinical lead")
    assert named.code == 0, named.said
    last = entries(released)[-1]
    assert (last["step"], last["approved_by"], last["role"]) == ("major", "Example Clinician", "clinical lead")
    assert last["digest"] in Path(f"{released}.lock").read_text(encoding="utf-8")


def test_it_is_compared_with_the_newest_release_below_it(released: Path, inside: Run) -> None:
    less_help(copy(released, "2.0.0"))
    signed = ("--approved-by", "Example Clinician", "--role", "clinical lead")
    assert release(inside, released, "2.0.0", *signed).code == 0
    less_help(copy(released, "2.0.1"))
    assert release(inside, released, "2.0.1").code == 0
    assert (entries(released)[-1]["compared_with"], entries(released)[-1]["step"]) == ("2.0.0", "none")


def test_below_one_every_step_is_one_place_further_on(tmp_path: Path, inside: Run) -> None:
    folder = tmp_path / "early"
    copy(folder, "0.1.0")
    assert release(inside, folder, "0.1.0").code == 0
    less_help(copy(folder, "0.1.1"))
    signed = ("--approved-by", "Example Clinician", "--role", "clinical lead")
    assert release(inside, folder, "0.1.1", *signed).code == 1
    less_help(copy(folder, "0.2.0"))
    assert release(inside, folder, "0.2.0", *signed).code == 0


def test_nothing_is_released_where_it_cannot_be_written_down(released: Path, inside: Run) -> None:
    file = Path(f"{released}.releases.yaml")
    file.write_text("format: crisisaid/releases/v1\nreleases: none\n", encoding="utf-8")
    change(copy(released, "1.0.1"), ('title: "', 'title: "Now: '))
    done = release(inside, released, "1.0.1")
    assert done.code == 1
    assert "does not hold a list of releases" in done.err
    assert "1.0.1" not in Path(f"{released}.lock").read_text(encoding="utf-8")


def test_a_release_that_was_changed_is_nothing_to_compare_with(released: Path, inside: Run) -> None:
    with (released / ID / "1.0.0" / "protocol.yaml").open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    change(copy(released, "1.0.1"), ('title: "', 'title: "Now: '))
    done = release(inside, released, "1.0.1")
    assert done.code == 1
    assert "is not what was released" in done.err
