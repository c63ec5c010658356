"""Formula: what stands behind a tier or a step, as its author wrote it, over what is known of each item.

A formula is a leaf (an item has one of these answers) or asks for at least so many of its parts. There is no negation:
the opposite of a leaf is a leaf, and the opposite of "at least 2 of 5" is "at least 4 of 5 not". That keeps every line
of a pattern one that can be read off the answers.
"""

from __future__ import annotations

from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crisisaid.model.state import Key
    from crisisaid.proof.diagram import Diagrams
    from crisisaid.proof.sides import Parts

ANSWER, WOULD, TIER, GROUP = "answer", "would", "tier", "group"
MISSING, CONCERN = "missing", "concern"
"""Names of lists that DESIGN rule 3 speaks of: red flags that were not asked, and what is of concern."""


class Variable:
    """Something that is one of several ways with everybody: ``means`` says with whom it is which.

    ``kind`` is ANSWER (what is known of an item), WOULD (the same wherever its step is shown), TIER, or GROUP (how many
    of the formulas in ``group`` are true, which may have a ``name``). ``version`` names the only version that it is
    about, "" where both mean the same by it. Two of them are the same only when they are one.
    """

    def __init__(self, kind: str, key: Key, version: str, parts: Parts) -> None:
        self.kind = kind
        self.key = key
        self.version = version
        self.values = tuple(value for value, _ in parts)
        self.means = tuple(means for _, means in parts)
        self.group: tuple[Formula, ...] = ()
        self.name = ""

    def meaning(self, diagrams: Diagrams, values: Collection[str]) -> int:
        """Of whom it is one of these values."""
        pairs = zip(self.values, self.means, strict=True)
        return diagrams.any_of(means for value, means in pairs if value in values)


class Leaf(Record):
    """A variable that has one of these values."""

    variable: Variable
    words: frozenset[str]


class Gate(Record):
    """At least so many of the parts. What it ``stands_for`` may be shorter to say, and so may its ``name``."""

    at_least: int
    parts: tuple[Formula, ...]
    stands_for: Leaf | None = None
    name: str = ""


Formula = Leaf | Gate
ALL_TRUE = Gate(0, ())
NONE_TRUE = Gate(1, ())


def all_of(*parts: Formula) -> Formula:
    """Every one of them; a single one is itself."""
    return parts[0] if len(parts) == 1 else Gate(len(parts), parts)


def any_of(*parts: Formula) -> Formula:
    """At least one of them."""
    return parts[0] if len(parts) == 1 else Gate(1, parts)


def opposite(formula: Formula) -> Formula:
    """What is true where this is not."""
    if isinstance(formula, Leaf):
        return Leaf(formula.variable, frozenset(formula.variable.values) - formula.words)
    parts = tuple(opposite(part) for part in formula.parts)
    return Gate(len(parts) - formula.at_least + 1, parts)


def gates(formula: Formula) -> Iterator[Gate]:
    """Every gate in it, itself first."""
    if isinstance(formula, Gate):
        yield formula
        for part in formula.parts:
            yield from gates(part)


def leaves(formula: Formula) -> Iterator[Leaf]:
    """Every leaf in it, in the order in which they are written."""
    if isinstance(formula, Leaf):
        yield formula
        return
    for part in formula.parts:
        yield from leaves(part)
