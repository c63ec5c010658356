"""A journal's lines: one event each, in codes only, each under its own checksum."""

from __future__ import annotations

from zlib import crc32

from crisisaid.model.event import EVENTS, Consent, Continued, FollowUp, Noted, Started, Used

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.event import Event
    from crisisaid.model.record import Record

KINDS: dict[str, type[Record]] = {kind.__name__: kind for kind in EVENTS}

NESTED: dict[type[Record], tuple[str, ...]] = {Started: ("gate", "chosen"), Continued: ("used",)}
"""Fields that hold a protocol with its version and digest."""

MAY_BE_NONE: dict[type[Record], tuple[str, ...]] = {Started: ("gate", "chosen")}

NEVER_WRITTEN: dict[type[Record], tuple[str, ...]] = {Noted: ("words",), FollowUp: ("words",)}
"""What somebody said stays in memory."""

CODES_OR_NOTHING: dict[type[Record], tuple[str, ...]] = {Consent: ("what", "to")}
"""Written when they are codes, left empty when they are words."""

LONGEST_CODE = 200
CODE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/+,-")

HEADER = "Journal"
TAKEN_UP = "TakenUp"


def encode(event: Event) -> str:
    """An event's line, without the line's end. Raises ValueError for a value that is not a code."""
    kind = type(event)
    if KINDS.get(kind.__name__) is not kind:
        raise ValueError("not an event")
    return _seal(" ".join((kind.__name__, *_written(event))))


def decode(line: str) -> Event | None:
    """The event of a line; None for one that is damaged or not known here."""
    kind, said = _opened(line)
    made = KINDS.get(kind)
    return _build(made, said) if made is not None else None  # type: ignore[return-value]


def encode_mark(kind: str, now: float) -> str:
    """A line that says when, to the hour and no finer, a session was begun or taken up again."""
    return _seal(f"{kind} v=1 hour={int(now // 3600)}")


def decode_mark(line: str, kind: str) -> float | None:
    """The time a mark was made; None when the line is no such mark."""
    name, said = _opened(line)
    hour = said.get("hour", "")
    right = name == kind and set(said) == {"v", "hour"} and said["v"] == "1" and len(hour) <= 9
    return int(hour) * 3600.0 if right and hour.isdigit() else None


def _seal(body: str) -> str:
    return f"{crc32(body.encode('ascii')):08x} {body}"


def _opened(line: str) -> tuple[str, dict[str, str]]:
    """A line's kind and fields; an empty kind when anything about it is wrong."""
    body = line[9:]
    # The whole line is compared: a checksum in other letters is damage too.
    if not body.isascii() or line != _seal(body):
        return "", {}
    kind, *pairs = body.split(" ")
    said: dict[str, str] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals or field in said or not _is_code(value):
            return "", {}
        said[field] = value
    return kind, said


def _written(record: Record, before: str = "") -> list[str]:
    pairs: list[str] = []
    for field in record._fields:
        value = getattr(record, field)
        if isinstance(value, Used):
            pairs += _written(value, f"{field}.")
        elif value is not None:
            pairs.append(f"{before}{field}={_code(type(record), field, value)}")
    return pairs


def _code(kind: type[Record], field: str, value: object) -> str:
    if field in NEVER_WRITTEN.get(kind, ()):
        return ""
    if isinstance(value, str) and _is_code(value):
        return value
    if field in CODES_OR_NOTHING.get(kind, ()):
        return ""
    raise ValueError(f"{kind.__name__}.{field} is not a code")


def _is_code(value: str) -> bool:
    return len(value) <= LONGEST_CODE and CODE_LETTERS.issuperset(value)


def _build(kind: type[Record], said: dict[str, str]) -> Record | None:
    """The record, when every field is there and nothing is left over."""
    left = dict(said)
    values: list[object] = []
    for field in kind._fields:
        value = _used(left, field) if field in NESTED.get(kind, ()) else left.pop(field, None)
        if value is None and field not in MAY_BE_NONE.get(kind, ()):
            return None
        values.append(value)
    return kind(*values) if not left else None


def _used(left: dict[str, str], field: str) -> Used | None:
    names = [f"{field}.{part}" for part in Used._fields]
    if any(name not in left for name in names):
        return None
    return Used(*(left.pop(name) for name in names))
