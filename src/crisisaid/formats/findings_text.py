"""Findings for a person: the file and line, what is wrong, what to do; one short block each."""

from __future__ import annotations

from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.finding import Finding

WIDTH = 100


def findings_text(findings: Sequence[Finding]) -> str:
    """Every finding in the order given, grouped by nothing but its file's own order; "" for none."""
    return "".join(_block(finding) for finding in findings)


def _block(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    head = clean(f"{place}: {finding.code} {finding.severity}")
    rows = wrap(clean(f"{finding.message} {finding.hint}".strip()), WIDTH, "    ", "    ")
    return "\n".join([head, *rows]) + "\n"
