"""Sufficient: the smallest sets of answers that establish a tier, whatever else is said or not asked.

A set is smallest when none of its answers can be left out without the tier getting lower, and no answer can be added to
a choice without that. Prime implicants with several values: O. Coudert, J. C. Madre, Implicit and Incremental
Computation of Primes, 1992; the sets of the same items are widened by iterated consensus (W. V. Quine, 1955).
"""

from __future__ import annotations

from itertools import combinations, product
from math import comb, prod

from crisisaid.engine.answers import NOT_ASKED, allowed
from crisisaid.model.protocol import DECLINED, UNSURE
from crisisaid.model.record import Record
from crisisaid.proof.alone import ESTABLISHED, Alone
from crisisaid.proof.diagram import NO, YES
from crisisaid.proof.lists import families
from crisisaid.proof.session import ANY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.protocol import Item, Protocol
    from crisisaid.proof.lists import Family
    from crisisaid.proof.session import Limits

    Words = frozenset[str]
    Box = tuple[Words, ...]

MOST = 5000
"""So many sets of a tier are listed one by one; of more there are only those with the fewest answers."""


class Choice(Record):
    """An item with the answers of which any one will do."""

    item: str
    answers: tuple[str, ...]


class AnyOf(Record):
    """At least so many of these."""

    at_least: int
    of: tuple[Choice, ...]


class Enough(Record):
    """One smallest set of answers: all of ``needs``. With ``lists`` it stands for many, one for each way to choose."""

    needs: tuple[Choice, ...]
    lists: tuple[AnyOf, ...] = ()

    @property
    def sets(self) -> int:
        """How many smallest sets this stands for."""
        return prod(comb(len(one.of), one.at_least) for one in self.lists)

    def one_by_one(self) -> Iterator[Enough]:
        """Each of these sets by itself."""
        for chosen in product(*(combinations(one.of, one.at_least) for one in self.lists)):
            yield Enough((*self.needs, *(choice for some in chosen for choice in some)))


class Sufficient(Record):
    """All that establishes one tier and no higher one.

    ``patterns`` is how many single patterns of answers that is, always exact. ``sets`` is how many smallest sets they
    make up; not ``whole`` when there are more than could be listed, of which those with the fewest answers are.
    """

    tier: str
    ways: tuple[Enough, ...]
    sets: int
    patterns: int
    whole: bool = True


def sufficient(
    protocol: Protocol, tiers: Sequence[str] = ESTABLISHED, limits: Limits = ANY, most: int = MOST
) -> tuple[Sufficient, ...]:
    """For each of these tiers the smallest sets of answers to this protocol's items that establish it.

    A set that establishes a higher tier is with that one. What the danger check or another protocol adds is not
    counted; nor is what was passed over, though it counts like "unsure" with a protective factor or a context.
    Raises TooLarge.
    """
    alone = Alone(protocol, limits)
    return tuple(_of_tier(alone, tier, most) for tier in tiers)


def _of_tier(alone: Alone, tier: str, most: int) -> Sufficient:
    every = alone.needed(tier)
    found = list(families(alone, tier, every))
    left = every
    for family in found:
        left = alone.diagrams.meet(left, alone.diagrams.turn(family.patterns))
    boxes, whole = _boxes(alone, left, most)
    ways = [*(_listed(alone, family) for family in found), *(_plain(alone, names, box) for names, box in boxes)]
    ways.sort(key=lambda way: _order(alone, way))
    return Sufficient(tier, tuple(ways), sum(way.sets for way in ways), alone.count(every), whole)


def _order(alone: Alone, way: Enough) -> tuple[int, list[int]]:
    """The fewest answers first, then the order of the page."""
    page = [item.id for item in alone.protocol.items()]
    many = len(way.needs) + sum(one.at_least for one in way.lists)
    named = [choice.item for choice in (*way.needs, *(choice for one in way.lists for choice in one.of))]
    return many, sorted(page.index(name) for name in named)


def _choice(alone: Alone, name: str, words: Words) -> Choice:
    item: Item = alone.items[alone.place[name]]
    return Choice(name, tuple(one for one in allowed(item) if (UNSURE if one == DECLINED else one) in words))


def _in_order(alone: Alone, words: dict[str, Words]) -> tuple[Choice, ...]:
    return tuple(_choice(alone, item.id, words[item.id]) for item in alone.protocol.items() if item.id in words)


def _plain(alone: Alone, names: tuple[str, ...], box: Box) -> Enough:
    return Enough(_in_order(alone, dict(zip(names, box, strict=True))))


def _listed(alone: Alone, family: Family) -> Enough:
    lists = tuple(AnyOf(at_least, _in_order(alone, of)) for at_least, of in family.lists)
    return Enough(_in_order(alone, family.needs), lists)


def _boxes(alone: Alone, patterns: int, most: int) -> tuple[list[tuple[tuple[str, ...], Box]], bool]:
    """The patterns as sets that are as wide as can be; and whether these are all of them."""
    grouped: dict[tuple[str, ...], list[Box]] = {}
    for number, found in enumerate(_by_size(alone, patterns)):
        if number == most:
            break
        grouped.setdefault(tuple(found), []).append(tuple(found.values()))
    else:
        return [(names, box) for names, boxes in grouped.items() for box in widest(boxes)], True
    return [(names, box) for names, boxes in grouped.items() for box in boxes], False


def _by_size(alone: Alone, patterns: int) -> Iterator[dict[str, Words]]:
    """The patterns in sets that share none, those with the fewest answers first."""
    sizes: dict[int, set[int]] = {NO: set(), YES: {0}}
    place = alone.diagrams.place
    for piece in sorted(alone.diagrams.pieces(patterns) - {NO, YES}, key=lambda piece: -place[piece]):
        unasked, *said = alone.diagrams.kids[piece]
        sizes[piece] = sizes[unasked].union({size + 1 for kid in said for size in sizes[kid]})

    def walk(piece: int, left: int) -> Iterator[dict[str, Words]]:
        if piece == YES:
            yield {}
            return
        for kid, words in _alike(alone, piece):
            answered = NOT_ASKED not in words
            if left - answered in sizes[kid]:
                name = alone.items[place[piece]].id
                yield from ({**({name: words} if answered else {}), **rest} for rest in walk(kid, left - answered))

    for size in sorted(sizes[patterns]):
        yield from walk(patterns, size)


def _alike(alone: Alone, piece: int) -> list[tuple[int, Words]]:
    """What follows from each word, with the words that lead to the same."""
    words = alone.words[alone.diagrams.place[piece]]
    unasked, *said = alone.diagrams.kids[piece]
    found: dict[int, list[str]] = {}
    for word, kid in zip(words[1:], said, strict=True):
        found.setdefault(kid, []).append(word)
    both = [(kid, frozenset(some)) for kid, some in found.items() if kid != NO]
    return [*both, (unasked, frozenset((NOT_ASKED,)))] if unasked != NO else both


def widest(boxes: Sequence[Box]) -> list[Box]:
    """Every set over the same items that lies in these and in no wider one; they may share patterns."""
    found = list(dict.fromkeys(boxes))
    new = list(found)
    while new:
        one = new.pop()
        for other in list(found):
            for place in range(len(one)):
                wider = tuple(a | b if n == place else a & b for n, (a, b) in enumerate(zip(one, other, strict=True)))
                if all(wider) and not any(_inside(wider, known) for known in found):
                    found.append(wider)
                    new.append(wider)
    return [box for box in found if not any(box != other and _inside(box, other) for other in found)]


def _inside(one: Box, other: Box) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))
