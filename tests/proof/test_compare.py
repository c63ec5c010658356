"""Comparing two versions: the patterns are all and only the people for whom they differ, none twice, exactly counted.

Everybody of a small protocol is taken through both versions by the engine, and every line of every pattern is read off
what the session knows of them. Nothing of the diagrams is used for that.
"""

from __future__ import annotations

import os
from itertools import product
from math import prod
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from crisisaid.engine.answers import NOT_APPLICABLE, SKIPPED, allowed
from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.engine.weigh import weigh
from crisisaid.model.comparison import EITHER, Pattern, Said
from crisisaid.model.protocol import GATE, UNSURE, Checklist
from crisisaid.model.tier import KEEP_SUPPORTING, RANK, highest
from crisisaid.proof.compare import compare
from crisisaid.proof.facts import BEFOREHAND, CHANNEL
from crisisaid.proof.order import source
from crisisaid.proof.people import Person
from crisisaid.proof.session import facts_of, pages, union

from .pairs import pair, versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.protocol import Item, Protocol
    from crisisaid.model.state import Key, Reason

PAIRS = int(os.environ.get("CRISISAID_PROTOCOLS", "40"))
MOST_PEOPLE = int(os.environ.get("CRISISAID_PEOPLE", "160"))
"""So many of the people of a pair are gone through; all of them where there are no more."""


class Walked(NamedTuple):
    """One person in one version: what is known of each item, what was asked, and where that leads."""

    tier: str
    reasons: tuple[Reason, ...]
    known: dict[Key, str]
    asked: dict[Key, str]
    word: dict[Key, str]
    pages: tuple[Page, ...]


def walked(protocols: tuple[Protocol, ...], person: Person) -> Walked:
    """By the engine, item after item; an emergency does not end it here, as the tier cannot rise any more."""
    answers: dict[Key, str] = {}
    skipped: dict[Key, str] = {}
    for protocol in protocols:
        for step in protocol.steps:
            page = Page(protocol, answers, skipped, person.channel)
            if isinstance(step, Checklist) and page.applies(step):
                for item in step.items:
                    if page.waiting(item.id):
                        word = person.says[protocol.id, item.id]
                        known = word if word == SKIPPED or word in allowed(item) else UNSURE
                        (skipped if word == SKIPPED else answers)[protocol.id, item.id] = known
    ends = tuple(Page(protocol, answers, skipped, person.channel) for protocol in protocols)
    reasons = weigh(ends, complete=True).reasons
    known = {(page.protocol.id, name): page.known(name) for page in ends for name in page.items}
    word = {(one.id, item.id): _said(one, item, answers, person) for one in protocols for item in one.items()}
    tier = highest(KEEP_SUPPORTING, *(one.tier for one in reasons))
    return Walked(tier, reasons, known, {**answers, **skipped}, word, ends)


def _said(protocol: Protocol, item: Item, answers: dict[Key, str], person: Person) -> str:
    """The very word somebody says to an item: what was said in the danger check already, else to the item itself."""
    other = source(item)
    taken = item.same_as and answers.get(other, "") in allowed(item)
    return person.says[other if taken and (protocol.id, item.id) not in answers else (protocol.id, item.id)]


