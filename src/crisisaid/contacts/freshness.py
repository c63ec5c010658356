"""Freshness: how long ago a contact was checked, when the next check is due, and how that is said."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crisisaid.contacts.kinds import BUILT_IN, LOCAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.contact import Contact

LOCAL_DAYS, CRISIS_DAYS, OTHER_DAYS = 90, 180, 365
"""Days until a check is due again (design/contacts.md section 7): people and services close by change most often."""

CRISIS = ("crisis", "text")
"""Kinds that are crisis lines themselves; every other help line counts as a national line of another kind."""

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNVERIFIED = "unverified"
DATA_DAYS = 365

CHECKED, DUE, OVERDUE, NEVER = "checked", "due", "overdue", "never"
"""Within the limit; past it; past twice the limit; no check that counts."""


def day_of(text: str) -> date | None:
    """A day written as 2026-11-02; None for anything else, and for a day that no calendar has."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def limit_days(contact: Contact) -> int:
    """How many days a check of this contact counts: 90 close by, 180 for a crisis line, 365 for all else."""
    if contact.kind in LOCAL:
        return LOCAL_DAYS
    return CRISIS_DAYS if contact.kind in CRISIS else OTHER_DAYS


def age_days(contact: Contact, today: str) -> int | None:
    """Days since the check, 0 on the day itself; None without a check that counts.

    ``unverified`` is no check, and neither is one on a day that is still to come. Raises ValueError for a ``today``
    that is no day.
    """
    on = day_of(contact.verified_on)
    if on is None or contact.verified_how == UNVERIFIED:
        return None
    days = (date.fromisoformat(today) - on).days
    return days if days >= 0 else None


def in_the_future(contact: Contact, today: str) -> bool:
    """Whether the check is dated on a day that is still to come: a slip of the pen, and no check."""
    on = day_of(contact.verified_on)
    return on is not None and on > date.fromisoformat(today)


def state(contact: Contact, today: str) -> str:
    """CHECKED, DUE, OVERDUE or NEVER."""
    age, limit = age_days(contact, today), limit_days(contact)
    if age is None:
        return NEVER
    if age > 2 * limit:
        return OVERDUE
    return DUE if age > limit else CHECKED


def next_check(contact: Contact, today: str) -> str:
    """The day by which it is to be checked again; today where no check counts."""
    age = age_days(contact, today)
    return today if age is None else str(date.fromisoformat(contact.verified_on) + timedelta(days=limit_days(contact)))


def sinks(contact: Contact, today: str) -> int:
    """0 for a current check, 1 for one that is due or never was, 2 past twice the limit. It sinks, never vanishes."""
    return {CHECKED: 0, DUE: 1, NEVER: 1, OVERDUE: 2}[state(contact, today)]


def age_words(contact: Contact, today: str) -> str:
    """When and how it was checked, and by whom; that it is due again; or what is known instead of a check."""
    age = age_days(contact, today)
    if age is None:
        return _never_words(contact, today)
    said = f"checked on {contact.verified_on}, {ago(contact.verified_on, today)}"
    if contact.verified_how:
        said += f" ({contact.verified_how})"
    if contact.verified_by:
        said += f", by {by_words(contact.verified_by)}"
    if age > limit_days(contact):
        said += f": a new check was due by {next_check(contact, today)}"
    return said


def _never_words(contact: Contact, today: str) -> str:
    if in_the_future(contact, today):
        return f"not checked: {contact.verified_on} is still to come"
    if contact.layer == BUILT_IN:
        return f"not checked by your organisation; {_named_words(contact)}"
    if contact.verified_how == UNVERIFIED:
        return "not checked: noted as unverified"
    return "not checked: no day of a check is noted"


def _named_words(contact: Contact) -> str:
    if not contact.last_seen:
        return "no dated public list names it"
    return f"last named in a public list {'on' if contact.last_seen.count('-') == 2 else 'in'} {contact.last_seen}"


def by_words(role: str) -> str:
    """A role behind "by"."""
    plain = role.strip()
    return f"the {plain}" if plain[:1].islower() and plain.split()[0] not in ("a", "an", "our", "the") else plain


def ago(day: str, today: str) -> str:
    """How long ago a day was: in days, from two months on in whole months, from two years on in whole years."""
    then, now = date.fromisoformat(day), date.fromisoformat(today)
    days = (now - then).days
    months = (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)
    if days == 0:
        return "today"
    if months < 2:
        return f"{days} day{'s' if days != 1 else ''} ago"
    return f"{months} months ago" if months < 24 else f"{months // 12} years ago"


def data_words(data_date: str, today: str) -> str:
    """What to say of built-in numbers compiled more than 12 months ago; "" while they are not."""
    compiled = day_of(data_date)
    if compiled is None:
        return "Nobody has noted when the built-in numbers were compiled: check each before you rely on it."
    if (date.fromisoformat(today) - compiled).days <= DATA_DAYS:
        return ""
    old = f"The built-in numbers were compiled on {data_date}, {ago(data_date, today)}."
    return f"{old} Get a newer version of crisisaid, and check numbers before you rely on them."
