"""`crisisaid contacts`: sheets to print."""

# ruff: noqa: PLR0917 - a command line is a list of options, and the library reads them as parameters

from __future__ import annotations

import os
from typing import Annotated

import typer

from crisisaid.cli.options import Country, File, Organisation, Site, country_of, one_of

app = typer.Typer()


@app.command()
def sheet(
    country: Country = "",
    site: Site = "",
    form: Annotated[str, typer.Option("--format", help="text or html (one page of A4 each, with large numbers).")] = "",
    output: File = "",
    organisation: Organisation = "",
    today: Annotated[str, typer.Option(help="The day it is printed on, such as 2026-12-25; today when left out.")] = "",
    width: Annotated[int, typer.Option(help="Columns of the text, 20 to 200.", min=20, max=200)] = 79,
) -> int:
    """One page to print for each site: large numbers, hours, when each was checked and when to check again."""
    from crisisaid.app.contacts.sheets import FORMS, Wanted, print_sheets

    form = one_of("--format", form or "text", FORMS)
    wanted = Wanted(country_of(country), site, form, output, organisation, today, width)
    return print_sheets(os.environ, wanted)
