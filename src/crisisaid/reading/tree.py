"""Tree: a document under construction, one event at a time, with a stack of its own: nesting cannot overflow it."""

from __future__ import annotations

import re

from crisisaid.reading.characters import name_of
from crisisaid.reading.page import CHARACTER, FORBIDDEN, KEY_TWICE, NEEDS_QUOTES, NOT_YAML, TOO_MUCH, Refused, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from crisisaid.model.finding import Finding
    from crisisaid.reading.document import Path, Place
    from crisisaid.reading.page import Page

DEEPEST = 20
MOST_EVENTS = 50_000
MOST_FINDINGS = 50

TO_BE_QUOTED = frozenset({"phone", "sms", "textphone", "version", "hours", "press"})
"""Values that other programs would turn into something else, and that are dialled or compared as they stand."""

LOOKS_LIKE_ANOTHER_KIND = re.compile(
    r"""(?ix)
    [-+]? (?: 0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-f_]+ | \.inf
            | [0-9][0-9_]* (?: :[0-5]?[0-9] )* (?: \.[0-9_]* )? (?: e[-+]?[0-9]+ )?
            | \.[0-9][0-9_]* (?: e[-+]?[0-9]+ )? )
    | \.nan | y | n | yes | no | true | false | on | off | null | ~
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [t\ ] .* )?"""
)
"""A number, a time, a date, yes or no, or nothing: for some YAML reader of the last twenty years."""


class Frame:
    """A list or block that is still open, and the name that waits for its value."""

    def __init__(self, data: Any, path: Path) -> None:
        self.data = data
        self.path = path
        self.key: str | None = None

    def takes_key(self) -> bool:
        return isinstance(self.data, dict) and self.key is None

    def next_path(self) -> Path:
        return (*self.path, len(self.data) if self.key is None else self.key)


class Tree:
    """Takes scalars, openings and closings in the order of the page. Raises Refused where reading must end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.data: Any = None
        self.filled = False
        self.positions: dict[Path, Place] = {}
        self.key_positions: dict[Path, Place] = {}
        self.quoted: set[Path] = set()
        self.findings: list[Finding] = []
        self._open: list[Frame] = []
        self._events = 0

    def scalar(self, value: Any, at: Place, quoted: bool) -> None:
        """A single value, or the name in front of one."""
        self._count(at)
        if isinstance(value, str):
            self._look_at_characters(value, at)
        if self._open and self._open[-1].takes_key():
            self._key(self._open[-1], value, at, quoted)
            return
        path = self._put(value, at)
        if quoted:
            self.quoted.add(path)
        elif value == "":
            self.positions[path] = self.key_positions.get(path, at)
        else:
            self._ask_for_quotes(path, value, at)

    def open(self, data: dict[str, Any] | list[Any], at: Place) -> None:
        """A list or a block begins."""
        self._count(at)
        if self._open and self._open[-1].takes_key():
            self.refuse(
                NOT_YAML, at, "The name in front of a ':' is a list or a block here.", "Use plain words as names."
            )
        if len(self._open) == DEEPEST:
            self.refuse(
                TOO_MUCH,
                at,
                f"Lists and blocks lie inside one another more than {DEEPEST} deep here.",
                "Flatten this part of the file.",
            )
        self._open.append(Frame(data, self._put(data, at)))

    def close(self) -> None:
        """The innermost list or block ends."""
        self._open.pop()

    def note(self, code: str, at: Place, message: str, hint: str) -> None:
        """A fault that stands in the way of using the file, but not of reading on."""
        finding = self.page.finding(code, at, message, hint)
        if len(self.findings) + 1 >= MOST_FINDINGS:
            raise Refused(*self.findings, finding)
        self.findings.append(finding)

    def refuse(self, code: str, at: Place, message: str, hint: str) -> None:
        """A fault behind which nothing can be read."""
        raise Refused(*self.findings, self.page.finding(code, at, message, hint))

    def _count(self, at: Place) -> None:
        self._events += 1
        if self._events > MOST_EVENTS:
            self.refuse(
                TOO_MUCH, at, f"This file holds more than {MOST_EVENTS:,} values.", "Split it into several files."
            )

    def _put(self, value: Any, at: Place) -> Path:
        if not self._open:
            self.data, self.filled = value, True
            self.positions[()] = at
            return ()
        frame = self._open[-1]
        path = frame.next_path()
        if frame.key is None:
            frame.data.append(value)
        else:
            frame.data[frame.key] = value
            frame.key = None
        self.positions[path] = at
        return path

    def _key(self, frame: Frame, name: str, at: Place, quoted: bool) -> None:
        if name == "" and not quoted:
            self.refuse(NOT_YAML, at, "There is no name in front of this ':'.", "Write the name, then ':'.")
        frame.key = name
        path = frame.next_path()
        if path in self.key_positions:
            first = self.key_positions[path][0]
            word = shown(name, 60)
            self.note(
                KEY_TWICE, at, f"'{word}:' is here twice; it is already on line {first}.", "Delete one of the two."
            )
        else:
            self.key_positions[path] = at

    def _look_at_characters(self, words: str, at: Place) -> None:
        """Escapes such as \\x1b bring in what the file itself does not show."""
        found = FORBIDDEN.search(words)
        if found:
            what = name_of(found.group())
            self.note(CHARACTER, at, f"This text stands for {what}, which is not allowed.", "Take it out.")

    def _ask_for_quotes(self, path: Path, value: Any, at: Place) -> None:
        if not path or path[-1] not in TO_BE_QUOTED or not isinstance(value, str) or len(value) > 60:
            return
        if LOOKS_LIKE_ANOTHER_KIND.fullmatch(value):
            message = f"'{path[-1]}: {value}' can be misread as something other than text."
            self.note(NEEDS_QUOTES, at, message, f'Put quotes around it: {path[-1]}: "{value}"')
