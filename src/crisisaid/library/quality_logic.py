"""Checks of what a protocol can come to: thresholds that never or always hold, steps nobody sees, idle items.

Thresholds and the guards of checklists only grow with concern, so for them the least and the most concerning answers
settle it. Guards with ``not`` or ``tier`` are looked for among many sets of answers; that is a search, not a proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisisaid.engine.answers import safest
from crisisaid.engine.evaluate import literals, truth
from crisisaid.engine.weigh import weigh
from crisisaid.library.answer_sets import everywhere, many, most_concerning, page_with
from crisisaid.library.draft import warning
from crisisaid.model.condition import ALWAYS
from crisisaid.model.protocol import CONTEXT, RED_FLAG, Checklist, Referral
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, RANK, TIERS

ADD = "Add a referral with 'to: {{{}: ...}}'."

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.engine.page import Page
    from crisisaid.library.draft import Draft, Problem
    from crisisaid.model.protocol import Step


def never_or_always(draft: Draft) -> Iterator[Problem]:
    """A threshold that no answers meet, or that holds before anything is told."""
    protocol = draft.protocol
    worst = [page_with(protocol, answers) for answers in everywhere(protocol, most_concerning)]
    best = [page_with(protocol, answers) for answers in everywhere(protocol, safest)]
    for place, threshold in enumerate(protocol.thresholds):
        path = ("thresholds", place, "when")
        if not any(truth(threshold.when, page) for page in worst):
            said = f"No answers meet the threshold {threshold.id!r}."
            yield warning("CA0401", path, said, "Look for two things that cannot be true together.")
        elif all(truth(threshold.when, page) for page in best):
            said = f"The threshold {threshold.id!r} holds even when there is nothing of concern."
            yield warning(
                "CA0402", path, said, "Say what must be there for it; nothing may be handed over for no reason."
            )


def idle_items(draft: Draft) -> Iterator[Problem]:
    """An item that changes nothing, and a red flag that no threshold speaks of."""
    protocol = draft.protocol
    weighed = {literal.item for threshold in protocol.thresholds for literal in literals(threshold.when)}
    guards = {literal.item for step in protocol.steps for literal in literals(step.when)}
    for item, path in draft.listed():
        if item.kind == RED_FLAG and item.id not in weighed:
            said = f"The red flag {item.id!r} is in no threshold, so nothing says why it matters."
            yield warning("CA0409", path, said, "Add it to a threshold, with its reason and its source.")
        elif item.kind != RED_FLAG and item.id not in weighed | guards:
            said = f"Nothing changes with the answer to {item.id!r}."
            yield warning("CA0408", path, said, "Use it in a threshold or a guard, or do not ask it.")


def unreachable_steps(draft: Draft) -> Iterator[Problem]:
    """A step that no answers show."""
    protocol = draft.protocol
    left = {place: step for place, step in enumerate(protocol.steps) if step.when is not ALWAYS}
    for answers in many(protocol):
        if not left:
            return
        page = page_with(protocol, answers)
        tiers = _tiers(page)
        left = {place: step for place, step in left.items() if not _shown(step, page, tiers)}
    for place, step in left.items():
        said = f"No answers were found that show the step {step.id!r}."
        yield warning("CA0410", ("steps", place, "when"), said, "Look at its 'when': something in it rules itself out.")


def _tiers(page: Page) -> tuple[str, ...]:
    """Where the session may stand with this page: what it comes to, and all above, for a supporter may raise it."""
    lowest = RANK[weigh((page,)).tier]
    return tuple(tier for tier in TIERS if RANK[tier] >= lowest)


def _shown(step: Step, page: Page, tiers: tuple[str, ...]) -> bool:
    return any(truth(step.when, page, tier) for tier in tiers)


def tiers_without_referral(draft: Draft) -> Iterator[Problem]:
    """A tier that can be reached and for which nobody is named."""
    protocol = draft.protocol
    named = {tier for step in protocol.steps if isinstance(step, Referral) for tier, roles in step.to if roles}
    for place, threshold in enumerate(protocol.thresholds):
        if threshold.tier not in named:
            said = f"{threshold.id!r} leads to {threshold.tier}, and no step says whom to reach then."
            yield warning("CA0411", ("thresholds", place, "tier"), said, ADD.format(threshold.tier))
    for item, path in draft.listed():
        wanted = {item.tier, BEFORE_YOU_PART} if item.kind == RED_FLAG else set()
        for tier in sorted(wanted - named):
            said = f"The red flag {item.id!r} can lead to {tier}, and no step says whom to reach then."
            yield warning("CA0411", path, said, ADD.format(tier))


def urgent_first(draft: Draft) -> Iterator[Problem]:
    """In a list what calls for help now comes first; thresholds go down from the most urgent."""
    for place, step in enumerate(draft.protocol.steps):
        behind = ""
        for number, item in enumerate(step.items if isinstance(step, Checklist) else ()):
            if item.tier == CALL_NOW and behind:
                said = f"{item.id!r} calls for help now and stands behind {behind!r}."
                yield warning("CA0412", ("steps", place, "items", number), said, "Ask what is most urgent first.")
            elif item.tier != CALL_NOW and item.kind != CONTEXT:
                behind = behind or item.id
    lowest = RANK[CALL_NOW]
    for place, threshold in enumerate(draft.protocol.thresholds):
        if RANK[threshold.tier] > lowest:
            said = f"The threshold {threshold.id!r} is more urgent than one above it."
            yield warning(
                "CA0412", ("thresholds", place), said, "Put the most urgent first: that is how they are read."
            )
        lowest = min(lowest, RANK[threshold.tier])
