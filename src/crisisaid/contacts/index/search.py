"""Index search: services by what a person needs, in the words of whoever looks; the nearest first.

First all the words, then other words for the same needs, then words put right that nobody uses, at last any of them.
What is typed is never taken for commands of the database.
"""

from __future__ import annotations

from string import punctuation

from crisisaid.contacts.index.needs_words import phrases
from crisisaid.contacts.index.queries import entry_at
from crisisaid.contacts.index.words import SHORTEST, nearest
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from crisisaid.model.contact import Contact

LIMIT = 20
MOST_WORDS = 12
LONGEST = 200
"""So much of what was typed is looked at."""
LETTERS_APART = 2
SHORTEST_BEGINNING = 3
SIGNS = frozenset(punctuation) - frozenset("'-") | frozenset("\u2018\u201c\u201d\u201e\u00ab\u00bb")
"""They divide words; an apostrophe and a hyphen may stand inside one."""

# nearness: 0 for the region that was named (or any, where none was), 1 for the whole country, 2 for another part.
TEXT = """
SELECT CASE WHEN :region = '' OR service.region = :region THEN 0 WHEN service.region = '' THEN 1 ELSE 2 END AS nearness,
    service.place
FROM service_words JOIN service ON service.place = service_words.rowid
WHERE service_words MATCH :text AND (:country = '' OR service.country = :country)
ORDER BY nearness, bm25(service_words, 4.0, 4.0, 2.0, 2.0, 1.0), service.place
LIMIT :most
"""
# Where there is no text index: the same, letter by letter.
LETTERS = """
SELECT CASE WHEN :region = '' OR service.region = :region THEN 0 WHEN service.region = '' THEN 1 ELSE 2 END AS nearness,
    service.place
FROM service JOIN entry ON entry.place = service.place
WHERE (:country = '' OR service.country = :country)
AND lower(entry.name || ' ' || entry.kind || ' ' || entry.populations || ' ' || entry.area || ' ' || entry.region
    || ' ' || entry.address || ' ' || entry.note || ' ' || entry.refer_how) LIKE :letters
ORDER BY nearness, service.place
"""
HAS_TEXT = "SELECT value FROM about WHERE name = 'text_index'"
SPELLINGS = "SELECT word FROM spelling WHERE length(word) BETWEEN :shortest AND :longest ORDER BY many DESC, word"
USED = "SELECT count(*) FROM spelling WHERE word = :word OR (word > :word AND word < :behind)"

NO_TEXT_INDEX = (
    "This Python has no full-text index: words were compared letter by letter, without other words for them."
)
READ_AS = "Nothing has {typed!r}; read as {word!r}."


ALL_WORDS, PUT_RIGHT, ANY_WORD = 0, 1, 2


class Found(Record):
    """What was found, the nearest first, and what has to be said about the search, in whole sentences.

    ``step`` says how far the search had to go: ALL_WORDS (or other words for them), PUT_RIGHT or ANY_WORD.
    """

    contacts: tuple[Contact, ...] = ()
    remarks: tuple[str, ...] = ()
    step: int = ALL_WORDS


class Places(Record):
    """The same by places in the index."""

    places: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
    step: int = ALL_WORDS


def search(connection: Any, words: str, country: str = "", region: str = "", limit: int = LIMIT) -> Found:
    """The services in use that speak of what is needed; "" is every country, and a region only comes first."""
    found = places_of(connection, words, country, region, limit)
    return Found(tuple(entry_at(connection, place) for place in found.places), found.remarks, found.step)


def places_of(connection: Any, words: str, country: str = "", region: str = "", limit: int = LIMIT) -> Places:
    """The places of what speaks of what is needed, step by step until there is something."""
    typed = typed_words(words)
    if not typed or limit < 1:
        return Places()
    asked = {"country": country, "region": region, "most": limit}
    if not _has_text_index(connection):
        return Places(_letter_by_letter(connection, phrases(typed), asked)[:limit], (NO_TEXT_INDEX,))
    found = _all_of_them(connection, phrases(typed), asked)
    if found:
        return Places(found)
    right, remarks = _put_right(connection, typed)
    found = _all_of_them(connection, phrases(right), asked) if remarks else ()
    if found:
        return Places(found, remarks, PUT_RIGHT)
    return Places(_any_of_them(connection, phrases(right), asked), remarks, ANY_WORD)


