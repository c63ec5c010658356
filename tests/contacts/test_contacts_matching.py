"""Who comes first for a role: by moment, way, language, part of the country, group and age; and nobody is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisaid.contacts.ladder import ladder
from crisisaid.contacts.matching import SURE, in_order, ways_for
from crisisaid.contacts.populations import groups_named, groups_of
from crisisaid.contacts.words import fit_words
from crisisaid.model.contact import Contact
from crisisaid.model.need import Need

KINDS = ("crisis", "text", "youth", "lgbtq", "veterans", "older-adults")
NIGHT = 1798165800.0  # 2026-12-25 02:30 in London
NEED = Need("GB", "United Kingdom", "phone", at=NIGHT, here="Europe/London")
LINE = Contact("line", "Example line", "crisis", "GB", phone="020 7946 0001", hours="24/7", layer="organisation")


def line(name: str, **fields: object) -> Contact:
    return LINE.but(**{"id": name, "name": name, "phone": f"020 7946 0{len(name):03}", **fields})


def order(need: Need, *contacts: Contact) -> list[str]:
    return [one.id for one in in_order(contacts, KINDS, need, "2026-12-25")]


DAYS = {"hours": "Mo-Fr 09:00-17:00", "timezone": "Europe/London"}
EVENINGS = {"hours": "Mo-Su 18:00-06:00", "timezone": "Europe/London"}


def test_open_before_unknown_before_closed() -> None:
    assert order(NEED, line("day", **DAYS), line("unstated", hours=""), line("night", **EVENINGS)) == [
        "night",
        "unstated",
        "day",
    ]


def test_without_a_moment_the_hours_decide_nothing() -> None:
    assert order(NEED.but(at=0.0), line("day", **DAYS), line("night", **EVENINGS)) == ["day", "night"]


@pytest.mark.parametrize("cannot", ["cannot_speak", "deaf"])
def test_who_cannot_speak_first_sees_what_can_be_written_to(cannot: str) -> None:
    voice, chat = line("voice"), line("chat", phone="", chat="https://chat.example")
    assert order(NEED, voice, chat) == ["voice", "chat"]
    assert order(NEED.but(**{cannot: True}), voice, chat) == ["chat", "voice"]


def test_a_textphone_is_a_way_for_who_cannot_hear() -> None:
    assert order(NEED.but(deaf=True), line("a"), line("b", textphone="020 7946 0999"))[0] == "b"


def test_without_credit_free_before_unstated_before_paid() -> None:
    lines = line("paid", free=False), line("unstated"), line("free", free=True)
    assert order(NEED.but(no_credit=True), *lines) == ["free", "unstated", "paid"]


def test_a_language_that_is_stated_before_none_before_another() -> None:
    lines = line("welsh", languages=("cy",)), line("unstated"), line("polish", languages=("en", "pl"))
    assert order(NEED.but(languages=("pl",)), *lines) == ["polish", "unstated", "welsh"]
    assert order(NEED.but(languages=("pt-BR",)), line("a"), line("b", languages=("pt",)))[0] == "b"


def test_this_part_of_the_country_before_the_whole_before_another_part() -> None:
    lines = line("wales", region="GB-WLS"), line("whole"), line("scotland", region="GB-SCT")
    assert order(NEED.but(region="GB-SCT"), *lines) == ["scotland", "whole", "wales"]
    assert order(NEED, *lines)[0] == "whole"


def test_specialist_and_general_stand_side_by_side() -> None:
    lines = [line(f"general-{place}") for place in range(3)] + [
        line(f"young-{place}", kind="youth") for place in range(2)
    ]
    assert order(NEED.but(populations=("youth",)), *lines) == [
        *("young-0", "general-0", "young-1", "general-1", "general-2"),
    ]
    assert order(NEED, *lines)[:3] == ["general-0", "general-1", "general-2"]


def test_a_closed_specialist_does_not_come_before_an_open_general_line() -> None:
    lines = line("young", kind="youth", **DAYS), line("general")
    assert order(NEED.but(populations=("young-people",)), *lines) == ["general", "young"]


def test_a_known_age_takes_away_lines_for_other_ages_only() -> None:
    lines = line("child", max_age=18), line("adult", min_age=18), line("all")
    assert set(order(NEED.but(age=40), *lines)) == {"adult", "all"}
    assert set(order(NEED.but(age=18), *lines)) == {"child", "adult", "all"}
    assert set(order(NEED, *lines)) == {"child", "adult", "all"}


def test_what_was_not_checked_for_long_sinks_and_stays() -> None:
    old = line("old", verified_on="2024-01-01", verified_how="website")
    new = line("new", verified_on="2026-12-01", verified_how="website")
    assert order(NEED, old, new) == ["new", "old"]


@pytest.mark.parametrize(
    ("word", "group"),
    [("under-18", "children"), ("Military", "veterans"), ("parents", "families"), ("made up", "made-up")],
)
def test_words_for_groups(word: str, group: str) -> None:
    assert groups_named([word]) == (group,)


def test_a_line_for_adults_is_for_everybody() -> None:
    assert groups_of(line("a", populations=("adults",))) == ()
    assert groups_of(line("a", populations=("general",))) == ()


def test_the_supporters_own_people_are_called_by_the_supporter() -> None:
    lead = line("lead", kind="shift-lead", free=False)
    need = NEED.but(cannot_speak=True, no_credit=True, languages=("pl",))
    assert ways_for(lead, need) == SURE
    assert fit_words(lead, need) == ()
    assert fit_words(line("voice"), need)


needs = st.builds(
    lambda cannot, deaf, credit, language, region, group, at: NEED.but(
        cannot_speak=cannot, deaf=deaf, no_credit=credit, languages=language, region=region, populations=group, at=at
    ),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([(), ("pl",), ("en", "cy")]),
    st.sampled_from(["", "GB-SCT"]),
    st.sampled_from([(), ("children",), ("lgbtq", "women")]),
    st.sampled_from([0.0, NIGHT, NIGHT + 40_000]),
)
contacts = st.lists(
    st.builds(
        lambda number, kind, hours, languages, region, free, populations: line(
            f"line-{number}",
            phone=f"020 7946 {number:04}",
            kind=kind,
            hours=hours,
            timezone="Europe/London",
            languages=languages,
            region=region,
            free=free,
            populations=populations,
        ),
        st.integers(0, 999),
        st.sampled_from(KINDS),
        st.sampled_from(["", "24/7", "Mo-Fr 09:00-17:00", "nonsense"]),
        st.sampled_from([(), ("en",), ("pl",)]),
        st.sampled_from(["", "GB-SCT", "GB-WLS"]),
        st.sampled_from([None, True, False]),
        st.sampled_from([(), ("children",), ("women",)]),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)
EMERGENCY = Contact("e", "Emergency", "emergency", "GB", "999", hours="24/7", services=("ambulance",))


@given(needs, contacts)
def test_nobody_is_lost_and_the_emergency_number_is_last(need: Need, found: list[Contact]) -> None:
    made = ladder((*found, EMERGENCY), need, ("crisis_line",))
    assert {rung.contact.id for rung in made.rungs} == {one.id for one in (*found, EMERGENCY)}
    assert made.rungs[-1].contact == EMERGENCY
    states = [rung.state for rung in made.rungs[:-1]]
    assert states == sorted(states, key=lambda state: state == "closed")


def test_a_line_in_another_language_says_so_unasked() -> None:
    polish = line("polish", languages=("pl",))
    assert fit_words(polish, NEED) == ("Answers in Polish only.",)
    assert fit_words(polish, NEED.but(spoken=("en", "pl"))) == ()
    assert order(NEED.but(spoken=("en",)), polish, line("unstated")) == ["unstated", "polish"]
    assert order(NEED.but(languages=("pl",), spoken=("en",)), polish, line("unstated")) == ["polish", "unstated"]


def test_closed_days_stand_beside_day_and_night() -> None:
    """A drop-in that never closes but at Christmas must not read "open 24/7" on that day, nor on a printed page."""
    drop_in = line("drop-in", hours="24/7", timezone="Europe/London", closed_on=("2026-12-25", "2026-12-26"))
    (rung, *_) = ladder((drop_in,), NEED, ("crisis_line",)).rungs
    assert rung.state == "closed"
    assert rung.now.startswith("closed now, opens")
    assert rung.hours == "24/7, but closed on 2026-12-25 and 2026-12-26 (as listed, time in Europe/London)"


def test_a_fallback_of_another_role_says_for_whom_and_lets_whoever_is_on_duty_go_first() -> None:
    lead = line("lead", kind="shift-lead", fallback=("safe",))
    standing = line("safe", kind="safeguarding", phone="020 7946 0900")
    on_duty = line("tonight", kind="safeguarding", phone="020 7946 0901")
    made = ladder((lead, standing), NEED, ("shift_lead",), {"safeguarding_lead": (on_duty,)})
    assert [rung.contact.id for rung in made.rungs][:3] == ["lead", "tonight", "safe"]
    assert "Stands in for the shift lead." in made.rungs[1].fits
