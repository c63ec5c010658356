"""Where the protocols come from: compiled in a wheel, else from a checkout's files by way of a cache."""

from __future__ import annotations

import os

from crisisaid.library.shelf import Shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def compiled_folder() -> str:
    """Where a wheel keeps its compiled files; in a checkout there is no such folder."""
    return os.path.join(_PACKAGE, "compiled")


def protocols_folder() -> str:
    """The library's own files: inside the package in a wheel, at the top of a checkout."""
    inside = os.path.join(_PACKAGE, "protocols")
    return inside if os.path.isdir(inside) else os.path.join(_PACKAGE, "..", "..", "protocols")


def open_shelf(environ: Mapping[str, str]) -> Shelf:
    """The shelf of protocols that came with the program."""
    folder = compiled_folder()
    if os.path.exists(os.path.join(folder, "index.bin")):
        return Shelf(lambda name: _read(os.path.join(folder, name)))
    return _from_checkout(environ)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _from_checkout(environ: Mapping[str, str]) -> Shelf:
    """A checkout is compiled when its files have changed; the cache is named by what went into it."""
    from crisisaid.app.keeping import kept_or_made
    from crisisaid.store.places import cache_folder

    kept = kept_or_made(cache_folder(environ), f"library-{_fingerprint()}", lambda: tuple(_compiled().items()))
    files: dict[str, bytes] = dict(kept)
    return Shelf(lambda name: _pick(files, name))


def _pick(files: dict[str, bytes], name: str) -> bytes:
    try:
        return files[name]
    except KeyError:
        raise FileNotFoundError(name) from None


def _compiled() -> dict[str, bytes]:
    from crisisaid.errors import ContentRefused
    from crisisaid.library.compile import compile_folder

    folder = protocols_folder()
    files, findings = compile_folder(folder, os.path.join(folder, "..", "protocols.lock"))
    if len(files) <= 1:
        raise ContentRefused(
            findings, "No protocol in this checkout can be used.", "Run the tests: they name each fault."
        )
    return files


def _fingerprint() -> str:
    """Of every file that decides what is compiled: the protocols, and the code that reads and keeps them."""
    import hashlib

    digest = hashlib.sha256()
    code = [os.path.join(_PACKAGE, room) for room in ("model", "library", "reading", "schemas")]
    for top in (protocols_folder(), *code):
        for root, folders, files in os.walk(top):
            folders.sort()
            for file in sorted(files):
                if not file.endswith(".pyc"):
                    digest.update(file.encode() + b"\0" + _read(os.path.join(root, file)))
    return digest.hexdigest()[:32]
