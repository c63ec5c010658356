"""Lists: smallest sets of answers that are exactly "these, and any 3 of those", found from how the author wrote it."""

from __future__ import annotations

from itertools import product

from crisisaid.model.condition import Absent, All, AtLeast, ContextIs, Count, Possible, Present
from crisisaid.model.condition import AnyOf as Any
from crisisaid.model.record import Record
from crisisaid.proof.diagram import NO, YES
from crisisaid.proof.known import meaning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.condition import Condition
    from crisisaid.proof.alone import Alone

    Words = frozenset[str]
    Said = dict[str, Words]
    Lists = tuple[tuple[int, Said], ...]
    Way = tuple[Said, Lists]

LITERALS = (Present, Possible, AtLeast, Absent, ContextIs)

MANY = 500
"""A threshold that can be written out in more ways than these is not looked at for lists: its sets are told singly."""


class Family(Record):
    """``patterns`` are those in which all of ``needs`` are answered, and so many of each of ``lists``; nothing else."""

    needs: Said
    lists: Lists
    patterns: int


def families(alone: Alone, tier: str, every: int) -> Iterator[Family]:
    """Those of ``every`` needed pattern of a tier that stand in a threshold as a list; no pattern is in two.

    Exactly so: each choice from the list is a smallest set, and none of them can be widened.
    """
    left = every
    for threshold in alone.protocol.thresholds:
        if threshold.tier == tier:
            ways = list(_ways(alone, threshold.when))
            for way in ways if len(ways) <= MANY else ():
                for family in _fitting(alone, way, every, left):
                    left = alone.diagrams.meet(left, alone.diagrams.turn(family.patterns))
                    yield family


def _ways(alone: Alone, condition: Condition) -> list[Way]:
    """How a condition can be met: what it needs, and any so many of some lists. Empty where that is too many."""
    match condition:
        case All(of):
            return _together(alone, of)
        case Any(of):
            return _some(alone, 1, of)
        case Count(at_least, of):
            return _together(alone, of) if at_least == len(of) else _some(alone, at_least, of)
        case _:
            return [(_answers(alone, condition), ())]


def _answers(alone: Alone, literal: Condition) -> Said:
    if not isinstance(literal, LITERALS):
        return {}
    place = alone.place[literal.item]
    holds = meaning(literal, alone.items[place])
    words = alone.words[place][1:]
    return {literal.item: frozenset(word for word in words if holds(alone.items[place], word))}


def _together(alone: Alone, parts: Sequence[Condition]) -> list[Way]:
    found: list[Way] = [({}, ())]
    for part in parts:
        ways = _ways(alone, part)
        if len(found) * len(ways) > MANY:
            return []
        found = [({**one, **other}, (*lists, *more)) for (one, lists), (other, more) in product(found, ways)]
    return found


def _some(alone: Alone, at_least: int, parts: Sequence[Condition]) -> list[Way]:
    """A list of single answers stays one; what is made of several answers stands beside it, where one will do."""
    single = [part for part in parts if isinstance(part, LITERALS)]
    listed: Said = {}
    for part in single:
        listed |= _answers(alone, part)
    if len(single) < len(parts) and at_least > 1:
        return []
    whole = len(listed) == len(single) and len(listed) > at_least
    ways: list[Way] = [({}, ((at_least, listed),))] if whole else [(_answers(alone, part), ()) for part in single]
    return [*ways, *(way for part in parts if part not in single for way in _ways(alone, part))]


def _fitting(alone: Alone, way: Way, every: int, left: int) -> Iterator[Family]:
    """The way as far as it is exactly a list of needed patterns; else, of its lists, one written out.

    A list of which one answer will do by itself is none: each stands alone.
    """
    needs, lists = way
    names = [*needs, *(name for _, of in lists for name in of)]
    singly = not needs and [at_least for at_least, _ in lists] == [1]
    if not lists or singly or len(set(names)) != len(names):
        return
    family = _Among(alone, names, every, left).fitted(way)
    if family is not None:
        yield family
    elif len(lists) > 1:
        (at_least, shortest), *rest = sorted(lists, key=lambda one: len(one[1]))
        for name, words in shortest.items() if at_least == 1 else ():
            yield from _fitting(alone, ({**needs, name: words}, tuple(rest)), every, left)


