"""Adapted protocols: does anybody get less than from the original, and does somebody answer for exactly that?"""

from __future__ import annotations

import os

from crisisaid.app.bookshelf import in_organisation
from crisisaid.app.printing import print_out, say
from crisisaid.app.workbench import Workbench, today
from crisisaid.errors import DONE, REFUSED, ContentRefused, FileRefused, UsageRefused
from crisisaid.library.waivers import FILE, parse_waivers, waiver_for, with_waiver
from crisisaid.model.protocol import GATE
from crisisaid.model.record import Record
from crisisaid.model.waiver import Waived, Waiver
from crisisaid.proof.diagram import TooLarge
from crisisaid.proof.facts import CHANNEL
from crisisaid.proof.session import ANY
from crisisaid.proof.verdict import NOT_DECIDED, NOT_STATED, PROVED, VIOLATED
from crisisaid.proof.weaker import MOST, Adapted, Loss
from crisisaid.proof.weaker_people import in_words
from crisisaid.reading.files import read_bytes
from crisisaid.store.output import write_atomically
from crisisaid.store.places import organisation_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.session import Limits

    Library = Mapping[str, Protocol]

WAIVED = "waived"


class Standing(Record):
    """``state`` is that of the property, or "waived"; ``wrong`` says why a waiver does not count."""

    state: str
    losses: tuple[Loss, ...] = ()
    waiver: Waiver | None = None
    wrong: tuple[str, ...] = ()

    @property
    def stands_in_the_way(self) -> bool:
        """Whether nobody may release or approve the protocol as it is."""
        return self.state in (VIOLATED, NOT_DECIDED)


def waivers_of(environ: Mapping[str, str], organisation: str = "") -> tuple[Waiver, ...]:
    """The organisation's waivers. Raises ContentRefused for a file that cannot be read."""
    path = in_organisation(environ, organisation, FILE)
    if not path:
        return ()
    waivers, findings = parse_waivers(read_bytes(path), path)
    if findings:
        raise ContentRefused(findings, f"{path} cannot be used as it is; no waiver counts.")
    return waivers


def standing(library: Library, protocol: Protocol, waivers: Sequence[Waiver], limits: Limits = ANY) -> Standing:
    """Where an adapted protocol stands beside the newest version of its original."""
    origin = protocol.derived_from.partition("@")[0]
    if not origin:
        return Standing(NOT_STATED)
    original = library.get(origin)
    if original is None or original.about != protocol.about:
        return Standing(NOT_DECIDED)
    try:
        adapted = Adapted(library, original, protocol, limits)
        if adapted.is_never_weaker:
            return Standing(PROVED)
        return _beside(adapted, original, protocol, waiver_for(waivers, protocol.id, protocol.version))
    except TooLarge:
        return Standing(NOT_DECIDED)


def _beside(adapted: Adapted, original: Protocol, protocol: Protocol, waiver: Waiver | None) -> Standing:
    losses = adapted.losses()
    if waiver is None:
        return Standing(VIOLATED, losses)
    wrong = []
    if waiver.version != protocol.version:
        wrong.append(f"The waiver of {waiver.date} is for version {waiver.version}.")
    if waiver.original_digest != original.digest:
        wrong.append(f"The waiver of {waiver.date} is for other words of {original.id}: it has been changed since.")
    if waiver.original != original.id:
        wrong.append(f"The waiver of {waiver.date} compares it with {waiver.original}.")
    if not wrong:
        named = [_as_loss(one, original.id) for one in waiver.patterns]
        wrong = [
            f"{f'Pattern {one.number}' if one.number else 'A pattern is missing'}: {one.says}"
            + (f" ({in_words(one.loss)})" if one.loss else ".")
            for one in adapted.misfits(named)
        ]
    return Standing(VIOLATED if wrong else WAIVED, losses, waiver, tuple(wrong))


def _as_loss(one: Waived, original: str) -> Loss:
    return Loss(one.before, one.now, {_key(item, original): frozenset(words) for item, words in one.answers.items()})


def _key(item: str, original: str) -> tuple[str, str]:
    if item == "channel":
        return CHANNEL
    page, _, name = item.rpartition("/")
    return (page or original, name)


