"""Duty: one turn on the rota: which role, from when until when, and how whoever has it is reached."""

from __future__ import annotations

from crisisaid.model.record import Record


class Duty(Record):
    """``start`` and ``end`` are epoch seconds, the end not included. No name is needed: the role is enough.

    ``contact`` is the id of a contact of the organisation, ``phone`` a number as dialled; with both, the number is the
    one to dial on this turn. ``line`` is where it stands in its file, counted from 1.
    """

    role: str
    start: int
    end: int
    contact: str = ""
    phone: str = ""
    note: str = ""
    line: int = 0
