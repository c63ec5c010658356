"""`crisisaid contacts`: what is wrong, what is due, and which leaflets still carry an old number."""

# ruff: noqa: PLR0917 - a command line is a list of options, and the library reads them as parameters

from __future__ import annotations

import os
from typing import Annotated

import typer

from crisisaid.cli.options import AsJson, File, Organisation, Site, country_of, one_of

app = typer.Typer()

Countries = Annotated[list[str] | None, typer.Option("--country", help="A country, GB or its name. Several if needed.")]
OneCountry = Annotated[str, typer.Option("--country", help="A country, GB or its name; left out: all you have set.")]
OfCountry = Annotated[str, typer.Option("--country", help="The country the leaflet is for; left out: every country.")]
Today = Annotated[str, typer.Option(help="As on this day, year-month-day; today when left out.")]


@app.command()
def check(
    country: Countries = None,
    site: Site = "",
    organisation: Organisation = "",
    form: Annotated[str, typer.Option("--format", help="text, sarif, junit or json.")] = "text",
    no_weeks: Annotated[bool, typer.Option("--no-weeks", help="Leave out each contact's week.")] = False,
    today: Today = "",
    output: File = "",
) -> int:
    """Everything wrong or due in your contacts and settings, with file and line; exit code 1 when there is anything."""
    from crisisaid.app.contacts import checking

    one_of("--format", form, checking.FORMS)
    countries = tuple(country_of(one) for one in country or ())
    look = checking.Look(organisation, site, countries, today, form, not no_weeks, output)
    return checking.check(os.environ, look)


@app.command()
def callsheet(
    country: OneCountry = "",
    site: Site = "",
    organisation: Organisation = "",
    form: Annotated[str, typer.Option("--format", help="text, html or csv.")] = "text",
    today: Today = "",
    output: File = "",
) -> int:
    """Whom to check, how, and what to compare; never by a test call to a crisis line."""
    from crisisaid.app.contacts import callsheet as sheets

    one_of("--format", form, sheets.FORMS)
    asked = sheets.Asked(organisation, site, country_of(country), form, output, today)
    return sheets.callsheet(os.environ, asked)


@app.command()
def lint(
    files: Annotated[list[str], typer.Argument(help="Leaflets: plain text, HTML or Markdown.")],
    country: OfCountry = "",
    recursive: Annotated[bool, typer.Option("--recursive", help="Also every file of text in these folders.")] = False,
    as_json: AsJson = False,
    organisation: Organisation = "",
) -> int:
    """Numbers that were replaced and still stand in a leaflet; exit code 1 when there is one."""
    from crisisaid.app.contacts.linting import lint as look

    return look(os.environ, files, country_of(country), organisation, recursive=recursive, as_json=as_json)
