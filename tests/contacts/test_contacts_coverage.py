"""Coverage through time: the same as asking at every minute, and said so that a coordinator can act on it."""

from __future__ import annotations

import itertools
import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisaid.contacts.checks.coverage import coverage
from crisisaid.contacts.hours.opening import opening
from crisisaid.contacts.language_names import same_language
from crisisaid.contacts.populations import groups_of
from crisisaid.contacts.roles import KINDS, ROLES, stand_ins
from crisisaid.contacts.rota.turns import on_duty
from crisisaid.formats.coverage_text import coverage_text
from crisisaid.formats.periods import briefly, exactly, lasting, moment
from crisisaid.model.contact import Contact
from crisisaid.model.cover import Asked, Cover, Period
from crisisaid.model.duty import Duty

LONDON = "Europe/London"
ZONE = ZoneInfo(LONDON)
DAY = 86400

Spans = tuple[tuple[int, int], ...]


def at(words: str, zone: str = LONDON) -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).timestamp())


START = at("2026-11-23")


def contact(name: str, kind: str = "shift-lead", hours: str = "24/7", **more: object) -> Contact:
    return Contact(name, name, kind, "GB", phone="020 7946 0101", hours=hours, timezone=LONDON).but(**more)


def cover(*contacts: Contact, need: Asked | None = None, duties: tuple[Duty, ...] = (), days: int = 7) -> Cover:
    (found,) = coverage([need or Asked("shift_lead")], contacts, duties, START, START + days * DAY)
    return found


WHOLE = ((START, START + 7 * DAY),)


# What counts.


def test_nobody_at_all() -> None:
    found = cover()
    assert found == Cover("shift_lead", "", (), WHOLE, (), (), ())
    assert cover(contact("a", status="suspended")).gaps == WHOLE
    assert cover(contact("a", kind="crisis")).gaps == WHOLE


def test_hours_that_are_not_known_never_count() -> None:
    found = cover(contact("a", hours=""), contact("b", hours="whenever"))
    assert found.gaps == WHOLE
    assert found.without_hours == ("a", "b")
    assert cover(contact("a", hours=""), contact("c")).without_hours == ()


def test_hours_and_the_rota_together() -> None:
    night = Duty("shift_lead", at("2026-11-23 17:00"), at("2026-11-24 09:00"), phone="999")
    found = cover(contact("a", hours="Mo-Fr 09:00-17:00"), duties=(night,), days=2)
    assert found.gaps == ((START, at("2026-11-23 09:00")), (at("2026-11-24 17:00"), START + 2 * DAY))


def test_a_role_of_an_emergency_number() -> None:
    number = contact("n", kind="emergency", services=("ambulance",))
    assert cover(number, need=Asked("ambulance")).gaps == ()
    assert cover(number, need=Asked("police")).gaps == WHOLE


@pytest.mark.parametrize(
    ("stated", "asked", "name"),
    [
        ((), "", ""),
        (("fr",), "", ""),
        (("pl", "en"), "en", ""),
        (("en-GB",), "en", ""),
        (("pt",), "pt-BR", ""),
        ((), "pl", "unknown"),
        (("en",), "pl", "gaps"),
        (("pt-PT",), "pt-BR", "gaps"),
    ],
)
def test_languages(stated: tuple[str, ...], asked: str, name: str) -> None:
    found = cover(contact("a", languages=stated), need=Asked("shift_lead", (), asked))
    assert [field for field in ("gaps", "stood_in", "some_people", "unknown") if getattr(found, field)] == (
        [name] if name else []
    )


def test_a_number_of_the_rota_alone_does_not_say_its_languages() -> None:
    need = Asked("shift_lead", (), "pl")
    alone = Duty("shift_lead", START, START + 7 * DAY, phone="999")
    assert cover(duties=(alone,), need=need).unknown == WHOLE
    speaks, other = (contact("a", kind="local", languages=(tag,)) for tag in ("pl", "en"))
    assert cover(speaks, duties=(alone.but(contact="a"),), need=need) == cover(
        contact("b", languages=("pl",)), need=need
    )
    assert cover(other, duties=(alone.but(contact="a"),), need=need).gaps == WHOLE
    assert cover(duties=(alone.but(contact="a", phone=""),), need=need).gaps == WHOLE


def test_a_line_for_some_people_is_said_apart() -> None:
    veterans = contact("v", kind="veterans")
    line = contact("l", kind="crisis", hours="Mo-Su 00:00-12:00")
    found = cover(veterans, line, need=Asked("crisis_line"), days=1)
    assert (found.gaps, found.some_people) == ((), ((at("2026-11-23 12:00"), START + DAY),))
    young = contact("y", kind="crisis", max_age=25)
    assert cover(young, need=Asked("crisis_line")).some_people == WHOLE
    assert cover(contact("g", kind="crisis", min_age=18, populations=("general",)), need=Asked("crisis_line")) == cover(
        contact("h", kind="crisis"), need=Asked("crisis_line")
    )


