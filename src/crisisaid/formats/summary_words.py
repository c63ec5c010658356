"""Codes of a summary in words, and the small sentences around them. The same for text and Markdown."""

from __future__ import annotations

from crisisaid.model.tier import CALL_NOW, KEEP_SUPPORTING, RANK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.summary import (
        ContactLine,
        FollowUpLine,
        ItemLine,
        LoweredLine,
        ProtocolLine,
        ReasonLine,
        Summary,
        WhatWouldChange,
    )

TIERS = {
    "call_now": "CALL NOW",
    "before_you_part": "BEFORE YOU PART",
    "this_week": "THIS WEEK",
    "not_finished": "NOT FINISHED",
    "keep_supporting": "KEEP SUPPORTING",
}

NOT_WELL = "KEEP SUPPORTING means that no threshold was met. It does not mean that you are all right."
NOT_SAFE = "KEEP SUPPORTING means that no threshold was met. It does not mean that the person is safe."

CHANNELS = {"in_person": "in person", "phone": "by phone", "text_chat": "in a text chat"}
ABOUT = {
    "supporter": "about the supporter",
    "person": "with the person",
    "third_party": "with somebody about the person",
}
STOPPED = {
    "stopped": "the supporter stopped it",
    "input_ended": "the input ended",
    "interrupted": "it was broken off",
}
WHY_NOT = {"could_not_ask": "could not ask", "cannot_tell_here": "cannot be told on this channel"}
OPEN = {"open": "open now", "closed": "CLOSED NOW"}
CONSENT = {
    "yes": "The person agreed.",
    "no": "The person did not agree.",
    "could_not_ask": "The person could not be asked.",
    "not_recorded": "Consent was not recorded",
}


def said(code: str, words: dict[str, str]) -> str:
    """A code in words; one that is not known here is shown with its underscores as spaces."""
    return words.get(code) or code.replace("_", " ")


def capital(text: str) -> str:
    """The text with a capital at its start, as a sentence has it."""
    return text[:1].upper() + text[1:]


def stop(text: str) -> str:
    """The text with a full stop, where it has no end of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def review_lines(protocols: tuple[ProtocolLine, ...]) -> tuple[str, ...]:
    """What has to be said about how far the protocols were reviewed, each sentence once; of which, where it differs."""
    lines: dict[str, list[str]] = {}
    for one in protocols:
        marked = one.status == "draft" and "draft" not in one.review.lower()
        said = stop(f"DRAFT. {capital(one.review)}".rstrip() if marked else capital(one.review))
        lines.setdefault(said, []).append(f"{one.title} ({one.version})")
    told = {said: names for said, names in lines.items() if said != "."}
    if len(told) <= 1:
        return tuple(told)
    return tuple(f"{', '.join(names)}: {said}" for said, names in told.items())


def consent_first(summary: Summary) -> str:
    """Said at the very top when the person refused, or nobody recorded whether they agreed."""
    consent = summary.consent
    if consent.asked == "no":
        return stop(f"NO CONSENT: {consent.words or CONSENT['no']}")
    if consent.asked in ("", "not_recorded"):
        known = consent.words.lower().startswith("consent was not recorded")
        return stop(consent.words if known else _joined(CONSENT["not_recorded"], consent.words))
    return ""


def unfinished(summary: Summary) -> str:
    """That the session stopped early, and how."""
    if summary.finished:
        return ""
    return stop(_joined("This session was not finished", said(summary.stopped, STOPPED)))


def where(summary: Summary) -> str:
    """The country, the channel and who was spoken with, on one line."""
    parts = (summary.country_name or summary.country, said(summary.channel, CHANNELS), said(summary.about, ABOUT))
    return stop(capital(", ".join(part for part in parts if part))) if any(parts) else ""


def shown_reasons(summary: Summary) -> tuple[ReasonLine, ...]:
    """The reasons, without a red flag that a threshold of at least its tier already rests on.

    In an emergency what was not asked is no reason any more; it stands under its own heading.
    """
    strong = [reason for reason in summary.reasons if reason.kind == "threshold"]
    idle = ("not_asked", "not_continued", "gate_only") if summary.tier == CALL_NOW else ()
    kept = (one for one in summary.reasons if one.kind not in idle)
    return tuple(one for one in kept if not any(_covers(threshold, one) for threshold in strong))


def _covers(threshold: ReasonLine, reason: ReasonLine) -> bool:
    if reason.kind != "red_flag" or RANK[threshold.tier] < RANK[reason.tier]:
        return False
    its_own = {(line.protocol, line.item) for line in reason.evidence} or {(reason.protocol, reason.threshold)}
    return its_own <= {(line.protocol, line.item) for line in threshold.evidence}


def contact_title(contact: ContactLine) -> str:
    """The role first: it is what the supporter was told to look for."""
    return ": ".join(part for part in (capital(contact.role_words or said(contact.role, {})), contact.name) if part)


def contact_hours(contact: ContactLine) -> str:
    """Opening hours as stored, and whether they are open; unknown hours are never called open."""
    now = contact.now or OPEN.get(contact.open, "not known whether they are open now")
    if contact.now and contact.open == "closed":
        now = contact.now.replace("closed now", OPEN["closed"], 1)
    if not contact.hours:
        return stop(capital(now))
    if contact.hours.startswith("on duty"):
        return stop(capital(contact.hours))
    # "24/7" says it already, and "hours not known" does too.
    if "not known" in contact.hours and contact.open != "closed":
        return stop(capital(contact.hours))
    plain = "24/7" in contact.hours and contact.open != "closed"
    return stop(f"Hours: {contact.hours}" if plain else f"Hours: {contact.hours}, {now}")


def item_line(item: ItemLine) -> str:
    """An item in a list; a red flag says so."""
    why = f" ({said(item.why, WHY_NOT)})" if item.why else ""
    return f"{'RED FLAG: ' if item.red_flag else ''}{item.label}{why}"


def would_change_lines(would_change: WhatWouldChange) -> tuple[str, ...]:
    """What nobody knows yet and would raise the tier, a set of answers on a line; last, what to ask first."""
    return (*(one.words for one in would_change.sets), would_change.ask_next_words)


def follow_up_line(follow_up: FollowUpLine) -> str:
    """Who follows up and when."""
    words = follow_up.words or said(follow_up.agreed, {})
    return stop(f"Follow-up: {words}") if words else ""


def raised_line(tier: str) -> str:
    """That the supporter asked for more than the protocol did."""
    return f"The supporter raised this to {said(tier, TIERS)}."


def lowered_line(lowered: LoweredLine) -> str:
    """Who agreed to less, and why."""
    who, why = said(lowered.role, {}), said(lowered.reason, {})
    return stop(f"Lowered to {said(lowered.tier, TIERS)}, agreed with: {who}. Reason: {why}")


def protocol_line(one: ProtocolLine) -> str:
    """Exactly which words were used: id, version, digest, state and review."""
    digest = one.digest.removeprefix("sha256:")[:12]
    return stop(
        ", ".join(part for part in (f"{one.id} {one.version}", digest, one.title, one.status, one.review) if part)
    )


def caveat(summary: Summary) -> str:
    """What KEEP SUPPORTING does not mean."""
    said = NOT_WELL if summary.about == "supporter" else NOT_SAFE
    return said if summary.tier == KEEP_SUPPORTING else ""


def _joined(start: str, words: str) -> str:
    return f"{start}: {words}" if words else start
