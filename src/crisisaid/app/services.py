"""Services: an organisation's imported directory of thousands, in an index beside its files; nothing where none is.

The database is opened when a referral or a search first wants it, never on the way to a prompt.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from sqlite3 import Connection
    from typing import TypeVar

    from crisisaid.contacts.index.search import Found
    from crisisaid.model.contact import Contact
    from crisisaid.model.need import Need

    T = TypeVar("T")

SERVICES = "services.sqlite"


def build(path: str, contacts: Iterable[Contact], done: Callable[[], None]) -> int:
    """Write the index of these contacts, whole or not at all; the answer is how many there are.

    ``done`` is called once a contact. Raises FileRefused where it cannot be written; the old one is then still used.
    """
    from crisisaid.contacts.index.filling import fill
    from crisisaid.contacts.index.tables import VERSION
    from crisisaid.store.service_index import build as write

    return write(path, VERSION, lambda connection: fill(connection, contacts, done))


class Services:
    """The index in an organisation's folder ("": no folder). Every question raises FileRefused where it is damaged."""

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, SERVICES) if folder else ""
        self._connection: Connection | None = None

    def there(self) -> bool:
        """Whether there is an index; a look at the folder, nothing is read."""
        return bool(self.path) and os.path.lexists(self.path)

    def match(self, need: Need, kinds: Sequence[str], today: str = "", limit: int = 0) -> tuple[Contact, ...]:
        """Those of these kinds that may fit best (``limit`` 0: the usual few); contacts/matching.py orders them."""
        from crisisaid.contacts.index.queries import LIMIT, match

        return self._asked(lambda index: match(index, need, kinds, today, limit or LIMIT), ())

    def search(self, words: str, country: str = "", region: str = "", limit: int = 20) -> Found:
        """Those that speak of what is needed."""
        from crisisaid.contacts.index.search import Found, search

        return self._asked(lambda index: search(index, words, country, region, limit), Found())

    def by_id(self, contact_id: str) -> tuple[Contact, ...]:
        """The contact with this id, in use or not."""
        from crisisaid.contacts.index.queries import by_id

        return self._asked(lambda index: by_id(index, contact_id), ())

    def countries(self) -> dict[str, int]:
        """How many contacts there are for each country."""
        from crisisaid.contacts.index.queries import countries

        return self._asked(lambda index: dict(countries(index)), {})

    def every(self) -> Iterator[Contact]:
        """Every contact, in use or not, one by one."""
        if not self.there():
            return
        from crisisaid.contacts.index.queries import every
        from crisisaid.contacts.index.rows import NotAsWritten
        from crisisaid.store.service_index import reading

        with reading(self.path, NotAsWritten):
            index = self._opened()
            if index:
                yield from every(index)

    def _asked(self, ask: Callable[[Connection], T], nothing: T) -> T:
        if not self.there():
            return nothing
        from crisisaid.contacts.index.rows import NotAsWritten
        from crisisaid.store.service_index import reading

        with reading(self.path, NotAsWritten):
            index = self._opened()
            return ask(index) if index else nothing

    def _opened(self) -> Connection | None:
        if self._connection is None:
            from crisisaid.contacts.index.tables import VERSION
            from crisisaid.store.service_index import open_index

            self._connection = open_index(self.path, VERSION)
        return self._connection
