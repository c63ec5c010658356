"""From answers to a written file: what would change is shown, a person says yes, and then it is written whole."""

from __future__ import annotations

from crisisaid.app.contacts.keeping_file import changed_lines, replace_file
from crisisaid.app.contacts.keeping_values import sentence
from crisisaid.app.printing import print_out, say
from crisisaid.app.workbench import today
from crisisaid.errors import DONE, INPUT_ENDED, INTERRUPTED, REFUSED, ContentRefused, CrisisaidError, InputEnded
from crisisaid.formats.findings_lines import RIGHT, corrected, findings_lines
from crisisaid.model.event import INTERRUPTED as BROKEN_OFF
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from crisisaid.app.contacts.keeping_file import Kept
    from crisisaid.app.contacts.questions import Answers, Asker

    After = Callable[[Answers], tuple[bytes, str]]

NOT_WRITTEN = "Nothing was written."


class Asking(Record):
    """``given`` are the answers of the command line: with any, no question is asked. ``yes`` writes without asking."""

    given: dict[str, Any]
    present: Mapping[str, Any]
    yes: bool = False


def settle(kept: Kept, asking: Asking, after: After) -> int:
    """Ask what was not given, show what would change, and write it after a yes.

    ``after`` turns answers into the changed file and the id of the contact it is about.
    """
    try:
        kept.sheet()
        if asking.given:
            return _given(kept, asking, after)
        return _asked(kept, asking, after)
    except ContentRefused as refused:
        say_refused(refused)
        return REFUSED
    except InputEnded as ended:
        return not_written(ended)


def not_written(ended: InputEnded) -> int:
    """How a command ends whose questions were left: nothing was written, and that is said."""
    say(f"\n{NOT_WRITTEN}")
    return INTERRUPTED if ended.why == BROKEN_OFF else INPUT_ENDED


def _given(kept: Kept, asking: Asking, after: After) -> int:
    data, contact = after(asking.given)
    if not _show(kept, data, contact):
        return DONE
    if not asking.yes:
        from crisisaid.app.contacts.questions import Asker

        if Asker().agreed(f"Write this to {kept.path}?") != "yes":
            say(NOT_WRITTEN)
            return REFUSED
    return _write(kept, data)


def _asked(kept: Kept, asking: Asking, after: After) -> int:
    from crisisaid.app.contacts.keeping_questions import ContactQuestions
    from crisisaid.app.contacts.questions import HOW, Asker, go_through

    asker = Asker()
    unstated = {"country": kept.country, "timezone": kept.timezone}
    steps = ContactQuestions(asking.present, kept.known(), unstated, today()).steps()
    answers: Answers = {}
    asker.tell(HOW)
    at = 0
    while True:
        at = go_through(asker, steps, answers, at)
        code = _agreed(kept, asker, answers, after, yes=asking.yes)
        if code >= 0:
            return code


def _agreed(kept: Kept, asker: Asker, answers: Answers, after: After, *, yes: bool) -> int:
    """Write what was answered after a yes; -1 for another look at the answers, which a refusal does not lose."""
    try:
        data, contact = after(answers)
        if not _show(kept, data, contact):
            say(NOT_WRITTEN)
            return DONE
        said = "yes" if yes else asker.agreed(f"Write this to {kept.path}?")
        if said == "yes":
            return _write(kept, data)
    except CrisisaidError as refused:
        say_refused(refused)
        said = "back" if asker.goes_back() else ""
    say("" if said else NOT_WRITTEN)
    return -1 if said else REFUSED


def _show(kept: Kept, data: bytes, contact: str) -> bool:
    """Show what would change, with the week it means; False when nothing would."""
    if data == (kept.before or b""):
        say(f"{kept.path} says this already.")
        return False
    warnings = kept.judge(data, contact)
    lines = changed_lines(kept.before, data)
    print_out("\n".join(lines))
    for row in _week(lines):
        say(row)
    for warning in warnings:
        say(f"Look again: {sentence(warning)}")
    return True


def _week(lines: Sequence[str]) -> tuple[str, ...]:
    """New hours as a table, in which a person sees a slip."""
    from crisisaid.app.contacts.keeping_questions import week_words

    hours = next((line.partition("hours:")[2] for line in lines if line[:1] == "+" and "hours:" in line), "")
    return ("Open:", *week_words(hours.strip().strip('"'))) if hours else ()


def _write(kept: Kept, data: bytes) -> int:
    replace_file(kept.path, kept.before, data)
    beside = f" As it was before: {kept.path}.previous" if kept.before is not None else ""
    say(f"Written to {kept.path}.{beside}")
    return DONE


def say_refused(refused: CrisisaidError) -> None:
    """Everything that stands in the way: in the file as it is, with its line, or in what was to be written."""
    say(" ".join((refused.message, refused.hint)).strip())
    findings = refused.findings if isinstance(refused, ContentRefused) else ()
    there = [finding for finding in findings if finding.line]
    for finding in findings:
        if not finding.line:
            say(f"  {RIGHT.sub('', sentence(finding)).strip()}")
            say(f"    as given: {finding.excerpt}") if finding.excerpt else None
            say(f"    write:    {corrected(finding)}") if corrected(finding) else None
    if there:
        say(findings_lines(there).rstrip())
