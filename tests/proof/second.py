"""A second decider: every person of a small protocol, taken through their session, by the text of DESIGN section 5.

It shares no code with crisisaid.proof or crisisaid.engine. A person is what somebody would say to each item; all
persons are numbered, and a set of persons is one long integer with a bit for each. Sessions are gone through as a tree:
whoever has said the same so far goes on together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from engine.oracle import FAILS, HOLDS, TIERS, Plain

from .reading import NOBODY, RANK, SKIPPED, Key, Reader, Record, checklists, items_of, other_name

CHANNEL: Key = ("", "channel")
CHANNELS = ["in_person", "phone", "text_chat"]
KNOWN = "*"
"""Behind a word: it was said in a protocol that is not here, and counts from the start, whether it is asked or not."""

Mark = tuple[str, ...]
"""Something that is true of a session: a tier, a threshold that is met, a step that is shown."""


def ladder(item: Plain) -> list[str]:
    """The answers from the least concerning; of a setting, as they are written."""
    if item["kind"] == "protective":
        return ["yes", "no"]
    return list(item.get("scale") or item.get("options") or ["no", "yes"])


def facts_of(plains: list[Plain], *, stopping: bool = False) -> dict[Key, list[str]]:
    """Everything that may be so or so with somebody, each with the least concerning word first.

    For somebody who may stop it always matters what was known from the start; else only where it may not be asked.
    """
    here = {plain["id"] for plain in plains}
    facts: dict[Key, list[str]] = {}
    if any(set(item.get("channels", CHANNELS)) != set(CHANNELS) for plain in plains for item in items_of(plain)):
        facts[CHANNEL] = ["", *CHANNELS]
    for plain in plains:
        for step in checklists(plain):
            for item in step["items"]:
                words = [*ladder(item), *NOBODY]
                elsewhere = "same_as" in item and other_name(item)[0] not in here
                elsewhere = elsewhere and (stopping or step.get("when") is not None)
                facts[plain["id"], item["id"]] = [*words, SKIPPED, *(word + KNOWN for word in words if elsewhere)]
    return facts


class Moment(NamedTuple):
    """Where a session stands. ``reached`` is the rank that the prompts before led to, ``asked`` the last list asked."""

    record: Record
    channel: str
    prompts: int = 0
    reached: int = 0
    asked: str = ""
    ended: bool = False


class World:
    """Every person of these protocols, walked one after another.

    ``sets`` holds of whom something is true in a session in which everything is asked, also behind an emergency that
    ends the questions; ``really`` the same of the session as it is. ``stops`` are moments at which somebody who stops
    has less than was certain, ``slowest`` the most prompts until a rank is reached, ``ends`` every real session.
    """

    def __init__(self, plains: list[Plain], *, stopping: bool = False) -> None:
        self.plains = plains
        self.readers = [Reader(plain) for plain in plains]
        self.asking = [
            (page, step, item)
            for page, plain in enumerate(plains)
            for step in checklists(plain)
            for item in step["items"]
        ]
        self.facts = facts_of(plains, stopping=stopping)
        self.people = 1
        self.stride: dict[Key, int] = {}
        for key in reversed(self.facts):
            self.stride[key] = self.people
            self.people *= len(self.facts[key])
        self.everybody = (1 << self.people) - 1
        self.saying = {key: {word: self.having(key, word) for word in words} for key, words in self.facts.items()}
        self._one_answer_to_one_item()
        self.sets: dict[Mark, int] = defaultdict(int)
        self.really: dict[Mark, int] = defaultdict(int)
        self.stops: list[Moment] = []
        self.slowest: dict[int, int] = {}
        self.ends: list[tuple[Moment, int]] = []
        for now, here in self._beginnings():
            self._go(0, now, here)

    def having(self, key: Key, word: str) -> int:
        """Everybody whose fact is this word."""
        stride, words = self.stride[key], self.facts[key]
        block = ((1 << stride) - 1) << stride * words.index(word)
        return block * (self.everybody // ((1 << stride * len(words)) - 1))

    def moved(self, some: int, key: Key, word: str, to: str) -> int:
        """Of these people those with this word, as they would be with another word in its place."""
        words = self.facts[key]
        by = (words.index(to) - words.index(word)) * self.stride[key]
        some &= self.having(key, word)
        return some << by if by >= 0 else some >> -by

    def number(self, says: dict[Key, str]) -> int:
        """The number of one person."""
        return sum(self.facts[key].index(says[key]) * stride for key, stride in self.stride.items())

    def person(self, number: int) -> dict[Key, str]:
        """What the person of this number says."""
        return {key: words[number // self.stride[key] % len(words)] for key, words in self.facts.items()}

    def _one_answer_to_one_item(self) -> None:
        """Somebody says the same to one item wherever it is asked; only what was passed over is asked again."""
        for plain in self.plains:
            for item in items_of(plain):
                other, own = other_name(item), self.saying[plain["id"], item["id"]]
                for word in own if other in self.facts else ():
                    first = self.saying[other][word] if word != SKIPPED else 0
                    own[word] = first | (self.saying[other][SKIPPED] & own[word])

    def _beginnings(self) -> Iterator[tuple[Moment, int]]:
        """Everybody at the start: on their channel, with what is known of them already."""
        names = {(plain["id"], item["id"]): other_name(item) for plain in self.plains for item in items_of(plain)}
        known = {key: [w for w in words if w.endswith(KNOWN)] for key, words in self.facts.items()}
        known = {key: words for key, words in known.items() if words}
        for channel in self.facts.get(CHANNEL, [""]):
            on = self.having(CHANNEL, channel) if CHANNEL in self.facts else self.everybody
            for words in product(*(["", *known[key]] for key in known)):
                here, record = on, {}
                for key, word in zip(known, words, strict=True):
                    told = sum(self.having(key, one) for one in known[key])
                    here &= self.having(key, word) if word else self.everybody & ~told
                    if word:
                        record[names[key]] = word.removesuffix(KNOWN)
                yield Moment(record, channel), here

    def _go(self, place: int, now: Moment, here: int) -> int:
        """From here to every end; the lowest rank that these people come to."""
        place = self._next(place, now)
        page, step, item = self.asking[place] if place < len(self.asking) else (len(self.plains) - 1, {}, {})
        midway = step.get("ask") == "together" and step["id"] == now.asked
        if not midway and not now.ended:
            now = self._settled(now, page, here)
        if not item:
            return self._end(now, here)
        key = (self.plains[page]["id"], item["id"])
        self.sets["asked", item["id"]] |= here
        if not now.ended:
            self.really["asked", item["id"]] |= here
        on = now._replace(prompts=now.prompts + (not midway), asked=step["id"])
        ways = [(word, some) for word, saying in self.saying[key].items() if (some := here & saying)]
        lowest = min(self._go(place + 1, on._replace(record={**now.record, key: word}), some) for word, some in ways)
        if len(self.plains) == 1 and not now.ended:
            self._stop(now, lowest)
        return lowest

    def _next(self, place: int, now: Moment) -> int:
        """The next item that is asked, from this place on."""
        while place < len(self.asking):
            page, step, item = self.asking[place]
            reader = self.readers[page]
            in_sight = not now.channel or now.channel in item.get("channels", CHANNELS)
            shown = reader.value(step.get("when"), now.record, now.channel) != FAILS
            if shown and in_sight and reader.state(item["id"], now.record, now.channel) == "not asked":
                return place
            place += 1
        return place

    def _settled(self, now: Moment, page: int, here: int) -> Moment:
        """After a prompt was answered: where that has led to, and whether it ends the questions."""
        reached = max(reader.established(now.record, now.channel) for reader in self.readers[: page + 1])
        for rank in range(now.reached + 1, reached + 1):
            self.slowest[rank] = max(self.slowest.get(rank, 0), now.prompts)
        ended = any(reader.ended(now.record, now.channel) for reader in self.readers[: page + 1])
        now = now._replace(reached=reached, ended=ended)
        if ended:
            self._ended_early(now, here, page)
        return now

    def _stop(self, now: Moment, lowest: int) -> None:
        sure = self.readers[0].established(now.record, now.channel)
        if sure > lowest or max(sure, self._floor(now)) < lowest:
            self.stops.append(now)

    def _floor(self, now: Moment) -> int:
        """Rule 3: a red flag that was not asked is not a no."""
        if not any(reader.missing(now.record, now.channel) for reader in self.readers):
            return 0
        concern = any(reader.concern(now.record, now.channel) for reader in self.readers)
        return RANK["before_you_part"] if concern else RANK["not_finished"]

    def _end(self, now: Moment, here: int) -> int:
        rank = max(self._floor(now), *(reader.established(now.record, now.channel) for reader in self.readers))
        marks = [("tier", TIERS[rank]), *self._marks(now)]
        for mark in marks:
            self.sets[mark] |= here
        if not now.ended:
            self._really_end(now, here, marks)
        return rank

    def _ended_early(self, now: Moment, here: int, page: int) -> None:
        """An emergency has ended the questions; by the page that it was on, it is known what comes after."""
        marks = [("tier", TIERS[now.reached]), ("ended",), *self._marks(now)]
        self._really_end(now, here, marks, walked=page == len(self.plains) - 1)

    def _really_end(self, now: Moment, here: int, marks: list[Mark], *, walked: bool = True) -> None:
        self.ends.append((now, here))
        tier = marks[0][1]
        for mark in (*marks, *([("walked",), *self._at_the_end(now, tier)] if walked else ())):
            self.really[mark] |= here

    def _marks(self, now: Moment) -> Iterator[Mark]:
        """All that is true of a session with this record, but for its tier."""
        for plain, reader in zip(self.plains, self.readers, strict=True):
            for one in reader.thresholds(now.record, now.channel):
                yield "threshold", plain["id"], one["id"]
            for kind, name, _ in reader.flags(now.record, now.channel):
                yield kind, plain["id"], name
        last, reader = self.plains[-1], self.readers[-1]
        for step in last["steps"]:
            for stands in reader.tiers_in(step.get("when")):
                found = reader.value(step.get("when"), now.record, now.channel, stands)
                if found == HOLDS:
                    yield "shown", step["id"], stands
                if found != FAILS and step["kind"] in ("checklist", "continue"):
                    yield "shown or open", step["id"], stands
        for one in last.get("never", []):
            if reader.value(one["when"], now.record, now.channel) == HOLDS:
                yield "never", one["id"]

    def _at_the_end(self, now: Moment, tier: str) -> Iterator[Mark]:
        """Whether something to do is shown, and somebody to reach, on any page."""
        for plain, reader in zip(self.plains, self.readers, strict=True):
            for step in plain["steps"]:
                roles = step["kind"] == "referral" and step["to"].get(tier)
                if roles or step["kind"] == "guidance":
                    shown = reader.value(step.get("when"), now.record, now.channel, tier) == HOLDS
                    yield from [("done",), ("reached",)][: 1 + bool(roles)] if shown else ()
