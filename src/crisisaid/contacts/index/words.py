"""Index words: what of a contact can be found by words, and which spellings a slip may be put right to."""

from __future__ import annotations

import re

from crisisaid.contacts.index.needs_words import OF_KIND
from crisisaid.contacts.populations import group_words, groups_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisisaid.model.contact import Contact

SHORTEST = 4
"""Shorter words have too many neighbours to be put right."""
NEAR = 0.78
"""How alike two words must be (difflib's ratio) to be one word with a slip of the finger in it."""
WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


def text_of(contact: Contact) -> tuple[str, str, str, str, str]:
    """Name, what it is for, whom it is for, where it is, and what else is said of it."""
    return (
        contact.name,
        " ".join((*OF_KIND.get(contact.kind, ()), contact.kind.replace("-", " "))),
        " ".join((*contact.populations, *(group_words(group) for group in groups_of(contact)))),
        " ".join((contact.area, contact.region, contact.address)),
        " ".join((contact.note, contact.refer_how)),
    )


def spellings(texts: Iterable[str]) -> set[str]:
    """The words of four letters and more, small."""
    return {word for text in texts for word in WORD.findall(text.casefold())}


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word this one was probably meant to be; "" where none is near. Of equally near ones the first."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.casefold(), known, 1, NEAR)), "")
