"""Files written on request: whole or not at all. And kept copies of compiled files, which may always be missing."""

from __future__ import annotations

import os
import stat

from crisisaid.errors import FileRefused
from crisisaid.store.guarded import is_own_folder, make_folder, make_own, open_own, read_whole, sync_folder
from crisisaid.store.guarded import what_went_wrong as _why

CACHE_MAGIC = b"crisisaid/kept/v1 "
CACHE_LIMIT = 32_000_000
UNFINISHED = ".t-"


def write_atomically(path: str, data: bytes, mode: int = 0o600) -> None:
    """Writes a file so that either the old or the new one is there, whole. Raises FileRefused with one sentence."""
    try:
        _refuse_in_the_way(path)
        _write_and_replace(path, data, mode)
    except (OSError, ValueError) as problem:
        raise FileRefused(f"{path} could not be written: {_why(problem)}.") from problem
    sync_folder(os.path.dirname(path))


def make_folders(path: str) -> None:
    """Makes a folder and those above it, for others to read as well. Raises FileRefused with one sentence."""
    try:
        os.makedirs(path, exist_ok=True)
    except (OSError, ValueError) as problem:
        raise FileRefused(f"{path} could not be made: {_why(problem)}.") from problem


def keep_in_cache(folder: str, name: str, data: bytes) -> None:
    """Keeps a copy of something that can be made again. Any problem: it is not kept, and nothing is said."""
    if not _is_plain(name) or len(data) > CACHE_LIMIT - 100:
        return
    try:
        make_folder(folder)
        write_atomically(os.path.join(folder, name), _header(data) + data)
    except (OSError, ValueError, FileRefused):
        return


def from_cache(folder: str, name: str) -> bytes | None:
    """A kept copy, when it is there, ours, and byte for byte what was kept; else None."""
    if not _is_plain(name) or not is_own_folder(folder):
        return None
    try:
        fd = open_own(os.path.join(folder, name), os.O_RDONLY, CACHE_LIMIT)
        try:
            whole = read_whole(fd, CACHE_LIMIT)
        finally:
            os.close(fd)
    except (OSError, ValueError):
        return None
    header, _, data = whole.partition(b"\n")
    return data if header + b"\n" == _header(data) else None


def is_unfinished_name(name: str) -> bool:
    """Whether a file is named as one that was being written."""
    rest = name.removeprefix(UNFINISHED)
    return rest != name and len(rest) == 16 and all(c in "0123456789abcdef" for c in rest)


def _refuse_in_the_way(path: str) -> None:
    try:
        there = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(there):
        raise FileRefused(f"{path} is a folder: give the name of a file.")
    if stat.S_ISLNK(there):
        raise FileRefused(f"{path} is a link to another place: give the name of the file itself.")
    if not stat.S_ISREG(there):
        raise FileRefused(f"{path} is not an ordinary file: give another name.")


def _write_and_replace(path: str, data: bytes, mode: int) -> None:
    """Writes an unfinished file in the same folder, then gives it the name; on any problem it is removed again."""
    unfinished = os.path.join(os.path.dirname(path), UNFINISHED + os.urandom(8).hex())
    fd = make_own(unfinished, os.O_WRONLY, mode)
    try:
        try:
            _write_all(fd, data)
            os.fsync(fd)
        finally:
            os.close(fd)
        os.replace(unfinished, path)
    except BaseException:
        _give_up(unfinished)
        raise


def _give_up(unfinished: str) -> None:
    try:
        os.unlink(unfinished)
    except OSError:
        # The first problem is the one to report.
        return


def _write_all(fd: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]


def _header(data: bytes) -> bytes:
    from hashlib import sha256

    return CACHE_MAGIC + sha256(data).hexdigest().encode("ascii") + b"\n"


def _is_plain(name: str) -> bool:
    return bool(name) and not name.startswith(".") and not set(name) & set('/\\:\0<>"|?*')
