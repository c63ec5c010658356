r"""Table cells: one field as the text of one cell and back, so that no spreadsheet program runs or changes it.

A cell that a spreadsheet would take for a formula, a date or another number begins with an apostrophe; one apostrophe
at the beginning of a cell is taken off when it is read (docs/exchange.md). Parts of a list are joined by "; "; a
backslash stands before a ";", a "\" or an outer space that belongs to a part.
"""

from __future__ import annotations

import re

from crisisaid.contacts.entries import AGES, LISTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

GUARD = "'"
FORMULA = "=+-@\t\r"
CHANGED_BY_SPREADSHEETS = re.compile(r"0[0-9]+|[0-9]{12,}|[0-9]+([-/.:][0-9]+){1,2}")
"""A lost leading zero, 8.0E+11, and a date or a time made of something else (24/7, 10-12, 2026-11-02)."""

DAMAGE = (
    (re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE), "has been turned into another kind of number"),
    (re.compile(r"[0-9 ]*[0-9]{2}[.,]0+"), "has been turned into another kind of number"),
    (re.compile(r"#(NAME|REF|VALUE|NUM|N/A|ERROR|DIV/0)[?!]?.*|#{3,}"), "is an error of the spreadsheet program"),
    (re.compile(r"[0-9]{1,2}-[A-Za-z]{3}(-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2}"), "has been turned into a date"),
)
HOW_TO_MEND = (
    "In the spreadsheet, set the whole column to 'text', type it again (with its leading 0 or +), "
    "and save as CSV UTF-8."
)
NUMBERS = ("phone", "press", "sms", "textphone")
DATES = ("verified_on", "last_seen")
DATE = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
ZERO_FIRST = frozenset(
    (
        *("AT", "AU", "BE", "CH", "DE", "FI", "FR", "GB", "IE", "JP", "KE", "KR"),
        *("NL", "NZ", "PH", "RO", "RS", "SE", "SK", "TH", "TR", "TW", "UG", "ZA"),
    )
)
"""Countries where a number of nine digits or more begins with 0, as it is dialled inside the country."""

STRICTEST = "GB"
"""Where every sign of damage is looked for; what is written is guarded against all of them."""


def cell_of(name: str, value: Any) -> str:
    """The field as a cell; "" where it is not stated."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return _guarded(name, "; ".join(_part(one) for one in value) if name in LISTS else value)


def value_of(name: str, cell: str) -> Any:
    """What a cell says, as an entry of a contacts file has it; the guard is taken off."""
    plain = cell[1:] if cell[:1] == GUARD else cell.strip()
    if name in LISTS:
        return _parts(plain)
    if name in AGES or name == "free":
        return plain.strip().casefold()
    return plain


def damage(name: str, cell: str, country: str) -> str:
    """What a spreadsheet program has done to this cell, as a sentence; "" if nothing can be seen."""
    text = cell.strip()
    if cell[:1] == GUARD:
        return ""
    for pattern, what in DAMAGE:
        if (name in (*NUMBERS, "hours", *DATES) or what.startswith("is an error")) and pattern.fullmatch(text):
            return f"{text[:40]!r} in '{name}' {what}."
    if name in NUMBERS and text.startswith("="):
        return f"{text[:40]!r} in '{name}' is a formula, not a number."
    if name in ("phone", "textphone") and country in ZERO_FIRST and re.fullmatch("[1-9][0-9]{8,}", text):
        return f"{text!r} in '{name}' has lost its leading 0 or +."
    if name in DATES and text and not DATE.fullmatch(text):
        return f"{text[:40]!r} in '{name}' is not written as year-month-day: 2026-11-02."
    return ""


def _guarded(name: str, text: str) -> str:
    """The text, with the guard in front where a spreadsheet, or we ourselves, would take it for something else."""
    kept = text == text.strip() and text[:1] not in (*FORMULA, GUARD)
    if text == "" or (kept and not CHANGED_BY_SPREADSHEETS.fullmatch(text) and not damage(name, text, STRICTEST)):
        return text
    return GUARD + text


def _part(text: str) -> str:
    inner = re.sub(r"([\\;])", r"\\\1", text)
    if inner[:1].isspace():
        inner = f"\\{inner}"
    return f"{inner[:-1]}\\{inner[-1]}" if inner[-1:].isspace() and len(text) > 1 else inner


def _parts(cell: str) -> list[str]:
    found = (part.group() for part in re.finditer(r"(?:\\.|[^;\\])+|(?<=;)(?=;)", cell, re.DOTALL))
    trimmed = (re.fullmatch(r"\s*((?:\\.|[^\\])*?)\s*", part, re.DOTALL) for part in found)
    plain = (re.sub(r"\\(.)", r"\1", one[1], flags=re.DOTALL) for one in trimmed if one)
    return [part for part in plain if part]
