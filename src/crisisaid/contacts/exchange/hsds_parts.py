"""HSDS parts: the tables that hang off a foreign service (phones, places, areas, languages), each read by itself."""

from __future__ import annotations

import re

from crisisaid.contacts.exchange.outside import words
from crisisaid.contacts.exchange.outside_numbers import dialled
from crisisaid.contacts.language_names import LANGUAGES
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

REGION = re.compile("[A-Z]{2}-[A-Z0-9]{1,3}")
COUNTRY = re.compile("[A-Z]{2}")
LINK = re.compile("https://[!-~]{1,390}")
E_MAIL = re.compile("[!-?A-~]+@[!-?A-~]+")
TAG = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ADDRESS = ("address_1", "address_2", "city", "region", "state_province", "postal_code")
FIELD_OF_TYPE = {
    **dict.fromkeys(("", "voice", "cell", "phone", "mobile", "hotline", "toll free", "toll-free", "landline"), "phone"),
    **dict.fromkeys(("text", "sms"), "sms"),
    **dict.fromkeys(("textphone", "tty", "tdd", "tty/tdd", "minicom"), "textphone"),
}
NOT_TO_CALL = ("fax", "pager", "video")
THREE_LETTERS = {
    "ara": "ar", "ben": "bn", "chi": "zh", "cym": "cy", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "fre": "fr",
    "ger": "de", "guj": "gu", "hin": "hi", "hun": "hu", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "pan": "pa",
    "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "som": "so", "spa": "es", "tam": "ta", "tur": "tr",
    "ukr": "uk", "urd": "ur", "vie": "vi", "wel": "cy", "zho": "zh",
}  # fmt: skip


class Numbers(Record):
    """The fields the numbers fill, what else was said of them, and what could not be used."""

    fields: dict[str, str]
    notes: tuple[str, ...]
    faults: tuple[str, ...]


def listed(holder: object, name: str) -> list[dict[str, Any]]:
    """The objects in a list of a record; nothing where there is no such list."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def places(service: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Where it is offered: first as joined to the service, then the places by themselves."""
    for joined in listed(service, "service_at_locations"):
        yield joined
        if isinstance(joined.get("location"), dict):
            yield joined["location"]
    yield from listed(service, "locations")


def numbers_of(service: dict[str, Any]) -> Numbers:
    """The service's own numbers, else those of its places, else of its organisation; never a named person's."""
    for holder in (service, *places(service), service.get("organization")):
        found = _numbers(listed(holder, "phones"))
        if found.fields or found.faults:
            return found
    return Numbers({}, (), ())


def _numbers(phones: list[dict[str, Any]]) -> Numbers:
    fields: dict[str, str] = {}
    notes: list[str] = []
    faults: list[str] = []
    for phone in phones:
        type_ = words(phone.get("type")).casefold()
        read = dialled(phone.get("number"))
        if type_ in NOT_TO_CALL or not (read.number or read.fault):
            continue
        if read.fault:
            faults.append(f"The number {read.fault}")
            continue
        _take_number(fields, notes, FIELD_OF_TYPE.get(type_, "phone"), phone, (read.number, read.press, read.note))
    return Numbers(fields, tuple(notes), tuple(faults))


def _take_number(
    fields: dict[str, str], notes: list[str], field: str, phone: dict[str, Any], read: tuple[str, str, str]
) -> None:
    number, press, around = read
    extension = dialled(phone.get("extension"))
    press = press or extension.number
    about = [around, words(phone.get("description")), extension.fault and f"extension {words(phone['extension'])}"]
    said = ", ".join(part for part in about if part)
    if field in fields:
        if number not in fields.values():
            notes.append(f"Also {number}{f', then {press}' if press else ''}{f' ({said})' if said else ''}")
        return
    fields[field] = number
    if field == "phone" and press:
        fields["press"] = press
    if said:
        notes.append(said)


def first_address(service: dict[str, Any]) -> tuple[str, str, int]:
    """The first address on one line, the country as it is written there, and how many more there are."""
    found = [address for place in places(service) for address in listed(place, "addresses")]
    found = [one for one in found if one.get("address_type") != "virtual"]
    if not found:
        return "", "", 0
    first = next((one for one in found if one.get("address_type") == "physical"), found[0])
    parts = dict.fromkeys(part for part in (words(first.get(name)) for name in ADDRESS) if part)
    lines = {", ".join(words(one.get(name)) for name in ADDRESS) for one in found}
    return ", ".join(parts)[:400], words(first.get("country")), len(lines) - 1


def region_and_area(service: dict[str, Any]) -> tuple[str, str, str]:
    """Country, region (ISO 3166-2) and area in words, as far as the areas served say so."""
    areas = listed(service, "service_areas")
    extents = [words(area.get("extent")) for area in areas]
    coded = [extent for extent in extents if REGION.fullmatch(extent)]
    country = next((extent[:2] for extent in extents if REGION.fullmatch(extent) or COUNTRY.fullmatch(extent)), "")
    if len(areas) == 1 and coded:
        named = words(areas[0].get("name"))
        return country, coded[0], "" if named == coded[0] else named[:400]
    told = (_area_told(area, extent) for area, extent in zip(areas, extents, strict=True))
    return country, "", ", ".join(dict.fromkeys(part for part in told if part))[:400]


def _area_told(area: dict[str, Any], extent: str) -> str:
    """An extent that is a shape on a map is no words; one that is a whole country is no area."""
    if COUNTRY.fullmatch(extent):
        return ""
    drawn = words(area.get("extent_type")).casefold() in ("geojson", "topojson", "kml") or len(extent) > 200
    said = "" if drawn or extent[:1] in ("{", "<", "[") else extent
    return said or words(area.get("name")) or words(area.get("description"))


def languages_of(service: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tags of the languages spoken, and the names of those for which none is known."""
    holders = (service, *listed(service, "phones"), *places(service))
    found = next((rows for rows in (listed(holder, "languages") for holder in holders) if rows), [])
    tags, others = [], []
    for row in found:
        tag = _tag(words(row.get("code"))) or _tag_named(words(row.get("name")))
        if tag:
            tags.append(tag)
        else:
            others.append(words(row.get("name")) or words(row.get("code")))
    return tuple(dict.fromkeys(tags)), tuple(dict.fromkeys(other for other in others if other))


def _tag(code: str) -> str:
    base, dash, rest = code.replace("_", "-").partition("-")
    tag = THREE_LETTERS.get(base.casefold(), base.casefold()) + dash + rest
    return tag if TAG.fullmatch(tag) and len(tag) <= 35 else ""


def _tag_named(name: str) -> str:
    return next((tag for tag, known in LANGUAGES.items() if known.casefold() == name.casefold()), "")


def scheduled(service: dict[str, Any]) -> list[dict[str, Any]]:
    """The service's own schedules, else those of its place where it has only one."""
    found = listed(service, "schedules")
    joined = listed(service, "service_at_locations")
    if found or len(joined) > 1:
        return found
    return next((rows for rows in (listed(place, "schedules") for place in places(service)) if rows), [])


def link(value: object) -> str:
    """A link that may be kept: https only."""
    found = words(value)
    return found if LINK.fullmatch(found) else ""


def e_mail(value: object) -> str:
    found = words(value)
    return found if E_MAIL.fullmatch(found) and len(found) <= 200 else ""
