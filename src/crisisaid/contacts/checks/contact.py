"""Checks: what cannot be right in a contact, or is due, with the value that would be; nothing here reads a file."""

from __future__ import annotations

from crisisaid.contacts.freshness import DUE, NEVER, OVERDUE, age_words, day_of, in_the_future, next_check, state
from crisisaid.contacts.hours.text import corrected, read_hours
from crisisaid.contacts.hours.zones import closed_days, zone_fault
from crisisaid.contacts.kinds import OWN_PEOPLE
from crisisaid.model.finding import ERROR, WARNING
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.contact import Contact

HOURS, ZONE, FALLBACK, SUPERSEDED, CHECK_DUE = "CA0604", "CA0605", "CA0606", "CA0607", "CA0608"
SETTING, IMPOSSIBLE, MISTYPED = "CA0612", "CA0613", "CA0614"

ALWAYS = "24/7"
FEWEST_DIGITS, MOST_DIGITS = 2, 15
"""15 digits are the most of an international number (ITU-T E.164); the shortest numbers in use have two."""

NOT_KNOWN = "Until then its hours count as not known."
EXAMPLE_HOURS = "Mo-Fr 09:00-17:00; Sa 10:00-13:00"


class Problem(Record):
    """What is wrong with a contact's field (``field`` "": with the contact), and what to do.

    ``right`` is the value as it should stand in the file, "" where only a person can know it. ``at`` is the place in
    a list, -1 for the whole field.
    """

    contact: str
    field: str
    code: str
    message: str
    hint: str
    severity: str = ERROR
    right: str = ""
    at: int = -1


def check_contact(contact: Contact, today: str) -> tuple[Problem, ...]:
    """Everything that can be seen in one contact alone. ``today`` is a day as 2026-11-23."""
    found = (*_hours(contact), *_zone(contact), *_closed(contact, today), *_bounds(contact), *_number(contact))
    return (*found, *_freshness(contact, today))


def _hours(contact: Contact) -> Iterator[Problem]:
    if not contact.hours:
        return
    _, fault = read_hours(contact.hours)
    if fault:
        right = corrected(contact.hours)
        said = fault.partition(" If that is what is meant")[0] if right else fault
        hint = "" if right else f'For example: hours: "{EXAMPLE_HOURS}".'
        yield Problem(
            contact.id, "hours", HOURS, f'hours: "{contact.hours}". {said}', f"{hint} {NOT_KNOWN}".strip(), right=right
        )


def _zone(contact: Contact) -> Iterator[Problem]:
    if contact.timezone:
        fault = zone_fault(contact.timezone)
        if fault:
            right = fault.partition("Did you mean '")[2].rstrip("?'")
            yield Problem(contact.id, "timezone", ZONE, fault.partition(" Did you")[0], NOT_KNOWN, right=right)
    elif contact.hours not in ("", ALWAYS):
        said = f"'{contact.id}' has hours and no time zone: nobody can tell whether it is open."
        yield Problem(contact.id, "hours", ZONE, said, "Add its time zone below: timezone: Europe/London", WARNING)


def _closed(contact: Contact, today: str) -> Iterator[Problem]:
    for place, day in enumerate(contact.closed_on):
        faults = closed_days((day,))[1]
        if faults:
            said, _, hint = faults[0].partition(". ")
            yield Problem(contact.id, "closed_on", ZONE, f"{said}.", hint, at=place)
    days = [day for day in contact.closed_on if day_of(day)]
    if days and max(days) < today:
        said = f"Every day in 'closed_on' of '{contact.id}' is past; the last is {max(days)}."
        hint = "Add the days on which it will be closed next, or delete the list."
        yield Problem(contact.id, "closed_on", ZONE, said, hint, WARNING)


def _bounds(contact: Contact) -> Iterator[Problem]:
    youngest, oldest = contact.min_age, contact.max_age
    if youngest is not None and oldest is not None and youngest > oldest:
        said = f"'{contact.id}' begins at age {youngest} and ends at age {oldest}: that is for nobody."
        yield Problem(contact.id, "min_age", IMPOSSIBLE, said, "Did the two change places?", right=str(oldest))
    if contact.region and contact.country and not contact.region.startswith(f"{contact.country}-"):
        said = f"'{contact.region}' is no part of {contact.country}."
        hint = f"A region of {contact.country} begins with {contact.country}-. Or correct its country."
        yield Problem(contact.id, "region", IMPOSSIBLE, said, hint)
    if not contact.country and contact.kind not in OWN_PEOPLE:
        yield Problem(contact.id, "", IMPOSSIBLE, f"'{contact.id}' names no country.", "Add one: country: GB")
    yield from _languages(contact)


def _languages(contact: Contact) -> Iterator[Problem]:
    from difflib import get_close_matches

    from crisisaid.contacts.language_names import LANGUAGES

    by_name = {name.casefold(): tag for tag, name in LANGUAGES.items()}
    for place, tag in enumerate(contact.languages):
        if tag in LANGUAGES or tag.partition("-")[0] in LANGUAGES:
            continue
        close = get_close_matches(tag.casefold(), by_name, 1, 0.8)
        right = by_name[close[0]] if close else ""
        hint = "" if right else "Write its tag: en for English, cy for Welsh, pt-BR for Brazilian Portuguese."
        said = f"'{tag}' is not the tag of a language known here."
        yield Problem(contact.id, "languages", IMPOSSIBLE, said, hint, WARNING, right=right, at=place)


def _number(contact: Contact) -> Iterator[Problem]:
    """Only what a number's length can tell: short codes are never doubted, nothing is looked up."""
    for field in ("phone", "textphone"):
        number = getattr(contact, field)
        count = sum(sign.isdigit() for sign in number)
        if number and not FEWEST_DIGITS <= count <= MOST_DIGITS:
            said = f"'{number}' has {count} digit{'s' if count != 1 else ''}."
            hint = "Compare it with the operator's own site, digit by digit."
            yield Problem(contact.id, field, MISTYPED, said, hint, WARNING)


def _freshness(contact: Contact, today: str) -> Iterator[Problem]:
    if contact.status == "retired":
        return
    record = f"Then: crisisaid contacts edit {contact.id} --checked {today} --how website --by ROLE"
    if in_the_future(contact, today):
        said = f"'{contact.id}' was checked on {contact.verified_on}, which is still to come."
        hint = f"Write the day of the check. Today is {today}."
        yield Problem(contact.id, "verified_on", CHECK_DUE, said, hint)
    elif contact.verified_on and day_of(contact.verified_on) is None:
        said = f"'{contact.verified_on}' is not a day of the calendar."
        yield Problem(contact.id, "verified_on", CHECK_DUE, said, f'Write it as year-month-day: "{today}".')
    elif state(contact, today) == NEVER:
        said = f"'{contact.id}' ({contact.name}): {age_words(contact, today)}."
        yield Problem(contact.id, "", CHECK_DUE, said, f"How: crisisaid contacts callsheet. {record}", WARNING)
    elif state(contact, today) in (DUE, OVERDUE):
        said = f"'{contact.id}' ({contact.name}) was {age_words(contact, today)}."
        lower = " It stands below those with a current check." if state(contact, today) == OVERDUE else ""
        yield Problem(contact.id, "verified_on", CHECK_DUE, f"{said}{lower}", record, WARNING)


def due(contact: Contact, today: str) -> bool:
    """Whether somebody should check it now."""
    return next_check(contact, today) <= today
