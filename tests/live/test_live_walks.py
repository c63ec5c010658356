"""Whole checks, as a supporter walks them: every tier, every channel, walk and board, and the same by a file."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

import crisisaid
from crisisaid.app.words import HEADLINES, OUTCOMES
from crisisaid.model.state import OfferReferral
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, KEEP_SUPPORTING, NOT_FINISHED, THIS_WEEK
from live.driver import command, lines_of, plain
from live.walker import Walker, numbered

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisisaid.model.state import Key
    from live.driver import Asked, Known, Terminal

SFR = "suicide-first-response"
SCHEMAS = Path(crisisaid.__file__).parent / "schemas"


def without_crisis_line(known: Known) -> str:
    """A country of the directory where only emergency numbers are known."""
    from crisisaid.card_numbers import NUMBERS

    for code in sorted(NUMBERS):
        contacts = known.desk.contacts(code)
        if contacts and {contact.kind for contact in contacts} == {"emergency"}:
            return code
    raise AssertionError("every country has a crisis line now: take this case out")


def sfr(**answers: str) -> dict[Key, str]:
    return {(SFR, item): answer for item, answer in answers.items()}


CALL = sfr(thoughts="now", intent="means_to")
BEFORE = sfr(thoughts="now", plan="unsure", own_plan="no")
WEEK = sfr(wish_dead="yes")
UNFINISHED = sfr(thoughts="skipped")
GATE_CALL = {("danger-now", "taken_something"): "yes"}
GATE_UNSURE = {("danger-now", "badly_hurt"): "unsure"}

CHECKS = [
    ("US", "phone", CALL, CALL_NOW, False),
    ("GB", "in_person", BEFORE, BEFORE_YOU_PART, False),
    ("IN", "text_chat", WEEK, THIS_WEEK, False),
    ("TR", "phone", UNFINISHED, NOT_FINISHED, False),
    ("", "in_person", {}, KEEP_SUPPORTING, False),
    ("GB", "text_chat", GATE_CALL, CALL_NOW, False),
    ("US", "in_person", GATE_UNSURE, BEFORE_YOU_PART, False),
    ("IN", "phone", CALL, CALL_NOW, True),
    ("TR", "text_chat", BEFORE, BEFORE_YOU_PART, True),
    ("", "phone", WEEK, THIS_WEEK, True),
    ("US", "text_chat", UNFINISHED, NOT_FINISHED, True),
    ("GB", "phone", {}, KEEP_SUPPORTING, True),
]


def schema_of(name: str) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


def answers_file(path: Path, walker: Walker, channel: str, about: str = "person") -> Path:
    parts: dict[str, dict[str, str]] = {}
    for (protocol, item), answer in walker.given.items():
        parts.setdefault(protocol, {})[item] = answer
    path.write_text(
        json.dumps(
            {"channel": channel, "about": about, "gate": parts.get("danger-now", {}), "answers": parts.get(SFR, {})}
        ),
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("country", "channel", "answers", "tier", "board"), CHECKS)
def test_a_check_from_first_prompt_to_summary(
    country: str,
    channel: str,
    answers: dict[Key, str],
    tier: str,
    board: bool,
    known: Known,
    open_terminal: Callable[..., Terminal],
    environ: dict[str, str],
    tmp_path: Path,
) -> None:
    country = country or without_crisis_line(known)
    live = tmp_path / "live.json"
    # What ends at the first look is the same only where the protocol was named beforehand, as it is with a file.
    named = ["run", SFR] if answers in (GATE_CALL, GATE_UNSURE) else []
    terminal = open_terminal(*named, *(["--board"] if board else []), "--output", str(live))
    walker = Walker(terminal, answers, country=country, channel=channel)
    assert walker.walk() == 0, terminal.text()[-2000:]

    said = terminal.text()
    assert f"\n{HEADLINES[tier]}\nMade at" in said
    summary = json.loads(live.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema_of("summary-v1")).validate(summary)
    assert summary["tier"] == tier
    assert summary["country"] == country
    # In an emergency that the first look has found, nobody is asked how they are in touch.
    assert summary["channel"] == (channel if "channel" in walker.asked_for else "")
    assert "channel" in walker.asked_for or summary["tier"] == CALL_NOW
    assert "Traceback" not in said
    if tier == NOT_FINISHED:
        assert [one["item"] for one in summary["not_asked"]] == ["thoughts"]
    assert not list((tmp_path / "state" / "crisisaid").glob("s-*")), "a finished check leaves nothing behind"

    again = subprocess.run(
        command("run", SFR, "--country", country, "--format", "json")
        + ["--answers", str(answers_file(tmp_path / "answers.json", walker, channel))],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stderr
    scripted = json.loads(again.stdout)
    jsonschema.Draft202012Validator(schema_of("summary-v1")).validate(scripted)
    assert scripted["tier"] == tier
    assert thresholds(scripted) == thresholds(summary)
    assert scripted["answers"] == summary["answers"]
    assert scripted["not_asked"] == summary["not_asked"]


def thresholds(summary: dict[str, list[dict[str, object]]]) -> set[object]:
    return {(one["kind"], one["threshold"], one["tier"]) for one in summary["reasons"]}


@pytest.mark.parametrize("about", ["person", "third_party"])
def test_what_is_asked_follows_who_is_speaking(about: str, open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal("--country", "GB", "--channel", "phone")
    walker = Walker(terminal, sfr(thoughts="lately"), about=about)
    assert walker.walk() == 0
    items = {item.id: item for item in terminal.known.library[SFR].items()}
    for name in ("wish_dead", "thoughts"):
        other = items[name].second_hand if about == "person" else items[name].text
        wanted = items[name].text if about == "person" else items[name].second_hand
        assert wanted in terminal.words()
        assert other not in terminal.words()


def at_referral(open_terminal: Callable[..., Terminal], answers: dict[Key, str]) -> tuple[Terminal, Walker, Asked]:
    terminal = open_terminal("--country", "GB", "--channel", "phone")
    walker = Walker(terminal, answers)
    while (asked := terminal.prompt()) is not None and not isinstance(asked.prompt, OfferReferral):
        terminal.answer(walker.reply(asked))
    assert asked is not None
    return terminal, walker, asked


def test_nobody_answers(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """One after the other comes first; in the end it says so, and the questions do not go round for ever."""
    terminal, _, asked = at_referral(open_terminal, GATE_CALL)
    first: list[str] = []
    outcomes = dict(OUTCOMES)
    while outcomes["no_answer"] in numbered(asked.heard).values():
        rows = [row.strip() for row in lines_of(asked.heard)]
        first.append(next(row for row in rows if row and sum(sign.isdigit() for sign in row) > len(row) // 2))
        asked = terminal.say(str(list(outcomes).index("no_answer") + 1))
        assert len(first) < 30
    assert len(first) == len(set(first)) > 1
    assert "Everybody on the list was tried." in asked.words
    assert terminal.stop() == 0
    tried = terminal.text().partition("WHO HAS BEEN TRIED\n")[2]
    assert plain(tried).count(": no answer") == len(first)


@pytest.mark.parametrize("outcome", [outcome for outcome, _ in OUTCOMES if outcome != "no_answer"])
def test_what_became_of_a_call_is_in_the_summary(outcome: str, open_terminal: Callable[..., Terminal]) -> None:
    terminal, _, asked = at_referral(open_terminal, GATE_CALL)
    number = list(dict(OUTCOMES)).index(outcome) + 1
    following = terminal.say(str(number))
    if outcome == "declined":
        assert "you may call without a yes" in following.words
    assert following.prompt != asked.prompt
    assert terminal.stop() == 0
    assert dict(OUTCOMES)[outcome] in plain(terminal.text().partition("WHO HAS BEEN TRIED\n")[2])


def test_stopping_while_help_is_on_its_way(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal("run", SFR, "--country", "GB", "--channel", "phone")
    walker = Walker(terminal, GATE_CALL, go_on=False)
    assert walker.walk() == 0
    assert not [key for key in walker.given if key[0] == SFR]
    assert f"\n{HEADLINES[CALL_NOW]}\nMade at" in terminal.text()


@pytest.mark.parametrize("consent", ["y", "n", "s"])
def test_consent_is_in_the_summary(consent: str, open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    live = tmp_path / "live.json"
    terminal = open_terminal("--output", str(live))
    assert Walker(terminal, WEEK, consent=consent).walk() == 0
    said = json.loads(live.read_text(encoding="utf-8"))["consent"]
    assert said["asked"] == {"y": "yes", "n": "no", "s": "could_not_ask"}[consent]
    assert bool(said["what"]) == bool(said["to"]) == (consent == "y")
