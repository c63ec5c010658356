"""A comparison of two versions as data: every pattern with its lines, exact numbers and both answers files."""

from __future__ import annotations

import json

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from crisisaid.model.comparison import Example, Libraries, Pattern, Played, Said

SCHEMA = "crisisaid/diff/v1"


def comparison_json(found: Libraries) -> str:
    """Every comparison. Numbers of patterns are text, for they may be longer than other programs' numbers."""
    data = {
        "schema": SCHEMA,
        "protocols": [_plain(one) for one in found.both],
        "new": list(found.new),
        "gone": list(found.gone),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    from crisisaid.model.comparison import Pattern

    if isinstance(value, Pattern):
        return _pattern(value)
    if isinstance(value, Record):
        pairs = zip(value._fields, value.values(), strict=True)
        return {name: str(part) if _is_number(part) else _plain(part) for name, part in pairs}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _pattern(pattern: Pattern) -> dict[str, Any]:
    return {
        "lines": [_line(said) for said in pattern.says],
        "unless": pattern.unless,
        "rest": pattern.rest,
        "patterns": str(pattern.patterns),
        "ends": [_plain(one) for one in pattern.ends],
        "behind": [{"id": name, "kind": kind} for name, kind in pattern.reasons],
        "example": _example(pattern.example) if pattern.example else None,
    }


def _line(said: Said) -> dict[str, Any]:
    """An item with its answers, or a list with how many of it are so."""
    if said.of:
        counts = [{"least": low, "most": high} for low, high in said.counts]
        return {"name": said.name, "so": counts, "of": [_line(part) for part in said.of]}
    return {
        "protocol": said.protocol,
        "item": said.item,
        "label": said.label,
        "answers": list(said.answers),
        "version": said.in_version,
    }


def _example(example: Example) -> dict[str, Any]:
    says = [{"item": item, "label": label, "answer": answer} for item, label, answer in example.says]
    return {"says": says, "before": _played(example.before), "now": _played(example.now)}


def _played(played: Played) -> dict[str, Any]:
    return {"tier": played.tier, "session_ends_at": played.end, "answers_file": played.file}
