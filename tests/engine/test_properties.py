"""What must hold for every protocol and every session: more concern is never less help (DESIGN section 2)."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crisisaid.engine.advance import still_to_continue
from crisisaid.engine.fold import fold
from crisisaid.model.event import (
    CHANGED,
    SLIP,
    Answered,
    Closed,
    Continued,
    Lowered,
    Noted,
    Raised,
    Retracted,
    Set,
    Shown,
    Skipped,
    Started,
)
from crisisaid.model.protocol import COULD_NOT_ASK, GATE
from crisisaid.model.state import AskItem, AskTogether, OfferReferral, State
from crisisaid.model.tier import BEFORE_YOU_PART, KEEP_SUPPORTING, NOT_FINISHED, RANK, TIERS, highest

from . import build, random_protocols, walks
from .build import SKIP, Plain
from .oracle import Situation, judge, words_of

CLOSED = Closed("stopped")
ESTABLISHED = ("threshold", "red_flag", "unknown_red_flag")
# Drawn by a seed: drawing each choice by itself costs more than folding, and a failing test prints its protocol.
draws = st.integers(0, 2**48).map(Random)
# derandomize: the same cases on every machine and every day.
stable = settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def rank(state: State) -> int:
    return RANK[state.disposition.tier]


def established(state: State) -> set[tuple[str, str, str]]:
    """What stands by the answers alone, without floors and without decisions."""
    return {(one.kind, one.protocol, one.id) for one in state.disposition.reasons if one.kind in ESTABLISHED}


def tier_of_answers(state: State) -> int:
    return RANK[highest(KEEP_SUPPORTING, *(one.tier for one in state.disposition.reasons if one.kind in ESTABLISHED))]


def all_items(plain: list[Plain]) -> dict[tuple[str, str], Plain]:
    return {(one["id"], item["id"]): item for one in plain for item in random_protocols.items_of(one)}


def begun(rng: Random, plain: list[Plain]) -> tuple[Any, ...]:
    """All on the list, or the first alone (a continue step may bring the second)."""
    names = [one["id"] for one in plain][: rng.randint(1, len(plain))]
    return build.started(*names, channel=rng.choice(["", *random_protocols.CHANNELS]))


def one_worse(
    rng: Random, plain: list[Plain], said: dict[tuple[str, str], str], *, asked: bool
) -> dict[tuple[str, str], str] | None:
    """The same answers with one more worrying. ``asked``: a person's facts, the same wherever an item is asked."""
    items = all_items(plain)
    keys = [key for key in said if not (asked and "same_as" in items[key])]
    steps = [(key, word) for key in keys for word in random_protocols.worse(items[key], said[key])]
    if not asked:
        # A skip is carried nowhere: another protocol's setting would fall back to not asked.
        steps = [(key, word) for key, word in steps if word != SKIP or items[key]["kind"] != "context"]
    if asked:
        # Asked and skipped is as good as "no" for a protective factor: it was not confirmed.
        steps += [(key, SKIP) for key in keys if items[key]["kind"] == "protective" and said[key] != SKIP]
    if not steps:
        return None
    key, word = rng.choice(steps)
    same = {other for other, item in items.items() if item.get("same_as") == "/".join(key)} if asked else set()
    return {other: word if other == key or other in same else value for other, value in said.items()}


# --- More concern never means less help ---------------------------------------------------------------------------


