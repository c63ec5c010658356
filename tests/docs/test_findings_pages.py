"""Every code has a page and a row, and the examples of every page are what the program says they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import findings_examples as known
import pytest
from docs_pages import ROOT, said
from findings_examples import (
    BASE,
    NIGHT_LINE,
    SCENARIOS,
    TODAY,
    Example,
    contacts_check,
    examples,
    night_line,
    places,
    read,
    tried,
    woven,
    written,
)

from crisisaid.app import workbench
from crisisaid.app.authoring import release
from crisisaid.app.bookshelf import open_shelf
from crisisaid.app.contacts.covering import covering
from crisisaid.app.contacts.directory import Directory, moment
from crisisaid.app.contacts.importing import bring_in
from crisisaid.app.contacts.linting import lint
from crisisaid.app.desk import Desk
from crisisaid.app.ladder_now import ladder_now
from crisisaid.app.on_duty import read_folder
from crisisaid.app.organisation import files_of
from crisisaid.contacts.checks.policy import WHILE_UNSET
from crisisaid.contacts.freshness import CRISIS_DAYS, LOCAL_DAYS, OTHER_DAYS
from crisisaid.contacts.hours.opening import opening
from crisisaid.contacts.ladder import ladder
from crisisaid.errors import DONE, REFUSED
from crisisaid.model.contact import Contact
from crisisaid.model.finding import ERROR, WARNING, Finding
from crisisaid.model.need import Need
from crisisaid.reading.strict import read_yaml

INDEX = ROOT / "docs" / "findings.md"
PACKAGE = ROOT / "src" / "crisisaid"
PAGES = {page.stem: said(page) for page in known.pages()}
EXAMPLES = list(examples())
BAD = [one for one in EXAMPLES if one.bad]
GOOD = [one for one in EXAMPLES if not one.bad]

WITHOUT_A_LINE = frozenset(
    {
        *("CA0307", "CA0308", "CA0310"),  # show only between protocols
        *("CA0502", "CA0503", "CA0504", "CA0505", "CA0507", "CA0603"),  # are about whole files and folders
        "CA0609",  # is about what stands nowhere
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


def test_nothing_is_found_in_the_organisation_that_examples_are_put_into(tmp_path: Path) -> None:
    assert contacts_check(night_line(tmp_path, {})) == ()


def test_an_example_stands_in_the_place_of_what_it_gives() -> None:
    text, lines = woven(BASE, "title: X\nthresholds:\n  - id: awake\n    tier: t\n  - id: more\n    tier: t\n")
    given = [line for number, line in enumerate(text.splitlines(), 1) if number in lines]
    assert given == ["title: X", "thresholds:", "  - id: awake", "    tier: t", "  - id: more", "    tier: t"]
    assert text.count("title: X") == text.count("\n  - id: awake\n") == 1


def test_examples_use_only_numbers_kept_for_fiction() -> None:
    numbers = [number for one in EXAMPLES for number in re.findall(r"(?:phone|sms): \"?([0-9+][0-9 ]*)", one.text)]
    assert numbers
    assert [number for number in numbers if not number.replace(" ", "").startswith("02079460")] == []
    long = [run for one in EXAMPLES for run in re.findall(r"(?<![\w.-])\+?[0-9](?: ?[0-9]){6,}", one.text)]
    assert len(long) > len(numbers)
    assert [run for run in long if not run.replace(" ", "").startswith("02079460")] == []


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


# What stands on the pages of contacts (CA0604 to CA0614).

BY_DAY = moment("2026-11-23 12:00", "Europe/London")
HERE = Need("GB")
CIRCLE = '0101" => 0101"\n    fallback: [example-team]'
TURN = "2026-12-21 20:00,2026-12-22 08:00,shift lead"
HEADING = "from,to,role,contact,phone,note\n"


def contacts_of(tmp_path: Path, text: str) -> tuple[Contact, ...]:
    """The contacts for the United Kingdom, with this as the organisation's contacts.yaml."""
    own = night_line(tmp_path, {"contacts.yaml": text})
    return Directory(places(tmp_path), str(own)).contacts("GB")


