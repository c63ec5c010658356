"""`contacts rota`: the coming four weeks, what is wrong with them, and a new file put in the organisation's folder."""

from __future__ import annotations

import json
import os
from datetime import timedelta

from crisisaid.app.contacts.directory import Directory, moment, usable
from crisisaid.app.on_duty import CALENDAR, FILES, TABLE, check_file, everybody, read_file, read_folder, rota_check
from crisisaid.app.printing import print_out, say
from crisisaid.contacts.roles import ROLES
from crisisaid.contacts.rota.moments import local_of, seconds_of, zone_named
from crisisaid.contacts.rota.turns import roles_on, rota_gaps
from crisisaid.errors import DONE, REFUSED, FileRefused
from crisisaid.formats.coverage_json import interval
from crisisaid.formats.findings_text import findings_text
from crisisaid.formats.periods import zone_of
from crisisaid.formats.rota_text import rota_text
from crisisaid.model.cover import Period
from crisisaid.model.finding import ERROR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.duty import Duty
    from crisisaid.model.finding import Finding

FORMAT = "crisisaid/rota/v1"
WEEKS = 4
KEPT_AS = ".previous"


def told_in(directory: Directory) -> str:
    """The organisation's time zone; "" where it has none, or one that nobody knows."""
    return usable(directory.desk.timezone())


def later(start: int, days: int, timezone: str) -> int:
    """The same time of the day so many days on, in epoch seconds."""
    zone = zone_named(timezone)
    return seconds_of(local_of(start, zone).replace(tzinfo=None) + timedelta(days=days), zone)


def rota(environ: Mapping[str, str], organisation: str, file: str, *, yes: bool, as_json: bool, start: str = "") -> int:
    """Shows the rota, or a file that is to become it. 1 when anything is wrong with it, 0 otherwise."""
    directory = Directory(environ, organisation)
    directory.path("")
    timezone = told_in(directory)
    now = int(moment(start, timezone)) // 60 * 60
    if file:
        return _new(directory, file, now, yes=yes, as_json=as_json)
    duties, _ = read_folder(directory.folder, directory.desk.timezone(), now)
    findings = rota_check(directory, now)
    if not duties and not findings:
        say(f"There is no rota in {directory.folder}. To begin: crisisaid contacts rota FILE")
        return DONE
    _show(duties, findings, Period(now, later(now, 7 * WEEKS, timezone), timezone), as_json=as_json)
    return REFUSED if findings else DONE


def _show(duties: Sequence[Duty], findings: Sequence[Finding], period: Period, *, as_json: bool) -> None:
    gaps = {role: rota_gaps(duties, role, period.start, period.end) for role in roles_on(duties)}
    if as_json:
        zone = zone_of(period.timezone)
        data = {
            "format": FORMAT,
            **interval(period.start, period.end, zone),
            "timezone": period.timezone,
            "turns": [
                {"role": one.role, **interval(one.start, one.end, zone)}
                | {"contact": one.contact, "phone": one.phone, "note": one.note}
                for one in duties
                if one.start < period.end and one.end > period.start
            ],
            "nobody": [{"role": role, **interval(*span, zone)} for role, spans in gaps.items() for span in spans],
            "findings": [f"{one.file}:{one.line}: {one.code} {one.message} {one.hint}" for one in findings],
        }
        print_out(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
        return
    if duties:
        print_out(rota_text(duties, gaps, period, ROLES))
    if findings:
        say(findings_text(findings).rstrip())


def _new(directory: Directory, file: str, now: int, *, yes: bool, as_json: bool) -> int:
    """A file that may become the rota: shown with what is wrong; taken over only after ``yes`` and without errors."""
    timezone, data = told_in(directory), _bytes(file)
    duties, _ = read_file(file, directory.desk.timezone(), now)
    known = {contact.id: contact for contact in everybody(directory)}
    findings = check_file(file, known, directory.desk.timezone(), now)
    _show(duties, findings, Period(now, later(now, 7 * WEEKS, timezone), timezone), as_json=as_json)
    name = CALENDAR if data.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR") else TABLE
    errors = sum(one.severity == ERROR for one in findings)
    if errors or not duties:
        why = "put right what was found in it" if errors else "there is no turn in it"
        say(f"Not taken over: {why}. The rota in use is as it was.")
        return REFUSED
    if not yes:
        say(f"Nothing was changed. To take it over as {name}: the same again with --yes")
        return DONE
    _put(directory.path(name), data)
    other = next(one for one in FILES if one != name)
    if os.path.lexists(directory.path(other)):
        say(f"{other} is in the folder as well: both are used.")
    return DONE


def _bytes(file: str) -> bytes:
    from crisisaid.reading.files import read_bytes

    return read_bytes(file)


def _put(path: str, data: bytes) -> None:
    """The new file in place of the old one, which is kept beside it."""
    from crisisaid.store.output import write_atomically

    try:
        before = _bytes(path) if os.path.lexists(path) else None
    except FileRefused:
        before = None
    if before is not None and before != data:
        write_atomically(path + KEPT_AS, before, mode=0o644)
        say(f"The rota before is kept as {path}{KEPT_AS}.")
    write_atomically(path, data, mode=0o644)
    say(f"Written to {path}.")
