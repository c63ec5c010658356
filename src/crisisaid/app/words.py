"""The program's own words: tiers, answers, roles, and the sentences that stand between a protocol's lines."""

from __future__ import annotations

from crisisaid.model.event import CALLING_TOGETHER, MOVED_ON, NO_ANSWER, REACHED, REFUSED
from crisisaid.model.protocol import CANNOT_TELL_HERE, COULD_NOT_ASK, DECLINED, NO, UNSURE, YES
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, KEEP_SUPPORTING, NOT_FINISHED, THIS_WEEK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from crisisaid.model.protocol import Item

HEADLINES = {
    CALL_NOW: "CALL NOW",
    BEFORE_YOU_PART: "BEFORE YOU PART",
    THIS_WEEK: "THIS WEEK",
    NOT_FINISHED: "NOT FINISHED",
    KEEP_SUPPORTING: "KEEP SUPPORTING",
}

LEADS = {
    CALL_NOW: (
        "Life may be in danger. Get emergency services now. Stay with them, or on the line, until somebody has taken "
        "over. If you are not safe yourself, leave first."
    ),
    BEFORE_YOU_PART: "Before this contact ends, connect them with somebody who can take this on. Stay until they have.",
    THIS_WEEK: "Agree a next step with a named service within days, and when you will check in.",
    NOT_FINISHED: (
        "Nothing noted so far calls for a handover, but red flags were not asked. Ask them, or tell your shift lead "
        "before you end."
    ),
    KEEP_SUPPORTING: (
        "Nothing that was asked calls for a handover. This does not mean that they are safe. Keep supporting, give "
        "them a number anyway, and agree when you will check in."
    ),
}

CALL_AT_ONCE = "Get emergency services now. If you are not safe yourself, leave first."

DEFAULT_ROLES = {
    CALL_NOW: ("ambulance", "shift_lead", "crisis_line"),
    BEFORE_YOU_PART: ("shift_lead", "crisis_line", "mobile_crisis", "crisis_team"),
    THIS_WEEK: ("local_service", "crisis_line"),
    NOT_FINISHED: ("shift_lead", "crisis_line"),
    KEEP_SUPPORTING: ("crisis_line",),
}
"""Whom to reach where no protocol on the session's list says it for this tier; least force first."""

NEXT_STEPS = {
    CALL_NOW: (
        "Call, and stay until somebody has taken over.",
        "Tell them who is coming and why, if it is safe to say.",
        "Check afterwards that help arrived. If it did not, call again.",
    ),
    BEFORE_YOU_PART: (
        "Make the call together, or with them knowing. Stay until the other person has taken over.",
        "If nobody can be reached, do not end alone: your shift lead, then the emergency number.",
        "Check that the handover happened.",
    ),
    THIS_WEEK: (
        "Name the service, the day and how they will get there.",
        "Agree when you will check in, and what they can do before then if it gets worse.",
        "Give them a crisis number whatever happens, in a way that is safe for them.",
    ),
    NOT_FINISHED: (
        "Ask what was not asked, if they are willing.",
        "If that is not possible, tell your shift lead before you end, and say what is missing.",
        "Give them a crisis number whatever happens, in a way that is safe for them.",
    ),
    KEEP_SUPPORTING: (
        "Ask them what would help, and agree one small thing together.",
        "Agree when you will check in.",
        "Give them a crisis number, in a way that is safe for them. If it gets worse, start again from the top.",
    ),
}

ASK_OF_YOU = {
    CALL_NOW: "Please send help to them now, and tell me who will come and what I should do until then.",
    BEFORE_YOU_PART: "Please talk with them now and take over from me, or tell me who can before we part.",
    THIS_WEEK: "Please give them a time to be seen this week, and tell them and me when.",
    NOT_FINISHED: "Please ask what I could not ask, or tell me what to do next.",
    KEEP_SUPPORTING: "Nothing urgent. I would like you to know that we spoke.",
}

IF_NOBODY_ANSWERS = {
    CALL_NOW: "If nobody answers, dial again at once. Send somebody near them for help if there is anyone.",
    BEFORE_YOU_PART: (
        "If nobody answers, try the next one at once. If nobody on this list answers, call the emergency number."
    ),
    THIS_WEEK: "If nobody answers, try the next one, and tell your shift lead that you could not reach anybody.",
    NOT_FINISHED: "If nobody answers, try the next one. If you are worried about tonight, call the emergency number.",
    KEEP_SUPPORTING: "If nobody answers, they can try the next one. In danger of life: the emergency number.",
}

