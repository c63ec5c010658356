"""Where everything of the picture stands: boxes under one another, arrows between them, nothing over anything else."""

from __future__ import annotations

from crisisaid.formats.flow_parts import CHECKLIST, CONTINUE, KIND_WORDS, REFERRAL
from crisisaid.formats.flow_width import wrapped
from crisisaid.model.record import Record
from crisisaid.model.tier import CALL_NOW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.formats.flow_parts import Flow, FlowEnd, FlowStep

WIDTH = 760
SPINE = 126
"""The way down runs here."""
PAST = 44
"""Where a step is left out, the way runs here."""
LEFT, BOX_WIDTH = 96, 460
RAIL = 722
"""Where the questions end at once, the way runs here, down to the first box at the foot."""
BEGIN, END = "begin", "end"
TALL = 970
"""So tall is a sheet of A4 when the picture is as wide as it."""

INSETS = {CHECKLIST: 22, REFERRAL: 26, CONTINUE: 16}
SMALL, NORMAL, LARGE = 11, 12, 14
LINE = 1.35
FOOT = 80
"""What the foot of a sheet needs."""


class Text(Record):
    """Words with their left end and base line; ``inside`` is how much room they have."""

    x: float
    y: float
    words: str
    size: float
    inside: float
    bold: bool = False


class Box(Record):
    kind: str
    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...]
    urgent: bool = False


class Way(Record):
    """A line by its corners; ``kind`` is "", "past" or "stop"; with ``arrow`` it has a point at its end."""

    corners: tuple[tuple[float, float], ...]
    kind: str = ""
    arrow: bool = True


class Drawing(Record):
    width: float
    height: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    texts: tuple[Text, ...]


class _Sheet:
    """What is drawn so far, and how far down."""

    def __init__(self) -> None:
        self.y: float = 16
        self.boxes: list[Box] = []
        self.ways: list[Way] = []
        self.texts: list[Text] = []
        self.stops: list[float] = []

    def column(self, x: float, y: float, room: float, words: str, size: float, *, bold: bool = False) -> list[Text]:
        """Words in lines under one another, the first one just below ``y``."""
        lines = wrapped(words, size, room, bold=bold)
        return [Text(x, y + size * (1 + place * LINE), line, size, room, bold) for place, line in enumerate(lines)]


def layout(flow: Flow) -> Drawing:
    """The whole picture, as tall as it needs to be."""
    return sheets(flow, tall=0)[0]


def sheets(flow: Flow, tall: float = TALL) -> tuple[Drawing, ...]:
    """The picture in pieces of at most this height, each with its own way to CALL NOW; 0 is one piece."""
    done: list[Drawing] = []
    sheet = _Sheet()
    _label(sheet, BEGIN, "BEGIN HERE")
    for step in flow.steps:
        if tall and sheet.y + _height(step) > tall - FOOT:
            done.append(_turned(sheet, step, flow.ends[0]))
            sheet = _Sheet()
            _label(sheet, BEGIN, f"FROM THE SHEET BEFORE: on with step {step.number}")
        _step(sheet, step)
    if tall and sheet.y + _ends_height(flow.ends) > tall:
        done.append(_turned(sheet, None, flow.ends[0]))
        sheet = _Sheet()
        _label(sheet, BEGIN, "FROM THE SHEET BEFORE: the ends")
    _foot(sheet, flow.ends)
    return (*done, _drawing(sheet))


def _drawing(sheet: _Sheet) -> Drawing:
    return Drawing(WIDTH, sheet.y + 16, tuple(sheet.boxes), tuple(sheet.ways), tuple(sheet.texts))


def _height(step: FlowStep) -> float:
    """How much of a sheet a step takes: drawn on a sheet that is thrown away."""
    trial = _Sheet()
    before = trial.y
    _step(trial, step)
    return trial.y - before


def _ends_height(ends: tuple[FlowEnd, ...]) -> float:
    trial = _Sheet()
    _foot(trial, ends)
    return trial.y


def _down(sheet: _Sheet) -> None:
    """The end of the way down, into the next box."""
    sheet.ways.append(Way(((SPINE, sheet.y), (SPINE, sheet.y + 24))))
    sheet.y += 24


