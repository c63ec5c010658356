"""A protocol as a card for the wall: the signs that cannot wait, what to do in the worst moment, whom to reach.

At most one page. Sentences are left out whole, never cut, and the card says how many.
"""

from __future__ import annotations

from crisisaid.formats.protocol_blocks import BANNER, PARA, PART, STEP, TITLE, Block
from crisisaid.formats.protocol_card_lines import entries
from crisisaid.formats.protocol_html import html_of, shown
from crisisaid.formats.protocol_parts import banner, identity
from crisisaid.formats.protocol_style import document
from crisisaid.formats.summary_words import stop
from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crisisaid.formats.protocol_card_lines import Entry
    from crisisaid.model.protocol import Protocol

WIDTH, MOST_LINES = 79, 60


def protocol_card(
    protocol: Protocol, review: str, headlines: Mapping[str, str], *, roles: Mapping[str, str] | None = None
) -> str:
    """The card as text: at most 60 lines of at most 79 columns."""
    return "\n".join(_lines(card_blocks(protocol, review, headlines, roles))) + "\n"


def protocol_card_html(
    protocol: Protocol,
    review: str,
    headlines: Mapping[str, str],
    *,
    roles: Mapping[str, str] | None = None,
    language: str = "en",
) -> str:
    """The same card as an HTML document for one sheet of A4."""
    page = card_blocks(protocol, review, headlines, roles)
    first, *others = page
    body = f'<p class="banner">{shown(first.text)}</p>\n{html_of(others)}'
    return document(shown(protocol.title), body, kind="card", language=language)


def card_blocks(
    protocol: Protocol, review: str, headlines: Mapping[str, str], roles: Mapping[str, str] | None = None
) -> tuple[Block, ...]:
    """The card's blocks: of everything that could be on it the most needed, in the order of the page."""
    every = entries(protocol, headlines, roles or {})
    kept: set[int] = set()
    for place in sorted(range(len(every)), key=lambda one: (every[one].need, one)):
        tried = [every[one] for one in sorted({*kept, place})]
        # The count at the foot grows shorter when something is added, so the longest one is what has to fit.
        if len(_lines(_page(protocol, review, tried, len(every)))) <= MOST_LINES:
            kept.add(place)
    left_out = len(every) - len(kept)
    return tuple(_page(protocol, review, [every[one] for one in sorted(kept)], left_out))


def _page(protocol: Protocol, review: str, chosen: Iterable[Entry], left_out: int) -> Iterator[Block]:
    yield Block(BANNER, banner(protocol, review))
    yield Block(TITLE, protocol.title)
    yield Block(PARA, stop(identity(protocol)))
    section = step = ""
    for entry in chosen:
        if entry.section != section:
            yield Block(PART, entry.section)
            step = ""
        if entry.step and entry.step != step:
            yield Block(STEP, entry.step)
        section, step = entry.section, entry.step
        yield entry.block
    yield Block(PART, "Not on this card")
    more = f"{left_out} more line{'' if left_out == 1 else 's'} of these kinds, and all" if left_out else "All"
    yield Block(PARA, f"{more} the questions, rules and sources. A red flag that nobody asked about is not a no.")
    yield Block(PARA, f"The whole page: crisisaid show {protocol.id}")


def _lines(page: Iterable[Block]) -> list[str]:
    lines: list[str] = []
    for block in page:
        text = clean(f"{block.label}: {block.text}" if block.label else block.text)
        match block.kind:
            case "title":
                lines += wrap(text.upper(), WIDTH)
            case "part":
                lines += ["", *wrap(text.upper(), WIDTH)]
            case "line":
                lines += wrap(text, WIDTH, "  ", "    ")
            case "point":
                lines += wrap(text, WIDTH, "- ", "  ")
            case _:
                lines += wrap(text, WIDTH)
    return lines
