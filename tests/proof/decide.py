"""Every property of a small protocol, decided by looking at every person: the second decider's verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.oracle import TIERS, Plain

from .reading import NOBODY, RANK, SKIPPED, Key, items_of, other_name
from .second import KNOWN, World, ladder

PROVED, VIOLATED, NOT_STATED = "proved", "violated", "not_stated"
GATE = "danger-now"


class Decision(NamedTuple):
    """``about`` holds what it is violated by, each with the fewest concerns of anybody who shows it (-1: nobody)."""

    state: str
    about: dict[str, int]


class Decider:
    """A protocol, perhaps behind another one, with the verdict on each property."""

    def __init__(self, plains: list[Plain]) -> None:
        self.plains = plains
        self.last: Plain = plains[-1]
        self.world = World(plains)
        self.alone = World([self.last], stopping=True)
        self._by_concerns: list[int] = []

    def all(self) -> dict[str, Decision]:
        """The verdict on each property; "within" is decided by numbers alone."""
        names = ("worse", "unsure", "red_flags", "protective", "reachable", "decides", "shadowed", "matters", "ends")
        found = {name: _decision(getattr(self, name)()) for name in names}
        found["gate"] = _decision(self.gate())
        found["never"] = _decision(self.never()) if self.last.get("never") else Decision(NOT_STATED, {})
        found["stop"] = Decision(VIOLATED if self.alone.stops else PROVED, {})
        found["within"] = self.within()
        found["not_weaker"] = Decision(NOT_STATED, {})
        return found

    # --- Sets of people -------------------------------------------------------------------------------------------

    def at_least(self, rank: int, world: World | None = None) -> int:
        """Everybody who comes to this tier or a higher one."""
        sets = (world or self.world).sets
        return _union(sets["tier", tier] for tier in TIERS[rank:])

    def below(self, rank: int) -> int:
        return self.world.everybody & ~self.at_least(rank)

    def fewest(self, some: int) -> int:
        """The fewest concerns that anybody of these has; -1 for nobody."""
        if not self._by_concerns:
            self._by_concerns = self._counted()
        return next((number for number, people in enumerate(self._by_concerns) if people & some), -1)

    def _counted(self) -> list[int]:
        """Everybody with no concern, with one, with two."""
        found = [self.world.everybody]
        for key, words in self.world.facts.items():
            safe = self.world.having(key, words[0])
            before = [0, *found, 0]
            found = [(before[n + 1] & safe) | (before[n] & ~safe) for n in range(len(found) + 1)]
        return found

    # --- Properties -----------------------------------------------------------------------------------------------

    def worse(self) -> Iterator[tuple[str, int]]:
        """What is asked again on a later page, once it was skipped, is not compared with skipping it."""
        again = {other_name(item) for _, item in self._items()}
        for key, item in self._items():
            if item["kind"] != "context":
                words = self.world.facts[key]
                pairs = list(_more_worrying(item))
                pairs += [] if key in again else [(SKIPPED, word) for word in (*NOBODY, ladder(item)[-1])]
                told = [(word, word + KNOWN) for word in words if word + KNOWN in words]
                told += [(low + KNOWN, high + KNOWN) for low, high in pairs if low + KNOWN in words]
                yield from self._less(key, item, [*pairs, *told])

    def unsure(self) -> Iterator[tuple[str, int]]:
        for key, item in self._items():
            known = ladder(item) if item["kind"] == "context" else ladder(item)[:1]
            yield from self._less(key, item, [(low, dark) for low in known for dark in [*NOBODY, SKIPPED]])

    def _less(self, key: Key, item: Plain, pairs: list[tuple[str, str]]) -> Iterator[tuple[str, int]]:
        """Whoever gets less with the second word of a pair than with the first."""
        found = 0
        for rank in range(1, len(TIERS)):
            high = self.at_least(rank)
            for one, other in pairs:
                found |= self.world.moved(high, key, one, other) & ~high
        if found:
            yield item["id"], self.fewest(found)

    def red_flags(self) -> Iterator[tuple[str, int]]:
        for plain in self.plains:
            for item in items_of(plain):
                for kind, tier in (("red_flag", item.get("tier", "")), ("unknown_red_flag", "before_you_part")):
                    less = self.world.sets[kind, plain["id"], item["id"]] & self.below(RANK.get(tier, 0))
                    if less:
                        yield item["id"], self.fewest(less)

    def protective(self) -> Iterator[tuple[str, int]]:
        noted = _union(people for mark, people in self.world.sets.items() if mark[0] == "red_flag")
        low = self.below(RANK["before_you_part"])
        for key, item in self._items():
            if item["kind"] == "protective":
                less = _union(self.world.moved(noted, key, word, "yes") for word in ("no", *NOBODY)) & low
                if less:
                    yield item["id"], self.fewest(less)

    def reachable(self) -> Iterator[tuple[str, int]]:
        sets = self.world.sets
        for step in self.last["steps"]:
            if not any(self._shown(step)):
                yield step["id"], -1
        yield from ((item["id"], -1) for item in items_of(self.last) if not sets["asked", item["id"]])
        yield from ((one["id"], -1) for one in self.last["thresholds"] if not self._met(one))

    def _shown(self, step: Plain) -> Iterator[int]:
        """Who sees a step: at their tier, or at a higher one, for a supporter may raise it."""
        sets, name = self.world.sets, step["id"]
        if step["kind"] in ("checklist", "continue"):
            yield sets["shown or open", name, ""]
            return
        for tier in step["to"] if step["kind"] == "referral" else TIERS:
            shown = sets["shown", name, tier] | sets["shown", name, ""]
            yield shown & self.world.everybody & ~self.at_least(RANK[tier] + 1)

    def _met(self, threshold: Plain) -> int:
        return self.world.sets["threshold", self.last["id"], threshold["id"]]

    def _over(self, threshold: Plain) -> list[int]:
        """Of whom the other thresholds of its tier or above are met."""
        urgent = [one for one in self.last["thresholds"] if RANK[one["tier"]] >= RANK[threshold["tier"]]]
        return [self._met(one) for one in urgent if one is not threshold]

    def shadowed(self) -> Iterator[tuple[str, int]]:
        for one in self.last["thresholds"]:
            met = self._met(one)
            if met and any(not met & ~other for other in self._over(one)):
                yield one["id"], -1

    def decides(self) -> Iterator[tuple[str, int]]:
        by_one = {name for name, _ in self.shadowed()}
        for one in self.last["thresholds"]:
            met = self._met(one)
            if met and not met & ~_union(self._over(one)) and one["id"] not in by_one:
                yield one["id"], -1

    def matters(self) -> Iterator[tuple[str, int]]:
        marks = [people for mark, people in self.world.sets.items() if mark[0] != "asked"]
        for item in items_of(self.last):
            key = (self.last["id"], item["id"])
            if item["kind"] != "red_flag" and not any(self._tells_apart(key, people) for people in marks):
                yield item["id"], -1

    def _tells_apart(self, key: Key, people: int) -> bool:
        first, *others = self.world.facts[key]
        return any(
            self.world.moved(people, key, word, first) != people & self.world.having(key, first) for word in others
        )

    def gate(self) -> Iterator[tuple[str, int]]:
        if len(self.plains) == 1:
            if self.last["id"] != GATE and self.last.get("for") != "supporter":
                yield GATE, -1
            return
        less = 0
        for one in self.plains[0]["thresholds"]:
            less |= self.world.sets["threshold", GATE, one["id"]] & self.below(RANK[one["tier"]])
        if less:
            yield GATE, self.fewest(less)

    def never(self) -> Iterator[tuple[str, int]]:
        for one in self.last["never"]:
            meant = self.world.sets["never", one["id"]]
            less = meant & self.below(RANK[one["below"]])
            if not meant:
                yield one["id"], -1
            if less:
                yield one["id"], self.fewest(less)

    def ends(self) -> Iterator[tuple[str, int]]:
        """Behind an emergency nothing more is known; a page that ends the questions has to say itself what to do."""
        for tier in TIERS[RANK["this_week"] :]:
            for found, people in self._without_help(self.world, tier):
                if not found:
                    yield tier, self.fewest(people)
            if any(found for found, _ in self._without_help(self.alone, tier)):
                yield f"{tier} ended", -1

    def _without_help(self, world: World, tier: str) -> Iterator[tuple[bool, int]]:
        """(whether an emergency ended the questions, who has nothing to do, or nobody to reach)"""
        really = world.really
        for enough in ("done", "reached"):
            left = really["walked",] & really["tier", tier] & ~really[enough,]
            for ended, people in ((False, left & ~really["ended",]), (True, left & really["ended",])):
                if people:
                    yield ended, people

    def ended_without_help(self) -> bool:
        """The same of real sessions, with what the pages before it show."""
        return any(ended for tier in TIERS for ended, _ in self._without_help(self.world, tier))

    def within(self) -> Decision:
        """The numbers of prompts themselves are compared elsewhere."""
        stated = self.last.get("within", {})
        if not stated:
            return Decision(NOT_STATED, {})
        late = {tier: -1 for tier in stated if self.alone.slowest.get(RANK[tier], 0) > stated[tier]}
        return Decision(VIOLATED if late else PROVED, late)

    def _items(self) -> Iterator[tuple[Key, Plain]]:
        for plain in self.plains:
            for item in items_of(plain):
                yield (plain["id"], item["id"]), item


def _more_worrying(item: Plain) -> Iterator[tuple[str, str]]:
    """Pairs of answers of which the second is the more worrying one: all that can be compared at all."""
    points = ladder(item)
    for place, low in enumerate(points):
        yield from ((low, high) for high in points[place + 1 :])
    for nobody in NOBODY:
        yield points[0], nobody
        yield nobody, points[-1]
        yield from ((nobody, other) for other in NOBODY if other != nobody)


def _union(sets: Iterable[int]) -> int:
    found = 0
    for one in sets:
        found |= one
    return found


def _decision(faults: Iterable[tuple[str, int]]) -> Decision:
    about: dict[str, int] = {}
    for name, fewest in faults:
        known = about.get(name, -1)
        about[name] = min(known, fewest) if known > -1 and fewest > -1 else max(known, fewest)
    return Decision(VIOLATED if about else PROVED, about)
