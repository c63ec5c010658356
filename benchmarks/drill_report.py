"""How long a report over a large class takes, and how much memory; and how both grow.

    PYTHONPATH=tests python benchmarks/drill_report.py [--drills 200] [--grow docs/pictures/drill-report-growth.svg]

The trainees are those of tests/drill/trainees.py. A fresh process reads their files and writes the HTML report; its
time and its largest resident size are printed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from growth import picture

from drill.trainees import write_class

SIZES = (50, 125, 250, 375, 500, 625, 750, 875, 1000)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--drills", type=int, default=200)
    options.add_argument("--grow", default="")
    asked = options.parse_args()
    drills, rows = asked.drills, []
    print(f"{'trainees':>9}{'drills':>9}{'seconds':>9}{'MB':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            results = Path(folder, str(size))
            print(f"writing {size} files", file=sys.stderr)
            write_class(results, size, drills)
            command = [sys.executable, "-m", "crisisaid", "drill", "report", str(results), "--format", "html"]
            begun = time.perf_counter()
            done = subprocess.run([*command, "--output", f"{folder}/{size}.html"], check=False, capture_output=True)
            took = time.perf_counter() - begun
            assert done.returncode == 0, done.stderr
            largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            rows.append((size, took, largest))
            print(f"{size:>9}{size * drills:>9,}{took:>9.1f}{largest:>7.0f}")
    if asked.grow:
        text = picture("A report over a class", f"{drills} drills each", "trainees", rows, 250)
        Path(asked.grow).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
