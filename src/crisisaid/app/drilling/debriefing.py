"""The debrief in words: what the page would have said, what was missed and how, and one thing done well."""

from __future__ import annotations

from crisisaid.app.words import HEADLINES
from crisisaid.drill.debrief import MADE_MORE, NOT_ASKED, TAKEN_FOR_LESS, UNSURE_AS_NO
from crisisaid.drill.truth import is_least
from crisisaid.model.plain import clean, wrap
from crisisaid.model.role_play import LEADING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.drill.debrief import Debrief, Slip
    from crisisaid.model.protocol import Item
    from crisisaid.model.role_play import RolePlay
    from crisisaid.model.state import Key

MARK = "DRILL: practice. This is not a referral summary."

SLIPS = {
    NOT_ASKED: "not asked",
    TAKEN_FOR_LESS: "noted as less than it was",
    UNSURE_AS_NO: "unsure, taken for no",
    MADE_MORE: "noted as more than it was",
}


def debrief_lines(role_play: RolePlay, found: Debrief, items: Mapping[Key, Item], width: int) -> str:
    """The whole debrief as rows that fit; DRILL stands above and below."""
    rows = [row for line in _lines(role_play, found, items) for row in (wrap(clean(line), width) or [""])]
    return "\n".join([MARK, *rows, MARK]) + "\n"


def _lines(role_play: RolePlay, found: Debrief, items: Mapping[Key, Item]) -> Iterator[str]:
    yield ""
    yield f"You named {HEADLINES[found.named]}. The page comes to {HEADLINES[found.right]}."
    if found.reasons:
        yield f"It rests on: {', '.join(found.reasons)}."
    yield from _verdict(found)
    if found.by_marks != found.right:
        yield f"With what you had noted the page would have come to {HEADLINES[found.by_marks]}."
    yield ""
    yield from _slips(found, items)
    first = {"good": "Your first step was right.", "neutral": "Your first step does little."}
    yield f"{first.get(found.first_step.kind, 'Your first step can harm.')} {found.first_step.why}"
    if found.first_step.instead:
        yield f"Instead: {found.first_step.instead}"
    for moment, saying in found.harmful:
        yield f"You said, at '{moment.heard}': {saying.words} {saying.why} Instead: {saying.instead}"
    yield ""
    yield _prompts(found)
    yield f"Done well: {found.well}"
    yield f"What this one is about: {role_play.learn}"


def _verdict(found: Debrief) -> Iterator[str]:
    if found.under:
        yield f"That is {_tiers(found.under)} too little: somebody would have had less help than they needed."
    if found.over:
        yield f"That is {_tiers(found.over)} more than was needed: safe, and it costs trust."
    if found.needless_dispatch:
        yield "Emergency services would have come to somebody who did not need them."
    if not found.under and not found.over:
        yield "That is where it has to go."


def _tiers(number: int) -> str:
    return "one step" if number == 1 else f"{number} steps"


def _slips(found: Debrief, items: Mapping[Key, Item]) -> Iterator[str]:
    if not found.slips:
        yield "You noted everything as it was."
    passed_over = [slip for slip in found.slips if slip.kind == NOT_ASKED and is_least(items[slip.key], slip.truth)]
    if passed_over:
        names = "; ".join(items[slip.key].label for slip in passed_over)
        yield f"Red flags that were not asked or looked for, though nothing was there this time: {names}."
    for slip in (one for one in found.slips if one not in passed_over):
        yield f"{items[slip.key].label}: {SLIPS[slip.kind]}. {_how(slip)}"
    yield ""


def _how(slip: Slip) -> str:
    so = f"It was: {slip.truth.replace('_', ' ')}"
    noted = f"; you noted {slip.marked.replace('_', ' ')}" if slip.marked else ""
    asked = ". You had asked so that a no was the easy answer; asked straight out they say it"
    return f"{so}{noted}{asked if slip.manner == LEADING and slip.kind != MADE_MORE else ''}."


def _prompts(found: Debrief) -> str:
    if not found.prompts:
        return f"You asked or looked {found.asked} times; what you noted did not come to the tier that was needed."
    return f"After {found.prompts} of {found.asked} things asked, what you had noted came to the tier that was needed."
