"""Removing everything this program ever wrote to a folder, and nothing else."""

from __future__ import annotations

import os

from crisisaid.store.guarded import is_own_folder, open_own
from crisisaid.store.kept import is_journal_name
from crisisaid.store.output import CACHE_LIMIT, CACHE_MAGIC, is_unfinished_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def erase_folder(folder: str) -> tuple[str, ...]:
    """Removes journals, kept copies and unfinished files; returns the paths that are gone. Other files stay."""
    return (*_erase_one(os.path.join(folder, "cache")), *_erase_one(folder))


def _erase_one(folder: str) -> tuple[str, ...]:
    if not is_own_folder(folder):
        return ()
    try:
        paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    except OSError:
        return ()
    gone = [path for path in paths if _is_this_programs(path) and _removed(os.unlink, path)]
    # A folder that still holds somebody else's files is not empty and stays.
    if _removed(os.rmdir, folder):
        gone.append(folder)
    return tuple(gone)


def _is_this_programs(path: str) -> bool:
    name = os.path.basename(path)
    if is_journal_name(name) or is_unfinished_name(name):
        return not os.path.isdir(path) or os.path.islink(path)
    return _is_kept_copy(path)


def _is_kept_copy(path: str) -> bool:
    try:
        fd = open_own(path, os.O_RDONLY, CACHE_LIMIT)
    except OSError:
        return False
    try:
        return os.read(fd, len(CACHE_MAGIC)) == CACHE_MAGIC
    except OSError:
        return False
    finally:
        os.close(fd)


def _removed(how: Callable[[str], None], path: str) -> bool:
    try:
        how(path)
    except OSError:
        return False
    return True
