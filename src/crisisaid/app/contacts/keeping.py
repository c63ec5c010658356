"""`contacts add`, `edit` and `remove`: one contact of an organisation's file is changed, and nothing else in it."""

from __future__ import annotations

import os

from crisisaid.app.contacts.keeping_file import Kept
from crisisaid.app.contacts.keeping_settle import Asking, settle
from crisisaid.app.contacts.keeping_values import checked_name, values_of
from crisisaid.contacts.editing.checks import CONTACTS
from crisisaid.contacts.editing.entries import LIST, added, changed, removed
from crisisaid.errors import FileRefused, UsageRefused
from crisisaid.model.record import Record
from crisisaid.store.places import organisation_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from crisisaid.app.contacts.questions import Answers


class Wanted(Record):
    """What was asked for on the command line. ``sets`` are KEY=VALUE; ``yes`` writes without asking."""

    organisation: str = ""
    site: str = ""
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    yes: bool = False


def add(environ: Mapping[str, str], wanted: Wanted) -> int:
    """One more contact, from questions or from ``sets``; written only after a yes."""
    kept = _kept(environ, wanted, begin=True)
    given = values_of(wanted.sets, CONTACTS)
    if given:
        _check_new(kept, given)

    def after(fields: Answers) -> tuple[bytes, str]:
        new = {name: value for name, value in fields.items() if value is not None}
        if kept.place(new["id"]) >= 0:
            raise UsageRefused(f"{new['id']!r} is there already.", f"Change it: crisisaid contacts edit {new['id']}.")
        return added(kept.sheet(), [new]), new["id"]

    return settle(kept, Asking(given, {}, wanted.yes), after)


def _check_new(kept: Kept, given: dict[str, Any]) -> None:
    from crisisaid.app.contacts.keeping_questions import suggested

    missing = [name for name in ("name", "kind") if name not in given]
    if missing:
        raise UsageRefused(f"It needs {' and '.join(missing)}.", f'For example: --set {missing[0]}="...".')
    given.setdefault("id", suggested(given["name"], given["kind"], kept.known()))


def edit(environ: Mapping[str, str], contact: str, wanted: Wanted) -> int:
    """Some fields of a contact; of a built-in one they are laid over it."""
    kept = _kept(environ, wanted)
    place, beneath = kept.place(contact), kept.beneath(contact)
    if place < 0 and not beneath:
        raise _nobody(kept, contact)
    given: dict[str, Any] = values_of(wanted.sets, CONTACTS)
    given |= {checked_name(name.replace("-", "_"), CONTACTS): None for name in wanted.clears}
    if "id" in given:
        raise UsageRefused("An id never changes.", "Add another contact, and remove this one.")
    entry = dict(kept.entries()[place]) if place >= 0 else {}
    present = {**beneath, **entry, "id": contact}

    def after(fields: Answers) -> tuple[bytes, str]:
        return _edited(kept, contact, place, _changes(fields, entry, beneath)), contact

    return settle(kept, Asking(given, present, wanted.yes), after)


def _changes(fields: Answers, entry: Mapping[str, Any], beneath: Mapping[str, Any]) -> dict[str, Any]:
    """What has to stand in the entry itself. To clear what the entry says brings back what lies beneath it; a field
    that only a layer beneath has is named in ``clear``.
    """
    changes = {name: value for name, value in fields.items() if name != "id"}
    had = tuple(() if fields.get("clear", ()) is None else entry.get("clear") or ())
    empty = [name for name in had if changes.get(name) is None]
    empty += [name for name, value in changes.items() if value is None and name in beneath and name not in entry]
    for name, value in fields.items():
        if value is not None and value == beneath.get(name) and name not in (*entry, *had):
            del changes[name]
    if tuple(empty) != had:
        changes["clear"] = list(dict.fromkeys(empty)) or None
    return changes


def _edited(kept: Kept, contact: str, place: int, changes: dict[str, Any]) -> bytes:
    if place < 0:
        new = {name: value for name, value in changes.items() if value is not None}
        return added(kept.sheet(), [{"id": contact, **new}]) if new else kept.before or b""
    left = {name for name in kept.entries()[place] if name not in changes or changes[name] is not None}
    left |= {name for name, value in changes.items() if value is not None}
    if left == {"id"}:
        return removed(kept.sheet(), place)
    return changed(kept.sheet(), (LIST, place), changes)


def remove(environ: Mapping[str, str], contact: str, reason: str, wanted: Wanted) -> int:
    """An own contact is taken out of the file; one of a layer beneath is hidden, with the reason."""
    kept = _kept(environ, wanted)
    place, beneath = kept.place(contact), kept.beneath(contact)
    if place < 0 and not beneath:
        raise _nobody(kept, contact)
    named = list(kept.named_by(contact))
    if named:
        hint = "Change that first (crisisaid contacts edit ID --set fallback=...). Nothing was written."
        raise FileRefused(f"'{contact}' is still needed: {'; '.join(named)}.", hint)
    told = Asking({"id": contact}, {}, wanted.yes)
    if not beneath:
        return settle(kept, told, lambda _: (removed(kept.sheet(), place), ""))
    if place >= 0 and kept.entries()[place].get("hide") is True:
        shown_again = f"To show it again: crisisaid contacts edit {contact} --clear hide --clear reason."
        raise UsageRefused(f"'{contact}' is hidden already.", shown_again)
    hiding = values_of((f"reason={reason}",), CONTACTS, "--reason") if reason.strip() else {}
    if not hiding:
        raise UsageRefused(
            f"'{contact}' is not your own: it can only be hidden, and that needs a reason.", "--reason ..."
        )
    return settle(kept, told, lambda _: (_edited(kept, contact, place, {"hide": True, **hiding}), contact))


def _kept(environ: Mapping[str, str], wanted: Wanted, *, begin: bool = False) -> Kept:
    """The file that is meant. Raises FileRefused where there is no folder: setup makes one, or naming it."""
    folder = organisation_folder(environ, wanted.organisation)
    if not folder or (not os.path.isdir(folder) and not (begin and wanted.organisation)):
        there = (
            f"There is no organisation's folder at {folder}." if folder else "There is no organisation's folder yet."
        )
        raise FileRefused(there, "Begin with: crisisaid contacts setup. Or name one: --organisation DIR.")
    return Kept(folder, wanted.site)


def _nobody(kept: Kept, contact: str) -> UsageRefused:
    from difflib import get_close_matches

    close = get_close_matches(contact, kept.known(), 3, 0.5)
    hint = f"Did you mean {', '.join(close)}?" if close else "See crisisaid contacts list."
    return UsageRefused(f"There is no contact with the id {contact!r}.", hint)


def check_recorded(day: str, how: str, by: str) -> tuple[str, ...]:
    """A check as KEY=VALUE words. Raises UsageRefused for half of one: a day without a way says nothing."""
    if not (day or how or by):
        return ()
    if not day or not how or how == "unverified":
        raise UsageRefused("A check has a day and a way.", "Write: --checked today --how website --by coordinator.")
    return (f"verified_on={day}", f"verified_how={how}", *([f"verified_by={by}"] if by else []))
