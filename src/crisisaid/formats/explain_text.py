"""A protocol explained as a page: the smallest sets of answers for each tier, or two people for each threshold."""

from __future__ import annotations

from itertools import groupby

from crisisaid.formats.summary_words import TIERS
from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.explaining import EnoughFor, Established, Explained, Needed, OneOfTwo, Pair

WIDTH = 100
SHOWN = 25
"""So many sets of a tier are written out; --all writes every one."""

WHAT_IT_MEANS = (
    "Establishes means: with these answers the tier stands, whatever else is said or not asked. What the danger check "
    "adds is not counted here. It never says how a person is; it says when the page hands over."
)

TWO_PEOPLE = (
    "Each pair is two invented people who differ in one answer. What is not named is nothing of concern with both. "
    "Every one of them was played through the program."
)


def explain_text(found: Sequence[Explained], *, everything: bool = False) -> str:
    """Every protocol that was asked for, in plain words."""
    rows = [row for one in found for row in _of_protocol(one, everything=everything)]
    if any(one.tiers for one in found):
        rows += wrap(WHAT_IT_MEANS, WIDTH)
    if any(one.pairs for one in found):
        rows += wrap(TWO_PEOPLE, WIDTH)
    return "\n".join(clean(row) for row in rows) + "\n"


def _of_protocol(one: Explained, *, everything: bool) -> Iterator[str]:
    yield f"{one.protocol} {one.version}"
    if one.in_the_way:
        yield "  Nothing is explained. These findings stand in the way (crisisaid protocol check):"
        for finding in one.in_the_way:
            yield from wrap(finding, WIDTH, "    ", "      ")
    if one.too_hard:
        yield from wrap(f"Not decided. {one.too_hard}", WIDTH, "  ", "  ")
    for tier in one.tiers:
        yield ""
        yield from _of_tier(tier, everything=everything)
    for threshold, pairs in groupby(one.pairs, key=lambda pair: (pair.threshold, TIERS[pair.tier])):
        yield ""
        yield "  {} ({})".format(*threshold)
        for pair in pairs:
            yield from _pair(pair)
    for none in one.without:
        yield ""
        yield f"  {none.threshold} ({TIERS[none.tier]}): no pair"
        yield from wrap(none.says, WIDTH, "    ", "    ")
    yield ""


def _of_tier(tier: Established, *, everything: bool) -> Iterator[str]:
    if not tier.ways:
        yield f"  {TIERS[tier.tier]}: no answers to this page alone establish it."
        return
    sets = "any one of these" if tier.sets > 1 else "only this"
    yield f"  {TIERS[tier.tier]} is established by {sets}:"
    shown = tier.ways if everything else tier.ways[:SHOWN]
    for place, way in enumerate(shown, 1):
        yield from _way(place, way)
    left = sum(way.sets for way in tier.ways[len(shown) :])
    if left:
        yield f"      And {left:,} more; --all writes them out."
    if not tier.whole:
        yield "      There are still others, with more answers each: too many to find one by one."


def _way(place: int, way: EnoughFor) -> Iterator[str]:
    parts = [_needed(one) for one in way.needs]
    for listed in way.lists:
        many = "any one" if listed.at_least == 1 else f"any {listed.at_least}"
        parts.append((f"{many} of:", [_said(one) for one in listed.of]))
    front = f"    {place:>2}. "
    for number, (text, under) in enumerate(parts):
        yield from wrap(text, WIDTH, front if number == 0 else "     +  ", "        ")
        for row in under:
            yield from wrap(row, WIDTH, "          - ", "            ")


def _needed(one: Needed) -> tuple[str, list[str]]:
    return _said(one), []


def _said(one: Needed) -> str:
    return f"{one.label} ({one.item}): {' or '.join(_word(answer) for answer in one.answers)}"


def _word(answer: str) -> str:
    return answer.replace("_", " ")


def _pair(pair: Pair) -> Iterator[str]:
    yield from wrap(f"They differ in: {pair.label} ({pair.item})", WIDTH, "    ", "      ")
    words = [_word(pair.below.answer), _word(pair.above.answer)]
    wide = max(map(len, words))
    for word, person in zip(words, (pair.below, pair.above), strict=True):
        yield f"      {word:<{wide}}  ->  {_ends(person)}"
    if pair.shared:
        yield "    Both say:"
    for item, label, answer in pair.shared:
        yield from wrap(f"{label} ({item}): {_word(answer)}", WIDTH, "      ", "        ")


def _ends(person: OneOfTwo) -> str:
    whole = "" if person.end == person.tier else f" (with the pages it sends on to: {TIERS[person.end]})"
    return f"{TIERS[person.tier]}{whole}"
