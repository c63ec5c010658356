"""What the authors state of everybody, as blocks: who never ends below a tier, and in how many prompts it is reached.

None of it stands on a card or in a check: it is for those who write, review and prove a protocol.
"""

from __future__ import annotations

from crisisaid.formats.protocol_blocks import LINE, PARA, PART, POINT, STEP, Block
from crisisaid.formats.protocol_conditions import listed, said, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.formats.protocol_steps import Page
    from crisisaid.model.protocol import Never

ABOUT = (
    "The authors state this of everybody, whatever is answered. It changes nothing when the page is used. Whether it "
    "is true can be proved: crisisaid protocol prove."
)
WHO = "Whoever comes to this tier by their answers has come to it by then. A list to look at together is one prompt."


def statements(page: Page) -> Iterator[Block]:
    """Every statement with its number; nothing where nothing is stated."""
    protocol = page.protocol
    if protocol.never or protocol.within:
        yield Block(PART, "What the authors state", depth=1 if protocol.needs_review else 0)
        yield Block(PARA, ABOUT)
    for never in protocol.never:
        yield from _never(never, page)
    for place, (tier, most) in enumerate(protocol.within, len(protocol.never) + 1):
        prompts = f"{most} prompt{'' if most == 1 else 's'}"
        yield Block(STEP, f"Statement {place}: {page.headlines[tier]} after at most {prompts}")
        yield Block(PARA, WHO)


def _never(never: Never, page: Page) -> Iterator[Block]:
    yield Block(STEP, f"Statement {page.numbers.statement[never.id]}: never below {page.headlines[never.below]}")
    yield Block(PARA, never.because)
    when = said(never.when, page.numbers, page.headlines)
    yield Block(LINE, sentence(when), "Whenever")
    yield from (Block(POINT, text, depth=depth) for depth, text in listed(when))
