"""What setup asks, why each answer matters, and what happens while it is left open."""

from __future__ import annotations

from crisisaid.contacts.checks.policy import WHILE_UNSET

CHANNEL_WORDS = (("in_person", "face to face"), ("phone", "on the phone"), ("text_chat", "in a text chat"))

ROLE_KINDS = {
    "shift_lead": "shift-lead",
    "safeguarding_lead": "safeguarding",
    "crisis_team": "crisis-team",
    "mobile_crisis": "mobile-crisis",
}
"""Roles whose number setup asks for, and the kind of contact each becomes."""

ASKED: dict[str, tuple[str, str, str]] = {
    "country": (
        "In which country do you work?",
        "It is offered first in every check, and your contacts are taken to be there. It is never taken for granted.",
        "Its name or its two letters: Kenya, KE.",
    ),
    "timezone": (
        "In which time zone?",
        "Whether a contact is open now is worked out with its clock.",
        "By its city: Europe/London.",
    ),
    "name": ("What is your organisation called?", "It stands at the head of every summary.", ""),
    "languages": (
        "Which languages do your supporters speak with people?",
        "crisisaid looks whether there is somebody to hand over to in each of them.",
        "English, Polish, or en, pl. Several with commas between them.",
    ),
    "channels": (
        "How do people reach you?",
        "Some questions can only be answered face to face, and some contacts only by text.",
        "Several with commas between them.",
    ),
    "roles": (
        "Which of these can your supporters reach?",
        "crisisaid looks for hours in which nobody of these roles can be reached, and says so.",
        "Several with commas between them.",
    ),
    "ring_minutes": (
        "After how many minutes without an answer should a supporter go on to the next number?",
        "Somebody who waits with a person in crisis should not have to decide that.",
        "1 to 30.",
    ),
    "reporting_duty": (
        "What do your supporters have to report, whatever the person wishes?",
        "They read it where they ask for consent, before a promise is made that cannot be kept.",
        "One line: Danger to a child is reported the same day.",
    ),
    "reporting_to": ("To whom, by role?", "They read it beside the duty.", "the safeguarding lead"),
    "without_consent": (
        "When is help called although the person does not want it, and who decides?",
        "A supporter who is alone with this question loses time. The person is told this rule.",
        "One line: Only for danger to life. The shift lead decides, if there is time to ask.",
    ),
    "approver": (
        "Who may approve protocols for use with people here, by role?",
        "What ships is not clinically reviewed. A professional of yours answers for what you use.",
        "the clinical lead",
    ),
    "retention_days": (
        "For how many days may a saved summary be kept?",
        "It is about somebody's worst day. Nothing is deleted for you.",
        "1 to 365.",
    ),
    "shared_machine": (
        "Do others use the same computer?",
        "Then nothing of a check is kept on it, not even to go on after a power cut.",
        "yes or no.",
    ),
    "site": ("At which of your sites does this computer stand?", "Its own contacts go over those of all sites.", ""),
}
"""Of each setting: the question, why it matters, how to answer. In the order in which they are asked."""

UNSET: dict[str, str] = {
    **WHILE_UNSET,
    "ring_minutes": "The lists say: if nobody answers, go to the next. They do not say how long to wait.",
    "shared_machine": "It counts as nobody else's: a check that is cut short can be taken up again for 12 hours.",
    "site": "Only the contacts of the whole organisation are used.",
    "when_nobody": "While nobody of a role can be reached, supporters go on to the next in the list.",
}
"""What happens while a setting is left open."""

ROLE_ASKED = "Can your supporters reach {role}? Which number is dialled?"
ROLE_WHY = "It is the first number in their lists. Exactly as people dial it; no name is needed."
ROLE_HOW = 'The number, or "not yet".'
STANDS_IN = "While nobody of that role can be reached ({role}): who stands in?"
STANDS_IN_WHY = "A gap is only covered when it is written down who stands in. Else it is printed as a gap."
WHO_STANDS_IN = ("Who stands in while nobody of a role can be reached?", STANDS_IN_WHY)
STANDS_IN_HOW = "A number from the list, or the id of a contact."

POLICY_HEAD = """\
# What we have settled for ourselves. Written by: crisisaid contacts setup. It can be run again, or edited by hand.
# A line that begins with # is not read: take the # away to set it.
format: crisisaid/policy/v1
"""
EXAMPLES = {
    "name": "Example Night Line",
    "country": "GB",
    "timezone": "Europe/London",
    "languages": ["en", "cy"],
    "channels": ["in_person", "phone", "text_chat"],
    "site": "north-house",
    "shared_machine": True,
    "roles": ["shift_lead", "safeguarding_lead"],
    "when_nobody": {"shift_lead": "safeguarding_lead"},
    "ring_minutes": 3,
    "reporting_duty": "Danger to a child is reported the same day.",
    "reporting_to": "the safeguarding lead",
    "without_consent": "Only for danger to life. The shift lead decides, if there is time to ask.",
    "approver": "the clinical lead",
    "retention_days": 30,
}
"""What stands in a new file behind the # of a setting that was left open."""

CONTACTS_HEAD = """\
# Whom to hand over to. Written by: crisisaid contacts setup. Kept with: crisisaid contacts add, edit, remove.
# Or by hand, in a text editor: numbers in double quotes, exactly as they are dialled.
# Country and time zone are those of policy.yaml, where a contact names none.
format: crisisaid/contacts/v1
contacts: []
"""

NEXT = """
What to do next:
  crisisaid contacts add         your other services, one by one
  crisisaid contacts edit ID     hours and a check for each number: without hours nothing is shown as open
  crisisaid contacts check       what is missing or cannot be right
  crisisaid contacts callsheet   whom to check, and how; never by a test call to a crisis line
  crisisaid contacts sheet       a page to print, for when there is no power"""
