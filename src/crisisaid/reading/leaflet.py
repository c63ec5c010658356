"""Leaflet: the words of a plain text, web page or Markdown file as somebody sees them, each with its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from html.parser import HTMLParser

from crisisaid.errors import FileRefused
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LARGEST = 5_000_000
"""More bytes than this are no leaflet."""

FORMATS = {"html": (".html", ".htm", ".xhtml", ".svg"), "markdown": (".md", ".markdown", ".mdown", ".mkd")}
TEXTS = (".txt", ".text", ".rst", ".csv", ".tsv", ".json", ".tex", ".adoc", ".org", ".vcf", ".xml")
"""Endings of files that are read in a folder, with those of FORMATS."""

BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, OpenDocument or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt tspan u var wbr"
)
INLINE = frozenset(_INLINE.split())
"""Tags that do not part the digits of a number."""

UNSEEN = ("script", "style", "template")
SPOKEN = ("alt", "title", "aria-label", "placeholder", "content", "value", "summary", "label")
"""Attributes that are shown or read aloud."""

LINKS = re.compile(
    r"(?:tel|sms|smsto|callto|whatsapp|facetime|sip):|https://(?:wa\.me|api\.whatsapp\.com)/", re.IGNORECASE
)
NOT_SEEN = re.compile("[\xad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]+")
EMPHASIS = re.compile(r"[*_~`\\]+")
HTML_BEGINS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
PARTED = "\n\n"


class Leaflet(Record):
    """``text`` is what is seen, with the digits of one number next to each other; ``lines`` are those of the file."""

    file: str
    text: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def line_of(self, at: int) -> int:
        """The line of the file in which the character at this place of the text stands, counted from 1."""
        piece = bisect_right(self.starts, at) - 1
        return self.places[piece] + self.text.count("\n", self.starts[piece], at)


def read_leaflet(data: bytes, file: str) -> Leaflet:
    """The leaflet as it is seen. Raises FileRefused for what is no text or too large."""
    text = _decoded(data, file).replace("\r\n", "\n").replace("\r", "\n")
    pieces = Pieces()
    form = form_of(file, text)
    if form == "text":
        pieces.put(text, 1)
    else:
        page = _Page(pieces, markdown=form == "markdown")
        page.feed(text)
        page.close()
    return pieces.leaflet(file, tuple(text.split("\n")))


def form_of(file: str, text: str) -> str:
    """``html``, ``markdown`` or ``text``: by the name's ending, and whatever its name for a whole web page."""
    ending = f".{file.rpartition('.')[2].casefold()}"
    named = next((form for form, endings in FORMATS.items() if ending in endings), "text")
    return "html" if HTML_BEGINS.match(text[:4000]) else named


def _decoded(data: bytes, file: str) -> str:
    if len(data) > LARGEST:
        raise FileRefused(f"{file} is larger than {LARGEST:,} bytes.", "A leaflet is smaller: split it.")
    what = next((name for sign, name in BINARY.items() if data.startswith(sign)), "")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if what or (b"\0" in data and not wide):
        said = f"{file} is {what or 'no text'}: its words cannot be read here."
        raise FileRefused(said, "Save it as plain text or as a web page (HTML), and check that.")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


class Pieces:
    """The text so far, in pieces of which each stands in one place of the file."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._places: list[int] = []
        self._length = 0

    def put(self, text: str, line: int, dropped: re.Pattern[str] = NOT_SEEN) -> None:
        """Add what stands from a line on, without what nobody sees."""
        last = 0
        for found in dropped.finditer(text):
            self._add(text[last : found.start()], line + text.count("\n", 0, last))
            last = found.end()
        self._add(text[last:], line + text.count("\n", 0, last))

    def _add(self, text: str, line: int) -> None:
        if text:
            self._parts.append(text)
            self._starts.append(self._length)
            self._places.append(line)
            self._length += len(text)

    def leaflet(self, file: str, lines: tuple[str, ...]) -> Leaflet:
        return Leaflet(file, "".join(self._parts), lines, (0, *self._starts), (1, *self._places))


class _Page(HTMLParser):
    """What is seen of a web page, or of Markdown, which may hold tags and entities as well."""

    def __init__(self, pieces: Pieces, *, markdown: bool) -> None:
        super().__init__(convert_charrefs=False)
        self._pieces = pieces
        self._dropped = re.compile(f"{NOT_SEEN.pattern}|{EMPHASIS.pattern}") if markdown else NOT_SEEN
        self._markdown = markdown
        self._unseen = ""
        self._aside: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        if LINKS.match(tag):  # <tel:...> as Markdown has it
            self._aside.append((tag, line))
        if tag not in INLINE:
            self._pieces.put("\n" if tag == "br" else PARTED, line)
        for name, value in attrs:
            if value and (name in SPOKEN or (name in ("href", "src") and LINKS.match(value))):
                before = (self.get_starttag_text() or "").partition(value)[0]
                self._aside.append((value, line + before.count("\n")))
        if tag in UNSEEN and not self._markdown:
            self._unseen = "" if "json" in str(dict(attrs).get("type", "")) else tag

    def set_cdata_mode(self, elem: str, **more: Any) -> None:
        """In Markdown a tag that is only talked about must not swallow the rest of the page."""
        if not self._markdown:
            super().set_cdata_mode(elem, **more)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._unseen = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        if tag not in INLINE:
            self._pieces.put(PARTED, self.getpos()[0])

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.put(data, self.getpos()[0], self._dropped)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};"))

    def close(self) -> None:
        """The end: what stands in links and attributes comes behind the words, each for itself."""
        super().close()
        for words, line in self._aside:
            self._pieces.put(PARTED, line)
            self._pieces.put(words, line)
