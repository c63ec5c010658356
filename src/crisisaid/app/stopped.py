"""Sessions that were cut short: take one up again, or remove everything the program keeps on this computer."""

from __future__ import annotations

import sys
import time

from crisisaid.app.desk import Desk
from crisisaid.app.live import Wishes, walk
from crisisaid.app.printing import say
from crisisaid.errors import DONE, REFUSED, JournalError
from crisisaid.model.event import Answered, Continued, Resumed, Set, Skipped, Started

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.model.event import Event, Used
    from crisisaid.store.kept import Waiting


def resume(wishes: Wishes, code: str, environ: Mapping[str, str]) -> int:
    """Go on with a session that was cut short. Never by itself: where there are several, one is named by its code."""
    from crisisaid.store.journal import take_up
    from crisisaid.store.kept import waiting
    from crisisaid.store.places import state_folder

    desk = Desk(environ, wishes.organisation, wishes.library, site=wishes.site, over=wishes.over)
    folder = state_folder(environ)
    found = waiting(folder, desk.now()) if folder else ()
    chosen = _chosen(found, code)
    if chosen is None:
        return _list(found)
    journal = take_up(chosen.path, desk.now())
    changed = tuple(_other_bytes(desk, journal.events))
    if changed:
        journal.close()
        _show_only(journal.events, changed)
    for remark in (
        *journal.remarks,
        f"Taken up again: {_when(chosen)}. Notes were not kept. Ask again if anything changed.",
    ):
        say(remark)
    resumed = Resumed()
    journal.append(resumed)
    return walk(desk, wishes, (*journal.events, resumed), journal)


def _chosen(found: tuple[Waiting, ...], code: str) -> Waiting | None:
    if not code and len(found) == 1:
        return found[0]
    return next((one for one in found if code and one.code.casefold() == " ".join(code.split()).casefold()), None)


def _list(found: tuple[Waiting, ...]) -> int:
    if not found:
        say("No stopped check is kept here. They are kept for 12 hours, and never with --shared.")
        return REFUSED
    say("Which one? Type: crisisaid resume and its two words.")
    for one in found:
        sys.stdout.write(f"  {one.code}: {_when(one)}, {one.events} things noted ({', '.join(one.protocols)})\n")
    return REFUSED


def _when(one: Waiting) -> str:
    return f"begun about {time.strftime('%H:%M', time.localtime(one.started_at))}"


def _other_bytes(desk: Desk, events: tuple[Event, ...]) -> Iterator[Used]:
    """The protocols of the session that are not the ones it was begun with: answers are never re-interpreted."""
    for event in events:
        match event:
            case Started(gate, chosen):
                named = [used for used in (gate, chosen) if used]
            case Continued(used):
                named = [used]
            case _:
                continue
        for used in named:
            if used.id not in desk.library or desk.library.entry(used.id).digest != used.digest:
                yield used


def _show_only(events: tuple[Event, ...], changed: tuple[Used, ...]) -> None:
    """What was answered; the protocol is another one now, so nothing is concluded from it, and the card comes too."""
    from crisisaid.card import print_card

    names = ", ".join(f"{used.id} {used.version} ({used.digest[:12]})" for used in changed)
    say(f"This check was begun with other words than today's: {names}. Its answers are shown and not read anew.")
    country = ""
    for event in events:
        match event:
            case Answered(protocol, item, answer):
                sys.stdout.write(f"  {_plainly(item)}: {_plainly(answer)} ({protocol})\n")
            case Skipped(protocol, item):
                sys.stdout.write(f"  {_plainly(item)}: passed over ({protocol})\n")
            case Set("country", value) | Started(country=value) if value:
                country = value
    print_card(country)
    raise JournalError("It cannot be gone on with.", "Start a new check: crisisaid.")


def _plainly(code: str) -> str:
    return code.replace("_", " ")


def erase(environ: Mapping[str, str]) -> int:
    """Remove everything the program has ever kept on this computer, and say plainly what that cannot do."""
    from crisisaid.store.journal import erase as remove
    from crisisaid.store.places import cache_folder, state_folder

    removed = [path for folder in (state_folder(environ), cache_folder(environ)) if folder for path in remove(folder)]
    for path in removed:
        sys.stdout.write(f"Removed: {path}\n")
    sys.stdout.write(
        f"{len(removed)} removed. Specialists may still be able to recover deleted files from a disk, and a terminal "
        "may keep what it showed.\n"
    )
    return DONE
