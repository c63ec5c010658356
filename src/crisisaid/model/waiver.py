"""Waiver: who answers for less help than the original gives, for which people exactly, and why."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Waived(Record):
    """Whoever answers so gets ``now``, where the original gives ``before``."""

    before: str
    now: str
    answers: Mapping[str, tuple[str, ...]]


class Waiver(Record):
    """Counts for this version, for exactly these people, beside these bytes of the original.

    ``digest`` is that of the adapted protocol when it was read; other words alone do not change who gets less.
    ``date`` is year-month-day.
    """

    protocol: str
    version: str
    digest: str
    original: str
    original_version: str
    original_digest: str
    name: str
    role: str
    date: str
    reason: str
    patterns: tuple[Waived, ...]
