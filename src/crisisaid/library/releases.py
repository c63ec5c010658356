"""What was released when, beside the lock: which step each change asked for, and who answered for less help."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisisaid.errors import ContentRefused, FileRefused
from crisisaid.model.released import Released
from crisisaid.reading.strict import read_yaml

if TYPE_CHECKING:
    from typing import Any

HEAD = """\
# What was released from the folder of protocols beside this file, and which step of the version number it asked for.
# A major step means that somebody gets less help than before, or that something was taken away: then approved_by and
# role say who answers for it. `crisisaid protocol release` adds to this file; the digest is that of the lock.
format: crisisaid/releases/v1
releases:
"""


def releases_beside(folder: str) -> str:
    """The file lies beside the folder, as its lock does: protocols/ has protocols.releases.yaml."""
    return f"{folder.rstrip('/')}.releases.yaml"


def releases_in(data: bytes, file: str) -> tuple[Released, ...]:
    """What the file holds. Raises ContentRefused or FileRefused where it cannot be read."""
    if not data.strip():
        return ()
    document = read_yaml(data, file)
    if document.findings:
        raise ContentRefused(document.findings, f"{file} cannot be added to as it is; nothing was released.")
    rows = document.data.get("releases") if isinstance(document.data, dict) else None
    if not isinstance(rows, list) or not all(_is_release(row) for row in rows):
        raise FileRefused(f"{file} does not hold a list of releases.", "Put it right, or move it away.")
    return tuple(Released(**row) for row in rows)


def _is_release(row: Any) -> bool:
    needed = set(Released._fields) - set(Released._defaults)
    return isinstance(row, dict) and needed <= set(row) <= set(Released._fields)


def with_release(text: str, release: Released) -> str:
    """The file's text with one more entry at its end; comments and order stay. "" is a file that is not there yet."""
    keys = [key for key in release._fields if getattr(release, key)]
    rows = [f"{key}: {json.dumps(getattr(release, key), ensure_ascii=False)}" for key in keys]
    entry = "\n".join([f"  - {rows[0]}", *(f"    {row}" for row in rows[1:])])
    return f"{(text if text.strip() else HEAD).rstrip()}\n{entry}\n"
