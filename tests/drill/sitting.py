"""A trainee at a terminal: reads what stands there, and answers after a habit, until the program ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pexpect

from crisisaid.app.words import HEADLINES
from crisisaid.contacts.roles import role_words
from crisisaid.drill.truth import items_of, whole_truth
from crisisaid.engine.answers import allowed
from crisisaid.model.role_play import GOOD, HARMFUL
from crisisaid.model.tier import CALL_NOW, TIERS
from live.driver import command
from shipped import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.drill.cases import Case
    from crisisaid.model.role_play import RolePlay, Saying

PROMPT = re.compile(r"DRILL\. [^\r]*: $")
ROW = re.compile(r"^ {0,2}(\w+)  (\S.*)$")
NAMED = tuple(tier for tier in TIERS if tier in HEADLINES and tier != "not_finished")

WELL, CALLS, LITTLE, HASTY = "wclh"
"""Who does as the page says; calls for everybody; asks so that no is easy and names too little; asks two things."""


class Sitting:
    """One command on a pty, answered to its end by somebody with a habit."""

    def __init__(self, environ: dict[str, str], habit: str, *arguments: str) -> None:
        run = command(*arguments)
        self.habit = habit
        self.child = pexpect.spawn(run[0], run[1:], env=environ, encoding="utf-8", dimensions=(80, 80), timeout=60)
        self.text = ""

    def through(self, answers: Answers) -> int:
        """Answer every prompt; the exit status."""
        while self.child.expect([PROMPT, pexpect.EOF]) == 0:
            block = self.child.before
            self.text += block + self.child.after
            self.child.sendline(answers.to(*parts(block)))
        self.text += self.child.before
        self.child.close()
        return int(self.child.exitstatus)


def parts(block: str) -> tuple[str, str, dict[str, str]]:
    """The heading of the last view, what stands there, and its rows: what to type, and the words beside it."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", block).replace("\r", "").rpartition("DRILL: ")[2].splitlines()
    heading, rows, last = lines[0], dict[str, str](), ""
    for line in lines[1:]:
        if match := ROW.match(line):
            last = match[1]
            rows[last] = match[2]
        elif last and line.startswith("     "):
            rows[last] += " " + line.strip()
    return heading, " ".join(lines), rows


def key_of(rows: dict[str, str], words: str) -> str:
    """What to type for the row with these words."""
    wanted = " ".join(words.split())
    return next(key for key, said in rows.items() if said == wanted)


class Answers:
    """What somebody with a habit answers to a view."""

    def to(self, heading: str, text: str, rows: dict[str, str]) -> str:
        raise NotImplementedError


class ToCases(Answers):
    """Short cases, of which the right answers are known."""

    def __init__(self, habit: str, cases: Sequence[Case]) -> None:
        self.habit, self.cases, self.at = habit, list(cases), -1

    def to(self, heading: str, text: str, rows: dict[str, str]) -> str:
        if "Where does this have to go?" in heading:
            self.at += 1
            return key_of(rows, HEADLINES[named(self.habit, self.cases[self.at].tier)])
        roles = self.cases[self.at].roles
        return key_of(rows, role_words(roles[0])) if roles else list(rows)[-1]


class ToRolePlay(Answers):
    """One role play, of which everything that is so is known."""

    def __init__(self, habit: str, role_play: RolePlay) -> None:
        self.habit, self.role_play, self.asked = habit, role_play, 0
        self.items = items_of(LIBRARY, role_play)
        truth = whole_truth(LIBRARY, role_play)
        self.truth = {self.items[key].label: (self.items[key], answer) for key, answer in truth.items()}

    def to(self, heading: str, text: str, rows: dict[str, str]) -> str:
        if heading == self.role_play.title:
            return "1"
        if heading.startswith("What do you ask"):
            self.asked += 1
            enough = self.habit == HASTY and self.asked > 2
            return "t" if enough or list(rows) == ["t"] else "1"
        if heading.startswith("How do you ask?"):
            return "3" if self.habit == LITTLE else "1"
        if heading == "What do you say?":
            moment = next(one for one in self.role_play.moments if {c.words for c in one.choices} <= set(rows.values()))
            return self._saying(moment.choices, rows)
        if heading.startswith("Where does this have to go?"):
            return key_of(rows, HEADLINES[named(self.habit, self.role_play.tier)])
        if heading == "What is the first thing you do?":
            return self._saying(self.role_play.first_steps, rows)
        if "Numbers: seen" in text or all(key.isdigit() for key in rows):
            return self._glance(rows) if "What do you note?" not in text else self._note(heading, rows)
        return self._note(heading, rows)

    def _saying(self, choices: Sequence[Saying], rows: dict[str, str]) -> str:
        kind = HARMFUL if self.habit in {LITTLE, HASTY} else GOOD
        return key_of(rows, next(one.words for one in choices if one.kind == kind))

    def _so(self, label: str) -> str:
        item, answer = self.truth.get(label, (None, "no"))
        if self.habit == LITTLE and answer == "unsure" and item is not None:
            return allowed(item)[0] if item.scale else "no"
        return answer

    def _glance(self, rows: dict[str, str]) -> str:
        """First what is seen, then what is unsure, then: no others."""
        left = {key: label for key, label in rows.items() if not re.search(r"\[[^]]+\]$", label)}
        seen = [key for key, label in left.items() if self._so(label) == "yes"]
        unsure = [key for key, label in left.items() if self._so(label) == "unsure"]
        if seen:
            return " ".join(seen)
        if unsure:
            return f"u {unsure[0]}"
        return "n" if len(left) == len(rows) else ""

    def _note(self, label: str, rows: dict[str, str]) -> str:
        item, _ = self.truth.get(label, (None, ""))
        answer = self._so(label)
        points = {point.id: point.text for point in (item.scale or item.options)} if item is not None else {}
        if answer in points:
            return key_of(rows, points[answer])
        return {"yes": "y", "no": "n", "unsure": "u", "declined": "d"}[answer]


def named(habit: str, right: str) -> str:
    """The tier that somebody with this habit names where another one is right."""
    if habit == CALLS:
        return CALL_NOW
    if habit in {LITTLE, HASTY}:
        return NAMED[max(0, NAMED.index(right) - 1)]
    return right
