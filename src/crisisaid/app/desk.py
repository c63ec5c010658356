"""Desk: what lies ready for a session: the protocols, the directory, the organisation's folder and the clock.

Everything on it is opened when it is first wanted, for the first prompt must not wait for a directory.
"""

from __future__ import annotations

import os
import time

from crisisaid.app import words
from crisisaid.app.bookshelf import compiled_folder, in_organisation, open_shelf, own_protocols

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.app.organisation import Files, Settled
    from crisisaid.library.shelf import Entry, Shelf
    from crisisaid.model.contact import Contact, Ladder, Rung
    from crisisaid.model.event import Used
    from crisisaid.model.finding import Finding
    from crisisaid.model.protocol import Protocol

UNKNOWN = "unknown"
"""The country, when nobody knows where the person is."""


class Desk:
    """``organisation`` is a folder, or "" for none; nothing is ever read from the current folder.

    ``library`` is a folder of protocols to use in place of those that came with the program.
    """

    def __init__(self, environ: Mapping[str, str], organisation: str = "", library: str = "") -> None:
        self.environ = environ
        self._folder = organisation
        self.library: Shelf = open_shelf(environ, library, own_protocols(environ, organisation))
        self._settled: Settled | None = None
        self._files: Files | None = None
        self._contacts: dict[str, tuple[Contact, ...]] = {}
        self.findings: list[Finding] = list(self.library.findings)

    def now(self) -> float:
        return time.time()

    def clock(self, seconds: float = 0) -> str:
        """The time of day so many seconds from now, as a supporter would read it."""
        return time.strftime("%H:%M", time.localtime(self.now() + seconds))

    def stamp(self) -> str:
        """Date and time for the head of a summary, with the zone it is in."""
        return time.strftime("%Y-%m-%d %H:%M %Z", time.localtime(self.now())).strip()

    def organisation(self) -> Settled:
        """What the organisation has settled. Faults in its files are findings; they never stop a session."""
        if self._settled is None:
            self._settled = self._organisation_files().settled()
            self.findings += self._settled.findings
        return self._settled

    def _organisation_files(self) -> Files:
        if self._files is None:
            from crisisaid.app.organisation import files_of

            self._files = files_of(self._folder, self.environ)
        return self._files

    def may_be_approved(self) -> bool:
        """Whether the organisation has written down approvals; a look at the folder, nothing is read."""
        return bool(in_organisation(self.environ, self._folder, "approvals.yaml"))

    def review(self, named: Used | Entry | Protocol) -> str:
        """How far this version was reviewed, in words; without approvals it never is."""
        if not self.may_be_approved():
            return words.REVIEW
        from crisisaid.app.reviewing import review_words

        return review_words(self.organisation().approvals, named)

    @property
    def home(self) -> str:
        """The organisation's own country, as it is offered first; never taken for granted."""
        return self.organisation().country

    def contacts(self, country: str) -> tuple[Contact, ...]:
        """The directory for a country with the organisation's own contacts over it."""
        if country not in self._contacts:
            self.organisation()
            merged, findings = self._organisation_files().over(_built_in(country, self.findings), country)
            self.findings += findings
            self._contacts[country] = merged
        return self._contacts[country]

    def ladder(self, country: str, roles: Sequence[str], channel: str) -> Ladder:
        """Whom to reach, in order, where the person is; every ladder ends in an emergency number where one is known."""
        from crisisaid.contacts.ladder import ladder
        from crisisaid.model.contact import Ladder as LadderOf

        if country in ("", UNKNOWN):
            own = self._own_rungs(roles, channel)
            remark = "Nobody knows yet where they are: ask, and call the emergency number of that place."
            return LadderOf(country, "", own, (remark,))
        made: Ladder = ladder(self.contacts(country), country, country_name(country), roles, channel)
        if self.findings:
            note = "Part of your organisation's files could not be used; the rest of the list is complete."
            made = made.but(remarks=(*made.remarks, note))
        return made

    def _own_rungs(self, roles: Sequence[str], channel: str) -> tuple[Rung, ...]:
        from crisisaid.contacts.ladder import ladder

        home = self.home
        if not home:
            return ()
        made: Ladder = ladder(self.contacts(home), home, country_name(home), roles, channel)
        return tuple(rung for rung in made.rungs if rung.contact.layer == "organisation")


def country_name(code: str) -> str:
    """The country's everyday name, or its code."""
    from crisisaid.card_numbers import NUMBERS

    return NUMBERS[code][0] if code in NUMBERS else code


def _built_in(country: str, findings: list[Finding]) -> tuple[Contact, ...]:
    from crisisaid.library.compiled import load

    try:
        with open(os.path.join(compiled_folder(), "contacts", f"{country}.bin"), "rb") as file:
            contacts: tuple[Contact, ...] = load(file.read())
            return contacts
    except OSError:
        from crisisaid.contacts.directory import read_country

        read, found = read_country(os.path.join(os.path.dirname(compiled_folder()), "directory"), country)
        findings += found
        return read
