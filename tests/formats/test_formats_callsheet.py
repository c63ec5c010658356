"""A call sheet: numbers whole at every width, everything escaped, and the warning wherever it belongs."""

from __future__ import annotations

import csv
import io
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from crisisaid.formats.callsheet_csv import HEADER, callsheet_csv
from crisisaid.formats.callsheet_html import callsheet_html
from crisisaid.formats.callsheet_text import NUMBERS, callsheet_text
from crisisaid.model.callsheet import CallEntry, CallSheet

NUMBER = st.text(st.sampled_from("0123456789 +-()*#"), min_size=1, max_size=40).map(str.strip).filter(bool)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=60)


def sheet(number: str, words: str = "Example line") -> CallSheet:
    entry = CallEntry(
        id="example-line",
        name=words,
        country="GB",
        kind="crisis",
        layer="organisation",
        state="checked on 2026-01-02, 10 months ago",
        due="2026-07-01",
        days_over=145,
        how="Open the operator's own site, or ring its office.",
        warning="NEVER ring this line to test it.",
        compare=(("Number", number), ("Hours", words or "not known")),
        sources=(words,) if words else (),
        record="crisisaid contacts edit example-line --checked 2026-11-23 --how website --by ROLE",
    )
    return CallSheet(
        "Contacts to check", ("NEVER ring a crisis line to test it.",), (entry,), (("Example", "2027-01-31"),)
    )


@given(number=NUMBER, width=st.integers(20, 200))
def test_a_number_is_whole_on_its_own_line_at_every_width(number: str, width: int) -> None:
    lines = callsheet_text(sheet(number), width).split("\n")
    at = next(place for place, line in enumerate(lines) if line.strip() == "[ ] Number:")
    assert lines[at + 1].strip() == number
    assert lines[at + 1].endswith(number)


@given(words=WORDS, width=st.integers(20, 200))
def test_every_part_of_a_sheet_is_there_at_every_width(words: str, width: int) -> None:
    text = " ".join(callsheet_text(sheet("020 7946 0001", words), width).split())
    for said in (
        "NEVER ring this line to test it.",
        "[ ] Hours:",
        "Date: ____",
        "--checked 2026-11-23",
        "by 2027-01-31",
    ):
        assert said in text or width < 40


@given(number=NUMBER, words=WORDS)
def test_a_table_gives_every_value_back(number: str, words: str) -> None:
    rows = list(csv.reader(io.StringIO(callsheet_csv(sheet(number, words)), newline="")))
    assert tuple(rows[0]) == HEADER
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["phone"], row["name"], row["days_over"], row["due"]) == (number, words, "145", "2026-07-01")
    assert row["warning"] == "NEVER ring this line to test it."


@given(number=NUMBER, words=st.text(st.sampled_from("<>&\"' ab"), min_size=1, max_size=30))
def test_a_page_shows_words_and_never_runs_them(number: str, words: str) -> None:
    page = callsheet_html(sheet(number, words))
    assert page.count("<article>") == 1
    assert "<a" not in page.replace("<article>", "")
    assert f'<span class="number">{number}</span>' in page
    assert unescape(page.split("<h2>1. ")[1].split("</h2>")[0]) == f"{words} (GB)"


def test_an_empty_sheet_says_so() -> None:
    empty = sheet("1").but(entries=())
    assert "Every check still counts." in callsheet_text(empty)
    assert "Every check still counts." in callsheet_html(empty)
    assert callsheet_csv(empty).count("\n") == 1


def test_the_labels_that_stay_whole_are_those_of_the_program() -> None:
    from crisisaid.app.contacts.callsheet_words import compare
    from crisisaid.model.contact import Contact

    full = Contact("a", "A", "local", "GB", "1", "2", "3", "4", "https://c", "https://w", "e@x", "address")
    assert set(NUMBERS) <= {label for label, _ in compare(full)}