def rungs_of(found: tuple[Contact, ...], *roles: str, need: Need = HERE) -> list[str]:
    """The ids on the ladder of these contacts for these roles, in order."""
    return [rung.contact.id for rung in ladder(found, need, roles).rungs]


def good(code: str, change: str = "") -> str:
    """The good example of a page; ``change`` is "words => other words"."""
    text: str = next(one.text for one in GOOD if one.code == code)
    before, _, after = change.partition(" => ")
    assert before in text
    return text.replace(before, after) if change else text


def told(own: Path) -> set[tuple[str, str]]:
    return {(one.code, one.severity) for one in contacts_check(own)}


@pytest.mark.parametrize(
    ("code", "change", "severity"),
    [
        ("CA0604", "Mo-Fr 09:00-17:00 => 7-7", ERROR),
        ("CA0605", '17:00" => 17:00"\n    closed_on: ["2025-12-25", "2026-01-01"]', WARNING),
        ("CA0606", "name: Shift lead => name: Shift lead\n    status: suspended", ERROR),
        ("CA0606", CIRCLE, ERROR),
        ("CA0608", "2026-11-02 => 2027-11-02", ERROR),
        ("CA0608", '    verified_on: "2026-11-02"\n => ', WARNING),
        ("CA0608", '"2026-11-02" => "2026-11-02"\n    verified_how: unverified', WARNING),
        ("CA0613", "    min_age: 16 =>     country: XX", ERROR),
        ("CA0613", "    min_age: 16 =>     region: IE-D", ERROR),
        ("CA0613", "    min_age: 16 =>     languages: [zz]", WARNING),
    ],
)
def test_other_faults_that_a_page_names(code: str, change: str, severity: str, tmp_path: Path) -> None:
    assert told(night_line(tmp_path, {"contacts.yaml": good(code, change)})) == {(code, severity)}


KEPT = [one for one in BAD if one.kind in ("checked-contacts", "policy", "rota")]


@pytest.mark.parametrize("example", KEPT, ids=lambda one: one.code)
def test_in_a_check_about_a_person_only_the_rota_is_told(example: Example, tmp_path: Path) -> None:
    read(example, tmp_path)
    desk = Desk(places(tmp_path), str(tmp_path / "organisation"))
    desk.at = moment("2026-12-21 21:00", "Europe/London")
    shown = ladder_now(desk, "GB", ["shift_lead", "crisis_team"], "phone")
    assert codes(desk.findings) == ({"CA0610"} if example.code == "CA0610" else set())
    assert "emergency" in [rung.contact.kind for rung in shown.rungs]


def test_a_fallback_that_is_hidden_is_found(tmp_path: Path) -> None:
    samaritans = "[example-lead] => [gb-crisis-samaritans]"
    hidden = '  - {id: gb-crisis-samaritans, hide: true, reason: "Example."}\n'
    text = good("CA0606", samaritans)
    assert told(night_line(tmp_path, {"contacts.yaml": text})) == set()
    assert told(night_line(tmp_path, {"contacts.yaml": text + hidden})) == {("CA0606", ERROR)}


def test_without_a_time_zone_hours_are_not_known_and_that_is_a_warning(tmp_path: Path) -> None:
    named = "timezone: Europe/London\n"
    files = {
        "contacts.yaml": good("CA0604").replace(named, ""),
        "policy.yaml": NIGHT_LINE["policy.yaml"].replace(named, ""),
    }
    assert told(night_line(tmp_path, files)) == {("CA0605", WARNING), ("CA0612", WARNING)}


@pytest.mark.parametrize("code", ["CA0604", "CA0605"])
def test_a_contact_with_bad_hours_is_used_and_its_hours_are_not_known(code: str, tmp_path: Path) -> None:
    both = []
    for text in (good(code), bad(code).text):
        found = contacts_of(tmp_path, text)
        both += [opening(one, BY_DAY).state for one in found if one.id == "example-team"]
        assert rungs_of(found, "crisis_team")[0] == "example-team"
    assert both == ["open", "unknown"]


