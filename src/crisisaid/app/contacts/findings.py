"""Findings about an organisation's contacts: from its files as they stand, and from the contacts they come to."""

from __future__ import annotations

import os

from crisisaid.app.contacts.superseded_here import finder_for, superseded_words
from crisisaid.contacts.checks.contact import IMPOSSIBLE, SUPERSEDED, ZONE, check_contact
from crisisaid.contacts.checks.corrected_lines import MISREAD, corrected_line, language_tag, with_value, with_word
from crisisaid.contacts.checks.policy import WHILE_UNSET, missing_settings
from crisisaid.contacts.checks.together import check_together
from crisisaid.contacts.entries import OVERLAY_FIELDS, read_entry
from crisisaid.contacts.hours.zones import zone_fault, zone_meant
from crisisaid.contacts.kinds import ORGANISATION
from crisisaid.model.contact import Contact
from crisisaid.model.finding import ERROR, WARNING, Finding
from crisisaid.reading.page import NEEDS_QUOTES, NOT_YAML

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from crisisaid.app.contacts.directory import Directory
    from crisisaid.app.contacts.written import Folder, Written
    from crisisaid.contacts.checks.superseded import Finder

HTML = "This is a web page (HTML), not a list of contacts."
HTML_HINT = "Get the file itself, not the page that shows it. Write: format: crisisaid/contacts/v1"
TOO_LARGE = "A large directory is imported instead: crisisaid contacts import FILE"
NUMBERS = ("phone", "sms", "textphone")
NOT_READ = ("replaces", "sources", "reason")
"""Fields in which an old number may stand."""


def findings_of_files(
    folder: Folder, directories: Mapping[str, Directory], countries: Sequence[str]
) -> Iterator[Finding]:
    """What is wrong in the files as they stand, and which settings are missing."""
    files = {written.path: written for written in folder.files()}
    for directory in directories.values():
        for code in countries or directory.countries() or ("",):
            directory.contacts(code)
        for finding in directory.findings():
            if _is_about_contacts(finding, folder):
                yield _improved(finding, files.get(finding.file))
    for written in files.values():
        yield from _misread(written)
        yield from _countries(written)
        yield from _zone_of_the_file(written)
    first = next(iter(directories.values()))
    finder = finder_for(first, countries or first.countries())
    for written in files.values():
        yield from _superseded(written, finder)
    settled = {name for name in WHILE_UNSET if folder.policy.data.get(name)}
    settled |= {name for name in ("country", "timezone") if folder.contacts.data.get(name)}
    settled |= {"name"} if folder.contacts.data.get("organisation") else set()
    yield from missing_settings(settled, folder.policy.path, bool(folder.policy.lines))


def _is_about_contacts(finding: Finding, folder: Folder) -> bool:
    place = os.path.dirname(folder.contacts.path)
    inside = finding.file.startswith(place) and not finding.file.startswith(os.path.join(place, "protocols"))
    return inside or finding.code.startswith("CA06")


def _improved(finding: Finding, written: Written | None) -> Finding:
    """The finding with the corrected line, where the reading did not bring one."""
    if written is None or not written.lines:
        large = "is larger than" in finding.message
        return finding.but(hint=TOO_LARGE) if large else finding
    if not written.data and next((line for line in written.lines if line.strip()), "").lstrip().startswith("<"):
        at = next(number for number, line in enumerate(written.lines, 1) if line.strip())
        words = written.line(at).strip()[:200]
        return Finding(NOT_YAML, ERROR, finding.file, at, HTML, HTML_HINT, 1, words)
    line = corrected_line(finding, written.line(finding.line)) or _language(finding, written)
    return finding.but(hint=f"{finding.hint} Write: {line}".strip()) if line else finding


def _language(finding: Finding, written: Written) -> str:
    """``languages: [English]`` with the tag that is meant."""
    word = finding.message.partition("'")[2].partition("'")[0]
    tag, line = language_tag(word), written.line(finding.line)
    known = f"{tag}," in line or f"{tag}]" in line
    return with_word(line, word, tag) if tag and not known and "language" in finding.hint else ""


def _misread(written: Written) -> Iterator[Finding]:
    """``country: NO`` is Norway here and false to most other programs that read the file."""
    for path, value in written.leaves():
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        if name in ("country", "languages") and value.casefold() in MISREAD and not written.is_quoted(path):
            at = written.place(path)
            said = f"'{name}: {value}' can be misread as something other than text."
            line = with_word(at.words, value, f'"{value}"')
            yield _at(written, path, NEEDS_QUOTES, said, f"Put quotes around it: {line}")


