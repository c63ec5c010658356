"""The pages of the documentation, taken apart: code blocks, marked tables, links and headings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]

FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"^<!-- (?P<name>[^>]+) -->\n(?P<table>(?:\|[^\n]*\n)+)", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (?P<words>.+)$", re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")


class Block(NamedTuple):
    """A code block: the words behind the fence, its text, and where it stands."""

    info: str
    text: str
    where: str


def pages() -> list[Path]:
    """Every page a reader may open, and the notes on decisions."""
    top = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
    return [page for page in (*top, *sorted((ROOT / "docs").rglob("*.md"))) if page.exists()]


def said(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(info: str = "") -> list[Block]:
    """The code blocks of all pages, or those with these words behind the fence."""
    found = []
    for page in pages():
        text = said(page)
        for match in FENCE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Block(match["info"].strip(), match["text"], f"{name_of(page)}:{line}"))
    return [block for block in found if not info or block.info == info]


def tables() -> dict[str, list[list[str]]]:
    """The rows of every marked table (``<!-- name -->`` right above it), by its name, without its heading."""
    found: dict[str, list[list[str]]] = {}
    for page in pages():
        for match in MARK.finditer(said(page)):
            found[match["name"]] = rows(match["table"])
    return found


def table_with(page: str, heading: str) -> list[list[str]]:
    """The rows of the table whose heading line starts with these words."""
    start = said(ROOT / page).index(heading)
    lines = said(ROOT / page)[start:].splitlines()
    end = next((place for place, line in enumerate(lines) if not line.startswith("|")), len(lines))
    return rows("\n".join(lines[:end]))


def rows(table: str) -> list[list[str]]:
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def heads(table_name: str) -> list[str]:
    """The heading cells of a marked table."""
    for page in pages():
        for match in MARK.finditer(said(page)):
            if match["name"] == table_name:
                return [cell.strip() for cell in match["table"].splitlines()[0].strip("|").split("|")]
    raise KeyError(table_name)


def bare(cell: str) -> str:
    """What stands in backticks at the start of a cell."""
    match = INLINE.match(cell)
    return match[1] if match else cell


def anchors(page: Path) -> set[str]:
    """The names by which headings can be linked to."""
    found = set()
    for match in HEADING.finditer(FENCE.sub("", said(page))):
        plain = re.sub(r"[^\w\- ]", "", match["words"].lower())
        found.add(plain.replace(" ", "-"))
    return found
