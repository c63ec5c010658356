"""A call sheet as one HTML document to print: nothing is fetched, boxes to tick, room to write."""

from __future__ import annotations

import base64
import hashlib

from crisisaid.formats.protocol_html import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.callsheet import CallEntry, CallSheet

STYLE = """
body { font: 16px/1.4 "DejaVu Sans", Verdana, Arial, sans-serif; color: #000; background: #fff;
  max-width: 50rem; margin: 1rem auto; padding: 0 1rem; }
.banner { border: 2px solid #000; padding: .4rem .8rem; font-weight: bold; }
article { border-top: 2px solid #000; margin-top: 1.2rem; break-inside: avoid; }
h2 { font-size: 1.15rem; margin: .5rem 0 .2rem; }
p { margin: .25rem 0; }
.warning { font-weight: bold; }
dl { display: grid; grid-template-columns: 1.6rem 8rem 1fr; margin: .4rem 0; }
dt, dd { margin: 0; padding: .12rem 0; overflow-wrap: anywhere; }
.box { width: .9em; height: .9em; border: 1.5px solid #000; display: inline-block; }
.number { white-space: nowrap; font-weight: bold; }
.fill { border-bottom: 1px solid #000; display: inline-block; min-width: 9rem; }
code { overflow-wrap: anywhere; }
@media print { @page { size: A4; margin: 15mm; } body { font-size: 10pt; margin: 0; max-width: none; } }
"""
WHOLE = ("Number", "Then press", "Text to", "Textphone")
BOX = '<span class="box"></span>'
FILL = '<span class="fill">&nbsp;</span>'


def callsheet_html(sheet: CallSheet) -> str:
    """The whole document."""
    remarks = "".join(f"<p>{shown(remark)}</p>\n" for remark in sheet.remarks)
    entries = "".join(_entry(entry, number) for number, entry in enumerate(sheet.entries, 1))
    later = "".join(f"<li>{shown(f'{name}: by {day}')}</li>\n" for name, day in sheet.later)
    below = f"<h2>Not due yet</h2>\n<ul>\n{later}</ul>\n" if later else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown(sheet.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{shown(sheet.title)}</h1>\n<div class="banner">\n{remarks}</div>\n'
        f"{entries or '<p>Every check still counts.</p>'}{below}</body>\n</html>\n"
    )


def _policy() -> str:
    """What a browser is told: use this style, fetch nothing, run nothing."""
    known = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"


def _entry(entry: CallEntry, number: int) -> str:
    return f"<article>\n{''.join(_parts(entry, number))}</article>\n"


def _parts(entry: CallEntry, number: int) -> Iterator[str]:
    where = f" ({entry.country})" if entry.country else ""
    yield f"<h2>{number}. {shown(entry.name + where)}</h2>\n"
    if entry.warning:
        yield f'<p class="warning">{shown(entry.warning)}</p>\n'
    yield f"<p>{shown(entry.state[:1].upper() + entry.state[1:])}. {shown(entry.how)}</p>\n<dl>\n"
    for label, said in entry.compare:
        words = f'<span class="number">{shown(said)}</span>' if label in WHOLE else shown(said)
        yield f"<dt>{BOX}</dt><dt>{shown(label)}</dt><dd>{words}</dd>\n"
    yield "</dl>\n"
    if entry.sources:
        yield f"<p>We have it from: {shown('; '.join(entry.sources))}.</p>\n"
    yield f"<p>Date: {FILL} By (role): {FILL} {BOX} operator {BOX} website {BOX} document</p>\n"
    yield f"<p><code>{shown(entry.record)}</code></p>\n"
