"""Outside limits: whether fields from another program may stand in a contacts file, by the schema of that file."""

from __future__ import annotations

import re
from functools import cache

from crisisaid.contacts.hours.text import read_hours
from crisisaid.contacts.hours.zones import closed_days, zone_fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def beyond_limits(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence for each field that contacts-v1 would refuse; fields it does not know are not looked at."""
    checks = _checks()
    faults = (checks[name](name, value) for name, value in fields.items() if name in checks and value not in ("", None))
    return tuple(fault for fault in faults if fault)


def cannot_be(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence for each field that a contacts file could hold but nobody could use: hours, time zone, closed days."""
    hours, zone = fields.get("hours") or "", fields.get("timezone") or ""
    faults = (
        read_hours(hours)[1] if hours else "",
        _zone_fault(zone),
        *closed_days(tuple(fields.get("closed_on") or ()))[1],
    )
    return tuple(fault for fault in faults if fault)


@cache
def _zone_fault(timezone: str) -> str:
    return zone_fault(timezone) if timezone else ""


@cache
def _checks() -> dict[str, Callable[[str, Any], str]]:
    from crisisaid.reading.shape import load_schema

    schema = load_schema("contacts-v1")
    return {name: _check(_whole(rule, schema), schema) for name, rule in _rules(schema).items()}


def _rules(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["$defs"]["contact"]["properties"]
    return found


def _whole(rule: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The rule with what it refers to."""
    if "$ref" not in rule:
        return rule
    return {**schema["$defs"][rule["$ref"].rpartition("/")[2]], **rule}


def _check(rule: dict[str, Any], schema: dict[str, Any]) -> Callable[[str, Any], str]:
    if rule.get("type") == "array":
        one = _check(_whole(rule["items"], schema), schema)
        return lambda name, value: next((fault for fault in (one(name, item) for item in value) if fault), "")
    if rule.get("type") == "integer":
        low, high = rule["minimum"], rule["maximum"]
        return lambda name, value: "" if low <= int(value) <= high else f"'{name}' is not between {low} and {high}."
    return _text_check(rule)


def _text_check(rule: dict[str, Any]) -> Callable[[str, Any], str]:
    longest = rule.get("maxLength", 0)
    pattern = re.compile(rule["pattern"]) if "pattern" in rule else None
    dated = rule.get("format") == "date"

    def check(name: str, value: Any) -> str:
        if not isinstance(value, str):
            return ""
        if longest and len(value) > longest:
            return f"'{name}' is longer than {longest} characters."
        if (pattern and not pattern.search(value)) or (dated and not is_date(value)):
            return f"{value[:60]!r} cannot be '{name}'. {rule.get('patternErrorMessage', '')}".strip()
        return ""

    return check


def is_date(value: str) -> bool:
    """Whether these are a year, month and day that there is: 2026-11-02."""
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
