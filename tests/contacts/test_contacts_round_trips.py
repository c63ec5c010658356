"""Every number of the directory comes out of every format as it went in, whole on its own line, at every width."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from contacts_listed import Directory

from crisisaid.app import summarise as summarising
from crisisaid.app.contacts.directory import Directory as Own
from crisisaid.app.contacts.exchanging import pieces_of
from crisisaid.app.contacts.looking import Listed, list_contacts, show_contact
from crisisaid.app.contacts.sheet_content import sheet_of
from crisisaid.app.contacts.sheet_words import ways_of
from crisisaid.app.desk import Desk
from crisisaid.app.present_more import numbers, rung_lines
from crisisaid.app.words import HEADLINES
from crisisaid.card import card_text
from crisisaid.card_numbers import DATA_DATE, NUMBERS
from crisisaid.contacts.exchange.outside import Origin
from crisisaid.contacts.exchange.table import read_table
from crisisaid.contacts.kinds import EMERGENCY, ORGANISATION
from crisisaid.contacts.roles import ROLES
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import start
from crisisaid.formats.booklet import booklet_html, booklet_markdown
from crisisaid.formats.sheet_html import entries_on, sheets_html
from crisisaid.formats.sheet_text import sheet_text
from crisisaid.formats.summary_json import summary_json
from crisisaid.formats.summary_markdown import summary_markdown
from crisisaid.formats.summary_text import summary_text
from crisisaid.model.contact import Contact, Rung
from crisisaid.model.sheet import ADDRESS, Sheet, SheetEntry
from crisisaid.model.view import View
from crisisaid.ui.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisisaid.model.summary import Summary

CODES = Directory.codes
WIDTHS = range(20, 201)
SOME_WIDTHS = (20, 33, 79, 200)

MADE_UP = (
    Contact("example-pressed", "Example team", "crisis-team", "GB", phone="020 7946 0103", press="2"),
    Contact("example-long", "Example line", "crisis", "GB", phone="+44 (0)20 7946 0000 - 0999", sms="HELP to 555-0100"),
    Contact("example-starred", "Example line", "crisis", "GB", phone="*100#", textphone="18001 020 7946 0109"),
    Contact("example-spaced", "Example line", "crisis", "GB", phone="0 8 0 0 1 5 7 0 0 0 0"),
    Contact("example-zeros", "Example line", "crisis", "GB", phone="0001", chat="https://example.org/chat/" + "a" * 60),
)
"""What the directory does not have yet. Numbers are those that are reserved for fiction."""


class AsChecked(Desk):
    """A desk whose organisation has checked every number, so that none is held back."""

    def contacts(self, country: str) -> tuple[Contact, ...]:
        checked = {"layer": ORGANISATION, "verified_on": "2026-11-02", "verified_how": "operator"}
        return tuple(one.but(**checked) for one in super().contacts(country))


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    return {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config")}


@pytest.fixture(scope="module")
def desk(environ: dict[str, str]) -> Desk:
    return AsChecked(environ)


def stored(contact: Contact) -> tuple[str, ...]:
    """Everything that is dialled, texted or opened, as it stands in its file."""
    return tuple(way for way in (contact.phone, contact.sms, contact.textphone, contact.chat) if way)


def all_stored(contacts: Iterable[Contact]) -> set[str]:
    return {number for contact in contacts for number in stored(contact)}


@cache
def shapes() -> tuple[Contact, ...]:
    """One contact for each shape that numbers of the directory have (every digit alike), and those made up above."""
    found: dict[tuple[str, ...], Contact] = {}
    for contact in (*MADE_UP, *(one for code in CODES for one in Directory()(code))):
        found.setdefault(tuple(re.sub("[0-9]", "0", number) for number in stored(contact)), contact)
    return tuple(found.values())


def test_there_are_many_shapes() -> None:
    written_so = [re.sub("[0-9]", "0", number) for one in shapes() for number in stored(one)]
    assert len(shapes()) > 60
    assert {"000 000", "+000 000 000 000", "SHOUT to 00000", "*000#"} <= set(written_so)
    assert {len(number) for number in written_so} >= set(range(2, 15))


def alone(text: str) -> set[str]:
    """What stands alone on a line."""
    return {line.strip() for line in text.splitlines()}


def lost(contacts: Iterable[Contact], text: str) -> set[str]:
    """Numbers that stand on no line of their own, as they are stored; what is to be pressed may stand behind one."""
    lines = alone(text)
    pressed = {line.partition(" (then press ")[0] for line in lines}
    return all_stored(contacts) - lines - pressed


@pytest.mark.parametrize(
    "changed",
    ["0207946 0103", "020 7946\n0103", "020 7946 010", "020-7946-0103", "20 7946 0103", "Call 020 7946 0103 now"],
)
def test_a_number_that_is_not_whole_is_found(changed: str) -> None:
    team = MADE_UP[0]
    assert lost([team], f"Example team\n   {team.phone} (then press 2)\nHours not known.") == set()
    assert lost([team], f"Example team\n   {changed}\nHours not known.") == {team.phone}


# The summary.


def summary_of(code: str, desk: Desk) -> Summary:
    """A summary with everybody on it, in each role."""
    begun = start(desk.library, "", channel="phone", country=code, about="person")
    return summarising.summarise(fold(desk.library, [begun]), desk)


@pytest.fixture
def every_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summarising, "roles_now", lambda *_: tuple(ROLES))


@pytest.fixture(scope="module")
def long_summary(desk: Desk) -> Summary:
    """A summary with one contact of each shape."""
    made = summary_of("GB", desk)
    line = made.contacts[0]
    shaped = [
        line.but(
            id=one.id,
            name=one.name,
            phone=one.phone + (f" (then press {one.press})" if one.press else ""),
            sms=one.sms,
            textphone=one.textphone,
            chat=one.chat,
        )
        for one in shapes()
    ]
    return made.but(contacts=tuple(shaped))


@pytest.mark.usefixtures("every_role")
def test_every_number_in_every_form_of_a_summary(desk: Desk) -> None:
    for code in CODES:
        made = summary_of(code, desk)
        contacts = reachable(code, desk)
        assert [lost(contacts, summary_text(made, width)) for width in SOME_WIDTHS] == [set()] * len(SOME_WIDTHS)
        assert lost(contacts, as_read(summary_markdown(made))) == set()
        listed = json.loads(summary_json(made))["contacts"]
        assert {one[way] for one in listed for way in ("phone", "sms", "chat")} - {""} == all_stored(contacts)


def reachable(code: str, desk: Desk) -> tuple[Contact, ...]:
    """Those a check shows; of two with the same number one is enough. Fire alone is asked for by no role."""
    shown = {rung.contact.id for rung in desk.ladder(code, tuple(ROLES), "phone").rungs}
    every = desk.contacts(code)
    numbers_shown = all_stored(one for one in every if one.id in shown)
    left = [one for one in every if one.id not in shown and not set(stored(one)) & numbers_shown]
    assert all(one.kind == EMERGENCY for one in left), [one.id for one in left]
    return tuple(one for one in every if one.id in shown)


def as_read(markdown: str) -> str:
    """Markdown lines as a reader sees them."""
    return "\n".join(re.sub(r"^(`+ ?|<)(.*?)( ?`+|>)$", r"\2", line) for line in markdown.splitlines())


def test_a_summary_at_every_width(long_summary: Summary) -> None:
    for width in WIDTHS:
        assert lost(shapes(), summary_text(long_summary, width)) == set(), width
    assert lost(shapes(), as_read(summary_markdown(long_summary))) == set()


# The live screen.


def test_the_live_screen_at_every_width() -> None:
    lines = tuple(line for one in shapes() for line in rung_lines(Rung("crisis_line", one)))
    view = View(kind="referral", heading="Before you part", lines=lines, choices=(), ask="Number")
    shown = {number for one in shapes() for number in numbers(one)}
    for width in WIDTHS:
        rows = {row.strip() for row in Renderer(bold=False, colour=False).rows(view, width)}
        assert shown <= rows, width
    spoken = {number.removeprefix("text ").removeprefix("textphone ").partition(" (then press ")[0] for number in shown}
    assert spoken == all_stored(shapes())


# Lists.


@pytest.mark.parametrize("first", sorted({code[0] for code in CODES}))
def test_lists_and_pages_of_contacts(first: str, environ: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    own = Own(environ)
    for code in (code for code in CODES if code.startswith(first)):
        contacts = Directory()(code)
        list_contacts(own, Listed(code, everything=True), as_json=False)
        assert lost(contacts, spoken_of(capsys.readouterr().out)) == set()
        list_contacts(own, Listed(code, everything=True), as_json=True)
        data = json.loads(capsys.readouterr().out)
        assert {one["id"]: [one.get(way, "") for way in ("phone", "sms", "chat")] for one in data} == {
            one.id: [one.phone, one.sms, one.chat] for one in contacts
        }


def test_the_page_of_one_contact(environ: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    own = Own(environ)
    for contact in (one for one in shapes() if one not in MADE_UP):
        show_contact(own, contact.id, why=False, as_json=False)
        assert lost([contact], spoken_of(capsys.readouterr().out)) == set()
        show_contact(own, contact.id, why=True, as_json=True)
        assert json.loads(capsys.readouterr().out)["contact"].get("phone", "") == contact.phone


def spoken_of(listed: str) -> str:
    """A list without the word that says what to do with a number."""
    return re.sub(r"(?m)^( *)(?:text|textphone) ", r"\1", listed)


# Sheets.


class Drawn(HTMLParser):
    """What stands in each element that is a number, a link or an address, and what its link dials."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.dialled: list[tuple[str, str]] = []
        self._inside = ""
        self._link = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "span":
            self._inside = given.get("class") or ""
        if tag == "a":
            self._link = given.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._inside = self._link = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)
            if self._link.startswith("tel:"):
                self.dialled.append((data, self._link))


