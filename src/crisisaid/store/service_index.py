"""Service index: an embedded database of contacts, written whole or not at all, and opened only to be read.

What stands in it is given (contacts/index/filling.py); here it is a file that is ours, of a version we know.
"""

from __future__ import annotations

import contextlib
import os
import time

from crisisaid.errors import FileRefused
from crisisaid.store.guarded import make_own, sync_folder
from crisisaid.store.guarded import what_went_wrong as _why
from crisisaid.store.output import UNFINISHED, is_unfinished_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

APPLICATION = 0x43524149
""" "CRAI", by which a database says that this program made it."""
PREVIOUS = ".previous"
FIRST_BYTES = b"SQLite format 3\0"
HEADER = 100
DAY_SECONDS = 86400
AGAIN = "Import the directory again: crisisaid contacts import."


def build(path: str, version: int, fill: Callable[[Connection], int]) -> int:
    """Write a new index beside the old one, then put it in its place; the old one is kept as ``.previous``.

    ``fill`` writes the tables and says how many contacts there are; so does the answer. Whatever happens before the
    last step, the old index is still used. Raises FileRefused with one sentence where it cannot be written.
    """
    folder = os.path.dirname(path)
    _sweep(folder)
    unfinished = os.path.join(folder, UNFINISHED + os.urandom(8).hex())
    try:
        _refuse_in_the_way(path)
        many = _write(unfinished, version, fill)
        _keep_previous(path)
        os.replace(unfinished, path)
    except (OSError, ValueError) as problem:
        raise FileRefused(
            f"{path} could not be written: {_why(problem)}.", "What was there before is unchanged."
        ) from None
    finally:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)
    sync_folder(folder)
    return many


def open_index(path: str, version: int) -> Connection | None:
    """A connection that can only read; None where there is no index.

    Raises FileRefused with one sentence for what is damaged, cut off, of another program or of a later version.
    """
    if not os.path.lexists(path):
        return None
    _look_at(path, version)
    import sqlite3

    with reading(path):
        connection = sqlite3.connect(f"{_address(path)}?mode=ro", uri=True)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection


@contextlib.contextmanager
def reading(path: str, *damaged: type[Exception]) -> Iterator[None]:
    """Whatever the database says of a file that is no good, as one sentence; ``damaged`` are the reader's own words."""
    import sqlite3

    garbled: tuple[type[Exception], ...] = (UnicodeDecodeError, *damaged)
    try:
        yield
    except garbled:
        raise FileRefused(f"{path} is damaged.", _instead(path)) from None
    except sqlite3.Error as problem:
        code = getattr(problem, "sqlite_errorname", "") or ""
        if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_IOERR")):
            raise FileRefused(f"{path} is damaged.", _instead(path)) from None
        raise FileRefused(f"{path} cannot be read now ({problem}).", _instead(path)) from None


def _address(path: str) -> str:
    """The file as the database engine is told of it, with the three signs that would mean something else there."""
    plain = os.path.abspath(path).replace("\\", "/")
    for sign in "%?#":
        plain = plain.replace(sign, f"%{ord(sign):02x}")
    return f"file:{plain}" if plain.startswith("/") else f"file:/{plain}"


def _look_at(path: str, version: int) -> None:
    """Refuse, from its first bytes and its length, what no database engine should be bothered with."""
    try:
        with open(path, "rb") as file:
            head = file.read(HEADER)
            length = os.fstat(file.fileno()).st_size
    except OSError as problem:
        raise FileRefused(f"{path} cannot be read: {_why(problem)}.", _instead(path)) from None
    application, made = (int.from_bytes(head[at : at + 4], "big") for at in (68, 60))
    if len(head) < HEADER or not head.startswith(FIRST_BYTES) or application != APPLICATION:
        raise FileRefused(f"{path} is not an index of services.", _instead(path))
    if made > version:
        raise FileRefused(
            f"{path} was made by a newer crisisaid.", "Install the newer one, or import again with this one."
        )
    if made < version:
        raise FileRefused(f"{path} was made by an older crisisaid.", AGAIN)
    page = int.from_bytes(head[16:18], "big")
    if (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big") != length:
        raise FileRefused(f"{path} is damaged: a part of it is missing.", _instead(path))


def _instead(path: str) -> str:
    there = os.path.exists(path + PREVIOUS)
    return f"{AGAIN} The one before is {path + PREVIOUS}." if there else AGAIN


def _write(path: str, version: int, fill: Callable[[Connection], int]) -> int:
    import sqlite3

    os.close(make_own(path, os.O_WRONLY, 0o644))
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # Nobody else sees this file yet, so it needs no journal of its own; a crash leaves the old one.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY", "locking_mode = EXCLUSIVE"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {int(version)}")
        connection.execute("BEGIN")
        many = fill(connection)
        connection.execute("COMMIT")
    except sqlite3.Error as problem:
        raise _as_problem_of_the_file(problem) from None
    finally:
        connection.close()
    _sync(path)
    return many


def _as_problem_of_the_file(problem: Exception) -> OSError:
    import errno

    code = getattr(problem, "sqlite_errorname", "") or ""
    number = errno.ENOSPC if code == "SQLITE_FULL" else errno.EACCES if code == "SQLITE_READONLY" else errno.EIO
    return OSError(number, str(problem))


def _sync(path: str) -> None:
    fd = os.open(path, os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _refuse_in_the_way(path: str) -> None:
    if os.path.lexists(path) and not (os.path.isfile(path) and not os.path.islink(path)):
        raise FileRefused(f"{path} is not an ordinary file.", "Move it away, or import into another folder.")


def _keep_previous(path: str) -> None:
    """A second name for the old index, so that at no moment there is none."""
    if not os.path.lexists(path):
        return
    kept = os.path.join(os.path.dirname(path), UNFINISHED + os.urandom(8).hex())
    try:
        os.link(path, kept)
    except OSError:  # a disk without second names
        import shutil

        shutil.copyfile(path, kept)
    os.replace(kept, path + PREVIOUS)


def _sweep(folder: str) -> None:
    """Remove what was left by an import that was killed more than a day ago."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder or "."):
            left = os.path.join(folder, name)
            if is_unfinished_name(name) and os.stat(left).st_mtime < time.time() - DAY_SECONDS:
                os.unlink(left)
