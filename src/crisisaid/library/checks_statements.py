"""Checks of what the authors state beside the page: of whom, in how many prompts, and what it was adapted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisisaid.library.checks_guards import has
from crisisaid.library.draft import Draft, Problem, warning
from crisisaid.model.condition import TierIn
from crisisaid.model.protocol import Checklist
from crisisaid.model.tier import RANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.protocol import Protocol


def statements_without_tier(draft: Draft) -> Iterator[Problem]:
    """What is stated of a tier may not ask for the tier: it would speak of itself."""
    for place, never in enumerate(draft.protocol.never):
        if has(never.when, (TierIn,)):
            said = f"The statement {never.id!r} asks for the tier."
            hint = "Say what was told or noticed, not what came of it."
            yield Problem("CA0413", ("never", place, "when"), said, hint)


def origin_elsewhere(draft: Draft) -> Iterator[Problem]:
    """A version cannot be adapted from itself."""
    protocol = draft.protocol
    if protocol.derived_from == f"{protocol.id}@{protocol.version}":
        said = f"{protocol.derived_from} is this protocol itself."
        yield Problem("CA0414", ("derived_from",), said, "Name the version that you began with, or give yours another.")


def prompts_that_bind(draft: Draft) -> Iterator[Problem]:
    """A number of prompts that no order of the items could exceed, or until a tier that nothing comes to."""
    protocol = draft.protocol
    prompts = _prompts(protocol)
    red_flags = (item.tier for item in protocol.items() if item.tier)
    tiers = {*red_flags, *(threshold.tier for threshold in protocol.thresholds)}
    for tier, most in protocol.within:
        if not any(RANK[one] >= RANK[tier] for one in tiers):
            said = f"Nothing on this page comes to {tier}, so this number says nothing."
            yield warning("CA0415", ("within", tier), said, "Take it out, or write the threshold that is missing.")
        elif most > prompts:
            said = f"This page has {prompts} prompt{'' if prompts == 1 else 's'}, so {most} says nothing."
            yield warning("CA0415", ("within", tier), said, f"Write {prompts} or fewer.")


def _prompts(protocol: Protocol) -> int:
    """How many there are when all are asked: a list asked together is one."""
    lists = [step for step in protocol.steps if isinstance(step, Checklist)]
    return sum(1 if step.together else len(step.items) for step in lists)