@stable
@given(draws)
def test_a_person_with_more_concern_never_gets_less_help(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, start = build.library(*plain), begun(rng, plain)
    said = random_protocols.facts(rng, plain)
    for _ in range(5):
        worse = one_worse(rng, plain, said, asked=True)
        if worse is None:
            return
        before = fold(shelf, [*walks.walked(shelf, said, start), CLOSED])
        after = fold(shelf, [*walks.walked(shelf, worse, start), CLOSED])
        assert rank(after) >= rank(before), (plain, said, worse)
        said = worse


@stable
@given(draws)
def test_a_more_worrying_recorded_answer_never_lowers_the_tier(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, start = build.library(*plain), begun(rng, plain)
    said = random_protocols.some(rng, random_protocols.facts(rng, plain), 8)
    for _ in range(8):
        worse = one_worse(rng, plain, said, asked=False)
        if worse is None:
            return
        before, after = (events_of(answers) for answers in (said, worse))
        assert rank(fold(shelf, [*start, *after, CLOSED])) >= rank(fold(shelf, [*start, *before, CLOSED]))
        held, holds = fold(shelf, [*start, *before]), fold(shelf, [*start, *after])
        assert thresholds(held) <= thresholds(holds), "a threshold once met stays met while answers only worsen"
        assert tier_of_answers(holds) >= tier_of_answers(held)
        said = worse


def thresholds(state: State) -> set[tuple[str, str, str]]:
    return {one for one in established(state) if one[0] == "threshold"}


def events_of(answers: dict[tuple[str, str], str]) -> list[Any]:
    return [build.said(*key, word) for key, word in answers.items()]


@stable
@given(draws)
def test_not_asking_never_gives_less_than_the_least_concerning_answer(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, start, items = build.library(*plain), begun(rng, plain), all_items(plain)
    said = random_protocols.some(rng, random_protocols.facts(rng, plain), 9)
    for key in [key for key in said if items[key]["kind"] != "context"]:
        asked = {**said, key: random_protocols.safest(items[key])}
        fewer = {other: word for other, word in said.items() if other != key}
        low, high = (fold(shelf, [*start, *events_of(one), CLOSED]) for one in (asked, fewer))
        assert rank(high) >= rank(low), (plain, asked, key)


# --- Sessions on the way -------------------------------------------------------------------------------------------


@stable
@given(draws)
def test_what_is_established_on_the_way_stays_and_stopping_gives_it(rng: Random) -> None:
    plain = [random_protocols.dress(rng, one) for one in random_protocols.pair(rng)]
    shelf, start = build.library(*plain), begun(rng, plain)
    said = random_protocols.facts(rng, plain)
    before: set[tuple[str, str, str]] = set()
    for _, events in walks.walk(shelf, list(start), lambda prompt, _: walks.plain_reply(prompt, said)):
        now, stopped = fold(shelf, events), fold(shelf, [*events, CLOSED])
        assert before <= established(now), plain
        assert established(stopped) == established(now)
        assert rank(stopped) >= rank(now) >= tier_of_answers(now)
        before = established(now)


@stable
@given(draws)
def test_stopping_gives_at_least_what_every_further_answer_would_give(rng: Random) -> None:
    """Stop anywhere: even if all the rest had been answered in the least concerning way, it would not be more.

    What is due goes on the list first: only there do answers carried over from another protocol weigh.
    """
    plain = random_protocols.pair(rng)
    shelf, start, items = build.library(*plain), begun(rng, plain), all_items(plain)
    said = random_protocols.facts(rng, plain)
    for _, events in walks.walk(shelf, list(start), lambda prompt, _: walks.plain_reply(prompt, said)):
        given_so_far = {(one.protocol, one.item) for one in events if isinstance(one, Answered | Skipped)}
        if any(
            item["kind"] == "context" and key not in given_so_far for key, item in items.items() if key[0] == "first"
        ):
            continue
        if any(item["kind"] == "context" for key, item in items.items() if key[0] == "second"):
            return
        rest = {key: said[key] if key in given_so_far else random_protocols.safest(items[key]) for key in said}
        least = fold(shelf, [*walks.walked(shelf, rest, start), CLOSED])
        due = still_to_continue(shelf, fold(shelf, events))
        put_on = [Continued(build.used(one.target), one.step) for one in due]
        assert rank(fold(shelf, [*events, *put_on, CLOSED])) >= rank(least), (plain, rest)


@stable
@given(draws)
def test_every_session_ends_and_asks_what_there_is_to_ask_once(rng: Random) -> None:
    plain, shelf, start = any_session(rng)
    thoughts = rng.randint(0, 3)

    def reply(prompt: Any, state: State) -> list[Any]:
        nonlocal thoughts
        if thoughts and rng.randint(0, 4) == 0:
            thoughts -= 1
            return walks.second_thoughts(rng, state) or walks.random_reply(rng, shelf, prompt, state)
        return walks.random_reply(rng, shelf, prompt, state)

    for prompt, events in walks.walk(shelf, start, reply):
        if isinstance(prompt, AskItem | AskTogether):
            check_asked(plain, events, prompt)


def any_session(rng: Random) -> tuple[list[Plain], dict[str, Any], list[Any]]:
    """With the gate in front or without, the protocol chosen at the start or later."""
    plain = [random_protocols.dress(rng, one) for one in random_protocols.pair(rng)]
    if rng.randint(0, 1):
        shelf = build.library(*plain)
        return plain, shelf, list(build.started("first", channel=rng.choice(["", "phone"])))
    plain = [random_protocols.dress(rng, random_protocols.protocol(rng, GATE, "g", least=2)), *plain]
    chosen = build.used("first") if rng.randint(0, 1) else None
    return plain, build.library(*plain), [Started(build.used(GATE), chosen)]


def check_asked(plain: list[Plain], events: list[Any], prompt: Any) -> None:
    """By the oracle: it applies, nobody answered or skipped it, it can be known here, nothing has interrupted."""
    state = fold(build.library(*plain), events)
    [own] = [one for one in plain if one["id"] == prompt.protocol]
    room = Situation(own, dict(state.answers), set(state.skipped), state.channel)
    assert not room.interrupted()
    for name in [prompt.item] if isinstance(prompt, AskItem) else prompt.items:
        assert room.state_of(name) == "not asked"
        assert not room.out_of_sight(name)


@stable
@given(draws)
def test_a_walk_without_second_thoughts_asks_nothing_twice(rng: Random) -> None:
    _, shelf, start = any_session(rng)
    asked: list[tuple[str, str]] = []
    for prompt, _ in walks.walk(shelf, start, lambda prompt, state: walks.random_reply(rng, shelf, prompt, state)):
        if isinstance(prompt, AskItem):
            asked.append((prompt.protocol, prompt.item))
    assert len(asked) == len(set(asked))


@stable
@given(draws)
def test_the_walk_asks_exactly_what_the_oracle_would_ask(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, start = build.library(*plain), begun(rng, plain)
    said = random_protocols.facts(rng, plain)
    events = walks.walked(shelf, said, start)
    state = fold(shelf, events)
    listed = [one for one in plain if one["id"] in {used.id for used in state.protocols}]
    given_answers = {(one.protocol, one.item) for one in events if isinstance(one, Answered | Skipped)}
    assert given_answers == by_hand(listed, said, state.channel)


def by_hand(listed: list[Plain], said: dict[tuple[str, str], str], channel: str) -> set[tuple[str, str]]:
    """Reads each page from the top, over and over, until there is nothing left to ask."""
    answers: dict[Any, str] = {}
    while True:
        given_now = {key: word for key, word in answers.items() if word != SKIP}
        skipped = {key for key, word in answers.items() if word == SKIP}
        rooms = [Situation(one, given_now, skipped, channel) for one in listed]
        waiting = [
            (room.protocol["id"], name)
            for room in rooms
            if not room.interrupted()
            for name in room.items
            if room.state_of(name) == "not asked" and not room.out_of_sight(name)
        ]
        if not waiting:
            return set(answers)
        step = step_of(rooms, waiting[0])
        for key in waiting if step.get("ask") == "together" else waiting[:1]:
            if step_of(rooms, key) is step:
                answers[key] = said[key]


def step_of(rooms: list[Situation], key: tuple[str, str]) -> Plain:
    [room] = [one for one in rooms if one.protocol["id"] == key[0]]
    step: Plain = room.step_of[key[1]]
    return step


@stable
@given(draws)
def test_a_referral_is_offered_until_it_is_settled_and_again_when_the_tier_rises(rng: Random) -> None:
    _, shelf, start = any_session(rng)
    settled: dict[tuple[str, str], int] = {}

    def reply(prompt: Any, state: State) -> list[Any]:
        events = walks.random_reply(rng, shelf, prompt, state)
        if isinstance(prompt, OfferReferral) and events[0].outcome != "no_answer":
            settled[prompt.protocol, prompt.step] = RANK[prompt.tier]
        return events

    for prompt, events in walks.walk(shelf, start, reply):
        if isinstance(prompt, OfferReferral):
            assert RANK[prompt.tier] > settled.get((prompt.protocol, prompt.step), -1)
            assert prompt.tier == fold(shelf, events).disposition.tier
            assert len(prompt.tried) <= len(walks.CONTACTS)


# --- Folding -------------------------------------------------------------------------------------------------------


@stable
@given(draws)
def test_the_order_of_answers_does_not_matter(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, start = build.library(*plain), begun(rng, plain)
    events = events_of(random_protocols.some(rng, random_protocols.facts(rng, plain), 8))
    end = [CLOSED] if rng.randint(0, 1) else []
    first = fold(shelf, [*start, *events, *end])
    for _ in range(3):
        rng.shuffle(events)
        again = fold(shelf, [*start, *events, *end])
        assert again.disposition == first.disposition
        assert again == first


@stable
@given(draws)
def test_folding_again_gives_the_same_and_changes_nothing(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf = build.library(*plain)
    events = [*begun(rng, plain), *happenings(rng, plain, 12)]
    copy = list(events)
    first = fold(shelf, events)
    assert fold(shelf, iter(events)) == first == fold(dict(reversed(shelf.items())), tuple(events))
    assert events == copy
    more = happenings(rng, plain, 4)
    assert fold(shelf, [*events, *more]) == fold(shelf, [*copy, *more])
    assert fold(shelf, events) == first


@stable
@given(draws)
def test_the_evidence_alone_makes_its_reason_hold(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, start = build.library(*plain), begun(rng, plain)
    said = random_protocols.some(rng, random_protocols.facts(rng, plain), 9)
    state = fold(shelf, [*start, *events_of(said)])
    for reason in state.disposition.reasons:
        if reason.kind in ESTABLISHED:
            assert reason.evidence
            alone = [build.said(one.protocol, one.item, one.answer) for one in reason.evidence]
            names = build.started(*(one.id for one in state.protocols))
            found = fold(shelf, [*names, *alone]).disposition.reasons
            assert (reason.kind, reason.protocol, reason.id) in {(one.kind, one.protocol, one.id) for one in found}


@stable
@given(draws)
def test_still_open_misses_no_item_that_could_raise_the_tier(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, start, items = build.library(*plain), begun(rng, plain), all_items(plain)
    shared = {item["same_as"] for item in items.values() if "same_as" in item}
    said = random_protocols.some(rng, random_protocols.facts(rng, plain), 5)
    events = [*start, *events_of(said)]
    now = fold(shelf, events)
    listed = {used.id for used in now.protocols}
    for key, item in items.items():
        if (
            key not in said
            and key[0] in listed
            and "/".join(key) not in shared
            and key not in now.disposition.still_open
        ):
            if key[0] in now.disposition.interrupted or hides(plain, now, key):
                continue
            for word in sorted(words_of(item)):
                assert tier_of_answers(fold(shelf, [*events, Answered(*key, word)])) <= max(
                    rank(now), tier_of_answers(now)
                )


def hides(plain: list[Plain], state: State, key: tuple[str, str]) -> bool:
    [own] = [one for one in plain if one["id"] == key[0]]
    room = Situation(own, dict(state.answers), set(state.skipped), state.channel)
    return room.state_of(key[1]) != "not asked" or room.out_of_sight(key[1])


# --- Decisions -----------------------------------------------------------------------------------------------------


def happenings(rng: Random, plain: list[Plain], count: int, *, lowered: bool = True) -> list[Any]:
    """Anything that can happen in a session, in any order."""
    items = all_items(plain)
    events: list[Any] = []
    for _ in range(count):
        key = rng.choice(sorted(items))
        kind = rng.choice(
            ["answer"] * 6 + ["skip", "change", "slip", "raise", "note", "shown", "set"] + ["lower"] * lowered
        )
        events.append(happening(rng, kind, key, items[key]))
    return events


def happening(rng: Random, kind: str, key: tuple[str, str], item: Plain) -> Any:
    match kind:
        case "answer":
            return Answered(*key, rng.choice(sorted(words_of(item))))
        case "skip":
            return Skipped(*key, COULD_NOT_ASK)
        case "change" | "slip":
            return Retracted(*key, CHANGED if kind == "change" else SLIP)
        case "raise":
            return Raised(rng.choice(TIERS[2:]))
        case "lower":
            return Lowered(rng.choice(TIERS[:4]), "shift_lead", "known_to_service")
        case "shown":
            return Shown(key[0], "step0")
        case "set":
            return Set("about", "third_party")
    return Noted("words")


@stable
@given(draws)
def test_a_change_never_lowers_the_tier_and_is_kept(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, items = build.library(*plain), all_items(plain)
    events = [*begun(rng, plain), *happenings(rng, plain, 10)]
    before = fold(shelf, events)
    for key in rng.sample(sorted(before.answers), min(2, len(before.answers))):
        retracted = [*events, Retracted(*key, CHANGED)]
        assert rank(fold(shelf, [*retracted, CLOSED])) >= rank(before), (plain, key)
        for word in [*sorted(words_of(items[key])), SKIP]:
            state = fold(shelf, [*retracted, build.said(*key, word), CLOSED])
            assert rank(state) >= rank(before), (plain, events, key, word)
            assert (state.changes[-1].protocol, state.changes[-1].item) == key
            assert state.changes[-1].answer == before.answers[key]


@stable
@given(draws)
def test_a_change_leads_to_no_tier_that_nothing_ever_called_for(rng: Random) -> None:
    """A change of a harmless answer holds nothing: with all asked and all well, help is not called for."""
    plain = random_protocols.pair(rng)
    shelf, items = build.library(*plain), all_items(plain)
    start = build.started(*shelf)
    safe = {key: random_protocols.safest(item) for key, item in items.items()}
    calm = fold(shelf, [*start, *events_of(safe), CLOSED])
    events: list[Any] = list(start)
    for key, word in safe.items():
        events.append(build.said(*key, SKIP if items[key]["kind"] == "red_flag" and rng.randint(0, 1) else word))
    for key in rng.sample(sorted(items), min(3, len(items))):
        if items[key]["kind"] in ("red_flag", "warning_sign"):
            events += [Retracted(*key, CHANGED), build.said(*key, safe[key])]
    state = fold(shelf, [*events, *events_of(safe), CLOSED])
    assert NOT_FINISHED not in {reason.tier for reason in state.disposition.reasons}
    assert rank(state) == rank(calm), (plain, events)


@stable
@given(draws)
def test_a_slip_leaves_no_trace(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, items = build.library(*plain), all_items(plain)
    before, after = happenings(rng, plain, 6), happenings(rng, plain, 4)
    key = rng.choice(sorted(items))
    before = [one for one in before if not (isinstance(one, Retracted | Skipped) and (one.protocol, one.item) == key)]
    after = [one for one in after if isinstance(one, Shown) or getattr(one, "item", None) != key[1]]
    after = [one for one in after if not isinstance(one, Shown)]
    slip = [Answered(*key, rng.choice(sorted(words_of(items[key]))))]
    start = begun(rng, plain)
    without = fold(shelf, [*start, *before, *after])
    assert fold(shelf, [*start, *before, *slip, *after, Retracted(*key, SLIP)]) == without
    later = happenings(rng, plain, 3)
    later = [one for one in later if not isinstance(one, Retracted)]
    base = [*start, *before, *after, *later]
    assert fold(shelf, [*start, *before, *slip, *after, Retracted(*key, SLIP), *later]) == fold(shelf, base)


@stable
@given(draws)
def test_raised_holds(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf = build.library(*plain)
    events = [*begun(rng, plain), *happenings(rng, plain, 8)]
    tier = rng.choice(TIERS[1:])
    later = happenings(rng, plain, 6, lowered=False)
    state = fold(shelf, [*events, Raised(tier), *later])
    assert rank(state) >= RANK[tier]
    assert "raised" in {reason.kind for reason in state.disposition.reasons}


@stable
@given(draws)
def test_lowered_goes_under_no_red_flag_and_no_floor(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf = build.library(*plain)
    events = [*begun(rng, plain), *happenings(rng, plain, 8)]
    low = Lowered(KEEP_SUPPORTING, "shift_lead", "known_to_service")
    state = fold(shelf, [*events, low, *happenings(rng, plain, 2, lowered=False), CLOSED])
    listed = [one for one in plain if one["id"] in {used.id for used in state.protocols}]
    assert rank(state) >= RANK[least_even_lowered(listed, state)], (plain, events)


def least_even_lowered(listed: list[Plain], state: State) -> str:
    """By the oracle: red flags and rule 3 alone, as if there were no thresholds at all."""
    answers = {**dict.fromkeys(state.skipped, SKIP), **state.answers}
    bare = [{**one, "thresholds": []} for one in listed]
    return str(judge(bare, answers, state.channel, stopped=True)["tier"])


@stable
@given(draws)
def test_lowered_does_not_reach_what_is_answered_later(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf, items = build.library(*plain), all_items(plain)
    said = random_protocols.some(rng, random_protocols.facts(rng, plain), 4)
    events = [*begun(rng, plain), *events_of(said), Lowered(KEEP_SUPPORTING, "shift_lead", "known_to_service")]
    lowered = fold(shelf, events)
    for key in [key for key in items if key not in said]:
        for word in sorted(words_of(items[key])):
            state = fold(shelf, [*events, Answered(*key, word)])
            known = {(one.protocol, one.id): set(one.evidence) for one in lowered.disposition.reasons}
            reasons = state.disposition.reasons
            new = [one for one in reasons if not set(one.evidence) <= known.get((one.protocol, one.id), set())]
            assert rank(state) >= RANK[highest(KEEP_SUPPORTING, *(one.tier for one in new if one.kind in ESTABLISHED))]


@stable
@given(draws)
def test_lowering_takes_no_reason_away(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf = build.library(*plain)
    events = [*begun(rng, plain), *happenings(rng, plain, 8)]
    low = Lowered(KEEP_SUPPORTING, "shift_lead", "known_to_service")
    before, after = fold(shelf, events), fold(shelf, [*events, low])
    assert established(before) == established(after)
    assert rank(after) <= rank(before) or not before.disposition.checklists_done


@stable
@given(draws)
def test_nothing_holds_a_red_flag_under_before_you_part(rng: Random) -> None:
    plain = random_protocols.pair(rng)
    shelf = build.library(*plain)
    state = fold(shelf, [*begun(rng, plain), *happenings(rng, plain, 12)])
    listed = [one for one in plain if one["id"] in {used.id for used in state.protocols}]
    for one in listed:
        room = Situation(one, dict(state.answers), set(state.skipped), state.channel)
        if any(kind != "threshold" for kind, _, _ in room.established()):
            assert rank(state) >= RANK[BEFORE_YOU_PART]


@stable
@given(draws)
def test_a_protocol_on_the_list_only_adds(rng: Random) -> None:
    """The highest tier wins: another protocol on the list never lowers what stands."""
    plain = random_protocols.pair(rng)
    if len(plain) == 1:
        return
    shelf = build.library(*plain)
    events = [*build.started("first"), *happenings(rng, plain, 8, lowered=False)]
    alone, both = fold(shelf, events), fold(shelf, [*events, Continued(build.used("second"), "chosen")])
    assert established(alone) <= established(both)
    assert tier_of_answers(both) >= tier_of_answers(alone)
