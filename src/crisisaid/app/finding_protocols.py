"""What is going on, in a supporter's own words -> the protocols that speak of it."""

from __future__ import annotations

from crisisaid.model.protocol import GATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.library.shelf import Entry

_SMALL = frozenset(
    ("a", "and", "are", "for", "has", "have", "her", "him", "his", "the", "their", "them", "they", "she", "was", "with")
)


def best_matches(entries: tuple[Entry, ...], typed: str) -> tuple[Entry, ...]:
    """At most three protocols whose names or sayings share words with what was typed, the nearest first."""
    wanted = _stems(typed)
    found = []
    for entry in entries:
        if entry.id == GATE:
            continue
        known = _stems(" ".join((entry.id.replace("-", " "), entry.title, entry.summary, *entry.said_as)))
        shared = len(wanted & known)
        if shared:
            found.append((-shared, entry.id, entry))
    return tuple(entry for _, _, entry in sorted(found, key=lambda row: row[:2])[:3])


def _stems(text: str) -> frozenset[str]:
    plain = "".join(char if char.isalnum() else " " for char in text.casefold())
    return frozenset(_stem(word) for word in plain.split() if len(word) > 2 and word not in _SMALL)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "al", "e", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
