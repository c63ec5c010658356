from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from live.driver import Known, Terminal, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


# A pseudo-terminal is what these are about, and Windows has none.
collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled once: what a checkout has to read before its first prompt."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def known(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Known:
    return Known(environment(tmp_path_factory.mktemp("home"), cache))


@pytest.fixture
def environ(tmp_path: Path, cache: Path) -> dict[str, str]:
    return environment(tmp_path, cache)


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
