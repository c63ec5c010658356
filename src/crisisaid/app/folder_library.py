"""A folder of protocols as a shelf: read once, kept by digest, and read again only where bytes have changed."""

from __future__ import annotations

import hashlib
import os

from crisisaid.library.files import lock_beside, protocol_files
from crisisaid.library.shelf import Entry, Shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from crisisaid.model.finding import Finding

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def shelf_of_folder(folder: str, environ: Mapping[str, str]) -> Shelf:
    """The protocols of a folder that can be used, and the findings about those that cannot."""
    from crisisaid.store.places import cache_folder

    return _Folder(folder, cache_folder(environ)).shelf()


class _Folder:
    """One folder at one moment: its files by path below it, with their digests."""

    def __init__(self, folder: str, cache: str) -> None:
        self._folder = folder
        self._cache = cache
        self._code = _code()
        self._digests = {path: _digest(_bytes(os.path.join(folder, path))) for path in protocol_files(folder)}

    def shelf(self) -> Shelf:
        from crisisaid.app.keeping import kept_or_made

        lock = _bytes(lock_beside(self._folder))
        named = "\0".join(f"{path} {digest}" for path, digest in self._digests.items()).encode()
        name = f"library-{_digest(named + lock + self._code + os.path.abspath(self._folder).encode())}"
        rows, findings = kept_or_made(self._cache, name, self._made)
        entries = tuple(Entry(*row[1:]) for row in rows)
        paths = {entry.file: row[0] for entry, row in zip(entries, rows, strict=True)}
        return Shelf(lambda file: self._compiled(paths, file), entries, findings)

    def _made(self) -> tuple[Any, ...]:
        """The rows of the index (path and entry), and every finding of the folder."""
        from crisisaid.app.progress import Progress
        from crisisaid.library.checks_together import check_together
        from crisisaid.library.compile import entry_of
        from crisisaid.library.lock import check_lock

        findings: list[Finding] = list(self._missing())
        usable, (lock, found) = {}, self._lock()
        findings += found
        with Progress("Reading protocols", len(self._digests)) as progress:
            for path in self._digests:
                protocol, found = progress.after(self._one(path))
                findings += found
                altered = check_lock(protocol, path, lock) if protocol else ()
                findings += altered
                if protocol and not altered:
                    usable[path] = protocol
        together = check_together(tuple(usable.values()), elsewhere=True)
        misfits = {finding.file for finding in together}
        findings += together
        usable = {path: one for path, one in usable.items() if path not in misfits}
        return tuple((path, *entry_of(one).values()) for path, one in usable.items()), tuple(findings)

    def _lock(self) -> tuple[dict[str, str], tuple[Finding, ...]]:
        """What was released from here. A lock that cannot be read locks nothing, and so releases nothing."""
        from crisisaid.errors import FileRefused
        from crisisaid.library.compile import lock_of
        from crisisaid.model.finding import ERROR, Finding

        try:
            return lock_of(self._folder), ()
        except FileRefused as problem:
            said = (Finding("CA0101", ERROR, lock_beside(self._folder), 0, problem.message, problem.hint),)
            return {}, said

    def _missing(self) -> tuple[Finding, ...]:
        from crisisaid.model.finding import ERROR, Finding

        if os.path.isdir(self._folder):
            return ()
        message = f"There is no folder of protocols at {self._folder}."
        return (Finding("CA0507", ERROR, self._folder, 0, message, "Name the folder that holds them, as ID/VERSION/."),)

    def _one(self, path: str) -> tuple[Any, ...]:
        """The protocol of a file (None when it is refused) and its findings; kept as long as its bytes are the same."""
        from crisisaid.app.keeping import kept_or_made

        def read() -> tuple[Any, ...]:
            from crisisaid.library.load import load_in_folder

            loaded = load_in_folder(self._folder, path)
            return loaded.protocol, loaded.findings

        name = f"protocol-{_digest(f'{path} {self._digests[path]} '.encode() + self._code)}"
        return kept_or_made(self._cache, name, read)

    def _compiled(self, paths: Mapping[str, str], file: str) -> bytes:
        from crisisaid.library.compiled import dump

        if file not in paths:
            raise FileNotFoundError(file)
        protocol, findings = self._one(paths[file])
        # Without a cache it is read anew: what was looked at and what is used must be the same bytes.
        if protocol is None or not protocol.digest.startswith(self._digests[paths[file]]):
            from crisisaid.errors import ContentRefused

            raise ContentRefused(findings, f"{paths[file]} was changed just now.", "Begin again.")
        return dump(protocol)


def _code() -> bytes:
    """What tells one reader from another: in a checkout its own files, in a wheel when that was put there."""
    from crisisaid import __version__

    compiled = os.path.join(_PACKAGE, "compiled", "index.bin")
    if os.path.exists(compiled):
        return f"{__version__} {os.stat(compiled).st_mtime_ns}".encode()
    digest = hashlib.sha256()
    for room in ("model", "library", "reading", "schemas"):
        for name in sorted(os.listdir(os.path.join(_PACKAGE, room))):
            if not name.startswith("__pycache__"):
                digest.update(_bytes(os.path.join(_PACKAGE, room, name)))
    return digest.hexdigest().encode()


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]