def sheet_with(contacts: Sequence[Contact]) -> Sheet:
    """A sheet that has to hold them all."""
    entries = tuple(SheetEntry(0, "Lines", one.name, ways_of(one), ("Not checked.",)) for one in contacts)
    return Sheet("Whom to call", ("Printed.",), entries, len(entries), "crisisaid contacts list")


def test_sheets_at_every_width() -> None:
    made = sheet_with(shapes())
    for width in WIDTHS:
        assert lost(shapes(), sheet_text(made, width)) == set(), width
    drawn = Drawn(sheets_html([made]))
    assert drawn.found == [way.number for entry in made.entries for way in entry.ways]
    assert all_stored(shapes()) <= set(drawn.found)


@pytest.mark.parametrize("first", sorted({code[0] for code in NUMBERS}))
def test_the_sheet_of_every_country(first: str, desk: Desk) -> None:
    for code in (code for code in NUMBERS if code.startswith(first)):
        made = sheet_of(desk, code, "", DATA_DATE)
        known = all_stored(desk.contacts(code))
        drawn = Drawn(sheets_html([made]))
        assert set(drawn.found) <= known
        assert set(drawn.found) == {way.number for one in entries_on(made) for way in one.ways if way.kind != ADDRESS}
        signs = [("".join(sign for sign in number if sign in "0123456789+*#"), href) for number, href in drawn.dialled]
        assert all(href == f"tel:{dialled.replace('#', '%23')}" for dialled, href in signs)
        whole = sheet_with(desk.contacts(code))
        assert [lost(desk.contacts(code), sheet_text(whole, width)) for width in SOME_WIDTHS] == [set()] * 4
        assert set(Drawn(sheets_html([whole])).found) == known


