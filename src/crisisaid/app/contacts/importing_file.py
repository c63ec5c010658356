"""Importing file: new and changed contacts into contacts.yaml, with every line that is not about them left as it is."""

from __future__ import annotations

import os
import stat

from crisisaid.app.contacts.keeping_file import NEW_FILE, PREVIOUS
from crisisaid.app.progress import Progress
from crisisaid.contacts.editing.entries import added, changed
from crisisaid.contacts.editing.sheet import read_sheet
from crisisaid.contacts.entries import OVERLAY_FIELDS, fields_of
from crisisaid.reading.files import read_bytes
from crisisaid.store.output import write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from crisisaid.contacts.editing.sheet import Sheet
    from crisisaid.model.contact import Contact

LIST = "contacts"


def sheet_of(path: str) -> Sheet:
    """The file as it is, or an empty one. Raises ContentRefused with its findings when it has mistakes in it."""
    return read_sheet(read_bytes(path) if os.path.lexists(path) else NEW_FILE.format(of="").encode(), path)


def ids_in(sheet: Sheet) -> tuple[str, ...]:
    """The ids of the contacts in the file, in its order; "" for one without."""
    listed = sheet.document.data.get(LIST)
    entries = listed if isinstance(listed, list) else ()
    return tuple(str(entry.get("id", "")) if isinstance(entry, dict) else "" for entry in entries)


def into_file(path: str, new: Sequence[Contact], changes: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the file once, with all of it; the one before is kept beside it.

    Raises FileRefused or ContentRefused; then nothing has changed.
    """
    sheet = sheet_of(path)
    there = ids_in(sheet)
    data = b""
    with Progress("Changing contacts", max(len(changes), 1)) as progress:
        for name in (name for name in changes if name in there):
            data = changed(sheet, (LIST, there.index(name)), changes[name])
            sheet = progress.after(read_sheet(data, path))
    over = [{"id": name, **fields} for name, fields in changes.items() if name not in there]
    if over or new:
        data = added(sheet, [*over, *map(_entry, new)])
    _replace(path, data)


def _entry(contact: Contact) -> dict[str, Any]:
    return {name: value for name, value in fields_of(contact).items() if name in OVERLAY_FIELDS}


def _replace(path: str, data: bytes) -> None:
    if not os.path.lexists(path):
        write_atomically(path, data, mode=0o644)
        return
    mode = stat.S_IMODE(os.stat(path).st_mode)
    write_atomically(path + PREVIOUS, read_bytes(path), mode)
    write_atomically(path, data, mode)
