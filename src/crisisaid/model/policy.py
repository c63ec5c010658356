"""Policy: what an organisation has settled for itself. What is unset is said, never guessed."""

from __future__ import annotations

from crisisaid.model.record import Record


class Policy(Record):
    """``roles`` are those the organisation says it can reach; ``when_nobody`` names for a role the role or the
    contact's id that stands in while nobody of it can be reached; ``site`` is that of this machine; ``ring_minutes``
    how long to let it ring before the next number.
    """

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
    roles: tuple[str, ...] = ()
    when_nobody: tuple[tuple[str, str], ...] = ()
    site: str = ""
    ring_minutes: int | None = None
