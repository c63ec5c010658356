"""`contacts search`: whom to hand over to, by what a person needs, in the words of whoever looks.

An organisation's own contacts and the built-in ones are searched as an imported directory of thousands is: the same
index, made in memory.
"""

from __future__ import annotations

from crisisaid.app.contacts.directory import Directory
from crisisaid.app.printing import print_out, say
from crisisaid.app.services import Services
from crisisaid.contacts.index.search import Found, places_of, typed_words
from crisisaid.errors import DONE, REFUSED, FileRefused, UsageRefused
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.model.contact import Contact

NEED_ONE = "Name a country: --country GB. Or set your own: crisisaid contacts setup."
NOTHING = "Nothing was found. Try one word of what is needed, such as food or debt."
NOT_SEARCHED = "The imported directory was not searched."


class Sought(Record):
    """What is looked for: words, a country ("": the organisation's own), a region that comes first, how many."""

    words: str
    country: str = ""
    region: str = ""
    most: int = 20


def search(environ: Mapping[str, str], organisation: str, site: str, sought: Sought, *, as_json: bool) -> int:
    """Print the nearest, at most so many; 1 where the imported directory could not be read."""
    if not typed_words(sought.words):
        raise UsageRefused("There is no word to search for.", 'Say what is needed: crisisaid contacts search "debt".')
    directory = Directory(environ, organisation, site)
    services = Services(directory.folder)
    if not (sought.country or directory.countries() or services.there()):
        raise UsageRefused("No country is named, and none is set.", NEED_ONE)
    problem, imported = "", Found()
    try:
        imported = services.search(sought.words, sought.country, sought.region, sought.most)
    except FileRefused as refused:
        problem = f"{refused.message} {NOT_SEARCHED} {refused.hint}".strip()
    known = tuple(_in_files(directory, sought.country))
    found = _together(_search_in(known, sought), _not_over(imported, known), sought.most)
    _print(directory, found, as_json=as_json)
    if problem:
        say(problem)
    return REFUSED if problem else DONE


def _in_files(directory: Directory, country: str) -> Iterator[Contact]:
    """The organisation's contacts and the built-in ones that a check would show, each once."""
    from crisisaid.contacts.shown import may_be_shown

    seen: set[str] = set()
    for code in (country,) if country else directory.countries():
        for contact in directory.contacts(code):
            if contact.id not in seen and may_be_shown(contact, code):
                seen.add(contact.id)
                yield contact


def _search_in(contacts: tuple[Contact, ...], sought: Sought) -> Found:
    import sqlite3
    from contextlib import closing

    from crisisaid.contacts.index.filling import fill

    with closing(sqlite3.connect(":memory:")) as index:
        fill(index, contacts, lambda: None)
        found = places_of(index, sought.words, "", sought.region, sought.most)
    return Found(tuple(contacts[place - 1] for place in found.places), found.remarks, found.step)


def _not_over(imported: Found, known: tuple[Contact, ...]) -> Found:
    """Without what the organisation has an entry of its own for."""
    own = {contact.id for contact in known}
    return imported.but(contacts=tuple(contact for contact in imported.contacts if contact.id not in own))


def _together(own: Found, imported: Found, most: int) -> Found:
    """Where both have something as near, the organisation's own first, and room for both; else the nearer alone."""
    there = [found for found in (own, imported) if found.contacts]
    step = min((found.step for found in there), default=0)
    kept = [found for found in there if found.step == step]
    remarks = tuple(dict.fromkeys(remark for found in kept for remark in found.remarks))
    if len(kept) < 2:
        return Found(kept[0].contacts[:most] if kept else (), remarks, step)
    first = own.contacts[: max(most - len(imported.contacts), (most + 1) // 2)]
    return Found((*first, *imported.contacts)[:most], remarks, step)


def _print(directory: Directory, found: Found, *, as_json: bool) -> None:
    if as_json:
        import json

        from crisisaid.contacts.entries import fields_of

        listed = [{**fields_of(contact), "layer": contact.layer} for contact in found.contacts]
        print_out(json.dumps({"contacts": listed, "remarks": list(found.remarks)}, ensure_ascii=False, indent=2))
    elif found.contacts:
        print_out("\n".join(_lines(directory, found.contacts)))
    for remark in found.remarks:
        say(remark)
    if not found.contacts:
        say(NOTHING)


def _lines(directory: Directory, contacts: tuple[Contact, ...]) -> Iterator[str]:
    """Numbered: who, each number whole on its own line, when, where and whom for, when it was checked."""
    from crisisaid.app.present_more import numbers
    from crisisaid.contacts.words import checked_briefly, day_of, fit_words, hours_words, now_words
    from crisisaid.formats.summary_words import capital, stop
    from crisisaid.model.need import Need
    from crisisaid.model.plain import clean

    need = Need(at=directory.desk.now(), here=directory.desk.timezone())
    today = day_of(need.at, need.here)
    for place, contact in enumerate(contacts, 1):
        yield clean(f"{place}. {contact.name}  [{contact.id}]")
        yield from (clean(f"     {way}") for way in numbers(contact))
        said = (f"Hours: {hours_words(contact)}", now_words(contact, need), *fit_words(contact, need))
        yield from (clean(f"     {stop(capital(line))}") for line in (*said, checked_briefly(contact, today)) if line)
