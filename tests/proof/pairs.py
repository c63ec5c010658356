"""Pairs of small protocols that differ in one place or a few, drawn at random: what edits between two versions are."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from crisisaid.engine.evaluate import literals
from crisisaid.model.protocol import GATE
from engine import build, random_protocols
from engine.oracle import words_of

if TYPE_CHECKING:
    from random import Random

    from crisisaid.model.protocol import Protocol
    from engine.build import Plain

TIERS = ["this_week", "before_you_part", "call_now"]


def pair(rng: Random) -> tuple[Plain, Plain, Plain]:
    """A danger check, and two versions of a protocol behind it that may take over its answers."""
    gate = _small(rng, GATE, "g", 2)
    before = _small(rng, "second", "", rng.randint(2, 3))
    for item in random_protocols.items_of(before):
        alike = [one for one in random_protocols.items_of(gate) if _alike(one, item)]
        if alike and rng.randint(0, 1):
            item["same_as"] = f"{GATE}/{rng.choice(alike)['id']}"
    now = deepcopy(before)
    for _ in range(rng.randint(1, 2)):
        edit(rng, now)
    first, second = (rng.choice([{}, {"when": _shown_to(rng, plain)}]) for plain in (before, now))
    for plain, when in ((before, first), (now, rng.choice([first, second]))):
        plain["steps"] = [*plain["steps"], {"id": "say", "kind": "guidance", **_fit(when, plain)}]
    return gate, before, now


def _shown_to(rng: Random, plain: Plain) -> Any:
    """A guard of guidance: it may ask for the tier, and turn anything round."""
    one = random_protocols.when(rng, random_protocols.items_of(plain), guard=False)
    tier = {"tier": rng.sample([*TIERS, "not_finished"], 2)}
    return rng.choice([one, {"not": one}, {"all": [tier, {"not": one}]}, {"any": [tier, one]}])


def _fit(when: Plain, plain: Plain) -> Plain:
    """The guard, unless it speaks of what is not there."""
    spoken = {literal.item for literal in literals(build.condition(when.get("when")))}
    return when if spoken <= {item["id"] for item in random_protocols.items_of(plain)} else {}


def _small(rng: Random, name: str, prefix: str, most: int) -> Plain:
    """A protocol with so few items that all who can be asked may be gone through."""
    while True:
        plain = random_protocols.protocol(rng, name, prefix, least=most)
        if len(random_protocols.items_of(plain)) <= most + 1 and plain["steps"]:
            return plain


def _alike(one: Plain, other: Plain) -> bool:
    return one["kind"] == other["kind"] and words_of(one) == words_of(other)


def versions(gate: Plain, before: Plain, now: Plain) -> tuple[dict[str, Protocol], Protocol, Protocol]:
    """The library with the danger check, and both versions."""
    return build.library(gate), build.protocol(before), build.protocol(now)


def edit(rng: Random, plain: Plain) -> None:
    """One change, such as an author makes."""
    edits = [_threshold_gone, _threshold_new, _other_when, _other_tier, _other_guard, _item_gone, _item_new]
    edits += [_other_kind, _scale, _channels, _same_as_gone, _other_when]
    rng.choice(edits)(rng, plain)


def _threshold_gone(rng: Random, plain: Plain) -> None:
    if plain["thresholds"]:
        plain["thresholds"].pop(rng.randrange(len(plain["thresholds"])))


def _threshold_new(rng: Random, plain: Plain) -> None:
    when = random_protocols.when(rng, random_protocols.items_of(plain), guard=False)
    plain["thresholds"].append({"id": f"new{len(plain['thresholds'])}", "tier": rng.choice(TIERS), "when": when})


def _other_when(rng: Random, plain: Plain) -> None:
    """Another condition, or the same with a part more, a part less or another count."""
    if not plain["thresholds"]:
        return
    one = rng.choice(plain["thresholds"])
    whole = random_protocols.when(rng, random_protocols.items_of(plain), guard=False)
    one["when"] = rng.choice(
        [whole, {"all": [one["when"], whole]}, {"any": [one["when"], whole]}, _turned(one["when"])]
    )


def _turned(when: Any) -> Any:
    match when:
        case {"all": parts}:
            return {"any": parts}
        case {"any": parts}:
            return {"all": parts}
        case {"count": {"at_least": number, "of": parts}}:
            return {"count": {"at_least": number % len(parts) + 1, "of": parts}}
    return when


def _other_tier(rng: Random, plain: Plain) -> None:
    named = [*plain["thresholds"], *(item for item in random_protocols.items_of(plain) if "tier" in item)]
    if named:
        rng.choice(named)["tier"] = rng.choice(TIERS[1:])


def _other_guard(rng: Random, plain: Plain) -> None:
    place = rng.randrange(len(plain["steps"]))
    above = [item for step in plain["steps"][:place] for item in step["items"]]
    plain["steps"][place].pop("when", None)
    if above:
        plain["steps"][place]["when"] = random_protocols.when(rng, above, guard=True)


def _item_gone(rng: Random, plain: Plain) -> None:
    """An item that no condition speaks of any more."""
    spoken = str([plain["thresholds"], [step.get("when") for step in plain["steps"]]])
    free = [(step, item) for step in plain["steps"] for item in step["items"] if f"'{item['id']}'" not in spoken]
    if free and len(random_protocols.items_of(plain)) > 1:
        step, item = rng.choice(free)
        step["items"].remove(item)
        plain["steps"] = [step for step in plain["steps"] if step["items"]]


def _item_new(rng: Random, plain: Plain) -> None:
    rng.choice(plain["steps"])["items"].append(random_protocols.sign(rng, f"n{rng.randint(0, 99)}"))


def _other_kind(rng: Random, plain: Plain) -> None:
    """A warning sign becomes a red flag, or the other way round."""
    signs = [one for one in random_protocols.items_of(plain) if one["kind"] in ("red_flag", "warning_sign")]
    if not signs:
        return
    one = rng.choice(signs)
    if one["kind"] == "red_flag":
        one.pop("tier")
        one.pop("from", None)
        one["kind"] = "warning_sign"
    else:
        one |= {"kind": "red_flag", "tier": rng.choice(TIERS[1:])}
        if "scale" in one:
            one["from"] = rng.choice(one["scale"][1:])


def _scale(rng: Random, plain: Plain) -> None:
    """One point more at the upper end, which the version before does not know."""
    scales = [one for one in random_protocols.items_of(plain) if "scale" in one]
    if scales:
        one = rng.choice(scales)
        one["scale"] = [*one["scale"], "at_once"]
        if one.get("same_as"):
            one.pop("same_as")


def _channels(rng: Random, plain: Plain) -> None:
    one = rng.choice(random_protocols.items_of(plain))
    one["channels"] = rng.choice([["phone"], ["in_person", "phone"], random_protocols.CHANNELS])


def _same_as_gone(rng: Random, plain: Plain) -> None:
    rng.choice(random_protocols.items_of(plain)).pop("same_as", None)
