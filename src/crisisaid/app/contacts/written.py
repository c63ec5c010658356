"""Written: the files of an organisation's folder as they stand, with the place of every contact and every field."""

from __future__ import annotations

import os

from crisisaid.contacts.checks.corrected_lines import with_value, with_word
from crisisaid.errors import FileRefused
from crisisaid.model.finding import Finding
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from crisisaid.contacts.checks.contact import Problem
    from crisisaid.reading.document import Document, Path

    Entry = tuple["Written", int, Mapping[str, Any]]

CONTACTS, POLICY, SITES = "contacts.yaml", "policy.yaml", "sites"


class Place(Record):
    """Where something stands: line and column counted from 1, 0 where nobody knows; ``words`` is the line."""

    file: str
    line: int = 0
    column: int = 0
    words: str = ""


class Written:
    """One file, read as strictly as everywhere; ``data`` is empty for a file that cannot be used."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.document = _document(path)
        self.lines: tuple[str, ...] = self.document.lines if self.document else ()
        data = self.document.data if self.document else None
        self.data: Mapping[str, Any] = data if isinstance(data, dict) else {}

    def entries(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The contacts as written, with their place in the list."""
        listed = self.data.get("contacts")
        for number, entry in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                yield number, entry

    def leaves(self) -> Iterator[tuple[Path, str]]:
        """Every value that is text, with the way to it."""
        yield from _leaves(self.data, ())

    def place(self, path: Path) -> Place:
        """Where a value stands; of one that is not there, what is around it."""
        positions = self.document.positions if self.document else {}
        while path and path not in positions:
            path = path[:-1]
        line, column = positions.get(path, (0, 0))
        return Place(self.path, line, column, self.line(line))

    def line(self, number: int) -> str:
        """A line of the file, "" for one that it has not."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def is_quoted(self, path: Path) -> bool:
        """Whether a value stands in quotes."""
        return self.document is not None and path in self.document.quoted


def _document(path: str) -> Document | None:
    from crisisaid.reading.files import read_bytes
    from crisisaid.reading.strict import read_yaml

    try:
        return read_yaml(read_bytes(path), path)
    except FileRefused:
        return None


def _leaves(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _leaves(value, (*path, number))


class Folder:
    """All files of a folder that hold contacts or settings; later ones go over earlier ones."""

    def __init__(self, folder: str, site: str = "") -> None:
        self.contacts = Written(os.path.join(folder, CONTACTS))
        self.policy = Written(os.path.join(folder, POLICY))
        self.sites = {name: Written(os.path.join(folder, SITES, f"{name}.yaml")) for name in _sites(folder, site)}
        self._entries: dict[str, dict[str, list[Entry]]] = {}

    def files(self) -> tuple[Written, ...]:
        """Settings first, then the organisation's contacts, then those of its sites."""
        return (self.policy, self.contacts, *self.sites.values())

    def over(self, site: str) -> tuple[Written, ...]:
        """The files that the contacts of a site come from; "" for no site."""
        return (self.contacts, *((self.sites[site],) if site in self.sites else ()))

    def finding(self, problem: Problem, site: str) -> Finding | None:
        """The problem with its place and the corrected line; None when the organisation has not written that field."""
        if site not in self._entries:
            self._entries[site] = _by_id(self.over(site))
        told = self._entries[site].get(problem.contact, ())
        stated = [one for one in told if not problem.field or problem.field in one[2]]
        return _finding(problem, stated[-1][0], ("contacts", stated[-1][1])) if stated else None


def _by_id(files: Sequence[Written]) -> dict[str, list[Entry]]:
    """Each contact's entries, those of later files last."""
    found: dict[str, list[Entry]] = {}
    for written in files:
        for number, entry in written.entries():
            found.setdefault(entry["id"], []).append((written, number, entry))
    return found


def _sites(folder: str, site: str) -> tuple[str, ...]:
    from crisisaid.contacts.layers import sites_of

    return tuple(name for name in sites_of(folder) if not site or name == site)


def _finding(problem: Problem, written: Written, entry: Path) -> Finding:
    path = (*entry, problem.field) if problem.field else entry
    listed = written.data["contacts"][entry[1]].get(problem.field)
    if problem.at >= 0 and isinstance(listed, list) and problem.at < len(listed):
        path = (*path, problem.at)
    at = written.place(path)
    hint = problem.hint
    if problem.right:
        line = _right_line(problem, listed, at)
        hint = f"{hint} Write: {line}".strip() if line else hint
    return Finding(
        problem.code, problem.severity, at.file, at.line, problem.message, hint, at.column, at.words.strip()[:200]
    )


def _right_line(problem: Problem, listed: Any, at: Place) -> str:
    if problem.at >= 0 and isinstance(listed, list):
        return with_word(at.words, str(listed[problem.at]), problem.right)
    return with_value(at.words, problem.field, problem.right)
