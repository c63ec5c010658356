"""An organisation's own files, read anew only when their bytes have changed: thousands of contacts take seconds."""

from __future__ import annotations

import os

from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.policy import Policy
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from crisisaid.contacts.layers import Organisation
    from crisisaid.model.approval import Approval
    from crisisaid.model.contact import Contact

APPROVALS = "approvals.yaml"
FILES = ("contacts.yaml", "policy.yaml", APPROVALS)
LARGEST = 64_000_000
"""More bytes than this are not looked at; what reads the file says so in its own words."""


class Settled(Record):
    """What the organisation has settled: its policy, name and country, and what was wrong in its files."""

    policy: Policy
    name: str = ""
    country: str = ""
    findings: tuple[Finding, ...] = ()
    approvals: tuple[Approval, ...] = ()
    timezone: str = ""
    contact_person: str = ""
    countries: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Files:
    """An organisation's folder, or none (""); one of its sites; a file that goes over everything."""

    def __init__(self, folder: str, cache: str, site: str = "", over: str = "") -> None:
        self._folder = folder
        self._cache = cache
        self._site, self._over = site, over
        self._print: str | None = None

    def settled(self) -> Settled:
        """Policy, name and country; every fault is a finding and what could be read is used."""
        if not self._folder and not self._over:
            return Settled(Policy())
        if self._folder and not os.path.isdir(self._folder):
            message = f"There is no organisation's folder at {self._folder}."
            missing = Finding("CA0603", ERROR, self._folder, 0, message, "Only the built-in contacts are used.")
            return Settled(Policy(), findings=(missing,))
        kept = self._kept("settled", self._read_settled)
        return Settled(*kept)

    def over(self, built_in: tuple[Contact, ...], country: str) -> tuple[tuple[Contact, ...], tuple[Finding, ...]]:
        """The contacts of a country with the organisation's own over them, and what was left out."""
        if not self._folder and not self._over:
            return built_in, ()
        # The directory's own bytes are part of the name: a number that was put right must not be hidden by a copy.
        from crisisaid.library.compiled import dump

        name = f"contacts-{country}-{_digest(dump(built_in))}"
        contacts, findings = self._kept(name, lambda: self._merged(built_in))
        return contacts, findings

    def _read_settled(self) -> tuple[object, ...]:
        read = self.read()
        approvals, findings = self._read_approvals()
        found = (*read.findings, *findings)
        about = (read.timezone, read.contact_person, read.countries, read.named)
        return (read.policy, read.name, read.country, found, approvals, *about)

    def read(self) -> Organisation:
        """What the files say, read anew."""
        from crisisaid.contacts.layers import read_organisation

        return read_organisation(self._folder, self._site, self._over)

    def _read_approvals(self) -> tuple[tuple[Approval, ...], tuple[Finding, ...]]:
        """Approvals that cannot be read approve nothing, and that is said."""
        from crisisaid.errors import FileRefused
        from crisisaid.library.approvals import parse_approvals
        from crisisaid.reading.files import read_bytes

        path = self.approvals_file
        try:
            return parse_approvals(read_bytes(path), path) if path and os.path.lexists(path) else ((), ())
        except FileRefused as problem:
            return (), (Finding("CA0603", ERROR, path, 0, problem.message, "No protocol counts as approved."),)

    @property
    def approvals_file(self) -> str:
        """Where approvals are written down; the file need not be there."""
        return os.path.join(self._folder, APPROVALS) if self._folder else ""

    def _merged(self, built_in: tuple[Contact, ...]) -> tuple[object, ...]:
        from crisisaid.contacts.layers import with_organisation

        read = self.read()
        return with_organisation((*built_in, *self._imported(read, {one.id for one in built_in})), read)

    def _imported(self, read: Organisation, known: set[str]) -> tuple[Contact, ...]:
        """The contacts of an imported directory that the organisation writes about; a damaged one is told elsewhere."""
        from crisisaid.app.services import Services
        from crisisaid.errors import FileRefused

        services = Services(self._folder)
        named = {str(entry.get("id", "")) for over in read.overlays for entry in over.entries} - known
        try:
            return tuple(one for name in sorted(named) for one in services.by_id(name)) if services.there() else ()
        except FileRefused:
            return ()

    def _kept(self, name: str, make: Callable[[], tuple[object, ...]]) -> tuple[Any, ...]:
        from crisisaid.app.keeping import kept_or_made

        return kept_or_made(self._cache, f"{name}-{self._fingerprint()}", make)

    def _fingerprint(self) -> str:
        """Of the bytes of the files, and of the program that reads them."""
        if self._print is None:
            from crisisaid import __version__

            whose = f"{os.path.abspath(self._folder)} {self._site} {self._over}"
            named = f"{__version__} {whose} {_state_of_services(self._folder)}".encode()
            self._print = _digest(b"\0".join((named, *(_bytes(path) for path in self._paths()))))
        return self._print

    def _paths(self) -> Iterator[str]:
        """Every file that what is kept depends on; the policy may name a site, so all of them count."""
        yield from (os.path.join(self._folder, name) for name in FILES if self._folder)
        sites = os.path.join(self._folder, "sites")
        if self._folder and os.path.isdir(sites):
            yield from (os.path.join(sites, name) for name in sorted(os.listdir(sites)))
        if self._over:
            yield self._over


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()[:24]


def _bytes(path: str) -> bytes:
    try:
        if not os.path.isfile(path):
            return b"-"
        with open(path, "rb") as file:
            return file.read(LARGEST)
    except OSError:
        return b"-"


def _state_of_services(folder: str) -> str:
    """What tells one imported directory from the next, without reading its tens of megabytes."""
    from crisisaid.app.services import SERVICES

    try:
        state = os.stat(os.path.join(folder, SERVICES)) if folder else None
    except OSError:
        state = None
    return f"{state.st_size} {state.st_mtime_ns}" if state else ""


def files_of(folder: str, environ: Mapping[str, str], site: str = "", over: str = "") -> Files:
    """The organisation's files: of the folder that was named, else of the one in the user's config folder, if any."""
    from crisisaid.store.places import cache_folder, organisation_folder

    return Files(organisation_folder(environ, folder), cache_folder(environ), site, over)
