"""Index tables: a large directory of services as SQL tables, alike in SQLite and PostgreSQL, and the text index apart.

``service`` holds, as small numbers, what services are compared by; ``entry`` holds what is said of them. Both are
counted by ``place``, the order in which the services came. docs/large-directories.md shows them on PostgreSQL.
"""

from __future__ import annotations

VERSION = 1
"""Of the tables; a program reads the version it knows and refuses others."""

TABLES = (
    # One row a service that may be shown: in use, and not named by one doubtful list only. ways: 1 phone, 2 sms,
    # 4 textphone, 8 chat, 16 address. credit: 0 usable without money, 1 perhaps, 2 not. verified: days since 1970.
    """CREATE TABLE service (
        place INTEGER PRIMARY KEY,
        country TEXT NOT NULL,
        kind TEXT NOT NULL,
        zone INTEGER NOT NULL,
        region TEXT NOT NULL,
        hours INTEGER NOT NULL,
        language_set INTEGER NOT NULL,
        group_set INTEGER NOT NULL,
        ways INTEGER NOT NULL,
        credit INTEGER NOT NULL,
        min_age INTEGER NOT NULL,
        max_age INTEGER NOT NULL,
        verified INTEGER NOT NULL,
        good_days INTEGER NOT NULL,
        confidence INTEGER NOT NULL
    )""",
    # One row a contact, in use or not: its fields as in contacts.yaml; lists are JSON, free is 0, 1 or not
    # stated, seal is a sum over all of them (index_rows.py).
    """CREATE TABLE entry (
        place INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        country TEXT NOT NULL,
        phone TEXT NOT NULL,
        press TEXT NOT NULL,
        sms TEXT NOT NULL,
        textphone TEXT NOT NULL,
        chat TEXT NOT NULL,
        web TEXT NOT NULL,
        email TEXT NOT NULL,
        address TEXT NOT NULL,
        region TEXT NOT NULL,
        area TEXT NOT NULL,
        hours TEXT NOT NULL,
        timezone TEXT NOT NULL,
        closed_on TEXT NOT NULL,
        languages TEXT NOT NULL,
        populations TEXT NOT NULL,
        services TEXT NOT NULL,
        min_age INTEGER,
        max_age INTEGER,
        free INTEGER,
        refer_how TEXT NOT NULL,
        note TEXT NOT NULL,
        fallback TEXT NOT NULL,
        replaces TEXT NOT NULL,
        sources TEXT NOT NULL,
        confidence TEXT NOT NULL,
        last_seen TEXT NOT NULL,
        verified_on TEXT NOT NULL,
        verified_by TEXT NOT NULL,
        verified_how TEXT NOT NULL,
        status TEXT NOT NULL,
        seal BIGINT NOT NULL
    )""",
    # The time zones that the services of a country keep; 0 in service is none.
    """CREATE TABLE time_zone (
        country TEXT NOT NULL,
        zone INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (country, zone)
    )""",
    # When it is open, one row for all services with the same hours. whole and partly: one bit a half hour, bit 0 is
    # 00:00-00:30. day: "2026-12-25" counts before "12-25 4" (4: a Friday), that before "4". hours 0: not known.
    """CREATE TABLE open_day (
        zone INTEGER NOT NULL,
        day TEXT NOT NULL,
        hours INTEGER NOT NULL,
        whole BIGINT NOT NULL,
        partly BIGINT NOT NULL,
        PRIMARY KEY (zone, day, hours)
    )""",
    # pt-BR is one row with exact 1, and one with exact 0 for pt. language_set 0: none stated.
    """CREATE TABLE language_set (
        tag TEXT NOT NULL,
        exact INTEGER NOT NULL,
        language_set INTEGER NOT NULL,
        PRIMARY KEY (tag, exact, language_set)
    )""",
    # group_set 0: for everybody.
    """CREATE TABLE group_set (
        people TEXT NOT NULL,
        group_set INTEGER NOT NULL,
        PRIMARY KEY (people, group_set)
    )""",
    # The words that are used, for one that was typed with a slip in it.
    """CREATE TABLE spelling (
        word TEXT PRIMARY KEY,
        many INTEGER NOT NULL
    )""",
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)

# Everything a match compares, so that it never turns to the table itself.
INDEXES = (
    """CREATE INDEX service_match ON service (
        country, kind, zone, hours, region, language_set, group_set, ways, credit, min_age, max_age, verified,
        good_days, confidence, place
    )""",
    "CREATE INDEX service_group ON service (country, kind, zone, group_set) WHERE group_set > 0",
    "CREATE INDEX entry_id ON entry (id)",
)

# SQLite's own full-text index; the words are not stored again, the row's number is the place.
TEXT_INDEX = """CREATE VIRTUAL TABLE service_words USING fts5(
    name, needs, people, places, more, content='', tokenize='porter unicode61 remove_diacritics 2'
)"""