def _countries(written: Written) -> Iterator[Finding]:
    """Two capital letters that are no country."""
    from crisisaid.card import country_code, near
    from crisisaid.card_numbers import NUMBERS

    for path, value in written.leaves():
        if path[-1] == "country" and value not in NUMBERS and len(value) == 2 and value.isupper():
            code, names = country_code(value), near(value)
            at = written.place(path)
            hint = f"Write: {with_value(at.words, 'country', code)}" if code else "Write its two capital letters: GB."
            if not code and names:
                hint = f"Did you mean {', '.join(names)}? {hint}"
            yield _at(written, path, IMPOSSIBLE, f"'country: {value}' is no country known here.", hint)


def _zone_of_the_file(written: Written) -> Iterator[Finding]:
    """The time zone of every contact that names none; without it their hours are not known."""
    zone = written.data.get("timezone")
    said = zone_fault(zone) if isinstance(zone, str) and zone else ""
    if said:
        at, meant = written.place(("timezone",)), zone_meant(str(zone))
        hint = f"Write: {with_value(at.words, 'timezone', meant)}" if meant else "Name it by its city: Europe/London."
        yield _at(written, ("timezone",), ZONE, said.partition(" Did you mean")[0], hint)


def _superseded(written: Written, finder: Finder) -> Iterator[Finding]:
    home = str(written.data.get("country", ""))
    for path, value in written.leaves():
        if any(part in NOT_READ for part in path):
            continue
        of = _entry(written, path).get("country", home)
        for hit in finder.find(value):
            if hit.short and of and hit.replaced.country != of:
                continue
            said, hint = superseded_words(hit)
            now = hit.replaced.by[0].phone
            if path[-1] in NUMBERS and now:
                hint = f"{hint} Write: {with_value(written.place(path).words, str(path[-1]), now)}"
            yield _at(written, path, SUPERSEDED, said, hint, severity=WARNING if hit.short else ERROR)


def _entry(written: Written, path: Sequence[str | int]) -> Mapping[str, Any]:
    if len(path) < 2 or path[0] != "contacts":
        return {}
    entry = written.data["contacts"][path[1]]
    return entry if isinstance(entry, dict) else {}


def _at(written: Written, path: Any, code: str, said: str, hint: str, *, severity: str = ERROR) -> Finding:
    at = written.place(path)
    return Finding(code, severity, at.file, at.line, said, hint, at.column, at.words.strip()[:200])


def findings_of_contacts(
    folder: Folder, directory: Directory, site: str, countries: Sequence[str], today: str
) -> Iterator[Finding]:
    """What is wrong with the contacts, as they are at a site, in each country."""
    site = site or directory.desk.organisation().policy.site
    mine, hidden = _named(folder, site)
    everywhere: dict[str, Contact] = {}
    for code in dict.fromkeys((*countries, *directory.countries())):
        # A fallback may be in another country: only an id that is nowhere is nobody's.
        everywhere |= {one.id: one for one in directory.contacts(code)}
    for code in countries or ("",):
        contacts = directory.contacts(code)
        known = {contact.id for contact in contacts}
        others = [one for one in _as_written(folder, site) if one.id not in known and one.id not in hidden]
        here = [one for one in others if one.country in ("", code)]
        problems = [problem for one in (*contacts, *others) if one.id in mine for problem in check_contact(one, today)]
        everywhere |= {one.id: one for one in (*contacts, *here)}
        for problem in problems:
            yield from filter(None, (folder.finding(problem, site),))
    for problem in check_together(tuple(everywhere.values()), mine, hidden):
        yield from filter(None, (folder.finding(problem, site),))


def written_about(folder: Folder, directory: Directory, site: str) -> frozenset[str]:
    """The ids of the contacts that the organisation writes about and does not hide, as a site sees them."""
    return frozenset(_named(folder, site or directory.desk.organisation().policy.site)[0])


def _named(folder: Folder, site: str) -> tuple[set[str], set[str]]:
    """The ids that the organisation writes about, and those it hides."""
    entries = [entry for written in folder.over(site) for _, entry in written.entries()]
    hidden = {entry["id"] for entry in entries if entry.get("hide") in (True, "true")}
    return {entry["id"] for entry in entries} - hidden, hidden


def _as_written(folder: Folder, site: str) -> Iterator[Contact]:
    """The contacts as far as they can be read, also those that are left out: their other faults are told as well."""
    for written in folder.over(site):
        whole = {name: written.data.get(name) or folder.contacts.data.get(name) for name in ("country", "timezone")}
        for _, entry in written.entries():
            fields, _ = read_entry(
                {name: value for name, value in entry.items() if name in OVERLAY_FIELDS}, OVERLAY_FIELDS
            )
            fields = {"country": "", **{name: said for name, said in whole.items() if said}, **fields}
            if {"name", "kind"} <= set(fields) and _is_whole(fields):
                yield Contact(**fields, layer=ORGANISATION)


def _is_whole(fields: Mapping[str, Any]) -> bool:
    """Whether every field has the kind of value that a contact holds."""
    plain = Contact("", "", "", "").but(min_age=0, max_age=0, free=True)
    return all(isinstance(value, type(getattr(plain, name)) | None) for name, value in fields.items())
