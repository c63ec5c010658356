"""Stopping early, and answers that are known from another protocol before anything is asked here.

Small pages of which every way through is plain to see; tests/proof/test_deciders.py looks at random ones.
"""

from __future__ import annotations

import pytest

from crisisaid.model.protocol import GATE, Protocol
from crisisaid.model.tier import CALL_NOW
from crisisaid.proof.people import Person, session
from crisisaid.proof.prove import prove
from crisisaid.proof.stopping import NOBODY_TO_REACH, Sweep
from crisisaid.proof.verdict import PROVED, VIOLATED, Fault
from engine import build, random_protocols
from engine.build import Plain, checklist, context, protective, red, sign
from shipped import LIBRARY

DO: Plain = {"id": "do", "kind": "guidance"}
REACH: Plain = {"id": "reach", "kind": "referral", "to": random_protocols.TO}
CHILD = {"item": "who", "is": "child"}
ADULT = {"item": "who", "is": "adult"}
NOBODY = {"all": [{"absent": "support"}, {"not": {"absent": "support"}}]}
ELSEWHERE = {"same_as": "elsewhere/known"}


def page(*steps: Plain, thresholds: list[Plain]) -> Protocol:
    return build.protocol({"id": "page", "steps": list(steps), "thresholds": thresholds}).but(about="supporter")


def rule(when: object, tier: str = "call_now", **more: object) -> Plain:
    return {"id": f"t-{tier}-{when}", "tier": tier, "when": when, **more}


def faults(protocol: Protocol, name: str) -> tuple[Fault, ...]:
    found = next(one for one in prove({}, protocol) if one.property == name)
    assert found.state == (VIOLATED if found.faults else PROVED)
    return found.faults


def word(person: Person, item: str) -> str:
    return person.says["page", item]


def setting_first(**more: object) -> Protocol:
    """Both settings call for the same with ``alone`` open; the setting is asked first."""
    rules = [rule({"all": [CHILD, {"absent": "alone"}]}), rule({"all": [ADULT, {"absent": "alone"}]})]
    steps = (checklist("one", context("who", "child", "adult")), checklist("two", protective("alone", **more)))
    return page(*steps, DO, REACH, thresholds=rules)


def test_what_is_known_from_elsewhere_is_known_before_the_first_prompt() -> None:
    """Whoever is known to be alone is certain to come to CALL NOW, and has less if they stop before the setting."""
    assert faults(setting_first(), "stop") == ()
    [fault] = faults(setting_first(**ELSEWHERE), "stop")
    assert word(fault.people[0], "alone").removesuffix("*") in ("no", "unsure")
    assert word(fault.people[0], "alone").endswith("*")
    assert word(fault.people[0], "who") == "not_asked"
    walked = setting_first(**ELSEWHERE)
    played = session({}, [walked], fault.people[0])
    assert dict(played.answers) == {("elsewhere", "known"): word(fault.people[0], "alone").removesuffix("*")}
    assert played.tier != CALL_NOW
    assert {
        session({}, [walked], fault.people[0].but_says(("page", "who"), one)).tier for one in ("child", "adult")
    } == {CALL_NOW}


def test_prompts_are_counted_for_those_of_whom_something_is_known_too() -> None:
    """Nobody is asked ``seen`` here; for those of whom it is known, two prompts lead there."""
    steps = (
        checklist("one", protective("support")),
        checklist("two", sign("worse")),
        checklist("three", sign("seen", **ELSEWHERE), when=NOBODY),
    )
    rules = [rule({"all": ["worse", "seen"]})]
    slowest = Sweep(page(*steps, DO, REACH, thresholds=rules)).slowest(CALL_NOW)
    assert slowest is not None
    assert slowest.prompts == 2
    assert word(slowest.person, "seen") == "yes*"


def test_what_is_known_already_takes_no_prompt() -> None:
    """CALL NOW is there before anything is asked, for those of whom it is known; the others are asked twice."""
    steps = (checklist("one", sign("first")), checklist("two", red("flag", **ELSEWHERE)))
    slowest = Sweep(page(*steps, DO, REACH, thresholds=[rule({"possible": "flag"})])).slowest(CALL_NOW)
    assert slowest is not None
    assert slowest.prompts == 2
    assert word(slowest.person, "flag") in ("yes", "unsure")


def test_a_list_that_only_what_is_known_brings_up_counts_as_a_prompt() -> None:
    steps = (
        checklist("one", protective("support")),
        checklist("two", sign("seen", **ELSEWHERE), when=NOBODY),
        checklist("three", red("flag"), when={"possible": "seen"}),
    )
    slowest = Sweep(page(*steps, DO, REACH, thresholds=[rule({"possible": "flag"})])).slowest(CALL_NOW)
    assert slowest is not None
    assert slowest.prompts == 2


def test_where_only_what_is_known_leads_there_nobody_is_asked_first() -> None:
    steps = (checklist("one", protective("support")), checklist("two", sign("seen", **ELSEWHERE), when=NOBODY))
    assert Sweep(page(*steps, DO, REACH, thresholds=[rule({"possible": "seen"})])).slowest(CALL_NOW) is None


