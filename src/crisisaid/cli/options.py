"""Options that several commands share, each worded once, and how what was typed behind them is understood."""

from __future__ import annotations

from typing import Annotated

import typer

from crisisaid.errors import UsageRefused

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
Over = Annotated[str, typer.Option("--contacts", help="A file of contacts that goes over all the others.")]
Site = Annotated[str, typer.Option(help="One of your organisation's sites, by the name of its file in sites/.")]


def one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    """The value, if it is one of those known. Raises UsageRefused."""
    if value not in known:
        raise UsageRefused(f"{option} cannot be {value!r}.", f"It takes: {', '.join(word for word in known if word)}.")
    return value


def country_of(typed: str) -> str:
    """The two letters of a country that was typed in letters or by its name. Raises CountryNotKnown."""
    if not typed:
        return ""
    from crisisaid.card import country_code, near
    from crisisaid.errors import CountryNotKnown

    code = country_code(typed)
    if not code:
        close = near(typed)
        hint = f"Did you mean {', '.join(close)}?" if close else "Type its two letters, such as GB."
        raise CountryNotKnown(f"{typed!r} is not a country known here.", hint)
    return code
