"""`contacts setup`: what an organisation settles for itself, asked in plain words and written into its folder."""

from __future__ import annotations

import os

from crisisaid.app.contacts.keeping_settle import NOT_WRITTEN, not_written, say_refused
from crisisaid.app.contacts.keeping_values import values_of
from crisisaid.app.contacts.questions import HOW, Asker, go_through
from crisisaid.app.contacts.setting_up_files import Setup
from crisisaid.app.contacts.setting_up_questions import STANDS, SettingQuestions
from crisisaid.app.contacts.setting_up_words import NEXT, ROLE_KINDS
from crisisaid.app.printing import say
from crisisaid.contacts.editing.checks import CONTACTS, POLICY
from crisisaid.contacts.layers import sites_of
from crisisaid.contacts.roles import ROLES
from crisisaid.errors import DONE, REFUSED, ContentRefused, CrisisaidError, FileRefused, InputEnded
from crisisaid.model.record import Record
from crisisaid.store.places import config_folder, organisation_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from crisisaid.app.contacts.questions import Answers


class Settings(Record):
    """What was asked for on the command line: KEY=VALUE words, names to take away, and whether to ask."""

    organisation: str = ""
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    yes: bool = False


def setup(environ: Mapping[str, str], settings: Settings) -> int:
    """Ask, show both files, and write them after a yes; what is there already is only changed where it is answered."""
    folder = organisation_folder(environ, settings.organisation) or _usual(environ)
    given = _given(settings)
    try:
        files = Setup(folder)
        if given:
            return _finish(files, given, _yes_to(settings.yes))
        asker = Asker()
        return _ask(files, asker, settings.yes)
    except ContentRefused as refused:
        say_refused(refused)
        return REFUSED
    except InputEnded as ended:
        return not_written(ended)


def _usual(environ: Mapping[str, str]) -> str:
    base = config_folder(environ)
    if not base:
        raise FileRefused("It is not known where your organisation's folder belongs.", "Name it: --organisation DIR.")
    return os.path.join(base, "organisation")


def _given(settings: Settings) -> Answers:
    roles = [pair for pair in settings.sets if pair.partition("=")[0].strip().replace("-", "_") in ROLE_KINDS]
    rest = [pair for pair in settings.sets if pair not in roles]
    given: dict[str, Any] = values_of(rest, POLICY)
    for pair in roles:
        role, _, number = pair.partition("=")
        given[role.strip().replace("-", "_")] = values_of((f"phone={number}",), CONTACTS)["phone"]
    from crisisaid.app.contacts.keeping_values import checked_name

    return given | {checked_name(name.replace("-", "_"), POLICY): None for name in settings.clears}


def _yes_to(yes: bool) -> Callable[[str], str]:
    return (lambda _: "yes") if yes else (lambda ask: Asker().agreed(ask))


def _ask(files: Setup, asker: Asker, yes: bool) -> int:
    asker.tell(f"Your organisation's folder: {files.folder}", "Every question may be left open.", HOW)
    steps = SettingQuestions(files.present, files.numbers, sites_of(files.folder), files.known()).steps()
    answers: Answers = {}
    at = 0
    while True:
        at = go_through(asker, steps, answers, at)
        try:
            code = _finish(files, _settled(files, answers), (lambda _: "yes") if yes else asker.agreed)
        except CrisisaidError as refused:
            say_refused(refused)
            code = -1 if asker.goes_back() else REFUSED
        if code >= 0:
            return code


def _settled(files: Setup, answers: Answers) -> Answers:
    """Who stands in for whom as one setting, from one answer a role."""
    pairs = dict(files.present.get("when_nobody") or {})
    for role in ROLES:
        if STANDS + role in answers:
            pairs[role] = answers[STANDS + role]
    pairs = {role: name for role, name in pairs.items() if name}
    plain = {name: value for name, value in answers.items() if not name.startswith(STANDS)}
    changed = pairs != (files.present.get("when_nobody") or {})
    return {**plain, **({"when_nobody": pairs or None} if changed else {})}


def _finish(files: Setup, answers: Answers, agreed: Callable[[str], str]) -> int:
    """Show and write; -1 to go back to the questions."""
    changes = files.changes(answers)
    if not changes:
        say(f"{files.folder} says all of this already. {NOT_WRITTEN}")
        return DONE
    files.show(changes)
    said = agreed(f"Write this to {files.folder}?")
    if said != "yes":
        say("" if said else NOT_WRITTEN)
        return -1 if said else REFUSED
    files.write(changes)
    say(NEXT)
    return DONE
