"""`drill sheet`, `cards` and `observer`: paper for practice without a screen."""

from __future__ import annotations

from crisisaid.app.printing import hand_out
from crisisaid.drill.truth import items_of
from crisisaid.errors import DONE
from crisisaid.formats.drill_paper import observer, paper_html, paper_text, part_sheet, tabletop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from crisisaid.app.drilling.shelf import Drills
    from crisisaid.formats.drill_paper import Sheet

PARTS = ("part", "cards", "observer")


def paper(drills: Drills, name: str, what: str, form: str, output: str) -> int:
    """One of PARTS for a role play, as text or HTML."""
    role_play = drills.role_play(name)
    labels = {key: item.label for key, item in items_of(drills.library, role_play).items()}
    made: dict[str, Callable[[], tuple[Sheet, ...]]] = {
        "part": lambda: (part_sheet(role_play, labels),),
        "cards": lambda: tabletop(role_play),
        "observer": lambda: (observer(role_play.title),),
    }
    sheets = made[what]()
    hand_out(paper_html(role_play.title, sheets) if form == "html" else paper_text(sheets), output)
    return DONE
