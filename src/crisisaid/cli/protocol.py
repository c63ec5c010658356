"""`crisisaid protocol ...`: for those who write, check, release and approve protocols."""

# ruff: noqa: PLR0917 - a command line is a list of options, and the library reads them as parameters

from __future__ import annotations

import os
from typing import Annotated

import typer

from crisisaid.cli.options import AsJson, File, Ids, Library, Organisation, one_of
from crisisaid.errors import UsageRefused

app = typer.Typer(no_args_is_help=True)

FORMS = ("text", "sarif", "junit")
Report = Annotated[str, typer.Option("--format", help="text, sarif or junit.")]
Pieces = Annotated[int, typer.Option(min=1000, help="How large a diagram may grow before nothing is decided.")]
Seconds = Annotated[float, typer.Option(min=0, help="How long one protocol may take; 0 for as long as it takes.")]
Version = Annotated[str, typer.Option(help="One version; needed where there are several.")]


def _form(form: str, known: tuple[str, ...]) -> str:
    if form not in known:
        raise UsageRefused(f"--format cannot be {form!r}.", f"It takes: {', '.join(known)}.")
    return form


@app.command()
def check(protocols: Ids = None, library: Library = "", form: Report = "text", output: File = "") -> int:
    """Everything that is wrong in protocols; exit code 1 when there is anything."""
    from crisisaid.app.checking import check as look

    return look(os.environ, library, protocols or (), _form(form, FORMS), output)


@app.command(name="test")
def play(protocols: Ids = None, library: Library = "", form: Report = "text", output: File = "") -> int:
    """Play every scenario, and say what none of them tries."""
    from crisisaid.app.checking import test

    return test(os.environ, library, protocols or (), _form(form, FORMS), output)


@app.command()
def prove(
    protocols: Ids = None,
    everything: Annotated[bool, typer.Option("--all", help="All of them; the same as naming none.")] = False,
    library: Library = "",
    pieces: Pieces = 250_000,
    seconds: Seconds = 0,
    examples: Annotated[str, typer.Option(help="Write each example into this folder, for run --answers.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Prove again what is known to be proved.")] = False,
    organisation: Organisation = "",
    as_json: AsJson = False,
    output: File = "",
) -> int:
    """What no pattern of answers can do: each property proved, violated or not decided."""
    from crisisaid.app.proving import Spending, prove_all

    if everything and protocols:
        raise UsageRefused("--all is for all protocols, and some are named.", "Leave out one of them.")
    spending = Spending(pieces, seconds)
    return prove_all(
        os.environ,
        library,
        protocols or (),
        spending,
        again=again,
        examples=examples,
        organisation=organisation,
        as_json=as_json,
        output=output,
    )


@app.command()
def explain(
    protocols: Ids = None,
    tier: Annotated[list[str] | None, typer.Option(help="Only this tier, such as call_now.")] = None,
    pairs: Annotated[
        bool, typer.Option("--pairs", help="Two people on either side of each threshold, instead of the sets.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Write out every set, however many.")] = False,
    library: Library = "",
    pieces: Pieces = 250_000,
    seconds: Seconds = 0,
    examples: Annotated[
        str, typer.Option(help="With --pairs: write both people of each into this folder, for run --answers.")
    ] = "",
    as_json: AsJson = False,
    output: File = "",
) -> int:
    """Which answers establish a tier? And who stands on either side of each threshold?"""
    from crisisaid.app.explaining import explain as explain_protocols
    from crisisaid.app.proving import Spending

    tiers = [one_of("--tier", one, ("call_now", "before_you_part", "this_week")) for one in tier or ()]
    if pairs and tiers:
        raise UsageRefused("--tier is for the sets of answers, not for --pairs.", "Leave out one of them.")
    if examples and not pairs:
        raise UsageRefused("--examples writes the people of --pairs.", "Add --pairs.")
    return explain_protocols(
        os.environ,
        library,
        protocols or (),
        tiers,
        Spending(pieces, seconds),
        pairs=pairs,
        everything=everything,
        examples=examples,
        as_json=as_json,
        output=output,
    )


