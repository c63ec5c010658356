"""`crisisaid contacts check`, `callsheet` and `lint`, as a coordinator types them, with bad input of every kind."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from night_line import POLICY

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Done

    Run = Callable[..., Done]

TODAY = ("--today", "2026-11-23")
HEAD = """\
format: crisisaid/contacts/v1
organisation: Example Night Line
country: GB
timezone: Europe/London
contacts:
"""
LEAD = """\
  - id: example-lead
    name: Shift lead
    kind: shift-lead
    phone: "020 7946 0001"
    hours: "24/7"
    verified_on: "2026-11-02"
    verified_how: operator
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "example"
    place.mkdir()
    (place / "policy.yaml").write_text(f"{POLICY}roles: [shift_lead]\n", encoding="utf-8")
    write(place, LEAD)
    return place


def write(folder: Path, entries: str, head: str = HEAD, name: str = "contacts.yaml") -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(head + entries, encoding="utf-8")


def checked(crisisaid: Run, folder: Path, *more: str) -> Done:
    return crisisaid("contacts", "check", "--organisation", str(folder), *TODAY, *more)


def test_a_folder_in_order_has_no_finding_and_shows_its_weeks(folder: Path, crisisaid: Run) -> None:
    done = checked(crisisaid, folder)
    assert done.code == 0, done.said
    assert done.err == "0 findings.\n"
    assert "Shift lead (example-lead)" in done.out
    assert "    every day  day and night\n" in done.out
    assert checked(crisisaid, folder, "--no-weeks").out == ""


BAD = [
    ("phone: 0800", "CA0108", 'write: phone: "0800"'),
    ("phone: 112", "CA0108", 'write: phone: "112"'),
    ("country: NO", "CA0108", 'write: country: "NO"'),
    ("languages: [en, no]", "CA0108", 'write: languages: [en, "no"]'),
    ("country: UK", "CA0613", 'write: country: "GB"'),
    ("country: gb", "CA0205", 'write: country: "GB"'),
    ("region: US-CA", "CA0613", "A region of GB begins with GB-"),
    ("fallback: [example-lead]", "CA0606", "example-lead -> example-team -> example-lead"),
    ("fallback: [exampl-lead]", "CA0606", "write: fallback: [example-lead]"),
    ('hours: "Mo-Fr 25:00-26:00"', "CA0604", 'For example: hours: "'),
    ('hours: "Mon-Fri 9am-5pm"', "CA0604", 'write: hours: "Mo-Fr 09:00-17:00"'),
    ("timezone: Europe/Londn", "CA0605", 'write: timezone: "Europe/London"'),
    ('closed_on: ["2026-02-30"]', "CA0205", "is not a day of the calendar"),
    ("phnoe: x", "CA0201", "Did you mean"),
    ("languges: [en]", "CA0201", "write: languages: [en]"),
    ("status: retird", "CA0203", 'write: status: "retired"'),
    ("web: http://example.org", "CA0205", 'write: web: "https://example.org"'),
    ("chat: http://example.org/chat", "CA0205", 'write: chat: "https://example.org/chat"'),
    ("languages: [English]", "CA0205", "write: languages: [en]"),
    ("min_age: 30", "CA0613", "write: min_age: 20"),
    ('sms: "08457 90 90 90"', "CA0607", 'write: sms: "116 123"'),
    ('note: "At night 08457 90 90 90"', "CA0607", "Samaritans (GB) is now reached on 116 123"),
    ('verified_on: "2027-01-01"', "CA0608", "still to come"),
    ('verified_on: "2026-01-02"', "CA0608", "a new check was due by 2026-04-02"),
    ('verified_on: "2026-1-2"', "CA0205", 'write: verified_on: "2026-01-02"'),
    ('phone: "1"', "CA0614", "has 1 digit"),
    ('phone: "020 7946 0001"', "CA0614", "has the same number as"),
]


