"""What a schema objects to, in words that somebody who writes protocols or keeps contacts can act on."""

from __future__ import annotations

import difflib

from crisisaid.model.record import Record
from crisisaid.reading.page import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from jsonschema import ValidationError

    from crisisaid.reading.document import Path

UNKNOWN_KEY = "CA0201"
MISSING_KEY = "CA0202"
WRONG_VALUE = "CA0203"
WRONG_KIND = "CA0204"
WRONG_SHAPE = "CA0205"


class Fault(Record):
    """What is wrong at a path. ``of_key``: the name itself is wrong; ``meant`` is the path that was probably meant."""

    path: Path
    code: str
    message: str
    hint: str
    of_key: bool = False
    meant: Path | None = None


class Objection(Record):
    """A rule of a schema that a value breaks: its keyword, what it wants, and the schema around it."""

    path: Path
    keyword: str
    wanted: Any
    value: Any
    schema: Mapping[str, Any]


KINDS = {
    "string": ("text", "Write the words behind the ':'."),
    "array": ("a list", 'Write it as ["..."], or with one "- " line for each entry.'),
    "object": ("a block of names and values", "Write 'name: value' lines under it, indented."),
    "integer": ("a whole number", "Write it in digits and without quotes."),
    "boolean": ("true or false", "Write true or false, without quotes."),
    "null": ("empty", "Take the value away."),
}


def faults(error: ValidationError) -> list[Fault]:
    """An objection in our words; several when it is about several names."""
    schema: Any = error.schema
    keyword = str(error.validator)
    said = Objection(tuple(error.absolute_path), keyword, error.validator_value, error.instance, schema)
    if list(error.absolute_schema_path)[-2:-1] == ["propertyNames"]:
        return [_bad_name(said)]
    return SENTENCES.get(keyword, _other)(said)


def named(path: Path) -> str:
    """A value by the name in front of it."""
    if not path:
        return "This file"
    last = path[-1]
    if isinstance(last, int):
        inside = next((part for part in reversed(path) if isinstance(part, str)), "")
        return f"Entry {last + 1} of '{shown(inside, 60)}:'" if inside else f"Entry {last + 1}"
    return f"'{shown(last, 60)}:'"


def with_value(path: Path, value: Any) -> str:
    """A value with the name in front of it."""
    words = shown(str(value), 60)
    if path and isinstance(path[-1], str):
        return f"'{shown(path[-1], 60)}: {words}'"
    return f"'{words}'"


def near(word: str, words: Iterable[str]) -> str:
    """The one word that was probably meant, or none."""
    found = difflib.get_close_matches(word[:80], list(words), 1, 0.6)
    return found[0] if found else ""


def _bad_name(said: Objection) -> Fault:
    message = f"'{shown(said.value, 60)}:' is not spelled as an id."
    return Fault(
        (*said.path, said.value), WRONG_SHAPE, message, said.schema.get("patternErrorMessage", ""), of_key=True
    )


def _unknown(said: Objection) -> list[Fault]:
    usable = dict(said.schema["properties"])
    return [_unknown_key(said.path, key, usable, said.value) for key in said.value if key not in usable]


def _unknown_key(path: Path, key: str, usable: dict[str, Any], present: dict[str, Any]) -> Fault:
    open_names = [name for name, rule in usable.items() if name not in present and rule.get("not") != {}]
    meant = near(key, open_names)
    hint = f"Did you mean '{meant}:'?" if meant else f"Names that can be added here: {', '.join(open_names) or 'none'}."
    message = f"'{shown(key, 60)}:' is not a name this file can use here."
    return Fault((*path, key), UNKNOWN_KEY, message, hint, True, (*path, meant) if meant else None)


def _missing(said: Objection) -> list[Fault]:
    about = said.schema.get("properties", {})
    found = []
    for name in said.wanted:
        if name not in said.value:
            words = about.get(name, {}).get("description", "")
            message = f"'{name}:' is missing here."
            found.append(Fault((*said.path, name), MISSING_KEY, message, f"Add '{name}:'. {words}".strip()))
    return found


