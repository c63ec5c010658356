"""Text stream: the text of a file of any size, piece by piece, or a finding that says what the file is instead."""

from __future__ import annotations

import codecs
import os
import stat

from crisisaid.errors import ContentRefused, FileRefused
from crisisaid.model.finding import ERROR, Finding
from crisisaid.reading.page import NOT_UTF8, TOO_MUCH, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PIECE = 256 * 1024
"""Bytes read at once."""

LONGEST_LINE = 4_000_000
MARK = b"\xef\xbb\xbf"
OTHERS = (
    (b"PK", "This is a spreadsheet or an archive, not text.", "Open it and save it as CSV UTF-8."),
    (b"\xff\xfe", "This file is saved as UTF-16.", "Save it again with the encoding UTF-8."),
    (b"\xfe\xff", "This file is saved as UTF-16.", "Save it again with the encoding UTF-8."),
    (b"\x1f\x8b", "This file is compressed.", "Unpack it first."),
    (b"%PDF", "This is a PDF, not data.", "Ask for the data as CSV or HSDS JSON."),
)


def refused(at: tuple[str, int], code: str, said: str, hint: str, excerpt: str = "") -> ContentRefused:
    """A file that cannot be taken in: one finding with the line and the offending text. ``at`` is file and line."""
    file, line = at
    finding = Finding(code, ERROR, file, line, said, hint, excerpt=shown(excerpt))
    return ContentRefused((finding,), f"{file} cannot be used, and nothing was changed.")


def size_of(path: str) -> int:
    """Bytes of an ordinary file. Raises FileRefused for anything else; never waits on a pipe."""
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        raise FileRefused(f"{path} is not there, or may not be read.", "Check the name and the folder.") from None
    if stat.S_ISDIR(about.st_mode):
        raise FileRefused(f"{path} is a folder, not a file.", "Name a file inside it.")
    if not stat.S_ISREG(about.st_mode):
        raise FileRefused(f"{path} is not an ordinary file.", "Name a file, not a pipe or a device.")
    return about.st_size


def pieces_in(size: int) -> int:
    """How many pieces a file of so many bytes is read in."""
    return max(1, -(-size // PIECE))


def text_pieces(path: str, watch: Callable[[int], object] = int) -> Iterator[str]:
    """The text without its byte order mark; ``watch`` is called with the bytes of each piece read.

    Raises FileRefused where there is no such file, ContentRefused with a finding where it is not UTF-8.
    """
    size_of(path)
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    try:
        with open(path, "rb") as file:
            data = file.read(PIECE)
            _look_at_start(data, path)
            data = data.removeprefix(MARK)
            while data:
                watch(len(data))
                yield _decoded(decoder, data, path, line)
                line += data.count(b"\n")
                data = file.read(PIECE)
            _decoded(decoder, b"", path, line)
    except OSError:
        raise FileRefused(f"{path} cannot be read.", "Check that it is a file that you can read.") from None


def text_lines(path: str, watch: Callable[[int], object] = int) -> Iterator[str]:
    """The same line by line, each with its line break."""
    rest = ""
    line = 1
    for piece in text_pieces(path, watch):
        *whole, rest = (rest + piece).split("\n")
        for one in whole:
            yield f"{one}\n"
        line += len(whole)
        if len(rest) > LONGEST_LINE:
            said = f"This line is longer than {LONGEST_LINE:,} characters, so this is no table."
            raise refused((path, line), TOO_MUCH, said, "Check that this is the file you mean.", rest[:100])
    if rest:
        yield rest


def _look_at_start(data: bytes, path: str) -> None:
    for start, said, hint in OTHERS:
        if data.startswith(start):
            raise refused((path, 1), NOT_UTF8, said, hint)


def _decoded(decoder: codecs.IncrementalDecoder, data: bytes, path: str, line: int) -> str:
    try:
        return decoder.decode(data, final=not data)
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        begin = before.rfind(b"\n") + 1
        offending = error.object[begin : error.start + 40].partition(b"\n")[0].decode("utf-8", "replace")
        text = shown(offending.replace("\ufffd", "?"), 80)
        said = f"This file is not saved as UTF-8; the first letter that is not stands in: {text}"
        hint = "Save it again with the encoding UTF-8 (in a spreadsheet program: CSV UTF-8)."
        raise refused((path, line + before.count(b"\n")), NOT_UTF8, said, hint, offending) from None
