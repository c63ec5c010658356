"""How high a sheet stands on paper, reckoned in points from its words, so that what does not fit is left out whole."""

from __future__ import annotations

from unicodedata import east_asian_width

from crisisaid.formats import sheet_style as style
from crisisaid.formats.sheet_lines import closing, parts
from crisisaid.model.plain import clean, wrap
from crisisaid.model.sheet import ADDRESS, LINK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisisaid.formats.sheet_lines import Part
    from crisisaid.model.sheet import Sheet, SheetEntry, Way

SIZE = {name: size for name, size, _ in (style.URGENT, *style.SIZES, style.SMALLEST)}


def page_height(sheet: Sheet, entries: Sequence[SheetEntry]) -> float:
    """The height of the page with these contacts on it, in points, rather too much than too little."""
    head = _lines((sheet.title,), style.WIDE_TITLE_CHARS * 2 // 3) * style.TITLE_LINE
    head += _lines(sheet.standing, style.WIDE_CHARS * 9 // 10) * style.STANDING_LINE
    foot = 10 + _lines(closing(sheet, entries), style.WIDE_CHARS) * style.FOOT_LINE
    return 3 + head + sum(_part_height(part) for part in parts(sheet, entries)) + foot


def _part_height(part: Part) -> float:
    """Two contacts share a row, and the higher one says how high it is; a wide one has its own."""
    rows: list[float] = []
    in_left = False
    for _, entry in part.entries:
        height = _entry_height(entry)
        if in_left and not is_wide(entry):
            rows[-1] = max(rows[-1], height)
            in_left = False
        else:
            rows.append(height)
            in_left = not is_wide(entry)
    about = _lines(part.about, style.WIDE_CHARS * 9 // 10) * style.STANDING_LINE
    return style.HEADING + style.PART_AROUND + about + sum(rows)


def _entry_height(entry: SheetEntry) -> float:
    wide = is_wide(entry)
    title = _lines((f"00. {entry.title}",), style.WIDE_TITLE_CHARS if wide else style.COLUMN_TITLE_CHARS)
    chars = style.WIDE_CHARS if wide else style.COLUMN_CHARS
    says = _lines((" ".join(entry.says),), chars) * style.DETAIL_LINE
    ways = sum(_way_height(way, entry, chars) for way in entry.ways) if entry.ways else style.BLANK_LINE
    return style.ENTRY_AROUND + title * style.ENTRY_TITLE_LINE + ways + says


def _way_height(way: Way, entry: SheetEntry, chars: int) -> float:
    said = _lines((way.label and f"{way.label}:",), chars) * style.LABEL_LINE
    said += _lines((way.after,), chars * 4 // 5) * style.AFTER_LINE
    if way.kind in (ADDRESS, LINK):
        # A link is broken wherever the line ends, an address between words.
        lines = -(-len(way.number) // (chars - 8)) if way.kind == LINK else _lines((way.number,), chars - 8)
        return said + max(1, lines) * style.DETAIL_LINE
    return said + SIZE[number_class(way.number, entry)] * style.NUMBER_LEADING


def number_class(number: str, entry: SheetEntry) -> str:
    """The largest type in which a number stays on one line."""
    sizes = (style.URGENT, *style.SIZES) if entry.urgent else style.SIZES
    return next((name for name, _, most in sizes if len(number) <= most), style.SMALLEST[0])


def is_wide(entry: SheetEntry) -> bool:
    """Whether a number is too long for a column."""
    numbers = (way.number for way in entry.ways if way.kind not in (ADDRESS, LINK))
    return any(number_class(number, entry) == style.SMALLEST[0] for number in numbers)


def column_class(entry: SheetEntry) -> str:
    """The class of a contact in the grid."""
    return ' class="wide"' if is_wide(entry) else ""


def _lines(texts: Iterable[str], chars: int) -> int:
    return sum(len(wrap(_as_wide_as_drawn(clean(text)), chars)) for text in texts if text)


def _as_wide_as_drawn(text: str) -> str:
    """The text with two letters for each that is drawn as wide as two."""
    if text.isascii():
        return text
    return "".join("xx" if east_asian_width(sign) in "WF" else sign for sign in text)
