"""An example organisation's folder, and the many ways in which such a folder can be broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from pathlib import Path

CONTACTS = """\
format: crisisaid/contacts/v1
organisation: "Example Listening Service"
contact_person: "the coordinator"
timezone: Europe/London
country: GB
contacts:
  - id: example-shift-lead
    name: "Example shift lead"
    kind: shift-lead
    phone: "020 7946 0123"
    hours: "24/7"
    verified_on: "2026-11-01"
    verified_by: "coordinator"
    verified_how: operator
  - id: example-crisis-team
    name: "Example crisis team"
    kind: crisis-team
    phone: "020 7946 0456"
    note: "Ask for the duty worker."
"""

POLICY = """\
format: crisisaid/policy/v1
name: "Example Listening Service"
country: GB
timezone: Europe/London
channels: [phone, text_chat]
retention_days: 30
shared_machine: false
"""


def folder(path: Path, contacts: bytes | str = CONTACTS, policy: bytes | str = POLICY) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, said in (("contacts.yaml", contacts), ("policy.yaml", policy)):
        (path / name).write_bytes(said if isinstance(said, bytes) else said.encode())
    return path


WRECKS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[2J", b"\t", b": ", b"- ", b"{", b"}", b"[", b"]", b'"', b"'",
    b"&a ", b"*a ",
    b"!!python/object:os.system ", b"? ", b"| ", b"> ", b"%", b"@", b"`", b"# ", b"---\n", b"...\n", b"\r",
    b"\xe2\x80\xae", b"<<: *a\n", b"null", b"true", b"1e999", b"-0",
    b"0x1F", b"999999999999999999999999", b"\n\n", b" " * 50,
    b"a: " * 30,
    b"hide: true\n", b"reason: x\n", b"phone: 999\n", b"  - id: ''\n", b"fallback: [example-shift-lead]\n",
    b"replaces: [gb-emergency]\n", b"hours: nonsense\n", b"timezone: Mars/Base\n", b"min_age: -1\n",
)  # fmt: skip


def wrecked(data: bytes, chance: random.Random) -> bytes:
    """The same file with one to four places changed: cut, doubled, swapped, or with something put in."""
    for _ in range(chance.randrange(1, 5)):
        lines = data.split(b"\n")
        place, row = chance.randrange(len(data) + 1), chance.randrange(len(lines))
        match chance.randrange(8):
            case 0:
                data = data[:place] + chance.choice(WRECKS) + data[place:]
            case 1:
                data = data[:place] + data[place + chance.randrange(1, 40) :]
            case 2:
                data = data[:place]
            case 3:
                lines.insert(row, lines[chance.randrange(len(lines))])
                data = b"\n".join(lines)
            case 4:
                del lines[row]
                data = b"\n".join(lines)
            case 5:
                lines[row] = b"  " + lines[row]
                data = b"\n".join(lines)
            case 6:
                name, colon, _ = lines[row].partition(b":")
                lines[row] = name + colon + b" " + chance.choice(WRECKS)
                data = b"\n".join(lines)
            case _:
                data = data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
        data = data or b"\n"
    return data
