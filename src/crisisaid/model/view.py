"""View and Reply: all that a screen is given, and all that it gives back. Words are final here, rules are not."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# What Enter alone does at a prompt.
NOTHING = "nothing"
GOES_ON = "goes_on"
REST = "rest"
"""All signs that are not noted yet are taken as not seen; only after one was noted."""


class Line(Record):
    """A line of a view. ``label`` hangs in front (do, say, avoid, listen for ...).

    ``style``: plain, strong, tier, under (indented), raw (keeps its spaces) or number (whole, on a line of its own).
    """

    text: str
    label: str = ""
    style: str = "plain"


class Choice(Record):
    """An answer: ``keys`` are what may be typed for it, the first is the one shown."""

    value: str
    words: str
    keys: tuple[str, ...]


def numbered(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Choices by number, in order."""
    return tuple(Choice(value, text, (str(place),)) for place, (value, text) in enumerate(pairs, 1))


class View(Record):
    """One prompt. ``kind``: item, together, board, guidance, referral, choice or words.

    ``news`` is what has changed since the last prompt and comes first. ``entries`` are the numbered items of a
    together prompt or a board, as (item id, label, what is noted so far). ``clarify`` is offered once after "unsure".
    ``why`` is printed by the screen itself on w; ``would_change`` is called only then, for the lines below it.
    With ``free``, words that are no choice are handed back as typed.
    A ``brief`` view shows only what is new and how to answer, after something long such as the emergency card.
    """

    kind: str
    heading: str
    lines: tuple[Line, ...] = ()
    news: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    entries: tuple[tuple[str, str, str], ...] = ()
    enter: str = NOTHING
    ask: str = ""
    clarify: str = ""
    why: tuple[str, ...] = ()
    free: bool = False
    brief: bool = False
    would_change: Callable[[], tuple[str, ...]] | None = None


class Said(Record):
    """One of the choices, by its value."""

    value: str


class Picked(Record):
    """Answers ticked on a together prompt or a board, as (item id, answer); ``rest`` answers all others no."""

    answers: tuple[tuple[str, str], ...]
    rest: bool = False
    done: bool = False


class Typed(Record):
    """Words, at a prompt that asks for words."""

    words: str


class Pressed(Record):
    """A key that works everywhere: s x b f i o + - l e q (r, h and w are the screen's own)."""

    key: str


Reply = Said | Picked | Typed | Pressed
