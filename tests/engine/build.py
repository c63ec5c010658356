"""From plain dicts, spelled as in format v1, to the records of model/; and the short ways to say what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisisaid.engine.fold import fold
from crisisaid.library.build import build_condition
from crisisaid.model.condition import ALWAYS
from crisisaid.model.event import Answered, Closed, Continued, Event, Skipped, Started, Used
from crisisaid.model.protocol import (
    CHANNELS,
    COULD_NOT_ASK,
    Checklist,
    Continue,
    Guidance,
    Item,
    Point,
    Protocol,
    Referral,
    Step,
    Threshold,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crisisaid.model.condition import Condition
    from crisisaid.model.state import State

Plain = dict[str, Any]
SKIP = "skipped"


def condition(plain: Any) -> Condition:
    """As the library reads it, so that the truth table holds for what authors write."""
    return ALWAYS if plain is None else build_condition(plain)


def item(plain: Plain) -> Item:
    return Item(
        plain["id"],
        plain["kind"],
        "ask",
        plain["id"],
        plain["id"],
        channels=tuple(plain.get("channels", CHANNELS)),
        tier=plain.get("tier", ""),
        scale=tuple(Point(point, point) for point in plain.get("scale", ())),
        red_from=plain.get("from", ""),
        options=tuple(Point(option, option) for option in plain.get("options", ())),
        same_as=plain.get("same_as", ""),
    )


def step(plain: Plain) -> Step:
    name, when = plain["id"], condition(plain.get("when"))
    match plain["kind"]:
        case "checklist":
            items = tuple(item(one) for one in plain["items"])
            return Checklist(name, name, items, when=when, together=plain.get("ask") == "together")
        case "guidance":
            return Guidance(name, name, when=when, do=("Do it.",))
        case "referral":
            return Referral(name, name, tuple((tier, tuple(roles)) for tier, roles in plain["to"].items()), when=when)
        case "continue":
            return Continue(name, plain["to"], when=when)
    raise ValueError(f"no step: {plain!r}")


def threshold(plain: Plain) -> Threshold:
    return Threshold(
        plain["id"], plain["tier"], condition(plain["when"]), "Because.", ("example",), plain.get("interrupts", False)
    )


def protocol(plain: Plain) -> Protocol:
    name = plain["id"]
    return Protocol(
        name,
        "1.0.0",
        "draft",
        name,
        name,
        tuple(step(one) for one in plain["steps"]),
        tuple(threshold(one) for one in plain.get("thresholds", ())),
        (),
    )


def library(*plain: Plain) -> dict[str, Protocol]:
    return {one["id"]: protocol(one) for one in plain}


def checklist(name: str, *items: Plain, when: Any = None, **more: Any) -> Plain:
    return {"id": name, "kind": "checklist", "items": list(items), **({"when": when} if when else {}), **more}


def step_on(target: str, when: Any) -> Plain:
    """A continue step."""
    return {"id": "on", "kind": "continue", "to": target, "when": when}


def sign(name: str, **more: Any) -> Plain:
    return {"id": name, "kind": "warning_sign", **more}


def red(name: str, tier: str = "call_now", **more: Any) -> Plain:
    return {"id": name, "kind": "red_flag", "tier": tier, **more}


def protective(name: str, **more: Any) -> Plain:
    return {"id": name, "kind": "protective", **more}


def context(name: str, *options: str, **more: Any) -> Plain:
    return {"id": name, "kind": "context", "options": list(options), **more}


def used(name: str) -> Used:
    return Used(name, "1.0.0", "sha256:example")


def started(*names: str, channel: str = "") -> tuple[Event, ...]:
    """A session without a gate, with these protocols on its list."""
    first, *others = names
    return (Started(None, used(first), channel=channel), *(Continued(used(name), "chosen") for name in others))


def says(name: str, answers: Mapping[str, str]) -> tuple[Event, ...]:
    """What was answered, or skipped, in one protocol; an item that is left out was not asked."""
    return tuple(said(name, item_id, answer) for item_id, answer in answers.items())


def said(name: str, item_id: str, answer: str) -> Event:
    return Skipped(name, item_id, COULD_NOT_ASK) if answer == SKIP else Answered(name, item_id, answer)


def after(
    shelf: Mapping[str, Protocol],
    *events: Event,
    channel: str = "",
    closed: bool = False,
    near: Mapping[str, Protocol] | None = None,
) -> State:
    """Where a session through the whole shelf stands after these events; what is ``near`` is not on its list."""
    end: Iterable[Event] = (Closed("stopped"),) if closed else ()
    return fold({**shelf, **(near or {})}, (*started(*shelf, channel=channel), *events, *end))


def reasons(state: State, kind: str = "threshold") -> set[str]:
    return {reason.id for reason in state.disposition.reasons if reason.kind == kind}
