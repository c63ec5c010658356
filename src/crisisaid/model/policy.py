"""Policy: what an organisation has settled for itself. What is unset is said, never guessed."""

from __future__ import annotations

from crisisaid.model.record import Record


class Policy(Record):
    name: str = ""
    country: str = ""
    timezone: str = ""
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    reporting_duty: str = ""
    reporting_to: str = ""
    without_consent: str = ""
    approver: str = ""
    retention_days: int | None = None
    shared_machine: bool = False
