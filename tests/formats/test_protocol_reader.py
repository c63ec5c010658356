"""A reader with a pencil: takes a printed page, follows only what is printed on it, and comes to an end.

It knows the page as text (Markdown), never as a protocol. It shares nothing with the engine, and nothing with the code
that prints: its small parser is the one that a careful person runs in their head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

PASSED = "passed over"
NOBODY = ("not sure", "would not say")
CHANNELS = {"in_person": "in person", "phone": "by phone", "text_chat": "in a text chat"}
GROUPS = re.compile(r"(all|any|at least (\d+)) of these (?:is|are) true:?$")
OF_ITEM = re.compile(r"(\d+\.\d+) is (.*)$")


@dataclass
class Item:
    number: str
    label: str
    kind: str
    together: bool
    answers: dict[str, str] = field(default_factory=dict)
    channels: str = ""
    same: tuple[str, str] | None = None

    @property
    def worrying(self) -> set[str]:
        """Of concern: any answer but no, or the first point of its list."""
        safe = "no" if "yes" in self.answers else next(iter(self.answers))
        return set(self.answers) - {safe, PASSED} if self.kind in ("red flag", "warning sign") else set()


@dataclass
class Line:
    """A line about an item: the answers that make it true, and whether passed over or left out does."""

    number: str
    true_for: frozenset[str]
    passed: bool
    left_out: bool


@dataclass
class Tiers:
    words: frozenset[str]


@dataclass
class Group:
    wanted: int
    parts: list[Line | Tiers | Group]


When = Line | Tiers | Group | None


@dataclass
class Step:
    number: str
    words: str
    title: str
    items: list[Item] = field(default_factory=list)
    label: str = ""
    raw: list[tuple[int, str]] = field(default_factory=list)
    when: When = None
    roles: dict[str, str] = field(default_factory=dict)
    target: str = ""
    because: str = ""
    labels: list[str] = field(default_factory=list)


class Paper:
    """One printed page."""

    def __init__(self, markdown: str) -> None:
        self.steps: list[Step] = []
        self.rules: list[Step] = []
        self.box: list[str] = []
        self.items: dict[str, Item] = {}
        self.title = self.id = ""
        part = ""
        current: Step | None = None
        item: Item | None = None
        together = False
        for line in markdown.splitlines():
            if not line.strip():
                continue
            text = re.sub(r"\\(.)", r"\1", line)
            if text.startswith("# "):
                self.title = text[2:]
            elif text.startswith("## "):
                part, current, item = text[3:], None, None
            elif text.startswith("### ") and part in ("Steps", "When to hand over"):
                found = re.match(r"### (?:Step|Rule) (\d+)([.:]) (.*)", text)
                assert found, text
                current, item, together = Step(found[1], found[3], found[3]), None, False
                (self.steps if found[2] == "." else self.rules).append(current)
            elif text.startswith("#### "):
                assert current
                item = self._item(text, current, together)
            elif part == "How to use this page" or part.startswith("What the lines"):
                self.box.append(text.removeprefix("- "))
            elif not part and re.search(r"digest", text):
                self.id = text.split()[0]
            elif current:
                together = together or text.startswith("Look at all of these together")
                self._line(text, current, item)
        for step in (*self.steps, *self.rules):
            step.when = self._when(step.raw)
        self.stops = [rule for rule in self.rules if rule.words.endswith(", and stop asking")]
        self.takes_over_from = {item.same[0] for item in self.items.values() if item.same}
        self._read_box()

    def _item(self, text: str, step: Step, together: bool) -> Item:
        found = re.match(r"#### (\d+\.\d+) (.*?)(?: \((red flag|warning sign|something that helps)\))?$", text)
        assert found, text
        item = Item(found[1], found[2], found[3] or "setting", together)
        step.items.append(item)
        self.items[item.number] = item
        return item

    def _line(self, text: str, step: Step, item: Item | None) -> None:
        if answer := re.match(r"- \[ \] (.*?)(?: -> ([A-Z ]+))?$", text):
            assert item
            item.answers[answer[1]] = answer[2] or ""
        elif label := re.match(r"- \*\*(.*?):\*\* (.*)$", text):
            self._labelled(label[1], label[2], step, item)
        elif point := re.match(r"( *)- (.*)$", text):
            step.raw.append((len(point[1]) // 2, point[2]))
        else:
            step.because = step.because or text

    def _labelled(self, label: str, text: str, step: Step, item: Item | None) -> None:
        step.labels.append(label)
        if label in ("Ask these only if", "Do this when", "Go on only if", "True when"):
            step.label = label
            step.raw.append((0, text))
        elif label == "Can be known":
            assert item
            item.channels = text
        elif label == "Answered before":
            assert item
            found = re.match(r"as (.+) on the page (?:.*\()?([a-z0-9-]+)\)?\. Mark the same answer here", text)
            assert found, text
            item.same = (found[2], found[1])
        elif label == "Go on to":
            found = re.match(r"the page (?:.*\()?([a-z0-9-]+)\)?, when this one is done", text)
            assert found, text
            step.target = found[1]
        elif label.isupper():
            step.roles[label] = text

    def _when(self, raw: list[tuple[int, str]]) -> When:
        if not raw:
            return None
        depth, text = raw[0]
        group = GROUPS.match(text)
        if not group:
            assert len(raw) == 1, raw
            return self._of_item(text)
        parts = []
        for place, (deep, _) in enumerate(raw[1:], 1):
            if deep == depth + 1:
                after = next((at for at in range(place + 1, len(raw)) if raw[at][0] <= deep), len(raw))
                parts.append(self._when(raw[place:after]))
        wanted = {"all": len(parts), "any": 1}.get(group[1]) or int(group[2])
        assert len(parts) > 1, raw
        return Group(wanted, parts)  # type: ignore[arg-type]

    def _of_item(self, text: str) -> Line | Tiers:
        if text.startswith("the tier so far is "):
            words = text.removeprefix("the tier so far is ")
            no = re.match(r"not (.*)$|neither (.*)$", words)
            named = set(re.split(" or | nor ", (no[1] or no[2]) if no else words))
            assert named <= set(self.order), text
            return Tiers(frozenset(set(self.order) - named if no else named))
        found = OF_ITEM.match(text)
        assert found, text
        item = self.items[found[1]]
        assert found[2].endswith(f" ({item.label})"), text
        return self._answers_of(item, found[2].removesuffix(f" ({item.label})"))

    def _answers_of(self, item: Item, words: str) -> Line:
        left_out, nobody, passed = False, False, False
        if words.endswith(", or its step was left out"):
            words, left_out = words.removesuffix(", or its step was left out"), True
        if words.endswith(", or nobody can say"):
            words, nobody = words.removesuffix(", or nobody can say"), True
        if words.endswith(", or not known"):
            words, nobody, passed = words.removesuffix(", or not known"), True, True
        points = [answer for answer in item.answers if answer not in (*NOBODY, PASSED)]
        if words == "not confirmed":
            good, passed = {"no", *NOBODY}, True
        elif words == "confirmed":
            good = {"yes"}
        elif words in ("yes", "no"):
            assert words in points, (item, words)
            good = {words}
        elif words.startswith("known, and not "):
            good = set(points) - {_quoted(words.removeprefix("known, and not "), points)}
        elif words.startswith("less than "):
            good = set(points[: points.index(_quoted(words.removeprefix("less than "), points))])
        elif words.endswith(" or worse"):
            good = set(points[points.index(_quoted(words.removesuffix(" or worse"), points)) :])
        else:
            good = {_quoted(words, points)}
        return Line(item.number, frozenset(good | (set(NOBODY) if nobody else set())), passed, left_out)

    @property
    def order(self) -> list[str]:
        """The tiers, highest first, as the box has them."""
        line = next(text for text in self.box if text.startswith("Highest first: "))
        return line.removeprefix("Highest first: ").rstrip(".").split(", ")

    def _read_box(self) -> None:
        said = " ".join(self.box)
        floor = re.search(
            r"was a red flag passed over or never reached, in a step that was not left out\? Then at least ([A-Z ]+) "
            r"if anything of concern was noted on any page, otherwise at least ([A-Z ]+)\. The same if a page",
            said,
        )
        nothing = re.search(r"None of this: ([A-Z ]+)\.", said)
        first = re.search(r'First do the page ".*?" \((.*?)\)\.', said)
        alone = re.search(
            r"stopped before it\? Then at least ([A-Z ]+) if anything of concern .*? otherwise ([A-Z ]+)\.", said
        )
        assert floor
        assert nothing
        self.floor, self.nothing = (floor[1], floor[2]), nothing[1]
        self.first = first[1] if first else ""
        self.alone = (alone[1], alone[2]) if alone else None


def _quoted(words: str, points: list[str]) -> str:
    assert (words[0], words[-1]) == ('"', '"'), words
    assert points.count(words[1:-1]) == 1, (words, points)
    return words[1:-1]


class Reader:
    """Somebody with one or more printed pages and a pencil. ``marks`` are (page, number) -> the answer they marked."""

    def __init__(self, papers: dict[str, Paper], listed: list[str], channel: str) -> None:
        self.papers, self.listed, self.channel = papers, list(listed), channel
        self.marks: dict[tuple[str, str], str] = {}
        self.asked: list[tuple[str, str]] = []
        self._seen: dict[str, dict[tuple[object, ...], bool]] = {name: {} for name in papers}

    # What is marked.
    def mark(self, page: str, number: str, answer: str) -> None:
        self.marks[page, number] = answer
        for name, paper in self.papers.items():
            if name == page or page in paper.takes_over_from:
                self._seen[name].clear()

    def _once(self, page: str, *what: object, find: Callable[[], bool]) -> bool:
        """Looked at once and remembered until something more is marked."""
        seen = self._seen[page]
        if what not in seen:
            seen[what] = find()
        return seen[what]

    def answer(self, page: str, number: str) -> str:
        found = self.marks.get((page, number), "")
        same = self.papers[page].items[number].same
        if found in ("", PASSED) and same:
            found = self.marks.get(same, "")
        return "" if found == PASSED else found

    def step_of(self, page: str, number: str) -> Step:
        return self.papers[page].steps[int(number.partition(".")[0]) - 1]

    def left_out(self, page: str, number: str) -> bool:
        step = self.step_of(page, number)
        return not self._once(page, "asks", step.number, find=lambda: self.true(step.when, page, missing=True))

    def elsewhere(self, page: str, number: str) -> bool:
        """Whether the page says that this cannot be known on this channel."""
        known = self.papers[page].items[number].channels
        return bool(known) and CHANNELS[self.channel] not in known.split(", ")

    def passed(self, page: str, number: str) -> bool:
        if self.marks.get((page, number)) == PASSED:
            return True
        return self.elsewhere(page, number) and self.true(self.step_of(page, number).when, page, missing=False)

    # What is true.
    def true(self, when: When, page: str, *, missing: bool, tier: str = "") -> bool:
        """``missing`` is what a line about an item without an answer counts as."""
        match when:
            case None:
                return True
            case Tiers(words):
                return tier in words
            case Group(wanted, parts):
                return sum(self.true(part, page, missing=missing, tier=tier) for part in parts) >= wanted
            case Line():
                answer = self.answer(page, when.number)
                if answer:
                    return answer in when.true_for
                if self.left_out(page, when.number):
                    return when.left_out
                return (when.passed and self.passed(page, when.number)) or missing
        raise AssertionError(when)

    def rules(self) -> set[tuple[str, str]]:
        """The rules that are true: (page, the sentence that says why)."""
        return {(page, rule.because) for page, rule in self._rules()}

    def _rules(self) -> list[tuple[str, Step]]:
        return [
            (page, rule)
            for page in self.listed
            for rule in self.papers[page].rules
            if self.true(rule.when, page, missing=False)
        ]

    def stopped(self, page: str) -> bool:
        stops = self.papers[page].stops
        return self._once(
            page, "stopped", find=lambda: any(self.true(rule.when, page, missing=False) for rule in stops)
        )

    # Where it stands.
    def so_far(self, *, end: bool) -> str:
        paper = self.papers[self.listed[0]]
        tiers = [paper.nothing, *(rule.words.split(",")[0] for _, rule in self._rules())]
        tiers += [
            item.answers[answer]
            for page in self.listed
            for number, item in self.papers[page].items.items()
            if (answer := self.answer(page, number)) and item.answers[answer]
        ]
        if end and (self.missing() or self.due()):
            tiers.append(paper.floor[0] if self.concern() else paper.floor[1])
        return min(tiers, key=paper.order.index)

    def alone(self) -> str:
        """Stopped after the first page, though another was wanted."""
        paper = self.papers[self.listed[0]]
        assert paper.alone
        return min(self.so_far(end=True), paper.alone[0 if self.concern() else 1], key=paper.order.index)

    def concern(self) -> bool:
        return any(
            self.answer(page, number) in item.worrying
            for page in self.listed
            for number, item in self.papers[page].items.items()
        )

    def missing(self) -> list[tuple[str, str]]:
        return [
            (page, number)
            for page in self.listed
            for number, item in self.papers[page].items.items()
            if item.kind == "red flag" and not self.answer(page, number) and not self.left_out(page, number)
        ]

    def due(self, pages: int | None = None) -> list[str]:
        """Pages to go on to that are not on the list, by all pages or by the first few."""
        return [
            step.target
            for page in self.listed[:pages]
            for step in self.papers[page].steps
            if step.target and step.target not in self.listed and self.goes_on(page, step)
        ]

    def goes_on(self, page: str, step: Step) -> bool:
        return self.true(step.when, page, missing=not self.stopped(page))

    # Walking.
    def waiting(self, page: str, step: Step) -> list[str]:
        if not step.items or self.stopped(page) or self.left_out(page, step.items[0].number):
            return []
        open_ones = [
            item.number
            for item in step.items
            if not self.answer(page, item.number)
            and (page, item.number) not in self.marks
            and not self.elsewhere(page, item.number)
        ]
        return open_ones if step.items[0].together else open_ones[:1]

    def ask(self, page: str, numbers: list[str], truth: Mapping[tuple[str, str], str]) -> None:
        for number in numbers:
            answer = truth[page, number]
            assert answer in self.papers[page].items[number].answers, (page, number, answer)
            self.mark(page, number, answer)
            self.asked.append((page, number))

    def questions(self, truth: Mapping[tuple[str, str], str], *, only: bool = False) -> None:
        """From top to bottom through every page, questions alone; then on to the pages that are due."""
        for done, page in enumerate(self.listed, 1):
            for step in self.papers[page].steps:
                while numbers := self.waiting(page, step):
                    self.ask(page, numbers, truth)
            for target in () if only else self.due(done):
                if target in self.papers and target not in self.listed:
                    self.listed.append(target)

    def everything(self, truth: Mapping[tuple[str, str], str]) -> list[tuple[str, ...]]:
        """All that the pages ask, tell to do and where they send to, in order: always the first that is due."""
        done: list[tuple[str, ...]] = []
        reached: dict[tuple[str, str], str] = {}
        while found := next(self._next(done, reached), None):
            done.append(found)
            if found[0] == "ask":
                self.ask(found[1], list(found[2:]), truth)
            elif found[0] == "reach":
                reached[found[1], found[2]] = found[3]
            elif found[0] == "go on":
                self.listed.append(found[1])
        return done

    def _next(self, done: list[tuple[str, ...]], reached: dict[tuple[str, str], str]) -> Iterator[tuple[str, ...]]:
        end = not any(self.waiting(page, step) for page in self.listed for step in self.papers[page].steps)
        tier = self.so_far(end=end and not any(target in self.papers for target in self.due()))
        order = self.papers[self.listed[0]].order
        for page in self.listed:
            for step in self.papers[page].steps:
                if numbers := self.waiting(page, step):
                    yield ("ask", page, *numbers)
                if step.items:
                    continue
                if step.target:
                    if step.target in self.papers and step.target not in self.listed and self.goes_on(page, step):
                        yield ("go on", step.target)
                elif self.true(step.when, page, missing=False, tier=tier):
                    if step.words.startswith("Whom to reach: "):
                        before = reached.get((page, step.number))
                        if tier in step.roles and (before is None or order.index(tier) < order.index(before)):
                            yield ("reach", page, step.number, tier)
                    elif ("do", page, step.number) not in done:
                        yield ("do", page, step.number)


PAGE = """# A small page

