"""signed-off.jsonl: who is trained on which words of a protocol, one line each, as an observer said."""

from __future__ import annotations

import json
import os

from crisisaid.errors import FileRefused
from crisisaid.model.sign_off import SignOff
from crisisaid.store.drill_history import SIGN_OFFS as FILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT = "crisisaid/sign-off/v1"


def sign_offs_file(folder: str) -> str:
    """Where the sign-offs of a folder of results lie."""
    return os.path.join(folder, FILE)


def read_sign_offs(folder: str) -> tuple[tuple[SignOff, ...], tuple[int, ...]]:
    """Every sign-off in a folder of results, and the numbers of the lines that cannot be read."""
    try:
        with open(sign_offs_file(folder), encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return (), ()
    found, wrong = [], []
    for number, line in enumerate(lines, 1):
        one = _sign_off(line)
        if one is None:
            wrong.append(number)
        else:
            found.append(one)
    return tuple(dict.fromkeys(found)), tuple(wrong)


def _sign_off(line: str) -> SignOff | None:
    try:
        data = json.loads(line)
    except ValueError:
        return None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return None
    given = {name: data.get(name) for name in SignOff._fields}
    if not all(isinstance(value, str) and value for value in given.values()):
        return None
    return SignOff(**{name: str(value) for name, value in given.items()})


def append_sign_off(folder: str, one: SignOff) -> str:
    """Add a line, in a folder for this user only; where it is. Raises FileRefused."""
    path = sign_offs_file(folder)
    data = {"format": FORMAT} | {name: getattr(one, name) for name in one._fields}
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(json.dumps(data, sort_keys=True).encode() + b"\n")
    except OSError as problem:
        raise FileRefused(f"{path} cannot be written: {problem.strerror}.", "Nothing was written down.") from None
    return path


def newest(sign_offs: Sequence[SignOff]) -> tuple[SignOff, ...]:
    """Of each trainee and protocol the last one."""
    last = {(one.trainee, one.protocol): one for one in sorted(sign_offs, key=lambda one: one.date)}
    return tuple(last[key] for key in sorted(last))