def test_each_bad_line_is_told_with_its_place_and_the_right_one(folder: Path, environ: dict[str, str]) -> None:
    (folder / "policy.yaml").unlink()
    for line, code, said in BAD:
        rows = {"name": "Example team", "kind": "local", "phone": '"020 7946 0002"', "max_age": "20"}
        rows |= {"verified_on": '"2026-11-02"', line.partition(":")[0]: line.partition(": ")[2]}
        text = "  - id: example-team\n" + "".join(f"    {name}: {value}\n" for name, value in rows.items())
        lead = LEAD + ("    fallback: [example-team]\n" if "[example-lead]" in line else "")
        write(folder, lead + text)
        report = in_process(folder, environ)
        number = (HEAD + lead + text).splitlines().index(f"    {line}") + 1
        if "->" in said:  # a circle is told at the first of those in it
            number = (HEAD + lead).splitlines().index("    fallback: [example-team]") + 1
        assert f"contacts.yaml:{number}: {code} " in report, (line, report)
        assert " ".join(said.split()) in " ".join(report.split()), (line, report)
        assert f"now: {line}" in " ".join(report.split()) or "->" in said, (line, report)


def in_process(folder: Path, environ: dict[str, str]) -> str:
    from crisisaid.app.contacts.checking import Look, all_findings, directories_of
    from crisisaid.formats.findings_lines import findings_lines

    look = Look(str(folder), today="2026-11-23")
    return findings_lines(all_findings(directories_of(environ, look), look, "2026-11-23"))


def test_findings_end_in_exit_code_1_and_lose_nothing(folder: Path, crisisaid: Run) -> None:
    write(folder, LEAD.replace('"020 7946 0001"', "0800"))
    before = (folder / "contacts.yaml").read_bytes()
    done = checked(crisisaid, folder)
    assert done.code == 1
    assert '    now:   phone: 0800\n    write: phone: "0800"\n' in done.out
    assert (folder / "contacts.yaml").read_bytes() == before
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_web_page_a_huge_file_and_no_file(folder: Path, crisisaid: Run) -> None:
    (folder / "contacts.yaml").write_text("<!doctype html>\n<html><p>Sign in</p></html>\n", encoding="utf-8")
    done = checked(crisisaid, folder)
    assert done.code == 1
    assert "contacts.yaml:1: CA0101 error" in done.out
    assert "This is a web page (HTML)" in done.out
    assert "now:   <!doctype html>\n    write: format: crisisaid/contacts/v1" in done.out
    with (folder / "contacts.yaml").open("wb") as file:
        file.truncate(50_000_000)
    done = checked(crisisaid, folder)
    assert done.code == 1
    assert "larger than 1,000,000 bytes" in " ".join(done.out.split())
    assert "crisisaid contacts import FILE" in " ".join(done.out.split())
    for command in ("check", "callsheet"):
        gone = crisisaid("contacts", command, "--organisation", str(folder / "gone"), *TODAY)
        assert gone.code in (1, 2)
        assert gone.out == ""


def test_without_a_folder_it_says_how_to_begin(crisisaid: Run) -> None:
    done = crisisaid("contacts", "check")
    assert (done.code, done.out) == (1, "")
    assert "crisisaid contacts setup" in done.err


def test_what_is_not_settled_says_what_happens(folder: Path, crisisaid: Run) -> None:
    (folder / "policy.yaml").unlink()
    done = checked(crisisaid, folder, "--no-weeks")
    assert done.code == 1
    assert "CA0612 warning" in done.out
    assert "'reporting_duty' is not set. Supporters read nothing about what has to be reported" in " ".join(
        done.out.split()
    )
    assert "'country'" not in done.out


