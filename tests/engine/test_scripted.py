"""A session from given answers ends where the oracle says, and with the rest filled in nothing is left to ask."""

from __future__ import annotations

from random import Random

from crisisaid.engine.advance import next_prompt, still_to_continue
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import play, start
from crisisaid.model.event import Closed
from crisisaid.model.protocol import GATE
from crisisaid.model.state import AskItem, AskTogether

from . import build, random_protocols
from .oracle import judge
from .test_properties import all_items

CASES = 300


def drawn(seed: int) -> tuple[Random, list[build.Plain]]:
    rng = Random(seed)
    return rng, [random_protocols.protocol(rng, GATE, "g", least=2), *random_protocols.pair(rng)]


def test_a_scripted_session_ends_where_the_oracle_says() -> None:
    for seed in range(CASES):
        rng, plain = drawn(seed)
        shelf = build.library(*plain)
        answers = random_protocols.some(rng, random_protocols.facts(rng, plain), 7)
        channel = rng.choice(random_protocols.CHANNELS)
        events = play(shelf, start(shelf, "first", channel=channel), answers)
        state = fold(shelf, events)
        listed = [one for one in plain if one["id"] in {used.id for used in state.protocols}]
        assert isinstance(events[-1], Closed)
        assert still_to_continue(shelf, state) == ()
        assert state.disposition.tier == judge(listed, answers, channel, stopped=True)["tier"], seed


def test_filled_in_nothing_is_left_to_ask() -> None:
    for seed in range(CASES):
        rng, plain = drawn(seed)
        shelf, items = build.library(*plain), all_items(plain)
        answers = random_protocols.some(rng, random_protocols.facts(rng, plain), 3)
        events = play(shelf, start(shelf, "first", channel="in_person"), answers, fill=True)
        state = fold(shelf, events)
        assert {key: word for key, word in state.answers.items() if key in answers} == {
            key: word for key, word in answers.items() if word != build.SKIP
        }
        filled = {key: word for key, word in state.answers.items() if key not in answers}
        assert filled == {key: random_protocols.safest(items[key]) for key in filled}
        before_the_end = fold(shelf, events[:-1])
        assert not isinstance(next_prompt(shelf, before_the_end), AskItem | AskTogether), seed
