"""Every code has a page and a row, and the examples of every page are what the program says they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import findings_examples as known
import pytest
from docs_pages import ROOT, said
from findings_examples import BASE, SCENARIOS, Example, examples, places, read, tried, woven, written

from crisisaid.app import workbench
from crisisaid.app.authoring import release
from crisisaid.app.bookshelf import open_shelf
from crisisaid.app.organisation import files_of
from crisisaid.model.finding import ERROR, Finding
from crisisaid.reading.strict import read_yaml

INDEX = ROOT / "docs" / "findings.md"
PACKAGE = ROOT / "src" / "crisisaid"
PAGES = {page.stem: said(page) for page in known.pages()}
EXAMPLES = list(examples())
BAD = [one for one in EXAMPLES if one.bad]
GOOD = [one for one in EXAMPLES if not one.bad]
TODAY = "2026-11-23"

WITHOUT_A_LINE = frozenset(
    {
        *("CA0307", "CA0308", "CA0310"),  # show only between protocols
        *("CA0502", "CA0503", "CA0504", "CA0505", "CA0507", "CA0603"),  # are about whole files and folders
        *("CA0902", "CA0903", "CA0904", "CA0907"),  # are about what is in no line
    }
)


BESIDE = {
    "CA0406": {"CA0409", "CA0411", "CA0412"},  # the danger check of the example holds nothing but the sign
    "CA0904": {"CA0902", "CA0903", "CA0907"},  # what is not there tries nothing
}
"""Codes that come with an example and are not what it shows."""

BEHIND_THE_SCHEMA = {"CA0302": "CA0203", "CA0404": "CA0201", "CA0405": "CA0203"}
"""Codes that no file brings up, and what the schema says of the same fault."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbench, "today", lambda: TODAY)


