"""Findings for somebody who keeps a file by hand: what is wrong, the line as it is, and the line as it should be."""

from __future__ import annotations

import re

from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.finding import Finding

WIDTH = 100
RIGHT = re.compile(r"(?:^|(?<= ))(?:Write|Put quotes around it): (?P<line>[^ ].*)$")
"""How a hint ends that brings the corrected line."""


def findings_lines(findings: Sequence[Finding]) -> str:
    """Every finding in the order given; lines of the file are whole, however long; "" for none."""
    return "\n".join(row for finding in findings for row in (*_block(finding), "")) + "\n" if findings else ""


def corrected(finding: Finding) -> str:
    """The corrected line that a finding brings; "" where it brings none."""
    found = RIGHT.search(finding.hint)
    return found["line"] if found else ""


def _block(finding: Finding) -> Iterator[str]:
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    right = corrected(finding)
    hint = RIGHT.sub("", finding.hint).strip()
    yield clean(f"{place}: {finding.code} {finding.severity}")
    yield from wrap(clean(f"{finding.message} {hint}".strip()), WIDTH, "    ", "    ")
    if finding.excerpt and finding.line:
        yield clean(f"    now:   {finding.excerpt.strip()}")
    if right:
        yield clean(f"    write: {right}")
