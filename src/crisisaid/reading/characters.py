"""From bytes to a page: size, encoding and characters, before any parser sees the text."""

from __future__ import annotations

import unicodedata

from crisisaid.reading.page import CHARACTER, FORBIDDEN, NOT_UTF8, TOO_MUCH, Page, Refused, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.finding import Finding

LARGEST = 1_000_000
MOST_LINES_NAMED = 20

SIXTEEN = (b"\xff\xfe", b"\xfe\xff")
EIGHT = b"\xef\xbb\xbf"


def open_page(data: bytes, file: str) -> tuple[Page, str, tuple[Finding, ...]]:
    """The page, its whole text, and what may not be on it. Raises Refused when it is too large or not UTF-8."""
    if len(data) > LARGEST:
        message = f"This file is larger than {LARGEST:,} bytes."
        raise Refused(Page(file, ()).finding(TOO_MUCH, (0, 0), message, "Split it into several files."))
    text = _decode(data.removeprefix(EIGHT), file).replace("\r\n", "\n")
    page = Page(file, tuple(text.split("\n")))
    return page, text, _foreign(page)


def name_of(character: str) -> str:
    """A character by its number and, where it has one, its name."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} ({name})" if name else f"U+{ord(character):04X}"


def _decode(data: bytes, file: str) -> str:
    if data.startswith(SIXTEEN):
        _not_utf8(file, 1, 1, "", "This file is saved as UTF-16.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        whole = data[start:].partition(b"\n")[0].decode("utf-8", "replace").replace("\ufffd", "?")
        column = len(data[start : error.start].decode("utf-8")) + 1
        line = data.count(b"\n", 0, error.start) + 1
        _not_utf8(file, line, column, whole, "This file is not saved as UTF-8.")
    return ""


def _not_utf8(file: str, line: int, column: int, excerpt: str, message: str) -> None:
    hint = "Save it again with the encoding UTF-8."
    found = Page(file, ()).finding(NOT_UTF8, (line, column), message, hint)
    raise Refused(found.but(excerpt=shown(excerpt)))


def _foreign(page: Page) -> tuple[Finding, ...]:
    """One finding a line, the first few lines."""
    findings: list[Finding] = []
    for number, line in enumerate(page.lines, 1):
        found = FORBIDDEN.search(line)
        if found:
            message = f"{name_of(found.group())} is in this line; it cannot be seen and is not allowed."
            at = (number, found.start() + 1)
            findings.append(page.finding(CHARACTER, at, message, "Delete it, or type the line again."))
        if len(findings) == MOST_LINES_NAMED:
            break
    return tuple(findings)
