"""Outside: what a record from another program becomes: a contact that may be kept, or a finding that says why not."""

from __future__ import annotations

import html
import re
import unicodedata
from hashlib import sha256

from crisisaid.contacts.entries import DIRECTORY_FIELDS, reachable, read_entry
from crisisaid.contacts.kinds import IMPORTED
from crisisaid.model.contact import Contact
from crisisaid.model.finding import WARNING, Finding
from crisisaid.model.record import Record
from crisisaid.reading.characters import name_of
from crisisaid.reading.page import FORBIDDEN, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

LEFT_OUT = "CA0611"
NUMBER_NOT_USED = "CA0614"
NEVER = "CA0613"
LONGEST = 400
"""Characters of one line of words (contacts-v1)."""

FOLDED, UNKNOWN_HOURS, SHORTENED, NO_WEB = "folded", "unknown hours", "shortened", "no web page"
"""What happened to a record on its way in; the import counts them."""

TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
NEEDED = ("id", "name", "kind", "country")
UNREACHABLE = "It has no phone, text number, textphone, chat or address."


class Origin(Record):
    """Where records come from, and what the organisation lends to those that do not say.

    ``country_named`` gives the code of a country's name or code in any usual form, "" if it is not known.
    """

    file: str
    country: str = ""
    timezone: str = ""
    country_named: Callable[[str], str] = str


class Taken(Record):
    """A record that was looked at. ``happened`` are words of this module."""

    line: int
    contact: Contact | None = None
    findings: tuple[Finding, ...] = ()
    happened: tuple[str, ...] = ()


def words(value: object) -> str:
    """Words on one line: no markup, nothing that hides or reorders letters; "" for what is no text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:g}"
    if not isinstance(value, str):
        return ""
    if _is_plain(value):
        return value.strip() if "  " not in value else " ".join(value.split())
    plain = html.unescape(TAG.sub(" ", value)) if "<" in value or "&" in value else value
    return " ".join(FORBIDDEN.sub(" ", plain).split())


def _is_plain(text: str) -> bool:
    """Whether a look is enough: most text has nothing in it that could hide anything."""
    return text.isascii() and text.isprintable() and "<" not in text and "&" not in text


def fitted(parts: Iterable[str]) -> tuple[str, bool]:
    """The parts as one line of at most 400 characters, and whether it had to be cut."""
    text = " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)
    if len(text) <= LONGEST:
        return text, False
    return text[: LONGEST - 4].rpartition(" ")[0] + " ...", True


def stable_id(prefix: str, name: str, foreign: str) -> str:
    """The id of a record from outside: the same each time, and never one of ours."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    slug = "-".join(re.findall("[a-z0-9]+", letters))[:40].strip("-")
    digest = sha256(foreign.encode("utf-8", "replace")).hexdigest()[:10]
    return "-".join(part for part in (prefix, slug, digest) if part)


def left_out(origin: Origin, line: int, name: str, said: str, hint: str = "") -> Finding:
    """The finding against a record that is not taken over."""
    who = f"'{shown(words(name), 60)}'" if words(name) else "This record"
    hint = hint or "Put it right in the file and import it again; the others are taken over."
    return Finding(LEFT_OUT, WARNING, origin.file, line, f"{who} is left out. {said}", hint)


def remark(origin: Origin, line: int, code: str, name: str, said: str) -> Finding:
    """A finding against a part of a record that is otherwise taken over."""
    hint = "The rest of this contact is taken over; look at it and add what is missing."
    return Finding(code, WARNING, origin.file, line, f"'{shown(words(name), 60)}': {said}", hint)


def contact_of(fields: Mapping[str, Any]) -> tuple[Contact | None, str]:
    """The contact these fields make, or what is wrong with them in whole sentences."""
    hidden = _hidden(fields)
    if hidden:
        return None, hidden
    read, faults = read_entry(dict(fields), DIRECTORY_FIELDS)
    missing = [f"'{name}'" for name in NEEDED if not read.get(name)]
    if faults or missing:
        return None, " ".join(faults) or f"It has no {' and no '.join(missing)}."
    if not reachable(read):
        return None, UNREACHABLE
    return Contact(**read, layer=IMPORTED), ""


def _hidden(fields: Mapping[str, Any]) -> str:
    for name, value in fields.items():
        for text in value if isinstance(value, list | tuple) else (value,):
            found = FORBIDDEN.search(text) if isinstance(text, str) and not _is_plain(text) else None
            if found:
                return f"{name_of(found.group())} is in '{name}'; it cannot be seen and is not allowed."
    return ""
