"""Matching: which of several contacts for a role come first, for where, when and how the person can be helped.

Everything but a known age outside a line's bounds only moves a contact down; nothing else takes one away.
"""

from __future__ import annotations

from crisisaid.contacts.freshness import sinks
from crisisaid.contacts.hours.opening import CLOSED, OPEN, UNKNOWN, opening
from crisisaid.contacts.kinds import OWN_LAYERS, OWN_PEOPLE
from crisisaid.contacts.language_names import same_language
from crisisaid.contacts.populations import groups_named, groups_of, groups_of_age

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisisaid.model.contact import Contact
    from crisisaid.model.need import Need

    Rank = tuple[int, ...]

TEXT_CHAT = "text_chat"
ALWAYS_OPEN = "24/7"
WRITTEN = ("sms", "chat")
CONFIDENCE = {"": 0, "high": 1, "medium": 2, "low": 3}
SURE, PERHAPS, NOT_AT_ALL = 0, 1, 2


def in_order(found: Iterable[Contact], kinds: Sequence[str], need: Need, today: str) -> tuple[Contact, ...]:
    """The contacts of a role, whoever can be reached by this person now first; specialist and general side by side."""
    wanted = {*groups_named(need.populations), *groups_of_age(need.age)}
    general: dict[Rank, list[tuple[Rank, Contact]]] = {}
    special: dict[Rank, list[tuple[Rank, Contact]]] = {}
    for contact in found:
        if not _outside_its_ages(contact, need.age):
            groups = set(groups_of(contact))
            side = special if wanted & groups else general
            others = bool(groups) and side is general and contact.layer not in OWN_LAYERS
            bucket = (*_reachable_now(contact, need), others, _understood(contact, need))
            side.setdefault(bucket, []).append((_rank(contact, kinds, need, today), contact))
    ordered = []
    for bucket in sorted({*general, *special}):
        sides = [sorted(side.get(bucket, ()), key=lambda pair: pair[0]) for side in (special, general)]
        placed = [(place, which, one[1]) for which, side in enumerate(sides) for place, one in enumerate(side)]
        ordered += [contact for *_, contact in sorted(placed, key=lambda one: one[:2])]
    return tuple(ordered)


def state_of(contact: Contact, need: Need) -> str:
    """open, closed or unknown at the moment that is meant; without one, open only for what never closes."""
    if not need.at:
        return OPEN if contact.hours == ALWAYS_OPEN and contact.status == "active" else UNKNOWN
    return opening(contact, need.at).state


def ways_for(contact: Contact, need: Need) -> int:
    """Whether the person has a way to use it: SURE, PERHAPS (it may cost what they do not have) or NOT_AT_ALL."""
    if contact.kind in OWN_PEOPLE:
        return SURE  # the supporter calls them
    voice = bool(contact.phone) and not (need.cannot_speak or need.deaf)
    written = bool(contact.sms or contact.textphone or contact.chat or contact.address)
    if not (voice or written):
        return NOT_AT_ALL
    without_credit = contact.free or contact.chat or contact.address
    if need.no_credit and not without_credit:
        return PERHAPS if contact.free is None else NOT_AT_ALL
    return SURE


def speaks(contact: Contact, languages: Sequence[str]) -> int:
    """0 where one of these languages is stated (or none is asked for), 1 where none is stated, 2 where others are."""
    if not languages or any(same_language(one, other) for one in contact.languages for other in languages):
        return 0
    return 2 if contact.languages else 1


def _understood(contact: Contact, need: Need) -> int:
    """By the language the person needs; where none is known, a line that speaks none of the organisation's sinks."""
    if need.languages:
        return speaks(contact, need.languages)
    return int(speaks(contact, need.spoken) == 2)


def serves(contact: Contact, region: str) -> int:
    """0 for this part of the country, 1 for the whole of it, 2 for another part; without a part the whole is first."""
    if not region:
        return 1 if not contact.region else 2
    return 0 if contact.region == region else 2 if contact.region else 1


def _reachable_now(contact: Contact, need: Need) -> Rank:
    state = {OPEN: 0, CLOSED: 2}.get(state_of(contact, need), 1) if need.at else 0
    elsewhere = bool(need.region) and serves(contact, need.region) == 2
    return (ways_for(contact, need), state, elsewhere)


def _rank(contact: Contact, kinds: Sequence[str], need: Need, today: str) -> Rank:
    """The organisation's own, for everybody before for some, better known before less, then what fits the channel.

    What the organisation has not checked for twice as long as it should have is its own no more, for the order.
    """
    age = sinks(contact, today) if today else 0
    own = contact.layer in OWN_LAYERS and (age < 2 or contact.kind in OWN_PEOPLE)
    return (
        not own,
        bool(groups_of(contact)),
        serves(contact, need.region),
        age,
        0 if own else CONFIDENCE.get(contact.confidence, 0),
        not _fits(contact, need.channel),
        kinds.index(contact.kind) if contact.kind in kinds else len(kinds),
    )


def _fits(contact: Contact, channel: str) -> bool:
    return any(getattr(contact, way) for way in WRITTEN) if channel == TEXT_CHAT else bool(contact.phone)


def _outside_its_ages(contact: Contact, age: int | None) -> bool:
    if age is None:
        return False
    return (contact.min_age is not None and age < contact.min_age) or (
        contact.max_age is not None and age > contact.max_age
    )
