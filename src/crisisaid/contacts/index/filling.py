"""Index filling: contacts into the tables of an index, a thousand at a time, through any SQLite connection."""

from __future__ import annotations

from crisisaid.contacts.index.rows import FIELDS, Rows
from crisisaid.contacts.index.tables import INDEXES, TABLES, TEXT_INDEX, VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from sqlite3 import Connection

    from crisisaid.model.contact import Contact

AT_ONCE = 1000
INTO = {
    "entry": f"INSERT INTO entry VALUES ({'?, ' * len(FIELDS)}?, ?)",  # noqa: S608 - nothing but question marks
    "service": "INSERT INTO service VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "time_zone": "INSERT INTO time_zone VALUES (?, ?, ?)",
    "open_day": "INSERT INTO open_day VALUES (?, ?, ?, ?, ?)",
    "language_set": "INSERT INTO language_set VALUES (?, ?, ?)",
    "group_set": "INSERT INTO group_set VALUES (?, ?)",
    "service_words": "INSERT INTO service_words (rowid, name, needs, people, places, more) VALUES (?, ?, ?, ?, ?, ?)",
}
WITHOUT_TEXT_INDEX = "none"


def fill(connection: Connection, contacts: Iterable[Contact], done: Callable[[], None]) -> int:
    """Make the tables and write every contact; the answer is how many. ``done`` is called once a contact.

    Where this Python's SQLite has no full-text index the rest is made, and a search compares letters instead.
    """
    for statement in TABLES:
        connection.execute(statement)
    has_text = _make_text_index(connection)
    rows, place = Rows(), 0
    for place, contact in enumerate(contacts, 1):
        rows.take(contact, place)
        if place % AT_ONCE == 0:
            _write(connection, rows, has_text)
        done()
    _write(connection, rows, has_text)
    connection.executemany("INSERT INTO spelling VALUES (?, ?)", sorted(rows.spellings.items()))
    about = {"version": VERSION, "contacts": place, "text_index": "fts5" if has_text else WITHOUT_TEXT_INDEX}
    connection.executemany("INSERT INTO about VALUES (?, ?)", [(name, str(value)) for name, value in about.items()])
    for statement in INDEXES:
        connection.execute(statement)
    if has_text:
        connection.execute("INSERT INTO service_words (service_words) VALUES ('optimize')")
    connection.execute("ANALYZE")
    return place


def _make_text_index(connection: Connection) -> bool:
    from sqlite3 import OperationalError

    try:
        connection.execute(TEXT_INDEX)
    except OperationalError as problem:
        if "no such module" in str(problem):
            return False
        raise
    return True


def _write(connection: Connection, rows: Rows, has_text: bool) -> None:
    for table, made in rows.made.items():
        if table != "service_words" or has_text:
            connection.executemany(INTO[table], made)
    rows.made.clear()
