"""What does the page want next? The first thing on it that still needs doing; ids only."""

from __future__ import annotations

from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.model.event import CALLING_TOGETHER, NO_ANSWER, REACHED
from crisisaid.model.protocol import GATE, Checklist, Continue, Guidance, Referral
from crisisaid.model.state import (
    AskConsent,
    AskFollowUp,
    AskGoOn,
    AskItem,
    AskProtocol,
    AskSetting,
    AskTogether,
    GoTo,
    OfferReferral,
    ShowGuidance,
)
from crisisaid.model.tier import CALL_NOW, KEEP_SUPPORTING, RANK, above

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.engine.fold import Library
    from crisisaid.model.protocol import Step
    from crisisaid.model.state import Prompt, State


def next_prompt(library: Library, state: State) -> Prompt | None:
    """The next thing to ask, show or offer; None when the session has come to its end or was stopped."""
    if state.closed:
        return None
    return next(_wanted(library, state), None)


def _wanted(library: Library, state: State) -> Iterator[Prompt]:
    """Prompts in order of need. Only the first is used; the rest is what would follow if nothing changed."""
    gated = bool(state.protocols) and state.protocols[0].id == GATE
    for place, used in enumerate(state.protocols):
        if used.id not in library:
            continue
        if _help_was_called(state, place) and used.id not in state.went_on:
            yield AskGoOn(used.id)
        page = _page(library, state, used.id)
        for step in page.protocol.steps:
            for prompt in _of_step(page, step, state, library):
                yield from _settings(state, prompt, gated and place > 0 and not _help_was_called(state, place))
                yield prompt
    if not state.chosen and not state.disposition.interrupted:
        yield from _missing(state, "channel", "about", "country")
        yield AskProtocol()
    yield from _ending(state, gated)


def _ending(state: State, gated: bool) -> Iterator[Prompt]:
    if not gated:
        return
    yield from _missing(state, "country")
    if state.follow_up is None:
        yield AskFollowUp()
    if state.consent is None and above(state.disposition.tier, KEEP_SUPPORTING):
        yield AskConsent()


def _help_was_called(state: State, place: int) -> bool:
    """Whether a protocol before this one on the list ended its checklists because life may be in danger."""
    return any(before.id in state.disposition.interrupted for before in state.protocols[:place])


def _settings(state: State, prompt: Prompt, after_gate: bool) -> Iterator[AskSetting]:
    """What has to be said before this prompt: the glance for danger waits for nothing."""
    if isinstance(prompt, OfferReferral):
        yield from _missing(state, "country")
    if after_gate:
        yield from _missing(state, "channel", "about", "country")


def _missing(state: State, *names: str) -> Iterator[AskSetting]:
    for name in names:
        if not getattr(state, name):
            yield AskSetting(name)


def _of_step(page: Page, step: Step, state: State, library: Library) -> Iterator[Prompt]:
    own = page.protocol.id
    match step:
        case Checklist():
            yield from _of_checklist(page, step, state)
        case Guidance():
            if (own, step.id) not in state.shown and truth(step.when, page, state.disposition.tier):
                yield ShowGuidance(own, step.id)
        case Referral():
            if truth(step.when, page, state.disposition.tier):
                yield from _of_referral(own, step, state)
        case Continue():
            listed = {used.id for used in state.protocols}
            due = page.sends_on(step, ended=own in state.disposition.interrupted)
            if due and step.to not in listed and step.to in library:
                yield GoTo(own, step.id, step.to)


def _of_checklist(page: Page, step: Checklist, state: State) -> Iterator[Prompt]:
    own = page.protocol.id
    if own in state.disposition.interrupted or not page.applies(step):
        return
    waiting = tuple(item.id for item in step.items if page.waiting(item.id))
    if step.together and waiting:
        yield AskTogether(own, step.id, waiting)
        return
    for item in waiting:
        yield AskItem(own, step.id, item)


def _is_called(state: State, role: str) -> bool:
    """Whether an emergency call to this role is made already, by whatever step: nobody is sent to call twice."""
    made = (REACHED, CALLING_TOGETHER)
    return any(done.tier == CALL_NOW and done.role == role and done.outcome in made for done in state.referrals)


def _of_referral(own: str, step: Referral, state: State) -> Iterator[OfferReferral]:
    tier = state.disposition.tier
    roles = dict(step.to).get(tier, ())
    if not roles:
        return
    made = [done for done in state.referrals if (done.protocol, done.step) == (own, step.id)]
    if any(done.outcome != NO_ANSWER and RANK[done.tier] >= RANK[tier] for done in made):
        return
    if tier == CALL_NOW and _is_called(state, roles[0]):
        return
    tried = tuple(done.contact for done in made if done.outcome == NO_ANSWER)
    yield OfferReferral(own, step.id, tier, roles, tried)


def _page(library: Library, state: State, protocol: str) -> Page:
    return Page(library[protocol], state.answers, state.skipped, state.channel)


def still_to_continue(library: Library, state: State, *, sure: bool = False) -> tuple[GoTo, ...]:
    """The protocols that the answers so far put on the list and that are not on it yet.

    With ``sure`` only those that the answers call for, not those that nobody can rule out yet.
    """
    return tuple(
        prompt
        for used in state.protocols
        if used.id in library
        for step in library[used.id].steps
        if isinstance(step, Continue) and (not sure or _page(library, state, used.id).shown(step.when))
        for prompt in _of_step(_page(library, state, used.id), step, state, library)
        if isinstance(prompt, GoTo)
    )
