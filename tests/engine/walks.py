"""Sessions walked to their end: one prompt after another, answered from what a person would say or at random."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crisisaid.engine.advance import next_prompt
from crisisaid.engine.answers import allowed
from crisisaid.engine.fold import fold
from crisisaid.model import event as happened
from crisisaid.model.event import Closed, Consent, Continued, FollowUp, Referred, Retracted, Set, Shown, WentOn
from crisisaid.model.protocol import Protocol
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
    State,
)

from . import build

if TYPE_CHECKING:
    from random import Random

Shelf = Mapping[str, Protocol]
CONTACTS = ("first-line", "second-line", "third-line")
SETTINGS = {"channel": "phone", "about": "person", "country": "US"}


def bound(shelf: Shelf, begun: int = 1) -> int:
    """More prompts than any session can have: every item and step once, each referral per tier and contact."""
    items = sum(len(one.items()) for one in shelf.values())
    steps = sum(len(one.steps) for one in shelf.values())
    return begun * (items + steps * 5 * (len(CONTACTS) + 1) + 3 * len(shelf) + len(SETTINGS) + 3)


def plain_reply(prompt: Any, said: Mapping[tuple[str, str], str]) -> list[Any]:
    """What a session is told by somebody who answers everything, reaches everybody and always goes on."""
    match prompt:
        case AskItem(protocol, _, item):
            return [build.said(protocol, item, said[protocol, item])]
        case AskTogether(protocol, _, items):
            return [build.said(protocol, item, said[protocol, item]) for item in items]
        case ShowGuidance(protocol, step):
            return [Shown(protocol, step)]
        case OfferReferral(protocol, step, tier, roles):
            return [Referred(protocol, step, tier, roles[0], CONTACTS[0], happened.REACHED)]
        case GoTo(_, step, target):
            return [Continued(build.used(target), step)]
        case AskProtocol():
            return [Continued(build.used("first"), "chosen")]
    return _about_the_session(prompt)


def _about_the_session(prompt: Any) -> list[Any]:
    match prompt:
        case AskSetting(name):
            return [Set(name, SETTINGS[name])]
        case AskGoOn(protocol):
            return [WentOn(protocol)]
        case AskFollowUp():
            return [FollowUp("noted")]
        case AskConsent():
            return [Consent("yes")]
    raise AssertionError(f"nobody knows what to say to {prompt!r}")


def random_reply(rng: Random, shelf: Shelf, prompt: Any, state: State) -> list[Any]:
    """Any reply a supporter could give: part of a list, a skip, nobody there, no wish to go on, another thought."""
    match prompt:
        case AskItem(protocol, _, item):
            return [build.said(protocol, item, _word(rng, shelf, protocol, item))]
        case AskTogether(protocol, _, items):
            some = rng.sample(list(items), rng.randint(1, len(items)))
            return [build.said(protocol, item, _word(rng, shelf, protocol, item)) for item in some]
        case OfferReferral(protocol, step, tier, roles, tried):
            others = [happened.REACHED, happened.CALLING_TOGETHER, happened.REFUSED, happened.MOVED_ON]
            nobody = [happened.NO_ANSWER] * 3 if len(tried) < len(CONTACTS) else []
            contact = CONTACTS[min(len(tried), len(CONTACTS) - 1)]
            return [Referred(protocol, step, tier, rng.choice(roles), contact, rng.choice([*others, *nobody]))]
        case AskGoOn() if rng.randint(0, 3) == 0:
            return [Closed(happened.INTERRUPTED)]
    return plain_reply(prompt, {})


def _word(rng: Random, shelf: Shelf, protocol: str, item: str) -> str:
    [found] = [one for one in shelf[protocol].items() if one.id == item]
    return rng.choice([*allowed(found), build.SKIP])


def second_thoughts(rng: Random, state: State) -> list[Any]:
    """Now and then an answer is taken back."""
    keys = [*state.answers, *state.skipped]
    return [Retracted(*rng.choice(keys), rng.choice([happened.SLIP, happened.CHANGED]))] if keys else []


def walk(shelf: Shelf, begun: list[Any], reply: Callable[[Any, State], list[Any]]) -> Iterator[tuple[Any, list[Any]]]:
    """Each prompt with the events before it; the last prompt is None. Fails where a session has no end."""
    events = list(begun)
    left = bound(shelf, 4)
    while True:
        state = fold(shelf, events)
        prompt = next_prompt(shelf, state)
        yield prompt, list(events)
        if prompt is None:
            return
        events += reply(prompt, state)
        left -= 1
        assert left, "this session has no end"


def walked(shelf: Shelf, said: Mapping[tuple[str, str], str], begun: tuple[Any, ...]) -> list[Any]:
    """All that happens when these are the answers."""
    *_, (_, events) = walk(shelf, list(begun), lambda prompt, _: plain_reply(prompt, said))
    return events
