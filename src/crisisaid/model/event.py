"""Events: what happened in a session, in order. A session is its events; everything else is folded from them."""

from __future__ import annotations

from crisisaid.model.record import Record

SLIP = "slip"
CHANGED = "changed"

SETTINGS = ("channel", "about", "country")
"""What a session has to know besides the answers; ``about`` is person or third_party."""

# What became of a referral.
REACHED = "reached"
CALLING_TOGETHER = "calling_together"
NO_ANSWER = "no_answer"
REFUSED = "declined"
MOVED_ON = "moved_on"

# How a session ended.
FINISHED = "finished"
STOPPED = "stopped"
INPUT_ENDED = "input_ended"
INTERRUPTED = "interrupted"


class Used(Record):
    """A protocol on the session's list, nailed to the exact bytes it was read from."""

    id: str
    version: str
    digest: str


class Started(Record):
    """``chosen`` is empty when the supporter has yet to say what is going on."""

    gate: Used | None
    chosen: Used | None = None
    channel: str = ""
    country: str = ""
    about: str = ""


class Set(Record):
    """A setting of the session was said (see SETTINGS)."""

    name: str
    value: str


class Answered(Record):
    protocol: str
    item: str
    answer: str


class Skipped(Record):
    protocol: str
    item: str
    why: str


class Retracted(Record):
    """An answer taken back: a slip of the finger, or something changed."""

    protocol: str
    item: str
    why: str


class Shown(Record):
    protocol: str
    step: str


class Noted(Record):
    """A note was taken. The words stay in memory and are never written to disk."""

    words: str = ""


class Raised(Record):
    tier: str


class Lowered(Record):
    """A second person agreed to a lower tier; never under a red flag's own."""

    tier: str
    role: str
    reason: str


class AskedLead(Record):
    """The supporter turned to the shift lead."""


class Referred(Record):
    protocol: str
    step: str
    tier: str
    role: str
    contact: str
    outcome: str


class Continued(Record):
    """Another protocol came onto the list: ``by`` a step's id, or "chosen"."""

    used: Used
    by: str


class WentOn(Record):
    """With help called, the supporter chose to go on with the next protocol while waiting."""

    protocol: str


class FollowUp(Record):
    """A code, and the time in words where one was typed (memory only)."""

    agreed: str
    words: str = ""


class Consent(Record):
    """Whether the person agreed that a summary is passed on: yes, no or could_not_ask; what, to which roles."""

    asked: str
    what: str = ""
    to: str = ""


class Closed(Record):
    why: str


class Resumed(Record):
    pass


Event = (
    Started
    | Set
    | Answered
    | Skipped
    | Retracted
    | Shown
    | Noted
    | Raised
    | Lowered
    | AskedLead
    | Referred
    | Continued
    | WentOn
    | FollowUp
    | Consent
    | Closed
    | Resumed
)

EVENTS: tuple[type[Record], ...] = (
    Started,
    Set,
    Answered,
    Skipped,
    Retracted,
    Shown,
    Noted,
    Raised,
    Lowered,
    AskedLead,
    Referred,
    Continued,
    WentOn,
    FollowUp,
    Consent,
    Closed,
    Resumed,
)
