"""A supporter's hands and eyes: the program on a real terminal, read line by line, with pyte for what is visible."""

from __future__ import annotations

import ast
import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pexpect
import pyte

import crisisaid
from crisisaid.app.desk import Desk
from crisisaid.app.present import present
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import start
from crisisaid.model.protocol import GATE, Checklist, Guidance
from crisisaid.model.state import (
    AskConsent,
    AskFollowUp,
    AskGoOn,
    AskItem,
    AskProtocol,
    AskSetting,
    AskTogether,
    OfferReferral,
    ShowGuidance,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisisaid.model.protocol import Protocol
    from crisisaid.model.state import Prompt

TIMEOUT = 20
SGR = re.compile(r"\x1b\[[0-9;]*m")
SETTINGS = ("channel", "about", "country")


def environment(home: Path, cache: Path, **more: str) -> dict[str, str]:
    """The environment as it is, with every folder the program may use below ``home``; the cache is shared."""
    given = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "ACCESSIBLE", "COLUMNS")}
    if "PYTHONPATH" in given:
        given["PYTHONPATH"] = os.pathsep.join(os.path.abspath(part) for part in given["PYTHONPATH"].split(os.pathsep))
    given |= {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "XDG_CONFIG_HOME": str(home / "config")}
    given |= {"XDG_CACHE_HOME": str(cache), "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC"}
    return {name: value for name, value in (given | more).items() if value != "-"}


def command(*arguments: str) -> list[str]:
    """The program, started as in a checkout and from a wheel alike."""
    return [sys.executable, "-m", "crisisaid", *arguments]


def ask_lines(protocols: Sequence[Protocol] = ()) -> frozenset[str]:
    """Every action line that the program can show, read from its own source."""
    found = set()
    for path in Path(crisisaid.__file__).parent.joinpath("app").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (isinstance(node, ast.keyword) and node.arg == "ask") or (
                isinstance(node, ast.Assign) and any(getattr(one, "id", "") == "ask" for one in node.targets)
            ):
                found |= set(_strings(node.value))
    from crisisaid.app.present import item_view

    for protocol in protocols:
        state = fold({protocol.id: protocol, GATE: protocol}, [start({protocol.id: protocol, GATE: protocol}, GATE)])
        found |= {item_view({protocol.id: protocol}, state, (protocol.id, item.id)).ask for item in protocol.items()}
    return frozenset(found) | {"Answer"}


def _strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def plain(text: str) -> str:
    """The words alone: no escapes for bold and colour, no line wraps."""
    return " ".join(SGR.sub("", text).split())


def lines_of(text: str) -> list[str]:
    return SGR.sub("", text).replace("\r\n", "\n").split("\n")


class Asked(NamedTuple):
    """A prompt as it stands on the screen: which one it is (None: a question of the program's own), and its text."""

    prompt: Prompt | None
    ask: str
    heard: str

    @property
    def words(self) -> str:
        return plain(self.heard)