ANSWER_WORDS = {
    YES: "yes",
    NO: "no",
    UNSURE: "not sure",
    DECLINED: "did not want to say",
    "skipped": "not asked",
    "not_asked": "not asked",
}

SKIP_WORDS = {COULD_NOT_ASK: "could not ask", CANNOT_TELL_HERE: "can't tell here"}

OUTCOMES = (
    (REACHED, "reached: they are taking over"),
    (CALLING_TOGETHER, "we are calling together now"),
    (NO_ANSWER, "no answer: show me the next one"),
    (REFUSED, "the person does not want this"),
    (MOVED_ON, "go on (done another way, or not possible now)"),
)

CHANNEL_WORDS = {"in_person": "in person", "phone": "by phone", "text_chat": "in a text chat"}

ABOUT_WORDS = {"person": "the person themselves", "third_party": "somebody who is worried about them"}

FOLLOW_UPS = (
    ("today", "later today"),
    ("tomorrow", "tomorrow"),
    ("within_3_days", "within three days"),
    ("within_a_week", "within a week"),
    ("somebody_else", "somebody else does it, and knows"),
    ("none", "none was agreed"),
)

STOPPED_WORDS = {
    "finished": "",
    "stopped": "The check was stopped early by the supporter.",
    "input_ended": "The check stopped because the input ended.",
    "interrupted": "The check was interrupted.",
}

SITUATION_WORDS = {
    "third_party": "somebody speaks about them",
    "text_chat": "this is a text chat",
    "minor": "they are under 18",
    "interpreter": "somebody interprets",
    "abusive": "they are abusive to me",
    "ending": "it is time to end this well",
    "end_of_shift": "my shift ends before this does",
}

LOWER_REASONS = (
    ("knows_the_person", "they know the person and the plan that is in use"),
    ("asked_again", "they asked again themselves"),
    ("already_in_care", "somebody who can take this on already has"),
    ("other", "another reason, which they will write down themselves"),
)

SECOND_PERSONS = (
    ("shift_lead", "shift lead"),
    ("safeguarding_lead", "safeguarding lead"),
    ("clinician", "a clinician"),
    ("other_supporter", "another supporter"),
)

REVIEW = "not clinically reviewed: for practice"
SEE_EACH = "each says whether your organisation has approved it"

OPENING = (
    "Listen first. This is your checklist, not an interview.",
    "If you are not safe, leave first, then call.",
    "Not sure? Ask your shift lead (l). You may hand over sooner at any time (+).",
    "Nothing is sent. Nothing about anybody stays here when you end.",
)

INTENDED_USE = (
    "A checklist for trained peer supporters. It does not replace training, a supervisor, a clinical assessment or the "
    "emergency services, and it cannot tell that somebody is safe. You decide, and you may always hand over sooner."
)

FOR_YOU = (
    "Take a minute for yourself before the next contact: a breath, a drink of water, both feet on the floor.",
    "Tell your shift lead how it was for you. You do not have to carry this alone.",
)

CONSENT_WORDS = {
    "yes": "They agreed that this is passed on.",
    "no": "They did not agree that this is passed on.",
    "could_not_ask": "They could not be asked whether this may be passed on.",
    "own": "This is about you. Whom you show it to is yours to decide.",
    "not_recorded": "Consent was not recorded: ask before this is passed on, or pass on only what keeps them alive.",
}

CONSENT_LIMIT = (
    "Without a yes, pass on only what is needed to keep somebody alive or what your organisation's rule says, and tell "
    "them if it is safe to."
)

CONSENT_WHAT = (
    ("all", "the whole summary"),
    ("handover_only", "only what is needed to take over"),
)

CONSENT_TO = (
    ("whoever_takes_over", "whoever takes over"),
    ("emergency_only", "emergency services only"),
    ("own_team", "our own team only"),
)


def answer_words(item: Item, answer: str) -> str:
    """An answer as a supporter would say it; a point of a scale or an option in its own words."""
    for point in (*item.scale, *item.options):
        if point.id == answer:
            return point.text
    return ANSWER_WORDS.get(answer, answer)


def said_at(tier: str) -> dict[str, Any]:
    """What a summary says for its tier, and what every summary says, by the summary's own field names."""
    return {
        "headline": HEADLINES[tier],
        "lead": LEADS[tier],
        "next_steps": NEXT_STEPS[tier],
        "for_you": FOR_YOU,
        "intended_use": INTENDED_USE,
    }


def wording(item: Item, about: str) -> str:
    """What to ask: second-hand wording when somebody else is speaking about the person."""
    return item.second_hand if about == "third_party" and item.second_hand else item.text
