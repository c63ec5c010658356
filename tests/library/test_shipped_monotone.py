"""More concern never means less help, on the protocols that ship: seeded pairs of sessions that differ in one answer.

CRISISAID_PAIRS sets how many pairs a protocol: few, since tests/proof proves the same over all answers.
"""

from __future__ import annotations

import os
import random

import pytest

from crisisaid.engine.answers import SKIPPED
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import play, start
from crisisaid.model.protocol import CONTEXT, DECLINED, GATE, NO, PROTECTIVE, UNSURE, YES, Item
from crisisaid.model.tier import RANK
from shipped import LIBRARY

PAIRS = int(os.environ.get("CRISISAID_PAIRS", "60"))
NOT_ASKED = ""


def ladder(item: Item) -> tuple[str, ...]:
    """The answers from least to most concerning."""
    if item.scale:
        return tuple(point.id for point in item.scale)
    return (YES, NO) if item.kind == PROTECTIVE else (NO, YES)


def any_answers(items: dict[tuple[str, str], Item], rng: random.Random) -> dict[tuple[str, str], str]:
    """A session: some with hardly anything noted, where one answer decides, some with much."""
    quiet = rng.choice((1.0, 0.97, 0.9, 0.6))
    return {key: _any_answer(item, rng, quiet) for key, item in items.items() if not item.same_as}


def _any_answer(item: Item, rng: random.Random, quiet: float) -> str:
    known = tuple(option.id for option in item.options) or ladder(item)
    return known[0] if rng.random() < quiet else rng.choice((*known, UNSURE, DECLINED, SKIPPED, NOT_ASKED))


def worse(item: Item, answer: str, rng: random.Random) -> str:
    """An answer of at least as much concern: further up, or nobody can say where the safest was said."""
    steps = ladder(item)
    above = steps[steps.index(answer) + 1 :] if answer in steps else ()
    unknown = (UNSURE, DECLINED, SKIPPED, NOT_ASKED) if answer == steps[0] else ()
    return rng.choice((*above, *unknown) or (answer,))


def tier_of(protocol: str, answers: dict[tuple[str, str], str], channel: str) -> int:
    given = {key: answer for key, answer in answers.items() if answer != NOT_ASKED}
    events = play(LIBRARY, start(LIBRARY, protocol, channel=channel, country="GB", about="person"), given)
    return RANK[fold(LIBRARY, events).disposition.tier]


@pytest.mark.parametrize("protocol", sorted(LIBRARY))
def test_one_worse_answer_never_means_less_help(protocol: str) -> None:
    rng = random.Random(20261123)
    items = {(name, item.id): item for name in dict.fromkeys((GATE, protocol)) for item in LIBRARY[name].items()}
    ordered = [key for key, item in items.items() if item.kind != CONTEXT and not item.same_as]
    changed = 0
    for _ in range(PAIRS):
        channel = rng.choice(("in_person", "phone", "text_chat"))
        answers = any_answers(items, rng)
        key = rng.choice(ordered)
        more = {**answers, key: worse(items[key], answers[key], rng)}
        before, after = tier_of(protocol, answers, channel), tier_of(protocol, more, channel)
        assert after >= before, (key, answers[key], more[key], {k: a for k, a in answers.items() if a})
        changed += after > before
    assert changed > PAIRS // 20, "too few pairs decide anything: this test would see nothing"


@pytest.mark.parametrize("protocol", sorted(LIBRARY))
def test_the_same_pairs_see_a_threshold_that_is_turned_round(protocol: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control itself: let "unsure" count as no, and the same pairs must find less help for more concern."""
    from crisisaid.engine import evaluate, weigh

    monkeypatch.setattr(evaluate, "NOBODY_KNOWS", ())
    monkeypatch.setattr(weigh, "is_unknown_red", lambda *_: False)
    monkeypatch.setattr(weigh, "_floor", lambda *_, **__: iter(()))
    rng = random.Random(7)
    items = {(name, item.id): item for name in dict.fromkeys((GATE, protocol)) for item in LIBRARY[name].items()}
    lower = 0
    for _ in range(PAIRS):
        answers = any_answers(items, rng)
        red = [
            key for key, item in items.items() if item.tier and not item.same_as and answers[key] == ladder(item)[-1]
        ]
        if red:
            key = rng.choice(red)
            lower += tier_of(protocol, {**answers, key: UNSURE}, "phone") < tier_of(protocol, answers, "phone")
    assert lower
