"""HSDS native: a foreign service's own fields read as a contact's; what has no field with us goes into the note."""

from __future__ import annotations

import math
import re

from crisisaid.contacts.exchange.hsds_hours import fold, offsets, told
from crisisaid.contacts.exchange.hsds_parts import (
    e_mail,
    first_address,
    languages_of,
    link,
    listed,
    numbers_of,
    region_and_area,
    scheduled,
)
from crisisaid.contacts.exchange.outside import (
    FOLDED,
    NEVER,
    NO_WEB,
    NUMBER_NOT_USED,
    SHORTENED,
    UNKNOWN_HOURS,
    fitted,
    remark,
    stable_id,
    words,
)
from crisisaid.contacts.exchange.outside_limits import is_date
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from crisisaid.contacts.exchange.outside import Origin
    from crisisaid.model.finding import Finding

LOCAL_SERVICE = "local"
STATUS = {
    "": "active",
    "active": "active",
    "inactive": "retired",
    "defunct": "retired",
    "temporarily closed": "suspended",
}
FREE_TO_CALL = re.compile(r"\b(toll[- ]?free|free ?phone|free to call|free ?call)\b", re.IGNORECASE)
NOT_FREE = re.compile(r"\b(not|no longer|except)\b", re.IGNORECASE)
OLDEST = 130


class Native(Record):
    """The fields as they would stand in a contacts file, what was found, and what happened on the way."""

    fields: dict[str, Any]
    findings: tuple[Finding, ...]
    happened: tuple[str, ...]


def native_fields(service: dict[str, Any], line: int, origin: Origin) -> Native:
    """A contact's fields from a service that another program wrote."""
    return _Reading(service, line, origin).native()


