"""Where the protocols come from: compiled in a wheel, or from folders of files; the danger check is always there."""

from __future__ import annotations

import os

from crisisaid.library.shelf import Shelf
from crisisaid.model.protocol import GATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.library.shelf import Entry
    from crisisaid.model.finding import Finding

ALWAYS = (GATE, "suicide-first-response")
"""What stands behind every other library: the danger check, and where it goes on to."""

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def compiled_folder() -> str:
    """Where a wheel keeps its compiled files; in a checkout there is no such folder."""
    return os.path.join(_PACKAGE, "compiled")


def protocols_folder() -> str:
    """The library's own files: inside the package in a wheel, at the top of a checkout."""
    inside = os.path.join(_PACKAGE, "protocols")
    return inside if os.path.isdir(inside) else os.path.normpath(os.path.join(_PACKAGE, "..", "..", "protocols"))


def open_shelf(environ: Mapping[str, str], folder: str = "", own: str = "") -> Shelf:
    """The protocols that came with the program; with ``folder`` those of that folder in their place.

    The danger check, and the talk about suicide that it leads to, are always there; the danger check cannot be
    replaced. ``own`` is the organisation's folder of protocols, whose versions lie beside the others. What is broken
    is left out, with its findings.
    """
    shelf = _built_in(environ)
    if folder:
        always = tuple(entry for entry in shelf.entries if entry.id in ALWAYS)
        shelf = _beside(Shelf(shelf.fetch, always), _from_folder(folder, environ))
    return _beside(shelf, _from_folder(own, environ)) if own else shelf


def own_protocols(environ: Mapping[str, str], organisation: str = "") -> str:
    """The organisation's own folder of protocols; "" where it has none."""
    return in_organisation(environ, organisation, "protocols")


def in_organisation(environ: Mapping[str, str], organisation: str, name: str) -> str:
    """The path of something in the organisation's folder; "" where it is not there. Nothing is read."""
    from crisisaid.store.places import organisation_folder

    folder = organisation_folder(environ, organisation)
    path = os.path.join(folder, name) if folder else ""
    return path if path and os.path.exists(path) else ""


def _built_in(environ: Mapping[str, str]) -> Shelf:
    folder = compiled_folder()
    if os.path.exists(os.path.join(folder, "index.bin")):
        return Shelf(lambda name: _read(os.path.join(folder, name)))
    shelf = _from_folder(protocols_folder(), environ)
    if not shelf.entries:
        from crisisaid.errors import ContentRefused

        message = "No protocol in this checkout can be used."
        raise ContentRefused(shelf.findings, message, "Run the tests: they name each fault.")
    return shelf


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _from_folder(folder: str, environ: Mapping[str, str]) -> Shelf:
    from crisisaid.app.folder_library import shelf_of_folder

    return shelf_of_folder(folder, environ)


def _beside(shelf: Shelf, more: Shelf) -> Shelf:
    """Both shelves as one; a version that is there already stays as it is."""
    there = {(entry.id, entry.version): entry for entry in shelf.entries}
    refused = [_in_the_way(entry, there) for entry in more.entries]
    added = tuple(entry for entry, finding in zip(more.entries, refused, strict=True) if finding is None)
    new = {entry.file for entry in added} - {entry.file for entry in shelf.entries}
    findings = (*shelf.findings, *more.findings, *(finding for finding in refused if finding is not None))
    entries = (*shelf.entries, *(entry for entry in added if entry.file in new))
    return Shelf(lambda name: (more if name in new else shelf).fetch(name), entries, findings)


def _in_the_way(entry: Entry, there: Mapping[tuple[str, str], Entry]) -> Finding | None:
    """Why this version cannot be put beside the others; None when it can, or is the very same."""
    from crisisaid.model.finding import ERROR, Finding

    known = there.get((entry.id, entry.version))
    if known is not None and known.digest == entry.digest:
        return None
    file = f"{entry.id}/{entry.version}/protocol.yaml"
    if entry.id == GATE:
        message = "The danger check that comes with the program cannot be replaced; this one is not used."
        return Finding("CA0504", ERROR, file, 1, message, "Take the file out. What you miss in it, please tell us.")
    if known is not None:
        message = f"{entry.id} {entry.version} is there already, with other words; this one is not used."
        return Finding("CA0505", ERROR, file, 1, message, "Give yours a new version.")
    return None
