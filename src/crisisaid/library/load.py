"""A protocol from its file: read, shaped, built and checked, with every finding there is."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from crisisaid.errors import FileRefused
from crisisaid.library.build import build_protocol
from crisisaid.library.checks import CHECKS, check_protocol
from crisisaid.library.draft import Draft
from crisisaid.library.files import PROTOCOL_FILE, is_in_place, protocol_files
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.record import Record
from crisisaid.reading.files import read_bytes
from crisisaid.reading.shape import check_shape
from crisisaid.reading.strict import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.library.checks import Check
    from crisisaid.model.protocol import Protocol


class Loaded(Record):
    """``protocol`` is None when a finding stands in the way of using it."""

    path: str
    protocol: Protocol | None
    findings: tuple[Finding, ...]


def load_protocol(path: str, shown_as: str = "", more: Sequence[Check] = ()) -> Loaded:
    """The protocol in this file. Raises FileRefused when the file itself cannot be read."""
    data = read_bytes(path)
    return parse_protocol(data, shown_as or path, more)


def parse_protocol(data: bytes, file: str, more: Sequence[Check] = ()) -> Loaded:
    """The protocol in these bytes, named ``file`` in findings; ``more`` are checks that only matter to its authors."""
    document = read_yaml(data, file)
    if document.findings:
        return Loaded(file, None, document.findings)
    shaped, findings = check_shape(document, "protocol-v1")
    if findings:
        return Loaded(file, None, findings)
    protocol = build_protocol(shaped, hashlib.sha256(data).hexdigest())
    draft = Draft(protocol, shaped)
    found = (*_in_its_folder(protocol, file), *check_protocol(draft, document, CHECKS))
    if any(finding.severity == ERROR for finding in found):
        return Loaded(file, None, found)
    # What is only of interest to authors is looked at where the protocol can be walked.
    return Loaded(file, protocol, (*found, *(check_protocol(draft, document, more) if more else ())))


def _in_its_folder(protocol: Protocol, file: str) -> tuple[Finding, ...]:
    """The folders' names say what is inside: protocols/<id>/<version>/protocol.yaml."""
    parts = os.path.normpath(file).split(os.sep)
    if len(parts) < 3 or tuple(parts[-3:-1]) == (protocol.id, protocol.version):
        return ()
    message = f"{protocol.id} {protocol.version} lies in {'/'.join(parts[-3:-1])}."
    hint = f"Move it to {protocol.id}/{protocol.version}, or mend id and version in the file."
    return (Finding("CA0503", ERROR, file, 1, message, hint),)


def load_in_folder(folder: str, path: str, more: Sequence[Check] = ()) -> Loaded:
    """The protocol at this place of a library folder; whatever is wrong with its file is a finding."""
    if not is_in_place(path):
        message = f"{path} is not ID/VERSION/{PROTOCOL_FILE} in this folder."
        hint = "Name the folder that holds the folders of the ids."
        return Loaded(path, None, (Finding("CA0503", ERROR, path, 1, message, hint),))
    try:
        return load_protocol(os.path.join(folder, path), path, more)
    except FileRefused as problem:
        return Loaded(path, None, (Finding("CA0101", ERROR, path, 1, problem.message, problem.hint),))


def load_folder(folder: str) -> tuple[Loaded, ...]:
    """Every protocol of a library folder; a broken one does not keep the others away."""
    return tuple(load_in_folder(folder, path) for path in protocol_files(folder))
