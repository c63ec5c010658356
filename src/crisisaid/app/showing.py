"""The library at leisure: a list of protocols, and one protocol as a page or as data."""

from __future__ import annotations

import sys

from crisisaid.app import words
from crisisaid.app.bookshelf import open_shelf
from crisisaid.errors import DONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def list_protocols(environ: Mapping[str, str], *, as_json: bool) -> int:
    """Every protocol and version, with its state of review."""
    shelf = open_shelf(environ)
    if as_json:
        import json

        rows = [
            {"id": e.id, "version": e.version, "status": e.status, "title": e.title, "digest": e.digest}
            | {"summary": e.summary, "for": e.about, "review": words.REVIEW}
            for e in shelf.entries
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return DONE
    for entry in shelf.entries:
        sys.stdout.write(f"{entry.id}  {entry.version}  {words.REVIEW}\n  {entry.title}\n  {entry.summary}\n\n")
    return DONE


def show_protocol(environ: Mapping[str, str], protocol_id: str, version: str, *, as_json: bool) -> int:
    """One protocol, whole. Raises ProtocolNotFound with near names."""
    shelf = open_shelf(environ)
    protocol = shelf.version(protocol_id, version) if version else shelf[shelf.entry(protocol_id).id]
    if as_json:
        from crisisaid.formats.protocol_json import protocol_json

        sys.stdout.write(protocol_json(protocol, words.REVIEW))
        return DONE
    from crisisaid.formats.protocol_page import protocol_page

    sys.stdout.write(protocol_page(protocol, words.REVIEW, words.HEADLINES))
    return DONE
