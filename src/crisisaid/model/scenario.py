"""Scenario: a written situation with its answers and the end it must come to: a test, and with a vignette a drill."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Expected(Record):
    """Reasons are threshold or red flag ids that must be among the printed ones; ``not_reasons`` must not."""

    tier: str
    reasons: tuple[str, ...] = ()
    not_reasons: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    continues: tuple[str, ...] = ()
    interrupted: bool | None = None


class Scenario(Record):
    """``rest`` says what every item left out is: safest (the least concerning answer) or not_asked."""

    id: str
    title: str
    protocol: str
    answers: Mapping[str, str]
    gate: Mapping[str, str]
    expect: Expected
    channel: str = "phone"
    about: str = "person"
    rest: str = "safest"
    vignette: str = ""
    source: str = ""
