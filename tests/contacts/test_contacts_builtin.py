"""The built-in directory's own tests: what every record must be, and that no organisation can lose its last number."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import TZPATH, available_timezones

import pytest
import yaml
from contacts_listed import FOLDER, Directory
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crisisaid.app.contacts.sheet_content import sheet_of
from crisisaid.app.desk import Desk
from crisisaid.card import card_text
from crisisaid.card_numbers import DATA_DATE, NUMBERS
from crisisaid.contacts.checks.superseded import Finder, superseded
from crisisaid.contacts.directory import parse_country
from crisisaid.contacts.hours.text import read_hours
from crisisaid.contacts.kinds import COMMAND_LINE, EMERGENCY, HELP_LINES, ORGANISATION, SITE
from crisisaid.contacts.ladder import ladder
from crisisaid.contacts.layers import lay_over, merge
from crisisaid.contacts.merging import Overlay
from crisisaid.contacts.roles import NO_EMERGENCY_NUMBER, ROLES
from crisisaid.formats.sheet_text import sheet_text
from crisisaid.model.contact import Contact
from crisisaid.model.need import Need

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Entry = dict[str, Any]

GIVEN = Path(__file__).with_name("ids_given.txt")
"""Every id that was ever given, with the name it was given to: an organisation's files go by these ids."""


NO_ONE_ZONE = {
    "cy-crisis-cyprus-samaritans",
    "de-crisis-weisser-ring-victim-helpline",
    "my-crisis-talian-heal-15555",
    "pt-crisis-sos-voz-amiga",
    "ua-crisis-2345",
    "ua-crisis-national-psychological-association-h",
}
"""Their hours name no time zone, for their countries have several: whether they are open now is not known."""

DIALLED = re.compile(r"[0-9*#+]([0-9 ()*#-]*[0-9*#])?|\([0-9]+\)[0-9 -]*[0-9]")
TEXTED = re.compile(r"([A-Z]+ to )?[0-9+][0-9 ()-]*")
CHAT = re.compile(r"https://[!-~]+|WhatsApp [+]?[0-9][0-9 -]*[0-9]")


# What is wrong with a record.


def faults(contact: Contact, code: str) -> set[str]:
    """What is wrong with a record in the file of a country, in a word each."""
    zone_missing = not contact.timezone and contact.hours not in ("", "24/7") and contact.id not in NO_ONE_ZONE
    wrong = {
        "source": not contact.sources or not all(isinstance(one, str) and one.strip() for one in contact.sources),
        "kind": contact.kind not in (EMERGENCY, *HELP_LINES),
        "country": contact.country != code,
        "id": not contact.id.startswith(f"{code.lower()}-{contact.kind}-"),
        "phone": not isinstance(contact.phone, str) or bool(contact.phone and not DIALLED.fullmatch(contact.phone)),
        "sms": not isinstance(contact.sms, str) or bool(contact.sms and not TEXTED.fullmatch(contact.sms)),
        "way": not (contact.phone or contact.sms or contact.chat),
        "web": bool(contact.web) and not contact.web.startswith(("https://", "http://")),
        "chat": bool(contact.chat) and not CHAT.fullmatch(contact.chat),
        "hours": bool(contact.hours) and bool(read_hours(contact.hours)[1]),
        "zone": zone_missing or bool(contact.timezone and contact.timezone not in available_timezones()),
        "confidence": contact.confidence not in ("high", "medium", "low"),
        "checked": bool(contact.verified_on or contact.verified_how or contact.verified_by),
        "status": contact.status != "active",
        "seen": bool(contact.last_seen) and contact.last_seen > DATA_DATE,
    }
    return {word for word, is_wrong in wrong.items() if is_wrong}


def twice(contacts: Iterable[Contact]) -> set[str]:
    """Ids that two records have."""
    return {name for name, often in Counter(contact.id for contact in contacts).items() if often > 1}


def old_numbers(contacts: Sequence[Contact]) -> set[str]:
    """Numbers that are listed as replaced and still stand as somebody's own in the same country."""
    replaced = {(one.country, digits(old)) for one in contacts for old in one.replaces}
    own = {(one.country, digits(number)) for one in contacts for number in (one.phone, one.sms) if number}
    return {number for country, number in replaced & own if number}


def digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


def given_again(contacts: Iterable[Contact], given: dict[str, str]) -> set[str]:
    """Ids that were given to another name before, or that nobody wrote down as given."""
    return {one.id for one in contacts if given.get(one.id) != one.name}


@pytest.fixture(scope="module")
def everything(directory: Directory) -> tuple[Contact, ...]:
    return tuple(contact for code in directory.codes for contact in directory(code))


def test_every_record_is_whole(directory: Directory) -> None:
    found = {one.id: faults(one, code) for code in directory.codes for one in directory(code)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(found) > 800


GOOD = Contact(
    "gb-crisis-example",
    "Example line",
    "crisis",
    "GB",
    phone="020 7946 0000",
    hours="Mo-Fr 09:00-17:00",
    timezone="Europe/London",
    sources=("Example list (2026-01-01)",),
    confidence="medium",
)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"sources": ()}, "source"),
        ({"sources": (" ",)}, "source"),
        ({"kind": "helpline", "id": "gb-helpline-example"}, "kind"),
        ({"country": "FR"}, "country"),
        ({"id": "fr-crisis-example"}, "id"),
        ({"phone": 999}, "phone"),
        ({"phone": "0800 EXAMPLE"}, "phone"),
        ({"phone": "020 7946 0000 "}, "phone"),
        ({"sms": "help to 555-0100"}, "sms"),
        ({"phone": ""}, "way"),
        ({"web": "example.org"}, "web"),
        ({"chat": "http://example.org"}, "chat"),
        ({"chat": "WhatsApp"}, "chat"),
        ({"hours": "weekdays"}, "hours"),
        ({"hours": "Mo-Fr 25:00-26:00"}, "hours"),
        ({"timezone": ""}, "zone"),
        ({"timezone": "Europe/Londonn"}, "zone"),
        ({"confidence": ""}, "confidence"),
        ({"verified_on": "2026-11-02"}, "checked"),
        ({"status": "retired"}, "status"),
        ({"last_seen": "2026-12"}, "seen"),
    ],
)
def test_a_record_that_is_wrong_is_found(change: Entry, word: str) -> None:
    assert faults(GOOD, "GB") == set()
    assert faults(GOOD.but(**change), "GB") == {word}


def test_those_without_one_zone_are_the_ones_we_know(everything: tuple[Contact, ...]) -> None:
    without = {one.id for one in everything if one.hours not in ("", "24/7") and not one.timezone}
    assert without == NO_ONE_ZONE


def test_hours_get_the_zone_of_a_country_that_has_one(build_directory: Any) -> None:
    record = {
        "id": "gb-crisis-example",
        "country": "GB",
        "kind": "crisis",
        "name": "Example",
        "hours": "Mo 09:00-10:00",
    }
    assert [build_directory.only_zone(code) for code in ("GB", "FR", "PT", "UA", "XK")] == [
        "Europe/London",
        "Europe/Paris",
        "",
        "",
        "",
    ]
    assert build_directory.completed(record) == {**record, "timezone": "Europe/London"}
    for change in ({"country": "PT"}, {"hours": "24/7"}, {"timezone": "Europe/Dublin"}):
        assert build_directory.completed({**record, **change}) == {**record, **change}
    del record["hours"]
    assert build_directory.completed(record) == record


