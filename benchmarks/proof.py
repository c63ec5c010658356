"""How long a proof takes beside 10,000 random walks through the evaluator, and how much memory; and how both grow.

    python benchmarks/proof.py [--rounds 3] [--grow docs/pictures/proof-growth.svg]

B is the time of 10,000 random walks through the project's own evaluator over the same made-up protocol (1,000 are
walked and multiplied by ten): each checklist's guard, an answer drawn for each item that waits, the tier at the end.
All times are of one run on one machine; each figure is the least of the rounds. Memory is the largest resident size of
a fresh process that does nothing but prove, interpreter and program included.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from growth import picture
from protocols_made import made

from crisisaid.engine.answers import SKIPPED, allowed
from crisisaid.engine.page import Page
from crisisaid.engine.weigh import weigh
from crisisaid.model.protocol import Checklist
from crisisaid.proof.compare import compare
from crisisaid.proof.prove import prove

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisisaid.model.protocol import Protocol

SIZES = (40, 100, 400)
GROWTH = (20, 40, 60, 80, 100, 150, 200, 250, 300, 350, 400)
WALKS, COUNTED = 1_000, 10_000
TARGETS = {40: (0.25, 0.1, 40), 100: (0.5, 0.2, 80), 400: (1.5, 0.3, 300)}


def walk(protocol: Protocol, rng: random.Random) -> str:
    """One person's answers drawn as they are asked, and the tier at the end."""
    answers: dict[tuple[str, str], str] = {}
    skipped: dict[tuple[str, str], str] = {}
    for step in protocol.steps:
        page = Page(protocol, answers, skipped)
        if isinstance(step, Checklist) and page.applies(step):
            for item in step.items:
                word = rng.choice((*allowed(item), SKIPPED))
                (skipped if word == SKIPPED else answers)[protocol.id, item.id] = word
    return weigh((Page(protocol, answers, skipped),), complete=True).tier


def walks(protocol: Protocol) -> None:
    rng = random.Random(20261123)
    for _ in range(WALKS):
        walk(protocol, rng)


def least(rounds: int, work: Callable[[], object]) -> float:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def proved(items: int) -> None:
    """Every property of the made-up protocol; what it does not state is all that may be open."""
    states = {one.property: one.state for one in prove({}, made(items))}
    odd = {name: state for name, state in states.items() if state not in ("proved", "not_stated")}
    assert not odd, odd


def compared(items: int) -> None:
    """The difference that one changed count in every far threshold makes."""
    compare({}, made(items), made(items, far=4, version="1.0.1"))


def memory(items: int) -> float:
    """Megabytes (of 1,024 times 1,024 bytes) of a process that proves once."""
    here = [sys.executable, __file__, "--child", str(items)]
    return int(subprocess.run(here, check=True, capture_output=True, text=True).stdout) / 1024


def table(rounds: int) -> None:
    print(
        f"{'items':>6} {'B, s':>8} {'prove, s':>9} {'of B':>7} {'target':>7} {'diff, s':>8} {'of B':>7} {'target':>7}"
        f" {'MB':>6} {'target':>7}"
    )
    for items in SIZES:
        b = least(rounds, lambda items=items: walks(made(items))) * COUNTED / WALKS
        whole = least(rounds, lambda items=items: proved(items))
        diff = least(rounds, lambda items=items: compared(items))
        most_proof, most_diff, most_memory = TARGETS[items]
        print(
            f"{items:6} {b:8.2f} {whole:9.3f} {whole / b:7.3f} {most_proof:7} {diff:8.3f} {diff / b:7.3f} {most_diff:7}"
            f" {memory(items):6.0f} {most_memory:7}"
        )


def grow(rounds: int, path: str) -> None:
    rows = []
    for items in GROWTH:
        b = least(1, lambda items=items: walks(made(items))) * COUNTED / WALKS
        rows.append((items, least(rounds, lambda items=items: proved(items)), b, memory(items)))
        print("{:5} items: {:.3f} s, {:.1f} s of walks, {:.0f} MB".format(*rows[-1]))
    drawn = [(items, seconds, megabytes) for items, seconds, _, megabytes in rows]
    text = picture("Proving a protocol", "all properties", "items", drawn, 100)
    Path(path).write_text(text, encoding="utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--grow", default="")
    asked.add_argument("--child", type=int, default=0)
    said = asked.parse_args()
    if said.child:
        proved(said.child)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    elif said.grow:
        grow(said.rounds, said.grow)
    else:
        table(said.rounds)


if __name__ == "__main__":
    main()
