"""The rota: who is on duty for a role at a moment, when nobody is, and what is wrong with the file."""

from __future__ import annotations

from crisisaid.contacts.hours.spans import subtract, union
from crisisaid.contacts.roles import role_words
from crisisaid.contacts.rota.moments import moment_words, zone_named
from crisisaid.contacts.rota.words import CODE
from crisisaid.model.finding import ERROR, WARNING, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crisisaid.contacts.hours.spans import Spans
    from crisisaid.model.contact import Contact
    from crisisaid.model.duty import Duty

ENDS_SOON = 14 * 86400
"""A rota that ends sooner than in two weeks has to be written on."""


def read_rota(data: bytes, file: str, timezone: str, now: float) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    """The turns a file holds, sorted by their begin, and what is wrong in it. Nothing is raised.

    ``timezone`` is the organisation's; "" reads it in this computer's and says so. ``now`` is in epoch seconds: turns
    that repeat are made for the 35 days before it and the 800 after it.
    """
    from crisisaid.reading.characters import open_page
    from crisisaid.reading.page import Refused

    zone = zone_named(timezone)
    if timezone and zone is None:
        hint = "Name it by its city in contacts.yaml: Europe/London."
        return (), (Finding(CODE, ERROR, file, 0, f"{timezone!r} is not a time zone. The rota is not used.", hint),)
    try:
        page, text, _ = open_page(data, file)
    except Refused as refused:
        return (), refused.findings
    begins = text.lstrip()[:20].upper()
    if not begins or begins.startswith(("<", "{", "PK")):
        what = "There is nothing in this file." if not begins else "This is no rota: neither a table nor a calendar."
        return (), (page.finding(CODE, (1, 0), what, "Save it as CSV, or export it as iCalendar (.ics)."),)
    if begins.startswith("BEGIN:VCALENDAR"):
        from crisisaid.contacts.rota.calendar import read_ical

        duties, findings = read_ical(text, page, zone, now)
    else:
        from crisisaid.contacts.rota.table import read_csv

        duties, findings = read_csv(text, page, zone)
    return in_order(duties), (*_zone_remark(file, timezone), *findings)


def in_order(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    return tuple(sorted(duties, key=lambda duty: (duty.start, duty.end, duty.role, duty.line)))


def _zone_remark(file: str, timezone: str) -> tuple[Finding, ...]:
    if timezone:
        return ()
    said = "The organisation has no time zone; this rota is read in the time zone of this computer."
    return (Finding(CODE, WARNING, file, 0, said, "Write it in contacts.yaml, as in timezone: Europe/London."),)


def on_duty(duties: Iterable[Duty], role: str, at: float) -> tuple[Duty, ...]:
    """Everybody on the rota for a role at a moment, the later begun first; the same way to reach somebody once."""
    found = [duty for duty in duties if duty.role == role and duty.start <= at < duty.end]
    ways = {(duty.contact, duty.phone): duty for duty in sorted(found, key=lambda one: (one.start, -one.line))}
    return tuple(sorted(ways.values(), key=lambda one: (-one.start, one.line)))


def roles_on(duties: Iterable[Duty]) -> tuple[str, ...]:
    """The roles the rota names, in the order of their first turns."""
    return tuple(dict.fromkeys(duty.role for duty in duties))


def rota_spans(duties: Iterable[Duty], role: str, start: int, end: int) -> Spans:
    """When somebody is on the rota for a role, from start until before end (epoch seconds)."""
    inside = ((max(start, one.start), min(end, one.end)) for one in duties if one.role == role)
    return union([[span for span in inside if span[0] < span[1]]])


def rota_gaps(duties: Iterable[Duty], role: str, start: int, end: int) -> Spans:
    """When nobody is on the rota for a role, from start until before end (epoch seconds)."""
    return subtract(((start, end),), rota_spans(duties, role, start, end))


def around(duties: Sequence[Duty], start: int, end: int) -> tuple[Duty, ...]:
    """What is enough to tell who is on duty between two moments, and when the turns before and after are."""
    kept = [duty for duty in duties if duty.end > start and duty.start < end]
    for role in roles_on(duties):
        kept += sorted((one for one in duties if one.role == role and one.end <= start), key=lambda one: one.end)[-1:]
        kept += [one for one in duties if one.role == role and one.start >= end][:1]
    return in_order(kept)


def rota_findings(
    duties: Sequence[Duty], contacts: Mapping[str, Contact], file: str, timezone: str, now: float
) -> tuple[Finding, ...]:
    """What is wrong with a rota beside its spelling: contacts nobody knows, two at once, an end that is near.

    ``contacts`` are all that there are, by id; those that are not in use count as not there.
    """
    return (
        *_strangers(duties, contacts, file, now),
        *_overlaps(duties, file, timezone, now),
        *_ends(duties, file, timezone, now),
    )


def _strangers(duties: Sequence[Duty], contacts: Mapping[str, Contact], file: str, now: float) -> Iterator[Finding]:
    from difflib import get_close_matches

    for name, duty in {one.contact: one for one in reversed(duties) if one.contact and one.end > now}.items():
        if name in contacts and contacts[name].status == "active":
            continue
        what = "is not in use" if name in contacts else "is not in your list of contacts"
        close = get_close_matches(name, contacts, 1)
        guess = f"Did you mean '{close[0]}'? " if close and name not in contacts else ""
        used = "The number beside it is used." if duty.phone else "Its turns count for nothing."
        said = f"The contact '{name}' {what}. {used}"
        yield Finding(CODE, ERROR, file, duty.line, said, f"{guess}Add it to contacts.yaml, or write a number instead.")


def _overlaps(duties: Sequence[Duty], file: str, timezone: str, now: float) -> Iterator[Finding]:
    """One finding for two lines of the file that put two on duty at once, however often they do."""
    last: dict[str, Duty] = {}
    told: dict[tuple[str, int, int], int] = {}
    for duty in duties:
        before = last.get(duty.role)
        if before and duty.start < before.end and duty.end > now:
            lines = (duty.role, before.line, duty.line)
            told.setdefault(lines, duty.start)
        if before is None or duty.end > before.end:
            last[duty.role] = duty
    zone = zone_named(timezone)
    for (role, one, other), start in told.items():
        said = (
            f"Two are on duty at once as {role_words(role)}, from {moment_words(start, zone)}: lines {one} and {other}."
        )
        yield Finding(CODE, WARNING, file, other, said, "Both are shown, the one who began later first.")


def _ends(duties: Sequence[Duty], file: str, timezone: str, now: float) -> Iterator[Finding]:
    ends: dict[str, Duty] = {}
    for duty in duties:
        if duty.role not in ends or duty.end > ends[duty.role].end:
            ends[duty.role] = duty
    zone = zone_named(timezone)
    for role, last in ends.items():
        if last.end < now + ENDS_SOON:
            word = "ended" if last.end <= now else "ends"
            said = f"The rota for {role_words(role)} {word} on {moment_words(last.end, zone)}."
            yield Finding(CODE, WARNING, file, last.line, said, "Write the next turns.")
