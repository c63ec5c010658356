"""`contacts coverage`: for every role and language an organisation serves, when somebody can be reached, when not."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.app.contacts.directory import Directory, moment
from crisisaid.app.contacts.rota_shown import later, told_in
from crisisaid.app.on_duty import read_folder
from crisisaid.app.printing import print_out, say
from crisisaid.app.progress import Progress
from crisisaid.contacts.checks.coverage import coverage
from crisisaid.contacts.language_names import language_words
from crisisaid.contacts.roles import role_words, stand_ins
from crisisaid.contacts.shown import may_be_shown
from crisisaid.errors import DONE, REFUSED, UsageRefused
from crisisaid.formats.coverage_json import coverage_json
from crisisaid.formats.coverage_text import coverage_text
from crisisaid.formats.findings_text import findings_text
from crisisaid.formats.periods import exactly, lasting, zone_of
from crisisaid.model.cover import Asked, Period
from crisisaid.model.finding import WARNING, Finding
from crisisaid.model.protocol import Referral
from crisisaid.model.record import Record
from crisisaid.model.tier import TIERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.library.shelf import Shelf
    from crisisaid.model.contact import Contact
    from crisisaid.model.cover import Cover

CODE = "CA0609"
DAYS = 400
MOST_DAYS = 800
"""A rota that repeats is read no further than this."""
HINT = (
    "Add a contact or its hours, put somebody on the rota, or state in policy.yaml who stands in (when_nobody). "
    "See when: crisisaid contacts coverage."
)


class Looked(Record):
    """What coverage was found, from when to when, where it was looked for, and what is wrong with the rota."""

    covers: tuple[Cover, ...]
    period: Period
    contacts: tuple[Contact, ...]
    findings: tuple[Finding, ...]


def covering(
    environ: Mapping[str, str],
    organisation: str,
    site: str,
    country: str,
    *,
    days: int,
    start: str,
    as_json: bool,
    everything: bool,
) -> int:
    """Prints the coverage. 1 when somebody may find nobody and no stated stand-in for a while, 0 otherwise."""
    directory = Directory(environ, organisation, site)
    looked = look(directory, country, start, days)
    if as_json:
        print_out(coverage_json(looked.covers, looked.period))
    else:
        names = _names(looked)
        print_out(coverage_text(looked.covers, looked.period, names, everything=everything))
    if looked.findings:
        say(findings_text(looked.findings).rstrip())
    _say_what_is_missing(directory)
    gaps = [cover for cover in looked.covers if cover.gaps]
    said = "Somebody, or the stated stand-in, can be reached at every minute" if not gaps else ""
    asked = len(looked.covers)
    say(f"{said or f'Nobody can be reached for a while in {len(gaps)} of {asked} (a role and a language each)'}.")
    return REFUSED if gaps else DONE


def look(directory: Directory, country: str = "", start: str = "", days: int = DAYS) -> Looked:
    """The coverage of an organisation's directory in a country ("": its own). Raises UsageRefused without one."""
    if not 1 <= days <= MOST_DAYS:
        raise UsageRefused(f"--days cannot be {days}.", f"It takes 1 to {MOST_DAYS}.")
    where = country or next(iter(directory.countries()), "")
    if not where:
        raise UsageRefused("No country is known.", "Name it: --country GB. Or set it: crisisaid contacts setup.")
    timezone = told_in(directory)
    begin = int(moment(start, timezone)) // 60 * 60
    period = Period(begin, later(begin, days, timezone), timezone)
    contacts = tuple(one for one in directory.contacts(where) if may_be_shown(one, where))
    duties, findings = read_folder(directory.folder, directory.desk.timezone(), begin)
    needs = needs_of(directory)
    with Progress("Looking through time", len(needs)) as progress:
        covers = coverage(needs, contacts, duties, period.start, period.end, after=progress.after)
    return Looked(covers, period, contacts, findings)


def needs_of(directory: Directory) -> tuple[Asked, ...]:
    """Every role the policy lists in every language it lists; every role that is asked for where it lists none."""
    policy = directory.desk.organisation().policy
    tiers = tiers_of_roles(directory.desk.library)
    instead = dict(policy.when_nobody)
    return tuple(
        Asked(role, tiers.get(role, ()), language, stand_ins(role, instead))
        for role in dict.fromkeys(policy.roles or tiers)
        for language in policy.languages or ("",)
    )


def tiers_of_roles(library: Shelf) -> dict[str, tuple[str, ...]]:
    """The tiers in which a protocol, or the program where none says it, asks for a role; the most urgent first."""
    asked: dict[str, set[str]] = {}
    for tier, roles in words.DEFAULT_ROLES.items():
        for role in roles:
            asked.setdefault(role, set()).add(tier)
    for name in library:
        for step in library[name].steps:
            for tier, roles in step.to if isinstance(step, Referral) else ():
                for role in roles:
                    asked.setdefault(role, set()).add(tier)
    return {role: tuple(tier for tier in reversed(TIERS) if tier in tiers) for role, tiers in asked.items()}


def _say_what_is_missing(directory: Directory) -> None:
    policy = directory.desk.organisation().policy
    if not policy.roles:
        say("policy.yaml does not list your roles: every role that a protocol asks for was looked at.")
    if not policy.languages:
        say("policy.yaml does not list your languages: it was not looked at which languages anybody speaks.")
    if not directory.desk.timezone():
        say("No time zone is set: times are as on this computer.")


def _names(looked: Looked) -> dict[str, str]:
    """The words for every role, language, tier and contact."""
    names = {contact.id: f"{contact.name} ({contact.id})" for contact in looked.contacts}
    for cover in looked.covers:
        names |= {role: role_words(role) for role in (cover.role, *cover.stand_ins) if role not in names}
        names[cover.language] = language_words(cover.language)
    return names | words.HEADLINES


def coverage_findings(
    directory: Directory, country: str = "", start: str = "", days: int = DAYS
) -> tuple[Finding, ...]:
    """One warning for each role and language in which nobody can be reached for a while; none without a country."""
    if not country and not directory.countries():
        return ()
    looked = look(directory, country, start, days)
    return gap_findings(looked.covers, directory.path("contacts.yaml"), looked.period)


def gap_findings(covers: Sequence[Cover], file: str, period: Period) -> tuple[Finding, ...]:
    """The same of coverage that was looked at already."""
    return tuple(_gap(cover, file, period) for cover in covers if cover.gaps)


def _gap(cover: Cover, file: str, period: Period) -> Finding:
    language = f" in {language_words(cover.language)}" if cover.language else ""
    first = exactly(cover.gaps[:1], zone_of(period.timezone))[0]
    often = f"{len(cover.gaps)} times, {lasting(cover.gaps)} in all; the first is " if len(cover.gaps) > 1 else ""
    when = "at any time" if cover.gaps == ((period.start, period.end),) else f"{often}{first}"
    message = f"Nobody can be reached for {role_words(cover.role)}{language}: {when}."
    return Finding(CODE, WARNING, file, 0, message, HINT)
