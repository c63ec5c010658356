"""`crisisaid protocol ...` and `--library`: from a new file to words that somebody answers for, with bad input too."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from crisisaid.app.bookshelf import protocols_folder
from crisisaid.app.words import REVIEW
from crisisaid.card import card_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Done

    Run = Callable[..., Done]

FROM, ID = "role-and-boundaries", "my-boundaries"
GOOD_ANSWERS = "channel: phone\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with one whole protocol of an organisation's own, still a draft."""
    place = tmp_path / "library" / ID / "1.1.0"
    place.mkdir(parents=True)
    for name in ("protocol.yaml", "scenarios.yaml"):
        text = Path(protocols_folder(), FROM, "1.1.0", name).read_text(encoding="utf-8")
        text = text.replace(f"id: {FROM}\n", f"id: {ID}\n").replace(f"protocol: {FROM}\n", f"protocol: {ID}\n")
        (place / name).write_text(text.replace("status: released", "status: draft"), encoding="utf-8")
    return tmp_path / "library"


@pytest.fixture
def released(library: Path, crisisaid: Run) -> Path:
    done = crisisaid("protocol", "release", ID, "--library", str(library))
    assert done.code == 0, done.said
    return library


def protocol_file(library: Path) -> Path:
    return library / ID / "1.1.0" / "protocol.yaml"


def digest_in(library: Path) -> str:
    return hashlib.sha256(protocol_file(library).read_bytes()).hexdigest()


def test_what_ships_has_no_finding_and_every_scenario_holds(crisisaid: Run) -> None:
    checked, tested = crisisaid("protocol", "check"), crisisaid("protocol", "test")
    assert (checked.code, checked.out) == (0, ""), checked.said
    assert checked.err == "No finding in 15 protocols.\n"
    assert tested.code == 0, tested.said
    assert "No finding" in tested.err


def test_a_new_protocol_can_be_read_and_says_what_is_to_be_written(tmp_path: Path, crisisaid: Run) -> None:
    folder = str(tmp_path / "new")
    made = crisisaid("protocol", "new", "night-terrors", "--library", folder)
    assert made.code == 0
    assert [Path(line).name for line in made.out.split()] == ["protocol.yaml", "scenarios.yaml"]
    checked = crisisaid("protocol", "check", "--library", folder)
    assert checked.code == 1
    assert "CA0812 warning" in checked.out
    assert " error" not in checked.out
    refused = crisisaid("protocol", "release", "night-terrors", "--library", folder)
    assert refused.code == 1
    assert "was not released" in refused.err
    assert not Path(f"{folder}.lock").exists()
    assert "night-terrors  0.1.0  (draft" in crisisaid("list", "--library", folder).out


@pytest.mark.parametrize("name", ["Night Terrors", "night_terrors", "-x-", "../x", "é"])
def test_a_name_that_cannot_be_one_is_refused(name: str, tmp_path: Path, crisisaid: Run) -> None:
    done = crisisaid("protocol", "new", "--library", str(tmp_path / "new"), "--", name)
    assert done.code == 2
    assert "cannot be an id" in done.err
    assert not (tmp_path / "new").exists()


def test_nothing_is_written_over(tmp_path: Path, crisisaid: Run) -> None:
    for code in (0, 1):
        done = crisisaid("protocol", "new", "night-terrors", "--library", str(tmp_path / "new"))
        assert done.code == code
    assert "is there already" in done.err


def test_a_release_locks_the_bytes(released: Path, crisisaid: Run) -> None:
    lock = Path(f"{released}.lock").read_text(encoding="utf-8")
    assert f"{digest_in(released)}  {ID}/1.1.0/protocol.yaml\n" in lock
    assert f"{ID}/1.1.0/scenarios.yaml\n" in lock
    assert "status: released" in protocol_file(released).read_text(encoding="utf-8")
    assert f"{ID}  1.1.0  (released, {digest_in(released)[:12]})" in crisisaid("list", "--library", str(released)).out
    again = crisisaid("protocol", "release", ID, "--library", str(released))
    assert again.code == 1
    assert "released already" in again.err


