"""Roles: whom a referral asks for, in a supporter's words, and which kinds of contact fill each."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES: dict[str, str] = {
    "ambulance": "an ambulance",
    "police": "the police",
    "crisis_line": "a crisis line",
    "mobile_crisis": "a mobile crisis team",
    "crisis_team": "the crisis team",
    "shift_lead": "the shift lead",
    "safeguarding_lead": "the safeguarding lead",
    "local_service": "a local service",
    "poison_line": "a poison line",
    "child_protection": "child protection",
    "domestic_violence_line": "a domestic violence line",
    "sexual_assault_line": "a sexual assault line",
    "substance_line": "a line about alcohol and drugs",
}

EMERGENCY_NUMBER = "emergency_number"
HELP_LINE = "help_line"

ADDED: dict[str, str] = {EMERGENCY_NUMBER: "the emergency number", HELP_LINE: "another help line"}
"""Roles no protocol asks for; the ladder adds them."""

KINDS: dict[str, tuple[str, ...]] = {
    "crisis_line": ("crisis", "text", "youth", "lgbtq", "veterans", "older-adults"),
    "mobile_crisis": ("mobile-crisis",),
    "crisis_team": ("crisis-team",),
    "shift_lead": ("shift-lead",),
    "safeguarding_lead": ("safeguarding",),
    "local_service": ("local", "professional"),
    "poison_line": ("poison",),
    "child_protection": ("child-protection",),
    "domestic_violence_line": ("domestic-violence",),
    "sexual_assault_line": ("sexual-assault",),
    "substance_line": ("substance",),
    HELP_LINE: ("domestic-violence", "sexual-assault", "substance", "child-protection"),
}

SERVICE: dict[str, str] = {"ambulance": "ambulance", "police": "police"}
"""Roles filled by the emergency numbers that bring this service."""

NOBODY: dict[str, str] = {
    "ambulance": "No ambulance number is known for {country}.",
    "police": "No police number is known for {country}.",
    "crisis_line": "No crisis line is known for {country}.",
    "poison_line": "No poison line is known for {country}: call the emergency number.",
    "child_protection": "No child protection line is known for {country}: tell your shift lead.",
    "domestic_violence_line": "No domestic violence line is known for {country}.",
    "sexual_assault_line": "No sexual assault line is known for {country}.",
    "substance_line": "No line about alcohol and drugs is known for {country}.",
    "shift_lead": (
        "Your organisation has not set a number for the shift lead: "
        "use the way you were told at the start of your shift."
    ),
    "safeguarding_lead": (
        "Your organisation has not set a number for the safeguarding lead: "
        "use the way you were told, or tell your shift lead."
    ),
    "mobile_crisis": "Your organisation has not set a number for a mobile crisis team: ask your shift lead.",
    "crisis_team": "Your organisation has not set a number for the crisis team: ask your shift lead.",
    "local_service": "Your organisation has not set a local service: ask your shift lead.",
}

NO_EMERGENCY_NUMBER = (
    "No emergency number is known for {country}: ask them, or anybody near them, which number people there call, "
    "or go to the nearest hospital."
)
NO_COUNTRY = "Ask where the person is now: without a country no emergency number can be shown."


def role_words(role: str) -> str:
    """The role as a supporter would say it."""
    return ROLES.get(role) or ADDED.get(role) or role.replace("_", " ")


def stand_ins(role: str, when_nobody: Mapping[str, str]) -> tuple[str, ...]:
    """Who is stated to stand in for a role: the first, whoever stands in for that one, and so on; none twice."""
    found: list[str] = []
    name = when_nobody.get(role, "")
    while name and name not in (role, *found):
        found.append(name)
        name = when_nobody.get(name, "")
    return tuple(found)
