"""Meeting: everything that a comparison of two versions needs, made once; and a row put into words with a number."""

from __future__ import annotations

from crisisaid.model.comparison import Pattern
from crisisaid.proof.counting import Counting
from crisisaid.proof.examples import Examples
from crisisaid.proof.formulas import Formulas
from crisisaid.proof.telling import Telling

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.sides import Sides
    from crisisaid.proof.splitting import Row


class Meeting:
    """Two versions with the numbers, formulas, lines and examples over both. Raises TooLarge.

    In each list so many patterns are ``shown`` with an example; 0 for all of them.
    """

    def __init__(
        self, sides: Sides, libraries: tuple[Mapping[str, Protocol], Mapping[str, Protocol]], shown: int = 0
    ) -> None:
        self.sides = sides
        self.diagrams = sides.diagrams
        self.counting = Counting(sides)
        self.formulas = Formulas(sides)
        self._telling = Telling(sides)
        self._examples = Examples(sides, libraries, self.counting.nothing_found)
        self._shown = shown

    def pattern(self, row: Row | None, meant: int) -> Pattern:
        """The row in lines; None tells nothing of whom it means."""
        return Pattern(() if row is None else self._telling.lines(row, meant), 0, rest=row is None)

    def counted(self, row: Row | None, people: int) -> Pattern:
        """The same with how many patterns of answers these people give."""
        return self.pattern(row, people).but(patterns=self.counting.of(people))

    def with_examples(self, told: Sequence[tuple[Pattern, int, int]]) -> list[Pattern]:
        """The patterns, each with one of its people who is among others, as far as examples are shown.

        Raises Disagreement.
        """
        shown = self._shown or len(told)
        return [
            pattern.but(example=self._examples.one_of(people, among)) if place < shown else pattern
            for place, (pattern, people, among) in enumerate(told)
        ]
