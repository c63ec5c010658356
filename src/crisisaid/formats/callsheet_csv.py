"""A call sheet as a table (CSV): a row for each contact, with empty columns for whoever checks."""

from __future__ import annotations

import csv
import io

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.callsheet import CallEntry, CallSheet

LABELS = {
    "phone": "Number",
    "press": "Then press",
    "sms": "Text to",
    "textphone": "Textphone",
    "chat": "Chat",
    "address": "Address",
    "web": "Site",
    "email": "E-mail",
    "hours": "Hours",
    "languages": "Languages",
    "ages": "Ages",
}
FIRST = ("id", "name", "country", "kind", "layer", "state", "due", "days_over", "warning", "how")
LAST = ("sources", "record", "checked_on", "checked_how", "checked_by", "what_differs")
HEADER = (*FIRST, *LABELS, *LAST)


def callsheet_csv(sheet: CallSheet) -> str:
    """The contacts to check, comma-separated, every value in quotes; numbers exactly as dialled."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(_row(entry) for entry in sheet.entries)
    return text.getvalue()


def _row(entry: CallEntry) -> Sequence[str]:
    said = dict(entry.compare)
    over = "" if entry.days_over < 0 else str(entry.days_over)
    first = (*(str(getattr(entry, name)) for name in FIRST if name not in ("days_over", "warning", "how")), over)
    compared = (said.get(label, "") for label in LABELS.values())
    return (*first, entry.warning, entry.how, *compared, "; ".join(entry.sources), entry.record, "", "", "", "")
