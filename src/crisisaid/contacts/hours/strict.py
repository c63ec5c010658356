"""Strict hours: a whole text in the documented form becomes rules whose order makes sense, or is refused."""

from __future__ import annotations

import re
from functools import lru_cache

from crisisaid.contacts.hours.rules import Hours, ImpossibleHours, fills_the_day, read_rule, spans_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.contacts.hours.rules import Rule

LONGEST = 1000
"""Characters of hours that are looked at; nobody keeps hours that need more."""


@lru_cache(maxsize=8192)
def strict_hours(text: str) -> Hours:
    """The hours a text in the strict form means. Raises ImpossibleHours for anything else."""
    if len(text) > LONGEST:
        raise ImpossibleHours(text, f"they are longer than {LONGEST} characters")
    parts = re.split("; ?", text)
    rules = tuple(read_rule(part) for part in parts)
    if len(rules) > 1 or rules[0].weekdays or rules[0].dates:
        _refuse_without_openings(text, rules)
        _refuse_without_effect(parts, rules)
    plain = tuple(rule for rule in rules if not rule.dates)
    week = tuple(spans_of(plain, weekday, 0) for weekday in range(7))
    full = all(fills_the_day(spans) for spans in (*week, *(rule.spans for rule in rules if rule.dates)))
    return Hours(text, rules, week, len(plain) < len(rules), full)


def _refuse_without_openings(text: str, rules: tuple[Rule, ...]) -> None:
    """ "Su off" alone would close it on every other day too, which is hardly what is meant."""
    if not any(rule.spans for rule in rules):
        raise ImpossibleHours(
            text, "write before it when it is open, as Mo-Sa 09:00-17:00", "says only when it is closed"
        )


def _refuse_without_effect(parts: list[str], rules: tuple[Rule, ...]) -> None:
    """ "Dec 25 off; Mo-Fr 09:00-17:00" would be open on 25 December: the later rule takes its place."""
    for at, rule in enumerate(rules):
        for later, over in enumerate(rules[at + 1 :], at + 1):
            if over.spans != rule.spans and _hides(over, rule):
                said = f"{parts[later]!r} comes after it and takes its place, so write it last"
                raise ImpossibleHours(parts[at], said, "has no effect")


def _hides(over: Rule, rule: Rule) -> bool:
    """Whether a later rule takes the place of all of an earlier one, or of a date by being about every week."""
    if rule.dates and not over.dates and over.spans:
        return not over.weekdays or not rule.weekdays or bool(set(over.weekdays) & set(rule.weekdays))
    if over.weekdays and not set(rule.weekdays or range(7)) <= set(over.weekdays):
        return False
    return not over.dates or (bool(rule.dates) and rule.days() <= over.days())
