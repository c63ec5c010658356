"""A summary as data: every field of the record under its own name, with a published, versioned schema."""

from __future__ import annotations

import json

from crisisaid.model.plain import unfit
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.summary import Summary

SCHEMA = "crisisaid/summary/v1"

# Written as JSON's own escapes nothing is lost, and a terminal takes none of it for a command.
ESCAPES = {code: json.dumps(chr(code))[1:-1] if code < 0x20 else f"\\u{code:04x}" for code in unfit() if code < 0x10000}
ESCAPES |= {code: json.dumps(chr(code))[1:-1] for code in unfit() if code >= 0x10000}
del ESCAPES[ord("\n")]


def summary_data(summary: Summary) -> dict[str, object]:
    """The summary in plain values: records as dicts, tuples as lists."""
    return {"schema": SCHEMA, **_fields(summary)}


def summary_json(summary: Summary) -> str:
    """The summary as JSON text, readable by people too."""
    return json.dumps(summary_data(summary), ensure_ascii=False, indent=2).translate(ESCAPES) + "\n"


def _fields(record: Record) -> dict[str, object]:
    return {field: _plain(getattr(record, field)) for field in record._fields}


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return _fields(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
