"""Does a condition hold, fail, or is it still open? Three-valued, by the truth table of DESIGN section 5."""

from __future__ import annotations

from crisisaid.engine.answers import NOBODY_KNOWS, NOT_APPLICABLE, NOT_ASKED, SKIPPED, is_present, rank_on_scale
from crisisaid.model.condition import (
    Absent,
    All,
    AnyOf,
    AtLeast,
    ContextIs,
    Count,
    Not,
    Possible,
    Present,
    TierIn,
)
from crisisaid.model.protocol import YES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.engine.page import Page
    from crisisaid.model.condition import Condition, Literal

    Truth = bool | None
    """Holds, fails, or open: not known yet."""


def truth(condition: Condition, page: Page, tier: str = "") -> Truth:
    """True, False, or None while it is open. ``tier`` is where the session stands, for guards that ask."""
    match condition:
        case All(of):
            return _enough(len(of), [truth(part, page, tier) for part in of])
        case AnyOf(of):
            return _enough(1, [truth(part, page, tier) for part in of])
        case Count(at_least, of):
            return _enough(at_least, [truth(part, page, tier) for part in of])
        case Not(of):
            inner = truth(of, page, tier)
            return None if inner is None else not inner
        case TierIn(tiers):
            return tier in tiers
        case _:
            return _literal(condition, page)


def _enough(wanted: int, truths: list[Truth]) -> Truth:
    sure = truths.count(True)
    if sure >= wanted:
        return True
    return None if sure + truths.count(None) >= wanted else False


def _literal(literal: Literal, page: Page) -> Truth:
    known = page.known(literal.item)
    if known == NOT_APPLICABLE:
        # Without this a skipped item can hide the item behind it: DESIGN section 5, rule (a).
        return False
    if known == NOT_ASKED:
        return None
    match literal:
        case Absent():
            return known != YES
        case ContextIs(option=option):
            return known in (option, SKIPPED, *NOBODY_KNOWS)
    if known == SKIPPED:
        return None
    item = page.items[literal.item]
    match literal:
        case Present():
            return is_present(item, known)
        case Possible():
            return known in NOBODY_KNOWS or is_present(item, known)
        case AtLeast(point=point, possible=possible):
            if known in NOBODY_KNOWS:
                return possible
            return rank_on_scale(item, known) >= rank_on_scale(item, point)


def evidence(condition: Condition, page: Page) -> Iterator[tuple[str, str]]:
    """The (item, answer) pairs that make a condition hold; a protective factor only where it was *not* confirmed."""
    match condition:
        case All(of) | AnyOf(of) | Count(of=of):
            for part in of:
                if truth(part, page):
                    yield from evidence(part, page)
        case Not() | TierIn():
            return
        case _:
            if _literal(condition, page):
                yield condition.item, page.known(condition.item)


def open_items(condition: Condition, page: Page) -> Iterator[str]:
    """The items not answered yet that could still make an open condition hold."""
    match condition:
        case All(of) | AnyOf(of) | Count(of=of):
            for part in of:
                if truth(part, page) is None:
                    yield from open_items(part, page)
        case Not() | TierIn():
            return
        case _:
            if _literal(condition, page) is None:
                yield condition.item


def literals(condition: Condition) -> Iterator[Literal]:
    """Every literal a condition is made of."""
    match condition:
        case All(of) | AnyOf(of) | Count(of=of):
            for part in of:
                yield from literals(part)
        case Not(of):
            yield from literals(of)
        case TierIn():
            return
        case _:
            yield condition