def test_a_released_file_that_changed_is_refused_everywhere(released: Path, crisisaid: Run, tmp_path: Path) -> None:
    with protocol_file(released).open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    folder, sentence = ("--library", str(released)), "was changed after its release"
    listed = crisisaid("list", *folder)
    assert ID not in listed.out
    assert sentence in listed.err
    assert sentence in crisisaid("protocol", "check", *folder).out
    (tmp_path / "a.yaml").write_text("channel: phone\n", encoding="utf-8")
    for command in (("show", ID), ("run", ID, "--country", "GB", "--answers", str(tmp_path / "a.yaml"))):
        done = crisisaid(*command, *folder)
        assert done.code == 1
        assert sentence in done.err
        assert "give the changed one a new version" in done.err


def test_a_release_without_its_lock_is_refused_and_can_be_finished(library: Path, crisisaid: Run) -> None:
    path = protocol_file(library)
    path.write_text(path.read_text(encoding="utf-8").replace("status: draft", "status: released"), encoding="utf-8")
    assert "not in" in crisisaid("protocol", "check", "--library", str(library)).out
    assert ID not in crisisaid("list", "--library", str(library)).out
    assert crisisaid("protocol", "release", ID, "--library", str(library)).code == 0
    assert ID in crisisaid("list", "--library", str(library)).out


def test_an_approval_names_who_answers_for_which_words(released: Path, crisisaid: Run, tmp_path: Path) -> None:
    organisation = tmp_path / "organisation"
    organisation.mkdir()
    shutil.copytree(released, organisation / "protocols")
    shutil.copy(f"{released}.lock", organisation / "protocols.lock")
    there = ("--organisation", str(organisation))
    signed = ("--name", "Example Clinician", "--role", "clinical lead", "--of", "Example Listening Service")
    wrong = crisisaid("protocol", "approve", ID, "--digest", "0" * 12, *signed, *there)
    assert wrong.code == 2
    assert "is not that of" in wrong.err
    assert not (organisation / "approvals.yaml").exists()
    done = crisisaid("protocol", "approve", ID, "--digest", digest_in(released)[:12], *signed, *there)
    assert done.code == 0, done.said
    listed = crisisaid("list", *there).out
    assert "approved by Example Clinician, clinical lead, Example Listening Service, on" in listed
    assert f"not approved; {REVIEW}" in listed
    (tmp_path / "a.yaml").write_text("{}\n", encoding="utf-8")
    summary = crisisaid("run", ID, "--country", "GB", "--answers", str(tmp_path / "a.yaml"), *there)
    assert "Approved by Example Clinician" in summary.out


def test_an_approval_of_other_words_is_not_one_of_these(released: Path, crisisaid: Run, tmp_path: Path) -> None:
    organisation = tmp_path / "organisation"
    organisation.mkdir()
    entry = (
        f'format: crisisaid/approvals/v1\napprovals:\n  # read in spring\n  - protocol: {ID}\n    version: "0.9.0"\n'
        f'    digest: "{"a" * 64}"\n    name: A\n    role: R\n    organisation: O\n    date: "2026-04-01"\n'
    )
    (organisation / "approvals.yaml").write_text(entry, encoding="utf-8")
    shutil.copytree(released, organisation / "protocols")
    shutil.copy(f"{released}.lock", organisation / "protocols.lock")
    assert "only version 0.9.0 was, on 2026-04-01" in crisisaid("list", "--organisation", str(organisation)).out
    signed = ("--name", "N", "--role", "R", "--of", "O", "--organisation", str(organisation))
    assert crisisaid("protocol", "approve", ID, "--digest", digest_in(released), *signed).code == 0
    assert "# read in spring" in (organisation / "approvals.yaml").read_text(encoding="utf-8")


def test_approvals_that_cannot_be_read_approve_nothing(crisisaid: Run, tmp_path: Path) -> None:
    (tmp_path / "approvals.yaml").write_text("approvals: yes\n", encoding="utf-8")
    done = crisisaid("list", "--organisation", str(tmp_path))
    assert done.code == 0
    assert "approved by" not in done.out
    assert "CA0202" in done.err


