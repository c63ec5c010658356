"""A report over drills as one page with plots: nothing is fetched, and every bar has its number in words beside it."""

from __future__ import annotations

from html import escape

from crisisaid.formats.drill_report_text import (
    COLUMNS,
    KINDS,
    MEANING,
    TRAINED,
    apart,
    item_words,
    kappa_words,
    row_of,
    trained_row,
)
from crisisaid.formats.protocol_style import document
from crisisaid.model.plain import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisisaid.model.drill_report import Agreement, DrillReport

WIDE, LEFT, ROW = 720, 250, 22
PATTERNS = (("#fff", "right"), ("#000", "too little"), ("#999", "too much"))
MOST = 40
"""So many bars fit on a page that somebody reads; the table has them all."""


def report_html(report: DrillReport) -> str:
    """The whole report as a document of its own."""
    return document("Drill report", "".join(_parts(report)))


def _parts(report: DrillReport) -> Iterator[str]:
    yield '<div class="banner">DRILL REPORT. Practice only. Pseudonyms only.</div><h1>Drill report</h1>'
    yield f"<p>{report.all.drills} drills of {len(report.trainees)} trainees, from {report.files} files.</p>"
    yield f"<p>{escape(MEANING)}</p>"
    yield "<h2>Trainees: right, too little, too much</h2>"
    yield _bars([(one.trainee, (one.right, one.under, one.over)) for one in report.trainees[:MOST]])
    yield _table(COLUMNS, [row_of(one) for one in (*report.trainees, report.all)])
    yield "<h2>Agreement with the page, with its interval</h2>"
    yield _intervals(report)
    one = report.all
    if one.role_plays:
        yield "<h2>Where it went apart</h2>"
        yield f"<p>{escape(apart(one))}</p>"
    if report.items:
        yield "<h2>Items noted otherwise than they were</h2>"
        rows = [
            (
                item_words(one),
                one.protocol,
                f"{one.otherwise} of {one.had}",
                _kinds(one.kinds),
                "yes" if one.ambiguous else "",
            )
            for one in sorted(report.items, key=lambda one: -one.otherwise / one.had)
        ]
        yield _table(("item", "protocol", "otherwise", "how", "for the author"), rows)
    if report.thresholds:
        yield "<h2>At the lines</h2>"
        named = [(f"{one.threshold}", (one.right, one.under, one.over)) for one in report.thresholds[:MOST]]
        yield _bars(named)
    if report.trained:
        yield "<h2>Signed off, by an observer</h2>"
        yield _table(TRAINED, [trained_row(one) for one in report.trained])
    if report.refused:
        yield "<h2>Not taken</h2>"
        yield _table(("file", "line", "why"), [(one.file, str(one.line or ""), one.says) for one in report.refused])


def _kinds(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{KINDS.get(kind, kind)} {times}" for kind, times in kinds.items())


def _shown(text: str) -> str:
    return escape(clean(text), quote=True)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{_shown(one)}</th>' for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{_shown(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>\n"


def _bars(rows: Sequence[tuple[str, tuple[int, ...]]]) -> str:
    """Stacked bars; each part is as long as its number, and the numbers stand behind."""
    most = max((sum(parts) for _, parts in rows), default=0) or 1
    unit = (WIDE - LEFT - 150) / most
    drawn = []
    for place, (name, parts) in enumerate(rows):
        y, x = 30 + place * ROW, float(LEFT)
        drawn.append(f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end" font-size="12">{_shown(name)}</text>')
        for (fill, _), number in zip(PATTERNS, parts, strict=True):
            wide = number * unit
            shape = f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="16" fill="{fill}" stroke="#000"/>'
            drawn.append(shape if number else "")
            x += wide
        said = " / ".join(map(str, parts))
        drawn.append(f'<text x="{x + 6:.1f}" y="{y + 13}" font-size="12">{said}</text>')
    legend = "".join(
        f'<rect x="{LEFT + place * 120}" y="6" width="12" height="12" fill="{fill}" stroke="#000"/>'
        f'<text x="{LEFT + 18 + place * 120}" y="16" font-size="12">{words}</text>'
        for place, (fill, words) in enumerate(PATTERNS)
    )
    return _picture("Right, too little and too much, as bars", 40 + len(rows) * ROW, legend + "".join(drawn))


def _intervals(report: DrillReport) -> str:
    """Kappa from -0.2 to 1 as a dot with its interval."""
    rows = [one for one in report.trainees if one.kappa.value is not None][:MOST]

    def at(value: float) -> float:
        return LEFT + (max(-0.2, min(1.0, value)) + 0.2) / 1.2 * (WIDE - LEFT - 170)

    drawn = [
        f'<line x1="{at(value):.1f}" y1="24" x2="{at(value):.1f}" y2="{30 + len(rows) * ROW}" stroke="#000" '
        f'stroke-dasharray="2 4"/><text x="{at(value):.1f}" y="16" text-anchor="middle" font-size="12">{value:g}</text>'
        for value in (0.0, 0.5, 1.0)
    ]
    for place, one in enumerate(rows):
        y, kappa = 38 + place * ROW, one.kappa
        drawn.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end" font-size="12">{_shown(one.trainee)}</text>')
        if kappa.low is not None and kappa.high is not None:
            ends = f'x1="{at(kappa.low):.1f}" y1="{y}" x2="{at(kappa.high):.1f}" y2="{y}"'
            drawn.append(f'<line {ends} stroke="#000" stroke-width="2"/>')
        drawn.append(f'<circle cx="{at(kappa.value or 0):.1f}" cy="{y}" r="4" fill="#000"/>')
        drawn.append(f'<text x="{WIDE - 160}" y="{y + 4}" font-size="12">{_short(kappa)}</text>')
    return _picture("Weighted kappa of each trainee with its interval", 40 + len(rows) * ROW, "".join(drawn))


def _short(kappa: Agreement) -> str:
    """As in the table, as far as it fits beside a dot."""
    return kappa_words(kappa) if kappa.low is not None else f"{kappa.value or 0:.2f}"


def _picture(title: str, height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDE} {height}" width="{WIDE}" '
        f'height="{height}"><title>{title}</title>{inside}</svg>\n'
    )
