"""The only loop: fold the events, ask what the page wants next, append what was said. Screens plug in below it."""

from __future__ import annotations

from crisisaid.app.present import opening, present
from crisisaid.engine.advance import next_prompt, still_to_continue
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import used
from crisisaid.errors import InputEnded
from crisisaid.model.event import FINISHED, INTERRUPTED, STOPPED, Closed, Continued, Started, Used
from crisisaid.model.protocol import GATE
from crisisaid.model.state import AskGoOn, AskItem, AskSetting, AskTogether, GoTo, OfferReferral
from crisisaid.model.tier import CALL_NOW
from crisisaid.model.view import Line, Pressed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol as Shape

    from crisisaid.app.desk import Desk
    from crisisaid.model.event import Event
    from crisisaid.model.state import Prompt, State
    from crisisaid.model.view import Reply, View

    class Screen(Shape):
        """What shows a view and brings back one reply."""

        def ask(self, view: View) -> Reply: ...

    class Keeps(Shape):
        """What an event is put into before the next prompt shows."""

        failed: str

        def append(self, event: Event) -> None: ...


class Session:
    """One session at one screen. ``events`` is all there is of it."""

    def __init__(
        self, desk: Desk, screen: Screen, journal: Keeps, events: tuple[Event, ...], *, board: bool = False
    ) -> None:
        self.desk = desk
        self.screen = screen
        self.journal = journal
        self.events = list(events)
        # The danger check comes first whatever was chosen: the other protocols are opened while it is being read.
        self.state: State = fold(desk.library, _at_the_gate(self.events))
        self.news: list[Line] = []
        self.brief = False
        self.board_open = board
        self._told_of_failure = False
        self._just_called = False
        self._hinted: set[str] = set()
        self._told_of_findings = False

    def run(self) -> State:
        """From where the session stands to its end; whatever happens on the way, it ends with what is known."""
        self.news = list(opening(self.state.about, approvals=self.desk.may_be_approved()))
        try:
            while (prompt := next_prompt(self.desk.library, self.state)) is not None:
                self._take(prompt)
        except InputEnded as ended:
            self.close(ended.why)
        except KeyboardInterrupt:
            self.close(INTERRUPTED)
        if not self.state.closed:
            self.close(FINISHED)
        return self.state

    def ask(self, view: View) -> Reply:
        """Show a view below what is new, and bring back the reply."""
        news, self.news = tuple(self.news), []
        brief, self.brief = self.brief, False
        reply = self.screen.ask(view.but(news=news, brief=brief) if news else view)
        if len(self.events) == 1:
            self.state = fold(self.desk.library, self.events)
        return reply

    def add(self, event: Event, *, kept: bool = True) -> None:
        """Something happened: keep it first, then see where that leads, and say so when the tier changes."""
        self.add_all((event,), kept=kept)

    def add_all(self, events: Iterable[Event], *, kept: bool = True) -> None:
        """The same for what was said at one go."""
        for event in events:
            if kept:
                self.journal.append(event)
            self.events.append(event)
        before, self.state = self.state, fold(self.desk.library, self.events)
        if self.journal.failed and not self._told_of_failure:
            self._told_of_failure = True
            self.tell(self.journal.failed)
        if before.disposition.tier != self.state.disposition.tier and not self.state.closed:
            from crisisaid.app.reasons import news_of_tier

            self.news += news_of_tier(before, self.state, self.desk)
            self._just_called = self.state.disposition.tier == CALL_NOW

    def tell(self, *sentences: str) -> None:
        """Something to say above the next prompt."""
        self.news += [Line(sentence) for sentence in sentences if sentence]

    def stop(self) -> None:
        """Stop here, with what is known."""
        self.close(STOPPED)

    def close(self, why: str) -> None:
        """The end: a protocol that was due comes onto the list first, so that what is known counts there as well.

        Where a session was cut short this is not kept: it is taken up again as if it were still going on.
        """
        kept = why in (FINISHED, STOPPED)
        while due := still_to_continue(self.desk.library, self.state, sure=True):
            self.add(Continued(used(self.desk.library, due[0].target), due[0].step), kept=kept)
        self.add(Closed(why), kept=kept)

    def press(self, prompt: Prompt | None, key: str) -> None:
        """A key that works everywhere was pressed at a prompt of the page."""
        from crisisaid.app.pressed import press

        press(self, prompt, key)

    def press_here(self, reply: Reply) -> bool:
        """The same inside a question of the program's own; True when that question is to be left."""
        from crisisaid.app.pressed import press_here

        return press_here(self, reply)

    def _take(self, prompt: Prompt) -> None:
        if isinstance(prompt, GoTo):
            self.add(Continued(used(self.desk.library, prompt.target), prompt.step))
            if not isinstance(next_prompt(self.desk.library, self.state), AskGoOn):
                from crisisaid.formats.summary_words import stop

                self.tell(stop(f"Next: {self.desk.library.entry(prompt.target).title}"))
            return
        if self.board_open and isinstance(prompt, AskItem | AskTogether) and self._on_board(prompt):
            return
        if self._just_called and not isinstance(prompt, OfferReferral | AskSetting):
            from crisisaid.app.present_more import emergency_lines

            self.news += emergency_lines(self.state)
        self._just_called = False
        self._hint(getattr(prompt, "protocol", ""))
        view = present(prompt, self.state, self.desk)
        self._tell_of_findings()
        reply = self.ask(view)
        if isinstance(reply, Pressed):
            self.press(prompt, reply.key)
        else:
            from crisisaid.app.replies import answer

            answer(self, prompt, reply)

    def _hint(self, protocol: str) -> None:
        """Once for each protocol behind the danger check: who approved it, and that it says what changes in a chat."""
        if protocol not in ("", GATE, *self._hinted) and self.state.disposition.tier != CALL_NOW:
            from crisisaid.app.situations import hint

            self._hinted.add(protocol)
            entry = self.desk.library.entry(protocol)
            if self.desk.may_be_approved():
                self.tell(f"{entry.title}, {entry.version}: {self.desk.review(entry)}.")
            self.tell(hint(self.desk.library, protocol, self.state))

    def _tell_of_findings(self) -> None:
        """What is wrong in the organisation's files is said once; the check goes on with what could be read."""
        if self.desk.findings and not self._told_of_findings:
            self._told_of_findings = True
            first, more = self.desk.findings[0], len(self.desk.findings) - 1
            place = f"{first.file}, line {first.line}: " if first.line else ""
            others = f" ({more} more like this.)" if more else ""
            self.tell(f"Your organisation's files: {place}{first.message} {first.hint}{others}")

    def _on_board(self, prompt: AskItem | AskTogether) -> bool:
        """Show the board instead of one item; False once it is done or the gate is still to be passed."""
        from crisisaid.app.board import at_board

        if prompt.protocol == GATE:
            return False
        self.board_open = at_board(self, (prompt.protocol,))
        return True


def _at_the_gate(events: list[Event]) -> list[Event]:
    """A session that has only begun, as if nothing but the danger check were on its list."""
    match events:
        case [Started(gate=Used()) as started]:
            return [started.but(chosen=None)]
    return events
