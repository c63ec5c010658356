"""Time zones and closed days as written: what is wrong with them, and what is meant instead."""

from __future__ import annotations

from datetime import date

import pytest

from crisisaid.contacts.hours.zones import closed_days, wall_clock, zone_fault, zone_meant


@pytest.mark.parametrize("name", ["Europe/London", "Asia/Kathmandu", "America/Argentina/Buenos_Aires", "UTC"])
def test_a_city_is_a_zone(name: str) -> None:
    assert wall_clock(name)
    assert zone_fault(name) == ""
    assert zone_meant(name) == name


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("London", "Europe/London"),
        ("new york", "America/New_York"),
        ("europe/london", "Europe/London"),
        ("Europe/Lodnon", "Europe/London"),
        ("Europe/London ", "Europe/London"),
    ],
)
def test_a_name_nearly_right_is_met_with_the_right_one(name: str, meant: str) -> None:
    assert zone_meant(name) == meant
    assert zone_fault(name) == f"{name!r} is not the name of a time zone. Did you mean '{meant}'?"


@pytest.mark.parametrize("name", ["", "BST", "Mars/Olympus", "Europe", "../../etc/passwd", "x" * 5000])
def test_a_name_like_no_other_is_met_with_how_to_name_one(name: str) -> None:
    assert wall_clock(name) is None
    assert zone_meant(name) == ""
    fault = zone_fault(name)
    assert fault.endswith("is not the name of a time zone. Name the time zone by a city: Europe/London.")
    assert len(fault) < 200


@pytest.mark.parametrize("name", ["EST", "GMT", "Etc/GMT+5", "GMT0", "MST", "localtime", "right/Europe/London"])
def test_clocks_that_are_no_place_are_refused(name: str) -> None:
    """EST is an hour behind New York all summer, GMT an hour behind London, and Etc/GMT+5 counts backwards."""
    assert wall_clock(name) is None
    assert "is no place, and its clocks may not change when theirs do" in zone_fault(name)


def test_closed_days_are_days() -> None:
    days, faults = closed_days(("2026-12-25", "2028-02-29"))
    assert days == {date(2026, 12, 25).toordinal(), date(2028, 2, 29).toordinal()}
    assert faults == ()


@pytest.mark.parametrize(
    "written", ["25 December", "2026-02-29", "2026-12-25 ", "20261225", "2026-W52-5", "26-12-25", "\u0662026-12-25", ""]
)
def test_what_is_no_day_is_named_with_how_to_write_one(written: str) -> None:
    days, faults = closed_days(("2026-12-26", written))
    assert days == {date(2026, 12, 26).toordinal()}
    assert faults == (f"{written!r} in 'closed_on' is not a day. Write the year, month and day: 2026-12-25.",)
