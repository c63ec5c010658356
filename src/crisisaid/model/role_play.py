"""Role plays: somebody to practise with, what is true of them, what they say, and moments to find words for."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

PLAINLY, AROUND, LEADING = "plainly", "around", "leading"
MANNERS = (PLAINLY, AROUND, LEADING)
"""Ways to ask: straight out; round about the matter; so that a no is the easy answer."""

GOOD, NEUTRAL, HARMFUL = "good", "neutral", "harmful"

OPENING, ENDING = "opening", "ending"
"""Moments at the very start, and when the tier has been named."""


class Voice(Record):
    """What is heard when an item is asked plainly (or looked for); and otherwise, where that differs."""

    plainly: str
    around: str = ""
    leading: str = ""


class Saying(Record):
    """Something a supporter might say or do here; a harmful one has its consequence, and what to say instead."""

    words: str
    kind: str
    why: str
    consequence: str = ""
    instead: str = ""


class Moment(Record):
    """A point of the talk where words are wanted: at the opening, at the ending, or after an item was asked."""

    id: str
    after: str
    heard: str
    choices: tuple[Saying, ...]


class Part(Record):
    """What whoever plays the person is given: who they are, how they are, and what brings them to trust."""

    who: str
    plays: tuple[str, ...]
    helps: str


class RolePlay(Record):
    """``facts`` and ``voices`` are by (protocol, item); a warning sign or red flag left out is not so.

    ``stops_after`` is the number of things asked after which nothing more comes back; 0 where the talk goes on.
    """

    id: str
    protocol: str
    title: str
    content_note: str
    kinds: tuple[str, ...]
    channel: str
    about: str
    vignette: str
    part: Part
    opening: str
    facts: Mapping[tuple[str, str], str]
    voices: Mapping[tuple[str, str], Voice]
    otherwise: tuple[str, ...]
    nothing_seen: tuple[str, ...]
    moments: tuple[Moment, ...]
    first_steps: tuple[Saying, ...]
    tier: str
    learn: str
    stops_after: int = 0
    silence: str = ""
    digest: str = ""


class SoundsLike(Record):
    """Lines by item and answer for short practice; ``ask`` are ways to ask an item round about, or leading."""

    protocol: str
    heard: Mapping[str, Mapping[str, tuple[str, ...]]]
    ask: Mapping[str, Mapping[str, str]]
    settings: tuple[str, ...]
    digest: str = ""
