"""A protocol as a page to read at leisure: steps in order, what to do, say and avoid, thresholds with their sources."""

from __future__ import annotations

from crisisaid.formats.protocol_json import spelled
from crisisaid.model.condition import ALWAYS
from crisisaid.model.plain import clean, wrap
from crisisaid.model.protocol import Checklist, Continue, Guidance, Referral

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.model.protocol import Item, Protocol, Step, Threshold

WIDTH = 79


def protocol_page(protocol: Protocol, review: str, headlines: Mapping[str, str]) -> str:
    """The whole protocol as text; ``headlines`` are the words for tiers."""
    return "\n".join(_page(protocol, review, headlines)) + "\n"


def _page(protocol: Protocol, review: str, headlines: Mapping[str, str]) -> Iterator[str]:
    yield from _para(protocol.title.upper())
    yield from _para(f"{protocol.id} {protocol.version} ({protocol.digest[:12]}): {review}.")
    yield from _para(protocol.summary)
    for text in protocol.not_for:
        yield from _para(f"Not for: {text}")
    for number, step in enumerate(protocol.steps, 1):
        yield ""
        yield from _step(number, step, headlines)
    yield from ("", "WHEN TO HAND OVER")
    for threshold in protocol.thresholds:
        yield from _threshold(threshold, headlines)
    yield from ("", "SOURCES")
    for source in protocol.sources:
        yield from _para(f"{source.title}. {source.publisher}, {source.year}. {source.url} ({source.licence})", "- ")
    if protocol.notes:
        yield from ("", "NOTES")
        yield from _para(protocol.notes)


def _para(text: str, first: str = "", rest: str = "  ") -> list[str]:
    return wrap(clean(text), WIDTH, first, rest if first else "")


def _step(number: int, step: Step, headlines: Mapping[str, str]) -> Iterator[str]:
    title = step.title or (f"Goes on to {step.to}" if isinstance(step, Continue) else step.id)
    yield from _para(f"{number}. {title}")
    if step.when is not ALWAYS:
        yield from _para(f"When: {_condition(step.when)}", "   ", "   ")
    match step:
        case Checklist(items=items):
            for item in items:
                yield from _item(item, headlines)
        case Guidance():
            for label, texts in (("Do", step.do), ("Say", step.say), ("Avoid", step.avoid)):
                for text in texts:
                    yield from _para(text, f"   {label}: ", "      ")
            if step.timer:
                yield from _para(f"After {step.timer.seconds} seconds: {step.timer.then}", "   ", "   ")
        case Referral(to=to):
            for tier, roles in to:
                names = ", ".join(role.replace("_", " ") for role in roles)
                yield from _para(f"{headlines[tier]}: {names}", "   ", "      ")
        case Continue(to=target):
            yield from _para(f"Goes on to: {target}", "   ", "   ")


def _item(item: Item, headlines: Mapping[str, str]) -> Iterator[str]:
    kind = item.kind.replace("_", " ")
    if item.tier:
        kind = f"RED FLAG, {headlines[item.tier]}" + (f" from {item.red_from}" if item.red_from else "")
    yield from _para(f"{item.label} ({kind})", "   * ", "     ")
    yield from _para(item.text, "     ", "     ")
    for point in (*item.scale, *item.options):
        yield from _para(point.text, "       - ", "         ")
    if item.why:
        yield from _para(f"Why: {item.why}", "     ", "     ")


def _threshold(threshold: Threshold, headlines: Mapping[str, str]) -> Iterator[str]:
    stops = " (no more questions)" if threshold.interrupts else ""
    yield from _para(f"{headlines[threshold.tier]}{stops}: {threshold.because}", "- ")
    yield from _para(f"When: {_condition(threshold.when)}", "    ", "    ")
    yield from _para(f"Sources: {', '.join(threshold.sources)}", "    ", "    ")


def _condition(condition: object) -> str:
    return _said(spelled(condition))  # type: ignore[arg-type]


def _said(data: object) -> str:
    """A condition as a person would read it."""
    match data:
        case str():
            return data
        case {"possible": item, "at_least": point}:
            return f"{item} at {point} or above, or nobody can say"
        case {"item": item, "at_least": point}:
            return f"{item} at {point} or above"
        case {"item": item, "is": option}:
            return f"{item} is {option}, or nobody can say"
        case {"possible": item}:
            return f"{item}, or nobody can say"
        case {"absent": item}:
            return f"{item} not confirmed"
        case {"all": parts}:
            return " and ".join(f"({_said(part)})" if isinstance(part, dict) else _said(part) for part in parts)
        case {"any": parts}:
            return " or ".join(f"({_said(part)})" if isinstance(part, dict) else _said(part) for part in parts)
        case {"count": {"at_least": number, "of": parts}}:
            return f"at least {number} of: {', '.join(_said(part) for part in parts)}"
        case {"not": part}:
            return f"not ({_said(part)})"
        case {"tier": tiers}:
            return f"the tier is {' or '.join(tiers)}"
    return str(data)
