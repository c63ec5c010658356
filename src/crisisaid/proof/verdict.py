"""Verdicts: what was proved of a protocol, what was found to be otherwise, and about whom."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.proof.people import Person

PROVED = "proved"
VIOLATED = "violated"
NOT_DECIDED = "not_decided"
NOT_STATED = "not_stated"

PROPERTIES = {
    "ends": "every session ends with a tier, something to do and somebody to reach",
    "worse": "a more worrying answer never leads to less help",
    "unsure": "unsure, declined and skipped never lead to less help than no",
    "red_flags": "a red flag that is noted reaches its tier, whatever else is said",
    "protective": "no protective factor takes a red flag below BEFORE YOU PART",
    "stop": "whoever stops, anywhere, has at least what was certain by then",
    "within": "an emergency is reached within the stated number of prompts",
    "reachable": "every step can be shown, every item asked, every threshold met",
    "decides": "every threshold decides for somebody",
    "shadowed": "no threshold hides behind another",
    "matters": "every item matters",
    "gate": "the danger check comes first and cannot be bypassed",
    "never": "what its author says must never be, cannot be",
    "not_weaker": "nobody gets less help than from the protocol that it was adapted from",
}
"""Every property, by its id, as a sentence that is true of a protocol that passes."""


def shown(tier: str) -> str:
    """The tier as everybody sees it: CALL NOW for ``call_now``."""
    return tier.replace("_", " ").upper()


class Fault(Record):
    """One way in which a property does not hold. ``people`` are one, or two to compare: the first gets too little.

    ``about`` is the id of the item, threshold, step or statement.
    """

    about: str
    says: str
    people: tuple[Person, ...] = ()


class Verdict(Record):
    """The answer to one property; ``says`` is what to know beside it, ``faults`` begin with the smallest."""

    property: str
    state: str
    says: str = ""
    faults: tuple[Fault, ...] = ()