small 1.0.0 (draft), digest 000000000000.

## How to use this page

- Highest first: RED, AMBER, WEEK, OPEN, FINE.
- At the end, and when you stop: was a red flag passed over or never reached, in a step that was not left out? Then at \
least AMBER if anything of concern was noted on any page, otherwise at least OPEN. The same if a page that you should.
- None of this: FINE. It never means safe.

## Steps

### Step 1. First

#### 1.1 How long (red flag)

- [ ] never
- [ ] lately
- [ ] now -\\> RED
- [ ] not sure -\\> AMBER
- [ ] would not say -\\> AMBER
- [ ] passed over

### Step 2. Then

- **Ask these only if:** 1.1 is "lately" or worse, or nobody can say (How long)

#### 2.1 Somebody there (something that helps)

- [ ] yes
- [ ] no
- [ ] not sure
- [ ] would not say
- [ ] passed over

## When to hand over

### Rule 1: WEEK

Lately, and alone.

- **True when:** all of these are true
  - 1.1 is "lately" or worse (How long)
  - 2.1 is not confirmed (Somebody there)
"""


@pytest.mark.parametrize(
    ("long", "there", "end", "asked"),
    [
        ("never", "no", "FINE", 1),
        ("lately", "yes", "FINE", 2),
        ("lately", "passed over", "WEEK", 2),
        ("now", "no", "RED", 2),
        ("not sure", "no", "AMBER", 2),
        ("passed over", "no", "OPEN", 2),
    ],
)
def test_the_reader_follows_a_page(long: str, there: str, end: str, asked: int) -> None:
    reader = Reader({"small": Paper(PAGE)}, ["small"], "phone")
    reader.questions({("small", "1.1"): long, ("small", "2.1"): there})
    assert (reader.so_far(end=True), len(reader.asked)) == (end, asked)


def test_the_reader_refuses_what_it_cannot_follow() -> None:
    for old, new in (("(How long)", "(How wide)"), ('"lately"', '"early"'), ("is not confirmed", "is perhaps")):
        with pytest.raises(AssertionError):
            Paper(PAGE.replace(old, new))
