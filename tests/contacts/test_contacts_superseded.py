"""Superseded numbers are found however they are written, and nothing else is; none is shown as a current one."""

from __future__ import annotations

import pytest
from contacts_listed import Directory
from hypothesis import given
from hypothesis import strategies as st

from crisisaid.contacts.checks.superseded import Finder, current_again, digits, numbers_of, superseded
from crisisaid.errors import FileRefused
from crisisaid.model.contact import Contact
from crisisaid.reading.leaflet import BINARY, LARGEST, read_leaflet

# Numbers kept for fiction (Ofcom: 020 7946 0000 to 0999, 0808 157 0000 to 0999), and the made-up short code 9841.
OLD, NEW = "0808 157 0123", "020 7946 0001"


def line(country: str, *replaces: str, phone: str = NEW, **more: object) -> Contact:
    return Contact(f"line-{country.casefold()}", "Example line", "crisis", country, phone=phone, replaces=replaces).but(
        **more
    )


GB = line("GB", OLD)
US = line("US", "1-212-555-0182", phone="212-555-0101")
KR = line("KR", "9841", phone="109")


def written(text: str, *contacts: Contact, name: str = "leaflet.txt") -> list[tuple[str, int]]:
    leaflet = read_leaflet(text.encode(), name)
    used = contacts or (GB,)
    return [(hit.written, leaflet.line_of(hit.start)) for hit in Finder(superseded(used), used).find(leaflet.text)]


@pytest.mark.parametrize(
    "number",
    [
        "0808 157 0123",
        "08081570123",
        "0808-157-0123",
        "0808.157.0123",
        "(0808) 157 0123",
        "+44 808 157 0123",
        "+44 (0)808 157 0123",
        "+44(0) 808 1570123",
        "0044 808 157 0123",
        "tel:+448081570123",
        "0808\u00a0157\u20110123",
        "0808 157\n   0123",
        "\uff10\uff18\uff10\uff18 157 0123",
        "\u0660\u0668\u0660\u0668 157 0123",
        "08\u200b08 157 01\xad23",
        "0808 157 0123 24 hours",
        "Call 0808 157 0123.",
    ],
)
def test_a_number_is_found_however_it_is_written(number: str) -> None:
    assert len(written(f"Ring {number}\nat night")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "020 7946 0001",
        "10808 157 0123",
        "0808 157 01234",
        "00808 157 0123",
        "+49 808 157 0123",
        "+49 0808 157 0123",
        "+1 0808 157 0123",
        "808 157 0123",
        "0808 157\n\n0123",
        "0808 157, 0123",
        "0808 157 and 0123",
        "",
    ],
)
def test_no_other_number_is(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "1-212-555-0182",
        "212-555-0182",
        "(212) 555-0182",
        "+1 212 555 0182",
        "001 212 5550182",
        "212-555-01UB",
        "1.212.555.0182",
    ],
)
def test_north_american_numbers_with_and_without_1_and_in_letters(number: str) -> None:
    assert len(written(f"Call {number} now", US)) == 1


@pytest.mark.parametrize("text", ["212-555-01UBER", "9212-555-0182", "212-555-01823"])
def test_no_part_of_a_word_or_of_a_longer_number(text: str) -> None:
    assert written(text, US) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Call 9841.", 1),
        ("9841(24 hours)", 1),
        ("9841\ubc88", 1),
        ("tel:9841", 1),
        ("98-41", 1),
        ("$9841", 0),
        ("9841%", 0),
        ("9841.50", 0),
        ("3,9841", 0),
        ("A9841", 0),
        ("9841st", 0),
        ("010-9841-1234", 0),
        ("0808 9841", 0),
        ("98 41", 0),
        ("19841", 0),
        ("*9841#", 0),
    ],
)
def test_a_short_code_has_to_stand_alone(text: str, count: int) -> None:
    assert len(written(text, KR)) == count


def test_digits_that_belong_to_a_number_in_use_are_left_alone() -> None:
    longer = line("KR", phone="0808 157 0123 99", id="line-longer")
    old = line("KR", "157 0123")
    assert len(written("157 0123", old, longer)) == 1
    assert written("0808 157 0123 99", old, longer) == []


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<p>\n0808&nbsp;157&nbsp;<b>01</b>23</p>", "a.html", [("0808 157 0123", 2)]),
        ("<td>0808</td><td>1570123</td>", "a.html", []),
        ("<p>0808 157</p><p>0123</p>", "a.html", []),
        ("0808 157<br>0123", "a.html", [("0808 157 0123", 1)]),
        ("0808<wbr>157&shy;0&#49;23", "a.html", [("08081570123", 1)]),
        ("<a\n href='tel:+448081570123'>ring</a>", "a.html", [("+448081570123", 2)]),
        ("<a href='https://wa.me/448081570123'>write</a>", "a.html", [("448081570123", 1)]),
        ("<a href='https://example.org/08081570123'>x</a>", "a.html", []),
        ("<img alt='0808 157 0123'>", "a.html", [("0808 157 0123", 1)]),
        ("<script>08081570123</script>\n<style>08081570123</style>", "a.html", []),
        ("<!-- 08081570123 -->", "a.html", []),
        ('<script type="application/ld+json">{"telephone": "08081570123"}</script>', "a.html", [("08081570123", 1)]),
        ("<!doctype html><html><b>0808</b> 157 0123</html>", "a.txt", [("0808 157 0123", 1)]),
        ("<b>0808</b> 157 0123", "a.txt", []),
        ("x\n\n**0808** *157* `0123`", "a.md", [("0808 157 0123", 3)]),
        ("[ring](tel:08081570123) <tel:08081570123>", "a.md", [("08081570123", 1), ("08081570123", 1)]),
        ("about `<script>` and\n0808 157 0123", "a.md", [("0808 157 0123", 2)]),
        ("| Line | 0808 157 0123 |", "a.md", [("0808 157 0123", 1)]),
        ("a < b & 0808 157 0123", "a.html", [("0808 157 0123", 1)]),
        ("<b 0808 157 0123", "a.html", [("0808 157 0123", 1)]),
    ],
)
def test_leaflets_are_read_as_they_are_seen(text: str, name: str, expected: list[tuple[str, int]]) -> None:
    assert written(text, name=name) == expected


