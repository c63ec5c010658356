"""`contacts callsheet`: who is to be checked, how that is done without ringing a crisis line, and what to compare."""

from __future__ import annotations

from crisisaid.app.contacts.callsheet_words import HOW, NEVER_CALL, REMARKS, compare, how_to_check
from crisisaid.app.contacts.checking import the_day
from crisisaid.app.contacts.directory import Directory
from crisisaid.app.countries import country_name
from crisisaid.app.printing import hand_out, say
from crisisaid.contacts.freshness import (
    CRISIS,
    NEVER,
    age_days,
    age_words,
    data_words,
    limit_days,
    next_check,
    sinks,
    state,
)
from crisisaid.contacts.kinds import BUILT_IN, EMERGENCY
from crisisaid.contacts.ladder import ladder
from crisisaid.contacts.roles import ROLES
from crisisaid.errors import DONE, UsageRefused
from crisisaid.model.callsheet import CallEntry, CallSheet
from crisisaid.model.need import Need
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisisaid.model.contact import Contact

FORMS = ("text", "html", "csv")
FIRST_ONES = 2
"""So many of the built-in lines of a role are on the sheet: those a supporter would try first."""


class Asked(Record):
    """Which sheet: of a country ("" for the organisation's own), a site, in which form, on which day."""

    organisation: str = ""
    site: str = ""
    country: str = ""
    form: str = "text"
    output: str = ""
    today: str = ""


def callsheet(environ: Mapping[str, str], asked: Asked) -> int:
    """Print the sheet. Raises UsageRefused where no country is named and none is set."""
    today = the_day(asked.today)
    directory = Directory(environ, asked.organisation, asked.site)
    countries = (asked.country,) if asked.country else directory.countries()
    if not countries:
        hint = "Name one: --country GB. Or set your own: crisisaid contacts setup."
        raise UsageRefused("No country is named, and none is set.", hint)
    sheet = sheet_of(directory, countries, today)
    hand_out(_as(asked.form, sheet), asked.output)
    say(f"{len(sheet.entries)} to check, {len(sheet.later)} whose check still counts.")
    return DONE


def _as(form: str, sheet: CallSheet) -> str:
    if form == "html":
        from crisisaid.formats.callsheet_html import callsheet_html

        return callsheet_html(sheet)
    if form == "csv":
        from crisisaid.formats.callsheet_csv import callsheet_csv

        return callsheet_csv(sheet)
    from crisisaid.formats.callsheet_text import callsheet_text

    return callsheet_text(sheet)


def sheet_of(directory: Directory, countries: Sequence[str], today: str) -> CallSheet:
    """The organisation's own contacts, and the built-in ones that a supporter would be shown first."""
    from crisisaid.card_numbers import DATA_DATE

    found: dict[str, Contact] = {}
    for code in countries:
        found |= {contact.id: contact for contact in _of_country(directory, code)}
    waiting = [one for one in found.values() if state(one, today) == NEVER or sinks(one, today)]
    later = sorted((next_check(one, today), one.name) for one in found.values() if one not in waiting)
    names = ", ".join(country_name(code) for code in countries)
    settled = directory.desk.organisation()
    old = data_words(DATA_DATE, today)
    tell = f"A number is wrong? Tell {settled.contact_person}." if settled.contact_person else ""
    remarks = (f"{names}. Printed on {today}.", *REMARKS, *(words for words in (tell, old) if words))
    title = f"Contacts to check: {settled.name}" if settled.name else "Contacts to check"
    waiting.sort(key=lambda one: _rank(one, today))
    entries = tuple(_entry(one, today) for one in waiting)
    return CallSheet(title, remarks, entries, tuple((name, day) for day, name in later))


def _of_country(directory: Directory, code: str) -> Iterator[Contact]:
    contacts = directory.contacts(code)
    yield from (one for one in contacts if one.layer != BUILT_IN and one.status != "retired")
    made = ladder(contacts, Need(country=code, country_name=country_name(code)), tuple(ROLES))
    count: dict[str, int] = {}
    for rung in made.rungs:
        count[rung.role] = count.get(rung.role, 0) + 1
        if rung.contact.layer == BUILT_IN and count[rung.role] <= FIRST_ONES:
            yield rung.contact


def _rank(contact: Contact, today: str) -> tuple[object, ...]:
    """Past a check's end the longest first; then what was never checked, the organisation's own before public lists."""
    over = _days_over(contact, today)
    return (over < 0, -over, contact.layer == BUILT_IN, *_need(contact), contact.name)


def _need(contact: Contact) -> tuple[bool, bool]:
    """Emergency numbers and crisis lines before all others of the same standing."""
    return contact.kind != EMERGENCY, contact.kind not in CRISIS


def _days_over(contact: Contact, today: str) -> int:
    age = age_days(contact, today)
    return -1 if age is None else age - limit_days(contact)


def _entry(contact: Contact, today: str) -> CallEntry:
    how = how_to_check(contact)
    return CallEntry(
        id=contact.id,
        name=contact.name,
        country=contact.country,
        kind=contact.kind,
        layer=contact.layer,
        state=age_words(contact, today),
        due=next_check(contact, today),
        days_over=_days_over(contact, today),
        how=HOW[how],
        warning=NEVER_CALL.get(how, ""),
        compare=compare(contact),
        sources=contact.sources,
        record=f"crisisaid contacts edit {contact.id} --checked {today} --how website --by ROLE",
    )
