"""What both deciders say of one protocol, side by side: every difference is an assertion that fails."""

from __future__ import annotations

from collections.abc import Sequence

from crisisaid.engine.evaluate import truth
from crisisaid.engine.fold import fold
from crisisaid.engine.page import Page
from crisisaid.model.protocol import Checklist, Continue, Guidance, Protocol, Referral
from crisisaid.model.tier import RANK, TIERS
from crisisaid.proof.everyone import Everyone
from crisisaid.proof.people import Person, Session, concerns, session
from crisisaid.proof.session import everyone, pages
from crisisaid.proof.stopping import NOBODY_TO_REACH, NOTHING_TO_DO, Sweep
from crisisaid.proof.verdict import VIOLATED, Fault, Verdict
from engine import build
from engine.oracle import Plain

from . import made
from .decide import Decider, Decision
from .reading import Key
from .second import CHANNEL, World

Shelf = dict[str, Protocol]
ESTABLISHED = ("threshold", "red_flag", "unknown_red_flag")


def compare(plains: list[Plain], sessions: int) -> dict[str, str]:
    """The states both agree on, by property. So many ``sessions`` are also taken through the engine."""
    shelf = made.library(plains)
    last = shelf[plains[-1]["id"]]
    whole, decider = everyone(pages(shelf, last)), Decider(plains)
    same_people(whole, decider.world)
    same_sessions(whole, decider.world, shelf, sessions)
    mine, room = decider.all(), made.verdicts(shelf, last.id)
    same_prompts(last, decider)
    stops_are_stops(room["stop"], decider, shelf, last)
    takes_so_long(room["within"], last, shelf)
    for name, verdict in room.items():
        same_verdict(name, verdict, mine[name], whole)
        for fault in verdict.faults:
            replayed(name, fault, whole, shelf)
    assert room["ends"].state == VIOLATED or not decider.ended_without_help()
    return {name: verdict.state for name, verdict in room.items()}


# --- Everybody ------------------------------------------------------------------------------------------------------


class Sets:
    """A diagram as the set of those to whom it gives a rank; "declined" counts as "unsure" does."""

    def __init__(self, whole: Everyone, world: World) -> None:
        self.whole, self.world = whole, world
        self.saying = [
            [self._having(fact.key, word) for word in fact.words] if fact.key in world.facts else []
            for fact in whole.facts
        ]
        self.done: dict[tuple[int, int], int] = {}

    def _having(self, key: Key, word: str) -> int:
        mark = "*" if word.endswith("*") else ""
        words = [word, *([f"declined{mark}"] if word == f"unsure{mark}" else [])]
        return sum(self.world.having(key, one) for one in words)

    def of(self, piece: int, rank: int) -> int:
        """Everybody to whom the diagram gives this very rank."""
        diagrams = self.whole.diagrams
        if diagrams.place[piece] == len(diagrams.sizes):
            return self.world.everybody if piece == rank else 0
        if (piece, rank) not in self.done:
            ways = zip(diagrams.kids[piece], self.saying[diagrams.place[piece]], strict=True)
            self.done[piece, rank] = sum(self.of(kid, rank) & some for kid, some in ways)
        return self.done[piece, rank]


def same_people(whole: Everyone, world: World) -> None:
    """Every person comes to the same tier for the same reasons, and is asked the same."""
    assert set(whole.place) == set(world.facts)
    sets, yes = Sets(whole, world), RANK["call_now"]
    for tier in TIERS:
        assert sets.of(whole.tier, RANK[tier]) == world.sets["tier", tier], tier
    for cause in whole.causes:
        if cause.kind != "not_asked":
            mark = (cause.kind, cause.protocol, cause.id)
            assert sets.of(cause.holds, yes) == world.sets[mark], mark
    for known in whole.items_of(whole.protocols[-1].id):
        assert sets.of(known.asked, yes) == world.sets["asked", known.item.id], known.key
    protocol = whole.protocols[-1]
    for one in protocol.never:
        assert sets.of(whole.condition(protocol.id, one.when)[0], yes) == world.sets["never", one.id], one.id


