"""An author's workbench: which folder of protocols is meant, what is in it, and what is to be said about it."""

from __future__ import annotations

import os
import sys
import time

from crisisaid.app.bookshelf import open_shelf, own_protocols, protocols_folder
from crisisaid.app.progress import Progress
from crisisaid.errors import ContentRefused, FileRefused, ProtocolNotFound
from crisisaid.library.checks_together import check_together
from crisisaid.library.compile import lock_of
from crisisaid.library.load import Loaded, load_protocol, protocol_files, too_high
from crisisaid.library.lock import check_beside, check_lock
from crisisaid.library.quality import quality
from crisisaid.library.release import digest_of
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.protocol import GATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crisisaid.library.checks import Check
    from crisisaid.model.protocol import Protocol


def author_folder(environ: Mapping[str, str], named: str) -> str:
    """The folder that was named, else the organisation's own protocols, else those that came with the program."""
    if named and not os.path.isdir(named):
        raise FileRefused(f"There is no folder {named}.", "Name the folder that holds the protocols, as ID/VERSION/.")
    return named or own_protocols(environ) or protocols_folder()


class Workbench:
    """The protocols of a folder, read with the checks for authors; ``only`` keeps to some ids."""

    def __init__(
        self, environ: Mapping[str, str], named: str, only: Sequence[str] = (), *, checks: bool = True
    ) -> None:
        self.folder = author_folder(environ, named)
        self._environ = environ
        paths = [path for path in protocol_files(self.folder) if not only or _id_of(self.folder, path) in only]
        unknown = sorted(set(only) - {_id_of(self.folder, path) for path in paths})
        if unknown:
            raise ProtocolNotFound(f"There is no protocol called {unknown[0]!r} in {self.folder}.", self._known())
        if not paths:
            raise FileRefused(f"There is no protocol in {self.folder}.", "They lie in it as ID/VERSION/protocol.yaml.")
        more = quality(today()) if checks else ()
        with Progress("Checking protocols", len(paths)) as progress:
            self.loaded = tuple(self._load(path, more, progress) for path in paths)

    def _load(self, path: str, more: Sequence[Check], progress: Progress) -> Loaded:
        shown = os.path.relpath(path, self.folder)
        try:
            loaded = too_high(shown) or load_protocol(path, shown, more)
        except FileRefused as problem:
            loaded = Loaded(shown, None, (Finding("CA0101", ERROR, shown, 1, problem.message, problem.hint),))
        progress.step()
        return loaded

    def _known(self) -> str:
        names = dict.fromkeys(_id_of(self.folder, path) for path in protocol_files(self.folder))
        return f"It holds: {', '.join(names) or 'nothing'}."

    @property
    def protocols(self) -> tuple[Protocol, ...]:
        """Every protocol that can be used."""
        return tuple(loaded.protocol for loaded in self.loaded if loaded.protocol is not None)

    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong: in each file, between them, and against the lock."""
        lock = lock_of(self.folder)
        own = [finding for loaded in self.loaded for finding in loaded.findings]
        locked = [finding for loaded in self.loaded for finding in self.altered(loaded, lock)]
        together = check_together(tuple(self.library().values()))
        mine = {loaded.path.replace(os.sep, "/") for loaded in self.loaded}
        return (*own, *locked, *(finding for finding in together if finding.file in mine))

    def altered(self, loaded: Loaded, lock: dict[str, str]) -> tuple[Finding, ...]:
        """What was released with this protocol and is not the same any more."""
        path = loaded.path.replace(os.sep, "/")
        own = check_lock(loaded.protocol, path, lock) if loaded.protocol is not None else ()
        place = os.path.dirname(loaded.path)
        names = [name for name in os.listdir(os.path.join(self.folder, place)) if name.endswith(".yaml")]
        files = {f"{path.rpartition('/')[0]}/{name}": _digest(self.beside(loaded, name)) for name in names}
        return (*own, *check_beside(files, lock, path))

    def library(self) -> dict[str, Protocol]:
        """These protocols by id, and the ones that came with the program for what is not among them."""
        shelf = open_shelf(self._environ)
        known = {name: shelf[name] for name in shelf}
        whole = known | {loaded.protocol.id: loaded.protocol for loaded in self._everything() if loaded.protocol}
        whole |= {protocol.id: protocol for protocol in self.protocols}
        if GATE not in whole:
            raise ContentRefused((), "The danger check is not there.", "Install crisisaid again.")
        return whole

    def _everything(self) -> Iterable[Loaded]:
        """What lies in the same folder beside the ones that were asked for."""
        here = {loaded.path for loaded in self.loaded}
        for path in protocol_files(self.folder):
            shown = os.path.relpath(path, self.folder)
            if shown not in here:
                yield self._load(path, (), Progress("", 1))

    def beside(self, loaded: Loaded, name: str) -> str:
        """The file of this name in the folder of a protocol."""
        return os.path.join(self.folder, os.path.dirname(loaded.path), name)


def _id_of(folder: str, path: str) -> str:
    return os.path.relpath(path, folder).split(os.sep, maxsplit=1)[0]


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return digest_of(file.read())


def today() -> str:
    """The day by this computer's clock, year-month-day."""
    return time.strftime("%Y-%m-%d")


def say(text: str) -> None:
    """Talk goes to standard error, results to standard output."""
    sys.stderr.write(text + "\n")
