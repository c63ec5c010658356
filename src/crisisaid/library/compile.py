"""From the library's files to compiled ones, for the wheel and for the private cache."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from crisisaid.library.checks_together import check_together
from crisisaid.library.compiled import dump
from crisisaid.library.files import lock_beside
from crisisaid.library.load import load_folder
from crisisaid.library.lock import check_lock, read_lock
from crisisaid.library.shelf import INDEX, Entry
from crisisaid.reading.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.finding import Finding
    from crisisaid.model.protocol import Protocol


def compile_folder(folder: str) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Compiled files by name, and what stood in the way of the others. A file that is refused is left out.

    Released files are held against the lock beside the folder (``protocols.lock`` for ``protocols/``).
    """
    lock = lock_of(folder)
    usable: list[Protocol] = []
    findings: list[Finding] = []
    for loaded in load_folder(folder):
        findings += loaded.findings
        if loaded.protocol is None:
            continue
        altered = check_lock(loaded.protocol, loaded.path, lock)
        findings += altered
        if not altered:
            usable.append(loaded.protocol)
    findings += check_together(usable)
    return compiled_files(usable), tuple(findings)


def lock_of(folder: str) -> dict[str, str]:
    """The digests of what was released from this folder; empty where nothing was."""
    file = lock_beside(folder)
    return read_lock(read_bytes(file).decode("utf-8", "replace")) if os.path.exists(file) else {}


def compiled_files(protocols: Sequence[Protocol]) -> dict[str, bytes]:
    """The index and one file a protocol, by name."""
    entries = tuple(entry_of(protocol) for protocol in protocols)
    files = {entry.file: dump(protocol) for entry, protocol in zip(entries, protocols, strict=True)}
    files[INDEX] = dump(tuple(entry.values() for entry in entries))
    return files


def entry_of(protocol: Protocol) -> Entry:
    """What the index says of a protocol."""
    return Entry(
        protocol.id,
        protocol.version,
        protocol.status,
        protocol.title,
        protocol.summary,
        protocol.said_as,
        protocol.about,
        protocol.digest,
    )
