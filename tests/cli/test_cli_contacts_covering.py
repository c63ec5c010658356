"""`crisisaid contacts coverage`, `rota` and `duty`: as a coordinator uses them, and with files that are no good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crisisaid.app.contacts.covering import coverage_findings
from crisisaid.app.contacts.directory import Directory, moment
from crisisaid.app.on_duty import FILES, on_duty_now, read_folder, rota_check, rota_for_check, rota_kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Done

    Run = Callable[..., Done]

CONTACTS = """\
format: crisisaid/contacts/v1
organisation: Example Night Line
country: GB
timezone: Europe/London
contacts:
  - id: example-shift-lead
    name: Shift lead
    kind: shift-lead
    phone: "020 7946 0101"
    hours: "Mo-Su 08:00-20:00"
    languages: [en]
  - id: example-crisis-team
    name: Example crisis team
    kind: crisis-team
    phone: "020 7946 0103"
    hours: "Mo-Su 08:00-22:00"
    languages: [en, pl]
"""
POLICY = """\
format: crisisaid/policy/v1
languages: [en, pl]
roles: [shift_lead, crisis_team]
when_nobody: {crisis_team: shift_lead}
"""
ROTA = """\
from,to,role,contact,phone,note
2026-11-23 20:00,2026-12-31 08:00,shift lead,,020 7946 0111,Duty phone in the office
2026-12-24 20:00,2026-12-25 08:00,on call,example-shift-lead,,
"""
CALENDAR = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;TZID=Europe/London:20261123T200000
DTEND;TZID=Europe/London:20261124T080000
RRULE:FREQ=DAILY
SUMMARY:Shift lead: 020 7946 0112
END:VEVENT
END:VCALENDAR
"""
CHRISTMAS = "2026-12-25 02:30"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "organisation"
    place.mkdir()
    for name, text in (("contacts.yaml", CONTACTS), ("policy.yaml", POLICY), ("rota.csv", ROTA)):
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def contacts(crisisaid: Run, folder: Path) -> Run:
    return lambda *arguments, **more: crisisaid("contacts", *arguments, "--organisation", str(folder), **more)


def test_who_is_on_duty_in_the_night_of_a_holiday(contacts: Run) -> None:
    done = contacts("duty", "--at", CHRISTMAS)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "On duty on Fri 25 Dec 2026 02:30, time in Europe/London",
        "",
        "The shift lead",
        "  Shift lead",
        "    020 7946 0101",
        "    On duty until 08:00.",
        "  Shift lead on duty",
        "    020 7946 0111",
        "    On duty until Thursday 08:00. Duty phone in the office",
    ]


def test_nobody_on_duty_is_said_with_the_numbers_that_are_always_set(contacts: Run) -> None:
    done = contacts("duty", "--at", "2027-01-05 12:00")
    assert done.code == 0
    assert "any more: it has ended; these numbers are the ones that are always set." in " ".join(done.out.split())
    assert "\n    020 7946 0101\n    open; Mo-Su 08:00-20:00" in done.out


def test_duty_as_data(contacts: Run) -> None:
    data = json.loads(contacts("duty", "--at", CHRISTMAS, "--json").out)
    assert (data["format"], data["at"]) == ("crisisaid/duty/v1", "2026-12-25T02:30:00+00:00")
    (role,) = data["roles"]
    assert role["role"] == "shift_lead"
    assert [one["ways"] for one in role["on_duty"]] == [["020 7946 0101"], ["020 7946 0111"]]


def test_without_a_rota_or_a_folder(contacts: Run, crisisaid: Run, folder: Path) -> None:
    (folder / "rota.csv").unlink()
    for command in ("duty", "rota"):
        done = contacts(command)
        assert (done.code, done.out) == (0, "")
        assert "crisisaid contacts rota FILE" in done.err
        nowhere = crisisaid("contacts", command)
        assert nowhere.code == 1
        assert "crisisaid contacts setup" in nowhere.err


