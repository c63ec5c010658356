"""`crisisaid drill ...`: practice for supporters and their trainers, offline, never to be taken for a live check."""

# ruff: noqa: PLR0917 - a command line is a list of options, and the library reads them as parameters

from __future__ import annotations

import os
from typing import Annotated

import typer

from crisisaid.cli.options import AsJson, File, Organisation, Plain, one_of

app = typer.Typer(no_args_is_help=True)

Folder = Annotated[str, typer.Option("--drills", help="Only the drills in this folder, as PROTOCOL/NAME.yaml.")]
Trainee = Annotated[str, typer.Option("--as", help="A pseudonym to keep the result under; without it nothing is kept.")]
Results = Annotated[str, typer.Option(help="A folder to keep results in; else the usual place.")]
Carried = Annotated[str, typer.Option("--class", help="The file of a class, made by drill class.")]


@app.command(name="list")
def list_drills(
    protocols: Annotated[list[str] | None, typer.Argument(help="Protocols; none: all of them.")] = None,
    organisation: Organisation = "",
    drills: Folder = "",
    as_json: AsJson = False,
) -> int:
    """What can be practised."""
    from crisisaid.app.drilling.looking import list_drills as show

    return show(os.environ, organisation, drills, protocols or (), as_json=as_json)


@app.command()
def play(
    name: Annotated[str, typer.Argument(help="The role play: crisisaid drill list shows them.")],
    trainee: Trainee = "",
    results: Results = "",
    organisation: Organisation = "",
    drills: Folder = "",
    carried: Carried = "",
    plain: Plain = False,
) -> int:
    """A full role play: ask, note, find words, name the tier before the page does, and a debrief."""
    from crisisaid.app.drilling.starting import Setting
    from crisisaid.app.drilling.starting import play as practise

    return practise(os.environ, name, Setting(organisation, drills, trainee, results, plain, carried))


