"""A regional directory of 50,000 services: how long its index takes to build, and a referral and a search in it.

    python benchmarks/contacts_scale.py [--services 50000] [--referrals 2000] [--rounds 11]

Run it with the Python of a virtual environment that has the wheel installed by a current pip. The services are those
of services_made.py. All are of one country and most of one kind, so that a referral has the most to choose from that
it can have. Starts are timed in turn, with the index and without it, on one processor; their ratios hold where times
on a shared machine drift.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import first_prompt
import services_made

from crisisaid.app.desk import Desk
from crisisaid.app.services import SERVICES, Services, build
from crisisaid.contacts.exchange.hsds_in import read_hsds
from crisisaid.contacts.exchange.outside import Origin
from crisisaid.contacts.roles import KINDS
from crisisaid.model.need import Need
from crisisaid.reading.json_stream import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisisaid.model.contact import Contact

ROLES = ("local_service", "crisis_line", "crisis_team", "domestic_violence_line", "substance_line", "local_service")
TWO_ROLES = ("local_service", "crisis_team")
FIRST, SPAN = 1_798_000_000, 366 * 86400
"""Referrals are spread over a year and every hour of it, the night and holidays too."""
CONTACTS = "format: crisisaid/contacts/v1\norganisation: Example\ncountry: GB\ntimezone: Europe/London\n"
WORDS = (
    *("debt advice", "food", "hungry", "somewhere to sleep", "housing leeds", "alcohol", "somebody died", "veterans"),
    *("counselling manchester", "domestic abuse refuge", "befriending", "asylum seeker", "beravement", "alchohol"),
    *("eating disorders bristol", "young carers", "advice", "support", "crisis team kent", "trampolines"),
)


def contacts(file: Path) -> Iterator[Contact]:
    """The contacts of an HSDS file, as an import takes them."""
    origin = Origin(str(file), "GB", "Europe/London", str)
    return (taken.contact for taken in read_hsds(records(str(file)), origin) if taken.contact)


def referral(chance: random.Random) -> tuple[Need, tuple[str, ...]]:
    """A moment, a place and a person; rare languages and unusual ways more often than in life."""
    return Need(
        country="GB",
        channel=chance.choice(("phone", "in_person", "text_chat")),
        at=FIRST + chance.random() * SPAN,
        here="Europe/London",
        region=chance.choice(("", *services_made.GB_REGIONS)),
        languages=chance.choice(((), (), ("en",), ("pl",), ("cy",), ("pt",), ("uk", "ro"), ("ti",))),
        populations=chance.choice(((), (), (), ("veterans",), ("women",))),
        age=chance.choice((None, None, 15, 17, 30, 45, 70)),
        cannot_speak=chance.random() < 0.15,
        deaf=chance.random() < 0.1,
        no_credit=chance.random() < 0.2,
    ), KINDS[chance.choice(ROLES)]


def times(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def told(what: str, found: list[float]) -> None:
    found.sort()
    at = {share: found[min(len(found) - 1, int(len(found) * share))] for share in (0.5, 0.95, 0.99)}
    print(f"{what:34} {len(found):6,} times: median {at[0.5]:5.1f}  p95 {at[0.95]:5.1f}  p99 {at[0.99]:5.1f}  "
          f"longest {found[-1]:5.1f} ms")  # fmt: skip


def built(file: Path, index: Path) -> None:
    """The build, beside the time Python's own reader takes for the same file."""
    begun = time.perf_counter()
    json.loads(file.read_bytes())
    reading = time.perf_counter() - begun
    begun = time.perf_counter()
    listed = list(contacts(file))
    taking = time.perf_counter() - begun
    begun = time.perf_counter()
    many = build(str(index), listed, lambda: None)
    taken = time.perf_counter() - begun
    print(f"json.loads of the file             {reading:6.2f} s  ({file.stat().st_size / 1e6:.0f} MB)")
    print(f"reading it as contacts             {taking:6.2f} s  {taking / reading:5.1f} x")
    print(f"building the index                 {taken:6.2f} s  {taken / reading:5.1f} x  ({many:,} contacts, "
          f"{index.stat().st_size / 1e6:.0f} MB)")  # fmt: skip


# What getrusage says of a process begins with what its parent had.
PEAK = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
BUILD = (
    "import sys; from pathlib import Path; sys.path.insert(0, {here!r}); from contacts_scale import *; "
    "build({index!r}, contacts(Path({file!r})), lambda: None); "
)
MATCH = (
    "from crisisaid.app.services import Services; from crisisaid.model.need import Need; s = Services({folder!r}); "
    "[s.match(Need(country='GB', at={at} + n * 3000.0), ('local', 'professional')) for n in range({many})]; "
)


