"""What a report over drills says: of each trainee, of each item, of each threshold."""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.sign_off import Trained


class Agreement(Record):
    """Weighted kappa with its 95 % interval; None where there is too little to say."""

    drills: int
    value: float | None
    low: float | None = None
    high: float | None = None


class OfTrainee(Record):
    """Counts of drills. ``steps_under`` adds up by how many tiers too little was named.

    Of role plays: ``observed`` where what was noted came to another tier than the truth, ``concluded`` where another
    tier was named than what was noted comes to.
    """

    trainee: str
    drills: int
    role_plays: int
    right: int
    under: int
    over: int
    steps_under: int
    needless: int
    harmful: int
    red_flags: int
    red_flags_noted: int
    unsure_as_no: int
    observed: int
    concluded: int
    kappa: Agreement


class OfItem(Record):
    """How many of those who had an item noted it otherwise, and in which way; ``ambiguous`` is for its author."""

    protocol: str
    item: str
    had: int
    otherwise: int
    kinds: Mapping[str, int]
    ambiguous: bool


class OfThreshold(Record):
    """The pairs of a threshold: how often the tier was right, too little, too much."""

    protocol: str
    threshold: str
    drills: int
    right: int
    under: int
    over: int


class Refusal(Record):
    """A file, or a line of it, that was not taken, and why; ``line`` is 0 for the whole file."""

    file: str
    line: int
    says: str


class DrillReport(Record):
    """Everything; ``trained`` is who was signed off on what, ``refused`` what was not taken."""

    all: OfTrainee
    trainees: tuple[OfTrainee, ...]
    items: tuple[OfItem, ...]
    thresholds: tuple[OfThreshold, ...]
    trained: tuple[Trained, ...] = ()
    refused: tuple[Refusal, ...] = ()
    files: int = 0