def test_sites_are_checked_as_well_and_one_can_be_named(folder: Path, crisisaid: Run) -> None:
    site = '  - id: example-lead\n    hours: "Mo 9-5"\n'
    write(folder, site, "format: crisisaid/contacts/v1\ncontacts:\n", "sites/harbour.yaml")
    (folder / "sites" / "hill.yaml").write_text("format: crisisaid/contacts/v1\ncontacts: []\n", encoding="utf-8")
    assert "harbour.yaml:4: CA0604 error" in checked(crisisaid, folder).out.replace("\\", "/")
    assert "harbour.yaml:4: CA0604 error" in checked(crisisaid, folder, "--site", "harbour").out
    assert checked(crisisaid, folder, "--site", "hill").code == 0
    unknown = checked(crisisaid, folder, "--site", "valley")
    assert unknown.code == 1
    assert "There is no site called 'valley'" in unknown.out


def test_hours_at_which_nobody_can_be_reached_are_findings_too(folder: Path, crisisaid: Run) -> None:
    write(folder, LEAD.replace("24/7", "Mo-Fr 09:00-17:00"))
    done = checked(crisisaid, folder, "--no-weeks")
    assert done.code == 1
    assert "CA0609 warning" in done.out


def test_reports_for_other_programs(folder: Path, crisisaid: Run, tmp_path: Path) -> None:
    write(folder, LEAD.replace('"020 7946 0001"', "0800"))
    data = json.loads(checked(crisisaid, folder, "--format", "json").out)
    assert (data["schema"], data["today"]) == ("crisisaid/contacts-check/v1", "2026-11-23")
    assert data["contacts"] == ["example-lead"]
    first = data["findings"][0]
    assert (first["code"], first["line"], first["excerpt"].strip()) == ("CA0108", 9, "phone: 0800")
    sarif = json.loads(checked(crisisaid, folder, "--format", "sarif").out)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "CA0108"
    report = tmp_path / "report.xml"
    done = checked(crisisaid, folder, "--format", "junit", "--output", str(report))
    assert done.code == 1
    assert len(ElementTree.parse(report).findall(".//failure")) == 1
    for wrong in (("--format", "pdf"), ("--today", "tomorrow"), ("--country", "Narnia")):
        assert crisisaid("contacts", "check", "--organisation", str(folder), *wrong).code == 2


# The call sheet.


def sheet(crisisaid: Run, *more: str) -> Done:
    return crisisaid("contacts", "callsheet", *TODAY, *more)


def test_a_call_sheet_says_who_is_due_and_never_to_ring_a_line(folder: Path, crisisaid: Run) -> None:
    team = LEAD.replace("example-lead", "example-team").replace("Shift lead", "Example team")
    team = team.replace("shift-lead", "crisis-team").replace("0001", "0002").replace("2026-11-02", "2026-01-02")
    write(folder, LEAD + team)
    done = sheet(crisisaid, "--organisation", str(folder))
    assert done.code == 0, done.said
    head, _, entries = done.out.partition(" 1. ")
    assert "NEVER ring a crisis line or an emergency number to test it" in head
    assert entries.startswith("Example team (GB)\n    NEVER ring the number for people in crisis")
    assert "            020 7946 0002\n" in entries
    assert "a new check was due by 2026-04-02" in " ".join(entries.split())
    assert "crisisaid contacts edit example-team --checked 2026-11-23 --how website --by ROLE" in " ".join(
        entries.split()
    )
    assert "            116 123\n" in entries
    assert "NEVER ring this line" in entries.partition("Samaritans")[2][:60]
    assert "We have it from: open-helplines (2026-06-02)" in " ".join(entries.split())
    assert "Not due yet:\n  Shift lead: by 2027-01-31\n" in done.out


