"""Files that are plainly ours: opened, locked and made so that nobody else's file is ever touched."""

from __future__ import annotations

import os
import stat
import sys

BASE_FLAGS: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
# A FIFO in a file's place must not make anybody wait.
OPEN_FLAGS: int = BASE_FLAGS | getattr(os, "O_NONBLOCK", 0)
MAKE_FLAGS: int = BASE_FLAGS | os.O_CREAT | os.O_EXCL

if sys.platform == "win32":
    import msvcrt

    def lock(fd: int, shared: bool = False) -> None:
        """Holds a byte far behind the end, because a lock on Windows also stops others from reading."""
        del shared
        here = os.lseek(fd, 0, os.SEEK_CUR)
        os.lseek(fd, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except PermissionError as problem:
            raise BlockingIOError(problem.errno, "in use") from problem
        finally:
            os.lseek(fd, here, os.SEEK_SET)

else:
    import fcntl

    def lock(fd: int, shared: bool = False) -> None:
        """Marks a file as in use. Raises BlockingIOError when somebody else uses it; the lock ends with the process."""
        fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def open_own(path: str, flags: int, limit: int) -> int:
    """Opens a file that is there. Raises OSError unless it is regular, ours alone and no larger than the limit."""
    fd = os.open(path, flags | OPEN_FLAGS)
    try:
        about = os.fstat(fd)
        if not stat.S_ISREG(about.st_mode) or about.st_nlink != 1 or not is_ours(about):
            raise PermissionError(f"{path} is not a file this program made")
        if about.st_size > limit:
            raise PermissionError(f"{path} is too large")
    except BaseException:
        os.close(fd)
        raise
    return fd


def make_own(path: str, flags: int, mode: int = 0o600) -> int:
    """Makes a file that was not there before and opens it."""
    return os.open(path, flags | MAKE_FLAGS, mode)


def is_ours(about: os.stat_result) -> bool:
    """Whether this user owns it. Windows keeps other users out of the folder instead."""
    return sys.platform == "win32" or about.st_uid == os.geteuid()


def make_folder(folder: str) -> None:
    """Makes a folder for this user only. Raises OSError when what is there is somebody else's, or a link."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    about = os.lstat(folder)
    if not is_own_folder(folder):
        raise PermissionError(f"{folder} is not a folder of this user's own")
    if sys.platform != "win32" and about.st_mode & 0o077:
        os.chmod(folder, 0o700)


def is_own_folder(folder: str) -> bool:
    """Whether it is a real folder of this user's own."""
    try:
        about = os.lstat(folder)
    except (OSError, ValueError):
        return False
    return stat.S_ISDIR(about.st_mode) and is_ours(about)


def read_whole(fd: int, limit: int) -> bytes:
    """Everything in an open file, up to the limit."""
    os.lseek(fd, 0, os.SEEK_SET)
    parts: list[bytes] = []
    left = limit
    while left > 0 and (part := os.read(fd, left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def sync_folder(folder: str) -> None:
    """Puts a folder's list of names on the disk, where the system can do that."""
    try:
        fd = os.open(folder or ".", os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return
    try:
        os.fsync(fd)
    except OSError:
        # The file itself is safe; only its name would be lost with the power.
        return
    finally:
        os.close(fd)


def what_went_wrong(problem: Exception) -> str:
    """A problem with a file, in words for somebody in the middle of a conversation."""
    import errno

    code = problem.errno if isinstance(problem, OSError) else None
    if code in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "the disk is full"
    if code == errno.EFBIG:
        return "the session is too long"
    if code in (errno.ENOENT, errno.ENOTDIR):
        return "there is no folder for it"
    if code == errno.EROFS or isinstance(problem, PermissionError):
        return "this program may not write there"
    return "the disk reports an error" if isinstance(problem, OSError) else "it cannot be written down"
