"""Progress of long work, on standard error and only where somebody looks at it: a line every tenth, never a redraw."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import TypeVar

    Piece = TypeVar("Piece")

LONG = 100
"""Fewer pieces than this are done before anybody wonders."""


class Progress:
    """Counts pieces of work; ``with Progress("Reading", 1000) as progress: progress.after(read(file))``."""

    def __init__(self, what: str, total: int) -> None:
        self._what = what
        self._total = total
        self._done = 0
        self._shown = total >= LONG and sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def after(self, piece: Piece) -> Piece:
        """The piece that has just been done, which is counted."""
        before, self._done = self._done * 10 // self._total, self._done + 1
        if self._shown and self._done * 10 // self._total > before:
            sys.stderr.write(f"{self._what}: {self._done:,} of {self._total:,}\n")
            sys.stderr.flush()
        return piece
