"""Shown: the contacts of a country that may be shown at all, by kind and by id, sorted out once for many referrals."""

from __future__ import annotations

from crisisaid.contacts.kinds import EMERGENCY, OWN_LAYERS, OWN_PEOPLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisisaid.model.contact import Contact


def may_be_shown(contact: Contact, country: str) -> bool:
    """Whether a contact is for this country and in use; help lines only one list names stay hidden."""
    here = contact.country == country or contact.kind in OWN_PEOPLE
    doubtful = contact.confidence == "low" and contact.layer not in OWN_LAYERS and contact.kind != EMERGENCY
    return here and contact.status == "active" and not doubtful


class Shown:
    """``contacts`` in any order; ``more`` may follow for one referral, from a directory too large to hold."""

    def __init__(self, contacts: Iterable[Contact], country: str) -> None:
        self.country = country
        self.by_id: dict[str, Contact] = {}
        self._by_kind: dict[str, list[Contact]] = {}
        for contact in contacts:
            self._take(contact)

    def _take(self, contact: Contact) -> None:
        if contact.id not in self.by_id and may_be_shown(contact, self.country):
            self.by_id[contact.id] = contact
            self._by_kind.setdefault(contact.kind, []).append(contact)

    def also(self, more: Sequence[Contact]) -> Shown:
        """The same with these beside them; one whose id is there already is left out."""
        if not more:
            return self
        both = Shown((), self.country)
        both.by_id = dict(self.by_id)
        both._by_kind = {kind: list(found) for kind, found in self._by_kind.items()}
        for contact in more:
            both._take(contact)
        return both

    def of(self, kinds: Iterable[str]) -> list[Contact]:
        """Those of these kinds."""
        return [contact for kind in kinds for contact in self._by_kind.get(kind, ())]
