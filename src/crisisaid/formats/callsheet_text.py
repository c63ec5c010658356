"""A call sheet as plain text: boxes to tick, room to write, each number whole on its own line."""

from __future__ import annotations

from crisisaid.model.plain import alone, clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.callsheet import CallEntry, CallSheet

NARROWEST, WIDEST = 20, 200
NUMBERS = ("Number", "Then press", "Text to", "Textphone", "Chat", "Site", "E-mail")
"""What is dialled or typed as it stands; all else may be wrapped."""
TO_FILL_IN = "Date: ____________  By (role): ____________________  [ ] operator  [ ] website  [ ] document"


def callsheet_text(sheet: CallSheet, width: int = 79) -> str:
    """The sheet; widths from 20 to 200."""
    width = max(NARROWEST, min(WIDEST, width))
    rows = [*wrap(clean(sheet.title).upper(), width), ""]
    for remark in sheet.remarks:
        rows += wrap(clean(remark), width, "", "  ")
    for number, entry in enumerate(sheet.entries, 1):
        rows += ["", *_entry(entry, number, width)]
    if not sheet.entries:
        rows += ["", *wrap("Every check still counts.", width)]
    if sheet.later:
        rows += ["", *wrap("Not due yet:", width)]
        rows += [row for name, day in sheet.later for row in wrap(clean(f"{name}: by {day}"), width, "  ", "    ")]
    return "\n".join(rows) + "\n"


def _entry(entry: CallEntry, number: int, width: int) -> Iterator[str]:
    where = f" ({entry.country})" if entry.country else ""
    yield from wrap(clean(f"{entry.name}{where}"), width, f"{number}. ".rjust(4), "    ")
    if entry.warning:
        yield from wrap(entry.warning, width, "    ", "    ")
    yield from wrap(clean(f"{entry.state[:1].upper()}{entry.state[1:]}."), width, "    ", "    ")
    yield from wrap(entry.how, width, "    ", "    ")
    for label, said in entry.compare:
        yield from _compared(label, said, width)
    if entry.sources:
        yield from wrap(clean(f"We have it from: {'; '.join(entry.sources)}."), width, "    ", "      ")
    yield from wrap(TO_FILL_IN, width, "    ", "    ")
    yield from wrap(clean(entry.record), width, "    $ ", "      ")


def _compared(label: str, said: str, width: int) -> Iterator[str]:
    if label in NUMBERS:
        yield from wrap(f"{label}:", width, "    [ ] ", "        ")
        yield alone(clean(said), width, 12)
    else:
        yield from wrap(clean(f"{label}: {said}"), width, "    [ ] ", "        ")
