"""`drill group`: one role play on the projector; hands are counted at each decision, and the room sees itself."""

from __future__ import annotations

from crisisaid.app.drilling import views
from crisisaid.app.drilling.debriefing import MARK
from crisisaid.app.words import HEADLINES
from crisisaid.drill.truth import end_of_marks, whole_truth
from crisisaid.model.plain import clean, wrap
from crisisaid.model.record import Record
from crisisaid.model.role_play import ENDING, GOOD, HARMFUL
from crisisaid.model.view import Line, Pressed, Said, Typed, View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crisisaid.app.drilling.shelf import Drills
    from crisisaid.model.role_play import RolePlay, Saying
    from crisisaid.ui.drill import DrillScreen

BAR = 40
"""The longest bar, in characters."""

INDENT = "     "

WORDS = {GOOD: "helps", HARMFUL: "can harm"}


class Vote(Record):
    """A decision: what could be chosen, how many hands were up for each, and which were right."""

    asked: str
    options: tuple[str, ...]
    hands: tuple[int, ...]
    right: tuple[bool, ...]

    @property
    def apart(self) -> float:
        """How far the room parts: the chance that two of them, drawn at random, chose differently (Gini 1912)."""
        total = sum(self.hands)
        if total < 2:
            return 0
        return 1 - sum(number * (number - 1) for number in self.hands) / (total * (total - 1))


class Stopped(Exception):
    """The trainer stops here; what was counted is shown."""


def group(drills: Drills, role_play: RolePlay, screen: DrillScreen) -> tuple[Vote, ...]:
    """Every decision with its hands, then where the room parted most. Raises InputEnded."""
    votes: list[Vote] = []
    for row in (role_play.content_note, *views.opening(role_play)):
        screen.say(row)
    try:
        for vote in _decisions(drills, role_play, screen):
            votes.append(vote)
            _tell(screen, ("", *_shown(vote)))
    except Stopped:
        screen.say("Stopped.")
    _tell(screen, ("", *_summary(role_play, votes)))
    return tuple(votes)


def _decisions(drills: Drills, role_play: RolePlay, screen: DrillScreen) -> Iterator[Vote]:
    for moment in (one for one in role_play.moments if one.after != ENDING):
        yield _sayings(screen, moment.heard, "What do you say?", moment.choices)
    for key, voice in role_play.voices.items():
        screen.say(f"Asked: {drills.library[key[0]].item(key[1]).label}. {voice.plainly}")
    right = end_of_marks(drills.library, role_play, whole_truth(drills.library, role_play)).disposition.tier
    words = tuple(HEADLINES[tier] for tier in views.TIERS)
    hands = _hands(screen, "Where does this have to go?", "", words)
    yield Vote("Where does this have to go?", words, hands, tuple(tier == right for tier in views.TIERS))
    yield _sayings(screen, "", "What is the first thing you do?", role_play.first_steps)
    for moment in (one for one in role_play.moments if one.after == ENDING):
        yield _sayings(screen, moment.heard, "What do you say?", moment.choices)


def _sayings(screen: DrillScreen, heard: str, asked: str, sayings: Sequence[Saying]) -> Vote:
    some = sorted(sayings, key=lambda one: one.words.casefold())
    hands = _hands(screen, asked, heard, tuple(one.words for one in some))
    for one in some:
        screen.say(f"{one.words} This {WORDS.get(one.kind, 'does little')}. {one.why} {one.instead}".rstrip())
    return Vote(heard or asked, tuple(one.words for one in some), hands, tuple(one.kind == GOOD for one in some))


def _hands(screen: DrillScreen, asked: str, heard: str, options: Sequence[str]) -> tuple[int, ...]:
    """How many hands for each, typed as numbers in a row: 4 11 2."""
    rows = [Line(heard)] if heard else []
    rows += [Line(f"{number}  {option}", style="under") for number, option in enumerate(options, 1)]
    ask = f"Hands for 1 to {len(options)}, with spaces between"
    view = View("choice", asked, tuple(rows), choices=views.PASSING, free=True, ask=ask)
    while True:
        reply = screen.ask(view)
        if isinstance(reply, Typed):
            words = reply.words.replace(",", " ").split()
            if len(words) == len(options) and all(word.isdigit() and len(word) < 4 for word in words):
                return tuple(map(int, words))
            screen.say(f"That is not {len(options)} numbers. Nobody was counted.")
        elif (isinstance(reply, Pressed) and reply.key == "q") or (
            isinstance(reply, Said) and reply.value == views.PASS
        ):
            raise Stopped
        elif isinstance(reply, Said) and reply.value == views.PAUSE:
            for row in views.GROUNDING:
                screen.say(row)


def _tell(screen: DrillScreen, rows: Iterable[str]) -> None:
    """Rows that fit; what is indented stays so."""
    for row in rows:
        indent = INDENT if row.startswith(INDENT) else ""
        screen.tell("\n".join(wrap(clean(row.strip() if indent else row), screen.width(), indent, indent)))


def _shown(vote: Vote) -> Iterator[str]:
    most = max(vote.hands) or 1
    for option, number, right in zip(vote.options, vote.hands, vote.right, strict=True):
        bar = "#" * round(BAR * number / most)
        yield f"{number:>4} {bar}{' <- the page' if right else ''}"
        yield f"{INDENT}{option}"


def _summary(role_play: RolePlay, votes: Sequence[Vote]) -> Iterator[str]:
    yield MARK
    parted = sorted((vote for vote in votes if vote.apart > 0), key=lambda one: -one.apart)
    if not parted:
        yield "The room was of one mind wherever it was counted."
    for vote in parted[:3]:
        yield f"Parted at: {vote.asked} Two of you, drawn at random, differ in {vote.apart:.0%} of cases."
    wrong = [vote for vote in votes if sum(vote.hands) and not _most_are_right(vote)]
    for vote in wrong:
        yield f"Most chose otherwise than the page: {vote.asked}"
    yield f"What this one is about: {role_play.learn}"
    yield MARK


def _most_are_right(vote: Vote) -> bool:
    return sum(number for number, right in zip(vote.hands, vote.right, strict=True) if right) * 2 >= sum(vote.hands)
