"""A protocol with all that the format allows in it, and words that try to be markup: for the tests of formats."""

from __future__ import annotations

from crisisaid.app.words import HEADLINES
from crisisaid.contacts.roles import ROLES
from crisisaid.formats.protocol_html import protocol_html
from crisisaid.formats.protocol_markdown import protocol_markdown
from crisisaid.formats.protocol_page import protocol_page
from crisisaid.library.build import build_protocol
from crisisaid.model.protocol import Protocol

REVIEW = "not clinically reviewed: for practice"
EVIL = (
    "</title><script>alert(1)</script> & \"x\" 'y' *b* _i_ `c` [l](https://example.org) {{m}} --> | # \\ \x1b[2J\u202e"
)

FULL = build_protocol(
    {
        "id": "full",
        "version": "1.2.3",
        "status": "draft",
        "title": f"Everything {EVIL}",
        "summary": "The summary.",
        "said_as": ["they said this"],
        "for": "person",
        "audience": "The audience.",
        "not_for": ["The wrong use."],
        "review_by": "2027-01-31",
        "sources": [
            {
                "id": "guide",
                "title": "The guide",
                "publisher": "Example publisher",
                "year": "2020",
                "url": "https://example.org/a_b_(c)?d=1&e=2",
                "licence": "Example licence",
            }
        ],
        "steps": [
            {
                "id": "look",
                "kind": "checklist",
                "title": "Look first",
                "ask": "together",
                "prompt": "The prompt.",
                "why": "Why the list.",
                "items": [
                    {
                        "id": "sign",
                        "kind": "red_flag",
                        "how": "notice",
                        "label": f"The sign {EVIL}",
                        "text": "What is seen.",
                        "second_hand": "What is told.",
                        "listen_for": "What is heard.",
                        "why": "Why the sign.",
                        "clarify": "The sentence that clears it up.",
                        "tier": "call_now",
                        "channels": ["in_person"],
                        "sources": ["guide"],
                        "same_as": "danger-now/about_to_act",
                    },
                    {"id": "help", "kind": "protective", "how": "ask", "label": "The help", "text": "Who is there?"},
                ],
            },
            {
                "id": "ask",
                "kind": "checklist",
                "title": "Ask then",
                "when": {"count": {"at_least": 2, "of": [{"possible": "sign"}, {"absent": "help"}]}},
                "items": [
                    {
                        "id": "when_last",
                        "kind": "red_flag",
                        "how": "ask",
                        "label": "When last",
                        "text": "When was it?",
                        "tier": "before_you_part",
                        "scale": [{"id": "never", "text": "Never"}, {"id": "year", "text": "This year"}]
                        + [{"id": "today", "text": "Today"}],
                        "from": "year",
                    },
                    {
                        "id": "age",
                        "kind": "context",
                        "how": "ask",
                        "label": "The age",
                        "text": "How old?",
                        "options": [{"id": "adult", "text": "18 or over"}, {"id": "minor", "text": "Under 18"}],
                    },
                ],
            },
            {
                "id": "do",
                "kind": "guidance",
                "title": "What helps",
                "when": {"all": [{"not": {"tier": ["call_now", "this_week"]}}, {"not": {"absent": "help"}}]},
                "do": ["Do this."],
                "say": ["Say this."],
                "say_second_hand": ["Say that."],
                "avoid": ["Leave this."],
                "timer": {"seconds": 5430, "then": "Look again."},
                "why": "Why it helps.",
                "sources": ["guide"],
            },
            {
                "id": "reach",
                "kind": "referral",
                "title": "Who comes",
                "to": {"call_now": ["ambulance", "shift_lead"], "this_week": ["own_role"]},
                "do": ["Call like this."],
                "why": "Why them.",
            },
            {"id": "on", "kind": "continue", "to": "elsewhere", "when": {"possible": "sign"}, "why": "Why go on."},
        ],
        "thresholds": [
            {
                "id": "late",
                "tier": "this_week",
                "when": {"any": [{"item": "when_last", "at_least": "year"}, {"item": "age", "is": "minor"}]},
                "because": "The later reason.",
                "sources": ["guide"],
            },
            {
                "id": "first",
                "tier": "call_now",
                "when": "sign",
                "because": "The first reason.",
                "sources": ["guide"],
                "interrupts": True,
            },
        ],
        "never": [
            {
                "id": "stated",
                "when": {"all": ["sign", {"not": {"item": "age", "is": "minor"}}]},
                "below": "call_now",
                "because": f"The stated reason {EVIL}",
            }
        ],
        "within": {"call_now": 1, "before_you_part": 2},
        "derived_from": "older@1.2.2",
        "situations": {"minor": {"do": ["With a minor."], "say": ["Said."], "avoid": ["Left."], "sources": ["guide"]}},
        "needs_review": [
            {"says": "The open point.", "at": ["sign", "do", "first", "minor"]},
            {"says": "The whole."},
            {"says": "The stated.", "at": ["stated"]},
        ],
        "notes": "A note.\n\n- A point\n  of it.\nAnother note.",
    },
    "0123456789abcdef" * 4,
)

