"""`crisisaid contacts sheet`: the page a coordinator prints, from an organisation's folder to paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from crisisaid.app.contacts.directory import moment
from crisisaid.app.contacts.sheet_content import sheet_of
from crisisaid.app.desk import Desk
from crisisaid.card_numbers import NUMBERS
from crisisaid.formats.sheet_height import page_height
from crisisaid.formats.sheet_html import entries_on
from crisisaid.formats.sheet_style import PAGE_HEIGHT
from crisisaid.formats.sheet_text import sheet_text
from live.driver import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Done

    Run = Callable[..., Done]

TODAY = "2026-11-23"
CONTACTS = """\
format: crisisaid/contacts/v1
organisation: Example Night Line
contact_person: the example coordinator
country: GB
timezone: Europe/London
contacts:
  - {id: example-lead, name: Shift lead, kind: shift-lead, phone: "020 7946 0101", hours: "24/7",
     verified_on: "2026-11-02", verified_how: operator, fallback: [gb-crisis-samaritans]}
  - {id: example-team, name: Example team, kind: crisis-team, phone: "020 7946 0103", press: "2",
     hours: "Mo-Su 08:00-22:00", languages: [en, pl], refer_how: Phone first., verified_on: "2026-05-02"}
  - {id: example-walk-in, name: Example walk-in, kind: local, address: "1 Example Street"}
  - {id: example-desk, name: From our desk, kind: emergency, phone: "9 999", services: [ambulance]}
  - {id: gb-crisis-calm, hide: true, reason: Not open when we are.}
