"""How much longer does `crisisaid list` take over 1,000 protocols than over 20? A ratio of whole commands, in one run.

    python benchmarks/list_many.py [--rounds 11] [--many 1000] [--few 20]

Each protocol has about 300 lines. The first run of each folder reads everything and is not counted: after that the
index is kept. `protocol check` over the library that ships is timed as well, in seconds of this machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crisisaid.app.bookshelf import protocols_folder

LINES = 300


def example(number: int) -> str:
    """A shipped protocol under another name, its notes filled up or its list of sayings cut, to about 300 lines."""
    text = Path(protocols_folder(), "danger-now", "1.0.0", "protocol.yaml").read_text(encoding="utf-8")
    head = text[text.index("format:") : text.index("\nsteps:")]
    head = head.replace("id: danger-now", f"id: example-{number:04}").replace("status: released", "status: draft")
    items = "\n".join(
        f"      - {{id: item_{place}, kind: warning_sign, how: ask, label: L, text: T, why: W, sources: [heart-es]}}"
        for place in range(20)
    )
    step = f"\nsteps:\n  - id: first\n    kind: checklist\n    title: First\n    items:\n{items}\n"
    rule = "  - {id: t, tier: this_week, when: item_1, because: B, sources: [heart-es]}"
    end = f"thresholds:\n{rule}\notherwise: keep_supporting\n"
    body = head + step + end
    missing = LINES - body.count("\n") - 1
    return body + "notes: |\n" + "".join(f"  Line {line}.\n" for line in range(max(1, missing)))


def folder_of(count: int, top: Path) -> Path:
    """A library folder with so many protocols."""
    for number in range(count):
        place = top / f"example-{number:04}" / "1.0.0"
        place.mkdir(parents=True)
        (place / "protocol.yaml").write_text(example(number), encoding="utf-8")
    return top


def seconds(arguments: list[str], environ: dict[str, str]) -> float:
    """How long the whole command takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "crisisaid", *arguments], env=environ, check=False, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--many", type=int, default=1000)
    parser.add_argument("--few", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "HOME": home, "XDG_CACHE_HOME": f"{home}/cache"}
        many = ["list", "--library", str(folder_of(given.many, Path(home, "many")))]
        few = ["list", "--library", str(folder_of(given.few, Path(home, "few")))]
        first = [seconds(many, environ), seconds(few, environ)]
        print(f"first reading of {given.many}: {first[0]:.1f} s, of {given.few}: {first[1]:.1f} s")
        rounds = [(seconds(many, environ), seconds(few, environ)) for _ in range(given.rounds)]
        checks = [seconds(["protocol", "check"], environ) for _ in range(3)]
    long, short = zip(*rounds, strict=True)
    print(
        f"list {given.many} / list {given.few}: {min(long) / min(short):.2f} x by minima, "
        f"{statistics.median(long) / statistics.median(short):.2f} x by medians ({given.rounds} rounds, target 3)"
    )
    print(
        f"protocol check of the shipped library: {min(checks):.2f} s at least, {max(checks):.2f} s at most (target 3 s)"
    )


if __name__ == "__main__":
    main()
