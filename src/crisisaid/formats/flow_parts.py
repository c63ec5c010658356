"""The way through a protocol as a picture has to tell it: steps, what leads into each, where it ends at once, tiers."""

from __future__ import annotations

from crisisaid.formats.protocol_conditions import in_a_line, said
from crisisaid.formats.protocol_numbers import Numbers
from crisisaid.model.condition import ALWAYS
from crisisaid.model.plain import clean
from crisisaid.model.protocol import RED_FLAG, Checklist, Continue, Guidance, Referral
from crisisaid.model.record import Record
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, KEEP_SUPPORTING, NOT_FINISHED, THIS_WEEK, TIERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.protocol import Protocol, Step

CHECKLIST, GUIDANCE, REFERRAL, CONTINUE = "checklist", "guidance", "referral", "continue"
KIND_WORDS = {
    CHECKLIST: "ASK OR NOTICE",
    GUIDANCE: "WHAT TO DO AND SAY",
    REFERRAL: "WHOM TO REACH",
    CONTINUE: "GO ON TO ANOTHER PAGE",
}


class FlowStep(Record):
    """``guard`` are the words on the arrow into it, "" when it is always done; ``stops`` the words on its way out."""

    number: str
    kind: str
    title: str
    guard: str = ""
    stops: str = ""


class FlowEnd(Record):
    """A tier at the foot, and what leads to it."""

    tier: str
    title: str
    words: str


class Flow(Record):
    title: str
    words: str
    steps: tuple[FlowStep, ...]
    ends: tuple[FlowEnd, ...]


def flow(protocol: Protocol, headlines: Mapping[str, str], others: Mapping[str, Protocol] | None = None) -> Flow:
    """The protocol's steps in order, and the tiers from the most urgent."""
    numbers = Numbers(protocol)
    steps = tuple(_step(step, numbers, headlines, others or {}) for step in protocol.steps)
    ends = tuple(_end(tier, protocol, numbers, headlines) for tier in reversed(TIERS))
    words = (
        f"From top to bottom: {len(steps)} steps, what leads into each, and the five ways it can end. "
        "The same as the printed page in words."
    )
    return Flow(clean(f"The way through: {protocol.title}"), words, steps, ends)


def _step(step: Step, numbers: Numbers, headlines: Mapping[str, str], others: Mapping[str, Protocol]) -> FlowStep:
    number = numbers.step[step.id]
    guard = "" if step.when == ALWAYS else in_a_line(said(step.when, numbers, headlines))
    title, stops = step.title, ""
    match step:
        case Checklist():
            kind, lead = CHECKLIST, "ask only if "
            rules = numbers.rules_with(*(item.id for item in step.items))
            named = [numbers.rule[rule.id] for rule in rules if rule.interrupts]
            stops = f"rule{'s' * (len(named) > 1)} {', '.join(named)} true: stop asking" if named else ""
        case Guidance():
            kind, lead = GUIDANCE, "when "
        case Referral():
            kind, lead = REFERRAL, "when "
        case Continue():
            kind, lead = CONTINUE, "only if "
            target = others[step.to].title if step.to in others else step.to
            title = f"{step.title + ': ' if step.title else ''}{target}"
    return FlowStep(number, kind, clean(f"{number}. {title}"), clean(lead + guard) if guard else "", stops)


def _end(tier: str, protocol: Protocol, numbers: Numbers, headlines: Mapping[str, str]) -> FlowEnd:
    rules = [numbers.rule[rule.id] for rule in numbers.rules if rule.tier == tier]
    flags = [numbers.item[item.id] for item in protocol.items() if item.kind == RED_FLAG and item.tier == tier]
    ways = [f"rule{'s' * (len(rules) > 1)} {', '.join(rules)}"] if rules else []
    ways += [f"red flag{'s' * (len(flags) > 1)} {', '.join(flags)}"] if flags else []
    ways += {
        CALL_NOW: [],
        BEFORE_YOU_PART: [
            "a red flag that nobody is sure of",
            "a red flag not asked, or a page to go on to not done, with anything of concern noted",
        ],
        THIS_WEEK: [],
        NOT_FINISHED: ["a red flag not asked, or a page to go on to not done, and nothing of concern noted"],
        KEEP_SUPPORTING: ["none of these. It never means safe"],
    }[tier]
    return FlowEnd(tier, clean(headlines[tier]), clean("; ".join(ways) or "your own wish to hand over sooner"))
