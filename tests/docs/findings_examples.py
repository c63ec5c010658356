"""The examples of docs/findings: taken from their pages, put into a whole file, and read as the program reads them.

An example is fenced by ``~~~`` (a block fenced by backticks is an example that has to fit its schema as it stands,
see test_docs_examples.py). Behind the fence stand its form, ``bad`` or ``good``, and what it is: a key of READERS.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docs_pages import ROOT, said

from crisisaid.app.bookshelf import open_shelf
from crisisaid.app.checking import findings_of, trials_of
from crisisaid.app.contacts.checking import Look, all_findings, directories_of
from crisisaid.app.contacts.directory import Directory
from crisisaid.app.contacts.importing import form_of, origin_of, taken_from
from crisisaid.app.contacts.importing_gate import Gate
from crisisaid.app.drilling.shelf import drills_folder, read_file
from crisisaid.app.live import Wishes
from crisisaid.app.organisation import files_of
from crisisaid.app.scripted import scripted
from crisisaid.app.services import Services
from crisisaid.app.workbench import Workbench
from crisisaid.contacts.directory import read_country
from crisisaid.errors import ContentRefused
from crisisaid.library.build import build_protocol
from crisisaid.library.checks import check_protocol
from crisisaid.library.draft import Draft
from crisisaid.reading.shape import check_shape
from crisisaid.reading.strict import read_yaml
from night_line import POLICY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crisisaid.model.finding import Finding

FOLDER = ROOT / "docs" / "findings"
DIRECTORY = ROOT / "src" / "crisisaid" / "directory"
FENCE = re.compile(r"^~~~(?P<info>[^\n]*)\n(?P<text>.*?)^~~~$", re.MULTILINE | re.DOTALL)
TODAY = "2026-11-23"
LISTS = ("steps", "thresholds", "sources", "scenarios")

BASE = """\
format: crisisaid/protocol/v1
id: example-nights
version: "0.1.0"
status: draft
review_by: "2027-11-23"
title: "Example: nights without sleep"
summary: "An example for authors. It is not for use with anybody."
for: person
audience: "Authors of protocols."
not_for: ["Use with anybody. The source is made up."]
sources:
  - id: example-guide
    title: "Example guide"
    publisher: "Example publisher"
    year: "n.d."
    url: "https://example.org/guide"
    licence: "Example"
steps:
  - id: setting
    kind: checklist
    title: "Before you ask"
    why: "Other services help people under 18."
    items:
      - id: age_group
        kind: context
        how: ask
        label: "Age group"
        text: "May I ask how old you are?"
        second_hand: "How old are they?"
        why: "Other services help people under 18."
        options: [{id: adult, text: "18 or over"}, {id: under_18, text: "Under 18"}]
  - id: nights
    kind: checklist
    title: "The nights"
    why: "Nights without sleep wear people down."
    items:
      - id: cannot_cope
        kind: red_flag
        how: ask
        label: "Cannot cope another night"
        text: "Do you feel that you cannot cope with one more night?"
        second_hand: "Do they say that they cannot cope with one more night?"
        why: "Then somebody else has to know today."
        clarify: "Ask what tonight would have to be like, so that they could."
        tier: before_you_part
        sources: [example-guide]
      - id: awake
        kind: warning_sign
        how: ask
        label: "Nights without sleep"
        text: "How many nights in a row have you hardly slept?"
        second_hand: "How many nights in a row have they hardly slept?"
        why: "The more nights, the harder it gets."
        scale:
          - {id: none, text: "None"}
          - {id: one_or_two, text: "One or two"}
          - {id: three_or_more, text: "Three or more"}
        sources: [example-guide]
      - id: company
        kind: protective
        how: ask
        label: "Somebody is with them tonight"
        text: "Is anybody with you tonight?"
        second_hand: "Is anybody with them tonight?"
        why: "Nobody should sit through this alone."
        sources: [example-guide]
  - id: for-under-18
    kind: guidance
    title: "Under 18"
    when: {item: age_group, is: under_18}
    do: ["Tell your safeguarding lead before you part."]
    why: "Somebody has to know."
    sources: [example-guide]
  - id: hand-over
    kind: referral
    title: "Find somebody together"
    when: {tier: [before_you_part, this_week]}
    to: {before_you_part: [shift_lead, crisis_line], this_week: [local_service]}
    why: "Nobody has to carry this alone."
    sources: [example-guide]