def same_sessions(whole: Everyone, world: World, shelf: Shelf, most: int) -> None:
    """The engine asks what the second decider would ask, ends where it ends, and the diagram knows it."""
    every = max(1, len(world.ends) // most)
    for moment, here in world.ends[::every]:
        says = world.person((here & -here).bit_length() - 1)
        person = Person({key: word for key, word in says.items() if key != CHANNEL}, moment.channel)
        played = session(shelf, whole.protocols, person)
        assert dict(played.answers) == moment.record, says
        [tier] = [tier for tier in TIERS if world.sets["tier", tier] & here & -here]
        assert played.tier == tier, says
        assert whole.tier_of(person.but(says=as_facts(person.says))) == tier, says


def as_facts(says: dict[Key, str]) -> dict[Key, str]:
    return {key: word.replace("declined", "unsure") for key, word in says.items()}


# --- Verdicts -------------------------------------------------------------------------------------------------------


def same_prompts(protocol: Protocol, decider: Decider) -> None:
    sweep = Sweep(protocol)
    for tier in ("call_now", "before_you_part"):
        slowest = sweep.slowest(tier)
        assert (slowest.prompts if slowest else 0) == decider.alone.slowest.get(RANK[tier], 0), tier


def same_verdict(name: str, room: Verdict, mine: Decision, whole: Everyone) -> None:
    assert room.state == mine.state, (name, room, mine)
    about: dict[str, int] = {}
    for fault in room.faults if name != "stop" else ():
        ended = fault.says in (NOTHING_TO_DO, NOBODY_TO_REACH)
        counted = fault.people and name != "within" and not ended
        fewest = len(concerns(whole.facts, fault.people[0])) if counted else -1
        what = f"{fault.about} ended" if ended else fault.about
        known = about.get(what, -1)
        about[what] = min(known, fewest) if known > -1 and fewest > -1 else max(known, fewest)
    assert about == mine.about, (name, room, mine)


def replayed(name: str, fault: Fault, whole: Everyone, shelf: Shelf) -> None:
    """Whoever is shown comes to the end that is said of them, through the engine."""
    if name in ("stop", "within") or not fault.people:
        return
    if fault.says in (NOTHING_TO_DO, NOBODY_TO_REACH):
        assert not shown_to(session(shelf, whole.protocols[-1:], fault.people[0]), whole.protocols[-1:], fault), fault
        return
    played = [session(shelf, whole.protocols, person) for person in fault.people]
    ends = [one.tier for one in played]
    assert ends == [whole.tier_of(person) for person in fault.people], (name, fault)
    if len(ends) == 2:
        assert RANK[ends[0]] < RANK[ends[1]], (name, fault)
    if name == "ends":
        assert ends == [fault.about], fault
        assert not shown_to(played[0], whole.protocols, fault), fault
    if name == "never":
        [stated] = [one for one in whole.protocols[-1].never if one.id == fault.about]
        assert RANK[ends[0]] < RANK[stated.below], fault


def shown_to(played: Session, protocols: Sequence[Protocol], fault: Fault) -> list[str]:
    """The steps that the engine would show which say what to do, or whom to reach."""
    end, found = played.end, []
    for one in protocols:
        page = Page(one, end.answers, end.skipped, end.channel)
        for step in one.steps:
            roles = isinstance(step, Referral) and dict(step.to).get(played.tier)
            helps = roles or (isinstance(step, Guidance) and "nobody" not in fault.says)
            if helps and not isinstance(step, Checklist | Continue) and truth(step.when, page, played.tier):
                found.append(step.id)
    return found


def stops_are_stops(room: Verdict, decider: Decider, shelf: Shelf, protocol: Protocol) -> None:
    """Who is shown as stopping too early does stop where the second decider says so."""
    for fault in room.faults:
        [person] = fault.people
        played = session(shelf, [protocol], person)
        known = [moment for moment in decider.alone.stops if moment.record == dict(played.answers)]
        assert any(moment.channel == person.channel for moment in known), fault


def takes_so_long(room: Verdict, protocol: Protocol, shelf: Shelf) -> None:
    """Who is shown as the slowest does answer so many prompts before the tier is reached, by the engine."""
    stated = dict(protocol.within)
    for fault in room.faults:
        [person] = fault.people
        assert prompts_until(fault.about, protocol, session(shelf, [protocol], person), shelf) > stated[fault.about]


def prompts_until(tier: str, protocol: Protocol, played: Session, shelf: Shelf) -> int:
    """After how many prompts the answers of this session lead to the tier; 0 when they never do."""
    events = list(build.started(protocol.id, channel=played.channel))
    prompts, last = 0, ""
    for (name, item), word in played.answers.items():
        step = next((one for one in protocol.steps if isinstance(one, Checklist) and _has(one, item)), None)
        if name == protocol.id and step:
            prompts += not (step.together and step.id == last)
            last = step.id
        events.append(build.said(name, item, word))
        reasons = fold(shelf, events).disposition.reasons
        if any(RANK[one.tier] >= RANK[tier] for one in reasons if one.kind in ESTABLISHED):
            return prompts
    return 0


def _has(step: Checklist, name: str) -> bool:
    return any(item.id == name for item in step.items)
