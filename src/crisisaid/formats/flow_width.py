"""How wide will these words be drawn? Measured generously, for nobody knows which typeface a reader has."""

from __future__ import annotations

NARROW = frozenset("ijlt.,:;'|!()[] /")
WIDE = frozenset("mwMWOQG@%&")
NARROW_PART, PART, CAPITAL_PART, WIDE_PART = 0.47, 0.66, 0.78, 1.05
BOLD = 1.1


def width(text: str, size: float, *, bold: bool = False) -> float:
    """At most this many units wide in any of the usual upright typefaces."""
    parts = sum(map(_part, text))
    return parts * size * (BOLD if bold else 1)


def _part(letter: str) -> float:
    if letter in NARROW:
        return NARROW_PART
    if letter in WIDE or not letter.isascii():
        return WIDE_PART
    return CAPITAL_PART if letter.isupper() else PART


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit; a word that is wider than a whole line is broken."""
    lines: list[str] = []
    line = ""
    for piece in (part for word in text.split() for part in _fitted(word, size, room, bold)):
        longer = f"{line} {piece}" if line else piece
        if line and width(longer, size, bold=bold) > room:
            lines.append(line)
            longer = piece
        line = longer
    return (*lines, line) if line else tuple(lines)


def _fitted(word: str, size: float, room: float, bold: bool) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and width(piece + letter, size, bold=bold) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece] if piece else pieces
