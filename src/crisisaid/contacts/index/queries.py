"""Index queries: the services of a large directory that may fit a referral, by one query text for every database.

The order is that of contacts/matching.py, as one number: ways the person can use, open at the moment, region, for
everybody, language, check. What comes back is a few dozen of tens of thousands; matching.py then orders them
exactly, so a line on the edge of its hours has to come back, too.
"""

from __future__ import annotations

from crisisaid.contacts.index.rows import EPOCH, FIELDS, NOT_KNOWN, WAY_BITS, NotAsWritten, contact_of, prefixes
from crisisaid.contacts.matching import TEXT_CHAT, WRITTEN
from crisisaid.contacts.populations import groups_named, groups_of_age

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from crisisaid.model.contact import Contact
    from crisisaid.model.need import Need

    Values = dict[str, str | int]

LIMIT = 40
KINDS, LANGUAGES, PREFIXES, GROUPS = 8, 4, 8, 8
"""How many of each one query takes; the first that many count."""

_GIVEN = """
WITH given AS (
    SELECT hours, whole, partly FROM open_day
    WHERE zone = :zone AND day = :date
    UNION ALL
    SELECT hours, whole, partly FROM open_day
    WHERE zone = :zone AND day = :day_of_year
    AND hours NOT IN (SELECT hours FROM open_day WHERE zone = :zone AND day = :date)
    UNION ALL
    SELECT hours, whole, partly FROM open_day
    WHERE zone = :zone AND day = :weekday
    AND hours NOT IN (SELECT hours FROM open_day WHERE zone = :zone AND day IN (:date, :day_of_year))
)
SELECT place,
"""
_REACHED = """    CASE WHEN (ways & :ways) = 0 THEN 800000000 WHEN :no_credit = 1 THEN 400000000 * credit ELSE 0 END
    + CASE WHEN :timed = 0 THEN 0 WHEN hours = 0 OR :timed = 2 THEN 200000000
        WHEN hours IN (SELECT hours FROM given WHERE ((whole >> :slot) & 1) = 1) THEN 0
        WHEN hours IN (SELECT hours FROM given WHERE ((partly >> :slot) & 1) = 1) THEN 100000000
        ELSE 300000000 END
"""
_FITS = """    CASE WHEN region = '' THEN 10000 WHEN region = :region THEN 0
        WHEN :region = '' THEN 20000 ELSE 10020000 END
    + CASE WHEN :any_language = 1 THEN 0 WHEN language_set = 0 THEN 1000000
        WHEN language_set IN (
            SELECT language_set FROM language_set
            WHERE tag IN (:tag_1, :tag_2, :tag_3, :tag_4)
            UNION ALL
            SELECT language_set FROM language_set WHERE exact = 1
            AND tag IN (:wide_1, :wide_2, :wide_3, :wide_4, :wide_5, :wide_6, :wide_7, :wide_8)
        ) THEN 0 ELSE 2000000 END
    + CASE WHEN group_set = 0 THEN 0 ELSE 4000000 END
    + CASE WHEN :today = 0 THEN 0 WHEN verified = 0 OR verified > :today THEN 1000
        WHEN :today - verified > 2 * good_days THEN 2000 WHEN :today - verified > good_days THEN 1000 ELSE 0 END
    + 100 * confidence
    + CASE WHEN (ways & :channel_ways) = 0 THEN 10 ELSE 0 END
    + CASE kind WHEN :kind_1 THEN 0 WHEN :kind_2 THEN 1 WHEN :kind_3 THEN 2 WHEN :kind_4 THEN 3
        WHEN :kind_5 THEN 4 WHEN :kind_6 THEN 5 WHEN :kind_7 THEN 6 ELSE 7 END
    AS far
"""
_OF_THESE = """FROM service
WHERE country = :country
AND kind IN (:kind_1, :kind_2, :kind_3, :kind_4, :kind_5, :kind_6, :kind_7, :kind_8)
AND zone = :zone
AND (:age < 0 OR (min_age <= :age AND max_age >= :age))
"""
_FOR_THEM = """group_set IN (
    SELECT group_set FROM group_set
    WHERE people IN (:people_1, :people_2, :people_3, :people_4, :people_5, :people_6, :people_7, :people_8)
)
"""
_OPEN = """AND (ways & :ways) <> 0 AND (:no_credit = 0 OR credit = 0)
AND hours IN (SELECT hours FROM given WHERE ((whole >> :slot) & 1) = 1)
"""
_END = "ORDER BY far, place LIMIT :most\n"

NEAR = f"{_GIVEN}{_FITS}{_OF_THESE}AND NOT {_FOR_THEM}{_OPEN}AND region IN ('', :region)\n{_END}"
OPEN = f"{_GIVEN}{_FITS}{_OF_THESE}AND NOT {_FOR_THEM}{_OPEN}{_END}"
GENERAL = f"{_GIVEN}{_REACHED}    + {_FITS}{_OF_THESE}AND NOT {_FOR_THEM}{_END}"
SPECIAL = f"{_GIVEN}{_REACHED}    + {_FITS}{_OF_THESE}AND group_set > 0 AND {_FOR_THEM}{_END}"
"""One query in four lengths: who can be used, is open now, and is for their part of the country or all of it; who can
be used and is open now; everybody; and everybody who is for people like them. The shorter ones put most of a large
directory aside before anything is put in order.
"""
ELSEWHERE, A_PART, NOT_OPEN = 10_020_000, 20_000, 100_000_000
"""How far away the best of another part of the country is, of a part where none was named, of those not open."""

