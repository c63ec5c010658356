"""Walks a check on the screen: reads what is asked, types the answer that was planned, or else the safest one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crisisaid.app.on_offer import protocol_view
from crisisaid.app.present import board_view
from crisisaid.app.words import ABOUT_WORDS
from crisisaid.engine.answers import safest
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import start
from crisisaid.model.protocol import CHANNELS
from crisisaid.model.state import (
    AskConsent,
    AskFollowUp,
    AskGoOn,
    AskItem,
    AskProtocol,
    AskSetting,
    AskTogether,
    OfferReferral,
    ShowGuidance,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisisaid.model.protocol import Item
    from crisisaid.model.state import Key
    from live.driver import Asked, Known, Terminal

LETTERS = {"yes": "y", "no": "n", "unsure": "u", "declined": "d", "skipped": "s"}
MOST = 200


class Walker:
    """``answers`` by (protocol, item), ``skipped`` among them; ``given`` is what was really answered in the end."""

    def __init__(
        self,
        terminal: Terminal,
        answers: Mapping[Key, str],
        *,
        protocol: str = "suicide-first-response",
        country: str = "GB",
        channel: str = "phone",
        about: str = "person",
        outcome: str = "1",
        go_on: bool = True,
        consent: str = "n",
        look: Callable[[Asked], None] | None = None,
    ) -> None:
        self.terminal = terminal
        self.known: Known = terminal.known
        self.answers = answers
        self.given: dict[Key, str] = {}
        self.seen: list[str] = []
        self._told = {"country": country, "channel": channel, "about": about}
        self._protocol = protocol
        self._outcome = outcome
        self._go_on = go_on
        self._consent = consent
        self._look = look
        self.asked_for: set[str] = set()
        self._now: Asked | None = None

    def walk(self) -> int:
        """From the prompt that comes next to the end; the exit code."""
        while (asked := self.terminal.prompt()) is not None:
            assert len(self.seen) < MOST, "this check does not end"
            if self._look:
                self._look(asked)
            self.terminal.answer(self.reply(asked))
        return self.terminal.end()

    def reply(self, asked: Asked) -> str:
        """What to type at this prompt."""
        if asked.prompt is not None:
            self._now = asked
        self.seen.append(asked.ask)
        if asked.ask == self._board_ask():
            return self._on_board(asked)
        now = self._now.prompt if asked.prompt is None and self._now and asked.ask == self._now.ask else asked.prompt
        match now:
            case AskItem(protocol, _, item):
                return self._item((protocol, item))
            case AskTogether():
                return self._together(now, asked)
            case ShowGuidance():
                return ""
            case OfferReferral():
                return self._outcome
            case AskSetting(name):
                return self._setting(name)
            case AskProtocol():
                listed = protocol_view(self.known.desk).choices
                return next(choice.keys[0] for choice in listed if choice.value == self._protocol)
            case AskGoOn():
                return "1" if self._go_on else "2"
            case AskFollowUp():
                return "1"
            case AskConsent():
                return self._consent
        return "1"

    def _setting(self, name: str) -> str:
        self.asked_for.add(name)
        listed = {"channel": CHANNELS, "about": tuple(ABOUT_WORDS)}.get(name)
        return str(listed.index(self._told[name]) + 1) if listed else self._told[name]

    def _find(self, key: Key) -> Item:
        return next(item for item in self.known.library[key[0]].items() if item.id == key[1])

    def _wanted(self, key: Key) -> str:
        return self.answers.get(key, safest(self._find(key)))

    def _item(self, key: Key) -> str:
        answer, item = self._wanted(key), self._find(key)
        self.given[key] = answer
        points = [point.id for point in item.scale or item.options]
        return str(points.index(answer) + 1) if answer in points else LETTERS[answer]

    def _together(self, prompt: AskTogether, asked: Asked) -> str:
        step = next(one for one in self.known.library[prompt.protocol].steps if one.id == prompt.step)
        rows = numbered(asked.heard)
        # What another protocol has noted already is not on the list: the row tells which item a number stands for.
        places = {(prompt.protocol, item.id): _row_of(item, rows) for item in step.items}
        keys = [key for key, place in places.items() if place]
        open_keys = [key for key in keys if "[" not in rows[places[key]]]
        given = [key for key in open_keys if self._wanted(key) != safest(self._find(key))]
        if not given:
            self.given |= dict.fromkeys(open_keys, "no")
            return "" if len(open_keys) < len(keys) else "n"
        self.given |= {key: self._wanted(key) for key in given}
        return " ".join(f"{LETTERS[self._wanted(key)]} {places[key]}" for key in given)

    def _board_ask(self) -> str:
        state = fold(self.known.library, [start(self.known.library, "")])
        return board_view(self.known.library, state, (), "")[0].ask

    def _on_board(self, asked: Asked) -> str:
        """Tick every planned answer that is on the board now and is not noted yet, one by one; then done."""
        labels = {self._find(key).label: key for key in self.answers if key[0] == self._protocol}
        for number, row in numbered(asked.heard).items():
            key = next((labels[label] for label in labels if row.startswith(label)), None)
            if key is None or "[" in row or key in self.given:
                continue
            item, answer = self._find(key), self.answers[key]
            self.given[key] = answer
            if item.scale and answer not in LETTERS:
                return str(number)
            return f"{LETTERS[answer]} {number}"
        return "done"


def _row_of(item: Item, rows: Mapping[int, str]) -> int:
    """The number under which an item stands; 0 when it is not there."""
    return next((number for number, row in rows.items() if row.removesuffix("]").split(" [")[0] == item.label), 0)


def numbered(heard: str) -> dict[int, str]:
    """The numbered rows of the last list on the screen, wraps taken out."""
    rows: dict[int, str] = {}
    last = 0
    for line in re.sub(r"\x1b\[[0-9;]*m", "", heard).replace("\r\n", "\n").split("\n"):
        if found := re.match(r" {0,2}(\d{1,3})  (\S.*)", line):
            last = int(found.group(1))
            if last == 1:
                rows = {}
            rows[last] = found.group(2)
        elif line.startswith("     ") and line.strip() and last:
            rows[last] += " " + line.strip()
        else:
            last = 0
    return rows
