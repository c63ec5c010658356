"""A proof as a page for its author: each property with its answer, and two people side by side where they differ."""

from __future__ import annotations

from crisisaid.formats.summary_words import TIERS
from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.proving import Proof, Result, Shown, Side

WIDTH = 100
SHOWN = 5
"""So many examples of one property are written out; the rest is counted."""

STATES = {
    "proved": "proved",
    "violated": "VIOLATED",
    "not_decided": "NOT DECIDED",
    "not_stated": "not stated",
    "waived": "waived",
}
WIDE = max(len(word) for word in STATES.values()) + 4
NOT_CLAIMED = (
    "Proved means: so it is with these rules, for every combination of answers. Whether the rules are right for "
    "people, whether the words are, and whether the answers are true, no proof can say."
)


def proof_text(proofs: Sequence[Proof]) -> str:
    """Every protocol with every property, in plain words."""
    rows = [row for proof in proofs for row in _of_protocol(proof)]
    return "\n".join(clean(row) for row in [*rows, *wrap(NOT_CLAIMED, WIDTH)]) + "\n"


def _of_protocol(proof: Proof) -> Iterator[str]:
    yield f"{proof.protocol} {proof.version}"
    if proof.in_the_way:
        yield "  Nothing was proved. These findings stand in the way (crisisaid protocol check):"
        for finding in proof.in_the_way:
            yield from wrap(finding, WIDTH, "    ", "      ")
    else:
        yield f"  Over {proof.people:,} combinations of answers."
    for result in proof.results:
        yield from _of_property(result)
    yield ""


def _of_property(result: Result) -> Iterator[str]:
    sentence = result.sentence
    said = f"{sentence}. {result.says}".strip() if result.says else f"{sentence}."
    yield from wrap(said, WIDTH, f"  {STATES[result.state]:<{WIDE - 2}}", " " * WIDE)
    for shown in result.shown[:SHOWN]:
        yield from _example(shown)
    if len(result.shown) > SHOWN:
        yield f"{' ' * WIDE}And {len(result.shown) - SHOWN} more; --json lists them all."


def _example(shown: Shown) -> Iterator[str]:
    yield from wrap(shown.says, WIDTH, "    * ", "      ")
    if shown.sides:
        yield from _side_by_side(shown.sides)


def _side_by_side(sides: Sequence[Side]) -> Iterator[str]:
    """One line an item; what differs is marked, for then nobody has to look for it."""
    rows = list(zip(*(side.says for side in sides), strict=True))
    labels = [f"{row[0][1]} ({row[0][0]})" for row in rows]
    left = min(max((len(label) for label in [*labels, "ends at"]), default=8), 56)
    if len(sides) > 1:
        yield _columns("", [f"person {name}" for name in "AB"], left)
    for label, row in zip(labels, rows, strict=True):
        words = [_word(answer, asked=asked) for _, _, answer, asked in row]
        mark = "  <- differs" if len({answer for _, _, answer, _ in row}) > 1 else ""
        yield _columns(label, words, left) + mark
    yield _columns("ends at", [TIERS[side.tier] for side in sides], left)
    yield "      Everything else: nothing of concern."
    if any(side.end != side.tier for side in sides):
        ends = " and ".join(TIERS[side.end] for side in sides)
        yield f"      With what the protocol sends on to, the whole session ends at {ends}."


def _word(answer: str, *, asked: bool) -> str:
    return answer.replace("_", " ") if asked else f"{answer.replace('_', ' ')} (not asked)"


def _columns(label: str, words: Sequence[str], left: int) -> str:
    shown = label if len(label) <= left else label[: left - 3] + "..."
    return f"      {shown:<{left}}  " + "  ".join(f"{word:<24}" for word in words).rstrip()
