from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

from live.driver import command

if TYPE_CHECKING:
    from collections.abc import Callable


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@pytest.fixture
def crisisaid(environ: dict[str, str]) -> Callable[..., Done]:
    """One command, with nobody at the keyboard. Whatever happens there is no traceback."""

    def run(*arguments: str, **more: str) -> Done:
        done = subprocess.run(
            command(*arguments),
            env=environ | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert "\x1b" not in done.stdout + done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    return run
