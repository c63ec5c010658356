"""How time and memory grow with size, as a picture for the docs: two curves, each with a scale of its own."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE, HIGH, LEFT, TOP = 640, 300, 60, 30


def picture(title: str, timed: str, unit: str, rows: Sequence[tuple[int, float, float]], every: int) -> str:
    """SVG over ``rows`` of size, seconds and megabytes; ``timed`` is what took the time, ``unit`` what is counted.

    Sizes that ``every`` divides, and the smallest, are written below.
    """
    most_size, most_time, most_memory = rows[-1][0], max(row[1] for row in rows), max(row[2] for row in rows)

    def at(size: float, share: float) -> str:
        return f"{LEFT + size / most_size * (WIDE - 2 * LEFT):.1f},{TOP + (1 - share) * (HIGH - 2 * TOP):.1f}"

    times = " ".join(at(size, seconds / most_time) for size, seconds, _ in rows)
    memory = " ".join(at(size, megabytes / most_memory) for size, _, megabytes in rows)
    marks = "".join(
        f'<text x="{at(size, 0).split(",")[0]}" y="{HIGH - 16}" text-anchor="middle">{size}</text>'
        for size, *_ in rows
        if size % every == 0 or size == rows[0][0]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12">'
        f"<title>{title}: seconds and megabytes over the number of {unit}</title>"
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>'
        f'<path d="M{LEFT},{TOP}V{HIGH - TOP}H{WIDE - LEFT}V{TOP}" fill="none" stroke="#888"/>{marks}'
        f'<polyline points="{times}" fill="none" stroke="#0b5394" stroke-width="2"/>'
        f'<polyline points="{memory}" fill="none" stroke="#783f04" stroke-width="2" stroke-dasharray="6 4"/>'
        f'<text x="{LEFT}" y="{TOP - 10}" fill="#0b5394">{timed}, up to {most_time:.1f} s</text>'
        f'<text x="{WIDE - LEFT}" y="{TOP - 10}" text-anchor="end" fill="#783f04">'
        f"memory, up to {most_memory:.0f} MB (dashed)</text>"
        f'<text x="{WIDE / 2}" y="{HIGH - 3}" text-anchor="middle">{unit}</text></svg>\n'
    )