def test_who_stands_in_counts_only_where_nobody_else_is() -> None:
    lead, line = contact("a", hours="Mo-Su 09:00-24:00"), contact("c", kind="crisis", hours="Mo-Su 06:00-12:00")
    need = Asked("shift_lead", stand_ins=("crisis_line",))
    found = cover(lead, line, need=need, days=1)
    assert found.stood_in == ((at("2026-11-23 06:00"), at("2026-11-23 09:00")),)
    assert found.gaps == ((START, at("2026-11-23 06:00")),)
    assert found.stand_ins == ("crisis_line",)
    by_id = cover(lead, line, need=Asked("shift_lead", stand_ins=("c",)), days=1)
    assert (by_id.stood_in, by_id.gaps) == (found.stood_in, found.gaps)
    assert cover(lead.but(fallback=("c", "gone")), line, days=1).stood_in == found.stood_in
    assert cover(lead, line, need=Asked("shift_lead", stand_ins=("nobody",)), days=1).stood_in == ()


@pytest.mark.parametrize(
    ("when_nobody", "expected"),
    [
        ({}, ()),
        ({"a": "b"}, ("b",)),
        ({"a": "b", "b": "c", "c": "some-contact"}, ("b", "c", "some-contact")),
        ({"a": "b", "b": "a"}, ("b",)),
        ({"a": "a"}, ()),
        ({"a": "b", "b": "c", "c": "b"}, ("b", "c")),
    ],
)
def test_who_stands_in_for_whom(when_nobody: dict[str, str], expected: tuple[str, ...]) -> None:
    assert stand_ins("a", when_nobody) == expected


# The same as asking at every minute.

