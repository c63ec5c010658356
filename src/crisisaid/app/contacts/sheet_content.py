"""A site's contacts put on a sheet, in the order a check would show them at the hardest hour: paper knows no time."""

from __future__ import annotations

from crisisaid.app.contacts import sheet_words as words
from crisisaid.app.contacts.directory import moment
from crisisaid.app.countries import country_name
from crisisaid.contacts.kinds import BUILT_IN, EMERGENCY, OWN_LAYERS
from crisisaid.contacts.ladder import ladder, way_of
from crisisaid.contacts.roles import EMERGENCY_NUMBER, KINDS, NOBODY
from crisisaid.contacts.shown import may_be_shown
from crisisaid.contacts.words import hours_words
from crisisaid.model.contact import Rung
from crisisaid.model.need import Need
from crisisaid.model.sheet import Sheet, SheetEntry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.app.desk import Desk
    from crisisaid.model.contact import Contact, Ladder
    from crisisaid.model.finding import Finding

FIRST = "Emergency: life in danger"
OWN = "Our own people"
SECTIONS = {
    FIRST: ("ambulance", "police", EMERGENCY_NUMBER),
    OWN: ("shift_lead", "safeguarding_lead"),
    "Crisis teams": ("crisis_team", "mobile_crisis"),
    "Crisis lines": ("crisis_line",),
    "Local services": ("local_service",),
    "Specialist lines": (
        *("poison_line", "child_protection", "domestic_violence_line", "sexual_assault_line", "substance_line"),
    ),
}
"""The sections of the page in order, with the roles of each."""
NEEDS = {
    FIRST: (0,),
    OWN: (0, 1),
    "Crisis teams": (1, 5),
    "Crisis lines": (0, 2, 3, 3, 6),
    "Local services": (2, 3, 3, 7),
    "Specialist lines": (4, 8),
}
"""How much each contact of a role is needed, the first one first: a few of each before all of one."""
HARDEST = "03:00"
ASKED = tuple(role for roles in SECTIONS.values() for role in roles if role != EMERGENCY_NUMBER)


def sheet_of(desk: Desk, country: str, site: str, today: str) -> Sheet:
    """The page for a site ("": the organisation as a whole) and a country, as of a day."""
    settled = desk.organisation()
    contacts = desk.contacts(country)
    name, zone = country_name(country), desk.timezone()
    # Three at night where the organisation is: who can be reached then comes first.
    made = ladder(contacts, Need(country, name, at=moment(f"{today} {HARDEST}", zone or "UTC"), here=zone), ASKED)
    where = f"{f'Site: {site}. ' if site else ''}Country: {name}. Printed on {today}."
    standing = (words.FILES_LEFT_OUT,) if faults(desk) else ()
    return Sheet(
        title=f"Whom to call: {settled.name}" if settled.name else "Whom to call",
        standing=(*standing, where, words.if_nobody_answers(settled.policy.ring_minutes)),
        entries=tuple(_entries(_once(made, contacts, country), today)),
        known=len({way_of(one) for one in contacts if may_be_shown(one, country)}),
        more=f"crisisaid contacts list --country {country}",
        about=((FIRST, (words.where_to_begin(made),)),),
        remarks=tuple(_remarks(made)),
        foot=words.foot(settled.contact_person, today, from_lists=any(one.layer == BUILT_IN for one in contacts)),
    )


def _once(made: Ladder, contacts: Sequence[Contact], country: str) -> tuple[Rung, ...]:
    """Each contact once, with the role of its own kind; after them emergency numbers no role asks for, such as fire."""
    rungs: dict[str, Rung] = {}
    for rung in made.rungs:
        rungs.setdefault(rung.contact.id, rung.but(role=_role_of(rung)))
    for one in contacts:
        if one.kind == EMERGENCY and may_be_shown(one, country):
            rungs.setdefault(one.id, Rung(EMERGENCY_NUMBER, one, hours=hours_words(one)))
    # The organisation's own number (a 9 first for an outside line) is the one that works on its telephones.
    return tuple(sorted(rungs.values(), key=lambda one: one.contact.kind == EMERGENCY and _is_of_lists(one)))


def _is_of_lists(rung: Rung) -> bool:
    return rung.contact.layer not in OWN_LAYERS


def _role_of(rung: Rung) -> str:
    """The role its kind fills: whoever only stands in for somebody is shown as what it is."""
    kind = rung.contact.kind
    if kind == EMERGENCY:
        return rung.role if rung.role in SECTIONS[FIRST] else EMERGENCY_NUMBER
    if kind in KINDS.get(rung.role, ()) and rung.role in ASKED:
        return rung.role
    return next((role for role in ASKED if kind in KINDS.get(role, ())), rung.role)


def _entries(rungs: Sequence[Rung], today: str) -> Iterator[SheetEntry]:
    for section, roles in SECTIONS.items():
        places = dict.fromkeys(roles, 0)
        for role, rung in ((one.role, one) for part in _in_groups(section, roles) for one in rungs if one.role in part):
            yield _entry(section, rung, _need(section, places[role]), today)
            places[role] += 1
        if section == OWN:
            yield from (_blank(section, role, words.NOT_SET) for role in roles if not places[role])
        if section == FIRST and not any(places.values()):
            yield _blank(section, EMERGENCY_NUMBER, words.NOT_KNOWN)


def _in_groups(section: str, roles: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Emergency numbers stand as the ladder has them, everything else role by role."""
    return iter((tuple(roles),) if section == FIRST else tuple((role,) for role in roles))


def _need(section: str, place: int) -> int:
    needs = NEEDS[section]
    return needs[min(place, len(needs) - 1)]


def _entry(section: str, rung: Rung, need: int, today: str) -> SheetEntry:
    return SheetEntry(
        need,
        section,
        words.title_of(rung),
        words.ways_of(rung.contact),
        words.said_of(rung, today),
        urgent=section == FIRST,
    )


def _blank(section: str, role: str, why: str) -> SheetEntry:
    """A line to write a number on: own people that were not set, but that everybody on shift was told how to reach."""
    return SheetEntry(0, section, words.role_title(role), says=(why, words.WRITE_IN))


def _remarks(made: Ladder) -> Iterator[str]:
    """Which roles nobody fills; own people without a number have a line of their own on the page."""
    missing = [role for role in ASKED if NOBODY[role].format(country=made.country_name) in made.remarks]
    yield from words.not_found([role for role in missing if role not in (*SECTIONS[OWN], *SECTIONS[FIRST])], made)


def faults(desk: Desk) -> tuple[Finding, ...]:
    """What in the organisation's contacts could not be used; its protocols are no part of a sheet."""
    return tuple(finding for finding in desk.findings if finding not in desk.library.findings)
