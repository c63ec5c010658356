"""Files of other programs: read record by record, refused with file, line and the offending text."""

from __future__ import annotations

import gc
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from exchange_samples import HOME, from_table, json_file
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisaid.contacts.exchange.helplines_in import number_fault, read_helplines
from crisisaid.contacts.exchange.vcard import LONGEST, cards, folded
from crisisaid.errors import ContentRefused, FileRefused
from crisisaid.model.contact import Contact
from crisisaid.reading import text_stream
from crisisaid.reading.json_stream import records

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.lists(st.dictionaries(st.text("abcn", min_size=1, max_size=4), DATA, max_size=4), min_size=1, max_size=6)


def read(path: str) -> list[tuple[int, dict[str, Any]]]:
    return [(piece.line, piece.data) for piece in records(path)]


@given(RECORDS, st.integers(4, 40))
@settings(max_examples=40, deadline=None)
def test_every_layout_gives_the_same_records(
    tmp_path_factory: pytest.TempPathFactory, made: list[dict[str, Any]], size: int
) -> None:
    folder = tmp_path_factory.mktemp("json")
    layouts: list[str] = [
        json.dumps(made),
        json.dumps(made, indent=2),
        json.dumps({"page": 1, "contents": made, "x": []}),
    ]
    layouts += [
        "\ufeff" + json.dumps({"records": made}, ensure_ascii=False),
        "\n".join(json.dumps(one) for one in made),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_stream, "PIECE", size)
        for text in layouts:
            assert [data for _, data in read(json_file(folder, text))] == made


def test_each_record_has_the_line_it_begins_on(tmp_path: Path) -> None:
    text = '{\n "country": "GB",\n "records": [\n  {"a": 1},\n\n  {"a":\n 2}\n ]\n}\n{"a": 3}\n'
    assert [line for line, _ in read(json_file(tmp_path, text))] == [4, 6, 10]
    assert next(records(json_file(tmp_path, text))).around == {"country": "GB"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "This file is empty"),
        ("\n<!DOCTYPE html>\n<html>", 2, "This is a web page (HTML), not JSON: <!DOCTYPE html>"),
        ("name,phone\n", 1, "This is not JSON: name,phone"),
        ('[{"a": 1},\n{"a": 1]', 2, 'not JSON: {"a": 1]'),
        ('[{"a": 1}\n{"a": 2}]', 2, 'Here , or ] is missing: {"a": 2}]'),
        ('[{"a": 1},\n]', 2, "Something is missing after the comma: ]"),
        ('[{"a": 1},\n 7]', 2, "A record should begin here with {: 7]"),
        ('[{"a": 1}', 1, "The file ends in the middle"),
        ('[{"a": "half', 1, "From here on this is not JSON"),
        ('{"contents": [{"a": 1}]', 1, "The file ends in the middle"),
        ('{"a": 1, "a": 2}', 1, "stands here for the second time"),
        ('[{"b": {"a": 1, "a": 2}}]', 1, "the name 'a' stands in it twice"),
        ('[{"a": NaN}]', 1, "NaN is not a number"),
        ('[{"a": ' + "[" * 100_000 + "]" * 100_000 + "}]", 1, "too deep"),
        ("[{}]\n[{}] x", 2, "This is not JSON: "),
    ],
)
def test_what_is_no_json_is_refused_where_it_begins(tmp_path: Path, text: str, line: int, said: str) -> None:
    gc.collect()  # what earlier tests left behind must not be cleared away in the depth of this one
    with pytest.raises(ContentRefused) as refused:
        read(json_file(tmp_path, text))
    (finding,) = refused.value.findings
    assert finding.line == line
    assert said in finding.message
    assert finding.file.endswith("made.json")
    assert finding.hint


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe[\x00", "UTF-16"),
        (b"PK\x03\x04", "spreadsheet or an archive"),
        (b"\x1f\x8b\x08", "compressed"),
        (b'[{"a": "caf\xe9"}]', "not saved as UTF-8"),
        (b'[{"a": "caf\xc3', "not saved as UTF-8"),
    ],
)
def test_other_kinds_of_file_are_named(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "made.json").write_bytes(data)
    with pytest.raises(ContentRefused) as refused:
        read(str(tmp_path / "made.json"))
    assert said in refused.value.findings[0].message


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json", Path("/dev/null")):
        with pytest.raises(FileRefused):
            read(str(path))


