"""Kept copies of what takes long to make: used when they are whole and can be unpacked, made anew when they are not."""

from __future__ import annotations

from crisisaid.library.compiled import dump, load
from crisisaid.store.output import from_cache, keep_in_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def kept_or_made(cache: str, name: str, make: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    """What is kept under this name, else what ``make`` makes, kept from then on. ``cache`` is "" where nothing may be.

    The name has to tell everything that the copy depends on.
    """
    loaded = _unpacked(from_cache(cache, name)) if cache else None
    if loaded is not None:
        return loaded
    made = make()
    if cache:
        keep_in_cache(cache, name, dump(made))
    return made


def _unpacked(data: bytes | None) -> tuple[Any, ...] | None:
    """None when there is nothing, or nothing that this program can unpack: another one may have written it."""
    try:
        return load(data) if data is not None else None
    except (ValueError, EOFError, TypeError, IndexError):
        return None
