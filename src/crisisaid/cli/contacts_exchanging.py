"""`crisisaid contacts`: into and out of other programs."""

# ruff: noqa: TC001 - the library reads a command's options as parameters

from __future__ import annotations

import os
from typing import Annotated

import typer

from crisisaid.cli.options import Country, File, Organisation
from crisisaid.errors import CountryNotKnown, UsageRefused

app = typer.Typer()


def _one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageRefused(f"{option} cannot be {value!r}.", f"It takes: {', '.join(word for word in known if word)}.")
    return value


@app.command(name="import")
def bring_in(
    file: Annotated[str, typer.Argument(help="The file to take contacts from.")],
    form: Annotated[str, typer.Option("--from", help="hsds, csv or helplines; found out when left out.")] = "",
    organisation: Organisation = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> int:
    """Take contacts over from HSDS JSON, CSV or open-helplines; exit code 1 when anything is left out."""
    from crisisaid.app.contacts.importing import FORMS
    from crisisaid.app.contacts.importing import bring_in as take_over

    return take_over(os.environ, organisation, file, _one_of("--from", form, ("", *FORMS)), dry_run=dry_run)


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", help="hsds, csv, vcard, or vcard3 for old telephones.")],
    country: Country = "",
    own: Annotated[bool, typer.Option("--own", help="Only what your organisation added, changed or imported.")] = False,
    output: File = "",
    organisation: Organisation = "",
) -> int:
    """Write contacts for other programs: HSDS JSON, CSV for a spreadsheet, vCard for an address book."""
    from crisisaid.app.contacts.exchanging import FORMS
    from crisisaid.app.contacts.exchanging import export as write
    from crisisaid.card import country_code

    code = country_code(country) if country else ""
    if country and not code:
        raise CountryNotKnown(f"{country!r} is not a country known here.", "Type its two letters, such as GB.")
    return write(os.environ, organisation, _one_of("--format", form, FORMS), country=code, own=own, output=output)
