"""What is kept of one drill, if the trainee wants it kept: codes only, under a pseudonym."""

from __future__ import annotations

from crisisaid.model.record import Record

ROLE_PLAY, QUICK, PAIR = "role_play", "quick", "pair"
"""Full role play; quick judgement; quick judgement of one of two people on either side of a threshold."""


class DrillSlip(Record):
    """An item that was not noted as it is: "protocol/item", and how it differs."""

    item: str
    kind: str


class DrillResult(Record):
    """One drill. ``marks`` is the tier of what was noted; "" where nothing is noted (quick). ``date`` is a day.

    ``prompts`` is how many things were asked until the notes came to the right tier; 0 when they never did.
    ``red_flags`` is how many were there to be noted. ``first_step`` is good, neutral or harmful; ``threshold`` is the
    one that a pair practises.
    """

    trainee: str
    date: str
    kind: str
    drill: str
    drill_digest: str
    protocol: str
    version: str
    digest: str
    right: str
    named: str
    marks: str = ""
    threshold: str = ""
    first_step: str = ""
    red_flags: int = 0
    red_flags_noted: int = 0
    slips: tuple[DrillSlip, ...] = ()
    harmful: tuple[str, ...] = ()
    asked: int = 0
    prompts: int = 0
