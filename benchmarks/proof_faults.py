"""What finds a fault in a protocol: proof, 10,000 random people, or the situations that its authors wrote?

    python benchmarks/proof_faults.py [--walks 10000] [--protocols self-harm withdrawal]

The faults are those of tests/proof/seeded.py, put into protocols that ship. A random person gives each item an answer
drawn evenly; where the property compares two people, one answer of theirs is changed, and both are walked.
A situation finds a fault when it does not come to its written end any more. Faults that no single session can show (a
step for nobody, an item for nothing, a threshold behind another) are looked for by proof alone and counted apart.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
# Else "proof" would be the benchmark beside this one.

from crisisaid.engine.answers import SKIPPED, allowed
from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.engine.weigh import weigh
from crisisaid.library.scenarios import failures
from crisisaid.model.protocol import NO, PROTECTIVE, YES, Checklist, Referral
from crisisaid.model.tier import RANK
from crisisaid.proof.facts import steps_into_the_dark, steps_up
from crisisaid.proof.prove import prove
from crisisaid.proof.verdict import VIOLATED
from proof.seeded import CHOSEN, FAULTS, Seeded
from shipped import LIBRARY, scenarios_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Disposition

SHOWN_BY_PEOPLE = ("worse", "unsure", "protective", "ends", "within", "never")


def drawn(protocol: Protocol, rng: random.Random) -> dict[str, str]:
    """What somebody would say to each item."""
    return {item.id: rng.choice((*allowed(item), SKIPPED)) for item in protocol.items()}


def walked(protocol: Protocol, says: Mapping[str, str]) -> tuple[Page, Disposition, dict[str, int]]:
    """The page at the end of their session, what it comes to, and after how many prompts each tier was come to."""
    answers: dict[tuple[str, str], str] = {}
    skipped: dict[tuple[str, str], str] = {}
    prompts, first = 0, {}
    for step in protocol.steps:
        page = Page(protocol, answers, skipped)
        if isinstance(step, Checklist) and page.applies(step):
            for place, item in enumerate(step.items):
                prompts += not (step.together and place)
                word = says[item.id]
                (skipped if word == SKIPPED else answers)[protocol.id, item.id] = word
                if protocol.within and (place + 1 == len(step.items) or not step.together):
                    first.setdefault(weigh((Page(protocol, answers, skipped),)).tier, prompts)
    page = Page(protocol, answers, skipped)
    return page, weigh((page,), complete=True), first


def hidden_by_a_support(protocol: Protocol, says: Mapping[str, str], rng: random.Random) -> bool:
    """Whether a red flag is noted of them without one of the supports, and with it they end below BEFORE YOU PART."""
    kept = [item.id for item in protocol.items() if item.kind == PROTECTIVE]
    if not kept:
        return False
    support = rng.choice(kept)
    (_, without, _), (_, there, _) = (walked(protocol, {**says, support: word}) for word in (NO, YES))
    noted = any(reason.kind == "red_flag" for reason in without.reasons)
    return noted and RANK[there.tier] < RANK["before_you_part"]


def found_by(protocol: Protocol, name: str, rng: random.Random) -> bool:
    """Whether one more random person, or a pair of them, shows that the property does not hold."""
    says = drawn(protocol, rng)
    if name == "protective":
        return hidden_by_a_support(protocol, says, rng)
    page, end, first = walked(protocol, says)
    tier = end.tier
    if name in ("worse", "unsure"):
        item = rng.choice([*protocol.items()])
        steps = [*steps_up(item), *(steps_into_the_dark(item) if name == "unsure" else ())]
        other = [high for low, high in steps if low == says[item.id]]
        return bool(other) and RANK[walked(protocol, {**says, item.id: rng.choice(other)})[1].tier] < RANK[tier]
    if name == "ends":
        named = (step for step in protocol.steps if isinstance(step, Referral) and dict(step.to).get(tier))
        return RANK[tier] >= RANK["this_week"] and not any(truth(step.when, page, tier) for step in named)
    if name == "within":
        return any(first.get(tier, 0) > most for tier, most in protocol.within)
    return any(truth(one.when, page) and RANK[tier] < RANK[one.below] for one in protocol.never)


def by_walks(one: Seeded, walks: int) -> int:
    """How many random people it took; 0 when none of them shows the fault."""
    rng = random.Random(f"{one.protocol} {one.what}")
    faulty = one.made()
    return next((number for number in range(1, walks + 1) if found_by(faulty, one.property, rng)), 0)


def by_scenarios(one: Seeded) -> bool:
    """Whether one of the written situations does not come to its end any more."""
    faulty = one.made()
    library = {**LIBRARY, faulty.id: faulty}
    return any(failures(library, scenario) for scenario in scenarios_of(LIBRARY[one.protocol]))


def by_proof(one: Seeded) -> bool:
    faulty = one.made()
    verdicts = prove({**LIBRARY, faulty.id: faulty}, faulty)
    return any(verdict.state == VIOLATED and verdict.property == one.property for verdict in verdicts)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--walks", type=int, default=10_000)
    options.add_argument("--protocols", nargs="*", default=list(CHOSEN))
    given = options.parse_args()
    faults = [one for one in FAULTS if one.protocol in given.protocols]
    seeded, proved, walked_into, written = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for number, one in enumerate(faults, 1):
        print(f"{number} of {len(faults)}: {one.protocol}, {one.property}", file=sys.stderr)
        kind = f"{one.property:<12}{one.what}"
        seeded[kind] += 1
        proved[kind] += by_proof(one)
        written[kind] += by_scenarios(one)
        if one.property in SHOWN_BY_PEOPLE:
            walked_into[kind] += bool(by_walks(one, given.walks))
    print(f"{'property    fault':<56}{'seeded':>8}{'proof':>8}{'walks':>8}{'scenarios':>11}")
    for kind in seeded:
        walks = walked_into[kind] if kind.split()[0] in SHOWN_BY_PEOPLE else "-"
        print(f"{kind:<56}{seeded[kind]:>8}{proved[kind]:>8}{walks:>8}{written[kind]:>11}")
    sums = [sum(some.values()) for some in (seeded, proved, walked_into, written)]
    print(f"{'all':<56}{sums[0]:>8}{sums[1]:>8}{sums[2]:>8}{sums[3]:>11}")
    print(f"Walks: {given.walks:,} random people a fault. -: no session shows it, so none was walked.")


if __name__ == "__main__":
    main()
