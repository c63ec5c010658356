"""Document: what a file says, as data, and where each thing stands in it."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from crisisaid.model.finding import Finding

Path = tuple[str | int, ...]
"""The way to a value: keys and positions in lists, both from the outside in."""

Place = tuple[int, int]
"""Line and column, counted from 1."""


class Document(Record):
    """A file that was read. ``data`` is None when it was refused: half a file is never used.

    In a YAML file every scalar is the text that was written, and ``quoted`` tells which were in quotes (or a block);
    numbers and true/false are made where a schema asks for them (reading/shape.py). JSON keeps its own kinds.
    ``positions`` are those of values, ``key_positions`` those of the names in front of them.
    """

    data: Any
    positions: Mapping[Path, Place]
    quoted: frozenset[Path]
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]
    key_positions: Mapping[Path, Place]
    file: str = ""
