"""Debrief: where the page would have led, what was missed, what was said, and one thing that was done well."""

from __future__ import annotations

from crisisaid.drill.moves import kinds_said
from crisisaid.drill.truth import comes_up, end_of_marks, fact, is_least, items_of, tier_so_far, whole_truth
from crisisaid.engine.answers import is_concern, rank_on_scale
from crisisaid.model.protocol import CONTEXT, NO, PROTECTIVE, RED_FLAG, UNSURE
from crisisaid.model.record import Record
from crisisaid.model.role_play import GOOD, HARMFUL, LEADING, PLAINLY
from crisisaid.model.tier import CALL_NOW, RANK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.drill.moves import Played
    from crisisaid.engine.fold import Library
    from crisisaid.model.protocol import Item
    from crisisaid.model.role_play import Moment, Saying
    from crisisaid.model.state import Key

NOT_ASKED, TAKEN_FOR_LESS, UNSURE_AS_NO, MADE_MORE = "not_asked", "taken_for_less", "unsure_as_no", "made_more"
"""How a mark can differ from what is so."""


class Slip(Record):
    """An item that was not noted as it is; ``manner`` is how it was asked last, "" when it was not."""

    key: Key
    kind: str
    truth: str
    marked: str
    manner: str


class Debrief(Record):
    """``right`` is the tier of the whole truth, ``by_marks`` that of what was noted, ``named`` what the trainee named.

    ``prompts`` is how many things were asked until what was noted came to the right tier; 0 when it never did.
    ``reasons`` are the ids of what the truth rests on.
    """

    right: str
    by_marks: str
    named: str
    reasons: tuple[str, ...]
    slips: tuple[Slip, ...]
    harmful: tuple[tuple[Moment, Saying], ...]
    said_well: tuple[tuple[Moment, Saying], ...]
    first_step: Saying
    asked: int
    prompts: int
    red_flags: int
    red_flags_noted: int
    well: str

    @property
    def under(self) -> int:
        """By how many tiers too little was named; 0 when it was not."""
        return max(0, RANK[self.right] - RANK[self.named])

    @property
    def over(self) -> int:
        """By how many tiers too much was named; 0 when it was not."""
        return max(0, RANK[self.named] - RANK[self.right])

    @property
    def needless_dispatch(self) -> bool:
        """Whether emergency services were called for somebody who did not need them."""
        return self.named == CALL_NOW != self.right


def debrief(library: Library, played: Played) -> Debrief:
    """What there is to say at the end. The trainee has named a tier."""
    role_play, named = played.role_play, played.named
    if named is None:
        raise ValueError("no tier was named")
    truth = whole_truth(library, role_play)
    whole = end_of_marks(library, role_play, truth).disposition
    items = items_of(library, role_play)
    past = _past_the_call(library, played, whole.tier)
    due = {key: so for key, so in truth.items() if key not in past}
    slips = tuple(_slips(library, played, due))
    there = [key for key, so in due.items() if items[key].kind == RED_FLAG and is_concern(items[key], so)]
    less = {slip.key for slip in slips if slip.kind in (NOT_ASKED, TAKEN_FOR_LESS, UNSURE_AS_NO)}
    by_marks = end_of_marks(library, role_play, played.marks).disposition.tier
    first = role_play.first_steps[named.first_step]
    found = Debrief(
        right=whole.tier,
        by_marks=by_marks,
        named=named.tier,
        reasons=tuple(dict.fromkeys(reason.id for reason in whole.reasons if reason.id)),
        slips=slips,
        harmful=kinds_said(played.said, HARMFUL),
        said_well=kinds_said(played.said, GOOD),
        first_step=first,
        asked=played.prompts,
        prompts=_prompts(library, played, whole.tier),
        red_flags=len(there),
        red_flags_noted=sum(key not in less for key in there),
        well="",
    )
    return found.but(well=_well(library, played, found))


def _past_the_call(library: Library, played: Played, right: str) -> set[Key]:
    """What the page no longer asks because a call is rightly due already: whoever calls then has missed nothing."""
    marks = played.marks
    if right != CALL_NOW or tier_so_far(library, played.role_play, marks) != CALL_NOW:
        return set()
    return set(items_of(library, played.role_play)) - set(comes_up(library, played.role_play, marks))


def _slips(library: Library, played: Played, truth: Mapping[Key, str]) -> list[Slip]:
    items, marks = items_of(library, played.role_play), played.marks
    manners = {one.key: one.manner for one in played.asked}
    found = []
    for key, so in truth.items():
        item, marked = items[key], marks.get(key, "")
        manner = manners.get(key, "")
        if played.is_silent and item.how == "ask" and marked in ("", UNSURE):
            continue  # nobody was there to say it any more
        if not marked:
            if is_concern(item, so) or (item.kind == RED_FLAG and key not in manners):
                found.append(Slip(key, NOT_ASKED, so, "", manner))
        elif marked != so:
            found.append(Slip(key, _kind(item, so, marked, manner), so, marked, manner))
    return found


def _kind(item: Item, so: str, marked: str, manner: str) -> str:
    less = _rank(item, marked) < _rank(item, so)
    if less and is_least(item, marked) and (so == UNSURE or manner not in ("", PLAINLY)):
        return UNSURE_AS_NO
    return TAKEN_FOR_LESS if less else MADE_MORE


def _rank(item: Item, answer: str) -> float:
    """From the least concerning up; unsure lies between."""
    if item.kind == CONTEXT:
        return 0
    if answer not in (NO, "yes") and rank_on_scale(item, answer) < 0:
        return 0.5
    if item.kind == PROTECTIVE:
        return 0 if answer == "yes" else 1
    return rank_on_scale(item, answer) if item.scale else float(answer == "yes")


def _prompts(library: Library, played: Played, right: str) -> int:
    """After how many things asked the notes came to the right tier, as far as they had got then."""
    for number in range(1, len(played.moves) + 1):
        part = played.back_to(number)
        if part.marks and RANK[tier_so_far(library, played.role_play, part.marks)] >= RANK[right]:
            return part.prompts
    return 0


def _well(library: Library, played: Played, found: Debrief) -> str:
    """One thing that was done well; there always is one."""
    items = items_of(library, played.role_play)
    marks = played.marks
    for one in played.asked:
        item, so = items[one.key], fact(items[one.key], one.key, played.role_play.facts)
        straight = item.kind == RED_FLAG and item.how == "ask" and one.manner == PLAINLY
        if straight and is_concern(item, so) and marks.get(one.key) == so:
            return f"You asked straight out about: {item.label}. And you noted it as it was."
    if found.said_well:
        return f"You said: {found.said_well[0][1].words}"
    if any(value == UNSURE for value in marks.values()):
        return "Where it was not clear you noted unsure, and not no."
    if not any(one.manner == LEADING for one in played.asked) and played.asked:
        return "You never asked so that a no was the easy answer."
    return "You stayed to the end, and you put a name to what has to happen next."
