"""A check with nobody asked: answers from a file, a summary out. What is missing in the file was not asked."""

from __future__ import annotations

from typing import Any

from crisisaid.app.desk import Desk
from crisisaid.app.printing import print_out, say, summary_as, write_summary
from crisisaid.app.summarise import summarise
from crisisaid.engine.answers import SKIPPED, allowed
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import play, start
from crisisaid.errors import DONE, ContentRefused, UsageRefused
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.protocol import GATE
from crisisaid.reading.files import read_bytes
from crisisaid.reading.shape import check_shape
from crisisaid.reading.strict import read_json, read_yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.app.live import Wishes
    from crisisaid.model.protocol import Item
    from crisisaid.reading.document import Document


def scripted(wishes: Wishes, answers_file: str, environ: Mapping[str, str]) -> int:
    """Evaluate the answers in a file. Raises ContentRefused with every fault; nothing is guessed."""
    if not wishes.protocol:
        raise UsageRefused("A scripted run needs a protocol.", "Such as: crisisaid run suicide-first-response ...")
    if not wishes.country:
        raise UsageRefused("A scripted run needs --country.", "It is never guessed. Such as: --country GB.")
    desk = Desk(environ, wishes.organisation, wishes.library, site=wishes.site, over=wishes.over)
    if wishes.at:
        from crisisaid.app.contacts.directory import moment, usable

        desk.look_at(moment(wishes.at, usable(desk.timezone())))
    desk.library.entry(wishes.protocol)
    said, document = _read(answers_file)
    given = _answers(desk, wishes.protocol, said)
    faults = tuple(_faults(desk, given, document))
    if faults:
        raise ContentRefused(faults, f"{answers_file} cannot be used as it is; nothing was evaluated.")
    started = start(
        desk.library,
        wishes.protocol,
        channel=wishes.channel or said.get("channel", ""),
        country=wishes.country,
        about=wishes.about or said.get("about", ""),
    )
    answers = {(protocol, item): answer for protocol, items in given.items() for item, answer in items.items()}
    follow_up = said.get("follow_up", "")
    events = play(desk.library, started, answers, also=tuple(said.get("also", {})), follow_up=follow_up)
    summary = summarise(fold(desk.library, events), desk)
    print_out(summary_as(summary, wishes.form))
    if wishes.output:
        return write_summary(summary, wishes.output, wishes.form, say)
    return DONE


def _read(path: str) -> tuple[dict[str, Any], Document]:
    data = read_bytes(path)
    document = read_json(data, path) if path.casefold().endswith(".json") else read_yaml(data, path)
    shaped, findings = (None, document.findings) if document.findings else check_shape(document, "answers-v1")
    if findings:
        raise ContentRefused(findings, f"{path} cannot be used as it is; nothing was evaluated.")
    return shaped or {}, document


def _answers(desk: Desk, protocol: str, said: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Answers by protocol; the gate's own stand under ``gate``, or under ``answers`` when the gate itself is run."""
    given = {protocol: dict(said.get("answers", {}))}
    if said.get("gate"):
        given.setdefault(GATE, {}).update(said["gate"])
    for other, items in said.get("also", {}).items():
        desk.library.entry(other)
        given.setdefault(other, {}).update(items)
    return given


def _faults(desk: Desk, given: dict[str, dict[str, str]], document: Document) -> Iterator[Finding]:
    """Every item and every answer that the protocols do not know, with the nearest that they do."""
    for protocol_id, items in given.items():
        protocol = desk.library[protocol_id]
        known = {item.id: item for item in protocol.items()}
        for name, answer in items.items():
            if name not in known:
                message = f"{protocol_id} has no item called {name!r}."
                yield _finding(document, protocol_id, name, message, _near(name, tuple(known)))
            elif answer != SKIPPED and answer not in allowed(known[name]):
                message = f"{name!r} cannot be answered {answer!r}."
                yield _finding(document, protocol_id, name, message, _takes(known[name], answer))


def _takes(item: Item, answer: str) -> str:
    from difflib import get_close_matches

    takes = (*allowed(item), SKIPPED)
    near = get_close_matches(answer, takes, n=1)
    return (f"Did you mean {near[0]!r}? " if near else "") + f"It takes: {', '.join(takes)}."


def _near(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(near)}?" if near else f"Its items: {', '.join(known)}."


def _finding(document: Document, protocol_id: str, name: str, message: str, hint: str) -> Finding:
    paths = (("gate", name), ("answers", name)) if protocol_id == GATE else (("answers", name), ("gate", name))
    known = (("also", protocol_id, name), *paths)
    line, column = next((document.positions[path] for path in known if path in document.positions), (1, 1))
    excerpt = document.lines[line - 1].strip() if 0 < line <= len(document.lines) else ""
    return Finding("CA0701", ERROR, document.file, line, message, hint, column=column, excerpt=excerpt)
