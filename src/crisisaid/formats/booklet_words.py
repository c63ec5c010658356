"""What stands on the first pages of a booklet, word for word."""

from __future__ import annotations

FIRST_PAGE = (
    "Reminders for trained peer supporters who are with somebody in a crisis: what to ask and notice, what to do and "
    "say, whom to involve and by when. It is your own checklist, not an interview.",
    "It routes, it never rates. Nothing in here says how likely anything is. It does not replace training, a "
    "supervisor, a clinical assessment or the emergency services. It never means safe.",
    "You decide, and you may always hand over sooner.",
    "Each page says how far it was reviewed. A draft was written from public guidance and is for practice, until a "
    "named professional of your organisation has approved just that version.",
    "Paper grows old. Before you use it, and once a month, compare the version and the digest on each page with "
    "crisisaid list --json on a computer that is up to date. Not the same? Print that page again.",
    "A page is used as its own box says. First the look for danger, then the page for what is going on.",
    "Never write on these sheets anything by which somebody could find out who you talked with.",
)

OUR_NUMBERS = "Our own numbers"
FOR_NUMBERS = "Write them in by hand, ask each one whether the number is right, and put today's date beside it."
