"""The crash journal: every answer is on the disk, as codes, before the next question shows."""

from __future__ import annotations

import os

from crisisaid.errors import JournalError
from crisisaid.store.guarded import lock, make_folder, make_own, open_own, sync_folder, what_went_wrong
from crisisaid.store.kept import (
    LIMIT,
    PREFIX,
    Content,
    Waiting,
    cannot_be_read,
    read_back,
    read_content,
    too_old,
    waiting,
)
from crisisaid.store.lines import HEADER, TAKEN_UP, decode, encode, encode_mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.event import Event

__all__ = ["Journal", "MemoryJournal", "Waiting", "decode", "encode", "erase", "read_back", "take_up", "waiting"]

TRIES = 25
BETWEEN_TRIES = 0.02


class Journal:
    """One session's file. ``failed`` is empty, or the sentence to show; a failing disk never stops a session.

    ``events`` and ``remarks`` are what was read back when the session was taken up again.
    """

    def __init__(self, path: str, fd: int, content: Content | None = None, failed: str = "") -> None:
        self.path = path
        self.failed = failed
        self.events = content.events if content else ()
        self.remarks = content.remarks if content else ()
        self._fd = fd
        self._size = content.good if content else 0

    @classmethod
    def start(cls, folder: str, now: float) -> Journal:
        """Begins a journal in a folder for this user only. Never raises: see ``failed``."""
        try:
            make_folder(folder)
            path, fd = _make_locked(folder)
        except (OSError, ValueError) as problem:
            return cls("", -1, failed=_not_kept("this session", problem))
        journal = cls(path, fd)
        journal._keep(encode_mark(HEADER, now))
        sync_folder(folder)
        return journal

    def append(self, event: Event) -> None:
        """Puts an event on the disk before it returns, or sets ``failed``."""
        if self.failed or self._fd < 0:
            return
        try:
            line = encode(event)
        except ValueError as problem:
            self.failed = _not_kept("this entry and all after it", problem)
            return
        self._keep(line)

    def close(self) -> None:
        """Lets go of the file and leaves it there, to be taken up again."""
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            os.close(fd)

    def close_and_remove(self) -> None:
        """The session is over: nothing of it stays. When that fails, ``failed`` says so and where."""
        if self._fd < 0:
            return
        emptied = self._empty()
        gone = _remove(self.path)
        self.close()
        # Windows removes no file that is open.
        if not (gone or _remove(self.path) or emptied):
            self.failed = f"The record of this session could not be removed from this computer: {self.path}"

    def _keep(self, line: str) -> None:
        try:
            self._write(line.encode("ascii") + b"\n")
        except OSError as problem:
            self.failed = _not_kept("this entry and all after it", problem)

    def _write(self, data: bytes) -> None:
        import errno

        if self._size + len(data) > LIMIT:
            raise OSError(errno.EFBIG, "too long")
        if os.write(self._fd, data) != len(data):
            raise OSError(errno.ENOSPC, "written in part")
        os.fsync(self._fd)
        self._size += len(data)

    def _empty(self) -> bool:
        try:
            os.ftruncate(self._fd, 0)
        except OSError:
            return False
        return True


class MemoryJournal:
    """Stands in for a journal where nothing may be kept: a shared machine, or a user without a home."""

    path = ""

    def __init__(self, failed: str = "") -> None:
        self.failed = failed
        self.events: tuple[Event, ...] = ()
        self.remarks: tuple[str, ...] = ()

    def append(self, event: Event) -> None:
        """Keeps nothing."""

    def close(self) -> None:
        """There is nothing to let go of."""

    def close_and_remove(self) -> None:
        """There is nothing to remove."""


def erase(folder: str) -> tuple[str, ...]:
    """Removes everything this program ever wrote to a folder; returns the paths that are gone. Other files stay."""
    from crisisaid.store.erase import erase_folder

    return erase_folder(folder)


def take_up(path: str, now: float) -> Journal:
    """Opens a stopped session to go on with it, in one terminal only. Raises JournalError."""
    try:
        fd = open_own(path, os.O_RDWR | os.O_APPEND, LIMIT)
    except (OSError, ValueError) as problem:
        raise cannot_be_read() from problem
    try:
        content = _claim(fd, now)
        # What cannot be read is cut off, or what is added behind it could never be read either.
        os.ftruncate(fd, content.good)
    except OSError as problem:
        os.close(fd)
        raise cannot_be_read() from problem
    except BaseException:
        os.close(fd)
        raise
    journal = Journal(path, fd, content)
    journal._keep(encode_mark(TAKEN_UP, now))
    return journal


def _claim(fd: int, now: float) -> Content:
    if not _locked_in_time(fd):
        raise JournalError("This session is in use in another terminal.", "Go on with it there.")
    about = os.fstat(fd)
    if about.st_nlink != 1:
        raise JournalError("This session has ended in another terminal.", "Start a new one.")
    content = read_content(fd)
    if not content.events:
        raise cannot_be_read()
    if too_old(content, about.st_mtime, now):
        raise JournalError("This session is older than 12 hours.", "Start a new one.")
    return content


def _locked_in_time(fd: int) -> bool:
    """Tries for half a second: another terminal that only lists sessions holds each for a moment."""
    from time import sleep

    for left in range(TRIES, 0, -1):
        try:
            lock(fd)
        except BlockingIOError:
            if left > 1:
                sleep(BETWEEN_TRIES)
        else:
            return True
    return False


def _make_locked(folder: str) -> tuple[str, int]:
    """A new file under a name that says nothing, locked. Somebody listing sessions may hold it first: then another."""
    for _ in range(TRIES):
        path = os.path.join(folder, PREFIX + os.urandom(8).hex())
        fd = make_own(path, os.O_RDWR | os.O_APPEND)
        try:
            lock(fd)
        except OSError as problem:
            os.close(fd)
            _remove(path)
            if not isinstance(problem, BlockingIOError):
                raise
        else:
            return path, fd
    raise BlockingIOError("no file could be locked")


def _remove(path: str) -> bool:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _not_kept(what: str, problem: Exception) -> str:
    return f"If this program stops, {what} cannot be taken up again: {what_went_wrong(problem)}."
