"""Directory: an organisation's contacts as the commands about them see them, in every country it has any in."""

from __future__ import annotations

import os
import time

from crisisaid.app.desk import Desk
from crisisaid.contacts.kinds import BUILT_IN
from crisisaid.errors import FileRefused, UsageRefused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.contact import Contact
    from crisisaid.model.finding import Finding

CONTACTS = "contacts.yaml"
POLICY = "policy.yaml"


class Directory:
    """The contacts of an organisation's folder ("": of the one in the user's config folder, if any) and the built-in.

    ``site`` names one of its sites; ``over`` is a file laid over everything.
    """

    def __init__(self, environ: Mapping[str, str], organisation: str = "", site: str = "", over: str = "") -> None:
        from crisisaid.store.places import organisation_folder

        self.folder = organisation_folder(environ, organisation)
        self.desk = Desk(environ, organisation, site=site, over=over)

    def contacts(self, country: str) -> tuple[Contact, ...]:
        """Everything for a country, merged, in no order that matters; the organisation's own people are in each."""
        return self.desk.contacts(country)

    def own(self) -> tuple[Contact, ...]:
        """What the organisation or its site added, changed or checked, in every country."""
        found = {one.id: one for code in self.countries() for one in self.contacts(code) if one.layer != BUILT_IN}
        return tuple(found.values())

    def countries(self) -> tuple[str, ...]:
        """The organisation's own country first, then those it has contacts in."""
        home = self.desk.home
        others = sorted(self.desk.organisation().countries)
        return tuple(code for code in dict.fromkeys((home, *others)) if code)

    def findings(self) -> tuple[Finding, ...]:
        """What was left out of its files so far, each once; ask for the contacts first."""
        return tuple(dict.fromkeys(self.desk.findings))

    def path(self, name: str) -> str:
        """The place of a file in the organisation's folder. Raises FileRefused where there is no folder."""
        if not self.folder:
            hint = "Begin with: crisisaid contacts setup. Or name it: --organisation DIR."
            raise FileRefused("There is no organisation's folder yet.", hint)
        return os.path.join(self.folder, name)


def usable(timezone: str) -> str:
    """The time zone, "" for a name that is none: then this computer's own is used."""
    from crisisaid.contacts.rota.moments import zone_named

    return timezone if zone_named(timezone) else ""


def moment(at: str, timezone: str) -> float:
    """Seconds since 1970 of ``at`` ("2026-12-25 02:30", a day alone is its first minute; "" is now) in a time zone.

    Raises UsageRefused for what is no time, or no time zone.
    """
    if not at:
        return time.time()
    from datetime import datetime
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        given = datetime.fromisoformat(at)
    except ValueError:
        raise UsageRefused(f"{at!r} is not a time.", 'Write it as "2026-12-25 02:30".') from None
    try:
        return given.replace(tzinfo=given.tzinfo or (ZoneInfo(timezone) if timezone else None)).timestamp()
    except (ZoneInfoNotFoundError, ValueError):
        raise UsageRefused(f"{timezone!r} is not a time zone.", "Name it by its city: Europe/London.") from None
