"""`crisisaid contacts`: set up, add, edit and remove contacts."""

# ruff: noqa: PLR0917, TC001 - a command line is a list of options, and the library reads them as parameters

from __future__ import annotations

import os
from typing import Annotated

import typer

from crisisaid.cli.options import Organisation, Site

app = typer.Typer()

Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help='As in --set phone="020 7946 0101". Then nothing is asked.'),
]
Clears = Annotated[list[str] | None, typer.Option("--clear", metavar="KEY", help="Take this away.")]
Yes = Annotated[bool, typer.Option("--yes", help="Write it without asking.")]
Id = Annotated[str, typer.Argument(help="Its id (crisisaid contacts list).")]


@app.command()
def setup(sets: Sets = None, clear: Clears = None, yes: Yes = False, organisation: Organisation = "") -> int:
    """Begin here: your country, languages, roles and rules, asked in plain words and written into your folder."""
    from crisisaid.app.contacts.setting_up import Settings
    from crisisaid.app.contacts.setting_up import setup as settle

    return settle(os.environ, Settings(organisation, tuple(sets or ()), tuple(clear or ()), yes))


@app.command()
def add(sets: Sets = None, yes: Yes = False, organisation: Organisation = "", site: Site = "") -> int:
    """One more contact; asks for everything in plain words."""
    from crisisaid.app.contacts.keeping import Wanted
    from crisisaid.app.contacts.keeping import add as begin

    return begin(os.environ, Wanted(organisation, site, tuple(sets or ()), (), yes))


@app.command()
def edit(
    contact: Id,
    sets: Sets = None,
    clear: Clears = None,
    checked: Annotated[str, typer.Option(help="It was checked on this day: 2026-11-02, or today.")] = "",
    how: Annotated[str, typer.Option(help="With --checked: operator, website or document.")] = "",
    by: Annotated[str, typer.Option(help="With --checked: who checked it, by role.")] = "",
    yes: Yes = False,
    organisation: Organisation = "",
    site: Site = "",
) -> int:
    """Change a contact, or write down that it was checked."""
    from crisisaid.app.contacts.keeping import Wanted, check_recorded
    from crisisaid.app.contacts.keeping import edit as change

    sets = [*(sets or ()), *check_recorded(checked, how, by)]
    return change(os.environ, contact, Wanted(organisation, site, tuple(sets), tuple(clear or ()), yes))


@app.command()
def remove(
    contact: Id,
    reason: Annotated[str, typer.Option(help="Why; needed to hide a built-in contact.")] = "",
    yes: Yes = False,
    organisation: Organisation = "",
    site: Site = "",
) -> int:
    """Take out a contact of your own, or hide a built-in one."""
    from crisisaid.app.contacts.keeping import Wanted
    from crisisaid.app.contacts.keeping import remove as take_out

    return take_out(os.environ, contact, reason, Wanted(organisation, site, (), (), yes))
