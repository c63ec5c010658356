"""What could be on a card for the wall, each line with how much it is needed: 0 is needed most."""

from __future__ import annotations

from crisisaid.formats.protocol_blocks import LINE, POINT, Block
from crisisaid.formats.protocol_numbers import Numbers, named
from crisisaid.formats.protocol_steps import duration
from crisisaid.model.condition import ALWAYS, All, AnyOf, Count, Present, TierIn
from crisisaid.model.protocol import Guidance, Referral
from crisisaid.model.record import Record
from crisisaid.model.tier import BEFORE_YOU_PART, CALL_NOW, RANK, THIS_WEEK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.model.condition import Condition
    from crisisaid.model.protocol import Item, Protocol


class Entry(Record):
    """One line that stays whole or is left out; ``step`` is the heading it needs above it."""

    need: int
    section: str
    block: Block
    step: str = ""


def entries(protocol: Protocol, headlines: Mapping[str, str], roles: Mapping[str, str]) -> tuple[Entry, ...]:
    """Everything that could be on the card, in the order of the card."""
    return (
        *_signs(protocol, headlines[CALL_NOW]),
        *_worst_moment(protocol),
        *_hand_over(protocol, headlines),
        *_whom(protocol, headlines, roles),
    )


def _red(protocol: Protocol, tier: str) -> list[Item]:
    return [item for item in protocol.items() if item.tier == tier]


def _sign(item: Item) -> str:
    """A red flag by its label; on a scale with the answers that make it one."""
    points = [point.id for point in item.scale]
    if not points:
        return item.label
    from_here = [f'"{point.text}"' for point in item.scale[points.index(item.red_from) :]]
    return f"{item.label}: {' or '.join(from_here)}"


def _signs(protocol: Protocol, headline: str) -> Iterator[Entry]:
    """The red flags that call at once, and the rules that say more than one of these flags."""
    section = f"{headline} at once, if"
    for item in _red(protocol, CALL_NOW):
        yield Entry(0, section, Block(POINT, _sign(item)))
    flags = {item.id for item in _red(protocol, CALL_NOW) if not item.scale}
    for rule in Numbers(protocol).rules:
        if rule.tier == CALL_NOW and not _is_said_by(rule.when, flags):
            yield Entry(0, section, Block(POINT, rule.because))


def _is_said_by(when: Condition, flags: set[str]) -> bool:
    """Whether this is true only where one of these red flags is there anyway."""
    match when:
        case Present(item):
            return item in flags
        case AnyOf(of):
            return all(_is_said_by(part, flags) for part in of)
    return False


def _worst_moment(protocol: Protocol) -> Iterator[Entry]:
    """What to do, say and leave where life may be in danger; where no step is for that, what is always done."""
    flags = {item.id for item in _red(protocol, CALL_NOW)}
    steps = [step for step in protocol.steps if isinstance(step, Guidance)]
    worst = [step for step in steps if _is_worst(step.when, flags)]
    for step in worst or [step for step in steps if step.when == ALWAYS]:
        later = 5 if _is_for_more(step.when, flags) else 0
        for label, texts, first, more in (("Do", step.do, 1, 6), ("Say", _quoted(step.say), 2, 8)):
            for place, text in enumerate(texts):
                yield _advice(step, later + (first if place == 0 else more), label, text)
        for place, text in enumerate(step.avoid):
            yield _advice(step, later + (4 if place == 0 else 8), "Avoid", text)
        if step.timer:
            yield _advice(step, later + 2, f"After {duration(step.timer)}", step.timer.then)


def _quoted(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f'"{text}"' for text in texts)


def _advice(step: Guidance, need: int, label: str, text: str) -> Entry:
    return Entry(need, "In the worst moment", Block(LINE, text, label), step.title)


def _is_worst(when: Condition, flags: set[str]) -> bool:
    """Whether a step is for the time when life may be in danger."""
    return CALL_NOW in set(_tiers(when)) or bool(flags & set(named(when)))


def _is_for_more(when: Condition, flags: set[str]) -> bool:
    """Whether a step is as much for calmer moments, such as what to do afterwards."""
    return bool(set(_tiers(when)) - {CALL_NOW}) and not flags & set(named(when))


def _tiers(when: Condition) -> Iterator[str]:
    """The tiers a condition asks for; what it rules out does not count."""
    match when:
        case TierIn(tiers):
            yield from tiers
        case All(of) | AnyOf(of) | Count(of=of):
            for part in of:
                yield from _tiers(part)


def _hand_over(protocol: Protocol, headlines: Mapping[str, str]) -> Iterator[Entry]:
    section = "When to hand over"
    yield Entry(0, section, Block(POINT, f"{headlines[BEFORE_YOU_PART]} at the least: any red flag nobody is sure of."))
    for item in _red(protocol, BEFORE_YOU_PART):
        yield Entry(3, section, Block(POINT, f"{headlines[BEFORE_YOU_PART]}: {_sign(item)}"))
    for rule in Numbers(protocol).rules:
        if rule.tier in (BEFORE_YOU_PART, THIS_WEEK):
            need = 5 if rule.tier == BEFORE_YOU_PART else 7
            yield Entry(need, section, Block(POINT, f"{headlines[rule.tier]}: {rule.because}"))
    yield Entry(0, section, Block(POINT, "You may hand over sooner at any time, without a reason."))


def _whom(protocol: Protocol, headlines: Mapping[str, str], roles: Mapping[str, str]) -> Iterator[Entry]:
    """The roles of each tier, most urgent first; of several lists the longest is needed most."""
    lists = [(tier, asked, step) for step in protocol.steps if isinstance(step, Referral) for tier, asked in step.to]
    longest = {tier: max(len(asked) for other, asked, _ in lists if other == tier) for tier, _, _ in lists}
    for tier, asked, step in sorted(lists, key=lambda one: -RANK[one[0]]):
        said = ", then ".join(roles.get(role) or role.replace("_", " ") for role in asked)
        need = 0 if len(asked) == longest[tier] else 1 if tier == CALL_NOW else 3
        yield Entry(need, "Whom to reach", Block(POINT, f"{headlines[tier]}: {said} ({step.title})"))
