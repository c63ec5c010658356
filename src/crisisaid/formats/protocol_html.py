"""A protocol as one HTML document to print: the same blocks as the page, and the way through it as a picture."""

from __future__ import annotations

import re
from html import escape

from crisisaid.formats.flow_svg import flow_svg_sheets
from crisisaid.formats.protocol_blocks import ANSWERS, BANNER, BOX, FLOW, ITEM, LINE, PARA, PART, POINT, STEP, TITLE
from crisisaid.formats.protocol_markdown import LINK, WAY
from crisisaid.formats.protocol_parts import blocks
from crisisaid.formats.protocol_style import document
from crisisaid.model.plain import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crisisaid.formats.protocol_blocks import Block
    from crisisaid.model.protocol import Protocol

LEVELS = {TITLE: 1, PART: 2, STEP: 3, ITEM: 4}
INSIDE = {TITLE: "", PART: "", STEP: " in", ITEM: " in deep"}


def protocol_html(
    protocol: Protocol,
    review: str,
    headlines: Mapping[str, str],
    *,
    roles: Mapping[str, str] | None = None,
    others: Mapping[str, Protocol] | None = None,
    language: str = "en",
) -> str:
    """The whole protocol as a document of its own."""
    body = protocol_body(protocol, review, headlines, roles=roles, others=others)
    return document(shown(protocol.title), body, language=language)


def protocol_body(
    protocol: Protocol,
    review: str,
    headlines: Mapping[str, str],
    *,
    roles: Mapping[str, str] | None = None,
    others: Mapping[str, Protocol] | None = None,
    deeper: int = 0,
    pictures: bool = True,
) -> str:
    """The protocol's sheets, to stand in a document; ``deeper`` puts its headings further down."""
    drawn = flow_svg_sheets(protocol, headlines, others=others) if pictures else ()
    page = blocks(protocol, review, headlines, roles, others)
    return "".join(_sheets(page, drawn, deeper, shown(protocol.id)))


def shown(text: str) -> str:
    """Text that shows as it is: nothing in it is taken for markup."""
    return escape(clean(text), quote=True)


def sheet(banner: str, inside: str, *, first: bool = False, anchor: str = "") -> str:
    """One part that begins on a new sheet, with the banner at the top of every page it fills.

    Browsers repeat the head of a table on each printed page; nothing else does that everywhere.
    """
    marked = f' id="{anchor}"' if anchor else ""
    return (
        f'<table role="presentation" class="sheet{" first" if first else ""}"{marked}>\n'
        f'<thead><tr><td><p class="banner">{banner}</p></td></tr></thead>\n'
        f"<tbody><tr><td>\n{inside}</td></tr></tbody>\n</table>\n"
    )


def _sheets(page: Iterable[Block], pictures: tuple[str, ...], deeper: int, anchor: str) -> Iterator[str]:
    parts: list[list[Block]] = [[]]
    banner = ""
    for block in page:
        if block.kind == BANNER:
            banner = shown(block.text)
        elif (block.kind == PART and block.depth == 0) or block.kind == FLOW:
            parts.append([block])
        else:
            parts[-1].append(block)
    for place, part in enumerate(parts):
        if part[0].kind == FLOW:
            yield from _picture_sheets(banner, pictures, deeper)
        else:
            yield sheet(
                banner, html_of(part, deeper=deeper), first=place == deeper == 0, anchor=anchor if place == 0 else ""
            )


def _picture_sheets(banner: str, pictures: tuple[str, ...], deeper: int) -> Iterator[str]:
    for place, picture in enumerate(pictures):
        yield sheet(banner, ("" if place else f"{_heading(2 + deeper, WAY)}\n") + picture)


def html_of(page: Iterable[Block], *, deeper: int = 0) -> str:
    """Blocks as HTML."""
    lines: list[str] = []
    points: list[Block] = []
    inside = ""
    for block in page:
        if points and block.kind != points[0].kind:
            lines.append(_list(points, inside))
            points = []
        if block.kind in (BOX, POINT):
            points.append(block)
        elif block.kind in LEVELS:
            inside = INSIDE[block.kind]
            lines.append(_heading(LEVELS[block.kind] + deeper, block.text))
        else:
            lines.append(_drawn(block, inside))
    if points:
        lines.append(_list(points, inside))
    return "".join(f"{line}\n" for line in lines if line)


def _heading(level: int, text: str) -> str:
    return f"<h{min(level, 6)}>{shown(text)}</h{min(level, 6)}>"


def _drawn(block: Block, inside: str) -> str:
    if block.kind == ANSWERS:
        boxes = " ".join(f'<span class="answer"><span class="mark"></span>{shown(one)}</span>' for one in block.answers)
        return f'<p class="answers">{boxes}</p>'
    if block.kind == LINE:
        return f'<p class="line{inside}">{_labelled(block)}</p>'
    return f'<p class="para{inside}">{_linked(block.text)}</p>' if block.kind == PARA else ""


def _labelled(block: Block) -> str:
    label = f"<strong>{shown(block.label)}:</strong> " if block.label else ""
    return label + _linked(block.text)


def _linked(text: str) -> str:
    parts = LINK.split(clean(text))
    return "".join(
        f'<a href="{shown(part)}">{shown(part)}</a>' if place % 2 else shown(part) for place, part in enumerate(parts)
    )


def _list(points: list[Block], inside: str) -> str:
    """A list, with deeper points in a list inside the point above them."""
    kind = "box" if points[0].kind == BOX else f"points{inside}"
    drawn = [f'<ul class="{kind}">']
    depth = points[0].depth
    for place, point in enumerate(points):
        if place and point.depth > depth:
            drawn.append("<ul>" * (point.depth - depth))
        elif place:
            drawn.append("</li>" + "</ul></li>" * (depth - point.depth))
        drawn.append(f"<li>{_labelled(point)}")
        depth = point.depth
    drawn.append("</li>" + "</ul></li>" * (depth - points[0].depth) + "</ul>")
    return re.sub(r"\n+", "\n", "\n".join(drawn))
