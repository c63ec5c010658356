"""No fault that would mean less help for somebody goes unnoticed in what ships: three protocols here, all on request.

CRISISAID_MUTANTS=all tries every protocol; otherwise three of them.
"""

from __future__ import annotations

import os

import pytest

from crisisaid.library.mutant_trial import Rehearsal
from crisisaid.proof.faulty import LESS, Bench
from crisisaid.proof.mutants import mutants
from shipped import LIBRARY, scenarios_of

FEW = ("danger-now", "role-and-boundaries", "supporter-debrief")
NAMES = sorted(LIBRARY) if os.environ.get("CRISISAID_MUTANTS") == "all" else FEW


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_notices_every_fault_that_would_mean_less_help(name: str) -> None:
    bench = Bench(LIBRARY, LIBRARY[name])
    rehearsal = Rehearsal(LIBRARY, name, scenarios_of(LIBRARY[name]))
    less = [one.mutant for one in map(bench.judge, mutants(LIBRARY[name])) if one.effect == LESS]
    assert len(less) > 40
    assert [one.says for one in less if not rehearsal.is_caught(one)] == []
