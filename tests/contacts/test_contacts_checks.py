"""What the checks find in contacts, and that the line they bring is one that would pass."""

from __future__ import annotations

import pytest
from contacts_listed import Directory
from hypothesis import assume, given
from hypothesis import strategies as st

from crisisaid.contacts.checks.contact import Problem, check_contact
from crisisaid.contacts.checks.corrected_lines import corrected_line, quoted, with_value, with_word
from crisisaid.contacts.checks.policy import WHILE_UNSET, missing_settings
from crisisaid.contacts.checks.together import check_together
from crisisaid.contacts.hours.text import read_hours
from crisisaid.contacts.kinds import ORGANISATION
from crisisaid.model.contact import Contact
from crisisaid.model.finding import Finding
from crisisaid.model.policy import Policy
from crisisaid.reading.page import FORBIDDEN
from crisisaid.reading.strict import read_yaml

TODAY = "2026-11-23"
GOOD = Contact(
    "example-team",
    "Example team",
    "local",
    "GB",
    phone="020 7946 0001",
    hours="Mo-Fr 09:00-17:00",
    timezone="Europe/London",
    languages=("en", "cy", "pt-BR"),
    min_age=18,
    region="GB-SCT",
    verified_on="2026-11-02",
    layer=ORGANISATION,
)


def found(**changes: object) -> list[Problem]:
    return list(check_contact(GOOD.but(**changes), TODAY))


def codes(problems: list[Problem]) -> list[str]:
    return [f"{one.code} {one.severity} {one.field}" for one in problems]


def test_nothing_is_found_in_a_good_contact() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("hours", "right"), [("Mon-Fri 9am-5pm", "Mo-Fr 09:00-17:00"), ("Mo-Fr 25:00-26:00", ""), ("mostly", "")]
)
def test_hours_that_cannot_be_read(hours: str, right: str) -> None:
    problems = found(hours=hours)
    assert codes(problems) == ["CA0604 error hours"]
    assert hours in problems[0].message
    assert problems[0].right == right
    assert right or "For example" in problems[0].hint
    assert not right or read_hours(right)[1] == ""


def test_a_time_zone_has_to_exist() -> None:
    problems = found(timezone="Europe/Londn")
    assert codes(problems) == ["CA0605 error timezone"]
    assert problems[0].right == "Europe/London"
    assert codes(found(timezone="Nowhere")) == ["CA0605 error timezone"]
    assert codes(found(timezone="")) == ["CA0605 warning hours"]
    assert found(timezone="", hours="24/7") == []
    assert found(timezone="", hours="") == []


def test_closed_days_have_to_exist_and_not_all_be_past() -> None:
    assert codes(found(closed_on=("2026-12-25", "2026-02-30"))) == ["CA0605 error closed_on"]
    assert found(closed_on=("2026-12-25", "2026-02-30"))[0].at == 1
    assert codes(found(closed_on=("2025-12-25",))) == ["CA0605 warning closed_on"]
    assert found(closed_on=("2025-12-25", "2026-12-25")) == []


def test_ages_regions_and_languages() -> None:
    ages = found(min_age=30, max_age=20)
    assert codes(ages) == ["CA0613 error min_age"]
    assert ages[0].right == "20"
    assert found(min_age=20, max_age=20) == []
    assert codes(found(region="US-CA")) == ["CA0613 error region"]
    assert codes(found(languages=("en", "english"))) == ["CA0613 warning languages"]
    assert found(languages=("welsh",))[0].right == "cy"
    assert found(languages=("qqx",))[0].right == ""


@pytest.mark.parametrize("phone", ["1", "0800 1234 5678 9012", "*#"])
def test_only_a_length_that_no_number_has_is_doubted(phone: str) -> None:
    assert codes(found(phone=phone)) == ["CA0614 warning phone"]


def test_no_number_of_the_directory_is_doubted(directory: Directory) -> None:
    doubted = [
        problem
        for code in directory.codes
        for contact in directory(code)
        for problem in check_contact(contact, TODAY)
        if problem.code == "CA0614"
    ]
    assert doubted == []


def test_a_check_that_is_due_never_was_or_is_still_to_come() -> None:
    assert codes(found(verified_on="2026-08-25")) == []
    due = found(verified_on="2026-08-24")
    assert codes(due) == ["CA0608 warning verified_on"]
    assert "crisisaid contacts edit example-team --checked 2026-11-23" in due[0].hint
    assert "below" not in due[0].message
    assert "below" in found(verified_on="2026-01-02")[0].message
    assert codes(found(verified_on="")) == ["CA0608 warning "]
    assert codes(found(verified_on="2026-11-24")) == ["CA0608 error verified_on"]
    assert codes(found(verified_on="2026-13-01")) == ["CA0608 error verified_on"]
    assert codes(found(verified_how="unverified")) == ["CA0608 warning "]
    assert found(verified_on="", status="retired") == []


def named(id_: str, *fallback: str, **more: object) -> Contact:
    return GOOD.but(**{"id": id_, "phone": f"020 7946 01{len(id_):02}", "fallback": fallback, **more})


def together(*contacts: Contact, hidden: tuple[str, ...] = ()) -> list[str]:
    return [one.message for one in check_together(contacts, {one.id for one in contacts}, hidden)]


def test_a_fallback_has_to_name_somebody_who_is_in_use() -> None:
    assert together(named("a", "bb"), named("bb")) == []
    problem = check_together((named("night-line", "day-lin"), named("day-line")), {"night-line"})[0]
    assert (problem.code, problem.right, problem.at) == ("CA0606", "day-line", 0)
    assert "which is hidden" in together(named("a", "bb"), hidden=("bb",))[0]
    assert "which is suspended" in together(named("a", "bb"), named("bb", status="suspended"))[0]
    assert check_together((named("a", "bb"),), set()) == ()


