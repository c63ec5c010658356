"""`contacts import`: contacts of another program taken into an organisation's folder, each checked on its way in."""

from __future__ import annotations

import os
from itertools import islice

from crisisaid.app.checking import number
from crisisaid.app.contacts.directory import CONTACTS, Directory
from crisisaid.app.contacts.importing_gate import AGAIN, ALREADY, NEW, Gate
from crisisaid.app.printing import print_out, say
from crisisaid.app.progress import Progress
from crisisaid.app.services import SERVICES, Services, build
from crisisaid.contacts.exchange.outside import FOLDED, NO_WEB, SHORTENED, UNKNOWN_HOURS, Origin
from crisisaid.errors import DONE, REFUSED, FileRefused
from crisisaid.formats.findings_text import findings_text
from crisisaid.reading.text_stream import pieces_in, size_of, text_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crisisaid.contacts.exchange.outside import Taken
    from crisisaid.model.contact import Contact

FORMS = ("hsds", "csv", "helplines")
TABLES = (".csv", ".tsv", ".txt")
MANY = 200
"""From so many new contacts on they go into the index of services, not into the file people edit."""

MOST_SHOWN = 100
TOLD = {
    FOLDED: "with opening hours",
    UNKNOWN_HOURS: "with hours that no week can hold: their words are in the note, the hours are not known",
    SHORTENED: "with words cut to 400 letters",
    NO_WEB: "without their web page, because it does not begin with https://",
}


def bring_in(environ: Mapping[str, str], organisation: str, file: str, form: str = "", *, dry_run: bool = False) -> int:
    """Take over what can be, say what was left out and why; 1 when there is anything left out.

    Raises ContentRefused (file, line, offending text) where the file is of another kind or breaks off, FileRefused
    where it cannot be read or the folder cannot be written: then nothing has changed.
    """
    directory = Directory(environ, organisation)
    if not os.path.isdir(directory.folder or directory.path("")):
        raise FileRefused(f"There is no folder {directory.folder}.", "Begin with: crisisaid contacts setup.")
    size = size_of(file)
    with Progress("Reading", pieces_in(size)) as progress:
        taken = taken_from(file, form or form_of(file), origin_of(directory, file), progress.after)
        gate = Gate(directory, Services(directory.folder), taken, file)
        where = _dry(gate) if dry_run else _written(directory, gate)
    if gate.findings:
        print_out(findings_text(gate.findings))
    _tell(gate, where, dry_run)
    return REFUSED if gate.left_out or gate.findings else DONE


def form_of(file: str) -> str:
    """What kind of file it is: by its name, else by its first record."""
    if file.casefold().endswith(TABLES):
        return "csv"
    from crisisaid.contacts.exchange.helplines_in import is_helpline
    from crisisaid.reading.json_stream import records

    first = next(records(file), None)
    return "helplines" if first and is_helpline(first.data) else "hsds"


def origin_of(directory: Directory, file: str) -> Origin:
    """What the organisation lends to records that name no country or time zone."""
    from crisisaid.card import country_code

    settled = directory.desk.organisation()
    return Origin(file, settled.country, settled.timezone, country_code)


def taken_from(file: str, form: str, origin: Origin, watch: Callable[[int], object] = int) -> Iterator[Taken]:
    """Every record of the file, as a contact or as a finding against it."""
    if form == "csv":
        from crisisaid.contacts.exchange.table import read_table

        return read_table(text_lines(file, watch), origin)
    from crisisaid.reading.json_stream import records

    if form == "helplines":
        from crisisaid.contacts.exchange.helplines_in import read_helplines

        return read_helplines(records(file, watch), origin)
    from crisisaid.contacts.exchange.hsds_in import read_hsds

    return read_hsds(records(file, watch), origin)


def _dry(gate: Gate) -> str:
    fresh = gate.new()
    first = list(islice(fresh, MANY))
    for _ in fresh:
        pass
    return SERVICES if len(first) == MANY or gate.belongs_to_services(first) else CONTACTS


def _written(directory: Directory, gate: Gate) -> str:
    """Few new contacts stay in the file that people edit; many go into the index. Changes always go into the file."""
    fresh = gate.new()
    first = list(islice(fresh, MANY))
    if len(first) < MANY and not gate.belongs_to_services(first):
        _into_file(directory, gate, first)
        return CONTACTS
    path = directory.path(SERVICES)
    build(path, gate.with_services(first, fresh), lambda: None)
    _into_file(directory, gate, [])
    return SERVICES


def _into_file(directory: Directory, gate: Gate, new: list[Contact]) -> None:
    from crisisaid.app.contacts.importing_file import into_file

    if new or gate.changes:
        into_file(directory.path(CONTACTS), new, gate.changes)


def _tell(gate: Gate, where: str, dry_run: bool) -> None:
    if gate.unshown:
        say(f"{gate.unshown:,} more findings are not shown.")
    would = "would be " if dry_run else ""
    say(f"{number(gate.counts[NEW], 'new contact')} {would}taken over into {where}.")
    if gate.counts[AGAIN]:
        say(f"{number(gate.counts[AGAIN], 'contact')} of an earlier import {would}replaced there.")
    if gate.changes:
        say(f"{number(len(gate.changes), 'contact')} from before {would}changed in {CONTACTS}.")
    if gate.counts[ALREADY]:
        say(f"{number(gate.counts[ALREADY], 'contact')} already there, and the same.")
    if gate.kept:
        say(f"{number(gate.kept, 'contact')} of earlier imports kept.")
    for what, told in TOLD.items():
        if gate.counts[what]:
            say(f"{gate.counts[what]:,} of them {told}.")
    say(f"{number(gate.left_out, 'record')} left out." + (" Nothing was written: this was a trial." if dry_run else ""))
