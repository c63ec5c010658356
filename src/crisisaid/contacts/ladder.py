"""The ladder: whom to reach for a referral, in order. It ends in the emergency number, whatever was asked for."""

from __future__ import annotations

from crisisaid.contacts.hours.opening import CLOSED, OPEN
from crisisaid.contacts.kinds import EMERGENCY, OWN_LAYERS
from crisisaid.contacts.matching import TEXT_CHAT, in_order, state_of
from crisisaid.contacts.roles import (
    EMERGENCY_NUMBER,
    HELP_LINE,
    KINDS,
    NO_COUNTRY,
    NO_EMERGENCY_NUMBER,
    NOBODY,
    SERVICE,
    role_words,
)
from crisisaid.contacts.shown import Shown
from crisisaid.contacts.words import checked, checked_briefly, day_of, fit_words, hours_words, now_words
from crisisaid.model.contact import Contact, Ladder, Rung

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.need import Need

    Rank = tuple[object, ...]

WAYS_WANTED = 2
ON_DUTY = "on duty now, by the rota"
MOST_OF_A_ROLE = 20
"""A regional directory has hundreds of services for a role; after these a list is searched, not read."""
NOBODY_STANDS_IN: Mapping[str, tuple[str, ...]] = {}
NO_DUTY: Mapping[str, tuple[Contact, ...]] = {}


def ladder(
    contacts: Sequence[Contact] | Shown,
    need: Need,
    roles: Sequence[str],
    on_duty: Mapping[str, tuple[Contact, ...]] = NO_DUTY,
    *,
    stand_ins: Mapping[str, tuple[str, ...]] = NOBODY_STANDS_IN,
    everything: bool = False,
) -> Ladder:
    """Contacts for each role in order, at least two where there are any, and the emergency number last.

    ``on_duty`` are the contacts the rota puts first in a role at this moment; ``stand_ins`` are roles or ids of
    contacts that follow in a role of which nobody is open. ``everything`` leaves none out.
    """
    shown = contacts if isinstance(contacts, Shown) else Shown(contacts, need.country)
    building = _Building(shown, need, on_duty, stand_ins, len(shown.by_id) if everything else MOST_OF_A_ROLE)
    for role in dict.fromkeys(roles):
        building.role(role)
    building.fill_up()
    building.close()
    said = dict.fromkeys(remark.format(country=need.country_name or need.country) for remark in building.remarks)
    return Ladder(need.country, need.country_name, tuple(building.rungs), tuple(said))


def brings(contact: Contact, service: str) -> bool:
    return contact.kind == EMERGENCY and service in contact.services


