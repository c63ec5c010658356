"""approvals.yaml: which professional of the organisation approved which protocol, down to the byte, and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisisaid.model.approval import Approval
from crisisaid.reading.shape import check_shape
from crisisaid.reading.strict import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.finding import Finding

FILE = "approvals.yaml"

HEAD = """\
# Who has approved which protocol for use in your organisation. One entry for each version that was read.
# `crisisaid protocol approve` adds to it. The digest is that of the words that were read: others are not approved.
format: crisisaid/approvals/v1
approvals:
"""


def parse_approvals(data: bytes, file: str) -> tuple[tuple[Approval, ...], tuple[Finding, ...]]:
    """The approvals in these bytes, or the findings that stand in the way of all of them."""
    document = read_yaml(data, file)
    if document.findings:
        return (), document.findings
    shaped, findings = check_shape(document, "approvals-v1")
    if findings or shaped is None:
        return (), findings
    return tuple(Approval(**one) for one in shaped["approvals"]), ()


def with_approval(text: str, approval: Approval) -> str:
    """The file's text with one more entry at its end; comments and order stay. "" is a file that is not there yet."""
    start = text if text.strip() else HEAD
    start = start.replace("approvals: []", "approvals:")
    keys = [key for key in approval._fields if getattr(approval, key)]
    rows = [f"{key}: {json.dumps(getattr(approval, key), ensure_ascii=False)}" for key in keys]
    entry = "\n".join([f"  - {rows[0]}", *(f"    {row}" for row in rows[1:])])
    return f"{start.rstrip()}\n{entry}\n"


def approval_of(approvals: Sequence[Approval], protocol: str, version: str, digest: str) -> Approval | None:
    """The approval of these very words, the latest first; None where there is none."""
    found = [one for one in approvals if (one.protocol, one.digest) == (protocol, digest) and one.version == version]
    return max(found, key=lambda one: one.date, default=None)


def latest_of(approvals: Sequence[Approval], protocol: str) -> Approval | None:
    """The latest approval of any version of this protocol."""
    return max((one for one in approvals if one.protocol == protocol), key=lambda one: one.date, default=None)
