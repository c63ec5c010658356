"""Coverage: for every role and language, when somebody can be reached through time, and when nobody can."""

from __future__ import annotations

from crisisaid.contacts.hours.opening import open_spans
from crisisaid.contacts.hours.spans import intersect, subtract, union
from crisisaid.contacts.ladder import brings
from crisisaid.contacts.language_names import same_language
from crisisaid.contacts.populations import groups_of
from crisisaid.contacts.roles import KINDS, ROLES, SERVICE
from crisisaid.model.cover import Cover

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crisisaid.contacts.hours.spans import Spans
    from crisisaid.model.contact import Contact
    from crisisaid.model.cover import Asked
    from crisisaid.model.duty import Duty


def coverage(
    needs: Sequence[Asked],
    contacts: Sequence[Contact],
    duties: Sequence[Duty],
    start: int,
    end: int,
    *,
    after: Callable[[Cover], Cover] = lambda cover: cover,
) -> tuple[Cover, ...]:
    """What holds for each need from start until before end (epoch seconds), in the order of the needs.

    ``contacts`` are those that may be shown where the organisation works. Somebody counts while their hours are known
    and they are open, or while the rota has them on duty; a stand-in counts only where nobody of the role does.
    ``after`` is called with each that is done.
    """
    looking = _Looking(contacts, duties, start, end)
    return tuple(after(looking.cover(need)) for need in needs)


class _Reach:
    """When a role (or a contact) can be reached in a language, by how sure it is that it helps whoever asks."""

    def __init__(self, sure: Spans, unknown: Spans, some_people: Spans, without_hours: tuple[str, ...]) -> None:
        self.sure, self.unknown, self.some_people = sure, unknown, some_people
        self.without_hours = without_hours

    def any(self) -> Spans:
        return union((self.sure, self.unknown, self.some_people))


class _Looking:
    """The contacts and the rota over one stretch of time; what is asked twice is worked out once."""

    def __init__(self, contacts: Sequence[Contact], duties: Sequence[Duty], start: int, end: int) -> None:
        self._contacts = [contact for contact in contacts if contact.status == "active"]
        self._by_id = {contact.id: contact for contact in self._contacts}
        self._duties: dict[str, list[Duty]] = {}
        for duty in duties:
            if duty.end > start and duty.start < end:
                self._duties.setdefault(duty.role, []).append(duty)
        self._start, self._end = start, end
        self._open: dict[str, Spans | None] = {}
        self._reaches: dict[tuple[str, str], _Reach] = {}

    def cover(self, need: Asked) -> Cover:
        reach = self._reach(need.role, need.language)
        left = subtract(((self._start, self._end),), reach.any())
        stood_in = []
        stand_ins = (*need.stand_ins, *self._own_fallbacks(need.role))
        for name in stand_ins if left else ():
            helped = intersect(left, self._reach(name, need.language).any())
            stood_in.append(helped)
            left = subtract(left, helped)
        unknown = subtract(reach.unknown, reach.sure)
        some = subtract(reach.some_people, union((reach.sure, reach.unknown)))
        return Cover(
            need.role,
            need.language,
            need.tiers,
            gaps=left,
            stood_in=union(stood_in),
            some_people=some,
            unknown=unknown,
            stand_ins=tuple(dict.fromkeys(stand_ins)),
            without_hours=reach.without_hours if left or stood_in or some or unknown else (),
        )

    def _own_fallbacks(self, role: str) -> Iterator[str]:
        """The contacts named as the next to try by those of the role, as the ladder shows them."""
        for contact in self._contacts:
            if fills(contact, role):
                yield from (name for name in contact.fallback if name in self._by_id)

    def _reach(self, name: str, language: str) -> _Reach:
        """Of a role, or of the one contact of that id."""
        if (name, language) not in self._reaches:
            self._reaches[name, language] = self._made(name, language)
        return self._reaches[name, language]

    def _made(self, name: str, language: str) -> _Reach:
        kinds: dict[str, list[Spans]] = {"sure": [], "unknown": [], "some": []}
        closed_book = []
        for contact in self._of(name):
            times = self._spans(contact)
            if times is None:
                closed_book.append(contact.id)
            elif (speaks := _speaks(contact.languages, language)) != "not":
                kinds["some" if for_some_people(contact) else speaks].append(times)
        for duty in self._duties.get(name, ()):
            if (speaks := self._duty_speaks(duty, language)) != "not":
                kinds[speaks].append(((max(duty.start, self._start), min(duty.end, self._end)),))
        sure, unknown, some = (union(spans) for spans in kinds.values())
        return _Reach(sure, unknown, some, tuple(closed_book))

    def _of(self, name: str) -> Iterable[Contact]:
        if name in self._by_id and name not in ROLES:
            return (self._by_id[name],)
        return (contact for contact in self._contacts if fills(contact, name))

    def _spans(self, contact: Contact) -> Spans | None:
        if contact.id not in self._open:
            self._open[contact.id] = open_spans(contact, self._start, self._end)
        return self._open[contact.id]

    def _duty_speaks(self, duty: Duty, language: str) -> str:
        """A number that stands in the rota alone does not say its languages; a contact nobody knows is not there."""
        if duty.contact not in self._by_id:
            return _speaks((), language) if duty.phone else "not"
        return _speaks(self._by_id[duty.contact].languages, language)


def _speaks(stated: Sequence[str], language: str) -> str:
    """ "sure" in a language that is stated (or none is asked for), "unknown" where none is stated, else "not"."""
    if not language or any(same_language(one, language) for one in stated):
        return "sure"
    return "not" if stated else "unknown"


def fills(contact: Contact, role: str) -> bool:
    """Whether a contact is of the right kind for a role."""
    if role in SERVICE:
        return brings(contact, SERVICE[role])
    return contact.kind in KINDS.get(role, ())


def for_some_people(contact: Contact) -> bool:
    """Whether a contact helps only young people, veterans, older people or another group."""
    return bool(groups_of(contact)) or contact.max_age is not None
