from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

from crisisaid import entry
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


@pytest.fixture
def inside(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """One command in this very process: to start another one takes longer than all that it does."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str) -> Done:
        capsys.readouterr()
        return Done(entry.run(list(arguments)), *capsys.readouterr())

    return run
