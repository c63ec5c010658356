"""Finding: a problem in content, as a value. Findings are gathered and all shown; they are never raised one by one."""

from __future__ import annotations

from crisisaid.model.record import Record

ERROR = "error"
WARNING = "warning"


class Finding(Record):
    """``line`` and ``column`` count from 1, 0 where there is none; ``excerpt`` is the line itself."""

    code: str
    severity: str
    file: str
    line: int
    message: str
    hint: str
    column: int = 0
    excerpt: str = ""
