"""What would change where a session stands? The smallest sets of answers, not known yet, that would raise its tier."""

from __future__ import annotations

from itertools import product

from crisisaid.engine.answers import NOBODY_KNOWS, NOT_APPLICABLE, allowed, is_red
from crisisaid.engine.page import Page
from crisisaid.engine.ways import TooManyWays, Ways, parts_of, without
from crisisaid.engine.weigh import weigh
from crisisaid.model.protocol import RED_FLAG, Continue
from crisisaid.model.record import Record
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, KEEP_SUPPORTING, RANK, above, highest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisisaid.engine.fold import Library
    from crisisaid.engine.ways import Way
    from crisisaid.model.state import Key, Reason, State


class Unknown(Record):
    """An item that nobody knows yet: ``known`` is not_asked, skipped, unsure or declined; ``answers`` would do."""

    protocol: str
    item: str
    known: str
    answers: tuple[str, ...]


class Rise(Record):
    """Any of these answers, to all of these items, and the tier is ``tier``; then ``goes_on`` are due as well.

    ``tier`` is that of the answers alone, "" where they only put another protocol on the list.
    """

    tier: str
    items: tuple[Unknown, ...]
    goes_on: tuple[str, ...] = ()


class WhatIf(Record):
    """``rises``: the smallest first; ``ask_next``: the item most worth asking now; ``onward``: what is due then.

    ``looked_at`` is the size up to which every set was looked at.
    """

    rises: tuple[Rise, ...] = ()
    ask_next: Key | None = None
    onward: tuple[Rise, ...] = ()
    looked_at: int = 0


def what_if(library: Library, state: State, *, largest: int = 3, most: int = 5, many: int = 500) -> WhatIf:
    """The smallest sets of answers that would raise the tier, and the one item most worth asking next.

    What may change is what waits to be asked, was passed over as "could not ask", or was answered unsure or declined
    (see ``ways.Ways``). No answer is suggested that would take away what a threshold or a step rests on now, and none
    to an item that would not apply any more beside the other answers of its set.

    Exact for sets of at most ``largest`` items: every pattern of answers to so many items by which a threshold or a
    red flag calls for more than the tier where the session stands is in exactly one set, unless a part of it would do
    already. Where there are more than ``many`` such ways, only smaller sets are looked at, and ``looked_at`` says how
    large; single items always are. ``most`` only cuts the list: smallest first, then the highest tier, then the order
    of the page. What was not asked raises nothing by itself here, and may ask for more than a set's tier. A reason that
    a second person has lowered, and answers that have changed in such a session, are left to them. Nothing at CALL NOW.
    """
    if state.disposition.tier == CALL_NOW:
        return WhatIf()
    while True:
        try:
            return _found(_Session(library, state, largest, many), most).but(looked_at=largest)
        except TooManyWays:
            largest -= 1


def _found(session: _Session, most: int) -> WhatIf:
    raising = session.apart(session.raising())
    first = min((worth for tier, way in raising for worth in session.worth(tier, way)), default=None)
    rises = [rise for tier, way in raising[:most] if (rise := session.rise(tier, way))]
    told = [_items_of(rise) for rise in rises]
    onward = [session.rise("", way) for _, way in session.apart(session.going_on())]
    others = [rise for rise in onward if rise and _items_of(rise) not in told]
    return WhatIf(tuple(rises), first[-1] if first else None, tuple(others[: most - len(rises)]))


def _items_of(rise: Rise) -> list[Key]:
    return [(one.protocol, one.item) for one in rise.items]


