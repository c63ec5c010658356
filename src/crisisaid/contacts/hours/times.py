"""Times as people say them: "9am-5pm", "9 to 5", "0900-1700" as spans in the strict form, where only one is meant."""

from __future__ import annotations

import re

from crisisaid.contacts.hours.said import NotClear

HALF = 12 * 60
DAY = 24 * 60


def span_written(first: str, last: str) -> str:
    """ "09:00-17:00" from its two times as said. Raises NotClear where it may be another."""
    begins, ends = _Time(first), _Time(last)
    start, end = _both(begins, ends)
    if end == 0:
        end = DAY
    if end > 26 * 60:
        end -= DAY
        if end >= start:
            raise NotClear
    if start == end or start >= DAY:
        raise NotClear
    return f"{_clock(start)}-{_clock(end)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


class _Time:
    """Hours and minutes as said, with am or pm, or signs that it counts to 24."""

    def __init__(self, text: str) -> None:
        found = re.fullmatch(r"([0-9]{1,2}?)(?:[:.h]?([0-9]{2})|h)? ?([ap]m)?", text)
        if not found:
            raise NotClear
        hours, minutes, self.half = int(found[1]), int(found[2] or 0), found[3] or ""
        if minutes > 59 or (self.half and not 1 <= hours <= 12):
            raise NotClear
        self.minutes = hours * 60 + minutes
        self.of_24 = not self.half and (hours > 12 or hours == 0 or text.startswith("0"))
        self.whole = len(found[1]) == 2 and found[2] is not None

    def at(self, half: str) -> int:
        return self.minutes % HALF + (HALF if half == "pm" else 0)


def _both(begins: _Time, ends: _Time) -> tuple[int, int]:
    """Start and end in minutes. Where one says am or pm and the other does not, the shorter span is meant."""
    if begins.half and ends.half:
        return begins.at(begins.half), ends.at(ends.half)
    if begins.of_24 or ends.of_24:
        if begins.half or ends.half:
            raise NotClear
        return begins.minutes, ends.minutes
    if begins.half or ends.half:
        starts = [begins.at(half) for half in ([begins.half] if begins.half else ["am", "pm"])]
        stops = [ends.at(half) for half in ([ends.half] if ends.half else ["am", "pm"])]
        return min(((a, b) for a in starts for b in stops), key=lambda span: (span[1] - span[0] - 1) % DAY)
    return _neither(begins, ends)


def _neither(begins: _Time, ends: _Time) -> tuple[int, int]:
    """ "9 to 5" is the working day; "8 to 10" may be morning or evening, and "7 to 7" day or night."""
    if begins.whole and ends.whole and begins.minutes < ends.minutes:
        return begins.minutes, ends.minutes
    if begins.minutes % HALF == ends.minutes % HALF or (begins.whole and ends.whole):
        raise NotClear
    if ends.minutes < begins.minutes and begins.minutes >= 7 * 60:
        return begins.minutes, ends.minutes + HALF
    if ends.minutes == HALF and begins.minutes >= 7 * 60:
        return begins.minutes, HALF
    raise NotClear
