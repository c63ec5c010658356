"""What a stopped session left behind: reading it back, listing it, purging what is too old."""

from __future__ import annotations

import os
from zlib import crc32

from crisisaid.errors import JournalError
from crisisaid.model.event import Continued, FollowUp, Noted, Started
from crisisaid.model.record import Record
from crisisaid.store.guarded import is_own_folder, lock, open_own, read_whole
from crisisaid.store.lines import HEADER, TAKEN_UP, decode, decode_mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.event import Event, Used

LIMIT = 1_000_000
KEPT_FOR = 12 * 3600.0

PREFIX = "s-"
NAME_LENGTH = len(PREFIX) + 16

# fmt: off
WORDS = (
    "apple", "amber", "birch", "bridge", "cedar", "cloud", "coral", "creek",
    "daisy", "field", "forest", "garden", "harbour", "hazel", "island", "ivory",
    "lantern", "lemon", "linen", "maple", "meadow", "olive", "orchard", "paper",
    "pebble", "pine", "river", "silver", "stone", "thistle", "violet", "willow",
)
# fmt: on


class Waiting(Record):
    """A stopped session. ``code`` is two words to tell it from another; ``started_at`` is exact to the hour."""

    path: str
    started_at: float
    protocols: tuple[str, ...]
    events: int
    code: str


class Content(Record):
    """What can be read of a journal: ``good`` bytes of it, ``began`` and ``marked`` (last begun or taken up)."""

    began: float | None
    marked: float | None
    events: tuple[Event, ...]
    good: int
    remarks: tuple[str, ...]


def is_journal_name(name: str) -> bool:
    """Whether a file is named as this program names its journals."""
    return len(name) == NAME_LENGTH and name.startswith(PREFIX) and all(c in "0123456789abcdef" for c in name[2:])


def waiting(folder: str, now: float) -> tuple[Waiting, ...]:
    """Sessions that stopped less than 12 hours ago, newest first. Older ones are removed, running ones hidden."""
    found = [_stopped(path, now) for path in _journals(folder)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -one.started_at))


def read_back(path: str) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """The events up to the first damaged line, and what has to be said about them. Raises JournalError."""
    try:
        fd = open_own(path, os.O_RDONLY, LIMIT)
        try:
            content = read_content(fd)
        finally:
            os.close(fd)
    except (OSError, ValueError) as problem:
        raise cannot_be_read() from problem
    return content.events, content.remarks


def read_content(fd: int) -> Content:
    """Reads an open journal as far as it can be trusted."""
    lines = read_whole(fd, LIMIT).split(b"\n")
    torn = lines.pop()
    began = decode_mark(_text(lines[0]), HEADER) if lines else None
    if began is None:
        return Content(None, None, (), 0, ("Nothing in this session's file can be read.",))
    good, marked, events = len(lines[0]) + 1, began, []
    read = 1
    for line in lines[1:]:
        event, mark = decode(_text(line)), decode_mark(_text(line), TAKEN_UP)
        if event is None and mark is None:
            break
        if event is not None:
            events.append(event)
        marked = mark if mark is not None else marked
        good, read = good + len(line) + 1, read + 1
    return Content(began, marked, tuple(events), good, _remarks(events, len(lines) - read, bool(torn)))


def too_old(content: Content, changed_at: float, now: float) -> bool:
    """Whether it is 12 hours past, or its time lies so far ahead that a clock must have been wrong."""
    return abs(now - (changed_at if content.marked is None else content.marked)) >= KEPT_FOR


def cannot_be_read() -> JournalError:
    """What is said about a file that is gone, damaged or not ours."""
    return JournalError("This stopped session cannot be read.", "Start a new one; nothing was changed.")


def code_of(path: str) -> str:
    """Two plain words for a journal, always the same for the same file name."""
    number = crc32(os.path.basename(path).encode("utf-8", "replace"))
    return f"{WORDS[number % len(WORDS)]} {WORDS[number // len(WORDS) % len(WORDS)]}"


def _journals(folder: str) -> list[str]:
    if not is_own_folder(folder):
        return []
    try:
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if is_journal_name(name)]
    except OSError:
        return []


def _stopped(path: str, now: float) -> Waiting | None:
    try:
        fd = open_own(path, os.O_RDONLY, LIMIT)
    except OSError:
        return None
    try:
        # A running session holds the lock; this ends in BlockingIOError and the session is not listed.
        lock(fd, shared=True)
        content = read_content(fd)
        if too_old(content, os.fstat(fd).st_mtime, now):
            os.unlink(path)
            return None
    except OSError:
        return None
    finally:
        os.close(fd)
    if content.began is None or not content.events:
        return None
    ids = tuple(dict.fromkeys(used.id for used in _used(content.events)))
    return Waiting(path, content.began, ids, len(content.events), code_of(path))


def _used(events: tuple[Event, ...]) -> Iterator[Used]:
    for event in events:
        if isinstance(event, Started):
            yield from (used for used in (event.gate, event.chosen) if used is not None)
        elif isinstance(event, Continued):
            yield event.used


def _text(line: bytes) -> str:
    return line.decode("ascii", "replace")


def _remarks(events: list[Event], dropped: int, torn: bool) -> tuple[str, ...]:
    said = []
    if dropped:
        many = "1 entry was" if dropped == 1 else f"{dropped} entries were"
        said.append(f"The file is damaged: {many} left out at the end. Ask again what is missing.")
    elif torn:
        said.append("The last entry was not written whole and was left out. Ask it again.")
    if notes := sum(isinstance(event, Noted) for event in events):
        said.append(
            "The words of 1 note were not kept." if notes == 1 else f"The words of {notes} notes were not kept."
        )
    if any(isinstance(event, FollowUp) for event in events):
        said.append("If a time was agreed for the follow-up, it was not kept: note it again.")
    return tuple(said)
