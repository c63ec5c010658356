"""A card for the wall: one page, no sentence cut, and what is left out is said."""

from __future__ import annotations

import functools
import re

import pytest
from test_protocol_formats import Seen, words
from test_protocol_samples import FULL, REVIEW

from crisisaid.app.words import HEADLINES
from crisisaid.contacts.roles import ROLES
from crisisaid.formats.protocol_blocks import Block
from crisisaid.formats.protocol_card import card_blocks, protocol_card, protocol_card_html
from crisisaid.formats.protocol_card_lines import entries
from crisisaid.formats.protocol_parts import banner
from crisisaid.model.protocol import Protocol, Referral
from crisisaid.model.tier import CALL_NOW
from shipped import LIBRARY

EVERY = {"full": FULL, **LIBRARY}


@functools.cache
def blocks_of(name: str) -> tuple[Block, ...]:
    return card_blocks(EVERY[name], REVIEW, HEADLINES, ROLES)


@functools.cache
def text_of(name: str) -> str:
    return card(EVERY[name])


def card(protocol: Protocol) -> str:
    return protocol_card(protocol, REVIEW, HEADLINES, roles=ROLES)


@pytest.mark.parametrize("name", sorted(EVERY))
def test_it_fits_and_says_what_is_left_out(name: str) -> None:
    text = text_of(name)
    lines = text.splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 79
    assert lines[0] == banner(EVERY[name], REVIEW)
    assert lines[-1] == f"The whole page: crisisaid show {EVERY[name].id}"
    kept = [block for block in blocks_of(name) if block.kind in ("line", "point")]
    left = len(entries(EVERY[name], HEADLINES, ROLES)) - len(kept)
    said = re.search(r"(\d+) more lines? of these kinds", text)
    assert int(said[1] if said else 0) == left


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_sign_that_calls_now_is_on_it(name: str) -> None:
    read = words(text_of(name))
    assert all(words(one.label) in read for one in EVERY[name].items() if one.tier == CALL_NOW and name != "full")
    steps = [step for step in EVERY[name].steps if isinstance(step, Referral)]
    for tier in {tier for step in steps for tier, _ in step.to}:
        lists = [asked for step in steps for other, asked in step.to if other == tier]
        asked = max(lists, key=len)
        roles = ", then ".join(ROLES.get(role, role.replace("_", " ")) for role in asked)
        assert words(f"{HEADLINES[tier]}: {roles}") in read


@pytest.mark.parametrize("name", sorted(EVERY))
def test_no_sentence_is_cut(name: str) -> None:
    read = words(text_of(name))
    for block in blocks_of(name):
        label = f"{block.label}: " if block.label else ""
        if name != "full":
            assert words(label + block.text) in read.replace(" - ", " "), block


@pytest.mark.parametrize("name", sorted(EVERY))
def test_the_same_card_as_a_document(name: str) -> None:
    text = protocol_card_html(EVERY[name], REVIEW, HEADLINES, roles=ROLES)
    seen = Seen(text)
    assert seen.open == []
    assert '<body class="card">' in text
    on_screen = words("".join(seen.words))
    for block in blocks_of(name):
        if name != "full":
            assert words(block.text) in on_screen


def test_what_is_needed_most_is_kept_longest() -> None:
    """The control: with signs for many pages the advice goes first, then signs, and each that stays is whole."""
    protocol = LIBRARY["danger-now"]
    rules = tuple(protocol.thresholds[2].but(id=f"more-{n}", because=f"Reason {n} in words.") for n in range(80))
    text = card(protocol.but(thresholds=rules))
    assert len(text.splitlines()) <= 60
    assert "Reason 0 in words." in text
    assert "Reason 79 in words." not in text
    assert "IN THE WORST MOMENT" not in text