def test_a_time_that_is_none(contacts: Run) -> None:
    done = contacts("duty", "--at", "tonight")
    assert done.code == 2
    assert "'tonight' is not a time" in done.err


def test_the_coming_four_weeks(contacts: Run) -> None:
    done = contacts("rota", "--from", "2026-12-20")
    assert done.code == 1
    assert done.out.splitlines() == [
        "The rota from Sun 20 Dec 2026 00:00 to Sun 17 Jan 2027 00:00, times in Europe/London",
        "",
        "The shift lead",
        "  Mon 23 Nov 2026 20:00  to  Thu 31 Dec 2026 08:00  020 7946 0111   Duty phone in the office",
        "  Thu 24 Dec 2026 20:00  to  Fri 25 Dec 2026 08:00  example-shift-lead",
        "  Thu 31 Dec 2026 08:00  to  Sun 17 Jan 2027 00:00  NOBODY",
    ]
    assert done.err.count("CA0610 warning") == 2
    assert "lines 2 and 3" in done.err
    assert "ends on Thursday 31 December 2026 08:00" in " ".join(done.err.split())


def test_the_rota_as_data(contacts: Run) -> None:
    data = json.loads(contacts("rota", "--from", "2026-12-20", "--json").out)
    assert [one["phone"] or one["contact"] for one in data["turns"]] == ["020 7946 0111", "example-shift-lead"]
    assert [one["to"] for one in data["nobody"]] == ["2027-01-17T00:00:00+00:00"]
    assert len(data["findings"]) == 2


def test_a_new_rota_is_shown_first_and_taken_over_after_yes(contacts: Run, folder: Path, tmp_path: Path) -> None:
    new = tmp_path / "december.csv"
    new.write_text("from,to,role,phone\n2026-12-01,2027-06-30,shift lead,020 7946 0113\n", encoding="utf-8")
    looked = contacts("rota", str(new), "--from", "2026-12-20")
    assert looked.code == 0, looked.said
    assert "020 7946 0113" in looked.out
    assert "--yes" in looked.err
    assert (folder / "rota.csv").read_text(encoding="utf-8") == ROTA
    done = contacts("rota", str(new), "--yes", "--from", "2026-12-20")
    assert done.code == 0
    assert (folder / "rota.csv").read_bytes() == new.read_bytes()
    assert (folder / "rota.csv.previous").read_text(encoding="utf-8") == ROTA
    assert "020 7946 0113" in contacts("duty", "--at", CHRISTMAS).out


def test_a_calendar_beside_a_table(contacts: Run, folder: Path, tmp_path: Path) -> None:
    new = tmp_path / "export"
    new.write_bytes(CALENDAR.replace("\n", "\r\n").encode())
    done = contacts("rota", str(new), "--yes", "--from", "2026-12-20")
    assert done.code == 0, done.said
    assert "rota.csv is in the folder as well" in done.err
    assert (folder / "rota.ics").read_bytes() == new.read_bytes()
    assert not (folder / "rota.ics.previous").exists()
    out = contacts("duty", "--at", CHRISTMAS).out
    numbers = ["020 7946 0112", "020 7946 0101", "020 7946 0111"]
    assert sorted(numbers, key=out.index) == numbers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html><body>Sign in</body></html>", "neither a table nor a calendar"),
        ("from,to,role,phone\n2026-12-01,2027-06-30,boss,999\n", "december.csv:2: CA0610 error"),
        ("from,to,role,contact\n2026-12-01,2027-06-30,on call,nobody\n", "'nobody' is not in your list"),
        ("from,to,role,phone\n", "there is no turn in it"),
        ("x" * 1_500_000, "larger than"),
        (CALENDAR.replace("FREQ=DAILY", "FREQ=YEARLY"), "FREQ=YEARLY"),
    ],
)
def test_a_bad_file_changes_nothing(text: str, said: str, contacts: Run, folder: Path, tmp_path: Path) -> None:
    new = tmp_path / "december.csv"
    new.write_text(text, encoding="utf-8")
    before = sorted((path.name, path.read_bytes()) for path in folder.iterdir())
    done = contacts("rota", str(new), "--yes")
    assert done.code == 1
    assert said in " ".join(done.err.split())
    assert sorted((path.name, path.read_bytes()) for path in folder.iterdir()) == before


