"""`contacts list`, `show` and `match`: what is in the directory, where it comes from, and what a check would show."""

from __future__ import annotations

import json
import os

from crisisaid.app.contacts.directory import Directory, moment, usable
from crisisaid.app.countries import country_name
from crisisaid.app.printing import print_out, say
from crisisaid.contacts.directory import FOLDER, read_country
from crisisaid.contacts.entries import fields_of
from crisisaid.contacts.kinds import BUILT_IN
from crisisaid.contacts.language_names import LANGUAGES
from crisisaid.contacts.populations import GROUPS, groups_named
from crisisaid.contacts.provenance import Origin, origins
from crisisaid.contacts.roles import KINDS, ROLES
from crisisaid.contacts.shown import may_be_shown
from crisisaid.contacts.words import checked, day_of, fit_words, hours_words, note_words
from crisisaid.errors import DONE, FileRefused, UsageRefused
from crisisaid.model.need import Need
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisisaid.model.contact import Contact, Ladder, Rung

NEED_ONE = "Name a country: --country GB. Or set your own: crisisaid contacts setup."


class Listed(Record):
    """Which contacts are listed."""

    country: str = ""
    kind: str = ""
    own: bool = False
    everything: bool = False


def list_contacts(directory: Directory, wanted: Listed, *, as_json: bool) -> int:
    """The contacts of a country, the organisation's own first; ``everything`` also what a check would not show."""
    country = wanted.country or directory.desk.home
    if not country and not wanted.own:
        raise UsageRefused("No country is named, and none is set.", NEED_ONE)
    found = [one for one in (directory.own() if wanted.own else directory.contacts(country)) if _is_wanted(one, wanted)]
    found.sort(key=lambda one: (one.layer == BUILT_IN, one.kind != "emergency", one.kind, one.name))
    if as_json:
        print_out(json.dumps([_data(one) for one in found], ensure_ascii=False, indent=2))
    else:
        print_out("\n\n".join("\n".join(_entry(one, _today(directory))) for one in found))
    say(f"{len(found)} contacts.{_left_out(directory)}")
    return DONE


def _is_wanted(contact: Contact, wanted: Listed) -> bool:
    shown = wanted.everything or may_be_shown(contact, contact.country)
    return shown and (not wanted.kind or contact.kind == wanted.kind)


def _today(directory: Directory) -> str:
    return day_of(directory.desk.now(), directory.desk.timezone())


def _left_out(directory: Directory) -> str:
    found = len(directory.findings())
    return f" {found} findings in your files: crisisaid contacts check." if found else ""


def _data(contact: Contact) -> dict[str, object]:
    return {**fields_of(contact), "layer": contact.layer}


def _entry(contact: Contact, today: str) -> Iterator[str]:
    """A contact in a list: who, each number whole on its own line, when, whom for, and how sure it is."""
    yield f"{contact.name}  [{contact.id}]"
    yield from (f"  {way}" for way in _ways(contact))
    where = f", {country_name(contact.country)}" if contact.country else ""
    yield f"  {contact.kind}{where}. Hours: {hours_words(contact)}."
    yield from (f"  {line}" for line in (*fit_words(contact, Need()), note_words(contact)) if line)
    yield f"  {checked(contact, today)}"


def _ways(contact: Contact) -> Iterator[str]:
    from crisisaid.app.present_more import numbers

    return iter(numbers(contact))


def show_contact(directory: Directory, contact_id: str, *, why: bool, as_json: bool) -> int:
    """Everything known of one contact; with ``why`` the layer, file and line that each field comes from."""
    country = _country_of(directory, contact_id)
    contact = next(one for one in directory.contacts(country) if one.id == contact_id)
    whence = _origins(directory, country, contact_id) if why else ()
    if as_json:
        found = {"contact": _data(contact)} | ({"why": [_origin_data(one) for one in whence]} if why else {})
        print_out(json.dumps(found, ensure_ascii=False, indent=2))
    elif why:
        print_out("\n".join(_why_lines(whence)))
    else:
        print_out("\n".join((*_entry(contact, _today(directory)), "", *_fields(contact))))
    return DONE


def _country_of(directory: Directory, contact_id: str) -> str:
    prefix = contact_id.partition("-")[0].upper()
    for country in dict.fromkeys((*directory.countries(), *([prefix] if len(prefix) == 2 else []))):
        if any(one.id == contact_id for one in directory.contacts(country)):
            return country
    hint = "The ids: crisisaid contacts list --country GB. A contact that is hidden is not among them."
    raise FileRefused(f"There is no contact with the id {contact_id!r}.", _did_you_mean(directory, contact_id) or hint)


