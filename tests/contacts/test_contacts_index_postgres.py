"""The same tables and the same query text on PostgreSQL, by the very lines that docs/large-directories.md shows."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from services_indexed import service

from crisisaid.app.services import SERVICES, build
from crisisaid.contacts.index.queries import by_id, countries, every, match
from crisisaid.contacts.index.search import search
from crisisaid.contacts.index.tables import VERSION
from crisisaid.model.need import Need
from crisisaid.store.service_index import open_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

PAGE = Path(__file__).resolve().parents[2] / "docs" / "large-directories.md"
TODAY = "2026-12-25"
KINDS = ("local", "professional", "youth")
TOOLS = ("initdb", "pg_ctl", "psql", "createdb")


def block(name: str) -> str:
    """The code block of the page with this name behind its fence."""
    found = re.search(rf"^```\w+ {re.escape(name)}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    assert found, f"no block is called {name}"
    return found[1]


def made_up(number: int) -> Any:
    chance = Random(number)
    return service(
        f"Example {chance.choice(('Food Bank', 'Debt Advice', 'Shelter', 'Café'))} {number}",
        kind=chance.choice(KINDS),
        country=chance.choice(("US", "US", "GB")),
        sms=chance.choice(("", "", "555-0101")),
        region=chance.choice(("", "US-CA", "US-NY")),
        timezone=chance.choice(("America/New_York", "America/Los_Angeles", "")),
        hours=chance.choice(("", "24/7", "Mo-Fr 09:00-17:00; Dec 25 off", "Mo-Su 20:00-06:00", "Sa 10:15-12:45")),
        closed_on=chance.choice(((), ("2026-12-25",))),
        languages=chance.choice(((), ("en",), ("pt-BR", "es"))),
        populations=chance.choice(((), (), ("veterans",), ("women",))),
        min_age=chance.choice((None, 18)),
        free=chance.choice((None, True, False)),
        note=chance.choice(
            ("", 'Ring "twice", then wait.\nThe second door.', r"\N", "Groceries; one bag, no questions")
        ),
        verified_on=chance.choice(("", "2026-11-01", "2024-11-01")),
        status=chance.choice(("active", "active", "suspended")),
    )


AT = {"noon of a working day": 1_797_354_000.0, "Christmas night": 1_798_187_400.0, "no moment": 0.0}
NEEDS = {
    f"{when}, {what}": Need(country="US", at=at, **more)
    for when, at in AT.items()
    for what, more in {
        "region and language": {"region": "US-CA", "languages": ("pt",), "channel": "text_chat"},
        "deaf veteran": {"populations": ("veterans",), "age": 70, "deaf": True, "no_credit": True},
        "young, elsewhere": {"age": 17, "region": "US-ME", "languages": ("fr-CA", "en")},
    }.items()
}


class Server:
    """A PostgreSQL of this test's own, on a socket in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # It refuses to run for the superuser.
        self.user: dict[str, str] = {"user": "nobody"} if getattr(os, "geteuid", lambda: 1)() == 0 else {}
        if self.user:
            shutil.chown(folder, "nobody")

    def run(self, *command: str, **more: Any) -> str:
        environ = {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "PGHOST": str(self.folder),
            "HOME": str(self.folder),
        }
        more |= {"env": environ, "cwd": self.folder, "text": True, "capture_output": True, "timeout": 60}
        done = subprocess.run(command, check=False, **self.user, **more)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {(done.stderr or done.stdout).strip()[-300:]}")
        return done.stdout

    def start(self) -> None:
        data, options = str(self.folder / "data"), f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        self.run("initdb", "-D", data, "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres", "-A", "trust", "-N")
        self.run("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")


