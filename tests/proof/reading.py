"""One protocol of a second decider: what the text of DESIGN section 5 makes of a record, by the oracle, read once."""

from __future__ import annotations

from typing import Any

from engine.oracle import FAILS, HOLDS, TIERS, Plain, Situation, Span, there

Key = tuple[str, str]
Record = dict[Key, str]
"""What was answered; the word "skipped" is a skip."""

SKIPPED = "skipped"
NOBODY = ["unsure", "declined"]
RANK = {tier: rank for rank, tier in enumerate(TIERS)}


def checklists(plain: Plain) -> list[Plain]:
    return [step for step in plain["steps"] if step["kind"] == "checklist"]


def items_of(plain: Plain) -> list[Plain]:
    return [item for step in checklists(plain) for item in step["items"]]


def other_name(item: Plain) -> Key:
    """The item that this one is the same as."""
    other, _, name = str(item.get("same_as", "")).partition("/")
    return other, name


def named(when: Any) -> list[str]:
    """The items that a condition names."""
    match when:
        case None | {"tier": _}:
            return []
        case str(name) | {"item": str(name)} | {"possible": str(name)} | {"absent": str(name)}:
            return [name]
        case {"not": part}:
            return named(part)
        case {"all": parts} | {"any": parts} | {"count": {"of": parts}}:
            return [name for part in parts for name in named(part)]
    raise ValueError(f"no condition: {when!r}")


def tiers_in(when: Any) -> list[str]:
    """The tiers that tell anything apart in a condition: all, or "" where it does not ask for the tier."""
    return TIERS if _asks_for_the_tier(when) else [""]


def _asks_for_the_tier(when: Any) -> bool:
    match when:
        case {"tier": _}:
            return True
        case {"not": part}:
            return _asks_for_the_tier(part)
        case {"all": parts} | {"any": parts} | {"count": {"of": parts}}:
            return any(_asks_for_the_tier(part) for part in parts)
    return False


class Reading(Situation):
    """The oracle, with the two words that only guards of guidance, referral and statements may use."""

    stands = ""

    def value(self, when: Any) -> Span:
        match when:
            case {"not": part}:
                worst, best = self.value(part)
                return not best, not worst
            case {"tier": tiers}:
                return HOLDS if self.stands in tiers else FAILS
        return super().value(when)


class Reader:
    """One protocol, read again and again: the same answers to what a condition speaks of are read only once."""

    def __init__(self, plain: Plain) -> None:
        self.plain = plain
        self.items = {item["id"]: item for item in items_of(plain)}
        self.guard = {item["id"]: step.get("when") for step in checklists(plain) for item in step["items"]}
        self._about: dict[int, tuple[Key, ...]] = {}
        self._read: dict[Any, Any] = {}
        self._tiers: dict[int, list[str]] = {}

    def value(self, when: Any, record: Record, channel: str, stands: str = "") -> Span:
        """(holds whatever the open parts turn out to be, holds if they all turn out to hold)"""
        keys = self._about.get(id(when))
        if keys is None:
            keys = self._about[id(when)] = self._behind(named(when))
        mark = (id(when), channel, stands, *map(record.get, keys))
        if mark not in self._read:
            self._read[mark] = self._situation(record, keys, channel, stands).value(when)
        found: Span = self._read[mark]
        return found

    def state(self, name: str, record: Record, channel: str) -> str:
        """What is known of an item: an answer, skipped, not asked, not applicable."""
        place = id(self.items[name])
        keys = self._about.get(place)
        if keys is None:
            keys = self._about[place] = self._behind([name])
        mark = (place, channel, *map(record.get, keys))
        if mark not in self._read:
            self._read[mark] = self._situation(record, keys, channel, "").state_of(name)
        return str(self._read[mark])

    def _situation(self, record: Record, keys: tuple[Key, ...], channel: str, stands: str) -> Reading:
        said = {key: record[key] for key in keys if key in record}
        answers = {key: word for key, word in said.items() if word != SKIPPED}
        found = Reading(self.plain, answers, set(said) - set(answers), channel)
        found.stands = stands
        return found

    def _behind(self, names: list[str]) -> tuple[Key, ...]:
        """The answers that have to do with these items: theirs, and those that decide whether they are asked."""
        found: dict[Key, None] = {}
        left = list(names)
        while left:
            name = left.pop()
            if (self.plain["id"], name) not in found:
                found[self.plain["id"], name] = None
                found[other_name(self.items[name])] = None
                left += named(self.guard[name])
        return tuple(found)

    def tiers_in(self, when: Any) -> list[str]:
        """The tiers that tell anything apart in a condition; only "" where it does not ask for the tier."""
        if id(when) not in self._tiers:
            self._tiers[id(when)] = tiers_in(when)
        return self._tiers[id(when)]

    def thresholds(self, record: Record, channel: str) -> list[Plain]:
        """Those that are met."""
        return [one for one in self.plain.get("thresholds", []) if self.value(one["when"], record, channel) == HOLDS]

    def flags(self, record: Record, channel: str) -> list[tuple[str, str, str]]:
        """(kind, id, tier) of every red flag that is noted, or that nobody can rule out."""
        found = []
        for name, item in self.items.items():
            if item["kind"] == "red_flag":
                state = self.state(name, record, channel)
                scale = item.get("scale", ["no", "yes"])
                if state in scale[scale.index(item.get("from", "yes")) :]:
                    found.append(("red_flag", name, str(item["tier"])))
                elif state in NOBODY:
                    found.append(("unknown_red_flag", name, "before_you_part"))
        return found

    def established(self, record: Record, channel: str) -> int:
        """The rank of the highest tier that these answers call for by themselves."""
        tiers = [one["tier"] for one in self.thresholds(record, channel)]
        tiers += [tier for _, _, tier in self.flags(record, channel)]
        return max((RANK[tier] for tier in tiers), default=0)

    def ended(self, record: Record, channel: str) -> bool:
        """Whether life may be in danger by the protocol's own words."""
        marked = [one for one in self.plain.get("thresholds", []) if one.get("interrupts")]
        return any(self.value(one["when"], record, channel) == HOLDS for one in marked)

    def missing(self, record: Record, channel: str) -> bool:
        """Whether there was a red flag to ask for and it has no answer."""
        reds = (name for name, item in self.items.items() if item["kind"] == "red_flag")
        return any(self.state(name, record, channel) in (SKIPPED, "not asked") for name in reds)

    def concern(self, record: Record, channel: str) -> bool:
        """Whether anything but the least concerning was said of a red flag or a warning sign."""
        signs = ((name, item) for name, item in self.items.items() if item["kind"] in ("red_flag", "warning_sign"))
        return any(self.state(name, record, channel) in {*NOBODY, *there(item)} for name, item in signs)
