"""Patterns of answers in words: one thing a line, each with its label and its id."""

from __future__ import annotations

from crisisaid.model.comparison import EITHER, ONLY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.comparison import Said

KNOWN_ALREADY = "*"
"""Behind an answer that another protocol has brought along."""

STATES = {"not_applicable": "not asked", "not_asked": "not reached", "unseen": "out of sight on this channel"}
NAMES = {
    "missing": ("a red flag was not asked", "no other red flag was left out"),
    "concern": ("something of concern was noted", "nothing else of concern was noted"),
}
"""What the program itself counts, in every protocol: DESIGN rule 3."""

Line = tuple[int, str]
"""How deep it stands, and what it says."""


def in_lines(said: Said, depth: int = 0) -> Iterator[Line]:
    """One line of a pattern with what stands below it."""
    if not said.of:
        yield depth, _answer(said)
        return
    if said.name and _is_any(said):
        yield depth, f"{NAMES[said.name][0]} ({len(said.of)} could be)"
    elif said.name and said.counts == ((0, 0),):
        yield depth, f"{NAMES[said.name][1]} ({len(said.of)} could be)"
    else:
        yield depth, f"{_count(said)}:"
        for part in said.of:
            yield from in_lines(part, depth + 1)


def _is_any(said: Said) -> bool:
    return said.counts == ((1, len(said.of)),)


def _count(said: Said) -> str:
    """How many of a list are so."""
    size = len(said.of)
    if said.counts == ((0, 0),):
        return "neither of these is so" if size == 2 else "none of these is so"
    if _is_any(said):
        return "one of these is so, or both" if size == 2 else f"at least 1 of these {size} is so"
    return "of these " + f"{size}, " + " or ".join(_range(low, high, size) for low, high in said.counts) + " are so"


def _range(low: int, high: int, size: int) -> str:
    if low == high:
        return "all" if low == size else f"exactly {low}"
    if high == size:
        return f"at least {low}"
    return f"at most {high}" if low == 0 else f"{low} to {high}"


def _answer(said: Said) -> str:
    words = _words(said)
    if said.in_version in ("before", "now"):
        words = f"{said.in_version} {words}"
    elif said.in_version.startswith(ONLY):
        words += " (asked before, not now)" if said.in_version.endswith("before") else " (not asked before)"
    elif said.in_version == EITHER:
        words += " (wherever it is asked)"
    if not said.protocol:
        return f"{said.label}: {words.replace('_', ' ').upper()}"
    return f"{said.label} ({said.item}): {words}"


def _words(said: Said) -> str:
    """The answers in as few words as say the same."""
    left = [word for word in said.known if word not in said.answers]
    if len(left) == 1 and len(said.answers) > 2:
        return f"anything but {_one(left[0])}"
    upper = _upper_end(said)
    listed = [f"at least {_one(upper[0])}"] if upper else []
    listed += [_one(word) for word in _in_order(said) if word not in upper]
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}"


def _upper_end(said: Said) -> tuple[str, ...]:
    """The points of a scale from one up to the last, where two or more of them are meant."""
    for start in range(len(said.scale) - 1):
        above = said.scale[start:]
        if all(point in said.answers for point in above):
            return above
    return ()


def _in_order(said: Said) -> list[str]:
    """The answers with the points of a scale first, from the least concerning."""
    points = [point for point in said.scale if point in said.answers]
    return points + [word for word in said.answers if word not in points]


def _one(word: str) -> str:
    if word.endswith(KNOWN_ALREADY):
        return f"{_one(word.removesuffix(KNOWN_ALREADY))} (known already)"
    return STATES.get(word, word.replace("_", " "))
