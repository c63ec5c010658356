"""Checks of an organisation's settings: which are missing, and what happens while they are."""

from __future__ import annotations

from crisisaid.contacts.checks.contact import SETTING
from crisisaid.model.finding import WARNING, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

WHILE_UNSET: dict[str, str] = {
    "name": "No summary says which organisation it comes from.",
    "country": "Every supporter has to type the country in every check, and own contacts that name none are left out.",
    "timezone": "The hours of contacts that name no time zone are not known: they are never shown as open.",
    "languages": "Nobody can see whether there are people to reach in the languages you speak.",
    "channels": "Nothing says on which channels your supporters work: every channel is offered in every check.",
    "reporting_duty": "Supporters read nothing about what has to be reported: they have to ask the safeguarding lead.",
    "reporting_to": "A supporter who has to report does not read to whom.",
    "without_consent": (
        "Supporters read nothing about help without a yes: it is the emergency number for danger to life, "
        "and else the shift lead's decision."
    ),
    "approver": "Nobody is named who may approve a protocol for use with people.",
    "retention_days": "Nothing says how long a saved summary may be kept.",
    "roles": "Nobody can see at which hours one of your roles cannot be reached.",
}
"""A setting of policy.yaml, and what its absence does."""


def missing_settings(settled: Collection[str], file: str, there: bool) -> tuple[Finding, ...]:
    """A finding for each setting that is not there; ``settled`` are the names of those that are."""
    line = 1 if there else 0
    return tuple(
        Finding(SETTING, WARNING, file, line, f"'{name}' is not set. {words}", f"Add '{name}:' to policy.yaml.")
        for name, words in WHILE_UNSET.items()
        if name not in settled
    )
