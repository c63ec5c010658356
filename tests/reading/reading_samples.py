"""A good protocol, and ways to damage it."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

HERE = pathlib.Path(__file__).parent
PROTOCOL = (HERE / "good" / "protocol" / "file.yaml").read_bytes()
CONTACTS = (HERE / "good" / "contacts" / "file.yaml").read_bytes()
ANSWERS_JSON = (HERE / "good" / "answers-json" / "file.json").read_bytes()

BITS = (
    *(bytes([sign]) for sign in b"?:-[]{},'\"#&*!|>%@`~ \t\n\r\\<\x00\x1b\x9b\xff"),
    *(b"? ", b": ", b"- ", b"\n  ", b"\n- ", b"{a: b?}", b"[?b]", b"{a:1}", b'"\\u', b'"\\U0011ffff"', b'"\\ud800"'),
    *(
        b"---\n",
        b"...\n",
        b"<<: ",
        b"!!int x",
        b"!<",
        b"&a ",
        b"*a",
        b"\r\n",
        b"\t- a",
        b'"a"b',
        b"|+\n",
        b"2026-13-45",
    ),
    *(
        "\ufeff".encode(),
        "\u202e".encode(),
        "\u2028".encode(),
        b"[" * 30,
        b"true",
        b"null",
        b"NaN",
        b"1e999",
        b"%YAML 9.9\n",
    ),
)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The data with one to three things put in, taken out, doubled or changed."""
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(data) + 1)
        to = min(len(data), at + dice.randrange(1, 60))
        data = dice.choice(
            (
                data[:at] + dice.choice(BITS) + data[at:],
                data[:at] + data[to:],
                data[:to] + data[at:],
                data[:at] + dice.choice(BITS) + data[at + 1 :],
            )
        )
    return data
