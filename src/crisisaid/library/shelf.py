"""Shelf: the protocols there are, every version side by side, each read only when it is wanted."""

from __future__ import annotations

from crisisaid.errors import ContentRefused, ProtocolNotFound
from crisisaid.library.compiled import load
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisisaid.model.finding import Finding
    from crisisaid.model.protocol import Protocol

INDEX = "index.bin"

NO_FOLDER = "CA0507"
"""The finding that the whole folder is not there."""


class Entry(Record):
    """What is known of a protocol's version without opening it."""

    id: str
    version: str
    status: str
    title: str
    summary: str
    said_as: tuple[str, ...]
    about: str
    digest: str

    @property
    def file(self) -> str:
        return f"{self.id}@{self.version}.bin"


class Index:
    """The newest entries by id: enough to name a protocol without opening it.

    Raises ContentRefused for one that was left out, with what was found in it, and ProtocolNotFound for an unknown id.
    """

    def __init__(self, newest: dict[str, Entry], findings: tuple[Finding, ...] = ()) -> None:
        self._newest = newest
        self._findings = findings

    def __getitem__(self, protocol_id: str) -> Entry:
        if protocol_id not in self._newest:
            why = tuple(
                one for one in self._findings if one.file.startswith(f"{protocol_id}/") or one.code == NO_FOLDER
            )
            if why:
                raise ContentRefused(why, f"{protocol_id} cannot be used as it is.")
            raise ProtocolNotFound(f"There is no protocol called {protocol_id!r}.", _near(protocol_id, self._newest))
        return self._newest[protocol_id]


class Shelf:
    """The newest released version of each protocol by id, else its newest draft; the engine can use it so.

    ``fetch`` gives the bytes of a compiled file by its name, and raises OSError where there is none. ``entries`` are
    those of the index, where it was read already; ``findings`` say what was left out, and why.
    """

    def __init__(
        self,
        fetch: Callable[[str], bytes],
        entries: tuple[Entry, ...] | None = None,
        findings: tuple[Finding, ...] = (),
    ) -> None:
        self.fetch = fetch
        self.findings = findings
        self._opened: dict[str, Protocol] = {}
        self.entries = tuple(Entry(*fields) for fields in load(fetch(INDEX))) if entries is None else entries
        self._newest: dict[str, Entry] = {}
        for entry in self.entries:
            present = self._newest.get(entry.id)
            if entry.status != "retired" and (present is None or _rank(entry) > _rank(present)):
                self._newest[entry.id] = entry

    def __getitem__(self, protocol_id: str) -> Protocol:
        if protocol_id not in self._opened:
            self._opened[protocol_id] = self._open(self.entry(protocol_id))
        return self._opened[protocol_id]

    def __contains__(self, protocol_id: object) -> bool:
        return protocol_id in self._newest

    def __iter__(self) -> Iterator[str]:
        return iter(self._newest)

    def __len__(self) -> int:
        return len(self._newest)

    @property
    def index(self) -> Index:
        """The entries, for who only has to name a protocol."""
        return Index(self._newest, self.findings)

    def entry(self, protocol_id: str) -> Entry:
        """The newest version's entry. Raises ContentRefused or ProtocolNotFound, naming near ids."""
        return self.index[protocol_id]

    def version(self, protocol_id: str, version: str) -> Protocol:
        """One version of a protocol, also an old one. Raises ProtocolNotFound."""
        for entry in self.entries:
            if (entry.id, entry.version) == (protocol_id, version):
                return self._open(entry)
        known = ", ".join(entry.version for entry in self.entries if entry.id == protocol_id)
        raise ProtocolNotFound(
            f"There is no version {version} of {protocol_id}.", f"Versions here: {known}." if known else ""
        )

    def _open(self, entry: Entry) -> Protocol:
        protocol: Protocol = load(self.fetch(entry.file))
        return protocol


def _rank(entry: Entry) -> tuple[object, ...]:
    """A draft never takes the place of what was released, however new it is."""
    return entry.status == "released", order(entry.version)


def _near(protocol_id: str, known: dict[str, Entry]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(protocol_id, known, n=3, cutoff=0.4)
    if near:
        return f"Did you mean {' or '.join(near)}? `crisisaid list` shows them all."
    return f"These are here: {', '.join(known)}."


def order(version: str) -> tuple[object, ...]:
    """A version to sort by: 1.10.0 comes after 1.9.0, and 1.0.0-rc.1 before 1.0.0-rc.10 before 1.0.0."""
    numbers, _, early = version.partition("-")
    names = tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in early.split("."))
    return tuple(int(part) for part in numbers.split(".") if part.isdigit()), not early, names
