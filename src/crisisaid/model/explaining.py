"""Explained: which answers establish a tier, and who stands on either side of each threshold, in the page's words."""

from __future__ import annotations

from crisisaid.model.record import Record


class Needed(Record):
    """An item, and the answers of which any one will do."""

    item: str
    label: str
    answers: tuple[str, ...]


class Listed(Record):
    """At least so many of these."""

    at_least: int
    of: tuple[Needed, ...]


class EnoughFor(Record):
    """One smallest set of answers; with ``lists`` it stands for several, ``sets`` in all."""

    needs: tuple[Needed, ...]
    lists: tuple[Listed, ...]
    sets: int


class Established(Record):
    """What establishes a tier: all of its smallest sets, unless not ``whole``. ``sets`` and ``patterns`` are counts."""

    tier: str
    ways: tuple[EnoughFor, ...]
    sets: int
    patterns: int
    whole: bool


class OneOfTwo(Record):
    """One person of a pair: the answer in which they differ, the tier, where the whole session ends, their answers."""

    answer: str
    tier: str
    end: str
    file: str


class Pair(Record):
    """Two people on either side of a threshold. ``shared`` are (item, label, answer) that both say."""

    threshold: str
    tier: str
    protocol: str
    item: str
    label: str
    shared: tuple[tuple[str, str, str], ...]
    below: OneOfTwo
    above: OneOfTwo


class NoPair(Record):
    """A threshold without a pair, and why, as a sentence."""

    threshold: str
    tier: str
    says: str


class Explained(Record):
    """A protocol explained. ``in_the_way`` are findings that keep it from being looked at."""

    protocol: str
    version: str
    digest: str = ""
    tiers: tuple[Established, ...] = ()
    pairs: tuple[Pair, ...] = ()
    without: tuple[NoPair, ...] = ()
    too_hard: str = ""
    in_the_way: tuple[str, ...] = ()
