"""Call sheet: which contacts somebody should check, how, and what to compare; for people who work through a list."""

from __future__ import annotations

from crisisaid.model.record import Record


class CallEntry(Record):
    """One contact to check. ``compare`` are labels with what the directory says now, numbers exactly as dialled.

    ``state`` says how its last check stands and ``due`` by which day the next one is; ``days_over`` are the days
    since, -1 where no check counts. ``warning`` is "" where it may be rung. ``record`` is the command that writes a
    check down.
    """

    id: str
    name: str
    country: str
    kind: str
    layer: str
    state: str
    due: str
    days_over: int
    how: str
    warning: str
    compare: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    record: str


class CallSheet(Record):
    """The list, most overdue first. ``later`` are contacts whose check still counts, with the day it is due."""

    title: str
    remarks: tuple[str, ...]
    entries: tuple[CallEntry, ...]
    later: tuple[tuple[str, str], ...] = ()
