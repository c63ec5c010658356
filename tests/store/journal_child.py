"""Run by the tests in a process of its own, to be killed or to compete for a session."""

from __future__ import annotations

import os
import sys

from crisisaid.errors import JournalError
from crisisaid.model.event import Answered, Started, Used
from crisisaid.store.journal import Journal, take_up, waiting

NOW = 1_793_600_000.0


def keep_answering(folder: str, torn: bool) -> None:
    """Appends for ever, and says so after each. With ``torn`` the disk takes a line in small pieces."""
    if torn:
        write = os.write

        def in_pieces(fd: int, data: bytes) -> int:
            return (
                len(data)
                if fd == 1 and write(fd, data)
                else sum(write(fd, data[n : n + 7]) for n in range(0, len(data), 7))
            )

        os.write = in_pieces
    journal = Journal.start(folder, NOW)
    journal.append(Started(Used("danger-now", "1.0.0", "sha256:00")))
    for number in range(100_000):
        journal.append(Answered("danger-now", f"item_{number}", "yes"))
        if journal.failed:
            raise SystemExit(journal.failed)
        os.write(1, f"{number}\n".encode())


def compete(path: str) -> None:
    """Takes up one session once told to go, says whether it did, and holds it until the input ends."""
    sys.stdin.readline()
    try:
        journal = take_up(path, NOW)
    except JournalError:
        os.write(1, b"lost\n")
        return
    os.write(1, b"won\n")
    sys.stdin.read()
    journal.close()


def crowd(folder: str) -> None:
    """Begins, lists and ends sessions among others who do the same."""
    for number in range(30):
        journal = Journal.start(folder, NOW)
        journal.append(Answered("danger-now", f"item_{number}", "yes"))
        if journal.failed or any(one.path == journal.path for one in waiting(folder, NOW)):
            raise SystemExit(journal.failed or "listed while running")
        journal.close_and_remove()


if __name__ == "__main__":
    what, where = sys.argv[1], sys.argv[2]
    if what == "compete":
        compete(where)
    elif what == "crowd":
        crowd(where)
    else:
        keep_answering(where, what == "torn")
