"""The screen of a drill: as the live one, but DRILL stands in front of every prompt, and the keys are others."""

from __future__ import annotations

from crisisaid.model.plain import wrap
from crisisaid.ui.line import LineScreen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.view import Reply, View

KEYS = (
    ("b", "back: take the last thing back, or go back to any point"),
    ("g", "a pause, a page to come back to yourself, and who to talk to"),
    ("x", "pass: stop this one, without a reason and without a mark"),
    ("t", "I know enough: name the tier"),
    ("r", "repeat this"),
    ("h", "these keys"),
    ("e", "where the emergency card stands in a real check"),
)

PREFIX = "DRILL"


class DrillScreen(LineScreen):
    """As LineScreen; nothing on it can be taken for a check about a person."""

    def ask(self, view: View) -> Reply:
        """One view, one reply; every prompt and every heading begins with DRILL."""
        self._keys_said = True
        asked = view.but(ask=f"{PREFIX}. {view.ask or 'Answer'}", heading=f"{PREFIX}: {view.heading}")
        return super().ask(asked)

    def _keys(self) -> None:
        width = self.width()
        rows = [row for key, words in KEYS for row in wrap(words, width, f"{key:>3}  ", "     ")]
        self.write("".join(f"{row}\n" for row in rows))
