"""The ladder: whom to reach for a referral, in order. It ends in the emergency number, whatever was asked for."""

from __future__ import annotations

from crisisaid.contacts.kinds import EMERGENCY, ORGANISATION, OWN_PEOPLE
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
from crisisaid.model.contact import Contact, Ladder, Rung

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Rank = tuple[object, ...]

WAYS_WANTED = 2
TEXT_CHAT = "text_chat"
SPECIALIST_KINDS = ("youth", "lgbtq", "veterans", "older-adults")
FOR_EVERYBODY = (("general",), ())
CONFIDENCE = {"high": 1, "medium": 2, "low": 3}


def ladder(contacts: Sequence[Contact], country: str, country_name: str, roles: Sequence[str], channel: str) -> Ladder:
    """Contacts for each role in order, at least two where there are any, and the emergency number last."""
    building = _Building(contacts, country, channel)
    for role in dict.fromkeys(roles):
        building.role(role)
    building.fill_up()
    building.close()
    said = dict.fromkeys(remark.format(country=country_name or country) for remark in building.remarks)
    return Ladder(country, country_name, tuple(building.rungs), tuple(said))


def may_be_shown(contact: Contact, country: str) -> bool:
    """Whether a contact is for this country and in use; help lines only one list names stay hidden."""
    here = contact.country == country or contact.kind in OWN_PEOPLE
    doubtful = contact.confidence == "low" and contact.layer != ORGANISATION and contact.kind != EMERGENCY
    return here and contact.status == "active" and not doubtful


def brings(contact: Contact, service: str) -> bool:
    return contact.kind == EMERGENCY and service in contact.services


class _Building:
    """The rungs so far and what has to be said about them."""

    def __init__(self, contacts: Sequence[Contact], country: str, channel: str) -> None:
        self.rungs: list[Rung] = []
        self.remarks: list[str] = []
        self._country, self._channel = country, channel
        self._shown = [contact for contact in contacts if may_be_shown(contact, country)]
        self._numbers = [contact for contact in self._shown if contact.kind == EMERGENCY]
        self._by_id = {contact.id: contact for contact in self._shown}
        self._reached: set[tuple[str, str]] = set()

    def role(self, role: str) -> None:
        """Add everybody who fills a role, each followed by the contact's own fallbacks."""
        found = self._who(role)
        if not found:
            self._nobody(role)
        for contact in found:
            self._add(role, contact)
            for next_one in contact.fallback:
                if next_one in self._by_id:
                    self._add(role, self._by_id[next_one])

    def _nobody(self, role: str) -> None:
        """Say that nobody fills a role; without a country or any emergency number one remark says that for all."""
        remark = NOBODY.get(role, f"Nobody is set for {role_words(role)}: ask your shift lead.")
        if "{country}" in remark and not self._country:
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
        if not self._numbers:
            self.remarks.append(NO_EMERGENCY_NUMBER if self._country else NO_COUNTRY)
            return
        last = self._last_ones()
        for contact in last:
            self._add(EMERGENCY_NUMBER, contact)
        listed = [contact for contact in last if contact.phone and contact.confidence] or last
        if self.rungs[-1].contact not in listed:
            self.rungs.append(Rung(EMERGENCY_NUMBER, listed[0]))

    def _last_ones(self) -> list[Contact]:
        """Those that bring an ambulance (or do not say); fire and police only where nothing else is confirmed.

        A number that only takes text messages is for text chats, unless there is no other.
        """
        usable = [contact for contact in self._numbers if contact.phone or self._channel == TEXT_CHAT] or self._numbers
        helping = [contact for contact in usable if "ambulance" in contact.services or not contact.services]
        if not any(_sure(contact) and "ambulance" in contact.services for contact in helping):
            helping = usable
        ranked = sorted(helping, key=_emergency_rank)
        return sorted(ranked, key=lambda contact: bool(contact.phone and contact.services and contact.confidence))

    def _who(self, role: str) -> list[Contact]:
        if role in SERVICE:
            found = [contact for contact in self._shown if brings(contact, SERVICE[role])]
            return sorted(found, key=_emergency_rank)
        kinds = KINDS.get(role, ())
        found = [contact for contact in self._shown if contact.kind in kinds]
        return sorted(found, key=lambda contact: _rank(contact, kinds, self._channel))

    def _add(self, role: str, contact: Contact) -> None:
        """One rung for one number, even if two contacts have it."""
        way = way_of(contact)
        if way not in self._reached:
            self._reached.add(way)
            self.rungs.append(Rung(role, contact))

    def _ways(self) -> int:
        return sum(rung.contact.kind != EMERGENCY for rung in self.rungs)


def way_of(contact: Contact) -> tuple[str, str]:
    """What two contacts share when reaching one is reaching the other."""
    if contact.phone:
        return "phone", "".join(sign for sign in contact.phone if sign.isdigit() or sign in "*#+") + contact.press
    for name in ("sms", "chat", "address"):
        if getattr(contact, name):
            return name, str(getattr(contact, name)).casefold()
    return "id", contact.id


def _sure(contact: Contact) -> bool:
    """A number of the directory that more than one list names."""
    return bool(contact.phone) and contact.confidence in ("high", "medium")


def _emergency_rank(contact: Contact) -> Rank:
    """The organisation's own, then as on the emergency card: an ambulance first, police alone last."""
    return (
        contact.layer != ORGANISATION,
        bool(contact.services) and "ambulance" not in contact.services,
        contact.services == ("police",),
        contact.confidence == "low",
        -len(contact.services),
        contact.confidence not in ("", "high"),
    )


def _rank(contact: Contact, kinds: Sequence[str], channel: str) -> Rank:
    """The organisation's own, general before specialist, better known before less, then what fits the channel."""
    own = contact.layer == ORGANISATION
    return (
        not own,
        _narrowness(contact),
        0 if own else CONFIDENCE.get(contact.confidence, 0),
        not _fits(contact, channel),
        kinds.index(contact.kind),
    )


def _narrowness(contact: Contact) -> int:
    """0 for everybody in the country, 1 for everybody in a part of it, 2 for some people."""
    if contact.kind in SPECIALIST_KINDS or contact.populations not in FOR_EVERYBODY:
        return 2
    return 1 if contact.region else 0


def _fits(contact: Contact, channel: str) -> bool:
    return bool(contact.sms or contact.chat) if channel == TEXT_CHAT else bool(contact.phone)
