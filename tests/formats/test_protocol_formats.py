"""Text, Markdown and HTML of a protocol: everything is in each of them, and nothing in it is taken for markup."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from html.parser import HTMLParser

import pytest
from test_protocol_samples import EVERY_WORD, FULL, REVIEW, printed

from crisisaid.app.words import HEADLINES
from crisisaid.formats.protocol_blocks import FLOW
from crisisaid.formats.protocol_parts import banner, blocks
from crisisaid.model.plain import clean
from shipped import LIBRARY

VOID = {"meta", "br", "path", "rect", "polygon"}


class Seen(HTMLParser):
    """What a reader of the document sees, and how it is built."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "svg"} & set(self.open):
            self.words.append(data)


def words(text: str) -> str:
    """Words alone, in small letters, so that layout makes no difference."""
    return " ".join(text.split()).casefold()


def as_read(kind: str, text: str) -> str:
    """The words as they are read in that format."""
    if kind == "html":
        return words("".join(Seen(text).words))
    if kind == "markdown":
        text = re.sub(r"## The way through this page\n\n```mermaid\n.*?```", "", text, flags=re.S)
        text = re.sub(r"(?m)^ *(#+|>|-)(?: \[ \])? ", "", re.sub(r"(?<!\\)\*\*", "", text))
        text = re.sub(r"(?<!\\)<(https://[^>]*)>", r"\1", text)
        return words(re.sub(r"\\(.)", r"\1", text))
    return words(text)


def marks_taken_out(text: str) -> list[str]:
    """Without what stands only for layout: boxes, points of lists, underlines."""
    return [word for word in text.replace("[ ]", " ").split() if word.strip("-=")]


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
def test_everything_of_the_protocol_is_on_the_page(kind: str) -> None:
    read = as_read(kind, printed(FULL)[kind])
    assert [said for said in EVERY_WORD if words(said) not in read] == []
    assert words(clean(FULL.title)) in read


@pytest.mark.parametrize("name", ["full", *sorted(LIBRARY)])
def test_the_three_formats_say_the_same_in_the_same_order(name: str) -> None:
    protocol = LIBRARY.get(name, FULL)
    read = {kind: marks_taken_out(as_read(kind, text)) for kind, text in printed(protocol, LIBRARY).items()}
    # In HTML the banner is repeated on each sheet, and the picture has a heading of its own.
    html = " ".join(read["html"]).split(words(banner(protocol, REVIEW)))
    once = [words(banner(protocol, REVIEW)), *html]
    assert " ".join(once).replace("the way through this page", "").split() == read["text"]
    assert read["markdown"] == read["text"]


def test_the_page_is_narrow_and_plain() -> None:
    for protocol in (FULL, *LIBRARY.values()):
        text = printed(protocol, LIBRARY)["text"]
        assert [row for row in text.splitlines() if len(row) > 79 and "://" not in row] == []
        assert all(letter == "\n" or letter.isprintable() for letter in text)


@pytest.mark.parametrize("name", ["full", *sorted(LIBRARY)])
def test_the_document_is_whole_and_fetches_nothing(name: str) -> None:
    text = printed(LIBRARY.get(name, FULL), LIBRARY)["html"]
    seen = Seen(text)
    assert seen.open == []
    assert text.startswith("<!doctype html>\n")
    assert ("html", {"lang": "en"}) in seen.tags
    tags = {tag for tag, _ in seen.tags}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form", "use", "image"}
    names = {name for _, attributes in seen.tags for name in attributes}
    assert not {one for one in names if one.startswith("on") or one in ("style", "src", "srcset")}
    links = [attributes["href"] or "" for _, attributes in seen.tags if "href" in attributes]
    assert all(link.startswith(("https://", "#")) for link in links)
    ids = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_style_is_the_one_that_is_allowed() -> None:
    text = printed(FULL)["html"]
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text
    assert "url(" not in style
    assert "@import" not in style
    assert "size: A4" in style


def test_headings_go_down_one_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in Seen(printed(FULL)["html"]).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_sheet_has_the_banner_at_its_top() -> None:
    text = printed(FULL)["html"]
    sheets = text.split('<table role="presentation"')[1:]
    assert len(sheets) > 5
    assert all('<thead><tr><td><p class="banner">DRAFT. Not clinically reviewed' in one for one in sheets)
    released = printed(FULL.but(status="released"))
    assert "DRAFT" not in released["html"]
    assert released["text"].startswith("Not clinically reviewed: for practice.\n")


def test_words_are_never_markup() -> None:
    made = printed(FULL)
    assert "<script" not in made["html"]
    assert "<script" not in re.sub(r"\\<script", "", made["markdown"])
    assert all("\x1b" not in text and "\u202e" not in text for text in made.values())


def test_a_picture_stands_only_where_there_is_one() -> None:
    assert sum(block.kind == FLOW for block in blocks(FULL, REVIEW, HEADLINES)) == 1
    assert "```mermaid\n" in printed(FULL)["markdown"]
    assert "<svg " in printed(FULL)["html"]


def test_answered_before_points_to_the_other_page() -> None:
    page = printed(LIBRARY["suicide-first-response"], LIBRARY)["text"]
    assert 'as 1.6 on the page "Is anybody in danger now?" (danger-now).' in " ".join(page.split())


def test_roles_without_words_are_still_readable() -> None:
    from crisisaid.formats.protocol_page import protocol_page

    assert "CALL NOW: ambulance, then shift lead" in protocol_page(FULL, REVIEW, HEADLINES)
