"""Simulated trainees with habits of their own: result files as a class would bring them back."""

from __future__ import annotations

from pathlib import Path
from random import Random

from crisisaid.library.scenarios import parse_scenarios
from crisisaid.model.drill_result import PAIR, QUICK, ROLE_PLAY, DrillResult, DrillSlip
from crisisaid.model.tier import TIERS
from crisisaid.store.drill_history import NONE, result_line
from shipped import LIBRARY

PAGES = ("suicide-first-response", "self-harm", "withdrawal")
PLAYS = {
    page: sorted(one.stem for one in Path("drills", page).glob("*.yaml") if one.stem != "sounds-like") for page in PAGES
}
SITUATIONS = {
    page: sorted(one.id for one in parse_scenarios(Path(file).read_bytes(), file)[0])
    for page, file in ((page, f"protocols/{page}/{LIBRARY[page].version}/scenarios.yaml") for page in PAGES)
}
NAMED = tuple(tier for tier in TIERS if tier != "not_finished")


def results(trainee: str, drills: int, dice: Random) -> list[DrillResult]:
    """Drills of one trainee; the first letter of the name is the habit: c calls always, l too little, w well."""
    made = []
    for number in range(drills):
        protocol = LIBRARY[dice.choice(PAGES)]
        right = dice.choice(NAMED)
        kind = (ROLE_PLAY, QUICK, PAIR)[number % 3]
        named = {"c": "call_now", "l": NAMED[max(0, NAMED.index(right) - 1)]}.get(trainee[0], right)
        role_play = kind == ROLE_PLAY
        slipped = role_play and trainee[0] == "l"
        item = dice.choice([one.id for one in protocol.items()])
        slips = (DrillSlip(f"{protocol.id}/{item}", "unsure_as_no"),) if slipped else ()
        made.append(
            DrillResult(
                trainee=trainee,
                date="2026-11-24",
                kind=kind,
                drill=dice.choice(PLAYS[protocol.id] if role_play else SITUATIONS[protocol.id]),
                drill_digest="",
                protocol=protocol.id,
                version=protocol.version,
                digest=protocol.digest,
                right=right,
                named=named,
                marks=(named if slipped else right) if role_play else "",
                threshold=dice.choice(protocol.thresholds).id if kind == PAIR else "",
                first_step="good",
                red_flags=2 * role_play,
                red_flags_noted=(1 if slipped else 2) * role_play,
                slips=slips,
                asked=5,
                prompts=3,
            )
        )
    return made


def write(folder: Path, trainee: str, some: list[DrillResult]) -> Path:
    """A file of results as `drill --as` keeps them."""
    from hashlib import sha256

    folder.mkdir(parents=True, exist_ok=True)
    lines, before = [], NONE
    for one in some:
        line = result_line(one, before)
        lines.append(line)
        before = sha256(line.rstrip(b"\n")).hexdigest()
    path = folder / f"{trainee}.jsonl"
    path.write_bytes(b"".join(lines))
    return path


def write_class(folder: Path, trainees: int = 30, drills: int = 24, seed: int = 7) -> None:
    """Thirty people: five who call for everybody, five who name too little, twenty who do well."""
    dice = Random(seed)
    for number in range(trainees):
        habit = "c" if number % 6 == 0 else "l" if number % 6 == 1 else "w"
        name = f"{habit}{number:03}"
        write(folder, name, results(name, drills, dice))
