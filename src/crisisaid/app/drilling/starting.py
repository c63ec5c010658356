"""`drill play`, `quick` and `pair`: practice at a terminal, and what is kept of it if the trainee wants that."""

from __future__ import annotations

import os
import re
import sys
import time
from random import Random

from crisisaid.app.drilling.carried import Carried
from crisisaid.app.drilling.group import group as ask_the_room
from crisisaid.app.drilling.playing import Practice
from crisisaid.app.drilling.quick import cases, judge
from crisisaid.app.drilling.shelf import Drills
from crisisaid.app.live import io_nowhere
from crisisaid.app.printing import say
from crisisaid.errors import DONE, INPUT_ENDED, INTERRUPTED, InputEnded, UsageRefused
from crisisaid.model import event as events
from crisisaid.model.drill_result import PAIR, QUICK, ROLE_PLAY, DrillResult, DrillSlip
from crisisaid.model.record import Record
from crisisaid.store.drill_history import append_result
from crisisaid.store.places import state_folder
from crisisaid.ui.drill import DrillScreen
from crisisaid.ui.line import may_be_bold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crisisaid.app.drilling.quick import Judged
    from crisisaid.drill.cases import Case
    from crisisaid.drill.debrief import Debrief
    from crisisaid.model.role_play import RolePlay

_EXIT = {events.INPUT_ENDED: INPUT_ENDED, events.INTERRUPTED: INTERRUPTED}

PSEUDONYM = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")

NOBODY = "A drill is for a person at a terminal, so nothing was asked."


class Setting(Record):
    """Where drills come from, who practises ("" where nothing is to be kept), and how it is shown.

    ``carried`` is the file of a class.
    """

    organisation: str = ""
    folder: str = ""
    trainee: str = ""
    results: str = ""
    plain: bool = False
    carried: str = ""


def drills_of(environ: Mapping[str, str], setting: Setting) -> Drills:
    """The drills that are meant: those of a class's file, of a folder, or all that there are."""
    if setting.carried:
        return Carried(setting.carried).drills(environ, setting.organisation)
    return Drills(environ, setting.organisation, setting.folder)


def play(environ: Mapping[str, str], name: str, setting: Setting, *, aloud: bool = False) -> int:
    """One full role play; ``aloud`` with somebody who reads the part. Nothing is kept without a pseudonym."""
    _check_trainee(setting)
    drills = drills_of(environ, setting)
    role_play = drills.role_play(name)
    practice = Practice(drills, role_play, _screen(environ, setting), aloud=aloud)
    try:
        found = practice.run()
    except InputEnded as ended:
        return _EXIT[ended.why]
    if found is not None and setting.trainee:
        _keep(environ, setting, [_of_role_play(drills, role_play, found, setting.trainee)])
    return DONE


def quick(
    environ: Mapping[str, str], protocols: Sequence[str], count: int, seed: int, setting: Setting, *, lines: bool
) -> int:
    """Short cases one after another; a class's file says how many and which. Nothing is kept without a pseudonym."""
    if setting.carried:
        carried = Carried(setting.carried)
        count, seed, protocols = carried.count, carried.seed, protocols or list(carried.protocols)
    drills = drills_of(environ, setting)
    return practise(
        environ, drills, setting, lambda dice: cases(drills, protocols, count, dice, lines=lines), seed=seed
    )


def practise(
    environ: Mapping[str, str],
    drills: Drills,
    setting: Setting,
    chosen: Callable[[Random], Sequence[Case]],
    *,
    seed: int,
) -> int:
    """The cases that are chosen with these dice, one after another."""
    _check_trainee(setting)
    some = chosen(Random(seed))  # noqa: S311 - which cases come is no secret
    judged: list[Judged] = []
    code = DONE
    try:
        for one in judge(_screen(environ, setting), drills, some):
            judged.append(one)  # noqa: PERF402 - what was judged before the input ended counts
    except InputEnded as ended:
        code = _EXIT[ended.why]
    if judged and setting.trainee:
        _keep(environ, setting, [_of_case(drills, one, setting.trainee) for one in judged])
    return code


def group(environ: Mapping[str, str], name: str, setting: Setting) -> int:
    """One role play for a room: hands are counted, nothing is kept."""
    drills = drills_of(environ, setting)
    try:
        ask_the_room(drills, drills.role_play(name), _screen(environ, setting))
    except InputEnded as ended:
        return _EXIT[ended.why]
    return DONE


def results_folder(environ: Mapping[str, str], named: str = "") -> str:
    """Where results are kept: apart from everything that belongs to live checks."""
    if named:
        return named
    folder = state_folder(environ)
    return os.path.join(folder, "drills") if folder else ""


def _check_trainee(setting: Setting) -> None:
    if setting.trainee and not PSEUDONYM.fullmatch(setting.trainee):
        said = f"{setting.trainee!r} cannot be a pseudonym."
        raise UsageRefused(said, "Use small letters, digits, - and _, at most 40; no real name.")


def _screen(environ: Mapping[str, str], setting: Setting) -> DrillScreen:
    talk = sys.stdout if sys.stdout and sys.stdout.isatty() else sys.stderr or sys.stdout or io_nowhere()
    nobody = "" if sys.stdin and sys.stdin.isatty() else NOBODY
    bold = may_be_bold(talk, environ, plain=setting.plain)
    return DrillScreen(talk, bold=bold, colour=bold and not environ.get("NO_COLOR"), nobody=nobody)


def _keep(environ: Mapping[str, str], setting: Setting, results: Sequence[DrillResult]) -> None:
    folder = results_folder(environ, setting.results)
    if not folder:
        say("There is no place to keep it in; nothing was kept.")
        return
    for result in results:
        path = append_result(folder, result)
    say(f"Kept under the pseudonym {setting.trainee}, in {path}. Delete the file and it is gone.")


def today() -> str:
    """The day by this computer's clock."""
    return time.strftime("%Y-%m-%d")


def _of_role_play(drills: Drills, role_play: RolePlay, found: Debrief, trainee: str) -> DrillResult:
    protocol = drills.library[role_play.protocol]
    return DrillResult(
        trainee=trainee,
        date=today(),
        kind=ROLE_PLAY,
        drill=role_play.id,
        drill_digest=role_play.digest,
        protocol=protocol.id,
        version=protocol.version,
        digest=protocol.digest,
        right=found.right,
        named=found.named,
        marks=found.by_marks,
        first_step=found.first_step.kind,
        red_flags=found.red_flags,
        red_flags_noted=found.red_flags_noted,
        slips=tuple(DrillSlip("/".join(slip.key), slip.kind) for slip in found.slips),
        harmful=tuple(moment.id for moment, _ in found.harmful),
        asked=found.asked,
        prompts=found.prompts,
    )


def _of_case(drills: Drills, judged: Judged, trainee: str) -> DrillResult:
    case, protocol = judged.case, drills.library[judged.case.protocol]
    return DrillResult(
        trainee=trainee,
        date=today(),
        kind=PAIR if case.threshold else QUICK,
        drill=case.id,
        drill_digest="",
        protocol=protocol.id,
        version=protocol.version,
        digest=protocol.digest,
        right=case.tier,
        named=judged.tier,
        threshold=case.threshold,
        first_step=judged.first_step,
    )
