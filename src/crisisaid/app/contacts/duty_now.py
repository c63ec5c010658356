"""`contacts duty`: who is on duty at a moment, by role, with the numbers."""

from __future__ import annotations

import json

from crisisaid.app.contacts.directory import Directory, moment
from crisisaid.app.contacts.rota_shown import told_in
from crisisaid.app.on_duty import everybody, read_folder
from crisisaid.app.present_more import numbers
from crisisaid.app.printing import print_out, say
from crisisaid.contacts.checks.coverage import fills
from crisisaid.contacts.hours.opening import opening
from crisisaid.contacts.kinds import OWN_LAYERS
from crisisaid.contacts.roles import role_words
from crisisaid.contacts.rota.now import rota_now
from crisisaid.contacts.rota.turns import roles_on
from crisisaid.contacts.words import hours_words
from crisisaid.errors import DONE
from crisisaid.formats.coverage_json import at as stamp
from crisisaid.formats.findings_text import findings_text
from crisisaid.formats.periods import zone_of
from crisisaid.formats.rota_text import OnDuty, RoleNow, duty_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.contact import Contact

FORMAT = "crisisaid/duty/v1"
NO_ROTA = "There is no rota in {folder}: rota.csv and rota.ics are looked for. To begin: crisisaid contacts rota FILE."


def duty(environ: Mapping[str, str], organisation: str, at: str, *, as_json: bool) -> int:
    """Who is on duty, per role of the rota; what cannot be read of it is said on standard error."""
    directory = Directory(environ, organisation)
    folder = directory.path("")
    timezone = told_in(directory)
    now = moment(at, timezone)
    duties, findings = read_folder(directory.folder, timezone, now)
    if findings:
        say(findings_text(findings).rstrip())
    roles = _roles(directory, now, timezone)
    if as_json:
        print_out(_as_json(roles, int(now), timezone))
    elif duties:
        print_out(duty_text(roles, int(now), timezone))
    else:
        say(NO_ROTA.format(folder=folder.rstrip("/\\")))
    return DONE


def _roles(directory: Directory, now: float, timezone: str) -> tuple[RoleNow, ...]:
    duties, _ = read_folder(directory.folder, timezone, now)
    contacts = everybody(directory)
    found = rota_now(duties, contacts, now, timezone, country=directory.desk.home)
    return tuple(
        RoleNow(
            role,
            role_words(role),
            tuple(_one(contact, (contact.note,)) for contact in found.first.get(role, ())),
            found.remarks.get(role, ""),
            _always(contacts, role, now),
        )
        for role in sorted(roles_on(duties), key=_place)
    )


def _place(role: str) -> int:
    """The organisation's own leads first."""
    return ("shift_lead", "safeguarding_lead").index(role) if role in ("shift_lead", "safeguarding_lead") else 2


def _always(contacts: Sequence[Contact], role: str, now: float) -> tuple[OnDuty, ...]:
    """The organisation's contacts of a role, with whether they are open."""
    own = (one for one in contacts if one.layer in OWN_LAYERS and one.status == "active" and fills(one, role))
    return tuple(_one(one, (f"{opening(one, now).state}; {hours_words(one)}",)) for one in own)


def _one(contact: Contact, about: tuple[str, ...]) -> OnDuty:
    return OnDuty(contact.name, numbers(contact), tuple(said for said in about if said))


def _as_json(roles: Sequence[RoleNow], now: int, timezone: str) -> str:
    data = {
        "format": FORMAT,
        "at": stamp(now, zone_of(timezone)),
        "timezone": timezone,
        "roles": [
            {
                "role": one.role,
                "on_duty": [_plain(who) for who in one.on_duty],
                "remark": one.remark,
                "always_set": [_plain(who) for who in one.always],
            }
            for one in roles
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _plain(one: OnDuty) -> dict[str, object]:
    return {"name": one.name, "ways": list(one.ways), "about": list(one.about)}
