"""Released: what was written down when a version was released, and who answered for it where help became less."""

from __future__ import annotations

from crisisaid.model.record import Record


class Released(Record):
    """``compared_with`` is the version that went before, "" for the first; ``step`` is what the change asked for."""

    protocol: str
    version: str
    digest: str
    date: str
    compared_with: str = ""
    step: str = "first"
    approved_by: str = ""
    role: str = ""
