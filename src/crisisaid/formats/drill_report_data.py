"""A report over drills as data: JSON with everything, CSV with one row a trainee."""

from __future__ import annotations

import csv
import io
import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.drill_report import Agreement, DrillReport, OfTrainee
    from crisisaid.model.sign_off import Trained

FORMAT = "crisisaid/drill-report/v1"
COUNTS = (
    "trainee", "drills", "role_plays", "right", "under", "over", "steps_under", "needless", "harmful", "red_flags",
    "red_flags_noted", "unsure_as_no", "observed", "concluded",
)  # fmt: skip


def report_json(report: DrillReport) -> str:
    """Everything, in an order that does not depend on that of the files."""
    data = {
        "format": FORMAT,
        "files": report.files,
        "all": _trainee(report.all),
        "trainees": [_trainee(one) for one in report.trainees],
        "items": [
            {
                "protocol": one.protocol,
                "item": one.item,
                "had": one.had,
                "otherwise": one.otherwise,
                "kinds": dict(one.kinds),
                "ambiguous": one.ambiguous,
            }
            for one in report.items
        ],
        "thresholds": [{name: getattr(one, name) for name in one._fields} for one in report.thresholds],
        "trained": [trained_data(one) for one in report.trained],
        "refused": [{"file": one.file, "line": one.line, "says": one.says} for one in report.refused],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def trained_data(one: Trained) -> dict[str, object]:
    """One sign-off: of whom, on which words, by which role, when; and are they still these words?"""
    given: dict[str, object] = {name: getattr(one.sign_off, name) for name in one.sign_off._fields}
    return {**given, "still_these_words": one.still_these_words}


def _trainee(one: OfTrainee) -> dict[str, object]:
    return {**{name: getattr(one, name) for name in COUNTS}, "kappa": _kappa(one.kappa)}


def _kappa(kappa: Agreement) -> dict[str, object]:
    return {"value": kappa.value, "low": kappa.low, "high": kappa.high, "drills": kappa.drills}


def report_csv(report: DrillReport) -> str:
    """One row a trainee, and one for all; for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COUNTS, "kappa", "kappa_low", "kappa_high"))
    for one in (*report.trainees, report.all):
        kappa = (one.kappa.value, one.kappa.low, one.kappa.high)
        numbers = ("" if value is None else f"{value:.4f}" for value in kappa)
        writer.writerow((*(getattr(one, name) for name in COUNTS), *numbers))
    return out.getvalue()
