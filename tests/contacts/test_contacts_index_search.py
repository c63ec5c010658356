"""Search by need: what people type finds the services that help, and is never taken for commands."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services_indexed import index_of, service

from crisisaid.contacts.index.filling import WITHOUT_TEXT_INDEX
from crisisaid.contacts.index.needs_words import NEEDS, OF_KIND, SMALL, phrases
from crisisaid.contacts.index.search import ALL_WORDS, ANY_WORD, NO_TEXT_INDEX, PUT_RIGHT, search, typed_words
from crisisaid.contacts.kinds import HELP_LINES, LOCAL

SERVICES = (
    service("Example Pantry", note="Groceries for families in Leeds.", region="GB-LDS"),
    service("Example Roof", note="A night shelter. Come before ten.", area="Bristol"),
    service("Example Money Matters", note="Help with bills and arrears."),
    service("Example Counselling", kind="professional", populations=("bereaved",)),
    service("Example Helpline", kind="substance", note="Day and night."),
    service("Example Café São", note="Befriending", refer_how="Walk in."),
    service("Example Foodbank Closed", note="Food parcels", status="suspended"),
    service("Example Food Abroad", note="Food parcels", country="US"),
    service("Example Refuge", kind="domestic-violence", populations=("women",)),
)
INDEX = index_of(SERVICES)


@pytest.fixture(params=[True, False], ids=["text index", "letters"])
def index(request: pytest.FixtureRequest) -> sqlite3.Connection:
    """With and without a full-text index."""
    if request.param:
        return INDEX
    plain = index_of(SERVICES)
    plain.execute("UPDATE about SET value = ? WHERE name = 'text_index'", (WITHOUT_TEXT_INDEX,))
    return plain


def names(connection: sqlite3.Connection, words: str, **more: str | int) -> list[str]:
    return [one.name for one in search(connection, words, **more).contacts]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("groceries", "Example Pantry"),
        ("nothing to eat", "Example Pantry"),
        ("hungry families", "Example Pantry"),
        ("food leeds", "Example Pantry"),
        ("homeless", "Example Roof"),
        ("somewhere to sleep bristol", "Example Roof"),
        ("housing", "Example Roof"),
        ("debt", "Example Money Matters"),
        ("DEBT ADVICE", "Example Money Matters"),
        ("rent arrears", "Example Money Matters"),
        ("loans", "Example Money Matters"),
        ("somebody to talk to", "Example Counselling"),
        ("lonely", "Example Café São"),
    ],
)
def test_needs_are_found_under_other_words(index: sqlite3.Connection, words: str, name: str) -> None:
    assert names(index, words, country="GB")[0] == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("alcohol", "Example Helpline"),  # by the kind of line alone
        ("my brother is drinking", "Example Helpline"),
        ("violence at home", "Example Refuge"),
        ("hits me", "Example Refuge"),
        ("cafe sao", "Example Café São"),
        ("somebody died", "Example Counselling"),  # by whom it is for
        ("couns", "Example Counselling"),
    ],
)
def test_kinds_groups_accents_and_beginnings_of_words(words: str, name: str) -> None:
    assert names(INDEX, words)[0] == name


def test_what_was_typed_comes_before_other_words_for_it() -> None:
    index = index_of([service("Example Pantry"), service("Example Meals"), service("Example Food")])
    assert names(index, "food")[0] == "Example Food"
    assert sorted(names(index, "food")) == ["Example Food", "Example Meals", "Example Pantry"]
    assert names(index, "pantry")[0] == "Example Pantry"


def test_only_services_in_use_of_the_country_that_was_named(index: sqlite3.Connection) -> None:
    assert set(names(index, "food")) == {"Example Pantry", "Example Food Abroad"}
    assert names(index, "food", country="US") == ["Example Food Abroad"]


def test_a_region_comes_first_and_takes_nothing_away(index: sqlite3.Connection) -> None:
    assert names(index, "food", region="GB-LDS")[0] == "Example Pantry"
    assert len(names(index, "food", region="GB-LDS")) == 2
    assert len(names(index, "food", limit=1)) == 1
    assert names(index, "food", limit=0) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [("grocceries", "groceries"), ("counceling", "counseling"), ("alchohol", "alcohol"), ("beravement", "bereavement")],
)
def test_a_slip_of_the_finger_is_put_right_and_said(typed: str, read: str) -> None:
    found = search(INDEX, typed)
    assert found.contacts
    assert found.step == PUT_RIGHT
    assert found.remarks == (f"Nothing has {typed!r}; read as {read!r}.",)


def test_any_of_the_words_where_nothing_has_them_all() -> None:
    found = search(INDEX, "groceries trampolines")
    assert found.contacts[0].name == "Example Pantry"
    assert found.step == ANY_WORD
    assert search(INDEX, "xyzzy").contacts == ()
    assert search(INDEX, "groceries").step == ALL_WORDS


HOSTILE = ('"', "AND", "NOT food", "food OR", "NEAR(a b)", "name:food", "*", "-", "food*", "(((", "'; DROP TABLE entry")


@pytest.mark.parametrize("typed", [*HOSTILE, "", "   ", "\0food", "food\x1b[2J", "😀", "%", "_", "!", "\\", "^food"])
def test_nothing_that_is_typed_is_a_command(index: sqlite3.Connection, typed: str) -> None:
    search(index, typed)
    search(index, f"groceries {typed}")
    assert index.execute("SELECT count(*) FROM entry").fetchone() == (len(SERVICES),)


@given(st.text(max_size=60), st.text(max_size=3), st.text(max_size=3))
@settings(max_examples=150, deadline=None)
def test_no_text_ever_raises(typed: str, country: str, region: str) -> None:
    search(INDEX, typed, country, region)


@given(st.lists(st.sampled_from(("food", "AND", "NEAR", '"', "*", ":", "-", "(", "debt", "OR", "^")), max_size=8))
@settings(max_examples=150, deadline=None)
def test_no_words_of_the_text_index_are_commands(words: list[str]) -> None:
    search(INDEX, " ".join(words))
    search(INDEX, "".join(words))


def test_signs_divide_words_and_letters_of_any_script_stay_together() -> None:
    assert typed_words("food/debt, (walk-in) don't 100% _x_ 'q'") == [
        "food",
        "debt",
        "walk-in",
        "don't",
        "100",
        "x",
        "q",
    ]
    assert typed_words("\u0939\u093f\u0928\u094d\u0926\u0940 \u05e9\u05dc\u05d5\u05dd") == [
        "\u0939\u093f\u0928\u094d\u0926\u0940",
        "\u05e9\u05dc\u05d5\u05dd",
    ]
    assert typed_words("?! -- '' \0\x1b") == []


def test_a_percent_sign_stands_for_nothing(index: sqlite3.Connection) -> None:
    assert names(index, "%") == []
    assert names(index, "zz%zz") == []


def test_without_a_text_index_one_sentence_says_so() -> None:
    plain = index_of(SERVICES)
    plain.execute("UPDATE about SET value = 'none' WHERE name = 'text_index'")
    assert search(plain, "groceries").remarks == (NO_TEXT_INDEX,)


def test_an_index_made_elsewhere_is_searched_where_this_python_has_no_text_index() -> None:
    class Without:
        """A connection of a Python whose SQLite cannot read the full-text index that is there."""

        def execute(self, sql: str, values: object = ()) -> sqlite3.Cursor:
            if "MATCH" in sql:
                raise sqlite3.OperationalError("no such module: fts5")
            return INDEX.execute(sql, values)  # type: ignore[arg-type]

    found = search(Without(), "groceries")
    assert found.contacts[0].name == "Example Pantry"
    assert found.remarks == (NO_TEXT_INDEX,)


def test_phrases_are_kept_together_and_small_words_left_out() -> None:
    first, second = phrases(["I", "need", "debt", "advice", "in", "Leeds"])
    assert first[0] == "debt advice"
    assert {"debt", "money", "arrears"} <= set(first)
    assert second == ("leeds",)
    assert phrases(["who", "is", "it"]) == [("who",), ("is",), ("it",)]


def test_the_table_of_needs_is_closed_and_plain() -> None:
    for need, ways in NEEDS.items():
        every = (need, *ways.split("/"))
        assert all(way == way.casefold().strip() and way for way in every), need
        assert len(set(every)) == len(every), need
        assert not set(every) & SMALL, need
    assert set(OF_KIND) <= {*HELP_LINES, *LOCAL}
    assert {need for needs in OF_KIND.values() for need in needs} <= set(NEEDS)
