"""Findings and trials for a build server: JUnit's XML, as most of them read it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from crisisaid.model.plain import clean
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Case(Record):
    """One thing that was looked at, and each sentence about what is wrong with it."""

    group: str
    name: str
    failures: tuple[str, ...] = ()


def junit(suite: str, cases: Sequence[Case]) -> str:
    """The cases as one test suite."""
    failed = sum(bool(case.failures) for case in cases)
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites><testsuite name={quoteattr(suite)} tests="{len(cases)}" failures="{failed}">',
        *(row for case in cases for row in _case(case)),
        "</testsuite></testsuites>",
    ]
    return "\n".join(rows) + "\n"


def _case(case: Case) -> list[str]:
    head = f"<testcase classname={quoteattr(clean(case.group))} name={quoteattr(clean(case.name))}"
    if not case.failures:
        return [f"{head}/>"]
    said = escape("\n".join(clean(failure) for failure in case.failures))
    first = quoteattr(clean(case.failures[0]))
    return [f"{head}>", f"<failure message={first}>{said}</failure>", "</testcase>"]
