"""Who is on duty now, as contacts: what the ladder puts first, and what has to be said when nobody is."""

from __future__ import annotations

from datetime import timedelta

from crisisaid.contacts.hours.opening import OPEN, opening
from crisisaid.contacts.kinds import ORGANISATION, OWN_PEOPLE
from crisisaid.contacts.ladder import brings, way_of
from crisisaid.contacts.roles import KINDS, SERVICE, role_words
from crisisaid.contacts.rota.moments import local_of, zone_named
from crisisaid.contacts.rota.turns import on_duty, roles_on
from crisisaid.model.contact import Contact
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from crisisaid.model.duty import Duty

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS = "24/7"


class RotaNow(Record):
    """``first`` are the contacts to put first in a role; ``remarks`` say, by role, what is amiss with its rota."""

    first: Mapping[str, tuple[Contact, ...]]
    remarks: Mapping[str, str]


NO_ROTA = RotaNow({}, {})


def rota_now(
    duties: Sequence[Duty], contacts: Sequence[Contact], at: float, timezone: str, *, country: str = "", where: str = ""
) -> RotaNow:
    """What the rota says of a moment (epoch seconds), for every role that it names.

    ``contacts`` are the organisation's, merged; ``country`` is its own, for a number that stands in the rota alone.
    ``where`` is the person's country, if it is known: in another one only the supporter's own leads are of help.
    """
    known = {contact.id: contact for contact in contacts if contact.status == "active"}
    first: dict[str, tuple[Contact, ...]] = {}
    remarks: dict[str, str] = {}
    at_home = where in ("", country)
    for role in roles_on(duties):
        if not at_home and not set(KINDS[role]) <= set(OWN_PEOPLE):
            continue
        found = [_contact(duty, known, at, timezone, country) for duty in on_duty(duties, role, at)]
        ways = {way_of(contact): contact for contact in reversed([one for one in found if one])}
        first[role] = tuple(reversed(ways.values()))
        if not first[role]:
            remarks[role] = _nobody(duties, role, contacts, at, timezone)
    return RotaNow({role: found for role, found in first.items() if found}, remarks)


def _contact(duty: Duty, known: Mapping[str, Contact], at: float, timezone: str, country: str) -> Contact | None:
    """The named contact with the turn's own number, if it has one; else a new one; None for a name nobody knows.

    Its hours are those of this turn, so that whatever asks whether it is open finds that it is, and until when.
    """
    named = known.get(duty.contact)
    if named is None and not duty.phone:
        return None
    said = f"On duty until {until_words(duty.end, at, timezone)}."
    if named is None:
        base = Contact(_id(duty), f"{_capital(duty.role)} on duty", KINDS[duty.role][0], country, layer=ORGANISATION)
    else:
        base = named
    note = " ".join(part for part in (said, duty.note, base.note) if part)
    number = {"phone": duty.phone, "press": ""} if duty.phone else {}
    there = base.but(**number, hours=turn_hours(duty, at, timezone), timezone=timezone, closed_on=(), note=note)
    # Where a clock change makes hours doubtful, the rota is still sure that they are there.
    return there if opening(there, at).state == OPEN else there.but(hours=ALWAYS)


def _id(duty: Duty) -> str:
    """By the number, so that a number that was tried is still known to have been when the turn changes."""
    digits = "".join(sign for sign in duty.phone if sign.isdigit())
    return f"duty-{duty.role.replace('_', '-')}-{digits}"


def _capital(role: str) -> str:
    words = role_words(role).removeprefix("the ").removeprefix("a ").removeprefix("an ")
    return words[0].upper() + words[1:]


def turn_hours(duty: Duty, at: float, timezone: str) -> str:
    """The turn from the day of ``at`` on, as opening hours; "24/7" for one that goes on for another week.

    Without a time zone no hours can be read, and who is on duty is there.
    """
    zone = zone_named(timezone)
    begin, end = local_of(duty.start, zone), local_of(duty.end, zone)
    today = local_of(at, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if zone is None or (end.date() - today.date()).days >= len(DAYS) - 1:
        return ALWAYS
    return "; ".join(_days(max(begin, today), end))


def _days(begin: datetime, end: datetime) -> list[str]:
    """One rule a day, from the hour it begins to the hour it ends."""
    rules = []
    while begin.date() <= end.date():
        last = begin.date() == end.date()
        until = f"{end:%H:%M}" if last else "24:00"
        if f"{begin:%H:%M}" < until:
            rules.append(f"{DAYS[begin.weekday()]} {begin:%H:%M}-{until}")
        begin = begin.replace(hour=0, minute=0) + timedelta(days=1)
    return rules


def until_words(seconds: int, at: float, timezone: str) -> str:
    """When a turn ends, as a supporter would say it: 09:00 today is enough of "09:00", a week ahead needs its date."""
    zone = zone_named(timezone)
    then, now = local_of(seconds, zone), local_of(at, zone)
    days = (then.date() - now.date()).days
    if not days:
        return f"{then:%H:%M}"
    return f"{then:%A %H:%M}" if 0 < days < len(DAYS) else f"{then:%A} {then.day} {then:%B %H:%M}"


def _nobody(duties: Sequence[Duty], role: str, contacts: Sequence[Contact], at: float, timezone: str) -> str:
    """That nobody is on the rota for a role now, since when or until when, and what is left."""
    words = role_words(role)
    role_only = words.removeprefix("the ").removeprefix("a ").removeprefix("an ")
    coming = next((duty.start for duty in duties if duty.role == role and duty.start > at), None)
    on_it = [duty for duty in duties if duty.role == role and duty.start <= at < duty.end]
    if on_it:
        said = f"The rota names {on_it[0].contact!r} as {role_only} now, whom your list of contacts does not have"
    elif coming is not None:
        said = f"Nobody is on the rota as {role_only} until {until_words(coming, at, timezone)}"
    else:
        said = f"Nobody is on the rota as {role_only} any more: it has ended"
    if any(_fills(contact, role) for contact in contacts):
        return f"{said}; these numbers are the ones that are always set."
    return f"{said}: use the way you were told."


def _fills(contact: Contact, role: str) -> bool:
    if role in SERVICE:
        return brings(contact, SERVICE[role])
    return contact.status == "active" and contact.kind in KINDS.get(role, ())
