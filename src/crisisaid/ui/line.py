"""The one live screen: lines appended to the terminal, a letter or number and Enter; the same over ssh and in braille.

No cursor movement, no redraw, no raw mode, no default answer. If more input waits than was asked for (typed ahead,
pasted), none of it is taken.
"""

from __future__ import annotations

import os
import sys

from crisisaid.errors import InputEnded
from crisisaid.model.event import INPUT_ENDED, INTERRUPTED
from crisisaid.model.plain import clean, wrap
from crisisaid.model.view import Pressed, Said
from crisisaid.ui.render import Renderer, how

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

    from crisisaid.model.view import Reply, View

WIDEST = 76
NARROWEST = 20


def may_be_bold(out: TextIO, environ: Mapping[str, str], *, plain: bool) -> bool:
    """Whether this terminal and these wishes allow escapes: not with --plain, ACCESSIBLE or TERM=dumb."""
    accessible = environ.get("ACCESSIBLE", "").casefold() not in ("", "0", "false")
    dumb = environ.get("TERM", "") in ("dumb", "") or sys.platform == "win32"
    return not (plain or accessible or dumb) and out.isatty()


class LineScreen:
    """Shows a view, reads one reply. ``bold`` and ``colour`` allow the escapes for them.

    ``meanwhile`` is done once, while the supporter reads the first prompt. ``nobody`` is set where no person can
    answer: it is said, and the input ends.
    """

    def __init__(
        self,
        out: TextIO,
        keyboard: int = 0,
        *,
        bold: bool = False,
        colour: bool = False,
        meanwhile: Callable[[], None] | None = None,
        nobody: str = "",
    ) -> None:
        self.out = out
        self._keyboard = keyboard
        self.renderer = Renderer(bold=bold, colour=colour)
        self._meanwhile = meanwhile
        self._nobody = nobody
        self._keys_said = False

    def ask(self, view: View) -> Reply:
        """One view, one reply. Raises InputEnded when there is nobody to answer any more."""
        self._show(view)
        clarified = False
        while True:
            line = self._read(view)
            # Not before the first prompt is on screen: see what is loaded there (tests/package).
            from crisisaid.ui.keys import NotUnderstood, reply_to

            try:
                reply = reply_to(view, line)
            except NotUnderstood as problem:
                self._lines((str(problem), *how(view)))
                continue
            if reply == Pressed("r"):
                self._show(view.but(brief=False))
            elif reply == Pressed("h"):
                self._keys()
            elif reply == Pressed("w"):
                self._why(view)
            elif reply == Said("unsure") and view.clarify and not clarified:
                clarified = True
                self._lines((view.clarify, "Still unsure? Type u again. Unsure counts, and it is all right."))
            else:
                return reply

    def tell(self, text: str) -> None:
        """Print finished text, as it is."""
        self.write(text if text.endswith("\n") else text + "\n")

    def begin(self) -> None:
        """Before the first prompt: an ordinary screen needs nothing."""

    def hand_over(self, text: str) -> None:
        """Print the summary."""
        self.tell("\n" + text)

    def finish(self) -> None:
        """After the summary: an ordinary screen keeps what it showed."""

    def say(self, sentence: str) -> None:
        """Print a sentence, in rows that fit."""
        self._lines((sentence,))

    def width(self) -> int:
        """How wide a line may be here."""
        try:
            # A terminal that does not know its size says 0.
            columns = os.get_terminal_size(self.out.fileno()).columns or 80
        except (OSError, ValueError, AttributeError):
            columns = 80
        return max(NARROWEST, min(WIDEST, columns - 1))

    def _show(self, view: View) -> None:
        self.write("\n".join(self.renderer.rows(view, self.width())) + "\n")

    def _why(self, view: View) -> None:
        """Why this is here, and what would change where the check stands."""
        would_change = view.would_change() if view.would_change else ()
        self._lines(
            (*(view.why or ("No reason is written for this one.",)), *(("", *would_change) if would_change else ()))
        )

    def _keys(self) -> None:
        from crisisaid.ui.keys import KEYS

        width = self.width()
        rows: list[str] = []
        for key, words, _ in KEYS:
            rows += wrap(words, width, f"{key:>3}  ", "     ")
        self._lines(rows)

    def _lines(self, lines: tuple[str, ...] | list[str]) -> None:
        width = self.width()
        rows = (
            row for line in lines for row in ([clean(line)] if line[:1] == " " else wrap(clean(line), width) or [""])
        )
        self.write("".join(f"{row}\n" for row in rows))

    def _read(self, view: View) -> str:
        """One line, as typed. What waits before the prompt is thrown away, and so is what comes with more behind it."""
        while True:
            prompt = view.ask or "Answer"
            if not self._keys_said:
                self._keys_said = True
                self._lines(("", "At any prompt: e emergency card, h all keys."))
            self._flush()
            self.write("\n" + "\n".join(wrap(clean(prompt + ":"), self.width())) + " ")
            line = self.read_line()
            if not self._drain():
                return line
            self._lines(("More than one line came in at once. None of it was taken: please type your answer again.",))

    def read_line(self) -> str:
        """One line as it was typed. Raises InputEnded."""
        if self._nobody:
            self.write("\n")
            self._lines((self._nobody,))
            raise InputEnded(INPUT_ENDED)
        held = b""
        try:
            if self._meanwhile:
                meanwhile, self._meanwhile = self._meanwhile, None
                meanwhile()
            while not held.endswith(b"\n"):
                more = os.read(self._keyboard, 65536)
                if not more:
                    break
                held += more
        except KeyboardInterrupt:
            raise InputEnded(INTERRUPTED) from None
        except OSError:
            raise InputEnded(INPUT_ENDED) from None
        # A line without its end is what was in the air when the terminal went away: no answer.
        if not held.endswith(b"\n"):
            raise InputEnded(INPUT_ENDED)
        return held.decode("utf-8", "replace")

    def _flush(self) -> None:
        """Throw away what was typed before the prompt was there."""
        try:
            import termios
        except ImportError:
            self._drain_windows()
            return
        try:
            termios.tcflush(self._keyboard, termios.TCIFLUSH)
        except (OSError, termios.error):
            return

    def _drain(self) -> bool:
        """Throw away what came in behind a line; whether there was any."""
        if self._nobody:
            return False
        try:
            import select
            import termios
        except ImportError:
            return self._drain_windows()
        gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
        try:
            watch = select.poll()
            watch.register(self._keyboard, select.POLLIN)
            waiting = bool(watch.poll(0))
            # A paste comes in pieces and is over when nothing came for a moment; an ended input waits for ever.
            while waiting and (seen := watch.poll(50)) and not seen[0][1] & gone:
                termios.tcflush(self._keyboard, termios.TCIFLUSH)
            return waiting
        except (OSError, ValueError, termios.error):
            return False
        except KeyboardInterrupt:
            raise InputEnded(INTERRUPTED) from None

    def _drain_windows(self) -> bool:
        try:
            import msvcrt
        except ImportError:
            return False
        waiting = False
        while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
            msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
            waiting = True
        return waiting

    def write(self, text: str) -> None:
        """Put text on the terminal now. Raises InputEnded when the terminal is gone."""
        try:
            self.out.write(text)
            self.out.flush()
        except UnicodeEncodeError:
            self.out.write(text.encode("ascii", "replace").decode())
            self.out.flush()
        except KeyboardInterrupt:
            raise InputEnded(INTERRUPTED) from None
        except OSError:
            raise InputEnded(INPUT_ENDED) from None
