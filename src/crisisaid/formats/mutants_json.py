"""Faulty variants as data."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.mutating import Trial

FORMAT = "crisisaid/mutants/v1"


def mutants_json(trials: Sequence[Trial]) -> str:
    """One entry a protocol, with every variant and every proposed scenario as YAML."""
    return json.dumps({"format": FORMAT, "protocols": [_one(trial) for trial in trials]}, indent=2) + "\n"


def _one(trial: Trial) -> dict[str, object]:
    return {
        "id": trial.protocol,
        "version": trial.version,
        "in_the_way": list(trial.in_the_way),
        "not_decided": trial.not_decided,
        "variants": [
            {
                "kind": one.operator,
                "at": one.place,
                "says": one.says,
                "effect": one.effect,
                "violates": list(one.violates),
                "noticed_by_a_scenario": one.scenarios,
            }
            for one in trial.variants
        ],
        "proposed": [{"scenario": one.scenario, "tells": list(one.tells)} for one in trial.proposed],
    }
