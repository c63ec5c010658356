"""Mutating: what faulty variants of a protocol do, which scenarios notice, and which situations would."""

from __future__ import annotations

from crisisaid.model.record import Record


class Variant(Record):
    """One faulty variant. ``effect`` is less, more, otherwise or same (what it does to somebody).

    ``violates`` are the properties that would tell, ``scenarios`` says whether a scenario does.
    """

    operator: str
    place: str
    says: str
    effect: str
    violates: tuple[str, ...]
    scenarios: bool


class Proposed(Record):
    """A situation that tells some variants from the protocol: written as a scenario whose end nobody has confirmed."""

    scenario: str
    tells: tuple[str, ...]


class Trial(Record):
    """Every variant of a protocol; ``in_the_way`` are findings for which none was made, ``not_decided`` why not."""

    protocol: str
    version: str
    variants: tuple[Variant, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    in_the_way: tuple[str, ...] = ()
    not_decided: str = ""
