"""Where role plays and sounds-like lines come from: those that came with the program, and the organisation's own."""

from __future__ import annotations

import os

from crisisaid.app.bookshelf import in_organisation, open_shelf, own_protocols, protocols_folder
from crisisaid.errors import ContentRefused, FileRefused, UsageRefused
from crisisaid.library.role_play_checks import check_role_play, check_sounds_like
from crisisaid.library.role_plays import SOUNDS_LIKE, read_role_play, read_sounds_like
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.record import Record
from crisisaid.reading.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crisisaid.library.shelf import Shelf
    from crisisaid.model.role_play import RolePlay, SoundsLike

FOLDER = "drills"


class Found(Record):
    """What one file of a drills folder holds; ``role_play`` or ``lines`` is there when nothing stands in the way."""

    file: str
    role_play: RolePlay | None = None
    lines: SoundsLike | None = None
    findings: tuple[Finding, ...] = ()


def drills_folder() -> str:
    """The folder that came with the program: beside its protocols."""
    return os.path.join(os.path.dirname(protocols_folder()), FOLDER)


def folders(environ: Mapping[str, str], organisation: str = "", named: str = "") -> tuple[str, ...]:
    """The folder that was named, else the program's own and the organisation's. Raises FileRefused."""
    if named:
        if not os.path.isdir(named):
            raise FileRefused(
                f"There is no folder {named}.", "Name the folder that holds drills, as PROTOCOL/NAME.yaml."
            )
        return (named,)
    own = in_organisation(environ, organisation, FOLDER)
    return tuple(one for one in (drills_folder(), own) if one and os.path.isdir(one))


def drill_files(folder: str) -> list[str]:
    """Every file of a drills folder, as PROTOCOL/NAME.yaml, in order."""
    names = sorted(name for name in os.listdir(folder) if os.path.isdir(os.path.join(folder, name)))
    inside = ((name, sorted(os.listdir(os.path.join(folder, name)))) for name in names)
    return [f"{name}/{file}" for name, files in inside for file in files if file.endswith((".yaml", ".yml"))]


def read_file(library: Shelf, folder: str, file: str) -> Found:
    """One file, read and checked against its protocol."""
    try:
        return read_drill(library, file, read_bytes(os.path.join(folder, file)))
    except FileRefused as problem:
        return Found(file, findings=(Finding("CA0101", ERROR, file, 1, problem.message, problem.hint),))


def read_drill(library: Shelf, file: str, data: bytes) -> Found:
    """The bytes of one file, as PROTOCOL/NAME.yaml, checked against its protocol."""
    if os.path.basename(file) == SOUNDS_LIKE:
        return _lines(library, file, data)
    read = read_role_play(data, file)
    if read.role_play is None:
        return Found(file, findings=read.findings)
    unknown = _unknown(library, read.role_play.protocol, file)
    findings = unknown or check_role_play(library, read.role_play, read.document)
    return Found(file, read.role_play, findings=findings)


def _lines(library: Shelf, file: str, data: bytes) -> Found:
    read = read_sounds_like(data, file)
    if read.lines is None:
        return Found(file, findings=read.findings)
    unknown = _unknown(library, read.lines.protocol, file)
    findings = unknown or check_sounds_like(library[read.lines.protocol], read.lines, read.document)
    return Found(file, lines=read.lines, findings=findings)


def _unknown(library: Shelf, protocol: str, file: str) -> tuple[Finding, ...]:
    if protocol in library:
        return ()
    said = f"There is no protocol called {protocol!r}."
    return (Finding("CA0906", ERROR, file, 1, said, "See crisisaid list."),)


class Drills:
    """Role plays and files of lines, each read and checked only when it is wanted; ``carried`` in place of folders."""

    def __init__(
        self,
        environ: Mapping[str, str],
        organisation: str = "",
        named: str = "",
        carried: Mapping[str, str] | None = None,
    ) -> None:
        self.own = own_protocols(environ, organisation)
        self.library = open_shelf(environ, own=self.own)
        self._carried = carried or {}
        here = folders(environ, organisation, named) if carried is None else ()
        self._files = [(folder, file) for folder in here for file in drill_files(folder)]
        self._files += [("", file) for file in sorted(self._carried)]
        self._read: dict[tuple[str, str], Found] = {}

    def _found(self, wanted: Callable[[str], bool]) -> list[Found]:
        """What the files with such a name hold."""
        here = [place for place in self._files if wanted(place[1])]
        for place in here:
            if place not in self._read:
                folder, file = place
                carried = self._carried.get(file) if not folder else None
                self._read[place] = (
                    read_file(self.library, folder, file)
                    if carried is None
                    else read_drill(self.library, file, carried.encode("utf-8"))
                )
        return [self._read[place] for place in here]

    def every(self, protocols: Sequence[str] = ()) -> tuple[dict[str, RolePlay], tuple[str, ...], tuple[Finding, ...]]:
        """All role plays that can be used, the protocols that have lines, and what is wrong with the others.

        Of ``protocols`` only, where some are named; the files of others are not read.
        """
        found = self._found(lambda file: not protocols or file.split("/")[0] in protocols)
        fine = [one for one in found if not one.findings]
        role_plays = {f"{one.role_play.protocol}/{one.role_play.id}": one.role_play for one in fine if one.role_play}
        lines = tuple(sorted(one.lines.protocol for one in fine if one.lines))
        return role_plays, lines, tuple(finding for one in found for finding in one.findings)

    def lines(self, protocol: str) -> SoundsLike | None:
        """The lines of a protocol, where there are any that can be used; the organisation's before the program's."""
        found = self._found(lambda file: file == f"{protocol}/{SOUNDS_LIKE}")
        return next((one.lines for one in reversed(found) if one.lines and not one.findings), None)

    def has(self, protocol: str, name: str) -> bool:
        """Whether there is a file for this role play; it is not read."""
        return any(file == f"{protocol}/{name}.yaml" for _, file in self._files)

    def role_play(self, name: str) -> RolePlay:
        """A role play by its id, with or without its protocol in front. Raises UsageRefused, ContentRefused."""
        found = self._found(lambda file: f"{name}.yaml" in (file, file.rpartition("/")[2]))
        usable = [one.role_play for one in found if one.role_play and not one.findings]
        if len(usable) == 1:
            return usable[0]
        if usable:
            known = ", ".join(f"{one.protocol}/{one.id}" for one in usable)
            raise UsageRefused(f"There are several role plays called {name!r}.", f"Say which: {known}.")
        broken = tuple(finding for one in found for finding in one.findings)
        if broken:
            raise ContentRefused(broken, f"{name} cannot be used as it is.")
        raise UsageRefused(f"There is no role play called {name!r}.", "crisisaid drill list shows them.")
