"""A view as rows of text: hanging indents, whole numbers, bold and colour where they are allowed."""

from __future__ import annotations

from crisisaid.model.plain import alone, clean, wrap
from crisisaid.model.view import GOES_ON, REST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.view import Line, View

_STYLES = {
    "strong": "\x1b[1m",
    "CALL NOW": "\x1b[1;31m",
    "BEFORE YOU PART": "\x1b[1;33m",
    "THIS WEEK": "\x1b[1;36m",
    "NOT FINISHED": "\x1b[1;35m",
    "KEEP SUPPORTING": "\x1b[1;32m",
}
_END = "\x1b[0m"


class Renderer:
    """Rows for a screen that allows bold, or colour as well, or neither: then there is not one escape byte."""

    def __init__(self, *, bold: bool, colour: bool) -> None:
        self.bold = bold
        self._colour = colour

    def rows(self, view: View, width: int) -> list[str]:
        """The whole view, what is new first; a brief one is only what is new."""
        rows: list[str] = [""]
        for line in view.news:
            rows += self._line(line, width)
        if view.brief:
            return rows
        if view.news:
            rows.append("")
        rows += [self._styled(text, "strong") for text in wrap(clean(view.heading), width)]
        for line in view.lines:
            rows += self._line(line, width)
        for number, (_, label, noted) in enumerate(view.entries, 1):
            mark = f" [{noted}]" if noted else ""
            rows += wrap(clean(label + mark), width, f"{number:>3}  ", "     ")
        for choice in view.choices:
            if choice.words:
                rows += wrap(clean(choice.words), width, f"{choice.keys[0]:>3}  ", "     ")
        return rows

    def _line(self, line: Line, width: int) -> list[str]:
        text = clean(line.text)
        if line.style == "number":
            return [self._styled(alone(text, width, 4), "strong")]
        if line.style == "raw" and len(text) <= width:
            return [text]
        if line.style == "under":
            return wrap(text, width, "    ", "    ")
        hang = f"{line.label}: " if line.label else ""
        hang = hang if len(hang) < width // 2 else "  "
        rows = wrap(text, width, hang, " " * len(hang)) or [""]
        if line.style == "tier":
            return [self._tier(row) for row in rows]
        return [self._styled(row, "strong") for row in rows] if line.style == "strong" else rows

    def _tier(self, row: str) -> str:
        word = next((word for word in _STYLES if word in row), "strong")
        return self._styled(row, word if self._colour else "strong")

    def _styled(self, text: str, style: str) -> str:
        return f"{_STYLES[style]}{text}{_END}" if self.bold and text else text


def how(view: View) -> tuple[str, ...]:
    """What may be typed at a view, in one or two lines."""
    answers = [
        choice.keys[0] if choice.words else f"{choice.keys[0]} {choice.value.replace('_', ' ')}"
        for choice in view.choices
    ]
    enter = {GOES_ON: "Enter goes on", REST: "Enter: none of the others"}.get(view.enter, "")
    told = "; ".join(part for part in (", ".join(answers), enter) if part)
    return (f"Here: {told}." if told else "Type it, then Enter.", "h shows all keys, e the emergency card.")
