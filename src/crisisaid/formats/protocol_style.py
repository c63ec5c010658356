"""How a page looks in a browser and on paper: black on white, nothing fetched, readable without any colour."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.45 "DejaVu Sans", Verdana, Arial, sans-serif; color: #000; background: #fff;
  max-width: 46rem; margin: 1rem auto; padding: 0 1rem; }
table.sheet { width: 100%; border-collapse: collapse; }
table.sheet td { padding: 0; vertical-align: top; }
.banner { border: 2px solid #000; padding: .3rem .6rem; margin: 0 0 .8rem; font-weight: bold; }
h1 { font-size: 1.6rem; margin: .4rem 0; }
h2 { font-size: 1.3rem; margin: 1.6rem 0 .6rem; border-bottom: 3px solid #000; text-transform: uppercase; }
h3 { font-size: 1.08rem; margin: 1.3rem 0 .3rem; border-top: 1px solid #000; padding-top: .4rem; }
h4 { font-size: 1rem; margin: 1rem 0 .2rem 1rem; }
p { margin: .3rem 0; }
.line { padding-left: 1.2rem; text-indent: -1.2rem; }
.in { margin-left: 1rem; }
.in.deep { margin-left: 2rem; }
ul { margin: .2rem 0 .4rem; padding-left: 1.4rem; }
.box { border: 2px solid #000; padding: .4rem .8rem .4rem 1.8rem; }
.answers { margin-left: 2rem; }
.answer { display: inline-block; margin: .1rem 1.1rem .1rem 0; }
.mark { display: inline-block; width: .8em; height: .8em; border: 1.5px solid #000; margin-right: .45em; }
.blank { border-bottom: 1px solid #000; height: 1.6rem; }
pre { white-space: pre-wrap; font: 15px/1.35 "DejaVu Sans Mono", "Courier New", monospace; }
svg { display: block; max-width: 100%; height: auto; margin: .5rem auto; }
a { color: #000; }
@media print {
  @page { size: A4; margin: 15mm; }
  body { font-size: 9.5pt; line-height: 1.3; max-width: none; margin: 0; padding: 0; }
  table.sheet { break-before: page; }
  table.sheet.first { break-before: auto; }
  thead { display: table-header-group; }
  h1, h2, h3, h4 { break-after: avoid; }
  p, li, .answers { break-inside: avoid; orphans: 3; widows: 3; }
  svg { max-height: 235mm; }
  pre { font-size: 9.5pt; }
  a { text-decoration: none; }
}
body.card { max-width: 50rem; }
body.card p, body.card ul { margin: .15rem 0; }
body.card h2 { margin: .6rem 0 .2rem; font-size: 1.05rem; border-bottom-width: 2px; }
body.card h3 { font-size: 1em; margin: .35rem 0 0; border: 0; padding: 0; }
@media print {
  body.card { font-size: 8.5pt; line-height: 1.22; }
  body.card h1 { font-size: 14pt; margin: 0 0 1mm; }
  body.card h2 { font-size: 9.5pt; margin: 2mm 0 .5mm; }
  body.card h3 { margin: .8mm 0 0; }
  body.card .banner { margin-bottom: 1.5mm; }
}
"""


def _fingerprint(style: str) -> str:
    """What a browser is told, so that it uses this style and no other."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def document(title: str, body: str, *, kind: str = "page", language: str = "en") -> str:
    """A whole HTML document around a body: no script, nothing from outside; ``title`` is escaped already."""
    policy = f"default-src 'none'; style-src 'sha256-{_fingerprint(STYLE)}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body class="{kind}">\n{body}</body>\n</html>\n'
    )