class _Building:
    """The rungs so far and what has to be said about them."""

    def __init__(
        self,
        shown: Shown,
        need: Need,
        on_duty: Mapping[str, tuple[Contact, ...]],
        stand_ins: Mapping[str, tuple[str, ...]],
        most: int,
    ) -> None:
        self.rungs: list[Rung] = []
        self.remarks: list[str] = []
        self._need, self._today = need, day_of(need.at, need.here)
        self._on_duty, self._stand_ins, self._most = on_duty, stand_ins, most
        self._shown = shown
        self._numbers = shown.of((EMERGENCY,))
        self._reached: set[tuple[str, str]] = set()

    def role(self, role: str) -> None:
        """Add everybody who fills a role, each followed by the contact's own fallbacks."""
        found = (*self._on_duty.get(role, ()), *self._who(role))
        if not found:
            self._nobody(role)
        if len(found) > self._most:
            left = len(found) - self._most
            self.remarks.append(f"{left} more for {role_words(role)}: crisisaid contacts match --role {role} --all.")
        for contact in found[: self._most]:
            self._add(role, contact)
            for next_one in contact.fallback:
                if next_one in self._shown.by_id:
                    self._fall_back(role, self._shown.by_id[next_one])
        if not any(rung.role == role and rung.state == OPEN for rung in self.rungs):
            self._stand_in(role)

    def _fall_back(self, role: str, contact: Contact) -> None:
        """Whoever is on duty in the contact's own role first, then the contact."""
        if contact.kind in KINDS.get(role, ()):
            self._add(role, contact)
            return
        on_duty = (found for other, found in self._on_duty.items() if contact.kind in KINDS.get(other, ()))
        for one in (*(one for found in on_duty for one in found), contact):
            self._add(role, one, f"Stands in for {role_words(role)}.")

    def _stand_in(self, role: str) -> None:
        """Whoever the organisation says stands in while nobody of a role can be reached."""
        for name in self._stand_ins.get(role, ()):
            named = self._shown.by_id.get(name)
            for contact in [named] if named else [*self._on_duty.get(name, ()), *self._who(name)]:
                self._add(role, contact, f"Stands in for {role_words(role)}.")

    def _nobody(self, role: str) -> None:
        """Say that nobody fills a role; without a country or any emergency number one remark says that for all."""
        remark = NOBODY.get(role, f"Nobody is set for {role_words(role)}: ask your shift lead.")
        if "{country}" in remark and not self._need.country:
            return
        if role in SERVICE and not self._numbers:
            return
        self.remarks.append(remark)

    def fill_up(self) -> None:
        """At least two ways to reach somebody beside the emergency number, where the directory has them."""
        for role in ("crisis_line", HELP_LINE):
            found = self._who(role)
            if role == "crisis_line" and self._ways() < WAYS_WANTED and not found:
                self._nobody(role)
            for contact in found:
                if self._ways() < WAYS_WANTED:
                    self._add(role, contact)

    def close(self) -> None:
        """The emergency number last: a number of the directory where there is one, even if it stands above."""
        # Whoever is closed can wait; the order of the roles holds among those who may answer.
        self.rungs.sort(key=lambda rung: rung.state == CLOSED)
        if not self._numbers:
            self.remarks.append(NO_EMERGENCY_NUMBER if self._need.country else NO_COUNTRY)
            return
        last = self._last_ones()
        for contact in last:
            self._add(EMERGENCY_NUMBER, contact)
        listed = [contact for contact in last if contact.phone and contact.confidence] or last
        if self.rungs[-1].contact not in listed:
            self.rungs.append(rung_of(EMERGENCY_NUMBER, listed[0], self._need, self._today))

    def _last_ones(self) -> list[Contact]:
        """Those that bring an ambulance (or do not say); fire and police only where nothing else is confirmed.

        A number that only takes text messages is for who writes, unless there is no other.
        """
        writes = self._need.channel == TEXT_CHAT or self._need.cannot_speak or self._need.deaf
        usable = [contact for contact in self._numbers if contact.phone or writes] or self._numbers
        helping = [contact for contact in usable if "ambulance" in contact.services or not contact.services]
        if not any(_sure(contact) and "ambulance" in contact.services for contact in helping):
            helping = usable
        ranked = sorted(helping, key=_emergency_rank)
        return sorted(ranked, key=lambda contact: bool(contact.phone and contact.services and contact.confidence))

    def _who(self, role: str) -> list[Contact]:
        if role in SERVICE:
            found = [contact for contact in self._numbers if brings(contact, SERVICE[role])]
            return sorted(found, key=_emergency_rank)
        kinds = KINDS.get(role, ())
        return list(in_order(self._shown.of(kinds), kinds, self._need, self._today))

    def _add(self, role: str, contact: Contact, said: str = "") -> None:
        """One rung for one number, even if two contacts have it."""
        way = way_of(contact)
        if way not in self._reached:
            self._reached.add(way)
            made = rung_of(role, contact, self._need, self._today)
            on_duty = any(contact in found for found in self._on_duty.values())
            made = made.but(hours=ON_DUTY, now="") if on_duty else made
            self.rungs.append(made.but(fits=(said, *made.fits)) if said else made)

    def _ways(self) -> int:
        return sum(rung.contact.kind != EMERGENCY for rung in self.rungs)


def rung_of(role: str, contact: Contact, need: Need, today: str) -> Rung:
    """A contact in a role, with what is to be said of it at the moment that is meant."""
    return Rung(
        role,
        contact,
        state=state_of(contact, need),
        hours=hours_words(contact),
        now=now_words(contact, need),
        checked=checked(contact, today),
        checked_briefly=checked_briefly(contact, today),
        fits=fit_words(contact, need),
    )


def way_of(contact: Contact) -> tuple[str, str]:
    """What two contacts share when reaching one is reaching the other."""
    if contact.phone:
        return "phone", "".join(sign for sign in contact.phone if sign.isdigit() or sign in "*#+") + contact.press
    for name in ("sms", "textphone", "chat", "address"):
        if getattr(contact, name):
            return name, str(getattr(contact, name)).casefold()
    return "id", contact.id


def _sure(contact: Contact) -> bool:
    """A number of the directory that more than one list names."""
    return bool(contact.phone) and contact.confidence in ("high", "medium")


def _emergency_rank(contact: Contact) -> Rank:
    """The organisation's own, then as on the emergency card: an ambulance first, police alone last."""
    return (
        contact.layer not in OWN_LAYERS,
        bool(contact.services) and "ambulance" not in contact.services,
        contact.services == ("police",),
        contact.confidence == "low",
        -len(contact.services),
        contact.confidence not in ("", "high"),
    )
