"""`crisisaid contacts import` and `export`, as a coordinator would use them, with bad files too."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crisisaid.app.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Done

    Run = Callable[..., Done]

MAKER = Path(__file__).parents[2] / "benchmarks" / "services_made.py"
OURS = """\
# Kept by the coordinator.
format: crisisaid/contacts/v1
country: GB
timezone: Europe/London
contacts:
  # On the wall in the office, too.
  - id: harbour-oncall
    name: On-call lead  # not a person
    kind: shift-lead
    phone: "020 7946 0000"
    verified_on: "2026-11-02"
    verified_how: operator
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "organisation"
    place.mkdir()
    (place / "contacts.yaml").write_text(OURS, encoding="utf-8")
    return place


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 made-up services, of which one cannot be reached."""
    path = tmp_path_factory.mktemp("made") / "services.json"
    subprocess.run([sys.executable, str(MAKER), "300", str(path)], check=True, capture_output=True)
    return path


@pytest.fixture
def bring(crisisaid: Run, folder: Path) -> Run:
    return lambda *arguments: crisisaid("contacts", "import", *arguments, "--organisation", str(folder))


@pytest.fixture
def export(crisisaid: Run, folder: Path) -> Run:
    return lambda *arguments: crisisaid("contacts", "export", *arguments, "--organisation", str(folder))


def file(tmp_path: Path, name: str, data: object) -> str:
    path = tmp_path / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return str(path)


def service(number: int, **more: Any) -> dict[str, Any]:
    phone = {"number": f"020 7946 0{number:03}"}
    return {"id": f"s-{number}", "name": f"Example service {number}", "status": "active", "phones": [phone], **more}


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_few_services_go_into_the_file_people_edit_and_nothing_else_in_it_changes(
    bring: Run, crisisaid: Run, folder: Path, tmp_path: Path
) -> None:
    done = bring(file(tmp_path, "made.json", {"contents": [service(1), service(2)]}))
    assert (done.code, done.out) == (0, ""), done.said
    assert "2 new contacts taken over into contacts.yaml." in done.err
    text = (folder / "contacts.yaml").read_text(encoding="utf-8")
    assert text.startswith(OURS)
    assert 'phone: "020 7946 0001"' in text
    assert "HSDS: " in text
    assert "s-1" in text
    assert (folder / "contacts.yaml.previous").read_text(encoding="utf-8") == OURS
    shown = crisisaid("contacts", "check", "--organisation", str(folder))
    assert "CA0601" not in shown.said


def test_once_more_changes_nothing_and_a_new_number_changes_the_contact_it_belongs_to(
    bring: Run, folder: Path, tmp_path: Path
) -> None:
    bring(file(tmp_path, "made.json", [service(1)]))
    before = everything(folder)
    again = bring(file(tmp_path, "made.json", [service(1)]))
    assert "1 contact already there, and the same." in again.err
    assert everything(folder) == before
    other = service(1, name="Example under another name", phones=[{"number": "020 7946 0555"}])
    changed = bring(file(tmp_path, "made.json", [other]))
    assert "1 contact from before changed in contacts.yaml." in changed.err
    text = (folder / "contacts.yaml").read_text(encoding="utf-8")
    assert "020 7946 0555" in text
    assert "020 7946 0001" not in text
    assert text.count("- id:") == 2


def test_a_trial_says_what_would_happen_and_writes_nothing(
    bring: Run, made: Path, folder: Path, tmp_path: Path
) -> None:
    before = everything(folder)
    few = bring(file(tmp_path, "made.json", [service(1)]), "--dry-run")
    assert "1 new contact would be taken over into contacts.yaml." in few.err
    many = bring(str(made), "--dry-run")
    assert "would be taken over into services.sqlite." in many.err
    assert "Nothing was written" in many.err
    assert everything(folder) == before


def test_many_services_go_into_the_index_and_come_out_again(
    bring: Run, export: Run, made: Path, folder: Path, tmp_path: Path
) -> None:
    done = bring(str(made))
    assert done.code == 1
    assert f"{made}:202: CA0611 warning" in done.out
    assert "no phone, text number, textphone, chat or address" in " ".join(done.out.split())
    assert "299 new contacts taken over into services.sqlite." in done.err
    assert "1 record left out." in done.err
    assert (folder / "contacts.yaml").read_text(encoding="utf-8") == OURS
    first = tuple(Services(str(folder)).every())
    assert len(first) == 299
    assert all(contact.sources and contact.layer == "imported" for contact in first)
    out = tmp_path / "out.json"
    assert export("--format", "hsds", "--own", "--output", str(out)).code == 0
    (folder / "services.sqlite").unlink()
    assert bring(str(out)).code == 0
    assert tuple(Services(str(folder)).every()) == first


def test_another_large_file_keeps_what_was_imported_before(
    bring: Run, made: Path, folder: Path, tmp_path: Path
) -> None:
    bring(str(made))
    more = bring(file(tmp_path, "more.json", [service(number) for number in range(210)]))
    assert "210 new contacts taken over into services.sqlite." in more.err
    assert "299 contacts of earlier imports kept." in more.err
    again = bring(str(made))
    assert "299 contacts of an earlier import replaced there." in again.err
    assert len(tuple(Services(str(folder)).every())) == 509


def test_one_service_of_the_index_is_changed_in_the_index(bring: Run, folder: Path, tmp_path: Path) -> None:
    bring(file(tmp_path, "many.json", [service(number) for number in range(210)]))
    one = bring(file(tmp_path, "one.json", [service(7, phones=[{"number": "020 7946 0999"}])]))
    assert "1 contact of an earlier import replaced there." in one.err
    numbers = [contact.phone for contact in Services(str(folder)).every()]
    assert len(numbers) == 210
    assert "020 7946 0999" in numbers
    assert "020 7946 0007" not in numbers
    assert (folder / "contacts.yaml").read_text(encoding="utf-8") == OURS


BROKEN = [
    ("page.json", "<!DOCTYPE html>\n<html></html>", 1, "This is a web page (HTML), not JSON: <!DOCTYPE html>"),
    ("half.json", '[{"name": "Example",\n "phones": [', 2, "not JSON"),
    ("words.json", "not json at all", 1, "This is not JSON: not json at all"),
    ("table.csv", "<html>", 1, "This is a web page (HTML), not a table."),
    ("table.csv", "name,fone\n", 1, "'fone' in the first line is not a field of a contact. Did you mean 'phone'?"),
    ("data.csv", '{"name": 1}', 1, "This is JSON, not a table."),
]


@pytest.mark.parametrize(("name", "text", "line", "said"), BROKEN)
def test_what_is_no_list_of_contacts_is_refused_with_its_line(
    bring: Run, folder: Path, tmp_path: Path, name: str, text: str, line: int, said: str
) -> None:
    before = everything(folder)
    done = bring(file(tmp_path, name, text))
    assert done.code == 1
    assert f"{tmp_path / name}, line {line}: " in done.err
    assert said in done.err
    assert "nothing was changed" in done.err
    assert everything(folder) == before


@pytest.mark.parametrize("count", [5, 400])
def test_a_file_that_breaks_off_changes_nothing(bring: Run, folder: Path, tmp_path: Path, count: int) -> None:
    bring(file(tmp_path, "first.json", [service(number) for number in range(210)]))
    before = everything(folder)
    text = json.dumps([service(number) for number in range(count)])[:-20]
    done = bring(file(tmp_path, "half.json", text))
    assert done.code == 1
    assert "half.json, line 1: From here on this is not JSON" in done.err
    assert everything(folder) == before


def test_an_index_that_cannot_be_read_is_not_written_over(bring: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "services.sqlite").write_bytes(b"not a database at all" * 50)
    before = everything(folder)
    done = bring(file(tmp_path, "made.json", [service(number) for number in range(210)]))
    assert done.code == 1
    assert "services.sqlite is not an index of services." in done.err
    assert everything(folder) == before


def test_a_file_of_contacts_with_mistakes_is_not_written_over(bring: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "contacts.yaml").write_text(f"{OURS}  - id: [\n", encoding="utf-8")
    before = everything(folder)
    for count in (1, 210):
        done = bring(file(tmp_path, "made.json", [service(number) for number in range(count)]))
        assert done.code == 1
        assert "has mistakes in it" in done.err
        assert everything(folder) == before


def test_a_spreadsheet_comes_in_and_what_it_damaged_is_named(bring: Run, folder: Path, tmp_path: Path) -> None:
    text = (
        "name;phone;hours;kind\n"
        "Example one;020 7946 0101;Mo-Fr 09:00-17:00;local\n"
        "Example two;8,08E+09;;local\n"
        "Example three;2079460102;;local\n"
        "Example four;'+44 20 7946 0103;'24/7;professional\n"
        "Example five;020 7946 0104;whenever;local\n"
    )
    done = bring(file(tmp_path, "table.csv", text))
    assert done.code == 1
    said = " ".join(done.out.split())
    assert "table.csv:3: CA0611 warning 'Example two' is left out. '8,08E+09' in 'phone' has been turned" in said
    assert "set the whole column to 'text'" in said
    assert "table.csv:4: CA0611 warning 'Example three' is left out. '2079460102' in 'phone' has lost its" in said
    assert "table.csv:6: CA0611" in said
    assert "'whenever'" in said
    assert "2 new contacts taken over into contacts.yaml." in done.err
    assert "3 records left out." in done.err
    written = (folder / "contacts.yaml").read_text(encoding="utf-8")
    assert '"+44 20 7946 0103"' in written
    assert "Imported from table.csv, line 2" in written


def test_the_first_hundred_findings_are_shown(bring: Run, tmp_path: Path) -> None:
    rows = "".join(f"Example {number},none\n" for number in range(150))
    done = bring(file(tmp_path, "table.csv", f"name,phone\n{rows}"))
    assert done.out.count("CA0611") == 100
    assert "50 more findings are not shown." in done.err
    assert "150 records left out." in done.err


def test_a_contact_that_came_with_the_program_keeps_its_number(
    bring: Run, export: Run, folder: Path, tmp_path: Path
) -> None:
    rows = list(csv.reader(io.StringIO(export("--format", "csv", "--country", "GB").out.removeprefix("\ufeff"))))
    place = {name: rows[0].index(name) for name in ("id", "phone", "note")}
    emergency = next(row for row in rows if row[place["id"]].startswith("gb-emergency"))
    crisis = next(row for row in rows if row[place["id"]].startswith("gb-crisis"))
    before = everything(folder)
    assert bring(file(tmp_path, "same.csv", _table(rows))).code == 0
    assert everything(folder) == before
    emergency[place["phone"]] = "020 7946 0199"
    crisis[place["note"]] = "Say that you were referred by us."
    done = bring(file(tmp_path, "other.csv", _table(rows)))
    assert done.code == 1
    assert f"contacts edit {emergency[place['id']]}" in " ".join(done.out.split())
    text = (folder / "contacts.yaml").read_text(encoding="utf-8")
    assert "020 7946 0199" not in text
    assert "Say that you were referred by us." in text


def test_an_emergency_number_is_never_imported(bring: Run, folder: Path, tmp_path: Path) -> None:
    done = bring(file(tmp_path, "table.csv", "name,phone,kind\nExample emergency,020 7946 0198,emergency\n"))
    assert done.code == 1
    assert "Emergency numbers are not imported" in " ".join(done.out.split())
    assert (folder / "contacts.yaml").read_text(encoding="utf-8") == OURS


def test_a_later_check_of_the_organisation_stays(bring: Run, folder: Path, tmp_path: Path) -> None:
    text = "id,name,phone,kind,verified_on\nharbour-oncall,On-call lead,020 7946 0197,shift-lead,2026-01-01\n"
    done = bring(file(tmp_path, "table.csv", text))
    assert done.code == 1
    assert "checked it later (2026-11-02)" in " ".join(done.out.split())
    assert (folder / "contacts.yaml").read_text(encoding="utf-8") == OURS


def test_a_contact_that_stands_twice_in_a_file_is_taken_over_once(bring: Run, folder: Path, tmp_path: Path) -> None:
    done = bring(file(tmp_path, "made.json", [service(1), service(1)]))
    assert done.code == 1
    assert "twice" in done.out
    assert (folder / "contacts.yaml").read_text(encoding="utf-8").count("020 7946 0001") == 1


def test_helplines_are_found_out_by_themselves(bring: Run, folder: Path, tmp_path: Path) -> None:
    def record(name: str, number: str) -> dict[str, Any]:
        way = {"method": "phone", "number": number, "languages": ["en"], "hours": "24/7", "free": True}
        return {"id": name, "name": "Example line", "category": "youth", "contacts": [way], "verified_at": "2026-06-02"}

    data = {"country": "GB", "records": [record("gb-one", "+442079460123"), record("gb-two", "+44116123")]}
    done = bring(file(tmp_path, "helplines.json", data))
    assert done.code == 1
    assert "+44116123 is a short code (116123)" in " ".join(done.out.split())
    text = (folder / "contacts.yaml").read_text(encoding="utf-8")
    assert '"+442079460123"' in text
    assert "open-helplines (CC0)" in text
    assert "oh-gb-two" not in text


def test_a_card_for_the_address_book(export: Run) -> None:
    done = export("--format", "vcard", "--own")
    assert done.code == 0
    assert "TEL;VALUE=text;TYPE=voice:020 7946 0000" in done.out
    assert "VERSION:3.0" in export("--format", "vcard3", "--own").out


def test_an_export_needs_a_country_or_an_organisation(crisisaid: Run) -> None:
    done = crisisaid("contacts", "export", "--format", "csv")
    assert done.code == 2
    assert "Which country's contacts?" in done.err
    assert crisisaid("contacts", "export", "--format", "csv", "--country", "nowhere").code == 2
    assert crisisaid("contacts", "export", "--format", "xml", "--country", "GB").code == 2
    assert crisisaid("contacts", "export", "--format", "csv", "--country", "AD").out.count("ad-emergency") > 2


def test_an_import_needs_a_folder_and_a_file(crisisaid: Run, bring: Run, tmp_path: Path) -> None:
    good = file(tmp_path, "made.json", [service(1)])
    done = crisisaid("contacts", "import", good)
    assert done.code == 1
    assert "crisisaid contacts setup" in done.err
    assert crisisaid("contacts", "import", good, "--organisation", str(tmp_path / "none")).code == 1
    assert bring(str(tmp_path / "none.json")).code == 1
    assert bring(good, "--from", "xml").code == 2


def test_an_export_that_cannot_be_written_leaves_what_was_there(export: Run, tmp_path: Path) -> None:
    done = export("--format", "csv", "--output", str(tmp_path))
    assert done.code == 1
    assert "not an ordinary file" in done.err


def test_the_index_is_a_database_that_others_can_open(bring: Run, made: Path, folder: Path) -> None:
    bring(str(made))
    connection = sqlite3.connect(folder / "services.sqlite")
    try:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (299,)
    finally:
        connection.close()


def _table(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
