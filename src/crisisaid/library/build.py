"""Checked data in, Protocol out. Expects data that has passed the schema; decides nothing."""

from __future__ import annotations

from typing import Any

from crisisaid.model.condition import (
    ALWAYS,
    Absent,
    All,
    AnyOf,
    AtLeast,
    Condition,
    ContextIs,
    Count,
    Not,
    Possible,
    Present,
    TierIn,
)
from crisisaid.model.protocol import (
    CHANNELS,
    SITUATIONS,
    Checklist,
    Continue,
    Guidance,
    Item,
    Never,
    OpenPoint,
    Point,
    Protocol,
    Referral,
    Situation,
    Source,
    Step,
    Threshold,
    Timer,
)
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW

Data = dict[str, Any]


def build_protocol(data: Data, digest: str) -> Protocol:
    """The protocol that this document describes; ``digest`` is the SHA-256 of its bytes, in hex."""
    return Protocol(
        id=data["id"],
        version=data["version"],
        status=data["status"],
        title=data["title"],
        summary=data["summary"],
        steps=tuple(_step(step) for step in data["steps"]),
        thresholds=tuple(_threshold(threshold) for threshold in data["thresholds"]),
        sources=tuple(Source(**source) for source in data["sources"]),
        said_as=tuple(data.get("said_as", ())),
        about=data["for"],
        audience=data.get("audience", ""),
        not_for=tuple(data.get("not_for", ())),
        notes=data.get("notes", ""),
        digest=digest,
        review_by=data.get("review_by", ""),
        situations=_situations(data.get("situations", {})),
        needs_review=tuple(OpenPoint(one["says"], tuple(one.get("at", ()))) for one in data.get("needs_review", ())),
        never=tuple(_never(one) for one in data.get("never", ())),
        within=_within(data.get("within", {})),
        derived_from=data.get("derived_from", ""),
    )


def _situations(data: Data) -> tuple[Situation, ...]:
    lists = ("do", "say", "avoid", "sources")
    return tuple(
        Situation(kind, *(tuple(data[kind].get(name, ())) for name in lists)) for kind in SITUATIONS if kind in data
    )


def _never(one: Data) -> Never:
    return Never(one["id"], build_condition(one["when"]), one["below"], one["because"])


def _within(data: Data) -> tuple[tuple[str, int], ...]:
    return tuple((tier, int(data[tier])) for tier in (CALL_NOW, BEFORE_YOU_PART) if tier in data)


def build_condition(data: Any) -> Condition:
    """A condition from its spelling in the file (DESIGN section 5)."""
    match data:
        case str():
            return Present(data)
        case {"possible": item, "at_least": point}:
            return AtLeast(item, point, possible=True)
        case {"item": item, "at_least": point}:
            return AtLeast(item, point)
        case {"item": item, "is": option}:
            return ContextIs(item, option)
        case {"possible": item}:
            return Possible(item)
        case {"absent": item}:
            return Absent(item)
        case {"all": parts}:
            return All(_conditions(parts))
        case {"any": parts}:
            return AnyOf(_conditions(parts))
        case {"count": {"at_least": number, "of": parts}}:
            return Count(int(number), _conditions(parts))
        case {"not": part}:
            return Not(build_condition(part))
        case {"tier": tiers}:
            return TierIn(tuple(tiers))
    raise ValueError(f"not a condition: {data!r}")


def _conditions(parts: list[Any]) -> tuple[Condition, ...]:
    return tuple(build_condition(part) for part in parts)


def _when(step: Data) -> Condition:
    return build_condition(step["when"]) if "when" in step else ALWAYS


def _step(step: Data) -> Step:
    match step["kind"]:
        case "checklist":
            return _checklist(step)
        case "guidance":
            return _guidance(step)
        case "referral":
            return _referral(step)
    return _continue(step)


def _checklist(step: Data) -> Checklist:
    return Checklist(
        id=step["id"],
        title=step["title"],
        items=tuple(_item(item) for item in step["items"]),
        when=_when(step),
        together=step.get("ask") == "together",
        prompt=step.get("prompt", ""),
        why=step.get("why", ""),
    )


def _guidance(step: Data) -> Guidance:
    timer = step.get("timer")
    return Guidance(
        id=step["id"],
        title=step["title"],
        when=_when(step),
        do=tuple(step.get("do", ())),
        say=tuple(step.get("say", ())),
        say_second_hand=tuple(step.get("say_second_hand", ())),
        avoid=tuple(step.get("avoid", ())),
        timer=Timer(int(timer["seconds"]), timer["then"]) if timer else None,
        why=step.get("why", ""),
        sources=tuple(step.get("sources", ())),
    )


def _referral(step: Data) -> Referral:
    return Referral(
        id=step["id"],
        title=step["title"],
        to=tuple((tier, tuple(roles)) for tier, roles in step["to"].items()),
        when=_when(step),
        do=tuple(step.get("do", ())),
        why=step.get("why", ""),
        sources=tuple(step.get("sources", ())),
    )


def _continue(step: Data) -> Continue:
    return Continue(
        id=step["id"], to=step["to"], title=step.get("title", ""), when=_when(step), why=step.get("why", "")
    )


def _item(item: Data) -> Item:
    return Item(
        id=item["id"],
        kind=item["kind"],
        how=item["how"],
        label=item["label"],
        text=item["text"],
        second_hand=item.get("second_hand", ""),
        listen_for=item.get("listen_for", ""),
        why=item.get("why", ""),
        clarify=item.get("clarify", ""),
        sources=tuple(item.get("sources", ())),
        channels=tuple(item.get("channels", CHANNELS)),
        tier=item.get("tier", ""),
        scale=tuple(Point(**point) for point in item.get("scale", ())),
        red_from=item.get("from", ""),
        options=tuple(Point(**option) for option in item.get("options", ())),
        same_as=item.get("same_as", ""),
    )


def _threshold(threshold: Data) -> Threshold:
    return Threshold(
        id=threshold["id"],
        tier=threshold["tier"],
        when=build_condition(threshold["when"]),
        because=threshold["because"],
        sources=tuple(threshold["sources"]),
        interrupts=bool(threshold.get("interrupts", False)),
    )
