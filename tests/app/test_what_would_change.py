"""What would change this, in words: few lines that read aloud, for every protocol that ships, and each of them true."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest

from crisisaid.app.bookshelf import open_shelf
from crisisaid.app.what_would_change import on_screen, what_would_change
from crisisaid.app.words import HEADLINES
from crisisaid.engine.answers import allowed, safest
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import start
from crisisaid.model.event import INTERRUPTED, Answered, Closed, Raised, Skipped
from crisisaid.model.plain import wrap
from crisisaid.model.protocol import COULD_NOT_ASK, GATE, SUPPORTER
from crisisaid.model.summary import WhatWouldChange
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, above

if TYPE_CHECKING:
    from crisisaid.model.event import Event
    from crisisaid.model.state import State

LIBRARY = open_shelf(os.environ)
SFR = "suicide-first-response"
GATE_CLEAR = [Answered(GATE, item.id, safest(item)) for item in LIBRARY[GATE].items()]
MINDS = "Partly: it comes and goes, or they meant to lately"


def begun(protocol: str = SFR, **more: str) -> list[Event]:
    """A session by phone in which the first look showed nothing."""
    started = start(LIBRARY, protocol, channel="phone", country="GB", about=more.get("about", "person"))
    return [started, *(GATE_CLEAR if started.gate else [])]


def after(*events: Event) -> State:
    return fold(LIBRARY, events)


def sfr(**answers: str) -> State:
    said = {"age_group": "adult", "wish_dead": "yes", "thoughts": "now"} | answers
    return after(*begun(), *(Answered(SFR, item, answer) for item, answer in said.items()))


def told(state: State) -> list[str]:
    return [one.words for one in what_would_change(LIBRARY, state).sets]


def test_not_known_yet_and_not_sure() -> None:
    assert told(sfr(intent="unsure", plan="yes"))[:2] == [
        f'You were not sure: Intends to act on the thoughts. If at least "{MINDS}": CALL NOW.',
        "Not known yet: Something they could use is within reach. If yes: CALL NOW.",
    ]
    assert on_screen(LIBRARY, sfr(intent="unsure", plan="yes")) == (
        *told(sfr(intent="unsure", plan="yes"))[:2],
        "Most worth asking next: Something they could use is within reach.",
    )


def test_several_at_once_say_which_answer_where_it_is_not_yes() -> None:
    state = sfr(intent="thinks_only", plan="yes", behaviour="never", refuses_help="no", contact_lost="no")
    assert told(state) == [
        "Not known yet: Something they could use is within reach; There is distance from what they could use (no, or "
        "not sure); Can stay safe for now and will take a step with somebody (no, or not sure). If all of them are so: "
        "CALL NOW."
    ]


def test_what_they_did_not_want_to_say() -> None:
    state = sfr(intent="declined", plan="no", behaviour="never", contact_lost="no", refuses_help="no")
    assert told(state)[:2] == [
        'They did not want to say: Intends to act on the thoughts. If "Yes, they mean to act": CALL NOW.',
        f'They did not want to say: Intends to act on the thoughts ("{MINDS}"). Not known yet: Something they could '
        "use is within reach. If both are so: CALL NOW.",
    ]


def test_a_protocol_that_would_come_next() -> None:
    name, title = "child-or-adult-at-risk", LIBRARY[SFR].title
    items = [item for item in LIBRARY[name].items() if item.id != "suicidal" and "no" in allowed(item)]
    so = "Not known yet: Would rather not be alive, or speaks of suicide. If yes, or not sure"
    calm = begun(name)
    calm += [Answered(name, item.id, "no") for item in items]
    assert told(after(*calm)) == [f"{so}: BEFORE YOU PART, and this comes next: {title}."]
    assert told(after(*calm, Raised(BEFORE_YOU_PART))) == [f"{so}, this comes next: {title}."]


def test_it_is_said_to_you_where_it_is_about_you() -> None:
    events = begun("supporter-debrief", about=SUPPORTER)
    made = what_would_change(LIBRARY, after(*events))
    assert made.ask_next_words == "Most worth looking at next: About to end your life, or mean to."
    declined = told(after(*events, Answered("supporter-debrief", "own_acting", "declined")))
    assert declined[0] == "You did not want to say: About to end your life, or mean to. If yes: CALL NOW."


def test_what_is_noticed_is_not_asked() -> None:
    made = what_would_change(LIBRARY, after(start(LIBRARY, SFR)))
    assert made.ask_next is not None
    assert made.ask_next.red_flag
    assert made.ask_next_words == f"Most worth looking for next: {made.ask_next.label}."


def test_nothing_at_call_now_also_where_it_was_interrupted() -> None:
    gate: list[Event] = [start(LIBRARY, SFR, country="GB"), Answered(GATE, "not_waking", "yes")]
    for events in (gate, [*gate, Closed(INTERRUPTED)]):
        state = after(*events)
        assert state.disposition.tier == CALL_NOW
        assert what_would_change(LIBRARY, state) == WhatWouldChange()
        assert on_screen(LIBRARY, state) == ()


def test_nothing_where_all_was_asked() -> None:
    events = [*begun(), *(Answered(SFR, item.id, safest(item)) for item in LIBRARY[SFR].items())]
    assert what_would_change(LIBRARY, after(*events)) == WhatWouldChange()


def partly_walked(protocol: str, seed: int) -> list[Event]:
    """Some of it answered, some of that not clear, some passed over."""
    rng = Random(f"{protocol} {seed}")
    events = begun(protocol, about=SUPPORTER if LIBRARY[protocol].about == SUPPORTER else "person")
    for item in LIBRARY[protocol].items():
        match rng.randint(0, 9):
            case 0:
                events.append(Skipped(protocol, item.id, COULD_NOT_ASK))
            case 1 | 2:
                events.append(Answered(protocol, item.id, rng.choice(["unsure", "declined"])))
            case 3 | 4 | 5 | 6:
                events.append(Answered(protocol, item.id, safest(item)))
            case 7:
                events.append(Answered(protocol, item.id, rng.choice(allowed(item))))
    return [*events, Closed("stopped")] if seed % 2 else events


@pytest.mark.parametrize("protocol", [name for name in LIBRARY if name != GATE])
def test_every_protocol_says_little_and_nothing_that_is_not_so(protocol: str) -> None:
    found = 0
    for seed in range(12):
        events = partly_walked(protocol, seed)
        state = after(*events)
        made = what_would_change(LIBRARY, state)
        shown = on_screen(LIBRARY, state)
        following = [made.ask_next_words] if made.ask_next else []
        assert len(made.sets) + len(following) <= 5
        assert sum(len(wrap(line, 76)) for line in shown if line not in following) <= 3
        assert [line for line in shown if line in following] == following
        for one in made.sets:
            found += 1
            answers = [Answered(item.protocol, item.item, item.answers[0]) for item in one.items]
            live = fold(LIBRARY, [*(event for event in events if not isinstance(event, Closed)), *answers])
            if one.tier:
                assert f": {HEADLINES[one.tier]}" in one.words
                for closed in (live, fold(LIBRARY, [*events, *answers])):
                    assert above(closed.disposition.tier, state.disposition.tier)
                    assert not above(one.tier, closed.disposition.tier)
            else:
                assert one.goes_on
            assert all(not LIBRARY[item.protocol].item(item.item).label.endswith(".") for item in one.items)
    assert found
