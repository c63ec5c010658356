"""A sheet to print: numbers whole and as they are, the most needed on one page, and nothing taken for markup."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisaid.formats.sheet_height import number_class, page_height
from crisisaid.formats.sheet_html import entries_on, sheets_html, tel
from crisisaid.formats.sheet_lines import fitted
from crisisaid.formats.sheet_style import PAGE_HEIGHT, SIZES, STYLE, URGENT
from crisisaid.formats.sheet_text import MOST_LINES, sheet_text, sheets_text
from crisisaid.model.sheet import ADDRESS, LINK, PHONE, WRITTEN, Sheet, SheetEntry, Way

FOOT = ("A mistake on this page? Tell the example coordinator.", "Never test-call a crisis line.")


def entry(number: str, need: int = 2, *, section: str = "Crisis lines", says: str = "Open 24/7.") -> SheetEntry:
    return SheetEntry(need, section, f"Crisis line: Example {number}", (Way(PHONE, number),), (says,))


NINE = entry("9 999", 0, section="Emergency: life in danger").but(urgent=True)
LEAD = SheetEntry(0, "Our own people", "Shift lead", says=("Not set.",))


def sheet(*entries: SheetEntry, **changes: object) -> Sheet:
    known = sum(bool(one.ways) for one in entries)
    made = Sheet("Whom to call: Example Line", ("Printed on 2026-11-23.",), entries, known, "crisisaid contacts list")
    return made.but(foot=FOOT, about=((NINE.section, ("Ask for an ambulance.",)),), **changes)


MANY = sheet(NINE, LEAD, *(entry(f"020 7946 {place:04}", 2 + place // 10) for place in range(60)))


class Page(HTMLParser):
    """What stands in a document: its words by the tag and class around them, and all attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1][0] not in ("style", "title"):
            self.said.append((next((name for _, name in reversed(self.open) if name), ""), data))

    def classed(self, name: str) -> list[str]:
        return [words for where, words in self.said if name in where.split()]


def test_each_contact_in_order_with_its_number_alone_on_a_line() -> None:
    lines = sheet_text(sheet(NINE, LEAD, entry("020 7946 0000"))).splitlines()
    assert lines[:2] == ["WHOM TO CALL: EXAMPLE LINE", "Printed on 2026-11-23."]
    assert [line.strip() for line in lines if line.startswith("     ")] == ["9 999", "_" * 16, "020 7946 0000"]
    assert [line[:4] for line in lines if re.match(r" *\d+\. ", line)] == [" 1. ", " 2. ", " 3. "]
    assert lines[-2:] == list(FOOT)
    assert not any("more:" in line for line in lines)


def test_what_does_not_fit_is_left_out_by_need_and_counted() -> None:
    text = sheet_text(MANY)
    left = re.search(r"(?m)^(\d+) more: crisisaid contacts list$", text)
    shown = re.findall(r"^ +020 7946 (\d{4})$", text, re.M)
    assert len(text.splitlines()) <= MOST_LINES
    assert left is not None
    assert int(left[1]) == 60 - len(shown)
    assert shown == [f"{place:04}" for place in range(len(shown))]
    one_more = fitted(MANY, lambda entries: len(entries) <= len(shown) + 3)
    assert len(sheet_text(MANY.but(entries=one_more)).splitlines()) <= MOST_LINES
    assert f"{int(left[1])} more:" in sheet_text(MANY.but(entries=one_more))


def test_more_needed_contacts_stay_even_where_they_stand_last() -> None:
    late = entry("020 7946 0999", 1, section="Specialist lines")
    made = MANY.but(entries=(*MANY.entries, late))
    assert "020 7946 0999" in sheet_text(made)
    assert late in entries_on(made)
    least = made.but(entries=(*MANY.entries, late.but(need=9)))
    assert "020 7946 0999" not in sheet_text(least)
    assert late.but(need=9) not in entries_on(least)


def test_what_is_always_needed_stays_on_a_page_that_is_too_small() -> None:
    urgent = [NINE.but(ways=(Way(PHONE, f"9 {place}"),)) for place in range(40)]
    text = sheet_text(sheet(*urgent, entry("020 7946 0000")), 20)
    assert all(f"9 {place}" in text for place in range(40))
    assert "020 7946 0000" not in text


def test_ways_say_what_to_do_with_the_number() -> None:
    ways = (
        Way(PHONE, "020 7946 0000", after="Then press 2."),
        Way(WRITTEN, "HELP to 555-0100", "Text message"),
        Way(LINK, "https://chat.example.org/a", "Chat"),
        Way(ADDRESS, "1 Example Street", "Go to"),
    )
    made = sheet(entry("1").but(ways=ways))
    inside = [line.strip() for line in sheet_text(made).splitlines()]
    start = inside.index("020 7946 0000")
    assert inside[start : start + 8] == [
        *("020 7946 0000", "Then press 2.", "Text message:", "HELP to 555-0100"),
        *("Chat:", "https://chat.example.org/a", "Go to:", "1 Example Street"),
    ]
    page = Page(sheets_html([made]))
    assert page.classed("n") == ["020 7946 0000", "HELP to 555-0100"]
    assert page.classed("after") == ["Then press 2."]
    assert page.classed("link") == ["https://chat.example.org/a"]
    assert [found["href"] for tag, found in page.tags if tag == "a"] == [
        "tel:02079460000",
        "https://chat.example.org/a",
    ]


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("020 7946 0000", "tel:02079460000"),
        ("+44 (20) 7946-0000", "tel:+442079460000"),
        ("*100#", "tel:*100%23"),
        ("999", "tel:999"),
        ("", ""),
    ],
)
def test_what_a_telephone_is_given(number: str, dialled: str) -> None:
    assert tel(number) == dialled


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "http://example.org", 'https://example.org/"x', "https://ex\u00e4mple.org"]
)
def test_only_safe_links_are_links(link: str) -> None:
    made = sheets_html([sheet(entry("1").but(ways=(Way(LINK, link, "Chat"),)))])
    hrefs = [found["href"] for tag, found in Page(made).tags if tag == "a"]
    assert hrefs == ([link] if link.startswith("https://example") else [])
    assert Page(made).classed("link") == [link]


