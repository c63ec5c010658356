"""What a protocol must not get wrong beyond its shape: names that exist, guards that look back, red flags that act.

Each check yields findings with the file's own line. The codes are CA03xx (references) and CA04xx (logic).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisisaid.engine.evaluate import literals
from crisisaid.library.checks_guards import guards_that_hide, look_ahead, thresholds_without_not, unfit_literals
from crisisaid.library.checks_statements import origin_elsewhere, statements_without_tier
from crisisaid.library.draft import ROLES, Draft, Path, Problem, near
from crisisaid.model.finding import Finding
from crisisaid.model.protocol import GATE, Checklist
from crisisaid.model.tier import CALL_NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crisisaid.reading.document import Document

    Check = Callable[[Draft], Iterator[Problem]]


def check_protocol(draft: Draft, document: Document, checks: Sequence[Check] = ()) -> tuple[Finding, ...]:
    """Every finding of one protocol, in the order of the file; ``checks`` when they are others than CHECKS."""
    found = [_finding(problem, document) for check in checks or CHECKS for problem in check(draft)]
    return tuple(sorted(found, key=lambda finding: finding.line))


def _finding(problem: Problem, document: Document) -> Finding:
    line, column = _place(problem.path, document)
    excerpt = document.lines[line - 1].strip() if 0 < line <= len(document.lines) else ""
    named = (problem.code, problem.severity, document.file, line, problem.message, problem.hint)
    return Finding(*named, column=column, excerpt=excerpt)


def _place(path: Path, document: Document) -> tuple[int, int]:
    while path and path not in document.positions:
        path = path[:-1]
    return document.positions.get(path, (1, 1))


def unknown_items(draft: Draft) -> Iterator[Problem]:
    for condition, path in draft.conditions():
        for literal in literals(condition):
            if literal.item not in draft.items:
                yield Problem(
                    "CA0301", path, f"There is no item called {literal.item!r}.", near(literal.item, draft.items)
                )


def twice(draft: Draft) -> Iterator[Problem]:
    seen: set[str] = set()
    for item, path in draft.listed():
        if item.id in seen:
            hint = "Give one of them another id: an answer must belong to one item."
            yield Problem("CA0303", (*path, "id"), f"The item id {item.id!r} is used twice.", hint)
        seen.add(item.id)
    yield from _doubled("steps", [step.id for step in draft.protocol.steps])
    yield from _doubled("thresholds", [threshold.id for threshold in draft.protocol.thresholds])
    yield from _doubled("sources", [source.id for source in draft.protocol.sources])
    yield from _doubled("never", [never.id for never in draft.protocol.never])


def _doubled(part: str, ids: list[str]) -> Iterator[Problem]:
    for place, name in enumerate(ids):
        if name in ids[:place]:
            yield Problem("CA0303", (part, place, "id"), f"The id {name!r} is used twice.", "Give one another id.")


def roles_and_sources(draft: Draft) -> Iterator[Problem]:
    known = {source.id for source in draft.protocol.sources}
    for path, value in _walk(draft.data):
        if "sources" in path[1:-1] and isinstance(value, str) and value not in known:
            yield Problem("CA0306", path, f"There is no source called {value!r}.", near(value, tuple(sorted(known))))
    for place, step in enumerate(draft.data["steps"]):
        for tier, roles in step["to"].items() if step["kind"] == "referral" else ():
            for number, role in enumerate(roles):
                if role not in ROLES:
                    yield Problem(
                        "CA0302",
                        ("steps", place, "to", tier, number),
                        f"There is no role {role!r}.",
                        near(role, ROLES),
                    )


def open_points(draft: Draft) -> Iterator[Problem]:
    """What waits for a reviewer must be found on the page."""
    protocol = draft.protocol
    parts = (*protocol.steps, *protocol.items(), *protocol.thresholds, *protocol.sources, *protocol.never)
    known = [*(part.id for part in parts), *(situation.kind for situation in protocol.situations)]
    for place, point in enumerate(protocol.needs_review):
        for number, name in enumerate(point.at):
            if name not in known:
                path = ("needs_review", place, "at", number)
                yield Problem("CA0309", path, f"There is nothing called {name!r} here.", near(name, tuple(known)))


def _walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from _walk(part, (*path, key))


def gate_first(draft: Draft) -> Iterator[Problem]:
    """Every emergency of the gate ends its questions at once."""
    if draft.protocol.id != GATE:
        return
    interrupting = {
        literal.item
        for threshold in draft.protocol.thresholds
        if threshold.interrupts
        for literal in literals(threshold.when)
    }
    for item, path in draft.listed():
        if item.tier == CALL_NOW and item.id not in interrupting:
            message = f"{item.id!r} calls for help now but no threshold interrupts for it."
            yield Problem("CA0406", path, message, "Add it to a threshold with interrupts: true.")


def lists_of_plain_signs(draft: Draft) -> Iterator[Problem]:
    """On a list a number means yes, so nothing with a scale or with options can stand there."""
    for place, step in enumerate(draft.protocol.steps):
        for number, item in enumerate(step.items if isinstance(step, Checklist) and step.together else ()):
            if item.scale or item.options:
                yield Problem(
                    "CA0407",
                    ("steps", place, "items", number),
                    f"{item.id!r} has more answers than yes and no, and stands on a list that is ticked.",
                    "Ask it one by one, in a checklist of its own.",
                )


CHECKS: tuple[Check, ...] = (
    unknown_items,
    unfit_literals,
    twice,
    look_ahead,
    guards_that_hide,
    thresholds_without_not,
    statements_without_tier,
    origin_elsewhere,
    roles_and_sources,
    gate_first,
    lists_of_plain_signs,
    open_points,
)
