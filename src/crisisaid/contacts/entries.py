"""Entries: a contact as it is written in a file becomes the fields it gives, or sentences about what is wrong."""

from __future__ import annotations

import re

from crisisaid.contacts.kinds import EMERGENCY, HELP_LINES, LOCAL, SERVICES
from crisisaid.model.contact import Contact
from crisisaid.model.finding import ERROR, WARNING, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

CHOICES = {
    "kind": (EMERGENCY, *HELP_LINES, *LOCAL),
    "confidence": ("high", "medium", "low"),
    "status": ("active", "suspended", "retired"),
    "verified_how": ("operator", "website", "document", "unverified"),
}
DIALLED = (re.compile(r"[0-9 +()*#-]*[0-9][0-9 +()*#-]*"), "digits, spaces and + - ( ) * # only, as dialled")
SHAPES = {
    "id": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "small letters, digits and hyphens"),
    "country": (re.compile(r"[A-Z]{2}"), "the two capital letters of a country, as in GB"),
    "phone": DIALLED,
    "textphone": DIALLED,
}
LISTS = ("closed_on", "languages", "populations", "services", "fallback", "replaces", "sources")
AGES = ("min_age", "max_age")
NOT_EMPTY = ("id", "name", "kind", "country")
WAYS = ("phone", "sms", "textphone", "chat", "address")

LEFT_OUT = "CA0601"
LAST_EMERGENCY_NUMBER = "CA0602"
FILE_NOT_USED = "CA0603"

DIRECTORY_FIELDS = tuple(name for name in Contact._fields if name != "layer")
OVERLAY_FIELDS = tuple(name for name in DIRECTORY_FIELDS if name not in ("confidence", "last_seen"))


def read_entry(entry: object, allowed: Sequence[str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The contact's fields, and what is wrong in whole sentences; a field given empty goes back to "not stated"."""
    if not isinstance(entry, dict):
        return {}, ("This entry is not a contact.",)
    fields: dict[str, Any] = {}
    faults = []
    for name, value in entry.items():
        if name not in allowed:
            faults.append(_unknown(name, allowed))
            continue
        fields[name], fault = _read_field(name, value)
        faults.append(fault)
    if "id" not in fields:
        faults.append("This contact has no 'id'.")
    return fields, tuple(fault for fault in faults if fault)


def _unknown(name: object, allowed: Sequence[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(str(name), allowed, 1)
    return f"'{name}' is not a field of a contact." + (f" Did you mean '{close[0]}'?" if close else "")


def _read_field(name: str, value: Any) -> tuple[Any, str]:
    """The field as the record holds it, and what is wrong with it ("" if nothing is)."""
    if value is None or value in ("", []):
        fault = f"'{name}' cannot be empty." if name in NOT_EMPTY else ""
        return Contact._defaults.get(name, ""), fault
    if name in LISTS:
        return _read_list(name, value)
    if name == "free":
        truth = {"true": True, "false": False}.get(str(value).lower())
        return truth, "" if truth is not None else "'free' is true or false."
    if name in AGES:
        return _read_age(name, value)
    return value, _text_fault(name, value)


def _read_list(name: str, value: Any) -> tuple[tuple[str, ...], str]:
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) and word for word in value):
        return (), f"'{name}' is a list of words."
    if name == "services" and not set(value) <= set(SERVICES):
        return (), f"'services' are {', '.join(SERVICES)}."
    return tuple(value), ""


def _read_age(name: str, value: Any) -> tuple[int | None, str]:
    text = "" if isinstance(value, bool) else str(value)
    if re.fullmatch("[0-9]{1,3}", text, re.ASCII):
        return int(text), ""
    return None, f"'{name}' is a number of years."


def _text_fault(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        return f"'{name}' is words or a number in quotes."
    if name in CHOICES and value not in CHOICES[name]:
        return f"'{name}' is one of: {', '.join(CHOICES[name])}."
    if name in SHAPES and not SHAPES[name][0].fullmatch(value):
        return f"'{name}' is {SHAPES[name][1]}."
    return ""


def fields_of(contact: Contact) -> dict[str, Any]:
    """The contact as an entry would be written: what is stated, by field; lists as lists. The layer is no field."""
    stated = ((name, getattr(contact, name)) for name in DIRECTORY_FIELDS)
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in stated
        if value != Contact._defaults.get(name)
    }


def reachable(fields: Mapping[str, Any]) -> bool:
    return any(fields.get(way) for way in WAYS)


def left_out(said: str, entry: object, file: str, line: int = 0, severity: str = ERROR) -> Finding:
    """A contact that is not used, why, and that the others are."""
    name = entry.get("id") if isinstance(entry, dict) else ""
    who = f"The contact '{name}'" if isinstance(name, str) and name else "A contact"
    hint = "Put this right to use it. The other contacts are used."
    return Finding(LEFT_OUT, severity, file, line, f"{who} is left out. {said}", hint)


def not_used(file: str, said: str, hint: str) -> Finding:
    """A whole file that cannot be used; the built-in numbers stay."""
    return Finding(FILE_NOT_USED, WARNING, file, 0, said, hint)