def _turned(sheet: _Sheet, step: FlowStep | None, most_urgent: FlowEnd) -> Drawing:
    """The foot of a sheet that goes on: where to go on, and where the questions end at once."""
    _down(sheet)
    top = sheet.y
    _label(sheet, END, f"NEXT SHEET: on with step {step.number}" if step else "NEXT SHEET: the ends")
    if sheet.stops:
        left = LEFT + BOX_WIDTH + 20
        texts = sheet.column(left + 10, top + 9, WIDTH - left - 24, most_urgent.title, LARGE, bold=True)
        height = max(34, texts[-1].y + 10 - top)
        sheet.boxes.append(Box(END, left, top, WIDTH - left - 8, height, tuple(texts), urgent=True))
        sheet.ways.append(Way(((RAIL, sheet.stops[0]), (RAIL, top)), "stop"))
        sheet.y = max(sheet.y, top + height)
    return _drawing(sheet)


def _foot(sheet: _Sheet, ends: tuple[FlowEnd, ...]) -> None:
    _down(sheet)
    _label(sheet, END, "AT THE END: the highest tier wins")
    _ends(sheet, ends)


def _label(sheet: _Sheet, kind: str, words: str) -> None:
    texts = sheet.column(LEFT + 20, sheet.y + 9, BOX_WIDTH - 40, words, LARGE, bold=True)
    sheet.boxes.append(Box(kind, LEFT, sheet.y, BOX_WIDTH, 34, tuple(texts)))
    sheet.y += 34


def _step(sheet: _Sheet, step: FlowStep) -> None:
    """The arrow into it with its condition, the box, the way past it and the way out of it."""
    top = sheet.y
    guard = sheet.column(SPINE + 14, top + 14, LEFT + BOX_WIDTH - SPINE - 14, step.guard, SMALL)
    sheet.texts += guard
    into = max(top + 28, guard[-1].y + 10 if guard else 0)
    sheet.ways.append(Way(((SPINE, top), (SPINE, into))))
    sheet.y = into
    box = _box(sheet, step)
    if step.guard:
        below = sheet.y + 20
        corners = ((SPINE, top + 8), (PAST, top + 8), (PAST, below), (SPINE, below))
        sheet.ways += [Way(corners, "past", arrow=False), Way(((SPINE, sheet.y), (SPINE, below)), arrow=False)]
        sheet.texts += sheet.column(PAST + 6, top + 10, SPINE - PAST - 10, "otherwise", SMALL)
        sheet.y = below
    if step.stops:
        _stop(sheet, step, box)


def _box(sheet: _Sheet, step: FlowStep) -> Box:
    inset = INSETS.get(step.kind, 18)
    room = BOX_WIDTH - 2 * inset
    texts = sheet.column(LEFT + inset, sheet.y + 7, room, KIND_WORDS[step.kind], SMALL, bold=True)
    texts += sheet.column(LEFT + inset, texts[-1].y + 5, room, step.title, LARGE, bold=True)
    height = max(texts[-1].y + 11 - sheet.y, _stop_height(step) + 14)
    box = Box(step.kind, LEFT, sheet.y, BOX_WIDTH, height, tuple(texts))
    sheet.boxes.append(box)
    sheet.y += height
    return box


def _stop_room() -> float:
    return RAIL - (LEFT + BOX_WIDTH) - 20


def _stop_height(step: FlowStep) -> float:
    return len(wrapped(step.stops, SMALL, _stop_room(), bold=True)) * SMALL * LINE


def _stop(sheet: _Sheet, step: FlowStep, box: Box) -> None:
    """Out of the box to the right, with the words above the line."""
    right, y = box.x + box.width, box.y + box.height - 6
    lines = sheet.column(right + 10, y - 6 - _stop_height(step), _stop_room(), step.stops, SMALL, bold=True)
    sheet.texts += lines
    sheet.ways.append(Way(((right, y), (RAIL, y)), "stop", arrow=False))
    sheet.stops.append(y)


def _ends(sheet: _Sheet, ends: tuple[FlowEnd, ...]) -> None:
    """The tiers under one another, the most urgent first; the way that ends at once comes in from the top."""
    out, wide = sheet.y - 17, RAIL + 22 - LEFT
    last = out
    for end in ends:
        top = sheet.y + 22
        texts = sheet.column(LEFT + 18, top + 6, wide - 36, end.title, LARGE, bold=True)
        texts += sheet.column(LEFT + 18, texts[-1].y + 4, wide - 36, end.words, NORMAL)
        height = texts[-1].y + 11 - top
        sheet.boxes.append(Box(END, LEFT, top, wide, height, tuple(texts), urgent=end.tier == CALL_NOW))
        last = top + height / 2
        sheet.ways.append(Way(((PAST, last), (LEFT, last))))
        if end.tier == CALL_NOW and sheet.stops:
            sheet.ways.append(Way(((RAIL, sheet.stops[0]), (RAIL, top)), "stop"))
        sheet.y = top + height
    sheet.ways.append(Way(((LEFT, out), (PAST, out), (PAST, last)), arrow=False))
