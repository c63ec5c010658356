"""Drills on a real terminal: DRILL at every prompt, no number, nothing that a live check could take up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from live.driver import command

if TYPE_CHECKING:
    from cli.conftest import Done

    Run = Callable[..., Done]

PROMPT = re.compile(r"DRILL\. [^\r]*: $")
NUMBER = re.compile(r"\b(999|112|911|988|116 ?123|\d{5,})\b")


class Terminal:
    """A command on a pty, answered prompt by prompt."""

    def __init__(self, environ: dict[str, str], *arguments: str) -> None:
        run = command(*arguments)
        self.child = pexpect.spawn(run[0], run[1:], env=environ, encoding="utf-8", dimensions=(24, 80), timeout=20)
        self.text = ""

    def answer(self, *keys: str) -> None:
        for key in keys:
            self.child.expect(PROMPT)
            self.text += self.child.before + self.child.after
            self.child.sendline(key)

    def end(self) -> str:
        self.child.expect(pexpect.EOF)
        self.text += self.child.before
        self.child.close()
        return " ".join(self.text.split())


@pytest.fixture
def terminal(environ: dict[str, str]) -> Callable[..., Terminal]:
    return lambda *arguments: Terminal(environ | {"TERM": "xterm"}, *arguments)


NAME = "cheerful-on-the-phone"
ASKED = ("1", "3", "1", "n", "thoughts of", "1", "1", "2", "1", "getting", "1", "2", "y")


def test_a_full_role_play_from_the_content_note_to_the_debrief(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    one = terminal("drill", "play", NAME, "--as", "owl", "--results", str(tmp_path / "kept"))
    one.answer(*ASKED[:4], "b", "1", "1", "n", "g", "e", *ASKED[4:9], "t", "2", "1", "2")
    said = one.end()
    assert one.child.exitstatus == 0
    assert said.index("It speaks of") < said.index("quarter past eleven")
    assert "You are back there. Try another way." in said
    assert "Put both feet on the floor." in said
    assert "In a real check the emergency card stands here." in said
    assert "Killing myself, yes" in said
    assert "You named BEFORE YOU PART. The page comes to BEFORE YOU PART." in said
    assert "Done well:" in said
    assert said.count("DRILL: practice. This is not a referral summary.") == 2
    assert not NUMBER.search(said)
    assert (tmp_path / "kept" / "owl.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_a_leading_question_gets_the_easy_no_and_that_is_said(terminal: Callable[..., Terminal]) -> None:
    one = terminal("drill", "play", NAME, "--plain")
    one.answer("1", "3", "thoughts of", "1", "3", "1", "1", "t", "3", "1", "1")
    said = one.end()
    assert "I would never do anything stupid" in said
    assert "Thoughts of suicide: unsure, taken for no." in said
    assert "too little: somebody would have had less help" in said
    assert "\x1b" not in one.text


@pytest.mark.parametrize("keys", [("x",), ("1", "x"), ("1", "3", "q"), ("1", "3", "1", "x")])
def test_whoever_passes_leaves_nothing_behind(
    terminal: Callable[..., Terminal], tmp_path: Path, keys: tuple[str, ...]
) -> None:
    one = terminal("drill", "play", NAME, "--as", "owl", "--results", str(tmp_path / "kept"))
    one.answer(*keys)
    said = one.end()
    assert "Passed. Nothing is noted of it." in said
    assert one.child.exitstatus == 0
    assert not (tmp_path / "kept").exists()


def test_in_pairs_nothing_of_the_part_is_on_the_screen(terminal: Callable[..., Terminal]) -> None:
    one = terminal("drill", "pair", NAME)
    one.answer("1", "thoughts of", "1", "2", "t", "2", "1")
    said = one.end()
    assert "Ask it aloud, or look and listen. They answer from their sheet." in said
    assert "Killing myself" not in said
    assert "You named BEFORE YOU PART." in said


def test_quick_judgement_says_what_the_page_says_after_each(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    one = terminal("drill", "quick", "self-harm", "--count", "2", "--as", "owl", "--results", str(tmp_path))
    one.answer("1", "1", "4", "2")
    said = one.end()
    assert said.count("The page comes to") == 2
    assert not NUMBER.search(said)
    assert (tmp_path / "owl.jsonl").read_text(encoding="utf-8").count("\n") == 2


def test_the_same_seed_gives_the_same_cases_to_a_class(terminal: Callable[..., Terminal]) -> None:
    def cases(seed: str) -> str:
        one = terminal("drill", "quick", "self-harm", "--count", "1", "--seed", seed, "--lines")
        one.answer("x")
        return one.end()

    assert cases("5") == cases("5")
    assert cases("5") != cases("6")


def test_a_room_sees_where_it_parts(terminal: Callable[..., Terminal]) -> None:
    one = terminal("drill", "group", NAME)
    one.answer("5 x", "10 10 10", "1 2 27", "0 30 0 0", "30 0 0", "x")
    said = one.end()
    assert "That is not 3 numbers. Nobody was counted." in said
    assert "<- the page" in said
    assert "Parted at: " in said
    assert "differ in 69% of cases" in said


def test_a_drill_is_nothing_that_resume_takes_up(
    crisisaid: Run, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    one = terminal("drill", "quick", "self-harm", "--count", "1", "--as", "owl")
    one.answer("1", "1")
    one.end()
    kept = list(tmp_path.rglob("owl.jsonl"))
    assert len(kept) == 1
    assert kept[0].parent.name == "drills"
    (kept[0].parent.parent / "s-0123456789abcdef").write_bytes(kept[0].read_bytes())
    resumed = crisisaid("resume")
    assert resumed.code != 0
    assert "self-harm" not in resumed.out
    assert kept[0].exists()


def test_nothing_is_asked_where_nobody_is_at_a_terminal(crisisaid: Run) -> None:
    for name in ("play", "pair", "group"):
        done = crisisaid("drill", name, NAME)
        assert done.code == 4
        assert "so nothing was asked" in done.said


@pytest.mark.parametrize(
    "arguments",
    [
        ("play", "no-such"),
        ("quick", "no-such"),
        ("play", NAME, "--as", "A. Real Name"),
        ("paper", NAME, "--what", "poem"),
        ("list", "--drills", "/no/such"),
    ],
)
def test_bad_input_is_a_sentence(crisisaid: Run, arguments: tuple[str, ...]) -> None:
    done = crisisaid("drill", *arguments)
    assert done.code in (1, 2)
    assert done.err
    assert "Traceback" not in done.said


def test_a_new_role_play_is_named_with_all_that_is_still_to_be_written(crisisaid: Run, tmp_path: Path) -> None:
    done = crisisaid("drill", "new", "self-harm", "mine", "--drills", str(tmp_path))
    assert done.code == 0
    checked = crisisaid("drill", "check", "--drills", str(tmp_path))
    assert checked.code == 1
    assert checked.out.count("CA0812") > 15
    again = crisisaid("drill", "new", "self-harm", "mine", "--drills", str(tmp_path))
    assert again.code == 1


@pytest.mark.parametrize("what", ["part", "cards", "observer"])
def test_paper_carries_its_banner_and_nothing_from_outside(crisisaid: Run, what: str) -> None:
    text = crisisaid("drill", "paper", NAME, "--what", what)
    page = crisisaid("drill", "paper", NAME, "--what", what, "--format", "html")
    assert text.out.startswith("DRILL. Practice only")
    assert max(map(len, text.out.splitlines())) <= 78
    assert "DRILL. Practice only" in page.out
    assert not re.search(r"https?:|<script|src=", page.out)
    assert not NUMBER.search(text.out)
    assert ("Eleven years ago" in text.out) == (what == "part")


def test_written_situations_of_an_organisations_own_protocol_are_cases_too(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    place = tmp_path / "ours" / "protocols" / "our-own" / "1.1.0"
    place.mkdir(parents=True)
    for name in ("protocol.yaml", "scenarios.yaml"):
        text = Path("protocols", "role-and-boundaries", "1.1.0", name).read_text(encoding="utf-8")
        text = text.replace("role-and-boundaries", "our-own").replace("status: released", "status: draft")
        (place / name).write_text(text, encoding="utf-8")
    one = terminal("drill", "quick", "our-own", "--count", "1", "--organisation", str(tmp_path / "ours"))
    one.answer("1", "1")
    assert "The page comes to" in one.end()


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("quick", "losing-touch-with-reality", "--count", "2", "--seed", "4", "--lines"), ("2", "1", "1", "1")),
        (("group", "the-committee"), ("2 5 20", "1 1 1", "0 0 0 9", "9 0 0", "1 2 3")),
        (("play", NAME), ("1", "3", "thoughts of", "1", "3", "1", "1", "t", "3", "1", "1")),
    ],
)
def test_no_row_is_longer_than_the_screen_and_no_word_is_cut(
    terminal: Callable[..., Terminal], arguments: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    one = terminal("drill", *arguments)
    one.answer(*keys)
    one.end()
    rows = re.sub(r"\x1b\[[0-9;]*m", "", one.text).replace("\r", "").splitlines()
    assert max(map(len, rows)) < 80
    if arguments[0] == "group":
        assert "them, or different?" in " ".join(one.text.split("<- the page")[1].split()), "said whole"


def test_the_list_may_be_of_one_protocol(inside: Run) -> None:
    done = inside("drill", "list", "withdrawal")
    assert done.code == 0
    assert "withdrawal/from-new-year" in done.out
    assert "self-harm/" not in done.out
    assert "People at a line (--lines): as well." in done.out
    assert inside("drill", "list", "withdrawl").code != 0
    assert "withdrawal" in inside("drill", "list", "withdrawl").err
