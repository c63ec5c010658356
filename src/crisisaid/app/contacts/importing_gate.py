"""Importing gate: which of the records that were read may be taken over, given what the directory holds already."""

from __future__ import annotations

import os
import re
from collections import Counter

from crisisaid.app.contacts.directory import CONTACTS
from crisisaid.app.contacts.importing_file import ids_in, sheet_of
from crisisaid.contacts.entries import OVERLAY_FIELDS, fields_of
from crisisaid.contacts.exchange.outside import Origin, left_out
from crisisaid.contacts.exchange.outside_limits import beyond_limits, cannot_be
from crisisaid.contacts.kinds import BUILT_IN, EMERGENCY
from crisisaid.contacts.merging import BUILT_IN_ID, NUMBER_FIELDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from crisisaid.app.contacts.directory import Directory
    from crisisaid.app.services import Services
    from crisisaid.contacts.exchange.outside import Taken
    from crisisaid.model.contact import Contact
    from crisisaid.model.finding import Finding

NEW, AGAIN, ALREADY = "new", "again", "already"
MOST_KEPT = 100
"""Findings that are shown; more are only counted."""

FROM_OUTSIDE = re.compile(r"(hsds|csv)-(?:.+-)?([0-9a-f]{10})")
"""An id made on import: its last part stays the same when the name changes in the other list."""

NO_EMERGENCY = "Emergency numbers are not imported: one that is wrong costs the most."
ADD = "If it is right, add it yourself: crisisaid contacts add."


class Gate:
    """Lets new contacts through one by one, and keeps count of everything else."""

    def __init__(self, directory: Directory, services: Services, taken: Iterable[Taken], file: str) -> None:
        self.findings: list[Finding] = []
        self.unshown, self.left_out, self.kept = 0, 0, 0
        self.changes: dict[str, dict[str, Any]] = {}
        self.counts: Counter[str] = Counter()
        self._directory, self._services, self._taken, self._origin = directory, services, taken, Origin(file)
        self._written = frozenset(ids_in(sheet_of(directory.path(CONTACTS))))
        self._codes: set[str] = set()
        self._there: dict[str, Contact] = {}
        self._ids: dict[str, str] = {_key(name): name for name in self._written}
        self._indexed: set[str] = set()
        self._seen: set[str] = set()

    def new(self) -> Iterator[Contact]:
        """Contacts that are not there yet; changes to those that are, findings and counts are gathered on the way."""
        self._look_around()
        for taken in self._taken:
            self._note(taken.findings)
            contact = self._let_in(taken.line, taken.contact) if taken.contact else None
            self.left_out += taken.contact is None
            if contact is not None:
                self.counts[AGAIN if contact.id in self._indexed else NEW] += 1
                self.counts.update(taken.happened)
                yield contact

    def belongs_to_services(self, contacts: Iterable[Contact]) -> bool:
        """Whether any of these is in the imported directory already, and so has to be changed there."""
        return any(contact.id in self._indexed for contact in contacts)

    def with_services(self, first: Iterable[Contact], rest: Iterable[Contact]) -> Iterator[Contact]:
        """The new contacts, then those of earlier imports that none of them replaces."""
        yield from first
        yield from rest
        for contact in self._services.every():
            if contact.id not in self._seen:
                self.kept += 1
                yield contact

    def _look_around(self) -> None:
        for code in self._directory.countries():
            self._load(code)
        for contact in self._services.every():
            self._indexed.add(contact.id)
            self._ids.setdefault(_key(contact.id), contact.id)

    def _load(self, code: str) -> None:
        if code and code not in self._codes:
            self._codes.add(code)
            self._there.update((contact.id, contact) for contact in self._directory.contacts(code))

    def _existing(self, contact: Contact) -> Contact | None:
        named = BUILT_IN_ID.fullmatch(contact.id)
        for code in (contact.country, named[1].upper() if named else ""):
            self._load(code)
        return self._there.get(contact.id)

    def _let_in(self, line: int, contact: Contact) -> Contact | None:
        contact = contact.but(id=self._ids.get(_key(contact.id), contact.id))
        there = self._existing(contact)
        changes = _changes(there, contact) if there else {}
        said, hint = self._refusal(contact, there, changes)
        self._seen.add(contact.id)
        if said:
            self._note((left_out(self._origin, line, contact.name, said, hint),))
            self.left_out += 1
            return None
        if there:
            self.counts[ALREADY] += not changes
            self.changes |= {contact.id: changes} if changes else {}
            return None
        return contact if contact.sources else contact.but(sources=(self._source(line),))

    def _refusal(self, contact: Contact, there: Contact | None, changes: dict[str, Any]) -> tuple[str, str]:
        """Why it may not be taken over, and what to do; ("", "") if it may."""
        edit = f"If it is right, change it yourself: crisisaid contacts edit {contact.id}."
        if contact.id in self._seen:
            return f"The id '{contact.id}' stands in this file twice; the first is taken over.", ""
        if not there and contact.kind == EMERGENCY:
            return NO_EMERGENCY, ADD
        if not there and contact.id in self._written:
            return f"'{contact.id}' stands in {CONTACTS}, where it is hidden or has a mistake in it.", edit
        numbers = [name for name in NUMBER_FIELDS if name in changes]
        if there and numbers and BUILT_IN_ID.fullmatch(contact.id):
            return f"It would change {', '.join(map(repr, numbers))} of a contact that came with the program.", edit
        if there and changes and there.layer != BUILT_IN and there.verified_on > contact.verified_on:
            return f"Your organisation checked it later ({there.verified_on}), so it stays as it is there.", edit
        stated = changes if there else fields_of(contact)
        return " ".join(beyond_limits(stated) or cannot_be(stated)), ""

    def _source(self, line: int) -> str:
        return f"Imported from {os.path.basename(self._origin.file)[:300]}, line {line}"

    def _note(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            if len(self.findings) < MOST_KEPT:
                self.findings.append(finding)
            else:
                self.unshown += 1


def _key(name: str) -> str:
    made = FROM_OUTSIDE.fullmatch(name)
    return f"{made[1]}-{made[2]}" if made else name


def _changes(there: Contact, contact: Contact) -> dict[str, Any]:
    """The fields in which the record says something else; what it does not state changes nothing."""
    stated = {**fields_of(contact), "status": contact.status}
    return {
        name: value
        for name, value in stated.items()
        if name in OVERLAY_FIELDS and getattr(contact, name) != getattr(there, name)
    }