def _did_you_mean(directory: Directory, contact_id: str) -> str:
    from difflib import get_close_matches

    known = [one.id for country in directory.countries() for one in directory.contacts(country)]
    near = get_close_matches(contact_id, known, n=3)
    return f"Did you mean {' or '.join(near)}?" if near else ""


def _fields(contact: Contact) -> Iterator[str]:
    for name, value in _data(contact).items():
        yield f"  {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"


def _origins(directory: Directory, country: str, contact_id: str) -> tuple[Origin, ...]:
    built_in, _ = read_country(FOLDER, country)
    read = directory.desk.organisation_files().read()
    file = os.path.join(FOLDER, f"{country}.yaml")
    return origins(built_in, read.overlays, contact_id, file)


def _why_lines(whence: Iterable[Origin]) -> Iterator[str]:
    for one in whence:
        value = ", ".join(map(str, one.value)) if isinstance(one.value, list) else one.value
        place = f"{one.file}, line {one.line}" if one.line else one.file
        yield f"{one.field}: {value}\n    from {one.layer}: {place}"


def _origin_data(one: Origin) -> dict[str, object]:
    return {name: getattr(one, name) for name in Origin._fields}


class Sought(Record):
    """What a referral asks for, as options say it."""

    roles: tuple[str, ...]
    country: str = ""
    channel: str = ""
    at: str = ""
    everything: bool = False


def match(directory: Directory, sought: Sought, need: Need, *, as_json: bool) -> int:
    """The ladder that a check would show for these roles, in order."""
    country = sought.country or directory.desk.home
    if not country:
        raise UsageRefused("No country is named, and none is set.", NEED_ONE)
    for role in sought.roles:
        if role not in ROLES:
            raise UsageRefused(f"There is no role called {role!r}.", f"The roles: {', '.join(ROLES)}.")
    desk = directory.desk
    desk.wants = need.but(
        languages=tuple(map(_language, need.languages)), populations=tuple(map(_group, need.populations))
    )
    desk.look_at(moment(sought.at, usable(desk.timezone())))
    made = desk.ladder(country, sought.roles, sought.channel, everything=sought.everything)
    print_out(_ladder_json(made) if as_json else "\n".join(_ladder_lines(made)))
    return DONE


def _language(typed: str) -> str:
    """The tag of a language, given as a tag or by its English name. Raises UsageRefused."""
    base = typed.partition("-")[0].casefold()
    found = next((tag for tag, name in LANGUAGES.items() if typed.casefold() == name.casefold()), "")
    if not found and base not in LANGUAGES:
        raise UsageRefused(f"{typed!r} is not a language known here.", "Such as: --language pl, or --language Polish.")
    return found or typed


def _group(typed: str) -> str:
    """A word for a group of people that is known. Raises UsageRefused."""
    if not set(groups_named((typed,))) <= set(GROUPS):
        raise UsageRefused(f"No line is known to be for {typed!r}.", f"The groups: {', '.join(GROUPS)}.")
    return typed


def _ladder_lines(made: Ladder) -> Iterator[str]:
    from crisisaid.app.present_more import numbers
    from crisisaid.contacts.roles import role_words
    from crisisaid.formats.summary_words import capital, stop

    for place, rung in enumerate(made.rungs, 1):
        yield f"{place}. {capital(role_words(rung.role))}: {rung.contact.name}  [{rung.contact.id}]"
        yield from (f"   {way}" for way in numbers(rung.contact))
        said = (rung.now, rung.hours, *rung.fits, rung.checked_briefly)
        yield f"   {' '.join(stop(capital(words)) for words in said if words)}"
    yield from made.remarks


def _ladder_json(made: Ladder) -> str:
    rungs = [_rung_data(rung) for rung in made.rungs]
    found = {"country": made.country, "rungs": rungs, "remarks": list(made.remarks)}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _rung_data(rung: Rung) -> dict[str, object]:
    said = {"open": rung.state, "now": rung.now, "hours": rung.hours, "fits": list(rung.fits), "checked": rung.checked}
    return {"role": rung.role, **said, "contact": _data(rung.contact)}


def known_kinds() -> tuple[str, ...]:
    """Every kind of contact."""
    return tuple(dict.fromkeys(("emergency", *(kind for kinds in KINDS.values() for kind in kinds))))