def test_a_call_sheet_as_a_table_and_as_a_page(crisisaid: Run, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(sheet(crisisaid, "--country", "Norway", "--format", "csv").out)))
    assert rows
    assert all(row["warning"] for row in rows if row["kind"] in ("emergency", "crisis"))
    assert "113" in {row["phone"] for row in rows}
    assert {row["checked_on"] for row in rows} == {""}
    page = tmp_path / "sheet.html"
    assert sheet(crisisaid, "--country", "NO", "--format", "html", "--output", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    HTMLParser().feed(text)
    assert text.count("NEVER ring this") >= len([row for row in rows if row["kind"] in ("emergency", "crisis")])
    assert "script" not in text.casefold()
    assert all(f">{row['phone']}</span>" in text for row in rows if row["phone"])


def test_a_call_sheet_needs_a_country(crisisaid: Run) -> None:
    done = sheet(crisisaid)
    assert (done.code, done.out) == (2, "")
    assert "--country GB" in done.err


# Leaflets.


def test_a_clean_leaflet_and_one_with_an_old_number(crisisaid: Run, tmp_path: Path) -> None:
    leaflet = tmp_path / "leaflet.html"
    leaflet.write_text("<p>Samaritans: 116 123</p>\n", encoding="utf-8")
    clean = crisisaid("contacts", "lint", str(leaflet))
    assert (clean.code, clean.out) == (0, "")
    assert "may be wrong all the same" in clean.err
    leaflet.write_text("<h1>Help</h1>\n<p>Ring 08457&nbsp;90&nbsp;<b>90</b> 90</p>\n", encoding="utf-8")
    done = crisisaid("contacts", "lint", str(leaflet))
    assert done.code == 1
    assert done.out.startswith(f"{leaflet}:2: CA0607 error\n")
    assert "'08457 90 90 90' was replaced: Samaritans (GB) is now reached on 116 123." in " ".join(done.out.split())
    assert "now:   <p>Ring 08457&nbsp;90&nbsp;<b>90</b> 90</p>" in done.out
    assert crisisaid("contacts", "lint", str(leaflet), "--country", "IE").code == 0


def test_a_number_in_use_elsewhere_says_so_unless_the_country_is_named(crisisaid: Run, tmp_path: Path) -> None:
    leaflet = tmp_path / "folheto.txt"
    leaflet.write_text("Ligue 141.\n", encoding="utf-8")
    everywhere = crisisaid("contacts", "lint", str(leaflet))
    assert everywhere.code == 1
    assert "In Paraguay it is in use" in " ".join(everywhere.out.split())
    assert "--country BR" in everywhere.out
    brazil = crisisaid("contacts", "lint", str(leaflet), "--country", "BR", "--json")
    found = json.loads(brazil.out)
    assert [(one["line"], one["code"]) for one in found["findings"]] == [(1, "CA0607")]
    assert "Paraguay" not in brazil.out
    assert crisisaid("contacts", "lint", str(leaflet), "--country", "PY").code == 0


def test_an_organisation_s_own_replaced_numbers_and_a_whole_folder(
    folder: Path, crisisaid: Run, tmp_path: Path
) -> None:
    write(folder, LEAD + '    replaces: ["020 7946 0999", old-lead]\n')
    site = tmp_path / "site"
    (site / "inside").mkdir(parents=True)
    (site / "inside" / "help.md").write_text("Text\n\n**020 7946 0999**\n", encoding="utf-8")
    (site / "picture.png").write_bytes(b"\x89PNG\0")
    refused = crisisaid("contacts", "lint", str(site), "--organisation", str(folder))
    assert refused.code == 1
    assert "is a folder. Name a file, or add --recursive." in refused.err
    done = crisisaid("contacts", "lint", str(site), "--recursive", "--organisation", str(folder))
    assert done.code == 1
    assert "help.md:3: CA0607 error" in done.out
    assert "Shift lead (GB) is now reached on 020 7946 0001" in " ".join(done.out.split())
    assert checked(crisisaid, folder, "--no-weeks").code == 0


def test_files_that_are_no_leaflet_are_refused_and_the_others_read(crisisaid: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "leaflet.pdf"
    good.write_text("Ring 08457 90 90 90\n", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7\n\0")
    done = crisisaid("contacts", "lint", str(bad), str(tmp_path / "gone.txt"), str(good))
    assert done.code == 1
    assert f"{good}:1: CA0607 error" in done.out
    assert "is a PDF: its words cannot be read here." in done.err
    assert "gone.txt is not there." in done.err
