"""`crisisaid contacts`: search by what is needed."""

# ruff: noqa: PLR0917 - a command line is a list of options, and the library reads them as parameters

from __future__ import annotations

import os
from typing import Annotated

import typer

from crisisaid.cli.options import AsJson, Country, Organisation, Site, country_of

app = typer.Typer()


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="What is needed, in any words: food, debt advice, somebody died.")],
    country: Country = "",
    region: Annotated[str, typer.Option(help="The part of the country (ISO 3166-2), such as GB-SCT.")] = "",
    most: Annotated[int, typer.Option(help="So many at most.", min=1, max=500)] = 20,
    as_json: AsJson = False,
    organisation: Organisation = "",
    site: Site = "",
) -> int:
    """Contacts by what a person needs: your own, the built-in ones and an imported directory."""
    from crisisaid.app.contacts.searching import Sought
    from crisisaid.app.contacts.searching import search as look

    sought = Sought(" ".join(words), country_of(country), region, most)
    return look(os.environ, organisation, site, sought, as_json=as_json)
