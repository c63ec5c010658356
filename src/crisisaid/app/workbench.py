"""An author's workbench: which folder of protocols is meant, what is in it, and what is to be said about it."""

from __future__ import annotations

import os
import time

from crisisaid.app.bookshelf import open_shelf, own_protocols, protocols_folder
from crisisaid.app.progress import Progress
from crisisaid.errors import FileRefused, ProtocolNotFound
from crisisaid.library.checks_together import check_together
from crisisaid.library.compile import lock_of
from crisisaid.library.files import protocol_files
from crisisaid.library.load import Loaded, load_in_folder
from crisisaid.library.lock import check_beside, check_lock
from crisisaid.library.quality import quality
from crisisaid.library.release import digest_of
from crisisaid.library.shelf import order
from crisisaid.reading.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.finding import Finding
    from crisisaid.model.protocol import Protocol


def author_folder(environ: Mapping[str, str], named: str) -> str:
    """The folder that was named, else the organisation's own protocols, else those that came with the program."""
    if named and not os.path.isdir(named):
        raise FileRefused(f"There is no folder {named}.", "Name the folder that holds the protocols, as ID/VERSION/.")
    return named or own_protocols(environ) or protocols_folder()


class Workbench:
    """The protocols of a folder, read with the checks for authors; ``only`` keeps to some ids.

    Raises FileRefused for a folder or a lock that cannot be read, ProtocolNotFound for an id that is not there.
    """

    def __init__(
        self, environ: Mapping[str, str], named: str, only: Sequence[str] = (), *, checks: bool = True
    ) -> None:
        self.folder = author_folder(environ, named)
        self.lock = lock_of(self.folder)
        files = protocol_files(self.folder)
        wanted = [path for path in files if not only or _id_of(path) in only]
        self._complain(only, files, wanted)
        more = quality(today()) if checks else ()
        with Progress("Checking protocols", len(wanted)) as progress:
            self.loaded = tuple(progress.after(load_in_folder(self.folder, path, more)) for path in wanted)
        beside = (load_in_folder(self.folder, path).protocol for path in files if path not in wanted)
        every = (*beside, *(loaded.protocol for loaded in self.loaded))
        here = sorted((one for one in every if one is not None), key=lambda one: order(one.version))
        shelf = open_shelf(environ)
        self.library: dict[str, Protocol] = {name: shelf[name] for name in shelf}
        self.library |= {protocol.id: protocol for protocol in here}

    def _complain(self, only: Sequence[str], files: Sequence[str], wanted: Sequence[str]) -> None:
        known = dict.fromkeys(_id_of(path) for path in files)
        unknown = [name for name in only if name not in known]
        if unknown:
            said = f"There is no protocol called {unknown[0]!r} in {self.folder}."
            raise ProtocolNotFound(said, f"It holds: {', '.join(known) or 'nothing'}.")
        if not wanted:
            raise FileRefused(f"There is no protocol in {self.folder}.", "They lie in it as ID/VERSION/protocol.yaml.")

    def last(self) -> tuple[Loaded, ...]:
        """Of each protocol the last version: those before it are kept for the record."""
        newest: dict[str, Loaded] = {}
        for loaded in sorted(self.loaded, key=lambda one: order(one.path.split("/")[1])):
            newest[_id_of(loaded.path)] = loaded
        return tuple(loaded for loaded in self.loaded if newest[_id_of(loaded.path)] is loaded)

    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong: in each file, between them, and against the lock."""
        own = [finding for loaded in self.loaded for finding in (*loaded.findings, *self.altered(loaded))]
        mine = {loaded.path for loaded in self.loaded}
        together = check_together(tuple(self.library.values()))
        return (*own, *(finding for finding in together if finding.file in mine))

    def altered(self, loaded: Loaded) -> tuple[Finding, ...]:
        """What was released with this protocol and is not the same any more."""
        own = check_lock(loaded.protocol, loaded.path, self.lock) if loaded.protocol is not None else ()
        return (*own, *check_beside(self.digests(loaded), self.lock, loaded.path))

    def digests(self, loaded: Loaded) -> dict[str, str]:
        """The digest of every YAML file in the folder of a protocol, by its path in the library folder."""
        place = loaded.path.rpartition("/")[0]
        names = sorted(name for name in os.listdir(self.path_of(place)) if name.endswith(".yaml"))
        return {f"{place}/{name}": _digest(self.path_of(f"{place}/{name}")) for name in names}

    def path_of(self, inside: str) -> str:
        """Where something of the library folder really lies."""
        return os.path.join(self.folder, inside)


def _digest(path: str) -> str:
    try:
        return digest_of(read_bytes(path))
    except FileRefused:
        return ""  # no digest is empty: what cannot be read is not what was released


def _id_of(path: str) -> str:
    return path.partition("/")[0]


def today() -> str:
    """The day by this computer's clock, year-month-day."""
    return time.strftime("%Y-%m-%d")