def test_a_draft_cannot_be_approved(library: Path, crisisaid: Run, tmp_path: Path) -> None:
    signed = ("--name", "N", "--role", "R", "--of", "O", "--organisation", str(tmp_path), "--library", str(library))
    done = crisisaid("protocol", "approve", ID, "--digest", digest_in(library), *signed)
    assert done.code == 2
    assert "is a draft" in done.err


def test_broken_files_are_all_reported_and_the_rest_works(library: Path, crisisaid: Run, tmp_path: Path) -> None:
    for name, text in (("bad-key", "stepps:"), ("bad-yaml", "steps: [")):
        place = library / name / "1.1.0"
        place.mkdir(parents=True)
        good = protocol_file(library).read_text(encoding="utf-8").replace(f"id: {ID}", f"id: {name}")
        (place / "protocol.yaml").write_text(good.replace("steps:", text, 1), encoding="utf-8")
    (library / "bad-bytes" / "1.1.0").mkdir(parents=True)
    (library / "bad-bytes" / "1.1.0" / "protocol.yaml").write_bytes(b"\xff\xfe\x00")
    listed = crisisaid("list", "--library", str(library))
    assert listed.code == 0
    assert ID in listed.out
    assert "bad-" not in listed.out
    assert all(f"{name}/1.1.0/protocol.yaml" in listed.err for name in ("bad-key", "bad-yaml", "bad-bytes"))


