"""What stands on a sheet: of everything that could be on it the most needed, until the page is full.

Contacts are left out whole, never cut, and the page says how many and where they are.
"""

from __future__ import annotations

from itertools import groupby

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crisisaid.model.sheet import Sheet, SheetEntry

ALWAYS = 0
"""Entries of this need stay, even where the page grows longer: emergency numbers, own people, the first crisis line."""


class Part(Record):
    """A section of the page: its heading, what is said under it, and its contacts with their numbers on the page."""

    heading: str
    about: tuple[str, ...]
    entries: tuple[tuple[int, SheetEntry], ...]


def fitted(sheet: Sheet, fits: Callable[[Sequence[SheetEntry]], bool]) -> tuple[SheetEntry, ...]:
    """The entries on the page, in its order. The most needed have first claim; what room is left goes to the next."""
    every = sheet.entries
    kept = [place for place, entry in enumerate(every) if entry.need == ALWAYS]
    others = (place for place, entry in enumerate(every) if entry.need != ALWAYS)
    for place in sorted(others, key=lambda one: (every[one].need, one)):
        tried = sorted((*kept, place))
        if fits([every[one] for one in tried]):
            kept = tried
    return tuple(every[one] for one in kept)


def parts(sheet: Sheet, entries: Sequence[SheetEntry]) -> tuple[Part, ...]:
    """The page's sections; contacts are numbered through, so that "the next one" is plain."""
    about = dict(sheet.about)
    grouped = groupby(enumerate(entries, 1), key=lambda pair: pair[1].section)
    return tuple(Part(heading, about.get(heading, ()), tuple(found)) for heading, found in grouped)


def closing(sheet: Sheet, entries: Sequence[SheetEntry]) -> tuple[str, ...]:
    """The last lines of the page; what is not on it comes first, then what there is not at all."""
    left = sheet.known - sum(bool(entry.ways) for entry in entries)
    return (*((f"{left} more: {sheet.more}",) if left > 0 else ()), *sheet.remarks, *sheet.foot)
