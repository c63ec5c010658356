"""Contact: somebody to hand over to. Fields as in the directory's design; numbers are text, exactly as dialled."""

from __future__ import annotations

from crisisaid.model.record import Record


class Contact(Record):
    """One way to reach help. An empty field was not stated; empty ``hours`` mean unknown, never open.

    ``confidence`` and ``last_seen`` belong to built-in records: how many independent lists named the number, and
    when the newest dated one did. ``verified_on`` and ``verified_how`` are the organisation's own check.
    ``layer`` says where the record comes from, or who last changed or checked it (contacts/kinds.py: LAYERS).
    """

    id: str
    name: str
    kind: str
    country: str
    phone: str = ""
    press: str = ""
    sms: str = ""
    textphone: str = ""
    chat: str = ""
    web: str = ""
    email: str = ""
    address: str = ""
    region: str = ""
    area: str = ""
    hours: str = ""
    timezone: str = ""
    closed_on: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    free: bool | None = None
    refer_how: str = ""
    note: str = ""
    fallback: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = ""
    last_seen: str = ""
    verified_on: str = ""
    verified_by: str = ""
    verified_how: str = ""
    status: str = "active"
    layer: str = "built-in"


class Rung(Record):
    """A contact on the ladder of a referral, with the role it fills there.

    ``state`` is open, closed or unknown at the moment that is meant; ``hours`` the listed hours and ``now`` that
    moment in words; ``checked`` says when and by whom, in full and briefly; ``fits`` are sentences on whom it serves
    and how it can be used.
    """

    role: str
    contact: Contact
    state: str = "unknown"
    hours: str = "hours not known"
    now: str = ""
    checked: str = ""
    checked_briefly: str = ""
    fits: tuple[str, ...] = ()


class Ladder(Record):
    """Whom to reach for a referral, in order, and what has to be said about the list itself.

    ``remarks`` are whole sentences: no known crisis line, a role nobody fills, an organisation file that was left out.
    """

    country: str
    country_name: str
    rungs: tuple[Rung, ...]
    remarks: tuple[str, ...]
