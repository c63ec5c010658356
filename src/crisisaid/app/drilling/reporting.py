"""`drill report`: the result files of a class as one report; what cannot be taken is named, and the rest counts."""

from __future__ import annotations

import os

from crisisaid.app.drilling.quick import situations
from crisisaid.app.drilling.signing import who_is_trained
from crisisaid.app.drilling.starting import drills_of, results_folder
from crisisaid.app.printing import hand_out, say
from crisisaid.app.progress import Progress
from crisisaid.drill.report import Tally
from crisisaid.errors import DONE, REFUSED, UsageRefused
from crisisaid.formats.drill_report_data import report_csv, report_json
from crisisaid.formats.drill_report_html import report_html
from crisisaid.formats.drill_report_text import report_text
from crisisaid.model.drill_report import Refusal
from crisisaid.model.drill_result import PAIR, ROLE_PLAY
from crisisaid.store.drill_history import histories, read_history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisisaid.app.drilling.shelf import Drills
    from crisisaid.app.drilling.starting import Setting
    from crisisaid.model.drill_report import DrillReport
    from crisisaid.model.drill_result import DrillResult

FORMS = ("text", "csv", "json", "html")
MAKERS = {"text": report_text, "csv": report_csv, "json": report_json, "html": report_html}


def report(
    environ: Mapping[str, str],
    named: Sequence[str],
    form: str,
    output: str,
    setting: Setting,
    *,
    protocol: str = "",
) -> int:
    """One report over all files; 1 when something was not taken."""
    places = named or [results_folder(environ)]
    paths = list(_paths(places))
    drills = drills_of(environ, setting)
    trained, unread = who_is_trained(drills.library, [one for one in places if os.path.isdir(one)])
    if not paths and not trained:
        raise UsageRefused("There are no results here.", "Name files or folders of results.")
    made = gather(drills, paths, protocol)
    signed = tuple(one for one in trained if protocol in {"", one.sign_off.protocol})
    made = made.but(trained=signed, refused=(*made.refused, *unread))
    hand_out(MAKERS[form](made), output)
    for one in made.refused:
        where = f"{one.file}:{one.line}" if one.line else one.file
        say(f"Not taken: {where}: {one.says}")
    return REFUSED if made.refused else DONE


def _paths(named: Sequence[str]) -> Iterator[str]:
    for one in named:
        if os.path.isdir(one):
            yield from histories(one)
        else:
            yield one


def gather(drills: Drills, paths: Sequence[str], protocol: str = "") -> DrillReport:
    """The report over these files; the same whatever their order, and however often one is named."""
    tally, refused, seen, known = Tally(), [], set[str](), Known(drills)
    with Progress("Reading results", len(paths)) as progress:
        for path in sorted(set(paths)):
            found = progress.after(read_history(path))
            refused += [Refusal(path, one.line, one.says) for one in found.damaged]
            names = {one.trainee for one in found.results}
            if len(names) > 1:
                refused.append(Refusal(path, 0, f"It holds results of several trainees: {', '.join(sorted(names))}."))
                continue
            for number, (digest, result) in enumerate(zip(found.chain, found.results, strict=True), 1):
                says = known.misfit(result)
                if says:
                    refused.append(Refusal(path, number, says))
                elif digest not in seen and protocol in ("", result.protocol):
                    seen.add(digest)
                    tally.add(result)
    return tally.report().but(refused=tuple(refused), files=len(set(paths)))


class Known:
    """What is here to have been practised; files are looked into only where a result speaks of them."""

    def __init__(self, drills: Drills) -> None:
        self._drills = drills
        self._situations: dict[str, frozenset[str]] = {}

    def misfit(self, result: DrillResult) -> str:
        """Why a result cannot stand beside the others; "" when it can."""
        library = self._drills.library
        if result.protocol not in library:
            return f"There is no protocol called {result.protocol!r} here."
        if library.entry(result.protocol).digest != result.digest:
            return f"It was practised with other words of {result.protocol} ({result.version}) than those here."
        if result.kind == ROLE_PLAY and not self._drills.has(result.protocol, result.drill):
            return f"There is no role play called {result.drill!r} for {result.protocol} here."
        if result.kind == PAIR and result.threshold not in {one.id for one in library[result.protocol].thresholds}:
            return f"{result.protocol} has no threshold called {result.threshold!r}."
        if result.kind not in {ROLE_PLAY, PAIR} and result.drill not in self._situations_of(result.protocol):
            return f"{result.protocol} has no situation called {result.drill!r} here."
        return ""

    def _situations_of(self, protocol: str) -> frozenset[str]:
        if protocol not in self._situations:
            some = situations(self._drills, self._drills.library[protocol])
            self._situations[protocol] = frozenset(one.id for one in some)
        return self._situations[protocol]
