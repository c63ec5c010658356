"""Which answers to items that nobody knows yet would make a condition hold? As few items at a time as will do."""

from __future__ import annotations

from itertools import combinations

from crisisaid.engine.answers import NOBODY_KNOWS, NOT_ASKED, SKIPPED, allowed
from crisisaid.engine.evaluate import literals, truth
from crisisaid.engine.page import Page
from crisisaid.model.condition import Absent, All, AnyOf, ContextIs, Count, Not, TierIn
from crisisaid.model.protocol import CANNOT_TELL_HERE, Checklist, Continue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crisisaid.model.condition import Condition, Literal
    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Key

    Answers = frozenset[str]
    Way = dict[Key, Answers]
    """Items, each with the answers that would do: whichever of them are given, the condition holds."""


SPARE = 10
"""So many times more are put together than may be left once those that only ask for more are gone."""


class TooManyWays(Exception):
    """There are more ways than anybody waits for."""


class Ways:
    """The ways to make conditions hold in one session, with at most ``largest`` items in each.

    ``to`` raises TooManyWays where a condition has more than ``many``, unless they are of one item each.

    An item may change when it waits to be asked, was passed over as "could not ask", or was answered unsure or
    declined; not when it cannot be told on this channel, does not apply, or was answered otherwise. An item that is the
    same as another protocol's stands there under the other's name. Answers that would take away what a threshold or a
    step rests on now are left out: in a way of this page nothing gets less.
    """

    def __init__(
        self,
        pages: tuple[Page, ...],
        skipped: Mapping[Key, str],
        largest: int,
        many: int,
        left_out: Iterable[Key] = (),
    ) -> None:
        self.pages = pages
        self.largest = largest
        self.many = many
        self._guards: dict[Key, Condition] = {}
        self._items: dict[Key, Item] = {}
        self._index(skipped, frozenset(left_out))
        self._read: dict[Key, list[tuple[Page, Literal]]] = {}
        self._in_guards: dict[Key, list[tuple[Page, Literal]]] = {}
        # What was passed over and is relied on as such, with the guard of its step: it counts only while it applies.
        self._relied_on: dict[Key, Condition] = {}
        self._gather()
        self._fitting: dict[Key, Answers] = {}

    def _index(self, skipped: Mapping[Key, str], left_out: frozenset[Key]) -> None:
        """Every item that may change, under the name by which it would be answered."""
        for page in self.pages:
            for step in page.protocol.steps:
                for item in step.items if isinstance(step, Checklist) else ():
                    key = (page.protocol.id, item.id)
                    self._guards[key] = step.when
                    if key not in left_out and _may_change(page, item.id, skipped.get(key, "")):
                        self._items[key] = item
        self.keys: dict[Key, Key] = {}
        for page in self.pages:
            for item in page.items.values():
                key = (page.protocol.id, item.id)
                found = self._elsewhere(page, item) or (key if key in self._items else None)
                if found:
                    self.keys[key] = found

    def _elsewhere(self, page: Page, item: Item) -> Key | None:
        """The other protocol's item that would carry its answer over to this one."""
        other, _, name = item.same_as.partition("/")
        same = self._items.get((other, name))
        own = bool(page.answer(item.id)) and not page.carried(item.id)
        return (other, name) if same and not own and set(allowed(same)) == set(allowed(item)) else None

    def _gather(self) -> None:
        """The literals that speak of each item, and those of them that stand in the guards of checklists."""
        for page in self.pages:
            guards = [step.when for step in page.protocol.steps if isinstance(step, Checklist)]
            others = [step.when for step in page.protocol.steps if isinstance(step, Continue)]
            others += [threshold.when for threshold in page.protocol.thresholds]
            for found, conditions in ((self._in_guards, guards), (self._read, [*guards, *others])):
                for literal in (literal for condition in conditions for literal in literals(condition)):
                    name = (page.protocol.id, literal.item)
                    if name in self.keys:
                        found.setdefault(self.keys[name], []).append((page, literal))
                    if page.known(literal.item) == SKIPPED and page.shown(literal):
                        self._relied_on[name] = self._guards[name]

    def item(self, key: Key) -> Item:
        """The item of a key in ``keys``."""
        return self._items[key]

    def guard(self, key: Key) -> Condition:
        """The guard of the step that an item stands in."""
        return self._guards[key]

    def answers(self, key: Key) -> Answers:
        """The answers to this item that take nothing away."""
        if key not in self._fitting:
            resting = [(page, literal) for page, literal in self._read.get(key, ()) if page.shown(literal)]
            self._fitting[key] = frozenset(
                answer
                for answer in allowed(self._items[key])
                if all(_holds(page, literal, answer) for page, literal in resting)
            )
        return self._fitting[key]

    def closes_a_step(self, way: Way) -> bool:
        """Whether some answer of it speaks against a checklist: then what it leads to has to be looked at closely."""
        return any(
            not _holds(page, literal, answer)
            for key, answers in way.items()
            for page, literal in self._in_guards.get(key, ())
            for answer in answers
        )

    def relied_on_applies(self, after: tuple[Page, ...]) -> bool:
        """Whether what counts now because it was passed over would still apply on these pages."""
        page_of = {page.protocol.id: page for page in after}
        return all(page_of[name].shown(guard) is not False for (name, _), guard in self._relied_on.items())

    def to(self, page: Page, condition: Condition) -> list[Way]:
        """The ways to make it hold; one of no items where it does already, none where nothing would do."""
        if page.shown(condition):
            return [{}]
        match condition:
            case All(of):
                return self._to_enough(page, len(of), of)
            case AnyOf(of):
                return self._to_enough(page, 1, of)
            case Count(at_least, of):
                return self._to_enough(page, at_least, of)
            case Not() | TierIn():
                # Only guidance and referral may ask these, and nothing rests on those.
                return []
            case _:
                return self._to_literal(page, condition)

    def _to_enough(self, page: Page, wanted: int, parts: tuple[Condition, ...]) -> list[Way]:
        holding: list[list[Way]] = [[{}], *([] for _ in range(wanted))]
        for part in parts:
            own = self.to(page, part)
            for many in range(wanted, 0, -1) if own else ():
                both = (self._joined(one, other) for one in holding[many - 1] for other in own)
                self.check(len(holding[many - 1]) * len(own) // SPARE)
                holding[many] = fewest([*holding[many], *(way for way in both if way is not None)])
                self.check(len(holding[many]))
        return holding[wanted]

    def check(self, ways: int) -> None:
        """Raises TooManyWays for more than there may be; single items are always looked at."""
        if self.largest > 1 and ways > self.many:
            raise TooManyWays

    def _joined(self, one: Way, other: Way) -> Way | None:
        """Both at once; None where no answer suits both, or where that is too many items."""
        joined = {**one, **other}
        for key in one.keys() & other.keys():
            joined[key] = one[key] & other[key]
        return joined if len(joined) <= self.largest and all(joined.values()) else None

    def _to_literal(self, page: Page, literal: Literal) -> list[Way]:
        key = self.keys.get((page.protocol.id, literal.item))
        fitting = frozenset(answer for answer in self.answers(key) if _holds(page, literal, answer)) if key else None
        found = [{key: fitting}] if key and fitting else []
        hidden = page.known(literal.item) == NOT_ASKED and page.hidden_here(literal.item)
        if hidden and isinstance(literal, Absent | ContextIs):
            # What the channel hides counts as passed over once its step is certain to be shown.
            found += self.to(page, self._guards[page.protocol.id, literal.item])
        return found


class _AsSaid(Page):
    """A page on which nothing but one answer is known: to see what a literal makes of it."""

    def __init__(self, page: Page, item_id: str, answer: str) -> None:
        self.items = page.items
        self._known = {item_id: answer}


def _holds(page: Page, literal: Literal, answer: str) -> bool:
    return bool(truth(literal, _AsSaid(page, literal.item, answer)))


def _may_change(page: Page, item_id: str, passed_over: str) -> bool:
    if page.hidden_here(item_id) or (passed_over == CANNOT_TELL_HERE and not page.answer(item_id)):
        return False
    return page.known(item_id) in (NOT_ASKED, SKIPPED, *NOBODY_KNOWS)


def parts_of(way: Way) -> Iterator[frozenset[Key]]:
    """Every choice of some of its items, all of them last."""
    for many in range(len(way) + 1):
        yield from map(frozenset, combinations(way, many))


def fewest(ways: Iterable[Way]) -> list[Way]:
    """Without those that only ask for more than another does."""
    kept: dict[frozenset[Key], list[Way]] = {}
    for way in sorted(ways, key=lambda way: (len(way), -sum(map(len, way.values())))):
        if not any(_asks_no_more(other, way) for part in parts_of(way) for other in kept.get(part, ())):
            kept.setdefault(frozenset(way), []).append(way)
    return [way for alike in kept.values() for way in alike]


def _asks_no_more(one: Way, other: Way) -> bool:
    return all(other[key] <= answers for key, answers in one.items())


def without(way: Way, taken: Way) -> Iterator[Way]:
    """What is left of a way, in ways that share no answers, when all that another one covers is taken out of it."""
    left = dict(way)
    for key, answers in taken.items():
        if rest := left[key] - answers:
            yield {**left, key: rest}
        left[key] &= answers
        if not left[key]:
            return
