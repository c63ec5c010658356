"""vCard: contacts for the address book of a telephone, as RFC 6350 (4.0) or, for older ones, RFC 2426 (3.0)."""

from __future__ import annotations

import re
import uuid

from crisisaid.contacts.exchange.hsds_out import SPACE
from crisisaid.contacts.words import note_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisisaid.model.contact import Contact

LONGEST = 75
"""Bytes of a line, without its end (RFC 6350 section 3.2). A number is short enough never to be folded."""

VERSIONS = ("4.0", "3.0")


def cards(contacts: Iterable[Contact], version: str = "4.0") -> Iterator[str]:
    """A card for each contact that may be used; suspended and retired ones belong in no address book."""
    for contact in contacts:
        if contact.status == "active":
            yield "".join(f"{folded(line)}\r\n" for line in _lines(contact, version))


def folded(line: str) -> str:
    """The line with a break and a space wherever 75 bytes would be passed, never inside a character."""
    if line.isascii():
        rest = (line[at : at + LONGEST - 1] for at in range(LONGEST, len(line), LONGEST - 1))
        return "\r\n ".join((line[:LONGEST], *rest))
    pieces, room = [""], LONGEST
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if size > room:
            pieces.append("")
            room = LONGEST - 1
        pieces[-1] += character
        room -= size
    return "\r\n ".join(pieces)


def escaped(text: str) -> str:
    """Text as a value: commas and semicolons would end a part of it."""
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _lines(contact: Contact, version: str) -> Iterator[str]:
    yield from ("BEGIN:VCARD", f"VERSION:{version}")
    yield f"UID:urn:uuid:{uuid.uuid5(SPACE, f'{contact.id}/card')}"
    yield f"FN:{escaped(contact.name)}"
    if version == "3.0":
        yield f"N:{escaped(contact.name)};;;;"
    else:
        yield "KIND:org"
    yield f"ORG:{escaped(contact.name)}"
    yield from _numbers(contact, version)
    yield from (f"EMAIL:{escaped(address)}" for address in (contact.email,) if address)
    yield from (f"URL:{link}" for link in (contact.web, contact.chat) if link.startswith(("https://", "http://")))
    if contact.address:
        yield f"ADR:;;{escaped(contact.address)};;;;"
    if version == "4.0":
        yield from (f"LANG;PREF={min(place, 100)}:{tag}" for place, tag in enumerate(contact.languages, 1))
    yield f"CATEGORIES:{escaped(contact.kind)}"
    note = _note(contact, version)
    if note:
        yield f"NOTE:{escaped(note)}"
    yield "END:VCARD"


def _numbers(contact: Contact, version: str) -> Iterator[str]:
    """Numbers as they are dialled: as text, for a short code is no telephone address that holds worldwide."""
    tel = "TEL;TYPE=" if version == "3.0" else "TEL;VALUE=text;TYPE="
    kinds = [("voice", contact.phone), ("cell" if version == "3.0" else "text", _number(contact.sms))]
    if version == "4.0":
        kinds.append(("textphone", contact.textphone))
    yield from (f"{tel}{kind}:{escaped(number)}" for kind, number in kinds if number)


def _number(sms: str) -> str:
    """The number of "HELLO to 50808"; the keyword is in the note."""
    number = sms.rpartition(" to ")[2]
    return number if re.fullmatch("[0-9 +()*#-]+", number) else ""


def _note(contact: Contact, version: str) -> str:
    """What a supporter has to know before calling, one thing a line."""
    old = version == "3.0"
    parts = (
        ("Then press", contact.press),
        ("Text", contact.sms if " to " in contact.sms or not _number(contact.sms) else ""),
        ("Textphone", contact.textphone if old else ""),
        ("Chat", "" if contact.chat.startswith("http") else contact.chat),
        ("Hours", contact.hours or "not known"),
        ("Time zone", contact.timezone if contact.hours else ""),
        ("Languages", ", ".join(contact.languages) if old else ""),
        ("Area", contact.area or contact.region),
        ("How to refer", contact.refer_how),
        ("Note", note_words(contact)),
        ("Checked", f"{contact.verified_on} ({contact.verified_how})" if contact.verified_on else ""),
    )
    return "\n".join(f"{what}: {said}" for what, said in parts if said)
