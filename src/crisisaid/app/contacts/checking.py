"""`contacts check`: everything that is wrong or due in an organisation's contacts and settings, with file and line."""

from __future__ import annotations

import json
import time

from crisisaid import __version__
from crisisaid.app.contacts.directory import Directory, moment
from crisisaid.app.contacts.findings import findings_of_contacts, findings_of_files, written_about
from crisisaid.app.contacts.rota_shown import told_in
from crisisaid.app.contacts.written import Folder
from crisisaid.app.on_duty import rota_check
from crisisaid.app.printing import hand_out, say
from crisisaid.contacts.freshness import day_of
from crisisaid.errors import DONE, REFUSED, FileRefused, UsageRefused
from crisisaid.formats.findings_junit import Case, junit
from crisisaid.formats.findings_lines import findings_lines
from crisisaid.formats.findings_sarif import findings_sarif
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.plain import clean
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crisisaid.model.contact import Contact

FORMS = ("text", "sarif", "junit", "json")
READING = ("CA01", "CA02")
SCHEMA = "crisisaid/contacts-check/v1"


class Look(Record):
    """What is to be looked at: countries ("" and () for the organisation's own), a site or all, on which day."""

    organisation: str = ""
    site: str = ""
    countries: tuple[str, ...] = ()
    today: str = ""
    form: str = "text"
    weeks: bool = True
    output: str = ""


def check(environ: Mapping[str, str], look: Look) -> int:
    """Every finding, then the week of each own contact with hours; 1 when anything was found."""
    today = the_day(look.today)
    directories = directories_of(environ, look)
    findings = all_findings(directories, look, today)
    own = _own(directories, look)
    hand_out(_as(look.form, findings, own, today, weeks=look.weeks), look.output)
    say(_counted(findings))
    return REFUSED if findings else DONE


def the_day(typed: str) -> str:
    """The day that was named, or today by this computer's clock. Raises UsageRefused for what is no day."""
    if not typed:
        return time.strftime("%Y-%m-%d")
    if day_of(typed) is None:
        raise UsageRefused(f"{typed!r} is not a day.", "Write it as year-month-day: 2026-11-23.")
    return typed


def all_findings(directories: Mapping[str, Directory], look: Look, today: str) -> tuple[Finding, ...]:
    """Those of the files, those of the contacts at each site, and what the organisation has not settled."""
    first = next(iter(directories.values()))
    folder = Folder(first.folder, look.site)
    found = [*findings_of_files(folder, directories, look.countries)]
    for site, directory in directories.items():
        found += findings_of_contacts(folder, directory, site, look.countries or directory.countries(), today)
        found += _gaps(directory, look.countries, today)
    found += rota_check(first, moment(today, told_in(first)), directories.values())
    places = {written.path: place for place, written in enumerate((*folder.files()[1:], folder.policy))}
    return tuple(sorted(_once(found), key=lambda one: (places.get(one.file, -1), one.file, one.line, one.column)))


def _gaps(directory: Directory, countries: Sequence[str], today: str) -> Iterator[Finding]:
    """When nobody of a role can be reached; only an organisation that lists its roles has said whom it can reach."""
    if directory.desk.organisation().policy.roles:
        from crisisaid.app.contacts.covering import coverage_findings

        for code in countries or directory.countries()[:1]:
            yield from coverage_findings(directory, code, today)


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding once; where the reading has refused a value, that other checks do not like it either is no news."""
    unique = dict.fromkeys(found)
    refused = {(one.file, one.line, one.column) for one in unique if one.code.startswith(READING)}
    for one in unique:
        if one.code.startswith(READING) or not one.column or (one.file, one.line, one.column) not in refused:
            yield one


def directories_of(environ: Mapping[str, str], look: Look) -> dict[str, Directory]:
    """The directory as each site sees it; without sites once, under ""."""
    import os

    first = Directory(environ, look.organisation, look.site)
    folder = os.path.dirname(first.path("contacts.yaml"))
    if not os.path.isdir(folder):
        hint = "Check its name, or begin with: crisisaid contacts setup."
        raise FileRefused(f"There is no organisation's folder at {folder}.", hint)
    sites = (look.site,) if look.site else ("", *Folder(folder).sites)
    return {site: first if site == look.site else Directory(environ, look.organisation, site) for site in sites}


def _own(directories: Mapping[str, Directory], look: Look) -> tuple[Contact, ...]:
    """The organisation's own contacts of the countries asked for, at all sites, each once."""
    found: dict[tuple[str, str, str, str], Contact] = {}
    for site, directory in directories.items():
        named = written_about(Folder(directory.folder), directory, site)
        for code in look.countries or directory.countries():
            for contact in (one for one in directory.contacts(code) if one.id in named):
                found[contact.id, contact.hours, contact.timezone, contact.phone] = contact
    return tuple(found.values())


def _as(form: str, findings: Sequence[Finding], own: Sequence[Contact], today: str, *, weeks: bool) -> str:
    if form == "sarif":
        return findings_sarif(findings, __version__)
    if form == "junit":
        return junit("crisisaid contacts", _cases(findings))
    if form == "json":
        return _json(findings, own, today)
    return findings_lines(findings) + (_weeks(own) if weeks else "")


def _cases(findings: Iterable[Finding]) -> list[Case]:
    said: dict[str, list[str]] = {}
    for one in findings:
        said.setdefault(one.file, []).append(f"line {one.line}: {one.code} {one.message} {one.hint}".strip())
    return [Case("contacts check", file, tuple(lines)) for file, lines in said.items()]


def _json(findings: Iterable[Finding], own: Iterable[Contact], today: str) -> str:
    listed = [{name: getattr(one, name) for name in Finding._fields} for one in findings]
    data = {"schema": SCHEMA, "today": today, "findings": listed, "contacts": [contact.id for contact in own]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _weeks(own: Sequence[Contact]) -> str:
    """The week of each contact with hours, as a person sees it: what nobody meant shows at once."""
    from crisisaid.contacts.hours.text import read_hours
    from crisisaid.contacts.hours.words import dates_table, week_table

    rows = []
    for contact in own:
        hours, _ = read_hours(contact.hours) if contact.hours else (None, "")
        if hours is not None:
            zone = f", time in {contact.timezone}" if contact.timezone else ""
            rows += ["", clean(f'{contact.name} ({contact.id}): "{contact.hours}"{zone}')]
            rows += [f"    {line}" for line in (*_week(week_table(hours)), *dates_table(hours))]
            rows += [f"    closed on {', '.join(contact.closed_on)}"] if contact.closed_on else []
    head = "\nCompare each week with what the service itself says." if rows else ""
    return "\n".join([head, *rows]).removeprefix("\n") + "\n" if rows else ""


def _week(table: tuple[str, ...]) -> tuple[str, ...]:
    """The seven days, or one line where all of them are alike."""
    times = {line.partition(" ")[2].strip() for line in table}
    return table if len(times) > 1 or "(" in table[0] else (f"every day  {times.pop()}",)


def _counted(findings: Sequence[Finding]) -> str:
    errors = sum(finding.severity == ERROR for finding in findings)
    said = f"{len(findings):,} finding{'s' if len(findings) != 1 else ''}."
    return f"{said} {errors} of them keep something from being used as it is meant." if errors else said