def test_memory_stays_small_however_many_records_there_are(tmp_path: Path) -> None:
    one = json.dumps({"name": "Example", "note": "x" * 2000})
    path = tmp_path / "many.json"
    path.write_text('{"contents": [' + ",\n".join([one] * 8000) + "]}", encoding="utf-8")
    tracemalloc.start()
    try:
        assert sum(1 for _ in records(str(path))) == 8000
        assert tracemalloc.get_traced_memory()[1] < 4_000_000 < path.stat().st_size
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("8.0E+08", "another kind of number"),
        ('"8,08E+09"', "another kind of number"),
        ("8081570000.0", "another kind of number"),
        ("8081570000", "has lost its leading 0 or +"),
        ("442079460000", "has lost its leading 0 or +"),
        ("=442079460000", "is a formula"),
        ("#NAME?", "is an error of the spreadsheet program"),
        ("########", "is an error of the spreadsheet program"),
        ("call us", "digits, spaces"),
        ("020 7946 0000\u200b", "U+200B"),
    ],
)
def test_what_a_spreadsheet_did_to_a_number_is_found(tmp_path: Path, cell: str, said: str) -> None:
    first, second = from_table(tmp_path, f"name,phone\nExample one,{cell}\nExample two,020 7946 0001\n")
    assert first.contact is None
    assert first.findings[0].line == 2
    assert said in first.findings[0].message
    assert second.contact


@pytest.mark.parametrize(("column", "cell"), [("hours", "24-Jul"), ("hours", "Jul-24"), ("verified_on", "02/11/2026")])
def test_what_a_spreadsheet_did_to_hours_and_dates_is_found(tmp_path: Path, column: str, cell: str) -> None:
    (row,) = from_table(tmp_path, f"name,phone,{column}\nExample,112,{cell}\n")
    assert row.contact is None
    assert cell in row.findings[0].message


def test_lines_are_those_of_the_file_even_behind_cells_of_several_lines(tmp_path: Path) -> None:
    rows = from_table(tmp_path, 'name,phone,note\nExample,112,"one\ntwo\n"\nExample,none,\n\nExample,112,x,more\n')
    assert [row.line for row in rows] == [2, 5, 7]
    assert "more in this row" in rows[2].findings[0].message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a table of contacts"),
        ("<html>", "web page (HTML)"),
        ('[{"a": 1}]', "This is JSON"),
        ("name,fone\n", "'fone' in the first line is not a field of a contact"),
        ("name,phone,phone\n", "'phone' stands twice"),
        ("phone,hours\n", "no column 'name'"),
        ("\x00\x01\n", "not a table of contacts"),
        ('name,phone\n"Example,112\n', "no table any more"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ContentRefused) as refused:
        from_table(tmp_path, text)
    assert said in refused.value.findings[0].message
    assert refused.value.findings[0].line in (1, 2)


def test_a_misspelled_column_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(ContentRefused, match="cannot be used") as refused:
        from_table(tmp_path, "name,phonee\n")
    assert "Did you mean 'phone'?" in refused.value.findings[0].message


LINE = Contact(
    "x-1", "Example; line, one", "crisis", "GB", phone="0808 157 0000", press="2", sms="HELLO to 07700 900001",
    web="https://line.example/", languages=("en", "cy"), note="N\u00f6tig. " * 30, hours="24/7",
    textphone="0808 157 0009",
)  # fmt: skip


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_a_card_holds_its_numbers_whole(version: str) -> None:
    (card,) = cards([LINE], version)
    lines = card.split("\r\n")
    assert lines[0] == "BEGIN:VCARD"
    assert lines[1] == f"VERSION:{version}"
    assert lines[-2:] == ["END:VCARD", ""]
    assert all(len(line.encode()) <= LONGEST for line in lines)
    numbers = [line.partition(":")[2] for line in lines if line.startswith("TEL")]
    assert numbers[:2] == ["0808 157 0000", "07700 900001"]
    whole = card.replace("\r\n ", "")
    assert "FN:Example\\; line\\, one\r\n" in whole
    assert "Text: HELLO to 07700 900001\\n" in whole
    assert "0808 157 0009" in whole


