"""Questions to a coordinator at a terminal: one at a time, in plain words, on standard error.

Enter alone keeps what is there or leaves it out, ``?`` says why it is asked, ``back`` goes one question back, ``-``
takes away what is there. Nothing is written before the last answer; these are never answers about a person.
"""

from __future__ import annotations

import os
import sys

from crisisaid.errors import InputEnded
from crisisaid.model.event import INPUT_ENDED, INTERRUPTED
from crisisaid.model.plain import clean, wrap
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Answers = dict[str, Any]
    Taken = tuple[Any, str]

WIDEST, NARROWEST = 76, 20
YES = ("yes", "y")
BACK = ("back", "b")
NOBODY = "Nobody is at a keyboard here. Give everything with --set KEY=VALUE, and --yes to write it."
HOW = "Enter leaves it as it is. ? says why it is asked. back goes back. Ctrl-C leaves, and nothing is written."


class Question(Record):
    """``take`` turns what was typed into a value, or says what is wrong. ``choices`` are numbered: value and words.
    ``about`` is said with the question, ``why`` when it is asked for, ``how`` is how to type the answer.

    ``present`` is what is there now, as it would be typed; ``offered`` is what Enter takes. ``echo`` says back what
    was understood, where that has to be looked at before it counts.
    """

    name: str
    ask: str
    take: Callable[[str], Taken]
    why: str = ""
    about: str = ""
    how: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    present: str = ""
    offered: str = ""
    needed: str = ""
    echo: Callable[[Any], Sequence[str]] | None = None


class Asker:
    """A person at a terminal. Raises InputEnded when there is none, or none any more."""

    def __init__(self, keyboard: int = 0) -> None:
        self._keyboard = keyboard
        if not os.isatty(keyboard):
            self.tell(NOBODY)
            raise InputEnded(INPUT_ENDED)

    def tell(self, *sentences: str) -> None:
        """Print sentences in lines that fit; one that begins with a space stays as it is."""
        width = _width()
        for sentence in sentences:
            kept = sentence[:1] == " " or not sentence
            for row in [clean(sentence)] if kept else wrap(clean(sentence), width):
                sys.stderr.write(row + "\n")
        sys.stderr.flush()

    def line(self, prompt: str) -> str:
        """What was typed behind the prompt, without the spaces around it."""
        sys.stderr.write(prompt)
        sys.stderr.flush()
        held = b""
        try:
            while not held.endswith(b"\n"):
                more = os.read(self._keyboard, 65536)
                if not more:
                    raise InputEnded(INPUT_ENDED)
                held += more
        except KeyboardInterrupt:
            raise InputEnded(INTERRUPTED) from None
        except OSError:
            raise InputEnded(INPUT_ENDED) from None
        return held.decode("utf-8", "replace").strip()

    def ask(self, question: Question, answers: Answers) -> bool:
        """Put the answer among the others; False when the coordinator wants to go back."""
        self._show(question)
        while True:
            typed = self.line("> ")
            if typed.casefold() in BACK:
                return False
            if typed == "?":
                self.tell(question.why or "It is shown to the supporter with the contact.")
                continue
            if not typed and self._left(question):
                return True
            typed = typed or question.offered
            if typed == "-" and question.present and not question.needed:
                answers[question.name] = None
                return True
            if typed and self._taken(question, typed, answers):
                return True

    def _left(self, question: Question) -> bool:
        """Whether Enter alone is enough here."""
        if question.needed and not question.present and not question.offered:
            self.tell(question.needed)
            return False
        return not question.offered

    def _taken(self, question: Question, typed: str, answers: Answers) -> bool:
        typed, fault = _by_number(typed, question.choices)
        value, fault = (None, fault) if fault else question.take(typed)
        if fault:
            self.tell(fault, "Please type it again.")
            return False
        if question.echo is not None:
            self.tell("I read that as:", *question.echo(value))
            self.tell("Is that right? Type yes, or Enter to type it again.")
            if self.line("> ").casefold() not in YES:
                self._show(question)
                return False
        answers[question.name] = value
        return True

    def _show(self, question: Question) -> None:
        self.tell("", question.ask)
        if question.about:
            self.tell(question.about)
        for place, (_, words) in enumerate(question.choices, 1):
            self._hang(words, f"  {place:>2}  ")
        if question.how:
            self.tell(question.how)
        if question.present:
            self.tell("Now, and with Enter again (- takes it away):" if not question.needed else "Now, and with Enter:")
            self._hang(question.present, "    ")
        if question.offered:
            self.tell("Enter takes:")
            self._hang(question.offered, "    ")

    def _hang(self, words: str, front: str) -> None:
        """Words behind a number or an indent; what fits on one line stays exactly as it is."""
        width, line = _width(), front + clean(words)
        self.tell(*([line] if len(line) <= width else wrap(clean(words), width, front, " " * len(front))))

    def goes_back(self) -> bool:
        """Whether an answer is to be changed, after what was answered could not be written."""
        self.tell("Type back to change an answer, anything else to leave it.")
        return self.line("> ").casefold() in BACK

    def agreed(self, ask: str) -> str:
        """ "yes" when that was typed (y is enough), "back", or "" for anything else."""
        sys.stderr.write(f"\n{clean(ask)}\n")
        self.tell("Type yes to write it (y is enough), back to change an answer, anything else to leave it.")
        typed = self.line("> ").casefold()
        return "yes" if typed in YES else "back" if typed in BACK else ""


def _width() -> int:
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError, AttributeError):
        columns = 80
    return max(NARROWEST, min(WIDEST, columns - 1))


def _by_number(typed: str, choices: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """Numbers of a list become what they stand for; words are the answer itself. Then what is wrong, or ""."""
    words = [word.strip() for word in typed.split(",") if word.strip()]
    if not choices or not any(word.isascii() and word.isdigit() for word in words):
        return typed, ""
    found = []
    for word in words:
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 5 else 0
        if word.isdigit() and not 0 < number <= len(choices):
            return typed, f"There is no {word} in the list: it has {len(choices)}."
        found.append(choices[number - 1][0] if number else word)
    return ", ".join(found), ""


def go_through(
    asker: Asker, steps: Sequence[Callable[[Answers], Question | None]], answers: Answers, at: int = 0
) -> int:
    """Ask one question after the other; a step without one (None) is passed over. Answers with the last one's place."""
    gone: list[int] = list(range(at))
    while at < len(steps):
        question = steps[at](answers)
        if question is None or asker.ask(question, answers):
            gone += [at] if question is not None else []
            at += 1
        elif gone:
            at = gone.pop()
        else:
            asker.tell("This is the first question.")
    return gone[-1] if gone else 0