thresholds:
  - id: cannot-cope
    tier: before_you_part
    when: cannot_cope
    because: "They cannot cope with another night. Example guide."
    sources: [example-guide]
  - id: awake-and-alone
    tier: before_you_part
    when: {all: [{item: awake, at_least: three_or_more}, {absent: company}]}
    because: "Three nights or more without sleep, and nobody there. Example guide."
    sources: [example-guide]
  - id: awake
    tier: this_week
    when: awake
    because: "Nights without sleep. Example guide."
    sources: [example-guide]
otherwise: keep_supporting
situations:
  third_party: {do: ["Ask what they have seen themselves."]}
  text_chat: {do: ["You cannot see how tired they are: ask."]}
  minor: {do: ["Tell your safeguarding lead."]}
  interpreter: {do: ["Speak to the person, not to the interpreter."]}
  abusive: {do: ["Say once what you need, then end it."]}
  ending: {do: ["Say what happens next."]}
  end_of_shift: {do: ["Hand over by name."]}
"""
"""A whole protocol in which nothing is found; an example stands in the place of what it gives."""

SCENARIOS = """\
format: crisisaid/scenarios/v1
protocol: example-nights
version: "0.1.0"
scenarios:
  - id: cannot-cope
    title: "They cannot cope"
    answers: {cannot_cope: "yes"}
    expect: {tier: before_you_part, reasons: [cannot-cope, cannot_cope]}
    source: example-guide
  - id: can-cope
    title: "They can cope"
    answers: {awake: one_or_two}
    expect: {tier: this_week, reasons: [awake], not_reasons: [cannot-cope]}
    source: example-guide
  - id: nobody-can-say
    title: "Nobody can say whether they can cope"
    answers: {cannot_cope: unsure}
    expect: {tier: before_you_part, reasons: [cannot_cope]}
    source: example-guide
  - id: declined
    title: "They would rather not say"
    answers: {cannot_cope: declined}
    expect: {tier: before_you_part, reasons: [cannot_cope]}
    source: example-guide
  - id: three-nights-alone
    title: "Three nights, and nobody there"
    answers: {awake: three_or_more, company: "no"}
    expect: {tier: before_you_part, reasons: [awake-and-alone]}
    source: example-guide
  - id: three-nights-with-company
    title: "Three nights, and somebody there"
    answers: {awake: three_or_more}
    expect: {tier: this_week, not_reasons: [awake-and-alone]}
    source: example-guide
  - id: two-nights
    title: "Two nights"
    answers: {awake: one_or_two, company: "no"}
    expect: {tier: this_week}
    source: example-guide
  - id: good-nights
    title: "They have slept"
    expect: {tier: keep_supporting, not_reasons: [awake]}
    source: example-guide
  - id: under-18
    title: "Somebody under 18 has slept"
    answers: {age_group: under_18}
    expect: {tier: keep_supporting}
    source: example-guide
  - id: alone-but-slept
    title: "Alone, and slept well"
    answers: {company: "no"}
    expect: {tier: keep_supporting}
    source: example-guide
  - id: friend-calls
    title: "A friend calls about them"
    about: third_party
    answers: {awake: one_or_two}
    expect: {tier: this_week}
    source: example-guide
  - id: nothing-asked
    title: "Nothing was asked"
    rest: not_asked
    expect: {tier: not_finished, not_asked: [cannot_cope]}
    source: example-guide
"""
"""Twelve scenarios of BASE in which nothing is found."""

NIGHT_LINE = {
    "contacts.yaml": """\
