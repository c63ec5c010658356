"""The README shows a short check; it is what the program prints today. CRISISAID_WRITE_README=1 writes it anew."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

README = Path(__file__).parents[2] / "README.md"
TYPED = ("3", "1", "", "1", "s")
BEGIN, END = "<!-- sample check -->\n```\n", "```\n<!-- end of sample check -->"


def played(home: Path) -> str:
    """The whole check as a supporter sees it, what was typed included; times and digests are left out."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"}
    environ |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "crisisaid", "--plain", "--country", "GB"],
        env=environ,
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=30,
    )
    child.delaybeforesend = None
    seen = ""
    for typed in TYPED:
        child.expect(r": $")
        seen += child.before + child.after
        child.sendline(typed)
    child.expect(pexpect.EOF)
    seen += child.before
    child.close()
    assert child.exitstatus == 0
    text = "$ crisisaid --plain --country GB\n" + seen.replace("\r\n", "\n")
    text = re.sub(r"Made at [^\n]*\.", "Made at (date and time).", text)
    return re.sub(r"\b[0-9a-f]{12},", "(digest),", text)


@pytest.mark.skipif(not README.exists(), reason="run from an installed wheel without the checkout")
def test_the_sample_is_what_the_program_prints(tmp_path: Path) -> None:
    page = README.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    today = before + BEGIN + played(tmp_path).rstrip() + "\n" + END + after
    if os.environ.get("CRISISAID_WRITE_README"):
        README.write_text(today, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == today


def test_both_lines_of_the_readme_are_there() -> None:
    page = README.read_text(encoding="utf-8")
    for mark in ("<!-- start line -->\n```\n", "<!-- test line -->\n```\n"):
        assert page.split(mark)[1].startswith("python3 -m venv ")
