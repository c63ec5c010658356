"""The ladder of this moment: where the person is, what they need, who is on duty, and what has to be said of it all."""

from __future__ import annotations

from crisisaid.app.countries import UNKNOWN, country_name
from crisisaid.contacts.entries import not_used
from crisisaid.contacts.kinds import OWN_LAYERS
from crisisaid.contacts.ladder import ladder
from crisisaid.contacts.roles import KINDS, stand_ins
from crisisaid.contacts.rota.now import NO_ROTA, rota_now
from crisisaid.contacts.words import day_of, moment_words
from crisisaid.errors import FileRefused
from crisisaid.model.contact import Ladder
from crisisaid.model.need import Need

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.app.desk import Desk
    from crisisaid.contacts.rota.now import RotaNow
    from crisisaid.model.contact import Contact

EVERYTHING = 100_000
NOT_KNOWN = "Nobody knows yet where they are: ask, and call the emergency number of that place."
NOT_ALL_USED = "Part of your organisation's files could not be used; the rest of the list is complete."


def ladder_now(desk: Desk, country: str, roles: Sequence[str], channel: str, *, everything: bool = False) -> Ladder:
    """Whom to reach, in order; it ends in an emergency number where one is known for the country.

    While nobody knows the country only the organisation's own are on it.
    """
    if country in ("", UNKNOWN):
        made = _made(desk, desk.home, roles, channel, everything=everything) if desk.home else Ladder("", "", (), ())
        own = tuple(rung for rung in made.rungs if rung.contact.layer in OWN_LAYERS)
        return Ladder(country, "", own, (NOT_KNOWN,))
    made = _made(desk, country, roles, channel, everything=everything)
    return made.but(remarks=(*made.remarks, *_of_the_list(desk)))


def _made(desk: Desk, country: str, roles: Sequence[str], channel: str, *, everything: bool) -> Ladder:
    rota = _rota(desk, country)
    need = _need(desk, country, channel)
    contacts = desk.shown(country).also(_services(desk, need, roles, EVERYTHING if everything else 0))
    nobody = dict(desk.organisation().policy.when_nobody)
    stands_in = {role: stand_ins(role, nobody) for role in roles if role in nobody}
    made: Ladder = ladder(contacts, need, roles, rota.first, stand_ins=stands_in, everything=everything)
    missing = (said for role, said in rota.remarks.items() if role in roles)
    return made.but(remarks=(*missing, *made.remarks))


def _need(desk: Desk, country: str, channel: str) -> Need:
    """What the next contact has to fit: where, now, on this channel, and what was said that the person needs."""
    return (desk.wants or Need()).but(
        country=country,
        country_name=country_name(country),
        channel=channel,
        at=desk.now(),
        here=desk.timezone(),
        spoken=desk.organisation().policy.languages,
    )


def _services(desk: Desk, need: Need, roles: Sequence[str], limit: int) -> tuple[Contact, ...]:
    """Those of a large imported directory that may fit best, for each role; its faults are told and stop nothing."""
    services = desk.services()
    if not services.there():
        return ()
    today = day_of(need.at, need.here)
    asked = dict.fromkeys((*roles, "crisis_line"))
    kinds = {KINDS[role]: None for role in asked if role in KINDS}
    try:
        found = {one.id: one for group in kinds for one in services.match(need, group, today, limit)}
    except FileRefused as problem:
        desk.tell(not_used(services.path, problem.message, problem.hint))
        return ()
    # What the organisation writes about is among its contacts already: changed, or hidden.
    named = set(desk.organisation().named)
    return tuple(one for one in found.values() if one.id not in named)


def _rota(desk: Desk, where: str) -> RotaNow:
    """Who is on duty now; nobody is named where the organisation has no rota."""
    duties = desk.duties()
    if not duties:
        return NO_ROTA
    everybody = desk.contacts(desk.home or where)
    return rota_now(duties, everybody, desk.now(), desk.timezone(), country=desk.home, where=where)


def _of_the_list(desk: Desk) -> Iterator[str]:
    if desk.at:
        yield f"This list is as it would be at {moment_words(desk.at, desk.timezone())}, for trying out."
    if desk.findings:
        yield NOT_ALL_USED
