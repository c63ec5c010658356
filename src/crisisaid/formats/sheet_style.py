"""How a sheet looks: sizes in points, on the screen as on paper, so that a page can be reckoned beforehand."""

from __future__ import annotations

PAGE_HEIGHT = 780.0
"""Points between the margins of an A4 page (297 mm less twice 10 mm are 785)."""
SAFETY = 12.0
COLUMN_CHARS, COLUMN_TITLE_CHARS = 55, 41
WIDE_CHARS, WIDE_TITLE_CHARS = 112, 84
"""So many characters fit a line of a column or of the whole page, counted with the widest common font."""

TITLE_LINE, STANDING_LINE, HEADING, ENTRY_TITLE_LINE, DETAIL_LINE, FOOT_LINE = 19.0, 11.9, 21.0, 12.0, 10.7, 10.7
ENTRY_AROUND, PART_AROUND, LABEL_LINE, AFTER_LINE, BLANK_LINE = 6.5, 2.0, 9.6, 12.5, 24.0

SIZES = (("s1", 26.0, 14), ("s2", 18.0, 20), ("s3", 13.0, 28), ("s4", 9.0, 40))
"""Class, size of the type, and how many characters of it fit a column."""
URGENT = ("s0", 36.0, 10)
SMALLEST = ("s5", 8.0, 90)
"""On the whole width of the page."""
NUMBER_LEADING = 1.16

STYLE = """
:root { color-scheme: light; }
body.sheet { font: 9.5pt/1.25 "DejaVu Sans", Verdana, Arial, sans-serif; color: #000; background: #fff;
  max-width: 188mm; margin: 1rem auto; padding: 0 1rem; }
.page { border-top: 3pt solid #000; margin-bottom: 2rem; }
h1 { font-size: 15pt; line-height: 1.2; margin: 0; }
h2 { font-size: 11pt; line-height: 1.2; margin: 6pt 0 0; border-bottom: 1.5pt solid #000; text-transform: uppercase; }
h3 { font-size: 10pt; line-height: 1.2; margin: 0; }
p { margin: 0; }
ol { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 5mm; list-style: none;
  margin: 0; padding: 0; }
li { border-bottom: .5pt solid #000; padding: 3pt 0; break-inside: avoid; }
li.wide { grid-column: 1 / -1; }
.way { line-height: 1.16; }
.n { font-weight: bold; white-space: nowrap; }
.n a { color: #000; text-decoration: none; }
.link, .address { font-weight: bold; overflow-wrap: anywhere; font-size: 9pt; }
.link a { color: #000; }
.s0 { font-size: 36pt; }
.s1 { font-size: 26pt; }
.s2 { font-size: 18pt; }
.s3 { font-size: 13pt; }
.s4 { font-size: 9pt; }
.s5 { font-size: 8pt; }
.label { font-size: 8pt; line-height: 1.2; }
.after { font-weight: bold; font-size: 10pt; line-height: 1.25; }
.says, footer { font-size: 8.5pt; line-height: 1.25; }
.blank { border-bottom: 1pt solid #000; height: 20pt; margin-bottom: 3pt; }
footer { border-top: 1.5pt solid #000; margin-top: 6pt; padding-top: 2pt; }
@media screen and (max-width: 34rem) {
  ol { grid-template-columns: minmax(0, 1fr); }
  .s0 { font-size: 28pt; }
  .s1 { font-size: 20pt; }
  .s2 { font-size: 15pt; }
  .s3 { font-size: 11pt; }
}
@media print {
  @page { size: A4; margin: 10mm 11mm; }
  body.sheet { max-width: none; margin: 0; padding: 0; }
  .page { break-before: page; margin: 0; }
  .page.first { break-before: auto; }
  h1, h2, h3, .about { break-after: avoid; }
  footer { break-inside: avoid; }
}
"""
