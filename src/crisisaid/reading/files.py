"""Bytes from a path, or one sentence that says why not."""

from __future__ import annotations

import os
import stat

from crisisaid.errors import FileRefused


def read_bytes(path: str, limit: int = 1_000_000) -> bytes:
    """An ordinary file's bytes. Raises FileRefused; never waits on a pipe and never reads a device."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None
    try:
        _look_at(path, os.fstat(handle), limit)
        return _all_of(handle, path, limit)
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        os.close(handle)


def _look_at(path: str, state: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise FileRefused(f"{path} is a folder, not a file.", "Name a file inside it.")
    if not stat.S_ISREG(state.st_mode):
        raise FileRefused(f"{path} is not an ordinary file.", "Name a file, not a pipe or a device.")
    if state.st_size > limit:
        raise _too_large(path, limit)


def _all_of(handle: int, path: str, limit: int) -> bytes:
    parts = []
    left = limit + 1
    while left > 0 and (part := os.read(handle, left)):
        parts.append(part)
        left -= len(part)
    if left == 0:
        raise _too_large(path, limit)
    return b"".join(parts)


def _too_large(path: str, limit: int) -> FileRefused:
    return FileRefused(f"{path} is larger than {limit:,} bytes.", "Split it into several files.")


def _refused(path: str, error: Exception) -> FileRefused:
    if isinstance(error, FileNotFoundError):
        return FileRefused(f"{path} is not there.", "Check the name and the folder.")
    if os.path.isdir(path):
        return FileRefused(f"{path} is a folder, not a file.", "Name a file inside it.")
    if isinstance(error, PermissionError):
        return FileRefused(f"{path} may not be read by you.", "Ask whoever owns it, or copy it to a place of your own.")
    return FileRefused(f"{path} cannot be opened.", "Check that it is a file that you can read.")
