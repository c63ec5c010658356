"""Prompt -> View: the ids the engine asks for become the words a supporter reads."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.engine.answers import SKIPPED
from crisisaid.engine.page import Page
from crisisaid.model.protocol import (
    CONTEXT,
    DECLINED,
    NO,
    PROTECTIVE,
    SUPPORTER,
    UNSURE,
    YES,
    Checklist,
    Guidance,
)
from crisisaid.model.state import AskItem, AskTogether, ShowGuidance
from crisisaid.model.view import GOES_ON, NOTHING, REST, Choice, Line, View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.desk import Desk
    from crisisaid.engine.fold import Library
    from crisisaid.model.protocol import Item, Protocol, Step
    from crisisaid.model.state import Key, Prompt, State

_YES = Choice(YES, "", ("y", "yes"))
_NO = Choice(NO, "", ("n", "no"))
_UNSURE = Choice(UNSURE, "", ("u", "unsure"))
_DECLINED = Choice(DECLINED, "", ("d", "declined"))


def present(prompt: Prompt, state: State, desk: Desk) -> View:
    """The view of a prompt; on ``w`` it also says what would change where the session stands."""
    return _view(prompt, state, desk).but(would_change=lambda: _would_change(desk.library, state))


def _would_change(library: Library, state: State) -> tuple[str, ...]:
    from crisisaid.app.what_would_change import on_screen

    return on_screen(library, state)


def _view(prompt: Prompt, state: State, desk: Desk) -> View:
    match prompt:
        case AskItem(protocol, step, item):
            return item_view(desk.library, state, (protocol, item), desk.library[protocol].step(step))
        case AskTogether(protocol, step):
            return together_view(state, desk.library[protocol], desk.library[protocol].step(step))
        case ShowGuidance(protocol, step):
            return guidance_view(state, desk, desk.library[protocol].step(step))
    from crisisaid.app.present_more import present_more

    return present_more(prompt, state, desk)


def item_view(library: Library, state: State, key: Key, step: Step | None = None) -> View:
    """One item, asked or noticed."""
    item = library[key[0]].item(key[1])
    how = "Notice" if item.how == "notice" else "Ask yourself" if state.about == SUPPORTER else "Ask"
    lines = [Line(words.wording(item, state.about), label=how, style="strong")]
    if item.second_hand and not state.about:
        lines.append(Line(item.second_hand, label="Or, about them"))
    if item.listen_for:
        lines.append(Line(item.listen_for, label="Listen for" if item.how == "ask" else "Look for"))
    return View(
        kind="item",
        heading=step.title if step else item.label,
        lines=tuple(lines),
        choices=_choices(item),
        ask=_answers_line(item),
        clarify=item.clarify,
        why=_why(item, step),
    )


def _choices(item: Item) -> tuple[Choice, ...]:
    points = item.scale or item.options
    if not points:
        return (_YES, _NO, _UNSURE, _DECLINED)
    numbered = tuple(Choice(point.id, point.text, (str(place),)) for place, point in enumerate(points, 1))
    return (*numbered, _UNSURE, _DECLINED)


def _answers_line(item: Item) -> str:
    points = len(item.scale or item.options)
    return f"1-{points}, u not sure, d declined" if points else "y, n, u not sure, d declined"


def _why(item: Item, step: Step | None) -> tuple[str, ...]:
    return tuple(text for text in (item.why, step.why if step else "") if text)


def together_view(state: State, protocol: Protocol, step: Step) -> View:
    """Several signs on one prompt: the numbers picked are yes, then Enter takes the rest as not seen."""
    assert isinstance(step, Checklist)  # noqa: S101 - the engine asks only checklists together
    page = Page(protocol, state.answers, state.skipped, state.channel)
    noted = tuple((item.id, item.label, _noted(page, item)) for item in step.items if not page.carried(item.id))
    some = any(mark for _, _, mark in noted)
    return View(
        kind="together",
        heading=step.prompt or step.title,
        entries=noted,
        enter=REST if some else NOTHING,
        ask="More numbers, or Enter: none of the others" if some else "Numbers (1 3), u 2 not sure, n none of these",
        why=tuple(
            text for text in (step.why, *(f"{item.label}: {item.why}" for item in step.items if item.why)) if text
        ),
    )


def _noted(page: Page, item: Item) -> str:
    known = page.known(item.id)
    if known == SKIPPED:
        return "passed over" if not page.hidden_here(item.id) else "can't tell here"
    return words.answer_words(item, known) if page.answer(item.id) else ""


def board_view(
    library: Library, state: State, protocols: tuple[str, ...], heading: str, *, settings: bool = False
) -> tuple[View, tuple[Key, ...]]:
    """Every item that can be noted now, to tick in any order; and which (protocol, item) each number stands for.

    With ``settings`` also what was asked beforehand, such as the age: it can be put right.
    """
    entries, keys = [], []
    for protocol_id in protocols:
        page = Page(library[protocol_id], state.answers, state.skipped, state.channel)
        for item in page.items.values():
            twice = item.same_as.partition("/")[0] in protocols
            if (
                (settings or item.kind != CONTEXT)
                and not twice
                and (page.can_be_noted(item.id) or page.answer(item.id))
            ):
                entries.append((f"{protocol_id}/{item.id}", _board_label(item), _noted(page, item)))
                keys.append((protocol_id, item.id))
    view = View(
        kind="board",
        heading=heading,
        entries=tuple(entries),
        ask="Numbers heard (1 3), u 2 not sure, n 2 no, words to find one, or done",
        free=True,
        why=("Note what you hear in the order it comes. What is not noted here is asked afterwards.",),
        would_change=lambda: _would_change(library, state),
    )
    return view, tuple(keys)


def _board_label(item: Item) -> str:
    if item.kind == PROTECTIVE:
        return f"{item.label} (helps)"
    return f"{item.label} (RED FLAG)" if item.tier else item.label


def guidance_view(state: State, desk: Desk, step: Step) -> View:
    """What to do, what to say, what to avoid."""
    assert isinstance(step, Guidance)  # noqa: S101 - the engine shows only guidance
    say = step.say_second_hand if state.about == "third_party" and step.say_second_hand else step.say
    lines = [Line(text, label="Do") for text in step.do]
    lines += [Line(f'"{text}"', label="Say") for text in say]
    lines += [Line(text, label="Avoid") for text in step.avoid]
    if step.timer:
        lines.append(Line(f"{desk.clock(step.timer.seconds)}: {step.timer.then}", label="At", style="strong"))
    return View(
        kind="guidance",
        heading=step.title,
        lines=tuple(lines),
        enter=GOES_ON,
        ask="Enter to go on",
        why=(step.why,) if step.why else (),
    )


def opening(about: str, *, approvals: bool) -> tuple[Line, ...]:
    """What stands above the first prompt, in as few lines as can be; ``approvals``: some protocols may have one."""
    header = Line(f"crisisaid. Protocols: {words.SEE_EACH if approvals else words.REVIEW}.")
    if about == SUPPORTER:
        from crisisaid.app import words_for_you

        return (header, *(Line(text) for text in words_for_you.OPENING))
    return (header, *(Line(text) for text in words.OPENING))
