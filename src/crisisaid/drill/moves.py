"""Moves of a role play, as a list that can be taken back to any point; what has been asked, noted and said by then."""

from __future__ import annotations

from crisisaid.drill.truth import is_least
from crisisaid.model.record import Record
from crisisaid.model.role_play import ENDING, OPENING, PLAINLY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.protocol import Item
    from crisisaid.model.role_play import Moment, RolePlay, Saying
    from crisisaid.model.state import Key


class Asked(Record):
    """An item was asked in some manner, or looked for (plainly); ``beside`` another one, at the same glance."""

    key: Key
    manner: str
    beside: bool = False


class Marked(Record):
    """What the trainee noted of it: an answer of the item."""

    key: Key
    answer: str


class Chosen(Record):
    """What the trainee said at a moment: which of its choices, from 0."""

    moment: str
    choice: int


class Named(Record):
    """The tier that the trainee named, and which of the first steps they chose, from 0."""

    tier: str
    first_step: int


Move = Asked | Marked | Chosen | Named


class Played(Record):
    """A role play with the moves that were made."""

    role_play: RolePlay
    moves: tuple[Move, ...] = ()

    def and_then(self, move: Move) -> Played:
        """One move on."""
        return self.but(moves=(*self.moves, move))

    def back_to(self, number: int) -> Played:
        """As it was after so many moves."""
        return self.but(moves=self.moves[:number])

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What was asked or looked for, in order, again and again if so."""
        return tuple(move for move in self.moves if isinstance(move, Asked))

    @property
    def prompts(self) -> int:
        """How many things were asked or looked for; what is seen at one glance is one."""
        return sum(not move.beside for move in self.asked)

    @property
    def marks(self) -> dict[Key, str]:
        """What is noted of each item by now; the last word counts."""
        return {move.key: move.answer for move in self.moves if isinstance(move, Marked)}

    @property
    def said(self) -> tuple[tuple[Moment, Saying], ...]:
        """What was said at each moment."""
        moments = {one.id: one for one in self.role_play.moments}
        chosen = [move for move in self.moves if isinstance(move, Chosen)]
        return tuple((moments[move.moment], moments[move.moment].choices[move.choice]) for move in chosen)

    @property
    def named(self) -> Named | None:
        """The tier and the first step, once they were named."""
        return next((move for move in reversed(self.moves) if isinstance(move, Named)), None)

    @property
    def is_silent(self) -> bool:
        """Whether the replies have stopped."""
        return 0 < self.role_play.stops_after <= self.prompts


def heard(played: Played, key: Key, item: Item, answer: str, manner: str) -> str:
    """What comes back when this is asked now; lines for what is not so are taken in turn."""
    role_play = played.role_play
    if played.is_silent and item.how == "ask":
        return role_play.silence
    voice = role_play.voices.get(key)
    if voice is not None:
        return (getattr(voice, manner) or voice.plainly) if manner != PLAINLY else voice.plainly
    if not is_least(item, answer):
        return role_play.silence or "Nothing that you could note."
    lines = role_play.otherwise if item.how == "ask" else role_play.nothing_seen
    before = sum(one.key not in role_play.voices for one in played.asked)
    return lines[before % len(lines)]


def due(played: Played) -> tuple[Moment, ...]:
    """The moments that have come and were not answered yet: the opening, and those after what was asked."""
    answered = {moment.id for moment, _ in played.said}
    asked = {key[1] for key, _ in ((one.key, one.manner) for one in played.asked)}
    return tuple(
        one
        for one in played.role_play.moments
        if one.id not in answered and (one.after == OPENING or one.after in asked)
    )


def at_the_end(played: Played) -> tuple[Moment, ...]:
    """The moments that come when the tier has been named."""
    answered = {moment.id for moment, _ in played.said}
    return tuple(one for one in played.role_play.moments if one.after == ENDING and one.id not in answered)


def kinds_said(said: Sequence[tuple[Moment, Saying]], kind: str) -> tuple[tuple[Moment, Saying], ...]:
    """Of what was said, that of one kind: good, neutral or harmful."""
    return tuple((moment, saying) for moment, saying in said if saying.kind == kind)