BETWEEN = st.sampled_from(["", " ", "-", ".", "\u00a0", "&nbsp;", "<b>", "</b>", "&#8209;", "<span class='n'>", " ("])
AROUND = st.text(st.sampled_from("abc ,;:\n"), max_size=20)


@given(st.lists(BETWEEN, min_size=10, max_size=10), AROUND, AROUND)
def test_a_number_is_found_with_anything_between_its_digits(between: list[str], before: str, behind: str) -> None:
    number = "".join(digit + gap for digit, gap in zip(digits(OLD), [*between, ""], strict=True))
    text = f"{before} {number} {behind}"
    found = written(text, name="a.html")
    assert [at for _, at in found] == [text[: text.index(number)].count("\n") + 1]


@given(st.text(st.sampled_from("0123456789 +-()ab\n"), max_size=60))
def test_what_is_found_holds_the_digits_and_nothing_is_found_without_them(text: str) -> None:
    found = written(text)
    assert all(digits(hit).endswith("8081570123") for hit, _ in found)
    assert not found or "8081570123" in digits(text)


@given(st.text(st.characters(exclude_characters="\0"), max_size=300), st.sampled_from(["a.txt", "a.html", "a.md"]))
def test_any_text_can_be_read_and_every_place_in_it_has_a_line(text: str, name: str) -> None:
    leaflet = read_leaflet(text.encode("utf-8", "replace"), name)
    lines = [leaflet.line_of(at) for at in range(len(leaflet.text))]
    assert all(1 <= at <= len(leaflet.lines) for at in lines)
    assert name != "a.txt" or lines == sorted(lines)


@pytest.mark.parametrize("sign", BINARY)
def test_what_is_no_text_is_refused_in_a_sentence(sign: bytes) -> None:
    with pytest.raises(FileRefused, match="cannot be read here"):
        read_leaflet(sign + b"0808 157 0123", "leaflet")


def test_bytes_that_are_no_text_and_large_files_are_refused() -> None:
    with pytest.raises(FileRefused, match="no text"):
        read_leaflet(b"ab\0c", "leaflet")
    with pytest.raises(FileRefused, match="larger than"):
        read_leaflet(b" " * (LARGEST + 1), "leaflet")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_old_encodings_are_read(encoding: str) -> None:
    leaflet = read_leaflet(f"Caf\u00e9 {OLD}".encode(encoding), "leaflet.txt")
    assert leaflet.text == f"Caf\u00e9 {OLD}"


# Which numbers are superseded.


def test_ids_in_replaces_are_no_numbers_and_a_number_is_known_once_a_country() -> None:
    second = line("GB", "gb-old-line", OLD.replace(" ", ""), id="line-two")
    found = superseded((GB, second, US, line("GB", "020 7946 0999", status="retired", id="gone")))
    assert [(one.number, one.country, [by.id for by in one.by]) for one in found] == [
        (OLD, "GB", ["line-gb", "line-two"]),
        ("1-212-555-0182", "US", ["line-us"]),
    ]


def test_a_number_may_be_in_use_elsewhere() -> None:
    elsewhere = line("PY", phone="9841")
    assert current_again(superseded((KR,))[0], (KR, elsewhere)) == elsewhere
    assert current_again(superseded((KR,))[0], (KR, elsewhere.but(status="retired"))) is None
    assert current_again(superseded((GB,))[0], (KR, GB)) is None


def test_numbers_of_a_contact() -> None:
    assert numbers_of(line("GB", sms="HELLO to 07700 900123", textphone="18001 020 7946 0001")) == (
        NEW,
        "07700 900123",
        "18001 020 7946 0001",
    )


def test_no_superseded_number_is_shown_as_a_current_one(directory: Directory) -> None:
    shown_again = [
        (code, one.number, contact.id)
        for code in directory.codes
        for one in superseded(directory(code))
        for contact in directory(code)
        if contact.status == "active" and digits(one.number) in map(digits, numbers_of(contact))
    ]
    assert shown_again == []


def test_no_text_of_a_record_sends_anybody_to_a_superseded_number(directory: Directory) -> None:
    shown_again = []
    for code in directory.codes:
        finder = Finder(superseded(directory(code)), directory(code))
        for contact in directory(code):
            texts = (contact.name, contact.phone, contact.sms, contact.chat, contact.web, contact.refer_how)
            shown_again += [(contact.id, hit.written) for text in texts for hit in finder.find(text) if not hit.short]
    assert shown_again == []


def test_every_superseded_number_of_the_directory_is_found_in_its_own_country(directory: Directory) -> None:
    every = [one for code in directory.codes for one in superseded(directory(code))]
    assert len(every) >= 18
    for one in every:
        found = Finder((one,), directory(one.country)).find(f"Ring: {one.number}\n")
        assert [hit.written for hit in found] == [one.number]
