"""Helplines in: records of open-helplines (CC0) become contacts, where they hold a number that can be dialled.

The format is that of its schema 1.0.0 (2026-06): one file a country, ``{"country": "GB", "records": [...]}``. Numbers
are stored there in E.164 form, short codes too: +44116123 is nobody's number. Such a number is reported, never used.
"""

from __future__ import annotations

import re

from crisisaid.contacts.checks.calling_codes import CALLING_CODES
from crisisaid.contacts.exchange.hsds_parts import TAG, link, listed
from crisisaid.contacts.exchange.outside import (
    NUMBER_NOT_USED,
    UNKNOWN_HOURS,
    Taken,
    contact_of,
    fitted,
    left_out,
    remark,
    words,
)
from crisisaid.contacts.exchange.outside_limits import is_date
from crisisaid.contacts.hours.text import read_hours
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from crisisaid.contacts.exchange.outside import Origin
    from crisisaid.reading.json_stream import Piece

PREFIX = "oh"
KINDS = {
    "suicide_prevention": "crisis",
    "general_crisis": "crisis",
    "domestic_violence": "domestic-violence",
    "sexual_violence": "sexual-assault",
    "substance_abuse": "substance",
    "youth": "youth",
    "lgbtq": "lgbtq",
    "veterans": "veterans",
    "elder": "older-adults",
}
"""Any other category (mental_health, grief, other) is a local service: it may be no crisis line."""

FIELDS = {"phone": "phone", "text": "sms", "chat": "chat"}
E164 = re.compile(r"\+([1-9][0-9]{1,14})")
KEEPS_ZERO = ("IT", "VA", "SM")
"""In Italy and with it the first 0 is dialled from abroad too."""

SHORTEST = 7
"""Digits behind the calling code from which a number can be dialled from abroad; fewer are a short code glued to it."""


class Ways(Record):
    """How it is reached: the fields, what was said of the hours, and what could not be used."""

    fields: dict[str, Any]
    hours: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_helplines(pieces: Iterable[Piece], origin: Origin) -> Iterator[Taken]:
    """Each record: a contact, or a finding that says why it is left out."""
    for piece in pieces:
        yield _taken(piece.data, words(piece.around.get("country")), piece.line, origin)


def is_helpline(record: dict[str, Any]) -> bool:
    """Whether a record is of this format, and not an HSDS service."""
    return isinstance(record.get("contacts"), list) and "category" in record


def number_fault(number: str, country: str) -> str:
    """Why a number in E.164 form cannot be dialled as it stands; "" if nothing speaks against it."""
    found = E164.fullmatch(number)
    if not found:
        return f"{number[:30]!r} is not in the form +442079460000."
    code = CALLING_CODES.get(country, "")
    if not code or not found[1].startswith(code):
        return f"{number} does not begin with the country code of {country or 'its country'}."
    national = found[1].removeprefix(code)
    if len(national) < SHORTEST:
        return f"{number} is a short code ({national}) with a country code glued to it, which nobody can dial."
    if national.startswith("0") and country not in KEEPS_ZERO:
        return f"{number} has a 0 behind the country code, which nobody can dial."
    return ""


def _taken(record: dict[str, Any], country: str, line: int, origin: Origin) -> Taken:
    name = words(record.get("name"))
    if not is_helpline(record) or not name:
        said = "This is not a record of open-helplines: it has no 'name', 'category' or 'contacts'."
        return Taken(line, findings=(left_out(origin, line, name, said),))
    country = words(record.get("country")) or country
    ways = _ways(listed(record, "contacts"), country)
    fields, happened = _fields(record, ways, country)
    contact, fault = contact_of(fields)
    source = link(record.get("source")) or link(record.get("website")) or "the operator's own page"
    if contact is None:
        why = " ".join((*ways.faults, fault))
        hint = f"Look up the number as it is dialled ({source}), then: crisisaid contacts add."
        return Taken(line, findings=(left_out(origin, line, name, why, hint),))
    findings = tuple(remark(origin, line, NUMBER_NOT_USED, name, fault) for fault in ways.faults)
    return Taken(line, contact, findings, happened)


def _fields(record: dict[str, Any], ways: Ways, country: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    name, local = words(record.get("name")), words(record.get("local_name"))
    hours, instead = _hours(ways)
    date, source = words(record.get("verified_at")), words(record.get("source"))
    note, _ = fitted((*ways.notes, f"Hours: {instead}" if instead else "", words(record.get("description"))))
    identity = words(record.get("id"))
    fields = {
        "id": f"{PREFIX}-{identity}"[:80],
        "name": f"{name} ({local})" if local and local != name else name,
        "kind": _kind(record, ways.fields),
        "country": country,
        **ways.fields,
        "web": link(record.get("website")),
        "hours": hours,
        "note": note,
        "sources": [f"open-helplines (CC0): {identity}, {source}"[:400]],
        "verified_on": date if is_date(date) else "",
        "verified_how": "document" if is_date(date) else "unverified",
    }
    return {name: value for name, value in fields.items() if value not in ("", [])}, (UNKNOWN_HOURS,) * bool(instead)


def _kind(record: dict[str, Any], fields: dict[str, Any]) -> str:
    kind = KINDS.get(words(record.get("category")), "local")
    return "text" if kind == "crisis" and "phone" not in fields and ("sms" in fields or "chat" in fields) else kind


def _hours(ways: Ways) -> tuple[str, str]:
    """Hours, if all ways share them and they can be read; else the words for the note."""
    said = tuple(dict.fromkeys(hours for hours in ways.hours if hours))
    if len(said) == 1 and read_hours(said[0])[0] is not None:
        return said[0], ""
    return "", "; ".join(said)


def _ways(contacts: list[dict[str, Any]], country: str) -> Ways:
    """The first usable way of each kind; a second one goes into the note."""
    fields: dict[str, Any] = {}
    used, faults, notes = [], [], []
    for one in contacts:
        method, number = words(one.get("method")), words(one.get("number"))
        fault = number_fault(number, country) if method in ("phone", "text") else ""
        value = "" if fault else number or link(one.get("url"))
        faults += [fault] if fault else []
        if method not in FIELDS or not value:
            continue
        if FIELDS[method] in fields:
            notes.append(f"Also {value}")
        else:
            fields[FIELDS[method]] = value
            used.append(one)
    hours = tuple(words(one.get("hours")) for one in used)
    return Ways({**fields, **_shared(used)}, hours, tuple(faults), tuple(notes))


def _shared(used: list[dict[str, Any]]) -> dict[str, Any]:
    """Languages of all ways, and whether they are free if they agree on it."""
    lists = (one.get("languages") for one in used)
    tags = [tag for tags in lists if isinstance(tags, list) for tag in tags if isinstance(tag, str)]
    shared: dict[str, Any] = {"languages": list(dict.fromkeys(tag for tag in tags if TAG.fullmatch(tag)))}
    free = {one.get("free") for one in used if isinstance(one.get("free"), bool | None)}
    if len(free) == 1:
        shared["free"] = free.pop()
    return {name: value for name, value in shared.items() if value not in ([], None)}
