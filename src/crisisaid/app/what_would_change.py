"""What would change this, in words: what nobody knows yet and would raise the tier, and what is most worth asking."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.engine.what_if import what_if
from crisisaid.model.plain import wrap
from crisisaid.model.protocol import DECLINED, NO, RED_FLAG, SUPPORTER, UNSURE, YES
from crisisaid.model.summary import ItemLine, RiseLine, UnknownLine, WhatWouldChange
from crisisaid.model.tier import CALL_NOW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.engine.fold import Library
    from crisisaid.engine.what_if import Rise, Unknown, WhatIf
    from crisisaid.model.protocol import Item
    from crisisaid.model.state import State

LOOKED_AT = 15
"""So many sets are looked at: one that only names the same items again, at a lower tier, is not told."""

IN_A_SUMMARY = 4
"""And a fifth line for what is most worth asking next."""

ROWS = 3
TERMINAL = 76
"""Rows and columns for it on an ordinary terminal; what is most worth asking comes below them."""

KNOWN = {UNSURE: "You were not sure", DECLINED: "They did not want to say"}
NOT_KNOWN = "Not known yet"
YOU_DECLINED = "You did not want to say"


def what_would_change(library: Library, state: State) -> WhatWouldChange:
    """For the summary: at most four sets of answers, and the item most worth asking next; empty where none would."""
    found = what_if(library, state, most=LOOKED_AT)
    told = tuple(_lines(library, state, found))[:IN_A_SUMMARY]
    if found.ask_next is None:
        return WhatWouldChange(told)
    item = library[found.ask_next[0]].item(found.ask_next[1])
    line = ItemLine(*found.ask_next, item.label, item.kind == RED_FLAG)
    return WhatWouldChange(told, line, f"{_most_worth(item, state.about)}: {item.label}.")


def on_screen(library: Library, state: State) -> tuple[str, ...]:
    """For the key ``w``: what fits on three rows, then the item most worth asking next; () where nothing would.

    Only the first tier is spoken of, for a lower one that is shorter must not stand there in its place.
    """
    found = what_would_change(library, state)
    told, rows = [], 0
    for line in found.sets:
        needed = len(wrap(line.words, TERMINAL))
        if rows + needed <= ROWS and line.tier == found.sets[0].tier:
            told.append(line.words)
            rows += needed
    return (*told, found.ask_next_words) if found.ask_next else tuple(told)


def _most_worth(item: Item, about: str) -> str:
    if about == SUPPORTER:
        return "Most worth looking at next"
    return "Most worth looking for next" if item.how == "notice" else "Most worth asking next"


def _lines(library: Library, state: State, found: WhatIf) -> Iterator[RiseLine]:
    """Each choice of items once, at the highest tier that it leads to; what reads alike is told once too."""
    told: set[object] = set()
    for rise in (*found.rises, *found.onward):
        items = tuple((one.protocol, one.item) for one in rise.items)
        unknown = tuple(_unknown(library, one) for one in rise.items)
        said = f"{_what(unknown, state.about)} {_then(library, rise, unknown)}"
        if not {items, said} & told:
            yield RiseLine(rise.tier, said, unknown, rise.goes_on)
        told |= {items, said}


def _unknown(library: Library, one: Unknown) -> UnknownLine:
    item = library[one.protocol].item(one.item)
    return UnknownLine(one.protocol, one.item, item.label, one.known, one.answers, _answers(item, one.answers))


def _answers(item: Item, answers: tuple[str, ...]) -> str:
    """The answers that would do: of a scale the least of them, for whatever is above it would do as well."""
    points = [f'"{point.text.rstrip(".")}"' for point in (*item.scale, *item.options) if point.id in answers]
    if len(points) > 1 and item.scale and item.scale[-1].id in answers:
        points = [f"at least {points[0]}"]
    plain = [words.ANSWER_WORDS[answer] for answer in (YES, NO) if answer in answers]
    # Declined counts like unsure wherever it counts: it is in the data, and would only make the line longer.
    unsure = [words.ANSWER_WORDS[UNSURE]] if UNSURE in answers else []
    return (
        ", or ".join(part for part in (" or ".join((*points, *plain)), *unsure) if part) or words.ANSWER_WORDS[DECLINED]
    )


def _what(unknown: tuple[UnknownLine, ...], about: str) -> str:
    """What nobody knows, by why it is not known; beside others, with the answer that would do where it is not yes."""
    parts: dict[str, list[str]] = {}
    for one in unknown:
        lead = YOU_DECLINED if about == SUPPORTER and one.known == DECLINED else KNOWN.get(one.known, NOT_KNOWN)
        plain = len(unknown) == 1 or one.words == words.ANSWER_WORDS[YES]
        parts.setdefault(lead, []).append(one.label if plain else f"{one.label} ({one.words})")
    return " ".join(f"{lead}: {'; '.join(labels)}." for lead, labels in parts.items())


def _then(library: Library, rise: Rise, unknown: tuple[UnknownLine, ...]) -> str:
    """If so, what: the tier, which protocol comes next, or both; in an emergency the tier is enough."""
    so = unknown[0].words if len(unknown) == 1 else "both are so" if len(unknown) == 2 else "all of them are so"
    following = "; ".join(library[target].title for target in rise.goes_on)
    if not rise.tier:
        return f"If {so}, this comes next: {following}."
    onward = f", and this comes next: {following}" if following and rise.tier != CALL_NOW else ""
    return f"If {so}: {words.HEADLINES[rise.tier]}{onward}."