def test_every_built_in_number_stands_whole_on_a_line(directory: Any) -> None:
    for code in directory.codes:
        for contact in directory(code):
            for card in cards([contact]):
                assert not contact.phone or f"TEL;VALUE=text;TYPE=voice:{contact.phone}\r\n" in card


def test_what_is_not_in_use_gets_no_card() -> None:
    assert list(cards([LINE.but(status="retired"), LINE.but(status="suspended")])) == []


@given(st.text(max_size=200))
def test_folding_only_adds_breaks(text: str) -> None:
    text = text.encode("utf-8", "replace").decode().replace("\n", "").replace("\r", "")
    lines = folded(text).split("\r\n ")
    assert "".join(lines) == text
    assert all(len(line.encode()) <= LONGEST - (place > 0) for place, line in enumerate(lines))


@pytest.mark.parametrize(
    ("number", "country", "said"),
    [("+44116123", "GB", "116123"), ("+4485258", "GB", "85258"), ("+1741741", "US", "741741"), ("+353112", "IE", "112"),
     ("+4402079460000", "GB", "a 0"), ("116123", "GB", "form"), ("+44 20", "GB", "form"),
     ("+12125550100", "GB", "country code of GB"), ("+442079460000", "XX", "country code of XX")],
)  # fmt: skip
def test_a_short_code_with_a_country_code_glued_to_it_is_no_number(number: str, country: str, said: str) -> None:
    assert said in number_fault(number, country)


@pytest.mark.parametrize(
    ("number", "country"),
    [("+442079460000", "GB"), ("+12125550100", "US"), ("+390000000", "IT")],
)
def test_a_number_that_can_be_dialled_is_used(number: str, country: str) -> None:
    assert number_fault(number, country) == ""


def helpline(**more: Any) -> dict[str, Any]:
    way = {"method": "phone", "number": "+442079460000", "languages": ["en"], "hours": "24/7", "free": True}
    return {
        "id": "gb-example", "country": "GB", "name": "Example line", "category": "suicide_prevention",
        "contacts": [way],
        "description": "A made-up line.", "verified_at": "2026-06-02", "source": "https://line.example/", **more,
    }  # fmt: skip


def test_a_helpline_is_taken_over_with_its_source(tmp_path: Path) -> None:
    text = [{"method": "text", "number": "+4485258", "languages": ["en"], "hours": "24/7", "free": True}]
    data = {"country": "GB", "records": [helpline(), helpline(id="gb-b", contacts=text), {"name": "Example"}]}
    good, glued, odd = read_helplines(records(json_file(tmp_path, data)), HOME)
    assert good.contact
    assert (good.contact.id, good.contact.kind, good.contact.phone) == ("oh-gb-example", "crisis", "+442079460000")
    assert (good.contact.hours, good.contact.free, good.contact.languages) == ("24/7", True, ("en",))
    assert (good.contact.verified_on, good.contact.verified_how) == ("2026-06-02", "document")
    assert good.contact.sources == ("open-helplines (CC0): gb-example, https://line.example/",)
    assert glued.contact is None
    assert "short code (85258)" in glued.findings[0].message
    assert "https://line.example/" in glued.findings[0].hint
    assert odd.contact is None


def test_hours_nobody_can_read_go_into_the_note(tmp_path: Path) -> None:
    way = helpline()["contacts"][0] | {"hours": "Daily 16:00-21:00 JST"}
    (one,) = read_helplines(records(json_file(tmp_path, {"records": [helpline(contacts=[way])]})), HOME)
    assert one.contact
    assert one.contact.hours == ""
    assert one.contact.note.startswith("Hours: Daily 16:00-21:00 JST.")
