"""The guided check at a terminal: from the first prompt to the summary, and what happens when it is cut short."""

from __future__ import annotations

import sys

from crisisaid.app.desk import Desk
from crisisaid.app.session import Session
from crisisaid.engine.scripted import start
from crisisaid.errors import DONE, INPUT_ENDED, INTERRUPTED, CrisisaidError, InputEnded, SessionFailed
from crisisaid.model import event as events
from crisisaid.model.protocol import SUPPORTER
from crisisaid.model.record import Record
from crisisaid.ui.line import LineScreen, may_be_bold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from crisisaid.model.event import Event
    from crisisaid.model.state import State
    from crisisaid.store.journal import Journal, MemoryJournal

_EXIT = {events.INPUT_ENDED: INPUT_ENDED, events.INTERRUPTED: INTERRUPTED}


class Wishes(Record):
    """What was asked for on the command line."""

    protocol: str = ""
    country: str = ""
    channel: str = ""
    about: str = ""
    organisation: str = ""
    site: str = ""
    over: str = ""
    at: str = ""
    library: str = ""
    output: str = ""
    form: str = "text"
    board: bool = False
    plain: bool = False
    shared: bool = False


def check(wishes: Wishes, environ: Mapping[str, str]) -> int:
    """A guided check about a person; the exit code says how it ended."""
    desk = Desk(environ, wishes.organisation, wishes.library, site=wishes.site, over=wishes.over)
    started = start(
        desk.library.index, wishes.protocol, channel=wishes.channel, country=wishes.country, about=wishes.about
    )
    return walk(desk, wishes, (started,))


def walk(desk: Desk, wishes: Wishes, so_far: tuple[Event, ...], journal: Journal | None = None) -> int:
    """Ask from where these events leave off, then print the summary. ``journal`` is one that was taken up again."""
    late = LateJournal(desk, so_far, journal, kept=not wishes.shared and not _about_supporter(so_far))
    talk = sys.stdout if sys.stdout and sys.stdout.isatty() else sys.stderr or sys.stdout or io_nowhere()
    nobody = "" if sys.stdin and sys.stdin.isatty() else _NOBODY
    screen = _screen(talk, wishes, desk.environ, late, nobody)
    screen.begin()
    session = Session(desk, screen, late, so_far, board=wishes.board)
    code = _to_the_end(session, wishes, screen, late, on_screen=talk is sys.stdout)
    screen.finish()
    return code


def _about_supporter(so_far: tuple[Event, ...]) -> bool:
    """Whether this is about the supporter: then not even a crash journal is kept."""
    return isinstance(so_far[0], events.Started) and so_far[0].about == SUPPORTER


def _to_the_end(session: Session, wishes: Wishes, screen: LineScreen, late: LateJournal, *, on_screen: bool) -> int:
    """The session and its summary. Raises SessionFailed for a fault on the way; the journal is then still there."""
    try:
        state = session.run()
        code = _hand_over(session.desk, wishes, state, screen, late, on_screen=on_screen)
    except InputEnded as ended:
        code, state = _EXIT[ended.why], session.state
    except CrisisaidError:
        raise
    except Exception as problem:
        raise SessionFailed(session.state.country) from problem
    late.end(state)
    return _EXIT.get(state.closed, code)


def _screen(out: TextIO, wishes: Wishes, environ: Mapping[str, str], late: LateJournal, nobody: str) -> LineScreen:
    """The screen that this terminal and these wishes call for, also by ACCESSIBLE, TERM and NO_COLOR."""
    bold = may_be_bold(out, environ, plain=wishes.plain)
    kind = LineScreen
    if wishes.shared and bold:
        from crisisaid.ui.covered import CoveredScreen

        kind = CoveredScreen
    return kind(out, bold=bold, colour=bold and not environ.get("NO_COLOR"), meanwhile=late.begin, nobody=nobody)


_NOBODY = (
    "Answers are only taken from a person at a terminal, so nothing was asked. For a program: "
    "crisisaid run PROTOCOL --country GB --answers FILE."
)


def io_nowhere() -> TextIO:
    """Where a check talks to when neither standard output nor standard error is there: it still ends in order."""
    import io

    return io.StringIO()


class LateJournal:
    """The crash journal, begun only once the first prompt is on screen and the supporter is reading it."""

    def __init__(self, desk: Desk, so_far: tuple[Event, ...], taken_up: Journal | None, *, kept: bool) -> None:
        self._desk = desk
        self._waiting = list(so_far) if taken_up is None else []
        self._kept = kept
        self._journal: Journal | MemoryJournal | None = taken_up
        self.failed = ""

    def begin(self) -> None:
        """Open the file and put into it what happened before it was there."""
        import gc

        gc.enable()
        if self._journal is None:
            from crisisaid.store.journal import Journal, MemoryJournal
            from crisisaid.store.kept import waiting
            from crisisaid.store.places import state_folder

            kept = self._kept and not self._desk.organisation().policy.shared_machine
            folder = state_folder(self._desk.environ) if kept else ""
            if folder:
                # Looking purges: what was cut short more than 12 hours ago goes now.
                waiting(folder, self._desk.now())
            self._journal = Journal.start(folder, self._desk.now()) if folder else MemoryJournal()
            for event in self._waiting:
                self._journal.append(event)
            self.failed = self._journal.failed
        self._ready()

    def _ready(self) -> None:
        """Load what the next prompts need, while nobody waits for it."""
        import crisisaid.app.board
        import crisisaid.app.present_more
        import crisisaid.app.pressed
        import crisisaid.app.reasons
        import crisisaid.app.replies
        import crisisaid.app.summarise
        import crisisaid.card
        import crisisaid.contacts.ladder  # noqa: F401

    def append(self, event: Event) -> None:
        """Keep an event before the next prompt shows."""
        if self._journal is None:
            self._waiting.append(event)
            return
        self._journal.append(event)
        self.failed = self._journal.failed

    def waits(self) -> bool:
        """Whether there is something on the disk that can be taken up again."""
        return bool(self._journal and self._journal.path and not self.failed)

    def end(self, state: State) -> None:
        """At a normal end nothing stays; a session that was cut short can be taken up again for 12 hours."""
        if self._journal is None:
            return
        if state.closed in _EXIT:
            self._journal.close()
        else:
            self._journal.close_and_remove()


def _hand_over(
    desk: Desk, wishes: Wishes, state: State, screen: LineScreen, late: LateJournal, *, on_screen: bool
) -> int:
    """Print the summary, and write it to a file when one was asked for."""
    from crisisaid.app.printing import print_out, summary_as, write_summary
    from crisisaid.app.summarise import summarise

    summary = summarise(state, desk)
    text = summary_as(summary, wishes.form, screen.width() if on_screen else 79)
    if on_screen:
        screen.hand_over(text)
    else:
        print_out(text)
    if state.closed in _EXIT:
        from crisisaid.card import print_card

        print_card(state.country)
        if late.waits():
            screen.say("To go on with this check within 12 hours: crisisaid resume. To remove it: crisisaid erase.")
    return write_summary(summary, wishes.output, wishes.form, screen.say) if wishes.output else DONE
