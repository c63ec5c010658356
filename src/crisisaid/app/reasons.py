"""Reasons in words: why a tier holds, for the sentence on the screen and for the summary."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.app.words_for_you import call_at_once
from crisisaid.engine.page import Page
from crisisaid.model.protocol import Continue
from crisisaid.model.tier import CALL_NOW, KEEP_SUPPORTING, above
from crisisaid.model.view import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.desk import Desk
    from crisisaid.engine.fold import Library
    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Evidence, Reason, State


def item_in(library: Library, protocol: str, item_id: str) -> Item | None:
    """The item, or None where evidence is not about an item."""
    if protocol not in library:
        return None
    return next((item for item in library[protocol].items() if item.id == item_id), None)


def label_of(library: Library, piece: Evidence) -> str:
    """What a piece of evidence is about, as a short phrase."""
    item = item_in(library, piece.protocol, piece.item)
    return item.label if item else piece.item


def because(library: Library, reason: Reason) -> str:
    """The reason as one or two sentences."""
    labels = [label_of(library, piece) for piece in reason.evidence]
    match reason.kind:
        case "threshold":
            protocol = library[reason.protocol]
            return next(threshold.because for threshold in protocol.thresholds if threshold.id == reason.id)
        case "red_flag":
            return f"You noted a red flag: {labels[0]}."
        case "unknown_red_flag":
            return f"Nobody could say whether: {labels[0]}. Somebody who can find out is needed."
        case "raised":
            return "You decided to hand over sooner."
        case "earlier":
            return f"Earlier it was noted: {labels[0]}. It changed since; the tier stays until a second person agrees."
        case "gate_only":
            return "Only the danger check was done; what is going on was not gone through."
        case "not_continued":
            return f"The next protocol was not gone through: {_title(library, reason.id)}."
    some = ", ".join(labels[:3]) + (f" and {len(labels) - 3} more" if len(labels) > 3 else "")
    return f"Red flags were not asked: {some}."


def told_once(library: Library, state: State) -> tuple[Reason, ...]:
    """The reasons without those that only say another again: a sign that was carried over, a protocol due twice.

    What may or may not have followed is left out where it is said already that red flags were not asked.
    """
    reasons = state.disposition.reasons
    missing = {reason.tier for reason in reasons if reason.kind == "not_asked"}
    seen: set[tuple[str, ...]] = set()
    kept = []
    for reason in reasons:
        item = item_in(library, reason.protocol, reason.id) if reason.kind in ("red_flag", "unknown_red_flag") else None
        place = tuple(item.same_as.split("/")) if item and item.same_as else (reason.protocol, reason.id)
        told = (reason.kind, reason.tier, *place)
        if reason.kind == "threshold":
            told = (reason.kind, because(library, reason))
        elif reason.kind == "not_continued":
            told = (reason.kind, reason.id)
        only_open = reason.kind == "not_continued" and reason.tier in missing and not _sure(library, state, reason)
        if told not in seen and not only_open:
            kept.append(reason)
        seen.add(told)
    return tuple(kept)


def _sure(library: Library, state: State, reason: Reason) -> bool:
    """Whether the answers call for the protocol that was due, and not only do not rule it out."""
    if reason.protocol not in library:
        return True
    page = Page(library[reason.protocol], state.answers, state.skipped, state.channel)
    steps = (step for step in page.protocol.steps if isinstance(step, Continue) and step.to == reason.id)
    return any(page.shown(step.when) for step in steps)


def _title(library: Library, protocol_id: str) -> str:
    return library[protocol_id].title if protocol_id in library else protocol_id


def main_reason(state: State) -> Reason | None:
    """The reason to say first: one for the tier itself, a threshold rather than a bare red flag."""
    at_tier = [reason for reason in state.disposition.reasons if reason.tier == state.disposition.tier]
    return min(at_tier, key=lambda reason: reason.kind != "threshold", default=None)


def news_of_tier(before: State, after: State, desk: Desk) -> tuple[Line, ...]:
    """What is said when the tier changes: the new one, the old one, and why. It never changes in silence."""
    was, now = before.disposition.tier, after.disposition.tier
    if above(now, was):
        reason = main_reason(after)
        why = because(desk.library, reason) if reason else ""
    else:
        why = "An answer was taken back, or a second person agreed to it."
        if before.disposition.checklists_done and not after.disposition.checklists_done:
            why = "There is more to ask."
    # The lowest tier is never named while there is more to ask: it would read as an all-clear.
    earlier = f" It was {words.HEADLINES[was]}." if above(was, KEEP_SUPPORTING) else ""
    later = words.HEADLINES[now] if above(now, KEEP_SUPPORTING) or after.disposition.checklists_done else "still asking"
    lines = [Line(f"Now: {later}.{earlier} {why}".strip(), style="tier")]
    if now == CALL_NOW:
        lines.append(Line(call_at_once(after.about), style="strong"))
    return tuple(lines)
