"""HSDS out: a contact as a service of the Human Services Data Specification 3.x, for readers of that and for ourselves.

Other readers find the service's own fields. Ours reads the attributes: one for each field, its value as JSON, which
makes a round trip exact (docs/exchange.md).
"""

from __future__ import annotations

import json
import re
import uuid
from functools import cache

from crisisaid.contacts.entries import fields_of
from crisisaid.contacts.exchange.hsds_hours import schedules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from crisisaid.model.contact import Contact

SPACE = uuid.UUID("0d3b1e3c-5d0b-5b57-9d1c-7f4a9b0c2e61")
"""Ids are made from this and the contact's id, so the same contact has the same ids in every export."""

TAXONOMY = "crisisaid"
PREFIX = f"{TAXONOMY}:"
STATUS = {"active": "active", "suspended": "temporarily closed", "retired": "defunct"}
FREE = "Free to call"
NO_DESCRIPTION = "No description."


def page(contacts: Iterable[Contact]) -> Iterator[str]:
    """A whole file, in pieces: every contact on a line of its own in ``contents``, as an HSDS page of services."""
    count = 0
    yield '{"contents": ['
    for contact in contacts:
        yield (",\n" if count else "\n") + json.dumps(service(contact), ensure_ascii=False)
        count += 1
    empty = "false" if count else "true"
    yield f'\n], "total_items": {count}, "total_pages": 1, "page_number": 1, "size": {count}, '
    yield f'"first_page": true, "last_page": true, "empty": {empty}}}\n'


def service(contact: Contact) -> dict[str, Any]:
    """The contact as an HSDS service with everything inside it; what is not stated is left out."""
    native = {
        "id": _id(contact, "service"),
        "name": contact.name,
        "status": STATUS[contact.status],
        "description": contact.note,
        "url": next((link for link in (contact.web, contact.chat) if link.startswith("http")), ""),
        "email": contact.email,
        "application_process": contact.refer_how,
        "eligibility_description": ", ".join(contact.populations),
        "fees_description": {True: FREE, False: "The call is not free", None: ""}[contact.free],
        "minimum_age": contact.min_age,
        "maximum_age": contact.max_age,
        "assured_date": contact.verified_on,
        "assurer_email": contact.verified_by if re.fullmatch("[!-?A-~]+@[!-?A-~]+", contact.verified_by) else "",
        "organization": _organization(contact),
        "phones": list(_phones(contact)),
        "schedules": list(_schedules(contact)),
        "languages": [{"id": _id(contact, f"language {tag}"), "code": tag} for tag in contact.languages],
        "service_areas": [_area(contact)],
        "cost_options": [{"id": _id(contact, "cost"), "option": FREE, "amount": 0}] if contact.free else [],
        "service_at_locations": _locations(contact),
    }
    stated = {name: value for name, value in native.items() if value not in ("", None, [])}
    return {**stated, "attributes": [_attribute(contact, *field) for field in fields_of(contact).items()]}


def _id(contact: Contact, what: str) -> str:
    return str(uuid.uuid5(SPACE, f"{contact.id}/{what}"))


def _organization(contact: Contact) -> dict[str, Any]:
    own = {"id": _id(contact, "organization"), "name": contact.name, "description": contact.note or NO_DESCRIPTION}
    return {**own, "website": contact.web} if contact.web else own


def _phones(contact: Contact) -> Iterator[dict[str, Any]]:
    if contact.phone:
        yield {"id": _id(contact, "phone"), "number": contact.phone, "type": "voice", **_press(contact.press)}
    if contact.textphone:
        yield {"id": _id(contact, "textphone"), "number": contact.textphone, "type": "textphone"}
    if contact.sms:
        keyword, _, number = contact.sms.rpartition(" to ")
        about = {"description": f"Text {keyword} to {number}"} if keyword else {}
        yield {"id": _id(contact, "sms"), "number": number, "type": "text", **about}


def _press(press: str) -> dict[str, Any]:
    """HSDS has an extension only as a number: anything a number would change is said in words."""
    if press.isdecimal() and press.isascii() and str(int(press)) == press:
        return {"extension": int(press)}
    return {"description": f"Then press {press}"} if press else {}


def _schedules(contact: Contact) -> Iterator[dict[str, Any]]:
    closed = f"Closed on {', '.join(contact.closed_on)}." if contact.closed_on else ""
    said = " ".join(filter(None, (contact.hours, contact.timezone and f"({contact.timezone})", closed)))
    rows = list(schedules(contact.hours)) or ([{}] if said and (contact.hours or closed) else [])
    for place, row in enumerate(rows):
        yield {"id": _id(contact, f"schedule {place}"), **row, "description": said}


def _area(contact: Contact) -> dict[str, Any]:
    extent = contact.region or contact.country
    named = contact.area or extent
    return {"id": _id(contact, "area"), "name": named, "extent": extent, "extent_type": "text"}


def _locations(contact: Contact) -> list[dict[str, Any]]:
    """An address is one line with us; HSDS needs its parts to be there, so the others are empty."""
    if not contact.address:
        return []
    address = {
        "id": _id(contact, "address"),
        "address_1": contact.address,
        "city": "",
        "state_province": contact.region.partition("-")[2],
        "postal_code": "",
        "country": contact.country,
        "address_type": "physical",
    }
    location = {"id": _id(contact, "location"), "location_type": "physical", "addresses": [address]}
    return [{"id": _id(contact, "at location"), "location": location}]


def _attribute(contact: Contact, name: str, value: object) -> dict[str, Any]:
    words = json.dumps(value, ensure_ascii=False)
    return {"id": _id(contact, f"attribute {name}"), "value": words, "taxonomy_term": _term(name)}


@cache
def _term(name: str) -> dict[str, str]:
    return {
        "id": str(uuid.uuid5(SPACE, f"{PREFIX}{name}")),
        "code": f"{PREFIX}{name}",
        "name": name,
        "description": "A field of a crisisaid contact, as JSON.",
        "taxonomy": TAXONOMY,
    }
