"""What supporters would type finds the protocol: words that its author thought of, and words that nobody did."""

from __future__ import annotations

import os

import pytest

from crisisaid.app.bookshelf import open_shelf
from crisisaid.app.finding_protocols import MOST, best_matches

ENTRIES = open_shelf(os.environ).entries

KNOWN = {
    "hearing voices": "losing-touch-with-reality",
    "took pills": "overdose-and-poisoning",
    "partner hits her": "partner-violence",
    "he swallowed bleach": "overdose-and-poisoning",
    "she wants to die": "suicide-first-response",
    "they cut their arms": "self-harm",
    "panic attack": "panic-and-acute-anxiety",
    "cant breathe scared": "panic-and-acute-anxiety",
    "shouting and throwing chairs": "escalating-agitation",
    "he is getting aggressive": "escalating-agitation",
    "stopped drinking and shaking": "withdrawal",
    "cold turkey": "withdrawal",
    "detox at home": "withdrawal",
    "raped last night": "acute-trauma-and-dissociation",
    "flashback": "acute-trauma-and-dissociation",
    "car crash just now": "acute-trauma-and-dissociation",
    "her dad died": "grief-and-loss",
    "miscarriage": "perinatal-crisis",
    "baby is evil": "perinatal-crisis",
    "new mum not sleeping": "perinatal-crisis",
    "a child told me about abuse": "child-or-adult-at-risk",
    "uncle touches her": "child-or-adult-at-risk",
    "old man neglected by carer": "child-or-adult-at-risk",
    "drunk and wont wake": "overdose-and-poisoning",
    "too much alcohol": "overdose-and-poisoning",
    "thinks the neighbours spy on him": "losing-touch-with-reality",
    "not slept for four days racing thoughts": "losing-touch-with-reality",
    "manic": "losing-touch-with-reality",
    "psychosis": "losing-touch-with-reality",
    "suicidal": "suicide-first-response",
    "kill myself": "suicide-first-response",
    "said goodbye on chat": "suicide-first-response",
    "burnt herself on purpose": "self-harm",
    "husband strangled her": "partner-violence",
    "afraid to go home to him": "partner-violence",
    "stalking ex": "partner-violence",
    "i am exhausted": "supporter-debrief",
    "burnt out": "supporter-debrief",
    "i know this person privately": "role-and-boundaries",
    "they asked me for money": "role-and-boundaries",
    "friend killed himself": "grief-and-loss",
    "heroin overdose": "overdose-and-poisoning",
    "hering voises": "losing-touch-with-reality",
    "pannic": "panic-and-acute-anxiety",
    "suicde": "suicide-first-response",
    "self harm": "self-harm",
    "beaten by boyfriend": "partner-violence",
    "anxious": "panic-and-acute-anxiety",
    "angry": "escalating-agitation",
    "withdrawl": "withdrawal",
    "wants to hurt the baby": "perinatal-crisis",
    "spaced out not answering": "acute-trauma-and-dissociation",
}

FRESH = {
    "she keeps hearing a man talking to her": "losing-touch-with-reality",
    "he took his mum's sleeping tablets": "overdose-and-poisoning",
    "girlfriend slapped him": "partner-violence",
    "can't stop crying since mum passed": "grief-and-loss",
    "shaking after stopping benzos": "withdrawal",
    "thinks TV sends messages": "losing-touch-with-reality",
    "having a meltdown and smashing things": "escalating-agitation",
    "cutting": "self-harm",
    "stabbed her leg": "self-harm",
    "postnatal psychosis": "perinatal-crisis",
    "bruises on a kid": "child-or-adult-at-risk",
    "grandma locked in by carer": "child-or-adult-at-risk",
    "ex follows her": "partner-violence",
    "ketamine too much": "overdose-and-poisoning",
    "passed out drunk": "overdose-and-poisoning",
    "nightmares since the war": "acute-trauma-and-dissociation",
    "assaulted in the park": "acute-trauma-and-dissociation",
    "wants to end it all": "suicide-first-response",
    "goodbye letter": "suicide-first-response",
    "heart pounding thinks heart attack": "panic-and-acute-anxiety",
    "doesn't eat since husband died": "grief-and-loss",
    "stillbirth": "perinatal-crisis",
    "hates herself and burns herself": "self-harm",
    "threatening me": "escalating-agitation",
    "screaming at staff": "escalating-agitation",
    "voices tell her to jump": "losing-touch-with-reality",
    "believes he is Jesus": "losing-touch-with-reality",
    "overdosed on paracetamol": "overdose-and-poisoning",
    "quit heroin yesterday": "withdrawal",
    "I crossed a line with someone I support": "role-and-boundaries",
}
"""Written after the sayings were, and not used to choose them: 24 of 30 were found on the day they were written."""


def found(typed: str) -> list[str]:
    return [entry.id for entry in best_matches(ENTRIES, typed)]


@pytest.mark.parametrize("typed", KNOWN)
def test_everyday_words_find_the_protocol(typed: str) -> None:
    assert KNOWN[typed] in found(typed)


def test_words_that_nobody_thought_of_find_it_mostly() -> None:
    missed = {typed: found(typed) for typed, wanted in FRESH.items() if wanted not in found(typed)}
    assert len(missed) <= 6, missed


@pytest.mark.parametrize(
    "typed", ["", " ", "the", "xyzzy", "12345", "\U0001f642", "a" * 100_000, "\x1b[31m", "' OR 1=1"]
)
def test_words_that_mean_nothing_find_nothing(typed: str) -> None:
    assert found(typed) == []


def test_never_more_than_can_be_compared() -> None:
    assert all(len(found(typed)) <= MOST for typed in (*KNOWN, *FRESH))
    assert "danger-now" not in {name for typed in (*KNOWN, *FRESH) for name in found(typed)}
