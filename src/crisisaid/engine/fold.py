"""A session is its events: from them, where it stands. Pure, and the same however often it is folded."""

from __future__ import annotations

from crisisaid.engine.answers import allowed
from crisisaid.engine.page import Page
from crisisaid.engine.weigh import held_by, still_due, weigh
from crisisaid.model.event import (
    SLIP,
    Answered,
    AskedLead,
    Closed,
    Consent,
    Continued,
    FollowUp,
    Lowered,
    Noted,
    Raised,
    Referred,
    Resumed,
    Retracted,
    Set,
    Shown,
    Skipped,
    Started,
    WentOn,
)
from crisisaid.model.state import Change, Disposition, Reason, State
from crisisaid.model.tier import KEEP_SUPPORTING, RANK, highest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol as Shape

    from crisisaid.model.event import Event, Used
    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Key

    class Library(Shape):
        """The protocols a session may walk, by id: a dict of them, or a shelf that opens one when it is wanted."""

        def __getitem__(self, protocol_id: str, /) -> Protocol: ...

        def __contains__(self, protocol_id: object, /) -> bool: ...


class _Running:
    """What has been gathered while the events are read; thrown away when the state is made."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.protocols: list[Used] = []
        self.chosen = False
        self.settings = {"channel": "", "about": "", "country": ""}
        self.answers: dict[Key, str] = {}
        self.skipped: dict[Key, str] = {}
        self.shown: set[Key] = set()
        self.referrals: list[Referred] = []
        self.changes: list[Change] = []
        self.notes: list[str] = []
        self.raised = ""
        self.lowered: Lowered | None = None
        self.seen: tuple[Reason, ...] = ()
        self.raised_since = ""
        self.changes_seen = 0
        self.asked_lead = False
        self.went_on: set[str] = set()
        self.follow_up: FollowUp | None = None
        self.consent: Consent | None = None
        self.closed = ""

    def pages(self) -> tuple[Page, ...]:
        channel = self.settings["channel"]
        return tuple(
            Page(self.library[used.id], self.answers, self.skipped, channel)
            for used in self.protocols
            if used.id in self.library
        )

    def weigh(self, pages: tuple[Page, ...] = (), *, complete: bool = False) -> Disposition:
        """Where this stands; ``pages`` are those of this moment, where they are made already."""
        held = [held_by(change) for change in self.changes]
        return weigh(
            pages or self.pages(),
            decided=(*held[: self.changes_seen], *_raised(self.raised)),
            firm=(*held[self.changes_seen :], *_raised(self.raised_since)),
            lowered=(self.lowered.tier, self.seen) if self.lowered else None,
            complete=complete,
            gate_only=bool(self.protocols) and not self.chosen,
            unread=tuple(used.id for used in self.protocols if used.id not in self.library),
        )

    def stands(self) -> Disposition:
        """The disposition now: once nothing is left to ask, or all has stopped, what was not asked counts."""
        pages = self.pages()
        now = self.weigh(pages, complete=bool(self.closed))
        if any(target in self.library for _, target in still_due(pages, now.interrupted)):
            return now.but(checklists_done=False)
        return self.weigh(pages, complete=True) if now.checklists_done and self.chosen and not self.closed else now


def _raised(tier: str) -> tuple[Reason, ...]:
    return (Reason("raised", tier),) if tier else ()


def fold(library: Library, events: Iterable[Event]) -> State:
    """Where a session stands after these events."""
    run = _Running(library)
    for event in without_slips(events):
        _apply(run, event)
    return State(
        protocols=tuple(run.protocols),
        chosen=run.chosen,
        channel=run.settings["channel"],
        about=run.settings["about"],
        country=run.settings["country"],
        answers=run.answers,
        skipped=run.skipped,
        shown=frozenset(run.shown),
        referrals=tuple(run.referrals),
        changes=tuple(run.changes),
        notes=tuple(run.notes),
        raised=run.raised_since if run.raised_since else run.raised,
        lowered=run.lowered,
        asked_lead=run.asked_lead,
        went_on=frozenset(run.went_on),
        follow_up=run.follow_up,
        consent=run.consent,
        closed=run.closed,
        disposition=run.stands(),
    )


def without_slips(events: Iterable[Event]) -> list[Event]:
    """The events as if no finger had slipped: without the answer, what it had brought up, and the taking back."""
    kept: list[Event] = []
    for event in events:
        if not (isinstance(event, Retracted) and event.why == SLIP):
            kept.append(event)
            continue
        key = (event.protocol, event.item)
        place = len(kept) - 1
        while place >= 0 and not (
            isinstance(found := kept[place], Answered | Skipped | Retracted) and found.values()[:2] == key
        ):
            place -= 1
        if place >= 0 and not isinstance(kept[place], Retracted):
            kept[place:] = [later for later in kept[place + 1 :] if not isinstance(later, Shown)]
    return kept


def _apply(run: _Running, event: Event) -> None:
    match event:
        case Answered(protocol, item, answer):
            if run.answers.get((protocol, item), answer) != answer:
                _retract(run, (protocol, item))
            run.answers[protocol, item] = answer
            run.skipped.pop((protocol, item), None)
        case Skipped(protocol, item, why):
            run.skipped[protocol, item] = why
        case Retracted(protocol, item):
            _retract(run, (protocol, item))
        case Shown(protocol, step):
            run.shown.add((protocol, step))
        case Raised(tier):
            _raise(run, tier)
        case Lowered():
            _lower(run, event)
        case _:
            _apply_rare(run, event)


def _apply_rare(run: _Running, event: Event) -> None:
    match event:
        case Started(gate, chosen, channel, country, about):
            run.protocols = [used for used in dict.fromkeys((gate, chosen)) if used]
            run.chosen = chosen is not None
            run.settings = {"channel": channel, "about": about, "country": country}
        case Continued(used):
            if used.id not in (present.id for present in run.protocols):
                run.protocols.append(used)
            run.chosen = True
        case Set(name, value):
            run.settings[name] = value
        case Referred():
            run.referrals.append(event)
        case Noted(words):
            run.notes.append(words)
        case WentOn(protocol):
            run.went_on.add(protocol)
        case AskedLead():
            run.asked_lead = True
        case FollowUp():
            run.follow_up = event
        case Consent():
            run.consent = event
        case Closed(why):
            run.closed = why
        case Resumed():
            run.closed = ""


def _raise(run: _Running, tier: str) -> None:
    if run.lowered:
        run.raised_since = highest(tier, run.raised_since or KEEP_SUPPORTING)
    else:
        run.raised = highest(tier, run.raised or KEEP_SUPPORTING)


def _lower(run: _Running, event: Lowered) -> None:
    """From here on, what stood at this moment may lie lower; what comes later may not."""
    run.seen = run.weigh().reasons
    run.lowered = event
    run.changes_seen = len(run.changes)
    if run.raised_since:
        run.raised, run.raised_since = highest(run.raised or KEEP_SUPPORTING, run.raised_since), ""


def _retract(run: _Running, key: Key) -> None:
    """Something changed: the answer goes; where the tier could fall with it, the tier it had led to is held."""
    answer = run.answers.get(key, "")
    run.skipped.pop(key, None)
    if answer:
        now = run.stands()
        complete = bool(run.closed) or (now.checklists_done and run.chosen)
        lowest = min(RANK[tier] for tier in _tiers_with(run, key, complete=complete))
        run.changes.append(Change(*key, answer, now.tier if RANK[now.tier] > lowest else KEEP_SUPPORTING))
    run.answers.pop(key, None)


def _tiers_with(run: _Running, key: Key, *, complete: bool) -> list[str]:
    """Where each answer to this item would lead, and where none would, all else as it is."""
    item = next((page.items.get(key[1]) for page in run.pages() if page.protocol.id == key[0]), None)
    kept = run.answers.pop(key)
    tiers = [run.weigh(complete=complete).tier]
    for answer in allowed(item) if item else ():
        run.answers[key] = answer
        tiers.append(run.weigh(complete=complete).tier)
    run.answers[key] = kept
    return tiers
