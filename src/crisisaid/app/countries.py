"""Countries as a check speaks of them: the everyday name, and that nobody knows yet."""

from __future__ import annotations

UNKNOWN = "unknown"
"""The country, when nobody knows where the person is."""


def country_name(code: str) -> str:
    """The country's everyday name, or its code."""
    from crisisaid.card_numbers import NUMBERS

    return NUMBERS[code][0] if code in NUMBERS else code
