"""Which tier do the answers call for, and why? Thresholds, red flags, what was not asked, what was decided."""

from __future__ import annotations

from crisisaid.engine.answers import NOT_ASKED, SKIPPED, is_concern, is_red, is_unknown_red
from crisisaid.engine.evaluate import evidence, open_items
from crisisaid.model.protocol import CONTEXT, RED_FLAG, Checklist, Continue
from crisisaid.model.state import Disposition, Evidence, Reason
from crisisaid.model.tier import (
    BEFORE_YOU_PART,
    CALL_NOW,
    KEEP_SUPPORTING,
    NOT_FINISHED,
    RANK,
    above,
    highest,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.engine.page import Page
    from crisisaid.model.state import Change, Key


def weigh(
    pages: tuple[Page, ...],
    *,
    decided: tuple[Reason, ...] = (),
    firm: tuple[Reason, ...] = (),
    lowered: tuple[str, tuple[Reason, ...]] | None = None,
    complete: bool = False,
    gate_only: bool = False,
    unread: tuple[str, ...] = (),
) -> Disposition:
    """Where the session stands.

    ``decided`` are reasons that come from events (raised, or a change that holds the earlier tier), ``firm`` those of
    them that came after a second person agreed to a lower tier. ``lowered`` is that tier and the reasons that stood at
    that moment: only those are lowered, and never under a red flag. ``complete`` says that nothing will be asked any
    more, or that the session has stopped: only then does what was not asked count (DESIGN rule 3). ``gate_only``: the
    supporter has not said what is going on, so nothing but the danger check can have been done. ``unread`` are
    protocols of the session that are not in the library: nothing of them can be weighed.
    """
    decided = tuple(reason for reason in decided if above(reason.tier, KEEP_SUPPORTING))
    firm = tuple(reason for reason in firm if above(reason.tier, KEEP_SUPPORTING))
    reasons = [*(reason for page in pages for reason in _reasons(page)), *decided]
    covered = [reason for reason in reasons if lowered and _may_be_lowered(reason, lowered[1])]
    interrupted = frozenset(page.protocol.id for page in pages if _is_interrupted(page, covered))
    done = all(page.protocol.id in interrupted or not _asks(page) for page in pages)
    reasons.extend(firm)
    if complete:
        reasons.extend(_floor(pages, unread, interrupted, gate_only=gate_only))
    standing = [reason.tier for reason in reasons if reason not in covered or reason in firm]
    tier = highest(lowered[0] if lowered else KEEP_SUPPORTING, *standing)
    return Disposition(
        tier=tier,
        reasons=tuple(sorted(reasons, key=lambda reason: -RANK[reason.tier])),
        still_open=tuple(_still_open(pages, tier)),
        not_asked=tuple(key for page in pages for key in _not_asked(page)),
        interrupted=interrupted,
        checklists_done=done,
    )


def _may_be_lowered(reason: Reason, seen: tuple[Reason, ...]) -> bool:
    """Only a reason the second person knew of, resting on nothing new; never a red flag."""
    if reason.kind in ("red_flag", "unknown_red_flag"):
        return False
    return any(
        (old.kind, old.protocol, old.id) == (reason.kind, reason.protocol, reason.id)
        and RANK[reason.tier] <= RANK[old.tier]
        and set(reason.evidence) <= set(old.evidence)
        for old in seen
    )


def _is_interrupted(page: Page, covered: list[Reason]) -> bool:
    """Whether life may be in danger by this protocol's own words, and no second person has taken that back."""
    taken_back = {reason.id for reason in covered if reason.protocol == page.protocol.id}
    return any(
        threshold.interrupts and threshold.id not in taken_back and page.shown(threshold.when)
        for threshold in page.protocol.thresholds
    )


def _asks(page: Page) -> bool:
    """Whether any item of this protocol still waits to be asked."""
    return any(
        page.waiting(item.id)
        for step in page.protocol.steps
        if isinstance(step, Checklist) and page.applies(step)
        for item in step.items
    )


def _reasons(page: Page) -> Iterator[Reason]:
    own = page.protocol.id
    for threshold in page.protocol.thresholds:
        if page.shown(threshold.when):
            found = dict(evidence(threshold.when, page))
            proof = tuple(Evidence(own, item, answer) for item, answer in found.items())
            yield Reason("threshold", threshold.tier, own, threshold.id, proof)
    for item in page.items.values():
        answer = page.answer(item.id)
        proof = (Evidence(own, item.id, answer),)
        if is_red(item, answer):
            yield Reason("red_flag", item.tier, own, item.id, proof)
        elif is_unknown_red(item, answer):
            yield Reason("unknown_red_flag", BEFORE_YOU_PART, own, item.id, proof)


def _floor(
    pages: tuple[Page, ...], unread: tuple[str, ...], interrupted: frozenset[str], *, gate_only: bool
) -> Iterator[Reason]:
    """DESIGN rule 3: not asked is not no. A protocol that should have followed and did not counts the same way."""
    concern = any(is_concern(item, page.answer(item.id)) for page in pages for item in page.items.values())
    tier = BEFORE_YOU_PART if concern else NOT_FINISHED
    missing = tuple(
        Evidence(page.protocol.id, item.id, page.known(item.id))
        for page in pages
        for item in page.items.values()
        if item.kind == RED_FLAG and page.known(item.id) in (NOT_ASKED, SKIPPED)
    )
    if missing:
        yield Reason("not_asked", tier, evidence=missing)
    if gate_only:
        yield Reason("gate_only", tier)
    for page, target in still_due(pages, interrupted):
        yield Reason("not_continued", tier, page.protocol.id, target)
    for protocol_id in unread:
        yield Reason("not_continued", tier, "", protocol_id)


def still_due(pages: tuple[Page, ...], interrupted: frozenset[str]) -> Iterator[tuple[Page, str]]:
    """The protocols that these pages send on to and that are not among them yet."""
    listed = {page.protocol.id for page in pages}
    for page in pages:
        for step in page.protocol.steps:
            if not isinstance(step, Continue) or step.to in listed:
                continue
            if page.sends_on(step, ended=page.protocol.id in interrupted):
                yield page, step.to


def _not_asked(page: Page) -> Iterator[Key]:
    for item in page.items.values():
        if item.kind != CONTEXT and page.known(item.id) in (NOT_ASKED, SKIPPED):
            yield page.protocol.id, item.id


def _still_open(pages: tuple[Page, ...], tier: str) -> Iterator[Key]:
    """Items that wait to be asked and could raise the tier, in the order of the page."""
    if tier == CALL_NOW:
        return
    for page in pages:
        able = {item.id for item in page.items.values() if item.kind == RED_FLAG and above(item.tier, tier)}
        for threshold in page.protocol.thresholds:
            if above(threshold.tier, tier) and page.shown(threshold.when) is None:
                able.update(open_items(threshold.when, page))
        for item_id in page.items:
            if item_id in able and page.waiting(item_id):
                yield page.protocol.id, item_id


def held_by(change: Change) -> Reason:
    """A change of answer never lowers the tier by itself: the tier reached before it stays, with this reason."""
    proof = (Evidence(change.protocol, change.item, change.answer),)
    return Reason("earlier", change.tier, change.protocol, change.item, proof)
