"""Faulty variants for an author: how many are noticed, by what, and which situation is still to be written."""

from __future__ import annotations

from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.mutating import Trial, Variant

WIDTH = 100
EFFECTS = {
    "less": "less help for somebody",
    "more": "more help for somebody, and less for nobody",
    "otherwise": "the same tiers, other reasons or other items",
}


def mutants_text(trials: Sequence[Trial]) -> str:
    """Every protocol with its figures, then what no scenario notices and would mean less help."""
    rows = [row for trial in trials for row in _of_protocol(trial)]
    return "\n".join(clean(row) for row in rows) + "\n"


def _of_protocol(trial: Trial) -> Iterator[str]:
    yield f"{trial.protocol} {trial.version}"
    for finding in trial.in_the_way:
        yield from wrap(f"Nothing was tried: {finding}", WIDTH, "  ", "    ")
    if trial.not_decided:
        yield from wrap(f"NOT DECIDED. It grew beyond its limits. {trial.not_decided}", WIDTH, "  ", "    ")
    if not trial.variants:
        return
    same = sum(one.effect == "same" for one in trial.variants)
    yield f"  {len(trial.variants)} faulty variants; {same} of them do nothing to anybody, by proof, and are set aside."
    for effect, words in EFFECTS.items():
        yield from _counted([one for one in trial.variants if one.effect == effect], words)
    yield from _counted([one for one in trial.variants if one.effect != "same"], "all together")
    for one in trial.variants:
        if one.effect == "less" and not one.scenarios:
            yield from wrap(f"Not noticed: {one.says}", WIDTH, "  * ", "    ")
    if trial.proposed:
        yield "  These situations would notice all that can be told by the tier. Say what the end should be:"
    for proposed in trial.proposed:
        yield f"    # tells {len(proposed.tells)} of them"
        yield from (f"  {line}" for line in proposed.scenario.splitlines())
    yield ""


def _counted(those: Sequence[Variant], words: str) -> Iterator[str]:
    if those:
        seen, proved = sum(one.scenarios for one in those), sum(bool(one.violates) for one in those)
        share = f"{seen} of {len(those)} noticed by a scenario ({seen * 100 // len(those)} %), {proved} by a proof"
        yield f"    {words}: {share}"
