"""Conditions with one fault in one of their parts, conditions when an item is not asked, and their plainest form."""

from __future__ import annotations

from crisisaid.engine.answers import rank_on_scale
from crisisaid.engine.evaluate import literals
from crisisaid.model.condition import ALWAYS, All, AnyOf, AtLeast, Count, Not, Possible, Present
from crisisaid.proof.mutants_words import group_in_words, in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.model.condition import Condition
    from crisisaid.model.protocol import Item

    Change = tuple[str, str, Condition]
    """Kind of fault, what is wrong (the middle of a sentence), the condition with it."""

NEVER = AnyOf(())
"""A condition that nothing meets."""


def changed(condition: Condition, items: Mapping[str, Item]) -> Iterator[Change]:
    """The condition with one fault, for every part of it and every fault; ``items`` are those of its protocol."""
    match condition:
        case All(of) | AnyOf(of) | Count(of=of):
            if len(of) > 1:
                yield from _of_group(condition)
            for place, part in enumerate(of):
                for operator, what, instead in changed(part, items):
                    yield operator, what, _with_part(condition, place, instead)
        case Present() | Possible() | AtLeast():
            yield from _of_sign(condition, items[condition.item])


def _with_part(group: All | AnyOf | Count, place: int, *instead: Condition) -> All | AnyOf | Count:
    of = (*group.of[:place], *instead, *group.of[place + 1 :])
    if isinstance(group, Count):
        return Count(min(group.at_least, len(of)), of)
    return group.but(of=of)


def _of_group(group: All | AnyOf | Count) -> Iterator[Change]:
    size = len(group.of)
    match group:
        case All(of):
            yield "all-to-any", f"one is enough where {group_in_words(group)} must be true", AnyOf(of)
        case AnyOf(of):
            yield "any-to-all", f"all must be true where {group_in_words(group)} is enough", All(of)
        case Count(least, of):
            if least > 1:
                yield "count-down", f"{least - 1} instead of {least} of {size} are enough", Count(least - 1, of)
            if least < size:
                yield "count-up", f"{least + 1} instead of {least} of {size} are needed", Count(least + 1, of)
    for place, part in enumerate(group.of):
        yield "part-dropped", f"this part is missing: {in_words(part)}", _with_part(group, place)


def _of_sign(sign: Present | Possible | AtLeast, item: Item) -> Iterator[Change]:
    if isinstance(sign, Present):
        yield "unsure-added", f'"unsure" counts for {item.id} as if it were clear', Possible(item.id)
    elif isinstance(sign, Possible):
        yield "unsure-lost", f'"unsure" no longer counts for {item.id}', Present(item.id)
    elif sign.possible:
        yield "unsure-lost", f'"unsure" no longer counts for {item.id}', sign.but(possible=False)
    else:
        yield "unsure-added", f'"unsure" counts for {item.id} as if it were clear', sign.but(possible=True)
    if item.scale:
        yield from _points_beside(sign, item)


def _points_beside(sign: Present | Possible | AtLeast, item: Item) -> Iterator[Change]:
    """One point higher or lower on its scale; the lowest point is never one that counts."""
    here, unsure = 1, isinstance(sign, Possible)
    if isinstance(sign, AtLeast):
        here, unsure = rank_on_scale(item, sign.point), sign.possible
    for operator, there in (("point-down", here - 1), ("point-up", here + 1)):
        if 0 < there < len(item.scale):
            point, old = item.scale[there].id, item.scale[here].id
            yield operator, f"{item.id} counts from {point} on, not from {old} on", AtLeast(item.id, point, unsure)


def plainest(condition: Condition) -> Condition:
    """The same condition whatever its order; no groups of one, counts of one or all, lists in lists, repetition."""
    match condition:
        case All(of) | AnyOf(of) | Count(of=of):
            parts = tuple(plainest(part) for part in of)
            return _plainest_group(condition, parts)
        case Not(of):
            return Not(plainest(of))
    return condition


def _plainest_group(group: All | AnyOf | Count, parts: tuple[Condition, ...]) -> Condition:
    size = len(parts)
    wanted = group.at_least if isinstance(group, Count) else size if isinstance(group, All) else 1
    if isinstance(group, Count) and wanted not in (1, size):
        return Count(wanted, parts)
    kind = All if isinstance(group, All) or wanted > 1 else AnyOf
    flat = {inner for part in parts for inner in (part.of if isinstance(part, kind) else (part,))}
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(sorted(flat, key=repr)))


def without(condition: Condition, item_id: str) -> Condition:
    """The condition when this item is never asked: what needs it fails. The very same where it is not spoken of."""
    if all(literal.item != item_id for literal in literals(condition)):
        return condition
    match condition:
        case All(of) | AnyOf(of) | Count(of=of):
            return _shrunk(condition, [without(part, item_id) for part in of])
        case Not(of):
            inner = without(of, item_id)
            return ALWAYS if inner == NEVER else Not(inner)
        case _:
            return NEVER


def _shrunk(group: All | AnyOf | Count, parts: list[Condition]) -> Condition:
    left = tuple(part for part in parts if part != NEVER)
    if isinstance(group, All):
        return All(left) if len(left) == len(parts) else NEVER
    if isinstance(group, Count):
        return Count(group.at_least, left) if len(left) >= group.at_least else NEVER
    return AnyOf(left)