def test_a_zone_is_one_of_its_country(everything: tuple[Contact, ...]) -> None:
    table = next((path for folder in TZPATH if (path := Path(folder) / "zone.tab").exists()), None)
    if table is None:
        pytest.skip("this system has no zone.tab")
    rows = [row.split("\t") for row in table.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    known = {(row[0], row[2]) for row in rows}
    stated = {(one.country, one.timezone) for one in everything if one.timezone}
    assert len(stated) > 10
    assert stated <= known
    assert ("GB", "Europe/Paris") not in known


def test_a_file_has_the_country_of_its_name(directory: Directory) -> None:
    named = re.compile(r'(?m)^country: "([A-Z]{2})"$')
    heads = {code: named.findall((FOLDER / f"{code}.yaml").read_text(encoding="utf-8")) for code in directory.codes}
    assert heads == {code: [code] for code in directory.codes}
    assert set(directory.codes) <= set(NUMBERS)


def test_a_number_that_is_no_text_is_not_read(directory: Directory) -> None:
    text = (FOLDER / "GB.yaml").read_text(encoding="utf-8")
    assert parse_country(text.encode(), "GB.yaml") == (directory("GB"), ())
    contacts, findings = parse_country(text.replace('phone: "999"', "phone: 999").encode(), "GB.yaml")
    assert findings
    assert all(isinstance(one.phone, str) for one in contacts)


def test_ids_are_given_once_and_never_again(everything: tuple[Contact, ...]) -> None:
    lines = GIVEN.read_text(encoding="utf-8").splitlines()
    given = dict(line.split("\t") for line in lines)
    assert len(given) == len(lines)
    assert twice(everything) == set()
    assert given_again(everything, given) == set(), f"write new ids down at the end of {GIVEN.name}; never change one"


def test_an_id_that_is_given_again_is_found(everything: tuple[Contact, ...]) -> None:
    first, second, *_ = everything
    assert twice((*everything, first.but(name="Another line"))) == {first.id}
    assert given_again((first.but(name="Another line"),), {first.id: first.name}) == {first.id}
    assert given_again((second,), {first.id: first.name}) == {second.id}


def test_no_superseded_number_is_anybodys(everything: tuple[Contact, ...]) -> None:
    assert old_numbers(everything) == set()
    assert sum(bool(one.replaces) for one in everything) > 10


def test_a_superseded_number_that_came_back_is_found(everything: tuple[Contact, ...]) -> None:
    old = next(one for one in everything if one.replaces)
    for number in (old.replaces[0], old.replaces[0].replace(" ", "-")):
        assert old_numbers((*everything, old.but(phone=number))) == {digits(old.replaces[0])}
        assert old_numbers((*everything, old.but(sms=f"HELP to {number}"))) == {digits(old.replaces[0])}
        assert old_numbers((*everything, old.but(country="ZZ", phone=number, replaces=()))) == set()


def shown_of(code: str, desk: Desk) -> str:
    """What a supporter is shown of a country: the emergency card, the sheet, and every rung of every role."""
    made = desk.ladder(code, tuple(ROLES), "phone")
    rungs = (f"{rung.contact.phone}\n{rung.contact.sms}\n{' '.join(rung.fits)}" for rung in made.rungs)
    return "\n".join((card_text(code), sheet_text(sheet_of(desk, code, "", DATA_DATE)), *rungs))


def test_no_superseded_number_is_shown(everything: tuple[Contact, ...], desk: Desk) -> None:
    for code in sorted({one.country for one in everything if one.replaces}):
        contacts = desk.contacts(code)
        finder = Finder(superseded(contacts), contacts)
        text = shown_of(code, desk)
        assert [hit.written for hit in finder.find(text) if not hit.short] == []
        # The finder does find one: that nothing was found means something.
        assert finder.find(f"{text}\n{superseded(contacts)[0].number}\n")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = tmp_path_factory.mktemp("home")
    return Desk({"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config")})


# Countries without a known number.


def unknown_countries() -> list[str]:
    return sorted(code for code, (_, numbers) in NUMBERS.items() if not numbers)


def test_every_country_has_a_number_or_says_so(directory: Directory) -> None:
    known = {code for code in directory.codes if any(works(one, code) for one in directory(code))}
    assert known == set(directory.codes)
    assert sorted(set(NUMBERS) - known) == unknown_countries()
    assert len(unknown_countries()) < 20


@pytest.mark.parametrize("code", unknown_countries())
def test_a_country_without_a_number_says_so_and_what_is_left(code: str, desk: Desk) -> None:
    name = NUMBERS[code][0]
    remark = NO_EMERGENCY_NUMBER.format(country=name)
    lead = {"id": "example-lead", "name": "Shift lead", "kind": "shift-lead", "phone": "020 7946 0000"}
    contacts, findings = merge(desk.contacts(code), [lead], "contacts.yaml", {"country": "GB"})
    made = ladder(contacts, Need(code, name, "phone"), ("ambulance", "shift_lead", "crisis_line"))
    assert findings == ()
    assert remark in made.remarks
    assert [rung.contact.phone for rung in made.rungs if rung.role == "shift_lead"] == ["020 7946 0000"]
    assert remark in desk.ladder(code, ("ambulance",), "phone").remarks
    said = " ".join(sheet_text(sheet_of(desk, code, "", DATA_DATE)).split())
    assert remark in said
    assert "No emergency number of this country is known here." in card_text(code)
    # A country with a number says nothing of the kind.
    assert NO_EMERGENCY_NUMBER.format(country="France") not in desk.ladder("FR", ("ambulance",), "phone").remarks


