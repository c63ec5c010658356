"""The rota for people: who is on duty now, with each number whole on its own line; and the coming weeks as a table."""

from __future__ import annotations

from crisisaid.formats.periods import moment, zone_of
from crisisaid.model.plain import alone, clean, wrap
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from crisisaid.model.cover import Period, Spans
    from crisisaid.model.duty import Duty

WIDTH = 100
NOBODY = "NOBODY"


class OnDuty(Record):
    """One to reach: their name, every way to do so as dialled, and what else is to be said."""

    name: str
    ways: tuple[str, ...]
    about: tuple[str, ...] = ()


class RoleNow(Record):
    """A role at a moment: who has it by the rota, what is amiss with that, and who is set always."""

    role: str
    words: str
    on_duty: tuple[OnDuty, ...]
    remark: str = ""
    always: tuple[OnDuty, ...] = ()


def duty_text(roles: Sequence[RoleNow], at: int, timezone: str) -> str:
    """Who is on duty at a moment, by role."""
    clock = f", time in {timezone}" if timezone else ""
    rows = [f"On duty on {moment(at, zone_of(timezone))}{clock}"]
    for role in roles:
        rows += ["", role.words[:1].upper() + role.words[1:]]
        for one in role.on_duty:
            rows += _one(one)
        if role.remark:
            rows += wrap(role.remark, WIDTH, "  ", "  ")
            for one in role.always:
                rows += _one(one)
    return "\n".join(clean(row) for row in rows) + "\n"


def _one(one: OnDuty) -> Iterator[str]:
    yield from wrap(one.name, WIDTH, "  ", "  ")
    yield from (alone(way, WIDTH, 4) for way in one.ways)
    for said in one.about:
        yield from wrap(said, WIDTH, "    ", "    ")


def rota_text(duties: Sequence[Duty], gaps: Mapping[str, Spans], period: Period, names: Mapping[str, str]) -> str:
    """The turns of each role in a period, in order, with the times at which nobody has one.

    ``gaps`` are those times by role; ``names`` gives the words for roles.
    """
    zone = zone_of(period.timezone)
    clock = f", times in {period.timezone}" if period.timezone else ""
    rows = [f"The rota from {moment(period.start, zone)} to {moment(period.end, zone)}{clock}"]
    for role, empty in gaps.items():
        words = names.get(role, role)
        rows += ["", words[:1].upper() + words[1:]]
        turns = [(duty.start, duty.end, _who(duty)) for duty in duties if duty.role == role and _inside(duty, period)]
        turns += [(start, end, NOBODY) for start, end in empty]
        rows += _table(sorted(turns), zone)
    return "\n".join(clean(row) for row in rows) + "\n"


def _inside(duty: Duty, period: Period) -> bool:
    return duty.start < period.end and duty.end > period.start


def _who(duty: Duty) -> str:
    return "   ".join(part for part in (duty.phone, duty.contact, duty.note) if part)


def _table(turns: Sequence[tuple[int, int, str]], zone: tzinfo | None) -> Iterator[str]:
    """One line a turn; it is never broken, for it may hold a number."""
    times = [(moment(start, zone), moment(end, zone)) for start, end, _ in turns]
    first, second = (max(len(pair[column]) for pair in times) for column in (0, 1))
    for (begin, end), (*_, who) in zip(times, turns, strict=True):
        yield f"  {begin:<{first}}  to  {end:<{second}}  {who}"
