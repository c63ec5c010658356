"""`contacts sheet`: one page to print for each site, so that the program is never the only way to a number."""

from __future__ import annotations

import os
import sys
import time

from crisisaid.app.contacts.sheet_content import faults, sheet_of
from crisisaid.app.desk import Desk
from crisisaid.app.printing import hand_out
from crisisaid.contacts.freshness import day_of
from crisisaid.contacts.layers import sites_of
from crisisaid.errors import DONE, REFUSED, FileRefused, UsageRefused
from crisisaid.formats.sheet_html import sheets_html
from crisisaid.formats.sheet_text import sheets_text
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMS = ("text", "html")


class Wanted(Record):
    """Which pages, and how. Without a ``site`` there is one page for the organisation and one for each of its sites.

    ``today`` is the day the page is printed on, year-month-day; "" is today.
    """

    country: str = ""
    site: str = ""
    form: str = "text"
    output: str = ""
    organisation: str = ""
    today: str = ""
    width: int = 79


def print_sheets(environ: Mapping[str, str], wanted: Wanted) -> int:
    """The pages, on standard output or in a file; REFUSED where something in the organisation's files was left out.

    Raises UsageRefused for no country, an unknown site and what is no day, FileRefused where there is no such folder.
    """
    if wanted.today and day_of(wanted.today) is None:
        raise UsageRefused(f"{wanted.today!r} is not a day.", "Write it as 2026-12-25.")
    today = wanted.today or time.strftime("%Y-%m-%d")
    desks = {site: Desk(environ, wanted.organisation, site=site) for site in _sites(environ, wanted)}
    sheets = [sheet_of(desk, _country(desk, wanted.country), site, today) for site, desk in desks.items()]
    form = "html" if wanted.output.casefold().endswith((".html", ".htm")) else wanted.form
    hand_out(sheets_html(sheets) if form == "html" else sheets_text(sheets, wanted.width), wanted.output)
    return _said(tuple(desks.values()))


def _sites(environ: Mapping[str, str], wanted: Wanted) -> tuple[str, ...]:
    """The sites to print a page for; "" is the organisation as a whole."""
    from crisisaid.store.places import organisation_folder

    folder = organisation_folder(environ, wanted.organisation)
    if folder and not os.path.isdir(folder):
        raise FileRefused(f"There is no organisation's folder at {folder}.", "Give the folder of contacts.yaml.")
    known = sites_of(folder)
    if wanted.site and wanted.site not in known:
        hint = f"Its sites: {', '.join(known)}." if known else "It has no sites: leave --site out."
        raise UsageRefused(f"There is no site called {wanted.site!r}.", hint)
    return (wanted.site,) if wanted.site else ("", *known)


def _country(desk: Desk, named: str) -> str:
    if not (named or desk.home):
        hint = "Name it: --country GB. Or set your organisation's own: crisisaid contacts setup."
        raise UsageRefused("No country is named, and none is set.", hint)
    return named or desk.home


def _said(desks: Sequence[Desk]) -> int:
    """What could not be used goes to standard error, each finding once."""
    found = tuple(dict.fromkeys(finding for desk in desks for finding in faults(desk)))
    if found:
        from crisisaid.formats.findings_text import findings_text

        sys.stderr.write(findings_text(found))
    return REFUSED if found else DONE
