"""What runs before anything else: the emergency card, the short way to a check, else the whole program.

Every fault leaves through this one door: with the card, and without a word of what was answered.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.live import Wishes

BUG = 3
INTERRUPTED = 130

_SWITCHES = {"--board": "board", "--plain": "plain", "--shared": "shared"}
_VALUES = {
    "--country": "country",
    "--channel": "channel",
    "--organisation": "organisation",
    "--site": "site",
    "--contacts": "over",
    "--library": "library",
    "--output": "output",
    "--format": "form",
}
_CHANNELS = ("in_person", "phone", "text_chat")
_FORMS = ("text", "markdown", "json")


def main() -> None:
    """The command ``crisisaid``."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """One command; returns its exit code. Nothing that goes wrong leaves a supporter without the card."""
    if arguments[:1] == ["now"]:
        from crisisaid.card import main as card

        return card(arguments[1:])
    try:
        wishes = quickly(arguments)
        if wishes is not None:
            # Nothing made before the first prompt is rubbish: collecting it costs a twentieth of the wait.
            import gc

            gc.disable()
            from crisisaid.app.live import check

            return check(wishes, os.environ)
        from crisisaid.cli.main import run as whole_program

        return whole_program(arguments)
    except KeyboardInterrupt:
        _card()
        return INTERRUPTED
    except Exception as problem:
        return _failed(problem)


def quickly(arguments: list[str]) -> Wishes | None:
    """What is wished for, where that is a check and can be told without the command-line library; else None.

    In completion mode the arguments are elsewhere, so the whole program has to answer.
    """
    if "_CRISISAID_COMPLETE" in os.environ or (arguments and arguments[0] != "run" and arguments[0][:2] != "--"):
        return None
    run = arguments[:1] == ["run"]
    found = _sorted_out(arguments[1:] if run else arguments)
    # Without "run" in front a bare word is a command that stands behind an option, never a protocol.
    if found is None or ("protocol" in found and not run) or not _usable(found):
        return None
    from crisisaid.app.live import Wishes

    return Wishes(**found)  # type: ignore[arg-type]


def _sorted_out(rest: list[str]) -> dict[str, object] | None:
    found: dict[str, object] = {}
    words = iter(rest)
    for word in words:
        name, equals, value = word.partition("=")
        if word in _SWITCHES:
            found[_SWITCHES[word]] = True
        elif name in _VALUES:
            given = value if equals else next(words, "")
            if not given:
                return None
            found[_VALUES[name]] = given
        elif word.startswith("-") or "protocol" in found:
            return None
        else:
            found["protocol"] = word
    return found


def _usable(found: dict[str, object]) -> bool:
    """A wish that needs explaining goes to the whole program, which explains."""
    if "country" in found:
        from crisisaid.card import country_code

        found["country"] = country_code(str(found["country"]))
        if not found["country"]:
            return False
    return found.get("channel", "phone") in _CHANNELS and found.get("form", "text") in _FORMS


def _failed(problem: Exception) -> int:
    """One sentence for a problem of the situation; for a bug the card, and a report without answers or local values."""
    from crisisaid.errors import CrisisaidError, SessionFailed

    if isinstance(problem, CrisisaidError):
        _say(problem.message, problem.hint, *(_finding(finding) for finding in getattr(problem, "findings", ())))
        return problem.code
    _card(problem.country if isinstance(problem, SessionFailed) else "")
    problem = problem.__cause__ if isinstance(problem.__cause__, Exception) else problem
    _say(
        "crisisaid has stopped because of a fault of its own. Nothing you typed is in this report:",
        f"  {type(problem).__name__} at {_where(problem)}",
        "If a check was going on, `crisisaid resume` can take it up again.",
    )
    return BUG


def _card(country: str = "") -> None:
    from crisisaid.card import print_card

    print_card(country)


def _finding(finding: object) -> str:
    file, line = getattr(finding, "file", ""), getattr(finding, "line", 0)
    return f"{file}, line {line}: {getattr(finding, 'message', '')} {getattr(finding, 'hint', '')}".rstrip()


def _where(problem: Exception) -> str:
    """The places the fault went through, as file and line, innermost last."""
    places = []
    trace = problem.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{os.path.basename(code.co_filename)}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places[-4:])


def _say(*sentences: str) -> None:
    try:
        sys.stderr.write("".join(f"{sentence}\n" for sentence in sentences if sentence))
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return
