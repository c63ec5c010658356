"""The quick way through a session is the same as the long one, also for a protocol with a fault in it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from crisisaid.engine.course import course
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.engine.scripted import play, start
from crisisaid.model.event import FINISHED, Closed
from crisisaid.model.protocol import GATE
from crisisaid.proof.mutants import mutants
from crisisaid.proof.mutants_reach import difference, parting, weighs_otherwise

from . import build, random_protocols

if TYPE_CHECKING:
    from crisisaid.model.event import Started
    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Key, State

    Shelf = dict[str, Protocol]

CASES = 200
FAULTY = 20


def drawn(seed: int) -> tuple[Shelf, Started, dict[Key, str], bool, Random]:
    """Two or three protocols behind one another, and answers to a part of their items."""
    rng = Random(seed)
    plain = [random_protocols.protocol(rng, GATE, "g", least=2), *random_protocols.pair(rng)]
    shelf = build.library(*plain)
    answers = random_protocols.some(rng, random_protocols.facts(rng, plain), rng.randint(0, 8))
    channel = rng.choice([*random_protocols.CHANNELS, ""])
    return shelf, start(shelf, "first", channel=channel), answers, rng.randint(0, 3) > 0, rng


def test_the_events_are_those_of_a_scripted_session() -> None:
    for seed in range(CASES):
        shelf, begun, answers, fill, rng = drawn(seed)
        also = [name for name in shelf if name not in (GATE, "first")] if rng.randint(0, 2) == 0 else []
        long = play(shelf, begun, answers, also=also, fill=fill)
        assert (*course(shelf, begun, answers, also=also, fill=fill)[-1].so_far, Closed(FINISHED)) == long, seed


def test_each_turn_is_where_a_session_with_so_many_events_stands() -> None:
    """Also the pages that were kept from the turn before say what a new one would say."""
    for seed in range(CASES):
        shelf, begun, answers, fill, _ = drawn(seed)
        for turn in course(shelf, begun, answers, fill=fill):
            state = fold(shelf, turn.so_far)
            assert [*turn.pages] == [one.id for one in state.protocols]
            for name, page in turn.pages.items():
                fresh = Page(shelf[name], state.answers, state.skipped, state.channel)
                assert [page.known(item) for item in page.items] == [fresh.known(item) for item in page.items], seed


def all_that_counts(state: State) -> tuple[object, ...]:
    got = state.disposition
    reasons = {(one.kind, one.id, one.tier) for one in got.reasons}
    return got.tier, reasons, set(got.not_asked), [one.id for one in state.protocols], got.interrupted, state.answers


def test_a_fault_that_does_not_reach_a_session_leaves_it_as_it_is() -> None:
    """Where it goes the same way its events are the same; where it is weighed alike too, so is its end."""
    met = dict.fromkeys(("another way", "another end", "the same"), 0)
    for seed in range(FAULTY):
        shelf, begun, answers, fill, rng = drawn(seed)
        turns = course(shelf, begun, answers, fill=fill)
        name = rng.choice([GATE, "first"])
        pages = [turn.pages[name] for turn in turns]
        before = all_that_counts(fold(shelf, [*turns[-1].so_far, Closed(FINISHED)]))
        for mutant in (one for one in mutants(shelf[name]) if not one.read_as):
            faulty = {**shelf, name: mutant.protocol}
            found = difference(shelf[name], mutant.protocol)
            events = play(faulty, begun, answers, fill=fill)
            if parting(found, pages) is not None:
                met["another way"] += 1
                continue
            assert events == (*turns[-1].so_far, Closed(FINISHED)), (seed, mutant.says)
            same = not weighs_otherwise(found, pages[-1])
            assert not same or all_that_counts(fold(faulty, events)) == before, (seed, mutant.says)
            met["the same" if same else "another end"] += 1
    assert min(met.values()) > FAULTY, met


def test_up_to_where_it_parts_a_session_is_the_same() -> None:
    parted = 0
    for seed in range(FAULTY):
        shelf, begun, answers, fill, _ = drawn(seed)
        turns = course(shelf, begun, answers, fill=fill)
        pages = [turn.pages["first"] for turn in turns]
        for mutant in (one for one in mutants(shelf["first"]) if not one.read_as and one.operator != "item-dropped"):
            place = parting(difference(shelf["first"], mutant.protocol), pages)
            if place:
                parted += 1
                faulty = course({**shelf, "first": mutant.protocol}, begun, answers, fill=fill)
                assert [turn.so_far for turn in faulty[: place + 1]] == [turn.so_far for turn in turns[: place + 1]]
    assert parted > FAULTY