ZONES = "SELECT zone, name FROM time_zone WHERE country = :country ORDER BY zone"
ENTRY = f"SELECT {', '.join(FIELDS)}, seal FROM entry WHERE place = :place"  # noqa: S608 - the names of our own fields
BY_ID = f"SELECT {', '.join(FIELDS)}, seal FROM entry WHERE id = :id ORDER BY place"  # noqa: S608
EVERY = f"SELECT {', '.join(FIELDS)}, seal FROM entry ORDER BY place"  # noqa: S608
COUNTRIES = "SELECT country, count(*) FROM entry GROUP BY country ORDER BY country"


def match(
    connection: Any, need: Need, kinds: Sequence[str], today: str = "", limit: int = LIMIT
) -> tuple[Contact, ...]:
    """Up to ``limit`` services for everybody and as many for people like them, the nearest to the need first.

    ``connection`` is an open SQLite index. Only country, kind, status and a known age take a service away; ``need.at``
    0 means no moment. ``today`` is a day ("2026-12-25"), "" where the age of a check is to change nothing.
    """
    asked = values_for(need, kinds, today, limit)
    zones = [(NOT_KNOWN, ""), *connection.execute(ZONES, {"country": need.country})]
    clocks = [{**asked, "zone": zone, **when_in(str(name), need.at)} for zone, name in zones]
    found = _general(connection, clocks, need, limit)
    special = _nearest(connection, SPECIAL, clocks, limit) if asked["people_1"] else []
    return tuple(entry_at(connection, place) for _, place in sorted((*found, *special)))


def values_for(need: Need, kinds: Sequence[str], today: str, limit: int) -> Values:
    """What the query is asked, by the names in its text; zone and clock are filled in for each zone."""
    from crisisaid.contacts.freshness import day_of

    if not 1 <= len(kinds) <= KINDS:
        raise ValueError(f"one to {KINDS} kinds at a time, not {len(kinds)}")
    day = day_of(today)
    voice = 0 if need.cannot_speak or need.deaf else WAY_BITS["phone"]
    written = sum(bit for way, bit in WAY_BITS.items() if way != "phone")
    in_chat = sum(WAY_BITS[way] for way in WRITTEN)
    tags = [tag.casefold() for tag in need.languages[:LANGUAGES]]
    people = dict.fromkeys((*groups_named(need.populations), *groups_of_age(need.age)))
    return {
        "country": need.country,
        **_numbered("kind", [*kinds, *([kinds[-1]] * KINDS)], KINDS),
        "region": need.region,
        "any_language": int(not tags),
        **_numbered("tag", tags, LANGUAGES),
        **_numbered("wide", [wide for tag in tags for wide in prefixes(tag)], PREFIXES),
        **_numbered("people", list(people), GROUPS),
        "age": -1 if need.age is None else need.age,
        "ways": voice + written,
        "no_credit": int(need.no_credit),
        "channel_ways": in_chat if need.channel == TEXT_CHAT else WAY_BITS["phone"],
        "today": day.toordinal() - EPOCH if day else 0,
        "most": limit,
    }


def when_in(zone: str, at: float) -> Values:
    """The moment as a clock in a time zone shows it, by the names in the query; "" is no zone at all."""
    from datetime import UTC, datetime

    from crisisaid.contacts.hours.zones import wall_clock
    from crisisaid.contacts.index.slots import SLOT, keys_of

    clock = wall_clock(zone)
    there = datetime.fromtimestamp(at, clock.zone if clock else UTC)
    date, day_of_year, weekday = keys_of(there)
    # In a zone this computer does not know nobody can tell who is open.
    timed = 0 if not at else 1 if clock or not zone else 2
    slot = (there.hour * 60 + there.minute) // SLOT
    return {"timed": timed, "date": date, "day_of_year": day_of_year, "weekday": weekday, "slot": slot}


def entry_at(connection: Any, place: int) -> Contact:
    """The contact at a place."""
    return contact_of(connection.execute(ENTRY, {"place": place}).fetchone())


def by_id(connection: Any, contact_id: str) -> tuple[Contact, ...]:
    """The contacts with this id, in use or not: one, or none."""
    return tuple(contact_of(row) for row in connection.execute(BY_ID, {"id": contact_id}))


def every(connection: Any) -> Iterator[Contact]:
    """Every contact, in use or not, in the order in which they came."""
    return (contact_of(row) for row in connection.execute(EVERY))


def countries(connection: Any) -> Mapping[str, int]:
    """How many contacts there are for each country."""
    return dict(connection.execute(COUNTRIES).fetchall())


def _general(connection: Any, clocks: Sequence[Values], need: Need, limit: int) -> list[tuple[int, int]]:
    """The nearest of those who are for everybody, by the shortest query that is sure to have them."""
    if all(there["timed"] == 1 for there in clocks):
        for query, beyond in ((NEAR, ELSEWHERE if need.region else A_PART), (OPEN, NOT_OPEN)):
            found = _nearest(connection, query, clocks, limit)
            if len(found) == limit and found[-1][0] < beyond:
                return found
    return _nearest(connection, GENERAL, clocks, limit)


def _nearest(connection: Any, query: str, clocks: Sequence[Values], limit: int) -> list[tuple[int, int]]:
    """The best of every time zone of the country: how far from the need, and the place."""
    found = [(far, place) for there in clocks for place, far in connection.execute(query, there)]
    if not all(type(far) is int for far, _ in found):
        raise NotAsWritten
    return sorted(found)[:limit]


def _numbered(name: str, given: Sequence[str], most: int) -> Values:
    """``name_1``, ``name_2`` ... up to the number of places the query has; "" where nothing is left."""
    return {f"{name}_{place + 1}": given[place] if place < len(given) else "" for place in range(most)}
