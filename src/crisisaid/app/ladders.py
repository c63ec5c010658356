"""Whom to reach at a referral: the roles the step names, then what else there is, the emergency number last."""

from __future__ import annotations

from crisisaid.contacts.roles import EMERGENCY_NUMBER, NOBODY
from crisisaid.model.contact import Contact, Rung
from crisisaid.model.tier import CALL_NOW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.desk import Desk
    from crisisaid.model.state import OfferReferral, State

CLOSED = "closed"
OWN_PEOPLE = ("shift_lead", "safeguarding_lead")
"""Every organisation has them, also where no number is set: the supporter was told how to reach them."""


def rungs_left(prompt: OfferReferral, state: State, desk: Desk) -> tuple[Rung, ...]:
    """The contacts that have not been tried yet, the next one first."""
    made = desk.ladder(state.country, prompt.roles, state.channel).rungs
    named = [rung for role in prompt.roles for rung in _of_role(role, [one for one in made if one.role == role])]
    beside = [rung for rung in made if rung.role not in prompt.roles and rung.role != EMERGENCY_NUMBER]
    # A help line can do nothing for somebody who does not breathe, and is not told of a child at risk.
    if prompt.tier == CALL_NOW or "safeguarding_lead" in prompt.roles:
        beside = []
    last = [rung for rung in made if rung.role == EMERGENCY_NUMBER]
    # Nobody should let a number ring that is closed while another may answer.
    first = sorted((*named, *beside), key=lambda rung: rung.state == CLOSED)
    return tuple(rung for rung in (*first, *last) if rung.contact.id not in prompt.tried)


def _of_role(role: str, rungs: list[Rung]) -> list[Rung]:
    """The contacts of a role; the organisation's own people without a number are reached the way that was told."""
    if rungs or role not in OWN_PEOPLE:
        return rungs
    how = NOBODY[role].partition(": ")[2].rstrip(".")
    return [Rung(role, Contact(id=f"unset-{role}", name=how, kind="", country=""))]