def emergency(**more: object) -> Protocol:
    """Whom to reach depends on a support that is asked before the emergency ends the questions."""
    steps = (checklist("one", protective("support")), checklist("two", sign("flag", **more)))
    there = {"not": {"absent": "support"}}
    ra, rb = ({**REACH, "id": name, "when": when} for name, when in (("ra", {"absent": "support"}), ("rb", there)))
    return page(*steps, DO, ra, rb, thresholds=[rule({"possible": "flag"}, interrupts=True)])


def test_an_emergency_that_is_known_from_the_start_ends_the_questions_at_once() -> None:
    assert faults(emergency(), "ends") == ()
    [fault] = faults(emergency(**ELSEWHERE), "ends")
    assert (fault.about, fault.says) == (CALL_NOW, NOBODY_TO_REACH)
    assert word(fault.people[0], "flag").endswith("*")
    played = session({}, [emergency(**ELSEWHERE)], fault.people[0])
    assert {name for name, _ in played.answers} == {"elsewhere"}
    assert played.tier == CALL_NOW


def test_an_emergency_that_only_the_channel_makes_certain_ends_the_questions_at_once() -> None:
    """On the phone nobody can see the helper: with the flag known that is an emergency, before the support is asked."""
    steps = (
        checklist("one", protective("support")),
        checklist("two", sign("flag", **ELSEWHERE), protective("helper", channels=["in_person"])),
    )
    there = {"not": {"absent": "support"}}
    ra, rb = ({**REACH, "id": name, "when": when} for name, when in (("ra", {"absent": "support"}), ("rb", there)))
    when = {"all": [{"possible": "flag"}, {"absent": "helper"}]}
    made = page(*steps, DO, ra, rb, thresholds=[rule(when, interrupts=True)])
    [fault] = faults(made, "ends")
    assert fault.people[0].channel in ("phone", "text_chat")
    assert {name for name, _ in session({}, [made], fault.people[0]).answers} == {"elsewhere"}


def test_a_later_list_that_an_emergency_never_comes_to_shows_nobody() -> None:
    """The support is asked after the emergency: whom to reach is open when it ends the questions."""
    there = {"not": {"absent": "support"}}
    ra, rb = ({**REACH, "id": name, "when": when} for name, when in (("ra", {"absent": "support"}), ("rb", there)))
    steps = (checklist("one", red("flag")), checklist("two", protective("support"), ask="together"))
    made = page(*steps, DO, ra, rb, thresholds=[rule({"possible": "flag"}, interrupts=True)])
    [fault] = faults(made, "ends")
    assert fault.says == NOBODY_TO_REACH
    assert list(session({}, [made], fault.people[0]).answers) == [("page", "flag")]


@pytest.mark.parametrize("channels", [["in_person"], ["phone"], ["in_person", "text_chat"]])
def test_an_item_that_not_every_channel_lets_anybody_know_does_not_make_stopping_worse(channels: list[str]) -> None:
    steps = (checklist("one", red("seen", channels=channels)), checklist("two", sign("said")))
    assert faults(page(*steps, DO, REACH, thresholds=[rule("said", "this_week")]), "stop") == ()


# --- More worrying than what was passed over, and known on both sides -----------------------------------------------


def test_unsure_may_not_hide_what_a_skip_still_asks() -> None:
    """A bare sign before a checklist: a skip leaves it open, "unsure" closes it, and the red flag is never asked."""
    steps = (checklist("one", sign("seen")), checklist("two", red("flag"), when="seen"))
    [fault] = faults(page(*steps, DO, REACH, thresholds=[rule({"possible": "flag"})]), "worse")
    less, more = fault.people
    assert (word(less, "seen"), word(more, "seen")) == ("unsure", "skipped")
    made = page(*steps, DO, REACH, thresholds=[rule({"possible": "flag"})])
    assert [session({}, [made], person).tier for person in (less, more)] == ["keep_supporting", "call_now"]


def test_known_from_elsewhere_a_higher_point_may_not_get_less_either() -> None:
    """Only those of whom it is known count here: the guard asks nobody."""
    often = sign("often", scale=["never", "month", "week"], **ELSEWHERE)
    steps = (checklist("one", protective("support")), checklist("two", often, when=NOBODY))
    rules = [rule({"all": [{"not": "often"}, {"item": "often", "at_least": "never"}]})]
    found = [fault for fault in faults(page(*steps, DO, REACH, thresholds=rules), "worse") if len(fault.people) == 2]
    pairs = {(word(less, "often"), word(more, "often")) for less, more in (fault.people for fault in found)}
    assert ("month*", "never*") in pairs or ("unsure*", "never*") in pairs


def test_the_danger_check_takes_nothing_over() -> None:
    """The proofs rely on it: what comes first cannot be the same as what comes later."""
    assert not [item.id for item in LIBRARY[GATE].items() if item.same_as]
