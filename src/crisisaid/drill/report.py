"""A report over the drills of many: too little and too much apart, what was observed and what was concluded."""

from __future__ import annotations

from collections import Counter, defaultdict

from crisisaid.drill.agreement import weighted_kappa
from crisisaid.model.drill_report import DrillReport, OfItem, OfThreshold, OfTrainee
from crisisaid.model.drill_result import ROLE_PLAY
from crisisaid.model.tier import CALL_NOW, RANK, TIERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisisaid.model.drill_result import DrillResult

AMBIGUOUS = 0.5
"""From this share of trainees on who noted an item otherwise, the item is a question to the protocol's author."""

FEWEST_FOR_AN_ITEM = 5
"""Of fewer trainees nothing is said about an item's words."""


class Tally:
    """Counts results one by one, so that no more than the counts is held; ``report`` gives what they come to."""

    def __init__(self) -> None:
        self._by_trainee: dict[str, _Count] = defaultdict(_Count)
        self._slips: dict[tuple[str, str, str], dict[str, set[str]]] = {}
        self._of_drill: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._thresholds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._all = _Count()

    def add(self, result: DrillResult) -> None:
        """One drill of one trainee."""
        self._all.add(result)
        self._by_trainee[result.trainee].add(result)
        if result.kind == ROLE_PLAY:
            self._of_drill[result.protocol, result.drill].add(result.trainee)
            for slip in result.slips:
                kinds = self._slips.setdefault((result.protocol, result.drill, slip.item), defaultdict(set))
                kinds[slip.kind].add(result.trainee)
        if result.threshold:
            self._thresholds[result.protocol, result.threshold][_way(result)] += 1

    def report(self) -> DrillReport:
        """Everything that was counted."""
        trainees = tuple(self._by_trainee[name].of(name) for name in sorted(self._by_trainee))
        thresholds = tuple(
            OfThreshold(*key, some.total(), some["right"], some["under"], some["over"])
            for key, some in sorted(self._thresholds.items())
        )
        return DrillReport(self._all.of("all"), trainees, tuple(self._items()), thresholds)

    def _items(self) -> Iterable[OfItem]:
        per_item: dict[tuple[str, str], tuple[set[tuple[str, str]], Counter[str], int]] = {}
        for (protocol, drill, item), kinds in sorted(self._slips.items()):
            seen, count, had = per_item.get((protocol, item), (set(), Counter(), 0))
            for kind, names in kinds.items():
                count[kind] += len(names)
                seen |= {(drill, name) for name in names}
            per_item[protocol, item] = (seen, count, had + len(self._of_drill[protocol, drill]))
        for (protocol, item), (seen, count, had) in per_item.items():
            share = len(seen) / had
            ambiguous = had >= FEWEST_FOR_AN_ITEM and share >= AMBIGUOUS
            yield OfItem(protocol, item, had, len(seen), dict(sorted(count.items())), ambiguous)


def _way(result: DrillResult) -> str:
    difference = RANK[result.named] - RANK[result.right]
    return "under" if difference < 0 else "over" if difference else "right"


class _Count:
    """The counts of one trainee, or of all."""

    def __init__(self) -> None:
        self._ways: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._sums: Counter[str] = Counter()

    def add(self, result: DrillResult) -> None:
        self._ways[_way(result)] += 1
        self._pairs[result.right, result.named] += 1
        self._sums["needless"] += result.named == CALL_NOW != result.right
        self._sums["steps_under"] += max(0, RANK[result.right] - RANK[result.named])
        self._sums["harmful"] += len(result.harmful)
        self._sums["red_flags"] += result.red_flags
        self._sums["noted"] += result.red_flags_noted
        self._sums["unsure_as_no"] += sum(slip.kind == "unsure_as_no" for slip in result.slips)
        if result.kind == ROLE_PLAY:
            self._sums["role_plays"] += 1
            self._sums["observed"] += result.marks != result.right
            self._sums["concluded"] += result.named != result.marks

    def of(self, name: str) -> OfTrainee:
        ways, sums = self._ways, self._sums
        pairs = (pair for pair, times in self._pairs.items() for _ in range(times))
        return OfTrainee(
            trainee=name,
            drills=ways.total(),
            role_plays=sums["role_plays"],
            right=ways["right"],
            under=ways["under"],
            over=ways["over"],
            steps_under=sums["steps_under"],
            needless=sums["needless"],
            harmful=sums["harmful"],
            red_flags=sums["red_flags"],
            red_flags_noted=sums["noted"],
            unsure_as_no=sums["unsure_as_no"],
            observed=sums["observed"],
            concluded=sums["concluded"],
            kappa=weighted_kappa(pairs, TIERS),
        )
