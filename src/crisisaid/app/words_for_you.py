"""The program's own words where the check is about the supporter: what stands in words.py, said to you."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.model.event import CALLING_TOGETHER, MOVED_ON, NO_ANSWER, REACHED, REFUSED
from crisisaid.model.protocol import SUPPORTER
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, KEEP_SUPPORTING, NOT_FINISHED, THIS_WEEK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

OPENING = (
    "This one is for you. Take the time you need; nobody reads along.",
    "Nothing is sent, and nothing stays here when you end.",
    "In danger, or about to harm yourself? Press e: it shows whom to call.",
)

LEADS = {
    CALL_NOW: "A life may be in danger: yours, or theirs. Get emergency services now, and do not stay alone with it.",
    BEFORE_YOU_PART: "Before this shift or this day ends, talk with somebody who can take part of this off you.",
    THIS_WEEK: "Agree a talk with a named person in the next days, and put the day down.",
    NOT_FINISHED: "Some things were passed over. Look at them once more, or talk it through with your shift lead.",
    KEEP_SUPPORTING: (
        "Nothing that you noted calls for more help now. That does not mean that it was easy. You can talk to your "
        "shift lead all the same, and do this again any day."
    ),
}

NEXT_STEPS = {
    CALL_NOW: (
        "Call now, or ask whoever is nearest to call for you.",
        "Go to where other people are, and let your shift lead know that you cannot go on.",
    ),
    BEFORE_YOU_PART: (
        "Say to your shift lead: I need to talk, today.",
        "If you cannot reach them, call the next one on the list. Do not take another contact until you have talked.",
    ),
    THIS_WEEK: (
        "Name the person, the day and the hour.",
        "Until then: food, sleep, somebody who is good for you. If it gets heavier, do not wait for the day.",
    ),
    NOT_FINISHED: ("Go back to what was passed over, or tell your shift lead that you did not want to do it alone.",),
    KEEP_SUPPORTING: ("Do one thing today that is only for you.", "If it gets heavier, start again from the top."),
}

ASK_OF_YOU = {
    CALL_NOW: "Please come, or send help to me now, and stay on the line.",
    BEFORE_YOU_PART: "Please talk with me today, and take over what I cannot carry on with.",
    THIS_WEEK: "Please give me a time this week.",
    NOT_FINISHED: "Please go through the rest with me.",
    KEEP_SUPPORTING: "Nothing urgent. I would like you to know how it is for me.",
}

IF_NOBODY_ANSWERS = {
    **dict.fromkeys((BEFORE_YOU_PART, THIS_WEEK, NOT_FINISHED), "If nobody answers, try the next one at once."),
    CALL_NOW: "If nobody answers, dial again at once, or ask somebody near you to call.",
    KEEP_SUPPORTING: "If nobody answers, try the next one. In danger of life: the emergency number.",
}

OUTCOMES = (
    (REACHED, "reached: they are with me, or will be"),
    (CALLING_TOGETHER, "I am calling now"),
    (NO_ANSWER, "no answer: show me the next one"),
    (REFUSED, "I do not want this one"),
    (MOVED_ON, "go on (done another way, or not possible now)"),
)

NO_COUNTRY = (
    "Which country you are in was not asked. The emergency card has its numbers: crisisaid now, and the country."
)

FOR_YOU = ("What you noted here is gone when this closes. Whom you tell is up to you.",)

INTENDED_USE = (
    "A checklist for peer supporters to look at how they are, or at their role. It does not replace supervision, a "
    "clinician or the emergency services, and it cannot tell that you are all right. You decide."
)


def said_at(tier: str, about: str, minutes: int | None) -> dict[str, Any]:
    """What a summary says for its tier, to whoever this is about, by the summary's own field names.

    ``minutes`` is how long the organisation lets a number ring before the next one, None where it has not said.
    """
    if about != SUPPORTER:
        return words.said_at(tier) | {"if_nobody_answers": if_nobody_answers(tier, about, minutes)}
    return {
        "headline": words.HEADLINES[tier],
        "lead": LEADS[tier],
        "next_steps": NEXT_STEPS[tier],
        "if_nobody_answers": if_nobody_answers(tier, about, minutes),
        "for_you": FOR_YOU,
        "intended_use": INTENDED_USE,
    }


def call_at_once(about: str) -> str:
    """The sentence under CALL NOW while the check is going on."""
    own = "Get help now: call, or ask whoever is nearest to call."
    return own if about == SUPPORTER else words.CALL_AT_ONCE


def outcomes(about: str) -> tuple[tuple[str, str], ...]:
    """What may become of a call, to choose from."""
    return OUTCOMES if about == SUPPORTER else words.OUTCOMES


def if_nobody_answers(tier: str, about: str, minutes: int | None = None) -> str:
    """What to do when nobody answers, and after how many minutes; an emergency number is dialled again at once."""
    said = (IF_NOBODY_ANSWERS if about == SUPPORTER else words.IF_NOBODY_ANSWERS)[tier]
    if not minutes or tier == CALL_NOW:
        return said
    return said.replace("nobody answers", f"nobody answers within {minutes} minute{'' if minutes == 1 else 's'}", 1)


def contact_remarks(remarks: tuple[str, ...], country: str, about: str) -> tuple[str, ...]:
    """What has to be said about the list of whom to reach."""
    return (NO_COUNTRY,) if about == SUPPORTER and not country else remarks


def ask_of_you(tier: str, about: str) -> str:
    """What to ask of whoever is called."""
    return (ASK_OF_YOU if about == SUPPORTER else words.ASK_OF_YOU)[tier]
