"""A rota as a table (CSV, as spreadsheets save it): from, to, role, contact, phone, note."""

from __future__ import annotations

import csv
from datetime import timedelta
from difflib import get_close_matches

from crisisaid.contacts.rota.moments import how_to_write, read_moment, seconds_of
from crisisaid.contacts.rota.words import CODE, as_id, as_number, role_named, roles_to_choose
from crisisaid.model.duty import Duty
from crisisaid.reading.characters import name_of
from crisisaid.reading.page import FORBIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, tzinfo

    from crisisaid.model.finding import Finding
    from crisisaid.reading.page import Page

    Read = tuple[tuple[Duty, ...], tuple[Finding, ...]]

COLUMNS = ("from", "to", "role", "contact", "phone", "note")
NEEDED = ("from", "to", "role")
HEADER = ",".join(COLUMNS)
LONGEST_NOTE = 400


class _Wrong(Exception):
    """What is wrong with a row, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def read_csv(text: str, page: Page, zone: tzinfo | None) -> Read:
    """The turns of every row that can be read, and a finding for each that cannot; the other rows are used."""
    duties: list[Duty] = []
    findings: list[Finding] = []
    try:
        for line, row in _rows(text):
            try:
                duties.append(_duty(row, line, zone))
            except _Wrong as wrong:
                findings.append(page.finding(CODE, (line, 0), f"{wrong.message} This row is not used.", wrong.hint))
    except _Wrong as wrong:
        findings.append(page.finding(CODE, (1, 0), wrong.message, wrong.hint))
    except csv.Error:
        said = "This is not a table any more from here on; what stands below is not used."
        line = duties[-1].line + 1 if duties else 1
        findings.append(page.finding(CODE, (line, 0), said, 'Look for a quotation mark (") that is never closed.'))
    return tuple(duties), tuple(findings)


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Every row that is not empty, by column, with the line it begins on. Raises _Wrong for a heading nobody knows."""
    first = text.partition("\n")[0]
    # Spreadsheets separate by what their country does not use in numbers.
    separator = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    columns = _columns(next(reader, []))
    begins = reader.line_num + 1
    for row in reader:
        line, begins = begins, reader.line_num + 1
        if any(cell.strip() for cell in row):
            cells = [cell.strip() for cell in row]
            extra = "".join(cells[len(columns) :])
            yield line, {"": extra, **dict.fromkeys(COLUMNS, ""), **dict(zip(columns, cells, strict=False))}


def _columns(heading: list[str]) -> list[str]:
    named = [cell.strip().casefold() for cell in heading]
    while named and not named[-1]:
        named.pop()
    hint = f"The first line is: {HEADER}"
    for name in named:
        if name not in COLUMNS or named.count(name) > 1:
            close = get_close_matches(name, COLUMNS, 1)
            guess = f" Did you mean '{close[0]}'?" if close and close[0] != name else ""
            twice = " stands twice in the first line." if name in COLUMNS else " is no column of a rota."
            raise _Wrong(f"'{name[:40]}'{twice} Nothing of this file is used.", f"{hint}.{guess}")
    missing = [name for name in NEEDED if name not in named]
    if missing or not {"contact", "phone"} & set(named):
        missing = missing or ["contact or phone"]
        raise _Wrong(f"The first line has no column {', '.join(missing)}. Nothing of this file is used.", f"{hint}.")
    return named


def _duty(row: Mapping[str, str], line: int, zone: tzinfo | None) -> Duty:
    if row[""]:
        raise _Wrong(
            f"There is more in this row than columns: {row[''][:40]!r}.", 'Put words with a comma in "quotes".'
        )
    unseen = FORBIDDEN.search("".join(row.values()).replace("\n", ""))
    if unseen:
        raise _Wrong(f"{name_of(unseen.group())} is in this row; it cannot be seen.", "Type the row again.")
    start, end = _times(row["from"], row["to"])
    return Duty(
        _role(row["role"]),
        seconds_of(start, zone),
        seconds_of(end, zone),
        *_reached(row["contact"], row["phone"]),
        " ".join(row["note"].split())[:LONGEST_NOTE],
        line,
    )


def _times(begins: str, ends: str) -> tuple[datetime, datetime]:
    start, _ = _moment("from", begins)
    end, whole_day = _moment("to", ends)
    if whole_day:
        end += timedelta(days=1)
    if end > start:
        return start, end
    tomorrow = end + timedelta(days=1)
    if not whole_day and start < tomorrow:
        hint = f"A night ends on the day after: write {tomorrow:%Y-%m-%d %H:%M} in 'to'."
    else:
        hint = "Which of the two is right? 'from' comes first."
    raise _Wrong(f"This turn ends ({ends}) before it begins ({begins}).", hint)


def _moment(column: str, words: str) -> tuple[datetime, bool]:
    found, whole_day = read_moment(words)
    if found is None:
        said = f"{words[:40]!r} in '{column}' is not a date." if words else f"'{column}' is empty."
        raise _Wrong(said, how_to_write(words))
    return found, whole_day


def _role(words: str) -> str:
    role = role_named(words)
    if not role:
        said = f"{words[:40]!r} is no role that a rota can have." if words else "'role' is empty."
        raise _Wrong(said, f"Write one of: {roles_to_choose()}.")
    return role


def _reached(contact: str, phone: str) -> tuple[str, str]:
    if contact and not as_id(contact):
        raise _Wrong(f"{contact[:40]!r} in 'contact' is no id.", "Write the id from contacts.yaml, or use 'phone'.")
    if phone and not as_number(phone):
        raise _Wrong(
            f"{phone[:40]!r} in 'phone' cannot be dialled.",
            "Write digits, spaces and + - ( ) * # only; set the column to text in the spreadsheet.",
        )
    if not (contact or phone):
        raise _Wrong("Nobody can be reached by this row.", "Write a contact's id in 'contact' or a number in 'phone'.")
    return contact, phone
