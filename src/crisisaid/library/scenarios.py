"""Scenarios: written situations with the end they must come to, and whether they still come to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisisaid.engine.answers import NOT_APPLICABLE
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.engine.scripted import play, start
from crisisaid.model.protocol import GATE
from crisisaid.model.scenario import Expected, Scenario
from crisisaid.reading.shape import check_shape
from crisisaid.reading.strict import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.engine.fold import Library
    from crisisaid.model.finding import Finding
    from crisisaid.model.state import State
    from crisisaid.reading.document import Document


def parse_scenarios(data: bytes, file: str) -> tuple[tuple[Scenario, ...], tuple[Finding, ...]]:
    """The scenarios in these bytes, or the findings that stand in the way."""
    shaped, _, findings = read_scenarios(data, file)
    return (scenarios_in(shaped) if shaped else ()), findings


def scenarios_in(data: dict[str, Any]) -> tuple[Scenario, ...]:
    """The scenarios of a file that has passed its schema."""
    return tuple(_scenario(one, data["protocol"]) for one in data["scenarios"])


def read_scenarios(data: bytes, file: str) -> tuple[dict[str, Any] | None, Document, tuple[Finding, ...]]:
    """The file as data, with its lines; None in place of the data when a finding stands in the way."""
    document = read_yaml(data, file)
    if document.findings:
        return None, document, document.findings
    shaped, findings = check_shape(document, "scenarios-v1")
    return (None if findings else shaped), document, findings


def _scenario(data: dict[str, Any], protocol: str) -> Scenario:
    expect = data["expect"]
    lists = ("reasons", "not_reasons", "not_asked", "not_applicable", "continues")
    return Scenario(
        id=data["id"],
        title=data["title"],
        protocol=protocol,
        answers=data.get("answers", {}),
        gate=data.get("gate", {}),
        expect=Expected(
            tier=expect["tier"],
            interrupted=expect.get("interrupted"),
            **{name: tuple(expect.get(name, ())) for name in lists},
        ),
        channel=data.get("channel", "phone"),
        about=data.get("about", "person"),
        rest=data.get("rest", "safest"),
        vignette=data.get("vignette", ""),
        source=data.get("source", ""),
    )


def end_of(library: Library, scenario: Scenario) -> State:
    """Where the scenario comes to with today's protocol."""
    answers = {(GATE, item): answer for item, answer in scenario.gate.items()}
    answers |= {(scenario.protocol, item): answer for item, answer in scenario.answers.items()}
    started = start(library, scenario.protocol, channel=scenario.channel, about=scenario.about)
    return fold(library, play(library, started, answers, fill=scenario.rest == "safest"))


def failures(library: Library, scenario: Scenario, end: State | None = None) -> tuple[str, ...]:
    """What differs from what the scenario expects, one sentence each. ``end`` where it is known."""
    return tuple(_failures(library, scenario, end or end_of(library, scenario)))


def _failures(library: Library, scenario: Scenario, state: State) -> Iterator[str]:
    expect, got = scenario.expect, state.disposition
    reasons = {reason.id for reason in got.reasons} | {reason.kind for reason in got.reasons}
    own = {item.id for item in library[scenario.protocol].items()}
    # An id that the danger check has too is meant of the scenario's own protocol.
    missing = {item for protocol, item in got.not_asked if protocol == scenario.protocol or item not in own}
    listed = {used.id for used in state.protocols}
    page = Page(library[scenario.protocol], state.answers, state.skipped, state.channel)
    if got.tier != expect.tier:
        yield f"the tier is {got.tier}, not {expect.tier}"
    for reason in expect.reasons:
        if reason not in reasons:
            yield f"{reason} is not among the reasons ({', '.join(sorted(reasons - {''}))})"
    for reason in expect.not_reasons:
        if reason in reasons:
            yield f"{reason} is among the reasons"
    for item in expect.not_asked:
        if item not in missing:
            yield f"{item} does not count as not asked"
    for item in expect.not_applicable:
        if page.known(item) != NOT_APPLICABLE:
            yield f"{item} is not left out; it is {page.known(item)}"
    for other in expect.continues:
        if other not in listed:
            yield f"{other} does not come onto the list"
    if expect.interrupted is not None and expect.interrupted != (scenario.protocol in got.interrupted):
        yield f"the questions were {'' if got.interrupted else 'not '}interrupted"