def typed_words(words: str) -> list[str]:
    """What was typed, word by word, as far as there is a letter or digit in it."""
    plain = "".join(sign if sign.isprintable() and sign not in SIGNS else " " for sign in words[:LONGEST])
    pieces = (piece.strip("'-") for piece in plain.split())
    return [piece for piece in pieces if any(sign.isalnum() for sign in piece)][:MOST_WORDS]


def _all_of_them(connection: Any, wanted: Sequence[tuple[str, ...]], asked: dict[str, Any]) -> tuple[int, ...]:
    """What has all that was typed itself, then what has other words for it."""
    texts = [" AND ".join(_term(said) for said, *_ in wanted)]
    if any(others for _, *others in wanted):
        texts.append(" AND ".join(f"({_any(ways)})" for ways in wanted))
    return _places(connection, texts, asked)


def _any_of_them(connection: Any, wanted: Sequence[tuple[str, ...]], asked: dict[str, Any]) -> tuple[int, ...]:
    return _places(
        connection, [_any([said for said, *_ in wanted]), _any([way for ways in wanted for way in ways])], asked
    )


def _any(ways: Sequence[str]) -> str:
    return " OR ".join(_term(way) for way in ways)


def _term(said: str) -> str:
    """A word or phrase in the text index's own quotes, so that nothing in it is a command.

    Of a single word longer ones count, too; of a phrase that would go through every word that begins like its last.
    """
    return f'"{said}"' if " " in said or len(said) < SHORTEST_BEGINNING else f'"{said}"*'


def _places(connection: Any, texts: Sequence[str], asked: dict[str, Any]) -> tuple[int, ...]:
    """What the texts find, one after the other; the region that was named comes before either."""
    rows = [row for text in texts for row in connection.execute(TEXT, {**asked, "text": text})]
    rows.sort(key=lambda row: row[0])
    return tuple(dict.fromkeys(place for _, place in rows))[: asked["most"]]


def _has_text_index(connection: Any) -> bool:
    """Whether there is one, and this Python can read it."""
    from sqlite3 import OperationalError

    if connection.execute(HAS_TEXT).fetchone() != ("fts5",):
        return False
    try:
        connection.execute("SELECT rowid FROM service_words WHERE service_words MATCH 'a' LIMIT 1")
    except OperationalError as problem:
        if "no such module" in str(problem):
            return False
        raise
    return True


def _put_right(connection: Any, typed: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The words as somebody writes them, and what was read otherwise than it was typed."""
    right, remarks = [], []
    for word in typed:
        read = "" if _is_used(connection, word) else _nearest(connection, word)
        right.append(read or word)
        remarks += [READ_AS.format(typed=word, word=read)] if read else []
    return right, tuple(remarks)


def _is_used(connection: Any, word: str) -> bool:
    small = word.casefold()
    (many,) = connection.execute(USED, {"word": small, "behind": f"{small}\U0010ffff"}).fetchone()
    return bool(many)


def _nearest(connection: Any, word: str) -> str:
    if len(word) < SHORTEST:
        return ""
    lengths = {"shortest": len(word) - LETTERS_APART, "longest": len(word) + LETTERS_APART}
    used = [known for (known,) in connection.execute(SPELLINGS, lengths)]
    # Words for needs count too: nobody may write "bereavement", but there is help under other words for it.
    return nearest(word, [*used, *_needs(lengths)])


def _needs(lengths: dict[str, int]) -> list[str]:
    from crisisaid.contacts.index.needs_words import single_words

    return [word for word in single_words() if lengths["shortest"] <= len(word) <= lengths["longest"]]


def _letter_by_letter(connection: Any, wanted: Sequence[tuple[str, ...]], asked: dict[str, Any]) -> tuple[int, ...]:
    """The places that have every phrase, itself or by another word for it."""
    kept: dict[int, tuple[int, bool, int]] = {}
    for number, ways in enumerate(wanted):
        found = {place: (near, other > 0, place) for other, near, place in _with_letters(connection, ways, asked)}
        kept = {place: max(kept[place], found[place]) for place in kept if place in found} if number else found
    return tuple(sorted(kept, key=kept.__getitem__))


def _with_letters(connection: Any, ways: Sequence[str], asked: dict[str, Any]) -> Iterator[tuple[int, int, int]]:
    """The other words first, so that whoever has what was typed itself is told of last, and counts by that."""
    for other, way in reversed(list(enumerate(ways))):
        for near, place in connection.execute(LETTERS, {**asked, "letters": f"%{way.lower()}%"}):
            yield other, near, place
