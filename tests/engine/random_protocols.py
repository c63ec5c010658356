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
    from collections.abc import Callable
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


# --- For proofs: few items, what leads to help, what the authors state, and faults put in -----------------------------

TO = {tier: ["shift_lead"] for tier in ("not_finished", "this_week", "before_you_part", "call_now")}


def small(rng: Random, name: str, prefix: str = "", most: int = 4) -> Plain:
    """Two to ``most`` items on one to three checklists, with guidance, referrals and statements."""
    items = [sign(rng, f"{prefix}i{number}") for number in range(rng.randint(2, most))]
    if rng.randint(0, 2) == 0:
        items[0] = build.context(f"{prefix}c", *["child", "adult", "older"][: rng.randint(2, 3)])
    steps: list[Plain] = []
    above: list[Plain] = []
    while len(above) < len(items):
        mine = items[len(above) : len(above) + rng.randint(1, 3)]
        more = {"ask": "together"} if rng.randint(0, 2) == 0 else {}
        shown = when(rng, above, guard=True) if above and rng.randint(0, 3) else None
        steps.append(build.checklist(f"{prefix}step{len(steps)}", *mine, when=shown, **more))
        above += mine
    plain = {"id": name, "steps": _led(rng, steps, items, prefix), "thresholds": thresholds(rng, items, prefix)}
    return {**plain, **_stated(rng, items, prefix)}


def _led(rng: Random, steps: list[Plain], items: list[Plain], prefix: str) -> list[Plain]:
    """The same steps with others behind them, that say what to do and whom to reach."""
    more: list[Plain] = []
    for number in range(rng.randint(0, 2)):
        one = {"id": f"{prefix}more{number}", "kind": rng.choice(["guidance", "referral", "referral", "continue"])}
        shown = None if rng.randint(0, 2) == 0 else free(rng, items, tier=one["kind"] != "continue")
        if one["kind"] == "continue":
            shown = shown and when(rng, items, guard=True)
        extra = {"referral": {"to": _some_roles(rng)}, "continue": {"to": f"{prefix}far-away"}, "guidance": {}}
        more.append({**one, **extra[one["kind"]], **({"when": shown} if shown else {})})
    if rng.randint(0, 3):
        more.append({"id": f"{prefix}connect", "kind": "referral", "to": TO})
    return [*steps, *more]


def _some_roles(rng: Random) -> dict[str, list[str]]:
    return {tier: TO[tier] for tier in rng.sample(sorted(TO), rng.randint(1, len(TO)))}


def free(rng: Random, items: list[Plain], *, tier: bool, depth: int = 2) -> Any:
    """A condition as guidance, referral and statements may have it: with "not", and with the tier where that may be."""
    if tier and rng.randint(0, 3) == 0:
        return {"tier": rng.sample(["keep_supporting", "this_week", "before_you_part", "call_now"], rng.randint(1, 3))}
    if depth and rng.randint(0, 2) == 0:
        parts = [free(rng, items, tier=tier, depth=depth - 1) for _ in range(2)]
        return {rng.choice(["all", "any"]): parts}
    if rng.randint(0, 1):
        return {"not": free(rng, items, tier=tier, depth=0)}
    return literal(rng, rng.choice(items), guard=False)


def _stated(rng: Random, items: list[Plain], prefix: str) -> Plain:
    """What its authors state of everybody; mostly it is not so."""
    found: Plain = {}
    if rng.randint(0, 1):
        below = ["this_week", "before_you_part", "call_now"]
        found["never"] = [
            {"id": f"{prefix}n{number}", "when": free(rng, items, tier=False), "below": rng.choice(below)}
            for number in range(rng.randint(1, 2))
        ]
    if rng.randint(0, 1):
        found["within"] = {tier: rng.randint(1, 3) for tier in rng.choice([["call_now"], ["before_you_part"]])}
    return found


def behind_another(rng: Random, most: int = 2) -> list[Plain]:
    """A danger check and a protocol behind it that takes over some of its answers."""
    first, second = small(rng, "danger-now", "", most), small(rng, "second", "z", most)
    left = items_of(first)
    for item in items_of(second):
        alike = [one for one in left if one["kind"] == item["kind"] and words_of(one) == words_of(item)]
        if alike and rng.randint(0, 2):
            same = rng.choice(alike)
            item["same_as"] = f"danger-now/{same['id']}"
            left.remove(same)
    return [first, second]


