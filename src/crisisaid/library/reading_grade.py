"""How many years of school does a text need? The Flesch-Kincaid grade, for what is said aloud.

Source of the formula: Kincaid, Fishburne, Rogers and Chissom, Research Branch Report 8-75, 1975. Syllables are counted
by spelling; the tests hold both against a pronouncing dictionary.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?:;]+(?=\s|$)|[.!?]+[\"”]")
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?:(?<![sxzcg])(?<![sc]h)(?<![^aeiouy]l)es|(?<![aeiouytdl])(?<![^aeiouy]l)ed|(?<![^aeiouy][lr])e)$"
)
_INSIDE = re.compile(
    r"(?<=[aeiouy][mfvtlknr])e(?=(?:ly|ment|ful|less|ness|body|thing|one|where|line|guard|ty|ry|times?)$)"
)
_APART = re.compile(r"(?:ia|io(?!u|n)|[^aeiou]uou|ua(?!r)|[eouy]ing|(?<!t)ier$|ui(?=c?id)|uiet|dn't|sn't|ism$|thm$)")


def reading_grade(text: str) -> float:
    """The school grade (United States) at which a text is read with ease; 0.0 for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE.split(text) if _WORD.search(part or ""))
    return 0.39 * len(words) / max(1, sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """About how many syllables an English word has, by its spelling; at least one."""
    plain = word.casefold().removesuffix("'s")
    if len(plain) <= 3:
        return max(1, len(_VOWELS.findall(plain)) if plain.endswith(("y", "o", "a")) else 1)
    heard = _INSIDE.sub("", _SILENT.sub("", plain))
    return max(1, len(_VOWELS.findall(heard)) + len(_APART.findall(plain)))
