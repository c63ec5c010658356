"""Every protocol on a terminal: found by everyday words, walked to its ends, and what is about the supporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisisaid.app import words, words_for_you
from crisisaid.app.on_offer import GENERAL
from crisisaid.model.protocol import GATE, SUPPORTER
from crisisaid.model.state import AskItem, AskTogether
from live.driver import plain
from live.walker import Walker
from shipped import LIBRARY, scenarios_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crisisaid.model.protocol import Protocol
    from crisisaid.model.scenario import Scenario
    from live.driver import Known, Terminal

FOUND = {
    "hearing voices": "losing-touch-with-reality",
    "took pills": "overdose-and-poisoning",
    "partner hits her": "partner-violence",
    "sucide": "suicide-first-response",
}


def scenario_for_each_tier(protocol: Protocol) -> list[Scenario]:
    """Of the written situations the first one for each tier that can be walked as it is: nothing is left out."""
    first: dict[str, Scenario] = {}
    for one in scenarios_of(protocol):
        if one.rest == "safest" and not one.expect.continues and "skipped" not in one.answers.values():
            first.setdefault(one.expect.tier, one)
    return list(first.values())


SITUATIONS = [one for name in sorted(LIBRARY) if name != GATE for one in scenario_for_each_tier(LIBRARY[name])]


@pytest.mark.parametrize("scenario", SITUATIONS, ids=lambda one: f"{one.protocol}-{one.expect.tier}")
def test_every_protocol_is_walked_to_each_of_its_tiers(
    scenario: Scenario, open_terminal: Callable[..., Terminal]
) -> None:
    answers = {(GATE, item): answer for item, answer in scenario.gate.items()}
    answers |= {(scenario.protocol, item): answer for item, answer in scenario.answers.items()}
    terminal = open_terminal("run", scenario.protocol, rows=60)
    walker = Walker(terminal, answers, channel=scenario.channel, about=scenario.about, protocol=scenario.protocol)
    assert walker.walk() == 0, terminal.text()[-2000:]
    said = terminal.text()
    assert f"\n{words.HEADLINES[scenario.expect.tier]}\nMade at" in said, said[-3000:]
    assert "Traceback" not in said


@pytest.mark.parametrize("protocol_id", [name for name in sorted(LIBRARY) if name != GATE])
def test_what_is_stopped_at_its_first_question_is_not_finished(
    protocol_id: str, open_terminal: Callable[..., Terminal]
) -> None:
    terminal = open_terminal("run", protocol_id, rows=60)
    walker = Walker(terminal, {}, protocol=protocol_id)
    while (asked := terminal.prompt()) is not None:
        if isinstance(asked.prompt, AskItem | AskTogether) and asked.prompt.protocol != GATE:
            break
        terminal.answer(walker.reply(asked))
    assert terminal.stop() == 0
    said = terminal.text()
    assert f"\n{words.HEADLINES['not_finished']}\nMade at" in said, said[-2000:]
    assert "RED FLAG" in said or "Nothing of this was gone through" in said


@pytest.mark.parametrize("typed", FOUND)
def test_a_protocol_is_found_by_what_a_supporter_would_say(
    typed: str, known: Known, open_terminal: Callable[..., Terminal]
) -> None:
    terminal = at_what_is_going_on(open_terminal)
    asked = terminal.say(typed)
    title = known.library.entry(FOUND[typed]).title
    assert f"Nearest to '{typed}':" in asked.words
    number = next(place for place in "123" if f"{place} {plain(title)}" in asked.words)
    after = terminal.say(number)
    assert any(plain(step.title) in after.words for step in LIBRARY[FOUND[typed]].steps if step.title)
    terminal.stop()


def at_what_is_going_on(open_terminal: Callable[..., Terminal]) -> Terminal:
    """A check with the danger check behind it and nothing chosen yet."""
    terminal = open_terminal("--country", "GB", "--channel", "phone")
    walker = Walker(terminal, {})
    while (asked := terminal.prompt()) is not None and "What is going on?" not in asked.words:
        terminal.answer(walker.reply(asked))
    return terminal


def test_unknown_words_are_never_a_dead_end(open_terminal: Callable[..., Terminal]) -> None:
    terminal = at_what_is_going_on(open_terminal)
    asked = terminal.say("xyzzy plugh")
    assert "Nothing here speaks of 'xyzzy plugh' in these words." in asked.words
    assert "1 none of these, or I cannot tell: listen, and ask about suicide" in asked.words
    assert "2 none of these: show the list again" in asked.words
    assert "What is going on?" in terminal.say("2").words
    terminal.say("xyzzy plugh")
    after = terminal.say("1")
    assert getattr(after.prompt, "protocol", "") == GENERAL
    terminal.stop()


def test_what_is_about_the_supporter_is_run_on_its_own(open_terminal: Callable[..., Terminal]) -> None:
    terminal = at_what_is_going_on(open_terminal)
    asked = terminal.say("I am worn out after a hard call")
    number = next(place for place in "123" if f"{place} {plain(LIBRARY['supporter-debrief'].title)}" in asked.words)
    assert "(about you)" in asked.words
    after = terminal.say(number)
    assert "crisisaid run supporter-debrief" in after.words
    assert "What is going on?" in after.words
    terminal.stop()


@pytest.mark.parametrize("protocol_id", [name for name in sorted(LIBRARY) if LIBRARY[name].about == SUPPORTER])
def test_a_check_about_the_supporter_keeps_nothing_and_speaks_to_you(
    protocol_id: str, open_terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    terminal = open_terminal("run", protocol_id, rows=60)
    kept: list[object] = []
    walker = Walker(terminal, {}, look=lambda _: kept.extend((tmp_path / "state").rglob("s-*")))
    assert walker.walk() == 0, terminal.text()[-2000:]
    said = terminal.words()
    assert plain(words_for_you.OPENING[0]) in said
    assert plain(words.OPENING[0]) not in said
    assert "Is anybody in danger now?" not in said
    assert plain(words_for_you.LEADS["keep_supporting"]) in said
    assert plain("It does not mean that you are all right.") in said
    assert "Consent was not recorded" not in said
    assert kept == []


def test_i_says_what_changes(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal("run", GENERAL, "--country", "GB", "--channel", "text_chat", rows=60)
    walker = Walker(terminal, {}, channel="text_chat", about="third_party")
    while (asked := terminal.prompt()) is not None and getattr(asked.prompt, "protocol", GATE) == GATE:
        terminal.answer(walker.reply(asked))
    assert asked is not None
    assert "When somebody speaks about them and this is a text chat: i shows what changes." in asked.words
    shown = terminal.say("i")
    assert "What is different here?" in shown.words
    minor = next(one for one in LIBRARY[GENERAL].situations if one.kind == "minor")
    number = next(place for place in "1234567" if f"{place} they are under 18" in shown.words)
    after = terminal.say(number)
    assert plain((*minor.do, *minor.say, *minor.avoid)[0]) in after.words
    terminal.stop()
