"""The screen of a shared machine: the terminal's other screen, so that nothing stays to scroll back to."""

from __future__ import annotations

import os

from crisisaid.errors import InputEnded
from crisisaid.ui.line import LineScreen


class CoveredScreen(LineScreen):
    """Shows what the ordinary screen shows; a summary comes a screenful at a time, for here is no scrolling back."""

    def begin(self) -> None:
        """Go to the terminal's other screen."""
        self.write("\x1b[?1049h\x1b[H")

    def hand_over(self, text: str) -> None:
        """Print the summary a screenful at a time."""
        rows, lines = self._rows() - 2, text.splitlines()
        for start in range(0, len(lines), rows):
            self.tell("\n".join(lines[start : start + rows]))
            if start + rows < len(lines) and not self._goes_on():
                self.tell("\n".join(lines[start + rows :]))
                return

    def finish(self) -> None:
        """Leave nothing behind, once the supporter says so; what a terminal logs itself cannot be cleared."""
        import contextlib

        with contextlib.suppress(InputEnded):
            self.write("\nEnter clears the screen. ")
            self.read_line()
        with contextlib.suppress(InputEnded):
            self.write("\x1b[H\x1b[2J\x1b[3J\x1b[?1049l")

    def _goes_on(self) -> bool:
        """Wait for Enter; False when nobody can press it any more."""
        self.write("Enter for more. ")
        try:
            self.read_line()
        except InputEnded:
            return False
        return True

    def _rows(self) -> int:
        try:
            return max(10, os.get_terminal_size(self.out.fileno()).lines or 24)
        except (OSError, ValueError, AttributeError):
            return 24
