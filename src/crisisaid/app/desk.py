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
    from crisisaid.app.services import Services
    from crisisaid.contacts.shown import Shown
    from crisisaid.library.shelf import Entry, Shelf
    from crisisaid.model.contact import Contact, Ladder
    from crisisaid.model.duty import Duty
    from crisisaid.model.event import Used
    from crisisaid.model.finding import Finding
    from crisisaid.model.need import Need
    from crisisaid.model.protocol import Protocol


class Desk:
    """``organisation`` is a folder, or "" for none; nothing is ever read from the current folder.

    ``library`` is a folder of protocols to use in place of those that came with the program. ``site`` is one of the
    organisation's sites, ``over`` a file of contacts that goes over everything. ``wants`` is what the person needs of
    a contact (memory only).
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        organisation: str = "",
        library: str = "",
        *,
        site: str = "",
        over: str = "",
    ) -> None:
        self.environ = environ
        self._folder, self._site, self._over = organisation, site, over
        self.at = 0.0
        self.wants: Need | None = None
        self._duties: tuple[Duty, ...] | None = None
        self._services: Services | None = None
        self._shown: dict[str, Shown] = {}
        self.library: Shelf = open_shelf(environ, library, own_protocols(environ, organisation))
        self._settled: Settled | None = None
        self._files: Files | None = None
        self._contacts: dict[str, tuple[Contact, ...]] = {}
        self.findings: list[Finding] = list(self.library.findings)

    def now(self) -> float:
        return self.at or time.time()

    def look_at(self, moment: float) -> None:
        """Show everything as at this moment in place of now, in seconds since 1970: to try out another day."""
        self.at = moment

    def clock(self, seconds: float = 0) -> str:
        """The time of day so many seconds from now, as a supporter would read it."""
        return time.strftime("%H:%M", time.localtime(self.now() + seconds))

    def stamp(self) -> str:
        """Date and time for the head of a summary, with the zone it is in."""
        return time.strftime("%Y-%m-%d %H:%M %Z", time.localtime(self.now())).strip()

    def organisation(self) -> Settled:
        """What the organisation has settled. Faults in its files are findings; they never stop a session."""
        if self._settled is None:
            self._settled = self.organisation_files().settled()
            self.findings += self._settled.findings
        return self._settled

    def organisation_files(self) -> Files:
        """The organisation's folder, one of its sites, and what goes over them."""
        if self._files is None:
            from crisisaid.app.organisation import files_of

            self._files = files_of(self._folder, self.environ, self._site, self._over)
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
            merged, findings = self.organisation_files().over(_built_in(country, self.findings), country)
            self.findings += findings
            self._contacts[country] = merged
        return self._contacts[country]

    def shown(self, country: str) -> Shown:
        """Those that may be shown there, sorted out once."""
        if country not in self._shown:
            from crisisaid.contacts.shown import Shown as ShownOf

            self._shown[country] = ShownOf(self.contacts(country), country)
        return self._shown[country]

    def timezone(self) -> str:
        """The organisation's time zone, "" where none is set."""
        return self.organisation().timezone

    def ladder(self, country: str, roles: Sequence[str], channel: str, *, everything: bool = False) -> Ladder:
        """Whom to reach, in order, where the person is; ``everything`` leaves none of a large directory out."""
        from crisisaid.app.ladder_now import ladder_now

        return ladder_now(self, country, roles, channel, everything=everything)

    def services(self) -> Services:
        """The organisation's imported directory of thousands, if it has one; it is opened when first asked."""
        if self._services is None:
            from crisisaid.app.services import Services as ServicesOf
            from crisisaid.store.places import organisation_folder

            self._services = ServicesOf(organisation_folder(self.environ, self._folder))
        return self._services

    def tell(self, finding: Finding) -> None:
        """Something is wrong in the organisation's files: it is said once, and the check goes on."""
        if finding not in self.findings:
            self.findings.append(finding)

    def duties(self) -> tuple[Duty, ...]:
        """The rota around this moment; none where the organisation has none."""
        if self._duties is None:
            from crisisaid.app.on_duty import rota_kept
            from crisisaid.store.places import cache_folder, organisation_folder

            folder = organisation_folder(self.environ, self._folder)
            self._duties, errors = rota_kept(folder, cache_folder(self.environ), self.timezone(), self.now())
            for error in errors:
                self.tell(error)
        return self._duties


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
