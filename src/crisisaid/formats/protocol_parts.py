"""Protocol to blocks: everything that a protocol says, in the order in which somebody on paper needs it."""

from __future__ import annotations

from crisisaid.formats.protocol_blocks import BANNER, BOX, FLOW, LINE, PARA, PART, POINT, STEP, TITLE, Block
from crisisaid.formats.protocol_conditions import listed, said, sentence
from crisisaid.formats.protocol_how_to import how_to, what_lines_mean
from crisisaid.formats.protocol_numbers import Numbers
from crisisaid.formats.protocol_statements import statements
from crisisaid.formats.protocol_steps import Page, advice, sources_line, steps
from crisisaid.formats.summary_words import capital, stop
from crisisaid.model.protocol import GATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.model.protocol import OpenPoint, Protocol, Threshold

SITUATION_WORDS = {
    "third_party": "Somebody speaks about the person",
    "text_chat": "In a text chat",
    "minor": "The person is under 18",
    "interpreter": "Somebody interprets",
    "abusive": "The one you talk with is abusive to you",
    "ending": "Ending the contact",
    "end_of_shift": "Your shift ends before this does",
}

AUDIENCES = {"person": "somebody in a crisis", "supporter": "you, the supporter"}


def blocks(
    protocol: Protocol,
    review: str,
    headlines: Mapping[str, str],
    roles: Mapping[str, str] | None = None,
    others: Mapping[str, Protocol] | None = None,
) -> tuple[Block, ...]:
    """The whole protocol. ``others`` are protocols this one may point to: their titles and numbers are printed."""
    page = Page(protocol, Numbers(protocol), headlines, roles or {}, others or {})
    return (
        *_opening(page, review),
        *_box(page),
        Block(FLOW),
        Block(PART, "Steps"),
        *steps(page),
        *_rules(page),
        *_meaning(page),
        *_situations(page),
        *_waiting(page),
        *statements(page),
        *_sources(page),
        *_notes(page),
    )


def banner(protocol: Protocol, review: str) -> str:
    """How far this was reviewed; a draft says so first."""
    marked = protocol.status == "draft" and "draft" not in review.lower()
    return stop(f"DRAFT. {capital(review)}" if marked else capital(review))


def identity(protocol: Protocol) -> str:
    """Id, version and digest, as ``crisisaid list`` has them."""
    return f"{protocol.id} {protocol.version} ({protocol.status}), digest {protocol.digest[:12]}"


def _opening(page: Page, review: str) -> Iterator[Block]:
    protocol = page.protocol
    yield Block(BANNER, banner(protocol, review))
    yield Block(TITLE, protocol.title)
    yield Block(PARA, stop(identity(protocol)))
    yield Block(LINE, review, "Review")
    if protocol.review_by:
        yield Block(LINE, protocol.review_by, "To be read again by")
    if protocol.derived_from:
        yield Block(LINE, protocol.derived_from.replace("@", " "), "Adapted from")
    yield Block(PARA, protocol.summary)
    yield Block(LINE, AUDIENCES.get(protocol.about, protocol.about), "About")
    if protocol.said_as:
        yield Block(LINE, "; ".join(f'"{one}"' for one in protocol.said_as), "In your words")
    if protocol.audience:
        yield Block(LINE, protocol.audience, "Who may use it")
    for text in protocol.not_for:
        yield Block(LINE, text, "Not for")


def _box(page: Page) -> Iterator[Block]:
    gate = page.others.get(GATE)
    yield Block(PART, "How to use this page", depth=1)
    for text in how_to(page.protocol, page.headlines, gate.title if gate else ""):
        yield Block(BOX, text)


def _rules(page: Page) -> Iterator[Block]:
    yield Block(PART, "When to hand over")
    yield Block(PARA, "Red flags have their tier beside the answer. These rules come on top. Most urgent first.")
    if not page.numbers.rules:
        yield Block(PARA, "This page has no rules of its own.")
    for rule in page.numbers.rules:
        yield from _rule(rule, page)


def _meaning(page: Page) -> Iterator[Block]:
    yield Block(PART, "What the lines mean, exactly", depth=1)
    for text in what_lines_mean(page.protocol):
        yield Block(BOX, text)


def _rule(rule: Threshold, page: Page) -> Iterator[Block]:
    stops = ", and stop asking" if rule.interrupts else ""
    yield Block(STEP, f"Rule {page.numbers.rule[rule.id]}: {page.headlines[rule.tier]}{stops}")
    yield Block(PARA, rule.because)
    when = said(rule.when, page.numbers, page.headlines)
    yield Block(LINE, sentence(when), "True when")
    yield from (Block(POINT, text, depth=depth) for depth, text in listed(when))
    yield from sources_line(rule.sources, page)


def _situations(page: Page) -> Iterator[Block]:
    if page.protocol.situations:
        yield Block(PART, "In special situations")
    for one in page.protocol.situations:
        yield Block(STEP, SITUATION_WORDS.get(one.kind, capital(one.kind.replace("_", " "))))
        yield from advice(one.do, one.say, (), one.avoid)
        yield from sources_line(one.sources, page)


def _waiting(page: Page) -> Iterator[Block]:
    """What a named professional has to look at, with the place on the page that it is about."""
    if page.protocol.needs_review:
        yield Block(PART, "Waiting for review")
        yield Block(PARA, "Not confirmed by a source, or chosen. A named professional has to look at it.")
    for point in page.protocol.needs_review:
        yield Block(POINT, point.says, _places(point, page))


def _places(point: OpenPoint, page: Page) -> str:
    """What an open point is about, as it is found on the page: each kind named once."""
    found: dict[str, list[str]] = {}
    for one in point.at:
        kind, number = page.numbers.place(one)
        found.setdefault(kind, []).append(SITUATION_WORDS.get(number, number))
    words = (f"{kind}{'s' if kind and len(at) > 1 else ''} {', '.join(at)}".strip() for kind, at in found.items())
    return capital("; ".join(words)) or "The whole page"


def _sources(page: Page) -> Iterator[Block]:
    protocol = page.protocol
    for_reviewers = protocol.needs_review or protocol.never or protocol.within
    yield Block(PART, "Sources", depth=1 if for_reviewers else 0)
    for source in protocol.sources:
        title, publisher = stop(source.title), f"{source.publisher}, {source.year}"
        text = f"{title} {stop(publisher)} {source.url} ({source.licence})"
        yield Block(POINT, text, page.numbers.source[source.id])


def _notes(page: Page) -> Iterator[Block]:
    if page.protocol.notes.strip():
        yield Block(PART, "Notes", depth=1)
    for text in page.protocol.notes.split("\n\n"):
        yield from _noted(text.splitlines())


def _noted(lines: list[str]) -> Iterator[Block]:
    """A paragraph of the notes; a line with "- " in front is a point, with what is set in below it."""
    kind, gathered = PARA, ""
    for line in lines:
        begins = line.startswith("- ")
        if begins or (kind == POINT and not line.startswith(" ")):
            if gathered:
                yield Block(kind, gathered)
            kind, gathered = POINT if begins else PARA, ""
        gathered = f"{gathered} {line.strip().removeprefix('- ') if begins else line.strip()}".strip()
    if gathered:
        yield Block(kind, gathered)