def test_a_file_that_is_not_there(contacts: Run) -> None:
    done = contacts("rota", "nowhere.csv")
    assert done.code == 1
    assert "nowhere.csv is not there" in done.err


def test_coverage_prints_the_gaps_and_ends_with_1(contacts: Run) -> None:
    done = contacts("coverage", "--from", "2026-11-23", "--days", "60")
    assert done.code == 1
    assert done.err.strip() == "Nobody can be reached for a while in 4 of 4 (a role and a language each)."
    words = " ".join(done.out.split())
    assert "From Mon 23 Nov 2026 00:00 to Fri 22 Jan 2027 00:00, times in Europe/London." in words
    assert "The shift lead (CALL NOW, BEFORE YOU PART" in words
    assert "every day 20:00 to 08:00 on the next day, 21 times, first Thu 31 Dec 2026, last Wed 20 Jan 2027" in words
    assert "Only who stands in (the shift lead)" in words
    assert "Only contacts that do not say which languages they speak" in words


def test_coverage_as_data_is_exact(contacts: Run) -> None:
    data = json.loads(contacts("coverage", "--from", "2026-11-23", "--days", "2", "--json").out)
    assert (data["format"], data["timezone"]) == ("crisisaid/coverage/v1", "Europe/London")
    found = {(one["role"], one["language"]): one for one in data["coverage"]}
    assert set(found) == {(role, tag) for role in ("shift_lead", "crisis_team") for tag in ("en", "pl")}
    polish = found["crisis_team", "pl"]
    assert [(one["from"], one["to"]) for one in polish["gaps"]] == [
        ("2026-11-23T00:00:00+00:00", "2026-11-23T08:00:00+00:00")
    ]
    assert polish["stand_ins"] == ["shift_lead"]
    assert [one["to"] for one in polish["only_a_stand_in"]] == [
        "2026-11-24T08:00:00+00:00", "2026-11-25T00:00:00+00:00",
    ]  # fmt: skip
    start, end = polish["gaps"][0]["seconds"]
    assert end - start == 8 * 3600


def test_every_gap_is_covered_with_a_number_that_is_always_there(contacts: Run, folder: Path) -> None:
    (folder / "contacts.yaml").write_text(
        CONTACTS.replace('hours: "Mo-Su 08:00-20:00"\n    languages: [en]', 'hours: "24/7"\n    languages: [en, pl]'),
        encoding="utf-8",
    )
    done = contacts("coverage", "--from", "2026-11-23")
    assert (done.code, done.err.count("every minute")) == (0, 1), done.said
    assert "English, Polish: somebody at all times" in done.out
    assert "NOBODY" not in done.out


def test_a_policy_that_says_nothing(contacts: Run, crisisaid: Run, folder: Path) -> None:
    (folder / "policy.yaml").unlink()
    done = contacts("coverage", "--days", "2")
    assert "does not list your roles" in done.err
    assert "does not list your languages" in done.err
    assert "A poison line" in done.out
    assert "An ambulance (CALL NOW" in done.out
    alone = crisisaid("contacts", "coverage", "--country", "GB", "--days", "2")
    assert "An ambulance" in alone.out
    without = crisisaid("contacts", "coverage")
    assert without.code == 2
    assert "--country GB" in without.err


@pytest.mark.parametrize("days", ["0", "-1", "801"])
def test_days_that_cannot_be_looked_at(days: str, contacts: Run) -> None:
    done = contacts("coverage", "--days", days)
    assert done.code == 2
    assert "1 to 800" in done.err


