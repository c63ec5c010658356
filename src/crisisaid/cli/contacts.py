"""`crisisaid contacts ...`: for those who keep an organisation's list of whom to hand over to."""

from __future__ import annotations

import typer

from crisisaid.cli import (
    contacts_checking,
    contacts_covering,
    contacts_exchanging,
    contacts_keeping,
    contacts_looking,
    contacts_printing,
    contacts_searching,
)

app = typer.Typer(no_args_is_help=True)
for commands in (
    contacts_keeping,
    contacts_looking,
    contacts_searching,
    contacts_checking,
    contacts_covering,
    contacts_printing,
    contacts_exchanging,
):
    app.add_typer(commands.app)
