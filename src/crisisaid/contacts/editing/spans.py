"""Where a value ends in a YAML file: the reader says where it begins, the lines say the rest."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from crisisaid.reading.document import Document, Path

    Spot = tuple[int, int]

CLOSING = {"[": "]", "{": "}"}
REMARK = re.compile(r"(?:^|[ \t])#")


def blank(line: str) -> bool:
    return not line.strip()


def remark(line: str) -> bool:
    """Whether the line is nothing but a comment."""
    return line.lstrip().startswith("#")


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def start_of(document: Document, path: Path) -> Spot:
    """Line and column, both from 0, where the value begins."""
    line, column = document.positions[path]
    return line - 1, column - 1


def key_of(document: Document, path: Path) -> Spot:
    """Line and column, both from 0, where the name in front of the value begins."""
    line, column = document.key_positions[path]
    return line - 1, column - 1


def behind_colon(document: Document, path: Path) -> Spot:
    """The place right behind the ``:`` of a name."""
    line, column = key_of(document, path)
    text = document.lines[line]
    end = _quoted_end(document.lines, (line, column))[1] if text[column] in "\"'" else column
    return line, text.index(":", end) + 1


def end_of(document: Document, path: Path, value: Any) -> Spot:
    """The place right behind the value. ``value`` is what the document says there."""
    lines, start = document.lines, start_of(document, path)
    if value == "" and path not in document.quoted:
        return behind_colon(document, path)
    sign = lines[start[0]][start[1]]
    if isinstance(value, dict | list) and sign not in CLOSING:
        return _end_of_block(document, path, value)
    if sign in "\"'":
        return _quoted_end(lines, start)
    if sign in CLOSING:
        return _bracket_end(lines, start)
    outer = indent_of_owner(document, path)
    return _folded_end(lines, start, outer) if sign in "|>" else _plain_end(lines, start, outer)


def indent_of_owner(document: Document, path: Path) -> int:
    """The column of the name (or the list's dash) that the value hangs on."""
    if path in document.key_positions:
        return key_of(document, path)[1]
    return start_of(document, path[:-1])[1]


def _end_of_block(document: Document, path: Path, value: Any) -> Spot:
    """Of a block that is spread over lines: where the last of its values ends."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    return max(end_of(document, (*path, name), one) for name, one in inside)


def _quoted_end(lines: Sequence[str], start: Spot) -> Spot:
    row, column = start
    mark, column = lines[row][column], column + 1
    while True:
        if column >= len(lines[row]):
            row, column = row + 1, 0
        elif mark == '"' and lines[row][column] == "\\":
            column += 2
        elif lines[row][column] != mark:
            column += 1
        elif mark == "'" and lines[row][column + 1 : column + 2] == mark:
            column += 2
        else:
            return row, column + 1


def _bracket_end(lines: Sequence[str], start: Spot) -> Spot:
    row, column = start
    depth = 0
    while True:
        line = lines[row]
        if column >= len(line) or (line[column] == "#" and line[column - 1 : column] in ("", " ", "\t")):
            row, column = row + 1, 0
        elif line[column] in "\"'" and line[:column].rstrip()[-1:] in ("", "[", "{", ",", ":"):
            row, column = _quoted_end(lines, (row, column))
        else:
            depth += (line[column] in "[{") - (line[column] in "]}")
            column += 1
            if not depth:
                return row, column


def _folded_end(lines: Sequence[str], start: Spot, outer: int) -> Spot:
    row, last = start[0] + 1, start[0]
    while row < len(lines) and (blank(lines[row]) or indent(lines[row]) > outer):
        last = last if blank(lines[row]) else row
        row += 1
    return last, len(lines[last].rstrip())


def _plain_end(lines: Sequence[str], start: Spot, outer: int) -> Spot:
    row, column = start
    while True:
        found = REMARK.search(lines[row], column)
        here = row, column + len(lines[row][column : found.start() if found else None].rstrip())
        more = row + 1
        while more < len(lines) and blank(lines[more]):
            more += 1
        if found or more == len(lines) or indent(lines[more]) <= outer or remark(lines[more]):
            return here
        row, column = more, indent(lines[more])
