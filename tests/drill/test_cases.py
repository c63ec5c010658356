"""Pairs at a line, told in lines: both end where the page says, and what does not come up with them is not told."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from crisisaid.app.drilling.shelf import drills_folder
from crisisaid.drill.cases import Case, pair_cases
from crisisaid.library.role_play_checks import CODES
from crisisaid.library.role_plays import read_sounds_like
from crisisaid.model.role_play import SoundsLike
from crisisaid.proof.boundaries import boundaries
from crisisaid.proof.session import everyone, pages
from shipped import LIBRARY


@cache
def lines_of(name: str) -> SoundsLike:
    from pathlib import Path

    found = read_sounds_like(Path(drills_folder(), name, "sounds-like.yaml").read_bytes(), "x.yaml").lines
    assert found is not None
    return found


@cache
def cases(name: str, seed: int = 1) -> list[tuple[Case, Case]]:
    found = boundaries(everyone(pages(LIBRARY, LIBRARY[name])))
    return list(pair_cases(LIBRARY, LIBRARY[name], lines_of(name), found, Random(seed).choice))


NAMES = ("suicide-first-response", "self-harm", "supporter-debrief")


@pytest.mark.parametrize("name", NAMES)
def test_every_threshold_has_a_pair_in_lines(name: str) -> None:
    own = {rule.id for rule in LIBRARY[name].thresholds}
    told = {below.threshold for below, _ in cases(name)}
    asked = own - told
    # Thresholds that rest on an answer of the danger check alone have no line of this page.
    for threshold in asked:
        rule = next(one for one in LIBRARY[name].thresholds if one.id == threshold)
        assert all(LIBRARY[name].item(item).same_as for item in _named(rule.when)), threshold


def _named(condition: object) -> set[str]:
    from crisisaid.engine.evaluate import literals

    return {literal.item for literal in literals(condition)}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_two_people_of_a_pair_need_different_tiers_and_differ_in_one_answer(name: str) -> None:
    for below, above in cases(name):
        assert (below.threshold, below.item) == (above.threshold, above.item)
        assert below.tier != above.tier
        assert below.answer != above.answer
        assert below.vignette != above.vignette


@pytest.mark.parametrize("name", NAMES)
def test_no_vignette_states_an_answer_in_the_words_of_the_page(name: str) -> None:
    for pair in cases(name):
        for case in pair:
            assert not [code for code in CODES if code in case.vignette.casefold()]


def test_another_seed_tells_it_otherwise() -> None:
    assert cases("self-harm", 1) != cases("self-harm", 2)
    assert [case.id for pair in cases("self-harm", 1) for case in pair] == [
        case.id for pair in cases("self-harm", 2) for case in pair
    ]


def test_what_does_not_apply_is_not_told() -> None:
    """How long a strain has gone on is asked only where there is one."""
    lines = lines_of("supporter-debrief").heard["how_long"]
    below = [one for one, _ in cases("supporter-debrief") if one.threshold == "signs-of-strain"]
    assert below
    for case in below:
        if case.item != "how_long" and case.tier == "keep_supporting":
            assert not any(line in case.vignette for some in lines.values() for line in some)
