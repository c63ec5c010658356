"""Superseded numbers, known to this installation: of which countries, and how a find is told."""

from __future__ import annotations

from crisisaid.contacts.checks.superseded import Finder, superseded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.app.contacts.directory import Directory
    from crisisaid.contacts.checks.superseded import Hit
    from crisisaid.model.contact import Contact


def finder_for(directory: Directory, countries: Sequence[str]) -> Finder:
    """Finds the numbers that were replaced in these countries, by public lists or by the organisation itself."""
    contacts = [contact for code in countries for contact in directory.contacts(code)]
    return Finder(superseded(contacts), contacts)


def superseded_words(hit: Hit) -> tuple[str, str]:
    """What is wrong with a number that was found, and what to do."""
    line = hit.replaced.by[0]
    where = f" ({line.country})" if line.country else ""
    said = f"'{hit.written}' was replaced: {line.name}{where} is now reached {way(line)}."
    more = [f"{one.name} {way(one)}" for one in hit.replaced.by[1:]]
    hint = f"Also: {'; '.join(more)}." if more else ""
    if hit.short:
        hint = f"{hint} So short a number may be something else here: look."
    return said, f"{hint} {_compare(line)}".strip()


def _compare(line: Contact) -> str:
    return f"Compare with the operator's own site: {line.web}" if line.web else "Compare with the operator's own site."


def way(contact: Contact) -> str:
    """How somebody is reached, as briefly as can be."""
    if contact.phone:
        return f"on {contact.phone}" + (f", then press {contact.press}" if contact.press else "")
    if contact.sms:
        return f"by text to {contact.sms}"
    return f"at {contact.chat or contact.web or contact.address or 'another place'}"
