"""Results out: to standard output, or whole into a file; a summary for this user only."""

from __future__ import annotations

import os
import sys

from crisisaid.errors import DONE, REFUSED, FileRefused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from crisisaid.model.summary import Summary

FORMS = ("text", "markdown", "json")
_ENDINGS = {".md": "markdown", ".markdown": "markdown", ".json": "json"}


def summary_as(summary: Summary, form: str, width: int = 79) -> str:
    """The summary in one of FORMS."""
    if form == "json":
        from crisisaid.formats.summary_json import summary_json

        return summary_json(summary)
    if form == "markdown":
        from crisisaid.formats.summary_markdown import summary_markdown

        return summary_markdown(summary)
    from crisisaid.formats.summary_text import summary_text

    return summary_text(summary, width)


def form_for(path: str, form: str) -> str:
    """The form a file is written in: what was asked for, else what its name says."""
    return form if form != "text" else _ENDINGS.get(os.path.splitext(path)[1].casefold(), "text")


def write_summary(summary: Summary, path: str, form: str, tell: Callable[[str], None]) -> int:
    """Write it whole or not at all, readable by this user only; say where, and what the person agreed to."""
    from crisisaid.store.output import write_atomically

    try:
        write_atomically(path, summary_as(summary, form_for(path, form)).encode("utf-8"))
    except FileRefused as problem:
        tell(f"The summary was not written: {problem.message} {problem.hint}".strip())
        return REFUSED
    tell(f"Written to {path}, readable by you only. {summary.consent.words}")
    return DONE


def say(text: str) -> None:
    """Talk goes to standard error, results to standard output."""
    sys.stderr.write(text + "\n")


def print_out(text: str) -> None:
    """Results on standard output, whatever it can encode, and quietly when nobody reads it any more."""
    import contextlib

    with contextlib.suppress(OSError, ValueError, AttributeError):
        try:
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
        except UnicodeEncodeError:
            sys.stdout.write(text.encode("ascii", "replace").decode() + "\n")
        sys.stdout.flush()


def hand_out(text: str, output: str) -> None:
    """What is no secret (a page, a list of findings): to standard output, or whole into a file that others may read."""
    if output:
        from crisisaid.store.output import write_atomically

        write_atomically(output, text.encode("utf-8"), mode=0o644)
        say(f"Written to {output}.")
    elif text:
        print_out(text)
