"""An adapted protocol beside its original: who gets less, who answers for exactly that, and what opens it again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from crisisaid.reading.shape import load_schema
from shipped import FOLDER

if TYPE_CHECKING:
    from cli.conftest import Done

    Run = Callable[..., Done]

OURS, ITS = "our-talk", "suicide-first-response"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The shipped page on suicide under another name, word for word, in an organisation's folder."""
    [there] = Path(FOLDER, ITS).iterdir()
    inside = tmp_path / "house" / "protocols" / OURS / "0.1.0"
    inside.mkdir(parents=True)
    text = (there / "protocol.yaml").read_text(encoding="utf-8")
    text = text.replace(f"id: {ITS}\n", f"id: {OURS}\n", 1).replace("status: released", "status: draft", 1)
    text = re.sub(r'^version: ".*"$', f'version: "0.1.0"\nderived_from: {ITS}@1.1.0', text, count=1, flags=re.MULTILINE)
    (inside / "protocol.yaml").write_text(text, encoding="utf-8")
    scenarios = (there / "scenarios.yaml").read_text(encoding="utf-8")
    scenarios = scenarios.replace(f"protocol: {ITS}\n", f"protocol: {OURS}\n", 1)
    scenarios = re.sub(r'^version: ".*"$', 'version: "0.1.0"', scenarios, count=1, flags=re.MULTILINE)
    (inside / "scenarios.yaml").write_text(scenarios, encoding="utf-8")
    return tmp_path / "house"


@pytest.fixture
def weaker(house: Path) -> Path:
    """As above; whether it has been getting worse counts only where it is clear."""
    change(house, "when: {all: [thoughts, {possible: worse_lately}]}", "when: {all: [thoughts, worse_lately]}")
    return house


def change(house: Path, old: str, new: str) -> None:
    file = house / "protocols" / OURS / "0.1.0" / "protocol.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def options(house: Path) -> tuple[str, ...]:
    return ("--organisation", str(house), "--library", str(house / "protocols"))


def proved(inside: Run, house: Path) -> dict[str, str]:
    done = inside("protocol", "prove", OURS, "--json", *options(house))
    data = json.loads(done.out)
    jsonschema.Draft202012Validator(load_schema("proof-v1")).validate(data)
    [one] = data["protocols"]
    [result] = [each for each in one["results"] if each["property"] == "not_weaker"]
    return dict(result)


def waive(inside: Run, house: Path, **given: str) -> Done:
    shown = inside("protocol", "waive", OURS, *options(house))
    digest = shown.out.split()[2]
    named = {"name": "A. Example", "role": "clinical lead", "reason": "An example.", "digest": digest[:8], **given}
    more = [word for key, value in named.items() for word in (f"--{key}", value)]
    return inside("protocol", "waive", OURS, *options(house), *more)


def test_the_same_words_are_never_weaker(inside: Run, house: Path) -> None:
    assert proved(inside, house)["state"] == "proved"
    done = inside("protocol", "waive", OURS, *options(house))
    assert done.code == 0
    assert "There is nothing to waive." in done.err


def test_who_gets_less_is_named_and_replays(inside: Run, weaker: Path, tmp_path: Path) -> None:
    result = proved(inside, weaker)
    assert result["state"] == "violated"
    [example] = result["examples"]  # type: ignore[misc]
    assert example["says"] == (  # type: ignore[index]
        "THIS WEEK instead of BEFORE YOU PART for: thoughts as_ever or lately; worse_lately unsure. "
        "Unless something that both say alike calls for as much."
    )
    [person] = example["people"]  # type: ignore[index]
    file = tmp_path / "answers.yaml"
    file.write_text(person["answers_file"], encoding="utf-8")  # type: ignore[index]
    for name, tier in ((OURS, "this_week"), (ITS, "before_you_part")):
        done = inside("run", name, "--country", "GB", "--answers", str(file), "--format", "json", *options(weaker))
        assert json.loads(done.out)["tier"] == tier


def test_while_nobody_answers_for_it_it_is_neither_released_nor_approved(inside: Run, weaker: Path) -> None:
    done = inside("protocol", "release", OURS, *options(weaker))
    assert done.code == 1
    assert "gives less help than the original, and nobody answers for exactly that" in done.err
    file = weaker / "protocols" / OURS / "0.1.0" / "protocol.yaml"
    assert "status: draft" in file.read_text(encoding="utf-8")
    change(weaker, "status: draft", "status: released")
    paths = sorted(file.parent.iterdir())
    lock = "".join(f"{sha256(one.read_bytes()).hexdigest()}  {OURS}/0.1.0/{one.name}\n" for one in paths)
    (weaker / "protocols.lock").write_text(lock, encoding="utf-8")
    digest = sha256(file.read_bytes()).hexdigest()
    named = ("--digest", digest[:8], "--name", "A. Example", "--role", "clinical lead", "--of", "Example House")
    refused = inside("protocol", "approve", OURS, *named, *options(weaker))
    assert refused.code == 1
    assert "gives less help than the original, and nobody answers for exactly that" in refused.err
    assert not (weaker / "approvals.yaml").exists()
    assert waive(inside, weaker).code == 0
    approved = inside("protocol", "approve", OURS, *named, *options(weaker))
    assert approved.code == 0, approved.said


