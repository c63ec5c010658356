"""Conditions: what a guard or a threshold asks of the answers, as data. The truth table is DESIGN section 5."""

from __future__ import annotations

from crisisaid.model.record import Record


class Present(Record):
    """``x``: a red flag or warning sign that is there (on a scale: any point above the lowest)."""

    item: str


class Possible(Record):
    """``{possible: x}``: there, or nobody can say that it is not."""

    item: str


class AtLeast(Record):
    """``{item: x, at_least: p}``; with ``possible`` also when nobody can say where on the scale it is."""

    item: str
    point: str
    possible: bool = False


class Absent(Record):
    """``{absent: x}``: a protective factor that was not confirmed."""

    item: str


class ContextIs(Record):
    """``{item: x, is: v}``: a setting such as an age group, or one nobody could state."""

    item: str
    option: str


class TierIn(Record):
    """``{tier: [...]}``: only in guards of guidance and referral."""

    tiers: tuple[str, ...]


class Not(Record):
    """``{not: ...}``: only in guards of guidance and referral."""

    of: Condition


class All(Record):
    of: tuple[Condition, ...]


class AnyOf(Record):
    of: tuple[Condition, ...]


class Count(Record):
    """``{count: {at_least: n, of: [...]}}``."""

    at_least: int
    of: tuple[Condition, ...]


ALWAYS = All(())
"""The guard of a step that has no ``when``."""

Literal = Present | Possible | AtLeast | Absent | ContextIs
Condition = Present | Possible | AtLeast | Absent | ContextIs | TierIn | Not | All | AnyOf | Count
