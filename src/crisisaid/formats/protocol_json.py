"""A protocol as data (schema crisisaid/show/v1), with conditions spelled as authors write them."""

from __future__ import annotations

import json
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
from crisisaid.model.protocol import Checklist, Continue, Guidance, Protocol, Referral, Step
from crisisaid.model.record import Record

SCHEMA = "crisisaid/show/v1"
LEFT_OUT = ("never", "within", "derived_from")
"""Left out where nothing is stated: a protocol without them is shown as it was before there were any."""
_KINDS = {Checklist: "checklist", Guidance: "guidance", Referral: "referral", Continue: "continue"}


def protocol_json(protocol: Protocol, review: str) -> str:
    """The protocol as JSON text."""
    return json.dumps(protocol_data(protocol, review), ensure_ascii=False, indent=2) + "\n"


def protocol_data(protocol: Protocol, review: str) -> dict[str, Any]:
    """The protocol as plain data; every field of the record under its own name."""
    data: dict[str, Any] = _plain(protocol)
    data["within"] = dict(protocol.within)
    data = {name: value for name, value in data.items() if value or name not in LEFT_OUT}
    data["steps"] = [{"kind": _KINDS[type(step)], **_step(step)} for step in protocol.steps]
    return {"schema": SCHEMA, **data, "review": review}


def _step(step: Step) -> dict[str, Any]:
    data: dict[str, Any] = _plain(step)
    if isinstance(step, Referral):
        data["to"] = {tier: list(roles) for tier, roles in step.to}
    return data


def _plain(value: Any) -> Any:
    if value is ALWAYS:
        return None
    if isinstance(value, Condition):
        return spelled(value)
    if isinstance(value, Record):
        return {field: _plain(part) for field, part in zip(value._fields, value.values(), strict=True)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def spelled(condition: Condition) -> Any:
    """A condition in the spelling of the format (DESIGN section 5)."""
    match condition:
        case Present(item):
            return item
        case Possible(item):
            return {"possible": item}
        case AtLeast(item, point, possible):
            return {"possible" if possible else "item": item, "at_least": point}
        case Absent(item):
            return {"absent": item}
        case ContextIs(item, option):
            return {"item": item, "is": option}
        case All(of):
            return {"all": [spelled(part) for part in of]}
        case AnyOf(of):
            return {"any": [spelled(part) for part in of]}
        case Count(at_least, of):
            return {"count": {"at_least": at_least, "of": [spelled(part) for part in of]}}
        case Not(of):
            return {"not": spelled(of)}
        case TierIn(tiers):
            return {"tier": list(tiers)}