# Whatever an organisation writes, an emergency number stays.


def works(contact: Contact, code: str) -> bool:
    return contact.kind == EMERGENCY and contact.country == code and bool(contact.phone) and contact.status == "active"


def keeps_a_number(before: Sequence[Contact], after: Sequence[Contact], code: str) -> bool:
    """Whether a built-in emergency number of the country is still there as it was, and no worse a one."""
    numbers = {one.id: one for one in before if works(one, code)}
    left = [one for one in after if works(one, code) and one.id in numbers and one.phone == numbers[one.id].phone]
    ambulance = any("ambulance" in one.services for one in numbers.values())
    return bool(left) and (not ambulance or any("ambulance" in numbers[one.id].services for one in left))


LINE_OF = {code: tuple(one.id for one in Directory()(code)) for code in Directory.codes}
NUMBERS_OF = {code: tuple(one.id for one in Directory()(code) if one.kind == EMERGENCY) for code in Directory.codes}
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=2)
)
REASON = {"reason": "Example."}


def entries_of(code: str) -> st.SearchStrategy[Entry]:
    """An entry somebody might write about this country: hide, replace, change, retire, add, or nonsense."""
    ids = st.sampled_from(NUMBERS_OF[code]) | st.sampled_from(LINE_OF[code])
    number = st.sampled_from(("999", "112", "911", "020 7946 0000", "555-0100", "0"))
    changes = st.fixed_dictionaries(
        {"id": ids},
        optional={
            "hide": st.sampled_from((True, "true", False, "yes")),
            "reason": st.sampled_from(("Example.", "", " ")),
            "phone": number | st.none() | JUNK,
            "press": st.just("2"),
            "sms": number,
            "kind": st.sampled_from((EMERGENCY, *HELP_LINES, "local", "unknown")),
            "country": st.sampled_from((code, "ZZ", "FR", None)),
            "status": st.sampled_from(("active", "suspended", "retired", "gone")),
            "services": st.lists(st.sampled_from(("ambulance", "police", "fire", "else")), max_size=3),
            "name": st.just("Example") | JUNK,
            "confidence": st.just("high"),
            "verified_on": st.just("2026-11-02"),
        },
    )
    hides = ids.map(lambda name: {"id": name, "hide": True, **REASON})
    retires = ids.map(lambda name: {"id": name, "status": "retired", **REASON})
    replaces = st.builds(lambda name, new: {"id": name, "phone": new, **REASON}, ids, number)
    another = st.builds(
        lambda place, new: {"id": f"example-{place}", "name": "Example", "kind": EMERGENCY, "phone": new},
        st.integers(0, 3),
        number,
    )
    junk = st.dictionaries(st.sampled_from(("id", "name", "phone", "kind", "hide", "else")), JUNK, max_size=4)
    return st.one_of(hides, retires, replaces, changes, another, junk)


@st.composite
def attempts(draw: st.DrawFn) -> tuple[str, tuple[tuple[Entry, ...], ...]]:
    """A country, and what the files of the organisation, of its site and of the command line say of it."""
    code = draw(st.sampled_from(Directory.codes))
    files = draw(st.lists(st.lists(entries_of(code), max_size=8).map(tuple), min_size=1, max_size=3))
    # Now and then everything is hidden, which a random list hardly ever does.
    if draw(st.booleans()):
        files.append(tuple({"id": name, "hide": True, **REASON} for name in draw(st.permutations(NUMBERS_OF[code]))))
    return code, tuple(files[:3])