def test_the_others_of_a_list_of_fallbacks_are_shown(tmp_path: Path) -> None:
    found = contacts_of(tmp_path, good("CA0606", "[example-lead] => [example-led, example-lead]"))
    assert rungs_of(found, "crisis_team")[:2] == ["example-team", "example-lead"]


def test_in_a_circle_of_fallbacks_each_is_shown_once(tmp_path: Path) -> None:
    found = contacts_of(tmp_path, good("CA0606", CIRCLE))
    shown = rungs_of(found, "crisis_team", "shift_lead")
    assert sorted(shown[:2]) == ["example-lead", "example-team"]
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize(("number", "severity"), [("020 7946 0199", "error"), ("0199", "warning")])
def test_lint_finds_a_replaced_number_in_a_leaflet(
    number: str, severity: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = good("CA0607").replace("020 7946 0199", number)
    own = night_line(tmp_path, {"contacts.yaml": text})
    (tmp_path / "leaflet.txt").write_text(f"Ring {number} at night.\n", encoding="utf-8")
    leaflet = [str(tmp_path / "leaflet.txt")]
    assert lint(places(tmp_path), leaflet, "GB", str(own), recursive=False, as_json=False) == REFUSED
    assert f"leaflet.txt:1: CA0607 {severity}" in capsys.readouterr().out


def test_the_days_of_a_check_are_those_of_the_program() -> None:
    page = " ".join(PAGES["CA0608"].split())
    assert f"due for a check after {LOCAL_DAYS} days, crisis lines after {CRISIS_DAYS}, everything else " in page
    assert f"everything else after {OTHER_DAYS}." in page


@pytest.mark.parametrize(("day", "first"), [("2026-11-01", "example-old-team"), ("2026-01-02", "example-team")])
def test_past_twice_the_limit_a_contact_stands_below_others(day: str, first: str, tmp_path: Path) -> None:
    team = "id: example-old-team, name: Example old team, kind: crisis-team"
    old = f'  - {{{team}, phone: "020 7946 0104", verified_on: "{day}"}}\n'
    found = contacts_of(tmp_path, good("CA0608", f"contacts:\n => contacts:\n{old}"))
    shown = rungs_of(found, "crisis_team", need=HERE.but(at=BY_DAY, here="Europe/London"))
    assert shown[0] == first
    assert {"example-old-team", "example-team"} <= set(shown)


def test_coverage_tells_the_gap_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = []
    for text in (bad("CA0609").text, good("CA0609")):
        own = str(night_line(tmp_path, {"policy.yaml": woven(NIGHT_LINE["policy.yaml"], text)[0]}))
        ended += [covering(places(tmp_path), own, "", "", days=30, start=TODAY, as_json=False, everything=False)]
    assert ended == [REFUSED, DONE]
    assert "NOBODY" in capsys.readouterr().out


def test_the_other_turns_of_a_rota_are_used(tmp_path: Path) -> None:
    own = night_line(tmp_path, {"rota.csv": bad("CA0610").text})
    duties, found = read_folder(str(own), "Europe/London", BY_DAY)
    assert [duty.start for duty in duties] == [int(moment("2026-12-14 20:00", "Europe/London"))]
    assert codes(found) == {"CA0610"}


@pytest.mark.parametrize(
    ("name", "text", "severity", "turns"),
    [
        ("rota.csv", f"{HEADING}{TURN},example-taem,020 7946 0111,\n", ERROR, 1),
        ("rota.csv", f"from,until,role,phone\n{TURN},020 7946 0111\n", ERROR, 0),
        ("rota.csv", f"{HEADING}{TURN.replace('-12-', '-11-')},,020 7946 0111,\n", WARNING, 1),
        ("rota.csv", f"{HEADING}{TURN},,020 7946 0111,\n{TURN},,020 7946 0112,\n", WARNING, 2),
        (
            "rota.ics",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261221T200000\r\nDTEND:20261221T210000\r\n"
            "SUMMARY:Team meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            WARNING,
            0,
        ),
    ],
    ids=["contact", "heading", "ends", "two", "meeting"],
)
def test_what_else_is_found_in_a_rota(name: str, text: str, severity: str, turns: int, tmp_path: Path) -> None:
    own = night_line(tmp_path, {name: text})
    assert told(own) == {("CA0610", severity)}
    assert len(read_folder(str(own), "Europe/London", BY_DAY)[0]) == turns


def test_the_other_records_of_an_import_are_taken_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = night_line(tmp_path, {})
    (tmp_path / "given.csv").write_text(bad("CA0611").text, encoding="utf-8")
    assert bring_in(places(tmp_path), str(own), str(tmp_path / "given.csv")) == REFUSED
    (tmp_path / "given.csv").write_text(good("CA0611"), encoding="utf-8")
    assert bring_in(places(tmp_path), str(own), str(tmp_path / "given.csv")) == DONE
    names = [one["name"] for one in read_yaml((own / "contacts.yaml").read_bytes(), "").data["contacts"]]
    assert names == ["Shift lead", "Example crisis team", "Example drop-in", "Example listeners"]
    assert "CA0611" in capsys.readouterr().out


@pytest.mark.parametrize("setting", WHILE_UNSET)
def test_each_setting_that_is_missing_is_found(setting: str, tmp_path: Path) -> None:
    line = next(line for line in good("CA0612").splitlines(keepends=True) if line.startswith(f"{setting}:"))
    contacts = NIGHT_LINE["contacts.yaml"].replace("country: GB\ntimezone: Europe/London\n", "")
    own = night_line(tmp_path, {"contacts.yaml": contacts, "policy.yaml": good("CA0612").replace(line, "")})
    assert ("CA0612", WARNING) in told(own)


def test_with_ages_the_wrong_way_round_a_contact_is_for_nobody(tmp_path: Path) -> None:
    found = contacts_of(tmp_path, bad("CA0613").text)
    assert "example-team" in rungs_of(found, "crisis_team")
    for age in (10, 16, 20, 25, 40):
        assert "example-team" not in rungs_of(found, "crisis_team", need=HERE.but(age=age))


def test_a_contact_of_no_country_is_not_shown_unless_it_is_one_of_ours(tmp_path: Path) -> None:
    text = NIGHT_LINE["contacts.yaml"].replace("    verified_on", "    country: XX\n    verified_on")
    own = night_line(tmp_path, {"contacts.yaml": text})
    shown = ladder_now(Desk(places(tmp_path), str(own)), "GB", ["crisis_team", "shift_lead"], "phone")
    ids = [rung.contact.id for rung in shown.rungs]
    assert "example-lead" in ids
    assert "example-team" not in ids


def test_two_contacts_under_one_number_are_told(tmp_path: Path) -> None:
    text = NIGHT_LINE["contacts.yaml"].replace("0103", "0101")
    assert told(night_line(tmp_path, {"contacts.yaml": text})) == {("CA0614", WARNING)}
    for number, found in (("7", {("CA0614", WARNING)}), ("113", set()), ("0" * 16, {("CA0614", WARNING)})):
        text = NIGHT_LINE["contacts.yaml"].replace("020 7946 0103", number)
        assert told(night_line(tmp_path, {"contacts.yaml": text})) == found


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("CA0613", '"phones": [{"number": "020 7946 0120"}], "minimum_age": 25, "maximum_age": 16'),
        ("CA0614", '"phones": [{"number": "020 7946 0120"}, {"number": "ask at the desk"}]'),
    ],
)
def test_what_of_an_imported_record_is_not_taken_over(code: str, more: str, tmp_path: Path) -> None:
    text = f'[{{"id": "1", "name": "Example drop-in", "status": "active", {more}}}]'
    found = read(Example(code, "json", True, "imported", (), text), tmp_path).findings
    assert [(one.code, one.severity) for one in found] == [(code, WARNING)]
