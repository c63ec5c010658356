"""`protocol new`, `release` and `review`: from an empty folder to bytes that never change again."""

from __future__ import annotations

import os
import re
import time

from crisisaid.app.adapting import stands_in_the_way, waivers_of
from crisisaid.app.bookshelf import own_protocols
from crisisaid.app.checking import findings_of, number, trials_of
from crisisaid.app.printing import print_out, say
from crisisaid.app.releasing import Approver, entry, may_be_released, step_asked_for, write_down
from crisisaid.app.workbench import Workbench, today
from crisisaid.errors import DONE, REFUSED, FileRefused, UsageRefused
from crisisaid.formats.findings_text import findings_text
from crisisaid.library.files import lock_beside
from crisisaid.library.release import as_released, with_digests
from crisisaid.library.skeleton import skeleton
from crisisaid.model.protocol import GATE
from crisisaid.reading.files import read_bytes
from crisisaid.store.output import make_folders, write_atomically
from crisisaid.store.places import organisation_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.library.load import Loaded
    from crisisaid.model.comparison import Comparison
    from crisisaid.model.finding import Finding

KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
FIRST = "0.1.0"
YEAR = 365 * 86400


def new(environ: Mapping[str, str], library: str, protocol_id: str) -> int:
    """Write a commented protocol and one scenario to begin with."""
    if protocol_id == GATE:
        raise UsageRefused("The danger check cannot be replaced.", "Choose another id.")
    if not KEBAB.fullmatch(protocol_id):
        raise UsageRefused(f"{protocol_id!r} cannot be an id.", "Use small letters, digits and hyphens: like-this.")
    if not library and not organisation_folder(environ):
        raise UsageRefused("It is not known where to put it.", "Name a folder: --library FOLDER.")
    folder = library or os.path.join(organisation_folder(environ), "protocols")
    there = os.path.join(folder, protocol_id)
    if os.path.lexists(there):
        raise FileRefused(f"{there} is there already.", "Choose another id, or make a new version beside the old one.")
    inside = os.path.join(there, FIRST)
    make_folders(inside)
    later = time.strftime("%Y-%m-%d", time.localtime(time.time() + YEAR))
    for name, text in skeleton(protocol_id, FIRST, later).items():
        write_atomically(os.path.join(inside, name), text.encode("utf-8"), mode=0o644)
        print_out(os.path.join(inside, name))
    say(f"Fill in every TODO. Then: crisisaid protocol check {protocol_id} --library {folder}")
    return DONE


def release(
    environ: Mapping[str, str],
    library: str,
    protocol_id: str,
    version: str,
    *,
    approved_by: str = "",
    role: str = "",
    organisation: str = "",
) -> int:
    """Lock the bytes of a version. Refused while anything is found in it, or a scenario comes to another end.

    Refused, too, where its number makes a smaller step than what has changed since the release before asks for, and
    where somebody gets less help and nobody is named who answers for that; and while an adapted protocol gives less
    than its original and no waiver names exactly that.
    """
    if not library and not own_protocols(environ):
        raise UsageRefused("It is not known which folder is meant.", "Name it: --library FOLDER.")
    bench = Workbench(environ, library, [protocol_id])
    loaded = _version(bench, protocol_id, version)
    waivers = waivers_of(environ, organisation)
    if loaded.protocol is not None and stands_in_the_way(bench.library, loaded.protocol, waivers):
        return REFUSED
    findings = _findings(bench, loaded)
    if findings:
        print_out(findings_text(findings))
        say(f"{protocol_id} was not released. To be put right first: {number(len(findings), 'finding')}.")
        return REFUSED
    if loaded.path in bench.lock:
        raise FileRefused(
            f"{loaded.path} is released already.", "Released bytes never change: give yours a new version."
        )
    approver = Approver(approved_by, role)
    changed = step_asked_for(bench, loaded)
    if changed is not None and not may_be_released(changed, approver):
        return REFUSED
    return _lock(bench, loaded, changed, approver)


def _findings(bench: Workbench, loaded: Loaded) -> tuple[Finding, ...]:
    """Everything found in this version, with its scenarios.

    Released without its lock is half way: that finding is what a release mends.
    """
    place = loaded.path.rpartition("/")[0] + "/"
    tried = (finding for one in trials_of(bench) for finding in findings_of(one))
    found = (one for one in (*bench.findings(), *tried) if one.file.startswith(place) and one.code != "CA0502")
    return tuple(dict.fromkeys(found))


def _version(bench: Workbench, protocol_id: str, version: str) -> Loaded:
    found = [one for one in bench.loaded if not version or one.path.split("/")[1] == version]
    if len(found) == 1:
        return found[0]
    versions = ", ".join(one.path.split("/")[1] for one in bench.loaded)
    said = f"There is no version {version} of {protocol_id}." if version else f"There are versions {versions}."
    raise UsageRefused(said, f"Say which: --version. Here are: {versions}.")


def _lock(bench: Workbench, loaded: Loaded, changed: Comparison | None, approver: Approver) -> int:
    path, lock_file = bench.path_of(loaded.path), lock_beside(bench.folder)
    write_atomically(path, as_released(read_bytes(path).decode("utf-8")).encode("utf-8"), mode=0o644)
    digests = bench.digests(loaded)
    # Who answers for it is written down first: the lock is what makes it a release.
    write_down(bench, entry(loaded, digests[loaded.path], today(), changed, approver))
    write_atomically(lock_file, with_digests(_text(lock_file), digests).encode("utf-8"), mode=0o644)
    for file, digest in digests.items():
        print_out(f"{digest}  {file}")
    say(f"Released, and locked in {lock_file}. It is still not clinically reviewed: crisisaid protocol approve.")
    return DONE


def _text(path: str) -> str:
    """What is written there so far; "" where there is no such file. Raises FileRefused."""
    return read_bytes(path).decode("utf-8", "replace") if os.path.lexists(path) else ""


def review(environ: Mapping[str, str], library: str, ids: Sequence[str]) -> int:
    """What waits for a reviewer: every open point with the lines that it is about."""
    bench = Workbench(environ, library, ids, checks=False)
    total = 0
    for loaded in bench.loaded:
        if loaded.protocol is None:
            continue
        points = loaded.protocol.needs_review
        total += len(points)
        print_out(f"{loaded.protocol.id} {loaded.protocol.version}: {number(len(points), 'open point')}")
        for place, point in enumerate(points, 1):
            about = f" ({', '.join(point.at)})" if point.at else ""
            print_out(f"  {place}. {point.says}{about}")
    say(f"{number(total, 'open point')} in {number(len(bench.loaded), 'protocol')}, in {bench.folder}.")
    return DONE
