"""How long from an answer to the next prompt, fsync apart, with 200 protocols and 4,000 contacts installed.

    python benchmarks/next_prompt.py

Runs in the environment it is started with. A session is walked through both shipped protocols with the library padded
to 200 protocols and an organisation's file of 4,000 contacts; every answer to next prompt is timed.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from crisisaid.app.desk import Desk
from crisisaid.app.session import Session
from crisisaid.engine.scripted import start
from crisisaid.library.compile import compiled_files
from crisisaid.library.shelf import Shelf
from crisisaid.model.view import Picked, Said, Typed

PROTOCOLS, CONTACTS, WALKS = 200, 4_000, 10


class Clocked:
    """Answers at once with the least concerning thing, and notes how long each prompt took to come."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.answered = time.perf_counter()

    def ask(self, view):  # type: ignore[no-untyped-def]
        self.times.append(time.perf_counter() - self.answered)
        if view.kind == "together":
            reply = Picked((), rest=True)
        elif view.kind == "words":
            reply = Typed("")
        elif view.kind == "guidance":
            reply = Said("")
        else:
            no = [choice.value for choice in view.choices if choice.value == "no"]
            reply = Said((no or [choice.value for choice in view.choices])[0])
        self.answered = time.perf_counter()
        return reply


class Kept:
    failed = ""

    def append(self, event: object) -> None:
        """Nothing is written: the disk is timed elsewhere."""


def padded(shelf: Shelf) -> Shelf:
    """The shelf with copies of its protocols under other names."""
    real = [shelf[name] for name in shelf]
    more = [real[n % len(real)].but(id=f"example-{n}", digest=f"{n:064d}") for n in range(PROTOCOLS - len(real))]
    files = compiled_files([*real, *more])
    return Shelf(lambda name: files[name])


def organisation(folder: Path) -> str:
    rows = [
        f'  - {{id: example-{n}, name: "Example {n}", kind: local, country: GB, phone: "020 7946 0{n % 1000:03d}"}}'
        for n in range(CONTACTS)
    ]
    text = "format: crisisaid/contacts/v1\norganisation: Example\ncountry: GB\ncontacts:\n" + "\n".join(rows) + "\n"
    (folder / "contacts.yaml").write_text(text)
    return str(folder)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "HOME": folder,
            "XDG_CACHE_HOME": f"{folder}/cache",
            "XDG_STATE_HOME": f"{folder}/state",
        }
        own = organisation(Path(folder))
        begun = time.perf_counter()
        read = len(Desk(environ, own).contacts("GB"))
        assert read > CONTACTS, f"only {read} contacts were read"
        print(f"first reading of {CONTACTS} contacts: {time.perf_counter() - begun:.2f} s, once")
        begun = time.perf_counter()
        Desk(environ, own).contacts("GB")
        print(f"every later one: {(time.perf_counter() - begun) * 1000:.0f} ms, while the first prompt is read")
        times: list[float] = []
        for walk in range(WALKS + 1):
            desk = Desk(environ, own)
            desk.library = padded(desk.library)
            desk.contacts("GB")
            screen = Clocked()
            started = start(desk.library, "suicide-first-response", channel="phone", country="GB", about="person")
            Session(desk, screen, Kept(), (started,)).run()
            # The first walk loads what a live session loads while the first prompt is read.
            times += screen.times[1:] if walk else []
        times.sort()
        p95 = times[int(len(times) * 0.95)]
        middle = statistics.median(times) * 1000
        print(f"answer to next prompt, {len(times)} answers: median {middle:.2f} ms, p95 {p95 * 1000:.2f} ms")


if __name__ == "__main__":
    main()
