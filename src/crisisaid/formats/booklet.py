"""All protocols as one booklet to print, so that the program is never the only copy."""

from __future__ import annotations

from crisisaid.formats.booklet_words import FIRST_PAGE, FOR_NUMBERS, OUR_NUMBERS
from crisisaid.formats.protocol_html import protocol_body, sheet, shown
from crisisaid.formats.protocol_markdown import linked, protocol_markdown
from crisisaid.formats.protocol_parts import banner, identity
from crisisaid.formats.protocol_style import document
from crisisaid.formats.summary_markdown import escaped
from crisisaid.formats.summary_words import capital, stop
from crisisaid.model.plain import clean
from crisisaid.model.protocol import GATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crisisaid.model.protocol import Protocol

BLANK = "_" * 30
TITLE = "The crisisaid booklet"
MOST_URGENT = "Emergency"


def in_order(protocols: Iterable[Protocol]) -> tuple[Protocol, ...]:
    """The look for danger first, what is for the supporter last; otherwise as they were given."""
    return tuple(sorted(protocols, key=lambda one: (one.id != GATE, one.about == "supporter")))


def booklet_markdown(
    protocols: Iterable[Protocol],
    emergency: str,
    reviews: Mapping[str, str],
    headlines: Mapping[str, str],
    roles: Mapping[str, str],
    *,
    date: str,
    organisation: str = "",
) -> str:
    """The booklet as one Markdown document; ``emergency`` is printed line by line as it is, ``reviews`` are by id."""
    ordered = in_order(protocols)
    others = {protocol.id: protocol for protocol in ordered}
    pages = (
        protocol_markdown(one, reviews[one.id], headlines, roles=roles, others=others, deeper=1) for one in ordered
    )
    return "\n".join(
        (*_front_markdown(ordered, emergency, reviews, roles, first_page(date, organisation)), *_parted(pages))
    )


def _parted(pages: Iterable[str]) -> Iterator[str]:
    for page in pages:
        yield "---\n"
        yield page


def _front_markdown(
    ordered: tuple[Protocol, ...],
    emergency: str,
    reviews: Mapping[str, str],
    roles: Mapping[str, str],
    opening: tuple[str, ...],
) -> Iterator[str]:
    yield f"# {TITLE}\n"
    yield from (f"{linked(text)}\n" for text in opening)
    yield "## Contents\n"
    yield from (f"- {escaped(line)}" for line in contents(ordered, reviews))
    yield f"\n## {MOST_URGENT}\n"
    yield _fenced(emergency)
    yield f"\n## {OUR_NUMBERS}\n\n{FOR_NUMBERS}\n"
    yield from (f"- {escaped(role)}: {BLANK.replace('_', chr(92) + '_')}" for role in to_fill_in(roles))
    yield ""


def _fenced(text: str) -> str:
    """Lines as they are; the fence is longer than any inside."""
    lines = [clean(line) for line in text.splitlines()]
    fence = "```"
    while any(fence in line for line in lines):
        fence += "`"
    return "\n".join((f"{fence}text", *lines, fence))


def first_page(date: str, organisation: str = "") -> tuple[str, ...]:
    """What this is and is not, when it was printed, and how to see whether it is still what the program says."""
    printed = f"Printed on {date}" + (f" for {organisation}." if organisation else ".")
    return (printed, *FIRST_PAGE)


def contents(ordered: Iterable[Protocol], reviews: Mapping[str, str]) -> tuple[str, ...]:
    """A line a protocol: its title, which version it is, and how far it was reviewed."""
    return tuple(f"{stop(one.title)} {stop(identity(one))} {banner(one, reviews[one.id])}" for one in ordered)


def to_fill_in(roles: Mapping[str, str]) -> tuple[str, ...]:
    """Whom to have a number for."""
    return tuple(capital(words) for words in dict.fromkeys(roles.values()))


def booklet_html(
    protocols: Iterable[Protocol],
    emergency: str,
    reviews: Mapping[str, str],
    headlines: Mapping[str, str],
    roles: Mapping[str, str],
    *,
    date: str,
    organisation: str = "",
    pictures: bool = True,
    language: str = "en",
) -> str:
    """The booklet as one HTML document: each protocol begins on a new sheet. Without ``pictures`` it is thinner."""
    ordered = in_order(protocols)
    others = {protocol.id: protocol for protocol in ordered}
    lines = dict.fromkeys(banner(one, reviews[one.id]) for one in ordered)
    top = shown(next(iter(lines)) if len(lines) == 1 else "See the top of each page for how far it was reviewed.")
    pages = (
        protocol_body(one, reviews[one.id], headlines, roles=roles, others=others, deeper=1, pictures=pictures)
        for one in ordered
    )
    front = (
        sheet(top, _first_sheet(ordered, reviews, date, organisation), first=True),
        sheet(top, f"<h2>{MOST_URGENT}</h2>\n<pre>{_kept(emergency)}</pre>\n{_blanks(roles)}"),
    )
    return document(TITLE, "".join((*front, *pages)), kind="booklet", language=language)


def _first_sheet(ordered: tuple[Protocol, ...], reviews: Mapping[str, str], date: str, organisation: str) -> str:
    said = "".join(f"<p>{shown(text)}</p>\n" for text in first_page(date, organisation))
    lines = zip(ordered, contents(ordered, reviews), strict=True)
    listed = "".join(f'<li><a href="#{shown(one.id)}">{shown(line)}</a></li>\n' for one, line in lines)
    return f"<h1>{TITLE}</h1>\n{said}<h2>Contents</h2>\n<ul>\n{listed}</ul>\n"


def _kept(text: str) -> str:
    return "\n".join(shown(line) for line in text.splitlines())


def _blanks(roles: Mapping[str, str]) -> str:
    lines = "".join(f'<p class="blank">{shown(role)}:</p>\n' for role in to_fill_in(roles))
    return f"<h2>{OUR_NUMBERS}</h2>\n<p>{FOR_NUMBERS}</p>\n{lines}"
