"""Sheets as one HTML document to print, a page of A4 each: nothing is fetched, and it works in black and white."""

from __future__ import annotations

import base64
import hashlib

from crisisaid.formats.protocol_html import shown
from crisisaid.formats.sheet_height import column_class, number_class, page_height
from crisisaid.formats.sheet_lines import closing, fitted, parts
from crisisaid.formats.sheet_style import PAGE_HEIGHT, SAFETY, STYLE
from crisisaid.model.sheet import ADDRESS, LINK, PHONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.formats.sheet_lines import Part
    from crisisaid.model.sheet import Sheet, SheetEntry, Way

DIALLED = frozenset("0123456789+*#")


def sheets_html(sheets: Sequence[Sheet], language: str = "en") -> str:
    """A whole document, each sheet on its own page; ``language`` is that of its words."""
    pages = "".join(_page(sheet, entries_on(sheet), place) for place, sheet in enumerate(sheets, 1))
    title = shown(sheets[0].title if len(sheets) == 1 else "Whom to call")
    return _document(title, f"<main>\n{pages}</main>\n", language)


def entries_on(sheet: Sheet) -> tuple[SheetEntry, ...]:
    """The contacts that fit on the page of A4."""
    return fitted(sheet, lambda entries: page_height(sheet, entries) <= PAGE_HEIGHT - SAFETY)


def _page(sheet: Sheet, entries: tuple[SheetEntry, ...], place: int) -> str:
    said = "".join(f"<p>{shown(text)}</p>\n" for text in sheet.standing)
    body = "".join(_part(part, f"s{place}-{number}") for number, part in enumerate(parts(sheet, entries), 1))
    foot = "".join(f"<p>{shown(text)}</p>\n" for text in closing(sheet, entries))
    return (
        f'<article class="page{" first" if place == 1 else ""}" aria-labelledby="s{place}">\n'
        f'<header>\n<h1 id="s{place}">{shown(sheet.title)}</h1>\n{said}</header>\n{body}'
        f"<footer>\n{foot}</footer>\n</article>\n"
    )


def _part(part: Part, name: str) -> str:
    about = "".join(f'<p class="about">{shown(text)}</p>\n' for text in part.about)
    entries = "".join(_entry(number, entry) for number, entry in part.entries)
    return (
        f'<section aria-labelledby="{name}">\n<h2 id="{name}">{shown(part.heading)}</h2>\n{about}'
        f'<ol role="list">\n{entries}</ol>\n</section>\n'
    )


def _entry(number: int, entry: SheetEntry) -> str:
    ways = "".join(line for way in entry.ways for line in _way(way, entry)) or '<p class="blank"></p>\n'
    says = f'<p class="says">{shown(" ".join(entry.says))}</p>\n' if entry.says else ""
    return f"<li{column_class(entry)}>\n<h3>{number}. {shown(entry.title)}</h3>\n{ways}{says}</li>\n"


def _way(way: Way, entry: SheetEntry) -> Iterator[str]:
    if way.label:
        yield f'<p class="label">{shown(way.label)}:</p>\n'
    yield f'<p class="way">{_number(way, entry)}</p>\n'
    if way.after:
        yield f'<p class="after">{shown(way.after)}</p>\n'


def _number(way: Way, entry: SheetEntry) -> str:
    text = shown(way.number)
    if way.kind == ADDRESS:
        return f'<span class="address">{text}</span>'
    if way.kind == LINK:
        safe = way.number.startswith("https://") and way.number.isascii()
        return f'<span class="link">{f"<a href={chr(34)}{text}{chr(34)}>{text}</a>" if safe else text}</span>'
    inside = f'<a href="{tel(way.number)}">{text}</a>' if way.kind == PHONE and tel(way.number) else text
    return f'<span class="n {number_class(way.number, entry)}">{inside}</span>'


def tel(number: str) -> str:
    """What a telephone is given to dial: digits, + * and # only; "" where there is none of them."""
    dialled = "".join(sign for sign in number if sign in DIALLED)
    return f"tel:{dialled.replace('#', '%23')}" if dialled else ""


def _document(title: str, body: str, language: str) -> str:
    """A whole HTML document without script, and nothing from outside; the title is escaped already."""
    known = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{shown(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body class="sheet">\n{body}</body>\n</html>\n'
    )
