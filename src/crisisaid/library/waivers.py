"""waivers.yaml: who answers for less help than the original of an adapted protocol gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisisaid.model.waiver import Waived, Waiver
from crisisaid.reading.shape import check_shape
from crisisaid.reading.strict import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.finding import Finding

FILE = "waivers.yaml"

HEAD = """\
# Who answers for less help than a protocol gives that yours was adapted from, for which people exactly.
# `crisisaid protocol waive` adds to it. It counts for this version, these people and the original's digest only: when
# any of them changes, the question is open again.
format: crisisaid/waivers/v1
waivers:
"""


def parse_waivers(data: bytes, file: str) -> tuple[tuple[Waiver, ...], tuple[Finding, ...]]:
    """The waivers in these bytes, or the findings that stand in the way of all of them."""
    document = read_yaml(data, file)
    if document.findings:
        return (), document.findings
    shaped, findings = check_shape(document, "waivers-v1")
    if findings or shaped is None:
        return (), findings
    return tuple(_waiver(one) for one in shaped["waivers"]), ()


def _waiver(data: dict[str, object]) -> Waiver:
    patterns: list[dict[str, object]] = data.pop("patterns")  # type: ignore[assignment]
    return Waiver(**data, patterns=tuple(_waived(**one) for one in patterns))  # type: ignore[arg-type]


def _waived(before: str, now: str, answers: dict[str, list[str]]) -> Waived:
    return Waived(before, now, {item: tuple(words) for item, words in answers.items()})


def waiver_for(waivers: Sequence[Waiver], protocol: str, version: str) -> Waiver | None:
    """The latest waiver for this version, else for any; of one day the last written. None where there is none."""
    mine = [one for one in waivers if one.protocol == protocol]
    exact = [one for one in mine if one.version == version]
    return max(reversed(exact or mine), key=lambda one: one.date, default=None)


def with_waiver(text: str, waiver: Waiver) -> str:
    """The file's text with one more entry at its end; comments and order stay. "" is a file that is not there yet."""
    start = (text if text.strip() else HEAD).replace("waivers: []", "waivers:")
    keys = [key for key in waiver._fields if key != "patterns"]
    rows = [f"{key}: {json.dumps(getattr(waiver, key), ensure_ascii=False)}" for key in keys]
    rows.append("patterns:")
    for one in waiver.patterns:
        answers = ", ".join(f"{item}: [{', '.join(_quoted(words))}]" for item, words in one.answers.items())
        rows.append(f"  - {{before: {one.before}, now: {one.now}, answers: {{{answers}}}}}")
    entry = "\n".join([f"  - {rows[0]}", *(f"    {row}" for row in rows[1:])])
    return f"{start.rstrip()}\n{entry}\n"


def _quoted(words: Sequence[str]) -> list[str]:
    return [f'"{word}"' for word in words]