class _Among:
    """The needed patterns in which nothing but some items is answered; ``left`` are those that stand in no list yet."""

    def __init__(self, alone: Alone, names: Sequence[str], every: int, left: int) -> None:
        self._alone = alone
        self._diagrams = alone.diagrams
        self._places = frozenset(alone.place[name] for name in names)
        self._items = [alone.items[place].id for place in sorted(self._places)]
        self._every = alone.with_only(self._places, every)
        self._left = alone.with_only(self._places, left)

    def fitted(self, way: Way) -> Family | None:
        """The family of a way, with the answers that occur; None unless it is exactly so."""
        needs, lists = self._as_occurring(way)
        several = tuple((at_least, of) for at_least, of in lists if len(of) > at_least)
        for at_least, of in lists:
            if len(of) < at_least:
                return None
            needs = needs | of if len(of) == at_least else needs
        if not several or not all(needs.values()):
            return None
        patterns = self._patterns((needs, several))
        if not self._diagrams.never_above(patterns, self._left) or self._could_be_wider((needs, several)):
            return None
        return Family(needs, several, self._alone.and_no_other(self._places, patterns))

    def _as_occurring(self, way: Way) -> Way:
        """The same way with the answers that some pattern of it has; items without any are left out of a list."""
        needs, lists = way
        occurs = {name: self._words_in(way, name, self._left) for name in self._items}
        kept = tuple((at_least, {name: occurs[name] for name in of if occurs[name]}) for at_least, of in lists)
        return {name: occurs[name] for name in needs}, kept

    def _words_in(self, way: Way, name: str, patterns: int) -> Words:
        """The answers to one item with which some pattern of this way is among these patterns."""
        words = self._alone.words[self._alone.place[name]][1:]
        return frozenset(word for word in words if self._diagrams.meet(self._with(way, name, word), patterns) != NO)

    def _with(self, way: Way, name: str, word: str) -> int:
        """The patterns of a way in which this item is answered with this word, whether the way has it or not."""
        needs, lists = way
        rest = tuple(
            (at_least - (name in of), {other: words for other, words in of.items() if other != name})
            for at_least, of in lists
        )
        return self._patterns(({**needs, name: frozenset((word,))}, rest))

    def _could_be_wider(self, way: Way) -> bool:
        """Whether a further answer to one of its items would be in a needed pattern of this way, too."""
        needs, lists = way
        choices = {**needs, **{name: words for _, of in lists for name, words in of.items()}}
        return any(self._words_in(way, name, self._every) - words for name, words in choices.items())

    def _patterns(self, way: Way) -> int:
        """The patterns in which all that a way needs, and just so many of each of its lists, are answered."""
        needs, lists = way
        in_list = {name: number for number, (_, of) in enumerate(lists) for name in of}
        after = {tuple(0 for _ in lists): YES}
        for name in reversed(self._items):
            # What is wanted from this item on, by what is wanted behind it.
            before: dict[tuple[int, ...], int] = {}
            for wanted in product(*(range(at_least + 1) for at_least, _ in lists)):
                unasked, said, words = after.get(wanted, NO), NO, needs.get(name, frozenset())
                if name in needs:
                    unasked, said = NO, unasked
                elif name in in_list:
                    number = in_list[name]
                    words = lists[number][1][name]
                    fewer = tuple(one - (place == number) for place, one in enumerate(wanted))
                    said = after.get(fewer, NO)
                before[wanted] = self._piece(name, words, unasked, said)
            after = before
        return after[tuple(at_least for at_least, _ in lists)]

    def _piece(self, name: str, words: Words, unasked: int, said: int) -> int:
        place = self._alone.place[name]
        kids = (said if word in words else NO for word in self._alone.words[place][1:])
        return self._diagrams.make(place, (unasked, *kids))
