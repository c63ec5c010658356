"""Versions as they are named on the command line: id@version, a protocol's file, or the folder of a whole library."""

from __future__ import annotations

import os

from crisisaid.app.bookshelf import open_shelf, own_protocols
from crisisaid.errors import ContentRefused, ProtocolNotFound, UsageRefused
from crisisaid.library.files import PROTOCOL_FILE, protocol_files
from crisisaid.library.load import load_in_folder, parse_protocol
from crisisaid.library.shelf import order
from crisisaid.model.protocol import GATE
from crisisaid.model.record import Record
from crisisaid.reading.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.library.load import Loaded
    from crisisaid.model.finding import Finding
    from crisisaid.model.protocol import Protocol

IN_THE_WAY = "It cannot be compared as it is: what stands in the way is named above."


class Named(Record):
    """One protocol, or with ``protocol`` None a whole library; ``here`` is what sessions with it can go on to."""

    protocol: Protocol | None
    here: Mapping[str, Protocol]
    own: Mapping[str, Protocol]


class Names:
    """Finds what is named: in ``folder`` where one is given, else among the protocols that the program uses."""

    def __init__(self, environ: Mapping[str, str], folder: str) -> None:
        self._folder = folder
        self._shelf = open_shelf(environ, own=own_protocols(environ))
        self._built_in = {name: self._shelf[name] for name in self._shelf}
        self._newest = newest(folder) if folder else {}

    def find(self, said: str) -> Named:
        """What is meant. Raises ProtocolNotFound, UsageRefused, FileRefused, or ContentRefused with its findings."""
        if os.path.isdir(said) and not os.path.isfile(os.path.join(said, PROTOCOL_FILE)):
            own = newest(said)
            if not own:
                raise UsageRefused(f"There is no protocol in {said}.", "They lie in it as ID/VERSION/protocol.yaml.")
            return Named(None, self._beside(own), own)
        if os.path.isdir(said) or os.path.isfile(said) or said.endswith((".yaml", ".yml")):
            protocol = _from_file(os.path.join(said, PROTOCOL_FILE) if os.path.isdir(said) else said)
        else:
            protocol = self._by_id(said)
        return Named(protocol, self._beside({**self._newest, protocol.id: protocol}), {protocol.id: protocol})

    def _beside(self, own: Mapping[str, Protocol]) -> dict[str, Protocol]:
        """These with the built-in ones behind them; the danger check is always the program's own."""
        return {**self._built_in, **own, GATE: self._built_in[GATE]}

    def _by_id(self, said: str) -> Protocol:
        name, _, version = said.partition("@")
        path = f"{name}/{version}/{PROTOCOL_FILE}"
        if not version and name in self._newest:
            return self._newest[name]
        if version and self._folder and os.path.isfile(os.path.join(self._folder, path)):
            return _usable(load_in_folder(self._folder, path))
        if not version:
            return self._shelf[name]
        try:
            return self._shelf.version(name, version)
        except ProtocolNotFound as problem:
            if name not in (*self._newest, *self._built_in):
                self._shelf.entry(name)
            here = {path.split("/")[1] for path in protocol_files(self._folder) if path.split("/")[0] == name}
            known = [entry.version for entry in self._shelf.entries if entry.id == name]
            versions = sorted({*here, *known}, key=order) if self._folder else known
            raise ProtocolNotFound(problem.message, f"Versions here: {', '.join(versions)}.") from None


def newest(folder: str) -> dict[str, Protocol]:
    """The newest version of each protocol in a folder, drafts too. Raises ContentRefused where one cannot be used."""
    found: dict[str, Protocol] = {}
    findings: list[Finding] = []
    for path in protocol_files(folder):
        loaded = load_in_folder(folder, path)
        if loaded.protocol is None:
            findings += loaded.findings
        elif loaded.protocol.id not in found or order(loaded.protocol.version) > order(
            found[loaded.protocol.id].version
        ):
            found[loaded.protocol.id] = loaded.protocol
    if findings:
        raise ContentRefused(findings, f"{folder} cannot be compared as it is.", IN_THE_WAY)
    return found


def _from_file(path: str) -> Protocol:
    """A file is taken wherever it lies; its folders need not tell its id."""
    loaded = parse_protocol(read_bytes(path), os.path.basename(path))
    findings = tuple(finding.but(file=path) for finding in loaded.findings)
    return _usable(loaded.but(path=path, findings=findings))


def _usable(loaded: Loaded) -> Protocol:
    if loaded.protocol is None:
        raise ContentRefused(loaded.findings, f"{loaded.path} cannot be compared as it is.", IN_THE_WAY)
    return loaded.protocol
