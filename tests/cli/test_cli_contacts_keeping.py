"""`contacts setup`, `add`, `edit`, `remove` as a coordinator's script would call them: nothing is half-written."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from crisisaid import entry
from crisisaid.app.contacts.keeping_file import replace_file
from crisisaid.app.workbench import today
from crisisaid.errors import FileRefused

from .conftest import Done

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Done]

BY_HAND = """\
# Kept by the coordinator. \U0001f600
format: crisisaid/contacts/v1
country: GB          # for all
timezone: Europe/London
contacts:
    # Our own
    -   id: example-lead
        name: 'Shift lead'
        kind: shift-lead   # on call
        phone: "020 7946 0101"
        note: |
            Ask for: the lead
            # not the office

    -   {id: example-odd, name: Odd, kind: local, phone: "020 7946 0102"}
    -   id: gb-crisis-samaritans
        verified_on: "2026-11-02"
        verified_how: website
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "own"
    place.mkdir()
    return place


@pytest.fixture
def kept(folder: Path) -> Path:
    path = folder / "contacts.yaml"
    path.write_bytes(BY_HAND.encode())
    return path


@pytest.fixture
def contacts(crisisaid: Run, folder: Path) -> Run:
    def run(command: str, *arguments: str, **more: str) -> Done:
        return crisisaid("contacts", command, *arguments, "--organisation", str(folder), **more)

    return run


