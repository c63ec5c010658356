"""Tiers: how soon somebody else must be involved, named by what to do and never by how the person is rated.

Source: DESIGN section 1; NICE NG225 (2022) asks for needs and next steps instead of levels of risk.
"""

from __future__ import annotations

KEEP_SUPPORTING = "keep_supporting"
NOT_FINISHED = "not_finished"
THIS_WEEK = "this_week"
BEFORE_YOU_PART = "before_you_part"
CALL_NOW = "call_now"

TIERS = (KEEP_SUPPORTING, NOT_FINISHED, THIS_WEEK, BEFORE_YOU_PART, CALL_NOW)
"""From the one that asks least of the supporter to the one that asks most."""

RANK = {tier: rank for rank, tier in enumerate(TIERS)}


def highest(*tiers: str) -> str:
    """The tier that asks most. Raises KeyError for a word that is no tier."""
    return max(tiers, key=RANK.__getitem__)


def above(tier: str, other: str) -> bool:
    """Whether the first tier asks more than the second."""
    return RANK[tier] > RANK[other]