# Cards and booklets.


def test_the_emergency_card_and_the_booklet() -> None:
    for code in CODES:
        urgent = [one for one in Directory()(code) if one.kind == EMERGENCY]
        card = card_text(code)
        assert lost(urgent, card) == set()
        said = booklet_markdown((), card, {}, HEADLINES, {}, date=DATA_DATE)
        assert lost(urgent, said) == set()
        html = booklet_html((), card, {}, HEADLINES, {}, date=DATA_DATE)
        assert lost(urgent, re.sub(r"<[^>]*>", "\n", html)) == set()
    for code in set(NUMBERS) - set(CODES):
        assert NUMBERS[code][1] == ()


# Into other programs.


@pytest.fixture(scope="module")
def everybody() -> tuple[Contact, ...]:
    return (*MADE_UP, *(one for code in CODES for one in Directory()(code)))


def written(contacts: Sequence[Contact], form: str) -> str:
    return b"".join(pieces_of(contacts, form)).decode("utf-8-sig")


def test_hsds(everybody: tuple[Contact, ...]) -> None:
    services = json.loads(written(everybody, "hsds"))["contents"]
    found = [[one["number"] for one in service.get("phones", ()) if one.get("type") == "voice"] for service in services]
    assert found == [[one.phone] if one.phone else [] for one in everybody]


def test_csv(everybody: tuple[Contact, ...]) -> None:
    lines = written(everybody, "csv").splitlines(keepends=True)
    back = [taken.contact for taken in read_table(lines, Origin("contacts.csv"))]
    assert [one and (one.id, stored(one)) for one in back] == [(one.id, stored(one)) for one in everybody]
    plain = [cells["phone"] for cells in csv.DictReader(lines)]
    # What a spreadsheet program would take for a sum has a mark in front, which is taken off again on the way in.
    assert [cell.removeprefix("'") for cell in plain] == [one.phone for one in everybody]


@pytest.mark.parametrize("form", ["vcard", "vcard3"])
def test_vcard(form: str, everybody: tuple[Contact, ...]) -> None:
    text = written(everybody, form).replace("\r\n ", "")
    voice = re.findall(r"(?m)^TEL;(?:VALUE=text;)?TYPE=voice:(.*)\r$", text)
    assert voice == [one.phone for one in everybody if one.phone]
