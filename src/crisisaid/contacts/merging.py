"""Merging: an organisation's layers laid over the built-in contacts, entry by entry.

The last emergency number of a country cannot be hidden or replaced: only a built-in number nobody has touched
counts, and another must stay that is at least as good (brings an ambulance, is named by more than one source).
"""

from __future__ import annotations

import re

from crisisaid.contacts.entries import LAST_EMERGENCY_NUMBER, OVERLAY_FIELDS, WAYS, left_out, reachable, read_entry
from crisisaid.contacts.kinds import BUILT_IN, EMERGENCY, HELP_LINES, OWN_PEOPLE
from crisisaid.model.contact import Contact
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

ABOUT_THE_LAYER = ("hide", "reason", "clear")
"""What only an overlay may say."""
NUMBER_FIELDS = ("phone", "press", "kind", "country", "services", "status")
"""What makes an emergency number the one it is; anything else may be changed freely."""

BUILT_IN_ID = re.compile(rf"([a-z]{{2}})-({'|'.join((EMERGENCY, *HELP_LINES))})-.+")


class Overlay(Record):
    """A file of an organisation: its contacts as written, ``lines`` where each begins.

    ``unstated`` are fields (country, time zone) of new contacts that do not say.
    """

    layer: str
    file: str
    entries: tuple[Mapping[str, Any], ...] = ()
    lines: tuple[int, ...] = ()
    unstated: tuple[tuple[str, str], ...] = ()


class Merging:
    """The contacts so far, by id, and what had to be left out.

    All layers go through one Merging: what an earlier one has touched does not count as the last untouched number.
    """

    def __init__(self, built_in: Sequence[Contact]) -> None:
        self.contacts = {contact.id: contact for contact in built_in}
        self.findings: list[Finding] = []
        self._untouched = {contact.id: contact for contact in built_in if works_in_an_emergency(contact)}
        self._countries = {contact.country for contact in built_in}
        self._over = Overlay(BUILT_IN, "")
        self._seen: set[str] = set()
        self._line = 0

    def lay(self, overlay: Overlay) -> None:
        """Lay a whole file over the contacts."""
        self._over, self._seen = overlay, set()
        for place, entry in enumerate(overlay.entries):
            self.take(entry, overlay.lines[place] if place < len(overlay.lines) else 0)

    def take(self, entry: object, line: int = 0) -> None:
        """Lay one entry over the contacts, or say why it is left out."""
        self._line = line
        fault = self._laid(entry)
        if fault:
            self.findings.append(left_out(fault, entry, self._over.file, line))

    def _laid(self, entry: object) -> str:
        """Lay the entry; the answer is what is wrong with it, or nothing."""
        plain, hide, reason = _without_hiding(entry)
        fields, faults = read_entry(plain, OVERLAY_FIELDS)
        if faults:
            return " ".join(faults)
        fields = {**_cleared(entry), **fields}
        name = fields["id"]
        if name in self._seen:
            return "There are two entries with this 'id'; the first is used."
        self._seen.add(name)
        if name not in self.contacts and self._about_another_country(fields):
            return ""
        if hide not in (None, False, "false"):
            return self._hide(name, hide, reason)
        if name in self.contacts:
            return self._change(self.contacts[name], fields, reason)
        return self._add({**self._unstated(fields), **fields})

    def _about_another_country(self, fields: dict[str, Any]) -> bool:
        """An entry for a built-in contact of a country that is not asked about now."""
        named = BUILT_IN_ID.fullmatch(fields["id"])
        new = "name" in fields and "kind" in fields
        return named is not None and not new and named[1].upper() not in self._countries

    def _hide(self, name: str, hide: object, reason: object) -> str:
        if hide not in (True, "true"):
            return "'hide' is true, or is not there."
        if not isinstance(reason, str) or not reason.strip():
            return "It is not hidden: a contact is hidden only with a 'reason'."
        if name not in self.contacts:
            return "There is no contact with this 'id' to hide."
        if self._may_lose(name):
            del self.contacts[name]
        return ""

    def _change(self, contact: Contact, fields: dict[str, Any], reason: object) -> str:
        changed = contact.but(**fields)
        if not reachable({way: getattr(changed, way) for way in WAYS}):
            return "The change would leave no way to reach it."
        touched = [name for name in NUMBER_FIELDS if getattr(changed, name) != getattr(contact, name)]
        if touched and contact.kind == EMERGENCY:
            if not isinstance(reason, str) or not reason.strip():
                return "An emergency number is replaced only with a 'reason'."
            if not self._may_lose(contact.id):
                return ""
        elif changed.kind == EMERGENCY and contact.kind != EMERGENCY:
            return "A help line does not become an emergency number; add another contact."
        self.contacts[contact.id] = _owned(
            contact, _unchecked(contact, changed, fields), bool(touched), self._over.layer
        )
        return ""

    def _add(self, fields: dict[str, Any]) -> str:
        missing = [name for name in ("name", "kind") if name not in fields]
        if missing:
            return f"No contact in the directory has this 'id', and a new one needs {' and '.join(missing)}."
        if not reachable(fields):
            return "It needs a phone, sms, textphone, chat or address."
        if "country" not in fields and fields["kind"] not in OWN_PEOPLE:
            return "It needs a country."
        self.contacts[fields["id"]] = Contact(**{"country": "", **fields, "layer": self._over.layer})
        return ""

    def _unstated(self, fields: dict[str, Any]) -> dict[str, str]:
        """What the file says for contacts that do not; its time zone is not that of another country."""
        said = {name: value for name, value in self._over.unstated if value}
        abroad = "country" in fields and fields["country"] != said.get("country", fields["country"])
        return {name: value for name, value in said.items() if not (abroad and name == "timezone")}

    def _may_lose(self, name: str) -> bool:
        """Whether the country keeps an emergency number at least as good; if not, this one stays, with a finding."""
        contact = self._untouched.get(name)
        if contact is None:
            return True
        others = (other for other in self._untouched.values() if other is not contact)
        if any(other.country == contact.country and _as_good(other, contact) for other in others):
            del self._untouched[name]
            return True
        self.findings.append(self._stays(contact))
        return False

    def _stays(self, contact: Contact) -> Finding:
        said = (
            f"'{contact.id}' stays as it is: it is the last emergency number of its kind known for {contact.country}."
        )
        hint = "If another number is right, add it as a contact of kind emergency: it is shown first."
        return Finding(LAST_EMERGENCY_NUMBER, ERROR, self._over.file, self._line, said, hint)