def codes(findings: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def bad(code: str) -> Example:
    """The bad example of a page."""
    return next(one for one in BAD if one.code == code)


def codes_in_the_code() -> set[str]:
    return {code for path in PACKAGE.rglob("*.py") for code in re.findall(r'"(CA\d{4})"', said(path))}


def rows() -> dict[str, tuple[str, str]]:
    """Code -> title and link of its row."""
    row = re.compile(r"^\| (CA\d{4}) \| \[([^\]]+)\]\(([^)]+)\) \| [^|]+ \|$", re.MULTILINE)
    return {code: (title, link) for code, title, link in row.findall(said(INDEX))}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(PAGES) == codes_in_the_code()


def test_every_code_has_a_row_that_leads_to_its_page() -> None:
    titles = {code: page.splitlines()[0].removeprefix(f"# {code}: ") for code, page in PAGES.items()}
    assert rows() == {code: (title, f"findings/{code}.md") for code, title in titles.items()}


def test_every_page_has_a_bad_and_a_good_example() -> None:
    kinds = {code: [one.bad for one in EXAMPLES if one.code == code] for code in PAGES}
    assert {code: kind for code, kind in kinds.items() if kind != [True, False]} == {}


@pytest.mark.parametrize("code", PAGES)
def test_a_page_says_what_to_do_and_how_grave_it_is(code: str) -> None:
    page = PAGES[code]
    assert re.search(r"^What to do: ", page, re.MULTILINE)
    assert re.search(r"^\*\*(Error|Warning)\b", page, re.MULTILINE)
    assert page.isascii()
    assert max(map(len, page.splitlines())) <= 120


@pytest.mark.parametrize("example", [pytest.param(one, id=one.code) for one in BAD])
def test_a_bad_example_brings_its_code(example: Example, tmp_path: Path) -> None:
    found = read(example, tmp_path)
    mine = [finding for finding in found.findings if finding.code == example.code]
    assert mine
    assert all(f"**{one.severity.capitalize()}" in PAGES[example.code] for one in mine)
    assert example.code in WITHOUT_A_LINE or {finding.line for finding in mine} <= found.lines
    assert codes(found.findings) <= {example.code} | BESIDE.get(example.code, set())
    assert codes(one for one in found.findings if one.severity == ERROR) <= {example.code}


@pytest.mark.parametrize("example", GOOD, ids=lambda one: one.code)
def test_a_good_example_does_not(example: Example, tmp_path: Path) -> None:
    said = [f"{one.code} {one.message}" for one in read(example, tmp_path).findings]
    assert [one for one in said if one[:6] not in BESIDE.get(example.code, set())] == []


def test_nothing_is_found_in_what_the_examples_are_put_into(tmp_path: Path) -> None:
    place = written(tmp_path / "protocols", BASE)
    place.with_name("scenarios.yaml").write_text(SCENARIOS, encoding="utf-8")
    assert known.checked(tmp_path / "protocols") == ()
    assert tried(tmp_path / "protocols") == ()


def test_an_example_stands_in_the_place_of_what_it_gives() -> None:
    text, lines = woven(BASE, "title: X\nthresholds:\n  - id: awake\n    tier: t\n  - id: more\n    tier: t\n")
    given = [line for number, line in enumerate(text.splitlines(), 1) if number in lines]
    assert given == ["title: X", "thresholds:", "  - id: awake", "    tier: t", "  - id: more", "    tier: t"]
    assert text.count("title: X") == text.count("\n  - id: awake\n") == 1


def test_examples_use_only_numbers_kept_for_fiction() -> None:
    numbers = [number for one in EXAMPLES for number in re.findall(r"(?:phone|sms): \"?([0-9+][0-9 ]*)", one.text)]
    assert numbers
    assert [number for number in numbers if not number.replace(" ", "").startswith("02079460")] == []


# What stands on a page beside its examples.


def test_an_empty_file_is_not_yaml() -> None:
    assert codes(read_yaml(b"", "empty.yaml").findings) == {"CA0101"}


def test_the_character_itself_is_found_as_well_as_its_number() -> None:
    text = bad("CA0105").text.replace("\\u200b", "\u200b")
    assert "\u200b" in text
    assert codes(read_yaml(text.encode(), "example.yaml").findings) == {"CA0105"}


def test_too_many_bytes_or_values_are_too_much() -> None:
    assert codes(read_yaml(b"#" * 1_000_001, "large.yaml").findings) == {"CA0106"}
    assert codes(read_yaml(b"- a\n" * 50_001, "long.yaml").findings) == {"CA0106"}


def test_a_file_of_more_than_a_megabyte_is_not_opened(tmp_path: Path) -> None:
    written(tmp_path / "protocols", f"{BASE}#{'x' * 1_000_000}\n")
    assert codes(known.checked(tmp_path / "protocols")) == {"CA0101"}
    (tmp_path / "organisation").mkdir()
    (tmp_path / "organisation" / "contacts.yaml").write_bytes(b"#" * 1_000_001)
    assert codes(known.of_organisation(tmp_path / "organisation")) == {"CA0603"}


@pytest.mark.parametrize("code", BEHIND_THE_SCHEMA)
def test_the_schema_finds_the_fault_first(code: str, tmp_path: Path) -> None:
    found = known.protocol(bad(code), tmp_path)
    assert codes(found.findings) == {BEHIND_THE_SCHEMA[code]}
    assert f"[{BEHIND_THE_SCHEMA[code]}]" in PAGES[code]


@pytest.mark.parametrize("code", ["CA0307", "CA0308", "CA0310"])
def test_a_fault_between_protocols_does_not_keep_one_from_being_used(code: str, tmp_path: Path) -> None:
    known.protocol(bad(code), tmp_path)
    shelf = open_shelf(places(tmp_path), str(tmp_path / "protocols"))
    assert "example-nights" in shelf
    assert "A check still uses the protocol" in " ".join(PAGES[code].split())


def test_a_released_protocol_that_was_changed_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "protocols"
    place = written(folder, BASE)
    place.with_name("scenarios.yaml").write_text(SCENARIOS, encoding="utf-8")
    release(places(tmp_path), str(folder), "example-nights", "")
    assert known.checked(folder) == ()
    place.write_text(said(place).replace("Nobody has to", "No one has to"), encoding="utf-8")
    assert codes(known.checked(folder)) == {"CA0502"}
    assert "example-nights" not in open_shelf(places(tmp_path), str(folder))


def test_the_danger_check_and_the_other_versions_stay(tmp_path: Path) -> None:
    for code, name in (("CA0504", "danger-now"), ("CA0505", "suicide-first-response")):
        known.own(bad(code), tmp_path / code)
        own = open_shelf(places(tmp_path), own=str(tmp_path / code / "organisation" / "protocols"))
        assert own[name] == open_shelf(places(tmp_path))[name]


def test_without_the_folder_the_danger_check_and_what_it_leads_to_are_left(tmp_path: Path) -> None:
    assert list(open_shelf(places(tmp_path), str(tmp_path / "nowhere"))) == ["danger-now", "suicide-first-response"]


def test_a_contact_with_a_fault_of_its_own_is_left_out_with_a_warning(tmp_path: Path) -> None:
    text = next(one for one in GOOD if one.code == "CA0601").text.replace("crisis-team", "crisis-taem")
    found = known.contacts(bad("CA0601")._replace(text=text), tmp_path).findings
    assert [(one.code, one.severity) for one in found] == [("CA0203", "error"), ("CA0601", "warning")]


def test_a_number_without_quotes_is_used_as_it_was_written(tmp_path: Path) -> None:
    known.contacts(bad("CA0108"), tmp_path)
    listed, _ = files_of(str(tmp_path / "organisation"), places(tmp_path)).over((), "GB")
    assert [contact.phone for contact in listed] == ["02079460101"]


def test_a_protocol_without_a_day_to_read_it_again_is_found(tmp_path: Path) -> None:
    written(tmp_path / "protocols", BASE.replace('review_by: "2027-11-23"\n', ""))
    assert codes(known.checked(tmp_path / "protocols")) == {"CA0808"}


def test_how_grave_a_file_is_that_cannot_be_used(tmp_path: Path) -> None:
    for name in ("contacts.yaml", "approvals.yaml"):
        (tmp_path / "organisation" / name).mkdir(parents=True)
    found = known.of_organisation(tmp_path / "organisation")
    assert [(one.code, one.severity) for one in found] == [("CA0603", "warning"), ("CA0603", "error")]


def test_a_protocol_without_scenarios_is_found(tmp_path: Path) -> None:
    written(tmp_path / "protocols", BASE)
    assert codes(tried(tmp_path / "protocols")) == {"CA0904"}


@pytest.mark.parametrize("code", ["CA0905", "CA0906"])
def test_with_a_fault_in_the_file_no_scenario_is_played(code: str, tmp_path: Path) -> None:
    wrong = bad(code).text.replace("this_week", "call_now")
    assert codes(known.scenarios(bad(code)._replace(text=wrong), tmp_path).findings) == {code}