EVERY_WORD = (
    "DRAFT. Not clinically reviewed: for practice.",
    "full 1.2.3 (draft), digest 0123456789ab.",
    "Review: not clinically reviewed: for practice",
    "To be read again by: 2027-01-31",
    "Adapted from: older 1.2.2",
    "The summary.",
    '"they said this"',
    "The audience.",
    "The wrong use.",
    "The prompt.",
    "Why the list.",
    "Notice: What is seen.",
    "If somebody speaks about them: What is told.",
    "Listen for: What is heard.",
    "Can be known: in person",
    "as about to act on the page danger-now.",
    "yes -> CALL NOW",
    "not sure -> BEFORE YOU PART",
    "If not sure: The sentence that clears it up.",
    "Counts in: rule 1 (stop asking)",
    "Counts in: rule 2",
    "Why: Why the sign.",
    "Sources: S1",
    "1.2 The help (something that helps)",
    "Ask these only if: all of these are true",
    "1.2 is not confirmed (The help)",
    "2.1 When last (red flag)",
    "This year -> BEFORE YOU PART",
    "Today -> BEFORE YOU PART",
    "Under 18",
    "the tier so far is neither CALL NOW nor THIS WEEK",
    "1.2 is confirmed (The help)",
    "Do: Do this.",
    'Say: "Say this."',
    'Say, if somebody speaks about them: "Say that."',
    "Avoid: Leave this.",
    "After 1 hour 30 minutes 30 seconds: Look again.",
    "Step 4. Whom to reach: Who comes",
    "CALL NOW: an ambulance, then the shift lead",
    "THIS WEEK: own role",
    "Why: Why them.",
    "Go on to: the page elsewhere, when this one is done.",
    "Rule 1: CALL NOW, and stop asking",
    "The first reason.",
    "Rule 2: THIS WEEK",
    "any of these is true",
    '2.1 is "This year" or worse (When last)',
    '2.2 is "Under 18", or not known (The age)',
    "The person is under 18",
    "With a minor.",
    "Item 1.1; step 3; rule 1; The person is under 18: The open point.",
    "The whole page: The whole.",
    "Statement 1: The stated.",
    "Statement 1: never below CALL NOW",
    "The stated reason",
    "Whenever: all of these are true",
    '2.2 is known, and not "Under 18", or its step was left out (The age)',
    "Statement 2: CALL NOW after at most 1 prompt",
    "Statement 3: BEFORE YOU PART after at most 2 prompts",
    "S1: The guide. Example publisher, 2020. https://example.org/a_b_(c)?d=1&e=2 (Example licence)",
    "A note.",
    "A point of it.",
    "Another note.",
)


_PRINTED: dict[str, dict[str, str]] = {}


def printed(protocol: Protocol, others: dict[str, Protocol] | None = None) -> dict[str, str]:
    """The protocol in each format; each one is printed once."""
    key = f"{protocol.id} {protocol.digest} {protocol.status} {bool(others)}"
    if key not in _PRINTED:
        _PRINTED[key] = {
            "text": protocol_page(protocol, REVIEW, HEADLINES, roles=ROLES, others=others),
            "markdown": protocol_markdown(protocol, REVIEW, HEADLINES, roles=ROLES, others=others),
            "html": protocol_html(protocol, REVIEW, HEADLINES, roles=ROLES, others=others),
        }
    return _PRINTED[key]
