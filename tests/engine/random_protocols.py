"""Small protocols, answers and sessions drawn at random; any source of choices with random.Random's methods will do.

What is drawn obeys DESIGN section 5: settings first, guards over earlier items only and only with ``possible`` for red
flags and warning signs (rule (b)), thresholds without negation and never from the lowest point of a scale, the same
answers on both sides of ``same_as``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import build
from .build import SKIP, Plain
from .oracle import words_of

if TYPE_CHECKING:
    from random import Random

SCALE = ["never", "year", "week", "today"]
CHANNELS = ["in_person", "phone", "text_chat"]
NOBODY = ["unsure", "declined"]


def sign(rng: Random, name: str) -> Plain:
    """A red flag, a warning sign or a protective factor."""
    kind = rng.choice(["red_flag", "red_flag", "warning_sign", "warning_sign", "protective"])
    item: Plain = {"id": name, "kind": kind}
    if kind != "protective" and rng.randint(0, 2) == 0:
        item["scale"] = SCALE[: rng.randint(2, 4)]
    if kind == "red_flag":
        item["tier"] = rng.choice(["before_you_part", "call_now"])
        if "scale" in item:
            item["from"] = rng.choice(item["scale"][1:])
    if rng.randint(0, 5) == 0:
        item["channels"] = rng.choice([["in_person"], ["in_person", "phone"], ["text_chat"]])
    return item


def literal(rng: Random, item: Plain, *, guard: bool) -> Any:
    name = item["id"]
    if item["kind"] == "protective":
        return {"absent": name}
    if item["kind"] == "context":
        return {"item": name, "is": rng.choice(item["options"])}
    ways: list[Any] = [{"possible": name}]
    if "scale" in item:
        ways.append({"possible": name, "at_least": rng.choice(item["scale"][1:])})
    if not guard:
        ways.append(name)
        if "scale" in item:
            ways.append({"item": name, "at_least": rng.choice(item["scale"][1:])})
    return rng.choice(ways)


def when(rng: Random, items: list[Plain], *, guard: bool, depth: int = 2) -> Any:
    if depth == 0 or rng.randint(0, 2) == 0:
        return literal(rng, rng.choice(items), guard=guard)
    parts = [when(rng, items, guard=guard, depth=depth - 1) for _ in range(rng.randint(2, 3))]
    word = rng.choice(["all", "any", "count"])
    return {"count": {"at_least": rng.randint(1, len(parts)), "of": parts}} if word == "count" else {word: parts}


def protocol(rng: Random, name: str, prefix: str = "", least: int = 3) -> Plain:
    """3 to 7 items on 2 to 4 checklists, and 1 to 4 thresholds."""
    wanted = rng.randint(least, 7)
    items: list[Plain] = []
    steps: list[Plain] = []
    if rng.randint(0, 2) == 0:
        items.append(build.context(f"{prefix}c", "child", "adult", "older"))
        steps.append(build.checklist(f"{prefix}settings", *items))
    shares = rng.randint(2, 3)
    for place in range(shares):
        mine = [sign(rng, f"{prefix}i{number}") for number in range(place, wanted - len(steps), shares)]
        guarded = bool(items) and rng.randint(0, 3) != 0
        more = {"ask": "together"} if rng.randint(0, 3) == 0 else {}
        shown = when(rng, items, guard=True) if guarded else None
        steps.append(build.checklist(f"{prefix}step{place}", *mine, when=shown, **more))
        items += mine
    steps = [step for step in steps if step["items"]]
    return {"id": name, "steps": steps, "thresholds": thresholds(rng, items, prefix)}


def thresholds(rng: Random, items: list[Plain], prefix: str) -> list[Plain]:
    drawn = []
    for number in range(rng.randint(1, 4)):
        tier = rng.choice(["this_week", "before_you_part", "call_now"])
        one: Plain = {"id": f"{prefix}t{number}", "tier": tier, "when": when(rng, items, guard=False)}
        if tier == "call_now" and rng.randint(0, 2) == 0:
            one["interrupts"] = True
        drawn.append(one)
    return drawn


def items_of(plain: Plain) -> list[Plain]:
    return [item for step in plain["steps"] if step["kind"] == "checklist" for item in step["items"]]


def pair(rng: Random) -> list[Plain]:
    """One protocol, or two that share items and may follow one another."""
    first = protocol(rng, "first")
    if rng.randint(0, 1):
        return [first]
    second = protocol(rng, "second", "z", least=2)
    share(rng, items_of(first), second)
    if rng.randint(0, 1):
        shown = when(rng, items_of(first), guard=True) if rng.randint(0, 2) else None
        first["steps"].append({"id": "on", "kind": "continue", "to": "second", **({"when": shown} if shown else {})})
    return [first, second]


def share(rng: Random, others: list[Plain], plain: Plain) -> None:
    """Makes some items the same as another protocol's, where both take the same answers."""
    for item in items_of(plain):
        alike = [one for one in others if one["kind"] == item["kind"] and words_of(one) == words_of(item)]
        if alike and rng.randint(0, 1):
            item["same_as"] = f"first/{rng.choice(alike)['id']}"


