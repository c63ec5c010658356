"""Which waiver counts, where there are several."""

from __future__ import annotations

import pytest

from crisisaid.library.waivers import waiver_for
from crisisaid.model.waiver import Waiver


def waiver(version: str, date: str, reason: str) -> Waiver:
    given = dict.fromkeys(Waiver._fields, "x") | {"protocol": "ours", "version": version, "date": date}
    return Waiver(**{**given, "reason": reason, "patterns": ()})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "counts"),
    [
        ([("1.0.0", "2026-05-01", "a"), ("1.0.0", "2026-05-02", "b")], "b"),
        ([("1.0.0", "2026-05-02", "a"), ("1.0.0", "2026-05-01", "b")], "a"),
        ([("1.0.0", "2026-05-01", "a"), ("1.0.0", "2026-05-01", "b")], "b"),
        ([("1.0.0", "2026-05-01", "a"), ("2.0.0", "2026-05-02", "b")], "a"),
        ([("0.9.0", "2026-05-01", "a"), ("0.9.0", "2026-05-01", "b")], "b"),
    ],
)
def test_the_latest_counts_and_of_one_day_the_last_written(written: list[tuple[str, str, str]], counts: str) -> None:
    found = waiver_for([waiver(*one) for one in written], "ours", "1.0.0")
    assert found is not None
    assert found.reason == counts
    assert waiver_for([waiver(*one) for one in written], "theirs", "1.0.0") is None
