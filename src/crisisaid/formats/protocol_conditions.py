"""Conditions in words that can be followed on paper: which item, which answer, and how many of them must be true.

``not`` is carried down to the single lines, so that no line has to be read backwards: "3.2 is no" instead of "not (3.2
is yes or nobody can say)". Three-valued logic allows it, and a paper that is walked by a test holds it against the
engine.
"""

from __future__ import annotations

from crisisaid.model.condition import Absent, All, AnyOf, AtLeast, ContextIs, Count, Not, Possible, Present, TierIn
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.formats.protocol_numbers import Numbers
    from crisisaid.model.condition import Condition, Literal
    from crisisaid.model.protocol import Item

NOBODY = ", or nobody can say"
NOT_KNOWN = ", or not known"
LEFT_OUT = ", or its step was left out"


class Said(Record):
    """One line about an item (``number`` is ``words``), a line about the tier, or ``words`` of the ``parts``."""

    words: str
    number: str = ""
    label: str = ""
    parts: tuple[Said, ...] = ()


def said(condition: Condition, numbers: Numbers, headlines: Mapping[str, str], *, no: bool = False) -> Said:
    """The condition in words; with ``no`` its opposite."""
    match condition:
        case Not(of):
            return said(of, numbers, headlines, no=not no)
        case All(of) | AnyOf(of) | Count(of=of):
            parts = tuple(said(part, numbers, headlines, no=no) for part in of)
            return _group(_wanted(condition, no=no), parts)
        case TierIn(tiers):
            return Said(f"the tier so far is {_tiers([headlines[tier] for tier in tiers], no=no)}")
        case _:
            item = numbers.items[condition.item]
            words = _opposite(condition, item) if no else _value(condition, item)
            if no and item.id not in numbers.always_asked:
                words += LEFT_OUT
            return Said(words, numbers.item[item.id], item.label)


def _tiers(words: list[str], *, no: bool) -> str:
    if not no:
        return " or ".join(words)
    return f"not {words[0]}" if len(words) == 1 else f"neither {' nor '.join(words)}"


def _wanted(condition: All | AnyOf | Count, *, no: bool) -> int:
    """How many parts must be true: 1 is any; a number as large as the list is all. The opposite turns it round."""
    size = len(condition.of)
    at_least = condition.at_least if isinstance(condition, Count) else size if isinstance(condition, All) else 1
    return size - at_least + 1 if no else at_least


def _group(wanted: int, parts: tuple[Said, ...]) -> Said:
    """A list of one is that one; a list of the same kind inside a list is taken into it."""
    if len(parts) == 1 and wanted == 1:
        return parts[0]
    words = "all of" if wanted == len(parts) else "any of" if wanted == 1 else f"at least {wanted} of"
    if not words.startswith("at least"):
        parts = tuple(flat for part in parts for flat in (part.parts if part.words == words else (part,)))
    return Said(words, parts=parts)


def _value(literal: Literal, item: Item) -> str:
    match literal:
        case Present():
            return _from(item, 1)
        case Possible():
            return _from(item, 1) + NOBODY
        case AtLeast(point=point, possible=possible):
            return _from(item, _place(item, point)) + (NOBODY if possible else "")
        case Absent():
            return "not confirmed"
        case ContextIs(option=option):
            return _option(item, option) + NOT_KNOWN


def _opposite(literal: Literal, item: Item) -> str:
    match literal:
        case Present():
            return _below(item, 1) + NOBODY
        case Possible():
            return _below(item, 1)
        case AtLeast(point=point, possible=possible):
            return _below(item, _place(item, point)) + ("" if possible else NOBODY)
        case Absent():
            return "confirmed"
        case ContextIs(option=option):
            return f"known, and not {_option(item, option)}"


def _place(item: Item, point: str) -> int:
    return next(place for place, one in enumerate(item.scale) if one.id == point)


def _option(item: Item, option: str) -> str:
    return next(f'"{one.text}"' for one in item.options if one.id == option)


def _from(item: Item, place: int) -> str:
    """Yes; on a scale this point or a more worrying one."""
    if not item.scale:
        return "yes"
    return f'"{item.scale[place].text}"' + (" or worse" if place < len(item.scale) - 1 else "")


def _below(item: Item, place: int) -> str:
    if not item.scale:
        return "no"
    return f'"{item.scale[0].text}"' if place == 1 else f'less than "{item.scale[place].text}"'


def sentence(one: Said) -> str:
    """A single line as a sentence, with the item's label behind it; of a list, what stands above it."""
    if one.parts:
        return f"{one.words} these {'is' if one.words == 'any of' else 'are'} true"
    return f"{one.number} is {one.words} ({one.label})" if one.number else one.words


def listed(one: Said, depth: int = 0) -> Iterator[tuple[int, str]]:
    """The lines below a list's first line, each with how deep it stands."""
    for part in one.parts:
        yield depth, sentence(part) + (":" if part.parts else "")
        yield from listed(part, depth + 1)


def in_a_line(one: Said) -> str:
    """All of it in one line, without labels, for an arrow of a picture."""
    if not one.parts:
        return f"{one.number} is {one.words}" if one.number else one.words
    kinds = {(part.words, bool(part.number)) for part in one.parts}
    if len(kinds) == 1 and one.parts[0].number:
        return f"{one.words} {', '.join(part.number for part in one.parts)}: {one.parts[0].words}"
    return f"{one.words} ({'; '.join(map(in_a_line, one.parts))})"
