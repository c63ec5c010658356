"""kill -9 at any moment: every answer that was acknowledged is there afterwards, and none that was not given."""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import pytest

from crisisaid.model.event import Answered, Resumed, Skipped
from crisisaid.model.state import AskConsent
from crisisaid.store.kept import read_back, waiting
from live.driver import Known, Terminal
from live.test_live_walks import SFR, sfr
from live.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KILLS = int(os.environ.get("CRISISAID_KILLS", "25"))
PLANS = (
    sfr(thoughts="lately", plan="unsure"),
    sfr(wish_dead="yes", behaviour="past_year", own_plan="declined"),
    sfr(thoughts="now", means_near="yes", plan="skipped"),
    {("danger-now", "fit"): "unsure", (SFR, "thoughts"): "none"},
)


@pytest.mark.parametrize("seed", range(KILLS))
def test_no_acknowledged_answer_is_lost(
    seed: int, open_terminal: Callable[..., Terminal], known: Known, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    terminal = open_terminal("--country", "GB", "--channel", "phone")
    walker = Walker(terminal, PLANS[seed % len(PLANS)])
    acknowledged: dict[tuple[str, str], str] = {}
    terminal.prompt()
    terminal.say("r")
    for _ in range(chance.randrange(1, 22)):
        assert terminal.last is not None
        if isinstance(terminal.last.prompt, AskConsent):
            break
        following = terminal.say(walker.reply(terminal.last))
        # After a first "unsure" comes a sentence and the same question: nothing is recorded yet.
        acknowledged = acknowledged if following.prompt is None else dict(walker.given)
    # A last answer is on its way: it may arrive or not, and it may arrive in part.
    assert terminal.last is not None
    in_the_air = dict(walker.given)
    if terminal.last.ask:
        terminal.answer(walker.reply(terminal.last))
        in_the_air = dict(walker.given)
        terminal.read_a_little(chance.choice((0, 0, 1, 30, 200, 1000)))
    terminal.kill()

    found = waiting(str(tmp_path / "state" / "crisisaid"), time.time())
    if not found:
        # The last answer ended it: what is no longer kept has been said.
        assert terminal.said_all(), terminal.text()[-500:]
        return
    (stopped,) = found
    events, _ = read_back(stopped.path)
    kept = {
        (event.protocol, event.item): event.answer if isinstance(event, Answered) else "skipped"
        for event in events
        if isinstance(event, Answered | Skipped)
    }
    assert {key: kept.get(key) for key in acknowledged} == acknowledged
    assert set(kept.items()) <= set(in_the_air.items()) | set(acknowledged.items())

    again = open_terminal("resume")
    if again.prompt() is None:
        # It was killed between its last answer and its end: nothing is left to ask, and the summary is printed.
        assert again.end() == 0, again.text()
        assert "Made at" in again.words()
        return
    again.say("r")
    resumed = read_back(stopped.path)[0]
    assert resumed == (*events, Resumed())
    assert known
