"""How far a fault reaches into a session that is known: not at all, only its end, or the way it goes.

A session goes another way only where a guard, or a threshold that ends the asking, comes out differently at some turn
of it. All else is weighed at the end.
"""

from __future__ import annotations

from crisisaid.engine.answers import NOT_ASKED, SKIPPED, is_concern, is_red, is_unknown_red
from crisisaid.engine.evaluate import truth
from crisisaid.model.protocol import RED_FLAG, Checklist, Continue
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.engine.page import Page
    from crisisaid.model.protocol import Item, Protocol, Step, Threshold


class Difference(Record):
    """What a variant has in place of the original, in pairs; None where it has nothing.

    ``all_through``: it does not ask the same items in the same order, and nothing of a session can be taken over.
    """

    thresholds: tuple[tuple[Threshold, Threshold | None], ...]
    steps: tuple[tuple[Step, Step | None], ...]
    items: tuple[tuple[Item, Item], ...]
    all_through: bool


def difference(original: Protocol, variant: Protocol) -> Difference:
    """What is not the same in both, of all that a session is guided and weighed by."""
    thresholds = {one.id: one for one in variant.thresholds}
    steps = {step.id: step for step in variant.steps}
    return Difference(
        tuple((one, thresholds.get(one.id)) for one in original.thresholds if one != thresholds.get(one.id)),
        tuple((step, steps.get(step.id)) for step in original.steps if not _shown_alike(step, steps.get(step.id))),
        tuple((one, other) for one, other in zip(original.items(), variant.items(), strict=False) if one != other),
        all_through=not _walked_alike(original, variant),
    )


def _shown_alike(step: Step, other: Step | None) -> bool:
    """Whether it is shown to the same; guidance and referral do not change what comes next, nor the tier."""
    return not isinstance(step, Checklist | Continue) or (other is not None and step.when == other.when)


def _walked_alike(original: Protocol, variant: Protocol) -> bool:
    """Whether the same is asked in the same order, as far as it is shown."""
    here = {step.id for step in variant.steps}
    return (
        len(original.items()) == len(variant.items())
        and all(_asked_alike(one, other) for one, other in zip(original.items(), variant.items(), strict=True))
        and {one.id for one in original.thresholds} >= {one.id for one in variant.thresholds}
        and [_leads(step) for step in original.steps if step.id in here] == [_leads(step) for step in variant.steps]
    )


def _leads(step: Step) -> tuple[str, str]:
    return step.id, step.to if isinstance(step, Continue) else ""


def _asked_alike(one: Item, other: Item) -> bool:
    """Whether only its weight is another one."""
    return one is other or one == other.but(kind=one.kind, tier=one.tier, red_from=one.red_from)


def parting(found: Difference, turns: Sequence[Page]) -> int | None:
    """The first turn at which a session may go another way; None where it goes the same way to its end.

    ``turns`` are the original's page wherever the session looked at it to see how to go on; the last is its end.
    """
    if found.all_through:
        return 0
    return next((place for place, page in enumerate(turns) if _goes_elsewhere(found, page)), None)


def _goes_elsewhere(found: Difference, page: Page) -> bool:
    return any(_ends_asking(old, page) != _ends_asking(new, page) for old, new in found.thresholds) or any(
        _leads_elsewhere(old, new, page) for old, new in found.steps
    )


def _ends_asking(threshold: Threshold | None, page: Page) -> bool:
    return threshold is not None and threshold.interrupts and truth(threshold.when, page) is True


def _leads_elsewhere(old: Step, new: Step | None, page: Page) -> bool:
    """An open guard is as good as one that holds, but where the asking was ended or something cannot be known here."""
    was, now = truth(old.when, page), truth(new.when, page) if new else False
    if was is False or now is False:
        return was is not now
    return was is not now and _open_matters(old, page)


def _open_matters(step: Step, page: Page) -> bool:
    if isinstance(step, Checklist):
        return any(page.hidden_here(item.id) for item in step.items)
    return any(_ends_asking(threshold, page) for threshold in page.protocol.thresholds)


def weighs_otherwise(found: Difference, end: Page) -> bool:
    """Whether a session that went the same way is weighed differently at its end."""
    return any(_brings(old, end) != _brings(new, end) for old, new in found.thresholds) or any(
        [*_counts_as(old, end)] != [*_counts_as(new, end)] for old, new in found.items
    )


def _brings(threshold: Threshold | None, end: Page) -> str:
    return threshold.tier if threshold and truth(threshold.when, end) else ""


def _counts_as(item: Item, end: Page) -> Iterator[object]:
    """All that an item by itself adds to the weighing: see ``engine.weigh``."""
    known = end.known(item.id)
    yield item.tier if is_red(item, known) else ""
    yield is_unknown_red(item, known)
    yield is_concern(item, known)
    yield item.kind == RED_FLAG and known in (NOT_ASKED, SKIPPED)
