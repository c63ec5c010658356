"""HSDS in: services of the Human Services Data Specification 3.x become contacts; our own exactly as they were."""

from __future__ import annotations

import json

from crisisaid.contacts.entries import DIRECTORY_FIELDS
from crisisaid.contacts.exchange.hsds_native import native_fields
from crisisaid.contacts.exchange.hsds_out import PREFIX
from crisisaid.contacts.exchange.outside import Taken, contact_of, left_out, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from crisisaid.contacts.exchange.outside import Origin
    from crisisaid.reading.json_stream import Piece

NOT_HSDS = "This is not an HSDS service: it has no 'name'."


def read_hsds(pieces: Iterable[Piece], origin: Origin) -> Iterator[Taken]:
    """Each service of a file, or of the organisations in it: a contact or a finding that says why it is left out."""
    for piece in pieces:
        for service in _services(piece.data, piece.around):
            yield _taken(service, piece.line, origin)


def _services(record: dict[str, Any], around: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """HSDS gives services by themselves, or inside the organisation that offers them."""
    inner = record.get("services")
    if isinstance(inner, list):
        around = {name: value for name, value in record.items() if name != "services"}
    for one in inner if isinstance(inner, list) else (record,):
        if not isinstance(one, dict):
            continue
        yield one if "organization" in one or "name" not in around else {**one, "organization": around}


def _taken(service: dict[str, Any], line: int, origin: Origin) -> Taken:
    own, fault = _own_fields(service)
    name = words(service.get("name")) or words(own.get("name"))
    if fault or not name:
        return Taken(line, findings=(left_out(origin, line, name, fault or NOT_HSDS),))
    if "id" in own:
        return _finished(own, line, origin, Taken(line))
    native = native_fields(service, line, origin)
    return _finished({**native.fields, **own}, line, origin, Taken(line, None, native.findings, native.happened))


def _finished(fields: dict[str, Any], line: int, origin: Origin, so_far: Taken) -> Taken:
    contact, fault = contact_of(fields)
    if contact:
        return so_far.but(contact=contact)
    why = " ".join((fault, *(finding.message.partition(": ")[2] for finding in so_far.findings)))
    return Taken(line, findings=(left_out(origin, line, fields.get("name", ""), why),))


def _own_fields(service: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Our own fields from the attributes, by which a round trip is exact, and what is wrong with them."""
    found: dict[str, Any] = {}
    attributes = service.get("attributes")
    for attribute in attributes if isinstance(attributes, list) else ():
        term = attribute.get("taxonomy_term") if isinstance(attribute, dict) else None
        code = term.get("code") if isinstance(term, dict) else None
        if not isinstance(code, str) or not code.startswith(PREFIX):
            continue
        name = code.removeprefix(PREFIX)
        if name not in DIRECTORY_FIELDS:
            return {}, f"{code!r} is not a field of a contact."
        try:
            found[name] = json.loads(attribute.get("value"))
        except (TypeError, ValueError, RecursionError):
            return {}, f"The value of {code!r} is not JSON."
    return found, ""
