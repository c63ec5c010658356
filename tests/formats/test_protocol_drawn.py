"""Pages of protocols that nobody wrote: drawn at random, printed, walked on paper and weighed by the engine.

What ships uses only some of what the format allows. Here are nested counts, every scale, items that cannot be known on
a channel, answers taken over from another page, and walks that break off anywhere.
"""

from __future__ import annotations

import contextlib
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from test_protocol_reader import PASSED, Paper, Reader

from crisisaid.app.words import HEADLINES
from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.engine.weigh import weigh
from crisisaid.formats.protocol_markdown import protocol_markdown
from crisisaid.library.build import build_condition
from crisisaid.model.protocol import CHANNELS, COULD_NOT_ASK, Guidance, Protocol

sys.path.append(str(Path(__file__).parent.parent))
from engine import build
from engine.random_protocols import facts, items_of, pair, when

TIER_OF = {words: tier for tier, words in HEADLINES.items()}
SPOKEN = {"unsure": "not sure", "declined": "would not say", "skipped": PASSED}

Key = tuple[str, str]


class Enough(Exception):
    """The contact broke off."""


class Told(dict[Key, str]):
    """What the person says, by an item's number, until the contact breaks off."""

    def __init__(self, said: dict[Key, str], names: dict[Key, str], most: int) -> None:
        self.said, self.names, self.left = said, names, most

    def __missing__(self, key: Key) -> str:
        if not self.left:
            raise Enough
        self.left -= 1
        answer = self.said[key[0], self.names[key]]
        return SPOKEN.get(answer, answer)


def drawn(rng: random.Random) -> tuple[list[dict[str, Any]], dict[str, Protocol]]:
    """One protocol or two, every rule with a reason of its own."""
    plain = pair(rng)
    for one in plain:
        place = rng.randint(0, len(one["steps"]))
        one["steps"].insert(place, {"id": "say", "kind": "guidance", "when": guard(rng, items_of(one))})
    shelf = build.library(*plain)
    for name, protocol in shelf.items():
        rules = tuple(rule.but(because=f"Because of {name} {rule.id}.") for rule in protocol.thresholds)
        shelf[name] = protocol.but(thresholds=rules, digest="0" * 64)
    return plain, shelf


def guard(rng: random.Random, items: list[dict[str, Any]]) -> Any:
    """A guard of guidance, in which "not" may stand anywhere."""
    inside = when(rng, items, guard=False)
    return rng.choice([inside, {"not": inside}, {"any": [{"not": inside}, {"tier": ["call_now", "this_week"]}]}])


def sessions(rng: random.Random, pages: int, misread: str = "") -> None:
    """Made-up sessions with made-up pages; words that are ``misread`` are not there for the reader."""
    for _ in range(pages):
        plain, shelf = drawn(rng)
        text = {name: protocol_markdown(one, "for a test", HEADLINES, others=shelf) for name, one in shelf.items()}
        papers = {name: Paper(one.replace(misread, "") if misread else one) for name, one in text.items()}
        names = {
            (name, number): item.id
            for name, paper in papers.items()
            for number, item in zip(paper.items, shelf[name].items(), strict=True)
        }
        for _ in range(8):
            one_session(rng, plain, shelf, papers, names)


@pytest.mark.parametrize("seed", range(8))
def test_pages_that_nobody_wrote_end_as_the_engine_does(seed: int) -> None:
    sessions(random.Random(f"drawn {seed}"), 25)


@pytest.mark.parametrize("misread", [", or nobody can say", ", or not known", ", or its step was left out"])
def test_a_line_read_wrongly_is_found(misread: str) -> None:
    """The control: a few words overlooked on every page, and the comparison fails."""
    with pytest.raises(AssertionError):
        sessions(random.Random("drawn wrongly"), 60, misread)


def one_session(
    rng: random.Random,
    plain: list[dict[str, Any]],
    shelf: dict[str, Protocol],
    papers: dict[str, Paper],
    names: dict[Key, str],
) -> None:
    listed = list(shelf)[: rng.randint(1, len(shelf))]
    reader = Reader(papers, listed, rng.choice(CHANNELS))
    said = facts(rng, plain)
    asked_on = rng.randint(0, 1)
    with contextlib.suppress(Enough):
        reader.questions(Told(said, names, rng.choice((99, 99, rng.randint(0, 12)))), only=not asked_on)
    given = {(page, names[page, number]): said[page, names[page, number]] for page, number in reader.asked}
    answers = {key: answer for key, answer in given.items() if answer != "skipped"}
    skipped = {key: COULD_NOT_ASK for key in given if key not in answers}
    pages = tuple(Page(shelf[name], answers, skipped, reader.channel) for name in reader.listed)
    end = weigh(pages, complete=True)
    assert TIER_OF[reader.so_far(end=True)] == end.tier
    assert reader.rules() == {
        (one.protocol, f"Because of {one.protocol} {one.id}.") for one in end.reasons if one.kind == "threshold"
    }
    assert {name for name in reader.listed if reader.stopped(name)} == end.interrupted
    for page in pages:
        same_guidance(reader, page, end.tier)


def same_guidance(reader: Reader, page: Page, tier: str) -> None:
    """Lines with "not" in them, turned round for paper, are true exactly when the engine says so."""
    name = page.protocol.id
    for step, printed in zip(page.protocol.steps, reader.papers[name].steps, strict=True):
        if isinstance(step, Guidance):
            on_paper = reader.true(printed.when, name, missing=False, tier=HEADLINES[tier])
            assert on_paper == (truth(step.when, page, tier) is True), (step.when, printed.raw)


def test_every_kind_of_line_has_words_of_its_own() -> None:
    """Two different conditions on one item are never printed alike."""
    scale = {"id": "x", "kind": "red_flag", "tier": "call_now", "scale": ["a", "b", "c"], "from": "c"}
    spelled: list[Any] = ["x", {"possible": "x"}]
    spelled += [{way: "x", "at_least": point} for way in ("item", "possible") for point in ("b", "c")]
    plain = (
        build.checklist("all", scale),
        *(
            {"id": f"g{place}", "kind": "guidance", "when": when}
            for place, when in enumerate([*spelled, *({"not": one} for one in spelled)])
        ),
    )
    protocol = build.protocol({"id": "words", "steps": list(plain)}).but(digest="0" * 64)
    paper = Paper(protocol_markdown(protocol, "for a test", HEADLINES))
    printed = [step.raw[0][1] for step in paper.steps[1:]]
    alike = len({repr(build_condition(one)) for one in spelled}) * 2
    assert len(set(printed)) == alike - 4, "only x and {item: x, at_least: b} are the same thing, in four ways"
