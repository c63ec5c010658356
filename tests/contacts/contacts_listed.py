"""The built-in contacts, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import crisisaid
from crisisaid.contacts.directory import read_country

if TYPE_CHECKING:
    from crisisaid.model.contact import Contact

FOLDER = Path(crisisaid.__file__).parent / "directory"


class Directory:
    """Contacts of a country by its code."""

    codes = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))

    @staticmethod
    @cache
    def __call__(code: str) -> tuple[Contact, ...]:
        contacts, findings = read_country(str(FOLDER), code)
        assert findings == ()
        return contacts
