"""A protocol as Markdown: the same blocks as the printed page, and the way through it as Mermaid text."""

from __future__ import annotations

import re

from crisisaid.formats.flow_mermaid import mermaid
from crisisaid.formats.protocol_blocks import ANSWERS, BANNER, BOX, FLOW, LINE, POINT
from crisisaid.formats.protocol_parts import blocks
from crisisaid.formats.summary_markdown import escaped, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crisisaid.formats.protocol_blocks import Block
    from crisisaid.model.protocol import Protocol

HEADINGS = {"title": "#", "part": "##", "step": "###", "item": "####"}
LINK = re.compile(r"(https://[^\s<>\"]*[^\s<>\".,;:)\]])")
FIRST_STOP = re.compile(r"^(\d+)\\\.(?=\S)")
"""A number such as 3.2 begins no list, whatever stands in front of it."""
WAY = "The way through this page"


def protocol_markdown(
    protocol: Protocol,
    review: str,
    headlines: Mapping[str, str],
    *,
    roles: Mapping[str, str] | None = None,
    others: Mapping[str, Protocol] | None = None,
    deeper: int = 0,
) -> str:
    """The whole protocol; ``deeper`` puts its headings further down, for a page inside a book."""
    picture = mermaid(protocol, headlines, others=others)
    page = blocks(protocol, review, headlines, roles, others)
    return markdown_of(page, picture, deeper=deeper)


def markdown_of(page: Iterable[Block], picture: str = "", *, deeper: int = 0) -> str:
    """Blocks as Markdown, with the picture's text where it belongs."""
    paragraphs: list[list[str]] = []
    under = 0
    for block in page:
        is_list = block.kind in (BOX, LINE, POINT, ANSWERS)
        if not (is_list and paragraphs and paragraphs[-1][0].lstrip().startswith("- ")):
            under = 0
            paragraphs.append([])
        if block.kind == FLOW:
            paragraphs[-1] += _picture(picture, deeper)
        under = under if block.kind == POINT else 0
        paragraphs[-1] += _drawn(block, under, deeper)
        under = under or int(block.kind == LINE)
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _picture(picture: str, deeper: int) -> list[str]:
    return [f"##{'#' * deeper} {WAY}", "", "```mermaid", picture.rstrip("\n"), "```"] if picture else []


def _drawn(block: Block, under: int, deeper: int) -> Iterator[str]:
    text = f"**{escaped(block.label)}:** {linked(block.text)}" if block.label else linked(block.text)
    if block.kind in HEADINGS:
        yield f"{HEADINGS[block.kind]}{'#' * deeper} {text}"
    elif block.kind == BANNER:
        yield f"> **{text}**"
    elif block.kind == ANSWERS:
        yield from (f"- [ ] {escaped(answer)}" for answer in block.answers)
    elif block.kind in (BOX, LINE, POINT):
        yield f"{'  ' * (block.depth + under)}- {text}"
    elif text:
        yield text


def linked(text: str) -> str:
    """Text that shows as it is, with its links as links."""
    parts = LINK.split(text)
    shown = "".join(number(part) if place % 2 else _kept(part) for place, part in enumerate(parts))
    return FIRST_STOP.sub(r"\1.", shown)


def _kept(text: str) -> str:
    """Escaped, with the space around it, which a link stands against."""
    bare = text.strip()
    if not bare:
        return text
    before, _, after = text.partition(bare)
    return before + escaped(bare) + after
