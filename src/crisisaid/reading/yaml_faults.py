"""Why a page is not YAML, in our own words: the readers' wording differs and helps nobody."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from crisisaid.reading.document import Place

TABS = re.compile(r"[ ]*\t")
QUESTION_IN_BRACES = re.compile(r"[{\[].*\?")
NEEDS_QUOTES = re.compile(r"""^[ ]*(?:-[ ]+)*(?:[\w-]+:[ ]+)?([@`%&*!|>?])""")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
NO_COLON = re.compile(r"[ ]*[^\s\-\[{\"'#][^:]*$")

QUESTION = ("There is a '?' inside brackets without quotes.", "Put quotes around the whole sentence.")


def explain(error: Exception, lines: tuple[str, ...], last: Place) -> tuple[Place, str, str]:
    """Where it is, what is wrong and what to do, from the place alone."""
    at = _place(error, lines, last)
    if last[0] < at[0] and _leaves_open(QUOTED.sub('""', lines[last[0] - 1])):
        at = last  # the next quotation mark of the file closed it, far below
    line = lines[at[0] - 1] if at[0] <= len(lines) else ""
    return (at, *_sentence(line))


def _place(error: Any, lines: tuple[str, ...], last: Place) -> Place:
    """Where the fault begins: its own mark, or what it belongs to when only the end of the file was noticed."""
    mark, around = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None or (around is not None and _begins_there(error, mark, lines)):
        mark = around
    return last if mark is None else _or_above((mark.line + 1, mark.column + 1), lines)


def _or_above(at: Place, lines: tuple[str, ...]) -> Place:
    """A line without ':' is only noticed on the next one, which may be quite right."""
    above = lines[at[0] - 2] if at[0] > 1 else ""
    if NO_COLON.match(above) and _indent(above) == _indent(lines[at[0] - 1] if at[0] <= len(lines) else ""):
        return (at[0] - 1, _indent(above) + 1)
    return at


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _begins_there(error: Any, mark: Any, lines: tuple[str, ...]) -> bool:
    ended = not "".join(lines[mark.line :])[mark.column :].strip()
    return ended or any(word in str(error.context) for word in ("simple key", "flow"))


def _leaves_open(bare: str) -> bool:
    return bare.count('"') % 2 == 1 or bool(re.search(r"(?:^|[\s\[{,:])'[^']*$", bare))


def _sentence(line: str) -> tuple[str, str]:
    bare = QUOTED.sub('""', line)
    if TABS.match(line):
        return "This line is indented with a tab.", "Use spaces in front of it."
    if _leaves_open(bare):
        return "A quotation mark is opened here and not closed.", "Close it, or take it away."
    if re.search(r'""\s*[^\s,:#}\]]', bare):
        return "There are words behind the closing quotation mark.", "Put all of the text between the quotation marks."
    if re.search(r'"[^"]*\\', line):
        return "A backslash has a meaning of its own inside double quotes.", "Write it twice, or use single quotes."
    if QUESTION_IN_BRACES.search(bare):
        return QUESTION
    if NEEDS_QUOTES.match(bare):
        return "A text cannot start with this sign.", "Put quotes around the text."
    if bare.count(": ") > 1 and not re.search(r"[{\[]", bare):
        return "There is a second ': ' in this line.", "Put quotes around the text behind the first one."
    if bare.count("[") != bare.count("]") or bare.count("{") != bare.count("}"):
        return "A bracket is opened or closed here without its other half.", "Check the brackets of this entry."
    if NO_COLON.match(bare):
        return "There is no ':' behind the name in this line.", "Write 'name: value', or check where the line begins."
    return (
        "This line does not fit the lines above it.",
        "Check that it begins in the same column as its neighbours, and that its ':', quotes and brackets are right.",
    )
