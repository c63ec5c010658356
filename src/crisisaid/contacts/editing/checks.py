"""Whether a changed file may be written: read as every check reads it, before a byte of it is on the disk."""

from __future__ import annotations

import functools

from crisisaid.contacts.checks.contact import check_contact
from crisisaid.contacts.checks.corrected_lines import corrected_line, with_value
from crisisaid.contacts.checks.together import check_together
from crisisaid.contacts.editing.yaml_text import written
from crisisaid.contacts.layers import lay_over
from crisisaid.contacts.pages import Page, overlay_of
from crisisaid.model.contact import Contact
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.record import Record
from crisisaid.reading.shape import check_shape_by_path
from crisisaid.reading.strict import read_yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from crisisaid.contacts.checks.contact import Problem
    from crisisaid.contacts.merging import Overlay
    from crisisaid.reading.document import Path

CONTACTS, POLICY = "contacts-v1", "policy-v1"
HEADS = {
    CONTACTS: "format: crisisaid/contacts/v1\ncontacts:\n  - id: example\n    ",
    POLICY: "format: crisisaid/policy/v1\n",
}
"""The shortest file of each kind, with room for one more value."""


class Around(Record):
    """What a file of contacts is laid over, and the layer it makes. ``unstated``: country and time zone of the folder;
    ``today`` as 2026-11-23.
    """

    layer: str
    built_in: tuple[Contact, ...] = ()
    beneath: tuple[Overlay, ...] = ()
    unstated: tuple[tuple[str, str], ...] = ()
    today: str = ""


@functools.lru_cache(maxsize=4)
def page_of(data: bytes, file: str, schema: str) -> Page:
    """A file's bytes as a page, with every finding of its reading and its shape; the last few are remembered."""
    document = read_yaml(data, file)
    typed, found = check_shape_by_path(document, schema)
    return Page(
        file,
        data=typed if isinstance(typed, dict) else {},
        findings=(*document.findings, *(finding for _, finding in found)),
        faulty=frozenset(way for way, finding in found if finding.severity == ERROR),
        positions=document.positions,
    )


def judged(data: bytes, file: str, contact: str, around: Around) -> tuple[Finding, ...]:
    """Everything that is wrong in the file, and with this contact in particular; warnings after errors."""
    page = page_of(data, file, CONTACTS)
    over, omitted = overlay_of(page, around.layer, dict(around.unstated))
    merged, found = lay_over(around.built_in, (*around.beneath, over))
    findings = [*page.findings, *omitted, *(one for one in found if one.file == file)]
    lines = data.decode("utf-8", "replace").splitlines()
    problems = _problems(merged, over, contact, around.today)
    findings += [_finding(problem, page, contact, lines) for problem in problems]
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: (one.severity != ERROR, one.line)))


def _problems(merged: tuple[Contact, ...], over: Overlay, contact: str, today: str) -> list[Problem]:
    found = next((one for one in merged if one.id == contact), None)
    if found is None:
        return []
    hidden = [str(entry["id"]) for entry in over.entries if entry.get("hide") and "id" in entry]
    return [*check_contact(found, today), *check_together(merged, {contact}, hidden)]


def _finding(problem: Problem, page: Page, contact: str, lines: list[str]) -> Finding:
    entries = page.data.get("contacts", ())
    place = next((at for at, one in enumerate(entries) if isinstance(one, dict) and one.get("id") == contact), 0)
    path: Path = ("contacts", place, problem.field)
    line, column = page.positions.get(path) or page.positions.get(path[:2], (0, 0))
    words = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    right = f"Write: {with_value(words, problem.field, problem.right)}" if problem.right and problem.at < 0 else ""
    hint = " ".join((problem.hint, right)).strip()
    return Finding(problem.code, problem.severity, page.path, line, problem.message, hint, column, words)


def value_faults(name: str, value: Any, schema: str = CONTACTS) -> tuple[Finding, ...]:
    """What is wrong with one value of a contact, or one setting, by itself. ``excerpt`` is the line as it would be."""
    line = f"{name}: {written(name, value)}"
    head = HEADS[schema].replace("id: example\n    ", "") if name == "id" else HEADS[schema]
    document = read_yaml(f"{head}{line}\n".encode("utf-8", "surrogatepass"), "")
    root: Path = ("contacts", 0) if schema == CONTACTS else ()
    shape = check_shape_by_path(document, schema)[1]
    found = [*document.findings, *(one for path, one in shape if path[: len(root) + 1] == (*root, name))]
    mended = [one.but(hint=f"{one.hint} {_write(corrected_line(one, line))}".strip()) for one in found]
    return tuple(one.but(line=0, excerpt=line) for one in mended) or _alone(name, value, line)


def _write(line: str) -> str:
    return f"Write: {line}" if line else ""


def _alone(name: str, value: Any, line: str) -> tuple[Finding, ...]:
    """What only the meaning shows: hours, time zones, days."""
    if name not in ("hours", "timezone", "closed_on", "languages", "phone", "textphone"):
        return ()
    contact = Contact("example", "Example", "local", "").but(**{name: _held(value)})
    problems = [one for one in check_contact(contact, "2000-01-01") if one.field == name and one.severity == ERROR]
    page = Page("")
    return tuple(_finding(one, page, "", []).but(excerpt=line, hint=_hint(one, line)) for one in problems)


def _held(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _hint(problem: Problem, line: str) -> str:
    right = _write(with_value(line, problem.field, problem.right)) if problem.right and problem.at < 0 else ""
    return f"{problem.hint} {right}".strip()
