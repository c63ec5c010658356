"""Role plays: what is true of somebody ends where the file says, and what a trainee did is told apart rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisisaid.app.drilling.shelf import drill_files, drills_folder, read_file
from crisisaid.drill.debrief import MADE_MORE, NOT_ASKED, TAKEN_FOR_LESS, UNSURE_AS_NO, debrief
from crisisaid.drill.moves import Asked, Chosen, Marked, Named, Played, due, heard
from crisisaid.drill.truth import comes_up, end_of_marks, is_least, items_of, tier_so_far, whole_truth
from crisisaid.library.role_plays import read_role_play
from crisisaid.model.protocol import GATE
from crisisaid.model.role_play import GOOD, HARMFUL, LEADING, PLAINLY, RolePlay
from shipped import LIBRARY

FOLDER = drills_folder()
FILES = drill_files(FOLDER)
LINES = "/sounds-like.yaml"
PAGE = "suicide-first-response"
READ = read_role_play(Path(FOLDER, PAGE, "cheerful-on-the-phone.yaml").read_bytes(), "x.yaml")
assert READ.role_play is not None
CHEERFUL = READ.role_play
KINDS = {
    "adult", "young_person", "phone", "text_chat", "replies_stop", "in_person", "minimises", "intoxicated",
    "third_party", "refuses_help",
}  # fmt: skip
"""The situations that there has to be practice for, with every protocol."""


@pytest.mark.parametrize("file", FILES)
def test_everything_that_ships_is_as_strict_as_an_organisations_own(file: str) -> None:
    assert read_file(LIBRARY, FOLDER, file).findings == ()  # type: ignore[arg-type]


def role_plays() -> list[RolePlay]:
    """All that ship."""
    found = [read_role_play(Path(FOLDER, file).read_bytes(), file).role_play for file in FILES if LINES not in file]
    return [one for one in found if one is not None]


def test_every_protocol_has_role_plays_of_every_sort_and_lines_for_its_pairs() -> None:
    lined = {file.split("/")[0] for file in FILES if LINES in file}
    assert lined == set(LIBRARY)
    shipped = role_plays()
    for page in LIBRARY:
        here = [one for one in shipped if one.protocol == page]
        assert len(here) >= 4, page
        assert len({one.tier for one in here}) >= 2, f"{page}: not everything ends alike"
        assert {kind for one in here for kind in one.kinds} >= KINDS, page


@pytest.mark.parametrize("one", role_plays(), ids=lambda one: f"{one.protocol}/{one.id}")
def test_the_good_saying_cannot_be_told_by_its_length(one: RolePlay) -> None:
    sets = [*(moment.choices for moment in one.moments), one.first_steps]
    longest = [max(choices, key=lambda saying: len(saying.words)).kind for choices in sets]
    assert longest.count(GOOD) * 2 <= len(longest)


def whole(named: str = "before_you_part", first_step: int = 0) -> Played:
    """Everything asked plainly and noted as it is."""
    played = Played(CHEERFUL)
    for key, answer in whole_truth(LIBRARY, CHEERFUL).items():
        played = played.and_then(Asked(key, PLAINLY)).and_then(Marked(key, answer))
    return played.and_then(Named(named, first_step))


def test_the_whole_truth_comes_to_the_stated_end_with_nothing_missed() -> None:
    found = debrief(LIBRARY, whole())
    assert (found.right, found.by_marks, found.under, found.over) == ("before_you_part", "before_you_part", 0, 0)
    assert found.slips == ()
    assert 0 < found.prompts < found.asked
    assert "Thoughts of suicide" in found.well


def test_whoever_calls_rightly_has_missed_nothing_that_the_page_no_longer_asks() -> None:
    page = "escalating-agitation"
    judge = next(one for one in role_plays() if one.id == "he-was-fine-at-lunch")
    both = {(page, "sudden"): "yes", (page, "ill_or_hurt"): "yes"}
    assert (page, "things") not in comes_up(LIBRARY, judge, both)
    played = Played(judge)
    for key, answer in whole_truth(LIBRARY, judge).items():
        if key[0] == GATE:
            played = played.and_then(Asked(key, PLAINLY)).and_then(Marked(key, answer))
    before = {slip.key for slip in debrief(LIBRARY, played.and_then(Named("call_now", 0))).slips}
    for key, answer in both.items():
        played = played.and_then(Asked(key, PLAINLY)).and_then(Marked(key, answer))
    found = debrief(LIBRARY, played.and_then(Named("call_now", 0)))
    assert (page, "things") in before, "while nothing is settled it is missed"
    assert found.slips == ()
    assert found.red_flags == found.red_flags_noted == 3


@pytest.mark.parametrize(
    ("named", "under", "over", "needless"),
    [("call_now", 0, 1, True), ("this_week", 1, 0, False), ("keep_supporting", 3, 0, False)],
)
def test_too_little_and_too_much_are_told_apart(named: str, under: int, over: int, needless: bool) -> None:
    found = debrief(LIBRARY, whole(named))
    assert (found.under, found.over, found.needless_dispatch) == (under, over, needless)


def test_each_way_of_noting_something_otherwise_has_its_name() -> None:
    key = (PAGE, "thoughts")
    so = whole_truth(LIBRARY, CHEERFUL)
    for manner, mark, kind in (
        (LEADING, "none", UNSURE_AS_NO),
        (PLAINLY, "none", TAKEN_FOR_LESS),
        (PLAINLY, "now", MADE_MORE),
    ):
        marks = {**so, key: mark}
        played = Played(CHEERFUL)
        for one, answer in marks.items():
            way = manner if one == key else PLAINLY
            played = played.and_then(Asked(one, way)).and_then(Marked(one, answer))
        found = debrief(LIBRARY, played.and_then(Named("this_week", 0)))
        assert [(slip.key, slip.kind, slip.marked) for slip in found.slips if slip.key == key] == [(key, kind, mark)]
    played = Played(CHEERFUL).and_then(Named("this_week", 0))
    missed = {slip.key: slip.kind for slip in debrief(LIBRARY, played).slips}
    assert missed[key] == NOT_ASKED


def test_what_is_heard_depends_on_how_it_was_asked() -> None:
    played, key = Played(CHEERFUL), (PAGE, "thoughts")
    item = items_of(LIBRARY, CHEERFUL)[key]
    lines = {manner: heard(played, key, item, "lately", manner) for manner in (PLAINLY, LEADING)}
    assert "Killing myself, yes" in lines[PLAINLY]
    assert "I would never" in lines[LEADING]
    other = (PAGE, "refuses_help")
    first = heard(played, other, items_of(LIBRARY, CHEERFUL)[other], "no", PLAINLY)
    after = heard(played.and_then(Asked(other, PLAINLY)), other, items_of(LIBRARY, CHEERFUL)[other], "no", PLAINLY)
    assert first != after
    assert {first, after} <= set(CHEERFUL.nothing_seen)


def test_when_replies_stop_nothing_more_is_heard() -> None:
    silent = CHEERFUL.but(stops_after=1, silence="The line is open. Nobody speaks.")
    played = Played(silent).and_then(Asked((PAGE, "wish_dead"), PLAINLY))
    key = (PAGE, "thoughts")
    assert played.is_silent
    assert heard(played, key, items_of(LIBRARY, silent)[key], "lately", PLAINLY) == "The line is open. Nobody speaks."


def test_what_nobody_could_say_any_more_is_not_missed() -> None:
    silent = CHEERFUL.but(stops_after=1, silence="The line is open. Nobody speaks.")
    played = Played(silent).and_then(Asked((PAGE, "wish_dead"), PLAINLY)).and_then(Marked((PAGE, "wish_dead"), "yes"))
    found = debrief(LIBRARY, played.and_then(Named("before_you_part", 0)))
    items = items_of(LIBRARY, silent)
    assert all(items[slip.key].how == "notice" for slip in found.slips)
    wrong = played.and_then(Marked((PAGE, "thoughts"), "none")).and_then(Named("before_you_part", 0))
    assert (PAGE, "thoughts") in {slip.key for slip in debrief(LIBRARY, wrong).slips}


def test_going_back_takes_everything_after_that_point_with_it() -> None:
    played = whole()
    before = played.back_to(4)
    assert len(before.moves) == 4
    assert before.named is None
    assert before.and_then(Named("call_now", 0)).named == Named("call_now", 0)


def test_moments_come_when_their_item_was_asked_and_only_once() -> None:
    played = Played(CHEERFUL)
    assert [one.id for one in due(played)] == ["thanked-too-much"]
    played = played.and_then(Chosen("thanked-too-much", 2))
    assert due(played) == ()
    played = played.and_then(Asked((PAGE, "thoughts"), PLAINLY))
    assert [one.id for one in due(played)] == ["she-has-said-it"]
    assert debrief(LIBRARY, played.and_then(Named("call_now", 0))).harmful[0][1].kind == HARMFUL


def test_what_only_counts_because_nothing_was_asked_reaches_no_tier() -> None:
    marks = {(PAGE, "wish_dead"): "yes"}
    assert end_of_marks(LIBRARY, CHEERFUL, marks).disposition.tier == "before_you_part"
    assert tier_so_far(LIBRARY, CHEERFUL, marks) == "this_week"


def test_nothing_that_is_so_is_heard_as_nothing() -> None:
    items = items_of(LIBRARY, CHEERFUL)
    for key, answer in whole_truth(LIBRARY, CHEERFUL).items():
        if not is_least(items[key], answer):
            assert key in CHEERFUL.voices, key
