"""How long a supporter waits: DESIGN section 8's first rows, as ratios measured side by side in one run.

Run it with the Python of a virtual environment that has the wheel installed by a current pip:

    python benchmarks/first_prompt.py [--rounds 21]

Every command is started in turn (A B C A B C ...) on one processor; the figure is the ratio of the fastest rounds to
the bare interpreter of the same environment, with the medians beside it. Times on a shared machine drift; ratios hold.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

HOME = tempfile.mkdtemp(prefix="crisisaid-bench-")
ENVIRON = {"PATH": os.environ["PATH"], "HOME": HOME, "TERM": "xterm", "LANG": "C.UTF-8"}
COMMAND = str(Path(sys.executable).with_name("crisisaid"))
PYTHON = sys.executable

WHOLE = {
    "python -c pass": [PYTHON, "-c", "pass"],
    "crisisaid now GB": [COMMAND, "now", "GB"],
    "crisisaid list": [COMMAND, "list"],
    "crisisaid --help": [COMMAND, "--help"],
    "crisisaid show danger-now": [COMMAND, "show", "danger-now"],
}
PROMPTS = {
    'python -c "input()"': ([PYTHON, "-c", "input('ready: ')"], b"ready: "),
    "crisisaid": ([COMMAND], b"none of these: "),
    "crisisaid run suicide-first-response": ([COMMAND, "run", "suicide-first-response"], b"none of these: "),
}


def whole(command: list[str]) -> float:
    """Seconds from start to exit."""
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRON, check=False)
    return time.perf_counter() - begun


def prompt(command: list[str], ending: bytes) -> float:
    """Seconds from start to the last character of the first prompt, on a terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=ENVIRON, start_new_session=True)
    os.close(theirs)
    seen = b""
    while not seen.rstrip().endswith(ending.rstrip()) and time.perf_counter() - begun < 3:
        if select.select([ours], [], [], 5)[0]:
            seen += os.read(ours, 65536)
    taken = time.perf_counter() - begun
    process.kill()
    process.wait()
    os.close(ours)
    return taken


def table(title: str, measured: dict[str, list[float]]) -> None:
    base = next(iter(measured.values()))
    print(f"\n{title}\n{'':40} min ms   x    median ms   x")
    for name, times in measured.items():
        low, middle = min(times), statistics.median(times)
        print(
            f"{name:40} {low * 1000:6.1f} {low / min(base):5.2f} {middle * 1000:8.1f} "
            f"{middle / statistics.median(base):6.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=21)
    rounds = parser.parse_args().rounds
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    runs: dict[str, list[float]] = {name: [] for name in WHOLE}
    waits: dict[str, list[float]] = {name: [] for name in PROMPTS}
    for number in range(rounds + 2):
        for name, command in WHOLE.items():
            taken = whole(command)
            runs[name] += [taken] if number > 1 else []
        for name, (command, ending) in PROMPTS.items():
            taken = prompt(command, ending)
            waits[name] += [taken] if number > 1 else []
    print(f"Python {sys.version.split()[0]}, {rounds} rounds in turn, one processor")
    table("Whole process", runs)
    table("Start to first prompt, on a terminal", waits)
    shutil.rmtree(HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
