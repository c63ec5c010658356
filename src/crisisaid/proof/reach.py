"""Reach: who is shown a step, asked an item or offered a role in one version and not in the other.

What is shown by the tier goes with the tier, and that is told by the patterns of the tiers. So each version is looked
at with the tier that the version before comes to: what is left is what the step itself says otherwise.
"""

from __future__ import annotations

from crisisaid.model.comparison import MAJOR, MINOR, Change, Pattern, Reach
from crisisaid.model.protocol import RED_FLAG, Checklist, Continue, Guidance, Referral
from crisisaid.model.tier import CALL_NOW, RANK, TIERS
from crisisaid.proof.diagram import NO, YES
from crisisaid.proof.examples import Disagreement
from crisisaid.proof.formula import any_of
from crisisaid.proof.patterns import Beside, Finder
from crisisaid.proof.verdict import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.protocol import Item, Step
    from crisisaid.proof.formula import Formula
    from crisisaid.proof.meeting import Meeting
    from crisisaid.proof.sides import Side

ENDED = "An emergency ends the checklists"
OFFERED = "offered"


class Reaching:
    """Who is reached by what in two versions."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._diagrams = meeting.diagrams
        self._finder = Finder(meeting.formulas)
        self._before, self._now = meeting.sides.before, meeting.sides.now
        self._stands = self._before.tier
        steps = {step.id: step for step in self._now.protocol.steps}
        pairs = ((step, steps.get(step.id)) for step in self._before.protocol.steps)
        self._both = [(one, other) for one, other in pairs if other is not None and type(one) is type(other)]

    def reaches(self) -> Iterator[Reach]:
        """What is shown or asked to fewer or to more people, in the order of the page."""
        for one, other in self._both:
            if not isinstance(other, Checklist):
                yield from self._of_step(one, other)
        yield from self._of_items()
        yield from self._of_endings()

    def follows(self) -> Iterator[str]:
        """The steps that are shown to others only because of the tier."""
        for one, other in self._both:
            if isinstance(other, Guidance | Referral) and self._alike(one, other):
                before, now = (side.condition(side.protocol.id, step.when)[0] for side, step in self._sided(one, other))
                if before != now:
                    yield other.id

    def roles(self) -> Iterator[Change]:
        """Roles that a referral offers at a tier in one version and not in the other, or in another order."""
        for one, other in self._both:
            if isinstance(one, Referral) and isinstance(other, Referral):
                for tier in reversed(TIERS):
                    yield from self._at(tier, one, other)

    def _at(self, tier: str, one: Referral, other: Referral) -> Iterator[Change]:
        old, new = (dict(step.to).get(tier, ()) for step in (one, other))
        if old == new:
            return
        gone, more = [role for role in old if role not in new], [role for role in new if role not in old]
        pattern = self._offered(tier, one, other)
        for roles, level, way in ((gone, MAJOR, "is not offered any more"), (more, MINOR, "is offered now")):
            for role in roles:
                yield Change(level, "referrals", other.id, f"At {shown(tier)} {_words(role)} {way}.", pattern)
        if [role for role in old if role in new] != [role for role in new if role in old]:
            said = f"At {shown(tier)} the order is now: {', '.join(map(_words, new))}."
            yield Change(MINOR, "referrals", other.id, said, pattern)

    def _offered(self, tier: str, one: Referral, other: Referral) -> Pattern | None:
        """Everybody who is offered this step at this tier, in both versions."""
        at = self._diagrams.exactly(self._stands, RANK[tier])
        people = self._diagrams.all_of([at, *self._where(one, other)])
        if people == NO:
            return None
        return self._meeting.with_examples([(self._meeting.counted({}, people), people, YES)])[0]

    def _sided(self, one: Step, other: Step) -> tuple[tuple[Side, Step], tuple[Side, Step]]:
        return (self._before, one), (self._now, other)

    def _where(self, one: Step, other: Step) -> tuple[int, int]:
        """Where the step is shown in each version, with the tier of the version before."""
        wanted = int(isinstance(other, Continue))  # what is still open leads on, too
        before, now = (
            side.condition(side.protocol.id, step.when, self._stands)[wanted] for side, step in self._sided(one, other)
        )
        return before, now

    def _alike(self, one: Step, other: Step) -> bool:
        before, now = self._where(one, other)
        return before == now

    def _of_step(self, one: Step, other: Step) -> Iterator[Reach]:
        if not self._alike(one, other):
            kind = type(other).__name__.casefold()
            for more, patterns in self._differences(*self._rules(one, other)):
                level = MINOR if more else MAJOR
                yield Reach(other.id, other.title or other.id, kind, more, level, patterns)

    def _rules(self, one: Step, other: Step) -> tuple[Formula, Formula]:
        possible = isinstance(other, Checklist | Continue)
        before, now = (
            self._meeting.formulas.condition(side, side.protocol.id, step.when, possible=possible)
            for side, step in self._sided(one, other)
        )
        return before, now

    def _differences(
        self, before: Formula, now: Formula, care: int = YES
    ) -> Iterator[tuple[bool, tuple[Pattern, ...]]]:
        """(more, patterns) for those who are reached now only, and before only; nothing where there is nobody."""
        for more, holds, but_not in ((False, before, now), (True, now, before)):
            wanted = self._diagrams.meet(care, self._without(holds, but_not))
            if wanted != NO:
                yield more, tuple(self._patterns(holds, but_not, care, wanted))

    def _without(self, holds: Formula, but_not: Formula) -> int:
        formulas = self._meeting.formulas
        return self._diagrams.meet(formulas.holds(holds), self._diagrams.turn(formulas.holds(but_not)))

    def _patterns(self, holds: Formula, but_not: Formula, care: int, wanted: int) -> list[Pattern]:
        diagrams = self._diagrams
        told = []
        for one in self._finder.patterns(holds, but_not, Beside(diagrams, (), diagrams.turn(care))):
            people = diagrams.meet(one.meant, care)
            if not diagrams.never_above(people, wanted):
                raise Disagreement
            told.append((self._meeting.counted(one.row, people), people, YES))
        told.sort(key=lambda one: -one[0].patterns)
        left = diagrams.meet(wanted, diagrams.turn(diagrams.any_of(people for _, people, _ in told)))
        if left != NO:
            told.append((self._meeting.counted(None, left), left, YES))
        return self._meeting.with_examples(told)

    def _of_items(self) -> Iterator[Reach]:
        """Items that others are asked, together where their steps are shown alike."""
        groups: dict[tuple[int, int], list[tuple[Checklist, Checklist, Item]]] = {}
        old, new = ({item.id: step for step, item in _listed(side)} for side in (self._before, self._now))
        for step, item in _listed(self._now):
            was = old.get(item.id)
            if was is not None:
                groups.setdefault(self._shown(was, new[item.id]), []).append((was, step, item))
        for (before, now), members in groups.items():
            if before != now:
                one, other, _ = members[0]
                for more, patterns in self._differences(*self._rules(one, other)):
                    items = tuple(item for _, _, item in members)
                    grave = not more and any(item.kind == RED_FLAG for item in items)
                    ids = tuple(item.id for item in items)
                    yield Reach(other.id, other.title, "checklist", more, MAJOR if grave else MINOR, patterns, ids)

    def _shown(self, before: Checklist, now: Checklist) -> tuple[int, int]:
        return self._before.shown[self._before.protocol.id, before.id][1], self._now.shown[
            self._now.protocol.id, now.id
        ][1]

    def _of_endings(self) -> Iterator[Reach]:
        """Whom an emergency spares the rest of the checklists, of all who are at CALL NOW in both versions.

        Where something is found in the danger check, that ends them.
        """
        rank, sides = RANK[CALL_NOW], (self._before, self._now)
        care = [self._meeting.counting.nothing_found, *(self._diagrams.exactly(side.tier, rank) for side in sides)]
        before, now = (self._ending(side) for side in sides)
        for more, patterns in self._differences(before, now, self._diagrams.all_of(care)):
            yield Reach("", ENDED, "ending", more, MINOR if more else MAJOR, patterns)

    def _ending(self, side: Side) -> Formula:
        named = [one for one in side.protocol.thresholds if one.interrupts]
        whens = (self._meeting.formulas.condition(side, side.protocol.id, one.when) for one in named)
        return any_of(*whens)


def _listed(side: Side) -> Iterator[tuple[Checklist, Item]]:
    for step in side.protocol.steps:
        if isinstance(step, Checklist):
            yield from ((step, item) for item in step.items)


def _words(role: str) -> str:
    return role.replace("_", " ")
