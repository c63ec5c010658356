"""JSON stream: the records of a JSON file of any size, one by one, each with the line it begins on."""

from __future__ import annotations

import json
import re

from crisisaid.model.record import Record
from crisisaid.reading.page import NOT_JSON, TOO_MUCH, shown
from crisisaid.reading.text_stream import refused, text_pieces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from crisisaid.errors import ContentRefused

LISTS = ("contents", "services", "data", "helplines", "records")
"""Under one of these names a file keeps its records."""

LONGEST = 8_000_000
"""Characters of one record; more is no contact."""
MOST_NAMES = 10_000
SPACE = re.compile(r"[ \t\r\n]*")
GOES_ON = re.compile("[0-9.eE+-]*")
HINT = "Check that this is the file you mean, and that it is whole."
WEB_PAGE = "This is a web page (HTML), not JSON"


class Piece(Record):
    """A record, its line, and what its file says around the list it stands in (so far as that came before)."""

    line: int
    data: dict[str, Any]
    around: dict[str, Any]


def records(path: str, watch: Callable[[int], object] = int) -> Iterator[Piece]:
    """Every record of a list, of an object that holds such a list (LISTS), or of JSON lines.

    Memory stays at one record and one piece of the file. Raises ContentRefused with one finding (file, line,
    offending text) where the file is anything else, or ends too early; FileRefused where it cannot be read.
    """
    stream = _Stream(path, text_pieces(path, watch))
    if not stream.next():
        raise stream.wrong("This file is empty", HINT)
    while found := stream.next():
        if found == "[":
            yield from _listed(stream, {})
        elif found == "{":
            yield from _in_object(stream)
        else:
            raise stream.wrong(WEB_PAGE if found == "<" else "This is not JSON", HINT)


def _listed(stream: _Stream, around: dict[str, Any]) -> Iterator[Piece]:
    stream.step()
    if stream.next() == "]":
        return stream.step()
    while True:
        if stream.next() != "{":
            raise stream.wrong("A record should begin here with {", HINT)
        line = stream.line
        yield Piece(line, stream.value(), around)
        if stream.follows("]"):
            return None


def _in_object(stream: _Stream) -> Iterator[Piece]:
    """The records of the list in this object; without one the object is the record."""
    around: dict[str, Any] = {}
    line, held = stream.line, False
    stream.step()
    if stream.next() == "}":
        stream.step()
        yield Piece(line, around, {})
        return
    while True:
        name = stream.name(around)
        if name in LISTS and stream.next() == "[":
            held = True
            yield from _listed(stream, around)
        else:
            around[name] = stream.value()
        if stream.follows("}"):
            break
    if not held:
        yield Piece(line, around, {})


class _Stream:
    """As much of the text as is needed at a time, and the line that has been reached."""

    def __init__(self, file: str, pieces: Iterator[str]) -> None:
        self.line = 1
        self._file, self._pieces = file, pieces
        self._text, self._at, self._ended = "", 0, False
        self._read = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number).raw_decode

    def next(self) -> str:
        """The next character that is not space, which is not taken; "" at the end."""
        while True:
            blank = SPACE.match(self._text, self._at)
            self._to(blank.end() if blank else self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def step(self) -> None:
        self._to(self._at + 1)

    def follows(self, end: str) -> bool:
        """Whether the list or object ends here; else another follows, behind a comma."""
        found = self.next()
        if found not in (end, ","):
            raise self.wrong(f"Here , or {end} is missing" if found else "The file ends in the middle", HINT)
        self.step()
        if found == "," and self.next() == end:
            raise self.wrong("Something is missing after the comma", HINT)
        return found == end

    def name(self, known: dict[str, Any]) -> str:
        """The name of what comes next in an object, with its colon."""
        if self.next() != '"':
            raise self.wrong('Here a name in "quotes" is missing', HINT)
        name = str(self.value())
        if name in known or len(known) > MOST_NAMES:
            raise self.wrong(f"The name {shown(name, 40)!r} stands here for the second time", HINT)
        if self.next() != ":":
            raise self.wrong("Here : is missing", HINT)
        self.step()
        return name

    def value(self) -> Any:
        """The value that begins here, whole."""
        self.next()
        while True:
            try:
                value, end = self._read(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._grow():
                    raise self.wrong("From here on this is not JSON", HINT, error.pos) from None
                continue
            except RecursionError:
                raise self.wrong("Lists and blocks lie too deep inside one another here", HINT) from None
            except ValueError as error:
                raise self.wrong(f"This record cannot be used: {error}", HINT) from None
            # A number may go on in the next piece, also from "1." or "1e".
            if not GOES_ON.fullmatch(self._text, end) or not self._more():
                self._to(end)
                return value

    def wrong(self, said: str, hint: str, at: int | None = None) -> ContentRefused:
        """What to raise about a place, with the words that stand there."""
        at = self._at if at is None else at
        line = self.line + self._text.count("\n", self._at, at)
        begin = max(self._text.rfind("\n", 0, at) + 1, at - 20)
        offending = self._text[begin : at + 60].partition("\n")[0].strip()
        text = f": {shown(offending, 90)}" if offending else "."
        return refused((self._file, line), NOT_JSON, f"{said}{text}", hint, offending)

    def _to(self, place: int) -> None:
        self.line += self._text.count("\n", self._at, place)
        self._at = place

    def _grow(self) -> bool:
        """Read on until there is twice as much from here: a record is looked at few times, however long it is."""
        wanted = 2 * (len(self._text) - self._at)
        if wanted > 2 * LONGEST:
            said = f"One record is longer than {LONGEST:,} characters."
            raise refused((self._file, self.line), TOO_MUCH, said, HINT, self._text[self._at : self._at + 60])
        grown = False
        while len(self._text) - self._at < wanted and self._more():
            grown = True
        return grown

    def _more(self) -> bool:
        piece = "" if self._ended else next(self._pieces, "")
        self._ended = not piece
        if piece:
            self._text, self._at = self._text[self._at :] + piece, 0
        return bool(piece)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {shown(twice, 40)!r} stands in it twice.")
    return found


def _no_number(written: str) -> float:
    raise ValueError(f"{written} is not a number.")
