"""The rota of an organisation's folder: read for a check at once, for the commands about it in full."""

from __future__ import annotations

import os

from crisisaid.model.duty import Duty

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crisisaid.app.contacts.directory import Directory
    from crisisaid.contacts.rota.now import RotaNow
    from crisisaid.model.contact import Contact
    from crisisaid.model.finding import Finding

    Read = tuple[tuple[Duty, ...], tuple[Finding, ...]]

TABLE, CALENDAR = "rota.csv", "rota.ics"
FILES = (TABLE, CALENDAR)
DAY = 86400
MOST_ERRORS = 20
KEPT_DAYS = 2
"""What is kept for checks reaches from the day before to so many days after it was made."""


def read_folder(folder: str, timezone: str, now: float) -> Read:
    """Every turn of the folder's rota, sorted, and what is wrong in its files; none, without a finding, for none."""
    from crisisaid.contacts.rota.turns import in_order

    duties: list[Duty] = []
    findings: list[Finding] = []
    for name in FILES:
        read, found = read_file(os.path.join(folder, name), timezone, now) if folder else ((), ())
        duties += read
        findings += found
    return in_order(duties), tuple(findings)


def read_file(path: str, timezone: str, now: float) -> Read:
    """One file of a rota. A file that is there and cannot be opened is a finding."""
    from crisisaid.contacts.rota.turns import read_rota
    from crisisaid.contacts.rota.words import CODE
    from crisisaid.errors import FileRefused
    from crisisaid.model.finding import ERROR, Finding
    from crisisaid.reading.files import read_bytes

    if not os.path.lexists(path):
        return (), ()
    try:
        return read_rota(read_bytes(path), path, timezone, now)
    except FileRefused as refused:
        return (), (Finding(CODE, ERROR, path, 0, f"{refused.message} The rota is not used.", refused.hint),)
    except Exception as fault:  # somebody waits for a number: whatever a file does to us, the others stay
        said = f"This rota could not be read ({type(fault).__name__}). It is not used."
        return (), (Finding(CODE, ERROR, path, 0, said, "Export or save it again."),)


def rota_for_check(folder: str, cache: str, timezone: str, now: float) -> tuple[Duty, ...]:
    """The turns around this moment; cheap when live. Without a rota the contacts that are always set stay."""
    return rota_kept(folder, cache, timezone, now)[0]


def rota_kept(folder: str, cache: str, timezone: str, now: float) -> Read:
    """The turns around this moment, and the errors for which others are missing.

    From a kept copy while files, day and program are the same; ``cache`` is "" where nothing may be kept. Nothing is
    raised: somebody waits for a number.
    """
    stamp = _stamp(folder, timezone)
    if not stamp:
        return (), ()
    name = f"rota-{_digest(os.path.abspath(folder))}"
    return _kept(cache, name, stamp, now) or _made(folder, cache, name, stamp, (timezone, now))


def _made(folder: str, cache: str, name: str, stamp: str, when: tuple[str, float]) -> Read:
    from crisisaid.contacts.rota.turns import around
    from crisisaid.library.compiled import dump
    from crisisaid.model.finding import ERROR
    from crisisaid.store.output import keep_in_cache

    timezone, now = when
    duties, findings = read_folder(folder, timezone, now)
    start, end = int(now) - DAY, int(now) + KEPT_DAYS * DAY
    near = around(duties, start, end)
    errors = tuple(one for one in findings if one.severity == ERROR)[:MOST_ERRORS]
    if cache:
        keep_in_cache(cache, name, dump((stamp, start, end, tuple(duty.values() for duty in near), errors)))
    return near, errors


def _kept(cache: str, name: str, stamp: str, now: float) -> Read | None:
    from crisisaid.library.compiled import load
    from crisisaid.store.output import from_cache

    data = from_cache(cache, name) if cache else None
    if data is None:
        return None
    try:
        was, start, end, rows, errors = load(data)
        return (tuple(Duty(*row) for row in rows), errors) if was == stamp and start <= now < end else None
    except (ValueError, EOFError, TypeError, IndexError):
        return None


def _stamp(folder: str, timezone: str) -> str:
    """What tells one state of the files from another; "" where there is no rota."""
    from crisisaid import __version__

    paths = [(name, os.path.join(folder, name)) for name in FILES if folder]
    parts = [f"{name} {_print(path)}" for name, path in paths if os.path.lexists(path)]
    return " ".join((__version__, timezone, *parts)) if parts else ""


def _print(path: str) -> str:
    """The file's bytes in short; of one that cannot be read, that it cannot."""
    from crisisaid.errors import FileRefused
    from crisisaid.reading.files import read_bytes

    try:
        return _digest(read_bytes(path))
    except FileRefused as refused:
        return refused.message


def _digest(data: bytes | str) -> str:
    import hashlib

    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def on_duty_now(directory: Directory, at: float, where: str = "") -> RotaNow:
    """Whom the rota puts first in each role at a moment, for a person in the country ``where`` ("": not known)."""
    from crisisaid.contacts.rota.now import rota_now

    duties, _ = read_folder(directory.folder, directory.desk.timezone(), at)
    home = directory.desk.home
    return rota_now(duties, everybody(directory), at, directory.desk.timezone(), country=home, where=where)


def everybody(directory: Directory) -> tuple[Contact, ...]:
    """Every contact of the organisation's countries, each once."""
    found = {one.id: one for code in directory.countries() for one in directory.contacts(code)}
    return tuple(found.values()) or directory.contacts("")


def rota_check(directory: Directory, now: float, sites: Iterable[Directory] = ()) -> tuple[Finding, ...]:
    """Everything that is wrong with the rota of a folder; nothing where there is none. ``sites`` have contacts, too."""
    found: list[Finding] = []
    known = {contact.id: contact for one in (*sites, directory) for contact in everybody(one)}
    for name in FILES if directory.folder else ():
        found += check_file(os.path.join(directory.folder, name), known, directory.desk.timezone(), now)
    return tuple(found)


def check_file(path: str, known: Mapping[str, Contact], timezone: str, now: float) -> tuple[Finding, ...]:
    """What is wrong with one file of a rota, in itself and with the contacts it names (by id)."""
    from crisisaid.contacts.rota.turns import rota_findings

    duties, findings = read_file(path, timezone, now)
    return (*findings, *rota_findings(duties, known, path, timezone, now))
