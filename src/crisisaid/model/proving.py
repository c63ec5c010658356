"""Proving: what was proved of a protocol, in words, with the people who show what was not."""

from __future__ import annotations

from crisisaid.model.record import Record


class Side(Record):
    """One person of an example: what is of concern with them, in the order it is asked, and where that ends.

    ``says`` holds (item, label, answer, asked). ``tier`` is where the protocol itself leads, ``end`` where a session
    with the answers file ends, which also goes through what the protocol sends on to. ``file`` is that file's text.
    """

    says: tuple[tuple[str, str, str, bool], ...]
    tier: str
    end: str
    file: str


class Shown(Record):
    """One way in which a property does not hold, with one person or two to compare."""

    about: str
    says: str
    sides: tuple[Side, ...] = ()


class Result(Record):
    """A property as a sentence, whether it is proved, violated, not decided or not stated, and why."""

    property: str
    sentence: str
    state: str
    says: str = ""
    shown: tuple[Shown, ...] = ()


class Proof(Record):
    """All that is said of one protocol. ``people`` is how many combinations of facts were looked at.

    ``in_the_way`` are findings for which nothing was proved at all.
    """

    protocol: str
    version: str
    digest: str
    people: int = 0
    results: tuple[Result, ...] = ()
    in_the_way: tuple[str, ...] = ()
