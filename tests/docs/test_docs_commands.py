"""Every command and option is documented, and every command that is printed exists."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest
import typer
from docs_pages import INLINE, ROOT, bare, blocks, name_of, pages, said, table_with

from crisisaid import errors
from crisisaid.app.words import HEADLINES
from crisisaid.cli.main import whole
from crisisaid.model.protocol import GATE, Checklist
from crisisaid.ui.keys import KEYS
from shipped import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM: Any = typer.main.get_command(whole())
PLACEHOLDER = re.compile(r"^(\.\.\.|<.*>)$")


def options(command: Any) -> set[str]:
    return {name for one in command.params for name in one.opts if name.startswith("-")} | {"--help"}


def printed() -> Iterator[tuple[str, str]]:
    """Every command line of the program that a page prints, with its place."""
    for block in blocks("console"):
        for line in block.text.splitlines():
            if line.startswith("$ crisisaid"):
                yield block.where, line.removeprefix("$ ")
    for page in pages():
        for code in INLINE.findall(said(page)):
            if code.startswith("crisisaid "):
                yield name_of(page), code


def the_docs() -> str:
    return "\n".join(said(page) for page in (ROOT / "docs").glob("*.md"))


INSIDE = [f"{name} {one}" for name, group in PROGRAM.commands.items() for one in getattr(group, "commands", ())]


@pytest.mark.parametrize("command", [*sorted(PROGRAM.commands), *INSIDE])
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"\bcrisisaid {command}\b", the_docs()), f"no page of docs/ shows: crisisaid {command}"


def test_every_option_is_documented() -> None:
    groups = [group for group in PROGRAM.commands.values() if hasattr(group, "commands")]
    inside = [command for group in groups for command in group.commands.values()]
    every = options(PROGRAM).union(*(options(command) for command in (*PROGRAM.commands.values(), *inside)))
    missing = [option for option in sorted(every) if not re.search(rf"{option}\b", the_docs())]
    assert missing == []


def test_there_are_command_lines_to_look_at() -> None:
    assert len(list(printed())) > 20


@pytest.mark.parametrize(("where", "line"), list(dict.fromkeys(printed())))
def test_every_printed_command_exists(where: str, line: str) -> None:
    words = [word for word in shlex.split(line)[1:] if not PLACEHOLDER.match(word)]
    command = PROGRAM
    while words and not words[0].startswith("-") and hasattr(command, "commands"):
        assert words[0] in command.commands, f"{where}: there is no command {words[0]!r} in: {line}"
        command = command.commands[words.pop(0)]
    known = options(command)
    unknown = [word for word in words if word.startswith("-") and word.partition("=")[0] not in known]
    assert unknown == [], f"{where}: {line}"
    inside = [word for word in words if word in PROGRAM.commands]
    assert inside == [], f"{where}: options stand behind the command: {line}"


def test_every_key_is_on_the_supporters_page() -> None:
    written = [bare(row[0]) for row in table_with("docs/for-supporters.md", "| key | what it does |")]
    assert sorted(written) == sorted(key for key, _, _ in KEYS)


def test_the_five_headlines_are_on_the_supporters_page() -> None:
    written = [row[0] for row in table_with("docs/for-supporters.md", "| headline | what to do |")]
    assert written == list(HEADLINES.values())


def test_the_first_screen_is_the_one_that_comes() -> None:
    first = next(step for step in LIBRARY[GATE].steps if isinstance(step, Checklist))
    shown = next(block.text for block in blocks("text") if "Numbers (1 3)" in block.text)
    assert shown.startswith(first.prompt[:40])
    for number, label in re.findall(r"^ +(\d)  (.+)$", shown, re.MULTILINE):
        assert label == first.items[int(number) - 1].label


def test_exit_codes_are_those_of_the_program() -> None:
    written = {int(row[0]) for row in table_with("docs/summary.md", "| code | meaning |")}
    known = (errors.DONE, errors.REFUSED, errors.USAGE, errors.BUG, errors.INPUT_ENDED, errors.INTERRUPTED)
    assert written == set(known)