def _as_waived(loss: Loss) -> Waived:
    answers = {}
    for (page, name), words in loss.answers.items():
        item = "channel" if (page, name) == CHANNEL else f"{GATE}/{name}" if page == GATE else name
        answers[item] = tuple(sorted(words))
    return Waived(loss.before, loss.now, answers)


def stands_in_the_way(library: Library, protocol: Protocol, waivers: Sequence[Waiver]) -> bool:
    """Whether an adapted protocol gives somebody less and nobody answers for that; then it is said."""
    found = standing(library, protocol, waivers)
    if not found.stands_in_the_way:
        return False
    undecided = found.state == NOT_DECIDED
    say(
        f"It could not be decided whether {protocol.id} gives less help than {protocol.derived_from}."
        if undecided
        else f"{protocol.id} {protocol.version} gives less help than the original, and nobody answers for exactly that."
    )
    for why in found.wrong:
        say(f"  - {why}")
    say(f"See: crisisaid protocol waive {protocol.id}" if not undecided else "See: crisisaid protocol prove")
    return True


def waive(environ: Mapping[str, str], organisation: str, library: str, given: Waiver) -> int:
    """Say who would get less; with a name, a role, a reason and the digest that was read, write the waiver down."""
    bench = Workbench(environ, library, [given.protocol], checks=False)
    protocol = bench.library[given.protocol]
    found = standing(bench.library, protocol, ())
    if found.state != VIOLATED:
        says = {PROVED: "Nobody gets less help than from the original.", NOT_STATED: "It was not adapted from another."}
        say(f"{protocol.id} {protocol.version}: {says.get(found.state, 'It could not be decided who gets less.')}")
        say("There is nothing to waive.")
        return DONE if found.state == PROVED else REFUSED
    original = bench.library[protocol.derived_from.partition("@")[0]]
    print_out(f"{protocol.id} {protocol.version} {protocol.digest}")
    print_out(f"compared with {original.id} {original.version}. Who would get less help:")
    for place, loss in enumerate(found.losses, 1):
        print_out(f"  {place}. {in_words(loss)}")
    if len(found.losses) >= MOST:
        say(f"These are {MOST} patterns and perhaps not all: too many to answer for. Adapt less at a time.")
        return REFUSED
    if not given.name:
        say("To answer for them: --name, --role, --reason and --digest (its first 8 characters are enough).")
        return REFUSED
    _check_given(given, protocol)
    whole = given.but(
        version=protocol.version,
        digest=protocol.digest,
        original=original.id,
        original_version=original.version,
        original_digest=original.digest,
        date=today(),
        patterns=tuple(_as_waived(loss) for loss in found.losses),
    )
    path = _write(environ, organisation, whole)
    say(f"Waived by {whole.name}, {whole.role}, on {whole.date}. In {path}.")
    return DONE


def _check_given(given: Waiver, protocol: Protocol) -> None:
    for option, value in (("--name", given.name), ("--role", given.role), ("--reason", given.reason)):
        if not value.strip():
            raise UsageRefused(f"{option} is empty.", "A waiver says who answers for it, and why.")
    if len(given.digest) < 8 or not protocol.digest.startswith(given.digest):
        raise UsageRefused(
            f"--digest is not that of {protocol.id} {protocol.version}.", "Read what is there now again."
        )


def _write(environ: Mapping[str, str], organisation: str, waiver: Waiver) -> str:
    folder = organisation_folder(environ, organisation)
    if not folder or not os.path.isdir(folder):
        raise FileRefused("There is no organisation's folder to write it to.", "Make one, and name it: --organisation.")
    path = os.path.join(folder, FILE)
    before = read_bytes(path).decode("utf-8", "replace") if os.path.lexists(path) else ""
    known, findings = parse_waivers(before.encode(), path) if before.strip() else ((), ())
    if findings:
        raise ContentRefused(findings, f"{path} cannot be added to as it is; nothing was written.")
    after = with_waiver(before, waiver)
    read, findings = parse_waivers(after.encode(), path)
    if findings or read != (*known, waiver):
        raise FileRefused(f"{path} has something behind its list.", "Move 'waivers:' to the end of the file.")
    write_atomically(path, after.encode("utf-8"), mode=0o644)
    return path
