"""`protocol check` and `protocol test`: what is wrong in a folder of protocols, and what no scenario tries."""

from __future__ import annotations

from crisisaid import __version__
from crisisaid.app.printing import hand_out, say
from crisisaid.app.workbench import Workbench
from crisisaid.errors import DONE, REFUSED, FileRefused
from crisisaid.formats.findings_junit import Case, junit
from crisisaid.formats.findings_sarif import findings_sarif
from crisisaid.formats.findings_text import findings_text
from crisisaid.library.files import SCENARIOS_FILE
from crisisaid.library.trial import Trial, trial
from crisisaid.model.finding import ERROR, WARNING, Finding
from crisisaid.reading.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.library.load import Loaded


def check(environ: Mapping[str, str], library: str, ids: Sequence[str], form: str, output: str) -> int:
    """Every finding of every protocol; 1 when there is any."""
    bench = Workbench(environ, library, ids)
    findings = bench.findings()
    hand_out(_as(form, findings, _by_file(bench, findings)), output)
    say(_counted(findings, len(bench.loaded)))
    return REFUSED if findings else DONE


def test(environ: Mapping[str, str], library: str, ids: Sequence[str], form: str, output: str) -> int:
    """Every scenario of every protocol, and what none of them tries; 1 when anything is not as it should be."""
    bench = Workbench(environ, library, ids, checks=False)
    trials = trials_of(bench)
    findings = tuple(finding for one in trials for finding in findings_of(one))
    cases = [case for one in trials for case in _cases(one)]
    text = _lines(trials) if form == "text" else _as(form, findings, cases)
    hand_out(text, output)
    played = number(sum(len(one.outcomes) for one in trials), "scenario")
    say(f"{played} of {number(len(trials), 'protocol')}. {number(len(findings), 'finding')}.")
    return REFUSED if findings else DONE


def _cases(one: Trial) -> list[Case]:
    played = [Case(one.protocol, outcome.scenario, outcome.failures) for outcome in one.outcomes]
    said = [Case(one.file, finding.code, (f"{finding.message} {finding.hint}",)) for finding in one.findings]
    return [*played, *said]


def trials_of(bench: Workbench) -> tuple[Trial, ...]:
    """Each protocol put to its scenarios; a protocol or scenarios that cannot be used are a finding."""
    return tuple(_trial(bench, loaded) for loaded in bench.loaded)


def _trial(bench: Workbench, loaded: Loaded) -> Trial:
    place = loaded.path.rpartition("/")[0]
    shown, altered = f"{place}/{SCENARIOS_FILE}", bench.altered(loaded)
    if loaded.protocol is None:
        errors = tuple(finding for finding in loaded.findings if finding.severity == ERROR)
        return Trial(place, shown, findings=(*errors, *altered))
    try:
        data = read_bytes(bench.path_of(shown))
    except FileRefused as problem:
        missing = Finding("CA0904", WARNING, shown, 0, problem.message, "Write at least 12 situations.")
        return Trial(loaded.protocol.id, shown, findings=(missing, *altered))
    tried = trial({**bench.library, loaded.protocol.id: loaded.protocol}, loaded.protocol, data, shown)
    return tried.but(findings=(*tried.findings, *altered))


def findings_of(one: Trial) -> tuple[Finding, ...]:
    """What is wrong with a trial: every scenario that comes to another end, and what none of them tries."""
    failed = (
        Finding("CA0901", ERROR, one.file, outcome.line, f"{outcome.scenario}: {sentence}.", "Which one is right?")
        for outcome in one.outcomes
        for sentence in outcome.failures
    )
    return (*failed, *one.findings)


def _lines(trials: Sequence[Trial]) -> str:
    rows = []
    for one in trials:
        failed = sum(bool(outcome.failures) for outcome in one.outcomes)
        ended = f"{number(len(one.outcomes), 'scenario')}, {failed or 'none'} with another end"
        rows.append(f"{one.protocol}: {ended if one.outcomes else 'not played'}")
        rows += findings_text(findings_of(one)).splitlines()
    return "\n".join(rows) + "\n"


def _by_file(bench: Workbench, findings: Sequence[Finding]) -> list[Case]:
    said: dict[str, list[str]] = {loaded.path: [] for loaded in bench.loaded}
    for finding in findings:
        line = f"line {finding.line}: {finding.code} {finding.message} {finding.hint}"
        said.setdefault(finding.file, []).append(line)
    return [Case("protocol check", file, tuple(lines)) for file, lines in said.items()]


def _as(form: str, findings: Sequence[Finding], cases: Sequence[Case]) -> str:
    if form == "sarif":
        return findings_sarif(findings, __version__)
    if form == "junit":
        return junit("crisisaid", cases)
    return findings_text(findings)


def _counted(findings: Sequence[Finding], protocols: int) -> str:
    errors = sum(finding.severity == ERROR for finding in findings)
    said = f"{number(len(findings), 'finding')} in {number(protocols, 'protocol')}."
    return f"{said} {errors} of them keep a protocol from being used." if errors else said


def number(count: int, what: str) -> str:
    """So many of something, with its plural."""
    return f"No {what}" if not count else f"{count:,} {what}{'s' if count != 1 else ''}"