def overlays(files: Sequence[Sequence[Entry]]) -> tuple[Overlay, ...]:
    named = zip((ORGANISATION, SITE, COMMAND_LINE), files, strict=False)
    return tuple(Overlay(layer, f"{layer}.yaml", tuple(entries)) for layer, entries in named)


def hidden_in_turn(code: str) -> tuple[str, tuple[tuple[Entry, ...], ...]]:
    """Each number hidden in a file of its own, so that no file by itself hides them all."""
    every = tuple({"id": name, "hide": True, **REASON} for name in NUMBERS_OF[code])
    return code, (every[::3], every[1::3], every[2::3])


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(attempts())
@example(hidden_in_turn("FR"))
@example(hidden_in_turn("GB"))
def test_no_overlay_takes_the_last_emergency_number(attempt: tuple[str, tuple[tuple[Entry, ...], ...]]) -> None:
    code, files = attempt
    before = Directory()(code)
    after, _ = lay_over(before, overlays(files))
    assert keeps_a_number(before, after, code)
    made = ladder(after, Need(code, NUMBERS[code][0], "phone"), ("shift_lead",))
    assert works(made.rungs[-1].contact, code)
    assert not any("No emergency number" in remark for remark in made.remarks)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(Directory.codes), st.data())
def test_one_file_through_merge_keeps_it_too(code: str, data: st.DataObject) -> None:
    entries = data.draw(st.lists(entries_of(code), max_size=12))
    after, _ = merge(Directory()(code), entries, "contacts.yaml", {"country": code})
    assert keeps_a_number(Directory()(code), after, code)


def careless(before: Sequence[Contact], entries: Sequence[Entry]) -> tuple[Contact, ...]:
    """What a merge would leave that does as it is told."""
    left = {one.id: one for one in before}
    for entry in entries:
        if entry.get("hide"):
            del left[entry["id"]]
        else:
            left[entry["id"]] = left[entry["id"]].but(**entry)
    return tuple(left.values())


def test_a_merge_that_does_as_it_is_told_would_be_found() -> None:
    for code in ("FR", "GB", "IN", "US"):
        before = Directory()(code)
        attempts_at_it = [
            [{"id": name, "hide": True} for name in NUMBERS_OF[code]],
            [{"id": name, "status": "retired"} for name in NUMBERS_OF[code]],
            [{"id": name, "phone": "555-0100"} for name in NUMBERS_OF[code]],
        ]
        for entries in attempts_at_it:
            assert not keeps_a_number(before, careless(before, entries), code)
        assert keeps_a_number(before, careless(before, []), code)


def test_only_fire_is_not_enough_where_an_ambulance_was_known() -> None:
    before = Directory()("FR")
    fire = [one for one in before if one.services == ("fire",)]
    assert fire
    assert not keeps_a_number(before, fire, "FR")


@pytest.mark.parametrize("seed", range(4))
def test_files_in_a_folder_keep_it_as_well(seed: int, tmp_path: Path, desk: Desk) -> None:
    """The same through an organisation's folder, one of its sites and a file on the command line."""
    draw = random.Random(seed)
    code = draw.choice(Directory.codes)
    every = [{"id": name, "hide": True, **REASON} for name in draw.sample(NUMBERS_OF[code], len(NUMBERS_OF[code]))]
    every += [{"id": name, "phone": "555-0100", **REASON} for name in NUMBERS_OF[code]]
    every += [{"id": name, "status": "retired", **REASON} for name in NUMBERS_OF[code]]
    folder = tmp_path / "organisation"
    paths = (folder / "contacts.yaml", folder / "sites" / "north.yaml", tmp_path / "over.yaml")
    paths[1].parent.mkdir(parents=True)
    for place, path in enumerate(paths):
        mine = every[place::3] or every[:1]
        listed = {one["id"]: one for one in mine}
        said = {"format": "crisisaid/contacts/v1", "country": code, "contacts": list(listed.values())}
        path.write_text(yaml.safe_dump(said), encoding="utf-8")
    own = Desk(desk.environ, str(folder), site="north", over=str(paths[2]))
    assert keeps_a_number(Directory()(code), own.contacts(code), code)
    assert works(own.ladder(code, ("ambulance", "shift_lead"), "phone").rungs[-1].contact, code)
    assert any(finding.code == "CA0602" for finding in own.findings)