class _Session:
    """One session at one moment, and the same with other answers."""

    def __init__(self, library: Library, state: State, largest: int, many: int) -> None:
        self._library = library
        self._state = state
        self._stands = state.disposition.tier
        self._pages = self._with({})
        self._page_of = {page.protocol.id: page for page in self._pages}
        changed = [(change.protocol, change.item) for change in state.changes] if state.lowered else []
        self._ways = Ways(self._pages, state.skipped, largest, many, left_out=changed)
        every = [(page.protocol.id, item_id) for page in self._pages for item_id in page.items]
        self._place = {key: place for place, key in enumerate(every)}
        self._held = {_name(reason) for reason in state.disposition.reasons}

    def _with(self, answers: dict[Key, str]) -> tuple[Page, ...]:
        """The pages of the session as they would be with these answers."""
        state = self._state
        every = {**state.answers, **answers}
        return tuple(
            Page(self._library[used.id], every, state.skipped, state.channel)
            for used in state.protocols
            if used.id in self._library
        )

    def raising(self) -> Iterator[tuple[str, Way]]:
        """Each way to a threshold or a red flag above where the session stands."""
        for page in self._pages:
            for threshold in page.protocol.thresholds:
                if above(threshold.tier, self._stands) and not page.shown(threshold.when):
                    yield from ((threshold.tier, way) for way in self._ways.to(page, threshold.when))
            for item in page.items.values():
                key = self._ways.keys.get((page.protocol.id, item.id))
                if item.kind == RED_FLAG and key:
                    fitting = self._ways.answers(key)
                    red = frozenset(answer for answer in fitting if is_red(item, answer))
                    for tier, answers in ((item.tier, red), (BEFORE_YOU_PART, fitting.intersection(NOBODY_KNOWS))):
                        if above(tier, self._stands) and answers:
                            yield tier, {key: answers}

    def going_on(self) -> Iterator[tuple[str, Way]]:
        """Each way to another protocol of which nobody can say yet whether it is due."""
        for page, step in self._undecided():
            yield from ((KEEP_SUPPORTING, way) for way in self._ways.to(page, step.when))

    def _undecided(self) -> Iterator[tuple[Page, Continue]]:
        for page in self._pages:
            for step in page.protocol.steps:
                elsewhere = isinstance(step, Continue) and step.to not in self._page_of and step.to in self._library
                if isinstance(step, Continue) and elsewhere and page.shown(step.when) is None:
                    yield page, step

    def apart(self, ways: Iterable[tuple[str, Way]]) -> list[tuple[str, Way]]:
        """No pattern of answers in two of them, none that only adds to a smaller one; in the order to show them."""
        kept: dict[frozenset[Key], list[tuple[str, Way]]] = {}
        every = list(ways)
        self._ways.check(len(every))
        for tier, way in sorted(every, key=lambda one: (len(one[1]), -RANK[one[0]])):
            left = [way]
            for part in parts_of(way):
                for _, taken in kept.get(part, ()):
                    left = [rest for piece in left for rest in without(piece, taken)]
            fit = [(tier, one) for piece in left for one in self._that_stay(piece)]
            kept.setdefault(frozenset(way), []).extend(fit)
        apart = [one for alike in kept.values() for one in _merged(alike)]
        return sorted(apart, key=lambda one: (len(one[1]), -RANK[one[0]], self._in_order(one[1])))

    def _in_order(self, way: Way) -> list[tuple[int, tuple[str, ...]]]:
        return sorted((self._place[key], self._listed(key, way)) for key in way)

    def _listed(self, key: Key, way: Way) -> tuple[str, ...]:
        return tuple(answer for answer in allowed(self._ways.item(key)) if answer in way[key])

    def _that_stay(self, way: Way) -> Iterator[Way]:
        """Those of its patterns in which each item applies beside the others, and so does what is relied on."""
        if not self._ways.closes_a_step(way):
            yield way
            return
        patterns = list(product(*(self._listed(key, way) for key in way)))
        self._ways.check(len(patterns))
        for pattern in patterns:
            answers = dict(zip(way, pattern, strict=True))
            if self._ways.relied_on_applies(self._with(answers)) and all(self._applies(key, answers) for key in way):
                yield {key: frozenset((answer,)) for key, answer in answers.items()}

    def _applies(self, key: Key, answers: dict[Key, str]) -> bool:
        """Whether an item applies beside the other answers."""
        others = self._with({other: answer for other, answer in answers.items() if other != key})
        return all(page.known(key[1]) != NOT_APPLICABLE for page in others if page.protocol.id == key[0])

    def worth(self, tier: str, way: Way) -> Iterator[tuple[bool, bool, int, int, int, Key]]:
        """Each item of it that waits to be asked, with how much it is worth: the least comes first."""
        for key in way:
            page, item = self._page_of[key[0]], self._ways.item(key)
            if page.waiting(item.id):
                certain = bool(page.shown(self._ways.guard(key)))
                yield not certain, item.kind != RED_FLAG, len(way), -RANK[tier], self._place[key], key

    def rise(self, tier: str, way: Way) -> Rise | None:
        """The same in ids, once the pages were weighed with its answers; None where they would not call for more."""
        items = tuple(
            Unknown(*key, self._page_of[key[0]].known(key[1]), self._listed(key, way))
            for key in sorted(way, key=self._place.__getitem__)
        )
        pages = self._with({(one.protocol, one.item): one.answers[0] for one in items})
        due = {step.to for page, step in self._undecided() if pages[self._pages.index(page)].shown(step.when)}
        if not tier:
            return Rise("", items, tuple(sorted(due))) if due else None
        found = highest(self._stands, *(reason.tier for reason in weigh(pages).reasons if self._is_new(reason, way)))
        return Rise(found, items, tuple(sorted(due))) if above(found, self._stands) else None

    def _is_new(self, reason: Reason, way: Way) -> bool:
        """Whether it does not hold already; under a lower tier that was agreed, whether it rests on something new."""
        rests_on = (self._ways.keys.get((piece.protocol, piece.item)) for piece in reason.evidence)
        return _name(reason) not in self._held and (not self._state.lowered or any(key in way for key in rests_on))


def _name(reason: Reason) -> tuple[str, str, str]:
    return reason.kind, reason.protocol, reason.id


def _merged(alike: list[tuple[str, Way]]) -> list[tuple[str, Way]]:
    """Ways to the same tier that differ in the answers to one item, as one."""
    kept: list[tuple[str, Way]] = []
    for tier, way in alike:
        place = next((place for place, one in enumerate(kept) if one[0] == tier and _differ_in_one(one[1], way)), -1)
        if place < 0:
            kept.append((tier, way))
        else:
            kept[place] = (tier, {key: answers | way[key] for key, answers in kept[place][1].items()})
    return kept if len(kept) == len(alike) else _merged(kept)


def _differ_in_one(one: Way, other: Way) -> bool:
    return sum(one[key] != other[key] for key in one) == 1
