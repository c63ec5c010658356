"""Made-up services, and an index of them in memory."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from crisisaid.contacts.index.filling import fill
from crisisaid.model.contact import Contact
from crisisaid.model.need import Need

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = ("local", "professional", "youth", "crisis")
HOURS = (
    *("", "24/7", "Mo-Fr 09:00-17:00", "Mo-Su 20:00-06:00", "Tu,Th 18:00-21:30", "Sa-Su 10:00-14:00", "nonsense"),
    *("Mo-Su 08:00-22:00; Dec 25-26 off", "Jan-Mar Mo-Fr 10:00-12:00; Apr-Dec Mo-Su 22:00-02:00"),
)
ZONES = ("Asia/Kolkata", "Asia/Tokyo", "", "Nowhere/Nothing")
"""Without summer time: how a change of the clock is counted is another test's business."""
REGIONS = ("", "IN-KL", "IN-TN")
LANGUAGES = ((), ("en",), ("pt",), ("pt-BR",), ("hi", "en"), ("zh-Hant-TW",))


def index_of(contacts: Iterable[Contact]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    fill(connection, contacts, lambda: None)
    return connection


def service(name: str = "Example Food Bank", **fields: object) -> Contact:
    known = {"id": name.casefold().replace(" ", "-"), "name": name, "kind": "local", "country": "GB"}
    return Contact(**{**known, "phone": "020 7946 0001", "layer": "imported", **fields})


@st.composite
def services(draw: st.DrawFn) -> Contact:
    """A service of any sort, hours on the half hour."""
    ways = draw(st.sets(st.sampled_from(("phone", "sms", "textphone", "chat", "address")), min_size=1))
    hours, zone = draw(st.sampled_from(HOURS)), draw(st.sampled_from(ZONES))
    closed_on = draw(st.sampled_from(((), (), ("2026-12-25", "2026-12-26"))))
    # Day and night but for some days, nobody knows where: not known by the minute, closed in the index, for two days.
    closed_on = closed_on if zone.startswith("Asia") or hours != "24/7" else ()
    checked = draw(st.sampled_from(("", "2026-11-01", "2026-07-01", "2025-01-01", "2027-06-01")))
    return service(
        f"Example {draw(st.integers(0, 10**9))}",
        kind=draw(st.sampled_from(KINDS)),
        country=draw(st.sampled_from(("IN", "IN", "IN", "GB"))),
        **dict.fromkeys(("phone", "sms", "textphone", "chat", "address"), "") | dict.fromkeys(ways, "020 7946 0001"),
        hours=hours,
        timezone=zone,
        closed_on=closed_on,
        region=draw(st.sampled_from(REGIONS)),
        languages=draw(st.sampled_from(LANGUAGES)),
        populations=draw(st.sampled_from(((), (), ("women",), ("general",), ("veterans", "men")))),
        min_age=draw(st.sampled_from((None, None, 16, 18))),
        max_age=draw(st.sampled_from((None, None, 25, 64))),
        free=draw(st.sampled_from((None, True, False))),
        verified_on=checked,
        verified_how="document" if checked else "",
        status=draw(st.sampled_from(("active", "active", "active", "suspended"))),
        confidence=draw(st.sampled_from(("", "", "high", "medium", "low"))),
    )


@st.composite
def needs(draw: st.DrawFn) -> Need:
    moments = st.integers(1_797_000_000, 1_799_500_000).map(float)
    return Need(
        country="IN",
        channel=draw(st.sampled_from(("phone", "text_chat", ""))),
        at=draw(st.one_of(moments, moments, st.just(0.0))),
        region=draw(st.sampled_from(REGIONS)),
        languages=draw(st.sampled_from(((), ("en",), ("pt",), ("pt-PT",), ("zh-Hant", "hi")))),
        populations=draw(st.sampled_from(((), ("women",), ("veterans",), ("nobody",)))),
        age=draw(st.sampled_from((None, 15, 17, 30, 70))),
        cannot_speak=draw(st.booleans()),
        deaf=draw(st.booleans()),
        no_credit=draw(st.booleans()),
    )
