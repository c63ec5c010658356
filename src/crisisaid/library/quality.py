"""Everything an author is told beyond what makes a file unusable: what a supporter would stumble over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisisaid.library.checks_statements import prompts_that_bind
from crisisaid.library.quality_logic import (
    idle_items,
    never_or_always,
    tiers_without_referral,
    unreachable_steps,
    urgent_first,
)
from crisisaid.library.quality_page import (
    reasons_that_teach,
    review_date,
    second_hand,
    sources_named,
    special_situations,
)
from crisisaid.library.quality_words import banned_words, hard_words, placeholders, safe_messaging, too_long

if TYPE_CHECKING:
    from crisisaid.library.checks import Check


def quality(today: str) -> tuple[Check, ...]:
    """The checks for authors, on this day (year-month-day)."""
    return (
        never_or_always,
        idle_items,
        unreachable_steps,
        tiers_without_referral,
        urgent_first,
        prompts_that_bind,
        reasons_that_teach,
        sources_named,
        review_date(today),
        special_situations,
        second_hand,
        placeholders,
        banned_words,
        safe_messaging,
        hard_words,
        too_long,
    )