def works_in_an_emergency(contact: Contact) -> bool:
    return contact.kind == EMERGENCY and bool(contact.phone) and contact.status == "active"


def _as_good(other: Contact, contact: Contact) -> bool:
    ambulance = "ambulance" in other.services or "ambulance" not in contact.services
    return ambulance and (other.confidence != "low" or contact.confidence == "low")


def _without_hiding(entry: object) -> tuple[object, object, object]:
    """The entry without what only an overlay may say, then ``hide``, then ``reason``."""
    if not isinstance(entry, dict):
        return entry, None, None
    plain = {name: value for name, value in entry.items() if name not in ABOUT_THE_LAYER}
    return plain, entry.get("hide"), entry.get("reason")


def _cleared(entry: object) -> dict[str, Any]:
    """The fields that go back to "not stated"."""
    named = entry.get("clear") if isinstance(entry, dict) else None
    listed = named if isinstance(named, list | tuple) else ()
    return {name: Contact._defaults[name] for name in listed if name in OVERLAY_FIELDS and name in Contact._defaults}


def _unchecked(contact: Contact, changed: Contact, fields: Mapping[str, Any]) -> Contact:
    """Another number has not been checked when the one before was, unless the same entry says so."""
    another = any(getattr(changed, way) != getattr(contact, way) for way in (*WAYS, "press"))
    if not another or "verified_on" in fields:
        return changed
    return changed.but(verified_on="", verified_by="", verified_how="")


def _owned(contact: Contact, changed: Contact, touched: bool, layer: str) -> Contact:
    """A changed number is the organisation's own: what public lists said was about the old one."""
    written = ("sms", "textphone", "chat")
    replaced = touched or (not contact.phone and any(getattr(changed, way) != getattr(contact, way) for way in written))
    if replaced:
        sources = changed.sources if changed.sources != contact.sources else ()
        return changed.but(layer=layer, confidence="", last_seen="", sources=sources)
    checked = bool(changed.verified_on) and changed.verified_how != "unverified"
    return changed.but(layer=layer) if checked else changed
