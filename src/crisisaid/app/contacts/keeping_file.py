"""A file of contacts that is being kept: as it stands, what lies beneath it, and how a changed one takes its place."""

from __future__ import annotations

import os
import stat

from crisisaid.app.workbench import today
from crisisaid.contacts.directory import FOLDER, read_country
from crisisaid.contacts.editing.checks import CONTACTS, Around, judged, page_of
from crisisaid.contacts.editing.sheet import read_sheet
from crisisaid.contacts.entries import fields_of
from crisisaid.contacts.kinds import ORGANISATION, SITE
from crisisaid.contacts.layers import read_organisation, site_file, sites_of
from crisisaid.contacts.merging import BUILT_IN_ID
from crisisaid.errors import ContentRefused, FileRefused, UsageRefused
from crisisaid.model.finding import ERROR
from crisisaid.reading.files import read_bytes
from crisisaid.store.output import make_folders, write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from crisisaid.contacts.editing.sheet import Sheet
    from crisisaid.model.contact import Contact
    from crisisaid.model.finding import Finding

PREVIOUS = ".previous"
NEW_FILE = """\
# Contacts{of}: whom to hand over to. Kept with: crisisaid contacts add, edit, remove. Or by hand, in a text editor:
# numbers in double quotes and exactly as they are dialled. Look for mistakes with: crisisaid contacts check
format: crisisaid/contacts/v1
contacts: []
"""


class Kept:
    """One file of contacts in an organisation's folder; ``before`` is None where there is no file yet.

    Raises FileRefused where it cannot be read, UsageRefused for a name that no site can have.
    """

    def __init__(self, folder: str, site: str = "") -> None:
        self.folder, self.site = folder, site
        self.path = site_file(folder, site) if site else os.path.join(folder, "contacts.yaml")
        if not self.path or site != site.casefold() or site.strip("-") != site:
            raise UsageRefused(f"{site!r} cannot be the name of a site.", "Use small letters, digits and hyphens.")
        self.before = read_bytes(self.path) if os.path.lexists(self.path) else None
        self._built_in: dict[str, dict[str, Contact]] = {}
        said = read_organisation(folder)
        self.country, self.timezone = said.country, said.timezone
        self._organisation = said.overlays[0]

    def sheet(self) -> Sheet:
        """The file, or a new one with nothing in it yet. Raises ContentRefused for one that cannot be read."""
        of = f" of the site {self.site}" if self.site else ""
        return read_sheet(NEW_FILE.format(of=of).encode() if self.before is None else self.before, self.path)

    def entries(self) -> tuple[Mapping[str, Any], ...]:
        """The contacts as the file has them; numbers and truths are settled."""
        listed = page_of(self.before, self.path, CONTACTS).data.get("contacts") if self.before is not None else ()
        return tuple(entry if isinstance(entry, dict) else {} for entry in listed or ())

    def place(self, contact: str) -> int:
        """Where in the list it is; -1 where it is not."""
        return next((at for at, entry in enumerate(self.entries()) if entry.get("id") == contact), -1)

    def beneath(self, contact: str) -> dict[str, Any]:
        """The contact as the layers beneath this file have it; {} where they do not know it."""
        country = _country_of(contact) or self.country
        built_in = self.built_in(country).get(contact)
        fields = fields_of(built_in) if built_in else {}
        if self.site:
            mine = (one for one in self._organisation.entries if one.get("id") == contact)
            fields |= next(mine, {})
        return fields

    def built_in(self, country: str) -> Mapping[str, Contact]:
        """The built-in contacts of a country, by id."""
        if country not in self._built_in:
            self._built_in[country] = {one.id: one for one in read_country(FOLDER, country)[0]} if country else {}
        return self._built_in[country]

    def known(self) -> dict[str, str]:
        """Names by id: of everybody another contact may fall back on, the organisation's own first."""
        own = (*self.entries(), *(self._organisation.entries if self.site else ()))
        names = {
            str(entry["id"]): str(entry.get("name", "")) for entry in own if "id" in entry and not entry.get("hide")
        }
        for one in self.built_in(self.country).values():
            names[one.id] = names.get(one.id) or one.name
        return names

    def judge(self, after: bytes, contact: str) -> tuple[Finding, ...]:
        """Warnings about the changed file. Raises ContentRefused when there are errors: its own ones if it had any."""
        around = self._around(contact, after)
        found = judged(after, self.path, contact, around)
        wrong = [one for one in found if one.severity == ERROR]
        if not wrong:
            return tuple(one for one in found if one.severity != ERROR)
        there = judged(self.before, self.path, "", around) if self.before is not None else ()
        mistakes = [one for one in there if one.severity == ERROR]
        if {(one.code, one.message) for one in mistakes} & {(one.code, one.message) for one in wrong}:
            raise ContentRefused(mistakes, f"{self.path} has mistakes in it already. Nothing was changed.")
        raise ContentRefused([one.but(line=0) for one in wrong], "This would not be right. Nothing was changed.")

    def _around(self, contact: str, after: bytes) -> Around:
        entries = page_of(after, self.path, CONTACTS).data.get("contacts") or ()
        named = next(
            (one.get("country", "") for one in entries if isinstance(one, dict) and one.get("id") == contact), ""
        )
        country = _country_of(contact) or named or self.country
        beneath = (self._organisation,) if self.site else ()
        unstated = (("country", self.country), ("timezone", self.timezone))
        layer = SITE if self.site else ORGANISATION
        return Around(layer, tuple(self.built_in(country).values()), beneath, unstated, today())

    def named_by(self, contact: str) -> Iterator[str]:
        """Where else the organisation's files name a contact, in words."""
        own = [one for one in self.entries() if contact in (one.get("fallback") or ())]
        yield from (f"'{one.get('id')}' falls back on it" for one in own)
        if self.site:
            return
        for site in sites_of(self.folder):
            for one in Kept(self.folder, site).entries():
                if contact in (one.get("fallback") or ()):
                    yield f"'{one.get('id')}' of the site {site} falls back on it"
                elif one.get("id") == contact:
                    yield f"the site {site} changes it"
        policy = read_organisation(self.folder).policy
        yield from (f"policy.yaml names it for {role}" for role, name in policy.when_nobody if name == contact)


def _country_of(contact: str) -> str:
    found = BUILT_IN_ID.fullmatch(contact)
    return found[1].upper() if found else ""


def replace_file(path: str, before: bytes | None, after: bytes) -> None:
    """Put a changed file in the place of the old one, which stays beside it. Raises FileRefused; then all is as it was.

    Refused too when somebody else has changed it in the meantime.
    """
    now = read_bytes(path) if os.path.lexists(path) else None
    if now != before:
        raise FileRefused(f"{path} was changed by somebody else in the meantime.", "Nothing was written. Begin again.")
    make_folders(os.path.dirname(path) or ".")
    mode = 0o644 if before is None else stat.S_IMODE(os.stat(path).st_mode)
    if before is not None:
        write_atomically(path + PREVIOUS, before, mode)
    write_atomically(path, after, mode)


def changed_lines(before: bytes | None, after: bytes) -> Sequence[str]:
    """The lines that go and the lines that come, marked - and +; nothing else."""
    from difflib import SequenceMatcher

    old, new = ((data or b"").decode("utf-8", "replace").splitlines() for data in (before, after))
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    rows: list[str] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            rows += [f"- {line}" for line in old[i1:i2]] + [f"+ {line}" for line in new[j1:j2]]
    return [row for row in rows if row[2:].strip()]
