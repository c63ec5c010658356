"""`protocol prove`: each property of each protocol, proved, violated with somebody as an example, or not decided."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time

from crisisaid.app.adapting import WAIVED, standing, waivers_of
from crisisaid.app.checking import number
from crisisaid.app.printing import hand_out, say
from crisisaid.app.proof_words import combinations, proof_of, result
from crisisaid.app.workbench import Workbench
from crisisaid.errors import DONE, REFUSED
from crisisaid.model.finding import ERROR
from crisisaid.model.proving import Proof
from crisisaid.proof.session import Limits, pages
from crisisaid.proof.verdict import NOT_STATED, PROVED, VIOLATED
from crisisaid.store.output import from_cache, keep_in_cache, make_folders, write_atomically
from crisisaid.store.places import cache_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.library.load import Loaded
    from crisisaid.model.protocol import Protocol
    from crisisaid.model.waiver import Waiver

KEPT = (PROVED, NOT_STATED)
FINE = (*KEPT, WAIVED)
ROOMS = ("engine", "model", "proof")
"""Whatever is changed in these may change a proof."""


class Spending:
    """How much may be spent on one protocol: pieces of a diagram, and seconds (0: as many as it takes)."""

    def __init__(self, pieces: int, seconds: float) -> None:
        self._pieces = pieces
        self._seconds = seconds

    def limits(self) -> Limits:
        """The limits, from this moment on."""
        end = time.monotonic() + self._seconds
        return Limits(self._pieces, (lambda: time.monotonic() > end) if self._seconds else None)


def prove_all(
    environ: Mapping[str, str],
    library: str,
    ids: Sequence[str],
    spending: Spending,
    *,
    again: bool = False,
    examples: str = "",
    organisation: str = "",
    as_json: bool = False,
    output: str = "",
) -> int:
    """Every property of every protocol; 1 when one is violated or not decided, or when a protocol has findings."""
    bench = Workbench(environ, library, ids, checks=False)
    cache = "" if again else cache_folder(environ)
    waivers = waivers_of(environ, organisation)
    proofs = []
    last = bench.last()
    for place, loaded in enumerate(last, 1):
        tell(f"Proving {loaded.path.rpartition('/')[0]}, {place} of {len(last)}")
        proofs.append(_with_waiver(_proof(bench, loaded, spending, cache), bench, loaded, waivers))
    hand_out(_written(proofs, as_json=as_json), output)
    if examples:
        _write_examples(proofs, examples)
    say(_counted(proofs))
    fine = all(one.state in FINE for proof in proofs for one in proof.results)
    return DONE if fine and not any(proof.in_the_way for proof in proofs) else REFUSED


def _written(proofs: Sequence[Proof], *, as_json: bool) -> str:
    if as_json:
        from crisisaid.formats.proof_json import proof_json

        return proof_json(proofs)
    from crisisaid.formats.proof_text import proof_text

    return proof_text(proofs)


def tell(text: str) -> None:
    """Talk about long work, where somebody looks at it."""
    if sys.stderr is not None and sys.stderr.isatty():
        say(text)


def _proof(bench: Workbench, loaded: Loaded, spending: Spending, cache: str) -> Proof:
    errors = in_the_way(bench, loaded)
    if loaded.protocol is None or errors:
        name, version, _ = loaded.path.split("/")
        return Proof(name, version, "", in_the_way=errors)
    library = {**bench.library, loaded.protocol.id: loaded.protocol}
    origin = library.get(loaded.protocol.derived_from.partition("@")[0])
    name = _name((*pages(library, loaded.protocol), *((origin,) if origin else ())))
    known = _kept(cache, name, library, loaded.protocol)
    if known is not None:
        return known
    proof = proof_of(library, loaded.protocol, spending.limits())
    if cache and all(one.state in KEPT for one in proof.results):
        rows = [(one.property, one.state, one.says) for one in proof.results]
        keep_in_cache(cache, name, json.dumps(rows).encode())
    return proof


def _with_waiver(proof: Proof, bench: Workbench, loaded: Loaded, waivers: Sequence[Waiver]) -> Proof:
    """The same, where somebody answers for exactly those who get less than from the original; or why nobody does."""
    weaker = next((one for one in proof.results if one.property == "not_weaker" and one.state == VIOLATED), None)
    if weaker is None or loaded.protocol is None:
        return proof
    found = standing({**bench.library, loaded.protocol.id: loaded.protocol}, loaded.protocol, waivers)
    says = f"{weaker.says} No waiver says who answers for that: crisisaid protocol waive {proof.protocol}"
    if found.waiver is not None and found.state == WAIVED:
        who = f"{found.waiver.name}, {found.waiver.role}"
        says = f"{weaker.says} {who}, answers for less help since {found.waiver.date}: {found.waiver.reason}"
    elif found.wrong:
        says = f"{weaker.says} {' '.join(found.wrong)}"
    state = WAIVED if found.state == WAIVED else weaker.state
    changed = weaker.but(state=state, says=says)
    return proof.but(results=tuple(changed if one is weaker else one for one in proof.results))


def in_the_way(bench: Workbench, loaded: Loaded) -> tuple[str, ...]:
    """The errors for which a protocol is not looked at, one line each."""
    errors = [one for one in (*loaded.findings, *bench.altered(loaded)) if one.severity == ERROR]
    return tuple(f"{one.file}:{one.line}: {one.code} {one.message}" for one in errors)


def _kept(cache: str, name: str, library: Mapping[str, Protocol], protocol: Protocol) -> Proof | None:
    """What was proved of these very words by this very program; only that is kept, never an open question."""
    data = from_cache(cache, name) if cache else None
    if data is None:
        return None
    results = tuple(result(*row) for row in json.loads(data))
    return Proof(protocol.id, protocol.version, protocol.digest, combinations(library, protocol), results)


def _name(protocols: Sequence[Protocol]) -> str:
    """The name of a kept proof: it tells the bytes of the protocols and of the rooms that prove."""
    made = hashlib.sha256("\n".join(protocol.digest for protocol in protocols).encode())
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for room in ROOMS:
        for file in sorted(os.listdir(os.path.join(home, room))):
            if file.endswith(".py"):
                with open(os.path.join(home, room, file), "rb") as source:
                    made.update(source.read())
    return f"proof-{made.hexdigest()}"


def _write_examples(proofs: Sequence[Proof], folder: str) -> None:
    """Every example as an answers file: PROTOCOL-PROPERTY-1.yaml, and -2 for the second person."""
    make_folders(folder)
    for proof in proofs:
        for one in proof.results:
            for place, shown in enumerate(one.shown, 1):
                for side, person in enumerate(shown.sides, 1):
                    name = f"{proof.protocol}-{one.property}-{place}-{side}.yaml"
                    write_atomically(os.path.join(folder, name), person.file.encode(), mode=0o644)
                    say(f"Written: {os.path.join(folder, name)}")


def _counted(proofs: Sequence[Proof]) -> str:
    states = [one.state for proof in proofs for one in proof.results]
    stopped = sum(bool(proof.in_the_way) for proof in proofs)
    said = f"{number(len(proofs) - stopped, 'protocol')}: {states.count(PROVED)} properties proved"
    said += f", {states.count(VIOLATED)} violated, {states.count('not_decided')} not decided"
    said += f", {states.count(NOT_STATED)} not stated"
    said += f", {states.count(WAIVED)} waived." if WAIVED in states else "."
    return f"{said} Not proved because of findings: {stopped}." if stopped else said
