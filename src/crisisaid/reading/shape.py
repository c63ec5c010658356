"""Whether a document has the shape its schema asks for: every fault at once, each with its line and found once."""

from __future__ import annotations

import functools
import itertools
import json
import os
from typing import TYPE_CHECKING, Any

import referencing
from jsonschema import Draft202012Validator, FormatChecker

from crisisaid.reading.page import Page
from crisisaid.reading.typed import typed
from crisisaid.reading.words import MISSING_KEY, UNKNOWN_KEY, WRONG_KIND, WRONG_VALUE, Fault, faults

if TYPE_CHECKING:
    from crisisaid.model.finding import Finding
    from crisisaid.reading.document import Document, Path, Place

SCHEMAS = (
    "protocol-v1", "scenarios-v1", "answers-v1", "contacts-v1", "policy-v1", "approvals-v1", "summary-v1", "show-v1",
    "proof-v1", "explain-v1", "diff-v1", "mutants-v1", "waivers-v1", "role-play-v1", "sounds-like-v1",
)  # fmt: skip

MOST = 100
"""More findings than anybody reads; the next reading brings the rest."""

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "schemas")

MOST_SPECIFIC = (UNKNOWN_KEY, WRONG_KIND, WRONG_VALUE, MISSING_KEY)


def check_shape(document: Document, schema: str) -> tuple[Any, tuple[Finding, ...]]:
    """The data with its kinds settled, and all findings: those of the reading first, then those of the shape.

    Data comes back even when there are findings, so that a contacts file can be used entry by entry; it is None
    when the file itself was refused.
    """
    data, found = check_shape_by_path(document, schema)
    return data, (*document.findings, *(finding for _, finding in found))


def check_shape_by_path(document: Document, schema: str) -> tuple[Any, tuple[tuple[Path, Finding], ...]]:
    """As check_shape, with the path of each of the shape's own findings."""
    if document.data is None and document.findings:
        return None, ()
    rules = load_schema(schema)
    data = typed(document, rules)
    other = _another_file(data, rules)
    found = [other] if other else _faults(data, schema)
    placed = ((_place(document, fault), fault) for fault in found)
    page = Page(document.file, document.lines)
    return data, tuple(
        (fault.path, page.finding(fault.code, at, fault.message, fault.hint))
        for at, fault in sorted(placed, key=lambda pair: pair[0])
    )


@functools.cache
def load_schema(name: str) -> dict[str, Any]:
    """A schema that lies beside the package. Raises KeyError for a name that is none of them."""
    if name not in SCHEMAS:
        raise KeyError(name)
    with open(os.path.join(FOLDER, f"{name}.schema.json"), encoding="utf-8") as file:
        schema: dict[str, Any] = json.load(file)
    return schema


@functools.cache
def _judge(name: str) -> Draft202012Validator:
    """A validator that fetches nothing."""
    days = FormatChecker(["date"])
    return Draft202012Validator(load_schema(name), registry=referencing.Registry(), format_checker=days)


def _another_file(data: Any, rules: dict[str, Any]) -> Fault | None:
    """A protocol where contacts are wanted is one fault, not fifty."""
    wanted = rules["properties"].get("format", {}).get("const")
    says = data.get("format") if isinstance(data, dict) else None
    if not isinstance(says, str) or says == wanted or says.partition("/")[0] != "crisisaid":
        return None
    if not any(says == f"crisisaid/{name.replace('-', '/')}" for name in SCHEMAS):
        return None
    message = f"This file says that it is {says}; here {wanted or 'a file without format:'} is needed."
    return Fault(("format",), WRONG_VALUE, message, "Name the right file, or correct its first line.")


def _faults(data: Any, schema: str) -> list[Fault]:
    errors = itertools.islice(_judge(schema).iter_errors(data), 4 * MOST)
    best: dict[tuple[Path, bool], Fault] = {}
    for fault in (fault for error in errors for fault in faults(error)):
        key = (fault.path, fault.of_key)
        if key not in best or _rank(fault) < _rank(best[key]):
            best[key] = fault
    return _without_echoes(list(best.values()))[:MOST]


def _rank(fault: Fault) -> int:
    return MOST_SPECIFIC.index(fault.code) if fault.code in MOST_SPECIFIC else len(MOST_SPECIFIC)


def _without_echoes(found: list[Fault]) -> list[Fault]:
    """A misspelled name is one fault, not a strange name and a missing one."""
    meant = {fault.meant for fault in found}
    return [fault for fault in found if fault.code != MISSING_KEY or fault.path not in meant]


def _place(document: Document, fault: Fault) -> Place:
    """Of a missing name: where the block begins that lacks it."""
    if fault.of_key and fault.path in document.key_positions:
        return document.key_positions[fault.path]
    path = fault.path
    while path and path not in document.positions:
        path = path[:-1]
    return document.positions.get(path, (1, 1))
