"""Properties about what everything is for: each step can be shown, each threshold decides, each item matters."""

from __future__ import annotations

from crisisaid.model.protocol import RED_FLAG, Checklist, Continue, Guidance, Referral
from crisisaid.model.tier import RANK, TIERS
from crisisaid.proof.diagram import NO, YES
from crisisaid.proof.people import simplest, values_of
from crisisaid.proof.verdict import Fault, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.protocol import Step
    from crisisaid.proof.everyone import Everyone
    from crisisaid.proof.known import Cause


def reachable(everyone: Everyone) -> Iterator[Fault]:
    """A step, an item or a threshold that no answers bring up."""
    protocol = everyone.protocols[-1]
    for step in protocol.steps:
        if not any(shown != NO for shown in _ways_to_show(everyone, step)):
            yield Fault(step.id, f"No answers show the step {step.id!r}.")
    for known in everyone.items_of(protocol.id):
        if known.asked == NO:
            yield Fault(known.item.id, f"The item {known.item.id!r} is never asked.")
    for cause in _thresholds(everyone):
        if cause.holds == NO:
            yield Fault(cause.id, f"No answers meet the threshold {cause.id!r}.")


def _ways_to_show(everyone: Everyone, step: Step) -> Iterator[int]:
    """Where a step is shown: a guard that is still open shows a checklist, and a supporter may raise any tier."""
    protocol, diagrams = everyone.protocols[-1].id, everyone.diagrams
    if isinstance(step, Checklist | Continue):
        yield everyone.condition(protocol, step.when)[1]
        return
    tiers = dict(step.to) if isinstance(step, Referral) else TIERS
    for tier in tiers:
        stands = diagrams.turn(diagrams.from_rank(everyone.tier, RANK[tier] + 1))
        yield diagrams.meet(stands, everyone.condition(protocol, step.when, RANK[tier])[0])


def _thresholds(everyone: Everyone) -> list[Cause]:
    own = everyone.protocols[-1].id
    return [cause for cause in everyone.causes if cause.kind == "threshold" and cause.protocol == own]


def decides(everyone: Everyone) -> Iterator[Fault]:
    """A threshold that holds only where others of its tier or above hold: together they say all that it says."""
    for cause in _thresholds(everyone):
        over = _at_least_as_urgent(everyone, cause)
        if cause.holds != NO and not _alone_somewhere(everyone, cause, over) and not _hidden_by(everyone, cause):
            yield Fault(cause.id, f"Wherever {cause.id!r} holds, another threshold of its tier or above holds too.")


def _alone_somewhere(everyone: Everyone, cause: Cause, over: list[Cause]) -> bool:
    """Whether it holds for somebody for whom none of the others does.

    The simplest of those for whom it holds is nearly always such a person; if not, those others are taken out that
    hold for them, and the next simplest is looked at.
    """
    diagrams, alone = everyone.diagrams, cause.holds
    while (person := simplest(diagrams, everyone.facts, alone)) is not None:
        values = values_of(everyone.facts, person)
        beside = [one for one in over if diagrams.rank(one.holds, values) == YES]
        if not beside:
            return True
        for one in beside:
            alone = diagrams.meet(alone, diagrams.turn(one.holds))
    return False


def shadowed(everyone: Everyone) -> Iterator[Fault]:
    """A threshold that holds only where one other of its tier or above holds."""
    for cause in _thresholds(everyone):
        for other in _hidden_by(everyone, cause)[:1]:
            yield Fault(cause.id, f"Wherever {cause.id!r} holds, {other.id!r} ({shown(other.tier)}) holds too.")


def _hidden_by(everyone: Everyone, cause: Cause) -> list[Cause]:
    over = _at_least_as_urgent(everyone, cause) if cause.holds != NO else []
    return [one for one in over if everyone.diagrams.never_above(cause.holds, one.holds)]


def _at_least_as_urgent(everyone: Everyone, cause: Cause) -> list[Cause]:
    return [one for one in _thresholds(everyone) if one is not cause and RANK[one.tier] >= RANK[cause.tier]]


def matters(everyone: Everyone) -> Iterator[Fault]:
    """An item that changes neither a tier nor a reason nor what is shown."""
    protocol, diagrams = everyone.protocols[-1], everyone.diagrams
    used = [cause.holds for cause in everyone.causes if cause.kind != "not_asked"]
    for step in protocol.steps:
        used.extend(everyone.condition(protocol.id, step.when, tier)[0] for tier in _tiers_for(step))
        used.extend(everyone.condition(protocol.id, step.when)[1:] if isinstance(step, Checklist | Continue) else ())
    used += [everyone.condition(protocol.id, one.when)[0] for one in protocol.never]
    places = diagrams.looked_at(everyone.tier, *used)
    for known in everyone.items_of(protocol.id):
        if known.item.kind != RED_FLAG and everyone.place[known.key] not in places:
            yield Fault(known.item.id, f"Nothing changes with the answer to {known.item.id!r}.")


def _tiers_for(step: Step) -> tuple[int, ...]:
    return tuple(RANK.values()) if isinstance(step, Guidance | Referral) else (0,)
