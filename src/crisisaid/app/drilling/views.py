"""What a trainee is shown at each point of a role play, as views; words are final here."""

from __future__ import annotations

from zlib import crc32

from crisisaid.app.words import HEADLINES
from crisisaid.drill.moves import Asked, Chosen, Marked
from crisisaid.engine.answers import allowed
from crisisaid.model.protocol import DECLINED, NO, UNSURE, YES
from crisisaid.model.record import Record
from crisisaid.model.role_play import AROUND, GOOD, HARMFUL, LEADING, PLAINLY
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, KEEP_SUPPORTING, THIS_WEEK
from crisisaid.model.view import Choice, Line, View, numbered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.drill.moves import Move, Played
    from crisisaid.model.protocol import Item
    from crisisaid.model.role_play import Moment, RolePlay, Saying
    from crisisaid.model.state import Key


class Glance(Record):
    """Signs of one checklist that are looked for together."""

    title: str
    keys: tuple[Key, ...]


GLANCE = "glance:"
NOTHING_YET = "nothing"

MOST = 14
"""So many rows of a list fit on a screen with what stands around them; the others are found by a word."""

GO, PASS, PAUSE, TIER, NOTHING = "go", "pass", "pause", "tier", "nothing"

PASSING = (
    Choice(PAUSE, "", ("g", "pause", "ground")),
    Choice(PASS, "", ("x", "pass")),
)
"""Always there; h says them."""

TIERS = (CALL_NOW, BEFORE_YOU_PART, THIS_WEEK, KEEP_SUPPORTING)

SAID = {GOOD: "That helps.", HARMFUL: "That can harm."}

GROUNDING = (
    "Put both feet on the floor. Breathe out slowly, and let the breath come back by itself.",
    "Look around: name five things that you see, and one that you hear. You are here, and this is practice.",
    "Many who practise have lived through what they practise. You may stop now, without a reason and without a mark.",
    "Who to talk to: your trainer, your shift lead, somebody who knows you. If you think of ending your life, or are "
    "in danger, this is not the place: type  crisisaid now  for the emergency card, or call your crisis line.",
)

ALOUD = (
    "",
    "One of you has the printed part (crisisaid drill paper NAME) and does not look here. They begin.",
    "Ask aloud, in your own words. Here you choose what you are finding out, and note what you heard.",
    "",
)
THEY_ANSWER = "Ask it aloud, or look and listen. They answer from their sheet."

EMERGENCY = (
    "In a real check the emergency card stands here. This is practice: no numbers are shown.",
    "Is somebody really in danger, now? Leave this with x and type: crisisaid now",
)


def content_note(role_play: RolePlay) -> View:
    """What it speaks of, before anything else."""
    lines = (
        Line("This is practice. Nobody is in danger, and nothing in it is about a real person."),
        Line(role_play.content_note, "It speaks of"),
        Line("You may pause (g), pass (x) or stop at any moment, without a reason and without a mark."),
    )
    choices = (Choice(GO, "I want to practise this", ("1", "go")), *PASSING)
    return View("choice", role_play.title, lines, choices=choices, ask="1 to begin, x to pass")


def opening(role_play: RolePlay) -> tuple[str, ...]:
    """The situation, and the first thing that is heard."""
    return ("", role_play.vignette.strip(), "", role_play.opening, "")


def to_ask(items: Mapping[Key, Item], waiting: Sequence[Key], glances: Sequence[Glance], found: str = "") -> View:
    """What can be asked or looked for now; signs that are taken in at one glance are one row."""
    together = {key for one in glances for key in one.keys}
    rows = [(f"{GLANCE}{place}", _glance(one)) for place, one in enumerate(glances)]
    rows += [(f"{page}/{item}", _row(items[page, item])) for page, item in waiting if (page, item) not in together]
    more = len(rows) - MOST
    rows = rows[:MOST]
    lines = (Line(f"{more} more are not listed: a word finds them."),) if more > 0 else ()
    heading = f"Found for '{found[:30]}'" if found else "What do you ask, or look for?"
    choices = (*numbered(rows), Choice(TIER, "I know enough: name the tier", ("t", "tier")), *PASSING)
    return View("choice", heading, lines, choices=choices, free=True, ask="A number, or a word; t names the tier")


def _row(item: Item) -> str:
    return item.label if item.how == "ask" else f"{item.label} (look, listen)"