@pytest.mark.parametrize("what", ["empty", "missing", "a file", "only broken"])
def test_where_nothing_can_be_used_the_danger_check_and_the_card_still_are(
    what: str, crisisaid: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    if what in ("empty", "only broken"):
        folder.mkdir()
    if what == "only broken":
        (folder / "x" / "1.1.0").mkdir(parents=True)
        (folder / "x" / "1.1.0" / "protocol.yaml").write_text("[", encoding="utf-8")
    if what == "a file":
        folder.write_text("x", encoding="utf-8")
    (tmp_path / "a.yaml").write_text('answers: {not_waking: "yes"}\n', encoding="utf-8")
    done = crisisaid(
        "run", "danger-now", "--library", str(folder), "--country", "GB", "--answers", str(tmp_path / "a.yaml")
    )
    assert done.code == 0
    assert done.out.startswith("CALL NOW")
    assert crisisaid("now", "GB").out == card_text("GB")
    assert crisisaid("list", "--library", str(folder)).out.count("not clinically reviewed") == 2


def test_the_danger_check_cannot_be_replaced(crisisaid: Run, tmp_path: Path) -> None:
    place = tmp_path / "library" / "danger-now" / "9.0.0"
    place.mkdir(parents=True)
    text = Path(protocols_folder(), "danger-now", "1.1.0", "protocol.yaml").read_text(encoding="utf-8")
    text = text.replace('version: "1.1.0"', 'version: "9.0.0"').replace("status: released", "status: draft")
    (place / "protocol.yaml").write_text(text, encoding="utf-8")
    done = crisisaid("list", "--library", str(tmp_path / "library"))
    assert "9.0.0" not in done.out
    assert "CA0504" in done.err


def test_other_words_under_the_same_version_are_not_used(crisisaid: Run, tmp_path: Path) -> None:
    place = tmp_path / "protocols" / FROM / "1.1.0"
    place.mkdir(parents=True)
    text = Path(protocols_folder(), FROM, "1.1.0", "protocol.yaml").read_text(encoding="utf-8")
    (place / "protocol.yaml").write_text(
        text.replace("status: released", "status: draft") + "# other\n", encoding="utf-8"
    )
    done = crisisaid("list", "--organisation", str(tmp_path))
    assert done.out.count(f"{FROM}  1.1.0") == 1
    assert "CA0505" in done.err


def test_findings_for_programs(library: Path, crisisaid: Run, tmp_path: Path) -> None:
    path = protocol_file(library)
    path.write_text(path.read_text(encoding="utf-8").replace("review_by:", "# review_by:"), encoding="utf-8")
    folder = ("--library", str(library))
    sarif = json.loads(crisisaid("protocol", "check", "--format", "sarif", *folder).out)
    (result,) = sarif["runs"][0]["results"]
    assert (sarif["version"], result["ruleId"], result["level"]) == ("2.1.0", "CA0808", "warning")
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == f"{ID}/1.1.0/protocol.yaml"
    out = tmp_path / "junit.xml"
    assert crisisaid("protocol", "check", "--format", "junit", "--output", str(out), *folder).code == 1
    suite = ElementTree.fromstring(out.read_text(encoding="utf-8")).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    tested = ElementTree.fromstring(crisisaid("protocol", "test", "--format", "junit", *folder).out)
    assert len(tested.findall("testsuite/testcase")) >= 12


def test_a_scenario_that_comes_to_another_end_is_named_with_its_line(library: Path, crisisaid: Run) -> None:
    path = library / ID / "1.1.0" / "scenarios.yaml"
    text = path.read_text(encoding="utf-8").replace("tier: before_you_part", "tier: keep_supporting", 1)
    path.write_text(text, encoding="utf-8")
    done = crisisaid("protocol", "test", "--library", str(library))
    assert done.code == 1
    assert "CA0901 error" in done.out
    assert "the tier is before_you_part, not keep_supporting" in " ".join(done.out.split())


def test_what_waits_for_a_reviewer_is_listed(crisisaid: Run) -> None:
    done = crisisaid("protocol", "review", "danger-now")
    assert done.code == 0
    assert "danger-now 1.1.0:" in done.out
    assert "open points in 1 protocol" in done.err


@pytest.mark.parametrize("form", ["page", "card", "card-html", "markdown", "html", "mermaid", "svg", "json"])
def test_show_has_every_form(form: str, crisisaid: Run, tmp_path: Path) -> None:
    printed = crisisaid("show", "self-harm", "--format", form)
    assert printed.code == 0
    assert len(printed.out) > 500
    out = tmp_path / "page"
    assert crisisaid("show", "self-harm", "--format", form, "--output", str(out)).out == ""
    assert out.read_text(encoding="utf-8") == printed.out
    if form == "svg":
        ElementTree.fromstring(printed.out)


def test_the_booklet_holds_every_protocol_and_the_emergency_page(crisisaid: Run, tmp_path: Path) -> None:
    done = crisisaid("booklet", "--country", "GB", "--format", "markdown", "--output", str(tmp_path / "all.md"))
    assert done.code == 0
    text = (tmp_path / "all.md").read_text(encoding="utf-8")
    rows = json.loads(crisisaid("list", "--json").out)
    assert len(rows) == 15
    assert all(row["title"] in text and row["digest"][:12] in text for row in rows)
    assert "999" in text
    html = crisisaid("booklet", "--country", "GB").out
    assert "<script" not in html
    assert "src=" not in html


def test_what_is_refused_says_what_to_do(crisisaid: Run, tmp_path: Path) -> None:
    cases = (
        (("protocol", "check", "self-hram"), 1, "There is no protocol called 'self-hram'"),
        (("protocol", "check", "--library", str(tmp_path / "none")), 1, "There is no folder"),
        (("protocol", "check", "--library", str(tmp_path)), 1, "There is no protocol in"),
        (("protocol", "check", "--format", "xml"), 2, "It takes: text, sarif, junit."),
        (("show", "self-harm", "--format", "pdf"), 2, "It takes: page, card"),
        (("booklet", "--format", "pdf"), 2, "It takes: html, markdown."),
        (("protocol", "new", "x"), 2, "--library FOLDER"),
        (("show", "self-harm", "--output", str(tmp_path / "no" / "x")), 1, "no folder"),
    )
    for command, code, said in cases:
        done = crisisaid(*command)
        assert done.code == code, command
        assert said in done.said, (command, done.said)


def test_what_came_with_the_program_is_never_released_by_chance(crisisaid: Run) -> None:
    done = crisisaid("protocol", "release", "self-harm")
    assert done.code == 2
    assert "Name it: --library" in done.err


def test_a_draft_never_takes_the_place_of_what_was_released(released: Path, crisisaid: Run) -> None:
    later = released / ID / "2.0.0"
    shutil.copytree(released / ID / "1.1.0", later)
    for name in ("protocol.yaml", "scenarios.yaml"):
        text = (later / name).read_text(encoding="utf-8").replace('version: "1.1.0"', 'version: "2.0.0"')
        (later / name).write_text(text.replace("status: released", "status: draft"), encoding="utf-8")
    shown = json.loads(crisisaid("show", ID, "--json", "--library", str(released)).out)
    assert (shown["version"], shown["status"]) == ("1.1.0", "released")
    named = json.loads(crisisaid("show", ID, "--version", "2.0.0", "--json", "--library", str(released)).out)
    assert (named["version"], named["status"]) == ("2.0.0", "draft")
    assert crisisaid("protocol", "release", ID, "--version", "2.0.0", "--library", str(released)).code == 0
    assert json.loads(crisisaid("show", ID, "--json", "--library", str(released)).out)["version"] == "2.0.0"


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_released_scenarios_that_changed_are_found(how: str, released: Path, crisisaid: Run) -> None:
    path = released / ID / "1.1.0" / "scenarios.yaml"
    if how == "gone":
        path.unlink()
    else:
        path.write_text(path.read_text(encoding="utf-8") + "# one more line\n", encoding="utf-8")
    for command in ("check", "test"):
        done = crisisaid("protocol", command, "--library", str(released))
        assert done.code == 1
        assert "CA0502" in done.out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--name", " "), "--name is empty"),
        (("--role", ""), "--role is empty"),
        (("--date", "23.11.2026"), "year-month-day"),
        (("--date", "2999-01-01"), "lies ahead"),
    ],
)
def test_an_approval_names_somebody_and_a_day(
    given: tuple[str, str], said: str, released: Path, crisisaid: Run, tmp_path: Path
) -> None:
    whole = {"--name": "N", "--role": "R", "--of": "O", "--organisation": str(tmp_path), "--library": str(released)}
    options = [part for pair in (whole | {given[0]: given[1]}).items() for part in pair]
    done = crisisaid("protocol", "approve", ID, "--digest", digest_in(released), *options)
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "approvals.yaml").exists()