def _not_one_of(said: Objection) -> list[Fault]:
    allowed = [str(word) for word in ([said.wanted] if said.keyword == "const" else said.wanted)]
    if said.value == "":
        return [_empty(said.path, f"Write one of: {', '.join(allowed)}.")]
    message = f"{with_value(said.path, said.value)} must be one of: {', '.join(allowed)}."
    if len(allowed) == 1:
        message = f"{with_value(said.path, said.value)} must be {allowed[0]}."
    meant = near(str(said.value), allowed)
    return [
        Fault(said.path, WRONG_VALUE, message, f"Did you mean '{meant}'?" if meant else "Choose one of these words.")
    ]


def _empty(path: Path, hint: str) -> Fault:
    return Fault(path, WRONG_SHAPE, f"{named(path)} is empty.", hint)


def _kind(said: Objection) -> list[Fault]:
    value, wanted = said.value, said.wanted
    if not isinstance(wanted, str):
        return [
            Fault(
                said.path,
                WRONG_KIND,
                f"{named(said.path)} must be an item's id or a condition in braces.",
                "Write it anew.",
            )
        ]
    words, hint = KINDS[wanted]
    if value == "":
        return [_empty(said.path, f"It must be {words}. {hint}")]
    if wanted == "string" and isinstance(value, bool):
        hint = said.schema.get("errorMessage", "Put quotes around it.")
    elif wanted == "string" and isinstance(value, int | float):
        hint = f'Put quotes around it: "{shown(str(value), 60)}"'
    return [Fault(said.path, WRONG_KIND, f"{named(said.path)} must be {words}.", hint)]


def _too_long(said: Objection) -> list[Fault]:
    message = f"{named(said.path)} is {len(said.value):,} characters long; {said.wanted:,} is the most."
    return [Fault(said.path, WRONG_SHAPE, message, "Say it in fewer words, or make two of it.")]


def _too_short(said: Objection) -> list[Fault]:
    return [_empty(said.path, "Write its text, or delete the line.")]


def _spelling(said: Objection) -> list[Fault]:
    if said.value == "":
        return [_empty(said.path, said.schema.get("patternErrorMessage", ""))]
    message = f"{with_value(said.path, said.value)} is not spelled as it has to be."
    return [Fault(said.path, WRONG_SHAPE, message, said.schema.get("patternErrorMessage", ""))]


def _no_such_day(said: Objection) -> list[Fault]:
    message = f"{with_value(said.path, said.value)} is not a day of the calendar."
    return [Fault(said.path, WRONG_SHAPE, message, "Write the day as year-month-day.")]


def _length(said: Objection) -> list[Fault]:
    have, limit = len(said.value), said.wanted
    entries = "1 entry" if have == 1 else f"{have:,} entries"
    bound = "at least" if said.keyword == "minItems" else "at most"
    message = f"{named(said.path)} has {entries}; it must have {bound} {limit}."
    return [
        Fault(said.path, WRONG_SHAPE, message, "Add to it, or split it." if have else "Add to it, or delete it.", True)
    ]


def _size(said: Objection) -> list[Fault]:
    bound = "the least" if said.keyword == "minimum" else "the most"
    message = f"{with_value(said.path, said.value)}: {said.wanted} is {bound}."
    return [Fault(said.path, WRONG_SHAPE, message, "Write a number within the limit.")]


def _own_words(said: Objection) -> list[Fault]:
    """The schema carries the sentence itself."""
    message = said.schema.get("errorMessage", "")
    if said.keyword == "not" and said.wanted == {}:
        return [Fault(said.path, UNKNOWN_KEY, message, "Delete it here.", of_key=True)]
    if said.keyword == "not":
        return [Fault(said.path, WRONG_VALUE, f"{with_value(said.path, said.value)} cannot stand here.", message)]
    code = MISSING_KEY if said.keyword == "anyOf" else WRONG_SHAPE
    return [Fault(said.path, code, message, "Change this entry.")]


def _other(said: Objection) -> list[Fault]:
    return [
        Fault(
            said.path, WRONG_SHAPE, f"{named(said.path)} is not as it has to be.", "Compare it with the documentation."
        )
    ]


SENTENCES: dict[str, Callable[[Objection], list[Fault]]] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "enum": _not_one_of,
    "const": _not_one_of,
    "type": _kind,
    "maxLength": _too_long,
    "minLength": _too_short,
    "pattern": _spelling,
    "format": _no_such_day,
    "minItems": _length,
    "maxItems": _length,
    "minimum": _size,
    "maximum": _size,
    "not": _own_words,
    "anyOf": _own_words,
    "minProperties": _own_words,
    "maxProperties": _own_words,
}
