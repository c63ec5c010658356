"""A copy of a shipped protocol that states something of everybody, through the installed program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crisisaid.app.bookshelf import protocols_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Done

    Run = Callable[..., Done]

FROM, ID = "self-harm", "our-self-harm"
STATED = """\
derived_from: "self-harm@1.0.0"
never:
  - id: hurt-and-calm
    when: {all: [badly_hurt, {not: {absent: way_through}}]}
    below: call_now
    because: "A plan for tomorrow does not stop a wound."
within: {call_now: 11, before_you_part: 12}
"""
FAULTS = {
    "CA0205": ("self-harm@1.0.0", "self-harm 1.0.0"),
    "CA0301": ("[badly_hurt,", "[badly_hrut,"),
    "CA0305": ("{not: {absent: way_through}}", "way_through"),
    "CA0413": ("{not: {absent: way_through}}", "{not: {tier: [call_now]}}"),
    "CA0414": ("self-harm@1.0.0", "self-hram@1.0.0"),
    "CA0415": ("before_you_part: 12", "before_you_part: 99"),
}


def put(folder: Path, more: str) -> Path:
    """The shipped protocol and its scenarios under another id, with this at their end; still a draft."""
    place = folder / "library" / ID / "1.1.0"
    place.mkdir(parents=True, exist_ok=True)
    for name, end in (("protocol.yaml", more), ("scenarios.yaml", "")):
        text = Path(protocols_folder(), FROM, "1.1.0", name).read_text(encoding="utf-8")
        text = re.sub(r"\nwithin: .*\nnever:\n(?:  .*\n)+", "\n", text)
        text = text.replace(f"id: {FROM}\n", f"id: {ID}\n").replace(f"protocol: {FROM}\n", f"protocol: {ID}\n")
        (place / name).write_text(text.replace("status: released", "status: draft") + end, encoding="utf-8")
    return folder / "library"


def test_it_is_checked_shown_and_used(tmp_path: Path, crisisaid: Run) -> None:
    library = str(put(tmp_path, STATED))
    checked, tested = (crisisaid("protocol", verb, "--library", library) for verb in ("check", "test"))
    assert (checked.code, checked.out) == (0, ""), checked.said
    assert tested.code == 0, tested.said
    page = crisisaid("show", ID, "--library", library).out
    assert "Adapted from: self-harm 1.0.0" in page
    assert "Statement 1: never below CALL NOW" in page
    assert "Statement 3: BEFORE YOU PART after at most 12 prompts" in page
    data = json.loads(crisisaid("show", ID, "--library", library, "--json").out)
    assert data["within"] == {"call_now": 11, "before_you_part": 12}
    assert "Statement" not in crisisaid("show", ID, "--library", library, "--format", "card").out


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_in_it_is_told_with_its_line(code: str, tmp_path: Path, crisisaid: Run) -> None:
    library = put(tmp_path, STATED.replace(*FAULTS[code]))
    done = crisisaid("protocol", "check", "--library", str(library))
    assert done.code == 1
    told = [line for line in done.out.splitlines() if " CA0" in line]
    assert len(told) == 1, done.said
    assert code in told[0]


def test_a_kept_copy_never_stands_for_a_file_that_was_changed(tmp_path: Path, crisisaid: Run) -> None:
    seen = []
    for more in ("", STATED, STATED.replace("call_now: 11", "call_now: 10"), ""):
        library = str(put(tmp_path, more))
        seen.append(json.loads(crisisaid("show", ID, "--library", library, "--json").out).get("within"))
    changed = {"call_now": 10, "before_you_part": 12}
    assert seen == [None, {"call_now": 11, "before_you_part": 12}, changed, None]
