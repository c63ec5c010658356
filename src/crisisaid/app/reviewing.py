"""How far was this version reviewed? In words, from what the organisation's professionals have approved."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.library.approvals import approval_of, latest_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.library.shelf import Entry
    from crisisaid.model.approval import Approval
    from crisisaid.model.event import Used
    from crisisaid.model.protocol import Protocol


def review_words(approvals: Sequence[Approval], named: Used | Entry | Protocol) -> str:
    """Approved by whom and when; or approved only in another version; or not clinically reviewed at all."""
    own = approval_of(approvals, named.id, named.version, named.digest)
    if own is not None:
        registered = f" ({own.registration})" if own.registration else ""
        return f"approved by {own.name}{registered}, {own.role}, {own.organisation}, on {own.date}"
    other = latest_of(approvals, named.id)
    if other is None:
        return f"not approved; {words.REVIEW}"
    if other.version == named.version:
        return f"changed since it was approved on {other.date}; {words.REVIEW}"
    return f"not approved, only version {other.version} was, on {other.date}; {words.REVIEW}"