class _Reading:
    """One service on its way in: fields, the parts of its note, and findings gathered as it is read."""

    def __init__(self, service: dict[str, Any], line: int, origin: Origin) -> None:
        self.service, self.line, self.origin = service, line, origin
        self.name = words(service.get("name"))
        by = service.get("organization")
        self.organisation: dict[str, Any] = by if isinstance(by, dict) else {}
        self.fields: dict[str, Any] = {}
        self.note: list[str] = []
        self.findings: list[Finding] = []
        self.happened: list[str] = []

    def native(self) -> Native:
        self.identity()
        self.state()
        self.numbers()
        self.where()
        self.hours()
        self.links()
        self.ages()
        self.languages()
        self.referral()
        note, cut = fitted(self.note)
        if cut:
            self.happened.append(SHORTENED)
        self.fields["note"] = note
        stated = {name: value for name, value in self.fields.items() if value not in ("", None, ())}
        return Native(stated, tuple(self.findings), tuple(self.happened))

    def text(self, name: str) -> str:
        return words(self.service.get(name))

    def found(self, code: str, said: str) -> None:
        self.findings.append(remark(self.origin, self.line, code, self.name, said))

    def identity(self) -> None:
        by = words(self.organisation.get("name"))
        alone = not by or by.casefold() in self.name.casefold()
        foreign = self.text("id") or repr((self.name, by, listed(self.service, "phones")))
        checked = self.text("assured_date")[:10]
        self.fields |= {
            "id": stable_id("hsds", self.name, foreign),
            "name": (self.name if alone else f"{self.name} ({by})")[:400],
            "kind": LOCAL_SERVICE,
            "sources": (f"HSDS: {by or self.origin.file}, {self.text('id') or 'no id'}"[:400],),
            "verified_on": checked if is_date(checked) else "",
            "verified_how": "document" if is_date(checked) else "unverified",
        }

    def state(self) -> None:
        written = self.text("status")
        self.fields["status"] = STATUS.get(written.casefold(), "suspended")
        if written.casefold() not in STATUS:
            self.note.append(f"Their list says: {written}")
        self.note.append(self.text("alert"))

    def numbers(self) -> None:
        found = numbers_of(self.service)
        self.fields |= found.fields
        self.note += found.notes
        for fault in found.faults:
            self.found(NUMBER_NOT_USED, fault)
        said = [*found.notes, self.text("fees_description")]
        said += [words(cost.get("option")) for cost in listed(self.service, "cost_options")]
        said += [words(phone.get("type")) for phone in listed(self.service, "phones")]
        if any(FREE_TO_CALL.search(part) and not NOT_FREE.search(part) for part in said):
            self.fields["free"] = True

    def where(self) -> None:
        address, written, more = first_address(self.service)
        country, region, area = region_and_area(self.service)
        named = self.origin.country_named(written) if written else country or self.origin.country
        if not named and written:
            self.found("CA0611", f"{written[:40]!r} is no country that is known here.")
        own_region = region if region.startswith(f"{named}-") else ""
        self.fields |= {"address": address, "country": named, "region": own_region}
        self.fields["area"] = area if own_region == region else ", ".join(filter(None, (region, area)))
        if more:
            self.note.append(f"{more} more address{'es' if more > 1 else ''} in their list")

    def hours(self) -> None:
        rows = scheduled(self.service)
        at_home = self.fields["country"] == self.origin.country and bool(self.origin.timezone)
        zone = self.origin.timezone
        hours, instead = fold(rows, offsets(zone), self.fields["verified_on"]) if at_home else ("", told(rows))
        if hours:
            self.fields |= {"hours": hours, "timezone": zone}
            self.happened.append(FOLDED)
        elif rows:
            self.happened.append(UNKNOWN_HOURS)
            self.note.append(f"Hours: {instead}" if instead else "")

    def links(self) -> None:
        other = listed(self.service, "additional_urls")
        written = [self.text("url"), words(self.organisation.get("website")), words(self.organisation.get("url"))]
        self.fields["web"] = next((good for good in map(link, written) if good), "")
        if any(written) and not self.fields["web"]:
            self.happened.append(NO_WEB)
        chats = (link(row.get("url")) for row in other if "chat" in words(row.get("label")).casefold())
        self.fields["chat"] = next((good for good in chats if good), "")
        self.fields["email"] = e_mail(self.text("email")) or e_mail(self.organisation.get("email"))

    def ages(self) -> None:
        youngest, oldest = _age(self.service.get("minimum_age")), _age(self.service.get("maximum_age"))
        low = None if youngest is None else math.floor(youngest)
        high = None if oldest is None or oldest > OLDEST else math.ceil(oldest)
        if low is not None and (low > OLDEST or (high is not None and low > high)):
            self.found(NEVER, f"Nobody is at least {low} and at most {high} years old; no ages are taken over.")
            self.note.append(f"Ages in their list: {low} to {high}")
            return
        self.fields |= {"min_age": low, "max_age": high}

    def languages(self) -> None:
        tags, others = languages_of(self.service)
        self.fields["languages"] = tags
        self.note.append(f"Languages: {', '.join(others)}" if others else "")

    def referral(self) -> None:
        papers = [words(row.get("document")) for row in listed(self.service, "required_documents")]
        bring = f"Bring: {', '.join(filter(None, papers))}" if any(papers) else ""
        self.fields["refer_how"], cut = fitted((self.text("application_process"), bring))
        costs = dict.fromkeys((self.text("fees_description"), *map(_cost, listed(self.service, "cost_options"))))
        price = ", ".join(cost.rstrip(".") for cost in costs if cost)
        whom = self.text("eligibility_description")
        whom = whom if whom.casefold().startswith("for ") or not whom else f"For: {whom}"
        self.note += [whom, f"Cost: {price}" if price else "", self.text("description")]
        if cut:
            self.happened.append(SHORTENED)


def _age(value: object) -> float | None:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,3}", value, re.ASCII):
        return int(value)
    usable = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0
    return float(value) if usable and isinstance(value, int | float) else None


def _cost(row: dict[str, Any]) -> str:
    amount = words(row.get("amount"))
    price = f"{amount} {words(row.get('currency')).upper()}".strip() if amount and amount != "0" else ""
    return " ".join(filter(None, (words(row.get("option")), price, words(row.get("amount_description")))))