HOURS = (
    *("24/7", "", "Mo-Fr 09:00-17:00", "Mo-Su 20:00-08:00", "Tu,Th 18:00-21:00", "Sa-Su 00:00-24:00"),
    *("Mo-Fr 09:00-12:30,13:00-17:00; Sa 10:00-12:00", "Mo-Su 22:00-02:00; We off", "nonsense"),
)
ZONES = (LONDON, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
CHOSEN = ("crisis_line", "shift_lead", "crisis_team", "ambulance")
LANGUAGES = ("", "en", "pl", "pt-BR")
BEGINS = ("2026-10-24", "2026-12-24", "2027-03-13", "2027-03-27", "2028-02-28")


def directory(pick: random.Random) -> tuple[Contact, ...]:
    kinds = (*(kind for role in CHOSEN for kind in KINDS.get(role, ())), "emergency")
    return tuple(
        contact(
            f"c{number}",
            kind=pick.choice(kinds),
            hours=pick.choice(HOURS),
            timezone=pick.choice(ZONES),
            closed_on=tuple(pick.sample(["2026-12-25", "2027-03-28", "2028-02-29"], pick.randint(0, 2))),
            languages=tuple(pick.sample(["en", "pl", "pt", "pt-PT"], pick.randint(0, 2))),
            populations=tuple(pick.sample(["general", "veterans"], pick.randint(0, 1))),
            max_age=pick.choice([None, None, 25]),
            services=("ambulance",),
            fallback=tuple(f"c{pick.randint(0, 9)}" for _ in range(pick.choice([0, 0, 1]))),
            status=pick.choice(["active", "active", "active", "suspended"]),
        )
        for number in range(pick.randint(0, 9))
    )


def turns(pick: random.Random, start: int) -> tuple[Duty, ...]:
    found = []
    for _ in range(pick.randint(0, 5)):
        begin = start + 60 * pick.randint(-600, 2500)
        name, phone = pick.choice([("c1", ""), ("c2", "999"), ("", "999"), ("gone", ""), ("gone", "999")])
        found.append(Duty(pick.choice(CHOSEN[:3]), begin, begin + 60 * pick.randint(1, 1500), name, phone))
    return tuple(found)


def helps(one: Contact, language: str) -> str:
    """For whom a contact that is open helps, worked out on its own: sure, some, unknown or not."""
    if one.languages and language and not any(same_language(tag, language) for tag in one.languages):
        return "not"
    if groups_of(one) or one.max_age is not None:
        return "some"
    return "sure" if one.languages or not language else "unknown"


def is_of(one: Contact, role: str) -> bool:
    return one.kind == "emergency" if role == "ambulance" else one.kind in KINDS[role]


class Minute:
    """What can be reached at one minute, asked of each contact and each turn by itself."""

    def __init__(self, contacts: tuple[Contact, ...], duties: tuple[Duty, ...], when: int) -> None:
        self.contacts = {one.id: one for one in contacts if one.status == "active"}
        self.open = [one for one in self.contacts.values() if opening(one, when).state == "open"]
        self.duties = {role: on_duty(duties, role, when) for role in ROLES}

    def ways(self, name: str, language: str) -> set[str]:
        found = {helps(one, language) for one in self.open if (is_of(one, name) if name in ROLES else one.id == name)}
        for duty in self.duties.get(name, ()):
            named = self.contacts.get(duty.contact)
            if named:
                found.add(helps(named.but(populations=(), max_age=None, kind="local"), language))
            elif duty.phone:
                found.add("unknown" if language else "sure")
        return found - {"not"}

    def field(self, need: Asked) -> str:
        ways = self.ways(need.role, need.language)
        for way, name in (("sure", ""), ("unknown", "unknown"), ("some", "some_people")):
            if way in ways:
                return name
        own = [
            name for one in self.contacts.values() if is_of(one, need.role) for name in one.fallback
            if name in self.contacts
        ]  # fmt: skip
        stood_in = any(self.ways(name, need.language) for name in (*need.stand_ins, *own))
        return "stood_in" if stood_in else "gaps"


def inside(spans: Spans, when: int) -> bool:
    return any(start <= when < end for start, end in spans)


FIELDS = ("gaps", "stood_in", "some_people", "unknown")


@pytest.mark.parametrize("seed", range(25))
def test_the_same_as_asking_at_every_minute(seed: int) -> None:
    pick = random.Random(seed)
    start = at(BEGINS[seed % len(BEGINS)]) + 60 * pick.randint(0, 1440)
    end = start + 60 * 2000
    contacts, duties = directory(pick), turns(pick, start)
    needs = [
        Asked(role, (), language, pick.choice([(), ("crisis_line",), ("c3", "crisis_line"), ("gone",)]))
        for role in pick.sample(CHOSEN, 2)
        for language in pick.sample(LANGUAGES, 2)
    ]
    found = coverage(needs, contacts, duties, start, end)
    for when in range(start, end, 60):
        minute = Minute(contacts, duties, when)
        for need, one in zip(needs, found, strict=True):
            expected = minute.field(need)
            told = [name for name in FIELDS if inside(getattr(one, name), when)]
            assert told == ([expected] if expected else []), (need, datetime.fromtimestamp(when, ZONE))


@pytest.mark.parametrize("seed", range(10))
def test_spans_are_sorted_apart_and_inside_and_make_the_whole_with_the_rest(seed: int) -> None:
    pick = random.Random(seed)
    contacts, duties = directory(pick), turns(pick, START)
    needs = [Asked(role, (), language, ("crisis_line",)) for role in CHOSEN for language in LANGUAGES]
    for one in coverage(needs, contacts, duties, START, START + 400 * DAY):
        every = sorted(span for name in FIELDS for span in getattr(one, name))
        assert all(a < b for a, b in every)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(every))
        assert not every or (every[0][0] >= START and every[-1][1] <= START + 400 * DAY)
        for name in FIELDS:
            spans = getattr(one, name)
            assert all(before[1] < after[0] for before, after in itertools.pairwise(spans))


# In words.


def weekly(begin: str, hours: float, weeks: int, but: tuple[int, ...] = ()) -> Spans:
    """The same hours on the clock on the wall, week by week."""
    first = datetime.fromisoformat(begin)
    kept = (first + timedelta(weeks=week) for week in range(weeks) if week not in but)
    return tuple((at(str(one)), at(str(one + timedelta(hours=hours)))) for one in kept)


def test_what_comes_back_every_week_is_said_once_also_when_clocks_change() -> None:
    assert briefly(weekly("2026-11-29 20:00", 12, 57), ZONE) == [
        "every Sunday 20:00 to Monday 08:00, 57 times, first Sun 29 Nov 2026, last Sun 26 Dec 2027"
    ]


def test_days_of_the_week_are_put_together() -> None:
    nights = sorted(span for day in range(23, 28) for span in weekly(f"2026-11-{day} 17:00", 16, 4))
    assert briefly(tuple(nights), ZONE) == [
        "every Monday to Friday 17:00 to 09:00 on the next day, 20 times, first Mon 23 Nov 2026, last Fri 18 Dec 2026"
    ]
    lunch = sorted(span for day in (23, 25) for span in weekly(f"2026-11-{day} 12:00", 1, 4))
    assert briefly(tuple(lunch), ZONE)[0].startswith("every Monday and Wednesday 12:00 to 13:00, 8 times")
    every = sorted(span for day in range(23, 30) for span in weekly(f"2026-11-{day} 00:00", 8, 3))
    assert briefly(tuple(every), ZONE)[0].startswith("every day 00:00 to 08:00, 21 times")


