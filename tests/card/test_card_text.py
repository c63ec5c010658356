"""The emergency card: what it says, in which order, and that it fits."""

from __future__ import annotations

import re

import pytest

from crisisaid.card import card_text, country_code, near
from crisisaid.card_numbers import ALSO, DATA_DATE, NUMBERS

EVERYWHERE = ["", *NUMBERS]
LINES = {0: 24, 1: 23, 2: 26, 3: 28, 4: 30, 5: 32}
IN_ORDER = (
    "WHERE EXACTLY ARE THEY",
    "2. CALL",
    "3. SAY",
    "4. SAY WHO SHOULD COME",
    "5. WHILE YOU WAIT",
    "NOT SAFE",
    "Nobody has dialled them",
)


def numbers_of(text: str) -> list[str]:
    """The numbers on the card: lines with nothing but what can be dialled."""
    return [line.strip() for line in text.splitlines() if re.fullmatch(r"    [0-9 +()*#-]+", line)]


@pytest.mark.parametrize("code", EVERYWHERE)
def test_fits_and_is_plain(code: str) -> None:
    text = card_text(code)
    count = len(NUMBERS[code][1]) if code else 0
    assert text.count("\n") <= LINES[count]
    assert max(map(len, text.splitlines())) <= 76
    assert text.isascii()
    assert text.replace("\n", "").isprintable()


@pytest.mark.parametrize("code", NUMBERS)
def test_every_number_stands_alone_on_its_line_in_order(code: str) -> None:
    numbers = [number for _, number, _ in NUMBERS[code][1]]
    assert numbers_of(card_text(code)) == (numbers or ["112"])


@pytest.mark.parametrize("code", EVERYWHERE)
def test_says_things_in_order(code: str) -> None:
    text = card_text(code)
    places = [text.index(words) for words in IN_ORDER]
    assert places == sorted(places)
    assert DATA_DATE in text


@pytest.mark.parametrize("code", NUMBERS)
def test_a_doubtful_number_is_labelled(code: str) -> None:
    text = card_text(code)
    for words, number, remark in NUMBERS[code][1]:
        line_after = text[text.index(f"    {number}\n") :].splitlines()[1].strip()
        assert line_after == (f"{words} ({remark})" if remark else words)


def test_us_card_fits_a_small_screen() -> None:
    assert card_text("US").count("\n") <= 23
    assert card_text().count("\n") <= 23


def test_without_a_country_the_counts_are_those_of_the_table() -> None:
    text = card_text()
    listed = numbers_of(text)
    counts = [
        sum(any(n == number and "ambulance" in w.lower() for w, n, _ in rows) for _, rows in NUMBERS.values())
        for number in listed
    ]
    assert f"in {counts[0]} and {counts[1]} of {len(NUMBERS)} countries" in text
    assert counts == sorted(counts, reverse=True)
    assert "crisisaid now GB" in text


def test_a_country_without_a_number_says_so_and_what_is_left() -> None:
    text = card_text("MM")
    assert "No emergency number of this country is known here." in text
    assert "nearest hospital" in text


def test_a_country_without_an_ambulance_number_says_so() -> None:
    text = card_text("KM")
    assert "No ambulance number of this country is known here." in text
    assert "SAY WHO SHOULD COME: medical help" in text


def test_georgia_is_the_country() -> None:
    assert "not the US state" in card_text("GE")


def test_police_only_for_a_weapon_or_violence() -> None:
    assert "Police only for a weapon or violence" in card_text("US")


@pytest.mark.parametrize("code", NUMBERS)
def test_every_country_is_known_by_code_and_by_name(code: str) -> None:
    assert country_code(code) == code
    assert country_code(code.lower()) == code
    name = NUMBERS[code][0]
    assert country_code(name) == code
    assert country_code(name.upper()) == code
    assert card_text(code.lower()) == card_text(code)


@pytest.mark.parametrize(("other", "code"), ALSO.items())
def test_other_names(other: str, code: str) -> None:
    assert country_code(other) == code
    assert country_code(f"  The {other.title()} ") == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("turkiye", "TR"),
        ("TÜRKİYE", "TR"),
        ("cote d\u2019ivoire", "CI"),
        ("reunion", "RE"),
        ("U.S.A.", "US"),
        ("u.k.", "GB"),
        ("st lucia", "LC"),
        ("saint kitts and nevis", "KN"),
        ("Trinidad & Tobago", "TT"),
        ("the netherlands", "NL"),
        ("kosovo", "XK"),
    ],
)
def test_names_as_people_type_them(words: str, code: str) -> None:
    assert country_code(words) == code


@pytest.mark.parametrize(
    "words", ["", "  ", "korea", "congo", "virgin islands", "Narnia", "\u0420\u043e", "\udc80", "1"]
)
def test_what_is_not_known_is_not_guessed(words: str) -> None:
    assert country_code(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("untied states", {"United States"}),
        ("korea", {"North Korea", "South Korea"}),
        ("congo", {"Congo (Kinshasa)", "Congo (Brazzaville)"}),
        ("virgin islands", {"British Virgin Islands", "U.S. Virgin Islands"}),
        ("grait britan", {"United Kingdom"}),
    ],
)
def test_near_names(words: str, names: set[str]) -> None:
    assert names <= set(near(words))


@pytest.mark.parametrize("words", ["", "x", "\udc80", "\u0420\u043e\u0441\u0441\u0438\u044f", "a" * 5000])
def test_nothing_near(words: str) -> None:
    assert near(words) == ()
