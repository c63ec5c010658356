"""Whom to reach and what to do next, by the protocols' own steps for the tier a session has come to."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.model.condition import ALWAYS, Not
from crisisaid.model.protocol import Guidance, Referral
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.engine.fold import Library
    from crisisaid.model.state import State

MOST_LINES = 8
"""More than this nobody reads while they wait."""


def _pages(library: Library, state: State) -> Iterator[Page]:
    for used in state.protocols:
        yield Page(library[used.id], state.answers, state.skipped, state.channel)


def roles_now(library: Library, state: State) -> tuple[str, ...]:
    """The roles to reach, in order: those the protocols name for this tier, else the ones that always help."""
    tier = state.disposition.tier
    named: dict[str, None] = {}
    for page in _pages(library, state):
        for step in page.protocol.steps:
            if isinstance(step, Referral) and truth(step.when, page, tier):
                named.update(dict.fromkeys(dict(step.to).get(tier, ())))
    return tuple(named) or words.DEFAULT_ROLES[tier]


def _is_general(step: Guidance) -> bool:
    """Whether it is shown whatever was answered, or only as long as nothing was: no help for who waits."""
    return step.when is ALWAYS or isinstance(step.when, Not)


def while_waiting(library: Library, state: State) -> tuple[str, ...]:
    """What to do until somebody has taken over: the guidance that these answers brought up."""
    tier = state.disposition.tier
    if tier not in (CALL_NOW, BEFORE_YOU_PART):
        return ()
    lines: dict[str, None] = {}
    speaking = {reason.protocol for reason in state.disposition.reasons if reason.tier == tier}
    seen = state.shown
    for page in _pages(library, state):
        if page.protocol.id not in speaking:
            continue
        for step in page.protocol.steps:
            if not isinstance(step, Guidance) or _is_general(step) or not truth(step.when, page, tier):
                continue
            if not seen or (page.protocol.id, step.id) in seen:
                lines.update(dict.fromkeys(step.do))
    return tuple(lines)[:MOST_LINES]
