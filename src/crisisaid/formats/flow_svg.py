"""The way through a protocol as a picture, drawn here: no browser, no script, nothing from outside, black on white."""

from __future__ import annotations

from html import escape

from crisisaid.formats.flow_layout import BEGIN, END, layout, sheets
from crisisaid.formats.flow_parts import CHECKLIST, CONTINUE, GUIDANCE, REFERRAL, flow
from crisisaid.model.plain import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.formats.flow_layout import Box, Drawing, Text, Way
    from crisisaid.formats.flow_parts import Flow
    from crisisaid.model.protocol import Protocol

FONT = "DejaVu Sans, Verdana, Arial, sans-serif"
HEAD = 8
"""How long an arrow's point is."""
STROKES = {"": 'stroke-width="1.5"', "past": 'stroke-width="1.2" stroke-dasharray="5 4"', "stop": 'stroke-width="3.5"'}
ROUND = {GUIDANCE: 16, BEGIN: 17, END: 0}


def flow_svg(protocol: Protocol, headlines: Mapping[str, str], *, others: Mapping[str, Protocol] | None = None) -> str:
    """The picture in one piece; it can stand alone in a file or inside an HTML page."""
    drawn = flow(protocol, headlines, others)
    return _svg(layout(drawn), drawn, _name(protocol))


def flow_svg_sheets(
    protocol: Protocol, headlines: Mapping[str, str], *, others: Mapping[str, Protocol] | None = None
) -> tuple[str, ...]:
    """The picture in pieces that can be read on sheets of A4."""
    drawn = flow(protocol, headlines, others)
    plans = sheets(drawn)
    return tuple(
        _svg(plan, drawn.but(title=f"{drawn.title} (sheet {place} of {len(plans)})"), f"{_name(protocol)}-{place}")
        for place, plan in enumerate(plans, 1)
    )


def _name(protocol: Protocol) -> str:
    return f"flow-{''.join(letter if letter.isalnum() else '-' for letter in clean(protocol.id))}"


def _svg(plan: Drawing, drawn: Flow, name: str) -> str:
    return "\n".join((_opening(plan, name), *_named(name, drawn.title, drawn.words), *_drawn(plan), "</svg>\n"))


def _opening(plan: Drawing, name: str) -> str:
    size = f'viewBox="0 0 {_n(plan.width)} {_n(plan.height)}" width="{_n(plan.width)}" height="{_n(plan.height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc" {size} '
        f'font-family="{FONT}" fill="#000" stroke="none">'
    )


def _named(name: str, title: str, words: str) -> tuple[str, ...]:
    return (f'<title id="{name}-title">{_shown(title)}</title>', f'<desc id="{name}-desc">{_shown(words)}</desc>')


def _drawn(plan: Drawing) -> list[str]:
    back = f'<rect x="0" y="0" width="{_n(plan.width)}" height="{_n(plan.height)}" fill="#fff"/>'
    boxes = [part for box in plan.boxes for part in (*_box(box), *map(_text, box.texts))]
    return [back, *map(_way, plan.ways), *boxes, *map(_text, plan.texts)]


def _shown(words: str) -> str:
    return escape(clean(words), quote=True)


def _n(number: float) -> str:
    """A length as SVG has it, without an end of noughts."""
    return f"{number:.1f}".removesuffix(".0")


def _text(text: Text) -> str:
    weight = ' font-weight="bold"' if text.bold else ""
    return f'<text x="{_n(text.x)}" y="{_n(text.y)}" font-size="{_n(text.size)}"{weight}>{_shown(text.words)}</text>'


def _box(box: Box) -> list[str]:
    """Each kind of step has a shape of its own: a double edge, round corners, six corners, a point to the right."""
    look = f'fill="#fff" stroke="#000" stroke-width="{4 if box.urgent else 1.5}"'
    if box.kind in (REFERRAL, CONTINUE):
        corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in _corners(box))
        return [f'<polygon points="{corners}" {look}/>']
    place = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    shape = [f'<rect {place} rx="{ROUND.get(box.kind, 0)}" {look}/>']
    if box.kind == CHECKLIST:
        x, bottom = box.x + 8, box.y + box.height
        shape.append(f'<path d="M{_n(x)} {_n(box.y)}V{_n(bottom)}" stroke="#000" stroke-width="1.5" fill="none"/>')
    return shape


def _corners(box: Box) -> tuple[tuple[float, float], ...]:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    middle, slant = (top + bottom) / 2, 16
    if box.kind == REFERRAL:
        return (
            *((left + slant, top), (right - slant, top), (right, middle)),
            *((right - slant, bottom), (left + slant, bottom), (left, middle)),
        )
    return ((left, top), (right - slant, top), (right, middle), (right - slant, bottom), (left, bottom))


def _way(way: Way) -> str:
    path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in way.corners)
    line = f'<path d="{path}" fill="none" stroke="#000" {STROKES[way.kind]}/>'
    return line + (_head(way) if way.arrow else "")


def _head(way: Way) -> str:
    """The point at the end, down or to the right."""
    (before_x, _), (x, y) = way.corners[-2:]
    half = HEAD / 2
    if before_x == x:
        points = ((x, y), (x - half, y - HEAD), (x + half, y - HEAD))
    else:
        points = ((x, y), (x - HEAD, y - half), (x - HEAD, y + half))
    return f'<polygon points="{" ".join(f"{_n(a)},{_n(b)}" for a, b in points)}"/>'
