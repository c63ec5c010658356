"""How one value, one line and one contact are written: so that every reader of YAML takes them as they were meant."""

from __future__ import annotations

import re

from crisisaid.contacts.entries import OVERLAY_FIELDS
from crisisaid.reading.tree import LOOKS_LIKE_ANOTHER_KIND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

CONTACT_ORDER = (*OVERLAY_FIELDS, "clear", "hide", "reason")
"""The order in which the fields of a contact are written."""

POLICY_ORDER = (
    *("format", "name", "country", "timezone", "languages", "channels", "site", "shared_machine"),
    *("roles", "when_nobody", "ring_minutes"),
    *("reporting_duty", "reporting_to", "without_consent", "approver", "retention_days"),
)
"""The order in which an organisation's settings are written: as they are asked."""

ALWAYS_QUOTED = frozenset(
    {"phone", "press", "sms", "textphone", "hours", "closed_on", "verified_on", "replaces", "version"}
)
"""What is dialled, or is a date or a time: some reader of YAML would make a number of it."""

PLAIN_WORDS = re.compile(r"[^\W\d_](?:[\w .,;()/+'&-]*[\w.)])?")
PLAIN_WORD = re.compile(r"[^\W\d_](?:[\w./+-]*\w)?")
"""The same inside a list, where a comma would end it."""


def written(name: str, value: Any) -> str:
    """A value as it stands behind ``name:``. Lists and pairs are written on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_scalar(name, word, PLAIN_WORD)}" for key, word in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_scalar(name, word, PLAIN_WORD) for word in value) + "]"
    return _scalar(name, value, PLAIN_WORDS)


def as_read(value: Any) -> Any:
    """The same value as the strict reader gives it back: every scalar is text."""
    if isinstance(value, bool | int):
        return written("", value)
    if isinstance(value, dict):
        return {key: as_read(one) for key, one in value.items()}
    return [as_read(one) for one in value] if isinstance(value, list | tuple) else value


def in_order(fields: Mapping[str, Any], order: tuple[str, ...] = CONTACT_ORDER) -> list[tuple[str, Any]]:
    """The fields in the order in which they are written."""
    return sorted(fields.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def entry_lines(fields: Mapping[str, Any], dash: int = 2) -> list[str]:
    """A contact as the lines of a list, its dash in column ``dash`` (from 0)."""
    lines = [f"{name}: {written(name, value)}" for name, value in in_order(fields)]
    first, rest = " " * dash + "- ", " " * (dash + 2)
    return [(rest if place else first) + line for place, line in enumerate(lines)]


def _scalar(name: str, text: str, plain: re.Pattern[str]) -> str:
    if name not in ALWAYS_QUOTED and plain.fullmatch(text) and not LOOKS_LIKE_ANOTHER_KIND.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
