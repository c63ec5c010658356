"""Prompts after the first: settings, referrals, what is going on, follow-up, consent."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.app.countries import UNKNOWN, country_name
from crisisaid.app.ladders import rungs_left
from crisisaid.app.words_for_you import if_nobody_answers, outcomes
from crisisaid.model.event import NO_ANSWER
from crisisaid.model.protocol import CHANNELS, SUPPORTER, Referral
from crisisaid.model.state import (
    AskConsent,
    AskFollowUp,
    AskGoOn,
    AskProtocol,
    AskSetting,
    OfferReferral,
)
from crisisaid.model.view import Choice, Line, View, numbered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisisaid.app.desk import Desk
    from crisisaid.model.contact import Contact, Rung
    from crisisaid.model.state import Prompt, State


def present_more(prompt: Prompt, state: State, desk: Desk) -> View:
    """The view of a prompt that is not an item or guidance."""
    match prompt:
        case AskSetting("channel"):
            return _choice("How are you in touch?", zip(CHANNELS, _in_words(CHANNELS), strict=True))
        case AskSetting("about"):
            return _choice("Who are you in touch with?", words.ABOUT_WORDS.items())
        case AskSetting():
            return country_view(desk, state.about)
        case OfferReferral():
            return referral_view(prompt, state, desk)
        case AskProtocol():
            from crisisaid.app.on_offer import protocol_view

            return protocol_view(desk)
        case AskGoOn(protocol):
            return _go_on_view(desk.library.entry(protocol).title)
        case AskFollowUp():
            return _choice(
                "When will somebody check in with them?",
                (*words.FOLLOW_UPS[:-1], ("other", "another time (you type it)"), words.FOLLOW_UPS[-1]),
                why=("A short, warm contact soon after helps, and asks nothing of them.",),
                lines=(
                    Line("Only in a way, and at a time, that is safe for them."),
                    Line("i shows how to end this well, and what to do when your shift ends first."),
                ),
            )
        case AskConsent():
            return _consent_view(desk)
    raise TypeError(f"no view for {prompt!r}")


def _in_words(channels: Iterable[str]) -> tuple[str, ...]:
    return tuple(words.CHANNEL_WORDS[channel] for channel in channels)


def _choice(
    heading: str, pairs: Iterable[tuple[str, str]], why: tuple[str, ...] = (), lines: tuple[Line, ...] = ()
) -> View:
    return View(kind="choice", heading=heading, lines=lines, choices=numbered(pairs), ask="Number", why=why)


def country_view(desk: Desk, about: str) -> View:
    """Where the person is now; the organisation's own country comes first and nothing is taken for granted."""
    home = desk.home
    whose = ("are you", "you are") if about == SUPPORTER else ("is the person", "the person is")
    choices = [Choice(home, country_name(home), ("1",))] if home else []
    choices.append(Choice(UNKNOWN, "nobody knows yet", ("u", "unsure")))
    ask = "Number, or the country's name or code (GB)" if home else "The country's name or code (GB, Kenya), or u"
    return View(
        kind="choice",
        heading=f"Which country {whose[0]} in now?",
        lines=(Line(f"Emergency numbers are those of the place where {whose[1]}."),),
        choices=tuple(choices),
        ask=ask,
        free=True,
        why=("The numbers to hand over to depend on it. It is never guessed from this computer.",),
    )


def _go_on_view(title: str) -> View:
    return _choice(
        "The call for help comes first. What now?",
        (("go_on", f"go on with: {title}"), ("stop", "stop here, with the summary for whoever takes over")),
    )


def _consent_view(desk: Desk) -> View:
    policy = desk.organisation().policy
    rules = []
    if policy.without_consent:
        rules.append(Line(policy.without_consent, label="Without a yes"))
    if policy.reporting_duty:
        duty = f"{policy.reporting_duty} To: {policy.reporting_to}." if policy.reporting_to else policy.reporting_duty
        rules.append(Line(duty, label="Your duty to report"))
    return View(
        kind="choice",
        heading="May a summary be passed on to whoever takes over? Ask them, if you can.",
        lines=tuple(rules),
        choices=(
            Choice("yes", "", ("y", "yes")),
            Choice("no", "", ("n", "no")),
            Choice("could_not_ask", "", ("s", "could not ask")),
        ),
        ask="y, n, s could not ask",
        why=("What they told you is theirs. Whoever takes over should know whether they agreed.",),
    )


def referral_view(prompt: OfferReferral, state: State, desk: Desk) -> View:
    """The next two to try, the first one whole, and what became of it; the whole ladder is in the summary."""
    step = desk.library[prompt.protocol].step(prompt.step)
    assert isinstance(step, Referral)  # noqa: S101 - the engine offers only referrals
    left = rungs_left(prompt, state, desk)
    lines = rung_lines(left[0], opening="First") if left else []
    lines += [Line(text, label="Do") for text in step.do]
    lines += rung_lines(left[1], opening="Then", whole=False) if left[1:] else []
    if not left:
        lines.append(
            Line(f"Everybody on the list was tried. {if_nobody_answers(prompt.tier, state.about)}", style="strong")
        )
        lines += emergency_lines(state)
    # Numbers keep their meaning: whoever has pressed 3 twice may press it once more.
    every = numbered(outcomes(state.about))
    known = tuple(choice for choice in every if left or choice.value != NO_ANSWER)
    return View(
        kind="referral",
        heading=f"{words.HEADLINES[prompt.tier]}: {step.title}",
        lines=tuple(lines),
        choices=known,
        ask="Number",
        why=(step.why,) if step.why else (),
    )


def rung_lines(rung: Rung, *, opening: str = "", whole: bool = True) -> list[Line]:
    """One contact: who, then each number whole on its own line; ``whole`` adds hours and when it was checked."""
    from crisisaid.contacts.roles import role_words
    from crisisaid.formats.summary_words import capital, stop

    contact = rung.contact
    start = f"{opening}: " if opening else ""
    lines = [Line(f"{start}{role_words(rung.role)}: {contact.name}", style="strong" if whole else "plain")]
    lines += [Line(number, style="number") for number in numbers(contact)]
    if whole and numbers(contact):
        now = rung.now or rung.hours
        about = (stop(capital(said)) for said in (now, *rung.fits, rung.checked_briefly) if said)
        lines.append(Line(" ".join(about), style="under"))
    elif rung.state == "closed":
        lines.append(Line(stop(capital(rung.now)), style="under"))
    return lines


def numbers(contact: Contact) -> tuple[str, ...]:
    """Every way to reach a contact, each as dialled."""
    phone = contact.phone + (f" (then press {contact.press})" if contact.press else "")
    texts = (
        phone if contact.phone else "",
        f"text {contact.sms}" if contact.sms else "",
        f"textphone {contact.textphone}" if contact.textphone else "",
        contact.chat,
        contact.address,
    )
    return tuple(text for text in texts if text)


def emergency_lines(state: State) -> tuple[Line, ...]:
    """The emergency numbers of the place, for the moment CALL NOW is reached; empty while the place is not known."""
    from crisisaid.card_numbers import NUMBERS

    _, listed = NUMBERS.get(state.country, ("", ()))
    lines = []
    for name, number, remark in listed:
        lines += [Line(number, style="number"), Line(f"{name}{'. ' + remark if remark else ''}", style="under")]
    return tuple(lines)
