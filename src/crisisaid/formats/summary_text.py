"""A summary as plain text: to read, to print, to say over the phone. No escape byte, no colour, any width."""

from __future__ import annotations

from crisisaid.formats.summary_page import ENTRY, NUMBER, POINT, SENTENCE, UNDER, opening, sections, standing
from crisisaid.model.plain import alone, clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.formats.summary_page import Piece, Section
    from crisisaid.model.summary import Summary

NARROWEST = 20

HANGS = {POINT: ("- ", "  "), UNDER: ("    ", "    "), SENTENCE: ("", "")}
UNDER_AN_ENTRY = "   "


def summary_text(summary: Summary, width: int = 79) -> str:
    """The whole summary. Numbers stand alone on their lines and are never broken."""
    width = max(NARROWEST, width)
    top = _lines((summary.headline, *standing(summary)), width)
    blocks = [top, _lines(opening(summary), width), *(_section(section, width) for section in sections(summary))]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _lines(texts: tuple[str, ...], width: int) -> list[str]:
    return [line for text in texts for line in wrap(clean(text), width)]


def _section(section: Section, width: int) -> list[str]:
    lines = wrap(section.heading, width)
    entries = 0
    for piece in section.pieces:
        entries += piece.kind == ENTRY
        lines += _piece(piece, entries, width)
    return lines


def _piece(piece: Piece, entries: int, width: int) -> list[str]:
    text = clean(piece.text)
    if piece.kind == NUMBER:
        return [alone(text.strip(), width, 6)]
    if piece.kind == ENTRY:
        return wrap(text, width, f"{entries}. ", UNDER_AN_ENTRY)
    first, rest = HANGS.get(piece.kind, (UNDER_AN_ENTRY, UNDER_AN_ENTRY))
    return wrap(text, width, first, rest)