format: crisisaid/contacts/v1
country: GB
timezone: Europe/London
contacts:
  - id: example-lead
    name: Shift lead
    kind: shift-lead
    phone: "020 7946 0101"
    hours: "24/7"
    verified_on: "2026-11-02"
  - id: example-team
    name: Example crisis team
    kind: crisis-team
    phone: "020 7946 0103"
    hours: "Mo-Su 08:00-22:00"
    languages: [en]
    verified_on: "2026-11-02"
""",
    "policy.yaml": f"{POLICY}roles: [crisis_line]\n",
}
"""The folder of an organisation that has settled everything; on TODAY nothing is found in it."""


class Example(NamedTuple):
    """A block of a page: its form, whether it is a bad one, what it is, and further words behind the fence."""

    code: str
    form: str
    bad: bool
    kind: str
    marks: tuple[str, ...]
    text: str


class Read(NamedTuple):
    """What the program found in the whole file, and which of its lines came from the page."""

    findings: tuple[Finding, ...]
    lines: frozenset[int]


def pages() -> list[Path]:
    return sorted(FOLDER.glob("*.md"))


def examples() -> Iterator[Example]:
    """Every example of every page, in order."""
    for page in pages():
        for match in FENCE.finditer(said(page)):
            form, verdict, kind, *marks = match["info"].split()
            yield Example(page.stem, form, verdict == "bad", kind, tuple(marks), match["text"])


def read(example: Example, folder: Path) -> Read:
    """The example as the program reads it."""
    return READERS[example.kind](example, folder)


# From an excerpt to a whole file.

Block = tuple[str, list[tuple[str, bool]]]
"""A key of the outermost level, or the id of an entry, with its lines and whether each came from the page."""


def woven(base: str, example: str) -> tuple[str, frozenset[int]]:
    """The base with the example in it, and the numbers of the example's lines.

    Keys of the example stand in place of the same keys. Entries of lists (steps, thresholds, sources, scenarios) stand
    in place of those with the same id, and otherwise behind the others.
    """
    blocks, known = _blocks(base, given=False), set(_names(base))
    at = len(blocks)
    for name, lines in _blocks(example, given=True):
        if name in LISTS and name in known and len(lines) > 1:
            place = next(number for number, block in enumerate(blocks) if block[0] == name)
            blocks[place] = (name, _merged(blocks[place][1], lines))
        elif name in known:
            at = next(number for number, block in enumerate(blocks) if block[0] == name)
            blocks[at] = (name, lines)
            known.discard(name)
        else:
            at += 1
            blocks.insert(at, (name, lines))
    return _whole([line for _, lines in blocks for line in lines])


def _whole(lines: list[tuple[str, bool]]) -> tuple[str, frozenset[int]]:
    given = frozenset(number for number, (_, given) in enumerate(lines, 1) if given)
    return "".join(line for line, _ in lines), given


def _names(text: str) -> list[str]:
    return re.findall(r"^([a-z_]+):", text, re.MULTILINE)


def _blocks(text: str, *, given: bool) -> list[Block]:
    return _cut([(line, given) for line in text.splitlines(keepends=True)], r"([a-z_]+):")


def _cut(lines: list[tuple[str, bool]], start: str) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        match = re.match(start, line[0])
        if match or not blocks:
            blocks.append((match[1] if match else "", []))
        blocks[-1][1].append(line)
    return blocks


def _merged(base: list[tuple[str, bool]], example: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Two lists under the same key as one."""
    entry = r"  - \{?id: ([\w-]+)"
    blocks = _cut(base[1:], entry)
    waiting = {name for name, _ in blocks}
    for name, lines in _cut(example[1:], entry):
        if name in waiting:
            waiting.discard(name)
            place = next(number for number, block in enumerate(blocks) if block[0] == name)
            blocks[place] = (name, lines)
        else:
            blocks.append((name, lines))
    return [example[0], *(line for _, lines in blocks for line in lines)]


# The readers: one for each kind of example.


