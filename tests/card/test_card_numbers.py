"""The card's table is the directory's emergency numbers, byte for byte."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import crisisaid
from crisisaid.card_numbers import ALSO, DATA_DATE, NUMBERS

PACKAGE = Path(crisisaid.__file__).parent
FILES = sorted((PACKAGE / "directory").glob("*.yaml"))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@pytest.fixture(scope="module")
def directory() -> dict[str, dict[str, Any]]:
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), LOADER) for path in FILES}


def emergency(country: dict[str, Any]) -> list[dict[str, Any]]:
    return [record for record in country["contacts"] if record["kind"] == "emergency"]


def test_every_country_of_the_world_is_there(directory: dict[str, dict[str, Any]]) -> None:
    assert len(NUMBERS) == 250
    assert set(directory) < set(NUMBERS)
    assert "XK" in NUMBERS
    assert list(NUMBERS) == sorted(NUMBERS)


def test_numbers_are_those_of_the_directory(directory: dict[str, dict[str, Any]]) -> None:
    for code, (name, rows) in NUMBERS.items():
        country = directory.get(code, {"contacts": [], "name": name})
        records = {record.get("phone") or record["sms"]: record for record in emergency(country)}
        assert sorted(number for _, number, _ in rows) == sorted(records)
        assert name == country["name"]
        for words, number, remark in rows:
            record = records[number]
            assert (remark == "one source only: not confirmed") == (record["confidence"] == "low")
            if "services" in record:
                assert words.lower().split(", ") == record["services"]


def test_services_follow_the_name(directory: dict[str, dict[str, Any]]) -> None:
    for country in directory.values():
        for record in country["contacts"]:
            said = {service for service in ("ambulance", "police", "fire") if service in record["name"].lower()}
            if record["kind"] == "emergency":
                assert set(record.get("services", ())) == said
            else:
                assert "services" not in record


def test_ambulance_first() -> None:
    for _, rows in NUMBERS.values():
        brings = ["ambulance" in words.lower() for words, _, _ in rows]
        assert brings == sorted(brings, reverse=True)


def test_the_deaf_line_says_that_it_takes_text_messages() -> None:
    assert NUMBERS["FR"][1][-1] == ("Deaf or hard of hearing: by text message (SMS) only", "114", "")


def test_heads(directory: dict[str, dict[str, Any]]) -> None:
    for code, country in directory.items():
        assert country["format"] == "crisisaid/directory/v1"
        assert country["country"] == code
        assert country["data_date"] == DATA_DATE
        head = (PACKAGE / "directory" / f"{code}.yaml").read_text(encoding="utf-8")[:400]
        assert "Nobody has dialled these numbers" in head


def test_other_names_are_plain() -> None:
    assert set(ALSO.values()) <= set(NUMBERS)
    assert all(re.fullmatch(r"[a-z' ]+", other) for other in ALSO)
    assert list(ALSO) == sorted(ALSO)


def test_building_again_gives_the_same_bytes(
    directory: dict[str, dict[str, Any]], build_directory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [record for country in directory.values() for record in country["contacts"]]
    monkeypatch.setattr(
        build_directory.yaml, "safe_load", lambda _: records
    )  # the pure reader takes longer than all other tests together
    for path, text in build_directory.build("").items():
        assert (PACKAGE / path).read_text(encoding="utf-8") == text
