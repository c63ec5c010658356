"""Corrected lines: a line of a contacts file as it should stand, for a person to copy; never written by themselves."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from crisisaid.model.finding import Finding

LONGEST = 160
"""A longer line is not repeated: what is wrong and what to do are said without it."""

PLAIN = re.compile(r"[0-9]{1,3}|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""What may stand without quotes: an age, the tag of a language."""
MISREAD = ("no", "on", "off", "yes", "null", "true", "false", "y", "n")
REMARK = r"(?P<behind>\s+#.*)?$"
WAS = re.compile(r"'(?P<name>[a-z_]+): (?P<value>.*?)'(?: |:|$)")
MEANT = re.compile(r"Did you mean '(?P<meant>[^']+)'\?")
STRANGE = re.compile(r"'(?P<name>[^']+):' is not a name")


def quoted(value: str) -> str:
    """The value as it is written in a file: text and numbers to dial in quotes, an age or a language without."""
    if value.startswith("[") or (PLAIN.fullmatch(value) and value not in MISREAD and not value.startswith("0")):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def with_value(line: str, name: str, value: str) -> str:
    """The line with another value behind ``name:``; what stands in front and a remark behind stay."""
    found = re.search(
        rf"(?P<front>^.*?\b{re.escape(name)}:\s*)(?P<was>\"[^\"]*\"|'[^']*'|\[.*?\]|[^#]*?){REMARK}", line
    )
    written = quoted(value) if name not in ("phone", "sms", "textphone", "press") else f'"{value}"'
    if not found:
        return f"{name}: {written}"
    return _shown(f"{found['front'].rstrip()} {written}{found['behind'] or ''}")


def with_word(line: str, was: str, word: str) -> str:
    """The line with one word of a list, or the name in front of a value, replaced; "" where it does not stand there."""
    found = re.search(rf"(?<![\w-])(?P<mark>[\"']?){re.escape(was)}(?P=mark)(?![\w-])", line)
    if not found:
        return ""
    mark = found["mark"] or ('"' if word in MISREAD else "")
    return _shown(f"{line[: found.start()]}{mark}{word}{mark}{line[found.end() :]}")


def _shown(line: str) -> str:
    plain = " ".join(line.split())
    return plain if len(plain) <= LONGEST else ""


def corrected_line(finding: Finding, line: str) -> str:
    """The line that a finding of the strict reading speaks of, put right; "" where only a person can know it."""
    strange, meant = STRANGE.match(finding.message), MEANT.search(finding.hint)
    if strange:
        return with_word(line, strange["name"], meant["meant"].rstrip(":")) if meant else ""
    was = WAS.match(finding.message)
    if not was:
        return ""
    right = meant["meant"] if meant else _put_right(was["name"], was["value"])
    return with_value(line, was["name"], right) if right and right != was["value"] else ""


def _put_right(name: str, value: str) -> str:
    return MENDING[name](value) if name in MENDING else ""


def _day(value: str) -> str:
    """2026-1-2 and 2026/01/02; a day that begins with anything but the year may be read in two ways."""
    found = re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", value.strip())
    if not found:
        return ""
    year, month, day = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}" if int(month) in range(1, 13) and int(day) in range(1, 29) else ""


def _link(value: str) -> str:
    plain = value.strip()
    if " " in plain or "." not in plain:
        return ""
    return "https://" + plain.removeprefix("http://").removeprefix("https://").removeprefix("//")


def _id(value: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")


def language_tag(value: str) -> str:
    """The tag of a language by its English name; "" for one that is not known here."""
    from crisisaid.contacts.language_names import LANGUAGES

    return next((tag for tag, name in LANGUAGES.items() if name.casefold() == value.strip().casefold()), "")


MENDING: dict[str, Callable[[str], str]] = {
    "id": _id,
    "country": lambda value: value.strip().upper() if len(value.strip()) == 2 else "",
    "region": lambda value: value.strip().upper().replace(" ", "-").replace("_", "-"),
    "timezone": lambda value: value.strip().replace(" ", "_"),
    "verified_on": _day,
    "web": _link,
    "chat": _link,
}
