"""Every problem of the situation, on one page. Problems in content are findings instead (model/finding.py)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.finding import Finding

# Exit codes (DESIGN section 4).
DONE = 0
REFUSED = 1
USAGE = 2
BUG = 3
INPUT_ENDED = 4
INTERRUPTED = 130


class CrisisaidError(Exception):
    """One sentence that says what is wrong, and one that says what to do."""

    code = REFUSED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ContentRefused(CrisisaidError):
    """A file has findings that stand in the way; all of them are carried."""

    def __init__(self, findings: Sequence[Finding], message: str = "", hint: str = "") -> None:
        first = findings[0].message if findings else "this file cannot be used"
        super().__init__(message or first, hint)
        self.findings = tuple(findings)


class ProtocolNotFound(CrisisaidError):
    """No protocol of that name; the hint names near ones."""


class CountryNotKnown(CrisisaidError):
    """The country was not understood; nothing is guessed."""

    code = USAGE


class JournalError(CrisisaidError):
    """A stopped session cannot be taken up again."""


class FileRefused(CrisisaidError):
    """A file cannot be read or written here."""


class UsageRefused(CrisisaidError):
    """The command line cannot be used as typed."""

    code = USAGE


class InputEnded(Exception):
    """The supporter's input has ended or was interrupted: never an answer. ``why`` is a way a session ends."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SessionFailed(Exception):
    """A fault of the program in the middle of a session; ``country`` is where the person is, for the card."""

    def __init__(self, country: str) -> None:
        super().__init__(country)
        self.country = country
