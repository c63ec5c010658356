"""The base of every record: named fields in slots, no change after birth, equal when alike.

The standard library's dataclasses cost more than the whole way to the first prompt may cost, and named tuples
are equal to any other tuple with the same values; this page is what is left to need.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, dataclass_transform
else:

    def dataclass_transform(**_: object):
        return lambda cls: cls


@dataclass_transform(frozen_default=True)
class RecordType(type):
    """Makes slots of a record's annotations, and keeps their defaults aside."""

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> RecordType:
        fields = tuple(space.get("__annotations__", ()))
        space["__slots__"] = fields
        space["__match_args__"] = fields
        space["_fields"] = fields
        space["_defaults"] = {field: space.pop(field) for field in fields if field in space}
        made = super().__new__(mcs, name, bases, space)
        # Setting a slot by its own setter is twice as fast as by name, and a protocol has thousands of fields.
        made._setters = tuple(made.__dict__[field].__set__ for field in fields)  # type: ignore[attr-defined]
        return made


class Record(metaclass=RecordType):
    """A value with named fields. Raises TypeError for a missing or unknown field, AttributeError on change."""

    if TYPE_CHECKING:
        _fields: ClassVar[tuple[str, ...]]
        _defaults: ClassVar[dict[str, Any]]
        _setters: ClassVar[tuple[Any, ...]]
    else:

        def __init__(self, *values: object, **named: object) -> None:
            if len(values) != len(self._fields) or named:
                values = self._completed(values, named)
            for put, value in zip(self._setters, values, strict=True):
                put(self, value)

        def _completed(self, values: tuple[object, ...], named: dict[str, object]) -> list[object]:
            """One value a field: those given in order, then by name, then by default."""
            fields, name = self._fields, type(self).__name__
            if len(values) > len(fields):
                raise TypeError(f"{name} takes {len(fields)} fields, not {len(values)}")
            found = list(values)
            for field in fields[len(values) :]:
                if field in named:
                    found.append(named.pop(field))
                elif field in self._defaults:
                    found.append(self._defaults[field])
                else:
                    raise TypeError(f"{name} needs the field {field!r}")
            if named:
                raise TypeError(f"{name} has no field {next(iter(named))!r}")
            return found

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change; make another with .but()")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.values()))

    def __repr__(self) -> str:
        inside = ", ".join(f"{field}={getattr(self, field)!r}" for field in self._fields)
        return f"{type(self).__name__}({inside})"

    def values(self) -> tuple[Any, ...]:
        """The fields' values, in the order they are declared."""
        return tuple(getattr(self, field) for field in self._fields)

    def but(self, **changes: object) -> Self:
        """The same record with some fields changed."""
        known = {field: getattr(self, field) for field in self._fields}
        return type(self)(**{**known, **changes})
