"""Tiers and conditions in a few words, with the ids that an author knows."""

from __future__ import annotations

from crisisaid.model.condition import Absent, All, AnyOf, AtLeast, ContextIs, Count, Not, Possible, Present, TierIn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.condition import Condition

UNSURE = " or unsure"


def tier_word(tier: str) -> str:
    """The tier as it is shown: CALL NOW for ``call_now``."""
    return tier.replace("_", " ").upper()


def in_words(condition: Condition) -> str:
    """The condition in one line; a group inside a group stands in brackets."""
    match condition:
        case All(of) | AnyOf(of) | Count(of=of):
            return group_in_words(condition) if of else "everybody" if isinstance(condition, All) else "nobody"
        case Not(of):
            return f"not {in_words(of)}"
        case TierIn(tiers):
            return f"the tier is {' or '.join(tier_word(tier) for tier in tiers)}"
        case Present(item):
            return item
        case Possible(item):
            return item + UNSURE
        case AtLeast(item, point, possible):
            return f"{item} from {point} on" + (UNSURE if possible else "")
        case Absent(item):
            return f"{item} not confirmed"
        case ContextIs(item, option):
            return f"{item} is {option} or not known"


def group_in_words(group: All | AnyOf | Count) -> str:
    """How many of which: "any of (thoughts, plan or unsure)"."""
    if len(group.of) == 1:
        return in_words(group.of[0])
    how_many = "all" if isinstance(group, All) else "any" if isinstance(group, AnyOf) else str(group.at_least)
    return f"{how_many} of ({', '.join(map(in_words, group.of))})"
