"""Words of a rota: which role is meant, and whether what stands beside it is a number or the id of a contact."""

from __future__ import annotations

import re

from crisisaid.contacts.entries import SHAPES
from crisisaid.contacts.roles import HELP_LINE, KINDS, ROLES

CODE = "CA0610"
"""Every finding about a rota."""

ON_CALL = "shift_lead"
OTHER_WORDS = {
    **dict.fromkeys(("on_call", "on_call_lead", "oncall", "duty_lead", "lead_on_call"), ON_CALL),
    **dict.fromkeys(("safeguarding", "safeguarding_on_call"), "safeguarding_lead"),
}
"""Whoever is on call for supporters is whom they ask first: their shift lead."""

ON_A_ROTA = tuple(role for role in KINDS if role != HELP_LINE)
"""An ambulance and the police come by the emergency numbers: nobody has them as a turn."""

FEWEST_DIGITS = 3
"""A number is not shorter anywhere; what is, is a room or a floor."""


def role_named(words: str) -> str:
    """The role these words mean ("shift lead", "Shift-Lead", "the shift lead", "on call"), or "" for none."""
    plain = re.sub("[^a-z0-9]+", "_", words.casefold()).strip("_")
    plain = re.sub("^(the|a|an)_", "", plain)
    found = OTHER_WORDS.get(plain, plain)
    return found if found in ON_A_ROTA else _BY_WORDS.get(found, "")


def _plain_words(role: str) -> str:
    return re.sub("^(the|a|an)_", "", ROLES[role].replace(" ", "_"))


_BY_WORDS = {_plain_words(role): role for role in ON_A_ROTA}


def roles_to_choose() -> str:
    """The roles a rota may name, in words, for a hint."""
    return ", ".join(role.replace("_", " ") for role in ON_A_ROTA)


def as_number(words: str) -> str:
    """The words if they can be dialled, exactly as they are; else ""."""
    enough = sum(letter.isdigit() for letter in words) >= FEWEST_DIGITS
    return words if enough and SHAPES["phone"][0].fullmatch(words) else ""


def as_id(words: str) -> str:
    """The words if they have the form of a contact's id; else ""."""
    return words if SHAPES["id"][0].fullmatch(words) and not as_number(words) else ""