def test_a_waiver_names_exactly_the_people_and_is_said_with_the_proof(inside: Run, weaker: Path) -> None:
    done = waive(inside, weaker)
    assert done.code == 0, done.said
    data = yaml.safe_load((weaker / "waivers.yaml").read_text(encoding="utf-8"))
    [one] = data["waivers"]
    assert one["patterns"] == [
        {
            "before": "before_you_part",
            "now": "this_week",
            "answers": {"thoughts": ["as_ever", "lately"], "worse_lately": ["unsure"]},
        }
    ]
    result = proved(inside, weaker)
    assert result["state"] == "waived"
    assert "A. Example, clinical lead, answers for less help since" in result["says"]
    text = inside("protocol", "prove", OURS, *options(weaker))
    assert "1 waived." in text.err


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"as_ever", "lately"', '"lately"', "A pattern is missing: somebody who gets less is not named"),
        ('worse_lately: ["unsure"]', 'worse_lately: ["unsure", "no"]', "nobody who answers 'no' to 'worse_lately'"),
        (', worse_lately: ["unsure"]', "", "it also names people who do not lose that"),
        ("worse_lately:", "getting_worse:", "there is no item 'getting_worse'"),
        ('"unsure"', '"perhaps"', "'worse_lately' cannot be answered 'perhaps'"),
        ("now: this_week", "now: keep_supporting", "somebody who gets less is not named"),
        ('original_digest: "', 'original_digest: "0', "WRONG"),
    ],
)
def test_a_pattern_too_few_or_too_many_does_not_count(inside: Run, weaker: Path, old: str, new: str, why: str) -> None:
    assert waive(inside, weaker).code == 0
    file = weaker / "waivers.yaml"
    text = file.read_text(encoding="utf-8")
    if why == "WRONG":
        old = re.findall(r'original_digest: "(\w+)"', text)[0]
        new, why = "0" * 64, "is for other words of suicide-first-response"
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    result = proved(inside, weaker)
    assert result["state"] == "violated"
    assert why in result["says"]


def test_the_same_people_named_otherwise_are_the_same_people(inside: Run, weaker: Path) -> None:
    assert waive(inside, weaker).code == 0
    file = weaker / "waivers.yaml"
    text = file.read_text(encoding="utf-8")
    [row] = re.findall(r"( +- \{before.*\n)", text)
    halves = row.replace('["as_ever", "lately"]', '["lately"]') + row.replace('["as_ever", "lately"]', '["as_ever"]')
    file.write_text(text.replace(row, halves), encoding="utf-8")
    assert proved(inside, weaker)["state"] == "waived"


def test_an_update_of_the_original_opens_it_again(inside: Run, weaker: Path) -> None:
    assert waive(inside, weaker).code == 0
    newer = weaker / "protocols" / ITS / "1.2.0"
    newer.mkdir(parents=True)
    [there] = Path(FOLDER, ITS).iterdir()
    text = (there / "protocol.yaml").read_text(encoding="utf-8")
    (newer / "protocol.yaml").write_text(text.replace('version: "1.1.0"', 'version: "1.2.0"', 1), encoding="utf-8")
    result = proved(inside, weaker)
    assert result["state"] == "violated"
    assert "is for other words of suicide-first-response: it has been changed since" in result["says"]


def test_another_change_of_ours_opens_it_again(inside: Run, weaker: Path) -> None:
    assert waive(inside, weaker).code == 0
    change(
        weaker,
        "  - id: wishes-to-be-dead\n    tier: this_week\n    when: {possible: wish_dead}",
        "  - id: wishes-to-be-dead\n    tier: this_week\n    when: wish_dead",
    )
    assert proved(inside, weaker)["state"] == "violated"


def test_a_damaged_file_of_waivers_is_named_with_its_line(inside: Run, weaker: Path) -> None:
    assert waive(inside, weaker).code == 0
    file = weaker / "waivers.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("reason:", "reasons:"), encoding="utf-8")
    done = inside("protocol", "prove", OURS, *options(weaker))
    assert done.code == 1
    assert "no waiver counts" in done.said
    assert "reasons" in done.said


@pytest.mark.parametrize("given", [{"reason": " "}, {"role": ""}, {"digest": "00000000"}])
def test_a_waiver_without_a_name_a_reason_or_the_digest_is_refused(
    inside: Run, weaker: Path, given: dict[str, str]
) -> None:
    done = waive(inside, weaker, **given)
    assert done.code == 2
    assert not (weaker / "waivers.yaml").exists()
