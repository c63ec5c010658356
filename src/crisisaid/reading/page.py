"""Page: a file's lines, and the findings made on them, each with the line itself."""

from __future__ import annotations

import re

from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.record import Record

# Codes of reading; each has its examples in tests/reading/bad.
NOT_YAML = "CA0101"
KEY_TWICE = "CA0102"
NOT_PLAIN_DATA = "CA0103"
SECOND_DOCUMENT = "CA0104"
CHARACTER = "CA0105"
TOO_MUCH = "CA0106"
NOT_UTF8 = "CA0107"
NEEDS_QUOTES = "CA0108"
NOT_JSON = "CA0109"

EXCERPT = 200
"""No line is repeated in a finding beyond this many characters."""

FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control, with the carriage return that has no line feed behind it
    "\u2028\u2029"  # breaks that no editor shows
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f"  # format: direction, zero width, tags; the two joiners that scripts need are left out
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # letters that show nothing
    "\ud800-\udfff"  # halves of a character
    "\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""What could reorder, hide or overwrite words on a screen. U+200C and U+200D are needed by living scripts."""


class Refused(Exception):
    """Reading ends here; the last finding says why, the others were made on the way."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(findings[-1].message)
        self.findings = findings


class Page(Record):
    """The file as lines, from which every finding is made."""

    file: str
    lines: tuple[str, ...]

    def finding(self, code: str, at: tuple[int, int], message: str, hint: str) -> Finding:
        """A finding at (line, column), with the line as its excerpt."""
        line, column = at
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Finding(code, ERROR, self.file, line, message, hint, column, shown(excerpt))


def shown(words: str, limit: int = EXCERPT) -> str:
    """Words as they may be repeated on a screen: forbidden characters as ``?``, cut when they go on and on."""
    clean = FORBIDDEN.sub("?", words[: limit + 1])
    return clean if len(clean) <= limit else f"{clean[:limit]}..."