def _glance(one: Glance) -> str:
    return f"At one glance: {one.title} ({len(one.keys)} signs)"


def at_a_glance(one: Glance, items: Mapping[Key, Item], heard: Sequence[str]) -> View:
    """Several signs on one prompt, with what is seen and heard."""
    entries = tuple(("/".join(key), items[key].label, "") for key in one.keys)
    lines = tuple(Line(row) for row in heard)
    ask = "Numbers: seen; u 3 unsure; n none; Enter: no others"
    return View("together", one.title, lines, choices=PASSING, entries=entries, enter=NOTHING_YET, ask=ask)


def how_to_ask(item: Item, ways: Mapping[str, str], *, second_hand: bool) -> View:
    """The ways to ask it."""
    text = item.second_hand if second_hand and item.second_hand else item.text
    around = ways.get(AROUND) or "Round about it, without the word"
    leading = ways.get(LEADING) or 'So that a no is the easy answer: "You are not ..., are you?"'
    rows = [(PLAINLY, text), (AROUND, around), (LEADING, leading)]
    return View("choice", f"How do you ask? {item.label}", choices=(*numbered(rows), *PASSING))


def what_to_note(item: Item, heard: str) -> View:
    """What was heard, and what may be noted of it."""
    named = {YES: ("Yes", ("y", "yes")), NO: ("No", ("n", "no"))}
    said = {UNSURE: ("Unsure", ("u", "unsure")), DECLINED: ("They would rather not say", ("d", "declined"))}
    points = {point.id: point.text for point in item.scale or item.options}
    choices: list[Choice] = []
    for answer in allowed(item):
        if answer in points:
            choices.append(Choice(answer, points[answer], (str(len(choices) + 1),)))
        else:
            words, keys = {**named, **said}[answer]
            choices.append(Choice(answer, words, keys))
    choices.append(Choice(NOTHING, "Nothing yet: ask again, or something else", ("s", "nothing")))
    lines = (Line(heard), Line(""), Line(f"What do you note? {item.label}", style="strong"))
    return View("choice", item.label, lines, choices=(*choices, *PASSING))


def what_to_say(moment: Moment) -> View:
    """A moment that wants words."""
    choices = numbered(_mixed(moment.choices))
    return View("choice", "What do you say?", (Line(moment.heard),), choices=(*choices, *PASSING))


def _mixed(sayings: Sequence[Saying]) -> list[tuple[str, str]]:
    """In an order that tells nothing, and is always the same."""
    rows = [(str(place), saying.words) for place, saying in enumerate(sayings)]
    return sorted(rows, key=lambda row: crc32(row[1].encode()))


def said(saying: Saying) -> tuple[str, ...]:
    """What it does, and what could be said instead."""
    rows = [f"{SAID.get(saying.kind, 'That does little.')} {saying.why}"]
    if saying.consequence:
        rows.append(f"What happens: {saying.consequence}")
    if saying.instead:
        rows.append(f"Instead: {saying.instead}")
    return tuple(rows)


def which_tier() -> View:
    """The tier, before the tool names it."""
    choices = numbered((tier, HEADLINES[tier]) for tier in TIERS)
    return View("choice", "Where does this have to go? Name it before the page does.", choices=(*choices, *PASSING))


def which_step(role_play: RolePlay) -> View:
    """The first thing to do."""
    choices = numbered(_mixed(role_play.first_steps))
    return View("choice", "What is the first thing you do?", choices=(*choices, *PASSING))


def where_back(played: Played, items: Mapping[Key, Item]) -> View:
    """The points to go back to."""
    rows = [(str(number), _moved(move, items, played)) for number, move in enumerate(played.moves)]
    shown = rows[-MOST:]
    return View("choice", "Back to before which point?", choices=(*numbered(shown), *PASSING))


def _moved(move: Move, items: Mapping[Key, Item], played: Played) -> str:
    match move:
        case Asked(key, manner):
            way = "" if manner == PLAINLY else f", {manner}"
            return f"asked: {items[key].label}{way}"
        case Marked(key, answer):
            return f"noted: {items[key].label}: {answer.replace('_', ' ')}"
        case Chosen(name, choice):
            moment = next(one for one in played.role_play.moments if one.id == name)
            return f"said: {moment.choices[choice].words}"
    return "named the tier"
