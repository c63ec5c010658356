"""Sheet: a YAML file as text and as data side by side, and cuts in the text that leave every other byte alone."""

from __future__ import annotations

from crisisaid.errors import ContentRefused, FileRefused
from crisisaid.model.record import Record
from crisisaid.reading.page import NEEDS_QUOTES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from crisisaid.contacts.editing.spans import Spot
    from crisisaid.reading.document import Document, Path

    Cut = tuple[int, int, str]

MARK = b"\xef\xbb\xbf"
BY_HAND = "Change it in a text editor, then look with: crisisaid contacts check. Nothing was written."


class Sheet(Record):
    """``text`` always ends a line; ``unended`` says that the file itself did not. ``starts`` are offsets of lines."""

    file: str
    text: str
    document: Document
    starts: tuple[int, ...]
    end: str
    marked: bool = False
    unended: bool = False

    def offset(self, spot: Spot) -> int:
        return self.starts[spot[0]] + spot[1]

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """Where whole lines begin and end, the last one included."""
        return self.starts[first], self.starts[last + 1]

    def too_odd(self, path: Path) -> FileRefused:
        """The refusal for what is laid out in a way that cannot be changed without touching its neighbours."""
        line = self.document.positions.get(path, (1, 1))[0]
        return FileRefused(f"{self.file}, line {line}: this is laid out in a way this command cannot change.", BY_HAND)


def read_sheet(data: bytes, file: str) -> Sheet:
    """The file to be changed. Raises ContentRefused with every finding when it cannot be read as data."""
    from crisisaid.reading.strict import read_yaml

    document = read_yaml(data, file)
    if any(finding.code != NEEDS_QUOTES for finding in document.findings) or not isinstance(document.data, dict):
        said = f"{file} has mistakes in it. Nothing was changed."
        raise ContentRefused(document.findings, said, "Put them right first.")
    text = data.removeprefix(MARK).decode("utf-8")
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    unended = not text.endswith("\n")
    if unended:
        text += end
        document = read_yaml(data + end.encode(), file)
    starts = [0]
    while starts[-1] < len(text):
        starts.append(text.index("\n", starts[-1]) + 1)
    return Sheet(file, text, document, tuple(starts), end, data.startswith(MARK), unended)


def cut(sheet: Sheet, cuts: Iterable[Cut], expected: Any, path: Path) -> bytes:
    """The file with these pieces replaced. Raises FileRefused unless it now says exactly what is expected."""
    from crisisaid.reading.strict import read_yaml

    pieces, at = [], 0
    for first, last, words in sorted(cuts, key=lambda one: one[:2]):
        if first < at:
            raise sheet.too_odd(path)
        pieces += [sheet.text[at:first], words]
        at = last
    text = "".join((*pieces, sheet.text[at:]))
    # Read with its end: without one, the last words of a block of text would read differently.
    after = read_yaml(text.encode("utf-8"), sheet.file)
    if after.data != expected:
        faults = [one for one in after.findings if one.code != NEEDS_QUOTES]
        if faults:
            raise ContentRefused(faults, f"This cannot be written to {sheet.file}. Nothing was changed.")
        raise sheet.too_odd(path)
    whole = text
    if sheet.unended:
        # Where the last line went, a block of text may now stand last that needs its end.
        without = text.removesuffix(sheet.end)
        if sheet.text[at:] or read_yaml(without.encode("utf-8"), sheet.file).data == expected:
            whole = without
    return (MARK if sheet.marked else b"") + whole.encode("utf-8")
