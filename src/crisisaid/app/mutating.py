"""`protocol mutate`: what would a fault do, who would notice it, and which situation is still to be written?"""

from __future__ import annotations

from crisisaid.app.checking import number
from crisisaid.app.printing import hand_out, say
from crisisaid.app.proving import tell
from crisisaid.app.words import HEADLINES
from crisisaid.app.workbench import Workbench
from crisisaid.errors import DONE, REFUSED, FileRefused
from crisisaid.library.files import SCENARIOS_FILE
from crisisaid.library.mutant_trial import Rehearsal
from crisisaid.library.scenarios import end_of, parse_scenarios
from crisisaid.model.finding import ERROR
from crisisaid.model.mutating import Proposed, Trial, Variant
from crisisaid.model.protocol import CONTEXT, GATE
from crisisaid.model.scenario import Expected, Scenario
from crisisaid.proof.diagram import TooLarge
from crisisaid.proof.faulty import LESS, SAME, Bench
from crisisaid.proof.mutants import mutants
from crisisaid.proof.people import concerns, session
from crisisaid.proof.prove import what_is_hard
from crisisaid.reading.files import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.library.load import Loaded
    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.faulty import Judged
    from crisisaid.proof.people import Person, Session

    Answers = dict[str, str]


def mutate(
    environ: Mapping[str, str], library: str, ids: Sequence[str], *, as_json: bool = False, output: str = ""
) -> int:
    """Every variant of every protocol; 1 when one that leads somebody to less help is caught by no scenario."""
    bench = Workbench(environ, library, ids, checks=False)
    trials = []
    last = bench.last()
    for place, loaded in enumerate(last, 1):
        tell(f"Trying {loaded.path.rpartition('/')[0]}, {place} of {len(last)}")
        trials.append(_trial(bench, loaded))
    hand_out(_written(trials, as_json=as_json), output)
    open_ones = sum(_open(trial) for trial in trials)
    say(f"{number(open_ones, 'fault')} that would mean less help and that no scenario notices.")
    wrong = any(trial.in_the_way or trial.not_decided for trial in trials)
    return REFUSED if open_ones or wrong else DONE


def _open(trial: Trial) -> int:
    return sum(one.effect == LESS and not one.scenarios for one in trial.variants)


def _written(trials: Sequence[Trial], *, as_json: bool) -> str:
    if as_json:
        from crisisaid.formats.mutants_json import mutants_json

        return mutants_json(trials)
    from crisisaid.formats.mutants_text import mutants_text

    return mutants_text(trials)


def _trial(bench: Workbench, loaded: Loaded) -> Trial:
    name, version, _ = loaded.path.split("/")
    place = loaded.path.rpartition("/")[0]
    errors = [f"{one.file}:{one.line}: {one.message}" for one in loaded.findings if one.severity == ERROR]
    if loaded.protocol is None or errors:
        return Trial(name, version, in_the_way=tuple(errors))
    try:
        scenarios, findings = parse_scenarios(read_bytes(bench.path_of(f"{place}/{SCENARIOS_FILE}")), place)
    except FileRefused as problem:
        return Trial(name, version, in_the_way=(problem.message,))
    if findings:
        return Trial(name, version, in_the_way=tuple(f"{one.file}:{one.line}: {one.message}" for one in findings))
    library = {**bench.library, loaded.protocol.id: loaded.protocol}
    try:
        return trial_of(library, loaded.protocol, scenarios)
    except TooLarge:
        return Trial(name, version, not_decided=what_is_hard(loaded.protocol))


