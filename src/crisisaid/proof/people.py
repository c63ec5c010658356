"""People: one of whom a condition holds, with as little of concern as can be, and the session that they come to."""

from __future__ import annotations

from crisisaid.engine.answers import NOT_ASKED, SKIPPED
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.model.event import STOPPED, Answered, Closed, Continued, Set, Skipped, Started, Used
from crisisaid.model.protocol import COULD_NOT_ASK, Checklist
from crisisaid.model.record import Record
from crisisaid.model.tier import KEEP_SUPPORTING, highest
from crisisaid.proof.diagram import NO, YES
from crisisaid.proof.facts import BEFOREHAND, CHANNEL
from crisisaid.proof.order import source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisisaid.model.event import Event
    from crisisaid.model.protocol import Item, Protocol
    from crisisaid.model.state import Key, State
    from crisisaid.proof.diagram import Diagrams
    from crisisaid.proof.facts import Fact


class Person(Record):
    """What one person would say to every item, whether it is asked or not, and how they are in touch ("" not said)."""

    says: Mapping[Key, str]
    channel: str = ""

    def but_says(self, key: Key, word: str) -> Person:
        """The same person with another answer to one item."""
        if key == CHANNEL:
            return self.but(channel=word)
        return self.but(says={**self.says, key: word})


class Session(Record):
    """What a person is asked, in order, with the answers; and the state in which that ends."""

    answers: Mapping[Key, str]
    channel: str
    end: State

    @property
    def tier(self) -> str:
        """Where these protocols by themselves lead to: what they send on to has not been gone through."""
        reasons = self.end.disposition.reasons
        return highest(KEEP_SUPPORTING, *(one.tier for one in reasons if one.kind != "not_continued"))


def simplest(diagrams: Diagrams, facts: Sequence[Fact], wanted: int) -> Person | None:
    """Somebody of whom ``wanted`` holds with the fewest answers that are of concern; None when there is nobody."""
    if wanted == NO:
        return None
    cost: dict[int, int] = {YES: 0}
    choice: dict[int, int] = {}
    for piece in sorted(diagrams.pieces(wanted) - {YES, NO}, key=lambda piece: -diagrams.place[piece]):
        price = facts[diagrams.place[piece]].cost
        ways = [
            (cost[kid] + price[value], price[value], value)
            for value, kid in enumerate(diagrams.kids[piece])
            if kid in cost
        ]
        if ways:
            cost[piece], _, choice[piece] = min(ways)
    chosen = {}
    while wanted != YES:
        place, value = diagrams.place[wanted], choice[wanted]
        chosen[place] = value
        wanted = diagrams.kids[wanted][value]
    return person_of(facts, [chosen.get(number, fact.cost.index(0)) for number, fact in enumerate(facts)])


def person_of(facts: Sequence[Fact], values: Sequence[int]) -> Person:
    """The person with these values, one for each fact."""
    words = {fact.key: fact.words[value] for fact, value in zip(facts, values, strict=True)}
    return Person({key: word for key, word in words.items() if key != CHANNEL}, words.get(CHANNEL, ""))


def values_of(facts: Sequence[Fact], person: Person) -> list[int]:
    """The number of each value, as the diagrams count them."""
    words = {**person.says, CHANNEL: person.channel}
    return [fact.words.index(words[fact.key]) for fact in facts]


def concerns(facts: Sequence[Fact], person: Person) -> list[Key]:
    """What is not as it is with somebody of whom nothing is of concern, in the order of the facts."""
    words = {**person.says, CHANNEL: person.channel}
    safe = {fact.key: fact.words[fact.cost.index(0)] for fact in facts}
    return [key for key, word in safe.items() if words[key] not in (word, NOT_ASKED)]


def session(library: Mapping[str, Protocol], protocols: Sequence[Protocol], person: Person) -> Session:
    """The session of this person, played through the engine: asked in the order of the pages, ended by an emergency.

    ``library`` holds what the protocols send on to; those are not walked. Answers given in another protocol beforehand
    are given first.
    """
    here = {**library, **{protocol.id: protocol for protocol in protocols}}
    answers = _beforehand(protocols, person)
    skipped: dict[Key, str] = {}
    given: dict[Key, str] = dict(answers)
    for protocol in protocols:
        given |= dict(_walk(protocol, answers, skipped, person))
        if _ended(Page(protocol, answers, skipped, person.channel)):
            break
    events = [*_started(protocols, person.channel), *_told(given), Closed(STOPPED)]
    return Session(given, person.channel, fold(here, events))


def _beforehand(protocols: Sequence[Protocol], person: Person) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for protocol in protocols:
        for item in protocol.items():
            word = person.says[protocol.id, item.id]
            if word.endswith(BEFOREHAND):
                found[source(item)] = word.removesuffix(BEFOREHAND)
    return found


def _walk(
    protocol: Protocol, answers: dict[Key, str], skipped: dict[Key, str], person: Person
) -> Iterator[tuple[Key, str]]:
    """One protocol, asked from top to bottom; what is said is put into ``answers`` and ``skipped``."""
    for step in protocol.steps:
        page = Page(protocol, answers, skipped, person.channel)
        if not isinstance(step, Checklist) or not page.applies(step):
            continue
        for item in step.items:
            # A list that is asked together is answered whole, whatever its first signs say.
            if _ended(page) or not page.waiting(item.id):
                continue
            key, word = (protocol.id, item.id), truth(protocol, item, person)
            if word == NOT_ASKED:
                return
            (skipped if word == SKIPPED else answers)[key] = word
            page = page if step.together else Page(protocol, answers, skipped, person.channel)
            yield key, word


def _ended(page: Page) -> bool:
    """Whether an emergency has ended the questions of this protocol."""
    return any(one.interrupts and page.shown(one.when) for one in page.protocol.thresholds)


def truth(protocol: Protocol, item: Item, person: Person) -> str:
    """What the person says to an item: the same as to the item it is the same as, unless that was passed over."""
    word = person.says.get(source(item), SKIPPED) if item.same_as else SKIPPED
    word = word if word not in (SKIPPED, NOT_ASKED) else person.says[protocol.id, item.id]
    return word.removesuffix(BEFOREHAND)


def _started(protocols: Sequence[Protocol], channel: str) -> list[Event]:
    first, *others = (Used(protocol.id, protocol.version, protocol.digest) for protocol in protocols)
    begun: list[Event] = [Started(None, first), *(Continued(used, "chosen") for used in others)]
    return [*begun, Set("channel", channel)] if channel else begun


def _told(given: Mapping[Key, str]) -> list[Event]:
    return [Skipped(*key, COULD_NOT_ASK) if word == SKIPPED else Answered(*key, word) for key, word in given.items()]
