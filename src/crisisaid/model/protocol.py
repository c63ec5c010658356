"""Protocol: one versioned document that guides one kind of situation, read top to bottom (format v1)."""

from __future__ import annotations

from crisisaid.model.condition import ALWAYS, Condition
from crisisaid.model.record import Record

# Kinds of item.
RED_FLAG = "red_flag"
WARNING_SIGN = "warning_sign"
PROTECTIVE = "protective"
CONTEXT = "context"

# Answers that every item may have, beside the points of a scale and the options of a context.
YES = "yes"
NO = "no"
UNSURE = "unsure"
DECLINED = "declined"

# Reasons for moving on without an answer.
COULD_NOT_ASK = "could_not_ask"
CANNOT_TELL_HERE = "cannot_tell_here"

CHANNELS = ("in_person", "phone", "text_chat")

SITUATIONS = ("third_party", "text_chat", "minor", "interpreter", "abusive", "ending", "end_of_shift")
"""Not only the person in front: what a protocol says about each is in this order."""

SUPPORTER = "supporter"
"""A protocol ``for`` the supporter is about the one who sits here; so is a session with it."""

GATE = "danger-now"
"""The protocol in front of every session about a person; no pack can remove it."""


class Source(Record):
    id: str
    title: str
    publisher: str
    year: str
    url: str
    licence: str


class Point(Record):
    """A point of a scale (least to most concerning) or an option of a context."""

    id: str
    text: str


class Item(Record):
    """One thing to ask or to notice. ``label`` is the short form for lists and for the summary."""

    id: str
    kind: str
    how: str
    label: str
    text: str
    second_hand: str = ""
    listen_for: str = ""
    why: str = ""
    clarify: str = ""
    sources: tuple[str, ...] = ()
    channels: tuple[str, ...] = CHANNELS
    tier: str = ""
    scale: tuple[Point, ...] = ()
    red_from: str = ""
    options: tuple[Point, ...] = ()
    same_as: str = ""


class Checklist(Record):
    id: str
    title: str
    items: tuple[Item, ...]
    when: Condition = ALWAYS
    together: bool = False
    prompt: str = ""
    why: str = ""


class Timer(Record):
    """After so many seconds, ``then`` is due; the clock time is printed, nothing waits."""

    seconds: int
    then: str


class Guidance(Record):
    id: str
    title: str
    when: Condition = ALWAYS
    do: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    say_second_hand: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    timer: Timer | None = None
    why: str = ""
    sources: tuple[str, ...] = ()


class Referral(Record):
    """Whom to reach, by role, for each tier: ``to`` holds (tier, roles in order) pairs."""

    id: str
    title: str
    to: tuple[tuple[str, tuple[str, ...]], ...]
    when: Condition = ALWAYS
    do: tuple[str, ...] = ()
    why: str = ""
    sources: tuple[str, ...] = ()


class Continue(Record):
    """Puts another protocol on the session's list."""

    id: str
    to: str
    title: str = ""
    when: Condition = ALWAYS
    why: str = ""


Step = Checklist | Guidance | Referral | Continue


class Threshold(Record):
    id: str
    tier: str
    when: Condition
    because: str
    sources: tuple[str, ...]
    interrupts: bool = False


class Never(Record):
    """What its authors state of everybody: nobody of whom ``when`` holds may end below the tier ``below``."""

    id: str
    when: Condition
    below: str
    because: str


class Situation(Record):
    """What changes in one situation (``kind`` is one of SITUATIONS); shown on the key ``i``."""

    kind: str
    do: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class OpenPoint(Record):
    """What a named professional has to look at: not confirmed by a source, or chosen; ``at`` holds ids."""

    says: str
    at: tuple[str, ...] = ()


class Protocol(Record):
    """``within`` holds (tier, most prompts until it is reached); ``derived_from`` is "id@version" or ""."""

    id: str
    version: str
    status: str
    title: str
    summary: str
    steps: tuple[Step, ...]
    thresholds: tuple[Threshold, ...]
    sources: tuple[Source, ...]
    said_as: tuple[str, ...] = ()
    about: str = "person"
    audience: str = ""
    not_for: tuple[str, ...] = ()
    notes: str = ""
    digest: str = ""
    review_by: str = ""
    situations: tuple[Situation, ...] = ()
    needs_review: tuple[OpenPoint, ...] = ()
    never: tuple[Never, ...] = ()
    within: tuple[tuple[str, int], ...] = ()
    derived_from: str = ""

    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the page."""
        return tuple(item for step in self.steps if isinstance(step, Checklist) for item in step.items)

    def item(self, item_id: str) -> Item:
        """The item of this id; it has to be there."""
        return next(item for item in self.items() if item.id == item_id)

    def step(self, step_id: str) -> Step:
        """The step of this id; it has to be there."""
        return next(step for step in self.steps if step.id == step_id)
