"""A full role play at the terminal: ask, note, find words, name the tier before the tool does, and the debrief."""

from __future__ import annotations

from crisisaid.app.board import speaks_of
from crisisaid.app.drilling import views
from crisisaid.app.drilling.debriefing import debrief_lines
from crisisaid.drill.debrief import debrief
from crisisaid.drill.moves import Asked, Chosen, Marked, Named, Played, at_the_end, due, heard
from crisisaid.drill.truth import comes_up, fact, is_least, items_of, pages_of
from crisisaid.model.protocol import DECLINED, NO, UNSURE, YES, Checklist
from crisisaid.model.role_play import PLAINLY
from crisisaid.model.view import REST, Picked, Pressed, Said, Typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.app.drilling.shelf import Drills
    from crisisaid.drill.debrief import Debrief
    from crisisaid.model.role_play import Moment, RolePlay
    from crisisaid.model.state import Key
    from crisisaid.model.view import View
    from crisisaid.ui.drill import DrillScreen


class Passed(Exception):
    """The trainee passed; nothing is noted of it."""


class Back(Exception):
    """The trainee goes back to some point."""


class Practice:
    """One role play from its content note to its debrief; ``aloud`` where somebody else reads the person's part."""

    def __init__(self, drills: Drills, role_play: RolePlay, screen: DrillScreen, *, aloud: bool = False) -> None:
        self._aloud = aloud
        self._library = drills.library
        self._lines = drills.lines(role_play.protocol)
        self._screen = screen
        self._items = items_of(drills.library, role_play)
        self.played = Played(role_play)

    @property
    def _role_play(self) -> RolePlay:
        return self.played.role_play

    def run(self) -> Debrief | None:
        """The debrief, once it was said; None when the trainee passed. Raises InputEnded."""
        try:
            self._ask(views.content_note(self._role_play))
            self._tell(views.ALOUD if self._aloud else views.opening(self._role_play))
            while self.played.named is None:
                try:
                    self._turn()
                except Back:
                    self._go_back()
            self._moments(at_the_end(self.played))
        except Passed:
            self._tell(("", "Passed. Nothing is noted of it.", *views.GROUNDING[2:]))
            return None
        found = debrief(self._library, self.played)
        self._screen.tell("\n" + debrief_lines(self._role_play, found, self._items, self._screen.width()))
        return found

    def _turn(self) -> None:
        """One thing asked and noted, and what is to be said at it; or the tier."""
        self._moments(due(self.played))
        chosen = self._what_to_ask()
        if chosen is None:
            tier = self._choice(views.which_tier())
            self.played = self.played.and_then(Named(tier, int(self._choice(views.which_step(self._role_play)))))
        elif isinstance(chosen, views.Glance):
            self._glance(chosen)
        else:
            self._one(chosen)

    def _one(self, key: Key) -> None:
        item = self._items[key]
        manner = PLAINLY
        if item.how == "ask" and not self._aloud:
            ways = self._lines.ask.get(key[1], {}) if self._lines and key[0] == self._role_play.protocol else {}
            manner = self._choice(views.how_to_ask(item, ways, second_hand=self._role_play.about == "third_party"))
        answer = fact(item, key, self._role_play.facts)
        comes_back = views.THEY_ANSWER if self._aloud else heard(self.played, key, item, answer, manner)
        self.played = self.played.and_then(Asked(key, manner))
        mark = self._choice(views.what_to_note(item, comes_back))
        if mark != views.NOTHING:
            self.played = self.played.and_then(Marked(key, mark))

    def _glance(self, glance: views.Glance) -> None:
        """Several signs at once: what is seen, then what is noted of it."""
        seen, first = [], True
        for key in glance.keys:
            item = self._items[key]
            answer = fact(item, key, self._role_play.facts)
            if not is_least(item, answer):
                seen.append(heard(self.played, key, item, answer, PLAINLY))
            self.played = self.played.and_then(Asked(key, PLAINLY, not first))
            first = False
        nothing = self._role_play.nothing_seen
        rows = seen or [nothing[self.played.prompts % len(nothing)]]
        rows = [views.THEY_ANSWER] if self._aloud else rows
        noted: dict[str, str] = {}
        while len(noted) < len(glance.keys):
            view = views.at_a_glance(glance, self._items, rows)
            if noted:
                entries = tuple((name, label, noted.get(name, "")) for name, label, _ in view.entries)
                view = view.but(entries=entries, enter=REST, lines=())
            reply = self._ask(view)
            if isinstance(reply, Picked):
                noted |= dict(reply.answers)
                noted |= {"/".join(key): NO for key in glance.keys if reply.rest and "/".join(key) not in noted}
        for key in glance.keys:
            if noted["/".join(key)] in (YES, NO, UNSURE, DECLINED):
                self.played = self.played.and_then(Marked(key, noted["/".join(key)]))

    def _what_to_ask(self) -> Key | views.Glance | None:
        """The item or the signs that are chosen, or None for the tier."""
        words = ""
        while True:
            waiting = self._waiting(words)
            if words and not waiting:
                self._tell((f"Nothing speaks of '{words[:30]}'.",))
                words, waiting = "", self._waiting("")
            glances = () if words else self._glances(waiting)
            reply = self._ask(views.to_ask(self._items, waiting, glances, words))
            if isinstance(reply, Typed):
                words = reply.words
            elif isinstance(reply, Said) and reply.value.startswith(views.GLANCE):
                return glances[int(reply.value.removeprefix(views.GLANCE))]
            elif isinstance(reply, Said):
                page, _, item = reply.value.partition("/")
                return None if reply.value == views.TIER else (page, item)

    def _waiting(self, words: str) -> list[Key]:
        """What can be asked: of what was not noted yet, or of everything that a word finds."""
        up = comes_up(self._library, self._role_play, self.played.marks)
        if not words:
            return [key for key in up if key not in self.played.marks]
        return [key for key in up if speaks_of(f"{self._items[key].label} {self._items[key].text}", words)]

    def _glances(self, waiting: Sequence[Key]) -> tuple[views.Glance, ...]:
        """The checklists that are asked together, of which two signs or more wait."""
        found = []
        for page in pages_of(self._library, self._role_play):
            for step in self._library[page].steps:
                if isinstance(step, Checklist) and step.together:
                    plain = [(page, item.id) for item in step.items if not item.scale and not item.options]
                    keys = tuple(key for key in plain if key in waiting)
                    if len(keys) > 1:
                        found.append(views.Glance(step.title, keys))
        return tuple(found)

    def _moments(self, moments: Sequence[Moment]) -> None:
        for moment in () if self._aloud else moments:
            choice = int(self._choice(views.what_to_say(moment)))
            self.played = self.played.and_then(Chosen(moment.id, choice))
            self._tell(("", *views.said(moment.choices[choice])))

    def _go_back(self) -> None:
        if not self.played.moves:
            self._tell(("This is the beginning.",))
            return
        try:
            number = int(self._choice(views.where_back(self.played, self._items)))
        except Back:
            return
        self.played = self.played.back_to(number)
        self._tell(("You are back there. Try another way.",))

    def _choice(self, view: View) -> str:
        while True:
            reply = self._ask(view)
            if isinstance(reply, Said):
                return reply.value

    def _ask(self, view: View) -> Said | Typed | Picked:
        """One reply; what works everywhere is done here. Raises Passed, Back, InputEnded."""
        while True:
            reply = self._screen.ask(view)
            if isinstance(reply, Pressed):
                if reply.key == "b":
                    raise Back
                if reply.key == "q":
                    raise Passed
                self._tell(views.EMERGENCY if reply.key == "e" else ("That key does nothing in practice.",))
            elif isinstance(reply, Said) and reply.value == views.PASS:
                raise Passed
            elif isinstance(reply, Said) and reply.value == views.PAUSE:
                self._tell(("", *views.GROUNDING))
            else:
                return reply

    def _tell(self, rows: Sequence[str]) -> None:
        for row in rows:
            self._screen.say(row)
