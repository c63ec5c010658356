"""protocols.lock: the digests of released protocols, in the format that ``sha256sum -c`` reads.

Released bytes never change again; drafts are in no lock.
"""

from __future__ import annotations

from crisisaid.model.finding import ERROR, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.protocol import Protocol


def read_lock(text: str) -> dict[str, str]:
    """Path below the library folder -> digest. Lines that are not of the format are passed over."""
    pairs = (line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#"))
    return {pair[1].lstrip("*").strip(): pair[0] for pair in pairs if len(pair) == 2 and len(pair[0]) == 64}


def check_lock(protocol: Protocol, path: str, lock: Mapping[str, str]) -> tuple[Finding, ...]:
    """A released protocol must be the very bytes that were locked; a tampered one is not used."""
    locked = lock.get(path)
    if locked is None and protocol.status != "released":
        return ()
    if locked == protocol.digest:
        return ()
    message = (
        f"{protocol.id} {protocol.version} is released but its digest is not in protocols.lock."
        if locked is None
        else f"{protocol.id} {protocol.version} was changed after its release."
    )
    hint = "Take the released file from its source again, or give the changed one a new version with status: draft."
    if locked is None:
        hint = "Put its lock beside the folder, or release it: crisisaid protocol release."
    return (Finding("CA0502", ERROR, path, 1, message, hint),)


def check_beside(files: Mapping[str, str], lock: Mapping[str, str], protocol: str) -> tuple[Finding, ...]:
    """What was released beside a protocol (scenarios, translations) and is not the same any more, or is gone.

    ``files`` are the digests of what lies there now, by path; ``protocol`` is the path of the protocol itself.
    """
    folder = protocol.rpartition("/")[0] + "/"
    others = {path: digest for path, digest in lock.items() if path.startswith(folder) and path != protocol}
    hint = "Take the released file from its source again, or give yours a new version with status: draft."
    return tuple(
        Finding("CA0502", ERROR, path, 1, f"{path} was released, and is {_now(path, files)} now.", hint)
        for path, digest in others.items()
        if files.get(path) != digest
    )


def _now(path: str, files: Mapping[str, str]) -> str:
    return "another" if path in files else "gone"
