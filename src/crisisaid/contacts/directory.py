"""The built-in directory: emergency numbers and help lines of a country, from public lists."""

from __future__ import annotations

import os

from crisisaid.contacts.entries import DIRECTORY_FIELDS, left_out, not_used, reachable, read_entry
from crisisaid.errors import FileRefused
from crisisaid.model.contact import Contact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.finding import Finding
    from crisisaid.reading.document import Document

    Found = tuple[tuple[Contact, ...], tuple[Finding, ...]]

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "directory")
"""Where the built-in directory lies, one file a country."""
NEEDED = ("id", "name", "kind", "country")


def read_country(folder: str, code: str) -> Found:
    """The contacts of a country; none, without a finding, where the directory has no file for it."""
    path = os.path.join(folder, f"{code}.yaml")
    if not (code.isascii() and code.isalpha()) or not os.path.exists(path):
        return (), ()
    from crisisaid.reading.files import read_bytes

    try:
        data = read_bytes(path)
    except FileRefused as refused:
        return (), (not_used(path, refused.message, refused.hint),)
    return parse_country(data, path)


def parse_country(data: bytes, file: str) -> Found:
    """The contacts a directory file holds; one that cannot be read is left out with a finding."""
    from crisisaid.reading.strict import read_yaml

    document = read_yaml(data, file)
    entries = document.data.get("contacts") if isinstance(document.data, dict) else None
    contacts: list[Contact] = []
    findings = list(document.findings)
    for place, entry in enumerate(entries if isinstance(entries, list) else ()):
        contact, fault = _contact(entry)
        if contact is None:
            findings.append(left_out(fault, entry, file, _line(document, place)))
        else:
            contacts.append(contact)
    return tuple(contacts), tuple(findings)


def _contact(entry: object) -> tuple[Contact | None, str]:
    fields, faults = read_entry(entry, DIRECTORY_FIELDS)
    missing = [name for name in NEEDED if name not in fields]
    if faults or missing or not reachable(fields):
        return None, " ".join(faults) or f"It needs {', '.join(missing) or 'a number'}."
    return Contact(**fields), ""


def _line(document: Document, place: int) -> int:
    return document.positions.get(("contacts", place), (0, 0))[0]
