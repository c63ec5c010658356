"""A second reading of DESIGN section 5, in plain dicts: written from the text alone, never from the engine.

It shares nothing with crisisaid.engine, neither code nor shape: literals are sets of words, three values are a pair
(true even at worst, true at best), tiers are a list. Where both agree, two readings of one text agree.
"""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]
Span = tuple[bool, bool]
"""(holds whatever the open parts turn out to be, holds if they all turn out to hold)"""

TIERS = ["keep_supporting", "not_finished", "this_week", "before_you_part", "call_now"]
HOLDS, FAILS, OPEN = (True, True), (False, False), (False, True)


def words_of(item: Plain) -> set[str]:
    """The answers an item takes."""
    return set(item.get("scale") or item.get("options") or ["yes", "no"]) | {"unsure", "declined"}


def there(item: Plain) -> set[str]:
    return set(item["scale"][1:]) if "scale" in item else {"yes"}


class Situation:
    """One protocol, what was answered and skipped in the whole session, and the channel it is held on."""

    def __init__(self, protocol: Plain, answers: dict[Any, str], skipped: set[Any], channel: str = "") -> None:
        self.protocol, self.answers, self.skipped, self.channel = protocol, answers, skipped, channel
        lists = [step for step in protocol["steps"] if step["kind"] == "checklist"]
        self.items = {item["id"]: item for step in lists for item in step["items"]}
        self.step_of = {item["id"]: step for step in lists for item in step["items"]}

    def answer(self, name: str) -> str | None:
        """Given here, or carried over from the item this one is the same as."""
        if (self.protocol["id"], name) in self.answers:
            return self.answers[self.protocol["id"], name]
        item = self.items[name]
        if "same_as" not in item:
            return None
        carried = self.answers.get(tuple(item["same_as"].split("/")))
        return carried if carried in words_of(item) else None

    def state_of(self, name: str) -> str:
        """The answer, or one of: not applicable, skipped, not asked."""
        answer = self.answer(name)
        if answer is not None:
            return answer
        applies = self.value(self.step_of[name].get("when"))
        if applies == FAILS:
            return "not applicable"
        # What the channel hides counts as skipped once its step is known to be shown; before, nobody has come to it.
        unseen = applies == HOLDS and self.out_of_sight(name)
        return "skipped" if unseen or (self.protocol["id"], name) in self.skipped else "not asked"

    def out_of_sight(self, name: str) -> bool:
        return bool(self.channel) and self.channel not in self.items[name].get("channels", [self.channel])

    def literal(self, name: str, good: set[str], unknown: set[str]) -> Span:
        state = self.state_of(name)
        if state in good:
            return HOLDS
        return OPEN if state in unknown else FAILS

    def value(self, when: Any) -> Span:
        nobody, not_said = {"unsure", "declined"}, {"skipped", "not asked"}
        match when:
            case None:
                return HOLDS
            case str(name):
                return self.literal(name, there(self.items[name]), not_said)
            case {"at_least": point, **rest}:
                name = str(rest.get("item") or rest["possible"])
                scale = self.items[name]["scale"]
                good = set(scale[scale.index(point) :]) | (nobody if "possible" in rest else set())
                return self.literal(name, good, not_said)
            case {"possible": name}:
                return self.literal(name, there(self.items[name]) | nobody, not_said)
            case {"absent": name}:
                return self.literal(name, {"no", "skipped"} | nobody, {"not asked"})
            case {"item": name, "is": option}:
                return self.literal(name, {option, "skipped"} | nobody, {"not asked"})
        return self.together(when)

    def together(self, when: Any) -> Span:
        [(word, inside)] = when.items()
        parts = [self.value(part) for part in (inside["of"] if word == "count" else inside)]
        needed = {"all": len(parts), "any": 1, "count": inside["at_least"] if word == "count" else 0}[word]
        worst, best = sum(low for low, _ in parts), sum(high for _, high in parts)
        return worst >= needed, best >= needed

    def established(self) -> list[tuple[str, str, str]]:
        """(kind, id, tier) of every threshold and red flag that stands already."""
        found = [
            ("threshold", one["id"], one["tier"])
            for one in self.protocol.get("thresholds", [])
            if self.value(one["when"]) == HOLDS
        ]
        for name, item in self.items.items():
            if item["kind"] == "red_flag":
                found += self.flagged(name, item)
        return found

    def flagged(self, name: str, item: Plain) -> list[tuple[str, str, str]]:
        scale = item.get("scale", ["no", "yes"])
        raised = scale[scale.index(item.get("from", "yes")) :]
        answer = self.answer(name)
        if answer in raised:
            return [("red_flag", name, item["tier"])]
        return [("unknown_red_flag", name, "before_you_part")] if answer in ("unsure", "declined") else []

    def interrupted(self) -> bool:
        marked = [one for one in self.protocol.get("thresholds", []) if one.get("interrupts")]
        return any(self.value(one["when"]) == HOLDS for one in marked)

    def concerns(self) -> bool:
        kinds = {name: item for name, item in self.items.items() if item["kind"] in ("red_flag", "warning_sign")}
        return any(self.answer(name) in there(item) | {"unsure", "declined"} for name, item in kinds.items())

    def not_asked(self) -> list[str]:
        """What there was to ask and has no answer. Settings are not listed: nobody takes over a missing setting."""
        named = [name for name, item in self.items.items() if item["kind"] != "context"]
        return [name for name in named if self.state_of(name) in ("skipped", "not asked")]

    def not_applicable(self) -> list[str]:
        return [name for name in self.items if self.state_of(name) == "not applicable"]

    def asks(self) -> bool:
        """Whether a checklist prompt remains."""
        waits = (self.state_of(name) == "not asked" and not self.out_of_sight(name) for name in self.items)
        return not self.interrupted() and any(waits)

    def due(self) -> list[str]:
        """The protocols that a continue step puts on the list; once the questions are ended, only what is certain."""
        steps = [step for step in self.protocol["steps"] if step["kind"] == "continue"]
        enough = (HOLDS,) if self.interrupted() else (HOLDS, OPEN)
        return [step["to"] for step in steps if self.value(step.get("when")) in enough]