def trial_of(library: Mapping[str, Protocol], protocol: Protocol, scenarios: Sequence[Scenario]) -> Trial:
    """Every variant of a protocol, judged, and put to these scenarios. Raises TooLarge."""
    bench = Bench(library, protocol)
    rehearsal = Rehearsal(library, protocol.id, scenarios)
    judged = [bench.judge(mutant) for mutant in mutants(protocol)]
    caught = [one.effect != SAME and rehearsal.is_caught(one.mutant) for one in judged]
    left = [one for one, seen in zip(judged, caught, strict=True) if one.effect == LESS and not seen]
    taken = {one.id for one in scenarios}
    proposed: list[Proposed] = []
    for person, told in bench.few(left):
        played = session(library, bench.pages, person)
        name = _free(f"proposed-{len(proposed) + 1}", taken)
        proposed.append(Proposed(_scenario(bench, person, played, name), tuple(one.mutant.says for one in told)))
        hidden = {one.mutant.says: bench.unasked(one.mutant, person) for one in told}
        for left_out in dict.fromkeys(items for items in hidden.values() if items):
            # An answer counts whether its item was asked or not; only a session broken off tells that it was not.
            name = _free(f"proposed-{len(proposed) + 1}", taken)
            says = tuple(says for says, items in hidden.items() if items == left_out)
            proposed.append(Proposed(_broken_off(library, bench, played, name, left_out), says))
    variants = tuple(_variant(one, seen=seen) for one, seen in zip(judged, caught, strict=True))
    return Trial(protocol.id, protocol.version, variants, tuple(proposed))


def _variant(one: Judged, *, seen: bool) -> Variant:
    return Variant(one.mutant.operator, one.mutant.place, one.mutant.says, one.effect, one.violates, seen)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "-more"
    taken.add(name)
    return name


def _scenario(bench: Bench, person: Person, played: Session, name: str) -> str:
    """The situation as a scenario: only what is of concern, and the end left for somebody to confirm."""
    told = set(concerns(bench.whole.facts, person))
    gate, answers = dict[str, str](), dict[str, str]()
    said = []
    for protocol in bench.pages:
        for item in protocol.items():
            key = (protocol.id, item.id)
            if key in played.answers and key in told:
                part = gate if protocol.id == GATE and len(bench.pages) > 1 else answers
                part[item.id] = played.answers[key]
                said.append(f"{item.label}: {played.answers[key].replace('_', ' ')}")
            elif item.kind == CONTEXT and key in played.answers and protocol is bench.pages[-1]:
                answers[item.id] = played.answers[key]
    lines = [f"  - id: {name}", f'    title: "TODO. {"; ".join(said)}"'.replace('\\"', "'")]
    lines.append(f"    channel: {played.channel or 'phone'}")
    lines += [f"    {part}: {_flow(given)}" for part, given in (("gate", gate), ("answers", answers)) if given]
    now = HEADLINES[played.tier]
    lines.append(f"    expect: {{tier: TODO}}  # Confirm it: what should it be? Today it comes to {now}.")
    lines.append("    source: TODO")
    return "\n".join(lines) + "\n"


def _broken_off(library: Mapping[str, Protocol], bench: Bench, played: Session, name: str, left: Sequence[str]) -> str:
    """The situation broken off before some items, which then count as not asked; its end is left to confirm."""
    own = bench.pages[-1].id
    given = {key: word for key, word in played.answers.items() if key[0] != own or key[1] not in left}
    gate = {item: word for (page, item), word in given.items() if page == GATE != own}
    answers = {item: word for (page, item), word in given.items() if page == own}
    channel = played.channel or "phone"
    trial = Scenario(name, name, own, answers, gate, Expected(""), channel=channel, rest="not_asked")
    now = HEADLINES[end_of(library, trial).disposition.tier]
    labels = "; ".join(bench.pages[-1].item(item).label for item in left)
    lines = [f"  - id: {name}", f'    title: "TODO. Broken off before: {labels}"', f"    channel: {channel}"]
    lines += [f"    {part}: {_flow(some)}" for part, some in (("gate", gate), ("answers", answers)) if some]
    lines.append("    rest: not_asked")
    missed = ", ".join(left)
    lines.append(f"    expect: {{tier: TODO, not_asked: [{missed}]}}  # Confirm it. Today it comes to {now}.")
    lines.append("    source: TODO")
    return "\n".join(lines) + "\n"


def _flow(answers: Answers) -> str:
    return "{" + ", ".join(f'{item}: "{word}"' for item, word in answers.items()) + "}"
