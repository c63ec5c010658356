"""Pages: a file of an organisation's folder, as far as it can be read; a fault costs only what it stands against."""

from __future__ import annotations

import os
from types import MappingProxyType

from crisisaid.contacts.entries import left_out, not_used
from crisisaid.contacts.merging import Overlay
from crisisaid.errors import CrisisaidError
from crisisaid.model.finding import ERROR, WARNING
from crisisaid.model.policy import Policy
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from crisisaid.model.finding import Finding


DESCRIBING = ("closed_on", "languages", "verified_on")


class Page(Record):
    """A file of the folder as far as it could be read; ``faulty`` are the ways to what findings stand against."""

    path: str
    data: Mapping[str, Any] = MappingProxyType({})
    findings: tuple[Finding, ...] = ()
    faulty: frozenset[tuple[str | int, ...]] = frozenset()
    positions: Mapping[tuple[str | int, ...], tuple[int, int]] = MappingProxyType({})

    def text(self, name: str) -> str:
        value = self.data.get(name)
        return value if isinstance(value, str) and (name,) not in self.faulty else ""

    def words(self, name: str) -> tuple[str, ...]:
        value = self.data.get(name)
        listed = value if isinstance(value, list) and (name,) not in self.faulty else []
        good = [word for place, word in enumerate(listed) if (name, place) not in self.faulty]
        return tuple(word for word in good if isinstance(word, str))

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        value = self.data.get(name)
        listed = value.items() if isinstance(value, dict) and (name,) not in self.faulty else ()
        return tuple((key, said) for key, said in listed if isinstance(said, str) and (name, key) not in self.faulty)

    def number(self, name: str, most: int) -> int | None:
        value = self.data.get(name)
        return value if type(value) is int and 1 <= value <= most else None


def read_page(path: str, schema: str) -> Page:
    """The file at this path; empty, without a finding, where there is none."""
    try:
        return _checked(path, schema) if os.path.lexists(path) else Page(path)
    except CrisisaidError as refused:
        return Page(path, findings=(not_used(path, refused.message, refused.hint),))
    except Exception as fault:  # somebody waits for a number: whatever a file does to us, the built-in ones stay
        said = f"This file could not be read ({type(fault).__name__})."
        return Page(path, findings=(not_used(path, said, "Check the file; the built-in numbers are used."),))


def _checked(path: str, schema: str) -> Page:
    from crisisaid.reading.files import read_bytes
    from crisisaid.reading.shape import check_shape_by_path
    from crisisaid.reading.strict import read_yaml

    document = read_yaml(read_bytes(path), path)
    data, found = check_shape_by_path(document, schema)
    return Page(
        path,
        data=data if isinstance(data, dict) else {},
        findings=(*document.findings, *(finding for _, finding in found)),
        faulty=frozenset(way for way, finding in found if finding.severity == ERROR),
        positions=document.positions,
    )


def overlay_of(page: Page, layer: str, unstated: Mapping[str, str]) -> tuple[Overlay, tuple[Finding, ...]]:
    """The contacts nothing was found against, and a finding for each that is left out."""
    listed = page.data.get("contacts")
    faulty = {way[1] for way in page.faulty if len(way) > 1 and way[0] == "contacts"}
    kept, lines, omitted = [], [], []
    for place, written in enumerate(listed if isinstance(listed, list) else ()):
        line = page.positions.get(("contacts", place), (0, 0))[0]
        entry = _without(written, page, place)
        if place in faulty and not all(_costs_a_field(way) for way in page.faulty if way[:2] == ("contacts", place)):
            omitted.append(left_out("See what was found there.", entry, page.path, line, WARNING))
        else:
            kept.append(entry)
            lines.append(line)
    own = {name: page.text(name) or said for name, said in unstated.items()}
    return Overlay(layer, page.path, tuple(kept), tuple(lines), tuple(own.items())), tuple(omitted)


def _costs_a_field(way: tuple[str | int, ...]) -> bool:
    """Whether a fault is in what only describes a contact: then that is left out, and the number stays."""
    return len(way) > 2 and way[2] in DESCRIBING


def _without(entry: object, page: Page, place: int) -> Any:
    """The entry without its faulty descriptions. A closed day that is no day stays: it makes the hours unknown."""
    if not isinstance(entry, dict):
        return entry
    wrong = {way[2] for way in page.faulty if way[:2] == ("contacts", place) and _costs_a_field(way)}
    kept = {name: value for name, value in entry.items() if name not in wrong or name == "closed_on"}
    if "languages" in wrong and isinstance(entry["languages"], list):
        listed = enumerate(entry["languages"])
        good = [tag for at, tag in listed if ("contacts", place, "languages", at) not in page.faulty]
        kept |= {"languages": [tag for tag in good if isinstance(tag, str)]}
    return kept


def policy_of(page: Page) -> Policy:
    """What is settled and can be understood; the rest is unset."""
    return Policy(
        **{name: page.text(name) for name in Policy._fields if Policy._defaults[name] == ""},
        languages=page.words("languages"),
        channels=page.words("channels"),
        roles=page.words("roles"),
        when_nobody=page.pairs("when_nobody"),
        retention_days=page.number("retention_days", 365),
        ring_minutes=page.number("ring_minutes", 30),
        # A value nobody understands keeps less, not more.
        shared_machine=page.data.get("shared_machine", False) is not False,
    )
