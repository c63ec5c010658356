"""A trainee's results: one line each, with the digest of the line before it, so that an edited file is seen."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from crisisaid.errors import FileRefused
from crisisaid.model.drill_result import DrillResult, DrillSlip
from crisisaid.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "crisisaid/drill-results/v1"
NONE = "0" * 64
"""What stands for the line before the first one."""

LARGEST = 20_000_000
SIGN_OFFS = "signed-off.jsonl"
LINE_ENDING = b"\n"


class Damaged(Record):
    """A line that cannot be taken, and why; ``line`` counts from 1, 0 for the whole file."""

    line: int
    says: str


class History(Record):
    """What could be read of a file, as far as its lines follow one another, and what could not."""

    path: str
    results: tuple[DrillResult, ...] = ()
    chain: tuple[str, ...] = ()
    damaged: tuple[Damaged, ...] = ()


def read_history(path: str) -> History:
    """Every result whose line is whole and follows the one before it; the first that does not ends the reading."""
    try:
        if os.path.getsize(path) > LARGEST:
            return History(path, damaged=(Damaged(0, "The file is larger than any file of results."),))
        with open(path, "rb") as file:
            data = file.read()
    except OSError as problem:
        return History(path, damaged=(Damaged(0, f"The file cannot be read: {problem.strerror}."),))
    results: list[DrillResult] = []
    chain: list[str] = []
    for number, line in enumerate(data.split(LINE_ENDING)[: data.count(LINE_ENDING)], 1):
        found = _line(line, chain[-1] if chain else NONE, number)
        if isinstance(found, Damaged):
            return History(path, tuple(results), tuple(chain), (found,))
        results.append(found)
        chain.append(sha256(line).hexdigest())
    cut = not data.endswith(LINE_ENDING) and bool(data)
    damaged = (Damaged(len(chain) + 1, "The last line is cut off."),) if cut else ()
    return History(path, tuple(results), tuple(chain), damaged)


def _line(line: bytes, before: str, number: int) -> DrillResult | Damaged:
    try:
        data = json.loads(line)
    except ValueError:
        return Damaged(number, "This is not a line of results.")
    if not isinstance(data, dict) or not isinstance(data.get("format"), str):
        return Damaged(number, "This is not a line of results.")
    if data["format"] != FORMAT:
        later = data["format"].startswith("crisisaid/drill-results/")
        return Damaged(number, "It was written by a newer crisisaid." if later else "This is not a line of results.")
    if data.get("before") != before:
        return Damaged(number, "It does not follow the line before it: something was changed, left out or put in.")
    if data.get("self") != _digest({key: value for key, value in data.items() if key != "self"}):
        return Damaged(number, "It was changed after it was written.")
    return _result(data) or Damaged(number, "Something in it is missing or of the wrong kind.")


def _result(data: dict[str, Any]) -> DrillResult | None:
    numbers, lists = ("asked", "prompts", "red_flags", "red_flags_noted"), ("slips", "harmful")
    given: dict[str, Any] = {name: data.get(name) for name in DrillResult._fields}
    if not all(isinstance(given[name], int) and not isinstance(given[name], bool) for name in numbers):
        return None
    if not all(isinstance(given[name], list) for name in lists):
        return None
    if not all(isinstance(value, str) for name, value in given.items() if name not in (*numbers, *lists)):
        return None
    try:
        slips = tuple(DrillSlip(str(one["item"]), str(one["kind"])) for one in given.pop("slips"))
        harmful = tuple(str(one) for one in given.pop("harmful"))
    except (TypeError, KeyError):
        return None
    return DrillResult(**given, slips=slips, harmful=harmful)


def append_result(folder: str, result: DrillResult) -> str:
    """Add one result to the trainee's file, in a folder for this user only; where it is. Raises FileRefused."""
    path = os.path.join(folder, f"{result.trainee}.jsonl")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        known = read_history(path) if os.path.lexists(path) else History(path)
        if known.damaged:
            said = f"{path} cannot be added to: {known.damaged[0].says}"
            raise FileRefused(said, "Move it away, or practise under another pseudonym.")
        line = result_line(result, known.chain[-1] if known.chain else NONE)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise FileRefused(f"{path} cannot be written: {problem.strerror}.", "Nothing was kept.") from None
    return path


def result_line(result: DrillResult, before: str) -> bytes:
    """The line of one result, behind the line with this digest."""
    data: dict[str, Any] = {"format": FORMAT, "before": before}
    data |= {name: getattr(result, name) for name in result._fields}
    data["slips"] = [{"item": one.item, "kind": one.kind} for one in result.slips]
    data["harmful"] = list(result.harmful)
    data["self"] = _digest(data)
    return json.dumps(data, ensure_ascii=True, sort_keys=True).encode() + LINE_ENDING


def _digest(data: dict[str, Any]) -> str:
    return sha256(json.dumps(data, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def histories(folder: str) -> Iterator[str]:
    """The files of results in a folder, in order; sign-offs are none."""
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else ()
    yield from (os.path.join(folder, name) for name in names if name.endswith(".jsonl") and name != SIGN_OFFS)
