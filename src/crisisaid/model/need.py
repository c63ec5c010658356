"""Need: what decides which contacts come first: where, when, and what the person can use. Kept in memory only."""

from __future__ import annotations

from crisisaid.model.record import Record


class Need(Record):
    """``at`` is in seconds since 1970, 0 where no moment is meant; ``here`` is the supporter's own time zone.

    ``languages`` are what the person needs, ``spoken`` what the organisation says it speaks.
    What is empty is not known and changes nothing. ``age`` is in years. The last three are what stands between the
    person and a telephone: they cannot speak safely, they are deaf or hard of hearing, they have no credit.
    """

    country: str = ""
    country_name: str = ""
    channel: str = ""
    at: float = 0.0
    here: str = ""
    region: str = ""
    languages: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    age: int | None = None
    cannot_speak: bool = False
    deaf: bool = False
    no_credit: bool = False
