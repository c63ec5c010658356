"""Layers: built-in contacts, with the organisation's own file over them. A fault there never hides a way to help."""

from __future__ import annotations

import os
from types import MappingProxyType

from crisisaid.contacts.entries import left_out, not_used
from crisisaid.contacts.merging import Merging
from crisisaid.errors import CrisisaidError
from crisisaid.model.finding import ERROR, WARNING
from crisisaid.model.policy import Policy
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from crisisaid.model.contact import Contact
    from crisisaid.model.finding import Finding


class Organisation(Record):
    """What an organisation's folder says. ``entries`` are its contacts as written, ``lines`` where each begins."""

    policy: Policy
    entries: tuple[Mapping[str, Any], ...] = ()
    findings: tuple[Finding, ...] = ()
    lines: tuple[int, ...] = ()
    name: str = ""
    country: str = ""
    timezone: str = ""
    contact_person: str = ""
    file: str = ""


def merge(
    built_in: tuple[Contact, ...],
    overlay: Sequence[Mapping[str, Any]],
    file: str,
    unstated: Mapping[str, str] = MappingProxyType({}),
    lines: Sequence[int] = (),
) -> tuple[tuple[Contact, ...], tuple[Finding, ...]]:
    """The contacts of both layers; ``unstated`` are fields (country, timezone) of new contacts that do not say."""
    merging = Merging(built_in, file, unstated)
    for place, entry in enumerate(overlay):
        merging.take(entry, lines[place] if place < len(lines) else 0)
    return tuple(merging.contacts.values()), tuple(merging.findings)


def with_organisation(
    built_in: tuple[Contact, ...], organisation: Organisation
) -> tuple[tuple[Contact, ...], tuple[Finding, ...]]:
    """The built-in contacts of a country with the organisation's over them."""
    unstated = {"country": organisation.country, "timezone": organisation.timezone}
    return merge(built_in, organisation.entries, organisation.file, unstated, organisation.lines)


def read_organisation(folder: str) -> Organisation:
    """What the organisation's folder says; every fault is a finding, and what can be read is used."""
    settled = _read(folder, "policy.yaml", "policy-v1")
    listed = _read(folder, "contacts.yaml", "contacts-v1")
    policy = _policy(settled)
    entries, lines, omitted = _entries(listed)
    return Organisation(
        policy=policy,
        entries=entries,
        findings=(*settled.findings, *listed.findings, *omitted),
        lines=lines,
        name=listed.text("organisation") or policy.name,
        country=listed.text("country") or policy.country,
        timezone=listed.text("timezone") or policy.timezone,
        contact_person=listed.text("contact_person"),
        file=listed.path,
    )


class _Page(Record):
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


def _read(folder: str, name: str, schema: str) -> _Page:
    path = os.path.join(folder, name)
    try:
        return _checked(path, schema) if folder and os.path.lexists(path) else _Page(path)
    except CrisisaidError as refused:
        return _Page(path, findings=(not_used(path, refused.message, refused.hint),))
    except Exception as fault:  # somebody waits for a number: whatever a file does to us, the built-in ones stay
        said = f"This file could not be read ({type(fault).__name__})."
        return _Page(path, findings=(not_used(path, said, "Check the file; the built-in numbers are used."),))


def _checked(path: str, schema: str) -> _Page:
    from crisisaid.reading.files import read_bytes
    from crisisaid.reading.shape import check_shape_by_path
    from crisisaid.reading.strict import read_yaml

    document = read_yaml(read_bytes(path), path)
    data, found = check_shape_by_path(document, schema)
    return _Page(
        path,
        data=data if isinstance(data, dict) else {},
        findings=(*document.findings, *(finding for _, finding in found)),
        faulty=frozenset(way for way, finding in found if finding.severity == ERROR),
        positions=document.positions,
    )


def _entries(page: _Page) -> tuple[tuple[Mapping[str, Any], ...], tuple[int, ...], tuple[Finding, ...]]:
    """The contacts nothing was found against, the line each begins on, and a finding for each that is left out."""
    listed = page.data.get("contacts")
    faulty = {way[1] for way in page.faulty if len(way) > 1 and way[0] == "contacts"}
    kept, lines, omitted = [], [], []
    for place, entry in enumerate(listed if isinstance(listed, list) else ()):
        line = page.positions.get(("contacts", place), (0, 0))[0]
        if place in faulty:
            omitted.append(left_out("See what was found there.", entry, page.path, line, WARNING))
        else:
            kept.append(entry)
            lines.append(line)
    return tuple(kept), tuple(lines), tuple(omitted)


def _policy(page: _Page) -> Policy:
    """What is settled and can be understood; the rest is unset."""
    days = page.data.get("retention_days")
    return Policy(
        **{name: page.text(name) for name in Policy._fields if Policy._defaults[name] == ""},
        languages=page.words("languages"),
        channels=page.words("channels"),
        retention_days=days if type(days) is int and 1 <= days <= 365 else None,
        # A value nobody understands keeps less, not more.
        shared_machine=page.data.get("shared_machine", False) is not False,
    )
