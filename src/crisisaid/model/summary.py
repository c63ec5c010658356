"""Summary: what is handed to whoever takes over, in words and in ids. Formats turn it into text, Markdown or JSON."""

from __future__ import annotations

from crisisaid.model.record import Record


class SourceLine(Record):
    id: str
    title: str
    publisher: str
    year: str
    url: str


class AnswerLine(Record):
    """An item and what was answered; ``words`` are the answer as a supporter would say it."""

    protocol: str
    item: str
    label: str
    answer: str
    words: str


class ReasonLine(Record):
    kind: str
    protocol: str
    threshold: str
    tier: str
    because: str
    evidence: tuple[AnswerLine, ...]
    sources: tuple[SourceLine, ...]


class ItemLine(Record):
    protocol: str
    item: str
    label: str
    red_flag: bool
    why: str = ""


class UnknownLine(Record):
    """An item that nobody knows yet: ``known`` is not_asked, skipped, unsure or declined; ``answers`` would do."""

    protocol: str
    item: str
    label: str
    known: str
    answers: tuple[str, ...]
    words: str


class RiseLine(Record):
    """If all of these turn out so, the tier is ``tier``, "" where only the protocols in ``goes_on`` come next."""

    tier: str
    words: str
    items: tuple[UnknownLine, ...]
    goes_on: tuple[str, ...]


class WhatWouldChange(Record):
    """The smallest sets of answers, not known yet, that would raise the tier; and what is most worth asking next."""

    sets: tuple[RiseLine, ...] = ()
    ask_next: ItemLine | None = None
    ask_next_words: str = ""


class ProtocolLine(Record):
    id: str
    version: str
    digest: str
    title: str
    status: str
    review: str


class ContactLine(Record):
    """``open``: open, closed or unknown; ``now`` says until when, where that is known.

    ``checked`` says in words when and by whom, or that nobody has.
    """

    role: str
    role_words: str
    id: str
    name: str
    phone: str
    sms: str
    chat: str
    hours: str
    open: str
    checked_on: str
    checked: str
    note: str = ""
    textphone: str = ""
    now: str = ""


class ChangeLine(Record):
    protocol: str
    item: str
    label: str
    earlier: str
    now: str


class ReferralLine(Record):
    role: str
    contact: str
    name: str
    outcome: str
    words: str


class Handoff(Record):
    """What to say when handing over: a lay form of situation, background, assessment, recommendation."""

    saw_and_heard: tuple[str, ...]
    worries_me: tuple[str, ...]
    ask_of_you: tuple[str, ...]
    not_asked: tuple[str, ...]


class LoweredLine(Record):
    tier: str
    role: str
    reason: str


class ConsentLine(Record):
    """``asked``: yes, no, could_not_ask or not_recorded."""

    asked: str
    what: str
    to: str
    words: str


class FollowUpLine(Record):
    agreed: str
    words: str


class Summary(Record):
    """``lead`` is the sentence under the headline; ``finished`` is false when the session stopped early."""

    tier: str
    headline: str
    lead: str
    finished: bool
    stopped: str
    made_at: str
    protocols: tuple[ProtocolLine, ...]
    reasons: tuple[ReasonLine, ...]
    not_asked: tuple[ItemLine, ...]
    unsure: tuple[ItemLine, ...]
    declined: tuple[ItemLine, ...]
    skipped: tuple[ItemLine, ...]
    answers: tuple[AnswerLine, ...]
    changes: tuple[ChangeLine, ...]
    raised: str
    lowered: LoweredLine | None
    asked_lead: bool
    interrupted: bool
    country: str
    country_name: str
    channel: str
    about: str
    contacts: tuple[ContactLine, ...]
    contact_remarks: tuple[str, ...]
    if_nobody_answers: str
    referrals: tuple[ReferralLine, ...]
    say_at_handoff: Handoff
    while_waiting: tuple[str, ...]
    next_steps: tuple[str, ...]
    follow_up: FollowUpLine
    consent: ConsentLine
    notes: tuple[str, ...]
    still_open: tuple[ItemLine, ...]
    for_you: tuple[str, ...]
    continued: tuple[str, ...]
    organisation: str
    intended_use: str
    what_would_change: WhatWouldChange = WhatWouldChange()
