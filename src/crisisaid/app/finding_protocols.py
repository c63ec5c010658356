"""What is going on, in a supporter's own words -> the protocols that speak of it, the nearest first."""

from __future__ import annotations

from math import log

from crisisaid.model.protocol import GATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisisaid.library.shelf import Entry

MOST = 3
"""More than this nobody compares with somebody on the line."""

NEAR = 0.8
"""How alike two words must be (difflib's ratio) to be the same word with a slip of the finger in it."""

LONGEST = 200
"""So much of what was typed is looked at."""

_LITTLE = """
    a about am an and any are at be been but by can do does for from get gets got had has have having he her him his how
    i in is it its just keep keeps like me my of on or our out says she so some somebody someone something that the
    their them themselves they this to too up us very was we were what when who will with you your
"""
_SMALL = frozenset(_LITTLE.split())


def best_matches(entries: Sequence[Entry], typed: str) -> tuple[Entry, ...]:
    """At most three protocols whose sayings, names or summaries share words with what was typed.

    A word counts the more, the fewer protocols use it; a saying counts whole, so that "took pills" finds the protocol
    somebody would say it of. Words that are known nowhere are taken for the nearest known ones.
    """
    pages = [_Page(entry) for entry in entries if entry.id != GATE]
    weight = _weights(pages)
    wanted = _known(typed, pages, weight)
    found = [(page.likeness(wanted, weight), page.entry) for page in pages]
    best = max((likeness for likeness, _ in found), default=0.0)
    near = [(-likeness, entry.id, entry) for likeness, entry in found if likeness > best / 3]
    return tuple(entry for _, _, entry in sorted(near, key=lambda row: row[:2])[:MOST])


class _Page:
    """The words of one protocol: its sayings each for itself, and all that its entry says."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.sayings = [_stems(text) for text in (*entry.said_as, entry.title, entry.id.replace("-", " "))]
        self.words = frozenset().union(*self.sayings, _stems(entry.summary))
        self.spellings = _words(" ".join((*entry.said_as, entry.title, entry.summary)))

    def likeness(self, wanted: frozenset[str], weight: dict[str, float]) -> float:
        """How much of what was typed is in one saying, and how much anywhere in the entry."""
        whole = max(_sum(wanted & saying, weight) ** 2 / (_sum(saying, weight) or 1) for saying in self.sayings)
        return whole + _sum(wanted & self.words, weight) / 2


def _sum(words: Iterable[str], weight: dict[str, float]) -> float:
    return sum(weight[word] for word in words)


def _weights(pages: list[_Page]) -> dict[str, float]:
    """A word that few protocols use says more (inverse document frequency)."""
    count: dict[str, int] = {}
    for page in pages:
        for word in page.words:
            count[word] = count.get(word, 0) + 1
    return {word: log(1 + len(pages) / used) for word, used in count.items()}


def _known(typed: str, pages: list[_Page], weight: dict[str, float]) -> frozenset[str]:
    """The words as the protocols spell them; one that nothing is near to is left out."""
    from difflib import get_close_matches

    spellings = sorted({word for page in pages for word in page.spellings})
    known = set()
    for word in _words(typed[:LONGEST]):
        near = [word] if _stem(word) in weight else get_close_matches(word, spellings, n=1, cutoff=NEAR)
        known |= {_stem(one) for one in near}
    return frozenset(known & weight.keys())


def _words(text: str) -> list[str]:
    plain = "".join(char if char.isalnum() else " " for char in text.casefold().replace("'", ""))
    return [word for word in plain.split() if len(word) > 1 and word not in _SMALL]


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _words(text))


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ies", "ied", "ed", "es", "al", "ly", "e", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) > (3 if ending == "ing" else 2):
            stem = word.removesuffix(ending)
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return word
