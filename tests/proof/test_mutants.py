"""Every usual fault of a protocol is made once, in one place, and said in a sentence; nothing is made twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisisaid.app.bookshelf import protocols_folder
from crisisaid.engine.evaluate import literals
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import play, start
from crisisaid.library.load import load_folder, parse_protocol
from crisisaid.model.condition import (
    ALWAYS,
    Absent,
    All,
    AnyOf,
    AtLeast,
    Condition,
    ContextIs,
    Count,
    Not,
    Possible,
    Present,
    TierIn,
)
from crisisaid.model.protocol import RED_FLAG, Checklist, Protocol
from crisisaid.proof.mutants import OPERATORS, Mutant, mutants
from crisisaid.proof.mutants_conditions import changed, plainest, without
from crisisaid.proof.mutants_words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = """\
format: crisisaid/protocol/v1
id: example
version: "1.0.0"
status: draft
title: "An example"
summary: "Only for tests."
for: supporter
sources:
  - {id: one, title: "T", publisher: "P", year: "n.d.", url: "https://example.org/", licence: "L"}
steps:
  - id: first
    kind: checklist
    title: "First"
    items:
      - {id: w, kind: warning_sign, how: ask, label: "W", text: "W?"}
      - {id: v, kind: warning_sign, how: ask, label: "V", text: "V?"}
      - {id: p, kind: protective, how: ask, label: "P", text: "P?"}
      - {id: c, kind: context, how: ask, label: "C", text: "C?", options: [{id: a, text: "A"}, {id: b, text: "B"}]}
  - id: second
    kind: checklist
    title: "Second"
    when: {any: [{possible: w}, {possible: v}]}
    items:
      - {id: f, kind: red_flag, how: ask, label: "F", text: "F?", clarify: "C.", tier: call_now, sources: [one]}
      - id: s
        kind: red_flag
        how: ask
        label: "S"
        text: "S?"
        clarify: "C."
        tier: before_you_part
        sources: [one]
        scale:
          - {id: never, text: "N"}
          - {id: once, text: "O"}
          - {id: lately, text: "L"}
          - {id: today, text: "T"}
        from: lately
  - id: help
    kind: referral
    title: "Help"
    when: {all: [{tier: [call_now]}, {not: {absent: p}}]}
    to: {call_now: [ambulance, shift_lead]}
  - {id: on, kind: continue, to: other, title: "On", when: {possible: s, at_least: today}, why: "W."}
thresholds:
  - {id: flag, tier: call_now, when: f, because: "B.", sources: [one], interrupts: true}
  - id: two
    tier: before_you_part
    when: {count: {at_least: 2, of: [w, v, {absent: p}]}}
    because: "B."
    sources: [one]
  - id: scaled
    tier: this_week
    when: {all: [{item: s, at_least: lately}, {item: c, is: b}]}
    because: "B."
    sources: [one]
otherwise: keep_supporting
never:
  - {id: stated, when: {all: [f, {not: {absent: p}}]}, below: call_now, because: "B."}
