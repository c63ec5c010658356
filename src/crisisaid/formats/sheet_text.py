"""A sheet as plain text: one page of 60 lines, any width, each number whole on its own line."""

from __future__ import annotations

from crisisaid.formats.sheet_lines import closing, fitted, parts
from crisisaid.model.plain import alone, clean, wrap
from crisisaid.model.sheet import ADDRESS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.sheet import Sheet, SheetEntry, Way

NARROWEST, WIDEST = 20, 200
MOST_LINES = 60
BLANK = "_" * 16
NUMBER_INDENT = 8
PAGE_BREAK = "\f"


def sheet_text(sheet: Sheet, width: int = 79) -> str:
    """The page. It is longer than 60 lines only where what is always on it does not fit at this width."""
    width = max(NARROWEST, min(WIDEST, width))
    heights: dict[int, int] = {}

    def fits(entries: Sequence[SheetEntry]) -> bool:
        for entry in entries:
            heights.setdefault(id(entry), len(_entry(entry, 0, width)))
        bare = _page(sheet, entries, width, whole=False)
        return len(bare) + sum(heights[id(entry)] for entry in entries) <= MOST_LINES

    return "\n".join(_page(sheet, fitted(sheet, fits), width)) + "\n"


def sheets_text(sheets: Sequence[Sheet], width: int = 79) -> str:
    """Several pages, each on a new one when printed."""
    return PAGE_BREAK.join(sheet_text(sheet, width) for sheet in sheets)


def _page(sheet: Sheet, entries: Sequence[SheetEntry], width: int, *, whole: bool = True) -> list[str]:
    """The lines of a page; unless it is ``whole`` those of its contacts are left out."""
    lines = wrap(clean(sheet.title).upper(), width)
    lines += _wrapped(sheet.standing, width)
    for part in parts(sheet, entries):
        lines += ["", *wrap(clean(part.heading).upper(), width), *_wrapped(part.about, width)]
        for number, entry in part.entries if whole else ():
            lines += _entry(entry, number, width)
    return [*lines, "", *_wrapped(closing(sheet, entries), width)]


def _wrapped(texts: Sequence[str], width: int) -> list[str]:
    return [line for text in texts for line in wrap(clean(text), width)]


def _entry(entry: SheetEntry, number: int, width: int) -> list[str]:
    lines = wrap(clean(entry.title), width, f"{number}. ".rjust(4), "    ")
    for way in entry.ways:
        lines += _way(way, width)
    if not entry.ways:
        lines.append(alone(BLANK, width, NUMBER_INDENT))
    return [*lines, *wrap(clean(" ".join(entry.says)), width, "    ", "    ")]


def _way(way: Way, width: int) -> Iterator[str]:
    if way.label:
        yield from wrap(clean(f"{way.label}:"), width, "    ", "    ")
    if way.kind == ADDRESS:
        yield from wrap(clean(way.number), width, " " * NUMBER_INDENT, " " * NUMBER_INDENT)
    else:
        yield alone(clean(way.number).strip(), width, NUMBER_INDENT)
    if way.after:
        yield from wrap(clean(way.after), width, "    ", "    ")
