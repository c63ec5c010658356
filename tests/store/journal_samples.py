"""Events of every kind, with words in the places where words may turn up."""

from __future__ import annotations

from crisisaid.model.event import (
    Answered,
    AskedLead,
    Closed,
    Consent,
    Continued,
    Event,
    FollowUp,
    Lowered,
    Noted,
    Raised,
    Referred,
    Resumed,
    Retracted,
    Set,
    Shown,
    Skipped,
    Started,
    Used,
    WentOn,
)

NOW = 1_793_600_000.0
HOUR = 3600.0
CANARY = "canary said on the bridge"

GATE = Used("danger-now", "1.0.0", "sha256:" + "ab" * 32)
CHOSEN = Used("suicide-first-response", "1.2.0-rc.1+x", "sha256:" + "cd" * 32)

EVERY_KIND: tuple[Event, ...] = (
    Started(GATE, None, "phone", "GB", "person"),
    Started(None, CHOSEN),
    Set("country", "US"),
    Answered("danger-now", "about_to_act", "no"),
    Skipped("danger-now", "weapon", "cannot_tell_here"),
    Retracted("danger-now", "about_to_act", "slip"),
    Shown("suicide-first-response", "limits"),
    Noted(CANARY),
    Raised("call_now"),
    Lowered("before_you_part", "shift_lead", "help_has_arrived"),
    AskedLead(),
    Referred("suicide-first-response", "connect", "call_now", "ambulance", "xx-emergency", "no_answer"),
    Continued(CHOSEN, "chosen"),
    WentOn("suicide-first-response"),
    FollowUp("agreed", CANARY),
    Consent("yes", "what_was_answered", "crisis_line,shift_lead"),
    Consent("yes", CANARY, CANARY),
    Closed("finished"),
    Resumed(),
)

TWELVE: tuple[Event, ...] = (EVERY_KIND[0], *(Answered("danger-now", f"item_{n}", "yes") for n in range(10)), Resumed())


def without_words(event: Event) -> Event:
    """The event as it comes back from the disk."""
    if isinstance(event, Noted):
        return Noted()
    if isinstance(event, FollowUp):
        return FollowUp(event.agreed)
    if isinstance(event, Consent) and event.what == CANARY:
        return Consent(event.asked)
    return event
