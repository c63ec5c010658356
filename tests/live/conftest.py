from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from live.driver import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from live.driver import Known


# A pseudo-terminal is what these are about, and Windows has none.
collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []


@pytest.fixture
def open_terminal(known: Known, environ: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals; whatever a test leaves running is gone afterwards."""
    opened: list[Terminal] = []

    def start(*arguments: str, **more: object) -> Terminal:
        terminal = Terminal(known, arguments, more.pop("environ", environ), **more)
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.child.close(force=True)
