"""Paper for practice: the part for whoever plays the person, tabletop cards, and an observer's checklist."""

from __future__ import annotations

from html import escape

from crisisaid.formats.protocol_style import document
from crisisaid.model.plain import clean, wrap
from crisisaid.model.record import Record
from crisisaid.model.role_play import AROUND, GOOD, HARMFUL, LEADING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisisaid.model.role_play import RolePlay, Saying, Voice

    Key = tuple[str, str]

WIDTH = 78
BANNER = "DRILL. Practice only: nobody here is a real person, and no number is real."

TITLE, PART, PARA, POINT, TICK, BLANK = "title", "part", "para", "point", "tick", "blank"

HELPFUL_SEEN = (
    "Said who they are and asked what the person wants to be called",
    "Said what can stay between them and what cannot, before asking",
    "Asked straight out, in plain words, and then waited",
    "Repeated what was heard, in the person's words",
    "Took an unsure answer as unsure",
    "Said what happens next, before doing it",
    "Brought in somebody else together with the person, and stayed until that one had taken over",
    "Looked after themselves: a pause, a breath, a word to the shift lead",
)
HARMFUL_SEEN = (
    "Promised that nobody will hear of it",
    "Asked so that a no was the easy answer",
    "Talked them out of what they feel, or into a reason to live",
    "Blamed, frightened, or made them promise something",
    "Asked for details of a method",
    "Went through the list as if it were a form",
    "Left them with a number, and nobody who answers",
    "Called somebody behind their back without need",
)


class Sheet(Record):
    """A printed page: its title, and blocks of (kind, text)."""

    title: str
    blocks: tuple[tuple[str, str], ...]


def part_sheet(role_play: RolePlay, labels: Mapping[Key, str]) -> Sheet:
    """For whoever plays the person: never shown to the trainee."""
    return Sheet(f"The part: {role_play.title}", tuple(_part(role_play, labels)))


def _part(role_play: RolePlay, labels: Mapping[Key, str]) -> Iterator[tuple[str, str]]:
    yield PARA, f"It speaks of: {role_play.content_note} You may stop at any moment, and so may the other one."
    yield PART, "Who you are"
    yield PARA, role_play.part.who
    for one in role_play.part.plays:
        yield POINT, one
    yield PARA, f"What makes you say more: {role_play.part.helps}"
    yield PART, "How it begins"
    yield PARA, role_play.vignette.strip()
    yield PARA, f"You say: {role_play.opening}"
    yield PART, "What you answer"
    for key, voice in role_play.voices.items():
        yield PARA, f"{labels[key]}"
        yield from _ways(voice)
    yield PARA, "Asked for anything else: it is not so. You may say:"
    for one in role_play.otherwise:
        yield POINT, one
    if role_play.stops_after:
        yield PARA, f"After {role_play.stops_after} things asked: {role_play.silence}"
    for moment in role_play.moments:
        yield POINT, f"{_when(moment.after, labels)}: {moment.heard}"


def _ways(voice: Voice) -> Iterator[tuple[str, str]]:
    yield POINT, f"Asked straight out, or looked for: {voice.plainly}"
    for name, words in ((AROUND, "Asked round about it"), (LEADING, "Asked so that a no is easy")):
        said = getattr(voice, name)
        if said:
            yield POINT, f"{words}: {said}"


def _when(after: str, labels: Mapping[Key, str]) -> str:
    if after in ("opening", "ending"):
        return "At the beginning" if after == "opening" else "When they have said what happens next"
    return f"After: {next(label for (_, item), label in labels.items() if item == after)}"


def tabletop(role_play: RolePlay) -> tuple[Sheet, ...]:
    """A card a moment: what is heard in front, what may be said in no order, and the back to turn over."""
    first = Sheet(role_play.title, ((PARA, role_play.vignette.strip()), (PARA, role_play.opening)))
    cards = [first]
    for number, moment in enumerate(role_play.moments, 1):
        choices = sorted(moment.choices, key=lambda one: one.words.casefold())
        front = [(PARA, moment.heard), *((POINT, one.words) for one in choices)]
        cards.append(Sheet(f"Card {number}: what do you say?", tuple(front)))
        cards.append(Sheet(f"Card {number}, the back", tuple(_backs(choices))))
    steps = sorted(role_play.first_steps, key=lambda one: one.words.casefold())
    cards.append(Sheet("Last card: what is the first thing you do?", tuple((POINT, one.words) for one in steps)))
    learn = (PARA, f"What this one is about: {role_play.learn}")
    cards.append(Sheet("Last card, the back", (*_backs(steps), learn)))
    return tuple(cards)


def _backs(sayings: Sequence[Saying]) -> Iterator[tuple[str, str]]:
    words = {GOOD: "helps", HARMFUL: "can harm"}
    for one in sayings:
        yield POINT, f"{one.words} This {words.get(one.kind, 'does little')}. {one.why}"
        if one.instead:
            yield PARA, f"Instead: {one.instead}"


def observer(title: str) -> Sheet:
    """What an observer can see and hear; no marks out of ten."""
    rows = [
        (PARA, "Tick what you saw or heard. You judge what was done, never how somebody is."),
        (PART, "Helpful"),
        *((TICK, one) for one in HELPFUL_SEEN),
        (PART, "Harmful, even if well meant"),
        *((TICK, one) for one in HARMFUL_SEEN),
        (PART, "The tier they named, and the first thing they did"),
        (BLANK, ""),
        (PART, "One thing that was done well, in their own words"),
        (BLANK, ""),
        (BLANK, ""),
        (PARA, "Observer (role, no name), date, protocol version:"),
        (BLANK, ""),
    ]
    return Sheet(f"Observer: {title}", tuple(rows))


def paper_text(sheets: Sequence[Sheet]) -> str:
    """The pages as text, each with its banner."""
    return "\n\f\n".join("\n".join(_rows(sheet)) for sheet in sheets) + "\n"


def _rows(sheet: Sheet) -> Iterator[str]:
    yield from wrap(BANNER, WIDTH)
    yield ""
    yield from wrap(clean(sheet.title).upper(), WIDTH)
    yield ""
    starts = {POINT: ("- ", "  "), TICK: ("[ ] ", "    ")}
    for kind, text in sheet.blocks:
        if kind == PART:
            yield ""
            yield from wrap(clean(text).upper(), WIDTH)
        elif kind == BLANK:
            yield "_" * WIDTH
        else:
            yield from wrap(clean(" ".join(text.split())), WIDTH, *starts.get(kind, ("", "")))


def paper_html(title: str, sheets: Sequence[Sheet], language: str = "en") -> str:
    """The pages as one document to print, a page each; nothing is fetched."""
    body = "".join(_html(sheet, first=place == 0) for place, sheet in enumerate(sheets))
    return document(escape(clean(title)), body, language=language)


def _html(sheet: Sheet, *, first: bool) -> str:
    rows = [f'<div class="banner">{escape(BANNER)}</div>', f"<h1>{escape(clean(sheet.title))}</h1>"]
    for kind, text in sheet.blocks:
        words = escape(clean(" ".join(text.split())))
        match kind:
            case "part":
                rows.append(f"<h2>{words}</h2>")
            case "point":
                rows.append(f"<ul><li>{words}</li></ul>")
            case "tick":
                rows.append(f'<p><span class="mark"></span>{words}</p>')
            case "blank":
                rows.append('<p class="blank"></p>')
            case _:
                rows.append(f"<p>{words}</p>")
    kind = "sheet first" if first else "sheet"
    return f'<table class="{kind}"><tbody><tr><td>{"".join(rows)}</td></tr></tbody></table>\n'
