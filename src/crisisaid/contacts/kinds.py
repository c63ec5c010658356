"""Kinds of contact, and where a record comes from."""

from __future__ import annotations

EMERGENCY = "emergency"
SERVICES = ("ambulance", "police", "fire")
HELP_LINES = (
    *("crisis", "text", "youth", "domestic-violence", "child-protection", "poison", "sexual-assault", "lgbtq"),
    *("substance", "veterans", "older-adults"),
)
OWN_PEOPLE = ("shift-lead", "safeguarding")
"""Kinds that stay the supporter's own wherever the person is."""
LOCAL = ("local", "professional", "crisis-team", "mobile-crisis", *OWN_PEOPLE)

BUILT_IN = "built-in"
ORGANISATION = "organisation"
IMPORTED = "imported"
SITE = "site"
COMMAND_LINE = "command line"
LAYERS = (BUILT_IN, IMPORTED, ORGANISATION, SITE, COMMAND_LINE)
"""Where a contact may come from; a later one is laid over an earlier one."""
OWN_LAYERS = (ORGANISATION, SITE, COMMAND_LINE)
"""What the organisation itself added, changed or checked."""
