"""A summary as Markdown. Content is escaped so that it shows as it was written; nothing in it is taken for markup."""

from __future__ import annotations

from crisisaid.formats.summary_page import ENTRY, NUMBER, POINT, UNDER, opening, sections, standing
from crisisaid.model.plain import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.formats.summary_page import Piece
    from crisisaid.model.summary import Summary

MARKUP = frozenset("\\`*_[]<>#|~&$")
SAFE_IN_A_NUMBER = frozenset("0123456789 +-()")


def summary_markdown(summary: Summary) -> str:
    """The whole summary, sources with their links. A number is a paragraph of its own, exactly as dialled."""
    parts = [f"# {escaped(summary.headline)}", *map(escaped, (*standing(summary), *opening(summary)))]
    for section in sections(summary, links=True):
        parts += [f"## {section.heading}", *_pieces(section.pieces)]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text that shows as it is: no emphasis, link, heading, list, table or tag comes of it."""
    plain = clean(text).strip()
    marked = "".join(f"\\{letter}" if letter in MARKUP else letter for letter in plain)
    return _escaped_start(marked)


def _escaped_start(text: str) -> str:
    """The start of a line may be taken for a list or a rule."""
    if text[:1] in ("-", "+", "="):
        return f"\\{text}"
    digits = len(text) - len(text.lstrip("0123456789"))
    if digits and text[digits : digits + 1] in (".", ")"):
        return f"{text[:digits]}\\{text[digits:]}"
    return text


def _pieces(pieces: tuple[Piece, ...]) -> Iterator[str]:
    """Points that follow one another are one list; everything else is a paragraph."""
    points: list[str] = []
    entries = 0
    for piece in pieces:
        if piece.kind in (POINT, UNDER):
            points.append(f"{'  ' if piece.kind == UNDER else ''}- {escaped(piece.text)}")
            continue
        if points:
            yield "\n".join(points)
            points = []
        entries += piece.kind == ENTRY
        yield _paragraph(piece, entries)
    if points:
        yield "\n".join(points)


def _paragraph(piece: Piece, entries: int) -> str:
    if piece.kind == NUMBER:
        return number(piece.text)
    if piece.kind == ENTRY:
        return f"### {entries}. {escaped(piece.text)}"
    return escaped(piece.text)


def number(text: str) -> str:
    """A number or link as it is; inside a code span where a character of it would be taken for markup."""
    plain = clean(text).strip()
    if plain.startswith("https://") and plain.isascii() and not set(plain) & set(" <>"):
        return f"<{plain}>"
    if SAFE_IN_A_NUMBER.issuperset(plain) and _escaped_start(plain) in (plain, f"\\{plain}") and not _is_list(plain):
        return plain
    fence = "`"
    while fence in plain:
        fence += "`"
    return f"{fence} {plain} {fence}" if "`" in plain else f"`{plain}`"


def _is_list(text: str) -> bool:
    return text[:2] in ("+ ", "- ") or not text.strip("+- ")
