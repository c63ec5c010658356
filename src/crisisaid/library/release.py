"""What a release changes: one word in the protocol, and its digests in the lock."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD = """\
# The digests of released protocols: `sha256sum -c` reads them, run in the folder of the protocols.
# Released bytes never change again. `crisisaid protocol release` adds to this file.
"""

_STATUS = re.compile(r"^(status:[ \t]*)([\"']?)draft\2([ \t]*(?:#.*)?)$", re.MULTILINE)


def as_released(text: str) -> str:
    """The protocol's text with its status changed, and nothing else; the same text where it is no draft."""
    return _STATUS.sub(r"\1released\3", text, count=1)


def digest_of(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def with_digests(text: str, digests: Mapping[str, str]) -> str:
    """The lock's text with these files in it, in the order of their paths; other lines stay as they are."""
    comments = [line for line in text.splitlines() if line.startswith("#")]
    known = dict(line.split(maxsplit=1)[::-1] for line in text.splitlines() if line and not line.startswith("#"))
    known |= digests
    head = "\n".join(comments) + "\n" if comments else HEAD
    return head + "".join(f"{digest}  {path}\n" for path, digest in sorted(known.items()))
