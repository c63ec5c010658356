"""Comparison: what two versions of a protocol make of the same answers, in ids, counts and examples."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Answers = Mapping[str, str]

NONE, PATCH, MINOR, MAJOR = "none", "patch", "minor", "major"
STEPS = (NONE, PATCH, MINOR, MAJOR)
"""Steps of a version number, from the smallest; see semver.org 2.0.0."""


EITHER, ONLY = "either", "only_"
"""Of what somebody would say wherever it is asked; and in front of the only version that asks for it."""

PARTS = ("protocol", "steps", "referrals", "items", "thresholds", "statements")


class Said(Record):
    """One line of a pattern of answers.

    ``answers`` are those of ``known`` that it means; both are in the order of the item, with ``skipped`` (passed over,
    or out of sight on the channel), ``not_asked`` and ``open``. ``scale`` holds the points of a scale from the least
    concerning. ``in_version`` is "before" or "now" where both read the item differently, with ONLY in front where
    only that one asks these people for it, and EITHER where it is what they would say. Of a group
    ``of`` are the lines, and ``counts`` says how many of them are so: pairs of fewest and most. ``name`` tells groups
    that the program itself makes: "missing" (red flags that were not asked) and "concern" (what is of concern).
    """

    protocol: str = ""
    item: str = ""
    label: str = ""
    answers: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    in_version: str = ""
    of: tuple[Said, ...] = ()
    counts: tuple[tuple[int, int], ...] = ()
    name: str = ""


class Ends(Record):
    """Where patterns of answers led before, where they lead now, and how many they are."""

    before: str
    now: str
    patterns: int


class Played(Record):
    """One person's answers as `run --answers` takes them, in one version.

    ``tier`` is where the protocol leads, ``end`` where the session ends, which also goes through what the protocol
    sends on to. ``file`` is the text of the answers file.
    """

    tier: str
    end: str
    channel: str
    gate: Answers
    answers: Answers
    also: Mapping[str, Answers]
    file: str = ""


class Example(Record):
    """The same person in both versions; ``says`` are (item, label, answer), without what is of no concern."""

    before: Played
    now: Played
    says: tuple[tuple[str, str, str], ...] = ()


class Pattern(Record):
    """Patterns of answers that differ in the same way, as lines that are all true of them.

    ``unless`` is the tier from which anything else that calls for it makes the difference vanish; "" where nothing
    does. ``reasons`` are the (id, kind) of what counts for them in one version only. ``patterns`` is how many there
    are; 0 where there are only some beside a danger check in which something was found. With ``rest`` it is all that
    is left of a list that would be too long.
    """

    says: tuple[Said, ...]
    patterns: int
    ends: tuple[Ends, ...] = ()
    unless: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    example: Example | None = None
    rest: bool = False


class Reach(Record):
    """A step that is shown to others than before, or items that others are asked: ``more`` of them or fewer.

    ``items`` are ids, empty for a step that asks nothing.
    """

    step: str
    title: str
    kind: str
    more: bool
    level: str
    patterns: tuple[Pattern, ...]
    items: tuple[str, ...] = ()


class Change(Record):
    """Something that is other than before, as a sentence; ``level`` is the step of the version that it asks for.

    ``part`` is one of PARTS, ``about`` the id it is about. ``pattern`` says whom it concerns, where that can be said.
    """

    level: str
    part: str
    about: str
    says: str
    pattern: Pattern | None = None


class Wording(Record):
    """A text that says the same place in other words; "" where there was or is none."""

    about: str
    field: str
    before: str
    now: str


class Version(Record):
    """Which version was compared."""

    id: str
    version: str
    status: str
    digest: str


class Comparison(Record):
    """All that differs between two versions.

    ``patterns`` is how many patterns of answers there are. ``less`` and ``more`` are the patterns with less and more
    help than before, in every person. ``follows`` names steps that are shown by the tier and go with it. ``level`` is
    the step of the version number that all of it asks for, ``why`` the reasons for it; ``declared`` is the step that
    the two version numbers make. ``not_decided`` says why nothing can be said, "" where all is decided.
    """

    title: str
    before: Version
    now: Version
    patterns: int = 0
    less: tuple[Pattern, ...] = ()
    more: tuple[Pattern, ...] = ()
    reach: tuple[Reach, ...] = ()
    follows: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    wording: tuple[Wording, ...] = ()
    level: str = NONE
    why: tuple[str, ...] = ()
    declared: str = NONE
    not_decided: str = ""


class Libraries(Record):
    """Two libraries: the protocols that both have, and those that only one has, as "id version"."""

    both: tuple[Comparison, ...]
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
