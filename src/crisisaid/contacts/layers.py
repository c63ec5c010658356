"""Layers: built-in contacts, with an organisation's own files over them. A fault there never hides a way to help.

Built-in < organisation's file < site's file < a file named on the command line; merged by id, field by field.
"""

from __future__ import annotations

import os
from types import MappingProxyType

from crisisaid.contacts.entries import not_used
from crisisaid.contacts.kinds import COMMAND_LINE, ORGANISATION, SITE
from crisisaid.contacts.merging import Merging, Overlay
from crisisaid.contacts.pages import Page, overlay_of, policy_of, read_page
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from crisisaid.model.contact import Contact
    from crisisaid.model.finding import Finding
    from crisisaid.model.policy import Policy

SITES = "sites"


class Organisation(Record):
    """What an organisation's files say; ``overlays`` are its contacts, the later ones over the earlier."""

    policy: Policy
    overlays: tuple[Overlay, ...] = ()
    findings: tuple[Finding, ...] = ()
    name: str = ""
    country: str = ""
    timezone: str = ""
    contact_person: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """The id of every contact it writes about, hidden ones among them."""
        return tuple(sorted({str(entry.get("id", "")) for over in self.overlays for entry in over.entries}))

    @property
    def countries(self) -> tuple[str, ...]:
        """Every country a contact of its own names."""
        named = (entry.get("country") for over in self.overlays for entry in over.entries)
        return tuple(sorted({code for code in named if isinstance(code, str)}))


def merge(
    built_in: tuple[Contact, ...],
    overlay: Sequence[Mapping[str, Any]],
    file: str,
    unstated: Mapping[str, str] = MappingProxyType({}),
    lines: Sequence[int] = (),
) -> tuple[tuple[Contact, ...], tuple[Finding, ...]]:
    """The contacts with one file of entries over them."""
    over = Overlay(ORGANISATION, file, tuple(overlay), tuple(lines), tuple(unstated.items()))
    return lay_over(built_in, (over,))


def lay_over(
    built_in: tuple[Contact, ...], overlays: Sequence[Overlay]
) -> tuple[tuple[Contact, ...], tuple[Finding, ...]]:
    """The contacts of all layers, and what had to be left out."""
    merging = Merging(built_in)
    for overlay in overlays:
        merging.lay(overlay)
    return tuple(merging.contacts.values()), tuple(merging.findings)


def with_organisation(
    built_in: tuple[Contact, ...], organisation: Organisation
) -> tuple[tuple[Contact, ...], tuple[Finding, ...]]:
    """The built-in contacts of a country with the organisation's over them."""
    return lay_over(built_in, organisation.overlays)


def site_file(folder: str, site: str) -> str:
    """Where the contacts of a site are kept; "" for no site, or a name that is none."""
    plain = site and site.replace("-", "").isalnum() and site.isascii()
    return os.path.join(folder, SITES, f"{site}.yaml") if folder and plain else ""


def read_organisation(folder: str, site: str = "", over: str = "") -> Organisation:
    """What the organisation's folder says; every fault is a finding, and what can be read is used.

    ``site`` is the one named, else the policy's; ``over`` is a file that goes over everything.
    """
    settled = read_page(os.path.join(folder, "policy.yaml"), "policy-v1") if folder else Page("")
    policy = policy_of(settled)
    listed = read_page(os.path.join(folder, "contacts.yaml"), "contacts-v1") if folder else Page("")
    country = listed.text("country") or policy.country
    timezone = listed.text("timezone") or policy.timezone
    findings = [*settled.findings, *listed.findings]
    overlays = []
    for layer, page in ((ORGANISATION, listed), *_further(folder, site or policy.site, over)):
        overlay, omitted = overlay_of(page, layer, {"country": country, "timezone": timezone})
        overlays.append(overlay)
        findings += [*(page.findings if page is not listed else ()), *omitted]
    return Organisation(
        policy=policy,
        overlays=tuple(overlays),
        findings=tuple(findings),
        name=listed.text("organisation") or policy.name,
        country=country,
        timezone=timezone,
        contact_person=listed.text("contact_person"),
    )


def _further(folder: str, site: str, over: str) -> Iterator[tuple[str, Page]]:
    """The files that go over the organisation's own; one that was named and is not there is a finding."""
    for layer, path in ((SITE, site_file(folder, site)), (COMMAND_LINE, over)):
        if path and os.path.lexists(path):
            yield layer, read_page(path, "contacts-v1")
        elif path or (layer == SITE and site):
            what = f"There is no site called {site!r}." if layer == SITE else f"{over} is not there."
            missing = not_used(path or os.path.join(folder, SITES), what, f"{_sites(folder)}The other files are used.")
            yield layer, Page(path, findings=(missing,))


def _sites(folder: str) -> str:
    known = sites_of(folder)
    return f"Its sites: {', '.join(known)}. " if known else ""


def sites_of(folder: str) -> tuple[str, ...]:
    """The sites of an organisation, by the names of their files."""
    place = os.path.join(folder, SITES)
    names = os.listdir(place) if folder and os.path.isdir(place) else []
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))
