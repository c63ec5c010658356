"""Versions of protocols: what their numbers say about how much has changed (semver.org 2.0.0)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crisisaid.library.shelf import order

if TYPE_CHECKING:
    from typing import Literal

    Bump = Literal["major", "minor", "patch", "none", "down"]

_NUMBER = "(0|[1-9][0-9]*)"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(-[0-9A-Za-z.-]+)?")


def parse(version: str) -> tuple[int, int, int]:
    """The three numbers; of an early version, such as 1.0.0-rc.1, those in front. Raises ValueError."""
    match = _VERSION.fullmatch(version)
    if match is None:
        raise ValueError(f"{version!r} is no version: three numbers are, such as 1.0.0.")
    return int(match[1]), int(match[2]), int(match[3])


def bump(old: str, new: str) -> Bump:
    """How much has changed by what the numbers say; "none" for the same numbers, "down" for an earlier version.

    Below 1.0.0 everything stands one place further on: a change of the second number says major, and one of the third
    minor, so that it is enough for a patch too. Raises ValueError where one of them is no version.
    """
    before, after = parse(old), parse(new)
    if order(new) < order(old):
        return "down"
    if before == after:
        return "none"
    if before[0] != after[0]:
        return "major"
    if before[1] != after[1]:
        return "minor" if before[0] else "major"
    return "patch" if before[0] else "minor"
