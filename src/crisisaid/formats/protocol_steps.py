"""The steps of a protocol as blocks: what to ask and mark, what to do, say and avoid, whom to reach, where to go on."""

from __future__ import annotations

from crisisaid.formats.protocol_blocks import ANSWERS, ITEM, LINE, PARA, POINT, STEP, Block
from crisisaid.formats.protocol_conditions import listed, said, sentence
from crisisaid.model.condition import ALWAYS
from crisisaid.model.protocol import CHANNELS, PROTECTIVE, RED_FLAG, WARNING_SIGN, Checklist, Guidance, Referral
from crisisaid.model.tier import BEFORE_YOU_PART

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.formats.protocol_numbers import Numbers
    from crisisaid.model.condition import Condition
    from crisisaid.model.protocol import Continue, Item, Protocol, Step, Timer

KINDS = {RED_FLAG: "red flag", WARNING_SIGN: "warning sign", PROTECTIVE: "something that helps"}
CHANNEL_WORDS = {"in_person": "in person", "phone": "by phone", "text_chat": "in a text chat"}


class Page:
    """One protocol on its way to paper, with the numbers and words it is printed with."""

    def __init__(
        self,
        protocol: Protocol,
        numbers: Numbers,
        headlines: Mapping[str, str],
        roles: Mapping[str, str],
        others: Mapping[str, Protocol],
    ) -> None:
        self.protocol, self.numbers, self.headlines = protocol, numbers, headlines
        self.roles, self.others = roles, others

    def role(self, role: str) -> str:
        """The role as a supporter would say it."""
        return self.roles.get(role) or role.replace("_", " ")

    def other(self, protocol_id: str) -> str:
        """Another protocol by its title, where it is known, and its id."""
        known = self.others.get(protocol_id)
        return f'"{known.title}" ({protocol_id})' if known else protocol_id


def steps(page: Page) -> Iterator[Block]:
    """Every step, in the order of the page."""
    for step in page.protocol.steps:
        yield from _step(step, page)


def _step(step: Step, page: Page) -> Iterator[Block]:
    number = page.numbers.step[step.id]
    match step:
        case Checklist():
            yield Block(STEP, f"Step {number}. {step.title}")
            yield from _checklist(step, page)
        case Guidance():
            yield Block(STEP, f"Step {number}. {step.title}")
            yield from _guidance(step, page)
        case Referral():
            yield Block(STEP, f"Step {number}. Whom to reach: {step.title}")
            yield from _referral(step, page)
        case _:
            yield Block(STEP, f"Step {number}. {step.title or 'Go on to another page'}")
            yield from _continue(step, page)
    if not isinstance(step, Checklist):
        yield from labelled("Why", step.why)


def labelled(label: str, *texts: str) -> Iterator[Block]:
    """A line each, where there is something to say."""
    return (Block(LINE, text, label) for text in texts if text)


def _when(label: str, condition: Condition, page: Page) -> Iterator[Block]:
    if condition == ALWAYS:
        return
    words = said(condition, page.numbers, page.headlines)
    yield Block(LINE, sentence(words), label)
    yield from (Block(POINT, text, depth=depth) for depth, text in listed(words))


def sources_line(sources: tuple[str, ...], page: Page) -> Iterator[Block]:
    """The numbers of the sources something rests on."""
    return labelled("Sources", ", ".join(page.numbers.source.get(one, one) for one in sources))


def _checklist(step: Checklist, page: Page) -> Iterator[Block]:
    yield from _when("Ask these only if", step.when, page)
    if step.together:
        yield Block(PARA, "Look at all of these together, then at the rules.")
    if step.prompt:
        yield Block(PARA, step.prompt)
    yield from labelled("Why", step.why)
    for item in step.items:
        yield from _item(item, page)


