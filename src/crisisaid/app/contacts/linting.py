"""`contacts lint`: numbers that were replaced and still stand in leaflets, web pages and notes."""

from __future__ import annotations

import json
import os

from crisisaid.app.checking import number
from crisisaid.app.contacts.directory import Directory
from crisisaid.app.contacts.superseded_here import superseded_words
from crisisaid.app.countries import country_name
from crisisaid.app.printing import print_out, say
from crisisaid.app.progress import Progress
from crisisaid.contacts.checks.contact import SUPERSEDED
from crisisaid.contacts.checks.superseded import Finder, current_again, digits, superseded
from crisisaid.contacts.directory import FOLDER, read_country
from crisisaid.errors import DONE, REFUSED, FileRefused
from crisisaid.formats.findings_lines import findings_lines
from crisisaid.model.finding import ERROR, WARNING, Finding
from crisisaid.reading.files import read_bytes
from crisisaid.reading.leaflet import FORMATS, LARGEST, TEXTS, read_leaflet
from crisisaid.reading.page import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisisaid.contacts.checks.superseded import Hit
    from crisisaid.model.contact import Contact
    from crisisaid.reading.leaflet import Leaflet

SCHEMA = "crisisaid/contacts-lint/v1"
READ_IN_FOLDERS = (*TEXTS, *(ending for endings in FORMATS.values() for ending in endings))
NOT_MORE = "Only numbers known to be replaced are found. A number that is not named here may be wrong all the same."


class Known:
    """The superseded numbers to look for: those of one country, or of all."""

    def __init__(self, environ: Mapping[str, str], organisation: str, country: str) -> None:
        contacts = _contacts(environ, organisation)
        here = [one for one in contacts if not country or one.country in ("", country)]
        self.replaced = superseded(here)
        self.finder = Finder(self.replaced, here)
        self.countries = tuple(dict.fromkeys(one.country for one in self.replaced if one.country))
        others = contacts if not country else here
        self.current = {one: again for one in self.replaced if (again := current_again(one, others)) is not None}


def lint(
    environ: Mapping[str, str], paths: Sequence[str], country: str, organisation: str, *, recursive: bool, as_json: bool
) -> int:
    """Every superseded number in the files, with line and what replaced it; 1 when any was found or a file refused."""
    known = Known(environ, organisation, country)
    files, refused = _files(paths, recursive=recursive)
    findings: list[Finding] = []
    read = 0
    with Progress("Reading", len(files)) as progress:
        for path in files:
            try:
                leaflet = read_leaflet(read_bytes(path, LARGEST), path)
            except FileRefused as problem:
                refused.append(problem)
            else:
                findings += findings_in(leaflet, known)
                read += 1
            progress.after(path)
    print_out(_json(findings) if as_json else findings_lines(findings)) if findings or as_json else None
    for one in refused:
        say(f"{one.message} {one.hint}".strip())
    say(_said(findings, read, known, country))
    return REFUSED if findings or refused else DONE


def _contacts(environ: Mapping[str, str], organisation: str) -> tuple[Contact, ...]:
    """The contacts of every country, with the organisation's own where it has any."""
    from crisisaid.card_numbers import NUMBERS

    own = Directory(environ, organisation)
    mine = own.countries()
    own_ones = {one.id: one for code in mine for one in own.contacts(code)}
    others = (one for code in NUMBERS if code not in mine for one in read_country(FOLDER, code)[0])
    return (*own_ones.values(), *others)


def findings_in(leaflet: Leaflet, known: Known) -> Iterator[Finding]:
    """A finding for each line and number; the same number twice in a line is told once."""
    told = set()
    for hit in known.finder.find(leaflet.text):
        line = leaflet.line_of(hit.start)
        key = (line, digits(hit.replaced.number), hit.replaced.country)
        if key not in told:
            told.add(key)
            yield _finding(leaflet, hit, line, known)


def _finding(leaflet: Leaflet, hit: Hit, line: int, known: Known) -> Finding:
    said, hint = superseded_words(hit)
    again = known.current.get(hit.replaced)
    if again is not None:
        here = country_name(again.country)
        said = f"{said} In {here} it is in use ({again.name})."
        hint = f"{hint} Which country is this leaflet for? Name it: --country {hit.replaced.country}"
    severity = WARNING if hit.short or again is not None else ERROR
    words = leaflet.lines[line - 1] if 0 < line <= len(leaflet.lines) else ""
    return Finding(SUPERSEDED, severity, leaflet.file, line, said, hint, 0, shown(words.strip()))


def _files(paths: Sequence[str], *, recursive: bool) -> tuple[list[str], list[FileRefused]]:
    files: list[str] = []
    refused = []
    for path in paths:
        if os.path.isdir(path) and recursive:
            files += _in_folder(path)
        elif os.path.isdir(path):
            refused.append(FileRefused(f"{path} is a folder.", "Name a file, or add --recursive."))
        else:
            files.append(path)
    return files, refused


def _in_folder(folder: str) -> list[str]:
    """Every file of text in a folder and those inside it; links and hidden ones are left alone."""
    found = []
    for place, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            if os.path.splitext(name)[1].casefold() in READ_IN_FOLDERS and not os.path.islink(path):
                found.append(path)
    return found


def _json(findings: Sequence[Finding]) -> str:
    listed = [{name: getattr(one, name) for name in Finding._fields} for one in findings]
    return json.dumps({"schema": SCHEMA, "findings": listed}, ensure_ascii=False, indent=2) + "\n"


def _said(findings: Sequence[Finding], files: int, known: Known, country: str) -> str:
    where = country_name(country) if country else f"{len(known.countries)} countries"
    looked = f"Looked for {number(len(known.replaced), 'replaced number').lower()} of {where}."
    return f"{number(len(findings), 'superseded number')}. Files read: {files:,}. {looked} {NOT_MORE}"
