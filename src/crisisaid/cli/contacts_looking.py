"""`crisisaid contacts`: list, show and match."""

# ruff: noqa: PLR0917 - a command line is a list of options, and the library reads them as parameters

from __future__ import annotations

import os
from typing import Annotated

import typer

from crisisaid.cli.options import AsJson, Channel, Country, Organisation, Over, Site, country_of, one_of

app = typer.Typer()

Kind = Annotated[str, typer.Option(help="Only this kind, such as crisis or crisis-team.")]


@app.command(name="list")
def list_contacts(
    country: Country = "",
    kind: Kind = "",
    own: Annotated[bool, typer.Option("--own", help="Only your organisation's own, in every country.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also what a check would not show.")] = False,
    as_json: AsJson = False,
    organisation: Organisation = "",
    site: Site = "",
    over: Over = "",
) -> int:
    """The contacts of a country, your organisation's own first."""
    from crisisaid.app.contacts import looking
    from crisisaid.app.contacts.directory import Directory

    one_of("--kind", kind, ("", *looking.known_kinds()))
    wanted = looking.Listed(country_of(country), kind, own, everything)
    return looking.list_contacts(Directory(os.environ, organisation, site, over), wanted, as_json=as_json)


@app.command()
def show(
    contact: Annotated[str, typer.Argument(help="Its id (crisisaid contacts list).")],
    why: Annotated[bool, typer.Option("--why", help="Where each field comes from.")] = False,
    as_json: AsJson = False,
    organisation: Organisation = "",
    site: Site = "",
    over: Over = "",
) -> int:
    """One contact, whole."""
    from crisisaid.app.contacts.directory import Directory
    from crisisaid.app.contacts.looking import show_contact

    return show_contact(Directory(os.environ, organisation, site, over), contact, why=why, as_json=as_json)


@app.command()
def match(
    role: Annotated[list[str], typer.Option(help="Whom to reach: crisis_line, shift_lead ... Several in order.")],
    country: Country = "",
    channel: Channel = "",
    at: Annotated[str, typer.Option(help='When: "2026-12-25 02:30"; now when left out.')] = "",
    region: Annotated[str, typer.Option(help="The part of the country (ISO 3166-2), such as GB-SCT.")] = "",
    language: Annotated[list[str] | None, typer.Option(help="A language they need, such as pl.")] = None,
    group: Annotated[list[str] | None, typer.Option("--for", help="Whom it is for, such as young-people.")] = None,
    age: Annotated[int | None, typer.Option(help="Their age in years.", min=0, max=130)] = None,
    cannot_speak: Annotated[bool, typer.Option("--cannot-speak", help="They cannot speak safely.")] = False,
    deaf: Annotated[bool, typer.Option("--deaf", help="They are deaf or hard of hearing.")] = False,
    no_credit: Annotated[bool, typer.Option("--no-credit", help="They have no credit for a call.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="All of a large directory, not the first of each.")] = False,
    as_json: AsJson = False,
    organisation: Organisation = "",
    site: Site = "",
    over: Over = "",
) -> int:
    """Whom a check would show for a referral, in order."""
    from crisisaid.app.contacts import looking
    from crisisaid.app.contacts.directory import Directory
    from crisisaid.model.need import Need

    need = Need(
        region=region,
        languages=tuple(language or ()),
        populations=tuple(group or ()),
        age=age,
        cannot_speak=cannot_speak,
        deaf=deaf,
        no_credit=no_credit,
    )
    channel = one_of("--channel", channel, ("", "in_person", "phone", "text_chat"))
    sought = looking.Sought(tuple(role), country_of(country), channel, at, everything)
    return looking.match(Directory(os.environ, organisation, site, over), sought, need, as_json=as_json)
