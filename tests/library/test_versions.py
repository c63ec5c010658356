"""What a version's numbers say, held against examples written by hand and against the order of the shelf."""

from __future__ import annotations

import pytest

from crisisaid.library import versions
from crisisaid.library.shelf import order
from crisisaid.library.versions import bump, parse
from crisisaid.reading.shape import load_schema

IN_ORDER = (  # the example of semver.org, section 11, with what comes before and after it
    *("0.0.1", "0.0.2", "0.1.0", "0.9.9", "0.10.0"),
    *("1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11"),
    *("1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0", "2.1.0", "2.1.1", "10.0.0"),
)

BUMPS = (
    ("1.2.3", "2.0.0", "major"),
    ("1.2.3", "3.4.5", "major"),
    ("1.2.3", "1.3.0", "minor"),
    ("1.2.3", "1.10.0", "minor"),
    ("1.2.3", "1.2.4", "patch"),
    ("1.2.9", "1.2.10", "patch"),
    ("1.2.3", "1.2.3", "none"),
    ("1.2.3", "1.2.2", "down"),
    ("1.10.0", "1.9.0", "down"),
    ("1.2.3", "0.9.0", "down"),
    # Below 1.0.0
    ("0.1.0", "0.2.0", "major"),
    ("0.1.9", "1.0.0", "major"),
    ("0.1.0", "0.1.1", "minor"),
    ("0.0.1", "0.0.2", "minor"),
    ("0.1.0", "0.1.0", "none"),
    ("0.2.0", "0.1.9", "down"),
    # Early versions
    ("1.2.3", "2.0.0-rc.1", "major"),
    ("1.2.3", "1.2.4-rc.1", "patch"),
    ("1.0.0-rc.1", "1.0.0", "none"),
    ("1.0.0-rc.2", "1.0.0-rc.10", "none"),
    ("1.0.0", "1.0.0-rc.1", "down"),
    ("1.0.0-rc.1", "1.1.0", "minor"),
)

NO_VERSIONS = (
    "",
    "1",
    "1.0",
    "1.0.0.0",
    "01.0.0",
    "1.00.0",
    "v1.0.0",
    "1.0.0-",
    "1.0.0\n",
    " 1.0.0",
    "1.0.-1",
    "1.0.\u0663",
)


def test_the_numbers_of_a_version() -> None:
    assert parse("1.20.300") == (1, 20, 300)
    assert parse("0.1.0-rc.1") == (0, 1, 0)


@pytest.mark.parametrize("text", NO_VERSIONS)
def test_what_is_no_version_is_refused(text: str) -> None:
    for tried in (lambda: parse(text), lambda: bump(text, "1.0.0"), lambda: bump("1.0.0", text)):
        with pytest.raises(ValueError, match="is no version"):
            tried()


def test_a_version_is_what_the_schema_takes_for_one() -> None:
    written = load_schema("protocol-v1")["$defs"]["version"]["pattern"]
    assert written == rf"^{versions._VERSION.pattern}$(?!\n)"


@pytest.mark.parametrize(("old", "new", "said"), BUMPS)
def test_what_two_versions_say(old: str, new: str, said: str) -> None:
    assert bump(old, new) == said


def test_the_shelf_and_the_standard_have_one_order() -> None:
    assert sorted(sorted(IN_ORDER), key=order) == list(IN_ORDER)


def test_down_is_what_the_shelf_puts_first() -> None:
    for place, one in enumerate(IN_ORDER):
        assert {bump(one, other) for other in IN_ORDER[:place]} <= {"down"}
        assert "down" not in {bump(one, other) for other in IN_ORDER[place:]}