def ladders(own: Path, needs: list[Need]) -> list[float]:
    """All of a referral: matching for two roles and crisis lines, the order, the words for each contact."""
    (own / "contacts.yaml").write_text(CONTACTS)
    desk = Desk({"HOME": first_prompt.HOME, "XDG_CACHE_HOME": first_prompt.HOME}, str(own))
    found = []
    for need in needs:
        desk.wants = need
        desk.look_at(need.at)
        found.append(times(lambda n=need: desk.ladder("GB", TWO_ROLES, n.channel)))  # type: ignore[misc]
    # The first reads the organisation's files and the built-in contacts, as a session does behind its first prompt.
    return found[1:]


def memory(code: str) -> int:
    """The most memory a process that runs this ever had, in MB (Linux)."""
    done = subprocess.run([sys.executable, "-c", code + PEAK], capture_output=True, text=True, check=True)
    return int(done.stdout) // 1024


def memories(file: Path, folder: Path) -> None:
    values = {"here": str(Path(__file__).parent), "file": str(file), "folder": str(folder), "at": FIRST}
    once = memory(BUILD.format(index=str(folder / "other.sqlite"), **values))
    (folder / "other.sqlite").unlink()
    none, many = (memory(MATCH.format(many=number, **values)) for number in (0, 50))
    print(f"memory: {once} MB to build, {many} MB to match 50 times, {none} MB not to match at all")


def started(rounds: int, index: Path) -> None:
    """The start of the program with the index in the organisation's folder, and without."""
    own = Path(first_prompt.HOME, ".config", "crisisaid", "organisation")
    own.mkdir(parents=True)
    (own / "contacts.yaml").write_text(CONTACTS)
    os.link(index, own / SERVICES)
    runs: dict[str, list[float]] = {}
    for number in range(rounds + 2):
        for where in ("with", "without"):
            os.replace(own / SERVICES, own / "aside") if where == "without" else None
            measured = {
                "python -c pass": first_prompt.whole(first_prompt.WHOLE["python -c pass"]),
                "crisisaid now GB": first_prompt.whole(first_prompt.WHOLE["crisisaid now GB"]),
                "to the first prompt": first_prompt.prompt(*first_prompt.PROMPTS["crisisaid"]),
            }
            os.replace(own / "aside", own / SERVICES) if where == "without" else None
            for name, taken in measured.items() if number > 1 else ():
                runs.setdefault(f"{name}, {where} the index", []).append(taken * 1000)
    for name, found in runs.items():
        print(f"{name:38} fastest {min(found):6.1f} ms  median {statistics.median(found):6.1f} ms")
    for name in ("crisisaid now GB", "to the first prompt"):
        share = min(runs[f"{name}, with the index"]) / min(runs[f"{name}, without the index"])
        print(f"{name:38} with the index / without: {share:.2f} x")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--services", type=int, default=50_000)
    parser.add_argument("--referrals", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=11)
    asked = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"Python {sys.version.split()[0]}, {asked.services:,} services made up, one processor")
    with tempfile.TemporaryDirectory(dir=first_prompt.HOME) as folder:
        file, index = Path(folder, "services.json"), Path(folder, SERVICES)
        services_made.write(asked.services, file)
        built(file, index)
        services, chance = Services(folder), random.Random(1)
        first = times(lambda: services.match(*referral(chance), "2026-12-01"))
        print(f"the first match, file opened       {first:6.1f} ms")
        needs = [referral(chance) for _ in range(asked.referrals)]
        told("a match for a referral", [times(lambda n=need: services.match(*n, "2026-12-01")) for need in needs])  # type: ignore[misc]
        local = [need for need in needs if "local" in need[1]]
        told(
            "of these, of the commonest kinds",
            [times(lambda n=need: services.match(*n, "2026-12-01")) for need in local],
        )  # type: ignore[misc]
        told("a search", [times(lambda w=words: services.search(w)) for words in WORDS * 10])  # type: ignore[misc]
        told("a whole ladder, two roles", ladders(Path(folder), [need for need, _ in needs[:501]]))
        if sys.platform == "linux":
            memories(file, Path(folder))
        started(asked.rounds, index)


if __name__ == "__main__":
    main()
