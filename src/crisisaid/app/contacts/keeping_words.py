"""What is said in the questions about a contact: each with why it is asked, and how to type the answer."""

from __future__ import annotations

KIND_WORDS: tuple[tuple[str, str], ...] = (
    ("shift-lead", "your own shift lead or on-call lead"),
    ("safeguarding", "your own safeguarding lead"),
    ("crisis-team", "a crisis team people can be referred to"),
    ("mobile-crisis", "a mobile crisis team that comes to the person"),
    ("local", "another local service"),
    ("professional", "a professional: a doctor, a counsellor, a social worker"),
    ("crisis", "a crisis line"),
    ("text", "a crisis line by text message or chat"),
    ("youth", "a line for children or young people"),
    ("older-adults", "a line for older people"),
    ("lgbtq", "a line for LGBTQ+ people"),
    ("veterans", "a line for veterans and the military"),
    ("domestic-violence", "a line about violence at home"),
    ("sexual-assault", "a line about sexual assault"),
    ("child-protection", "child protection"),
    ("substance", "a line about alcohol and drugs"),
    ("poison", "a poison line"),
    ("emergency", "an emergency number"),
)
SERVICE_WORDS = (("ambulance", "an ambulance"), ("police", "the police"), ("fire", "the fire service"))
HOW_CHECKED = (
    ("operator", "we asked them, on their office line"),
    ("website", "we looked at their own website"),
    ("document", "we read it in a document of theirs"),
    ("unverified", "nobody has checked it yet"),
)

_LISTED = "Several with commas between them."
_TO_DIAL = "It is shown exactly as you type it here, never changed. Whoever needs it may be in a hurry."

ASKED: dict[str, tuple[str, str, str]] = {
    "name": ("What is it called?", "A supporter reads this first. No person's name: people change, roles stay.", ""),
    "kind": ("What kind of help is it?", "It decides in which list it appears, and how far up.", "Type its number."),
    "id": (
        "Its id, by which your files name it.",
        "Other contacts fall back on it by this id. It never changes and is never used again for another.",
        "Small letters, digits and hyphens.",
    ),
    "country": ("Which country does it serve?", "It is shown when the person is in this country.", ""),
    "phone": ("Which number is dialled?", _TO_DIAL, "Exactly as people dial it."),
    "press": ("Is there a menu? What is pressed to get through?", "Nobody in distress should have to guess.", ""),
    "sms": (
        "Is there a number to text?",
        "Some people cannot speak safely, or not at all.",
        "The number, or WORD to NUMBER.",
    ),
    "textphone": ("Is there a number for a textphone or relay call?", "For people who are deaf.", ""),
    "chat": ("Is there a chat?", "For people who cannot speak safely.", "Its https:// address."),
    "web": ("Their own web page?", "Whoever checks the number looks there.", "Its https:// address."),
    "address": ("Can people go there? Where is it?", "A place can be the only way for somebody without a phone.", ""),
    "hours": (
        "When is it open?",
        "Without hours it counts as not known, and is never shown as open.",
        "As you would say it (weekdays 9am to 5pm), or: Mo-Fr 09:00-17:00; Sa 10:00-13:00. Always: 24/7.",
    ),
    "timezone": ("In which time zone are these hours?", "Open now is worked out with its clock.", "Europe/London."),
    "languages": (
        "Which languages are spoken there?",
        "People are shown first who speak the person's language.",
        f"English, Polish, or en, pl. {_LISTED}",
    ),
    "populations": (
        "Is it only for some people?",
        "Left out means for everybody.",
        f"young-people, women, veterans ... {_LISTED}",
    ),
    "min_age": ("From which age?", "It is not shown for somebody who is known to be younger.", ""),
    "max_age": ("Up to which age?", "It is not shown for somebody who is known to be older.", ""),
    "area": ("Which area does it serve?", "Left out means the whole country.", "In words: Exampletown and villages."),
    "free": ("Is the call free?", "Some people have no credit. Left out means not known.", "yes or no."),
    "services": ("Who answers this number?", "It decides for which emergencies it is shown.", _LISTED),
    "refer_how": (
        "How is somebody referred, and what is needed for it?",
        "The supporter reads it beside the number.",
        "One line.",
    ),
    "note": ("Anything else the supporter should know?", "One line beside the number.", ""),
    "fallback": (
        "If nobody answers there, whom to try next?",
        "A line that exists may not answer. It comes next in the list.",
        f"Numbers or ids. {_LISTED}",
    ),
    "verified_how": (
        "Has anybody checked this? How?",
        "Without a check the supporter reads that it was not checked. Never by a test call to a crisis line.",
        "",
    ),
    "verified_on": ("On which day was it checked?", "Its age is shown beside the number.", "2026-11-02, or today."),
    "verified_by": ("Who checked it?", "So that somebody can be asked.", "A role, not a name: volunteer coordinator."),
}
"""Of each field: the question, why it is asked, how to answer. In the order in which they are asked."""

FIRST_NEEDED = {
    "name": "It needs a name.",
    "kind": "It needs a kind: type a number from the list.",
    "id": "It needs an id.",
    "country": "It needs a country: your organisation has not set one.",
}
NO_WAY = "There has to be one way to reach it: a number, a text, a chat or an address. Type back to add one."