class Case:
    """One pair of versions with their comparison, and everybody there is."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.library, before, now = versions(*pair(self.rng))
        self.before, self.now = (pages(self.library, one) for one in (before, now))
        self.facts = union(facts_of(self.before), facts_of(self.now))
        self.comparison = compare(self.library, before, now)
        self.size = prod(len(fact.words) for fact in self.facts.values())

    def people(self) -> Iterator[Person]:
        """Everybody; or as many as are gone through, drawn at random."""
        keys, words = list(self.facts), [fact.words for fact in self.facts.values()]
        if self.size <= MOST_PEOPLE:
            rows = list(product(*words))
        else:
            rows = [tuple(self.rng.choice(some) for some in words) for _ in range(MOST_PEOPLE)]
        for row in rows:
            says = dict(zip(keys, row, strict=True))
            channel = says.pop(CHANNEL, "")
            yield Person(says, channel)

    def nothing_found(self, one: Walked) -> bool:
        """Whether nothing was found in the danger check, but for what the protocol takes over."""
        taken = {source(item) for pages in (self.before, self.now) for item in pages[-1].items() if item.same_as}
        gate = [(GATE, item.id) for item in self.library[GATE].items()]
        words = {key: self.facts[key].words[self.facts[key].cost.index(0)] for key in gate if key not in taken}
        return all(one.word[key] == word for key, word in words.items())

    def pattern_of(self, person: Person, both: tuple[Walked, Walked]) -> tuple[object, int]:
        """What somebody is asked in either version and says to it; and how many answers that stands for."""
        said = {key: one.word[key] for one in both for key in one.asked}
        ways = prod(1 + (word == UNSURE) for word in said.values())
        if CHANNEL in self.facts:
            ways *= bool(person.channel)
        return (person.channel, frozenset(said.items())), ways

    def both(self, person: Person) -> tuple[Walked, Walked]:
        return walked(self.before, person), walked(self.now, person)

    def carried(self, key: Key, one: Walked) -> bool:
        """Whether the answer was given in the danger check already, and this item was not asked."""
        return key not in one.asked and one.known[key] not in (SKIPPED, NOT_APPLICABLE)

    def would_say(self, key: Key, person: Person) -> str:
        protocol = next(one for one in (*self.now, *self.before) if one.id == key[0] and key[1] in _ids(one))
        item = protocol.item(key[1])
        hidden = person.channel and person.channel not in item.channels
        return "unseen" if hidden else person.says[protocol.id, item.id]

    def is_so(self, line: Said, person: Person, both: tuple[Walked, Walked]) -> bool:
        """Whether a line of a pattern is true of somebody, read off the sessions."""
        if line.of:
            number = sum(self.is_so(part, person, both) for part in line.of)
            return any(low <= number <= high for low, high in line.counts)
        if not line.protocol:
            return both[0].tier in line.answers
        key = (line.protocol, line.item)
        carried = any(key in one.known and self.carried(key, one) for one in both)
        if carried and any(word.endswith(BEFOREHAND) for word in line.known):
            said = next(one.word[key] for one in both if key in one.known and self.carried(key, one))
            return said + BEFOREHAND in line.answers
        if line.in_version == EITHER:
            return self.would_say(key, person) in line.answers
        version = both[1] if not line.in_version.endswith("before") and key in both[1].known else both[0]
        known = version.known[key]
        # What a version does not know reads as unsure; a pattern names the word itself.
        return (version.word[key] if known == UNSURE else known) in line.answers

    def fits(self, pattern: Pattern, person: Person, both: tuple[Walked, Walked]) -> bool:
        """Whether somebody is meant: every line is so, and nothing else calls for as much."""
        if not all(self.is_so(line, person, both) for line in pattern.says):
            return False
        high, low = both if _less(pattern) else reversed(both)
        if not pattern.unless:
            return True
        rank = RANK[pattern.unless]
        others = [one for one in low.reasons if RANK[one.tier] >= rank and (one.id, one.kind) not in pattern.reasons]
        above = [one for one in high.reasons if RANK[one.tier] > rank]
        return not others and not above


def _ids(protocol: Protocol) -> list[str]:
    return [item.id for item in protocol.items()]


def _less(pattern: Pattern) -> bool:
    return all(RANK[one.now] < RANK[one.before] for one in pattern.ends)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [Case(seed) for seed in range(PAIRS)]


def test_the_patterns_are_all_and_only_the_people_who_differ(cases: list[Case]) -> None:
    told = 0
    for number, case in enumerate(cases):
        assert not case.comparison.not_decided, number
        patterns = (*case.comparison.less, *case.comparison.more)
        told += len(patterns)
        for person in case.people():
            both = case.both(person)
            fits = [one for one in patterns if case.fits(one, person, both)]
            tiers = tuple(one.tier for one in both)
            assert bool(fits) == (tiers[0] != tiers[1]), (number, person, tiers, fits)
            for one in fits:
                assert _less(one) == (RANK[tiers[1]] < RANK[tiers[0]]), (number, person)
            if fits:
                assert tiers in [(one.before, one.now) for one in fits[0].ends], (number, person, fits[0])
    assert told > PAIRS / 2


def reached(case: Case, both: tuple[Walked, Walked]) -> Iterator[tuple[str, bool, bool]]:
    """(step, shown before, shown now) of every step that both versions have, with the tier of the version before.

    The step without a name stands for whom an emergency ends the checklists, of all at CALL NOW in both versions.
    """
    pages = [one.pages[-1] for one in both]
    old, new = ({step.id: step for step in page.protocol.steps} for page in pages)
    for name in old.keys() & new.keys():
        steps = zip((old[name], new[name]), pages, strict=True)
        if isinstance(old[name], Checklist):
            yield (name, *(page.applies(step) for step, page in steps))
        else:
            yield (name, *(bool(truth(step.when, page, both[0].tier)) for step, page in steps))
    if all(one.tier == "call_now" for one in both) and case.nothing_found(both[0]):
        ends = (any(t.interrupts and page.shown(t.when) for t in page.protocol.thresholds) for page in pages)
        yield ("", *ends)


def test_steps_are_shown_to_all_and_only_those_who_are_told(cases: list[Case]) -> None:
    told = 0
    for number, case in enumerate(cases):
        told += len(case.comparison.reach)
        for person in case.people():
            both = case.both(person)
            for name, before, now in reached(case, both):
                for more, wanted in ((False, before and not now), (True, now and not before)):
                    lists = [one.patterns for one in case.comparison.reach if (one.step, one.more) == (name, more)]
                    so = any(case.fits(pattern, person, both) for patterns in lists for pattern in patterns)
                    assert so == wanted, (number, name, more, person)
    assert told > PAIRS / 4


def test_the_numbers_are_those_of_going_through_everybody(cases: list[Case]) -> None:
    gone_through = 0
    for case in cases:
        if case.size > MOST_PEOPLE:
            continue
        gone_through += 1
        every: dict[object, int] = {}
        less: dict[object, int] = {}
        for person in case.people():
            both = case.both(person)
            if case.nothing_found(both[0]) and case.nothing_found(both[1]):
                pattern, ways = case.pattern_of(person, both)
                every[pattern] = ways
                if RANK[both[1].tier] < RANK[both[0].tier]:
                    less[pattern] = ways
        assert case.comparison.patterns == sum(every.values())
        assert sum(one.patterns for one in case.comparison.less) == sum(less.values())
        for one in (*case.comparison.less, *case.comparison.more):
            assert one.patterns == sum(end.patterns for end in one.ends)
    assert gone_through > 2


def test_everybody_shown_as_an_example_comes_to_the_stated_ends(cases: list[Case]) -> None:
    for case in cases:
        for one in (*case.comparison.less, *case.comparison.more):
            assert one.example is not None
            ends = [(end.before, end.now) for end in one.ends]
            assert (one.example.before.tier, one.example.now.tier) in ends
            assert (one.example.before.end, one.example.now.end) in ends
