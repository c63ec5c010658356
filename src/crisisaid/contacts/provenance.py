"""Provenance: for every field of a contact the layer and the file that gave it its value."""

from __future__ import annotations

from crisisaid.contacts.entries import fields_of
from crisisaid.contacts.kinds import BUILT_IN
from crisisaid.contacts.layers import lay_over
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from crisisaid.contacts.merging import Overlay
    from crisisaid.model.contact import Contact


class Origin(Record):
    """A field's value now, the layer that gave it, and where that is written; line 0 where it is no line's."""

    field: str
    value: Any
    layer: str
    file: str
    line: int


def origins(
    built_in: tuple[Contact, ...], overlays: Sequence[Overlay], contact_id: str, directory_file: str = ""
) -> tuple[Origin, ...]:
    """Where each field of a contact comes from: the last layer that changed it. Empty where there is no such contact.

    Each layer is laid on in turn and compared with what was there before, so the answer is the merge's own.
    """
    before: dict[str, Any] = {}
    known: dict[str, Origin] = {}
    for laid in range(len(overlays) + 1):
        contacts, _ = lay_over(built_in, overlays[:laid])
        contact = next((one for one in contacts if one.id == contact_id), None)
        fields = fields_of(contact) if contact else {}
        layer, file, line = (BUILT_IN, directory_file, 0) if laid == 0 else _place(overlays[laid - 1], contact_id)
        for name in [name for name in before if name not in fields]:
            del known[name]
        for name, value in fields.items():
            if name not in before or before[name] != value:
                known[name] = Origin(name, value, layer, file, line)
        before = fields
    return tuple(known.values())


def _place(overlay: Overlay, contact_id: str) -> tuple[str, str, int]:
    lines = {entry.get("id"): line for entry, line in zip(overlay.entries, overlay.lines, strict=False)}
    return overlay.layer, overlay.file, lines.get(contact_id, 0)
