"""A protocol as a page to read and to print: plain text, lines of at most 79 columns, no escape byte."""

from __future__ import annotations

from crisisaid.formats.protocol_blocks import ANSWERS, BOX, ITEM, LINE, PART, POINT, STEP, TITLE
from crisisaid.formats.protocol_parts import blocks
from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crisisaid.formats.protocol_blocks import Block
    from crisisaid.model.protocol import Protocol

WIDTH = 79
BOX_MARK = "[ ] "
INSIDE = {PART: 0, STEP: 3, ITEM: 5}
"""How far in stands what comes after a heading."""


def protocol_page(
    protocol: Protocol,
    review: str,
    headlines: Mapping[str, str],
    *,
    roles: Mapping[str, str] | None = None,
    others: Mapping[str, Protocol] | None = None,
) -> str:
    """The whole protocol as text; ``headlines`` are the words for tiers, ``roles`` for whom to reach.

    ``others`` are the protocols it points to, by id: with them their titles and item numbers are printed.
    """
    return text_of(blocks(protocol, review, headlines, roles, others))


def text_of(page: Iterable[Block]) -> str:
    """Blocks as plain text."""
    lines: list[str] = []
    indent = 0
    for block in page:
        if block.kind in (TITLE, *INSIDE):
            lines.append("")
        lines += _drawn(block, indent)
        indent = INSIDE.get(block.kind, indent)
    return "\n".join(lines) + "\n"


def _drawn(block: Block, indent: int) -> list[str]:
    if block.kind == ANSWERS:
        return list(_side_by_side(block.answers, " " * indent))
    text = f"{block.label}: {block.text}" if block.label else block.text
    match block.kind:
        case "title" | "part":
            shown = clean(text).upper()
            return [*wrap(shown, WIDTH), ("=" if block.kind == TITLE else "-") * min(WIDTH, len(shown))]
        case "step":
            return wrap(clean(text), WIDTH, "", "   ")
        case "item":
            return wrap(clean(text), WIDTH, "   ", "       ")
    marked = block.kind in (BOX, POINT)
    start = " " * (indent + 2 * block.depth + (2 if block.kind == POINT else 0))
    hang = start + ("  " if marked or block.kind == LINE else "")
    return wrap(clean(text), WIDTH, f"{start}- " if marked else start, hang)


def _side_by_side(answers: tuple[str, ...], indent: str) -> Iterator[str]:
    """Answers to mark, as many on a line as fit; an answer and its box are never parted."""
    line = indent
    for answer in answers:
        cell = BOX_MARK + clean(answer)
        if line.strip() and len(line) + len(cell) > WIDTH:
            yield line.rstrip()
            line = indent
        if len(line) + len(cell) > WIDTH:
            yield from wrap(cell, WIDTH, indent, indent + " " * len(BOX_MARK))
            continue
        line += cell + "   "
    if line.strip():
        yield line.rstrip()