def known_from_elsewhere(rng: Random, plain: Plain) -> Plain:
    """One item takes over the answer to an item of a protocol that is not here."""
    item = rng.choice(items_of(plain))
    item.setdefault("same_as", f"elsewhere/{item['id']}")
    return plain


def without_fitting(rng: Random, plain: Plain) -> Plain:
    """The same protocol with one to three faults that no check would let pass."""
    for _ in range(rng.randint(1, 3)):
        plain = rng.choice(FAULTS)(rng, plain)
    return plain


def not_before_a_checklist(rng: Random, plain: Plain) -> Plain:
    return _guarded(rng, plain, lambda shown, _: {"not": shown})


def bare_before_a_checklist(rng: Random, plain: Plain) -> Plain:
    def bare(shown: Any, above: list[Plain]) -> Any:
        signs = [one["id"] for one in above if one["kind"] in ("red_flag", "warning_sign")]
        return rng.choice(signs) if signs else shown

    return _guarded(rng, plain, bare)


def shown_to_nobody(rng: Random, plain: Plain) -> Plain:
    return _guarded(rng, plain, lambda shown, _: {"all": [shown, {"not": shown}]})


def _guarded(rng: Random, plain: Plain, change: Callable[[Any, list[Plain]], Any]) -> Plain:
    """One checklist with another guard than it has, or with one where it has none."""
    lists = [place for place, step in enumerate(plain["steps"]) if step["kind"] == "checklist"][1:]
    if not lists:
        return plain
    place = rng.choice(lists)
    above = [item for step in plain["steps"][:place] for item in step.get("items", [])]
    shown = plain["steps"][place].get("when") or when(rng, above, guard=True, depth=1)
    return _with_step(plain, place, {**plain["steps"][place], "when": change(shown, above)})


def _with_step(plain: Plain, place: int, step: Plain) -> Plain:
    return {**plain, "steps": [*plain["steps"][:place], step, *plain["steps"][place + 1 :]]}


def not_in_a_threshold(rng: Random, plain: Plain) -> Plain:
    return _weighed(rng, plain, {"not": literal(rng, rng.choice(items_of(plain)), guard=False)})


def lowest_point_in_a_threshold(rng: Random, plain: Plain) -> Plain:
    scales = [item for item in items_of(plain) if "scale" in item]
    if not scales:
        return plain
    item = rng.choice(scales)
    return _weighed(rng, plain, {rng.choice(["item", "possible"]): item["id"], "at_least": item["scale"][0]})


def _weighed(rng: Random, plain: Plain, literal: Any) -> Plain:
    """One threshold with this beside what it asks, or in its place."""
    place = rng.randrange(len(plain["thresholds"]))
    one = plain["thresholds"][place]
    asked = rng.choice([literal, {"all": [one["when"], literal]}, {"any": [one["when"], literal]}])
    changed = [*plain["thresholds"][:place], {**one, "when": asked}, *plain["thresholds"][place + 1 :]]
    return {**plain, "thresholds": changed}


def setting_asked_late(rng: Random, plain: Plain) -> Plain:
    """A setting behind what makes use of it: it is certain only then who is meant."""
    if any(item["kind"] == "context" for item in items_of(plain)):
        return plain
    late = build.context(f"{plain['id']}-late", "child", "adult")
    sign = literal(rng, rng.choice(items_of(plain)), guard=False)
    both = [{"all": [{"item": late["id"], "is": option}, sign]} for option in late["options"]]
    tier = rng.choice(["this_week", "before_you_part", "call_now"])
    more = [{"id": f"late{number}", "tier": tier, "when": one} for number, one in enumerate(both)]
    asked = [step for step in plain["steps"] if step["kind"] == "checklist"]
    rest = [step for step in plain["steps"] if step["kind"] != "checklist"]
    steps = [*asked, build.checklist(f"{plain['id']}-last", late), *rest]
    return {**plain, "steps": steps, "thresholds": [*plain["thresholds"], *more[: rng.randint(1, 2)]]}


def threshold_twice(rng: Random, plain: Plain) -> Plain:
    one = rng.choice(plain["thresholds"])
    more = {**one, "id": f"{one['id']}-{len(plain['thresholds'])}", "tier": rng.choice([one["tier"], "this_week"])}
    more.pop("interrupts", None)
    return {**plain, "thresholds": [*plain["thresholds"], more]}


FAULTS = [
    not_before_a_checklist,
    bare_before_a_checklist,
    shown_to_nobody,
    not_in_a_threshold,
    lowest_point_in_a_threshold,
    setting_asked_late,
    threshold_twice,
]
