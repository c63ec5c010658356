"""Checks of what belongs on every page: reasons that teach, sources, a date to read it again, and who else may call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisisaid.library.draft import warning
from crisisaid.model.protocol import CONTEXT, SITUATIONS, SUPPORTER, Guidance, Referral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisisaid.library.draft import Draft, Problem


def reasons_that_teach(draft: Draft) -> Iterator[Problem]:
    """Every step and every item says why it is there."""
    for place, step in enumerate(draft.protocol.steps):
        if not step.why:
            yield warning("CA0806", ("steps", place), f"The step {step.id!r} does not say why.", "Add 'why:'.")
    for item, path in draft.listed():
        if not item.why:
            yield warning("CA0806", path, f"The item {item.id!r} does not say why.", "Add 'why:'.")


def sources_named(draft: Draft) -> Iterator[Problem]:
    """Every item rests on a source, every source is used, and advice that names none is an open point at least."""
    open_points = {name for point in draft.protocol.needs_review for name in point.at}
    for item, path in draft.listed():
        if not item.sources and item.kind != CONTEXT:
            yield warning("CA0807", path, f"The item {item.id!r} names no source.", "Add 'sources:'.")
    for place, step in enumerate(draft.protocol.steps):
        if isinstance(step, Guidance | Referral) and not step.sources and step.id not in open_points:
            said = f"The step {step.id!r} names no source, and no open point says that it has none."
            yield warning("CA0807", ("steps", place), said, "Add 'sources:', or name the step under 'needs_review:'.")
    cited = set(_cited(draft.data))
    for place, source in enumerate(draft.protocol.sources):
        if source.id not in cited:
            said = f"Nothing rests on the source {source.id!r}."
            yield warning("CA0809", ("sources", place), said, "Cite it where it is used, or take it out.")


def _cited(value: object) -> Iterator[str]:
    """Every id under a 'sources:' inside the page; the list of sources itself holds no plain ids."""
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key == "sources" and isinstance(part, list):
            yield from (name for name in part if isinstance(name, str))
        yield from _cited(part)


def review_date(today: str) -> Callable[[Draft], Iterator[Problem]]:
    """That somebody has to read it again by a day, and that this day is not past. ``today`` is year-month-day."""

    def check(draft: Draft) -> Iterator[Problem]:
        day = draft.protocol.review_by
        if not day:
            yield warning("CA0808", (), "No day is set by which this is read again.", 'Add review_by: "2027-11-23".')
        elif day < today:
            said = f"This should have been read again by {day}."
            yield warning("CA0808", ("review_by",), said, "Hold it against its sources, then set a new day.")

    return check


def special_situations(draft: Draft) -> Iterator[Problem]:
    """A protocol about a person speaks of the caller about them, the chat, the minor and the others."""
    if draft.protocol.about == SUPPORTER:
        return
    missing = [kind for kind in SITUATIONS if kind not in {one.kind for one in draft.protocol.situations}]
    if missing:
        said = f"Nothing is said about: {', '.join(missing)}."
        yield warning("CA0810", ("situations",), said, "Add them under 'situations:'.")


def second_hand(draft: Draft) -> Iterator[Problem]:
    """What is asked or said has words for somebody who speaks about the person."""
    if draft.protocol.about == SUPPORTER:
        return
    for item, path in draft.listed():
        if item.how == "ask" and not item.second_hand:
            said = f"The item {item.id!r} has no words for somebody who speaks about the person."
            yield warning("CA0811", path, said, "Add 'second_hand:'.")
    for place, step in enumerate(draft.protocol.steps):
        if isinstance(step, Guidance) and step.say and not step.say_second_hand:
            said = f"The step {step.id!r} has no words for somebody who speaks about the person."
            yield warning("CA0811", ("steps", place), said, "Add 'say_second_hand:'.")
