"""Every key at every kind of prompt: what it does, what it says, and that nothing else was recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crisisaid.app import words
from crisisaid.app.present import board_view
from crisisaid.card import card_text
from crisisaid.card_numbers import NUMBERS
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import start
from crisisaid.model.event import Answered, AskedLead, Noted, Retracted, Skipped
from crisisaid.model.protocol import GATE
from crisisaid.model.state import (
    AskConsent,
    AskFollowUp,
    AskItem,
    AskSetting,
    AskTogether,
    OfferReferral,
    ShowGuidance,
)
from crisisaid.store.kept import read_back
from crisisaid.ui.keys import KEYS
from live.driver import plain
from live.test_live_walks import SFR, sfr
from live.walker import Walker, numbered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crisisaid.model.event import Event
    from crisisaid.model.state import Key
    from live.driver import Asked, Known, Terminal

KINDS = ["together", "choice", "guidance", "item", "scale", "referral", "board", "words"]
ENTERS = {"guidance"}
FREE = {"board", "words"}
NOT_RECORDED = "Nothing was recorded."


class Check:
    """One check on the screen, brought to a kind of prompt, with what its journal holds."""

    def __init__(self, open_terminal: Callable[..., Terminal], tmp_path: Path, *arguments: str) -> None:
        self.out = tmp_path / "summary.json"
        self.state = tmp_path / "state" / "crisisaid"
        self.terminal = open_terminal("--country", "GB", "--channel", "phone", "--output", str(self.out), *arguments)

    def until(self, stop: Callable[[Asked], bool], answers: dict[Key, str]) -> Asked:
        """Walk until a prompt of this kind is asked; it is not answered."""
        self.walker = Walker(self.terminal, answers)
        while (asked := self.terminal.prompt()) is not None:
            if stop(asked):
                # The journal is begun while the first prompt is read; another line makes sure that it is there.
                return self.terminal.say("r")
            self.terminal.answer(self.walker.reply(asked))
        raise AssertionError("no such prompt came")

    def at(self, kind: str) -> Asked:
        """The first prompt of a kind."""
        if kind == "board":
            return self.until(lambda asked: asked.ask == self.board_ask(), {})
        if kind == "words":
            self.until(lambda asked: isinstance(asked.prompt, AskItem), {})
            return self.terminal.say("o")
        return self.until(lambda asked: self._is(kind, asked), sfr(plan="yes", thoughts="now"))

    def _is(self, kind: str, asked: Asked) -> bool:
        match kind, asked.prompt:
            case ("together", AskTogether()) | ("choice", AskSetting()) | ("referral", OfferReferral()):
                return True
            case ("guidance", ShowGuidance(protocol)):
                return protocol == SFR
            case (("item" | "scale"), AskItem()):
                return asked.ask.startswith("1-") == (kind == "scale")
        return False

    def board_ask(self) -> str:
        library = self.terminal.known.library
        return board_view(library, fold(library, [start(library, "")]), (), "")[0].ask

    def events(self) -> tuple[Event, ...]:
        """What the crash journal holds at this moment."""
        (path,) = self.state.glob("s-*")
        return read_back(str(path))[0]

    def finish(self) -> dict[str, object]:
        """Stop here; the summary as data."""
        assert self.terminal.stop() == 0, self.terminal.text()[-800:]
        summary: dict[str, object] = json.loads(self.out.read_text(encoding="utf-8"))
        return summary


@pytest.fixture
def check(open_terminal: Callable[..., Terminal], tmp_path: Path) -> Callable[..., Check]:
    def begin(kind: str = "") -> Check:
        return Check(open_terminal, tmp_path, *(["--board"] if kind == "board" else []))

    return begin


def as_typed(kind: str, key: str) -> str:
    """At a prompt for words letters are text; a colon makes them keys."""
    return f":{key}" if kind == "words" else key


@pytest.mark.parametrize("kind", KINDS)
def test_keys_that_leave_no_trace(kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    asked = one.at(kind)
    before = one.events()

    helped = one.terminal.say(as_typed(kind, "h"))
    assert all(plain(f"{key} {said}") in helped.words for key, said, _ in KEYS)
    again = one.terminal.say(as_typed(kind, "r"))
    assert again.prompt == asked.prompt
    assert one.terminal.say(as_typed(kind, "why")).words
    card = one.terminal.say(as_typed(kind, "e"))
    assert plain(card_text("GB")) in card.words
    if kind not in FREE:
        refused = one.terminal.say("zz")
        assert "'zz' is not one of the answers" in refused.words
        assert NOT_RECORDED in refused.words
    if kind not in ENTERS and kind != "words":
        nothing = one.terminal.say("")
        assert "Enter alone records nothing." in nothing.words
    assert one.events() == before


def test_what_would_change_is_shown_below_why(check: Callable[..., Check]) -> None:
    one = check()
    one.until(lambda asked: _item(asked) == "means_near", sfr(thoughts="now", intent="unsure", plan="yes"))
    before = one.events()
    told = one.terminal.say("w")
    why, _, rest = told.words.partition("Something they could use is within reach. If yes")
    assert "What is out of reach in that hour cannot be used." in why
    assert why.index("You were not sure: Intends to act on the thoughts.") > why.index("cannot be used.")
    assert rest.startswith(": CALL NOW. Most worth asking next: Something they could use is within reach.")
    rows = [row for row in one.terminal.screen() if row]
    first = next(place for place, row in enumerate(rows) if row.startswith("You were not sure: Intends"))
    last = next(place for place, row in enumerate(rows) if row.startswith("Most worth asking next"))
    assert last - first <= 3
    assert one.events() == before
    assert one.terminal.say("why").words.removeprefix("why ") == told.words.removeprefix("w ")
    called = one.terminal.say("y")
    assert "Now: CALL NOW." in called.words
    silent = one.terminal.say("w")
    assert "Most worth" not in silent.words
    assert "Not known yet" not in silent.words
    assert one.finish()["what_would_change"] == {"sets": [], "ask_next": None, "ask_next_words": ""}


@pytest.mark.parametrize("kind", ["together", "item", "guidance", "board"])
def test_what_would_change_at_every_prompt_of_the_page(kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    one.at(kind)
    told = one.terminal.say("w")
    assert "Not known yet: " in told.words
    assert "Most worth" in told.words
    shown = one.finish()["what_would_change"]
    assert isinstance(shown, dict)
    assert shown["ask_next_words"] in told.words
    words_of_it = [line["words"] for line in shown["sets"]]
    assert words_of_it[0] in told.words
    summary = one.terminal.words()
    assert f"WHAT WOULD CHANGE THIS - {' - '.join([*words_of_it, shown['ask_next_words']])}" in summary


@pytest.mark.parametrize("kind", KINDS)
def test_the_emergency_number_is_on_the_screen_after_e(kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    one.at(kind)
    one.terminal.say(as_typed(kind, "e"))
    wanted = {number for _, number, _ in NUMBERS["GB"][1]}
    assert wanted <= {row.strip() for row in one.terminal.screen()}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "words"])
@pytest.mark.parametrize(("key", "full"), [("s", "skip"), ("x", "can't tell")])
def test_passing_over(key: str, full: str, kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    asked = one.at(kind)
    before = one.events()
    told = one.terminal.say(full if kind == "scale" else key)
    added = one.events()[len(before) :]
    match asked.prompt:
        case AskItem(protocol, _, item):
            why = "could_not_ask" if key == "s" else "cannot_tell_here"
            assert added == (Skipped(protocol, item, why),)
            assert words.SKIP_WORDS[why] in told.words
            assert "counts as not asked" in told.words
        case AskTogether(protocol, _, items):
            assert [(type(one), one.protocol, one.item) for one in added] == [(Skipped, protocol, i) for i in items]
        case _:
            assert added == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_and_the_card_inside_it(kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    asked = one.at(kind)
    noting = asked if kind == "words" else one.terminal.say("note" if kind == "item" else "o")
    card = one.terminal.say(":e")
    assert plain(card_text("GB")) in card.words
    assert card.ask == noting.ask
    back = one.terminal.say("Example: y 2 n, the dog is called Bell")
    if kind != "words":
        assert (back.prompt, back.ask) == (asked.prompt, asked.ask)
    assert one.events()[-1] == Noted("")
    assert one.finish()["notes"] == ["Example: y 2 n, the dog is called Bell"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "words"])
def test_asking_the_shift_lead(kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    one.at(kind)
    told = one.terminal.say("lead" if kind == "item" else "l")
    assert "shift lead" in told.words
    assert one.events()[-1] == AskedLead()
    assert one.finish()["asked_lead"] is True


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("words", "referral")])
def test_handing_over_sooner(kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    one.at(kind)
    choosing = one.terminal.say("raise" if kind == "item" else "+")
    higher = [words.HEADLINES["call_now"], words.HEADLINES["before_you_part"]]
    assert list(numbered(choosing.heard).values())[:2] == higher
    told = one.terminal.say("2")
    assert f"Now: {higher[1]}." in told.words or f"{higher[1]}:" in told.words
    summary = one.finish()
    assert summary["tier"] == "before_you_part"
    assert summary["raised"] == higher[1]


def test_raising_may_be_left(check: Callable[..., Check]) -> None:
    one = check()
    one.at("together")
    before = one.events()
    choosing = one.terminal.say("+")
    one.terminal.say(str(max(numbered(choosing.heard))))
    assert one.events() == before


def test_nothing_is_above_call_now(check: Callable[..., Check]) -> None:
    one = check()
    asked = one.at("together")
    one.terminal.say("1")
    told = one.terminal.say("+")
    assert "nothing is above that" in told.words
    assert asked


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "words"])
def test_lowering_needs_a_second_person_and_a_reason(kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    one.at(kind)
    if kind != "referral":
        one.terminal.say("+")
        one.terminal.say("1")
    before = one.events()
    tiers = one.terminal.say("lower" if kind == "item" else "-")
    persons = one.terminal.say(str(max(numbered(tiers.heard)) - 1))
    assert list(numbered(persons.heard).values())[: len(words.SECOND_PERSONS)] == [w for _, w in words.SECOND_PERSONS]
    reasons = one.terminal.say("1")
    assert list(numbered(reasons.heard).values()) == [said for _, said in words.LOWER_REASONS]
    assert one.events() == before
    one.terminal.say("2")
    lowered = one.finish()["lowered"]
    assert isinstance(lowered, dict)
    assert (lowered["role"], lowered["reason"]) == (words.SECOND_PERSONS[0][1], words.LOWER_REASONS[1][1])


def test_nobody_agrees_so_nothing_is_lowered(check: Callable[..., Check]) -> None:
    one = check()
    one.at("together")
    one.terminal.say("+")
    one.terminal.say("1")
    before = one.events()
    tiers = one.terminal.say("-")
    persons = one.terminal.say(str(max(numbered(tiers.heard)) - 1))
    told = one.terminal.say(str(max(numbered(persons.heard))))
    assert "Left as it is." in told.words
    assert one.events() == before


def test_a_red_flag_cannot_be_lowered(check: Callable[..., Check]) -> None:
    one = check()
    one.until(lambda asked: isinstance(asked.prompt, OfferReferral), {(GATE, "taken_something"): "yes"})
    tiers = one.terminal.say("-")
    one.terminal.say(str(max(numbered(tiers.heard)) - 1))
    one.terminal.say("1")
    told = one.terminal.say("1")
    assert f"It stays at {words.HEADLINES['call_now']}" in told.words
    assert one.finish()["tier"] == "call_now"


@pytest.mark.parametrize("why", ["slip", "changed"])
def test_taking_an_answer_back(why: str, check: Callable[..., Check]) -> None:
    one = check()
    one.until(lambda asked: _item(asked) == "behaviour", sfr(thoughts="lately", plan="yes"))
    first = one.terminal.say("4")
    choosing = one.terminal.say("back")
    assert "slip" in choosing.words
    asked = one.terminal.say("1" if why == "slip" else "2")
    assert _item(asked) == "behaviour"
    assert one.events()[-1] == Retracted(SFR, "behaviour", why)
    one.terminal.answer("1")
    one.walker.walk()
    summary = json.loads(one.out.read_text(encoding="utf-8"))
    assert {line["item"]: line["answer"] for line in summary["answers"]}["behaviour"] == "never"
    text = one.out.read_text(encoding="utf-8")
    if why == "slip":
        assert summary["changes"] == []
        assert "past_3_months" not in text
    else:
        assert [(line["item"], line["now"]) for line in summary["changes"]] == [("behaviour", "Never")]
    assert summary["tier"] == "before_you_part"
    assert first


def test_a_change_keeps_the_tier_and_a_slip_does_not(check: Callable[..., Check]) -> None:
    """Only the answer that is taken back stands for the tier here."""
    ends = {}
    for why in ("1", "2"):
        one = check()
        one.until(lambda asked: _item(asked) == "behaviour", {})
        one.terminal.say("4")
        one.terminal.say("b")
        one.terminal.say(why)
        one.terminal.answer("1")
        one.walker.walk()
        ends[why] = json.loads(one.out.read_text(encoding="utf-8"))["tier"]
    assert ends == {"1": "keep_supporting", "2": "before_you_part"}


def _item(asked: Asked) -> str:
    return asked.prompt.item if isinstance(asked.prompt, AskItem) else ""


def test_a_list_is_taken_back_whole(check: Callable[..., Check]) -> None:
    one = check()
    asked = one.at("together")
    assert isinstance(asked.prompt, AskTogether)
    one.terminal.say("n")
    one.terminal.say("b")
    again = one.terminal.say("1")
    assert again.prompt == asked.prompt
    assert not [event for event in one.events() if isinstance(event, Answered) and event.item == "nowhere"]
    assert one.finish()["answers"] == []


def test_there_is_nothing_to_take_back(check: Callable[..., Check]) -> None:
    one = check()
    one.at("together")
    assert "no answer before this one" in one.terminal.say("b").words


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("board", "words")])
def test_they_just_said(kind: str, check: Callable[..., Check]) -> None:
    one = check()
    asked = one.at(kind)
    board = one.terminal.say("f")
    rows = numbered(board.heard)
    flags = {number: row for number, row in rows.items() if "(RED FLAG)" in row}
    place = next((number for number, row in flags.items() if "[" not in row), min(flags))
    told = one.terminal.say(f"u {place}")
    label = rows[place].partition(" (RED FLAG)")[0]
    assert f"Noted: {label}: {words.ANSWER_WORDS['unsure']}." in told.words
    assert isinstance(one.events()[-1], Answered)
    assert one.events()[-1].answer == "unsure"
    if kind in ("choice", "together"):
        assert told.prompt is not None
    assert asked


def test_they_just_said_finds_words_and_goes_back(check: Callable[..., Check]) -> None:
    one = check()
    asked = one.at("item")
    board = one.terminal.say("f")
    missed = one.terminal.say("xylophone")
    assert "Nothing on the list speaks of 'xylophone'" in missed.words
    every = numbered(board.heard)
    label = next(item.label for item in one.terminal.known.library[GATE].items() if item.tier)
    word = next(word for word in label.split() if len(word) > 3)
    found = numbered(one.terminal.say(word).heard)
    assert any(label in row for row in found.values())
    assert len(found) < len(every)
    back = one.terminal.say("done")
    assert back.prompt == asked.prompt


def test_unsure_shows_its_clarifying_sentence_once(check: Callable[..., Check]) -> None:
    one = check()
    asked = one.until(lambda asked: _item(asked) == "wish_dead", {})
    item = next(one for one in one.terminal.known.library[SFR].items() if one.id == "wish_dead")
    before = one.events()
    told = one.terminal.say("u")
    assert plain(item.clarify) in told.words
    assert one.events() == before
    following = one.terminal.say("u")
    assert one.events()[-1] == Answered(SFR, "wish_dead", "unsure")
    assert one.terminal.words().count(plain(item.clarify)) == 1
    assert following.prompt != asked.prompt


@pytest.mark.parametrize("kind", KINDS)
def test_stopping_gives_a_summary_with_emergency_numbers(kind: str, check: Callable[..., Check]) -> None:
    one = check(kind)
    one.at(kind)
    if kind == "words":
        one.terminal.say("")
    assert one.terminal.stop() == 0
    summary = json.loads(one.out.read_text(encoding="utf-8"))
    assert summary["finished"] is False
    assert summary["stopped"] == words.STOPPED_WORDS["stopped"]
    numbers = {number for _, number, _ in NUMBERS["GB"][1]}
    assert numbers & {line["phone"] for line in summary["contacts"]}
    after = one.terminal.text()[one.terminal.text().rindex("\nMade at") :]
    assert numbers & {row.strip() for row in after.splitlines()}
    assert summary["tier"] != "keep_supporting"
    assert not list(one.state.glob("s-*"))


def test_full_words_answer_too(check: Callable[..., Check]) -> None:
    one = check()
    one.at("item")
    for word, answer in (("YES", "yes"), ("No", "no"), ("unsure", "unsure"), ("declined", "declined")):
        while _is_yes_no(one.terminal.last) is False:
            one.terminal.answer(one.walker.reply(one.terminal.last))
            one.terminal.prompt()
        assert one.terminal.last is not None
        prompt = one.terminal.last.prompt
        one.terminal.say(word)
        if word == "unsure" and one.terminal.last.prompt is None:
            one.terminal.say(word)
        given = [event for event in one.events() if isinstance(event, Answered)][-1]
        assert (given.item, given.answer) == (prompt.item, answer)
        if word == "YES":
            break


def _is_yes_no(asked: Asked | None) -> bool:
    return asked is not None and isinstance(asked.prompt, AskItem) and asked.ask.startswith("y,")


def at_the_end(check: Callable[..., Check]) -> Check:
    one = check()
    one.until(lambda asked: isinstance(asked.prompt, AskFollowUp), sfr(wish_dead="yes"))
    return one


def test_the_card_at_the_question_for_a_time(check: Callable[..., Check]) -> None:
    one = at_the_end(check)
    rows = numbered(one.terminal.last.heard)
    other = next(number for number, row in rows.items() if row not in dict(words.FOLLOW_UPS).values())
    time = one.terminal.say(str(other))
    card = one.terminal.say(":e")
    assert plain(card_text("GB")) in card.words
    assert card.ask == time.ask
    one.terminal.say("Tue 18:00")
    assert one.finish()["follow_up"] == {"agreed": "other", "words": "Tue 18:00"}


@pytest.mark.parametrize("key", ["b", "q"])
@pytest.mark.parametrize("depth", [1, 2])
def test_the_questions_about_consent_can_be_left(key: str, depth: int, check: Callable[..., Check]) -> None:
    one = at_the_end(check)
    asked = one.terminal.say("1")
    assert isinstance(asked.prompt, AskConsent)
    before = one.events()
    one.terminal.say("y")
    if depth == 2:
        one.terminal.say("1")
    one.terminal.answer(key)
    after = one.terminal.prompt()
    if after is None:
        assert one.terminal.end() == 0
        assert json.loads(one.out.read_text(encoding="utf-8"))["consent"]["asked"] == "not_recorded"
    else:
        assert after.prompt == asked.prompt
        assert one.events() == before


@pytest.mark.parametrize("key", ["b", "q"])
def test_the_point_of_a_scale_can_be_left_on_the_board(key: str, check: Callable[..., Check]) -> None:
    one = check("board")
    board = one.at("board")
    scaled = next(i for i in one.terminal.known.library[SFR].items() if i.scale and i.tier)
    place = next(number for number, row in numbered(board.heard).items() if row.startswith(scaled.label))
    point = one.terminal.say(str(place))
    assert point.ask.startswith("1-")
    before = one.events()
    one.terminal.answer(key)
    after = one.terminal.prompt()
    assert after is None or after.ask == one.board_ask()
    if after is not None:
        assert one.events() == before


def test_every_key_of_the_list_has_a_full_word(known: Known) -> None:
    assert {key for key, _, _ in KEYS} == set("sxbfowic+-lerhq")
    assert all(full for _, _, full in KEYS)
    assert known


def test_who_cannot_speak_is_shown_a_number_to_write_to(check: Callable[..., Check]) -> None:
    """Key c at a referral: the list begins with what they can use; nothing of it is written down anywhere."""
    one = check()
    referral = one.until(lambda asked: isinstance(asked.prompt, OfferReferral), sfr(wish_dead="yes"))
    while "crisis line" not in referral.words:
        referral = one.terminal.say("4")  # no answer: the next one
    assert "116 123" in referral.words
    asked = one.terminal.say("c")
    rows = numbered(asked.heard)
    again = one.terminal.say(str(next(n for n, row in rows.items() if row.startswith("they cannot speak"))))
    assert "(noted; again takes it back)" in again.words
    rows = numbered(again.heard)
    language = one.terminal.say(str(next(n for n, row in rows.items() if row == "a language")))
    rows = numbered(language.heard)
    one.terminal.say(str(next(n for n, row in rows.items() if row == "English")))
    rows = numbered(one.terminal.last.heard)
    after = one.terminal.say(str(next(n for n, row in rows.items() if row == "that is all")))
    assert "The lists begin with whoever fits: they cannot speak safely, or at all." in after.words
    assert after.words.index("SHOUT to 85258") < after.words.index("Then:")
    (journal,) = one.state.glob("s-*")
    assert not any(word in journal.read_text(encoding="utf-8") for word in ("speak", "English", '"en"'))


def test_a_language_nobody_knows_is_not_noted(check: Callable[..., Check]) -> None:
    one = check()
    one.at("item")
    rows = numbered(one.terminal.say("c").heard)
    rows = numbered(one.terminal.say(str(next(n for n, row in rows.items() if row == "a language"))).heard)
    one.terminal.say(str(next(n for n, row in rows.items() if row.startswith("another"))))
    again = one.terminal.say("Klingonish")
    assert "is not a language known here; nothing was noted" in again.words
    assert one.terminal.say("b").prompt is not None