def _item(item: Item, page: Page) -> Iterator[Block]:
    kind = f" ({KINDS[item.kind]})" if item.kind in KINDS else ""
    yield Block(ITEM, f"{page.numbers.item[item.id]} {item.label}{kind}")
    yield from labelled("Ask" if item.how == "ask" else "Notice", item.text)
    yield from labelled("If somebody speaks about them", item.second_hand)
    yield from labelled("Listen for", item.listen_for)
    if set(item.channels) < set(CHANNELS):
        yield from labelled("Can be known", ", ".join(CHANNEL_WORDS[one] for one in CHANNELS if one in item.channels))
    yield from labelled("Answered before", _same(item, page))
    yield from _answers(item, page.headlines)
    yield from labelled("If not sure", item.clarify)
    yield from labelled("Counts in", _counts_in(item, page))
    yield from labelled("Why", item.why)
    yield from sources_line(item.sources, page)


def _same(item: Item, page: Page) -> str:
    """Where this was asked already: the other page's number when that page is known, else the item's name there."""
    other, _, name = item.same_as.partition("/")
    if not name:
        return ""
    known = page.others.get(other)
    place = next((number for number, one in _numbered(known) if one == name), "") if known else ""
    return f"as {place or name.replace('_', ' ')} on the page {page.other(other)}. Mark the same answer here at once."


def _numbered(protocol: Protocol) -> Iterator[tuple[str, str]]:
    for place, step in enumerate(protocol.steps, 1):
        for within, item in enumerate(step.items if isinstance(step, Checklist) else (), 1):
            yield f"{place}.{within}", item.id


def _answers(item: Item, headlines: Mapping[str, str]) -> Iterator[Block]:
    """Points and options each on a line of their own; yes and no, and what always can be said, side by side."""
    red = f" -> {headlines[item.tier]}" if item.tier else ""
    unsure = f" -> {headlines[BEFORE_YOU_PART]}" if item.tier else ""
    always = (f"not sure{unsure}", f"would not say{unsure}", "passed over")
    if not item.scale and not item.options:
        yield Block(ANSWERS, answers=(f"yes{red}", "no", *always))
        return
    is_red = False
    for point in (*item.scale, *item.options):
        is_red = is_red or (bool(item.red_from) and point.id == item.red_from)
        yield Block(ANSWERS, answers=(point.text + (red if is_red else ""),))
    yield Block(ANSWERS, answers=always)


def _counts_in(item: Item, page: Page) -> str:
    """The rules this answer can make true, those that stop the asking first."""
    rules = page.numbers.rules_with(item.id)
    stops = [page.numbers.rule[rule.id] for rule in rules if rule.interrupts]
    goes_on = [page.numbers.rule[rule.id] for rule in rules if not rule.interrupts]
    named = ((stops, " (stop asking)"), (goes_on, ""))
    return "; ".join(f"rule{'s' * (len(some) > 1)} {', '.join(some)}{after}" for some, after in named if some)


def advice(do: tuple[str, ...], say: tuple[str, ...], second: tuple[str, ...], avoid: tuple[str, ...]) -> list[Block]:
    """What to do, what can be said as it is, what to leave."""
    return [
        *labelled("Do", *do),
        *labelled("Say", *(f'"{text}"' for text in say)),
        *labelled("Say, if somebody speaks about them", *(f'"{text}"' for text in second)),
        *labelled("Avoid", *avoid),
    ]


def _guidance(step: Guidance, page: Page) -> Iterator[Block]:
    yield from _when("Do this when", step.when, page)
    yield from advice(step.do, step.say, step.say_second_hand, step.avoid)
    if step.timer:
        yield from labelled(f"After {duration(step.timer)}", step.timer.then)
    yield from sources_line(step.sources, page)


def duration(timer: Timer) -> str:
    """How long, in the largest words that fit: hours, minutes, seconds."""
    hours, rest = divmod(timer.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    named = ((hours, "hour"), (minutes, "minute"), (seconds, "second"))
    return " ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in named if number)


def _referral(step: Referral, page: Page) -> Iterator[Block]:
    yield from _when("Do this when", step.when, page)
    yield from labelled("Do", *step.do)
    for tier, roles in step.to:
        yield from labelled(page.headlines[tier], ", then ".join(page.role(role) for role in roles))
    yield from sources_line(step.sources, page)


def _continue(step: Continue, page: Page) -> Iterator[Block]:
    yield from _when("Go on only if", step.when, page)
    yield from labelled("Go on to", f"the page {page.other(step.to)}, when this one is done. Each page once.")