@pytest.fixture
def within(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same without a process of its own, for long tables of what is refused."""
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(name, str(folder.parent / "home"))

    def run(command: str, *arguments: str, **_: str) -> Done:
        capsys.readouterr()
        code = entry.run(["contacts", command, *arguments, "--organisation", str(folder)])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


def sets(**fields: str) -> list[str]:
    return [word for name, value in fields.items() for word in ("--set", f"{name}={value}")]


TEAM = sets(name="Example crisis team", kind="crisis-team", phone="020 7946 0103")


def test_adding_appends_a_block_and_keeps_the_old_file(contacts: Run, kept: Path) -> None:
    done = contacts("add", *TEAM, *sets(hours="Mo-Su 18:00-02:00", note='Say: "we" # you\'re \U0001f642'), "--yes")
    assert done.code == 0, done.said
    block = """\
    -   id: gb-crisis-samaritans
        verified_on: "2026-11-02"
        verified_how: website
    - id: example-crisis-team
      name: Example crisis team
      kind: crisis-team
      phone: "020 7946 0103"
      hours: "Mo-Su 18:00-02:00"
      note: "Say: \\"we\\" # you're \U0001f642"
"""
    assert kept.read_bytes().decode() == BY_HAND[: BY_HAND.index("    -   id: gb-crisis")] + block
    assert kept.with_name("contacts.yaml.previous").read_bytes() == BY_HAND.encode()
    assert "Monday     18:00 to 02:00 (Tuesday)" in done.err
    assert "+     phone:" not in done.out
    assert '+       phone: "020 7946 0103"' in done.out


def test_what_was_added_is_in_the_directory(contacts: Run) -> None:
    assert contacts("add", *TEAM, *sets(country="United Kingdom"), "--yes").code == 0
    shown = contacts("show", "example-crisis-team")
    assert "020 7946 0103" in shown.out


def test_an_edit_leaves_all_other_lines(contacts: Run, kept: Path) -> None:
    done = contacts("edit", "example-lead", *sets(phone="020 7946 0111", languages="English, pt-BR"), "--yes")
    assert done.code == 0, done.said
    wanted = BY_HAND.replace("020 7946 0101", "020 7946 0111").replace(
        '0111"\n', '0111"\n        languages: [en, pt-BR]\n'
    )
    assert kept.read_text(encoding="utf-8") == wanted
    assert done.out.splitlines() == [
        '-         phone: "020 7946 0101"',
        '+         phone: "020 7946 0111"',
        "+         languages: [en, pt-BR]",
    ]


def test_a_check_is_written_down_in_one_go(contacts: Run, kept: Path) -> None:
    done = contacts("edit", "example-lead", "--checked", "today", "--how", "operator", "--by", "coordinator", "--yes")
    assert done.code == 0, done.said
    assert f'        verified_on: "{today()}"\n        verified_by: coordinator\n' in kept.read_text(encoding="utf-8")
    assert contacts("edit", "example-lead", "--checked", "today", "--yes").code == 2
    assert contacts("edit", "example-lead", "--checked", "2999-01-01", "--how", "website", "--yes").code != 0


def test_a_built_in_contact_is_changed_by_an_entry_with_only_those_fields(contacts: Run, folder: Path) -> None:
    path = folder / "contacts.yaml"
    assert contacts("edit", "gb-crisis-samaritans", *sets(note="Ask for us."), "--clear", "web", "--yes").code == 0
    entry = "contacts:\n  - id: gb-crisis-samaritans\n    note: Ask for us.\n    clear: [web]\n"
    assert path.read_text(encoding="utf-8").endswith(entry)
    shown = contacts("show", "gb-crisis-samaritans")
    assert "Ask for us." in shown.out
    assert "samaritans.org" not in shown.out
    assert contacts("edit", "gb-crisis-samaritans", "--clear", "note", "--clear", "clear", "--yes").code == 0
    assert path.read_text(encoding="utf-8").endswith("contacts: []\n")
    assert "samaritans.org" in contacts("show", "gb-crisis-samaritans").out


def test_an_own_contact_is_taken_out_and_a_built_in_one_is_hidden(contacts: Run, kept: Path) -> None:
    assert contacts("remove", "example-lead", "--yes").code == 0
    text = kept.read_text(encoding="utf-8")
    assert text == BY_HAND[: BY_HAND.index("    # Our own")] + BY_HAND[BY_HAND.index("    -   {id") :]
    refused = contacts("remove", "gb-crisis-samaritans", "--yes")
    assert refused.code == 2
    assert "--reason" in refused.err
    assert kept.read_text(encoding="utf-8") == text
    assert contacts("remove", "gb-crisis-samaritans", "--reason", "We use our own.", "--yes").code == 0
    assert kept.read_text(encoding="utf-8") == text + "        hide: true\n        reason: We use our own.\n"
    again = contacts("remove", "gb-crisis-samaritans", "--reason", "x", "--yes")
    assert again.code == 2
    assert "hidden already" in again.err


def test_the_last_emergency_number_stays(within: Run, folder: Path) -> None:
    ids = [
        row.split("[")[1][:-1]
        for row in within("list", "--country", "FR", "--kind", "emergency").out.splitlines()
        if "[" in row
    ]
    codes = [within("remove", one, "--reason", "Example", "--yes").code for one in ids]
    assert 1 in codes
    text = (folder / "contacts.yaml").read_text(encoding="utf-8")
    assert text.count("hide: true") == codes.count(0) < len(ids)


def test_one_that_others_fall_back_on_is_not_removed(contacts: Run, kept: Path) -> None:
    assert contacts("add", *TEAM, *sets(fallback="example-lead"), "--yes").code == 0
    before = kept.read_bytes()
    refused = contacts("remove", "example-lead", "--yes")
    assert refused.code == 1
    assert "'example-crisis-team' falls back on it" in refused.err
    assert kept.read_bytes() == before


def test_a_site_has_a_file_of_its_own(contacts: Run, kept: Path, folder: Path) -> None:
    assert contacts("edit", "example-lead", *sets(phone="020 7946 0120"), "--site", "north", "--yes").code == 0
    site = folder / "sites" / "north.yaml"
    assert site.read_text(encoding="utf-8").endswith('contacts:\n  - id: example-lead\n    phone: "020 7946 0120"\n')
    assert kept.read_bytes() == BY_HAND.encode()
    assert "020 7946 0120" in contacts("show", "example-lead", "--site", "north").out
    refused = contacts("remove", "example-lead", "--yes")
    assert refused.code == 1
    assert "the site north changes it" in refused.err
    assert contacts("add", *TEAM, "--site", "../up", "--yes").code == 2
    assert contacts("add", *TEAM, "--site", "North", "--yes").code == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"phone": "call us"}, "Use digits"),
        ({"phone": "020 7946 0103", "hours": "weekdays 9am to 5pm"}, 'Write: hours: "Mo-Fr 09:00-17:00"'),
        ({"phone": "020 7946 0103", "timezone": "London"}, "Europe/London"),
        ({"phone": "020 7946 0103", "fallback": "nobody"}, "falls back on 'nobody'"),
        ({"phone": "020 7946 0103", "fallback": "example-crisis-team"}, "circle"),
        ({"phone": "020 7946 0103", "note": "a\u202eb"}, "U+202E"),
        ({"phone": "020 7946 0103", "note": "a\x1b[2Jb"}, "U+001B"),
        ({"phone": "020 7946 0103", "note": "a\nb"}, "U+000A"),
        ({"phone": "020 7946 0103", "note": "x" * 401}, "400"),
        ({"phone": "020 7946 0103", "country": "Norwy"}, "Norway"),
        ({"phone": "020 7946 0103", "kind": "boss"}, "must be one of"),
        ({"phone": "020 7946 0103", "min_age": "60", "max_age": "18"}, "60"),
        ({"phone": "020 7946 0103", "id": "example-lead"}, "is there already"),
        ({"phone": "020 7946 0103", "phon": "1"}, "Did you mean 'phone'"),
        ({}, "phone, sms"),
    ],
)
def test_what_cannot_be_right_is_refused_before_anything_is_written(
    within: Run, kept: Path, fields: dict[str, str], said: str
) -> None:
    given = {"name": "Example crisis team", "kind": "crisis-team"} | fields
    done = within("add", *sets(**given), "--yes")
    assert done.code in (1, 2)
    assert said in done.err
    assert kept.read_bytes() == BY_HAND.encode()
    assert os.listdir(kept.parent) == ["contacts.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"020 7946 0101"', "0800", 'phone: "0800"'),
        ('"020 7946 0101"', "112", 'phone: "112"'),
        ("    # Our own", "\t# Our own\n\t-   id: x", "tab"),
        ("example-odd", "example-lead", "two entries"),
        ("'Shift lead'", "Shift: lead: x", "second ': '"),
        ("country: GB  ", "country: GBR  ", "two capital letters"),
        ("kind: shift-lead", "kind: boss", "must be one of"),
        ("Kept by", "Kept \u202eby", "U+202E"),
        ("        name:", "        nmae:", "Did you mean 'name:'"),
        ("format: crisisaid/contacts/v1", "<html><body>", ""),
    ],
)
def test_a_file_with_mistakes_is_not_touched(within: Run, kept: Path, old: str, new: str, said: str) -> None:
    kept.write_text(BY_HAND.replace(old, new, 1), encoding="utf-8")
    before = kept.read_bytes()
    assert before != BY_HAND.encode()
    for command in (
        ("add", *TEAM),
        ("edit", "gb-crisis-samaritans", *sets(note="x")),
        ("remove", "gb-crisis-samaritans", "--reason", "x"),
    ):
        done = within(*command, "--yes")
        assert done.code == 1, done.said
        assert said in done.err
        assert f"{kept}" in done.err
        assert kept.read_bytes() == before
        assert os.listdir(kept.parent) == ["contacts.yaml"]


def test_an_edit_may_mend_the_only_mistake(contacts: Run, kept: Path) -> None:
    kept.write_text(BY_HAND.replace('"020 7946 0101"', "0800"), encoding="utf-8")
    assert contacts("edit", "example-lead", *sets(phone="0800"), "--yes").code == 0
    assert kept.read_text(encoding="utf-8") == BY_HAND.replace('"020 7946 0101"', '"0800"')


def test_norway_is_a_country_and_gets_its_quotes(contacts: Run, folder: Path) -> None:
    assert contacts("add", *TEAM, *sets(country="Norway"), "--yes").code == 0
    assert '    country: "NO"\n' in (folder / "contacts.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_stay_as_they_are(within: Run, kept: Path, end: str, *, last: bool) -> None:
    whole = (BY_HAND if last else BY_HAND.rstrip("\n")).replace("\n", end).encode()
    kept.write_bytes(whole)
    assert within("add", *TEAM, "--yes").code == 0
    after = kept.read_bytes()
    assert after.startswith(whole)
    assert after.endswith(b"\n") is last
    assert (after.count(b"\r\n") == after.count(b"\n")) is (end == "\r\n")
    assert within("remove", "example-crisis-team", "--yes").code == 0
    assert kept.read_bytes() == whole


def test_an_entry_in_brackets_is_left_to_a_text_editor(contacts: Run, kept: Path) -> None:
    done = contacts("edit", "example-odd", *sets(note="x"), "--yes")
    assert done.code == 1
    assert "contacts.yaml, line 15: this is laid out in a way" in done.err
    assert "text editor" in done.err
    assert kept.read_bytes() == BY_HAND.encode()


def test_fifty_megabytes_are_refused_at_once(contacts: Run, kept: Path) -> None:
    with kept.open("wb") as file:
        file.write(b"#\n" * 25_000_000)
    for command in (("add", *TEAM), ("setup", "--set", "country=GB")):
        done = contacts(*command, "--yes")
        assert done.code == 1
        assert "larger than" in done.err
    assert kept.stat().st_size == 50_000_000


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_keeps_its_files(contacts: Run, kept: Path) -> None:
    kept.parent.chmod(0o500)
    try:
        done = contacts("add", *TEAM, "--yes")
    finally:
        kept.parent.chmod(0o700)
    assert done.code == 1
    assert kept.read_bytes() == BY_HAND.encode()


def test_a_place_for_the_old_file_is_needed_before_the_new_one_is_written(contacts: Run, kept: Path) -> None:
    kept.with_name("contacts.yaml.previous").mkdir()
    done = contacts("add", *TEAM, "--yes")
    assert done.code == 1
    assert "contacts.yaml.previous is a folder" in done.err
    assert kept.read_bytes() == BY_HAND.encode()
    assert sorted(os.listdir(kept.parent)) == ["contacts.yaml", "contacts.yaml.previous"]


def test_a_full_disk_leaves_the_old_file(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("crisisaid.store.output.os.fsync", full)
    with pytest.raises(FileRefused, match="could not be written"):
        replace_file(str(kept), BY_HAND.encode(), b"new")
    assert os.listdir(kept.parent) == ["contacts.yaml"]
    assert kept.read_bytes() == BY_HAND.encode()


def test_a_link_is_not_written_through(contacts: Run, folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(BY_HAND, encoding="utf-8")
    (folder / "contacts.yaml").symlink_to(elsewhere)
    done = contacts("add", *TEAM, "--yes")
    assert done.code == 1
    assert "link" in done.err
    assert elsewhere.read_text(encoding="utf-8") == BY_HAND


def test_without_a_yes_and_without_a_keyboard_nothing_is_written(contacts: Run, kept: Path) -> None:
    for arguments in (("add", *TEAM), ("add",), ("edit", "example-lead"), ("setup",), ("setup", "--set", "country=GB")):
        done = contacts(*arguments)
        assert done.code == 4
        assert "Nothing was written." in done.err
        assert os.listdir(kept.parent) == ["contacts.yaml"]
    assert kept.read_bytes() == BY_HAND.encode()


def test_adding_without_a_folder_leads_to_setup(crisisaid: Run, tmp_path: Path) -> None:
    done = crisisaid("contacts", "add", *TEAM, "--yes")
    assert done.code == 1
    assert "contacts setup" in done.err
    named = tmp_path / "new" / "folder"
    done = crisisaid("contacts", "add", *TEAM, *sets(country="GB"), "--organisation", str(named), "--yes")
    assert done.code == 0
    assert os.listdir(named) == ["contacts.yaml"]
    assert crisisaid("contacts", "edit", "x", "--organisation", str(tmp_path / "gone"), "--yes").code == 1


def test_setup_writes_files_that_every_part_can_use(crisisaid: Run, tmp_path: Path) -> None:
    done = crisisaid(
        *("contacts", "setup", "--yes"),
        *sets(country="gb", timezone="Europe/London", name="Example: Night Line", languages="English, cy"),
        *sets(channels="phone, text chat", shift_lead="020 7946 0101", crisis_team="020 7946 0103"),
        *sets(retention_days="30", shared_machine="no", ring_minutes="3", when_nobody="shift_lead=crisis_team"),
    )
    assert done.code == 0, done.said
    own = tmp_path / "config" / "crisisaid" / "organisation"
    policy = (own / "policy.yaml").read_text(encoding="utf-8")
    for line in (
        "country: GB", "timezone: Europe/London", 'name: "Example: Night Line"', "languages: [en, cy]",
        "channels: [phone, text_chat]", "retention_days: 30", "shared_machine: false", "ring_minutes: 3",
        "roles: [crisis_team, shift_lead]", "when_nobody: {shift_lead: crisis_team}",
        "# reporting_to: the safeguarding lead",
    ):  # fmt: skip
        assert f"\n{line}\n" in policy
    assert "crisisaid contacts check" in done.err
    shown = crisisaid("contacts", "list", "--own")
    assert "020 7946 0101" in shown.out
    assert "020 7946 0103" in shown.out
    assert " 0 findings" not in shown.err
    assert "findings in your files" not in shown.err


def test_setup_again_changes_only_what_is_said(contacts: Run, folder: Path) -> None:
    assert contacts("setup", *sets(country="GB", shift_lead="020 7946 0101"), "--yes").code == 0
    policy, listed = folder / "policy.yaml", folder / "contacts.yaml"
    policy.write_text(policy.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    before = policy.read_text(encoding="utf-8")
    assert (
        contacts("setup", *sets(ring_minutes="5", shift_lead="020 7946 0102"), "--clear", "country", "--yes").code == 0
    )
    wanted = before.replace("# ring_minutes: 3\n", "# ring_minutes: 3\nring_minutes: 5\n").replace(
        "\ncountry: GB\n", "\n"
    )
    assert policy.read_text(encoding="utf-8") == wanted
    assert policy.with_name("policy.yaml.previous").read_text(encoding="utf-8") == before
    assert '    phone: "020 7946 0102"\n' in listed.read_text(encoding="utf-8")
    same = contacts("setup", *sets(ring_minutes="5"), "--yes")
    assert same.code == 0
    assert "already" in same.err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ring_minutes=31", "30 is the most"),
        ("retention_days=many", "Type a number"),
        ("timezone=London", "Europe/London"),
        ("roles=boss", "must be one of"),
        ("channels=letters", "must be one of"),
        ("country=Narnia", "not a country"),
        ("when_nobody=shift_lead", "shift_lead=safeguarding_lead"),
        ("when_nobody=shift_lead=own-lead", "is no role and no contact"),
        ("when_nobody=shift_lead=shift_lead", "cannot stand in for itself"),
        ("shift_lead=the lead", "Use digits"),
        ("shared_machine=perhaps", "yes or no"),
        ("retention=3", "retention_days"),
    ],
)
def test_a_setting_that_cannot_be_used_writes_nothing(within: Run, folder: Path, word: str, said: str) -> None:
    done = within("setup", "--set", word, "--yes")
    assert done.code == 2
    assert said in done.err
    assert os.listdir(folder) == []


def test_setup_does_not_touch_files_with_mistakes(contacts: Run, folder: Path) -> None:
    (folder / "policy.yaml").write_text("format: crisisaid/policy/v1\ncountry: United Kingdom\n", encoding="utf-8")
    done = contacts("setup", *sets(ring_minutes="3"), "--yes")
    assert done.code == 1
    assert "policy.yaml:2" in done.err
    assert os.listdir(folder) == ["policy.yaml"]
