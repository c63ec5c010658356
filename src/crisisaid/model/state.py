"""State: where a session stands after its events, in ids. Never stored, always folded anew."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.event import Consent, FollowUp, Lowered, Referred, Used

Key = tuple[str, str]
"""(protocol id, item or step id)."""


class Evidence(Record):
    """An answer that a reason rests on."""

    protocol: str
    item: str
    answer: str


class Reason(Record):
    """Why a tier holds. ``kind``: threshold, red_flag, unknown_red_flag, raised, earlier, not_asked, gate_only."""

    kind: str
    tier: str
    protocol: str = ""
    id: str = ""
    evidence: tuple[Evidence, ...] = ()


class Disposition(Record):
    """Where the session stands: tier, reasons, what is still open and what was not asked."""

    tier: str
    reasons: tuple[Reason, ...]
    still_open: tuple[Key, ...]
    not_asked: tuple[Key, ...]
    interrupted: frozenset[str]
    checklists_done: bool


class Change(Record):
    """An answer that was true when given and is no longer: it stays in the summary."""

    protocol: str
    item: str
    answer: str
    tier: str


class State(Record):
    protocols: tuple[Used, ...]
    chosen: bool
    channel: str
    about: str
    country: str
    answers: Mapping[Key, str]
    skipped: Mapping[Key, str]
    shown: frozenset[Key]
    referrals: tuple[Referred, ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    raised: str
    lowered: Lowered | None
    asked_lead: bool
    went_on: frozenset[str]
    follow_up: FollowUp | None
    consent: Consent | None
    closed: str
    disposition: Disposition


# What the engine wants next: ids only, words are looked up at the edge.
class AskItem(Record):
    protocol: str
    step: str
    item: str


class AskTogether(Record):
    protocol: str
    step: str
    items: tuple[str, ...]


class ShowGuidance(Record):
    protocol: str
    step: str


class OfferReferral(Record):
    """``tried`` holds the contacts that did not answer."""

    protocol: str
    step: str
    tier: str
    roles: tuple[str, ...]
    tried: tuple[str, ...]


class GoTo(Record):
    """Nothing to ask: put ``target`` on the list."""

    protocol: str
    step: str
    target: str


class AskSetting(Record):
    name: str


class AskProtocol(Record):
    pass


class AskGoOn(Record):
    protocol: str


class AskFollowUp(Record):
    pass


class AskConsent(Record):
    pass


Prompt = (
    AskItem
    | AskTogether
    | ShowGuidance
    | OfferReferral
    | GoTo
    | AskSetting
    | AskProtocol
    | AskGoOn
    | AskFollowUp
    | AskConsent
)