def places(folder: Path) -> dict[str, str]:
    """An environment in which this user's own files lie below the folder; what is kept of protocols is shared."""
    names = {"HOME": folder, "XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder.parent}
    return {name: str(place) for name, place in names.items()}


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A protocol in the folder of its own id and version."""
    (name,), (version,) = (re.findall(rf'^{key}: "?([^"\n]+)', text, re.MULTILINE) for key in ("id", "version"))
    return _put(folder / name / version / "protocol.yaml", text, encoding)


def _put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def checked(folder: Path) -> tuple[Finding, ...]:
    """What `protocol check` says of a folder of protocols."""
    return Workbench(places(folder.parent), str(folder)).findings()


def protocol(example: Example, folder: Path) -> Read:
    """A protocol in a folder, under `protocol check`. ``whole-lists``: its lists are the whole lists."""
    base = BASE
    for name in _names(example.text) if "whole-lists" in example.marks else ():
        base = "".join(line for key, lines in _blocks(base, given=False) if key != name for line, _ in lines)
    text, lines = woven(base, example.text)
    written(folder / "protocols", text)
    return Read(checked(folder / "protocols"), lines)


def behind_schema(example: Example, folder: Path) -> Read:
    """A protocol that the schema refuses, given to the checks behind the schema all the same."""
    text, lines = woven(BASE, example.text)
    document = read_yaml(text.encode(), "protocol.yaml")
    data, findings = check_shape(document, "protocol-v1")
    if example.bad:
        assert [finding.code[:4] for finding in findings] == ["CA02"], "the schema is expected to find it first"
    return Read(check_protocol(Draft(build_protocol(data, ""), data), document), lines)


def placed(example: Example, folder: Path) -> Read:
    """A protocol at the path that the example's first line names."""
    path, _, text = example.text.partition("\n")
    whole, lines = woven(BASE, text)
    _put(folder / path.removeprefix("# file: "), whole)
    return Read(checked(folder / "protocols"), lines)


def own(example: Example, folder: Path) -> Read:
    """A protocol in the folder of an organisation, beside those that came with the program."""
    text, lines = woven(BASE, example.text)
    written(folder / "organisation" / "protocols", text)
    return Read(of_shelf(folder, own=str(folder / "organisation" / "protocols")), lines)


def library(example: Example, folder: Path) -> Read:
    """A command with --library, run where the folder ``protocols`` is."""
    written(folder / "protocols", BASE)
    return Read(of_shelf(folder, library=str(folder / _named(example, "--library"))), frozenset())


def of_shelf(folder: Path, library: str = "", own: str = "") -> tuple[Finding, ...]:
    """What is found in folders of protocols when a check begins, beside what is found in the built-in ones."""
    built_in = open_shelf(places(folder)).findings
    shelf = open_shelf(places(folder), library, own)
    return tuple(finding for finding in shelf.findings if finding not in built_in)


def organisation(example: Example, folder: Path) -> Read:
    """A command with --organisation, run where the folder ``example-night-line`` is."""
    _put(folder / "example-night-line" / "policy.yaml", "format: crisisaid/policy/v1\nname: Example Night Line\n")
    return Read(of_organisation(folder / _named(example, "--organisation")), frozenset())


def _named(example: Example, option: str) -> str:
    return example.text.partition(f"{option} ")[2].split()[0]


def of_organisation(folder: Path) -> tuple[Finding, ...]:
    """What is found in an organisation's folder when somebody in Great Britain is helped."""
    files = files_of(str(folder), places(folder.parent))
    contacts, _ = read_country(str(DIRECTORY), "GB")
    return (*files.settled().findings, *files.over(contacts, "GB")[1])


def contacts(example: Example, folder: Path) -> Read:
    """The whole contacts.yaml of an organisation. ``utf-16``: saved so."""
    encoding = "utf-16" if "utf-16" in example.marks else "utf-8"
    _put(folder / "organisation" / "contacts.yaml", example.text, encoding)
    return Read(of_organisation(folder / "organisation"), frozenset(range(1, example.text.count("\n") + 1)))


def answers(example: Example, folder: Path) -> Read:
    """The whole file of answers of a scripted run."""
    written(folder / "protocols", BASE)
    path = _put(folder / f"answers.{example.form}", example.text)
    wishes = Wishes(protocol="example-nights", country="GB", library=str(folder / "protocols"))
    lines = frozenset(range(1, example.text.count("\n") + 1))
    try:
        scripted(wishes, str(path), places(folder))
    except ContentRefused as refused:
        return Read(refused.findings, lines)
    return Read((), lines)


def scenarios(example: Example, folder: Path) -> Read:
    """Scenarios beside the protocol, under `protocol test`. ``whole``: they are the whole file."""
    text, lines = (example.text, frozenset[int]()) if "whole" in example.marks else woven(SCENARIOS, example.text)
    place = written(folder / "protocols", BASE)
    _put(place.with_name("scenarios.yaml"), text)
    return Read(tried(folder / "protocols"), lines or frozenset(range(1, text.count("\n") + 1)))


def tried(folder: Path) -> tuple[Finding, ...]:
    """What `protocol test` says of a folder of protocols."""
    trials = trials_of(Workbench(places(folder.parent), str(folder), checks=False))
    return tuple(finding for trial in trials for finding in findings_of(trial))


def night_line(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder of the organisation with these files in it, in place of its own or beside them."""
    for name, text in {**NIGHT_LINE, **files}.items():
        _put(folder / "organisation" / name, text)
    return folder / "organisation"


def contacts_check(own: Path) -> tuple[Finding, ...]:
    """What `contacts check` says of an organisation's folder on TODAY."""
    look = Look(str(own))
    return all_findings(directories_of(places(own.parent), look), look, TODAY)


def checked_contacts(example: Example, folder: Path) -> Read:
    """The whole contacts.yaml of the organisation, under `contacts check`."""
    return _in_night_line(example, folder, "contacts.yaml", example.text)


def rota(example: Example, folder: Path) -> Read:
    """The whole rota of the organisation, a table or a calendar by its form, under `contacts check`."""
    return _in_night_line(example, folder, f"rota.{example.form}", example.text)


def policy(example: Example, folder: Path) -> Read:
    """Settings of the organisation, under `contacts check`. ``whole``: they are the whole file."""
    if "whole" in example.marks:
        return _in_night_line(example, folder, "policy.yaml", example.text)
    text, lines = woven(NIGHT_LINE["policy.yaml"], example.text)
    return _in_night_line(example, folder, "policy.yaml", text)._replace(lines=lines)


def _in_night_line(example: Example, folder: Path, name: str, text: str) -> Read:
    found = contacts_check(night_line(folder, {name: text}))
    return Read(found, frozenset(range(1, example.text.count("\n") + 1)))


def imported(example: Example, folder: Path) -> Read:
    """A file given to `contacts import`, by the form of the example."""
    directory = Directory(places(folder), str(night_line(folder, {})))
    file = str(_put(folder / f"given.{example.form}", example.text))
    taken = taken_from(file, form_of(file), origin_of(directory, file))
    gate = Gate(directory, Services(directory.folder), taken, file)
    list(gate.new())
    return Read(tuple(gate.findings), frozenset(range(1, example.text.count("\n") + 1)))


def role_play(example: Example, folder: Path) -> Read:
    """A role play that ships, with keys of the example in place of its own, under `drill check`."""
    name = "suicide-first-response/cheerful-on-the-phone.yaml"
    base = (Path(drills_folder()) / name).read_text(encoding="utf-8")
    text, lines = woven(base, example.text)
    _put(folder / name, text)
    return Read(read_file(open_shelf(places(folder)), str(folder), name).findings, lines)


READERS: Mapping[str, Callable[[Example, Path], Read]] = {
    "protocol": protocol,
    "behind-schema": behind_schema,
    "placed": placed,
    "own-protocol": own,
    "library": library,
    "organisation": organisation,
    "contacts": contacts,
    "checked-contacts": checked_contacts,
    "policy": policy,
    "rota": rota,
    "imported": imported,
    "answers": answers,
    "scenarios": scenarios,
    "role-play": role_play,
}
