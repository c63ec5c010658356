"""Values as a coordinator types them become values of a contact or a setting, or a sentence about what is wrong."""

from __future__ import annotations

from crisisaid.contacts.checks.corrected_lines import language_tag
from crisisaid.contacts.editing.checks import CONTACTS, POLICY, value_faults
from crisisaid.contacts.editing.yaml_text import CONTACT_ORDER, POLICY_ORDER
from crisisaid.contacts.entries import AGES, LISTS, OVERLAY_FIELDS
from crisisaid.errors import UsageRefused
from crisisaid.reading.characters import name_of
from crisisaid.reading.page import FORBIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from crisisaid.model.finding import Finding

ALL_LISTS = (*LISTS, "channels", "roles")
WHOLE_NUMBERS = (*AGES, "retention_days", "ring_minutes")
TRUTHS = ("free", "hide", "shared_machine")
SAID = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
SETTABLE = tuple(name for name in OVERLAY_FIELDS if name != "id")
KNOWN = {CONTACTS: (*CONTACT_ORDER,), POLICY: tuple(name for name in POLICY_ORDER if name != "format")}


def value_of(name: str, typed: str, schema: str = CONTACTS) -> tuple[Any, str]:
    """The value, and "" or else what is wrong with it, with the corrected line where that can be known."""
    found = FORBIDDEN.search(typed)
    if found or "\n" in typed:
        return None, f"{name_of(found.group() if found else chr(10))} is in it; it cannot be seen and is not allowed."
    value, fault = _converted(name, typed.strip())
    faults = () if fault else value_faults(name, value, schema)
    return value, fault or " ".join(sentence(one) for one in faults)


def sentence(finding: Finding) -> str:
    """A finding in one breath."""
    return f"{finding.message} {finding.hint}".strip()


def values_of(pairs: Iterable[str], schema: str, option: str = "--set") -> dict[str, Any]:
    """What ``KEY=VALUE`` words set. Raises UsageRefused for the first that cannot be used."""
    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, typed = pair.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or not typed.strip():
            raise UsageRefused(f"{option} {pair!r} sets nothing.", f'Write it as {option} phone="020 7946 0101".')
        if name in values:
            raise UsageRefused(f"{name!r} is set twice.", "Set it once.")
        values[name], fault = value_of(checked_name(name, schema), typed, schema)
        if fault:
            raise UsageRefused(f"{name}: {fault}", "Nothing was written.")
    return values


def checked_name(name: str, schema: str) -> str:
    """The name, when it is one that can be set. Raises UsageRefused with the nearest."""
    if name in KNOWN[schema]:
        return name
    from difflib import get_close_matches

    close = get_close_matches(name, KNOWN[schema], 1)
    hint = f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(KNOWN[schema])}."
    raise UsageRefused(f"{name!r} is not something that can be set.", hint)


def shown(value: Any) -> str:
    """A value as somebody would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key}={word}" for key, word in value.items())
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)


def _converted(name: str, text: str) -> tuple[Any, str]:
    if name == "country":
        return _country(text)
    if name in TRUTHS:
        truth = SAID.get(text.casefold())
        return truth, "" if truth is not None else "Type yes or no."
    if name in WHOLE_NUMBERS:
        return (int(text), "") if text.isascii() and text.isdigit() and len(text) < 5 else (None, "Type a number.")
    if name == "when_nobody":
        return _pairs(text)
    if name in ALL_LISTS:
        words = [word.strip() for word in text.split(",") if word.strip()]
        return [_word(name, word) for word in words], "" if words else "There is nothing in it."
    return (_today() if name == "verified_on" and text.casefold() == "today" else text), ""


def _word(name: str, word: str) -> str:
    if name == "languages":
        return language_tag(word) or word
    return word.casefold().replace(" ", "_").replace("-", "_") if name in ("channels", "roles") else word


def _country(text: str) -> tuple[Any, str]:
    from crisisaid.card import country_code, near

    code = country_code(text)
    close = "" if code else ", ".join(near(text))
    hint = f"Did you mean {close}?" if close else "Type its two letters, such as GB."
    return code, "" if code else f"{text!r} is not a country known here. {hint}"


def _pairs(text: str) -> tuple[Mapping[str, str] | None, str]:
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if not pairs or not all(equals and word.strip() for _, equals, word in pairs):
        return None, "Type it as shift_lead=safeguarding_lead: a role, and who stands in."
    return {_word("roles", role.strip()): word.strip() for role, _, word in pairs}, ""


def _today() -> str:
    from crisisaid.app.workbench import today

    return today()
