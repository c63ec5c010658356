"""The whole command line: options become plain values, values become a command. No rules live here."""

# ruff: noqa: ARG001, PLR0917 - a command line is a list of options, and the library reads them as parameters

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crisisaid import __version__
from crisisaid.cli.options import (
    AsJson,
    Board,
    Channel,
    Country,
    File,
    Form,
    Lang,
    Library,
    Organisation,
    Output,
    Over,
    Plain,
    Shared,
    Site,
    country_of,
    one_of,
)
from crisisaid.errors import UsageRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

app = typer.Typer(
    name="crisisaid",
    help="A checklist for peer supporters in a crisis: what to ask, what to say, when and to whom to hand over.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    no_args_is_help=False,
)

GROUPS = {
    "contacts": "Keep, check, search and print the contacts to hand over to.",
    "protocol": "Write, check, test, release and approve protocols.",
    "drill": "Practise, alone, in pairs or with a class. Nobody in a drill is a real person.",
}
"""Each has a module of its own, whose commands are built only when its name is typed: there are more than fifty."""


def whole(names: Collection[str] = tuple(GROUPS)) -> typer.Typer:
    """The command line with the commands of these groups; the others stand in the help only."""
    app.registered_groups = []
    for name, help_words in GROUPS.items():
        group = import_module(f"crisisaid.cli.{name}").app if name in names else typer.Typer()
        if name not in names:
            group.callback()(lambda: None)
        app.add_typer(group, name=name, help=help_words)
    return app


def run(arguments: list[str]) -> int:
    """One command; its exit code."""
    try:
        # Completion asks for whatever begins as what was typed.
        completing = any(name.endswith("_COMPLETE") for name in os.environ)
        names = tuple(GROUPS) if completing else [name for name in GROUPS if name in arguments]
        code = whole(names)(args=arguments, prog_name="crisisaid", standalone_mode=False)
    except typer.Exit as done:
        return done.exit_code
    except typer.Abort:
        return 130
    except Exception as problem:
        return _usage(problem)
    return code if isinstance(code, int) else 0


def _usage(problem: Exception) -> int:
    """What was typed cannot be used: one sentence, and where the words are listed."""
    said = getattr(problem, "format_message", None)
    if said is None:
        raise problem
    typer.echo(f"{said()} `crisisaid --help` lists what there is; `crisisaid now` is the emergency card.", err=True)
    return int(getattr(problem, "exit_code", 2))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"crisisaid {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    country: Country = "",
    channel: Channel = "",
    organisation: Organisation = "",
    site: Site = "",
    over: Over = "",
    library: Library = "",
    output: Output = "",
    form: Form = "text",
    lang: Lang = "en",
    board: Board = False,
    plain: Plain = False,
    shared: Shared = False,
    _version_wanted: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> int:
    """Without a command: is anybody in danger now? What is going on? Then the protocol for it."""
    if context.invoked_subcommand is not None:
        name = context.invoked_subcommand
        wished = any(given and given not in ("text", "en") for given in context.params.values())
        # The emergency card comes whatever stands before it.
        if wished and name != "now":
            raise UsageRefused(
                f"An option stands before {name!r}, where it would do nothing.", f"Put it behind {name!r}."
            )
        return 0
    return _check(context.params)


@app.command()
def now(
    context: typer.Context,
    country: Annotated[list[str] | None, typer.Argument(help="The country where they are.")] = None,
) -> int:
    """The emergency card, at once."""
    from crisisaid.card import main

    before = context.parent.params["country"] if context.parent else ""
    return main(country or before.split())


@app.command(name="run")
def run_protocol(
    context: typer.Context,
    protocol: Annotated[str, typer.Argument(help="A protocol's name (crisisaid list); none: what is going on?")] = "",
    answers: Annotated[str, typer.Option(help="Answers from this file (YAML or JSON); nothing is asked.")] = "",
    at: Annotated[str, typer.Option(help='With --answers: the contacts as at "2026-12-25 02:30".')] = "",
    country: Country = "",
    channel: Channel = "",
    organisation: Organisation = "",
    site: Site = "",
    over: Over = "",
    library: Library = "",
    output: Output = "",
    form: Form = "text",
    lang: Lang = "en",
    board: Board = False,
    plain: Plain = False,
    shared: Shared = False,
) -> int:
    """A guided check, ending in a referral summary."""
    return _check(context.params)


def _check(given: Mapping[str, Any]) -> int:
    from crisisaid.app.live import Wishes, check

    named = {name: value for name, value in given.items() if name in Wishes._fields}
    wishes = Wishes(**named).but(
        country=country_of(given["country"]),
        channel=one_of("--channel", given["channel"], ("", "in_person", "phone", "text_chat")),
        form=one_of("--format", given["form"], ("text", "markdown", "json")),
    )
    one_of("--lang", given["lang"], ("en",))
    if given.get("answers"):
        from crisisaid.app.scripted import scripted

        return scripted(wishes, given["answers"], os.environ)
    if wishes.at:
        raise UsageRefused("--at is for a run with --answers: a check with somebody is always now.", "Leave it out.")
    return check(wishes, os.environ)


@app.command()
def resume(
    code: Annotated[list[str] | None, typer.Argument(help="Its two words, where several are kept.")] = None,
    organisation: Organisation = "",
    site: Site = "",
    over: Over = "",
    library: Library = "",
    plain: Plain = False,
) -> int:
    """Go on with a check that was cut short in the last 12 hours."""
    from crisisaid.app.live import Wishes
    from crisisaid.app.stopped import resume as take_up

    wishes = Wishes(organisation=organisation, site=site, over=over, library=library, plain=plain)
    return take_up(wishes, " ".join(code or []), os.environ)


@app.command()
def erase() -> int:
    """Remove everything crisisaid has kept on this computer."""
    from crisisaid.app.stopped import erase as remove

    return remove(os.environ)


@app.command(name="list")
def list_protocols(as_json: AsJson = False, library: Library = "", organisation: Organisation = "") -> int:
    """The protocols, their versions and whether anybody has reviewed them."""
    from crisisaid.app.listing import list_protocols as listing

    return listing(os.environ, library, organisation, as_json=as_json)


@app.command()
def show(
    protocol: Annotated[str, typer.Argument(help="The protocol's name (crisisaid list).")],
    version: Annotated[str, typer.Option(help="One version; without it the newest.")] = "",
    form: Annotated[
        str, typer.Option("--format", help="page, card, card-html, markdown, html, mermaid, svg or json.")
    ] = "page",
    as_json: AsJson = False,
    output: File = "",
    library: Library = "",
    organisation: Organisation = "",
) -> int:
    """One protocol: as a page, a card for the wall, a picture of its flow, or data."""
    from crisisaid.app.showing import FORMS, Wanted, show_protocol

    form = one_of("--format", "json" if as_json else form, FORMS)
    return show_protocol(Wanted(protocol, version, form, output, library, organisation), os.environ)


@app.command()
def booklet(
    country: Country = "",
    form: Annotated[str, typer.Option("--format", help="html or markdown.")] = "html",
    output: File = "",
    library: Library = "",
    organisation: Organisation = "",
) -> int:
    """Every protocol to print, with the emergency page of a country in front."""
    from crisisaid.app.showing import Wanted
    from crisisaid.app.showing import booklet as print_all

    wanted = Wanted("", "", one_of("--format", form, ("html", "markdown")), output, library, organisation)
    return print_all(os.environ, wanted, country_of(country))
