"""What the build puts into the wheel beside the code: every protocol and every country's contacts, compiled."""

from __future__ import annotations

import os

from crisisaid.contacts.directory import parse_country
from crisisaid.errors import ContentRefused
from crisisaid.library.compile import compile_folder
from crisisaid.library.compiled import dump
from crisisaid.model.finding import ERROR
from crisisaid.reading.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.finding import Finding


def compiled_for_wheel(root: str) -> dict[str, bytes]:
    """Files by their name below ``crisisaid/compiled``. Raises ContentRefused: nothing faulty is shipped."""
    files, findings = compile_folder(os.path.join(root, "protocols"))
    countries, more = _countries(os.path.join(root, "src", "crisisaid", "directory"))
    faults = [finding for finding in (*findings, *more) if finding.severity == ERROR]
    if faults:
        raise ContentRefused(faults, "The library has faults, so no wheel is built.")
    return files | countries


def _countries(folder: str) -> tuple[dict[str, bytes], list[Finding]]:
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".yaml"):
            path = os.path.join(folder, name)
            contacts, found = parse_country(read_bytes(path), path)
            findings += found
            files[f"contacts/{name.removesuffix('.yaml')}.bin"] = dump(contacts)
    return files, findings
