"""The two files that setup writes: settings and first contacts, new with comments, or changed in their own lines."""

from __future__ import annotations

import os

from crisisaid.app.contacts.keeping_file import Kept, changed_lines, replace_file
from crisisaid.app.contacts.keeping_questions import suggested
from crisisaid.app.contacts.setting_up_questions import stand_in_fault
from crisisaid.app.contacts.setting_up_words import (
    ASKED,
    CONTACTS_HEAD,
    EXAMPLES,
    POLICY_HEAD,
    ROLE_KINDS,
    UNSET,
    WHO_STANDS_IN,
)
from crisisaid.app.printing import print_out, say
from crisisaid.contacts.editing.checks import POLICY, page_of
from crisisaid.contacts.editing.entries import LIST, added, changed
from crisisaid.contacts.editing.sheet import read_sheet
from crisisaid.contacts.editing.yaml_text import POLICY_ORDER, written
from crisisaid.contacts.roles import ROLES
from crisisaid.errors import ContentRefused, FileRefused, UsageRefused
from crisisaid.model.plain import wrap
from crisisaid.model.record import Record
from crisisaid.reading.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from crisisaid.app.contacts.questions import Answers

HEADED = {"name": "organisation", "country": "country", "timezone": "timezone"}
"""Settings that contacts.yaml may name as well; there they count more."""
COMMENT_WIDTH = 110


class Change(Record):
    """A file as it is (None: not there) and as it is to be."""

    path: str
    before: bytes | None
    after: bytes


class Setup:
    """An organisation's folder, which need not be there yet. Raises ContentRefused, FileRefused for faulty files."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._policy = os.path.join(folder, "policy.yaml")
        self._before = read_bytes(self._policy) if os.path.lexists(self._policy) else None
        self._contacts = Kept(folder)
        settled = page_of(self._before, self._policy, POLICY) if self._before is not None else None
        if settled and settled.findings:
            said = f"{self._policy} has mistakes in it already. Nothing was changed."
            raise ContentRefused(settled.findings, said, "Put them right first.")
        data = dict(settled.data) if settled else {}
        head = self._head()
        self.present: Mapping[str, Any] = {**data, **{name: head[key] for name, key in HEADED.items() if key in head}}
        self.numbers = {role: str(entry.get("phone", "")) for role, entry in self._own().items()}

    def known(self) -> Mapping[str, str]:
        """Names by id of the contacts there are."""
        return self._contacts.known()

    def _head(self) -> dict[str, Any]:
        """What contacts.yaml says above its list. Raises ContentRefused where it cannot be read."""
        return dict(self._contacts.sheet().document.data) if self._contacts.before is not None else {}

    def _own(self) -> dict[str, Mapping[str, Any]]:
        """The one contact of each role that has just one."""
        found = {}
        for role, kind in ROLE_KINDS.items():
            of_kind = [one for one in self._contacts.entries() if one.get("kind") == kind and not one.get("hide")]
            if len(of_kind) == 1:
                found[role] = of_kind[0]
        return found

    def changes(self, answers: Answers) -> tuple[Change, ...]:
        """The files that would change. Raises ContentRefused when what was answered cannot stand together."""
        numbers = {role: answers[role] for role in ROLE_KINDS if answers.get(role)}
        settings = {name: value for name, value in answers.items() if name not in ROLE_KINDS}
        if numbers and "roles" not in settings:
            had = self.present.get("roles") or ()
            settings["roles"] = [role for role in ROLES if role in had or role in numbers]
        for role, name in (settings.get("when_nobody") or {}).items():
            if fault := stand_in_fault(role, name, self.known()):
                raise UsageRefused(fault, "Nothing was changed.")
        self._contacts.country = settings.get("country") or self._contacts.country
        self._contacts.timezone = settings.get("timezone") or self._contacts.timezone
        made = (Change(self._policy, self._before, self._new_policy(settings)), self._new_contacts(settings, numbers))
        return tuple(change for change in made if change.before != change.after)

    def _new_policy(self, settings: Mapping[str, Any]) -> bytes:
        if self._before is None:
            known = {name: value for name, value in {**self.present, **settings}.items() if name in POLICY_ORDER}
            return new_policy({name: value for name, value in known.items() if name != "format"}).encode()
        after = changed(read_sheet(self._before, self._policy), (), settings, POLICY_ORDER)
        faults = page_of(after, self._policy, POLICY).findings
        if faults:
            raise ContentRefused([one.but(line=0) for one in faults], "This would not be right. Nothing was changed.")
        return after

    def _new_contacts(self, settings: Mapping[str, Any], numbers: Mapping[str, str]) -> Change:
        """The list with the numbers that were given, and its head where it says the same as a setting."""
        kept = self._contacts
        data = CONTACTS_HEAD.encode() if kept.before is None else kept.before
        head = {HEADED[name]: settings[name] for name in HEADED if name in settings and HEADED[name] in self._head()}
        if head:
            data = changed(read_sheet(data, kept.path), (), head)
        own, ids = self._own(), []
        for role, number in numbers.items():
            data, contact = self._with_number(data, role, number, own.get(role))
            ids.append(contact)
        for contact in ids:
            kept.judge(data, contact)
        return Change(kept.path, kept.before, data)

    def _with_number(self, data: bytes, role: str, number: str, there: Mapping[str, Any] | None) -> tuple[bytes, str]:
        sheet = read_sheet(data, self._contacts.path)
        listed = sheet.document.data[LIST]
        if there is not None:
            place = next(at for at, one in enumerate(listed) if one.get("id") == there["id"])
            # A new number has not been checked by whoever checked the old one.
            fresh = {"verified_on": None, "verified_how": None, "verified_by": None} if number != there["phone"] else {}
            return changed(sheet, (LIST, place), {"phone": number, **fresh}), str(there["id"])
        known = {**self._contacts.known(), **{str(one.get("id")): "" for one in listed}}
        name = ROLES[role].removeprefix("the ").removeprefix("a ").capitalize()
        contact = suggested(f"own {name}", ROLE_KINDS[role], known)
        return added(sheet, [{"id": contact, "name": name, "kind": ROLE_KINDS[role], "phone": number}]), contact

    def show(self, changes: Sequence[Change]) -> None:
        """What would be written, file by file: the whole of a new one, the changed lines of another."""
        for change in changes:
            say(f"\n{change.path}:")
            new = change.before is None
            print_out(change.after.decode() if new else "\n".join(changed_lines(change.before, change.after)))

    def write(self, changes: Sequence[Change]) -> None:
        """Write them, each whole. Raises FileRefused, which says what was written before."""
        done: list[str] = []
        for change in changes:
            try:
                replace_file(change.path, change.before, change.after)
            except FileRefused as refused:
                written_so_far = f"{', '.join(done)} was written." if done else "Nothing was written."
                raise FileRefused(refused.message, f"{written_so_far} {refused.hint}".strip()) from None
            done.append(change.path)
            say(f"Written to {change.path}.")


def new_policy(settings: Mapping[str, Any]) -> str:
    """A file of settings with a comment above each: why it matters, and what happens while it is left open."""
    blocks = [POLICY_HEAD]
    for name in POLICY_ORDER[1:]:
        asked = ASKED.get(name, WHO_STANDS_IN)
        comment = wrap(f"{asked[0]} {asked[1]} Left open: {UNSET[name]}", COMMENT_WIDTH, "# ", "# ")
        value = settings.get(name)
        line = f"{name}: {written(name, value)}" if value is not None else f"# {name}: {written(name, EXAMPLES[name])}"
        blocks.append("\n".join((*comment, line)) + "\n")
    return "\n".join(blocks)
