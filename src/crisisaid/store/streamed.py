"""Streamed: a file too large to hold in memory, written piece by piece and still whole or not at all."""

from __future__ import annotations

import contextlib
import os

from crisisaid.errors import FileRefused
from crisisaid.store.guarded import make_own, sync_folder, what_went_wrong
from crisisaid.store.output import UNFINISHED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def write_pieces(path: str, pieces: Iterable[bytes], mode: int = 0o644) -> None:
    """Writes beside the file and gives it the name at the end. Raises FileRefused with one sentence.

    A problem of whoever makes the pieces goes through unchanged; the file is then as it was before.
    """
    if os.path.lexists(path) and (os.path.islink(path) or not os.path.isfile(path)):
        raise FileRefused(f"{path} is not an ordinary file: give another name.")
    unfinished = os.path.join(os.path.dirname(path), UNFINISHED + os.urandom(8).hex())
    try:
        _write(unfinished, pieces, mode)
        os.replace(unfinished, path)
    except (OSError, ValueError) as problem:
        raise FileRefused(f"{path} could not be written: {what_went_wrong(problem)}.") from problem
    finally:
        with contextlib.suppress(OSError, ValueError):
            os.unlink(unfinished)
    sync_folder(os.path.dirname(path))


def _write(path: str, pieces: Iterable[bytes], mode: int) -> None:
    with os.fdopen(make_own(path, os.O_WRONLY, mode), "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
