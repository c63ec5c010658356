"""`protocol approve`: a professional of the organisation has read these very words and answers for their use."""

from __future__ import annotations

import os
import time

from crisisaid.app.adapting import stands_in_the_way, waivers_of
from crisisaid.app.bookshelf import open_shelf, own_protocols
from crisisaid.app.printing import print_out, say
from crisisaid.app.workbench import today
from crisisaid.errors import DONE, REFUSED, ContentRefused, FileRefused, UsageRefused
from crisisaid.library.approvals import FILE, parse_approvals, with_approval
from crisisaid.model.protocol import GATE
from crisisaid.reading.files import read_bytes
from crisisaid.store.output import write_atomically
from crisisaid.store.places import organisation_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.library.shelf import Entry, Shelf
    from crisisaid.model.approval import Approval

SHORTEST_DIGEST = 8


def approve(environ: Mapping[str, str], organisation: str, library: str, given: Approval) -> int:
    """Write down that a professional has read these very words and answers for their use here."""
    folder = organisation_folder(environ, organisation)
    if not folder or not os.path.isdir(folder):
        raise FileRefused("There is no organisation's folder to write it to.", "Make one, and name it: --organisation.")
    _check_given(given)
    entry = _entry(open_shelf(environ, library, own_protocols(environ, organisation)), given)
    if _is_weaker(environ, organisation, library, entry):
        return REFUSED
    approval = given.but(version=entry.version, digest=entry.digest, date=given.date or today())
    path = os.path.join(folder, FILE)
    before = read_bytes(path).decode("utf-8", "replace") if os.path.lexists(path) else ""
    known, findings = parse_approvals(before.encode(), path) if before.strip() else ((), ())
    if findings:
        raise ContentRefused(findings, f"{path} cannot be added to as it is; nothing was written.")
    after = with_approval(before, approval)
    read, findings = parse_approvals(after.encode(), path)
    if findings or read != (*known, approval):
        raise FileRefused(f"{path} has something behind its list.", "Move 'approvals:' to the end of the file.")
    write_atomically(path, after.encode("utf-8"), mode=0o644)
    print_out(f"{entry.id} {entry.version} {entry.digest}")
    say(f"Approved by {approval.name}, {approval.role}, {approval.organisation}, on {approval.date}. In {path}.")
    return DONE


def _is_weaker(environ: Mapping[str, str], organisation: str, library: str, entry: Entry) -> bool:
    """Whether an adapted protocol gives less than its original and nobody answers for it; then it is said."""
    shelf = open_shelf(environ, library, own_protocols(environ, organisation))
    protocol = shelf.version(entry.id, entry.version)
    every = {name: shelf[name] for name in (GATE, protocol.derived_from.partition("@")[0]) if name in shelf}
    return stands_in_the_way({**every, protocol.id: protocol}, protocol, waivers_of(environ, organisation))


def _check_given(given: Approval) -> None:
    """An approval names somebody, and a day that has come."""
    for option, value in (("--name", given.name), ("--role", given.role), ("--of", given.organisation)):
        if not value.strip():
            raise UsageRefused(f"{option} is empty.", "An approval names who answers for it.")
    try:
        day = time.strptime(given.date, "%Y-%m-%d") if given.date else None
    except ValueError:
        raise UsageRefused(f"--date cannot be {given.date!r}.", "Write year-month-day, such as 2026-11-23.") from None
    if day and time.strftime("%Y-%m-%d", day) > today():
        raise UsageRefused(f"--date lies ahead: {given.date}.", "An approval counts from the day it was given.")


def _entry(shelf: Shelf, given: Approval) -> Entry:
    """The version that was read. The start of its digest proves that it is the same words."""
    shelf.entry(given.protocol)
    of_it = [entry for entry in shelf.entries if entry.id == given.protocol]
    found = [entry for entry in of_it if not given.version or entry.version == given.version]
    if not found:
        raise UsageRefused(f"There is no {given.protocol} {given.version} here.", "See crisisaid list.")
    if len(given.digest) < SHORTEST_DIGEST:
        raise UsageRefused("The digest is too short.", f"Give {SHORTEST_DIGEST} characters or more.")
    same = [entry for entry in found if entry.digest.startswith(given.digest)]
    if not same:
        shown = ", ".join(f"{entry.version} {entry.digest[:12]}" for entry in found)
        raise UsageRefused(f"The digest {given.digest} is not that of {given.protocol}.", f"Here: {shown}.")
    if same[0].status != "released":
        raise UsageRefused(f"{given.protocol} {same[0].version} is a draft and may still change.", "Release it first.")
    return same[0]
