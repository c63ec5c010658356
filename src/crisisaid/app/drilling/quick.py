"""Quick judgement: a few lines, then the tier and whom to reach first, before the page says it."""

from __future__ import annotations

import os

from crisisaid.app.bookshelf import protocols_folder
from crisisaid.app.drilling import views
from crisisaid.app.drilling.debriefing import MARK
from crisisaid.app.words import HEADLINES
from crisisaid.contacts.roles import role_words
from crisisaid.drill.cases import Case, pair_cases, roles_first
from crisisaid.errors import FileRefused, UsageRefused
from crisisaid.library.files import SCENARIOS_FILE
from crisisaid.library.scenarios import end_of, parse_scenarios
from crisisaid.model.protocol import Referral
from crisisaid.model.record import Record
from crisisaid.model.tier import CALL_NOW, RANK
from crisisaid.model.view import Line, Pressed, Said, View, numbered
from crisisaid.proof.boundaries import boundaries
from crisisaid.proof.session import everyone, pages
from crisisaid.reading.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from crisisaid.app.drilling.shelf import Drills
    from crisisaid.model.protocol import Protocol
    from crisisaid.model.scenario import Scenario
    from crisisaid.ui.drill import DrillScreen

ROLES = ("ambulance", "crisis_line", "shift_lead", "local_service")
"""Offered in every case, beside those that its protocol names first anywhere."""

NOBODY = "nobody"
"""Nobody has to be reached now."""


class Judged(Record):
    """A case, and what the trainee named for it."""

    case: Case
    tier: str
    role: str

    @property
    def first_step(self) -> str:
        """Whether the one to reach first is one whom the page names first; nobody where it names nobody."""
        right = self.case.roles or (NOBODY,)
        return "good" if self.role in right else "neutral"


def written_cases(drills: Drills, protocol: Protocol) -> list[Case]:
    """The written situations of a protocol that have a vignette; of an organisation's own protocols, too."""
    scenarios = situations(drills, protocol)
    shown = [one for one in scenarios if one.vignette and one.expect.tier in views.TIERS]
    ends = ((one, end_of(drills.library, one)) for one in shown)
    return [
        Case(one.id, protocol.id, one.vignette, one.expect.tier, roles_first(drills.library, end)) for one, end in ends
    ]


def situations(drills: Drills, protocol: Protocol) -> tuple[Scenario, ...]:
    """Those that lie beside the protocol in the first folder that has them."""
    for folder in (protocols_folder(), drills.own):
        path = os.path.join(folder, protocol.id, protocol.version, SCENARIOS_FILE)
        if folder and os.path.isfile(path):
            try:
                return parse_scenarios(read_bytes(path), path)[0]
            except FileRefused:
                continue
    return ()


def line_cases(drills: Drills, protocol: Protocol, dice: Random) -> list[Case]:
    """People on either side of the protocol's thresholds, put together from its sounds-like lines."""
    lines = drills.lines(protocol.id)
    if lines is None:
        return []
    library = {name: drills.library[name] for name in drills.library}
    found = boundaries(everyone(pages(library, protocol)))
    pairs = pair_cases(library, protocol, lines, found, dice.choice)
    return [case for pair in pairs for case in pair]


def cases(drills: Drills, protocols: Sequence[str], count: int, dice: Random, *, lines: bool) -> list[Case]:
    """So many cases in an order that the dice decide; of ``lines`` only people at a line. Raises UsageRefused."""
    found: list[Case] = []
    for name in protocols or sorted(drills.library):
        protocol = drills.library[name]
        if not lines:
            found += written_cases(drills, protocol)
        if lines or protocols:
            found += line_cases(drills, protocol, dice)
    if not found:
        raise UsageRefused("There is no case for that.", "crisisaid drill list shows what can be practised.")
    dice.shuffle(found)
    return found[:count]


def judge(screen: DrillScreen, drills: Drills, some: Sequence[Case]) -> Iterator[Judged]:
    """Each case in turn, with what the page says behind it; ends early when the trainee passes. Raises InputEnded."""
    for number, case in enumerate(some, 1):
        tier = _asked(screen, _which_tier(case, number, len(some)))
        role = _asked(screen, _whom_first(drills.library[case.protocol])) if tier else ""
        if not tier or not role:
            screen.say("Passed. Nothing is noted of this one.")
            return
        judged = Judged(case, tier, role)
        for row in ("", *_answer(judged)):
            screen.say(row)
        yield judged


def _which_tier(case: Case, number: int, of: int) -> View:
    view = views.which_tier()
    return view.but(heading=f"{number} of {of}. Where does this have to go?", lines=(Line(case.vignette),))


def _whom_first(protocol: Protocol) -> View:
    named = [roles[0] for step in protocol.steps if isinstance(step, Referral) for _, roles in step.to if roles]
    rows = [(role, role_words(role)) for role in sorted({*ROLES, *named})]
    choices = numbered((*rows, (NOBODY, "nobody else now: agree when you talk again")))
    return View("choice", "Whom do you reach first?", choices=(*choices, *views.PASSING))


def _asked(screen: DrillScreen, view: View) -> str:
    """What was chosen; "" when the trainee passes."""
    while True:
        reply = screen.ask(view)
        if isinstance(reply, Pressed):
            if reply.key == "q":
                return ""
            for row in views.EMERGENCY if reply.key == "e" else ("That key does nothing here.",):
                screen.say(row)
        elif isinstance(reply, Said):
            if reply.value == views.PASS:
                return ""
            if reply.value != views.PAUSE:
                return reply.value
            for row in views.GROUNDING:
                screen.say(row)


def _answer(judged: Judged) -> list[str]:
    case = judged.case
    difference = RANK[judged.tier] - RANK[case.tier]
    said = "That is where it has to go."
    if difference < 0:
        said = "That is too little: somebody would have had less help than they needed."
    elif difference:
        said = "That is more than was needed: safe, and it costs trust."
    rows = [MARK, f"You named {HEADLINES[judged.tier]}. The page comes to {HEADLINES[case.tier]}. {said}"]
    if judged.tier == CALL_NOW != case.tier:
        rows.append("Emergency services would have come to somebody who did not need them.")
    first = " or ".join(role_words(role) for role in case.roles) or "nobody else now"
    rows.append(f"First to reach: {first}." + ("" if judged.first_step == "good" else " You named somebody else."))
    if case.threshold:
        rows.append(f"The line: {case.threshold}. What decides: {case.item} ({case.answer.replace('_', ' ')}).")
    return [*rows, ""]
