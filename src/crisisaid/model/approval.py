"""Approval: what a professional of the organisation has read and answers for, word for word: one digest."""

from __future__ import annotations

from crisisaid.model.record import Record


class Approval(Record):
    """``digest`` is the SHA-256 of the protocol's bytes; ``date`` is year-month-day."""

    protocol: str
    version: str
    digest: str
    name: str
    role: str
    organisation: str
    date: str
    registration: str = ""