@app.command()
def quick(
    protocols: Annotated[list[str] | None, typer.Argument(help="Protocols; none: all of them.")] = None,
    count: Annotated[int, typer.Option(min=1, max=500, help="How many cases.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="Another number, other cases; the same number, the same ones.")] = 1,
    lines: Annotated[bool, typer.Option("--lines", help="Only people on either side of a threshold.")] = False,
    trainee: Trainee = "",
    results: Results = "",
    organisation: Organisation = "",
    drills: Folder = "",
    carried: Carried = "",
    plain: Plain = False,
) -> int:
    """Quick judgement: a few lines, then the tier and whom to reach first."""
    from crisisaid.app.drilling.starting import Setting
    from crisisaid.app.drilling.starting import quick as practise

    setting = Setting(organisation, drills, trainee, results, plain, carried)
    return practise(os.environ, protocols or (), count, seed, setting, lines=lines)


@app.command(name="next")
def next_lines(
    trainee: Trainee = "",
    go: Annotated[int, typer.Option(min=0, max=100, help="Practise so many of them at once.")] = 0,
    on: Annotated[str, typer.Option(help="What is due on this day, year-month-day; today when left out.")] = "",
    results: Results = "",
    organisation: Organisation = "",
    drills: Folder = "",
    plain: Plain = False,
) -> int:
    """What is due again, by spaced practice; when a protocol changes, only what the change is about."""
    from crisisaid.app.drilling.spaced import next_lines as show
    from crisisaid.app.drilling.starting import Setting, today

    return show(os.environ, Setting(organisation, drills, trainee, results, plain), on or today(), go)


@app.command()
def pair(
    name: Annotated[str, typer.Argument(help="The role play; the other one reads the part from paper.")],
    trainee: Trainee = "",
    results: Results = "",
    organisation: Organisation = "",
    drills: Folder = "",
    plain: Plain = False,
) -> int:
    """Two people: one reads the part from the printed sheet, the other asks aloud and notes here."""
    from crisisaid.app.drilling.starting import Setting
    from crisisaid.app.drilling.starting import play as practise

    return practise(os.environ, name, Setting(organisation, drills, trainee, results, plain), aloud=True)


@app.command()
def group(
    name: Annotated[str, typer.Argument(help="The role play.")],
    organisation: Organisation = "",
    drills: Folder = "",
    plain: Plain = False,
) -> int:
    """One role play on the projector: count hands at each decision, and see where the room parts."""
    from crisisaid.app.drilling.starting import Setting
    from crisisaid.app.drilling.starting import group as ask_the_room

    return ask_the_room(os.environ, name, Setting(organisation, drills, plain=plain))


@app.command()
def paper(
    name: Annotated[str, typer.Argument(help="The role play.")],
    what: Annotated[str, typer.Option(help="part (who plays the person), cards (tabletop) or observer.")] = "part",
    form: Annotated[str, typer.Option("--format", help="text or html.")] = "text",
    output: File = "",
    organisation: Organisation = "",
    drills: Folder = "",
) -> int:
    """Print the part, tabletop cards, or an observer's checklist."""
    from crisisaid.app.drilling.paper import PARTS
    from crisisaid.app.drilling.paper import paper as print_paper
    from crisisaid.app.drilling.shelf import Drills

    wanted, shape = one_of("--what", what, PARTS), one_of("--format", form, ("text", "html"))
    return print_paper(Drills(os.environ, organisation, drills), name, wanted, shape, output)


@app.command(name="class")
def make_class(
    protocols: Annotated[list[str] | None, typer.Argument(help="Protocols; none: all of them.")] = None,
    count: Annotated[int, typer.Option(min=1, max=500, help="How many short cases each.")] = 10,
    seed: Annotated[int, typer.Option(min=0, help="Another number, other cases.")] = 1,
    organisation: Organisation = "",
    output: File = "",
) -> int:
    """One file with scenarios and seed for a class, to carry on a stick."""
    from crisisaid.app.drilling.carried import make

    return make(os.environ, protocols or (), count=count, seed=seed, output=output, organisation=organisation)


@app.command()
def sign(
    protocol: Annotated[str, typer.Argument(help="The protocol that was practised.")],
    observer: Annotated[str, typer.Option(help="The role that answers for it; no name.")],
    trainee: Trainee = "",
    results: Results = "",
    organisation: Organisation = "",
) -> int:
    """An observer signs somebody off on a protocol, as it is today."""
    from crisisaid.app.drilling.signing import sign as write_down
    from crisisaid.app.drilling.starting import Setting

    return write_down(os.environ, Setting(organisation, "", trainee, results), protocol, observer)


@app.command()
def trained(results: Results = "", organisation: Organisation = "", as_json: AsJson = False) -> int:
    """Who was signed off on which words of a protocol, and are they still these words?"""
    from crisisaid.app.drilling.signing import trained as show
    from crisisaid.app.drilling.starting import Setting

    return show(os.environ, Setting(organisation, results=results), as_json=as_json)


@app.command()
def report(
    files: Annotated[list[str] | None, typer.Argument(help="Files or folders of results; none: your own.")] = None,
    form: Annotated[str, typer.Option("--format", help="text, csv, json or html.")] = "text",
    protocol: Annotated[str, typer.Option(help="Only drills of this protocol.")] = "",
    output: File = "",
    organisation: Organisation = "",
    drills: Folder = "",
    carried: Carried = "",
) -> int:
    """The results of a class: too little and too much apart, red flags, items, thresholds."""
    from crisisaid.app.drilling.reporting import FORMS
    from crisisaid.app.drilling.reporting import report as make
    from crisisaid.app.drilling.starting import Setting

    wanted, setting = one_of("--format", form, FORMS), Setting(organisation, drills, carried=carried)
    return make(os.environ, files or (), wanted, output, setting, protocol=protocol)


@app.command()
def check(organisation: Organisation = "", drills: Folder = "", output: File = "") -> int:
    """Everything that is wrong with drills; exit code 1 when there is anything."""
    from crisisaid.app.drilling.looking import check as look

    return look(os.environ, organisation, drills, output)


@app.command()
def new(
    protocol: Annotated[str, typer.Argument(help="The protocol that is practised.")],
    name: Annotated[str, typer.Argument(help="The new role play's id.")],
    organisation: Organisation = "",
    drills: Folder = "",
) -> int:
    """Write a commented role play to begin with."""
    from crisisaid.app.drilling.looking import new as write

    return write(os.environ, organisation, drills, protocol, name)