def test_every_is_only_said_with_how_often_it_is_not() -> None:
    assert briefly(weekly("2026-11-29 20:00", 12, 10, but=(3,)), ZONE)[0].startswith(
        "every Sunday 20:00 to Monday 08:00, 9 of 10 times"
    )
    rare = weekly("2026-11-29 20:00", 12, 10, but=(1, 2, 3, 5, 6, 7))
    assert briefly(rare, ZONE)[0].startswith("on 4 of 10 Sundays 20:00 to Monday 08:00, first")


def test_what_is_rare_or_long_stands_by_itself() -> None:
    spans = (*weekly("2026-11-29 20:00", 12, 2), (at("2027-03-01"), at("2027-04-01")))
    assert briefly(spans, ZONE) == exactly(spans, ZONE) == [
        "Sun 29 Nov 2026 20:00 to Mon 30 Nov 2026 08:00",
        "Sun 6 Dec 2026 20:00 to Mon 7 Dec 2026 08:00",
        "Mon 1 Mar 2027 00:00 to Thu 1 Apr 2027 00:00",
    ]  # fmt: skip


def test_an_hour_that_comes_twice_is_told_apart() -> None:
    first = at("2027-10-31 01:30")
    assert moment(first, ZONE) == "Sun 31 Oct 2027 01:30 BST"
    assert moment(first + 3600, ZONE) == "Sun 31 Oct 2027 01:30 GMT"
    assert moment(first + 7200, ZONE) == "Sun 31 Oct 2027 02:30"


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 300)), max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_gap_is_left_out_of_the_words(pieces: list[tuple[int, int]]) -> None:
    spans, here = [], START
    for wait, length in pieces:
        spans.append((here + wait * 60, here + (wait + length) * 60))
        here = spans[-1][1] + 60
    told = 0
    for row in briefly(tuple(spans), ZONE):
        said = row.partition(" times")[0].rpartition(", ")[2] if " times" in row else row
        told += int(said.split()[0]) if " times" in row else int(said.split()[1]) if said.startswith("on ") else 1
    assert told == len(spans)


@pytest.mark.parametrize(
    ("minutes", "said"), [(1, "1 minute"), (59, "59 minutes"), (90, "2 hours"), (1440, "24 hours"), (2880, "2 days")]
)
def test_how_long(minutes: int, said: str) -> None:
    assert lasting(((START, START + minutes * 60),)) == said


def test_the_page() -> None:
    gap, stood = weekly("2026-11-29 20:00", 12, 10), weekly("2026-11-24 01:00", 1, 1)
    period = Period(START, START + 100 * DAY, LONDON)
    page = coverage_text(
        [
            Cover("shift_lead", "en", ("call_now",), (), (), (), ()),
            Cover("shift_lead", "fr", ("call_now",), (), (), (), ()),
            Cover("shift_lead", "pl", ("call_now",), gap, stood, (), ((period.start, period.end),), ("x",), ("y",)),
        ],
        period,
        {"shift_lead": "the shift lead", "en": "English", "pl": "Polish", "call_now": "CALL NOW", "x": "a line"},
    )
    assert page.splitlines() == [
        "From Mon 23 Nov 2026 00:00 to Wed 3 Mar 2027 00:00, times in Europe/London.",
        "",
        "The shift lead (CALL NOW)",
        "  English, fr: somebody at all times",
        "  Polish:",
        "    NOBODY, 5 days in all:",
        "      every Sunday 20:00 to Monday 08:00, 10 times, first Sun 29 Nov 2026, last Sun 31 Jan 2027",
        "    Only who stands in (a line), 60 minutes in all:",
        "      Tue 24 Nov 2026 01:00 to Tue 24 Nov 2026 02:00",
        "    Only contacts that do not say which languages they speak: at all times",
        "    Hours not known, so never counted; they would help if they were written down: y",
    ]


def test_many_gaps_are_cut_and_all_of_them_are_there_when_asked_for() -> None:
    spans = tuple((START + day * DAY * 3 + day * 60, START + day * DAY * 3 + day * 120 + 60) for day in range(30))
    found = Cover("shift_lead", "", (), spans, (), (), ())
    period = Period(START, START + 100 * DAY, LONDON)
    short = coverage_text([found], period, {})
    assert "24 more: --all" in short
    whole = coverage_text([found], period, {}, everything=True)
    assert [row.strip() for row in whole.splitlines()[4:]] == exactly(spans, ZONE)
