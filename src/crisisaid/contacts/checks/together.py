"""Checks between contacts: who stands in for whom, and who shares a number."""

from __future__ import annotations

from collections import deque

from crisisaid.contacts.checks.contact import FALLBACK, MISTYPED, Problem
from crisisaid.contacts.ladder import way_of
from crisisaid.model.finding import WARNING

LONGEST_SHOWN = 20

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from crisisaid.model.contact import Contact


def check_together(
    contacts: Sequence[Contact], mine: Collection[str], hidden: Collection[str] = ()
) -> tuple[Problem, ...]:
    """What is wrong between the contacts of a country, as far as those with an id in ``mine`` are concerned.

    ``hidden`` are ids that the organisation has taken off its lists.
    """
    by_id = {contact.id: contact for contact in contacts}
    own = [contact for contact in contacts if contact.id in mine]
    names = [problem for contact in own for problem in _names_nobody(contact, by_id, hidden)]
    return (*names, *_circles(own, by_id), *_shared(contacts, own))


def _names_nobody(contact: Contact, by_id: Mapping[str, Contact], hidden: Collection[str]) -> Iterator[Problem]:
    from difflib import get_close_matches

    for place, name in enumerate(contact.fallback):
        known = by_id.get(name)
        if known is not None and known.status == "active":
            continue
        right, hint = "", "Name a contact that is in use here, or take it out of the list."
        if known is not None:
            said = f"'{contact.id}' falls back on '{name}', which is {known.status}."
        elif name in hidden:
            said = f"'{contact.id}' falls back on '{name}', which is hidden."
        else:
            where = f" for {contact.country}" if contact.country else ""
            said = f"'{contact.id}' falls back on '{name}', and there is no contact with this id{where}."
            right = next(iter(get_close_matches(name, [one for one in by_id if one != contact.id], 1, 0.75)), "")
        yield Problem(contact.id, "fallback", FALLBACK, said, "" if right else hint, right=right, at=place)


def _circles(own: Iterable[Contact], by_id: Mapping[str, Contact]) -> Iterator[Problem]:
    """One problem a circle, at the contact that is written first."""
    told: set[str] = set()
    going_on = _going_on(by_id)
    for contact in own:
        way = _way_back(contact.id, going_on) if contact.id not in told else ()
        if not way:
            continue
        told |= set(way)
        first = way[1 % len(way)]
        said = f"Fallbacks go in a circle: {_shown((*way, way[0]))}."
        hint = f"Whoever stands in for '{way[0]}' must not lead back to it: take '{first}' out of this list."
        kept = [name for name in contact.fallback if name != first]
        yield Problem(contact.id, "fallback", FALLBACK, said, hint, right=f"[{', '.join(kept)}]")


def _shown(way: Sequence[str]) -> str:
    """The way; of a very long one its two ends."""
    return " -> ".join(way if len(way) <= LONGEST_SHOWN else (*way[:5], f"({len(way) - 10} more)", *way[-5:]))


def _going_on(by_id: Mapping[str, Contact]) -> dict[str, list[str]]:
    """Who falls back on whom, without those from whom no way leads on for ever: what is left holds every circle."""
    on = {name: [other for other in one.fallback if other in by_id] for name, one in by_id.items() if one.fallback}
    back: dict[str, list[str]] = {}
    for name, others in on.items():
        for other in others:
            back.setdefault(other, []).append(name)
    left = {name: len(others) for name, others in on.items()}
    ended = [name for name in by_id if not left.get(name)]
    while ended:
        for name in back.get(ended.pop(), ()):
            left[name] -= 1
            if not left[name]:
                ended.append(name)
    return {name: [other for other in others if left.get(other)] for name, others in on.items() if left[name]}


def _way_back(start: str, on: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from a contact through fallbacks to itself, without its end; () when there is none."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for name in on.get(here, ()):
            if name == start:
                return _steps(start, here, came_from)
            if name not in came_from:
                came_from[name] = here
                waiting.append(name)
    return ()


def _steps(start: str, last: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    way = [last]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def _shared(contacts: Iterable[Contact], own: Iterable[Contact]) -> Iterator[Problem]:
    """An own contact under another one's number. Two names for one way to the same people are told once."""
    holders: dict[tuple[str, str], list[Contact]] = {}
    for contact in contacts:
        if contact.phone and contact.status == "active":
            holders.setdefault(way_of(contact), []).append(contact)
    told: set[tuple[str, str]] = set()
    for contact in own:
        way = way_of(contact)
        others = [one for one in holders.get(way, ()) if one.id != contact.id]
        if others and contact.status == "active" and way not in told:
            told.add(way)
            said = f"'{contact.id}' has the same number as '{others[0].id}' ({others[0].name}): {contact.phone}."
            hint = "Is one of them mistyped? If both are right, nothing has to change."
            yield Problem(contact.id, "phone", MISTYPED, said, hint, WARNING)
