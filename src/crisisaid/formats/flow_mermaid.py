"""The way through a protocol as Mermaid text, for pages that draw it themselves."""

from __future__ import annotations

from crisisaid.formats.flow_parts import CHECKLIST, CONTINUE, GUIDANCE, KIND_WORDS, REFERRAL, flow
from crisisaid.model.tier import CALL_NOW, TIERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.formats.flow_parts import Flow, FlowStep
    from crisisaid.model.protocol import Protocol

SHAPES = {CHECKLIST: ("[", "]"), GUIDANCE: ("(", ")"), REFERRAL: ("{{", "}}"), CONTINUE: ("[/", "/]")}
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:()?!'-")


def mermaid(protocol: Protocol, headlines: Mapping[str, str], *, others: Mapping[str, Protocol] | None = None) -> str:
    """A flowchart from top to bottom: shapes and words tell the kinds of step apart, arrows carry the conditions."""
    drawn = flow(protocol, headlines, others)
    return "\n".join((f"%% {escaped(drawn.title)}", "flowchart TD", *(f"  {line}" for line in _lines(drawn)))) + "\n"


def escaped(text: str) -> str:
    """A label in which nothing is taken for Mermaid or HTML: everything unusual becomes its number."""
    return "".join(letter if letter in PLAIN else f"#{ord(letter)};" for letter in text)


def _lines(drawn: Flow) -> Iterator[str]:
    yield 'begin(["BEGIN HERE"])'
    for step in drawn.steps:
        yield from _step(step)
    yield 'finish(["AT THE END: the highest tier wins"])'
    places = ["begin", *(f"s{step.number}" for step in drawn.steps)]
    for place, step in zip(places, drawn.steps, strict=False):
        yield from _arrows(place, step)
    yield f"{places[-1]} --> finish"
    for end in drawn.ends:
        words = f"{escaped(end.title)}<br/>{escaped(end.words)}"
        yield f'{end.tier}["{words}"]'
    order = [end.tier for end in drawn.ends if end.tier in TIERS]
    yield from (f"finish --> {tier}" for tier in order)


def _step(step: FlowStep) -> Iterator[str]:
    start, end = SHAPES[step.kind]
    yield f'b{step.number}{start}"{KIND_WORDS[step.kind]}<br/>{escaped(step.title)}"{end}'
    yield f"s{step.number}(( ))"


def _arrows(before: str, step: FlowStep) -> Iterator[str]:
    """Into the step, past it where its condition is not true, and out of it at once where life may be in danger."""
    box, after = f"b{step.number}", f"s{step.number}"
    if step.guard:
        yield f'{before} -->|"{escaped(step.guard)}"| {box}'
        yield f'{before} -.->|"otherwise"| {after}'
    else:
        yield f"{before} --> {box}"
    yield f"{box} --> {after}"
    if step.stops:
        yield f'{box} ==>|"{escaped(step.stops)}"| {CALL_NOW}'
