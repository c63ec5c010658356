"""Plain words on plain lines: nothing a terminal could take for a command, and no number ever broken."""

from __future__ import annotations

DIGITS = "0123456789"
NUMBER_LETTERS = frozenset("0123456789+-().*#/")
TRAILING = ".,;:!?"

BREAKS = frozenset("\t\n\r\v\f")
"""Kinds of space that end a line somewhere; here they become a space."""


_UNFIT: dict[int, str] = {}


def unfit() -> dict[int, str]:
    """Characters that steer a terminal or hide: C0, C1, bidi, invisible, lone surrogates, tags; made on first use."""
    ranges = (
        (0x00, 0x1F),
        (0x7F, 0x9F),
        (0xAD, 0xAD),
        (0x61C, 0x61C),
        (0x180E, 0x180E),
        (0x200B, 0x200B),
        (0x200E, 0x200F),
        (0x2028, 0x202E),
        (0x2060, 0x206F),
        (0xD800, 0xDFFF),
        (0xFEFF, 0xFEFF),
        (0xFFF9, 0xFFFB),
        (0xE0000, 0xE007F),
    )
    if not _UNFIT:
        codes = (code for low, high in ranges for code in range(low, high + 1))
        _UNFIT.update((code, " " if chr(code) in BREAKS else "?") for code in codes)
    return _UNFIT


def clean(text: str) -> str:
    """The text with every unfit character replaced by "?", and line ends and tabs by a space."""
    return text if text.isascii() and text.isprintable() else text.translate(unfit())


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most that width; ``first`` hangs in front of the first line, ``rest`` of the others.

    Numbers and links stay whole, even where they are longer than the line.
    """
    lines: list[str] = []
    line, space = first, ""
    room = max(1, width - len(rest))
    for piece in (part for word in _unbroken(text.split()) for part in _fitted(word, room)):
        if len(line) + len(space) + len(piece) > width and line.strip():
            lines.append(line.rstrip())
            line, space = rest, ""
        if len(line) + len(piece) > width and not line.strip():
            line = " " * max(0, width - len(piece))
        line, space = line + space + piece, " "
    return [*lines, line.rstrip()] if line.strip() else lines


def alone(text: str, width: int, indent: int) -> str:
    """A number on its own line, exactly as it is; the indent gives way before the number does."""
    return " " * max(0, min(indent, width - len(text))) + text


def _unbroken(words: list[str]) -> list[str]:
    """The words, with the parts of a number that is written with spaces joined again."""
    joined: list[str] = []
    open_end = False
    for word in words:
        if open_end and _is_number(word):
            joined[-1] += f" {word}"
        else:
            joined.append(word)
        open_end = _is_number(word) and word[-1] not in TRAILING
    return joined


def _is_number(word: str) -> bool:
    bare = word.rstrip(TRAILING)
    return bool(bare) and NUMBER_LETTERS.issuperset(bare) and any(letter in DIGITS for letter in bare)


def _stays_whole(word: str) -> bool:
    """A number in any spelling (some are dialled as letters), a link, an address."""
    return "://" in word or "@" in word or word.startswith("www.") or any(letter in DIGITS for letter in word)


def _fitted(word: str, room: int) -> list[str]:
    if len(word) <= room or _stays_whole(word):
        return [word]
    return [word[start : start + room] for start in range(0, len(word), room)]
