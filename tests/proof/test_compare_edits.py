"""What single edits of a protocol come to: which patterns, which step of the version, and what nobody can decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crisisaid.model.comparison import MAJOR, MINOR, NONE, PATCH, Comparison
from crisisaid.model.condition import Absent, All, AnyOf, AtLeast, Possible, Present
from crisisaid.model.protocol import GATE, Situation, Timer
from crisisaid.proof import examples
from crisisaid.proof.compare import FAULT, compare
from crisisaid.proof.session import Limits
from engine import build
from shipped import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisisaid.model.protocol import Protocol

    Edit = Callable[[Any], Any]

SUICIDE = LIBRARY["suicide-first-response"]
SIGNS = [build.sign(f"w{number}") for number in range(6)]
GATE_PAGE = {"id": GATE, "steps": [build.checklist("signs", build.red("now"))]}


def counting(at_least: int, *more: Any, **threshold: Any) -> dict[str, Any]:
    """Six signs, of which so many call for a handover."""
    when = {"count": {"at_least": at_least, "of": [one["id"] for one in SIGNS]}}
    one = {"id": "several", "tier": "before_you_part", "when": when, **threshold}
    return {"id": "example", "steps": [build.checklist("signs", *SIGNS)], "thresholds": [one, *more]}


def between(before: dict[str, Any], now: dict[str, Any]) -> Comparison:
    return compare(build.library(GATE_PAGE), build.protocol(before), build.protocol(now))


def edited(**parts: dict[str, Edit]) -> Comparison:
    """The shipped protocol with some of its thresholds or steps changed, each by its id (hyphens as underscores)."""
    changed = SUICIDE
    for field, edits in parts.items():
        known = {name.replace("_", "-"): edit for name, edit in edits.items()}
        every = (known.get(one.id, lambda same: same)(one) for one in getattr(changed, field))
        changed = changed.but(**{field: tuple(one for one in every if one is not None)})
    return compare(LIBRARY, SUICIDE, changed)


def of_item(step: str, name: str, edit: Edit) -> Comparison:
    def in_step(checklist: Any) -> Any:
        items = (edit(item) if item.id == name else item for item in checklist.items)
        return checklist.but(items=tuple(item for item in items if item is not None))

    return edited(steps={step: in_step})


def test_a_count_that_is_one_higher_is_one_pattern() -> None:
    found = between(counting(3), counting(4))
    assert (found.level, found.more) == (MAJOR, ())
    (pattern,) = found.less
    (line,) = pattern.says
    assert (len(line.of), line.counts) == (6, ((3, 3),))
    # Twenty choices of three of six, each with no, unsure, declined or skipped for the other three.
    assert pattern.patterns == 20 * 4**3
    assert [(one.before, one.now) for one in pattern.ends] == [("before_you_part", "keep_supporting")]
    assert pattern.reasons == (("several", "threshold"),)
    assert found.patterns == 5**6


def test_a_count_that_is_one_lower_gives_more_help() -> None:
    found = between(counting(4), counting(3))
    assert (found.level, found.less, len(found.more)) == (MINOR, (), 1)
    assert found.more[0].patterns == 20 * 4**3


def test_a_sign_taken_off_a_list_shows_as_that_sign() -> None:
    now = counting(1)
    now["thresholds"][0]["when"] = {"any": [one["id"] for one in SIGNS[:5]]}
    (pattern,) = between(counting(1), now).less
    lines = {line.item or line.counts for line in pattern.says}
    assert lines == {"w5", ((0, 0),)}
    assert pattern.patterns == 4**5


def test_whom_two_patterns_fit_is_counted_once() -> None:
    both = [{"id": f"t{n}", "tier": "this_week", "when": f"w{n}"} for n in (0, 1)]
    found = between(counting(6, *both), counting(6))
    assert [one.patterns for one in found.less] == [5**5 - 1, 4 * 5**4]
    assert sum(one.patterns for one in found.less) == 5**6 - 4**2 * 5**4 - 1


def test_another_tier_is_less_help_unless_something_else_calls_for_as_much() -> None:
    every = {"id": "every", "tier": "call_now", "when": {"all": ["w0", "w1"]}}
    (pattern,) = between(counting(3, every, tier="call_now"), counting(3, every, tier="this_week")).less
    assert pattern.unless == "call_now"
    # What only answers known beforehand lead to stands among the ends with no number of its own.
    assert [(one.before, one.now) for one in pattern.ends if one.patterns] == [("call_now", "this_week")]


def test_an_edit_that_only_rewrites_a_rule_changes_nothing() -> None:
    ids = [one["id"] for one in SIGNS]
    for when in (
        {"any": [{"all": [a, b]} for a in ids for b in ids if a < b]},
        {"all": [_but_one(ids, one) for one in ids]},
    ):
        now = counting(2)
        now["thresholds"][0]["when"] = when
        found = between(counting(2), now)
        assert (found.less, found.more, found.reach, found.follows, found.wording) == ((), (), (), (), ())
        assert found.level == PATCH
        assert [one.says for one in found.changes] == ["It is written otherwise and means the same."]
    assert between(counting(2), counting(2)).level == NONE


def _but_one(ids: list[str], one: str) -> dict[str, Any]:
    """At least two of all is at least one of all but any one."""
    return {"any": [other for other in ids if other != one]}


def test_one_point_of_a_scale_is_one_pattern_of_the_shipped_protocol() -> None:
    lower = AtLeast("behaviour", "past_year")
    found = edited(thresholds={"tried_before": lambda one: one.but(when=lower)})
    (pattern,) = found.less
    assert [(line.item, line.answers) for line in pattern.says] == [("behaviour", ("over_a_year",))]
    assert pattern.unless == "this_week"
    assert pattern.example is not None
    assert pattern.example.says == (("behaviour", SUICIDE.item("behaviour").label, "over_a_year"),)


def test_possible_made_bare_shows_as_unsure() -> None:
    bare = All((Present("wish_dead"), Present("worse_lately"), Absent("company")))
    (pattern,) = edited(thresholds={"worse_and_alone": lambda one: one.but(when=bare)}).less
    assert ("worse_lately", ("unsure",)) in [(line.item, line.answers) for line in pattern.says]


def test_what_is_asked_of_fewer_shows_who_is_not_asked_and_what_that_costs() -> None:
    narrower = AtLeast("thoughts", "as_ever", possible=True)
    found = edited(steps={"how_far": lambda step: step.but(when=narrower)})
    (asked,) = [one for one in found.reach if one.items == ("intent", "plan", "means_near")]
    assert (asked.more, asked.level) == (False, MAJOR)
    assert [line.answers for pattern in asked.patterns for line in pattern.says] == [("lately",)]
    wording = [(line.item, line.in_version) for pattern in found.less for line in pattern.says]
    assert ("intent", "only_before") in wording
    assert {"connect-now", "connect-before-you-part"} <= set(found.follows)


def test_steps_that_only_follow_the_tier_are_named_and_not_told_as_changes_of_their_own() -> None:
    lower = AtLeast("behaviour", "past_year")
    found = edited(thresholds={"tried_before": lambda one: one.but(when=lower)})
    assert found.reach == ()
    assert {"connect-this-week", "this-week", "nothing-noted"} <= set(found.follows)
    assert "limits" not in found.follows


def test_roles_of_a_referral_are_told_with_whom_they_concern() -> None:
    def roles(*names: str) -> Comparison:
        to = (("before_you_part", names),)
        return edited(steps={"connect_before_you_part": lambda step: step.but(to=to)})

    old = dict(SUICIDE.step("connect-before-you-part").to)["before_you_part"]  # type: ignore[union-attr]
    fewer, more, other = roles(*old[:-1]), roles(*old, "local_service"), roles(*reversed(old))
    assert [(one.level, one.says) for one in fewer.changes] == [
        (MAJOR, "At BEFORE YOU PART crisis team is not offered any more.")
    ]
    assert fewer.changes[0].pattern is not None
    assert 0 < fewer.changes[0].pattern.patterns < fewer.patterns
    assert (more.level, other.level) == (MINOR, MINOR)
    assert other.changes[0].says.startswith("At BEFORE YOU PART the order is now: crisis team, ")


def test_an_emergency_that_ends_nothing_any_more_is_told() -> None:
    found = edited(thresholds={"attempt_today": lambda one: one.but(interrupts=False)})
    (ending,) = [one for one in found.reach if one.kind == "ending"]
    assert (ending.more, found.level) == (False, MAJOR)
    assert all(pattern.patterns for pattern in ending.patterns)


EITHER = AnyOf((Possible("thoughts"), Possible("means_near")))
LEVELS: dict[str, tuple[str, Callable[[], Comparison]]] = {
    "words of a label": (PATCH, lambda: of_item("what_you_notice", "agitated", lambda i: i.but(label="Other"))),
    "words of a reason": (PATCH, lambda: edited(thresholds={"tried_before": lambda t: t.but(because="Other.")})),
    "words of a line": (PATCH, lambda: edited(steps={"distance": lambda s: s.but(say=("Other.",))})),
    "the source of a threshold": (PATCH, lambda: edited(thresholds={"tried_before": lambda t: t.but(sources=("x",))})),
    "a line out": (MAJOR, lambda: edited(steps={"distance": lambda s: s.but(do=s.do[:-1])})),
    "a line more": (MINOR, lambda: edited(steps={"distance": lambda s: s.but(do=(*s.do, "More."))})),
    "lines turned round": (MINOR, lambda: edited(steps={"distance": lambda s: s.but(do=s.do[::-1])})),
    "a step gone": (MAJOR, lambda: edited(steps={"distance": lambda s: None})),
    "a checklist gone": (MAJOR, lambda: compare(LIBRARY, SUICIDE, _without("own_plan", "worse_lately"))),
    "a step shown to fewer": (MAJOR, lambda: edited(steps={"distance": lambda s: s.but(when=Present("means_near"))})),
    "a step shown to more": (MINOR, lambda: edited(steps={"distance": lambda s: s.but(when=EITHER)})),
    "a step shown to others": (MAJOR, lambda: edited(steps={"distance": lambda s: s.but(when=Possible("thoughts"))})),
    "a red flag's tier lower": (MAJOR, lambda: of_item("before_asking", "acting_now", _lower)),
    "a red flag later": (MAJOR, lambda: compare(LIBRARY, SUICIDE, _later())),
    "an answer gone": (
        MAJOR,
        lambda: of_item("before_now", "behaviour", lambda i: i.but(scale=i.scale[:1] + i.scale[2:])),
    ),
    "a channel gone": (MAJOR, lambda: of_item("how_far", "plan", lambda i: i.but(channels=("phone",)))),
    "together": (MINOR, lambda: edited(steps={"what_you_notice": lambda s: s.but(together=False)})),
    "a timer gone": (MAJOR, lambda: edited(steps={"lost_contact": lambda s: s.but(timer=None)})),
    "a timer longer": (MAJOR, lambda: edited(steps={"lost_contact": lambda s: s.but(timer=Timer(600, s.timer.then))})),
    "a timer's words": (PATCH, lambda: edited(steps={"lost_contact": lambda s: s.but(timer=Timer(300, "Other."))})),
    "a situation gone": (MAJOR, lambda: compare(LIBRARY, SUICIDE, SUICIDE.but(situations=SUICIDE.situations[1:]))),
    "a situation's line": (MINOR, lambda: compare(LIBRARY, SUICIDE, _situation())),
    "for the supporter": (MAJOR, lambda: compare(LIBRARY, SUICIDE, SUICIDE.but(about="supporter"))),
    "a threshold more": (MINOR, lambda: edited(thresholds={"tried_before": lambda t: t.but(id="other")})),
    "a promise gone": (MINOR, lambda: compare(LIBRARY, SUICIDE, SUICIDE.but(within=()))),
    "title and notes": (PATCH, lambda: compare(LIBRARY, SUICIDE, SUICIDE.but(title="Other", notes="Other"))),
    "version and status": (NONE, lambda: compare(LIBRARY, SUICIDE, SUICIDE.but(version="9.0.0", status="draft"))),
}


def _lower(item: Any) -> Any:
    return item.but(tier="before_you_part")


def _without(*names: str) -> Protocol:
    """Without these items, and without the rules that speak of them."""
    spoken = tuple(one for one in SUICIDE.thresholds if not any(name in repr(one.when) for name in names))
    steps = tuple(
        step.but(items=tuple(item for item in step.items if item.id not in names)) if hasattr(step, "items") else step
        for step in SUICIDE.steps
        if not any(name in repr(step.when) for name in names)
    )
    return SUICIDE.but(steps=steps, thresholds=spoken)


def _later() -> Protocol:
    """The first red flag of how-far at its end."""
    steps = (
        step.but(items=(*step.items[1:], step.items[0])) if step.id == "how-far" else step for step in SUICIDE.steps
    )
    return SUICIDE.but(steps=tuple(steps))


def _situation() -> Protocol:
    first, *others = SUICIDE.situations
    more = Situation(first.kind, (*first.do, "More."), first.say, first.avoid, first.sources)
    return SUICIDE.but(situations=(more, *others))


@pytest.mark.parametrize("edit", LEVELS)
def test_what_each_kind_of_edit_asks_for(edit: str) -> None:
    level, made = LEVELS[edit]
    found = made()
    assert not found.not_decided
    assert found.level == level, found.why
    assert bool(found.why) == (level != NONE)
    assert level == MAJOR or not found.less


def test_words_are_told_apart_with_the_old_and_the_new_line() -> None:
    found = edited(steps={"distance": lambda step: step.but(say=("Other.",), title="Another")})
    assert [(one.field, one.before, one.now) for one in found.wording] == [
        ("title", "Time and distance", "Another"),
        ("say", SUICIDE.step("distance").say[0], "Other."),  # type: ignore[union-attr]
    ]
    assert (found.less, found.more, found.reach, found.changes) == ((), (), (), ())


def test_a_point_that_the_version_before_does_not_know_was_unsure_there() -> None:
    scale = ["never", "year", "today"]
    page = {"id": "example", "steps": [build.checklist("signs", build.red("r", scale=scale, **{"from": "year"}))]}
    longer = {
        "id": "example",
        "steps": [build.checklist("signs", build.red("r", scale=[*scale, "now"], **{"from": "year"}))],
    }
    (pattern,) = between(page, longer).more
    assert [line.answers for line in pattern.says] == [("now",)]
    assert [(one.before, one.now) for one in pattern.ends] == [("before_you_part", "call_now")]
    assert pattern.example is not None
    assert (pattern.example.before.answers, pattern.example.now.answers) == ({"r": "unsure"}, {"r": "now"})


def test_what_another_protocol_has_brought_along_counts_only_where_it_is_taken_over() -> None:
    guard = {"possible": "w"}
    own = build.red("r", same_as="elsewhere/r")
    pages = [
        {"id": "example", "steps": [build.checklist("one", build.sign("w")), build.checklist("two", item, when=guard)]}
        for item in (own, build.red("r"))
    ]
    found = between(*pages)
    pattern, _ = found.less
    assert (pattern.patterns, pattern.says[0].answers, pattern.says[0].in_version) == (0, ("yes",), "before")
    assert pattern.example is not None
    assert (pattern.example.before.tier, pattern.example.now.tier) == ("call_now", "keep_supporting")
    assert pattern.example.before.also == {"elsewhere": {"r": "yes"}}


def test_a_limit_that_is_reached_is_said_and_nothing_is_decided() -> None:
    found = compare(LIBRARY, SUICIDE, SUICIDE.but(thresholds=SUICIDE.thresholds[1:]), Limits(1000))
    assert "grew beyond its limits" in found.not_decided
    assert "Furthest apart" in found.not_decided
    assert (found.less, found.level) == ((), NONE)


def test_nothing_is_said_where_the_program_comes_to_another_tier(monkeypatch: pytest.MonkeyPatch) -> None:
    as_it_is = examples.as_known
    monkeypatch.setattr(examples, "as_known", lambda person, side, sides: _mild(as_it_is(person, side, sides)))
    assert between(counting(3), counting(4)).not_decided == FAULT


def _mild(person: Any) -> Any:
    return person.but(says=dict.fromkeys(person.says, "no"))


def test_the_new_version_may_have_another_id() -> None:
    found = compare(LIBRARY, SUICIDE, SUICIDE.but(id="ours", thresholds=SUICIDE.thresholds[1:]))
    assert (found.before.id, found.now.id) == (SUICIDE.id, "ours")
    assert len(found.less) < 3


def test_a_rule_over_any_of_many_is_one_pattern() -> None:
    ids = [one["id"] for one in SIGNS]
    more = {"id": "any", "tier": "this_week", "when": {"any": ids}}
    (pattern,) = between(counting(3), counting(3, more)).more
    assert [(len(line.of), line.counts) for line in pattern.says] == [(6, ((1, 6),))]
    assert AnyOf(tuple(map(Present, ids))) == build.condition({"any": ids})
