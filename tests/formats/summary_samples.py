"""A rich summary for every tier. The people, organisations and numbers are made up (numbers reserved for fiction)."""

from __future__ import annotations

from crisisaid.model.summary import (
    AnswerLine,
    ChangeLine,
    ConsentLine,
    ContactLine,
    FollowUpLine,
    Handoff,
    ItemLine,
    LoweredLine,
    ProtocolLine,
    ReasonLine,
    ReferralLine,
    RiseLine,
    SourceLine,
    Summary,
    UnknownLine,
    WhatWouldChange,
)
from crisisaid.model.tier import TIERS

DIGEST = "sha256:" + "0123456789abcdef" * 4
HEADLINES = {
    "call_now": "CALL NOW",
    "before_you_part": "BEFORE YOU PART",
    "this_week": "THIS WEEK",
    "not_finished": "NOT FINISHED",
    "keep_supporting": "KEEP SUPPORTING",
}

SOURCE = SourceLine(
    "example", "Example guidance on first response", "Example publisher", "2024", "https://example.org/a_b"
)
ACTING = AnswerLine("danger-now", "about_to_act", "About to act on it", "yes", "yes")
WITHDRAWN = AnswerLine(
    "suicide-first-response", "withdrawn", "Withdrawn from other people", "yes", "yes, for two weeks"
)


def contact(**changes: str) -> ContactLine:
    """A contact that is open and was never checked."""
    return ContactLine(
        role="ambulance",
        role_words="the ambulance service",
        id="xx-emergency",
        name="Example Emergency Service",
        phone="020 7946 0000",
        sms="",
        chat="",
        hours="24/7",
        open="open",
        checked_on="",
        checked="Not checked by your organisation.",
    ).but(**changes)


LINE = contact(
    role="crisis_line",
    role_words="a crisis line",
    id="xx-line",
    name="Example Crisis Line",
    phone="+44 20 7946 0999",
    sms="555-0100",
    chat="https://example.org/chat/a-rather-long-address-that-must-stay-whole",
    hours="Mo-Fr 09:00-17:00",
    open="unknown",
    checked="checked by your organisation on 2026-11-01 (website)",
    note="Ask for the night desk.",
)


def reasons(tier: str) -> tuple[ReasonLine, ...]:
    """A threshold at this tier, the red flag that it rests on, and one unknown red flag."""
    return (
        ReasonLine(
            "threshold", "suicide-first-response", "intent-now", tier, "They may act on it now.", (ACTING,), (SOURCE,)
        ),
        ReasonLine("red_flag", "danger-now", "about_to_act", tier, "Red flag answered yes.", (ACTING,), ()),
        ReasonLine(
            "unknown_red_flag",
            "suicide-first-response",
            "has_plan",
            "before_you_part",
            "Whether there is a plan is not known.",
            (AnswerLine("suicide-first-response", "has_plan", "A plan", "unsure", "unsure"),),
            (),
        ),
    )


WHAT_WOULD_CHANGE = WhatWouldChange(
    (
        RiseLine(
            "call_now",
            "You were not sure: A plan. Not known yet: Something to hurt with near. If both are so: CALL NOW.",
            (
                UnknownLine("suicide-first-response", "has_plan", "A plan", "unsure", ("yes",), "yes"),
                UnknownLine(
                    "suicide-first-response", "weapon", "Something to hurt with near", "not_asked", ("yes",), "yes"
                ),
            ),
            (),
        ),
        RiseLine(
            "",
            "Not known yet: Has been drinking. If yes, or not sure, this comes next: Drink and drugs.",
            (
                UnknownLine(
                    "suicide-first-response",
                    "drinking",
                    "Has been drinking",
                    "skipped",
                    ("yes", "unsure", "declined"),
                    "yes, or not sure",
                ),
            ),
            ("drink",),
        ),
    ),
    ItemLine("suicide-first-response", "weapon", "Something to hurt with near", True),
    "Most worth looking for next: Something to hurt with near.",
)


def sample(tier: str) -> Summary:
    """Every field filled."""
    return Summary(
        tier=tier,
        headline=HEADLINES[tier],
        lead="Somebody else has to be involved; this sentence says who and how soon.",
        finished=False,
        stopped="stopped",
        made_at="14:05 on Monday 2 November 2026 (GMT)",
        protocols=(
            ProtocolLine(
                "danger-now", "1.0.0", DIGEST, "Is anybody in danger now?", "draft", "not clinically reviewed"
            ),
            ProtocolLine(
                "suicide-first-response", "1.2.0", DIGEST[7:], "Thoughts of suicide", "released", "for practice"
            ),
        ),
        reasons=reasons(tier),
        not_asked=(
            ItemLine("suicide-first-response", "sleeping", "Sleeping badly", False),
            ItemLine("suicide-first-response", "earlier_attempt", "An earlier attempt", True),
            ItemLine("suicide-first-response", "alone", "Nobody with them", False),
        ),
        unsure=(ItemLine("suicide-first-response", "has_plan", "A plan", True),),
        declined=(ItemLine("suicide-first-response", "drinking", "Has been drinking", False),),
        skipped=(ItemLine("suicide-first-response", "alone", "Nobody with them", False, "cannot_tell_here"),),
        answers=(ACTING, WITHDRAWN),
        changes=(ChangeLine("suicide-first-response", "calm", "Calm enough to talk", "yes", "no"),),
        raised="call_now",
        lowered=LoweredLine("before_you_part", "shift_lead", "help_has_arrived"),
        asked_lead=True,
        interrupted=True,
        country="GB",
        country_name="United Kingdom",
        channel="phone",
        about="person",
        contacts=(contact(), LINE),
        contact_remarks=("Nobody fills the role of crisis team here.",),
        if_nobody_answers="Call the first number again and stay on the line with them.",
        referrals=(ReferralLine("crisis_line", "xx-line", "Example Crisis Line", "no_answer", "did not answer"),),
        say_at_handoff=Handoff(
            ("They told me they may act on it tonight.",),
            ("They are alone.",),
            ("Please take over the call with me.",),
            ("Whether there was an earlier attempt.",),
        ),
        while_waiting=("Stay on the line.", "Ask where exactly they are."),
        next_steps=("Connect them with the crisis line together.",),
        follow_up=FollowUpLine("agreed", "tomorrow at 10 in the morning, by phone"),
        consent=ConsentLine("yes", "what_was_answered", "crisis_line", "The person agreed that this is passed on."),
        notes=("Asked for a quiet voice.",),
        still_open=(ItemLine("suicide-first-response", "weapon", "Something to hurt with near", True),),
        for_you=("Tell your shift lead how this was for you.",),
        continued=("Grief",),
        organisation="Example Listeners",
        intended_use="A checklist for supporters; it cannot tell you that someone is safe.",
        what_would_change=WHAT_WOULD_CHANGE,
    )


SAMPLES = {tier: sample(tier) for tier in TIERS}


def bare(tier: str) -> Summary:
    """Nothing but what every summary has."""
    empty = {
        field: () for field, value in zip(Summary._fields, SAMPLES[tier].values(), strict=True) if type(value) is tuple
    }
    return SAMPLES[tier].but(
        **empty,
        finished=True,
        stopped="",
        raised="",
        lowered=None,
        asked_lead=False,
        interrupted=False,
        if_nobody_answers="",
        say_at_handoff=Handoff((), (), (), ()),
        follow_up=FollowUpLine("", ""),
        consent=ConsentLine("yes", "", "", ""),
        organisation="",
        what_would_change=WhatWouldChange(),
    )