def dress(rng: Random, plain: Plain) -> Plain:
    """The same protocol with guidance and referrals between its checklists."""
    steps: list[Plain] = []
    for place, one in enumerate(plain["steps"]):
        steps.append(one)
        if rng.randint(0, 1):
            guards = [None, {"tier": ["call_now"]}, {"not": {"tier": ["call_now"]}}, items_of(plain)[0]["id"]]
            steps.append({"id": f"say{place}", "kind": "guidance", "when": rng.choice(guards[: 3 + _is_sign(plain)])})
    to = {"call_now": ["ambulance", "shift_lead"], "before_you_part": ["shift_lead"], "not_finished": ["shift_lead"]}
    steps.append({"id": "connect", "kind": "referral", "to": to, "when": None})
    return {**plain, "steps": steps}


def _is_sign(plain: Plain) -> bool:
    return items_of(plain)[0]["kind"] in ("red_flag", "warning_sign")


def answer(rng: Random, item: Plain) -> str:
    """Any answer, or a skip."""
    return rng.choice([*sorted(words_of(item)), SKIP])


def facts(rng: Random, protocols: list[Plain]) -> dict[tuple[str, str], str]:
    """What a person would say to every item: the same to the same item, wherever it is asked."""
    said: dict[tuple[str, str], str] = {}
    for plain in protocols:
        for item in items_of(plain):
            other = tuple(item.get("same_as", "").split("/"))
            said[plain["id"], item["id"]] = said.get(other, "") or answer(rng, item)
    return said


def some(rng: Random, said: dict[tuple[str, str], str], share_of_ten: int) -> dict[tuple[str, str], str]:
    """Only a part of it: the rest was not asked."""
    return {key: value for key, value in said.items() if rng.randint(1, 10) <= share_of_ten}


def safest(item: Plain) -> str:
    if "scale" in item:
        return str(item["scale"][0])
    if item["kind"] == "context":
        return str(item["options"][0])
    return "yes" if item["kind"] == "protective" else "no"


def worse(item: Plain, said: str) -> list[str]:
    """The answers that are at least as worrying, as far as the two can be compared at all.

    no < not asked < skipped < unsure = declined < yes; on a scale the points in order, the lowest under everything and
    the highest over everything; a protective factor from "yes" down. Settings have no order: only "nobody could state
    it" asks for at least as much as any of them.
    """
    if item["kind"] == "context":
        return [word for word in (*NOBODY, SKIP) if word != said]
    if item["kind"] == "protective":
        return {"yes": [SKIP, "no", *NOBODY], SKIP: ["no", *NOBODY]}.get(
            said, [w for w in ("no", *NOBODY) if w != said]
        )
    scale = item.get("scale", ["no", "yes"])
    if said == scale[0]:
        return [SKIP, *NOBODY, *scale[1:]]
    if said == SKIP:
        return [*NOBODY, scale[-1]]
    if said in NOBODY:
        return [word for word in (*NOBODY, scale[-1]) if word != said]
    return list(scale[scale.index(said) + 1 :])