def judge(
    protocols: list[Plain],
    answers: dict[Any, str],
    channel: str = "",
    *,
    stopped: bool = False,
    near: frozenset[str] = frozenset(),
) -> Plain:
    """What a careful reader of DESIGN section 5 would say; in ``answers`` the word "skipped" is a skip.

    ``near`` are the protocols that are on the shelf: a continue step to one of them is a prompt that still comes.
    """
    given = {key: answer for key, answer in answers.items() if answer != "skipped"}
    skipped = {key for key, answer in answers.items() if answer == "skipped"}
    rooms = [Situation(one, given, skipped, channel) for one in protocols]
    found = [(room.protocol["id"], *reason) for room in rooms for reason in room.established()]
    tiers = [tier for *_, tier in found]
    on_list = {one["id"] for one in protocols}
    comes = any(name in near and name not in on_list for room in rooms for name in room.due())
    floor = _floor(rooms) if stopped or not (comes or any(room.asks() for room in rooms)) else None
    return {
        "tier": max([*tiers, floor or TIERS[0]], key=TIERS.index),
        "reasons": {(name, kind, identity) for name, kind, identity, _ in found},
        "not_asked": [(room.protocol["id"], name) for room in rooms for name in room.not_asked()],
        "not_applicable": [(room.protocol["id"], name) for room in rooms for name in room.not_applicable()],
        "interrupted": {room.protocol["id"] for room in rooms if room.interrupted()},
        "established": max([TIERS[0], *tiers], key=TIERS.index),
    }


def _floor(rooms: list[Situation]) -> str | None:
    """Rule 3: a red flag that was not asked, or a protocol that was due and never came onto the list."""
    unasked = any(room.items[name]["kind"] == "red_flag" for room in rooms for name in room.not_asked())
    on_list = {room.protocol["id"] for room in rooms}
    if unasked or any(name not in on_list for room in rooms for name in room.due()):
        return "before_you_part" if any(room.concerns() for room in rooms) else "not_finished"
    return None
