"""What a protocol must not get wrong beyond its shape: names that exist, guards that look back, red flags that act.

Each check yields findings with the file's own line. The codes are CA03xx (references) and CA04xx (logic).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisisaid.engine.evaluate import literals
from crisisaid.model.condition import ALWAYS, Absent, AtLeast, Condition, ContextIs, Not, Possible, Present, TierIn
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.protocol import CONTEXT, GATE, PROTECTIVE, Checklist, Continue, Item, Protocol
from crisisaid.model.record import Record
from crisisaid.model.tier import CALL_NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROLES = (
    "ambulance",
    "police",
    "crisis_line",
    "mobile_crisis",
    "crisis_team",
    "shift_lead",
    "safeguarding_lead",
    "local_service",
    "poison_line",
    "child_protection",
    "domestic_violence_line",
    "sexual_assault_line",
    "substance_line",
)

Path = tuple[str | int, ...]


class Problem(Record):
    """A finding before its line is known."""

    code: str
    path: Path
    message: str
    hint: str


class Draft:
    """A protocol under check: the record, and where each of its parts stands in the file."""

    def __init__(self, protocol: Protocol, data: dict[str, Any]) -> None:
        self.protocol = protocol
        self.data = data
        self.items: dict[str, Item] = {}
        self.step_of: dict[str, int] = {}
        for place, step in enumerate(protocol.steps):
            if isinstance(step, Checklist):
                for item in step.items:
                    self.items.setdefault(item.id, item)
                    self.step_of.setdefault(item.id, place)

    def guards(self) -> Iterator[tuple[int, Condition, Path]]:
        for place, step in enumerate(self.protocol.steps):
            if step.when is not ALWAYS:
                yield place, step.when, ("steps", place, "when")

    def conditions(self) -> Iterator[tuple[Condition, Path]]:
        for _, guard, path in self.guards():
            yield guard, path
        for place, threshold in enumerate(self.protocol.thresholds):
            yield threshold.when, ("thresholds", place, "when")


def check_protocol(
    protocol: Protocol, data: dict[str, Any], file: str, positions: dict[Path, tuple[int, int]], lines: tuple[str, ...]
) -> tuple[Finding, ...]:
    """Every finding of one protocol, in the order of the file."""
    draft = Draft(protocol, data)
    found = []
    for check in CHECKS:
        for problem in check(draft):
            line, column = _place(problem.path, positions)
            excerpt = lines[line - 1].strip() if 0 < line <= len(lines) else ""
            found.append(
                Finding(problem.code, ERROR, file, line, problem.message, problem.hint, column=column, excerpt=excerpt)
            )
    return tuple(sorted(found, key=lambda finding: finding.line))


def _place(path: Path, positions: dict[Path, tuple[int, int]]) -> tuple[int, int]:
    while path and path not in positions:
        path = path[:-1]
    return positions.get(path, (1, 1))


def _near(word: str, known: Iterator[str] | tuple[str, ...] | dict[str, Any]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f"Did you mean {near[0]!r}?" if near else f"These are known: {', '.join(known)}."


def unknown_items(draft: Draft) -> Iterator[Problem]:
    for condition, path in draft.conditions():
        for literal in literals(condition):
            if literal.item not in draft.items:
                yield Problem(
                    "CA0301", path, f"There is no item called {literal.item!r}.", _near(literal.item, draft.items)
                )


def unfit_literals(draft: Draft) -> Iterator[Problem]:
    """A literal that its kind of item cannot answer."""
    for condition, path in draft.conditions():
        for literal in literals(condition):
            item = draft.items.get(literal.item)
            if item is None:
                continue
            hint = _unfit(literal, item)
            if hint:
                yield Problem("CA0305", path, f"{literal.item!r} ({item.kind}) cannot be used in this way.", hint)


def _unfit(literal: Condition, item: Item) -> str:
    points = [point.id for point in item.scale]
    options = [option.id for option in item.options]
    match literal:
        case Present() | Possible() if item.kind in (PROTECTIVE, CONTEXT):
            return "Write {absent: ...} for a protective factor and {item: ..., is: ...} for a context."
        case Absent() if item.kind != PROTECTIVE:
            return "{absent: ...} is for protective factors only; a condition may never need a 'no' to a sign."
        case AtLeast(point=point) if point not in points[1:]:
            return f"Its scale has these points above the lowest: {', '.join(points[1:]) or 'none'}."
        case ContextIs(option=option) if option not in options:
            return f"Its options are: {', '.join(options) or 'none, it is no context'}."
    return ""


def twice(draft: Draft) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, step in enumerate(draft.protocol.steps):
        for number, item in enumerate(step.items if isinstance(step, Checklist) else ()):
            if item.id in seen:
                yield Problem(
                    "CA0303",
                    ("steps", place, "items", number, "id"),
                    f"The item id {item.id!r} is used twice.",
                    "Give one of them another id: an answer must belong to one item.",
                )
            seen.add(item.id)
    yield from _doubled("steps", [step.id for step in draft.protocol.steps])
    yield from _doubled("thresholds", [threshold.id for threshold in draft.protocol.thresholds])
    yield from _doubled("sources", [source.id for source in draft.protocol.sources])


def _doubled(part: str, ids: list[str]) -> Iterator[Problem]:
    for place, name in enumerate(ids):
        if name in ids[:place]:
            yield Problem("CA0303", (part, place, "id"), f"The id {name!r} is used twice.", "Give one another id.")


def look_ahead(draft: Draft) -> Iterator[Problem]:
    """A guard of a checklist or continue may only ask for what was asked before it."""
    for place, guard, path in draft.guards():
        if not isinstance(draft.protocol.steps[place], Checklist | Continue):
            continue
        for literal in literals(guard):
            if draft.step_of.get(literal.item, -1) >= place:
                yield Problem(
                    "CA0304",
                    path,
                    f"This step waits for {literal.item!r}, which is asked later.",
                    "Move the step below the checklist that asks it.",
                )


def guards_that_hide(draft: Draft) -> Iterator[Problem]:
    """DESIGN section 5, rule (b): "unsure" must not hide the red flags behind it; no negation, no tier."""
    for place, guard, path in draft.guards():
        if not isinstance(draft.protocol.steps[place], Checklist | Continue):
            continue
        if _has(guard, (Not, TierIn)):
            yield Problem(
                "CA0403",
                path,
                "This guard uses 'not' or 'tier'.",
                "Only guidance and referral may; list what shows it.",
            )
        for literal in literals(guard):
            if isinstance(literal, Present) or (isinstance(literal, AtLeast) and not literal.possible):
                yield Problem(
                    "CA0403",
                    path,
                    f"With {literal.item!r} alone, 'unsure' would hide this step.",
                    f"Write {{possible: {literal.item}}}: it also holds when nobody can say.",
                )


def thresholds_without_not(draft: Draft) -> Iterator[Problem]:
    for place, threshold in enumerate(draft.protocol.thresholds):
        if _has(threshold.when, (Not, TierIn)):
            yield Problem(
                "CA0404",
                ("thresholds", place, "when"),
                f"The threshold {threshold.id!r} uses 'not' or 'tier'.",
                "A threshold may only grow with concern: say what must be there, not what must be missing.",
            )
        if threshold.interrupts and threshold.tier != CALL_NOW:
            yield Problem(
                "CA0405",
                ("thresholds", place, "interrupts"),
                f"The threshold {threshold.id!r} interrupts below call_now.",
                "Only call_now ends the questions: take 'interrupts' out or raise the tier.",
            )


def _has(condition: Condition, kinds: tuple[type[Record], ...]) -> bool:
    if isinstance(condition, kinds):
        return True
    parts = getattr(condition, "of", ())
    return any(_has(part, kinds) for part in (parts if isinstance(parts, tuple) else (parts,)))


def roles_and_sources(draft: Draft) -> Iterator[Problem]:
    known = {source.id for source in draft.protocol.sources}
    for path, value in _walk(draft.data):
        if "sources" in path[1:-1] and isinstance(value, str) and value not in known:
            yield Problem("CA0306", path, f"There is no source called {value!r}.", _near(value, tuple(sorted(known))))
    for place, step in enumerate(draft.data["steps"]):
        for tier, roles in step["to"].items() if step["kind"] == "referral" else ():
            for number, role in enumerate(roles):
                if role not in ROLES:
                    yield Problem(
                        "CA0302",
                        ("steps", place, "to", tier, number),
                        f"There is no role {role!r}.",
                        _near(role, ROLES),
                    )


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
    for place, step in enumerate(draft.protocol.steps):
        for number, item in enumerate(step.items if isinstance(step, Checklist) else ()):
            if item.tier == CALL_NOW and item.id not in interrupting:
                yield Problem(
                    "CA0406",
                    ("steps", place, "items", number),
                    f"{item.id!r} calls for help now but no threshold interrupts for it.",
                    "Add it to a threshold with interrupts: true.",
                )


def check_together(protocols: Sequence[Protocol]) -> tuple[Finding, ...]:
    """What only shows when all protocols lie side by side: where they send on to, and answers that carry over."""
    return tuple(finding for protocol in protocols for finding in _together(protocol, {p.id: p for p in protocols}))


def _together(protocol: Protocol, known: dict[str, Protocol]) -> Iterator[Finding]:
    file = f"{protocol.id}/{protocol.version}/protocol.yaml"
    for step in protocol.steps:
        if isinstance(step, Continue) and step.to not in known:
            message = f"The step {step.id!r} goes on to {step.to!r}, which is not there."
            yield Finding("CA0307", ERROR, file, 1, message, _near(step.to, tuple(known)))
    for item in protocol.items():
        other, _, name = item.same_as.partition("/")
        same = next((one for one in known[other].items() if one.id == name), None) if other in known else None
        if item.same_as and (same is None or _takes(same) != _takes(item)):
            message = f"{item.id!r} is the same as {item.same_as!r}, which is not there or takes other answers."
            yield Finding("CA0308", ERROR, file, 1, message, "Both must be of one kind, with one scale.")


def _takes(item: Item) -> tuple[object, ...]:
    return item.kind, tuple(point.id for point in item.scale), tuple(option.id for option in item.options)


CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    unknown_items,
    unfit_literals,
    twice,
    look_ahead,
    guards_that_hide,
    thresholds_without_not,
    roles_and_sources,
    gate_first,
)
