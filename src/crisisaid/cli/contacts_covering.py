"""`crisisaid contacts`: who is there when: coverage through time, the rota, who is on duty."""

# ruff: noqa: PLR0917 - a command line is a list of options, and the library reads them as parameters

from __future__ import annotations

import os
from typing import Annotated

import typer

from crisisaid.cli.options import AsJson, Country, Organisation, Site, country_of

app = typer.Typer()

Start = Annotated[
    str, typer.Option("--from", help="The first moment: 2026-12-21, or 2026-12-21 09:00; now if left out.")
]


@app.command()
def coverage(
    days: Annotated[int, typer.Option(help="How many days to look at, 1 to 800.")] = 400,
    start: Start = "",
    country: Country = "",
    site: Site = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Every gap by itself, with what comes back written out.")
    ] = False,
    as_json: AsJson = False,
    organisation: Organisation = "",
) -> int:
    """For each role and language you serve: when nobody can be reached; exit code 1 when that is ever so."""
    from crisisaid.app.contacts.covering import covering

    where = country_of(country)
    return covering(
        os.environ, organisation, site, where, days=days, start=start, as_json=as_json, everything=everything
    )


@app.command()
def rota(
    file: Annotated[
        str, typer.Argument(help="A new rota (CSV or iCalendar) to look at; the one in use if left out.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Take the new file over; the one before is kept.")] = False,
    start: Start = "",
    as_json: AsJson = False,
    organisation: Organisation = "",
) -> int:
    """Who is on duty in the coming four weeks, and what is wrong with the rota."""
    from crisisaid.app.contacts.rota_shown import rota as show

    return show(os.environ, organisation, file, yes=yes, as_json=as_json, start=start)


@app.command()
def duty(
    at: Annotated[str, typer.Option(help='Another moment than now: "2026-12-25 02:30", in your time zone.')] = "",
    as_json: AsJson = False,
    organisation: Organisation = "",
) -> int:
    """Who is on duty now, for each role of the rota, with the numbers."""
    from crisisaid.app.contacts.duty_now import duty as who

    return who(os.environ, organisation, at, as_json=as_json)
