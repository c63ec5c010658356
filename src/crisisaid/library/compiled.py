"""Records as bytes that load without parsing: what lies in the wheel and in the private cache, never what is shared."""

from __future__ import annotations

import marshal

from crisisaid.model import condition, protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from crisisaid.model.record import Record

RECORDS: tuple[type[Record], ...] = (
    condition.Present,
    condition.Possible,
    condition.AtLeast,
    condition.Absent,
    condition.ContextIs,
    condition.TierIn,
    condition.Not,
    condition.All,
    condition.AnyOf,
    condition.Count,
    protocol.Source,
    protocol.Point,
    protocol.Item,
    protocol.Checklist,
    protocol.Timer,
    protocol.Guidance,
    protocol.Referral,
    protocol.Continue,
    protocol.Threshold,
    protocol.Situation,
    protocol.OpenPoint,
    protocol.Protocol,
)
LATER = (
    ("contact", "Contact"),
    ("policy", "Policy"),
    ("finding", "Finding"),
    ("approval", "Approval"),
    ("protocol", "Never"),
)
"""Records whose modules need not be loaded on the way to the first prompt.

Kept copies know a record by its number, and its fields by their order: what is new stands at the end of both.
"""

_NAMES = (*(record.__name__ for record in RECORDS), *(name for _, name in LATER))
_NUMBER = {name: number for number, name in enumerate(_NAMES)}
_OWN = len(RECORDS)
_PLAIN = -1


def dump(value: object) -> bytes:
    """A record, a text, a number, or a tuple of such, as bytes."""
    return marshal.dumps(_pack(value), 4)


def load(data: bytes) -> Any:
    """What ``dump`` was given. Raises ValueError, EOFError or TypeError for bytes that are not its own."""
    return _unpack(marshal.loads(data))  # noqa: S302 - only bytes that this program wrote


def _pack(value: Any) -> Any:
    number = _NUMBER.get(type(value).__name__)
    if number is not None:
        return (number, *(_pack(field) for field in value.values()))
    if isinstance(value, tuple):
        return (_PLAIN, *(_pack(part) for part in value))
    return value


def _unpack(value: Any) -> Any:
    if type(value) is not tuple:
        return value
    # Most parts are texts: sorting them out here halves the time that a supporter waits for this.
    if value[0] == _PLAIN:
        return tuple([part if type(part) is not tuple else _unpack(part) for part in value[1:]])
    # The guard that always holds is known by being that very object.
    number = value[0]
    if number == _ALWAYS[0] and value == _ALWAYS:
        return condition.ALWAYS
    record = RECORDS[number] if number < _OWN else _later(number)
    return record(*[part if type(part) is not tuple else _unpack(part) for part in value[1:]])


def _later(number: int) -> type[Record]:
    module, name = LATER[number - _OWN]
    # Not importlib: a protocol with statements is read on the way to the first prompt.
    record: type[Record] = getattr(__import__(f"crisisaid.model.{module}", fromlist=[name]), name)
    return record


_ALWAYS = _pack(condition.ALWAYS)