def test_the_document_fetches_nothing_and_can_be_read_without_seeing_it() -> None:
    text = sheets_html([MANY, sheet(NINE)], "en")
    page = Page(text)
    known = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = next(found["content"] for tag, found in page.tags if found.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    assert f"<style>{STYLE}</style>" in text
    assert not re.search(r"url\(|@import|<script|<img|<link|style=", text)
    assert ("html", {"lang": "en"}) in page.tags
    tags = [tag for tag, _ in page.tags]
    assert (tags.count("main"), tags.count("article"), tags.count("h1"), tags.count("footer")) == (1, 2, 2, 2)
    named = {found["id"] for _, found in page.tags if "id" in found}
    labels = [found["aria-labelledby"] for _, found in page.tags if "aria-labelledby" in found]
    assert len(labels) == tags.count("article") + tags.count("section")
    assert set(labels) == named
    assert len(named) == len(labels)
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_each_site_begins_a_new_page() -> None:
    assert sheets_text([MANY, MANY]).count("\f") == 1
    assert "\f" not in sheets_text([MANY])
    assert '<article class="page first"' in sheets_html([MANY])
    assert sheets_html([MANY, MANY]).count('<article class="page"') == 1
    assert ".page { break-before: page" in STYLE


def test_the_style_is_the_one_that_heights_are_reckoned_with() -> None:
    for name, size, _ in (URGENT, *SIZES):
        assert f".{name} {{ font-size: {size:g}pt; }}" in STYLE
    assert "size: A4; margin: 10mm 11mm" in STYLE
    assert PAGE_HEIGHT < (297 - 2 * 10) / 25.4 * 72
    assert re.search(r"\.n \{[^}]*white-space: nowrap", STYLE)


def test_the_page_of_a4_is_full_but_not_more() -> None:
    on_it = entries_on(MANY)
    assert 8 <= len(on_it) < len(MANY.entries)
    assert page_height(MANY, on_it) <= PAGE_HEIGHT
    row_more = fitted(MANY, lambda entries: len(entries) <= len(on_it) + 2)
    assert len(row_more) == len(on_it) + 2
    assert page_height(MANY, row_more) > PAGE_HEIGHT - 60
    assert page_height(MANY, MANY.entries) > PAGE_HEIGHT


def test_longer_numbers_are_smaller_and_the_longest_have_the_whole_width() -> None:
    sizes = {name: size for name, size, _ in SIZES} | {"s5": 8.0}
    drawn = [sizes[number_class("9" * length, LEAD)] for length in range(1, 90)]
    assert drawn == sorted(drawn, reverse=True)
    assert len(set(drawn)) == 5
    assert number_class("999", NINE) == "s0"
    assert '<li class="wide">' in sheets_html([sheet(entry("9" * 60))])
    assert '<li class="wide">' not in sheets_html([sheet(entry("9" * 40))])


WORDS = st.text(st.characters(categories=("L", "M", "Sm", "Sc")) | st.sampled_from(" <>&\"'"), max_size=30)
NUMBERS = st.from_regex(r"\+?[0-9*#]([0-9() -]{0,30}[0-9#])?", fullmatch=True).map(lambda one: " ".join(one.split()))
ENTRIES = st.builds(
    lambda need, title, number, says: SheetEntry(need, f"Part {need}", title, (Way(PHONE, number),), (says,)),
    st.integers(0, 3),
    WORDS,
    NUMBERS,
    WORDS,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(ENTRIES, max_size=25), st.integers(20, 200))
def test_whatever_is_on_it_numbers_stay_whole_and_nothing_becomes_markup(found: list[SheetEntry], width: int) -> None:
    made = sheet(*sorted(found, key=lambda one: one.need))
    lines = sheet_text(made, width).splitlines()
    alone = [line.strip() for line in lines]
    always = [one for one in made.entries if one.need == 0]
    assert all(one.ways[0].number in alone for one in always)
    assert all(len(line) <= width or line.strip() in {one.ways[0].number for one in found} for line in lines)
    assert len(lines) <= MOST_LINES or len(lines) == len(
        sheet_text(made.but(entries=tuple(always)), width).splitlines()
    )
    page = Page(sheets_html([made]))
    assert page.classed("n") == [one.ways[0].number for one in entries_on(made)]
    assert page_height(made, entries_on(made)) <= PAGE_HEIGHT or set(entries_on(made)) == set(always)
