"""A list of protocols, every version with its state of review."""

from __future__ import annotations

import sys

from crisisaid.app.desk import Desk
from crisisaid.errors import DONE, REFUSED
from crisisaid.library.shelf import NO_FOLDER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.library.shelf import Entry


def list_protocols(environ: Mapping[str, str], library: str = "", organisation: str = "", *, as_json: bool) -> int:
    """Every protocol and version, with its state of review; what was left out is said on standard error."""
    desk = Desk(environ, organisation, library)
    rows = [(entry, desk.review(entry)) for entry in desk.library.entries]
    if as_json:
        import json

        data = [_data(entry, review) for entry, review in rows]
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(_lines(entry, review) for entry, review in rows))
    return say_findings(desk)


def _data(entry: Entry, review: str) -> dict[str, str]:
    return {
        "id": entry.id,
        "version": entry.version,
        "status": entry.status,
        "title": entry.title,
        "digest": entry.digest,
        "summary": entry.summary,
        "for": entry.about,
        "review": review,
    }


def _lines(entry: Entry, review: str) -> str:
    state = f"{entry.status}, {entry.digest[:12]}"
    return f"{entry.id}  {entry.version}  ({state})\n  {entry.title}\n  {entry.summary}\n  {review}\n\n"


def say_findings(desk: Desk) -> int:
    """What could not be used, all of it, on standard error; REFUSED where the whole folder was not there."""
    if desk.findings:
        from crisisaid.formats.findings_text import findings_text

        sys.stderr.write(findings_text(desk.findings))
    return REFUSED if any(finding.code == NO_FOLDER for finding in desk.findings) else DONE
