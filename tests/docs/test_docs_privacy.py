"""What docs/privacy.md says that the program never does."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from docs_pages import ROOT, said

PACKAGE = ROOT / "src" / "crisisaid"
NEVER = {
    "a network": {"socket", "ssl", "http", "urllib", "asyncio", "ftplib", "smtplib", "requests", "httpx", "xmlrpc"},
    "another program": {"subprocess", "multiprocessing", "webbrowser", "pty", "ctypes", "pyperclip", "tkinter"},
    "a temporary folder": {"tempfile"},
    "a log": {"logging", "syslog"},
    "the computer's language": {"locale", "gettext"},
}
CALLS = re.compile(r"\bos\.(system|popen|spawn\w*|exec\w*|fork\w*|posix_spawn\w*)\b|\btyper\.(launch|edit)\b")


@cache
def imported() -> list[tuple[str, str]]:
    """(file, module) of every import in the program."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(said(path))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [(path.name, name) for name in names]
    return found


@pytest.mark.parametrize("what", NEVER)
def test_the_program_never_uses(what: str) -> None:
    assert len(imported()) > 500
    assert [f"{file} imports {name}" for file, name in imported() if name.split(".")[0] in NEVER[what]] == []


def test_the_program_never_starts_another() -> None:
    assert [path.name for path in sorted(PACKAGE.rglob("*.py")) if CALLS.search(said(path))] == []
