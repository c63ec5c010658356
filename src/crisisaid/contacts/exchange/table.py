"""Table: contacts as CSV with one column for each field, out and in again without a difference (docs/exchange.md)."""

from __future__ import annotations

import csv
import io
import re

from crisisaid.contacts.entries import DIRECTORY_FIELDS
from crisisaid.contacts.exchange.outside import Taken, contact_of, left_out, stable_id
from crisisaid.contacts.exchange.table_cells import HOW_TO_MEND, cell_of, damage, value_of
from crisisaid.model.record import Record
from crisisaid.reading.page import FORBIDDEN, shown
from crisisaid.reading.text_stream import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from crisisaid.contacts.exchange.outside import Origin
    from crisisaid.model.contact import Contact

NOT_A_TABLE = "CA0106"
UNKNOWN_COLUMN = "CA0201"
MARK = "\ufeff"
"""Without it spreadsheet programs take UTF-8 for something else."""

HINT = "The first line names the columns, such as name,phone,hours. docs/exchange.md has all of them."
OTHERS = {
    "{": "This is JSON, not a table.",
    "[": "This is JSON, not a table.",
    "<": "This is a web page (HTML), not a table.",
}


class Row(Record):
    """One row by column, and the line it begins on."""

    line: int
    cells: Mapping[str, str]
    extra: str = ""


def table(contacts: Iterable[Contact]) -> Iterator[str]:
    """A whole CSV file, in pieces: the header, then a row for each contact."""
    yield MARK + ",".join(DIRECTORY_FIELDS) + "\r\n"
    for contact in contacts:
        text = io.StringIO()
        row = [cell_of(name, getattr(contact, name)) for name in DIRECTORY_FIELDS]
        csv.writer(text, lineterminator="\r\n").writerow(row)
        yield text.getvalue()


def read_table(lines: Iterable[str], origin: Origin) -> Iterator[Taken]:
    """Each row: a contact, or a finding that says why it is left out and how the cell is put right.

    Raises ContentRefused, with the line, where this is no table or has columns nobody knows.
    """
    for row in _rows(lines, origin):
        yield _taken(row, origin)


def _taken(row: Row, origin: Origin) -> Taken:
    cells = row.cells
    name = cells.get("name", "")
    country = cells.get("country", "").strip() or origin.country
    broken = [said for said in (damage(column, cell, country) for column, cell in cells.items()) if said]
    if broken:
        return Taken(row.line, findings=(left_out(origin, row.line, name, " ".join(broken), HOW_TO_MEND),))
    if row.extra.strip():
        said = f"There is more in this row than it has columns: {shown(row.extra, 60)!r}."
        return Taken(
            row.line, findings=(left_out(origin, row.line, name, said, 'Put words with a comma in "quotes".'),)
        )
    contact, fault = contact_of(_entry(cells, origin))
    if contact is None:
        return Taken(row.line, findings=(left_out(origin, row.line, name, fault),))
    return Taken(row.line, contact)


def _entry(cells: Mapping[str, str], origin: Origin) -> dict[str, Any]:
    """The fields that are stated, with an id, kind and country for a row that names none."""
    entry = {name: value_of(name, cell) for name, cell in cells.items() if cell.strip()}
    entry = {name: value for name, value in entry.items() if value not in ("", [])}
    if "id" not in entry and "name" in entry:
        foreign = "\n".join(str(entry.get(part, "")) for part in ("name", "phone", "sms", "chat", "address"))
        entry["id"] = stable_id("csv", str(entry["name"]), foreign)
    if origin.country:
        entry.setdefault("country", origin.country)
    return {"kind": "local", **entry}


def _rows(lines: Iterable[str], origin: Origin) -> Iterator[Row]:
    waiting = iter(lines)
    first = next(waiting, "")
    columns, separator = _header(first, origin)
    reader = csv.reader(waiting, delimiter=separator, strict=True)
    begins = 2
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 2
            if any(cell.strip() for cell in cells):
                yield _row(line, columns, cells)
    except csv.Error:
        said = "From this line on it is no table any more."
        hint = 'Look for a quotation mark (") that is never closed.'
        raise refused((origin.file, begins), NOT_A_TABLE, said, hint) from None


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
    extra = " ".join(cells[len(columns) :])
    return Row(line, dict(zip(columns, cells, strict=False)), extra)


def _header(first: str, origin: Origin) -> tuple[list[str], str]:
    """The columns and what separates them: spreadsheets use what their country does not use in numbers."""
    start = first.lstrip()[:1]
    if not start or start in OTHERS or FORBIDDEN.search(first.rstrip("\r\n")):
        said = OTHERS.get(start, "This is not a table of contacts.")
        raise refused((origin.file, 1), NOT_A_TABLE, f"{said} It begins: {shown(first.strip(), 60)}", HINT, first)
    separator = max(",;\t", key=first.count)
    heading = next(csv.reader([first], delimiter=separator), [])
    named = [re.sub("[ -]+", "_", cell.strip().casefold()) for cell in heading]
    while named and not named[-1]:
        named.pop()
    for name, written in zip(named, heading, strict=False):
        if name not in DIRECTORY_FIELDS or named.count(name) > 1:
            raise _unknown_column(name, written, origin, first)
    if "name" not in named:
        said = f"The first line has no column 'name': {shown(first.strip(), 60)}"
        raise refused((origin.file, 1), UNKNOWN_COLUMN, said, HINT, first)
    return named, separator


def _unknown_column(name: str, written: str, origin: Origin, first: str) -> Exception:
    from difflib import get_close_matches

    if name in DIRECTORY_FIELDS:
        said = f"The column '{name}' stands twice in the first line."
        return refused((origin.file, 1), UNKNOWN_COLUMN, said, "Take one of them out.", first)
    close = get_close_matches(name, DIRECTORY_FIELDS, 1)
    guess = f" Did you mean '{close[0]}'?" if close else ""
    said = f"'{shown(written, 40)}' in the first line is not a field of a contact.{guess}"
    return refused((origin.file, 1), UNKNOWN_COLUMN, said, f"Rename the column, or take it out. {HINT}", first)
