"""What reaches the terminal: the bytes, the widths, and whether what has to be answered is on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from crisisaid.app.present import present
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import start
from live.driver import Asked, plain
from live.test_live_walks import CALL, GATE_CALL, SFR, sfr
from live.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Callable

    from live.driver import Terminal

EVERYTHING = sfr(
    wish_dead="yes", thoughts="now", intent="thinks_only", plan="yes", means_near="yes", means_apart="yes",
    behaviour="past_3_months", intoxicated="unsure", refuses_help="yes", contact_lost="unsure", worse_lately="yes",
)  # fmt: skip
"""Opens nearly every step of the page without ending its questions."""

GATE_ALL_UNSURE = {("danger-now", "violence_now"): "yes", ("danger-now", "not_waking"): "yes"}
GATE_SECOND = {
    ("danger-now", name): "unsure" for name in ("fit", "confused", "chest_or_breath", "strangled", "badly_hurt")
}
OTHERS = re.compile(rb"\x1b(?!\[[0-9;]*m)")
BOXES = re.compile("[\u2500-\u259f]")


def everything_visible(terminal: Terminal) -> Callable[[Asked], None]:
    """Looks at the screen whenever a prompt is asked: its heading and its action line have to be on it."""

    def look(asked: Asked) -> None:
        rows = terminal.screen()
        seen = " ".join(" ".join(rows).split())
        assert seen.endswith(f"{asked.ask}:"), f"the action line is not the last on the screen: {asked.ask!r}"
        heading = first_words(terminal, asked)
        if heading:
            assert heading in seen, f"{heading!r} is not on the screen any more:\n" + "\n".join(rows)

    return look


def first_words(terminal: Terminal, asked: Asked) -> str:
    """The heading of a prompt, as its view has it."""
    if asked.prompt is None:
        return ""
    state = fold(terminal.known.library, [start(terminal.known.library, SFR, channel="phone", country="GB")])
    return plain(present(asked.prompt, state, terminal.known.desk).heading)


WALKS = [
    ("GB", {}, "person"),
    ("GB", EVERYTHING, "person"),
    ("US", EVERYTHING, "third_party"),
    ("IN", CALL, "person"),
    ("GB", GATE_ALL_UNSURE, "person"),
    ("US", GATE_CALL, "third_party"),
    ("TR", GATE_SECOND, "person"),
    ("GB", sfr(wish_dead="unsure", age_group="under_18", own_plan="unsure", behaviour="over_a_year"), "person"),
]


@pytest.mark.parametrize(("country", "answers", "about"), WALKS)
def test_every_prompt_is_whole_on_a_small_screen(
    country: str, answers: dict[tuple[str, str], str], about: str, open_terminal: Callable[..., Terminal]
) -> None:
    terminal = open_terminal()
    walker = Walker(terminal, answers, country=country, about=about, look=everything_visible(terminal))
    assert walker.walk() == 0
