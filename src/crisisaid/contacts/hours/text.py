"""Hours: opening hours as a coordinator writes them become a value to ask, or a sentence about what is wrong.

The written form is a part of OpenStreetMap's ``opening_hours``, described in docs/opening-hours.md.
"""

from __future__ import annotations

from crisisaid.contacts.hours.rules import Hours, ImpossibleHours
from crisisaid.contacts.hours.strict import strict_hours

__all__ = ["Hours", "corrected", "read_hours"]


def read_hours(text: str) -> tuple[Hours | None, str]:
    """The hours, and "" or else a sentence that names the piece at fault and, where it can be known, the right text."""
    try:
        return strict_hours(text), ""
    except ImpossibleHours as impossible:
        from crisisaid.contacts.hours.faults import fault

        return None, fault(text, impossible)


def corrected(text: str) -> str:
    """The same hours in the form that is read, for a person to confirm; "" where that cannot be known."""
    from crisisaid.contacts.hours.mending import mended

    return mended(text)