class Known:
    """What the library says may be asked: to tell from the screen alone which prompt it is."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.desk = Desk(environ)
        self.library = self.desk.library
        self.protocols = tuple(self.library[name] for name in self.library)
        self.asks = ask_lines(self.protocols)
        waits = "|".join(_spaced(ask) for ask in sorted(self.asks, key=len, reverse=True))
        self.waits = re.compile(rf"(?:^|\n)({waits}):\s?$")
        voices = ("person", "third_party", "supporter")
        self._needles = {needle: prompt for about in voices for needle, prompt in self._all(about)}

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        return tuple(self._needles.values())

    def _all(self, about: str) -> Iterator[tuple[str, Prompt]]:
        state = fold(self.library, [start(self.library, "", channel="phone", country="GB", about=about)])
        plainly = [AskSetting(name) for name in SETTINGS]
        plainly += [AskProtocol(), AskFollowUp(), AskConsent(), *(AskGoOn(p.id) for p in self.protocols)]
        for prompt in plainly:
            view = present(prompt, state, self.desk)
            if isinstance(prompt, AskGoOn):
                yield plain(f"{view.heading} 1 {view.choices[0].words}"), prompt
            else:
                yield plain(view.heading), prompt
        for protocol in self.protocols:
            yield from self._of(protocol, state)

    def _of(self, protocol: Protocol, state: object) -> Iterator[tuple[str, Prompt]]:
        from crisisaid.app.present import item_view
        from crisisaid.app.words import HEADLINES

        for step in protocol.steps:
            if isinstance(step, Checklist) and step.together:
                prompt = AskTogether(protocol.id, step.id, tuple(item.id for item in step.items))
                yield plain(step.prompt or step.title), prompt
            if isinstance(step, Checklist):
                for item in step.items:
                    for view in (
                        item_view(self.library, state, (protocol.id, item.id), step),
                        item_view(self.library, state, (protocol.id, item.id)),
                    ):
                        first = view.lines[0]
                        words = plain(f"{view.heading} {first.label}: {first.text}")
                        yield words, AskItem(protocol.id, step.id, item.id)
            elif isinstance(step, Guidance):
                label, text = next((name, text[0]) for name in ("do", "say", "avoid") if (text := getattr(step, name)))
                text = f'"{text}"' if label == "say" else text
                yield plain(f"{step.title} {label.capitalize()}: {text}"), ShowGuidance(protocol.id, step.id)
            elif step.__class__.__name__ == "Referral":
                for tier, roles in step.to:
                    yield (
                        plain(f"{HEADLINES[tier]}: {step.title}"),
                        OfferReferral(protocol.id, step.id, tier, tuple(roles), ()),
                    )

    def asked(self, heard: str) -> Asked:
        """The prompt at the end of what was heard."""
        flat = SGR.sub("", heard).replace("\r\n", "\n")
        match = self.waits.search(flat)
        ask = plain(match.group(1)) if match else ""
        rows = flat.split("\n")
        rest = ""
        for row in reversed(rows):
            rest = plain(f"{row} {rest}")
            found = [needle for needle in self._needles if rest.startswith(needle)]
            if found and not row.startswith(" "):
                return Asked(self._needles[max(found, key=len)], ask, heard)
        return Asked(None, ask, heard)


def _spaced(ask: str) -> str:
    return r"\s+".join(re.escape(word) for word in ask.split())


def _as_at_a_terminal() -> None:
    """Whoever runs the tests in the background of a script hands Ctrl-C on as ignored; a supporter's shell does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Terminal:
    """One run of the program on a terminal of its own."""

    def __init__(
        self,
        known: Known,
        arguments: Sequence[str],
        environ: Mapping[str, str],
        *,
        rows: int = 24,
        columns: int = 80,
        shell: str = "",
        instead: str = "",
        **more: object,
    ) -> None:
        self.known = known
        self.size = (rows, columns)
        self.raw = bytearray()
        self.typed: list[str] = []
        # ``shell`` is what a shell puts behind the command; ``instead`` is Python to run in its place.
        program = ["/bin/sh", "-c", f'"$@" {shell}', "sh", *command(*arguments)] if shell else command(*arguments)
        program = [sys.executable, "-c", instead, *arguments] if instead else program
        self.child = pexpect.spawn(
            program[0],
            program[1:],
            env=dict(environ),
            dimensions=(rows, columns),
            timeout=TIMEOUT,
            **{"preexec_fn": _as_at_a_terminal, **more},
        )
        self.child.delaybeforesend = None
        # pexpect waits a tenth of a second for things that are over long before.
        self.child.ptyproc.delayafterclose = self.child.ptyproc.delayafterterminate = 0.005
        self.child.delayafterclose = self.child.delayafterterminate = 0.005
        self.child.logfile_read = self
        self._read_to = 0
        self.last: Asked | None = None

    # What pexpect needs of a log file.
    def write(self, data: bytes) -> None:
        self.raw += data

    def flush(self) -> None:
        return

    def prompt(self) -> Asked | None:
        """The next prompt once it is on the screen; None when the program has ended instead."""
        while not self.known.waits.search(self._new_text()):
            try:
                self.child.read_nonblocking(65536, TIMEOUT)
            except pexpect.EOF:
                return None
            except pexpect.TIMEOUT:
                raise AssertionError(f"no prompt came after:\n{self._new_text()[-1500:]}") from None
        text = self._new_text()
        self._read_to = len(self.raw)
        self.last = self.known.asked(text)
        return self.last

    def _new_text(self) -> str:
        return SGR.sub("", self.raw[self._read_to :].decode("utf-8", "replace")).replace("\r\n", "\n")

    def expect(self, phrase: str) -> None:
        """Read on until a phrase was said, whatever its wraps and weights."""
        while plain(phrase) not in plain(self.text()):
            try:
                self.child.read_nonblocking(65536, TIMEOUT)
            except (pexpect.EOF, pexpect.TIMEOUT) as ended:
                raise AssertionError(f"{phrase!r} was not said in:\n{self.text()[-1500:]}") from ended

    def answer(self, line: str) -> None:
        """One line and Enter. The prompt has to be on the screen already."""
        self.typed.append(line)
        self.child.sendline(line)

    def say(self, line: str) -> Asked:
        """One line and Enter; the prompt that follows."""
        self.answer(line)
        asked = self.prompt()
        assert asked is not None, f"it ended after {line!r}:\n{self.text()[-1500:]}"
        return asked

    def end(self) -> int:
        """Read on until the program has gone; its exit code (a signal's as a negative number)."""
        while True:
            try:
                self.child.read_nonblocking(65536, TIMEOUT)
            except pexpect.EOF:
                break
        self.child.wait()
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)

    def read_a_little(self, size: int) -> None:
        """So many bytes, or up to the next prompt or the end if that comes first."""
        wanted = len(self.raw) + size
        while len(self.raw) < wanted and not self.known.waits.search(self._new_text()):
            try:
                self.child.read_nonblocking(max(1, wanted - len(self.raw)), TIMEOUT)
            except pexpect.EOF:
                return

    def stop(self) -> int:
        """q, which ends a check at once; the exit code."""
        self.answer("q")
        return self.end()

    def text(self) -> str:
        """Everything that was on the terminal, without escapes for bold and colour."""
        return SGR.sub("", self.raw.decode("utf-8", "replace")).replace("\r\n", "\n")

    def words(self) -> str:
        return plain(self.text())

    def said_all(self) -> bool:
        """Whether a summary was printed to its end."""
        from crisisaid.app.words import INTENDED_USE

        return plain(INTENDED_USE) in self.words()

    def screen(self) -> list[str]:
        """The rows that are visible now."""
        rows, columns = self.size
        seen = pyte.Screen(columns, rows)
        pyte.ByteStream(seen).feed(bytes(self.raw))
        return [row.rstrip() for row in seen.display]

    def kill(self) -> None:
        """As if the machine had gone."""
        self.child.kill(signal.SIGKILL)
        self.end()


def same_prompt(one: Prompt | None, other: Prompt | None) -> bool:
    """The same step of the page, whatever of it is still open."""
    if type(one) is not type(other) or one is None or other is None:
        return one is other
    return (getattr(one, "protocol", ""), getattr(one, "step", ""), getattr(one, "item", "")) == (
        getattr(other, "protocol", ""),
        getattr(other, "step", ""),
        getattr(other, "item", ""),
    )