needs_review: [{at: [w], says: "N."}]
"""


def example() -> Protocol:
    loaded = parse_protocol(TEXT.encode(), "example.yaml")
    assert loaded.protocol is not None, loaded.findings
    return loaded.protocol


EXAMPLE = example()
MADE = mutants(EXAMPLE)
LIBRARY = {one.protocol.id: one.protocol for one in load_folder(protocols_folder()) if one.protocol}
SHIPPED = [mutant for protocol in LIBRARY.values() for mutant in mutants(protocol)]
ITEMS = {item.id: item for item in EXAMPLE.items()}


def of(operator: str, place: str = "") -> list[Mutant]:
    return [one for one in MADE if one.operator == operator and place in ("", one.place)]


def one_of(operator: str, place: str) -> Protocol:
    (found,) = of(operator, place)
    return found.protocol


def when(protocol: Protocol, name: str) -> Condition:
    return next(part.when for part in (*protocol.thresholds, *protocol.steps) if part.id == name)


def whens(operator: str, place: str) -> list[Condition]:
    return [when(one.protocol, place) for one in of(operator, place)]


def test_each_kind_of_fault_is_made_where_it_can_be_and_nowhere_else() -> None:
    assert [(one.operator, one.place) for one in MADE if one.operator not in ("part-dropped", "unsure-misread")] == [
        ("threshold-dropped", "flag"),
        ("tier-down", "flag"),
        ("interrupt-lost", "flag"),
        ("unsure-added", "flag"),
        ("threshold-dropped", "two"),
        ("tier-down", "two"),
        ("tier-up", "two"),
        ("count-down", "two"),
        ("count-up", "two"),
        ("unsure-added", "two"),
        ("unsure-added", "two"),
        ("threshold-dropped", "scaled"),
        ("tier-up", "scaled"),
        ("all-to-any", "scaled"),
        ("unsure-added", "scaled"),
        ("point-down", "scaled"),
        ("point-up", "scaled"),
        ("item-dropped", "w"),
        ("skip-misread", "w"),
        ("item-dropped", "v"),
        ("skip-misread", "v"),
        ("item-dropped", "p"),
        ("absence-misread", "p"),
        ("item-dropped", "c"),
        ("absence-misread", "c"),
        ("absence-misread", "c"),
        ("guard-dropped", "second"),
        ("guard-negated", "second"),
        ("any-to-all", "second"),
        ("unsure-lost", "second"),
        ("unsure-lost", "second"),
        ("item-dropped", "f"),
        ("tier-down", "f"),
        ("red-flag-softened", "f"),
        ("skip-misread", "f"),
        ("item-dropped", "s"),
        ("tier-up", "s"),
        ("point-down", "s"),
        ("point-up", "s"),
        ("red-flag-softened", "s"),
        ("skip-misread", "s"),
        ("continue-dropped", "on"),
        ("guard-dropped", "on"),
        ("guard-negated", "on"),
        ("unsure-lost", "on"),
        ("point-down", "on"),
    ]


def test_what_is_wrong_in_a_threshold() -> None:
    w, v, p = Present("w"), Present("v"), Absent("p")
    assert [one.id for one in one_of("threshold-dropped", "two").thresholds] == ["flag", "scaled"]
    assert whens("count-down", "two") == [Count(1, (w, v, p))]
    assert whens("count-up", "two") == [Count(3, (w, v, p))]
    assert whens("part-dropped", "two") == [Count(2, (v, p)), Count(2, (w, p)), Count(2, (w, v))]
    assert whens("unsure-added", "two") == [Count(2, (Possible("w"), v, p)), Count(2, (w, Possible("v"), p))]
    later, setting = AtLeast("s", "lately"), ContextIs("c", "b")
    assert whens("all-to-any", "scaled") == [AnyOf((later, setting))]
    assert whens("part-dropped", "scaled") == [All((setting,)), All((later,))]
    assert whens("point-down", "scaled") == [All((AtLeast("s", "once"), setting))]
    assert whens("point-up", "scaled") == [All((AtLeast("s", "today"), setting))]
    assert whens("unsure-added", "scaled") == [All((AtLeast("s", "lately", possible=True), setting))]


def test_what_calls_for_less_or_more() -> None:
    def weight(operator: str, name: str) -> tuple[str, bool]:
        found = next(one for one in one_of(operator, name).thresholds if one.id == name)
        return found.tier, found.interrupts

    assert weight("tier-down", "flag") == ("before_you_part", False), "only CALL NOW may end the asking"
    assert weight("interrupt-lost", "flag") == ("call_now", False)
    assert weight("tier-down", "two") == ("this_week", False)
    assert weight("tier-up", "two") == ("call_now", False)
    assert one_of("tier-down", "f").item("f").tier == "before_you_part"
    assert one_of("tier-up", "s").item("s").tier == "call_now"
    softened = one_of("red-flag-softened", "s").item("s")
    assert (softened.kind, softened.tier, softened.red_from) == ("warning_sign", "", "")
    assert [one_of(operator, "s").item("s").red_from for operator in ("point-down", "point-up")] == ["once", "today"]


def test_what_is_wrong_about_a_step() -> None:
    assert when(one_of("guard-dropped", "second"), "second") is ALWAYS
    assert when(one_of("guard-negated", "on"), "on") == Not(AtLeast("s", "today", possible=True))
    assert whens("any-to-all", "second") == [All((Possible("w"), Possible("v")))]
    assert whens("unsure-lost", "second") == [
        AnyOf((Present("w"), Possible("v"))),
        AnyOf((Possible("w"), Present("v"))),
    ]
    assert whens("point-down", "on") == [AtLeast("s", "lately", possible=True)]
    assert [step.id for step in one_of("continue-dropped", "on").steps] == ["first", "second", "help"]


def test_an_item_that_is_not_asked_is_nowhere_and_what_needs_it_fails() -> None:
    without_w = one_of("item-dropped", "w")
    assert [item.id for item in without_w.items()] == ["v", "p", "c", "f", "s"]
    assert when(without_w, "two") == Count(2, (Present("v"), Absent("p")))
    assert when(without_w, "second") == AnyOf((Possible("v"),))
    without_f = one_of("item-dropped", "f")
    assert [one.id for one in without_f.thresholds] == ["two", "scaled"]
    without_p = one_of("item-dropped", "p")
    assert when(without_p, "help") == All((TierIn(("call_now",)), ALWAYS)), "not absent holds where absent fails"
    assert [one.never for one in (without_w, without_f, without_p)] == [EXAMPLE.never, (), ()]
    assert when(without_p, "second") is when(EXAMPLE, "second"), "what does not speak of it stays the very same"


def test_answers_that_are_misread() -> None:
    read = {(one.operator, one.place): one.read_as for one in MADE if one.read_as and one.place != "c"}
    assert read["unsure-misread", "s"] == (("s", "unsure", "never"), ("s", "declined", "never"))
    assert read["unsure-misread", "p"] == (("p", "unsure", "yes"), ("p", "declined", "yes"))
    assert read["skip-misread", "w"] == (("w", "skipped", "no"),)
    assert read["absence-misread", "p"] == (("p", "skipped", "yes"),)
    assert [one.read_as for one in of("absence-misread", "c")] == [(("c", "skipped", "a"),), (("c", "skipped", "b"),)]
    assert [one.read_as[0] for one in of("unsure-misread", "c")] == [("c", "unsure", "a"), ("c", "unsure", "b")]
    assert all(one.protocol is EXAMPLE for one in MADE if one.read_as)


def test_the_only_item_stays_and_a_list_that_would_be_empty_goes() -> None:
    alone = EXAMPLE.but(steps=(Checklist("first", "First", (ITEMS["w"],)),), thresholds=(), never=())
    assert [one.operator for one in mutants(alone)] == ["unsure-misread", "skip-misread"]
    both = alone.but(steps=(*alone.steps, Checklist("more", "More", (ITEMS["v"],))))
    left = [one.protocol for one in mutants(both) if one.operator == "item-dropped"]
    assert [[step.id for step in one.steps] for one in left] == [["more"], ["first"]]


@pytest.mark.parametrize(
    ("condition", "same"),
    [
        (All((Present("w"),)), Present("w")),
        (Count(2, (Present("w"), Present("v"))), All((Present("w"), Present("v")))),
        (Count(1, (Present("w"), Present("v"))), AnyOf((Present("w"), Present("v")))),
        (AnyOf((Present("w"), AnyOf((Present("v"),)))), AnyOf((Present("w"), Present("v")))),
        (AnyOf((Present("w"), AnyOf((Present("v"), Present("f"))))), AnyOf((Present("w"), Present("v"), Present("f")))),
        (All((AnyOf((Present("w"), Present("v"))), Present("f"))),) * 2,
        (Count(2, (Present("w"), Present("v"), Present("f"))),) * 2,
        (Not(All((Present("w"),))), Not(Present("w"))),
        (ALWAYS, ALWAYS),
        (AnyOf(()), AnyOf(())),
    ],
)
def test_two_ways_to_write_the_same_are_one(condition: Condition, same: Condition) -> None:
    assert plainest(condition) == plainest(same)
    assert plainest(plainest(condition)) == plainest(condition)


def test_what_is_not_the_same_stays_apart() -> None:
    w, v, f = Present("w"), Present("v"), Present("f")
    others = [AnyOf((w, v)), All((w, v)), AnyOf((w, f)), Count(2, (w, v, f)), Not(w), w, AnyOf((All((w, v)), f))]
    assert len({plainest(one) for one in others}) == len(others)


def test_a_group_of_one_is_no_place_for_a_fault() -> None:
    assert [operator for operator, _, _ in changed(AnyOf((Present("w"),)), ITEMS)] == ["unsure-added"]


def test_a_count_that_cannot_be_met_without_the_item_fails() -> None:
    three = Count(3, (Present("w"), Present("v"), Absent("p")))
    assert without(three, "w") == AnyOf(())
    assert without(All((three, Present("f"))), "w") == AnyOf(())
    assert without(AnyOf((three, Present("f"))), "w") == AnyOf((Present("f"),))


def test_conditions_in_words() -> None:
    assert in_words(when(EXAMPLE, "two")) == "2 of (w, v, p not confirmed)"
    assert in_words(when(EXAMPLE, "scaled")) == "all of (s from lately on, c is b or not known)"
    assert in_words(when(EXAMPLE, "on")) == "s from today on or unsure"
    assert in_words(when(EXAMPLE, "help")) == "all of (the tier is CALL NOW, not p not confirmed)"
    assert (in_words(ALWAYS), in_words(AnyOf(()))) == ("everybody", "nobody")


def test_the_sentences_say_what_is_wrong() -> None:
    says = {(one.operator, one.place): one.says for one in MADE}
    assert says["count-up", "two"] == (
        "In the threshold two, 3 instead of 2 of 3 are needed. It holds for: 3 of (w, v, p not confirmed)."
    )
    assert says["tier-down", "f"] == "The red flag f brings BEFORE YOU PART instead of CALL NOW."
    assert says["skip-misread", "s"] == 's is taken for "never" where it was skipped.'


def test_no_variant_of_a_shipped_protocol_is_the_protocol_itself_or_another_variant() -> None:
    for protocol in LIBRARY.values():
        made = [(logic(one.protocol), one.read_as) for one in SHIPPED if one.protocol.id == protocol.id]
        assert (logic(protocol), ()) not in made
        assert len(made) == len(set(made))


def logic(protocol: Protocol) -> tuple[object, ...]:
    """What it does, without what it is called and what is said."""
    weights = [(item.id, item.kind, item.tier, item.red_from) for item in protocol.items()]
    steps = [(step.id, step.when) for step in protocol.steps]
    thresholds = [(one.id, one.tier, one.when, one.interrupts) for one in protocol.thresholds]
    return tuple(weights), tuple(steps), tuple(thresholds)


def test_every_kind_of_fault_is_found_in_what_ships() -> None:
    assert {one.operator for one in SHIPPED} == set(OPERATORS)


def test_each_sentence_is_said_of_one_variant_only() -> None:
    for protocol in LIBRARY.values():
        says = [one.says for one in SHIPPED if one.protocol.id == protocol.id]
        assert len(says) == len(set(says))
        assert all(one.endswith((".", ".)")) and one.isprintable() and "—" not in one for one in says)


def test_what_is_said_twice_is_faulty_once_and_losing_one_of_it_is_no_fault() -> None:
    first, *rest = EXAMPLE.thresholds

    def made(condition: Condition) -> list[tuple[str, Condition]]:
        other = EXAMPLE.but(thresholds=(first.but(when=condition), *rest))
        found = [one for one in mutants(other) if one.place == first.id]
        return [(one.operator, when(one.protocol, first.id)) for one in found if one.operator.startswith("part")]

    w, v, f = Present("w"), Present("v"), Present("f")
    assert made(AnyOf((w, w))) == []
    assert made(AnyOf((w, v, w))) == [("part-dropped", AnyOf((w, w)))], "without one w it is the same as before"
    assert [one for _, one in made(AnyOf((w, AnyOf((w, v)), f)))] == [
        AnyOf((w, f)),
        AnyOf((w, AnyOf((w, v)))),
    ], "an inner w is said already"
    assert made(Count(2, (w, v))) == [("part-dropped", Count(1, (v,))), ("part-dropped", Count(1, (w,)))]


def test_every_variant_stays_within_what_a_protocol_can_say() -> None:
    """Names are of its own items, no point is the lowest, counts are within reach, only CALL NOW interrupts."""
    for mutant in SHIPPED:
        known = {item.id: item for item in mutant.protocol.items()}
        for condition in conditions(mutant.protocol):
            for literal in literals(condition):
                assert literal.item in known, mutant.says
                if isinstance(literal, AtLeast):
                    assert literal.point in [point.id for point in known[literal.item].scale[1:]], mutant.says
            assert all(1 <= part.at_least <= len(part.of) for part in parts(condition) if isinstance(part, Count))
        assert all(one.tier == "call_now" for one in mutant.protocol.thresholds if one.interrupts)
        reds = [item for item in known.values() if item.kind == RED_FLAG and item.scale]
        assert all(item.red_from in [point.id for point in item.scale[1:]] for item in reds)
        assert all(step.items for step in mutant.protocol.steps if isinstance(step, Checklist))


def conditions(protocol: Protocol) -> Iterator[Condition]:
    yield from (part.when for part in (*protocol.thresholds, *protocol.steps, *protocol.never))


def parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    inside = getattr(condition, "of", ())
    for part in inside if isinstance(inside, tuple) else (inside,):
        yield from parts(part)


def test_every_variant_can_be_walked() -> None:
    for mutant in MADE:
        library = {"example": mutant.protocol}
        answers = {("example", "w"): "yes", ("example", "f"): "unsure"}
        end = fold(library, play(library, start(library, "example"), answers, fill=True))
        assert end.disposition.checklists_done


def tier(protocol: Protocol, **answers: str) -> str:
    library = {"example": protocol}
    given = {("example", item): answer for item, answer in answers.items()}
    return fold(library, play(library, start(library, "example"), given, fill=True)).disposition.tier


def test_a_fault_makes_the_difference_that_its_sentence_says() -> None:
    assert tier(EXAMPLE, w="yes", v="yes") == "before_you_part"
    assert tier(one_of("count-up", "two"), w="yes", v="yes") == "keep_supporting"
    assert tier(EXAMPLE, w="yes") == "keep_supporting"
    assert tier(one_of("count-down", "two"), w="yes") == "before_you_part"
    assert tier(EXAMPLE, w="yes", f="yes") == "call_now"
    assert tier(one_of("item-dropped", "f"), w="yes") == "keep_supporting"
