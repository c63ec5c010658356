"""Sign-off: an observer has seen somebody practise a protocol, on these very words, and answers for that."""

from __future__ import annotations

from crisisaid.model.record import Record


class SignOff(Record):
    """``trainee`` is a pseudonym, ``observer`` a role and no name; ``date`` is year-month-day."""

    trainee: str
    protocol: str
    version: str
    digest: str
    observer: str
    date: str


class Trained(Record):
    """A sign-off, and whether the protocol still has the words that were practised: ``still_these_words``."""

    sign_off: SignOff
    still_these_words: bool
