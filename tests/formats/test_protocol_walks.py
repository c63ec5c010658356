"""The printed page reaches the same ends as the program: every page is walked on paper and by the engine."""

from __future__ import annotations

import random

import pytest
from test_protocol_reader import PASSED, Paper, Reader
from test_protocol_samples import printed

from crisisaid.app.words import HEADLINES
from crisisaid.engine.advance import next_prompt
from crisisaid.engine.answers import safest
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.engine.scripted import start, used
from crisisaid.engine.weigh import weigh
from crisisaid.model.event import (
    MOVED_ON,
    STOPPED,
    Answered,
    Closed,
    Continued,
    Event,
    Referred,
    Shown,
    Skipped,
    Started,
    WentOn,
)
from crisisaid.model.protocol import CHANNELS, COULD_NOT_ASK, GATE, Protocol
from crisisaid.model.scenario import Scenario
from crisisaid.model.state import (
    AskConsent,
    AskFollowUp,
    AskGoOn,
    AskItem,
    AskTogether,
    Disposition,
    GoTo,
    OfferReferral,
    ShowGuidance,
)
from shipped import LIBRARY, scenarios_of

PRINTED = {name: printed(protocol, LIBRARY)["markdown"] for name, protocol in LIBRARY.items()}
PAPERS = {name: Paper(text) for name, text in PRINTED.items()}
SESSIONS = min(250, 2000 // len(LIBRARY))
"""With each page; fewer when there are many pages, so that the test stays quick."""
TIER_OF = {words: tier for tier, words in HEADLINES.items()}
SPOKEN = {"yes": "yes", "no": "no", "unsure": "not sure", "declined": "would not say", "skipped": PASSED}

Key = tuple[str, str]


def numbers_of(protocol: Protocol) -> dict[str, str]:
    """Which number an item has: by its place, checked by its label."""
    printed = list(PAPERS[protocol.id].items.values())
    assert [one.label for one in printed] == [item.label for item in protocol.items()]
    return {item.id: one.number for item, one in zip(protocol.items(), printed, strict=True)}


NUMBERS = {name: numbers_of(protocol) for name, protocol in LIBRARY.items()}
ITEMS = {name: {number: item for item, number in numbers.items()} for name, numbers in NUMBERS.items()}
STEPS = {name: {step.id: str(place) for place, step in enumerate(one.steps, 1)} for name, one in LIBRARY.items()}


ON_PAPER = {
    (name, item.id): SPOKEN | {point.id: point.text for point in (*item.scale, *item.options)}
    for name, protocol in LIBRARY.items()
    for item in protocol.items()
}
"""An answer as it is marked: the words beside the box."""


BECAUSE = {(name, rule.id): rule.because for name, one in LIBRARY.items() for rule in one.thresholds}


def rules_of(end: Disposition) -> set[Key]:
    return {(one.protocol, BECAUSE[one.protocol, one.id]) for one in end.reasons if one.kind == "threshold"}


def pages_for(name: str) -> list[str]:
    """What the printed page says has to be done first."""
    first = PAPERS[name].first
    return [first, name] if first else [name]


def same_end(reader: Reader, end: Disposition) -> list[str]:
    """What differs between paper and program; empty when nothing does."""
    found = []
    on_paper, rules = reader.so_far(end=True), reader.rules()
    if TIER_OF[on_paper] != end.tier:
        found.append(f"paper {on_paper}, program {end.tier}")
    if rules != rules_of(end):
        found.append(f"rules: {rules ^ rules_of(end)}")
    if {page for page in reader.listed if reader.stopped(page)} != set(end.interrupted):
        found.append("stopped differently")
    return found


# Scenarios.
EVERY = [scenario for protocol in LIBRARY.values() for scenario in scenarios_of(protocol)]


@pytest.mark.parametrize("scenario", EVERY, ids=lambda one: f"{one.protocol}:{one.id}")
def test_every_scenario_ends_on_paper_as_it_should_and_as_in_the_program(scenario: Scenario) -> None:
    """That the program comes to the expected end is tested with the library; here the paper has to, too."""
    reader = Reader(PAPERS, pages_for(scenario.protocol), scenario.channel)
    given = {(GATE, item): answer for item, answer in scenario.gate.items()}
    given |= {(scenario.protocol, item): answer for item, answer in scenario.answers.items()}
    for (name, item), answer in given.items():
        reader.mark(name, NUMBERS[name][item], ON_PAPER[name, item][answer])
    if scenario.rest == "safest":
        reader.questions(OnPaper(Safest()))
    assert same_end(reader, weighed(reader, given_to(reader, Safest()) | given)) == []
    if not all(target in LIBRARY for target in reader.due()):
        return  # A page that it should go on to cannot be used: no scenario expects that.
    rules = {sentence for name, sentence in reader.rules() if name == scenario.protocol}
    named = {rule.id: rule.because for rule in LIBRARY[scenario.protocol].thresholds}
    assert TIER_OF[reader.so_far(end=True)] == scenario.expect.tier
    assert {named[one] for one in scenario.expect.reasons if one in named} <= rules
    assert not {named[one] for one in scenario.expect.not_reasons if one in named} & rules
    assert scenario.expect.interrupted in (None, reader.stopped(scenario.protocol))


# Hundreds of made-up sessions.
class MadeUp(dict[Key, str]):
    """An answer to every item that is asked for, mostly calm or mostly worrying; some are passed over."""

    def __init__(self, rng: random.Random, name: str) -> None:
        self.rng, self.name = rng, name
        self.calm, self.passed = rng.choice((0.97, 0.9, 0.75, 0.4)), rng.choice((0, 0, 0.05, 0.3))

    def __missing__(self, key: Key) -> str:
        item, own = LIBRARY[key[0]].item(key[1]), key[0] == self.name
        points = [point.id for point in (*item.scale, *item.options)] or ["yes", "no"]
        answer = safest(item)
        if self.rng.random() >= (self.calm if own else max(self.calm, 0.95)):
            answer = self.rng.choice([*points, "unsure", "declined"])
        self[key] = "skipped" if self.rng.random() < self.passed else answer
        return self[key]


class Safest(dict[Key, str]):
    """The least worrying answer to everything."""

    def __missing__(self, key: Key) -> str:
        return safest(LIBRARY[key[0]].item(key[1]))


class OnPaper(dict[Key, str]):
    """The same answers as they are marked: by an item's number, in the words beside the box."""

    def __init__(self, chosen: dict[Key, str]) -> None:
        self.chosen = chosen

    def __missing__(self, key: Key) -> str:
        name, number = key
        return ON_PAPER[name, ITEMS[name][number]][self.chosen[name, ITEMS[name][number]]]


def given_to(reader: Reader, chosen: dict[Key, str]) -> dict[Key, str]:
    """What was asked for on paper, as the program has it."""
    return {key: chosen[key] for page, number in reader.asked for key in [(page, ITEMS[page][number])]}


def weighed(reader: Reader, given: dict[Key, str]) -> Disposition:
    """What the engine makes of just these answers."""
    answers = {key: answer for key, answer in given.items() if answer != "skipped"}
    skipped = {key: COULD_NOT_ASK for key in given if key not in answers}
    pages = tuple(Page(LIBRARY[name], answers, skipped, reader.channel) for name in reader.listed)
    return weigh(pages, complete=True)


def differences(papers: dict[str, Paper], name: str, sessions: int) -> list[str]:
    """What differs in the first of so many made-up sessions in which anything does.

    In every fourth one the pages that are to be gone on to are done as well.
    """
    rng = random.Random(f"paper {name}")
    found: list[str] = []
    for number in range(sessions):
        chosen = MadeUp(rng, name)
        reader = Reader(papers, pages_for(name), rng.choice(CHANNELS))
        reader.questions(OnPaper(chosen), only=number % 4 != 0)
        end = weighed(reader, given_to(reader, chosen))
        found += [f"session {number}: {one}" for one in same_end(reader, end)]
        if not end.checklists_done:
            found.append(f"session {number}: the program would still ask")
        if found:
            break
    return found


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_made_up_sessions_end_on_paper_as_in_the_program(name: str) -> None:
    assert differences(PAPERS, name, SESSIONS) == []


def test_the_first_page_alone_is_not_finished() -> None:
    rng = random.Random("alone")
    for _ in range(100):
        chosen = MadeUp(rng, GATE)
        reader = Reader(PAPERS, [GATE], "phone")
        reader.questions(OnPaper(chosen), only=True)
        events: list[Event] = [Started(used(LIBRARY, GATE), None, "phone")]
        events += [event_of(*key, answer) for key, answer in given_to(reader, chosen).items()]
        end = fold(LIBRARY, [*events, Closed(STOPPED)]).disposition
        assert TIER_OF[reader.alone()] == end.tier


def event_of(protocol: str, item: str, answer: str) -> Event:
    return Skipped(protocol, item, COULD_NOT_ASK) if answer == "skipped" else Answered(protocol, item, answer)


# Step by step.
def program(started: Started, chosen: dict[Key, str]) -> list[tuple[str, ...]]:
    """All that the program asks, shows and offers, in order, for somebody who answers like that."""
    events: list[Event] = [started]
    done: list[tuple[str, ...]] = []
    while True:
        prompt = next_prompt(LIBRARY, fold(LIBRARY, events))
        match prompt:
            case None | AskFollowUp() | AskConsent():
                return done
            case AskItem() | AskTogether():
                items = prompt.items if isinstance(prompt, AskTogether) else (prompt.item,)
                done.append(("ask", prompt.protocol, *(NUMBERS[prompt.protocol][item] for item in items)))
                events += [event_of(prompt.protocol, item, chosen[prompt.protocol, item]) for item in items]
            case ShowGuidance(protocol, step):
                done.append(("do", protocol, STEPS[protocol][step]))
                events.append(Shown(protocol, step))
            case OfferReferral(protocol, step, tier, roles):
                done.append(("reach", protocol, STEPS[protocol][step], HEADLINES[tier]))
                events.append(Referred(protocol, step, tier, roles[0], "", MOVED_ON))
            case GoTo(target=target):
                done.append(("go on", target))
                events.append(Continued(used(LIBRARY, target), prompt.step))
            case AskGoOn(protocol):
                events.append(WentOn(protocol))
            case _:
                raise AssertionError(prompt)


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_paper_and_program_ask_and_tell_the_same_in_the_same_order(name: str) -> None:
    rng = random.Random(f"order {name}")
    for _ in range(2):
        chosen = MadeUp(rng, name)
        reader = Reader(PAPERS, pages_for(name), "phone")
        on_the_page = reader.everything(OnPaper(chosen))
        started = start(LIBRARY, name, channel="phone", country="GB", about="person")
        assert on_the_page == program(started, chosen)


# The control: print something else, and see the comparison fail.
@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("#### 8.2", r"if it changed -\> BEFORE YOU PART", r"if it changed -\> THIS WEEK"),
        ("#### 8.2", r"- [ ] not sure -\> BEFORE YOU PART", "- [ ] not sure"),
        ("### Step 11", ", or nobody can say (Thoughts", " (Thoughts"),
        ("### Step 20", "Ask these only if:** any of these is", "Ask these only if:** all of these are"),
        ("### Rule 3", "Yes, they mean to act", "Partly: it comes and goes, or they meant to lately"),
        ("### Rule 2", "CALL NOW, and stop asking", "CALL NOW"),
        ("### Rule 6", "is not confirmed", "is confirmed"),
        ("### Rule 4", "  - any of these is true", "  - all of these are true"),
        ("### Rule 10", ", or not known", ""),
        ("## How to use", "otherwise at least NOT FINISHED", "otherwise at least KEEP SUPPORTING"),
    ],
)
def test_one_printed_word_changed_is_found(part: str, old: str, new: str) -> None:
    name = "suicide-first-response"
    before, begin, after = PRINTED[name].partition(part)
    assert old in after
    changed = Paper(before + begin + after.replace(old, new, 1))
    papers = {**PAPERS, name: changed}
    if part.startswith("## How"):
        papers[GATE] = Paper(PRINTED[GATE].replace(old, new, 1))
    assert differences(papers, name, 200) != []