def test_a_folder_named_one_too_deep_is_told(library: Path, crisisaid: Run) -> None:
    done = crisisaid("protocol", "check", "--library", str(library / ID))
    assert done.code == 1
    assert "Name the folder that holds the folders of the ids." in " ".join(done.out.split())
    assert "CA0503" in crisisaid("list", "--library", str(library / ID)).err


def test_a_folder_that_is_not_there_is_no_empty_library(crisisaid: Run, tmp_path: Path) -> None:
    missing = ("--library", str(tmp_path / "typo"))
    for command in (("list",), ("booklet",), ("show", "danger-now")):
        done = crisisaid(*command, *missing)
        assert done.code == 1
        assert "There is no folder of protocols at" in done.err
    assert "There is no folder of protocols at" in crisisaid("show", ID, *missing).err


def test_a_lock_that_cannot_be_read_releases_nothing_and_stops_nothing(released: Path, crisisaid: Run) -> None:
    lock = Path(f"{released}.lock")
    lock.unlink()
    lock.mkdir()
    done = crisisaid("list", "--library", str(released))
    assert done.code == 0
    assert "is a folder, not a file" in " ".join(done.err.split())
    assert ID not in done.out
    assert "danger-now" in done.out


def test_a_new_protocol_where_no_folder_can_be_made_is_refused_in_a_sentence(crisisaid: Run, tmp_path: Path) -> None:
    (tmp_path / "library").write_text("not a folder", encoding="utf-8")
    done = crisisaid("protocol", "new", "example-nights", "--library", str(tmp_path / "library"))
    assert done.code == 1
    assert "Traceback" not in done.said
    assert (tmp_path / "library").read_text(encoding="utf-8") == "not a folder"
