"""A protocol put to its scenarios: which do not come to their end, and what none of them tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisisaid.engine.answers import SKIPPED, allowed
from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.library.draft import near
from crisisaid.library.scenarios import end_of, failures, read_scenarios, scenarios_in
from crisisaid.model.condition import ALWAYS
from crisisaid.model.finding import WARNING, Finding
from crisisaid.model.protocol import GATE, Continue
from crisisaid.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.engine.fold import Library
    from crisisaid.model.protocol import Item, Protocol, Threshold
    from crisisaid.model.scenario import Scenario
    from crisisaid.model.state import State
    from crisisaid.reading.document import Document

FEWEST = 12
"""Fewer situations than this leave too much of a protocol untried."""


class Outcome(Record):
    """One scenario: what differs from what it expects; nothing when it came to its end."""

    scenario: str
    title: str
    line: int
    failures: tuple[str, ...]


class Trial(Record):
    """Every scenario of a protocol with its outcome, and the findings about the whole file."""

    protocol: str
    file: str
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()


def trial(library: Library, protocol: Protocol, data: bytes, file: str) -> Trial:
    """Play every scenario in these bytes. Faults of the file itself are findings and nothing is played."""
    shaped, document, findings = read_scenarios(data, file)
    if shaped is None:
        return Trial(protocol.id, file, findings=findings)
    scenarios = scenarios_in(shaped)
    wrong = tuple(_misfits(library, protocol, document))
    if wrong:
        return Trial(protocol.id, file, findings=wrong)
    ends = tuple(end_of(library, scenario) for scenario in scenarios)
    outcomes = tuple(
        Outcome(one.id, one.title, _line(document, ("scenarios", place, "id")), failures(library, one, end))
        for place, (one, end) in enumerate(zip(scenarios, ends, strict=True))
    )
    return Trial(protocol.id, file, outcomes, (*_unwritten(document), *_untried(protocol, scenarios, ends, file)))


def _unwritten(document: Document) -> Iterator[Finding]:
    """What a new file of scenarios came with, and nobody has filled in yet."""
    for place, one in enumerate(document.data["scenarios"]):
        if "TODO" in f"{one['title']} {one.get('vignette', '')}":
            line = _line(document, ("scenarios", place, "id"))
            yield _finding("CA0812", document.file, line, "This is still to be written.", "Replace the TODO.")


def _line(document: Document, path: tuple[str | int, ...]) -> int:
    return document.positions.get(path, (1, 1))[0]


def _misfits(library: Library, protocol: Protocol, document: Document) -> Iterator[Finding]:
    """Names that the protocols do not know: with them a scenario would try something else than it says."""
    data = document.data
    if (data["protocol"], data["version"]) != (protocol.id, protocol.version):
        said = f"These are scenarios of {data['protocol']} {data['version']}, beside {protocol.id} {protocol.version}."
        yield _finding("CA0906", document.file, _line(document, ("protocol",)), said, "Correct protocol and version.")
    seen: set[str] = set()
    for place, one in enumerate(data["scenarios"]):
        line = _line(document, ("scenarios", place, "id"))
        if one["id"] in seen:
            said = f"The id {one['id']!r} is used twice."
            yield _finding("CA0303", document.file, line, said, "Give one of them another id.")
        seen.add(one["id"])
        for part, page in (("gate", library[GATE]), ("answers", protocol)):
            for name, answer in one.get(part, {}).items():
                path = ("scenarios", place, part, name)
                yield from _misfit(page, name, answer, document.file, _line(document, path))
        expected = {*one["expect"].get("reasons", ()), *one["expect"].get("not_reasons", ())}
        yield from _unknown_reasons(library, protocol, expected, document, place)
        source = one.get("source", "")
        if source not in {known.id for known in protocol.sources}:
            said = f"The scenario {one['id']!r} names no source of the protocol that its end rests on."
            hint = near(source, tuple(known.id for known in protocol.sources))
            yield _finding("CA0905", document.file, _line(document, ("scenarios", place, "id")), said, hint)


def _misfit(page: Protocol, name: str, answer: str, file: str, line: int) -> Iterator[Finding]:
    items: dict[str, Item] = {item.id: item for item in page.items()}
    if name not in items:
        yield _finding("CA0906", file, line, f"{page.id} has no item called {name!r}.", near(name, items))
    elif answer not in (*allowed(items[name]), SKIPPED):
        takes = (*allowed(items[name]), SKIPPED)
        yield _finding("CA0906", file, line, f"{name!r} cannot be answered {answer!r}.", near(answer, takes))


def _unknown_reasons(
    library: Library, protocol: Protocol, expected: set[str], document: Document, place: int
) -> Iterator[Finding]:
    pages = (protocol, library[GATE])
    known = {one.id for page in pages for one in page.thresholds} | {one.id for page in pages for one in page.items()}
    for name in sorted(expected - known):
        line = _line(document, ("scenarios", place, "expect"))
        said = f"There is no threshold or red flag called {name!r}."
        yield _finding("CA0906", document.file, line, said, near(name, tuple(sorted(known))))


def _untried(protocol: Protocol, scenarios: Sequence[Scenario], ends: Sequence[State], file: str) -> Iterator[Finding]:
    """What no scenario tries: a threshold just met, one just missed, a step, a hand-over."""
    if len(scenarios) < FEWEST:
        said = f"Scenarios here: {len(scenarios)}. Fewer than {FEWEST} leave much untried."
        yield _finding("CA0904", file, 1, said, "Add some: every threshold met and just missed, every unsure.")
    pages = [Page(protocol, end.answers, end.skipped, end.channel) for end in ends]
    for threshold in protocol.thresholds:
        yield from _not_tried(protocol, threshold, [*zip(scenarios, ends, pages, strict=True)], file)
    yield from _unseen(protocol, pages, ends, file)


def _not_tried(
    protocol: Protocol, threshold: Threshold, played: list[tuple[Scenario, State, Page]], file: str
) -> Iterator[Finding]:
    """A threshold that no scenario claims to meet and meets, or claims to miss and misses by one answer."""
    name = threshold.id
    if not any(truth(threshold.when, page) and name in one.expect.reasons for one, _, page in played):
        said = f"No scenario meets the threshold {name!r} and says so."
        yield _finding("CA0902", file, 1, said, "Write one where it is just met, and list it under 'reasons'.")
    missed = (end for one, end, page in played if name in one.expect.not_reasons and not truth(threshold.when, page))
    if not any(_nearly(protocol, threshold, end) for end in missed):
        said = f"No scenario misses the threshold {name!r} by one answer and says so."
        yield _finding("CA0903", file, 1, said, "Write one that just misses it, and list it under 'not_reasons'.")


def _nearly(protocol: Protocol, threshold: Threshold, end: State) -> bool:
    """Whether one other answer would meet the threshold, all else as it was at the end."""
    for item in protocol.items():
        for answer in allowed(item):
            other = Page(protocol, {**end.answers, (protocol.id, item.id): answer}, end.skipped, end.channel)
            if truth(threshold.when, other) is True:
                return True
    return False


def _unseen(protocol: Protocol, pages: Sequence[Page], ends: Sequence[State], file: str) -> Iterator[Finding]:
    for step in protocol.steps:
        if step.when is ALWAYS:
            continue
        if isinstance(step, Continue):
            seen = any(step.to in {used.id for used in end.protocols} for end in ends)
        else:
            seen = any(
                truth(step.when, page, end.disposition.tier) is True for page, end in zip(pages, ends, strict=True)
            )
        if not seen:
            said = f"No scenario comes by the step {step.id!r}."
            yield _finding("CA0907", file, 1, said, "Write a situation that shows it, or take the step out.")


def _finding(code: str, file: str, line: int, message: str, hint: str) -> Finding:
    return Finding(code, WARNING, file, line, message, hint)
