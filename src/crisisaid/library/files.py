"""Where the files of protocols lie in a folder: ID/VERSION/protocol.yaml, and the lock beside it. Nothing is read."""

from __future__ import annotations

import os

PROTOCOL_FILE = "protocol.yaml"
SCENARIOS_FILE = "scenarios.yaml"


def protocol_files(folder: str) -> tuple[str, ...]:
    """Every protocol file below a library folder, as its path inside it with plain slashes, in a fixed order."""
    found = []
    for root, folders, files in os.walk(folder):
        folders.sort()
        if PROTOCOL_FILE in files:
            found.append(os.path.relpath(os.path.join(root, PROTOCOL_FILE), folder).replace(os.sep, "/"))
    return tuple(sorted(found))


def is_in_place(path: str) -> bool:
    """Whether it lies as ID/VERSION/protocol.yaml in its folder, and not higher or deeper."""
    return path.count("/") == 2


def lock_beside(folder: str) -> str:
    """The lock of a library folder lies beside it: protocols/ has protocols.lock."""
    return f"{folder.rstrip('/')}.lock"
