"""Index rows: contacts become the rows of the index's tables; what many share (hours, languages) is written once."""

from __future__ import annotations

import json
from zlib import crc32

from crisisaid.contacts.freshness import UNVERIFIED, day_of, limit_days
from crisisaid.contacts.hours.text import read_hours
from crisisaid.contacts.hours.zones import closed_days, wall_clock
from crisisaid.contacts.index.slots import open_anywhere, open_days
from crisisaid.contacts.index.words import spellings, text_of
from crisisaid.contacts.kinds import EMERGENCY, IMPORTED
from crisisaid.contacts.populations import groups_of
from crisisaid.model.contact import Contact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

FIELDS = tuple(name for name in Contact._fields if name != "layer")
LISTS = tuple(name for name in FIELDS if isinstance(Contact._defaults.get(name), tuple))
WAY_BITS = {"phone": 1, "sms": 2, "textphone": 4, "chat": 8, "address": 16}
CONFIDENCE = {"": 0, "high": 1, "medium": 2, "low": 3}
EPOCH = 719163
"""1970-01-01 by ``date.toordinal``."""
NO_AGE, ANY_AGE = 0, 999
NOT_KNOWN = 0


class NotAsWritten(Exception):
    """What comes back from the index is not what was written: the disk has changed it."""


class Rows:
    """Rows to be written, by table, in the order they were made; what was seen before is numbered and not repeated."""

    def __init__(self) -> None:
        self.made: dict[str, list[tuple[object, ...]]] = {}
        self.spellings: dict[str, int] = {}
        self._numbers: dict[str, dict[object, int]] = {}

    def take(self, contact: Contact, place: int) -> None:
        """The rows of one contact."""
        self._put("entry", (place, *entry_values(contact)))
        if not may_be_matched(contact):
            return
        zone = self._zone(contact)
        self._put("service", (place, contact.country, contact.kind, zone, contact.region, self._hours(contact, zone),
                              self._languages(contact), self._groups(contact), *_plain(contact)))  # fmt: skip
        text = text_of(contact)
        self._put("service_words", (place, *text))
        for word in spellings(text):
            self.spellings[word] = self.spellings.get(word, 0) + 1

    def _put(self, table: str, row: tuple[object, ...]) -> None:
        self.made.setdefault(table, []).append(row)

    def _number(self, what: str, value: object) -> tuple[int, bool]:
        """The number of a value, from 1, and whether it is a new one."""
        known = self._numbers.setdefault(what, {})
        new = value not in known
        return known.setdefault(value, len(known) + 1), new

    def _zone(self, contact: Contact) -> int:
        if not wall_clock(contact.timezone):
            return NOT_KNOWN
        zone, _ = self._number("zone", contact.timezone)
        if self._number("zone of a country", (contact.country, zone))[1]:
            self._put("time_zone", (contact.country, zone, contact.timezone))
        return zone

    def _hours(self, contact: Contact, zone: int) -> int:
        hours, _ = read_hours(contact.hours) if contact.hours else (None, "")
        closed, faults = closed_days(contact.closed_on)
        # Without a clock only what never closes is known to be open.
        if not hours or faults or not (zone or hours.always):
            return NOT_KNOWN
        number, new = self._number("hours", (zone, contact.hours, contact.closed_on))
        if new:
            for day, (whole, partly) in (open_days if zone else open_anywhere)(hours, closed):
                self._put("open_day", (zone, day, number, whole, partly))
        return number

    def _languages(self, contact: Contact) -> int:
        tags = tuple(sorted({tag.casefold() for tag in contact.languages}))
        if not tags:
            return NOT_KNOWN
        number, new = self._number("languages", tags)
        if new:
            exact = {(tag, 1) for tag in tags}
            wider = {(prefix, 0) for tag in tags for prefix in prefixes(tag)}
            for tag, is_exact in sorted(exact | wider):
                self._put("language_set", (tag, is_exact, number))
        return number

    def _groups(self, contact: Contact) -> int:
        groups = tuple(sorted(groups_of(contact)))
        if not groups:
            return NOT_KNOWN
        number, new = self._number("groups", groups)
        if new:
            for group in groups:
                self._put("group_set", (group, number))
        return number


def may_be_matched(contact: Contact) -> bool:
    """Whether a referral may show it: in use, and not a help line that only one doubtful list names."""
    return contact.status == "active" and (contact.confidence != "low" or contact.kind == EMERGENCY)


def prefixes(tag: str) -> tuple[str, ...]:
    """The wider languages of a tag: zh-hant-tw is a kind of zh-hant and of zh."""
    parts = tag.casefold().split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))


def entry_values(contact: Contact) -> tuple[object, ...]:
    """The fields as the table holds them, and their seal."""
    stored = tuple(_stored(name, getattr(contact, name)) for name in FIELDS)
    return (*stored, seal(stored))


def contact_of(stored: Sequence[Any] | None) -> Contact:
    """The contact in a row of ``entry`` (without the place). Raises NotAsWritten rather than give a wrong number."""
    if stored is None or stored[-1] != seal(stored[:-1]):
        raise NotAsWritten
    named = dict(zip(FIELDS, stored[:-1], strict=True))
    for name in LISTS:
        named[name] = tuple(json.loads(named[name])) if named[name] != "[]" else ()
    free = named["free"]
    return Contact(**{**named, "free": None if free is None else bool(free), "layer": IMPORTED})


def seal(stored: Sequence[object]) -> int:
    """A sum over the fields, by which a digit that a failing disk has changed is noticed. No guard against people."""
    return crc32(repr(tuple(stored)).encode("utf-8", "surrogatepass"))


def _stored(name: str, value: object) -> object:
    if name in LISTS:
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


def _plain(contact: Contact) -> tuple[int, ...]:
    """Ways, credit, ages, the check, and how sure the lists are, as numbers."""
    ways = sum(bit for way, bit in WAY_BITS.items() if getattr(contact, way))
    paid = 1 if contact.free is None else 2
    credit = 0 if contact.free or contact.chat or contact.address else paid
    least = NO_AGE if contact.min_age is None else contact.min_age
    most = ANY_AGE if contact.max_age is None else contact.max_age
    on = None if contact.verified_how == UNVERIFIED else day_of(contact.verified_on)
    verified = on.toordinal() - EPOCH if on else NOT_KNOWN
    return ways, credit, least, most, verified, limit_days(contact), CONFIDENCE.get(contact.confidence, 0)