def test_a_circle_is_shown_whole_and_once() -> None:
    said = together(named("a", "bb"), named("bb", "ccc"), named("ccc", "a"))
    assert said == ["Fallbacks go in a circle: a -> bb -> ccc -> a."]
    assert together(named("a", "a")) == ["Fallbacks go in a circle: a -> a."]
    problem = check_together((named("a", "dddd", "bb"), named("bb", "a"), named("dddd")), {"a", "bb"})[0]
    assert problem.right == "[dddd]"


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_a_circle_is_found_exactly_where_somebody_stands_in_for_themselves(pairs: list[tuple[str, str]]) -> None:
    fallbacks = {name: tuple(second for first, second in pairs if first == name) for name in "abcdef"}
    contacts = [GOOD.but(id=name, phone=f"1{ord(name)}", fallback=fallbacks[name]) for name in "abcdef"]
    reached = set(pairs)
    for _ in "abcdef":
        reached |= {(a, d) for a, b in reached for c, d in reached if b == c}
    circles = [one for one in check_together(contacts, set("abcdef")) if "circle" in one.message]
    assert bool(circles) == any(a == b for a, b in reached)


def test_two_contacts_under_one_number_are_told_once() -> None:
    pair = (named("a", phone="(020) 7946-0001"), named("bb", phone="020 7946 0001"))
    assert len(together(*pair)) == 1
    assert "same number as 'bb'" in together(*pair)[0]
    assert together(pair[0], pair[1].but(press="2")) == []
    assert together(pair[0], pair[1].but(status="retired")) == []


def test_every_setting_that_is_missing_says_what_happens() -> None:
    every = missing_settings((), "policy.yaml", there=True)
    assert [one.message.split("'")[1] for one in every] == list(WHILE_UNSET)
    assert set(WHILE_UNSET) <= set(Policy._fields)
    assert missing_settings(tuple(WHILE_UNSET), "policy.yaml", there=True) == ()
    assert {one.line for one in missing_settings((), "policy.yaml", there=False)} == {0}


# The corrected line.


@pytest.mark.parametrize(
    ("line", "name", "value", "right"),
    [
        ('    hours: "x"   # ours', "hours", "Mo 09:00-10:00", 'hours: "Mo 09:00-10:00" # ours'),
        ("  - phone: 112", "phone", "112", '- phone: "112"'),
        ("    min_age: 30", "min_age", "20", "min_age: 20"),
        ("    fallback: [a, b]", "fallback", "[b]", "fallback: [b]"),
        ("  - {id: a, web: http://example.org}", "web", "https://example.org", '- {id: a, web: "https://example.org"'),
        ("    country: no", "country", "NO", 'country: "NO"'),
        ("", "country", "GB", 'country: "GB"'),
    ],
)
def test_a_line_with_another_value(line: str, name: str, value: str, right: str) -> None:
    assert with_value(line, name, value).startswith(right)


@pytest.mark.parametrize(
    ("line", "was", "word", "right"),
    [
        ("languages: [english, pl]", "english", "en", "languages: [en, pl]"),
        ('languages: ["english", pl]', "english", "no", 'languages: ["no", pl]'),
        ("  - english", "english", "no", '- "no"'),
        ("  phnoe: 1", "phnoe", "phone", "phone: 1"),
        ("  - other", "english", "en", ""),
        ("[a-b, a]", "a", "c", "[a-b, c]"),
    ],
)
def test_a_line_with_another_word(line: str, was: str, word: str, right: str) -> None:
    assert with_word(line, was, word) == right


def finding(message: str, hint: str = "") -> Finding:
    return Finding("CA0205", "error", "contacts.yaml", 1, message, hint)


@pytest.mark.parametrize(
    ("message", "line", "right"),
    [
        ("'web: http://example.org' is not spelled", "web: http://example.org", 'web: "https://example.org"'),
        ("'verified_on: 2026-1-2' is not spelled", "verified_on: 2026-1-2", 'verified_on: "2026-01-02"'),
        ("'verified_on: 1.2.2026' is not spelled", "verified_on: 1.2.2026", ""),
        ("'country: gb' is not spelled", "country: gb", 'country: "GB"'),
        ("'id: Example Lead' is not spelled", "- id: Example Lead", '- id: "example-lead"'),
        ("'region: gb sct' is not spelled", "region: gb sct", 'region: "GB-SCT"'),
        ("'note: x' is not spelled", "note: x", ""),
        ("Something else.", "note: x", ""),
    ],
)
def test_what_the_reading_refuses_is_put_right_where_only_one_thing_can_be_meant(
    message: str, line: str, right: str
) -> None:
    assert corrected_line(finding(message), line) == right


def test_a_meant_name_and_a_meant_word() -> None:
    strange = finding("'phnoe:' is not a name this file can use here.", "Did you mean 'phone:'?")
    assert corrected_line(strange, '    phnoe: "112"') == 'phone: "112"'
    kind = finding("'kind: crysis' must be one of: crisis, text.", "Did you mean 'crisis'?")
    assert corrected_line(kind, "kind: crysis") == 'kind: "crisis"'


@given(st.text(min_size=1, max_size=40))
def test_a_value_comes_back_from_the_quotes_it_is_put_into(value: str) -> None:
    assume(not FORBIDDEN.search(value) and "\n" not in value and not value.startswith("["))
    assert read_yaml(f"note: {quoted(value)}\n".encode(), "x.yaml").data == {"note": value}