"""
SITES = {
    "north": '  - {id: north-mobile, name: North team, kind: mobile-crisis, phone: "*100#"}\n',
    "south": '  - {id: south-doctor, name: South doctor, kind: professional, phone: "020 7946 0301"}\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "organisation"
    (made / "sites").mkdir(parents=True)
    (made / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    (made / "policy.yaml").write_text("format: crisisaid/policy/v1\nring_minutes: 3\n", encoding="utf-8")
    for site, entry in SITES.items():
        text = f"format: crisisaid/contacts/v1\ncontacts:\n{entry}"
        (made / "sites" / f"{site}.yaml").write_text(text, encoding="utf-8")
    return made


def numbers(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.startswith(" " * 8)]


def test_the_page_of_a_site(crisisaid: Run, folder: Path) -> None:
    done = crisisaid("contacts", "sheet", "--organisation", str(folder), "--site", "north", "--today", TODAY)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "WHOM TO CALL: EXAMPLE NIGHT LINE\nSite: north. Country: United Kingdom. Printed on 2026-11-23.\n"
        "If nobody answers after 3 minutes, go to the next.\n"
    )
    assert numbers(done.out)[:6] == ["9 999", "999", "020 7946 0101", "_" * 16, "020 7946 0103", "*100#"]
    said = " ".join(done.out.split())
    for words in (
        "Open 24/7 (as listed). Checked 2026-11-02 (with the operator). Next check due 2027-01-31.",
        "Then press 2.",
        "How to refer: Phone first. In English, Polish. Checked 2026-05-02. The next check was due 2026-07-31.",
        "North team *100# Hours not known. Not checked.",
        "Safeguarding lead ________________ Not set. Write the number in by hand",
        "A mistake on this page? Tell the example coordinator.",
        "Built-in numbers come from public lists compiled on 2026-11-23; nobody has dialled them.",
        "Never test-call a crisis line.",
    ):
        assert words in said
    assert re.search(r"\d+ more: crisisaid contacts list --country GB$", done.out, re.M)
    assert not {"CALM", "South doctor"} & set(re.findall("CALM|South doctor", done.out))


def test_one_page_for_each_site_and_none_for_a_site_that_is_not_there(crisisaid: Run, folder: Path) -> None:
    done = crisisaid("contacts", "sheet", "--organisation", str(folder), "--today", TODAY)
    pages = done.out.split("\f")
    assert [re.findall(r"Site: (\w+)", page) for page in pages] == [[], ["north"], ["south"]]
    assert "*100#" in numbers(pages[1])
    assert "020 7946 0301" in numbers(pages[2])
    assert not {"*100#", "020 7946 0301"} & set(numbers(pages[0]))
    assert "*100#" not in pages[2]
    assert "020 7946 0301" not in pages[1]
    refused = crisisaid("contacts", "sheet", "--organisation", str(folder), "--site", "west")
    assert refused.code == 2
    assert "There is no site called 'west'. Its sites: north, south." in " ".join(refused.err.split())
    nowhere = crisisaid("contacts", "sheet", "--organisation", str(folder / "none"))
    assert (nowhere.code, nowhere.out) == (1, "")


def test_html_goes_whole_into_a_file(crisisaid: Run, folder: Path, tmp_path: Path) -> None:
    to = tmp_path / "sheet.html"
    done = crisisaid("contacts", "sheet", "--organisation", str(folder), "--today", TODAY, "--output", str(to))
    assert (done.code, done.out) == (0, "")
    text = to.read_text(encoding="utf-8")
    assert text.count("<article") == 3
    assert '<span class="n s0"><a href="tel:9999">9 999</a></span>' in text
    assert '<span class="n s1"><a href="tel:*100%23">*100#</a></span>' in text
    printed = crisisaid("contacts", "sheet", "--organisation", str(folder), "--today", TODAY, "--format", "html")
    assert printed.out == text


def test_what_was_left_out_is_said_on_the_page_and_beside_it(crisisaid: Run, folder: Path) -> None:
    (folder / "contacts.yaml").write_text(CONTACTS.replace('"020 7946 0103"', "02079460103"), encoding="utf-8")
    done = crisisaid("contacts", "sheet", "--organisation", str(folder), "--site", "north", "--today", TODAY)
    assert done.code == 1
    assert "contacts.yaml:9" in done.err
    assert done.out.splitlines()[1].startswith("NOT COMPLETE: part of your organisation's files could not be used")
    assert numbers(done.out)[:3] == ["9 999", "999", "020 7946 0101"]


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ((), 2, "No country is named, and none is set."),
        (("--country", "Atlantis"), 2, "'Atlantis' is not a country known here."),
        (("--country", "GB", "--today", "2026-02-30"), 2, "'2026-02-30' is not a day."),
        (("--country", "GB", "--site", "north"), 2, "It has no sites: leave --site out."),
        (("--country", "GB", "--format", "pdf"), 2, "--format cannot be 'pdf'. It takes: text, html."),
        (("--country", "GB", "--width", "19"), 2, "--width"),
    ],
)
def test_what_cannot_be_printed(crisisaid: Run, typed: tuple[str, ...], code: int, words: str) -> None:
    done = crisisaid("contacts", "sheet", *typed)
    assert (done.code, done.out) == (code, "")
    assert words in " ".join(done.err.split())


def test_without_an_organisation_there_is_room_to_write(crisisaid: Run) -> None:
    done = crisisaid("contacts", "sheet", "--country", "Nepal", "--today", TODAY, "--width", "40")
    assert done.code == 0
    assert numbers(done.out)[:5] == ["102", "100", "101", "_" * 16, "_" * 16]
    assert max(map(len, done.out.splitlines())) <= 40
    assert "Whom to call" not in done.out


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = tmp_path_factory.mktemp("home")
    return Desk(environment(home, home / "cache"))


@pytest.mark.parametrize("letter", sorted({code[0] for code in NUMBERS}))
def test_every_country_fits_on_one_page_with_its_emergency_numbers(letter: str, desk: Desk) -> None:
    for code in (code for code in NUMBERS if code.startswith(letter)):
        one_page_with_its_emergency_numbers(code, desk)


def one_page_with_its_emergency_numbers(code: str, desk: Desk) -> None:
    made = sheet_of(desk, code, "", TODAY)
    emergency = {one.phone or one.sms for one in desk.contacts(code) if one.kind == "emergency"}
    on_paper = {way.number for one in entries_on(made) for way in one.ways}
    text = sheet_text(made)
    assert emergency <= on_paper
    assert emergency <= set(numbers(text))
    assert page_height(made, entries_on(made)) <= PAGE_HEIGHT
    assert len(text.splitlines()) <= 60
    assert emergency or "No emergency number is known for" in text


@pytest.mark.parametrize("code", ["GB", "US", "DE", "IN", "LU"])
def test_the_page_and_a_check_at_night_agree(code: str, desk: Desk) -> None:
    night = Desk(desk.environ)
    night.look_at(moment(f"{TODAY} 03:00", "UTC"))
    live = [rung.contact for rung in night.ladder(code, ("crisis_line",), "").rungs if rung.role == "crisis_line"]
    shown = [one for one in sheet_of(desk, code, "", TODAY).entries if one.section == "Crisis lines"]
    firsts = [one.phone or one.sms or one.chat for one in live]
    assert [one.ways[0].number for one in shown] == firsts
    assert len(firsts) > 1


def test_the_example_organisation_fits_its_pages(folder: Path, tmp_path: Path) -> None:
    for site in SITES:
        desk = Desk(environment(tmp_path, tmp_path / "cache"), str(folder), site=site)
        made = sheet_of(desk, "GB", site, TODAY)
        assert page_height(made, entries_on(made)) <= PAGE_HEIGHT
        assert [one.title for one in made.entries if one.section == "Our own people"] == [
            "Shift lead",
            "Safeguarding lead",
        ]
        # Samaritans stand in for the shift lead, and are shown as the crisis line that they are.
        assert "Crisis line: Samaritans" in {one.title for one in made.entries}
