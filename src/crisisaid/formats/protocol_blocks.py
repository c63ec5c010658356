"""A protocol as a row of simple blocks. Text, Markdown and HTML draw these and nothing else, so they cannot differ."""

from __future__ import annotations

from crisisaid.model.record import Record

# Kinds of block.
BANNER = "banner"
"""How far the protocol was reviewed; at the top, and again at the top of every printed sheet."""
TITLE = "title"
PART = "part"
"""The heading of a main part: begins a new sheet, but for one of depth 1."""
BOX = "box"
"""A point of the box "How to use this page"."""
FLOW = "flow"
"""Where the picture of the way through the page stands, in formats that have one."""
STEP = "step"
ITEM = "item"
PARA = "para"
LINE = "line"
"""One thing to do, say, avoid or know: ``label`` and text."""
POINT = "point"
"""A point of a list, ``depth`` deep."""
ANSWERS = "answers"
"""The answers to mark, side by side."""


class Block(Record):
    kind: str
    text: str = ""
    label: str = ""
    depth: int = 0
    answers: tuple[str, ...] = ()