def test_gaps_as_findings(folder: Path, environ: dict[str, str]) -> None:
    found = coverage_findings(Directory(environ, str(folder)), "", "2027-01-05", 10)
    assert [(one.code, one.severity, one.file) for one in found] == [
        ("CA0609", "warning", str(folder / "contacts.yaml"))
    ] * 4
    assert [one.message for one in found[:2]] == [
        "Nobody can be reached for the shift lead in English: 11 times, 5 days in all; "
        "the first is Tue 5 Jan 2027 00:00 to Tue 5 Jan 2027 08:00.",
        "Nobody can be reached for the shift lead in Polish: at any time.",
    ]
    assert coverage_findings(Directory(environ, str(folder)), "", "2026-12-01", 10) == ()


# What a check uses.


def test_what_is_kept_for_checks_is_made_anew_when_anything_changes(folder: Path, tmp_path: Path) -> None:
    cache, now = str(tmp_path / "kept"), moment(CHRISTMAS, "Europe/London")
    first = rota_for_check(str(folder), cache, "Europe/London", now)
    assert [duty.phone or duty.contact for duty in first] == ["020 7946 0111", "example-shift-lead"]
    assert rota_for_check(str(folder), cache, "Europe/London", now + 3600) == first
    assert rota_for_check(str(folder), "", "Europe/London", now) == first
    (folder / "rota.csv").write_text(ROTA.replace("0111", "0119"), encoding="utf-8")
    changed = rota_for_check(str(folder), cache, "Europe/London", now)
    assert [duty.phone or duty.contact for duty in changed] == ["020 7946 0119", "example-shift-lead"]
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(b"not what was kept")
    assert rota_for_check(str(folder), cache, "Europe/London", now) == changed
    (folder / "rota.ics").write_text(CALENDAR, encoding="utf-8")
    weeks_on = rota_for_check(str(folder), cache, "Europe/London", now + 90 * 86400)
    assert any(duty.start <= now + 90 * 86400 < duty.end for duty in weeks_on)
    for name in FILES:
        (folder / name).unlink()
    assert rota_for_check(str(folder), cache, "Europe/London", now) == ()


def test_errors_of_a_rota_are_kept_with_it(folder: Path, tmp_path: Path) -> None:
    cache, now = str(tmp_path / "kept"), moment(CHRISTMAS, "Europe/London")
    (folder / "rota.csv").write_text(f"{ROTA}2026-12-01,2026-12-02,boss,,999,\n", encoding="utf-8")
    made = rota_kept(str(folder), cache, "Europe/London", now)
    assert [(one.code, one.line) for one in made[1]] == [("CA0610", 4)]
    assert rota_kept(str(folder), cache, "Europe/London", now) == made
    (folder / "rota.csv").unlink()
    (folder / "rota.csv").mkdir()
    duties, errors = rota_kept(str(folder), cache, "Europe/London", now)
    assert (duties, ["is a folder" in one.message for one in errors]) == ((), [True])


def test_whom_the_rota_puts_first(folder: Path, environ: dict[str, str]) -> None:
    directory = Directory(environ, str(folder))
    found = on_duty_now(directory, moment(CHRISTMAS, "Europe/London"))
    assert [one.phone for one in found.first["shift_lead"]] == ["020 7946 0101", "020 7946 0111"]
    assert rota_check(directory, moment("2026-11-23", "Europe/London"))[0].code == "CA0610"
    assert read_folder("", "Europe/London", 0) == ((), ())


def test_a_rota_that_cannot_be_opened_is_a_finding(folder: Path, environ: dict[str, str]) -> None:
    (folder / "rota.csv").unlink()
    (folder / "rota.csv").mkdir()
    directory = Directory(environ, str(folder))
    (found,) = rota_check(directory, 0)
    assert (found.code, "is a folder" in found.message) == ("CA0610", True)
    assert on_duty_now(directory, 0).first == {}
