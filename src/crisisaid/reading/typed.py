"""Kinds where a schema asks for them: plain ``30`` and ``true`` become a number and a truth, all else stays text."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from crisisaid.reading.document import Document, Path

WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
TRUTHS = {"true": True, "false": False}
NOTHINGS = ("", "~", "null")


class Kinds:
    """Walks data and schema side by side."""

    def __init__(self, schema: dict[str, Any], quoted: frozenset[Path]) -> None:
        self._schema = schema
        self._quoted = quoted

    def typed(self, value: Any, path: Path, rules: list[Any]) -> Any:
        """The value with plain scalars of the kinds that the rules allow there."""
        rules = [whole for rule in rules for whole in self._whole(rule, set())]
        if isinstance(value, dict):
            return {key: self.typed(one, (*path, key), _under(rules, key)) for key, one in value.items()}
        if isinstance(value, list):
            inner = [rule["items"] for rule in rules if "items" in rule]
            return [self.typed(one, (*path, number), inner) for number, one in enumerate(value)]
        if isinstance(value, str) and path not in self._quoted:
            return _scalar(value, {kind for rule in rules for kind in _kinds(rule)})
        return value

    def _whole(self, rule: Any, seen: set[str]) -> Iterator[dict[str, Any]]:
        """The rule and all that may apply in the same place, whatever their conditions say."""
        if not isinstance(rule, dict):
            return
        yield rule
        parts = [*rule.get("allOf", ()), rule.get("then"), rule.get("else")]
        name = rule.get("$ref", "")
        if name and name not in seen:
            parts.append(self._schema["$defs"][name.removeprefix("#/$defs/")])
            seen = {*seen, name}
        for part in parts:
            yield from self._whole(part, seen)


def typed(document: Document, schema: dict[str, Any]) -> Any:
    """The document's data with the kinds that the schema asks for."""
    return Kinds(schema, document.quoted).typed(document.data, (), [schema])


def _under(rules: list[dict[str, Any]], key: str) -> list[Any]:
    found = []
    for rule in rules:
        named = rule.get("properties", {}).get(key)
        found.append(rule.get("additionalProperties") if named is None else named)
    return found


def _kinds(rule: dict[str, Any]) -> list[str]:
    kinds = rule.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _scalar(text: str, kinds: set[str]) -> Any:
    """Text stays text wherever text may stand."""
    if "string" in kinds:
        return text
    if "integer" in kinds and WHOLE_NUMBER.fullmatch(text):
        return int(text)
    if "boolean" in kinds and text in TRUTHS:
        return TRUTHS[text]
    return None if "null" in kinds and text in NOTHINGS else text
