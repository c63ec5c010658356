"""What is said and settled when handing over: the lay handoff, follow-up, consent, a lower tier that was agreed."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.app.reasons import item_in
from crisisaid.app.words_for_you import ask_of_you
from crisisaid.model.protocol import RED_FLAG, SUPPORTER
from crisisaid.model.summary import ConsentLine, FollowUpLine, Handoff, LoweredLine
from crisisaid.model.tier import KEEP_SUPPORTING, above

MOST_NAMED = 5
"""More than this nobody takes in over the phone; the whole list stands in the summary."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.engine.fold import Library
    from crisisaid.model.state import State
    from crisisaid.model.summary import ReasonLine


def handoff(library: Library, state: State, reasons: tuple[ReasonLine, ...]) -> Handoff:
    """What to say when handing over: what I saw and heard, what worries me, what I ask of you, what was not asked."""
    seen = dict.fromkeys(
        f"{piece.label}: {piece.words}"
        for reason in reasons
        if reason.kind in ("threshold", "red_flag", "unknown_red_flag", "earlier")
        for piece in reason.evidence
    )
    spoke = words.CHANNEL_WORDS.get(state.channel, "")
    opening = [f"I am a peer supporter, in touch {spoke}." if spoke else "I am a peer supporter."]
    if state.about == SUPPORTER:
        opening = ["I am a peer supporter, and this is about me."]
    if state.about == "third_party":
        opening.append("I am speaking with somebody who is worried about them, not with the person.")
    worries = dict.fromkeys(
        reason.because for reason in reasons if above(reason.tier, KEEP_SUPPORTING) and reason.kind == "threshold"
    )
    others = dict.fromkeys(
        reason.because for reason in reasons if above(reason.tier, KEEP_SUPPORTING) and reason.kind != "threshold"
    )
    begun = {protocol for protocol, _ in (*state.answers, *state.skipped)}
    missing = (item_in(library, *key) for key in state.disposition.not_asked if key[0] in begun)
    flags = [item.label for item in missing if item and item.kind == RED_FLAG]
    if len(flags) > MOST_NAMED:
        flags = [*flags[:MOST_NAMED], f"and {len(flags) - MOST_NAMED} more red flags"]
    flags += [f"nothing of: {library[used.id].title}" for used in state.protocols if used.id not in begun]
    return Handoff(
        saw_and_heard=(*opening, *seen),
        worries_me=tuple(worries) or tuple(others),
        ask_of_you=(ask_of_you(state.disposition.tier, state.about),),
        not_asked=tuple(flags),
    )


def follow_up(state: State) -> FollowUpLine:
    if state.about == SUPPORTER:
        return FollowUpLine("", "")
    if state.follow_up is None:
        return FollowUpLine("not_recorded", "")
    said = dict(words.FOLLOW_UPS).get(state.follow_up.agreed, state.follow_up.agreed)
    return FollowUpLine(state.follow_up.agreed, state.follow_up.words or said)


def consent(state: State) -> ConsentLine:
    if state.about == SUPPORTER:
        return ConsentLine("own", "", "", words.CONSENT_WORDS["own"])
    if state.consent is None:
        return ConsentLine("not_recorded", "", "", words.CONSENT_WORDS["not_recorded"])
    asked = state.consent.asked
    what = dict(words.CONSENT_WHAT).get(state.consent.what, state.consent.what)
    to = dict(words.CONSENT_TO).get(state.consent.to, state.consent.to)
    said = words.CONSENT_WORDS[asked]
    if asked == "yes":
        said = f"They agreed that {what} is passed on, to {to}."
    return ConsentLine(asked, state.consent.what, state.consent.to, said)


def lowered(state: State) -> LoweredLine | None:
    if state.lowered is None:
        return None
    role = dict(words.SECOND_PERSONS).get(state.lowered.role, state.lowered.role)
    reason = dict(words.LOWER_REASONS).get(state.lowered.reason, state.lowered.reason)
    return LoweredLine(words.HEADLINES[state.lowered.tier], role, reason)
