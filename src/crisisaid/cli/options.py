"""Options that several commands share, each worded once."""

from __future__ import annotations

from typing import Annotated

import typer

Country = Annotated[str, typer.Option(help="Where the person is now: GB, or the country's name. Never guessed.")]
Channel = Annotated[str, typer.Option(help="in_person, phone or text_chat.")]
Organisation = Annotated[str, typer.Option(help="Your organisation's folder (contacts, policy, approvals, protocols).")]
Library = Annotated[str, typer.Option(help="A folder of protocols, in place of those that came with the program.")]
Output = Annotated[str, typer.Option(help="Write the summary to this file, readable by you only.")]
Form = Annotated[str, typer.Option("--format", help="text, markdown or json.")]
Board = Annotated[bool, typer.Option("--board", help="List everything and tick it in any order.")]
Plain = Annotated[bool, typer.Option("--plain", help="No bold, no colour: not one control character.")]
Shared = Annotated[bool, typer.Option("--shared", help="A shared computer: keep nothing, clear the screen.")]
Lang = Annotated[str, typer.Option(help="The language of the protocols; only en so far.")]
AsJson = Annotated[bool, typer.Option("--json", help="As data, for a program to read.")]
File = Annotated[str, typer.Option("--output", help="Write to this file.")]
Ids = Annotated[list[str] | None, typer.Argument(help="Protocols by their names; all of them when left out.")]
