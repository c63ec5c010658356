"""Time zones of a country, from the list that comes with the time zones of this computer."""

from __future__ import annotations

import os
import zoneinfo

from crisisaid.reading.files import read_bytes

LISTS = ("zone1970.tab", "zone.tab")
LARGEST = 200_000


def zones_of(country: str) -> tuple[str, ...]:
    """The country's time zones, the most used first; none where this computer has no such list."""
    for path in _places():
        if country and os.path.isfile(path):
            found = [line.split("\t") for line in read_bytes(path, LARGEST).decode("utf-8", "replace").splitlines()]
            named = (row for row in found if len(row) > 2 and country in row[0].split(","))
            return tuple(row[2] for row in sorted(named, key=lambda row: row[0].split(",")[0] != country))
    return ()


def _places() -> list[str]:
    from importlib.util import find_spec

    package = find_spec("tzdata")
    further = (
        [os.path.join(place, "zoneinfo") for place in (package.submodule_search_locations or ())] if package else []
    )
    return [os.path.join(folder, name) for folder in (*zoneinfo.TZPATH, *further) for name in LISTS]
