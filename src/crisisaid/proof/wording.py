"""Wording: texts that say the same place in other words, and lines that were put in or taken out."""

from __future__ import annotations

from difflib import SequenceMatcher

from crisisaid.model.comparison import MAJOR, MINOR, Change, Wording
from crisisaid.model.protocol import Guidance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeVar

    from crisisaid.model.protocol import Item, Never, Point, Protocol, Step, Threshold
    from crisisaid.model.record import Record

    Part = TypeVar("Part", Step, Item, Never, Point, Threshold)

TEXTS = (
    "title",
    "summary",
    "prompt",
    "why",
    "label",
    "text",
    "second_hand",
    "listen_for",
    "clarify",
    "because",
    "says",
)
"""Fields of one text."""
TO_DO = ("do", "say", "say_second_hand", "avoid")
"""Lists of what to do and say: a line more or less is help more or less."""
ABOUT = ("said_as", "audience", "not_for", "notes", "review_by")
"""What a protocol says of itself."""

Told = Wording | Change


def told_otherwise(before: Protocol, now: Protocol) -> tuple[list[Wording], list[Change]]:
    """Every text of two versions that is not the same, in the order of the page; what is only in one is left out."""
    found = list(_of_protocol(before, now))
    words = [one for one in found if isinstance(one, Wording)]
    return words, [one for one in found if isinstance(one, Change)]


def _of_protocol(before: Protocol, now: Protocol) -> Iterator[Told]:
    for field in ("title", "summary", *ABOUT):
        yield from _lines("protocol", field, _as_lines(getattr(before, field)), _as_lines(getattr(now, field)))
    yield from _of_steps(before, now)
    for part in ("thresholds", "never"):
        for one, other in _same(getattr(before, part), getattr(now, part)):
            yield from _fields(one.id, one, other)
    yield from _of_situations(before, now)
    for name in ("sources", "needs_review"):
        old, new = ([_shown(entry) for entry in getattr(version, name)] for version in (before, now))
        yield from _lines("protocol", name, old, new)


def _of_steps(before: Protocol, now: Protocol) -> Iterator[Told]:
    for one, other in _same(before.steps, now.steps):
        if type(one) is type(other):
            yield from _of_step(one, other)
    for item, changed in _same(before.items(), now.items()):
        yield from _fields(item.id, item, changed)
        for old, new in ((item.scale, changed.scale), (item.options, changed.options)):
            for point, said in _same(old, new):
                yield from _fields(f"{item.id}: {point.id}", point, said)


def _of_step(one: Step, other: Step) -> Iterator[Told]:
    yield from _fields(one.id, one, other)
    old, new = (step.timer if isinstance(step, Guidance) else None for step in (one, other))
    if old and new and old.then != new.then:
        yield Wording(one.id, "timer", old.then, new.then)
    for field in TO_DO:
        yield from _lines(one.id, field, getattr(one, field, ()), getattr(other, field, ()), "steps")


def _of_situations(before: Protocol, now: Protocol) -> Iterator[Told]:
    kinds = {one.kind: one for one in now.situations}
    for one in before.situations:
        for field in (*TO_DO, "sources") if one.kind in kinds else ():
            lines = (getattr(one, field, ()), getattr(kinds[one.kind], field, ()))
            yield from _lines(one.kind, field, *lines, "steps" if field in TO_DO else "")


def _fields(about: str, one: Record, other: Record) -> Iterator[Told]:
    for field in TEXTS:
        texts = [getattr(version, field, "") for version in (one, other)]
        if texts[0] != texts[1]:
            yield Wording(about, field, *texts)
    sources = [", ".join(getattr(version, "sources", ())) for version in (one, other)]
    if sources[0] != sources[1]:
        yield Wording(about, "sources", *sources)


def _lines(about: str, field: str, before: Sequence[str], now: Sequence[str], part: str = "") -> Iterator[Told]:
    """Lines that were put in other words; with ``part`` one that is in or out counts as a change of what is done."""
    kept_before, kept_now = [line for line in before if line in now], [line for line in now if line in before]
    if part and kept_before != kept_now:
        yield Change(MINOR, part, about, f"The lines of {_word(field)} stand in another order.")
    for tag, low, high, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        old = [line for line in before[low:high] if tag != "equal" and line not in now]
        new = [line for line in now[start:end] if tag != "equal" and line not in before]
        yield from (Wording(about, field, one, other) for one, other in zip(old, new, strict=False))
        for gone in old[len(new) :]:
            yield (
                Change(MAJOR, part, about, f"A line of {_word(field)} is taken out: {gone}")
                if part
                else Wording(about, field, gone, "")
            )
        for more in new[len(old) :]:
            yield (
                Change(MINOR, part, about, f"A line of {_word(field)} is new: {more}")
                if part
                else Wording(about, field, "", more)
            )


def _word(field: str) -> str:
    return f'"{field.replace("_", " ")}"'


def _same(before: Sequence[Part], now: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """What both versions have, by its id."""
    known = {one.id: one for one in now}
    for one in before:
        if one.id in known:
            yield one, known[one.id]


def _as_lines(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.splitlines()) if isinstance(value, str) else value


def _shown(entry: Record) -> str:
    return ", ".join(", ".join(part) if isinstance(part, tuple) else part for part in entry.values() if part)
