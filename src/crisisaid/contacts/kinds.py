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

ORGANISATION = "organisation"
"""The layer of contacts the organisation added or checked."""