class Psql:
    """Queries by psql, its variables as the values: no driver is needed."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def execute(self, text: str, values: dict[str, Any] | None = None) -> Any:
        named = [f"--set={name}={self._written(value)}" for name, value in (values or {}).items()]
        rows = f"SELECT row_to_json(found) FROM ({text.rstrip().removesuffix(';')}) AS found;"
        out = self.server.run("psql", "-XqAt", "-U", "postgres", "-d", "services", "-v", "ON_ERROR_STOP=1", *named,
                              "-f", "-", input=rows)  # fmt: skip
        return Rows(tuple(json.loads(line).values()) for line in out.splitlines())

    @staticmethod
    def _written(value: str | int) -> str:
        return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


class Rows(list[Any]):
    def fetchall(self) -> list[Any]:
        return self

    def fetchone(self) -> Any:
        return self[0] if self else None


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    # A socket's path has room for a hundred letters.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as made:
        yield Path(made)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        pytest.skip(f"no PostgreSQL here: {', '.join(missing)} not found")
    build(str(folder / SERVICES), (made_up(number) for number in range(300)), lambda: None)
    found = Server(folder)
    try:
        found.start()
    except (RuntimeError, subprocess.SubprocessError, PermissionError, LookupError) as problem:
        pytest.skip(f"PostgreSQL cannot be started here: {problem}")
    try:
        here = Path.cwd()
        (folder / "to_postgres.py").write_text(block("to_postgres.py"), encoding="utf-8")
        os.chdir(folder)
        try:
            runpy.run_path("to_postgres.py")
        finally:
            os.chdir(here)
        found.run("createdb", "-U", "postgres", "--encoding=UTF8", "services")
        found.run("psql", "-XqU", "postgres", "--dbname=services", "--set=ON_ERROR_STOP=1", "--file=services.sql")
        yield found
    finally:
        found.stop()


@pytest.fixture(scope="module")
def sqlite(server: Server) -> sqlite3.Connection:
    found = open_index(str(server.folder / SERVICES), VERSION)
    assert found is not None
    return found


@pytest.mark.parametrize("name", NEEDS)
def test_a_match_is_the_same(server: Server, sqlite: sqlite3.Connection, name: str) -> None:
    here = match(sqlite, NEEDS[name], KINDS, TODAY, 4)
    assert len(here) >= 4
    assert match(Psql(server), NEEDS[name], KINDS, TODAY, 4) == here


def test_every_contact_is_there_unchanged(server: Server, sqlite: sqlite3.Connection) -> None:
    expected = tuple(made_up(number) for number in range(300))
    assert tuple(every(sqlite)) == expected
    assert tuple(every(Psql(server))) == expected
    assert countries(Psql(server)) == countries(sqlite)
    assert by_id(Psql(server), expected[7].id) == (expected[7],)


def test_text_is_searched_by_its_own_index(server: Server, sqlite: sqlite3.Connection) -> None:
    server.run("psql", "-XqU", "postgres", "--dbname=services", "-f", "-", input=block("words.sql"))
    for needed in ("groceries", "food bank", "shelter"):
        there = Psql(server).execute(block("search.sql"), {"needed": needed, "country": "US", "most": 400})
        ours = search(sqlite, needed, "US", limit=400).contacts
        literal = {one.id for one in ours if needed.split()[0] in f"{one.name} {one.note}".casefold()}
        assert {found[0] for found in there} == literal
        assert literal


def test_the_driver_lines_bind_names_and_nothing_else() -> None:
    names: dict[str, Any] = {}
    exec(block("on_postgres.py"), names)  # the page's own lines
    seen: list[tuple[str, object]] = []

    class Connection:
        def execute(self, text: str, values: object) -> None:
            seen.append((text, values))

    from crisisaid.contacts.index import queries

    run: Callable[..., object] = names["Postgres"](Connection()).execute
    values = {**queries.values_for(NEEDS["Christmas night, deaf veteran"], KINDS, TODAY, 6),
              **queries.when_in("America/New_York", 1.0), "zone": 1}  # fmt: skip
    for text in (queries.NEAR, queries.OPEN, queries.GENERAL, queries.SPECIAL):
        assert set(re.findall(r":(\w+)", text)) <= set(values)
        run(text, values)
        bound, given = seen.pop()
        assert ":" not in bound
        assert "%" not in re.sub(r"%\((\w+)\)s", "", bound)
        assert set(re.findall(r"%\((\w+)\)s", bound)) <= set(given)  # type: ignore[call-overload]
