"""Those who get less from an adapted protocol, each as a sentence and as somebody whom the engine plays."""

from __future__ import annotations

from crisisaid.proof.people import session
from crisisaid.proof.session import ANY, pages
from crisisaid.proof.verdict import Fault, shown
from crisisaid.proof.weaker import Adapted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.session import Limits
    from crisisaid.proof.weaker import Loss


def weaker_than(
    library: Mapping[str, Protocol], original: Protocol, derived: Protocol, limits: Limits = ANY
) -> tuple[tuple[Fault, ...], bool]:
    """Who would get less, each with a person to play; and whether the program comes to the same tiers for them.

    Raises TooLarge.
    """
    adapted = Adapted(library, original, derived, limits)
    faults, agreed = [], True
    for loss in adapted.losses():
        if loss.person is not None:
            person = adapted.as_adapted(loss.person)
            here = session(library, pages(library, derived), person).tier
            there = session(library, pages(library, original), loss.person).tier
            agreed &= (there, here) == (loss.before, loss.now)
            faults.append(Fault(loss.now, in_words(loss), (person,)))
    return tuple(faults), agreed


def in_words(loss: Loss) -> str:
    """Who gets less, and how much, as a sentence."""
    answers = "; ".join(f"{key[1]} {' or '.join(sorted(words))}" for key, words in loss.answers.items())
    start = f"{shown(loss.now)} instead of {shown(loss.before)}"
    return f"{start} for: {answers or 'everybody'}. Unless something that both say alike calls for as much."