@app.command()
def mutate(protocols: Ids = None, library: Library = "", as_json: AsJson = False, output: File = "") -> int:
    """Put faults into protocols: which would mean less help, and does a scenario notice?"""
    from crisisaid.app.mutating import mutate as try_faults

    return try_faults(os.environ, library, protocols or (), as_json=as_json, output=output)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="id@version, a protocol.yaml, or a folder of protocols.")],
    new: Annotated[str, typer.Argument(help="The version to compare it with, named in the same ways.")],
    library: Library = "",
    everything: Annotated[bool, typer.Option("--all", help="Write out every pattern, not only the first 20.")] = False,
    examples: Annotated[str, typer.Option(help="Write each example into this folder, for run --answers.")] = "",
    pieces: Pieces = 250_000,
    seconds: Seconds = 0,
    as_json: AsJson = False,
    output: File = "",
) -> int:
    """What two versions make otherwise of the same answers: who gets less help, who more, and what else is new."""
    from crisisaid.app.comparing import Wanted
    from crisisaid.app.comparing import diff as compare
    from crisisaid.app.proving import Spending

    wanted = Wanted(old, new, library, as_json=as_json, everything=everything, examples=examples, output=output)
    return compare(os.environ, wanted, Spending(pieces, seconds))


@app.command()
def new(
    protocol: Annotated[str, typer.Argument(help="Its id: small letters and hyphens.")], library: Library = ""
) -> int:
    """A commented protocol and one scenario to begin with."""
    from crisisaid.app.authoring import new as begin

    return begin(os.environ, library, protocol)


@app.command()
def release(
    protocol: Annotated[str, typer.Argument(help="Its id.")],
    version: Version = "",
    approved_by: Annotated[str, typer.Option(help="Who answers for it where somebody gets less help.")] = "",
    role: Annotated[str, typer.Option(help="In which professional role.")] = "",
    organisation: Organisation = "",
    library: Library = "",
) -> int:
    """Lock a version's bytes; refused while anything is found in it, or its number makes too small a step."""
    from crisisaid.app.authoring import release as lock

    return lock(os.environ, library, protocol, version, approved_by=approved_by, role=role, organisation=organisation)


@app.command()
def approve(
    protocol: Annotated[str, typer.Argument(help="Its id.")],
    digest: Annotated[str, typer.Option(help="The digest on the page that was read, or its first 8 characters.")],
    name: Annotated[str, typer.Option(help="Who approves it.")],
    role: Annotated[str, typer.Option(help="In which professional role.")],
    of: Annotated[str, typer.Option(help="For which organisation.")],
    registration: Annotated[str, typer.Option(help="Professional registration, where there is one.")] = "",
    date: Annotated[str, typer.Option(help="The day, year-month-day; today when left out.")] = "",
    version: Version = "",
    organisation: Organisation = "",
    library: Library = "",
) -> int:
    """Write down that a professional of your organisation answers for these very words."""
    from crisisaid.app.approving import approve as sign
    from crisisaid.model.approval import Approval

    given = Approval(protocol, version, digest.casefold(), name, role, of, date, registration)
    return sign(os.environ, organisation, library, given)


@app.command()
def waive(
    protocol: Annotated[str, typer.Argument(help="The adapted protocol's id.")],
    name: Annotated[str, typer.Option(help="Who answers for it.")] = "",
    role: Annotated[str, typer.Option(help="In which role.")] = "",
    reason: Annotated[str, typer.Option(help="Why less help than the original gives is right here.")] = "",
    digest: Annotated[str, typer.Option(help="The digest that was read, or its first 8 characters.")] = "",
    organisation: Organisation = "",
    library: Library = "",
) -> int:
    """Who gets less help than from the protocol that this one was adapted from? And who answers for that?"""
    from crisisaid.app.adapting import waive as write_down
    from crisisaid.model.waiver import Waiver

    given = Waiver(protocol, "", digest.casefold(), "", "", "", name, role, "", reason, ())
    return write_down(os.environ, organisation, library, given)


@app.command()
def review(protocols: Ids = None, library: Library = "") -> int:
    """What waits for a reviewer."""
    from crisisaid.app.authoring import review as listing

    return listing(os.environ, library, protocols or ())
