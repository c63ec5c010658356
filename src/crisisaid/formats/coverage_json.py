"""Coverage as data: every interval, exactly, with the time zone's own offset."""

from __future__ import annotations

import json
from datetime import datetime

from crisisaid.formats.periods import zone_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from crisisaid.model.cover import Cover, Period, Spans

FORMAT = "crisisaid/coverage/v1"


def coverage_json(covers: Sequence[Cover], period: Period) -> str:
    """One entry a role and language; ``seconds`` since 1970 beside each time, the end not included."""
    zone = zone_of(period.timezone)
    data = {
        "format": FORMAT,
        **interval(period.start, period.end, zone),
        "timezone": period.timezone,
        "coverage": [_one(cover, zone) for cover in covers],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _one(cover: Cover, zone: tzinfo | None) -> dict[str, object]:
    return {
        "role": cover.role,
        "language": cover.language,
        "tiers": list(cover.tiers),
        "gaps": _spans(cover.gaps, zone),
        "only_a_stand_in": _spans(cover.stood_in, zone),
        "only_for_some_people": _spans(cover.some_people, zone),
        "language_not_known": _spans(cover.unknown, zone),
        "stand_ins": list(cover.stand_ins),
        "hours_not_known": list(cover.without_hours),
    }


def _spans(spans: Spans, zone: tzinfo | None) -> list[dict[str, object]]:
    return [interval(start, end, zone) for start, end in spans]


def interval(start: int, end: int, zone: tzinfo | None) -> dict[str, object]:
    """From when until when, as text with the offset and in seconds."""
    return {"from": at(start, zone), "to": at(end, zone), "seconds": [start, end]}


def at(seconds: int, zone: tzinfo | None) -> str:
    """A moment in the time zone with its offset: 2026-12-25T02:30:00+00:00."""
    return datetime.fromtimestamp(seconds, zone).astimezone(zone).isoformat()
